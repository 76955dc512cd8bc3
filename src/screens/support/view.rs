//! Draws the support page with its own footer.

use crate::content::support::page;
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::screens::support_page::{SupportPage, span};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;

/// Draws the numbers for the person's country or, if it is unknown, numbers that work in most places.
pub(super) fn render(screen: SupportPage, shared: &Shared, painter: &mut Painter<'_>) {
    let change = change_country(shared);
    let ascii = painter.theme().glyphs.ascii;
    let entries = page(&shared.place(), &shared.own_lines(), &change, ascii);
    let more = screen.render(&entries, &mut painter.above_footer());
    let (width, footer) = (painter.width(), painter.height().saturating_sub(1));
    let people = if width < 50 { "people" } else { "your people" };
    let key = |action| shared.keys.hint(Context::Support, action);
    let hints = [
        (key(Action::Country), "country", Action::Country),
        (key(Action::Options), people, Action::Options),
        (key(Action::Back), "back", Action::Back),
    ];
    let mut x = 1 + span(painter).0;
    if more {
        let keys = key(Action::Up) + &key(Action::Down);
        x = hint(x, footer, &keys, "more", Action::Down, painter);
    }
    for (key, label, action) in hints {
        x = hint(x, footer, &key, label, action, painter);
    }
}

/// How to choose another country.
fn change_country(shared: &Shared) -> String {
    let key = shared.keys.hint(Context::Support, Action::Country);
    if shared.place().first.is_some() {
        format!("{key} chooses another country.")
    } else {
        format!("Press {key} to choose your country.")
    }
}

/// Draws a key and its label; returns the column for the next one.
fn hint(x: u16, y: u16, key: &str, label: &str, action: Action, painter: &mut Painter<'_>) -> u16 {
    let theme = painter.theme();
    let end = painter.pieces(
        x,
        y,
        &[(key, theme.key), (" ", theme.dim), (label, theme.dim)],
    );
    painter.place(x, y, end - x, 1, Target::Do(action));
    end + if painter.width() < 50 { 2 } else { 3 }
}
