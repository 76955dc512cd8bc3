//! The meaning of custom mood names: asked once per name and stored.

use crate::keys::{Action, KeyMatch};
use crate::widgets::list::ListCursor;

/// The names to ask about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoodNames {
    /// The named moods.
    pub moods: Vec<MoodName>,
    /// The selected row.
    pub list: ListCursor,
}

/// A mood with a custom name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoodName {
    /// The name in the file.
    pub name: String,
    /// The rating assigned, 1 to 9.
    pub rating: Option<u8>,
    /// Whether the rating was only suggested from the name.
    pub suggested: bool,
}

impl MoodNames {
    pub(super) fn new(names: Vec<(String, Option<u8>)>) -> Self {
        let mood = |(name, rating): (String, Option<u8>)| MoodName {
            name,
            rating,
            suggested: rating.is_some(),
        };
        Self {
            moods: names.into_iter().map(mood).collect(),
            list: ListCursor::default(),
        }
    }

    pub(super) fn key(&mut self, key: KeyMatch) {
        let count = self.moods.len();
        let Some(mood) = self.moods.get_mut(self.list.chosen) else {
            return;
        };
        let rating = match key.action {
            Action::Rate => Some(key.digit),
            Action::Left => Some(mood.rating.map_or(5, |rating| rating.saturating_sub(1))),
            Action::Right => Some(mood.rating.map_or(5, |rating| rating.saturating_add(1))),
            Action::Clear => None,
            action => {
                self.list.answer(action, count);
                return;
            }
        };
        mood.rating = rating.map(|rating| rating.clamp(1, 9));
        mood.suggested = false;
        if key.action == Action::Rate {
            self.list.answer(Action::Down, count);
        }
    }

    /// The rating of each name, or the index of the first mood without one.
    pub(super) fn ratings(&self) -> Result<Vec<(String, u8)>, usize> {
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
