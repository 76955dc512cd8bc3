//! A line at the foot of the screen that ends by itself.

use crate::domain::Now;
use std::time::Duration;

/// How long a notice stays: long enough to read it twice.
const STAYS: Duration = Duration::from_secs(6);

/// A line that says what was just done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Until when it is shown, as uptime.
    pub until: Duration,
}

impl Notice {
    /// A notice shown from now on.
    pub fn new(text: impl Into<String>, now: Now) -> Self {
        Self {
            text: text.into(),
            until: now.uptime + STAYS,
        }
    }
}
