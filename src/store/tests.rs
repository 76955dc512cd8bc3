//! What the store promises, as scenarios.

mod assessing;
mod importing;
mod keeping;
mod opening;
mod samples;
mod undoing;
mod upgrading;
