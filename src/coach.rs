//! The coach: what to suggest, from the journal, the date and a seed. Pure functions; it never
//! stores, draws or reads a clock.

pub mod experiment;
pub mod learned;
mod limits;
mod low;
pub mod plan;
mod suggestion;
pub mod walk_run;

pub use limits::{Fit, Limits, Opens, fit};
pub use low::rated_low;
pub use suggestion::{Circumstances, Suggestion, suggest};

#[cfg(test)]
mod tests;
