//! The answers to the first-use questions so far. The last question, the country, is a separate screen.

use crate::config::Config;
use crate::content::about::ASKED;
use crate::content::about::LIMITS;
use crate::domain::{Change, Edit};
use crate::screens::effect::Effect;
use crate::screens::shared::Shared;

/// The answer of someone who uses a screen reader.
const READER: &str = "reader";

/// Setting keys and the values answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutAnswers(pub Vec<(String, String)>);

impl AboutAnswers {
    /// Stores the answers, and today as the day they were asked. A screen reader is a setting of this computer.
    pub fn keep(self, shared: &Shared) -> Vec<Effect> {
        let mut effects = vec![Effect::Remember(ASKED.to_owned(), shared.day.to_string())];
        let found = shared.settings.config.clone();
        let limits = self.0.iter().find(|(key, _)| key == LIMITS);
        if limits.is_some_and(|(_, value)| value.split(',').any(|word| word == READER)) {
            let wanted = Config {
                screen_reader: true,
                ..found.clone()
            };
            effects.push(Effect::Configure(Box::new(Edit { found, wanted })));
        }
        if !self.0.is_empty() {
            let changes = self.0.into_iter();
            let changes = changes.map(|(key, value)| Change::setting(key, value));
            effects.push(Effect::Apply(Change::Several(changes.collect())));
        }
        effects
    }
}
