//! What moods with names of their own mean: asked once for each name, and kept.

use crate::keys::{Action, KeyMatch};

/// The names that are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanings {
    /// The moods.
    pub moods: Vec<Mood>,
    /// The one with the focus.
    pub chosen: usize,
}

/// A mood with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mood {
    /// Its name, as the file has it.
    pub name: String,
    /// What it means, 1 to 9.
    pub rating: Option<u8>,
    /// Whether that is only what the name suggests.
    pub suggested: bool,
}

impl Meanings {
    pub(super) fn new(names: Vec<(String, Option<u8>)>) -> Self {
        let mood = |(name, rating): (String, Option<u8>)| Mood {
            name,
            rating,
            suggested: rating.is_some(),
        };
        Self {
            moods: names.into_iter().map(mood).collect(),
            chosen: 0,
        }
    }

    pub(super) fn key(&mut self, hit: KeyMatch) {
        let last = self.moods.len().saturating_sub(1);
        let Some(mood) = self.moods.get_mut(self.chosen) else {
            return;
        };
        let rating = match hit.action {
            Action::Up => {
                self.chosen = self.chosen.saturating_sub(1);
                return;
            }
            Action::Down => {
                self.chosen = (self.chosen + 1).min(last);
                return;
            }
            Action::Rate => {
                self.chosen = (self.chosen + 1).min(last);
                Some(hit.digit)
            }
            Action::Left => Some(mood.rating.map_or(5, |rating| rating.saturating_sub(1))),
            Action::Right => Some(mood.rating.map_or(5, |rating| rating.saturating_add(1))),
            Action::Clear => None,
            _ => return,
        };
        mood.rating = rating.map(|rating| rating.clamp(1, 9));
        mood.suggested = false;
    }

    /// What was said, once every mood has a rating; else the place of the first that has none.
    pub(super) fn said(&self) -> Result<Vec<(String, u8)>, usize> {
        if let Some(place) = self.moods.iter().position(|mood| mood.rating.is_none()) {
            return Err(place);
        }
        Ok(self
            .moods
            .iter()
            .filter_map(|mood| Some((mood.name.clone(), mood.rating?)))
            .collect())
    }
}
