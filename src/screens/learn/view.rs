//! Draws the Learn tab.
//!
//! ```text
//!  28 cards from the research, caveats included
//!  rated low: sleep, energy            ╭─ Better sleep ─────────────────────────╮
//!  › Better sleep           ■■■□       │ The claim                              │
//!    Tired? Go easy         ■■■□       │ how sure  ━━━━━━ ━━━━━━ ━━━━━━ ──────  │
//!  all others                          │ What is known, how much, for today     │
//! ```
//! From 130 columns up, what enter starts is shown beside the card. Below 76 columns the card is under a short list.

mod card;
mod source;

use super::Learn;
use crate::coach::rated_low;
use crate::content::cards::{Card, Certainty, Source, cards};
use crate::content::intensity;
use crate::content::routines::routine;
use crate::content::words::{label, takes};
use crate::domain::Routine;
use crate::domain::english;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::intensity_dots::intensity_dots;
use crate::widgets::list::{first_of_page, show_more};
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::panel::panel;
use crate::widgets::step_line::step_line;
use crate::widgets::step_list::step_list;
use crate::widgets::theme::Theme;
use crate::widgets::{still_figure, text_box};

/// Maximum columns of a card with its frame: its text stays within 72.
const WIDEST_CARD: u16 = 76;
/// Minimum columns for the routine that enter starts.
const BESIDE: u16 = 26;

/// Rows for the explanation of the certainty grades, with a blank row above.
const GRADES: u16 = 7;

/// Minimum height, in rows, to show the grades under the card.
const TALL: u16 = 38;

/// A line of the list.
enum Line {
    Heading(String),
    Entry {
        index: usize,
        title: String,
        certainty: Option<Certainty>,
    },
}

/// Draws the tab; returns the cursor position: in the search field, or on the selected line.
pub(super) fn render(learn: &Learn, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let cursor = top_line(learn, painter);
    let top = if height < 12 { 1 } else { 2 };
    let listed = learn.listed_cards(shared);
    let sources = if learn.sources {
        learn.listed_sources()
    } else {
        Vec::new()
    };
    let lines = if learn.sources {
        of_sources(&sources, theme)
    } else {
        of_cards(learn, shared, &listed)
    };
    if lines.is_empty() {
        let back = shared.key_here(Action::Back);
        let said = format!("No card has all these words. {back} clears the search.");
        painter.text(3, top, &said, theme.text);
        return cursor;
    }
    let length = if learn.sources {
        sources.len()
    } else {
        listed.len()
    };
    let chosen = learn.list.chosen.min(length.saturating_sub(1));
    let shown = if learn.sources {
        sources.get(chosen).map(|source| Shown::Source(source))
    } else {
        listed.get(chosen).map(|card| Shown::Card(card))
    };
    let room = height.saturating_sub(top);
    if width < 76 {
        let rows = if height < 14 {
            1
        } else {
            (room / 4).clamp(3, 8)
        };
        let mark = list(&lines, chosen, &mut painter.part(0, top, width, rows));
        let under = top + rows + 1;
        let rest = height.saturating_sub(under);
        let part = &mut painter.part(1, under, width.saturating_sub(2), rest);
        match shown {
            Some(Shown::Card(card)) => drop(card::short_card(card, part)),
            Some(Shown::Source(source)) => drop(source::whole(source, part)),
            None => {}
        }
        return cursor.or(mark);
    }
    let left = match width {
        100.. => 36,
        _ if learn.sources => 28,
        _ => 33,
    };
    let mark = list(&lines, chosen, &mut painter.part(0, top, left, room));
    let wide = (width - left - 2).min(WIDEST_CARD);
    if let Some(shown) = shown {
        // The frame keeps its height from card to card.
        let has_grades = room >= TALL && !learn.sources;
        let rows = room + 1 - if has_grades { GRADES } else { 0 };
        framed(shown, &mut painter.part(left + 1, top - 1, wide, rows));
        if has_grades {
            grades(
                &listed,
                &mut painter.part(left + 1, top + rows, wide, GRADES - 1),
            );
        }
        let x = left + wide + 2;
        let routine = match shown {
            Shown::Card(card) => card.routine.as_deref().and_then(routine),
            Shown::Source(_) => None,
        };
        if let Some(routine) = routine
            && x + BESIDE < width
        {
            let part = &mut painter.part(x, top - 1, width - x - 1, room + 1);
            starts(routine, shared, part);
        }
    }
    cursor.or(mark)
}

/// What the detail shows.
#[derive(Clone, Copy)]
enum Shown {
    Card(&'static Card),
    Source(&'static Source),
}

/// Draws the search field, or the longest description of the view that fits.
fn top_line(learn: &Learn, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (theme, width) = (painter.theme(), painter.width());
    if let Some(field) = &learn.search {
        let x = painter.text(1, 0, "Search  ", theme.accent);
        let width = width.saturating_sub(x + 1);
        return text_box::render(field, theme.text, &mut painter.part(x, 0, width, 1));
    }
    let count = cards().len();
    let said = match () {
        () if learn.sources => ["The sources of the cards", "The sources", ""].map(str::to_owned),
        () if learn.query.is_empty() => [
            format!("{count} cards from the research, caveats included"),
            format!("{count} cards from the research"),
            format!("{count} cards"),
        ],
        () => ["", "", ""].map(str::to_owned),
    };
    let fitting = said.iter().find(|said| columns(said) + 2 <= width);
    let mut x = painter.text(1, 0, fitting.map_or("", String::as_str), theme.dim);
    if !learn.query.is_empty() {
        x += if x > 1 { 3 } else { 0 };
        let pieces = [("Search ", theme.dim), (&*learn.query, theme.text)];
        x = painter.pieces(x, 0, &pieces);
    }
    let legend = [
        (theme.glyphs.square, theme.mark),
        (" how sure the research is", theme.dim),
    ];
    if !learn.sources && x + 30 < width {
        painter.pieces_right(width - 1, 0, &legend);
    }
    None
}

/// The cards with their headings: low ratings first, unless a search is active.
fn of_cards(learn: &Learn, shared: &Shared, listed: &[&'static Card]) -> Vec<Line> {
    let low = if learn.is_searching() {
        Vec::new()
    } else {
        rated_low(&shared.journal, shared.day)
    };
    let tied = listed.iter().take_while(|card| card.is_tied_to(&low));
    let tied = tied.count();
    let mut lines = Vec::new();
    for (index, card) in listed.iter().enumerate() {
        if index == 0 && tied > 0 {
            let words: Vec<&str> = low.iter().map(|question| label(*question)).collect();
            lines.push(Line::Heading(format!("Rated low: {}", words.join(", "))));
        }
        if index == tied && tied > 0 {
            lines.push(Line::Heading("All others".to_owned()));
        }
        lines.push(Line::Entry {
            index,
            title: card.title.clone(),
            certainty: Some(card.certainty),
        });
    }
    lines
}

fn of_sources(listed: &[&'static Source], theme: &Theme) -> Vec<Line> {
    let entry = |(index, source): (usize, &&'static Source)| Line::Entry {
        index,
        title: plain(&short(source), theme),
        certainty: None,
    };
    listed.iter().enumerate().map(entry).collect()
}

/// `Recchia 2022`.
fn short(source: &Source) -> String {
    let first = source.authors.split([' ', ',']).next().unwrap_or_default();
    format!("{first} {}", source.year)
}

/// Author names in ASCII if the theme requires it.
fn plain(text: &str, theme: &Theme) -> String {
    if !theme.glyphs.ascii {
        return text.to_owned();
    }
    let letter = |letter| match letter {
        'ó' | 'ö' | 'ø' => 'o',
        'Ø' => 'O',
        '·' => '-',
        other => other,
    };
    text.chars().map(letter).collect()
}

fn list(lines: &[Line], chosen: usize, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (theme, width) = (painter.theme(), painter.width());
    let rows = usize::from(painter.height());
    let is_chosen = |line: &Line| matches!(line, Line::Entry { index, .. } if *index == chosen);
    let place = lines.iter().position(is_chosen).unwrap_or(0);
    // Keeps the heading above the first entry visible.
    let first = first_of_page(place, lines.len(), rows);
    let mut cursor = None;
    for (y, line) in (0..).zip(lines.iter().skip(first).take(rows)) {
        match line {
            Line::Heading(text) => {
                let room = usize::from(width.saturating_sub(1));
                painter.text(1, y, &shorten(text, room), theme.dim);
            }
            Line::Entry {
                index,
                title,
                certainty,
            } => {
                let is_chosen = *index == chosen;
                painter.row(y, Target::Row(*index as i16 - chosen as i16));
                if is_chosen {
                    cursor = painter.marker(1, y);
                }
                if let Some(certainty) = certainty {
                    steps(*certainty, width.saturating_sub(5), y, painter);
                }
                let taken = if certainty.is_some() { 9 } else { 3 };
                let title = shorten(title, usize::from(width.saturating_sub(taken)));
                let style = if is_chosen {
                    theme.selected
                } else {
                    theme.text
                };
                painter.text(3, y, &title, style);
            }
        }
    }
    show_more((first, lines.len()), (0, 0, rows as u16), painter);
    cursor
}

/// The number of certainty steps reached, out of four.
const fn reached(certainty: Certainty) -> usize {
    match certainty {
        Certainty::VeryLow => 1,
        Certainty::Low => 2,
        Certainty::Moderate => 3,
        Certainty::High => 4,
    }
}

/// Draws the certainty of the research as four squares.
fn steps(certainty: Certainty, x: u16, y: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let reached = reached(certainty);
    let empty = if theme.glyphs.ascii { "." } else { "□" };
    let filled = theme.glyphs.square.repeat(reached);
    let empty = empty.repeat(4 - reached);
    painter.pieces(x, y, &[(&filled, theme.mark), (&empty, theme.frame)]);
}

/// Draws the detail in a frame.
fn framed(shown: Shown, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let title = match shown {
        Shown::Card(card) => card.title.clone(),
        Shown::Source(source) => plain(&short(source), theme),
    };
    let mut inside = panel(&title, "", true, painter);
    match shown {
        Shown::Card(card) => card::whole(card, &mut inside),
        Shown::Source(source) => source::whole(source, &mut inside),
    };
}

/// Draws the meaning of the four grades, and how many listed cards have each.
fn grades(listed: &[&Card], painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let mut inside = panel("What the steps mean", "", false, painter);
    let width = inside.width();
    for (y, grade) in (0..).zip(Certainty::ALL) {
        let count = listed.iter().filter(|card| card.certainty == grade).count();
        steps(grade, 0, y, &mut inside);
        inside.text(6, y, grade.word(), theme.text);
        let end = inside.text(16, y, grade.meaning(), theme.dim);
        let counted = english::count(count, "card");
        if end + columns(&counted) < width {
            inside.right(width, y, &counted, theme.dim);
        }
    }
}

/// Draws what enter starts, with its figure as large as fits.
fn starts(routine: &Routine, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let key = shared.key_here(Action::Start);
    let (width, height) = (painter.width(), painter.height());
    let whole = Target::Do(Action::Start);
    painter.place(0, 0, width, height, whole);
    let mut inside = panel(&format!("{key} starts"), "", false, painter);
    let (width, height) = (inside.width(), inside.height());
    let rows = (width / 2).min(height.saturating_sub(9));
    still_figure::of_routine(routine, &mut inside.part(0, 0, width, rows));
    let mut y = rows + 1;
    y += inside.wrapped((0, y), width, 2, &routine.title, theme.strong);
    let x = inside.text(0, y, &takes(routine.minutes(), theme.numbers), theme.dim);
    let intensity = intensity::of(routine);
    let x = intensity_dots(intensity, x + 2, y, &mut inside);
    inside.text(x + 1, y, intensity.word(), theme.dim);
    y += 2;
    let left = height.saturating_sub(y);
    y += inside.wrapped((0, y), width, left.min(3), &routine.why, theme.text) + 1;
    step_line(&routine.steps(), &mut inside.part(0, y, width, 1));
    step_list(
        routine,
        &mut inside.part(0, y + 2, width, height.saturating_sub(y + 2)),
    );
}
