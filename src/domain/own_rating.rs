//! Ratings, counts, durations and yes-or-no questions of a person's own, beside the built-in questions.

mod answers;
mod changes;
mod measure;

pub use answers::{OwnAnswers, Plain};
pub(super) use changes::spaced;
pub use measure::{Ask, Measure};

use crate::domain::{Id, Moment, Question};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// Most questions asked in one check-in, built-in ones included, so that it stays quick.
pub const MOST_ASKED: usize = 12;
/// Longest name, in characters.
pub const LONGEST_NAME: usize = 32;
/// Longest unit and longest word of a scale, in characters.
pub const LONGEST_WORD: usize = 16;
/// Names that tables and commands use for something else.
const TAKEN: [&str; 9] = [
    "day",
    "time",
    "date",
    "sleep_hours",
    "hours slept",
    "minutes",
    "tags",
    "note",
    "source",
];

/// A question of the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRating {
    /// Unique identifier; derived from the first name and the measure, so that two computers that make the same rating
    /// share it.
    pub id: Id,
    /// Displayed name.
    pub name: String,
    /// What the answers are.
    pub measure: Measure,
    /// Whether a lower number is the better one; only for scales.
    #[serde(default)]
    pub lower_is_better: bool,
    /// Words for the lowest, the middle and the highest point of a scale; empty strings for the rest.
    #[serde(default)]
    pub words: [String; 3],
    /// Unit of a count, in the plural: `cups`.
    #[serde(default)]
    pub unit: String,
    /// When it is asked.
    #[serde(default)]
    pub ask: Ask,
    /// Place among the own ratings, from 0.
    #[serde(default)]
    pub position: u32,
    /// Whether it is archived: its answers stay, but it's no longer asked or drawn.
    #[serde(default)]
    pub archived: bool,
    /// When it was last changed, in UTC.
    pub updated_at: Moment,
}

/// The words of a scale without words of its own.
pub(super) const PLAIN_WORDS: [&str; 3] = ["low", "medium", "high"];

impl OwnRating {
    /// A new rating with the derived id.
    pub fn new(name: &str, measure: Measure, now: Moment) -> Self {
        let words = if measure.is_scale() {
            PLAIN_WORDS.map(str::to_owned)
        } else {
            Default::default()
        };
        Self {
            id: derived(name, measure),
            name: name.to_owned(),
            measure,
            lower_is_better: false,
            words,
            unit: String::new(),
            ask: Ask::Always,
            position: 0,
            archived: false,
            updated_at: now.to_utc().fixed_offset(),
        }
    }

    /// Whether this is its name, regardless of case and Unicode form.
    pub fn is_called(&self, name: &str) -> bool {
        folded(&self.name) == folded(name)
    }

    /// The name with the measure: `pain (0-10)`.
    pub fn full_name(&self) -> String {
        format!("{} ({})", self.name, self.measure.key())
    }

    /// What is wrong with it, as a sentence; `None` if it's sound.
    pub fn problem(&self) -> Option<String> {
        let name = self.name.trim();
        let is_long = |text: &str, most| text.chars().count() > most;
        let odd = |text: &str| text.contains(crate::domain::sanitize::is_unfit);
        if name.is_empty() {
            return Some("A rating needs a name.".to_owned());
        }
        if is_long(name, LONGEST_NAME) || odd(name) || name.contains(['=', ',']) {
            return Some(format!(
                "A name has at most {LONGEST_NAME} characters, no = and no comma."
            ));
        }
        if is_taken(name) {
            return Some(format!("\"{name}\" is a name firstline uses itself."));
        }
        let words = || self.words.iter().chain([&self.unit]);
        if words().any(|word| is_long(word, LONGEST_WORD) || odd(word)) {
            return Some(format!(
                "Words and units have at most {LONGEST_WORD} characters."
            ));
        }
        match self.measure {
            Measure::Count if self.unit.trim().is_empty() => {
                Some("A count needs a unit, like cups.".to_owned())
            }
            measure
                if measure.is_scale() && self.words.iter().any(|word| word.trim().is_empty()) =>
            {
                Some(
                    "A scale needs three words: for its lowest, middle and highest point."
                        .to_owned(),
                )
            }
            _ => None,
        }
    }

    /// Parses an answer; a count may have its unit after it.
    pub fn read(&self, text: &str) -> Option<f64> {
        let text = text.trim();
        let amount = text
            .strip_suffix(&self.unit)
            .filter(|_| self.measure == Measure::Count);
        self.measure.read(amount.unwrap_or(text))
    }

    /// The answer in text: `4`, `2 cups`, `1h30`, `yes`. In words for a scale if `hidden`.
    pub fn text(&self, value: f64, hidden: bool) -> String {
        match self.measure {
            measure if measure.is_scale() && hidden => self.word(value).to_owned(),
            Measure::OneToNine | Measure::ZeroToTen => short((value * 10.0).round() / 10.0),
            Measure::YesNo if value >= 0.5 => "yes".to_owned(),
            Measure::YesNo => "no".to_owned(),
            Measure::Count | Measure::Duration if hidden && value > 0.0 => "some".to_owned(),
            Measure::Count | Measure::Duration if hidden => "none".to_owned(),
            Measure::Count => format!("{} {}", short(value), self.unit),
            Measure::Duration => {
                let minutes = value.round() as u32;
                match (minutes / 60, minutes % 60) {
                    (0, minutes) => format!("{minutes} min"),
                    (hours, 0) => format!("{hours} h"),
                    (hours, minutes) => format!("{hours} h {minutes:02}"),
                }
            }
        }
    }

    /// What an answer means: `0 none, 10 unbearable`, `cups`, `1h30 or 45m`, `yes or no`.
    pub fn hint(&self) -> String {
        let (least, most) = self.measure.range();
        match self.measure {
            Measure::OneToNine | Measure::ZeroToTen => {
                format!("{least} {}, {most} {}", self.words[0], self.words[2])
            }
            Measure::Count => self.unit.clone(),
            Measure::Duration => "1h30 or 45m".to_owned(),
            Measure::YesNo => "yes or no".to_owned(),
        }
    }

    /// The word for the third of the scale that `value` is in.
    pub fn word(&self, value: f64) -> &str {
        let (least, most) = self.measure.range();
        let place = ((value - least) / (most - least) * 3.0)
            .floor()
            .clamp(0.0, 2.0);
        &self.words[place as usize]
    }

    /// A level from 1 to 9 for colors: 9 is the best of a scale; an amount has no better end and is `None`.
    pub fn level(&self, value: f64) -> Option<u8> {
        self.measure.level(value, self.lower_is_better)
    }
}

/// Whether the name is one of the program's own.
fn is_taken(name: &str) -> bool {
    let name = folded(name);
    TAKEN.contains(&name.as_str()) || Question::KEYS.contains(&name.as_str())
}

/// A name regardless of case, Unicode form and spaces.
pub(super) fn folded(name: &str) -> String {
    let lower = name.nfkc().collect::<String>().to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The id of a rating made under this name: the same on every computer.
fn derived(name: &str, measure: Measure) -> Id {
    derived_from(&format!("rating:{}:{}", folded(name), measure.key()))
}

/// The id that follows from `text` only.
pub(super) fn derived_from(text: &str) -> Id {
    let digest = Sha256::digest(text);
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&digest[..10]);
    Id::new(DateTime::UNIX_EPOCH.fixed_offset(), bytes)
}

/// A number with up to two decimals, without trailing zeros.
pub fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The own ratings of a person, archived ones included, in order.
#[derive(Clone, Copy, Debug)]
pub struct OwnRatings<'a>(pub &'a [OwnRating]);

impl<'a> OwnRatings<'a> {
    /// The rating with this id.
    pub fn get(self, id: Id) -> Option<&'a OwnRating> {
        self.0.iter().find(|rating| rating.id == id)
    }

    /// Those not archived.
    pub fn active(self) -> impl Iterator<Item = &'a OwnRating> {
        self.0.iter().filter(|rating| !rating.archived)
    }

    /// The name to display: with the measure if another rating has the same name.
    pub fn label(self, rating: &OwnRating) -> String {
        let is_shared = |other: &OwnRating| other.id != rating.id && other.is_called(&rating.name);
        if self.0.iter().any(is_shared) {
            rating.full_name()
        } else {
            rating.name.clone()
        }
    }

    /// The rating called `text`: its name, its name with the measure, or its id.
    ///
    /// # Errors
    /// A sentence, if there is none or more than one.
    pub fn find(self, text: &str) -> Result<&'a OwnRating, String> {
        let text = text.trim();
        let shown = crate::domain::sanitize::line(text);
        let by_id = Id::parse(text).and_then(|id| self.get(id));
        let full = || {
            self.0
                .iter()
                .find(|rating| folded(&rating.full_name()) == folded(text))
        };
        if let Some(found) = by_id.or_else(full) {
            return Ok(found);
        }
        let called: Vec<&OwnRating> = self
            .0
            .iter()
            .filter(|rating| rating.is_called(text))
            .collect();
        let active: Vec<&OwnRating> = called
            .iter()
            .copied()
            .filter(|rating| !rating.archived)
            .collect();
        match (active.as_slice(), called.as_slice()) {
            ([one], _) | ([], [one]) => Ok(one),
            ([], []) => Err(self.unknown(&shown)),
            _ => {
                let names: Vec<String> = called
                    .iter()
                    .map(|rating| format!("\"{}\"", rating.full_name()))
                    .collect();
                Err(format!(
                    "Several ratings are called {shown}. Say {}.",
                    names.join(" or ")
                ))
            }
        }
    }

    fn unknown(self, shown: &str) -> String {
        let names: Vec<&str> = self.active().map(|rating| rating.name.as_str()).collect();
        if names.is_empty() {
            return format!(
                "There's no rating \"{shown}\". To make it: firstline ratings add \"{shown}\" --scale 0-10"
            );
        }
        format!(
            "There's no rating \"{shown}\". Yours: {}.",
            names.join(", ")
        )
    }

    /// Why `wanted` can't be stored beside the others; `None` if it can.
    pub fn problem(self, wanted: &OwnRating) -> Option<String> {
        let is_there = |other: &&OwnRating| {
            other.id != wanted.id
                && other.measure == wanted.measure
                && other.is_called(&wanted.name)
        };
        wanted.problem().or_else(|| {
            self.0.iter().find(is_there).map(|other| {
                let kept = if other.archived {
                    " It's archived: restore it instead."
                } else {
                    ""
                };
                format!(
                    "There's already a rating called \"{}\".{kept}",
                    other.full_name()
                )
            })
        })
    }

    /// Those asked at the local time `at` (`None`: only the day is known) beside `builtin` built-in questions, and
    /// those with an answer, which stay in sight: at most [`MOST_ASKED`] in all.
    pub fn asked(
        self,
        at: Option<Moment>,
        answers: &OwnAnswers,
        builtin: usize,
    ) -> Vec<&'a OwnRating> {
        let most = MOST_ASKED.saturating_sub(builtin);
        let is_answered = |rating: &OwnRating| answers.get(rating.id).is_some();
        let answered = self.0.iter().filter(|rating| is_answered(rating)).count();
        let mut free = most.saturating_sub(answered);
        let mut asked = Vec::new();
        for rating in self.0 {
            let is_due = !rating.archived && rating.ask.asks(at) && free > 0;
            if is_answered(rating) {
                asked.push(rating);
            } else if is_due {
                free -= 1;
                asked.push(rating);
            }
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse_from_rfc3339(text).unwrap()
    }

    fn rating(name: &str, measure: Measure) -> OwnRating {
        let mut rating = OwnRating::new(name, measure, at("2026-03-01T08:00:00+01:00"));
        if measure == Measure::Count {
            "cups".clone_into(&mut rating.unit);
        }
        rating
    }

    #[test]
    fn the_same_rating_has_the_same_id_on_every_computer_and_another_scale_has_another() {
        let pain = rating("Pain", Measure::ZeroToTen);
        assert_eq!(pain.id, rating(" pain ", Measure::ZeroToTen).id);
        assert_ne!(pain.id, rating("pain", Measure::OneToNine).id);
        assert_eq!(
            rating("cafe\u{301}", Measure::YesNo).id,
            rating("CAF\u{c9}", Measure::YesNo).id
        );
    }

    #[test]
    fn the_better_end_of_a_scale_has_the_highest_level() {
        let mut pain = rating("pain", Measure::ZeroToTen);
        assert_eq!((pain.level(0.0), pain.level(10.0)), (Some(1), Some(9)));
        pain.lower_is_better = true;
        assert_eq!((pain.level(0.0), pain.level(10.0)), (Some(9), Some(1)));
        assert_eq!(rating("coffee", Measure::Count).level(3.0), None);
        assert_eq!(
            [0.0, 5.0, 10.0].map(|value| pain.word(value).to_owned()),
            PLAIN_WORDS
        );
    }

    #[test]
    fn twelve_are_asked_at_most_and_those_with_an_answer_stay() {
        let mut all: Vec<OwnRating> = (0..20)
            .map(|number| rating(&format!("r{number}"), Measure::OneToNine))
            .collect();
        all[3].ask = Ask::Evening;
        all[4].archived = true;
        let mut answers = OwnAnswers::default();
        answers.set(all[19].id, Some(2.0));
        let asked = |at| OwnRatings(&all).asked(at, &answers, 4);
        let names = |asked: Vec<&OwnRating>| {
            asked
                .iter()
                .map(|rating| rating.name.clone())
                .collect::<Vec<_>>()
        };
        let morning = names(asked(Some(at("2026-03-01T08:00:00+01:00"))));
        assert_eq!(morning, ["r0", "r1", "r2", "r5", "r6", "r7", "r8", "r19"]);
        let evening = names(asked(Some(at("2026-03-01T18:00:00+01:00"))));
        assert_eq!(evening, ["r0", "r1", "r2", "r3", "r5", "r6", "r7", "r19"]);
    }

    #[test]
    fn a_name_finds_its_rating_or_a_sentence_says_why_not() {
        let all = [
            rating("pain", Measure::ZeroToTen),
            rating("pain", Measure::OneToNine),
            rating("coffee", Measure::Count),
        ];
        let own = OwnRatings(&all);
        assert_eq!(own.find("PAIN (1-9)").unwrap().id, all[1].id);
        assert_eq!(own.find(&all[0].id.to_string()).unwrap().id, all[0].id);
        assert!(
            own.find("pain")
                .unwrap_err()
                .contains("\"pain (0-10)\" or \"pain (1-9)\"")
        );
        assert!(
            own.find("tea")
                .unwrap_err()
                .contains("Yours: pain, pain, coffee")
        );
        assert_eq!(
            (own.label(&all[0]).as_str(), own.label(&all[2]).as_str()),
            ("pain (0-10)", "coffee")
        );
    }
}
