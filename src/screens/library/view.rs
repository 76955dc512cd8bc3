//! Draws the routine library. An asterisk marks favorites, an x what isn't suggested; the card gives the reason.
//!
//! ```text
//!  time any   position any   intensity any   place any   equipment any
//!                                   min   intensity  usual lift   ╭─ Ten-minute walk ─────────╮
//!    A start: under 5 minutes ─────────────────────               │ 10 min           (figure  │
//!    Two minutes, that is all         2   ●○○  ▊   +0.4           │ ●○○ gentle        of it)  │
//!    5 to 10 minutes ──────────────────────────────               │ walking                   │
//!  › Ten-minute walk                 10   ●○○  ██▎ +1.0           │ ━━━━━ ━━━━━━━ ━━ ━━━━━━   │
//! ```
//! Below 90 columns a short summary of the selected entry is shown under the list.

mod card;
mod list;

use super::{Filter, Library};
use crate::content::own;
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::text_box;

/// Minimum width, in columns, to show the card beside the list.
const BESIDE: u16 = 90;
/// Minimum width, in columns, to show filter parts that are off.
const ALL_PARTS: u16 = 72;
/// Rows for the summary under the list, including its frame.
const UNDER: u16 = 8;

/// Draws the list and the card; returns the cursor position: in the search field, or on the focused item.
pub(super) fn render(
    library: &Library,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    let cursor = top_line(library, painter);
    if library.rows().is_empty() {
        nothing_fits(shared, painter);
        return cursor;
    }
    let is_beside = width >= BESIDE;
    let under = if is_beside || height < 14 { 0 } else { UNDER };
    let list_width = match width {
        150.. => 76,
        120.. => 64,
        BESIDE.. => 59,
        _ => width,
    };
    let top = u16::from(height >= 12);
    let mut list_height = height.saturating_sub(1 + top + under);
    if let Some(name) = library.broken.first() {
        let line = own::not_understood(name);
        let room = list_width.saturating_sub(2);
        let rows = columns(&line).div_ceil(room.max(1)).min(2);
        list_height = list_height.saturating_sub(rows);
        let y = 1 + top + list_height;
        painter.wrapped((1, y), room, rows, &line, painter.theme().dim);
    }
    let part = &mut painter.part(0, 1 + top, list_width, list_height);
    let mark = list::render(library, part);
    if let Some(entry) = &library.entry() {
        let shown = card::Shown::new(library, shared, entry);
        if is_beside {
            let x = list_width + 1;
            let wide = width.saturating_sub(x + 1);
            let part = &mut painter.part(x, top, wide, height.saturating_sub(top));
            shown.card(part);
        } else if under > 0 {
            let part = &mut painter.part(1, height - under, width.saturating_sub(2), under);
            shown.summary(part);
        }
    }
    cursor.or(mark)
}

/// Draws a message that nothing matches, with the keys that change the filter.
fn nothing_fits(shared: &Shared, painter: &mut Painter<'_>) {
    let [clear, filter] = [Action::Back, Action::Filter].map(|action| shared.key_here(action));
    // While the search is being typed, the filter key is a text character.
    let text = if filter.is_empty() {
        format!("Nothing fits. {clear} clears the search.")
    } else {
        format!("Nothing fits. {clear} clears the search, {filter} changes the filter.")
    };
    let (theme, room) = (painter.theme(), painter.width().saturating_sub(4));
    painter.wrapped((3, 2), room, 2, &text, theme.text);
}

/// Draws the filter or the search.
fn top_line(library: &Library, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (theme, width) = (painter.theme(), painter.width());
    if let Some(field) = &library.search {
        let x = painter.text(1, 0, "Search  ", theme.accent);
        let room = width.saturating_sub(x + 1);
        return text_box::render(field, theme.text, &mut painter.part(x, 0, room, 1));
    }
    let mut x = 1;
    let mut cursor = None;
    let is_narrow = width < ALL_PARTS;
    for (index, (name, value)) in parts(&library.filter).iter().enumerate() {
        if is_narrow && value == "any" && library.filtering != Some(index) {
            continue;
        }
        let (mark, style) = if library.filtering == Some(index) {
            cursor = painter.marker(x, 0);
            (theme.glyphs.marker, theme.selected)
        } else {
            ("", theme.text)
        };
        let from = x;
        let pieces = [
            (mark, theme.accent),
            (name, theme.dim),
            (" ", theme.dim),
            (value, style),
        ];
        x = painter.pieces(x, 0, &pieces);
        if library.filtering.is_none() {
            painter.place(from, 0, x - from, 1, Target::Do(Action::Filter));
        }
        x += 2;
    }
    if x == 1 && library.query.is_empty() {
        painter.text(1, 0, "All routines", theme.dim);
    }
    if !library.query.is_empty() {
        let pieces = [("Search ", theme.dim), (&*library.query, theme.text)];
        painter.pieces(x + 1, 0, &pieces);
    }
    cursor
}

fn parts(filter: &Filter) -> [(&'static str, String); 5] {
    let any = || "any".to_owned();
    let time = filter.minutes.map(|most| format!("up to {most} min"));
    let position = filter.position.map(|position| position.word().to_owned());
    let intensity = filter
        .intensity
        .map(|hardest| format!("up to {}", hardest.word()));
    let place = filter.place.map(|place| place.word().to_owned());
    let equipment = filter.no_equipment.then(|| "none".to_owned());
    [
        ("Time", time.unwrap_or_else(any)),
        ("Position", position.unwrap_or_else(any)),
        ("Intensity", intensity.unwrap_or_else(any)),
        ("Place", place.unwrap_or_else(any)),
        ("Equipment", equipment.unwrap_or_else(any)),
    ]
}
