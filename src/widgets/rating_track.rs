//! One rating from 1 to 9 on one line: the range of most days, the usual level, the value before, and the value
//! now.

use crate::widgets::painter::Painter;
use ratatui::style::{Modifier, Style};

/// The usual values of a rating: most days are from `low` to `high` (10th to 90th percentile), around `mean`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// The lower end of most days.
    pub low: f64,
    /// The mean of all days.
    pub mean: f64,
    /// The upper end of most days.
    pub high: f64,
}

/// Draws the line in the painter's first row: most days as a band, the usual level as a tick, `before` as a ring,
/// `now` as a dot.
pub fn track(
    usual: Option<Usual>,
    before: Option<f64>,
    now: Option<f64>,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme();
    let last = painter.width().saturating_sub(1);
    let place =
        |rating: f64| ((rating.clamp(1.0, 9.0) - 1.0) / 8.0 * f64::from(last)).round() as u16;
    let level = |x: u16| {
        let rating = 1.0 + f64::from(x) / f64::from(last.max(1)) * 8.0;
        (rating.round() as usize).clamp(1, 9) - 1
    };
    for x in 0..painter.width() {
        let is_usual =
            usual.is_some_and(|usual| (place(usual.low)..=place(usual.high)).contains(&x));
        let (sign, style) = match (is_usual, theme.glyphs.ascii) {
            (true, false) => ("━", theme.quiet[level(x)]),
            (true, true) => ("=", theme.dim),
            (false, false) => ("─", theme.grid),
            (false, true) => ("-", theme.grid),
        };
        painter.text(x, 0, sign, style);
    }
    if let Some(usual) = usual {
        let tick = if theme.glyphs.ascii { "|" } else { "┃" };
        painter.text(place(usual.mean), 0, tick, over(theme.text));
    }
    if let Some(before) = before {
        painter.text(place(before), 0, theme.glyphs.was, over(theme.text));
    }
    if let Some(now) = now {
        let x = place(now);
        let style = theme.mood[level(x)].add_modifier(Modifier::BOLD);
        painter.text(x, 0, theme.glyphs.is, over(style));
    }
}

/// `style` without the dim attribute of the line below it.
const fn over(style: Style) -> Style {
    style.remove_modifier(Modifier::DIM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::painter::Caches;
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn drawn(width: u16, usual: Option<Usual>, before: Option<f64>, now: Option<f64>) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let (theme, mut caches) = (Theme::dark(), Caches::default());
        track(
            usual,
            before,
            now,
            &mut Painter::new(&mut buffer, area, &theme, &mut caches),
        );
        buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn each_value_stands_at_its_place() {
        let usual = Usual {
            low: 3.0,
            mean: 5.0,
            high: 7.0,
        };
        assert_eq!(drawn(9, Some(usual), Some(2.0), Some(6.0)), "─○━━┃●━──");
        assert_eq!(drawn(9, None, None, Some(9.0)), "────────●");
    }

    #[test]
    fn what_is_now_is_never_dim() {
        let area = Rect::new(0, 0, 9, 1);
        let mut buffer = Buffer::empty(area);
        let (theme, mut caches) = (Theme::mono(), Caches::default());
        let usual = Usual {
            low: 3.0,
            mean: 5.0,
            high: 7.0,
        };
        let painter = &mut Painter::new(&mut buffer, area, &theme, &mut caches);
        track(Some(usual), Some(4.0), Some(6.0), painter);
        let is_dim = |x: u16| buffer[(x, 0)].modifier.contains(Modifier::DIM);
        assert_eq!([2, 3, 4, 5].map(is_dim), [true, false, false, false]);
    }

    proptest! {
        #[test]
        fn any_numbers_are_drawn_inside_any_width(
            width in 0u16..300, now in any::<f64>(), low in any::<f64>(), high in any::<f64>()
        ) {
            let usual = Usual { low, mean: now, high };
            prop_assert_eq!(drawn(width, Some(usual), Some(low), Some(now)).chars().count(), usize::from(width));
        }
    }
}
