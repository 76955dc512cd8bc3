//! A card: the claim, its certainty, what is known, how much, what to do today, and the source.

use super::{plain, reached, short};
use crate::content::cards::{Card, Certainty, Source};
use crate::content::routines::routine;
use crate::widgets::painter::{Painter, wrap};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Columns for the labels.
const LABELS: u16 = 10;
/// Maximum columns of a certainty step.
const WIDEST_STEP: u16 = 14;
/// Blank rows between the parts, if all of them fit.
const GAPS: u16 = 5;
/// Minimum columns of a step with its name below; if narrower, only the step reached is named.
const NAMED_STEP: u16 = 9;
/// Minimum height, in rows, to cite sources in full.
const TALL: u16 = 32;

/// Draws the complete card; returns the rows used.
pub(super) fn whole(card: &Card, painter: &mut Painter<'_>) -> u16 {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let needed = needed(card, width, theme);
    let gap = u16::from(height >= needed + GAPS);
    let mut y = painter.wrapped((0, 0), width, 2, &card.headline, theme.accent) + gap;
    y += how_sure(card.certainty, y, painter) + gap;
    let rest = height.saturating_sub(y);
    y += painter.wrapped((0, y), width, rest, &card.text, theme.text) + gap;
    let mut row = |name: &str, name_style: Style, text: &str, style: Style, after: u16| {
        if y < height {
            painter.text(0, y, name, name_style);
            let rows = height.saturating_sub(y).min(4);
            let room = width.saturating_sub(LABELS);
            y += painter.wrapped((LABELS, y), room, rows, text, style).max(1) + after;
        }
    };
    if let Some(size) = card.size(theme.numbers) {
        row("How much", theme.dim, size, theme.text, gap);
    }
    row("Today", theme.accent, &for_today(card), theme.strong, gap);
    for (index, source) in card.cited().enumerate() {
        let name = if index == 0 { "Source" } else { "" };
        // If the card doesn't fit, author and year are enough to find it among the sources.
        let cited = match height {
            TALL.. => source.citation(),
            _ if height < needed => short(source),
            _ => cited(source),
        };
        row(name, theme.dim, &plain(&cited, theme), theme.dim, 0);
    }
    y
}

/// Rows of the complete card without blank rows.
fn needed(card: &Card, width: u16, theme: &Theme) -> u16 {
    let rows = |text: &str, width: u16| wrap(text, usize::from(width)).len() as u16;
    let beside = |text: &str| rows(text, width.saturating_sub(LABELS));
    let sources = card.cited().map(|source| beside(&cited(source)));
    rows(&card.headline, width)
        + 2
        + rows(&card.text, width)
        + card.size(theme.numbers).map_or(0, beside)
        + beside(&for_today(card))
        + sources.sum::<u16>()
}

/// `Recchia 2022, doi:10.1136/bjsports-2022-105964. British Journal of Sports Medicine`.
fn cited(source: &Source) -> String {
    format!("{}, doi:{}. {}", short(source), source.doi, source.journal)
}

/// Draws the certainty of the research as four named steps; returns the rows used.
fn how_sure(certainty: Certainty, y: u16, painter: &mut Painter<'_>) -> u16 {
    let (theme, width) = (painter.theme(), painter.width());
    painter.text(0, y, "How sure", theme.dim);
    let each = (width.saturating_sub(LABELS) / 4).min(WIDEST_STEP);
    let [done, open] = if theme.glyphs.ascii {
        ["#", "."]
    } else {
        ["━", "─"]
    };
    for (step, name) in (0..).zip(Certainty::ALL) {
        let x = LABELS + step * each;
        let (sign, style) = if usize::from(step) < reached(certainty) {
            (done, theme.mark)
        } else {
            (open, theme.grid)
        };
        let line = sign.repeat(usize::from(each.saturating_sub(1)));
        painter.text(x, y, &line, style);
        if name == certainty {
            painter.text(x, y + 1, name.word(), theme.strong);
        } else if each >= NAMED_STEP {
            painter.text(x, y + 1, name.word(), theme.dim);
        }
    }
    2
}

/// Draws the card without a frame: certainty and source in one line above the text, which may be cut off. Returns the
/// rows used.
pub(super) fn short_card(card: &Card, painter: &mut Painter<'_>) -> u16 {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let cited: Vec<String> = card.cited().map(short).collect();
    let facts = format!(
        "How sure: {} {} {}",
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
    y
}

/// What to do today, and the routine the card starts.
fn for_today(card: &Card) -> String {
    card.routine.as_deref().and_then(routine).map_or_else(
        || card.for_today.clone(),
        |routine| format!("{} Its routine: {}.", card.for_today, routine.title),
    )
}
