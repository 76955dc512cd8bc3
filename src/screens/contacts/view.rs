//! One's own contacts and notes: a label and a line each.

use super::Contacts;
use crate::content::support::{OWN, Own};
use crate::domain::english::capital;
use crate::widgets::painter::{Cursor, Painter, column, columns, shorten};
use crate::widgets::text_box;

/// Draws the form; returns where the cursor belongs.
pub(super) fn render(screen: &Contacts, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let painter = &mut painter.above_footer();
    let (x, width) = column(painter);
    let roomy = painter.height() >= 18;
    let mut y = if roomy { 3 } else { 0 };
    painter.text(
        x,
        y,
        "Your people, and notes for hard moments",
        theme.strong,
    );
    y += 1;
    if roomy {
        let text = "Shown when you press !. Saved only on this computer, never in reports.";
        y += painter.wrapped((x, y), width, 2, text, theme.dim) + 1;
    }
    let labels = OWN.iter().map(|own| columns(own.label)).max().unwrap_or(0) + 2;
    let mut cursor = None;
    for (index, (own, field)) in OWN.iter().zip(&screen.fields).enumerate() {
        let here = index == screen.chosen;
        if roomy && !own.is_contact() && OWN.get(index.wrapping_sub(1)).is_some_and(Own::is_contact)
        {
            y += 1;
        }
        if here {
            painter.marker(x, y);
        }
        painter.text(
            x + 2,
            y,
            &capital(own.label),
            if here { theme.accent } else { theme.dim },
        );
        let at = x + 2 + labels;
        let room = width.saturating_sub(labels + 2);
        if here {
            cursor = text_box::render(field, theme.text, &mut painter.part(at, y, room, 1));
        }
        if field.is_empty() {
            painter.text(
                at + u16::from(here),
                y,
                &shorten(own.example, usize::from(room)),
                theme.frame,
            );
        } else if !here {
            painter.text(at, y, &shorten(field.text(), usize::from(room)), theme.text);
        }
        y += 1;
    }
    cursor
}
