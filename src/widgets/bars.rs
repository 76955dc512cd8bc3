//! Bars in every direction, and the grid lines behind them.
//!
//! In every chart of days, mood rises from a baseline and activity hangs below it.

use crate::widgets::painter::Painter;
use ratatui::style::Style;

/// One to seven eighths of a cell, from the left.
const LEFT_EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A column rising from the bottom of the area: `share` (0 to 1) of its height in eighths of a row, at least one.
pub fn rising(x: u16, width: u16, share: f64, style: Style, painter: &mut Painter<'_>) {
    let glyphs = painter.theme().glyphs;
    let height = painter.height();
    let mut eighths = part_of(share, u32::from(height) * 8).max(1);
    for row in (0..height).rev() {
        let part = eighths.min(8);
        if part == 0 {
            break;
        }
        let sign = match (glyphs.ascii, part) {
            (true, 0..=3) => "_",
            (true, _) => "#",
            (false, part) => glyphs.bars[part as usize - 1],
        };
        painter.text(x, row, &sign.repeat(usize::from(width)), style);
        eighths -= part;
    }
}

/// A column hanging from the top of the area: `share` (0 to 1) of its height in half rows, at least a thin line.
pub fn hanging(x: u16, width: u16, share: f64, style: Style, painter: &mut Painter<'_>) {
    let ascii = painter.theme().glyphs.ascii;
    let halves = part_of(share, u32::from(painter.height()) * 2) as u16;
    for row in 0..halves.div_ceil(2).max(1) {
        let sign = match (ascii, halves) {
            (true, 0) => "'",
            (true, _) => "|",
            (false, 0) => "▔",
            (false, _) if row * 2 + 1 < halves => "█",
            (false, _) => "▀",
        };
        painter.text(x, row, &sign.repeat(usize::from(width)), style);
    }
}

/// A horizontal bar: `share` (0 to 1) of `width` cells, in eighths of a cell.
pub fn along(x: u16, y: u16, width: u16, share: f64, style: Style, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let eighths = part_of(share, u32::from(width) * 8) as u16;
    let (full, part) = (eighths / 8, usize::from(eighths % 8));
    if theme.glyphs.ascii {
        for cell in 0..width {
            let (sign, style) = if cell < full {
                ("#", style)
            } else {
                (".", theme.grid)
            };
            painter.text(x.saturating_add(cell), y, sign, style);
        }
        return;
    }
    painter.text(x, y, &"█".repeat(usize::from(full)), style);
    painter.text(x.saturating_add(full), y, LEFT_EIGHTHS[part], style);
}

/// The same in half the height and in half cells, so that bars in neighboring rows stay apart.
pub fn slim(x: u16, y: u16, width: u16, share: f64, style: Style, painter: &mut Painter<'_>) {
    if painter.theme().glyphs.ascii {
        along(x, y, width, share, style, painter);
        return;
    }
    let halves = part_of(share, u32::from(width) * 2) as u16;
    painter.text(x, y, &"▄".repeat(usize::from(halves / 2)), style);
    if halves % 2 == 1 {
        painter.text(x.saturating_add(halves / 2), y, "▖", style);
    }
}

/// A bar from the middle of `2 half + 1` cells, in half cells: to the right for a `share` above 0 (up to 1), to
/// the left for one below (down to −1).
pub fn diverging(x: u16, y: u16, half: u16, share: f64, style: Style, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let middle = x.saturating_add(half);
    let halves = part_of(share.abs(), u32::from(half) * 2) as u16;
    let (full, part) = (halves / 2, halves % 2);
    let (block, right, left) = if theme.glyphs.ascii {
        ("#", "#", "#")
    } else {
        ("█", "▌", "▐")
    };
    let is_right = share > 0.0;
    let cell = |away: u16| {
        if is_right {
            middle.saturating_add(1 + away)
        } else {
            middle.saturating_sub(1 + away)
        }
    };
    for away in 0..full {
        painter.text(cell(away), y, block, style);
    }
    if part > 0 {
        painter.text(cell(full), y, if is_right { right } else { left }, style);
    }
    painter.text(
        middle,
        y,
        if theme.glyphs.ascii { "|" } else { "│" },
        theme.dim,
    );
}

/// A horizontal line behind everything: it fills only blank cells, so draw it last.
pub fn grid_line(x: u16, y: u16, width: u16, painter: &mut Painter<'_>) {
    let (area, theme) = (painter.area(), painter.theme());
    let line = if theme.glyphs.ascii { "." } else { "┈" };
    for x in x..x.saturating_add(width).min(painter.width()) {
        let place = (area.x + x, area.y.saturating_add(y));
        let is_blank = painter
            .buffer()
            .cell(place)
            .is_some_and(|cell| cell.symbol() == " " && cell.bg == ratatui::style::Color::Reset);
        if is_blank {
            painter.text(x, y, line, theme.grid);
        }
    }
}

/// `share` (0 to 1, clamped; NaN counts as 0) of `whole`, rounded.
fn part_of(share: f64, whole: u32) -> u32 {
    (share.clamp(0.0, 1.0) * f64::from(whole)).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::painter::Caches;
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    /// Number of cells in a drawing that are not blank.
    fn drawn(width: u16, height: u16, draw: impl FnOnce(&mut Painter<'_>)) -> Vec<(u16, u16)> {
        let whole = Rect::new(0, 0, width + 4, height + 4);
        let inside = Rect::new(2, 2, width, height);
        let mut buffer = Buffer::empty(whole);
        let (theme, mut caches) = (Theme::dark(), Caches::default());
        draw(&mut Painter::new(&mut buffer, inside, &theme, &mut caches));
        let mut cells = Vec::new();
        for place in whole.positions() {
            if buffer[place].symbol() != " " {
                assert!(inside.contains(place), "{place:?} is outside {inside:?}");
                cells.push((place.x - 2, place.y - 2));
            }
        }
        cells
    }

    proptest! {
        #[test]
        fn bars_stay_inside_at_any_size_and_grow_with_what_they_show(
            width in 0u16..60, height in 0u16..40, x in 0u16..70, y in 0u16..50,
            less in -2.0f64..2.0, more in 0.0f64..2.0, strange in any::<f64>()
        ) {
            let style = Style::new();
            let risen = |share| drawn(width, height, |painter| rising(x, 3, share, style, painter)).len();
            let hung = |share| drawn(width, height, |painter| hanging(x, 3, share, style, painter)).len();
            let along = |share| drawn(width, height, |painter| along(x, y, width, share, style, painter)).len();
            let apart = |share| drawn(width, height, |painter| diverging(x, y, width / 2, share, style, painter)).len();
            for share in [strange, f64::NAN] {
                let _ = (risen(share), hung(share), along(share), apart(share));
            }
            drawn(width, height, |painter| grid_line(x, y, width, painter));
            prop_assert!(risen(less) <= risen(less + more));
            prop_assert!(hung(less) <= hung(less + more));
            prop_assert!(along(less) <= along(less + more));
            prop_assert!(apart(less.abs()) <= apart(less.abs() + more));
        }
    }

    #[test]
    fn a_grid_stands_behind_columns() {
        let (theme, mut caches) = (Theme::dark(), Caches::default());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        let area = buffer.area;
        let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
        rising(1, 2, 0.75, theme.mark, &mut painter);
        grid_line(0, 0, 4, &mut painter);
        let row: String = (0..4).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row, "┈▄▄┈");
    }
}
