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

use crate::app::App;
use crate::app::settings::{Knob, SettingsScreen};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::text_box;
use crate::widgets::theme::Theme;

/// Draws the list; the chosen line's meaning stands at the foot. Answers where the cursor belongs while writing.
pub fn render(
    app: &App,
    screen: &SettingsScreen,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let mut cursor = None;
    let (width, height) = (painter.width(), painter.height());
    let left = if width >= 80 { width / 2 - 34 } else { 1 };
    painter.text(left, 0, "settings", theme.strong);
    let rows = rows();
    let room = usize::from(height.saturating_sub(6));
    let here = rows
        .iter()
        .position(|row| *row == Row::Knob(screen.knob()))
        .unwrap_or(0);
    let first = here
        .saturating_sub(room / 2)
        .min(rows.len().saturating_sub(room));
    let value_x = left + if width >= 60 { 28 } else { 24 };
    for (index, row) in rows.iter().skip(first).take(room).enumerate() {
        let y = 2 + index as u16;
        match row {
            Row::Gap => {}
            Row::Group(name) => drop(painter.text(left + 2, y, name, theme.dim)),
            Row::Knob(knob) => {
                let chosen = *knob == screen.knob();
                let at = Knob::ALL
                    .iter()
                    .position(|other| other == knob)
                    .unwrap_or(screen.chosen);
                painter.row(y, Target::Row(at as i16 - screen.chosen as i16));
                if chosen {
                    painter.text(left, y, theme.glyphs.marker, theme.accent);
                }
                let room = width.saturating_sub(value_x + 3);
                let value = shorten(&app.setting_words(*knob), usize::from(room));
                painter.text(
                    left + 2,
                    y,
                    knob.words().0,
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
    let told = screen.knob().words().1;
    let foot = height.saturating_sub(3);
    let room = width.saturating_sub(left + 3);
    if usize::from(room) >= told.chars().count() {
        painter.text(left + 2, foot, told, theme.dim);
    } else {
        painter.wrapped(
            (left + 2, foot.saturating_sub(1)),
            room,
            2,
            &shorten(told, usize::from(room) * 2),
            theme.dim,
        );
    }
    cursor
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    Gap,
    Group(&'static str),
    Knob(Knob),
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut group = "";
    for knob in Knob::ALL {
        if knob.group() != group {
            if !rows.is_empty() {
                rows.push(Row::Gap);
            }
            group = knob.group();
            rows.push(Row::Group(group));
        }
        rows.push(Row::Knob(knob));
    }
    rows
}
