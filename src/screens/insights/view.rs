//! Insights.
//!
//! ```text
//!  right after a session     ╭─ right after a session ─────────── before and after ╮
//!  › likely better           │ You usually feel better right after: +0.8 points …   │
//!    the same day            │ ···············░░░░░┊░░├────●────┤·······            │
//!    …                       │ −2        −1        0        +1        +2           │
//!  also looked at            │ From 31 sessions rated before and after, …           │
//!    energy, the same day    ╰──────────────────────────────────────────────────────╯
//! ```
//! Below 96 columns the card stands under a short list.

use super::{InsightsTab, plot};
use crate::coach::experiment::{TOGETHER, card_words, running_together};
use crate::content::activities::label;
use crate::domain::{Assessment, Day};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::stats::sentences::{chip, how, leader, title, would_change};
use crate::stats::{ByActivity, Card, Extra, Insights, Outcome};
use crate::widgets::chart;
use crate::widgets::hit_map::Target;
use crate::widgets::list::first_visible;
use crate::widgets::painter::{Painter, shorten, wrap};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Draws the tab; returns where the chosen card is marked.
pub fn render(tab: &InsightsTab, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    if !theme.numbers {
        let width = painter.width().saturating_sub(3).min(70);
        painter.wrapped((1, 1), width, 4, &shared.where_numbers_are(), theme.text);
        return None;
    }
    let found = tab.found.as_ref()?;
    let (width, height) = (painter.width(), painter.height());
    let cards = tab.cards();
    let together = running_together(&shared.journal, shared.day);
    let line = if together {
        TOGETHER
    } else if found.has_number() {
        "what your own records say, with how sure that is"
    } else {
        "check in most days, and rate before and after you move: a first answer comes near day 14"
    };
    let top = if height < 12 && !together { 0 } else { 2 };
    if top > 0 {
        painter.text(
            1,
            0,
            &shorten(line, usize::from(width.saturating_sub(2))),
            theme.dim,
        );
    }
    let room = height.saturating_sub(top);
    if width >= 96 {
        let left = if width < 110 { 46 } else { 52 };
        let marked = list(
            &cards,
            (tab.list.chosen, shared.day),
            theme,
            &mut painter.part(0, top, left, room),
        );
        let wide = (width - left - 2).min(78);
        detail(
            tab,
            shared,
            found,
            true,
            theme,
            &mut painter.part(left + 1, top, wide, room),
        );
        marked
    } else {
        let rows = if height < 14 {
            2
        } else {
            (room / 4).clamp(3, 7)
        };
        let marked = list(
            &cards,
            (tab.list.chosen, shared.day),
            theme,
            &mut painter.part(0, top, width, rows),
        );
        let under = top + rows + 1;
        detail(
            tab,
            shared,
            found,
            false,
            theme,
            &mut painter.part(1, under, width - 2, height.saturating_sub(under)),
        );
        marked
    }
}

fn list(
    cards: &[&Card],
    (chosen, today): (usize, Day),
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let width = painter.width();
    let mut rows: Vec<Option<usize>> = Vec::new();
    for (index, card) in cards.iter().enumerate() {
        if !card.is_headline()
            && (index == 0 || cards[index - 1].is_headline())
            && painter.height() > 8
        {
            rows.push(None);
        }
        rows.push(Some(index));
    }
    let here = rows
        .iter()
        .position(|row| *row == Some(chosen))
        .unwrap_or(0);
    let room = usize::from(painter.height());
    let first = first_visible(here, rows.len(), room);
    let mut cursor = None;
    for (y, row) in rows.iter().skip(first).take(room).enumerate() {
        let y = y as u16;
        let Some(index) = row else {
            painter.text(1, y, "also looked at", theme.dim);
            continue;
        };
        let card = cards[*index];
        painter.row(y, Target::Row(*index as i16 - chosen as i16));
        if *index == chosen {
            cursor = painter.marker(1, y);
        }
        let style = if *index == chosen {
            theme.selected
        } else {
            theme.text
        };
        let word = &chip(card, today);
        let room = usize::from(width.saturating_sub(6)).saturating_sub(word.len());
        painter.text(3, y, &shorten(&title(card), room), style);
        painter.right(width.saturating_sub(1), y, word, mark(card, theme));
    }
    cursor
}

/// Colour beside the word, never instead of it.
fn mark(card: &Card, theme: &Theme) -> Style {
    if card.estimate.is_some() {
        theme.mark
    } else {
        theme.dim
    }
}

fn detail(
    tab: &InsightsTab,
    shared: &Shared,
    found: &Insights,
    framed: bool,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let Some(card) = tab.card() else {
        return;
    };
    let (width, height) = (painter.width(), painter.height());
    let mut painter = if framed {
        painter.frame(&title(card), theme.accent, theme.focus, theme.glyphs.ascii);
        painter.part(2, 1, width.saturating_sub(4), height.saturating_sub(2))
    } else {
        painter.part(0, 0, width, height)
    };
    let (room, rows) = (painter.width(), painter.height());
    let mut lines: Vec<CardLine> = Vec::new();
    let say = |text: &str, style: Style, lines: &mut Vec<CardLine>| {
        lines.extend(
            wrap(text, usize::from(room))
                .into_iter()
                .map(|text| CardLine::Text(text, style)),
        );
    };
    if framed {
        lines.push(CardLine::Gap);
    }
    say(
        &card_words(card, &shared.journal, shared.day),
        theme.strong,
        &mut lines,
    );
    if plot::fits(card) {
        lines.push(CardLine::Gap);
        lines.extend([CardLine::Plot, CardLine::Scale]);
    }
    if tab.how {
        lines.push(CardLine::Gap);
        say("how it was found", theme.accent, &mut lines);
        for told in how(card, found.start_gap.as_ref()) {
            say(&told, theme.text, &mut lines);
        }
    } else if let Some(rests) = how(card, None).first() {
        lines.push(CardLine::Gap);
        say(rests, theme.dim, &mut lines);
    }
    if let Some(change) = would_change(card) {
        say(&change, theme.dim, &mut lines);
    }
    if let Extra::RightAfter { by_activity, .. } = &card.extra
        && !by_activity.is_empty()
    {
        lines.push(CardLine::Gap);
        lines.extend(
            by_activity
                .iter()
                .map(|row| CardLine::Activity(row.clone())),
        );
        if let Some(told) = leader(card, label) {
            say(&told, theme.text, &mut lines);
        }
    }
    if let Outcome::Score(instrument) = card.outcome {
        let used = lines.len() as u16 + 1;
        let records: Vec<&Assessment> = shared.journal.assessments_of(instrument).collect();
        chart::scores::render(
            instrument,
            &records,
            theme,
            &mut painter.part(0, used, room, rows.saturating_sub(used)),
        );
    }
    let most = lines.len().saturating_sub(usize::from(rows));
    let first = usize::from(tab.scroll).min(most);
    let shown = if first < most {
        rows.saturating_sub(1)
    } else {
        rows
    };
    for (y, line) in lines
        .iter()
        .skip(first)
        .take(usize::from(shown))
        .enumerate()
    {
        let y = y as u16;
        match line {
            CardLine::Gap => {}
            CardLine::Text(text, style) => drop(painter.text(0, y, text, *style)),
            CardLine::Plot => plot::interval(card, theme, &mut painter.part(0, y, room, 1)),
            CardLine::Scale => plot::scale(theme, &mut painter.part(0, y, room, 1)),
            CardLine::Activity(row) => {
                by_one_activity(row, theme, &mut painter.part(0, y, room, 1));
            }
        }
    }
    if first < most && rows > 0 {
        painter.right(room, rows - 1, "page down for more", theme.dim);
    }
}

/// A line of the card, before it is known which lines are in sight.
enum CardLine {
    Gap,
    Text(String, Style),
    Plot,
    Scale,
    Activity(ByActivity),
}

fn by_one_activity(row: &ByActivity, theme: &Theme, painter: &mut Painter<'_>) {
    let width = painter.width();
    let told = match (row.estimate, row.low, row.high) {
        (Some(estimate), Some(low), Some(high)) => {
            format!("{estimate:+.1} ({low:+.1} to {high:+.1}), {} times", row.n)
        }
        _ => format!("{} of 3 times", row.n.min(3)),
    };
    let space = usize::from(width).saturating_sub(told.len() + 2);
    painter.text(
        0,
        0,
        &shorten(label(&row.activity), space.min(28)),
        theme.text,
    );
    painter.text(30.min(space as u16 + 1), 0, &told, theme.dim);
}
