//! Learn.
//!
//! ```text
//!  for what you rated low: sleep, energy
//!  › Better sleep           ╭─ better sleep ───────────────────────╮
//!    Tired? Easy works      │ The claim, what is known, its size   │
//!  all cards                │ certainty  moderate                  │
//!    …                      ╰──────────────────────────────────────╯
//! ```
//! Below 76 columns the card stands under a short list.

use super::Learn;
use crate::coach::rated_low;
use crate::content::cards::{Card, Source, cards};
use crate::content::routines::routine;
use crate::content::words::label;
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::list::first_visible;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::text_box;
use crate::widgets::theme::Theme;

/// One line of the list.
enum Line {
    Heading(String),
    Entry(usize, String),
}

/// Draws the tab; returns where the cursor belongs: what is searched for, or the chosen line.
pub fn render(learn: &Learn, shared: &Shared, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let cursor = top_line(learn, theme, painter);
    let top = if height < 12 { 1 } else { 2 };
    let lines = lines(learn, shared, theme);
    let chosen = learn.list.chosen.min(
        lines
            .iter()
            .filter(|line| matches!(line, Line::Entry(..)))
            .count()
            .saturating_sub(1),
    );
    if lines.is_empty() {
        painter.text(
            3,
            top,
            &format!(
                "No card has all these words. {} clears the search.",
                shared.key_here(Action::Back)
            ),
            theme.text,
        );
        return cursor;
    }
    let room = height.saturating_sub(top);
    if width >= 76 {
        let left = if width >= 100 { 30 } else { 27 };
        let marked = list(&lines, chosen, theme, &mut painter.part(0, top, left, room));
        let wide = (width - left - 2).min(72);
        detail(
            learn,
            shared,
            chosen,
            true,
            theme,
            &mut painter.part(left + 1, top, wide, room),
        );
        return cursor.or(marked);
    }
    let rows = if height < 14 {
        1
    } else {
        (room / 4).clamp(3, 8)
    };
    let marked = list(
        &lines,
        chosen,
        theme,
        &mut painter.part(0, top, width, rows),
    );
    detail(
        learn,
        shared,
        chosen,
        false,
        theme,
        &mut painter.part(1, top + rows + 1, width - 2, room.saturating_sub(rows + 1)),
    );
    cursor.or(marked)
}

fn top_line(learn: &Learn, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    if let Some(field) = &learn.search {
        let x = painter.text(1, 0, "search  ", theme.accent);
        let width = painter.width().saturating_sub(x + 1);
        return text_box::render(field, theme.text, &mut painter.part(x, 0, width, 1));
    }
    let x = if learn.sources {
        painter.text(1, 0, "the sources of the cards", theme.dim)
    } else if learn.query.is_empty() {
        let count = format!(
            "{} cards from the research, caveats included",
            cards().len()
        );
        painter.text(1, 0, &count, theme.dim)
    } else {
        1
    };
    if !learn.query.is_empty() {
        let shift = if x > 1 { 3 } else { 0 };
        painter.pieces(
            x + shift,
            0,
            &[("search ", theme.dim), (&learn.query, theme.text)],
        );
    }
    None
}

/// The list with its headings: what was rated low first, when nothing is searched for.
fn lines(learn: &Learn, shared: &Shared, theme: &Theme) -> Vec<Line> {
    if learn.sources {
        let entry =
            |(index, source): (usize, &&Source)| Line::Entry(index, plain(&short(source), theme));
        return learn
            .listed_sources()
            .iter()
            .enumerate()
            .map(entry)
            .collect();
    }
    let listed = learn.listed_cards(shared);
    let low = if learn.is_searching() {
        Vec::new()
    } else {
        rated_low(&shared.journal, shared.day)
    };
    let tied = listed
        .iter()
        .take_while(|card| card.is_tied_to(&low))
        .count();
    let mut lines = Vec::new();
    for (index, card) in listed.iter().enumerate() {
        if index == 0 && tied > 0 {
            let words: Vec<&str> = low.iter().map(|question| label(*question)).collect();
            lines.push(Line::Heading(format!("rated low: {}", words.join(", "))));
        }
        if index == tied && tied > 0 {
            lines.push(Line::Heading("all others".to_owned()));
        }
        lines.push(Line::Entry(index, card.title.clone()));
    }
    lines
}

fn short(source: &Source) -> String {
    let first = source.authors.split([' ', ',']).next().unwrap_or_default();
    format!("{first} {}", source.year)
}

fn list(
    lines: &[Line],
    chosen: usize,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let (width, rows) = (painter.width(), usize::from(painter.height()));
    let place = lines
        .iter()
        .position(|line| matches!(line, Line::Entry(index, _) if *index == chosen))
        .unwrap_or(0);
    // The heading above the first entry stays in sight with it.
    let first = first_visible(place, lines.len(), rows);
    let mut cursor = None;
    for (y, line) in lines.iter().skip(first).take(rows).enumerate() {
        let y = y as u16;
        match line {
            Line::Heading(text) => {
                painter.text(
                    1,
                    y,
                    &shorten(text, usize::from(width.saturating_sub(1))),
                    theme.dim,
                );
            }
            Line::Entry(index, title) => {
                let here = *index == chosen;
                painter.row(y, Target::Row(*index as i16 - chosen as i16));
                if here {
                    cursor = painter.marker(1, y);
                }
                let title = shorten(title, usize::from(width.saturating_sub(3)));
                painter.text(3, y, &title, if here { theme.selected } else { theme.text });
            }
        }
    }
    cursor
}

fn detail(
    learn: &Learn,
    shared: &Shared,
    chosen: usize,
    framed: bool,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    if learn.sources {
        if let Some(source) = learn.listed_sources().get(chosen) {
            let title = plain(&short(source), theme);
            inside(&title, framed, theme, painter, |painter| {
                of_source(source, theme, painter)
            });
        }
    } else if let Some(card) = learn.listed_cards(shared).get(chosen) {
        if framed {
            inside(&card.title, true, theme, painter, |painter| {
                of_card(card, theme, painter)
            });
        } else {
            compact(card, theme, painter);
        }
    }
}

/// Draws what `draw` draws, in a frame as high as it needs where there is room for one.
fn inside(
    title: &str,
    framed: bool,
    theme: &Theme,
    painter: &mut Painter<'_>,
    draw: impl FnOnce(&mut Painter<'_>) -> u16,
) {
    let (width, height) = (painter.width(), painter.height());
    if !framed {
        draw(painter);
        return;
    }
    let rows = draw(&mut painter.part(3, 2, width.saturating_sub(6), height.saturating_sub(3)));
    let mut card = painter.part(0, 0, width, (rows + 4).min(height));
    card.frame(
        &title.to_lowercase(),
        theme.accent,
        theme.focus,
        theme.glyphs.ascii,
    );
}

/// Columns of the labels.
const LABELS: u16 = 11;

/// The card without a frame: certainty and source in one line, before the text that may be cut.
fn compact(card: &Card, theme: &Theme, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let cited: Vec<String> = card.cited().map(short).collect();
    let facts = format!(
        "certainty {} {} {}",
        card.certainty.word(),
        theme.glyphs.dot,
        cited.join(", ")
    );
    let mut y = painter.wrapped((0, 0), width, 2, &card.headline, theme.strong);
    y += painter.wrapped((0, y), width, 2, &plain(&facts, theme), theme.dim);
    let today = for_today(card);
    for (text, style) in [
        (Some(card.text.as_str()), theme.text),
        (card.size(theme.numbers), theme.dim),
        (Some(today.as_str()), theme.text),
    ] {
        if let Some(text) = text.filter(|_| y < height) {
            y += painter.wrapped((0, y), width, height - y, text, style);
        }
    }
}

/// What to do today, and the routine that the card starts.
fn for_today(card: &Card) -> String {
    card.routine.as_deref().and_then(routine).map_or_else(
        || card.for_today.clone(),
        |routine| format!("{} Its routine: {}.", card.for_today, routine.title),
    )
}

/// Names of authors in ASCII, where nothing else can be shown.
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

/// The whole card; answers the rows used.
fn of_card(card: &Card, theme: &Theme, painter: &mut Painter<'_>) -> u16 {
    let (width, height) = (painter.width(), painter.height());
    let roomy = u16::from(height >= 20);
    let mut y = painter.wrapped((0, 0), width, 2, &card.headline, theme.strong) + roomy;
    y += painter.wrapped(
        (0, y),
        width,
        height.saturating_sub(y),
        &card.text,
        theme.text,
    ) + 1;
    let mut row = |name: &str, text: &str, style, gap: u16| {
        if y < height {
            painter.text(0, y, name, theme.dim);
            let rows = height.saturating_sub(y).min(4);
            y += painter
                .wrapped((LABELS, y), width.saturating_sub(LABELS), rows, text, style)
                .max(1)
                + gap;
        }
    };
    // Where the foot may be cut off, the source is named here already.
    let cited: Vec<String> = card.cited().map(short).collect();
    let certainty = match roomy {
        0 => plain(
            &format!(
                "{} {} {}",
                card.certainty.word(),
                theme.glyphs.dot,
                cited.join(", ")
            ),
            theme,
        ),
        _ => card.certainty.word().to_owned(),
    };
    row("certainty", &certainty, theme.text, 0);
    if let Some(size) = card.size(theme.numbers) {
        row("size", size, theme.text, 0);
    }
    row("for today", &for_today(card), theme.text, roomy);
    for (index, source) in card.cited().enumerate() {
        let name = if index == 0 { "source" } else { "" };
        let cited = format!("{}, doi:{}. {}", short(source), source.doi, source.journal);
        row(name, &plain(&cited, theme), theme.dim, 0);
    }
    y
}

/// A source in full; answers the rows used.
fn of_source(source: &Source, theme: &Theme, painter: &mut Painter<'_>) -> u16 {
    let width = painter.width();
    let mut y = painter.wrapped(
        (0, 0),
        width,
        2,
        &plain(&source.authors, theme),
        theme.strong,
    );
    if let Some(title) = &source.title {
        y += painter.wrapped((0, y), width, 4, title, theme.text);
    }
    y += painter.wrapped(
        (0, y),
        width,
        2,
        &format!("{}, {}", source.journal, source.year),
        theme.dim,
    );
    y += painter.wrapped((0, y), width, 2, &source.address(), theme.text) + 1;
    if let Some(note) = &source.note {
        y += painter.wrapped((0, y), width, 3, note, theme.text) + 1;
    }
    let cited = cards()
        .iter()
        .filter(|card| card.sources.contains(&source.id))
        .map(|card| card.title.as_str());
    let cited: Vec<&str> = cited.collect();
    if !cited.is_empty() {
        painter.text(0, y, "cards", theme.dim);
        y += painter.wrapped(
            (LABELS, y),
            width.saturating_sub(LABELS),
            3,
            &cited.join(", "),
            theme.dim,
        );
    }
    y
}
