//! Draws the contacts form: a label and a field per line.

use super::Contacts;
use crate::content::support::OWN;
use crate::domain::english::capital;
use crate::widgets::painter::{Cursor, Painter, column, columns, shorten, wrap};
use crate::widgets::panel::page;
use crate::widgets::text_box;

const TITLE: &str = "Your people, and notes for hard moments";
const HINT: &str = "Shown when you press !. Saved only on this computer, never in reports.";

/// Draws the form; returns the cursor position.
pub(super) fn render(screen: &Contacts, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let painter = &mut painter.above_footer();
    let is_roomy = painter.height() >= 18;
    let hint = wrap(HINT, usize::from(column(painter).1)).len() as u16;
    // Contacts first, then notes, with a blank line before each group if it fits.
    let fields = OWN.len() as u16;
    let rows = if is_roomy { hint + 2 + fields } else { fields };
    let painter = &mut page(TITLE, "", rows, painter);
    let width = painter.width();
    let mut y = 0;
    if is_roomy {
        y = painter.wrapped((0, 0), width, 2, HINT, theme.dim) + 1;
    }
    let labels = OWN.iter().map(|own| columns(own.label)).max().unwrap_or(0) + 2;
    let mut cursor = None;
    let mut is_people = true;
    for (index, (own, field)) in OWN.iter().zip(&screen.fields).enumerate() {
        let here = index == screen.chosen;
        if is_roomy && is_people && !own.is_contact() {
            y += 1;
        }
        is_people = own.is_contact();
        if here {
            painter.marker(0, y);
        }
        let style = if here { theme.accent } else { theme.dim };
        painter.text(2, y, &capital(own.label), style);
        let at = 2 + labels;
        let room = width.saturating_sub(at);
        if here {
            cursor = text_box::render(field, theme.text, &mut painter.part(at, y, room, 1));
        }
        let room = usize::from(room);
        if field.is_empty() {
            painter.text(at, y, &shorten(own.example, room), theme.dim);
        } else if !here {
            painter.text(at, y, &shorten(field.text(), room), theme.text);
        }
        y += 1;
    }
    cursor
}
