//! The height-to-width ratio of the terminal's cells, so that circles look round.

/// Cell height in hundredths of the cell width: 150 to 260, the range found in fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellRatio(u16);

impl CellRatio {
    /// 1:2, close to most fonts.
    pub const USUAL: Self = Self(200);

    /// The ratio for a window of `columns` × `rows` cells and `width` × `height` pixels; 1:2 if the terminal
    /// doesn't report its pixels, as many don't.
    pub fn of_window((columns, rows): (u16, u16), (width, height): (u16, u16)) -> Self {
        if [columns, rows, width, height].contains(&0) {
            return Self::default();
        }
        let wide = f64::from(width) / f64::from(columns);
        let high = f64::from(height) / f64::from(rows);
        Self((high / wide * 100.0).round().clamp(150.0, 260.0) as u16)
    }

    /// Cell height divided by cell width.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Default for CellRatio {
    fn default() -> Self {
        Self::USUAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pixels_of_a_window_tell_the_ratio_of_its_cells() {
        let of = |size, pixels| CellRatio::of_window(size, pixels).value();
        assert!((of((100, 30), (1000, 570)) - 1.9).abs() < 1e-9);
        assert!((of((80, 24), (0, 0)) - 2.0).abs() < 1e-9, "no pixels told");
        assert!(
            (of((80, 24), (80, 2400)) - 2.6).abs() < 1e-9,
            "no font is so narrow"
        );
        assert!((of((80, 24), (8000, 24)) - 1.5).abs() < 1e-9, "or so wide");
    }
}
