//! A screen that has just come: keys that were meant for the one before it do nothing on it.
//!
//! A session ends by the clock while somebody reaches for `space`, or `n` is pressed once too often.
//! What comes then has other meanings for these keys, such as the note. Numbers mean nothing in a
//! session: whoever presses one has seen the screen that asks for it.

use crate::app::Message;
use crate::domain::Now;
use crate::keys::{Action, Pressed, is_number};
use crate::screens::shared::Shared;
use std::time::Duration;

/// Nobody has seen a screen and decided on a key sooner. Longer than a held key waits before it repeats.
const SETTLES: Duration = Duration::from_millis(700);
/// A held key repeats faster than this.
const REPEATS: Duration = Duration::from_millis(150);

/// Which keys are taken for stray ones.
#[derive(Debug, Default)]
pub(super) struct Settling {
    /// The key that is being answered; nothing while something else happens.
    pub(super) last_key: Option<Pressed>,
    /// The screen that came just now.
    arrived: Option<Arrived>,
}

/// A screen that came, and which keys do nothing on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Arrived {
    /// Until when, as uptime.
    until: Duration,
    /// The one key that led here, which may be pressed once too often; without one the screen came by itself, and
    /// every key but a number was meant for the one before.
    only: Option<Pressed>,
}

impl Settling {
    /// A screen came that has other meanings for the keys of the one before.
    pub(super) const fn begin(&mut self, now: Now) {
        self.arrived = Some(Arrived {
            until: now.uptime.saturating_add(SETTLES),
            only: self.last_key,
        });
    }

    /// Whether a key or a click was meant for the screen before this one.
    pub(super) fn is_stray(&mut self, message: &Message, shared: &Shared) -> bool {
        if !message.is_an_action() {
            return false;
        }
        let now = shared.now;
        let Some(arrived) = &mut self.arrived else {
            return false;
        };
        // Where lines are typed, each is an answer to what was asked.
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
