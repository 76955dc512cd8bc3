//! Daily check for six weeks of sessions without a gain in mood, at times when it is appropriate to say so.

use crate::coach::no_gain;
use crate::domain::Day;
use crate::screens::shared::Shared;

/// The day of the last check.
#[derive(Debug, Default)]
pub(super) struct GainCheck {
    asked: Option<Day>,
}

impl GainCheck {
    /// Checks once a day, as soon as the year of records that the coach learns from is loaded.
    pub(super) fn look(&mut self, shared: &mut Shared) {
        if shared.knows_the_year() && self.asked != Some(shared.day) {
            self.asked = Some(shared.day);
            shared.no_gain = no_gain(&shared.journal, shared.day);
        }
    }
}
