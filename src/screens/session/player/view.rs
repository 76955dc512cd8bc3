//! The player.
//!
//! ```text
//!  Five moves, two rounds                              step 4 of 11   left 3:20
//!
//!        ██████        ██    ██████
//!        ██  ██  ██  ████        ██      the countdown
//!        …
//!        squat to a chair
//!        touch and stand
//!        ██████████▌┄┄┄┄┄┄┄┄┄
//!        next  rest 20 s, then wall push-up
//!
//!  ━━━ ━━━ ╸╸╸ ─── ─── ───
//! ```

use super::{Playing, Prompt, prompts};
use crate::content::movements::{Variant, movement};
use crate::content::poses::pose;
use crate::content::session_words::name;
use crate::domain::Player;
use crate::domain::routine::{Step, Work};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::big_digits::{self, Size};
use crate::widgets::figure::{self, FigureMode, Look, Motion};
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::time::Duration;

/// Draws the running session, or what it asks; returns where the chosen answer to that is marked.
pub fn render(playing: &Playing, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    // Every row is for the signs where there are few.
    if playing.prompt != Some(Prompt::Signs) || painter.height() >= prompts::ROOM_FOR_TOP {
        top(playing, theme, painter);
    }
    if let Some(prompt) = playing.prompt {
        return prompts::render(prompt, playing, shared, painter);
    }
    let mode = shared.settings.figure;
    let (width, height) = (painter.width(), painter.height());
    let layout = Layout::new(width, height, mode != FigureMode::Off);
    step(playing, shared, &layout, theme, painter);
    if let Some(area) = layout.figure {
        moving_figure(playing, mode, area, theme, painter);
    }
    None
}

fn top(playing: &Playing, theme: &Theme, painter: &mut Painter<'_>) {
    let player = &playing.running.player;
    let steps: Vec<&Step> = player
        .steps()
        .iter()
        .filter(|step| step.work != Work::Ready)
        .collect();
    let at = player.steps()[..player.index().min(player.steps().len())]
        .iter()
        .filter(|step| step.work != Work::Ready)
        .count();
    let right = painter.width().saturating_sub(1);
    let left = format::clock_up(player.total_left());
    let place = (at + 1).min(steps.len()).to_string();
    let of = steps.len().to_string();
    let open = player.step().is_some_and(|step| step.work == Work::Open);
    if steps.len() > 1 && !open {
        painter.pieces_right(
            right,
            0,
            &[
                ("step ", theme.dim),
                (&place, theme.text),
                (" of ", theme.dim),
                (&of, theme.text),
                ("   left ", theme.dim),
                (&left, theme.text),
            ],
        );
    }
    let room = usize::from(right.saturating_sub(34));
    painter.text(
        1,
        0,
        &shorten(&playing.running.routine.title, room.max(12)),
        theme.dim,
    );
    if playing.muted && painter.width() >= 60 {
        let x = 3 + columns(&shorten(&playing.running.routine.title, room.max(12)));
        painter.text(x, 0, "muted", theme.dim);
    }
}

fn step(
    playing: &Playing,
    shared: &Shared,
    layout: &Layout,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let player = &playing.running.player;
    let Some(step) = player.step() else { return };
    let height = painter.height();
    let Layout {
        size,
        left,
        room,
        top: mut y,
        ..
    } = *layout;
    let counted = if step.work == Work::Open {
        format::clock(player.into_step().as_secs())
    } else {
        format::clock_up(player.step_left())
    };
    let ending = step.work != Work::Open && player.step_left().as_secs() < 3 && !player.is_paused();
    let mut style = if ending { theme.warn } else { theme.text };
    if playing.is_flashing(shared.now) {
        style = style.add_modifier(Modifier::REVERSED);
    }
    big_digits::render(
        &counted,
        size,
        style,
        theme.glyphs.ascii,
        &mut painter.part(left, y, room, size.rows()),
    );
    if player.is_paused() {
        let paused = format!("paused; {} to keep going", shared.key_here(Action::Pause));
        painter.text(left, y + size.rows(), &paused, theme.warn);
    }
    y += size.rows() + if height >= 20 { 2 } else { 1 };
    y += name_and_cue(player, step, (left, y), room, theme, painter);
    y += 1;
    if !player.step_length().is_zero() {
        let share = player.into_step().as_secs_f64() / player.step_length().as_secs_f64();
        bar(share.min(1.0), room.min(40), (left, y), theme, painter);
        y += 2;
    }
    if y < height.saturating_sub(2) {
        painter.pieces(
            left,
            y,
            &[
                ("next  ", theme.dim),
                (
                    &shorten(&coming(player, theme), usize::from(room.saturating_sub(6))),
                    theme.text,
                ),
            ],
        );
    }
    if y + 1 < height.saturating_sub(2) {
        variants(step, (left, y + 1), room, theme, painter);
    }
    strip(player, height.saturating_sub(2), theme, painter);
}

/// Columns and rows of the figure at most.
const LARGEST: (u16, u16) = (42, 20);

/// Where the parts go. It depends on the window alone, so that nothing jumps between steps.
struct Layout {
    size: Size,
    left: u16,
    room: u16,
    top: u16,
    figure: Option<Rect>,
}

impl Layout {
    fn new(width: u16, height: u16, with_figure: bool) -> Self {
        let roomy = width >= 70 && height >= 18;
        let size = if roomy { Size::Large } else { Size::Small };
        let top = if height >= 24 { height / 2 - 9 } else { 2 };
        if !with_figure {
            let left = if width >= 60 { width / 4 } else { 2 };
            return Self {
                size,
                left,
                room: width.saturating_sub(left + 2),
                top,
                figure: None,
            };
        }
        if roomy {
            let across = (width * 45 / 100).min(60);
            let left = across + 4;
            // Larger would read no better and cost more bytes a frame.
            let (columns, rows) = (across.min(LARGEST.0), (height - 5).min(LARGEST.1));
            let figure = Rect::new(
                1 + (across - columns) / 2,
                2 + (height - 5 - rows) / 2,
                columns,
                rows,
            );
            return Self {
                size,
                left,
                room: width.saturating_sub(left + 2),
                top,
                figure: Some(figure),
            };
        }
        let across = if width >= 60 { width * 2 / 5 } else { 18 };
        let figure = Rect::new(width - across - 1, 2, across, height.saturating_sub(7));
        Self {
            size,
            left: 2,
            room: width.saturating_sub(across + 5),
            top,
            figure: Some(figure),
        }
    }
}

/// The movement as a figure: in motion while the clock runs, still otherwise; while resting or
/// getting ready, a dim still of the next one.
fn moving_figure(
    playing: &Playing,
    mode: FigureMode,
    area: Rect,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let player = &playing.running.player;
    let shown = player.step().filter(|step| step.is_movement());
    let coming = player.upcoming().iter().find(|step| step.is_movement());
    let Some(step) = shown.or(coming) else { return };
    let name = movement(&step.movement)
        .and_then(|movement| movement.pose.as_deref())
        .unwrap_or(&step.movement);
    let Some(pose) = pose(name) else { return };
    let pose = step.side.map_or(pose, |side| pose.on_side(side));
    let motion = if mode == FigureMode::Moving {
        Motion::Moving
    } else {
        Motion::Still
    };
    // What is to come stands in its second key pose: the first is often just standing.
    let waiting = pose.key_times().get(1).copied().unwrap_or(Duration::ZERO);
    let (time, look) = if shown.is_some() {
        (player.into_step(), Look::lit(theme))
    } else {
        (waiting, Look::waiting(theme))
    };
    let mut part = painter.part(area.x, area.y, area.width, area.height);
    figure::show(pose, time, motion, &look, &mut part);
    if shown.is_some() && !playing.is_waiting() {
        let next = figure::until_change(pose, time, motion, &mut part);
        painter.caches.next_change = next;
    }
}

/// Draws the step's name, round, repetition and cue; returns the rows used.
fn name_and_cue(
    player: &Player,
    step: &Step,
    at: (u16, u16),
    room: u16,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> u16 {
    let (x, y) = at;
    let mut end = painter.text(x, y, &shorten(&name(step), usize::from(room)), theme.strong);
    if let Some((at, of)) = player.repetition() {
        end = painter.pieces(
            end + 2,
            y,
            &[
                (&at.to_string(), theme.accent),
                (" of ", theme.dim),
                (&of.to_string(), theme.text),
            ],
        );
    }
    if let Some((round, of)) = step.round {
        let text = format!("round {round} of {of}");
        if end + 2 + columns(&text) <= x + room {
            painter.text(end + 2, y, &text, theme.dim);
        }
    }
    let cue = match step.work {
        Work::Ready => player
            .upcoming()
            .first()
            .map(|next| format!("first: {}", name(next))),
        Work::Rest => player.upcoming().first().map(|next| {
            cue_of(next).map_or_else(|| name(next), |cue| format!("then {}: {cue}", name(next)))
        }),
        _ => cue_of(step),
    };
    let rows = if painter.height() >= 15 { 2 } else { 1 };
    let mut used = 1 + cue.map_or(0, |cue| {
        painter.wrapped((x, y + 1), room.min(60), rows, &cue, theme.dim)
    });
    let breath = movement(&step.movement).and_then(|movement| movement.breath.as_ref());
    if let Some(breath) = breath.filter(|_| painter.height() >= 22) {
        used += painter.wrapped(
            (x, y + used),
            room.min(60),
            1,
            &format!("breathe: {breath}"),
            theme.dim,
        );
    }
    used
}

fn cue_of(step: &Step) -> Option<String> {
    step.cue
        .clone()
        .or_else(|| movement(&step.movement).map(|movement| movement.cue.clone()))
}

fn bar(share: f64, width: u16, at: (u16, u16), theme: &Theme, painter: &mut Painter<'_>) {
    const EIGHTHS: [&str; 8] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share * f64::from(width) * 8.0) as u16;
    let (full, part) = (eighths / 8, usize::from(eighths % 8));
    for column in 0..width {
        let (glyph, style) = match column {
            column if column < full => (theme.glyphs.filled, theme.mark),
            column if column == full && part > 0 && !theme.glyphs.ascii => {
                (EIGHTHS[part], theme.mark)
            }
            _ => (theme.glyphs.empty, theme.frame),
        };
        painter.text(at.0 + column, at.1, glyph, style);
    }
}

/// What comes after the present step: a rest is told with the movement behind it.
fn coming(player: &Player, theme: &Theme) -> String {
    match player.upcoming() {
        [] if player.step().is_some_and(|step| step.work == Work::Open) => {
            "stop when you like".to_owned()
        }
        [] => "done".to_owned(),
        [rest, after, ..] if rest.work == Work::Rest => {
            format!(
                "rest {} s {} {}",
                rest.seconds,
                theme.glyphs.arrow,
                name(after)
            )
        }
        [next, ..] => name(next),
    }
}

fn variants(step: &Step, at: (u16, u16), room: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let Some(movement_of_step) = movement(&step.movement) else {
        return;
    };
    let words = |variant: &Option<Variant>| match variant {
        Some(Variant::Move(id)) => movement(id).map(|other| other.name.clone()),
        Some(Variant::Say(words)) => Some(words.clone()),
        None => None,
    };
    let mut x = at.0;
    for (label, variant) in [
        ("easier  ", &movement_of_step.easier),
        ("harder  ", &movement_of_step.harder),
    ] {
        if let Some(text) = words(variant)
            && x + columns(label) + columns(&text) <= at.0 + room
        {
            x = painter.pieces(x, at.1, &[(label, theme.dim), (&text, theme.text)]) + 3;
        }
    }
}

/// All steps as short lines: done, now, to come.
fn strip(player: &Player, y: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let steps = player.steps().len().saturating_sub(1);
    if steps < 2 {
        return;
    }
    let room = usize::from(painter.width().saturating_sub(2));
    let each = (room / steps).min(4);
    let (glyphs, gap) = if each >= 3 { (each - 1, 1) } else { (1, 0) };
    if steps * (glyphs + gap) > room {
        return;
    }
    let at = player.index().saturating_sub(1);
    let mut x = 1;
    for index in 0..steps {
        let begun = player.index() > 0;
        let (glyph, style) = match index {
            index if begun && index < at => (theme.glyphs.step_done, theme.mark),
            index if begun && index == at => (theme.glyphs.step_now, theme.accent),
            _ => (theme.glyphs.step_next, theme.frame),
        };
        x = painter.text(x, y, &glyph.repeat(glyphs), style) + gap as u16;
    }
}
