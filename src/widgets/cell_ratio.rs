//! How much higher than wide the terminal's cells are, so that what is round looks round.

/// Hundredths of a cell's width that a cell is high: 150 to 260, as fonts have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellRatio(u16);

impl CellRatio {
    /// 1:2, near to what most fonts have.
    pub const USUAL: Self = Self(200);

    /// Of a window of `columns` × `rows` cells that is `width` × `height` pixels large; 1:2 where a terminal leaves
    /// its pixels out, as many do.
    pub fn of_window((columns, rows): (u16, u16), (width, height): (u16, u16)) -> Self {
        if [columns, rows, width, height].contains(&0) {
            return Self::default();
        }
        let wide = f64::from(width) / f64::from(columns);
        let high = f64::from(height) / f64::from(rows);
        Self((high / wide * 100.0).round().clamp(150.0, 260.0) as u16)
    }

    /// How many times higher than wide a cell is.
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
