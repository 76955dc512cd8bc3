//! A screen that has just come: keys that were meant for the one before it do nothing on it.
//!
//! A session ends by the clock while somebody reaches for `space`, or `n` is pressed once too often.
//! What comes then has other meanings for these keys, such as the note. Numbers mean nothing in a
//! session: whoever presses one has seen the screen that asks for it.

use crate::app::{App, Message};
use crate::domain::Now;
use crate::keys::{Action, Keymap, Pressed, is_number};
use std::time::Duration;

/// Nobody has seen a screen and decided on a key sooner. Longer than a held key waits before it repeats.
const SETTLES: Duration = Duration::from_millis(700);
/// A held key repeats faster than this.
const REPEATS: Duration = Duration::from_millis(150);

/// How long keys are taken for stray ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settling {
    /// Until when, as uptime.
    until: Duration,
    /// The one key that led here, which may be pressed once too often; without one the screen came by itself, and
    /// every key but a number was meant for the one before.
    only: Option<Pressed>,
}

impl App {
    /// A screen came that has other meanings for the keys of the one before.
    pub(super) const fn settle_in(&mut self, now: Now) {
        self.settling = Some(Settling {
            until: now.uptime.saturating_add(SETTLES),
            only: self.last_key,
        });
    }

    /// Whether a key or a click was meant for the screen before this one.
    pub(super) fn is_stray(&mut self, message: &Message, now: Now) -> bool {
        if !message.is_an_action() {
            return false;
        }
        let Some(settling) = &mut self.settling else {
            return false;
        };
        // Where lines are typed, each is an answer to what was asked.
        if now.uptime >= settling.until || self.shared.takes_lines {
            self.settling = None;
            return false;
        }
        let Message::Key(event) = message else {
            return settling.only.is_none();
        };
        match settling.only {
            Some(key) if key != event.code => {
                self.settling = None;
                return false;
            }
            Some(_) => settling.until = settling.until.max(now.uptime + REPEATS),
            None if is_number(event.code) => return false,
            None => {}
        }
        let hit = self.keys.find(&self.contexts(), event);
        !hit.is_some_and(|hit| {
            matches!(
                hit.action,
                Action::Leave | Action::Suspend | Action::Help | Action::Support
            )
        })
    }

    /// Typed lines stand for keys from now on: the usual ones, each meant as it is.
    pub fn take_lines(&mut self) {
        self.keys = Keymap::default();
        self.takes_lines = true;
    }
}
