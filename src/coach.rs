//! Decides what to suggest, from the journal, the date and a seed. Pure functions: nothing here
//! stores, draws or reads a clock.

mod day_off;
pub mod experiment;
mod hard_day;
mod lasting;
pub mod learned;
pub mod letter;
mod limits;
mod low_ratings;
pub mod pacing;
pub mod plan;
mod suggestion;
pub mod walk_run;

pub use day_off::DayOff;
pub use hard_day::{
    HardDay, QuietDay, SKIP_COIN, hard_day, is_hard_mood, latest_mood, quiet_day, saved_low,
};
pub use lasting::{is_hard_stretch, no_gain};
pub use limits::{Fit, Limits, NUMBERS_HIDDEN, Opens, fit, hides_numbers, hides_numbers_by_answer};
pub use low_ratings::rated_low;
pub use suggestion::{Circumstances, Reason, Suggestion, suggest, suggest_by};

#[cfg(test)]
mod tests;
