//! What can be set.
//!
//! ```text
//!  settings
//!    look
//!  › colours                 ‹ auto ›
//!    characters                auto
//!
//!  auto takes the terminal's own sixteen, or ours where it says what it can show
//! ```

use super::{SettingItem, SettingsScreen, value};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::list::first_visible;
use crate::widgets::painter::{Cursor, Painter, shorten};
use crate::widgets::text_box;

/// Draws the list; the chosen line's meaning stands at the foot. Returns where the cursor belongs.
pub fn render(
    screen: &SettingsScreen,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let mut cursor = None;
    let (width, height) = (painter.width(), painter.height());
    let left = if width >= 80 { width / 2 - 34 } else { 1 };
    painter.text(left, 0, "settings", theme.strong);
    let rows = rows();
    let room = usize::from(height.saturating_sub(6));
    let here = rows
        .iter()
        .position(|row| *row == ListedRow::Item(screen.item()))
        .unwrap_or(0);
    let first = first_visible(here, rows.len(), room);
    let value_x = left + if width >= 60 { 28 } else { 24 };
    for (index, row) in rows.iter().skip(first).take(room).enumerate() {
        let y = 2 + index as u16;
        match row {
            ListedRow::Gap => {}
            ListedRow::Group(name) => drop(painter.text(left + 2, y, name, theme.dim)),
            ListedRow::Item(item) => {
                let chosen = *item == screen.item();
                let at = SettingItem::ALL
                    .iter()
                    .position(|other| other == item)
                    .unwrap_or(screen.list.chosen);
                painter.row(y, Target::Row(screen.list.rows_to(at)));
                if chosen {
                    cursor = painter.marker(left, y);
                }
                let room = width.saturating_sub(value_x + 3);
                let value = shorten(&value(*item, shared), usize::from(room));
                painter.text(
                    left + 2,
                    y,
                    item.words().0,
                    if chosen { theme.accent } else { theme.text },
                );
                if let Some(field) = screen.field.as_ref().filter(|_| chosen) {
                    cursor = text_box::render(
                        field,
                        theme.text,
                        &mut painter.part(value_x + 1, y, room, 1),
                    );
                    continue;
                }
                painter.text(
                    value_x,
                    y,
                    &format!(" {value} "),
                    if chosen { theme.selected } else { theme.text },
                );
            }
        }
    }
    let meaning = screen.item().words().1;
    let foot = height.saturating_sub(3);
    let room = width.saturating_sub(left + 3);
    if usize::from(room) >= meaning.chars().count() {
        painter.text(left + 2, foot, meaning, theme.dim);
    } else {
        painter.wrapped(
            (left + 2, foot.saturating_sub(1)),
            room,
            2,
            &shorten(meaning, usize::from(room) * 2),
            theme.dim,
        );
    }
    cursor
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum ListedRow {
    Gap,
    Group(&'static str),
    Item(SettingItem),
}

fn rows() -> Vec<ListedRow> {
    let mut rows = Vec::new();
    let mut group = "";
    for item in SettingItem::ALL {
        if item.group() != group {
            if !rows.is_empty() {
                rows.push(ListedRow::Gap);
            }
            group = item.group();
            rows.push(ListedRow::Group(group));
        }
        rows.push(ListedRow::Item(item));
    }
    rows
}
