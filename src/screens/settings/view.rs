//! Draws the settings.
//!
//! ```text
//!  settings
//!    look
//!  › colors                  ‹ auto ›
//!    characters                auto
//!
//!  auto goes by the terminal; your own go into the folder themes
//! ```

mod preview;

use super::item::theme_names;
use super::{SettingItem, SettingsScreen, value};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::list::{first_visible, show_more};
use crate::widgets::painter::{Cursor, Painter, columns, shorten};
use crate::widgets::text_box;
use crate::widgets::theme::Theme;

/// Minimum height, in rows, of the preview.
const ROOMY: u16 = 20;
/// Minimum height, in rows, to list all themes while the theme is selected: below it, other settings would be hidden.
const LISTED: u16 = 36;

/// Minimum width, in columns, to preview the settings beside the list.
const PREVIEWED: u16 = 100;
/// Columns of the list beside the preview.
const LIST: u16 = 68;
/// Maximum columns of the preview.
const WIDEST_PREVIEW: u16 = 72;

/// Draws the list, with the explanation of the selected line at the bottom. Returns the cursor position.
pub(super) fn render(
    screen: &SettingsScreen,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let mut cursor = None;
    let (width, height) = (painter.width(), painter.height());
    let has_preview = width >= PREVIEWED && height >= ROOMY;
    let left = match width {
        _ if has_preview => 2,
        80.. => width / 2 - 34,
        _ => 1,
    };
    if has_preview {
        let wide = (width - LIST - 1).min(WIDEST_PREVIEW);
        let part = &mut painter.part(LIST, 0, wide, height.saturating_sub(2));
        preview::render(&shared.settings.config, part);
    }
    let width = if has_preview { LIST } else { width };
    painter.text(left, 0, "Settings", theme.strong);
    let rows = rows();
    let listed = screen.item() == SettingItem::Theme && height >= LISTED;
    let room = usize::from(height.saturating_sub(if listed { 12 } else { 6 }));
    let here = rows
        .iter()
        .position(|row| *row == ListedRow::Item(screen.item()))
        .unwrap_or(0);
    let first = first_visible(here, rows.len(), room);
    let value_x = left + if width >= 60 { 28 } else { 26 };
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
    let column = left.saturating_sub(1);
    show_more((first, rows.len()), (column, 2, room as u16), painter);
    let meaning = screen.item().words().1;
    let foot = height.saturating_sub(3);
    if listed {
        let mut below = painter.part(
            left + 2,
            foot.saturating_sub(6),
            width.saturating_sub(left + 3),
            5,
        );
        themes(shared, &mut below);
    }
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

/// Draws the names of all themes, the current one marked, with a sample of its marks.
fn themes(shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let width = painter.width();
    let (mut x, mut y) = (0, 1);
    let mark = |theme: &Theme, place: usize| match place {
        0..9 => theme.mood[place],
        9 => theme.mark,
        10 => theme.sessions,
        11 => theme.warn,
        _ => theme.alert,
    };
    for place in 0..13 {
        let gap = u16::from(place >= 9);
        x = painter.text(x + gap, 0, theme.glyphs.square, mark(theme, place));
    }
    x = 0;
    for name in theme_names(&shared.own_themes) {
        let here = name == shared.settings.config.theme.key();
        if x + columns(name) > width {
            (x, y) = (0, y + 1);
        }
        let style = if here { theme.accent } else { theme.dim };
        x = painter.text(x, y, name, style) + 2;
    }
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
