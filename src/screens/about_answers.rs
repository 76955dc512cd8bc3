//! The answers to the first-use questions so far. The last question, the country, is a separate screen.

use crate::content::about::ASKED;
use crate::domain::{Change, Day};
use crate::screens::effect::Effect;

/// Setting keys and the values answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutAnswers(pub Vec<(String, String)>);

impl AboutAnswers {
    /// Stores the answers, and `today` as the day they were asked.
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
