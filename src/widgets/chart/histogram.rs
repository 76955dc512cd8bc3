//! How often each of a few levels occurred, as columns side by side.
//!
//! ```text
//!       40
//!   12  ███  25
//!   ▆▆▆ ███ ▅▅▅
//!    4   5   6
//! ```

use crate::widgets::bars::rising;
use crate::widgets::painter::{Painter, columns};
use ratatui::style::Style;

/// A level and its count.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Its name.
    pub name: String,
    /// How often it occurred.
    pub count: usize,
    /// Style of its column.
    pub style: Style,
}

/// Maximum width of a column in cells.
const MOST_CELLS: u16 = 9;

/// Draws `levels` over the painter's area: counts above the columns, names below.
pub fn histogram(levels: &[Counted], painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let number = u16::try_from(levels.len()).unwrap_or(u16::MAX).max(1);
    let pitch = (width.saturating_add(1) / number).min(MOST_CELLS + 1);
    if pitch == 0 || height < 2 {
        return;
    }
    let bar = (pitch - 1).max(1);
    let most = levels.iter().map(|level| level.count).max().unwrap_or(0);
    let rows = height - 1 - u16::from(theme.numbers);
    for (place, level) in levels.iter().enumerate() {
        let x = u16::try_from(place)
            .unwrap_or(u16::MAX)
            .saturating_mul(pitch);
        let middle = |text: &str| x.saturating_add(bar.saturating_sub(columns(text)) / 2);
        if columns(&level.name) <= pitch {
            painter.text(middle(&level.name), height - 1, &level.name, theme.dim);
        }
        if level.count == 0 {
            continue;
        }
        let share = level.count as f64 / most as f64;
        let top = height - 1 - rows;
        rising(
            x,
            bar,
            share,
            level.style,
            &mut painter.part(0, top, width, rows),
        );
        let count = level.count.to_string();
        let filled = ((share * f64::from(rows) * 8.0).round().max(1.0) / 8.0).ceil() as u16;
        if theme.numbers && columns(&count) <= pitch {
            painter.text(
                middle(&count),
                rows.saturating_sub(filled),
                &count,
                theme.text,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row, themes};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    fn level(name: &str, count: usize) -> Counted {
        Counted {
            name: name.to_owned(),
            count,
            style: Style::new(),
        }
    }

    #[test]
    fn what_was_most_often_is_highest_and_counts_stand_on_top() {
        let levels = [level("4", 1), level("5", 2), level("6", 0)];
        let buffer = drawn(11, 4, &Theme::dark(), |painter| histogram(&levels, painter));
        let lines: Vec<String> = (0..4).map(|y| row(&buffer, y)).collect();
        assert_eq!(
            lines,
            ["     2     ", " 1  ███    ", "███ ███    ", " 4   5   6 "]
        );
    }

    proptest! {
        #[test]
        fn any_counts_are_drawn_inside(
            width in 0u16..60, height in 0u16..12, counts in prop::collection::vec(any::<usize>(), 0..12)
        ) {
            let levels: Vec<Counted> = counts.iter().map(|count| level("same", *count)).collect();
            for theme in themes() {
                drawn(width, height, &theme, |painter| histogram(&levels, painter));
            }
        }
    }
}
