//! What charts are laid out on and drawn with: axes, columns of days, weeks side by side, scores over their bands.
//!
//! Each fills the part it is given, takes plain numbers, and says the same in colors, in sixteen, in none, in ASCII,
//! and without numbers.

pub mod answers;
pub mod axis;
pub mod bubble;
pub mod calendar;
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
