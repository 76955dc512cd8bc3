//! The list of countries, filtered by what is typed.

use super::Countries;
use crate::content::about::about;
use crate::content::support::{Country, Place};
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter, column};
use crate::widgets::text_box;

/// Draws the list around the chosen row; returns where the cursor belongs.
pub(super) fn render(
    screen: &Countries,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let painter = &mut painter.above_footer();
    let (x, width) = column(painter);
    let height = painter.height();
    let roomy = height >= 18;
    let mut y = if roomy { 2 } else { 0 };
    let words = &about().country;
    if screen.answers.is_some() {
        let steps = about().steps();
        painter.text(x, y, &format!("{steps} of {steps}"), theme.dim);
        y += 1 + u16::from(roomy);
    }
    y += painter.wrapped((x, y), width, 2, &words.text, theme.strong);
    if roomy {
        y += painter.wrapped((x, y), width, 2, &words.hint, theme.dim) + 1;
    }
    let at = painter.text(x, y, "Type to search: ", theme.dim);
    let room = (x + width).saturating_sub(at);
    let cursor = text_box::render(&screen.field, theme.text, &mut painter.part(at, y, room, 1));
    y += 1 + u16::from(roomy);
    let answers = screen.answers.as_ref().filter(|_| roomy);
    let foot = u16::from(answers.is_some()) * 3;
    let rows = screen.rows();
    let room = height.saturating_sub(y + foot).max(1);
    let across = painter.width();
    let mut list = painter.part(0, y, across, room);
    let draw = |index: usize, is_chosen, painter: &mut Painter<'_>| {
        let country: Option<&Country> = rows[index];
        let name = country.map_or_else(
            || automatic(shared),
            |country| country.shown_name(theme.glyphs.ascii),
        );
        let style = if is_chosen {
            theme.selected
        } else {
            theme.text
        };
        painter.text(x + 2, 0, &name, style);
    };
    screen
        .list
        .render(rows.len(), Target::Choice, x, &mut list, draw);
    if rows.is_empty() {
        painter.text(x + 2, y, "No matches. Try fewer letters.", theme.dim);
    }
    if let Some(answers) = answers {
        let key = shared.keys.hint(Context::Suggestion, Action::Options);
        let done = about().done(&answers.0, &key);
        painter.wrapped((x, height - 2), width, 2, &done, theme.dim);
    }
    cursor
}

/// What holds while nothing is chosen, in words.
fn automatic(shared: &Shared) -> String {
    let settings = &shared.settings;
    let found = Place::find(None, &settings.zones, settings.locale.as_deref());
    found.country().map_or_else(
        || "automatic".to_owned(),
        |country| format!("automatic: {}", country.name),
    )
}
