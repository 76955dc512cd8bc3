//! Charts and their parts: axes, columns of days, side-by-side weeks, scores over their ranges.
//!
//! Each one fills its area, takes plain numbers, and conveys the same in true color, in 16 colors, without color,
//! in ASCII, and without numbers.

pub mod answers;
pub mod axis;
pub mod bubble;
pub mod calendar_day;
pub mod coins;
pub mod day_bars;
pub mod day_columns;
pub mod dumbbell;
pub mod heat_map;
pub mod histogram;
pub mod interval;
pub mod means;
pub mod pairs;
pub mod scatter;
pub mod scores;
#[cfg(test)]
pub mod testing;
pub mod week_grid;
pub mod week_minutes;
