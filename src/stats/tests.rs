//! What the whole layer promises: worked examples, ground truth, properties, edge cases, error rates.

mod edges;
mod fixtures;
mod people;
mod properties;
mod simulation;
mod whole_person;
