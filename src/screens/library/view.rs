//! The library of routines. A star marks what is beyond the person's limits or answers; the preview says why.
//!
//! ```text
//!  time any   position any   effort any   equipment any
//!    routine                 min   effort    where
//!  › Ten-minute walk          10   gentle    walking      (preview of the chosen one)
//! ```

use super::{Filter, Library, LibraryEntry};
use crate::coach::{Opens, walk_run};
use crate::content::intensity;
use crate::content::own;
use crate::content::session_words::name;
use crate::content::words::takes;
use crate::domain::Routine;
use crate::domain::routine::{Step, Work};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::stats::sentences;
use crate::widgets::hit_map::Target;
use crate::widgets::list::first_visible;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use crate::widgets::{format, text_box};

/// Draws the list and the preview; returns where the cursor belongs: in what is searched for, or on what has the focus.
pub fn render(library: &Library, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let cursor = top_line(library, theme, painter);
    let entries = library.entries();
    if entries.is_empty() {
        let [clear, filter] = [Action::Back, Action::Filter].map(|action| shared.key_here(action));
        // While the search is typed, the key of the filter is text.
        let text = if filter.is_empty() {
            format!("Nothing fits. {clear} clears the search.")
        } else {
            format!("Nothing fits. {clear} clears the search, {filter} changes the filter.")
        };
        painter.wrapped((3, 2), width.saturating_sub(4), 2, &text, theme.text);
        return cursor;
    }
    let side = width >= 90;
    let below = if side || height < 14 { 0 } else { 6 };
    let list_width = if side { 60 } else { width };
    let mut list_height = height.saturating_sub(2 + below);
    if let Some(name) = library.broken.first() {
        let line = own::not_understood(name);
        let room = list_width.saturating_sub(2);
        let rows = columns(&line).div_ceil(room.max(1)).min(2);
        list_height = list_height.saturating_sub(rows);
        painter.wrapped((1, 2 + list_height), room, rows, &line, theme.dim);
    }
    let mark = list(
        library,
        shared,
        &entries,
        &mut painter.part(0, 2, list_width, list_height),
    );
    let cursor = cursor.or(mark);
    if let Some(entry) = &library.entry() {
        if side {
            let x = list_width + 3;
            preview(
                library,
                shared,
                entry,
                theme,
                &mut painter.part(x, 2, width - x - 1, height.saturating_sub(2)),
            );
        } else if below > 0 {
            let line = theme
                .glyphs
                .line
                .repeat(usize::from(width.saturating_sub(2)));
            painter.text(1, height - below, &line, theme.frame);
            summary(
                library,
                shared,
                entry,
                theme,
                &mut painter.part(1, height - below + 1, width - 2, below - 1),
            );
        }
    }
    cursor
}

fn top_line(library: &Library, theme: &Theme, painter: &mut Painter<'_>) -> Option<Cursor> {
    if let Some(field) = &library.search {
        let x = painter.text(1, 0, "search  ", theme.accent);
        let width = painter.width().saturating_sub(x + 1);
        return text_box::render(field, theme.text, &mut painter.part(x, 0, width, 1));
    }
    let mut x = 1;
    let mut cursor = None;
    let narrow = painter.width() < 60 && library.filtering.is_none();
    for (index, (name, value)) in parts(&library.filter).iter().enumerate() {
        if narrow && value == "any" {
            continue;
        }
        let here = library.filtering == Some(index);
        let (mark, style) = if here {
            cursor = painter.marker(x, 0);
            (theme.glyphs.marker, theme.selected)
        } else {
            ("", theme.text)
        };
        x = painter.pieces(
            x,
            0,
            &[
                (mark, theme.accent),
                (name, theme.dim),
                (" ", theme.dim),
                (value, style),
            ],
        ) + 2;
    }
    if !library.query.is_empty() {
        painter.pieces(
            x + 1,
            0,
            &[("search ", theme.dim), (&library.query, theme.text)],
        );
    }
    cursor
}

fn parts(filter: &Filter) -> [(&'static str, String); 4] {
    let any = || "any".to_owned();
    [
        (
            "time",
            filter
                .minutes
                .map_or_else(any, |most| format!("up to {most}")),
        ),
        (
            "position",
            filter
                .position
                .map_or_else(any, |position| position.word().to_owned()),
        ),
        (
            "effort",
            filter
                .intensity
                .map_or_else(any, |hardest| format!("up to {}", hardest.word())),
        ),
        (
            "equipment",
            if filter.no_equipment {
                "none".to_owned()
            } else {
                any()
            },
        ),
    ]
}

fn list(
    library: &Library,
    shared: &Shared,
    entries: &[LibraryEntry],
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let narrow = width < 50;
    let min_x = if narrow { width.saturating_sub(5) } else { 33 };
    // A word for the length is three columns wider than its figure.
    let title_end = min_x.saturating_sub(if theme.numbers { 0 } else { 3 });
    let headed = !narrow && height > 6;
    if headed {
        painter.text(3, 0, "routine", theme.dim);
        let length = if theme.numbers { "min" } else { "length" };
        painter.right(min_x + 3, 0, length, theme.dim);
        painter.text(min_x + 6, 0, "effort", theme.dim);
        painter.text(min_x + 16, 0, "where", theme.dim);
    }
    let top = u16::from(headed);
    let rows = usize::from(height.saturating_sub(top));
    let first = first_visible(library.list.chosen, entries.len(), rows);
    let mut mark = None;
    for (row, (index, entry)) in entries
        .iter()
        .enumerate()
        .skip(first)
        .take(rows)
        .enumerate()
    {
        let y = top + row as u16;
        let here = index == library.list.chosen;
        if library.filtering.is_none() {
            painter.row(y, Target::Row(library.list.rows_to(index)));
        }
        if here {
            mark = painter.marker(1, y);
        }
        let title = shorten(entry.title(), usize::from(title_end.saturating_sub(5)));
        painter.text(3, y, &title, if here { theme.selected } else { theme.text });
        if library.fit(entry, shared.day).why_not().is_some() {
            painter.text(title_end.saturating_sub(1), y, BEYOND, theme.accent);
        }
        match entry {
            LibraryEntry::Routine(_) | LibraryEntry::Own(_) => {
                let routine = entry.routine();
                let length = if theme.numbers {
                    routine.minutes().to_string()
                } else {
                    takes(routine.minutes(), false)
                };
                painter.right(min_x + 3, y, &length, theme.text);
                if !narrow {
                    painter.text(min_x + 6, y, intensity::of(&routine).word(), theme.dim);
                    painter.text(min_x + 16, y, routine.main_position().word(), theme.dim);
                }
            }
            LibraryEntry::Activity(_) => painter.right(min_x + 3, y, "free", theme.dim),
        }
    }
    mark
}

/// Facts, the latest time it was done, and the steps.
fn preview(
    library: &Library,
    shared: &Shared,
    entry: &LibraryEntry,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let routine = entry.routine();
    let (width, height) = (painter.width(), painter.height());
    painter.text(0, 0, entry.title(), theme.strong);
    let mut y = 1;
    y += painter.wrapped((0, y), width, 2, &facts(entry, &routine, theme), theme.dim);
    if !routine.why.is_empty() {
        y += painter.wrapped((0, y), width, 2, &routine.why, theme.text);
    }
    for line in [
        beyond(library, shared, entry),
        whose(entry),
        place(library, entry),
        latest(shared, entry),
        usual(library, shared, entry),
    ]
    .into_iter()
    .flatten()
    {
        y += painter.wrapped((0, y), width, 2, &line, theme.dim);
    }
    y += 1;
    let steps = steps(&routine);
    let room = usize::from(height.saturating_sub(y));
    let shown = if steps.len() > room {
        room.saturating_sub(1)
    } else {
        steps.len()
    };
    for (length, name, style_dim) in steps.iter().take(shown) {
        painter.right(6, y, length, theme.dim);
        painter.text(
            8,
            y,
            &shorten(name, usize::from(width.saturating_sub(8))),
            if *style_dim { theme.dim } else { theme.text },
        );
        y += 1;
    }
    if shown < steps.len() {
        painter.text(
            8,
            y,
            &format!("and {} more", steps.len() - shown),
            theme.dim,
        );
    }
}

fn summary(
    library: &Library,
    shared: &Shared,
    entry: &LibraryEntry,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let routine = entry.routine();
    let width = painter.width();
    let x = painter.text(0, 0, entry.title(), theme.strong);
    painter.text(
        x + 2,
        0,
        &shorten(
            &facts(entry, &routine, theme),
            usize::from(width.saturating_sub(x + 2)),
        ),
        theme.dim,
    );
    let mut y = 1;
    let why = beyond(library, shared, entry)
        .or_else(|| whose(entry).filter(|_| routine.why.is_empty()))
        .or_else(|| place(library, entry))
        .unwrap_or_else(|| routine.why.clone());
    if !why.is_empty() {
        y += painter.wrapped((0, y), width, 1, &why, theme.text);
    }
    let steps: Vec<String> = steps(&routine)
        .into_iter()
        .map(|(length, name, _)| format!("{length} {name}"))
        .collect();
    let separator = format!(" {} ", theme.glyphs.dot);
    y += painter.wrapped((0, y), width, 2, &steps.join(&separator), theme.dim);
    if let Some(line) = usual(library, shared, entry).or_else(|| latest(shared, entry)) {
        painter.wrapped((0, y), width, 1, &line, theme.dim);
    }
}

fn facts(entry: &LibraryEntry, routine: &Routine, theme: &Theme) -> String {
    match entry {
        LibraryEntry::Activity(_) => "counts up; stop when you like".to_owned(),
        LibraryEntry::Routine(_) | LibraryEntry::Own(_) => {
            let kit = if routine.equipment.is_empty() {
                "no equipment".to_owned()
            } else {
                routine.equipment.join(", ")
            };
            let parts = [
                takes(routine.minutes(), theme.numbers),
                intensity::of(routine).word().to_owned(),
                routine.place.word().to_owned(),
                kit,
            ];
            parts.join(&format!(" {} ", theme.glyphs.dot))
        }
    }
}

/// Marks what is not suggested.
const BEYOND: &str = "*";

/// Why it is not suggested, and how the answers that decide are given anew.
fn beyond(library: &Library, shared: &Shared, entry: &LibraryEntry) -> Option<String> {
    let fit = library.fit(entry, shared.day);
    let why = fit.why_not()?;
    let key = shared.key_here(Action::SafetyQuestions);
    let again = matches!(fit.opens, Opens::AfterPage(_) | Opens::Never(_)) && !key.is_empty();
    Some(if again {
        format!("{BEYOND} {why} Press {key} for the safety questions.")
    } else {
        format!("{BEYOND} {why}")
    })
}

/// That it is one's own, and where it is kept.
fn whose(entry: &LibraryEntry) -> Option<String> {
    let LibraryEntry::Own(own) = entry else {
        return None;
    };
    Some(own.file.as_ref().map_or_else(
        || "yours".to_owned(),
        |file| format!("yours, in the file {file}"),
    ))
}

/// Where the person is in walk to run, for its present week.
fn place(library: &Library, entry: &LibraryEntry) -> Option<String> {
    let place = library.walk_run?;
    let LibraryEntry::Routine(routine) = entry else {
        return None;
    };
    (walk_run::week_of(&routine.id)? == place.week).then(|| place.in_words())
}

/// What is known of the lift after it.
fn usual(library: &Library, shared: &Shared, entry: &LibraryEntry) -> Option<String> {
    sentences::lift(library.lift(entry.activity())?).filter(|_| !shared.hides_numbers())
}

fn latest(shared: &Shared, entry: &LibraryEntry) -> Option<String> {
    let mut sessions = shared.journal.sessions().iter().rev();
    let session = sessions.find(|session| session.activity == entry.activity())?;
    let last = format!("last {}", format::day_with_year(session.day, shared.day));
    if shared.hides_numbers() {
        return Some(last);
    }
    let lift = match (session.before, session.after) {
        (Some(before), Some(after)) => format!(", mood {before} then {after}"),
        _ => String::new(),
    };
    let length = format::minutes(u64::from(session.active_seconds));
    Some(format!("{last}: {length}{lift}"))
}

/// The steps as a list: length, name, and whether it is a rest. Rounds are told once.
fn steps(routine: &Routine) -> Vec<(String, String, bool)> {
    let mut lines = Vec::new();
    for block in &routine.blocks {
        if block.rounds > 1 {
            lines.push((format!("{}x", block.rounds), "round of".to_owned(), true));
        }
        let once = Routine {
            blocks: vec![crate::domain::routine::Block {
                rounds: 1,
                between: 0,
                step: block.step.clone(),
            }],
            ..routine.clone()
        };
        for step in once.steps().iter().filter(|step| step.work != Work::Ready) {
            lines.push(line(step));
        }
    }
    lines
}

fn line(step: &Step) -> (String, String, bool) {
    let length = match step.work {
        Work::Reps { count, .. } => format!("{count}x"),
        _ => format::clock(u64::from(step.seconds)),
    };
    (length, name(step), !step.is_movement())
}
