//! The estimators: what a diary says, with its uncertainty, and what it cannot say.

pub mod cholesky;
pub mod constants;
pub mod distributions;
pub mod lift;
pub mod mixture;
pub mod regression;
pub mod split_mix;
