//! Draws the routine editor.
//!
//! ```text
//!   name   Morning three                            6:10 total
//!   once
//!     march on the spot           1:00              (figure of the line's
//!   2 rounds, 30 s between                           movement, its cue)
//!   › squat                       8 times   rest 20 s
//! ```

use super::draft::step_name;
use super::{EditorRow, RoutineEditor, Typing};
use crate::content::activities::activity;
use crate::content::intensity;
use crate::content::movements::Movement;
use crate::domain::english::capital;
use crate::domain::routine::{Block, StepSpec};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::intensity_dots::intensity_dots;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::panel::panel;
use crate::widgets::step_line::step_line;
use crate::widgets::theme::Theme;
use crate::widgets::{format, still_figure, text_box};

/// Maximum rows of the figure.
const MOST_ROWS: u16 = 24;

/// Draws the editor; returns the cursor position: in the text field, or on the focused line.
pub(super) fn render(
    editor: &RoutineEditor,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let side = if width >= 76 {
        width.saturating_sub(58).clamp(24, 80)
    } else {
        0
    };
    let list_width = width - side;
    let foot = if height >= 14 { 2 } else { 1 };
    let mut cursor = top(editor, shared, theme, &mut painter.part(0, 0, width, 1));
    let room = height.saturating_sub(2 + foot);
    let mut part = painter.part(0, 2, list_width, room);
    if let Some(Typing::Movement {
        field,
        chosen,
        replaces,
    }) = &editor.typing
    {
        let x = part.text(
            1,
            0,
            if *replaces { "Replace  " } else { "Add  " },
            theme.accent,
        );
        let left = list_width.saturating_sub(x + 1);
        cursor = text_box::render(field, theme.text, &mut part.part(x, 0, left, 1));
        if field.is_empty() {
            part.text(
                x,
                0,
                &shorten("Type to search: squat, chair, legs …", usize::from(left)),
                theme.dim,
            );
        }
        found(
            &editor.found(),
            *chosen,
            theme,
            &mut part.part(0, 1, list_width, room.saturating_sub(1)),
        );
    } else {
        cursor = list(editor, shared, &mut part).or(cursor);
    }
    let shown = editor.shown();
    if side > 0 {
        aside(
            editor,
            shown,
            theme,
            &mut painter.part(list_width, 1, side - 1, room + 1),
        );
    }
    let y = height - foot;
    match (&editor.problem, shown) {
        (Some(problem), _) => drop(painter.wrapped((1, y), width - 2, foot, problem, theme.warn)),
        (None, Some(movement)) if side == 0 && !matches!(editor.row(), EditorRow::Part(_)) => {
            painter.text(
                1,
                y,
                &shorten(&movement.cue, usize::from(width - 2)),
                theme.dim,
            );
        }
        (None, _) => {
            painter.wrapped((1, y), width - 2, foot, &hint(editor, shared), theme.dim);
        }
    }
    cursor
}

/// What a key not listed in the footer does on this line.
fn hint(editor: &RoutineEditor, shared: &Shared) -> String {
    if editor.typing.is_some() {
        return String::new();
    }
    let key = |action| shared.key_here(action);
    let [up, down] = [Action::MoveUp, Action::MoveDown].map(key);
    match editor.row() {
        EditorRow::Name => format!(
            "{} name, {} add an exercise, {} new section, {} start over",
            key(Action::Rename),
            key(Action::Add),
            key(Action::Part),
            key(Action::Anew)
        ),
        EditorRow::Part(_) => format!(
            "{} {} rounds, {} {} rest between them, {up} {down} earlier or later",
            key(Action::Left),
            key(Action::Right),
            key(Action::MoreRest),
            key(Action::LessRest)
        ),
        EditorRow::Step(..) => format!(
            "{} each side, {} replace, {up} {down} earlier or later, {} new section, {} name",
            key(Action::Sides),
            key(Action::Swap),
            key(Action::Part),
            key(Action::Rename)
        ),
    }
}

fn top(
    editor: &RoutineEditor,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let right = painter.width().saturating_sub(1);
    let made = editor.finished();
    let total = format::clock(u64::from(made.seconds()));
    let here = editor.row() == EditorRow::Name && editor.typing.is_none();
    let mark = here.then(|| painter.marker(1, 0)).flatten();
    let x = painter.text(3, 0, "Name  ", theme.dim);
    let room = right.saturating_sub(x + 15);
    painter.pieces_right(right, 0, &[(&total, theme.text), (" total", theme.dim)]);
    if let Some(Typing::Name(field)) = &editor.typing {
        return text_box::render(field, theme.text, &mut painter.part(x, 0, room, 1));
    }
    let title = &editor.draft.routine.title;
    if title.is_empty() {
        let none = format!("Unnamed, press {}", shared.key_here(Action::Rename));
        painter.text(x, 0, &shorten(&none, usize::from(room)), theme.dim);
    } else {
        painter.text(
            x,
            0,
            &shorten(title, usize::from(room)),
            if here { theme.selected } else { theme.strong },
        );
    }
    mark
}

fn list(editor: &RoutineEditor, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let mut mark = None;
    let rows = &editor.draft.rows()[1..];
    let chosen = editor.at.saturating_sub(1);
    let room = usize::from(painter.height());
    let first = (chosen + 2)
        .saturating_sub(room)
        .min(rows.len().saturating_sub(room));
    for (y, (index, row)) in rows.iter().enumerate().skip(first).take(room).enumerate() {
        let here = editor.at == index + 1;
        let y = y as u16;
        painter.row(y, Target::Row(index as i16 + 1 - editor.at as i16));
        if here {
            mark = painter.marker(1, y);
        }
        match row {
            EditorRow::Name => {}
            EditorRow::Part(part) => {
                let Some(block) = editor.draft.routine.blocks.get(*part) else {
                    continue;
                };
                let style = if here { theme.selected } else { theme.dim };
                let x = painter.text(3, y, &head(block), style);
                if block.step.is_empty() {
                    let none = format!("No steps yet, press {}", shared.key_here(Action::Add));
                    painter.text(x + 2, y, &none, theme.dim);
                }
            }
            EditorRow::Step(..) => {
                if let Some(spec) = editor.draft.step(*row) {
                    step(spec, here, y, theme, painter);
                }
            }
        }
    }
    mark
}

fn head(block: &Block) -> String {
    match (block.rounds, block.between) {
        (1, _) => "One round".to_owned(),
        (rounds, 0) => format!("{rounds} rounds"),
        (rounds, between) => format!("{rounds} rounds, {between} s between"),
    }
}

fn step(spec: &StepSpec, here: bool, y: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let width = painter.width();
    let middle = if width >= 56 {
        33
    } else {
        width.saturating_sub(18).max(20)
    };
    let style = if here { theme.selected } else { theme.text };
    painter.text(
        5,
        y,
        &shorten(&step_name(spec), usize::from(middle.saturating_sub(6))),
        style,
    );
    let amount = match (spec.seconds, spec.reps, spec.target) {
        (Some(seconds), ..) => format::clock(u64::from(seconds)),
        (None, Some(reps), _) => format!("{reps}x"),
        (None, None, Some(0)) => "open".to_owned(),
        (None, None, Some(target)) => format!("{}+", format::clock(u64::from(target))),
        (None, None, None) => format::clock(u64::from(spec.rest.unwrap_or(0))),
    };
    painter.right(middle + 5, y, &amount, theme.text);
    let mut x = middle + 7;
    if spec.each_side {
        x = painter.text(x, y, if width >= 56 { "a side" } else { "2s" }, theme.dim) + 1;
    }
    if let Some(rest) = spec.rest.filter(|_| spec.movement.is_some()) {
        painter.text(
            x,
            y,
            &if width >= 56 {
                format!("rest {rest} s")
            } else {
                format!("+{rest}")
            },
            theme.dim,
        );
    }
}

fn found(found: &[&'static Movement], chosen: usize, theme: &Theme, painter: &mut Painter<'_>) {
    if found.is_empty() {
        painter.text(3, 0, "No matches. Try fewer letters.", theme.dim);
        return;
    }
    let rows = usize::from(painter.height());
    let first = (chosen + 1).saturating_sub(rows);
    let right = painter.width().saturating_sub(2);
    for (y, (index, movement)) in found.iter().enumerate().skip(first).take(rows).enumerate() {
        let y = y as u16;
        let here = index == chosen;
        painter.row(y, Target::Row(index as i16 - chosen as i16));
        if here {
            painter.text(1, y, theme.glyphs.marker, theme.accent);
        }
        let name = shorten(&movement.name, usize::from(right.saturating_sub(13)));
        painter.text(3, y, &name, if here { theme.selected } else { theme.text });
        painter.right(right, y, movement.position.word(), theme.dim);
    }
}

/// Draws the movement's figure and cue, and the activity that the routine counts as.
fn aside(
    editor: &RoutineEditor,
    shown: Option<&Movement>,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let title = shown.map_or_else(
        || "The routine".to_owned(),
        |movement| capital(&movement.name),
    );
    let painter = &mut panel(&title, "", false, painter);
    let (width, height) = (painter.width(), painter.height());
    let made = editor.finished();
    let mut y = 0;
    let rows = height.saturating_sub(9).min(width / 2 + 2).min(MOST_ROWS);
    if rows >= 5 {
        let mut part = painter.part(0, 0, width, rows);
        // If no movement is selected, shows the one that represents the routine.
        let is_drawn = if let Some(movement) = shown {
            let name = movement.pose.as_deref().unwrap_or(&movement.id);
            still_figure::of_pose(name, &mut part);
            true
        } else {
            still_figure::of_routine(&made, &mut part)
        };
        y = if is_drawn { rows + 1 } else { 0 };
    }
    if let Some(movement) = shown {
        y += painter.wrapped((0, y), width.min(72), 3, &movement.cue, theme.text) + 1;
    }
    let counted = activity(&made.activity)
        .filter(|_| y < height && made.seconds() > 0 && editor.typing.is_none());
    if let Some(activity) = counted {
        let needs = if made.equipment.is_empty() {
            String::new()
        } else {
            format!(" Needs: {}.", made.equipment.join(", "))
        };
        let line = format!("Counts as {}.{needs}", activity.label.to_lowercase());
        let intensity = intensity::of(&made);
        let x = intensity_dots(intensity, 0, y, painter);
        painter.text(x + 1, y, intensity.word(), theme.dim);
        y += 1;
        y += painter.wrapped((0, y), width.min(72), 4, &line, theme.dim) + 1;
        step_line(&made.steps(), &mut painter.part(0, y, width, 1));
    }
}
