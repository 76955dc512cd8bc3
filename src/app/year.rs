//! What is not loaded before the first frame: the year that the coach learns from, and what follows from it.

use crate::app::{App, Effect, Tab};
use crate::coach::no_gain;
use crate::domain::Day;
use crate::screens::transition::Response;

impl App {
    /// Takes the latest day with a record among those that are not loaded.
    pub fn know_last_day(&mut self, day: Option<Day>) {
        self.shared.last_before = day;
    }

    /// Looks once a day whether six weeks of sessions came without a gain, where it is time to say so.
    pub(super) fn look_for_gain(&mut self) {
        if self.knows_the_year() && self.gain_asked != Some(self.day) {
            self.gain_asked = Some(self.day);
            self.shared.no_gain = no_gain(&self.shared.journal, self.shared.day);
        }
    }

    /// Whether Today, in front, still has to work out what the diary says.
    pub fn is_behind(&self) -> bool {
        let is_in_front = self.tab == Tab::Today && self.page.is_none() && self.dialogs.is_empty();
        is_in_front && self.today.is_behind(&self.shared)
    }

    /// Works that out: nothing else is due just now.
    pub(super) fn catch_up(&mut self) {
        if self.is_behind() {
            self.today.catch_up(&self.shared);
            self.redraw = true;
        }
    }

    /// Remembers what has to be remembered of what is on the screen now.
    pub(super) fn remember_shown(&mut self) -> Vec<Effect> {
        let (screen, shared) = self.front();
        let effect = screen.shown(shared);
        effect.map_or_else(Vec::new, |effect| self.respond(Response::effect(effect)))
    }
}
