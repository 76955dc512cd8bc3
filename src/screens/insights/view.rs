//! The Insights tab: all results in one plot, the selected one in words.
//!
//! ```text
//!    Points from 1 to 9     -2 lower 0 better +2      Change (likely range)
//!  › Right after a session     ░░░░│░━●━              +0.7 (0.6 to 0.9)    Likely better
//!    The same day              ░─┼○──░                +0.3 (-0.1 to 0.7)   No clear answer yet
//!  More comparisons …
//!
//!  ╭─ Right after a session ────────────────────────────────────────── before and after ─╮
//!  │ You usually feel better right after a session: about 0.7 points …                   │
//! ```
//! From 130 columns up, the card is beside the plot or, in tall windows, below it in two columns. Below 76 columns the
//! plot is a list of words.

mod card;
mod forest;

use super::InsightsTab;
use crate::coach::experiment::{TOGETHER, running_together};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::stats::{Card, Insights, Outcome};
use crate::widgets::chart::interval::{Interval, band};
use crate::widgets::painter::{Painter, columns, shorten};

/// Minimum width, in columns, for the plot.
const PLOTTED: u16 = 76;
/// Minimum width, in columns, to show the card beside the plot.
const BESIDE: u16 = 130;
/// Minimum height, in rows, to show the card under the plot at any width.
const TALL: u16 = 33;
/// Minimum rows for the card under the plot: the frame, the verdict and its basis.
const CARD: u16 = 8;
/// Rows of the card with its parts included; if there are fewer, the rows of the plot are not spread out.
const CARD_WITH_PARTS: u16 = 12;

/// Draws the tab; returns the position of the selected card.
pub(super) fn render(
    tab: &InsightsTab,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    if !theme.numbers {
        let width = painter.width().saturating_sub(3).min(70);
        painter.wrapped((1, 1), width, 4, &shared.where_numbers_are(), theme.text);
        return None;
    }
    tab.found.as_ref()?;
    let (width, height) = (painter.width(), painter.height());
    let cards = tab.cards();
    let together = running_together(&shared.journal, shared.day);
    let top = u16::from(height >= 12 || together);
    if top > 0 {
        status(tab, together, painter);
    }
    let room = height.saturating_sub(top);
    let list = (tab.list.chosen, shared.day);
    if width >= PLOTTED && height >= 14 {
        let is_beside = width >= BESIDE && height < TALL;
        let pitch = if forest::rows(&cards, 2) + CARD_WITH_PARTS <= room && !is_beside {
            2
        } else {
            1
        };
        let rows = forest::rows(&cards, pitch);
        let (wide, tall) = match () {
            () if is_beside => (width * 57 / 100, room),
            () if tab.how && height < TALL => {
                let rest = room.saturating_sub(card::rows(tab, shared, painter));
                (width, rows.min(rest.max(8)))
            }
            () => (width, rows.min(room.saturating_sub(CARD))),
        };
        let at = painter.area().x;
        let mark = forest::render(&cards, list, pitch, &mut painter.part(0, top, wide, tall));
        let mut beside = if is_beside {
            painter.part(wide + 1, top, width.saturating_sub(wide + 2), room)
        } else {
            painter.part(
                1,
                top + tall,
                width.saturating_sub(2),
                room.saturating_sub(tall),
            )
        };
        // Below the table, the card's intervals stand under those of the table.
        let (x, across) = forest::plot(&cards, shared.day, width);
        let under = (!is_beside).then_some((at + x, across));
        card::framed(tab, shared, under, &mut beside);
        return mark;
    }
    let rows = if height < 14 {
        2
    } else {
        (room / 4).clamp(3, 7)
    };
    let gap = u16::from(top > 0 && height >= 12);
    let mark = forest::list(&cards, list, &mut painter.part(0, top + gap, width, rows));
    let under = top + gap + rows + 1;
    let rest = height.saturating_sub(under);
    card::plain(
        tab,
        shared,
        &mut painter.part(1, under, width.saturating_sub(2), rest),
    );
    mark
}

/// Draws a sentence about the view, and the legend.
fn status(tab: &InsightsTab, together: bool, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let has_number = tab.found.as_ref().is_some_and(Insights::has_number);
    let said = if together {
        TOGETHER
    } else if has_number {
        "What your data says"
    } else {
        let whole =
            "Check in most days and rate before and after. First answers take about two weeks.";
        if columns(whole) + 2 <= width {
            whole
        } else {
            "First answers take about two weeks of check-ins."
        }
    };
    let said = shorten(said, usize::from(width.saturating_sub(2)));
    let end = painter.text(1, 0, &said, theme.dim);
    let [sure, unsure] = if theme.glyphs.ascii {
        ["=*=", "-o-"]
    } else {
        ["━●━", "─○─"]
    };
    let (shade, ground) = band(theme);
    let legend = [
        (sure, theme.mark),
        (" clear   ", theme.dim),
        (unsure, theme.dim),
        (" could be chance   ", theme.dim),
        (shade, ground),
        (" too small to matter", theme.dim),
    ];
    let wide: u16 = legend.iter().map(|(text, _)| columns(text)).sum();
    if has_number && end + 3 + wide < width {
        painter.pieces_right(width - 1, 0, &legend);
    }
}

/// The estimate of a card in rating points, with its interval; `None` without an estimate.
fn interval(card: &Card) -> Option<Interval> {
    matches!(card.outcome, Outcome::Rated(_)).then_some(())?;
    Some(Interval {
        low: card.low?,
        estimate: card.estimate?,
        high: card.high?,
    })
}
