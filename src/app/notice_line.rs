//! The line at the foot of the screen that says what was just done: one notice at a time, for a while.

use crate::domain::Now;
use crate::screens::notice::Notice;
use std::time::Duration;

/// What is said just now.
#[derive(Debug, Default)]
pub struct NoticeLine {
    shown: Option<Notice>,
}

impl NoticeLine {
    /// The notice, while there is one.
    pub const fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref()
    }

    /// Shows `notice` from now on, in the place of the last.
    pub(super) fn show(&mut self, notice: impl Into<Notice>, now: Now) {
        self.shown = Some(notice.into().at(now));
    }

    /// Takes it away at once.
    pub(super) fn clear(&mut self) {
        self.shown = None;
    }

    /// Something else was done: what was said of the last is over. Returns whether it went.
    pub(super) fn end_by_key(&mut self, now: Now) -> bool {
        self.end_if(|notice| notice.is_ended_by_a_key(now))
    }

    /// Ends it once its time is over. Returns whether it went.
    pub(super) fn end_when_over(&mut self, now: Now) -> bool {
        self.end_if(|notice| notice.until() <= now.uptime)
    }

    fn end_if(&mut self, ends: impl FnOnce(&Notice) -> bool) -> bool {
        self.shown.take_if(|notice| ends(notice)).is_some()
    }

    /// How long it still stays.
    pub(super) fn deadline(&self, now: Now) -> Option<Duration> {
        let until = self.shown.as_ref()?.until();
        Some(until.saturating_sub(now.uptime))
    }
}
