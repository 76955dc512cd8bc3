//! The line at the bottom of the screen that reports the last action: one notice at a time, for a while.

use crate::domain::Now;
use crate::screens::notice::Notice;
use std::time::Duration;

/// The current notice.
#[derive(Debug, Default)]
pub struct NoticeLine {
    shown: Option<Notice>,
}

impl NoticeLine {
    /// The notice being shown.
    pub const fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref()
    }

    /// Shows `notice`, replacing the previous one.
    pub(super) fn show(&mut self, notice: impl Into<Notice>, now: Now) {
        self.shown = Some(notice.into().at(now));
    }

    /// Removes the notice immediately.
    pub(super) fn clear(&mut self) {
        self.shown = None;
    }

    /// Ends the notice because of another action. Returns whether it was removed.
    pub(super) fn end_by_key(&mut self, now: Now) -> bool {
        self.end_if(|notice| notice.is_ended_by_a_key(now))
    }

    /// Ends the notice once its time is up. Returns whether it was removed.
    pub(super) fn end_when_over(&mut self, now: Now) -> bool {
        self.end_if(|notice| notice.until() <= now.uptime)
    }

    fn end_if(&mut self, ends: impl FnOnce(&Notice) -> bool) -> bool {
        self.shown.take_if(|notice| ends(notice)).is_some()
    }

    /// Time left before it disappears.
    pub(super) fn deadline(&self, now: Now) -> Option<Duration> {
        let until = self.shown.as_ref()?.until();
        Some(until.saturating_sub(now.uptime))
    }
}
