//! The store's guarantees, as scenarios.

mod assessing;
mod backing_up;
mod importing;
mod keeping;
mod merging;
mod opening;
mod ratings;
mod routines;
mod samples;
mod undoing;
mod upgrading;
