//! A guided session, a screen for each of its stages: going on with one that was left running, the safety questions,
//! the rating before, the player, the rating after.

pub mod resume;
