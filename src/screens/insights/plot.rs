//! An estimate with its interval on a fixed scale from -2 to +2 points, so that cards can be compared by eye.

use crate::stats::{Card, Outcome};
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Points at either end of the scale.
const ENDS: f64 = 2.0;
/// Columns at most.
const WIDEST: u16 = 61;
/// Effects smaller than this many points are small: the band that is drawn shaded.
const SMALL: f64 = 0.5;

/// Whether the card has an interval in rating points.
pub fn fits(card: &Card) -> bool {
    card.estimate.is_some()
        && card.low.is_some()
        && card.high.is_some()
        && matches!(card.outcome, Outcome::Rated(_))
}

/// Draws `···░░░┊░░├──●──┤···`; what lies beyond the scale ends in an arrow.
pub fn interval(card: &Card, theme: &Theme, painter: &mut Painter<'_>) {
    let (Some(estimate), Some(low), Some(high)) = (card.estimate, card.low, card.high) else {
        return;
    };
    let width = painter.width().min(WIDEST);
    let ascii = theme.glyphs.ascii;
    let pick = |unicode: &'static str, plain: &'static str| if ascii { plain } else { unicode };
    for column in 0..width {
        let value = value_at(column, width);
        let (glyph, style) = if value.abs() < SMALL {
            (theme.glyphs.shade, theme.frame)
        } else {
            (theme.glyphs.dot, theme.frame)
        };
        painter.text(column, 0, glyph, style);
    }
    painter.text(column_of(0.0, width), 0, pick("┊", "|"), theme.text);
    let (from, to) = (column_of(low, width), column_of(high, width));
    for column in from..=to {
        painter.text(column, 0, pick("─", "-"), theme.mark);
    }
    painter.text(
        from,
        0,
        if low < -ENDS {
            pick("◂", "<")
        } else {
            pick("├", "[")
        },
        theme.mark,
    );
    painter.text(
        to,
        0,
        if high > ENDS {
            pick("▸", ">")
        } else {
            pick("┤", "]")
        },
        theme.mark,
    );
    if estimate.abs() <= ENDS {
        painter.text(column_of(estimate, width), 0, theme.glyphs.is, theme.accent);
    }
}

/// Draws the numbers under it.
pub fn scale(theme: &Theme, painter: &mut Painter<'_>) {
    let width = painter.width().min(WIDEST);
    for (value, text) in [
        (-2.0, "-2"),
        (-1.0, "-1"),
        (0.0, "0"),
        (1.0, "+1"),
        (2.0, "+2"),
    ] {
        let x = column_of(value, width);
        let x = if value > -2.0 {
            x.saturating_sub(text.len() as u16 - 1)
        } else {
            x
        };
        painter.text(x, 0, text, theme.dim);
    }
}

fn column_of(value: f64, width: u16) -> u16 {
    let share = (value.clamp(-ENDS, ENDS) + ENDS) / (2.0 * ENDS);
    (share * f64::from(width.saturating_sub(1))).round() as u16
}

fn value_at(column: u16, width: u16) -> f64 {
    f64::from(column) / f64::from(width.saturating_sub(1).max(1)) * 2.0 * ENDS - ENDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_middle_are_where_they_belong() {
        assert_eq!(
            [-9.0, -2.0, 0.0, 1.0, 2.0, 7.0].map(|value| column_of(value, 41)),
            [0, 0, 20, 30, 40, 40]
        );
        assert!((value_at(20, 41)).abs() < 1e-9);
    }
}
