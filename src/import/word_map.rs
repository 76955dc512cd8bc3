//! User-supplied meanings of words in files.

use crate::content::activities::matching_activity;
use crate::domain::{Question, Rating};
use crate::import::refusal::quoted;
use std::collections::BTreeMap;

/// Meaning of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    /// A rating.
    Rating(Rating),
    /// An activity, by its id.
    Activity(String),
    /// Rows with this word are skipped.
    Skip,
}

/// Meanings by word, trimmed and lowercase; a prefix such as `calm:` limits a word to one rating.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordMap(BTreeMap<String, Meaning>);

impl WordMap {
    /// Parses `rad=9,meh=5,Reiten=horse riding,test=-`. A comma ends a pair only if the pair is complete; the last `=`
    /// separates name and meaning. Names may be in double quotes.
    ///
    /// # Errors
    /// A sentence naming the part that could not be parsed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut map = Self::default();
        let mut pair = String::new();
        for part in text.split(',') {
            if !pair.is_empty() {
                pair.push(',');
            }
            pair.push_str(part);
            // Within open quotes, a comma is part of the name.
            let is_open = pair.trim_start().starts_with('"') && pair.matches('"').count() % 2 == 1;
            if pair.trim().is_empty() {
                pair.clear();
            } else if let Some((name, meaning)) = whole_pair(&pair).filter(|_| !is_open) {
                map.0.insert(name, meaning);
                pair.clear();
            }
        }
        if pair.trim().is_empty() {
            return Ok(map);
        }
        Err(format!(
            "--map {} isn't a name with a rating from 1 to 9, an activity, or - to skip it. Try \
             happy=8",
            quoted(pair.trim())
        ))
    }

    /// Sets the rating of the mood `name`.
    pub fn set(&mut self, name: &str, rating: Rating) {
        self.0.insert(key(name), Meaning::Rating(rating));
    }

    /// Adds all meanings from another map, overriding existing ones.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// All moods with their ratings, 1 to 9.
    pub fn pairs(&self) -> Vec<(String, u8)> {
        let rating = |(name, meaning): (&String, &Meaning)| match meaning {
            Meaning::Rating(rating) => Some((name.clone(), rating.get())),
            Meaning::Activity(_) | Meaning::Skip => None,
        };
        self.0.iter().filter_map(rating).collect()
    }

    /// All activity names with their ids.
    pub fn activities(&self) -> Vec<(String, String)> {
        let activity = |(name, meaning): (&String, &Meaning)| match meaning {
            Meaning::Activity(id) => Some((name.clone(), id.clone())),
            Meaning::Rating(_) | Meaning::Skip => None,
        };
        self.0.iter().filter_map(activity).collect()
    }

    /// Sets the activity for `name`.
    pub(super) fn set_activity(&mut self, name: &str, id: &str) {
        self.0.insert(key(name), Meaning::Activity(id.to_owned()));
    }

    /// Skips rows with `name`.
    pub(super) fn set_skipped(&mut self, name: &str) {
        self.0.insert(key(name), Meaning::Skip);
    }

    /// Rating of a mood.
    pub(super) fn mood(&self, name: &str) -> Option<Rating> {
        self.rating(Question::Mood, name)
    }

    /// Rating of a word for one question.
    pub(super) fn rating(&self, question: Question, word: &str) -> Option<Rating> {
        let own = format!("{}:{}", question.key(), key(word));
        match self.0.get(&own).or_else(|| self.0.get(&key(word)))? {
            Meaning::Rating(rating) => Some(*rating),
            Meaning::Activity(_) | Meaning::Skip => None,
        }
    }

    /// Activity id of a word.
    pub(super) fn activity(&self, word: &str) -> Option<&str> {
        match self.0.get(&key(word))? {
            Meaning::Activity(id) => Some(id),
            Meaning::Rating(_) | Meaning::Skip => None,
        }
    }

    /// Whether rows with this word are skipped.
    pub(super) fn skips(&self, word: &str) -> bool {
        self.0.get(&key(word)) == Some(&Meaning::Skip)
    }
}

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Parses a pair, if it is complete.
fn whole_pair(text: &str) -> Option<(String, Meaning)> {
    let (name, value) = text.rsplit_once('=')?;
    let name = key(name);
    let name = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
        .map_or(name.clone(), |name| key(&name.replace("\\\"", "\"")));
    let value = value.trim();
    let meaning = if value == "-" {
        Meaning::Skip
    } else if let Ok(number) = value.parse() {
        Meaning::Rating(Rating::new(number)?)
    } else {
        Meaning::Activity(matching_activity(value)?.id.clone())
    };
    (!name.is_empty()).then_some((name, meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(map: &str, word: &str) -> Option<u8> {
        WordMap::parse(map).unwrap().mood(word).map(Rating::get)
    }

    #[test]
    fn a_comma_ends_a_pair_only_when_the_pair_is_whole() {
        let two = "rad=9,vaguely ok, but uncertain=4";
        assert_eq!(
            (rating(two, "Rad"), rating(two, "vaguely ok, but uncertain")),
            (Some(9), Some(4))
        );
        assert_eq!(rating("so = so=5", "so = so"), Some(5));
        assert_eq!(rating("\"a=1, b\"=6", "a=1, b"), Some(6));
        assert_eq!(rating(":)=7", ":)"), Some(7));
        assert_eq!(rating("", "rad"), None);
    }

    #[test]
    fn words_can_be_activities_be_left_out_or_be_of_one_rating() {
        let map = WordMap::parse("Nordic Ski=hike,test=-,calm:high=2,high=8").unwrap();
        assert_eq!(map.activity("nordic ski"), Some("hike"));
        assert!(map.skips("Test"));
        assert_eq!(map.rating(Question::Calm, "high").map(Rating::get), Some(2));
        assert_eq!(map.mood("high").map(Rating::get), Some(8));
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        for text in ["rad", "rad=10", "=5", "ok=5,odd=no such thing"] {
            let why = WordMap::parse(text).unwrap_err();
            assert!(why.contains("1 to 9"), "{why}");
        }
    }
}
