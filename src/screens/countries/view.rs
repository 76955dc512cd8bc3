//! Draws the filtered list of countries.

use super::Countries;
use crate::content::about::about;
use crate::content::support::{Country, Place};
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter};
use crate::widgets::panel::page;
use crate::widgets::text_box;

/// Draws the list around the chosen row; returns the cursor position.
pub(super) fn render(
    screen: &Countries,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let painter = &mut painter.above_footer();
    let is_roomy = painter.height() >= 18;
    let words = &about().country;
    let steps = about().steps();
    let note = if screen.answers.is_some() {
        format!("{steps} of {steps}")
    } else {
        String::new()
    };
    let rows = painter
        .height()
        .saturating_sub(if is_roomy { 4 } else { 1 });
    let painter = &mut page(&words.text, &note, rows, painter);
    let (width, height) = (painter.width(), painter.height());
    let mut y = 0;
    if is_roomy {
        y = painter.wrapped((0, y), width, 2, &words.hint, theme.dim) + 1;
    }
    let at = painter.text(0, y, "Type to search: ", theme.dim);
    let room = width.saturating_sub(at);
    let cursor = text_box::render(&screen.field, theme.text, &mut painter.part(at, y, room, 1));
    y += 1 + u16::from(is_roomy);
    let answers = screen.answers.as_ref().filter(|_| is_roomy);
    let foot = u16::from(answers.is_some()) * 3;
    let rows = screen.rows();
    let room = height.saturating_sub(y + foot).max(1);
    let mut list = painter.part(0, y, width, room);
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
        painter.text(2, 0, &name, style);
    };
    screen
        .list
        .render(rows.len(), Target::Choice, 0, &mut list, draw);
    if rows.is_empty() {
        painter.text(2, y, "No matches. Try fewer letters.", theme.dim);
    }
    if let Some(answers) = answers {
        let key = shared.keys.hint(Context::Suggestion, Action::Options);
        let done = about().done(&answers.0, &key);
        painter.wrapped((0, height - 2), width, 2, &done, theme.dim);
    }
    cursor
}

/// Describes the automatic choice in words.
fn automatic(shared: &Shared) -> String {
    let settings = &shared.settings;
    let found = Place::find(None, &settings.zones, settings.locale.as_deref());
    found.country().map_or_else(
        || "automatic".to_owned(),
        |country| format!("automatic: {}", country.name),
    )
}
