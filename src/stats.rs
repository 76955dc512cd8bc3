//! The estimators: what a diary says about moving and feeling better, how sure that is, and what it cannot say.
//!
//! ```text
//! Journal ─► Diary ─► Days ─► day_cards ─┐
//!              ├─► Usual ─► right_after ─┤   regression, lift: the two engines
//!              ├─► trend, since_start ───┼─► Insights (cards, sentences, JSON)
//!              ├─► questionnaires ───────┤   mixture: what is known about one effect
//!              ├─► experiment ───────────┘   verdict: what may be said about it
//!              └─► suggestion
//! ```
//!
//! Everything is in closed form on small grids: no iteration that can fail, no unseeded chance, no clock; the same
//! records give the same digits on every machine. `constants` has every number that was chosen; each estimator names
//! its formula and source.

mod card;
pub mod cholesky;
pub mod constants;
pub mod day_cards;
pub mod days;
pub mod diary;
pub mod distributions;
pub mod experiment;
mod insights;
pub mod lift;
pub mod mixture;
pub mod questionnaires;
pub mod regression;
pub mod right_after;
pub mod sentences;
pub mod split_mix;
pub mod suggestion;
pub mod together;
pub mod trend;
pub mod usual;
pub mod verdict;

pub use card::{
    ByActivity, Card, CardId, Counts, Design, Extra, Insights, Leader, Outcome, Score, StartGap,
    Status,
};
pub use diary::{Bout, Diary, RatedMoment};

#[cfg(test)]
mod tests;
