//! The coach: what to suggest, from the journal, the date and a seed. Pure functions; it never
//! stores, draws or reads a clock.

mod suggestion;
pub mod walk_run;

pub use suggestion::{Circumstances, Suggestion, suggest};
