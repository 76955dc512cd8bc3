//! A notice at the bottom of the screen that reports the last action and suggests the next key.
//!
//! It disappears at the next key, or after enough time to read it. The keys it names are looked up when it is drawn, so
//! they reflect the user's bindings and appear only where they work.

use crate::domain::Now;
use crate::keys::Action;
use crate::screens::shared::Shared;
use std::time::Duration;

/// Minimum and maximum display time without a key press; in between it depends on the length.
const SHORTEST: Duration = Duration::from_secs(3);
const LONGEST: Duration = Duration::from_secs(6);
/// Reading time per character, and the time to notice the notice.
const CHARACTER: Duration = Duration::from_millis(50);
const LOOK: Duration = Duration::from_millis(1500);
/// Keys typed before a failure could be seen do not dismiss it.
const FAILURE_STAYS: Duration = Duration::from_secs(2);

/// A notice about the last action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The text, in complete sentences.
    text: String,
    /// Suggested actions, each with its purpose: `Press u to undo.`
    next: Vec<(Action, &'static str)>,
    /// Whether it reports a failure.
    failure: bool,
    shown_at: Duration,
}

impl Notice {
    /// Creates a notice with this text.
    pub fn said(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Creates a notice about a completed action that can be undone.
    pub fn undoable(done: impl Into<String>) -> Self {
        Self::said(done).press(Action::Undo, "undo")
    }

    /// Adds a key to press: `to` is its purpose, an infinitive without "to".
    #[must_use]
    pub fn press(mut self, action: Action, to: &'static str) -> Self {
        self.next.push((action, to));
        self
    }

    /// Marks the notice as a failure, which keys typed ahead do not dismiss.
    #[must_use]
    pub const fn failed(mut self) -> Self {
        self.failure = true;
        self
    }

    /// Sets the time it is first shown.
    #[must_use]
    pub fn at(self, now: Now) -> Self {
        Self {
            shown_at: now.uptime,
            ..self
        }
    }

    /// The suggestion, such as `Press u to undo.`, with the keys bound in the current context; `None` if no key is
    /// bound.
    pub fn advice(&self, shared: &Shared) -> Option<String> {
        let keys = self.next_keys(shared);
        let keys = keys.map(|(key, to)| format!("{key} to {to}"));
        let keys = keys.collect::<Vec<_>>().join(", ");
        (!keys.is_empty()).then(|| format!("Press {keys}."))
    }

    /// The suggestion in short form for narrow windows, such as `u undo`.
    pub fn short_advice(&self, shared: &Shared) -> Option<String> {
        let keys = self.next_keys(shared);
        let keys: Vec<String> = keys.map(|(key, to)| format!("{key} {to}")).collect();
        (!keys.is_empty()).then(|| keys.join("   "))
    }

    fn next_keys<'a>(
        &'a self,
        shared: &'a Shared,
    ) -> impl Iterator<Item = (String, &'static str)> + 'a {
        let keys = self.next.iter();
        keys.filter_map(|(action, to)| Some((shared.keys.key_for(&shared.focus, *action)?, *to)))
    }

    /// Whether `action` is the only one it suggests.
    pub fn names_only(&self, action: Action) -> bool {
        matches!(self.next[..], [(only, _)] if only == action)
    }

    /// The text without the keys.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text for line mode, with commands instead of keys.
    pub fn in_lines(&self) -> String {
        if self.next.iter().any(|(action, _)| *action == Action::Undo) {
            format!("{} To undo: firstline undo", self.text)
        } else {
            self.text.clone()
        }
    }

    /// When it disappears, as uptime.
    pub fn until(&self) -> Duration {
        let next: usize = self.next.iter().map(|(_, to)| to.len() + 12).sum();
        let reading = CHARACTER * (self.text.chars().count() + next) as u32;
        self.shown_at + (LOOK + reading).clamp(SHORTEST, LONGEST)
    }

    /// Whether a key pressed now dismisses it.
    pub fn is_ended_by_a_key(&self, now: Now) -> bool {
        !self.failure || now.uptime >= self.shown_at + FAILURE_STAYS
    }
}

impl<T: Into<String>> From<T> for Notice {
    fn from(text: T) -> Self {
        Self::said(text)
    }
}
