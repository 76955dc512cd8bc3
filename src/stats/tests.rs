//! Tests for the whole layer: worked examples, ground truth, properties, edge cases, error rates.

use crate::{domain, stats};

mod bad_input;
mod edges;
pub(super) mod fixtures;
mod people;
mod properties;
mod simulation;
mod someone;
mod whole_person;
