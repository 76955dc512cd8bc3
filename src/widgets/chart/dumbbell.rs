//! The change from before to after on a line from 1 to 9, and how often each change occurred.
//!
//! ```text
//!  ┊   ┊   ┊  4.8 ○━━━● 5.8   ┊   ┊        1   16   2
//! ```

use crate::widgets::chart::axis::Axis;
use crate::widgets::color::{luminance, mix, number};
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::theme::Theme;
use ratatui::style::{Modifier, Style};

/// The cell of `rating` on a line of this many cells.
pub fn place(rating: f64, width: u16) -> u16 {
    Axis::RATING.column(rating, width)
}

/// Index of a rating's color, 0 to 8.
fn step(rating: f64) -> usize {
    (rating.round().clamp(1.0, 9.0) as usize).clamp(1, 9) - 1
}

/// The color of a rating.
fn colored(rating: f64, theme: &Theme) -> Style {
    theme.mood[step(rating)]
}

/// Labels 1 to 9 above such a line; words at both ends when numbers are hidden.
pub fn scale(painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    if !theme.numbers {
        painter.text(0, 0, "low", theme.dim);
        painter.right(width, 0, "high", theme.dim);
        return;
    }
    let every = if width < 17 { 4 } else { 1 };
    for rating in (1..=9_u8).step_by(every) {
        let rating = f64::from(rating);
        painter.text(
            place(rating, width),
            0,
            &format!("{rating:.0}"),
            theme.digit(step(rating)),
        );
    }
}

/// Draws the change from `before` to `after` in the painter's first row, with both values next to it if numbers
/// are shown. Dim if it is based on few values.
pub fn dumbbell(before: f64, after: f64, is_dim: bool, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let guide = if theme.glyphs.ascii { "." } else { "┊" };
    for rating in 1..=9_u8 {
        painter.text(place(f64::from(rating), width), 0, guide, theme.grid);
    }
    let (from, to) = (place(before, width), place(after, width));
    let (left, right) = (from.min(to), from.max(to));
    let line = if is_dim { theme.dim } else { theme.mark };
    let between = usize::from(right - left);
    painter.text(left, 0, &theme.glyphs.step_done.repeat(between), line);
    painter.text(from, 0, theme.glyphs.was, colored(before, theme));
    painter.text(to, 0, theme.glyphs.is, colored(after, theme));
    if theme.numbers {
        let values = [(before, theme.dim), (after, theme.text)];
        let [low, high] = if from <= to {
            values
        } else {
            [values[1], values[0]]
        };
        let low_text = format::tenths(low.0);
        if columns(&low_text) < left {
            painter.right(left - 1, 0, &low_text, low.1);
        }
        let high_text = format::tenths(high.0);
        if right.saturating_add(2 + columns(&high_text)) <= width {
            painter.text(right + 2, 0, &high_text, high.1);
        }
    }
}

/// Draws each of `counts` as a cell of this width, fuller for higher counts.
pub fn counted(counts: &[usize], cell: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let inner = cell.saturating_sub(1);
    for (place, count) in (0_u16..).zip(counts) {
        let x = place.saturating_mul(cell);
        if *count == 0 {
            painter.text(
                x.saturating_add(inner / 2),
                0,
                theme.glyphs.dot,
                theme.frame,
            );
            continue;
        }
        let style = shade(*count as f64 / most as f64, theme);
        let text = if theme.numbers {
            count.to_string()
        } else {
            String::new()
        };
        let text = format!("{text:^0$}", usize::from(inner));
        painter.text(x, 0, &text, style);
    }
}

/// Background of a cell with `share` (0 to 1) of the highest count, and text that is readable on it.
fn shade(share: f64, theme: &Theme) -> Style {
    // Neither the color of a rating nor that of movement: these are counts.
    let ground = mix(theme.dim, theme.base, 0.75 - 0.75 * share);
    match (ground.fg, ground.fg.and_then(number), theme.base) {
        (Some(color), Some(code), Some(base)) => {
            let is_base_dark = number(base).is_some_and(|base| luminance(base) < 0.2);
            let is_ground_dark = luminance(code) < 0.2;
            let text = if is_base_dark == is_ground_dark {
                theme.text
            } else {
                Style::new().fg(base)
            };
            text.bg(color)
        }
        _ if share >= 1.0 => theme.strong.add_modifier(Modifier::REVERSED),
        _ => theme.strong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row, themes};
    use proptest::prelude::*;

    fn line(before: f64, after: f64) -> String {
        let buffer = drawn(17, 1, &Theme::dark(), |painter| {
            dumbbell(before, after, false, painter);
        });
        row(&buffer, 0)
    }

    #[test]
    fn the_values_stand_beside_the_step() {
        assert_eq!(line(4.0, 6.0), "┊ 4.0 ○━━━● 6.0 ┊");
        assert_eq!(line(6.0, 4.0), "┊ 4.0 ●━━━○ 6.0 ┊");
        assert_eq!(line(1.0, 9.0), "○━━━━━━━━━━━━━━━●");
    }

    #[test]
    fn counts_stand_in_their_cells() {
        let buffer = drawn(15, 1, &Theme::dark(), |painter| {
            counted(&[0, 12, 3], 5, painter);
        });
        assert_eq!(row(&buffer, 0), "  ·   12   3   ");
    }

    proptest! {
        #[test]
        fn any_step_is_drawn_inside(
            width in 0u16..60, before in any::<f64>(), after in any::<f64>(), is_dim in any::<bool>(),
            counts in prop::collection::vec(any::<usize>(), 0..8), cell in 0u16..8
        ) {
            for theme in themes() {
                drawn(width, 1, &theme, scale);
                drawn(width, 1, &theme, |painter| dumbbell(before, after, is_dim, painter));
                drawn(width, 1, &theme, |painter| counted(&counts, cell, painter));
            }
        }

        #[test]
        fn a_better_mood_is_never_further_left(width in 0u16..90, less in 1.0f64..9.0, more in 0.0f64..8.0) {
            prop_assert!(place(less, width) <= place(less + more, width));
        }
    }
}
