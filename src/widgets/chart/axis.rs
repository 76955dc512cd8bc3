//! The axis of a chart: what its ends are, and on which row a value lies.

/// The ends of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The value at its foot.
    pub low: f64,
    /// The value at its top.
    pub high: f64,
}

impl Axis {
    /// Of ratings.
    pub const RATING: Self = Self {
        low: 1.0,
        high: 9.0,
    };
    /// Of hours slept.
    pub const HOURS: Self = Self {
        low: 0.0,
        high: 12.0,
    };

    /// Of minutes up to `most`, which is rounded up to a number whose half is round too.
    pub fn minutes(most: f64) -> Self {
        let steps = [30.0, 60.0, 120.0, 240.0, 480.0, 960.0];
        Self {
            low: 0.0,
            high: steps
                .into_iter()
                .find(|step| *step >= most)
                .unwrap_or(1440.0),
        }
    }

    /// Where `value` lies from the top, in `rows` rows; the nearest for one outside.
    pub fn row(&self, value: f64, rows: u16) -> u16 {
        let share = ((self.high - value) / (self.high - self.low)).clamp(0.0, 1.0);
        (share * f64::from(rows.saturating_sub(1))).round() as u16
    }

    /// Where `value` lies from the left, in `columns` columns; the nearest for one outside.
    pub fn column(&self, value: f64, columns: u16) -> u16 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        (share * f64::from(columns.saturating_sub(1))).round() as u16
    }

    /// Half-way.
    pub const fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}
