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

mod plot;

use crate::app::App;
use crate::coach::experiment::{TOGETHER, card_words, running_together};
use crate::content::activities::label;
use crate::domain::{Assessment, Day};
use crate::stats::sentences::{chip, how, leader, title, would_change};
use crate::stats::{ByActivity, Card, Extra, Insights, Outcome};
use crate::ui::scores;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten, wrap};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Draws the tab.
pub fn render(app: &App, theme: &Theme, painter: &mut Painter<'_>) {
    let tab = &app.insights;
    let Some(found) = &tab.found else { return };
    let (width, height) = (painter.width(), painter.height());
    let cards = tab.cards();
    let together = running_together(&app.journal, app.day);
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
        list(
            &cards,
            (tab.chosen, app.day),
            theme,
            &mut painter.part(0, top, left, room),
        );
        let wide = (width - left - 2).min(78);
        detail(
            app,
            found,
            true,
            theme,
            &mut painter.part(left + 1, top, wide, room),
        );
    } else {
        let rows = if height < 14 {
            2
        } else {
            (room / 4).clamp(3, 7)
        };
        list(
            &cards,
            (tab.chosen, app.day),
            theme,
            &mut painter.part(0, top, width, rows),
        );
        let under = top + rows + 1;
        detail(
            app,
            found,
            false,
            theme,
            &mut painter.part(1, under, width - 2, height.saturating_sub(under)),
        );
    }
}

fn list(cards: &[&Card], (chosen, today): (usize, Day), theme: &Theme, painter: &mut Painter<'_>) {
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
    let first = (here + 1)
        .saturating_sub(room)
        .max(here.saturating_sub(room / 2))
        .min(rows.len().saturating_sub(room));
    for (y, row) in rows.iter().skip(first).take(room).enumerate() {
        let y = y as u16;
        let Some(index) = row else {
            painter.text(1, y, "also looked at", theme.dim);
            continue;
        };
        let card = cards[*index];
        painter.row(y, Target::Row(*index as i16 - chosen as i16));
        if *index == chosen {
            painter.text(1, y, theme.glyphs.marker, theme.accent);
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
}

/// Colour beside the word, never instead of it.
fn mark(card: &Card, theme: &Theme) -> Style {
    if card.estimate.is_some() {
        theme.mark
    } else {
        theme.dim
    }
}

fn detail(app: &App, found: &Insights, framed: bool, theme: &Theme, painter: &mut Painter<'_>) {
    let Some(card) = app.insights.card() else {
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
    let mut lines: Vec<Line> = Vec::new();
    let say = |text: &str, style: Style, lines: &mut Vec<Line>| {
        lines.extend(
            wrap(text, usize::from(room))
                .into_iter()
                .map(|text| Line::Text(text, style)),
        );
    };
    if framed {
        lines.push(Line::Gap);
    }
    say(
        &card_words(card, &app.journal, app.day),
        theme.strong,
        &mut lines,
    );
    if plot::fits(card) {
        lines.push(Line::Gap);
        lines.extend([Line::Plot, Line::Scale]);
    }
    if app.insights.how {
        lines.push(Line::Gap);
        say("how it was found", theme.accent, &mut lines);
        for told in how(card, found.start_gap.as_ref()) {
            say(&told, theme.text, &mut lines);
        }
    } else if let Some(rests) = how(card, None).first() {
        lines.push(Line::Gap);
        say(rests, theme.dim, &mut lines);
    }
    if let Some(change) = would_change(card) {
        say(&change, theme.dim, &mut lines);
    }
    if let Extra::RightAfter { by_activity, .. } = &card.extra
        && !by_activity.is_empty()
    {
        lines.push(Line::Gap);
        lines.extend(by_activity.iter().map(|row| Line::Activity(row.clone())));
        if let Some(told) = leader(card, label) {
            say(&told, theme.text, &mut lines);
        }
    }
    if let Outcome::Score(instrument) = card.outcome {
        let used = lines.len() as u16 + 1;
        let records: Vec<&Assessment> = app.journal.assessments_of(instrument).collect();
        scores::picture(
            instrument,
            &records,
            theme,
            &mut painter.part(0, used, room, rows.saturating_sub(used)),
        );
    }
    let most = lines.len().saturating_sub(usize::from(rows));
    let first = usize::from(app.insights.scroll).min(most);
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
            Line::Gap => {}
            Line::Text(text, style) => drop(painter.text(0, y, text, *style)),
            Line::Plot => plot::interval(card, theme, &mut painter.part(0, y, room, 1)),
            Line::Scale => plot::scale(theme, &mut painter.part(0, y, room, 1)),
            Line::Activity(row) => by_one_activity(row, theme, &mut painter.part(0, y, room, 1)),
        }
    }
    if first < most && rows > 0 {
        painter.right(room, rows - 1, "page down for more", theme.dim);
    }
}

enum Line {
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
