//! Showing a notice for a while, and the keys it names.

use crate::app::App;
use crate::domain::Now;
use crate::screens::notice::Notice;

impl App {
    /// Shows `notice` at the foot of the screen for a while.
    pub fn notify(&mut self, notice: impl Into<Notice>, now: Now) {
        self.notice = Some(notice.into().at(now));
        self.redraw = true;
    }

    /// Something else was done: what was said of the last is over.
    pub(super) fn end_notice(&mut self, now: Now) {
        if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.is_ended_by_a_key(now))
        {
            self.notice = None;
            self.redraw = true;
        }
    }

    /// `Press u to undo.`, with the keys that do it where the focus is now; nothing where none does.
    pub fn advice(&self, notice: &Notice) -> Option<String> {
        let keys = self.next_keys(notice);
        let keys: Vec<String> = keys
            .iter()
            .map(|(key, to)| format!("{key} to {to}"))
            .collect();
        (!keys.is_empty()).then(|| format!("Press {}.", keys.join(", ")))
    }

    /// The same in as few words as can be, for narrow windows: `u undo`.
    pub fn short_advice(&self, notice: &Notice) -> Option<String> {
        let keys = self.next_keys(notice);
        let keys: Vec<String> = keys.iter().map(|(key, to)| format!("{key} {to}")).collect();
        (!keys.is_empty()).then(|| keys.join("   "))
    }

    fn next_keys(&self, notice: &Notice) -> Vec<(String, &'static str)> {
        let contexts = self.contexts();
        let keys = notice.next().iter();
        keys.filter_map(|(action, to)| Some((self.keys.key_for(&contexts, *action)?, *to)))
            .collect()
    }
}
