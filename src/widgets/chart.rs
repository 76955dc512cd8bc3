//! What charts are laid out on and drawn with: axes, columns of days, weeks side by side, scores over their bands.

pub mod axis;
pub mod bubble;
pub mod day_bars;
pub mod day_columns;
pub mod interval;
pub mod scores;
#[cfg(test)]
mod testing;
pub mod week_grid;
