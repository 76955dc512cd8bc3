//! A line at the foot of the screen that says what was just done and which key is useful next.
//!
//! It ends with the next key, or once it could be read. The keys it names are looked up when it is
//! shown: whatever the person's own keys are, and only where they work.

use crate::domain::Now;
use crate::keys::Action;
use crate::screens::shared::Shared;
use std::time::Duration;

/// How long a notice stays where no key is pressed: by its length, between these.
const SHORTEST: Duration = Duration::from_secs(3);
const LONGEST: Duration = Duration::from_secs(6);
/// Reading time of one character, and what it takes to see that there is something to read.
const CHARACTER: Duration = Duration::from_millis(50);
const LOOK: Duration = Duration::from_millis(1500);
/// A failure is not ended by keys that were typed before it could be seen.
const FAILURE_STAYS: Duration = Duration::from_secs(2);

/// A line that says what was just done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// What it says, in whole sentences.
    text: String,
    /// What the person may want to do next, and what for: `Press u to undo.`
    next: Vec<(Action, &'static str)>,
    /// Whether it says that something did not work.
    failure: bool,
    shown_at: Duration,
}

impl Notice {
    /// A notice of these sentences.
    pub fn said(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// What was done, a sentence, and that it can be undone.
    pub fn undoable(done: impl Into<String>) -> Self {
        Self::said(done).press(Action::Undo, "undo")
    }

    /// The same with a key to press: `to` is what for, an infinitive without its "to".
    #[must_use]
    pub fn press(mut self, action: Action, to: &'static str) -> Self {
        self.next.push((action, to));
        self
    }

    /// The same as a failure, which keys typed ahead do not end.
    #[must_use]
    pub const fn failed(mut self) -> Self {
        self.failure = true;
        self
    }

    /// The same, shown from now on.
    #[must_use]
    pub fn at(self, now: Now) -> Self {
        Self {
            shown_at: now.uptime,
            ..self
        }
    }

    /// `Press u to undo.`, with the keys that do it where the focus is now; nothing where none does.
    pub fn advice(&self, shared: &Shared) -> Option<String> {
        let keys = self.next_keys(shared);
        let keys = keys.map(|(key, to)| format!("{key} to {to}"));
        let keys = keys.collect::<Vec<_>>().join(", ");
        (!keys.is_empty()).then(|| format!("Press {keys}."))
    }

    /// The same in as few words as can be, for narrow windows: `u undo`.
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

    /// What it says, without the keys.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says where lines are typed: commands in the place of keys.
    pub fn in_lines(&self) -> String {
        if self.next.iter().any(|(action, _)| *action == Action::Undo) {
            format!("{} To undo: firstline undo", self.text)
        } else {
            self.text.clone()
        }
    }

    /// When it ends, as uptime.
    pub fn until(&self) -> Duration {
        let next: usize = self.next.iter().map(|(_, to)| to.len() + 12).sum();
        let reading = CHARACTER * (self.text.chars().count() + next) as u32;
        self.shown_at + (LOOK + reading).clamp(SHORTEST, LONGEST)
    }

    /// Whether a key that is pressed now ends it.
    pub fn is_ended_by_a_key(&self, now: Now) -> bool {
        !self.failure || now.uptime >= self.shown_at + FAILURE_STAYS
    }
}

impl<T: Into<String>> From<T> for Notice {
    fn from(text: T) -> Self {
        Self::said(text)
    }
}
