//! Whether six weeks of sessions came without a gain: looked for once a day, where it is time to say so.

use crate::coach::no_gain;
use crate::domain::Day;
use crate::screens::shared::Shared;

/// When it was looked for last.
#[derive(Debug, Default)]
pub(super) struct GainCheck {
    asked: Option<Day>,
}

impl GainCheck {
    /// Looks once a day, as soon as the year that the coach learns from is there.
    pub(super) fn look(&mut self, shared: &mut Shared) {
        if shared.knows_the_year() && self.asked != Some(shared.day) {
            self.asked = Some(shared.day);
            shared.no_gain = no_gain(&shared.journal, shared.day);
        }
    }
}
