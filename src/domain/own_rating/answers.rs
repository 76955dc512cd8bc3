//! Answers to own ratings.

use crate::domain::Id;
use crate::domain::own_rating::{OwnRating, OwnRatings};
use serde::{Deserialize, Serialize};

/// Answers to own ratings, by id. Answers to unknown ratings are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnAnswers(Vec<(Id, f64)>);

impl OwnAnswers {
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answer to the rating with this id.
    pub fn get(&self, id: Id) -> Option<f64> {
        let place = self.0.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.0.get(place).map(|(_, value)| *value)
    }

    /// Sets the answer, or clears it with `None`.
    pub fn set(&mut self, id: Id, answer: Option<f64>) {
        match (self.0.binary_search_by_key(&id, |(id, _)| *id), answer) {
            (Ok(place), Some(value)) => self.0[place].1 = value,
            (Ok(place), None) => drop(self.0.remove(place)),
            (Err(place), Some(value)) => self.0.insert(place, (id, value)),
            (Err(_), None) => {}
        }
    }

    /// All answers, by id.
    pub fn iter(&self) -> impl Iterator<Item = (Id, f64)> + '_ {
        self.0.iter().copied()
    }

    /// The answers with their ratings, in the order of the ratings.
    pub fn named<'a>(
        &'a self,
        ratings: OwnRatings<'a>,
    ) -> impl Iterator<Item = (&'a OwnRating, f64)> {
        let of = |rating: &'a OwnRating| Some((rating, self.get(rating.id)?));
        ratings.0.iter().filter_map(of)
    }
}

impl FromIterator<(Id, f64)> for OwnAnswers {
    fn from_iter<I: IntoIterator<Item = (Id, f64)>>(answers: I) -> Self {
        let mut all = Self::default();
        for (id, value) in answers {
            all.set(id, Some(value));
        }
        all
    }
}

impl Serialize for OwnAnswers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, value)| (id, Plain(*value))))
    }
}

/// A number that is written without `.0` if it's whole.
#[derive(Debug)]
pub struct Plain(pub f64);

impl Serialize for Plain {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 1e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for OwnAnswers {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = std::collections::BTreeMap::<Id, f64>::deserialize(deserializer)?;
        Ok(Self(all.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn id(number: u8) -> Id {
        Id::new(DateTime::UNIX_EPOCH.fixed_offset(), [number; 10])
    }

    #[test]
    fn answers_are_whole_numbers_in_json_and_read_back() {
        let answers: OwnAnswers = [(id(1), 2.5), (id(2), 4.0)].into_iter().collect();
        let text = serde_json::to_string(&answers).unwrap();
        assert!(
            text.contains(":4") && !text.contains("4.0") && text.contains("2.5"),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<OwnAnswers>(&text).unwrap(), answers);
    }
}
