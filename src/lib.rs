//! firstline: a coach for moving and feeling better, in your terminal.

pub mod clock;
pub mod config;
pub mod content;
pub mod domain;
pub mod environment;
pub mod exchange;
pub mod paths;
pub mod stats;
pub mod store;
