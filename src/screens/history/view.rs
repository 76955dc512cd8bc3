//! The History tab: one range of days and one cursor, in eight views.
//!
//! ```text
//!  2w ‹1m› 3m 1y all   trend year month list compare sessions weeks
//!  Mood: 5.9 on average, 5.2 in the 30 days before.   ▂▄▆ one day   ━━ 7-day average
//!
//!  (the open view: one file each)
//!
//!  › Thu Feb 19   mood 7    energy 6    walk 32 min, 5 → 7   "met M."
//! ```

mod aside;
mod compare;
mod day_detail;
mod day_line;
mod list;
mod month;
mod own;
mod scores;
mod sessions;
mod top;
mod trend;
mod weeks;
mod year;

use super::{Asking, History, HistoryView};
use crate::coach::hides_numbers;
use crate::domain::Day;
use crate::keys::{Action, Context};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::chart_cache::ChartKey;
use crate::widgets::painter::{Painter, column, wrap};
use crate::widgets::panel::page;
use crate::widgets::theme::Theme;

/// Draws the day detail or the current view; returns the cursor position: in the search field, otherwise on the marked
/// line.
pub(super) fn render(
    history: &History,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    if let Some(chosen) = history.detail {
        if let Asking::Change(pending) = &history.asking {
            let rows = top::pending(pending, painter) + 1;
            let (width, height) = (painter.width(), painter.height());
            let part = &mut painter.part(0, rows, width, height.saturating_sub(rows));
            return day_detail::render(history, shared, chosen, theme, part);
        }
        return day_detail::render(history, shared, chosen, theme, painter);
    }
    let (width, height) = (painter.width(), painter.height());
    top::views(history, shared, theme, painter);
    if shared.journal.is_empty() {
        let key = shared.keys.hint(Context::Tabs, Action::Import);
        let text = format!(
            "A check-in takes ten seconds; each becomes a point here, each session a mark below. Used another app or a watch? {key} imports it."
        );
        let rows = wrap(&text, usize::from(column(painter).1)).len() as u16;
        let part = &mut painter.part(0, 1, width, height.saturating_sub(1));
        let inside = &mut page("Nothing here yet", "", rows, part);
        let width = inside.width();
        inside.wrapped((0, 0), width, 6, &text, theme.text);
        return None;
    }
    let cursor = top::status(history, shared, theme, painter);
    let body_top = top::rows(history, shared, (width, height), theme);
    let detail_rows = if height >= 11 { 2 } else { 1 };
    // A blank line before the footer if it fits.
    let detail_top = height.saturating_sub(detail_rows + u16::from(height >= 20));
    let mut body = painter.part(
        0,
        body_top,
        width,
        detail_top.saturating_sub(body_top + u16::from(height >= 11)),
    );
    let mut marked = None;
    match history.view {
        HistoryView::Trend => trend::render(history, shared, theme, &mut body),
        HistoryView::Year => year::render(history, shared, theme, &mut body),
        HistoryView::Month => month::render(history, shared, theme, &mut body),
        HistoryView::List => marked = list::render(history, shared, &mut body),
        HistoryView::Compare => compare::render(history, shared, theme, &mut body),
        HistoryView::Sessions => sessions::render(history, shared, theme, &mut body),
        // The weekly range is hidden along with the numbers, for people who feel worse with goals.
        HistoryView::Weeks if hides_numbers(&shared.journal) => put_away(shared, &mut body),
        HistoryView::Weeks => weeks::render(history, shared, theme, &mut body),
        HistoryView::Scores if !theme.numbers => put_away(shared, &mut body),
        HistoryView::Scores => scores::in_range(history, shared, theme, &mut body),
    }
    let mut line = painter.part(1, detail_top, width.saturating_sub(2), detail_rows);
    let under = match history.view {
        HistoryView::Weeks => day_line::week(history, theme, &mut line),
        HistoryView::Scores if theme.numbers => day_line::score(history, shared, theme, &mut line),
        HistoryView::Trend
        | HistoryView::Year
        | HistoryView::Month
        | HistoryView::List
        | HistoryView::Compare
        | HistoryView::Sessions
        | HistoryView::Scores => day_line::day(history, shared, theme, &mut line),
    };
    cursor.or(marked).or(under)
}

/// Replaces a chart that makes no sense without numbers while numbers are hidden.
fn put_away(shared: &Shared, painter: &mut Painter<'_>) {
    let width = painter.width().saturating_sub(3).min(70);
    painter.wrapped(
        (1, 0),
        width,
        4,
        &shared.where_numbers_are(),
        painter.theme().text,
    );
}

/// Cache key for the chart of the current view, starting on the day `first`.
fn chart_key(history: &History, first: Day, theme: &Theme) -> ChartKey {
    ChartKey {
        generation: history.generation,
        chart: history.view as u8,
        first,
        numbers: theme.numbers,
        units: theme.units,
    }
}
