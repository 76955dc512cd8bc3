//! What words of a file mean, as the person said.

use crate::domain::Rating;
use crate::import::refusal::quoted;
use std::collections::BTreeMap;

/// What names of moods mean, as the person said: lower case and trimmed, to a rating.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordMap(BTreeMap<String, Rating>);

impl WordMap {
    /// Reads `rad=9,meh=5`.
    ///
    /// # Errors
    /// A sentence that names the part that could not be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut map = Self::default();
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let pair = part.rsplit_once('=').and_then(|(name, value)| {
                Some((name.trim(), Rating::new(value.trim().parse().ok()?)?))
                    .filter(|(name, _)| !name.is_empty())
            });
            let Some((name, rating)) = pair else {
                return Err(format!(
                    "{} in the map is not a name and a rating from 1 to 9, like happy=8",
                    quoted(part)
                ));
            };
            map.set(name, rating);
        }
        Ok(map)
    }

    /// Says what `name` means.
    pub fn set(&mut self, name: &str, rating: Rating) {
        self.0.insert(name.trim().to_lowercase(), rating);
    }

    /// Every name with what it means, 1 to 9.
    pub fn pairs(&self) -> Vec<(String, u8)> {
        self.0
            .iter()
            .map(|(name, rating)| (name.clone(), rating.get()))
            .collect()
    }

    pub(super) fn get(&self, name: &str) -> Option<Rating> {
        self.0.get(&name.trim().to_lowercase()).copied()
    }
}
