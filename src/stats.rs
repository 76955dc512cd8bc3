//! The estimators: what a diary shows about moving and feeling better, how certain that is, and
//! what it cannot show.
//!
//! ```text
//! Journal ─► Diary ─► Days ─► day_cards ─┐
//!              │                goes_with┤   regression, lift: the two engines
//!              ├─► Usual ─► right_after ─┤   randomization: the coin and its test
//!              │                dose ────┤   mixture: what is known about one effect
//!              ├─► trend, since_start ───┼─► Insights (cards, sentences, JSON)
//!              ├─► around_mark           │
//!              ├─► questionnaires ───────┤   verdict: what may be said about it
//!              ├─► experiment ───────────┘   guard: what the mood at the start could explain
//!              └─► suggestion
//! ```
//!
//! Everything is in closed form on small grids: no iteration that can fail, no unseeded randomness,
//! no clock. The same records give the same digits on every machine. All tuned numbers are in
//! `constants`; each estimator cites its formula and source.

mod card;
pub mod cholesky;
pub mod constants;
pub mod day_cards;
pub mod days;
pub mod diary;
pub mod distributions;
pub mod dose;
pub mod experiment;
pub mod goes_with;
mod insights;
pub mod lift;
pub mod mark;
pub mod mixture;
pub mod questionnaires;
pub mod randomization;
pub mod regression;
pub mod right_after;
pub mod sentences;
pub mod split_mix;
pub mod start_guard;
mod strongest;
pub mod suggestion;
pub mod together;
pub mod trend;
pub mod usual;
pub mod verdict;

pub use card::extra::{
    Adjusted, ByActivity, ByBin, Did, Ends, Extra, Factor, Leader, Lifts, SLEEP_HOURS, Score, Tried,
};
pub use card::{Card, CardId, Counts, Design, Insights, Outcome, Reason, StartGap, Status};
pub use diary::{Bout, Diary, RatedMoment};

#[cfg(test)]
mod tests;
