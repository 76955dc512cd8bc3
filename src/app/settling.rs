//! Ignores keys meant for the previous screen when a new screen appears.
//!
//! A session may end by the clock while the user reaches for `space`, or `n` may be pressed once too often. On the next
//! screen these keys have other meanings, such as opening the note. Numbers have no meaning during a session, so a
//! number is always meant for the new screen.

use crate::app::Message;
use crate::domain::Now;
use crate::keys::{Action, Pressed, is_number};
use crate::screens::shared::Shared;
use std::time::Duration;

/// Too short to see a screen and decide on a key, but longer than the delay before a held key repeats.
const SETTLES: Duration = Duration::from_millis(700);
/// A held key repeats faster than this.
const REPEATS: Duration = Duration::from_millis(150);

/// Which keys count as stray.
#[derive(Debug, Default)]
pub(super) struct Settling {
    /// The key being handled; `None` during other events.
    pub(super) last_key: Option<Pressed>,
    /// The screen that just appeared.
    arrived: Option<Arrived>,
}

/// A new screen, and the keys ignored on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Arrived {
    /// End of the period, as uptime.
    until: Duration,
    /// The key that led here and may be pressed once too often. `None` if the screen appeared by itself; then every key
    /// except numbers counts as meant for the previous screen.
    only: Option<Pressed>,
}

impl Settling {
    /// Starts ignoring keys because a screen with other key meanings appeared.
    pub(super) const fn begin(&mut self, now: Now) {
        self.arrived = Some(Arrived {
            until: now.uptime.saturating_add(SETTLES),
            only: self.last_key,
        });
    }

    /// Whether a key or click was meant for the previous screen.
    pub(super) fn is_stray(&mut self, message: &Message, shared: &Shared) -> bool {
        if !message.is_an_action() {
            return false;
        }
        let now = shared.now;
        let Some(arrived) = &mut self.arrived else {
            return false;
        };
        // In line mode, each line answers the prompt before it.
        if now.uptime >= arrived.until || shared.takes_lines {
            self.arrived = None;
            return false;
        }
        let Message::Key(event) = message else {
            return arrived.only.is_none();
        };
        match arrived.only {
            Some(key) if key != event.code => {
                self.arrived = None;
                return false;
            }
            Some(_) => arrived.until = arrived.until.max(now.uptime + REPEATS),
            None if is_number(event.code) => return false,
            None => {}
        }
        let hit = shared.keys.find(&shared.focus, event);
        !hit.is_some_and(|hit| {
            matches!(
                hit.action,
                Action::Leave | Action::Suspend | Action::Help | Action::Support
            )
        })
    }
}
