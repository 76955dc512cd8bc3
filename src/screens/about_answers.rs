//! What was answered to the first questions so far: they end on the list of countries, a screen of its own.

use crate::content::about::ASKED;
use crate::domain::{Change, Day};
use crate::screens::effect::Effect;

/// The settings that the answers are kept in, and what was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutAnswers(pub Vec<(String, String)>);

impl AboutAnswers {
    /// Keeps what was answered, and that it was asked on `today`.
    pub fn keep(self, today: Day) -> Vec<Effect> {
        let mut effects = vec![Effect::Remember(ASKED.to_owned(), today.to_string())];
        if !self.0.is_empty() {
            let changes = self.0.into_iter();
            let changes = changes.map(|(key, value)| Change::setting(key, value));
            effects.push(Effect::Apply(Change::Several(changes.collect())));
        }
        effects
    }
}
