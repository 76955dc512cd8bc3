//! The days of an experiment as coins: what each coin picked, whether it was done, and how many are still to come.
//!
//! ```text
//!  ● ○ ○ ● ● ○ ●  ○ ● · · · · ·
//!  ━   ━ ━ ━ ━ ━  ━
//!  ● move   ○ rest   ━ done   · to come
//! ```
//! The gaps separate weeks, not the coin's randomization blocks: those would reveal the next coin.

use crate::widgets::painter::{Painter, columns};

/// A day's coin, or why there is none to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coin {
    /// What it picked (the first thing or the second), and whether that was done, once the day is over.
    Said {
        /// Whether it picked the first of the two.
        first: bool,
        /// `None` until the day is over.
        done: Option<bool>,
    },
    /// The day was skipped.
    Paused,
    /// Not drawn yet, or still hidden.
    ToCome,
}

/// Number of coins in a group.
const WEEK: usize = 7;

/// How many coins fit in a row of `width` columns: whole weeks.
fn in_a_row(width: u16) -> usize {
    let weeks = usize::from(width.saturating_add(1)) / (WEEK * 2 + 1);
    weeks.max(1) * WEEK
}

/// How many rows this many coins and their legend take in `width` columns.
pub fn rows(count: usize, width: u16) -> u16 {
    let lines = count.div_ceil(in_a_row(width));
    u16::try_from(lines * 2 + 1).unwrap_or(u16::MAX)
}

/// Draws the coins and highlights the one at `now`. `names` are the two things, for the legend.
pub fn coins(
    coins: &[Coin],
    now: Option<usize>,
    [first, second]: [&str; 2],
    painter: &mut Painter<'_>,
) {
    let (theme, width) = (painter.theme(), painter.width());
    let signs = [theme.glyphs.active, theme.glyphs.short];
    let [line, pause] = if theme.glyphs.ascii {
        ["=", "-"]
    } else {
        ["━", "–"]
    };
    let per_row = in_a_row(width);
    for (place, coin) in coins.iter().enumerate() {
        let (row, column) = (place / per_row, place % per_row);
        let x = (column * 2 + column / WEEK) as u16;
        let y = u16::try_from(row * 2).unwrap_or(u16::MAX);
        let (sign, style) = match coin {
            Coin::Said { first, .. } => (signs[usize::from(!first)], theme.mark),
            Coin::Paused => (pause, theme.dim),
            Coin::ToCome => (theme.glyphs.dot, theme.dim),
        };
        let is_now = now == Some(place);
        painter.text(x, y, sign, if is_now { theme.accent } else { style });
        let under = match coin {
            Coin::Said {
                done: Some(true), ..
            } => line,
            _ if is_now && theme.glyphs.ascii => "^",
            _ if is_now => "▴",
            _ => continue,
        };
        let style = if is_now { theme.accent } else { theme.far };
        painter.text(x, y.saturating_add(1), under, style);
    }
    let foot = rows(coins.len(), width).saturating_sub(1);
    let mut x = 0;
    for (sign, style, words) in [
        (signs[0], theme.mark, first),
        (signs[1], theme.mark, second),
        (line, theme.far, "done"),
        (theme.glyphs.dot, theme.dim, "to come"),
    ] {
        if x + columns(words) + 2 > width {
            break;
        }
        x = painter.pieces(x, foot, &[(sign, style), (" ", style), (words, theme.dim)]) + 3;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::painter::Caches;
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn drawn(width: u16, height: u16, all: &[Coin], now: Option<usize>) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let (area, theme, mut caches) = (buffer.area, Theme::mono(), Caches::default());
        let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
        coins(all, now, ["move", "rest"], &mut painter);
        let row = |y| {
            (0..width)
                .map(|x| buffer[(x, y)].symbol())
                .collect::<String>()
        };
        (0..height).map(|y| row(y).trim_end().to_owned()).collect()
    }

    #[test]
    fn weeks_of_coins_stand_under_each_other() {
        let said = |first, done| Coin::Said { first, done };
        let mut all = vec![
            said(true, Some(true)),
            said(false, Some(false)),
            Coin::Paused,
        ];
        all.push(said(true, None));
        all.resize(10, Coin::ToCome);
        assert_eq!(
            drawn(20, 5, &all, Some(3)),
            ["● ○ – ● · · ·", "━     ▴", "· · ·", "", "● move   ○ rest"]
        );
    }

    proptest! {
        #[test]
        fn any_number_of_coins_in_any_room(
            width in 0u16..90, height in 0u16..12, count in 0usize..400, now in 0usize..500
        ) {
            let all = vec![Coin::Said { first: true, done: Some(true) }; count];
            let _ = (drawn(width, height, &all, Some(now)), rows(count, width));
        }
    }
}
