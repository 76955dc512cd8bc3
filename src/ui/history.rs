//! History: one range of days and one cursor, looked at in seven ways.
//!
//! ```text
//!  2w ‹1m› 3m 1y all   trend year month list compare sessions weeks
//!  the dots are days, the line their seven-day mean
//!
//!  (the open view: one file each)
//!
//!  › Thu 19 Feb   mood 7    energy 6    walk 32 min, 5 → 7   "met M."
//! ```

mod compare;
mod detail;
mod list;
mod month;
mod sessions;
mod top;
mod trend;
mod weeks;
mod year;

use crate::app::App;
use crate::app::history::View;
use crate::coach::hides_numbers;
use crate::domain::Day;
use crate::keys::{Action, Context};
use crate::ui::scores;
use crate::widgets::chart_cache::ChartKey;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Draws the open view; answers where the cursor belongs while a search is typed.
pub fn render(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let (width, height) = (painter.width(), painter.height());
    top::views(app, theme, painter);
    if app.journal.is_empty() {
        let key = app.keys.hint(Context::Tabs, Action::BringIn);
        let text = format!(
            "Nothing here yet. A check-in on Today takes ten seconds; each one becomes a point here, and each session a mark under it. {key} brings in what another diary, a phone or a watch has kept."
        );
        painter.wrapped(
            (3, 3),
            width.saturating_sub(6).min(70),
            6,
            &text,
            theme.text,
        );
        return None;
    }
    let cursor = top::status(app, theme, painter);
    let body_top = if height >= 18 { 3 } else { 2 };
    let detail_rows = if height >= 11 { 2 } else { 1 };
    // A blank line before the footer, where there is room.
    let detail_top = height.saturating_sub(detail_rows + u16::from(height >= 20));
    let mut body = painter.part(
        0,
        body_top,
        width,
        detail_top.saturating_sub(body_top + u16::from(height >= 11)),
    );
    match app.history.view {
        View::Trend => trend::render(app, theme, &mut body),
        View::Year => year::render(app, theme, &mut body),
        View::Month => month::render(app, theme, &mut body),
        View::List => list::render(app, theme, &mut body),
        View::Compare => compare::render(app, theme, &mut body),
        View::Sessions => sessions::render(app, theme, &mut body),
        // The weekly range goes with the numbers for those whom goals make worse.
        View::Weeks if hides_numbers(&app.journal) => {
            super::put_away(app, (1, 0), theme, &mut body);
        }
        View::Weeks => weeks::render(app, theme, &mut body),
        View::Scores if !theme.numbers => super::put_away(app, (1, 0), theme, &mut body),
        View::Scores => scores::in_range(app, theme, &mut body),
    }
    let room = width.saturating_sub(2);
    match app.history.view {
        View::Weeks => detail::week(
            app,
            theme,
            &mut painter.part(1, detail_top, room, detail_rows),
        ),
        View::Trend
        | View::Year
        | View::Month
        | View::List
        | View::Compare
        | View::Sessions
        | View::Scores => {
            detail::day(
                app,
                theme,
                &mut painter.part(1, detail_top, room, detail_rows),
            );
        }
    }
    cursor
}

/// What the chart of the open view is drawn from, from the day `first` on.
fn chart_key(app: &App, first: Day, theme: &Theme) -> ChartKey {
    ChartKey {
        generation: app.history.generation,
        chart: app.history.view as u8,
        first,
        numbers: theme.numbers,
    }
}
