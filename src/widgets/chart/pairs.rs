//! Ratings before and after, side by side, as one pair of columns per occasion.
//!
//! ```text
//!  9  ┈┈┈┈┈┈┈┈┈┈┈┈
//!  6  ┈┈┈█┈▂█┈██┈┈
//!  3  ▄█ ██ ██ ██
//! ```

use crate::widgets::bars::{grid_line, hanging, rising};
use crate::widgets::chart::axis::{Axis, Label, labels};
use crate::widgets::painter::Painter;

/// Ratings from 1 to 9 before and after something.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Before.
    pub before: u8,
    /// After.
    pub after: u8,
    /// Minutes between the two, drawn below them.
    pub minutes: f64,
    /// The date.
    pub name: String,
}

/// Width of the axis before the first pair.
const GUTTER: u16 = 9;
/// Minimum and maximum cells from one pair to the next.
const PITCH: (u16, u16) = (3, 9);
/// Ratings with a line and a number.
const MARKS: [f64; 3] = [9.0, 6.0, 3.0];
/// Number of minutes that fills its rows.
const FULL: f64 = 60.0;

/// How many pairs fit into an area this wide.
pub fn most(width: u16) -> usize {
    usize::from(width.saturating_sub(GUTTER + 1) / PITCH.0)
}

/// First cell and width of each pair, for the latest of `count` pairs that fit in `width` cells.
pub fn places(count: usize, width: u16) -> impl Iterator<Item = (u16, u16)> {
    let shown = u16::try_from(count.min(most(width))).unwrap_or(u16::MAX);
    let room = width.saturating_sub(GUTTER + 1);
    let pitch = (room / shown.max(1)).clamp(PITCH.0, PITCH.1);
    (0..shown).map(move |place| (GUTTER + place * pitch, pitch))
}

/// Draws the latest of `pairs` that fit the painter's area.
pub fn pairs(pairs: &[Pair], painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let shown = &pairs[pairs.len().saturating_sub(most(width))..];
    let places: Vec<(u16, u16)> = places(pairs.len(), width).collect();
    let pitch = places.first().map_or(PITCH.0, |(_, pitch)| *pitch);
    let end = places.last().map_or(GUTTER, |(x, pitch)| x + pitch);
    let half = (pitch - 1) / 2;
    let under = if height >= 12 { 2 } else { 1 };
    let axis = Axis::RATING_COLUMNS;
    let rows = axis.even_rows(&MARKS, height.saturating_sub(under + 1));
    let under = height.saturating_sub(rows + 1).max(under);
    for ((x, _), pair) in places.iter().zip(shown) {
        let color = |rating: u8| usize::from(rating.clamp(1, 9)) - 1;
        let share = |rating: u8| axis.share(f64::from(rating));
        let mut part = painter.part(0, 0, width, rows);
        let (quiet, mood) = (
            theme.quiet[color(pair.before)],
            theme.mood[color(pair.after)],
        );
        rising(*x, half, share(pair.before), quiet, &mut part);
        rising(x + half, half, share(pair.after), mood, &mut part);
        if pair.minutes > 0.0 {
            let mut part = painter.part(0, rows, width, under);
            let share = pair.minutes / FULL;
            hanging(*x, 2 * half, share, theme.sessions, &mut part);
        }
    }
    for value in MARKS {
        let y = axis.crest(value, rows);
        if y < rows && axis.is_exact(value, rows) {
            let text = format!("{value:.0}");
            if theme.numbers {
                painter.right(GUTTER - 2, y, &text, theme.dim);
            }
            grid_line(GUTTER, y, end - GUTTER, painter);
        }
    }
    painter.right(GUTTER - 2, rows, "moved", theme.sessions);
    let every = usize::from((14 / pitch).max(1));
    let every_few = places.iter().zip(shown).step_by(every);
    let names: Vec<Label> = every_few
        .map(|((x, _), pair)| (*x, pair.name.clone(), theme.dim))
        .collect();
    labels(&names, rows.saturating_add(under), painter);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{cells, drawn, row, themes};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    fn pair(before: u8, after: u8) -> Pair {
        Pair {
            before,
            after,
            minutes: 10.0,
            name: "Mar 2".to_owned(),
        }
    }

    #[test]
    fn the_latest_that_fit_are_drawn() {
        let many: Vec<Pair> = (0..30)
            .map(|place| pair(1, if place > 26 { 9 } else { 2 }))
            .collect();
        let buffer = drawn(19, 8, &Theme::dark(), |painter| pairs(&many, painter));
        assert_eq!(row(&buffer, 0), "      9  ┈█┈┈█┈┈█┈ ");
        assert_eq!(row(&buffer, 7), "         Mar 2     ");
    }

    proptest! {
        #[test]
        fn any_pairs_are_drawn_inside(
            width in 0u16..90, height in 0u16..20,
            values in prop::collection::vec((any::<u8>(), any::<u8>(), any::<f64>()), 0..40)
        ) {
            let many: Vec<Pair> = values
                .into_iter()
                .map(|(before, after, minutes)| Pair { minutes, ..pair(before, after) })
                .collect();
            for theme in themes() {
                drawn(width, height, &theme, |painter| pairs(&many, painter));
            }
        }

        #[test]
        fn a_better_mood_after_is_never_smaller(height in 3u16..30, less in 1u8..9, more in 0u8..8) {
            let size = |after| cells(&drawn(16, height, &Theme::dark(), |painter| {
                pairs(&[pair(1, after)], painter);
            }));
            prop_assert!(size(less) <= size((less + more).min(9)) + 6, "but for the lines of the grid");
        }
    }
}
