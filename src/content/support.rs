//! Help in a crisis, by country, and the words around it: `assets/support.toml`.
//!
//! Works offline. Every line says when it was checked and what was seen, because numbers change.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// How far a line was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Number and hours were seen at a trusted page.
    Verified,
    /// The number was; the hours were not.
    NumberVerified,
    /// Known at second hand.
    PleaseCheck,
}

impl State {
    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::NumberVerified => "number verified, please check the hours",
            Self::PleaseCheck => "please check",
        }
    }
}

/// A way to reach a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// By voice.
    Call,
    /// By text message.
    Text,
}

impl Reach {
    /// The word for it: `call` or `text`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Text => "text",
        }
    }
}

/// People who listen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The line's own name, in its own language.
    pub name: String,
    /// As dialled in the country, the first one first.
    pub numbers: Vec<String>,
    /// How the numbers can be used.
    pub by: Vec<Reach>,
    /// The word to send, where a text has to begin with one.
    pub say: Option<String>,
    /// When someone answers: `24/7`, or that it is not known.
    pub hours: String,
    /// Whether it is known to cost nothing.
    #[serde(default)]
    pub free: bool,
    /// Languages, where they were noted.
    pub languages: Option<String>,
    /// How far it was verified.
    pub state: State,
    /// What was seen, with its year where known.
    pub source: String,
}

impl Line {
    /// How to reach it, in one piece: `call or text 988`, `text SHOUT to 85258`.
    pub fn how(&self) -> String {
        let ways: Vec<&str> = self.by.iter().map(|reach| reach.word()).collect();
        let (ways, numbers) = (ways.join(" or "), self.numbers.join(" or "));
        self.say.as_ref().map_or_else(
            || format!("{ways} {numbers}"),
            |word| format!("{ways} {word} to {numbers}"),
        )
    }
}

/// A country's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166 code of two capital letters.
    pub code: String,
    /// Its English name.
    pub name: String,
    /// Emergency numbers, the main one first.
    pub emergency: Vec<String>,
    /// The month of the last check, `2026-11`.
    pub checked: String,
    /// The lines, the main one first; never empty.
    #[serde(rename = "line")]
    pub lines: Vec<Line>,
}

impl Country {
    /// How far the main line was verified.
    pub fn state(&self) -> State {
        self.lines
            .first()
            .map_or(State::PleaseCheck, |line| line.state)
    }
}

/// A place on the web that lists lines of many countries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Its name.
    pub name: String,
    /// Its address, without `https://`.
    pub address: String,
    /// What is found there.
    pub about: String,
}

/// The words shown before the score when the PHQ-9's ninth item is above 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field is the line or the choice of its name, in this order"
)]
pub struct ItemNine {
    pub thanks: String,
    pub hope: String,
    pub together: String,
    pub question: String,
    pub emergency: String,
    pub line: String,
    pub someone: String,
    pub later: String,
}

/// When to stop moving, and what to do then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The heading.
    pub title: String,
    /// The signs, each a few words.
    pub signs: Vec<String>,
    /// What to do.
    pub action: String,
    /// The signs that wait for nothing.
    pub at_once: String,
}

/// Everything in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// First sentences for a call.
    pub say_on_the_phone: Vec<String>,
    /// First sentences for a text.
    pub say_in_a_text: Vec<String>,
    /// First sentences for a friend.
    pub say_to_someone_you_trust: Vec<String>,
    /// What to do where the country is not known or not listed.
    pub unknown_country: String,
    /// A number that works in many places.
    pub mobile: String,
    /// The words around the PHQ-9's ninth item.
    pub item_nine: ItemNine,
    /// When to stop moving.
    pub stop: Stop,
    /// Lists of lines for every country.
    #[serde(rename = "directory")]
    pub directories: Vec<Directory>,
    /// The countries, in the order of the check.
    #[serde(rename = "country")]
    pub countries: Vec<Country>,
}

/// A line of one's own, kept as a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// The setting: `people:1`, `notes:helps`.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What may stand there.
    pub example: &'static str,
}

impl Own {
    /// Whether it is somebody to reach.
    pub fn is_contact(&self) -> bool {
        self.key.starts_with("people:")
    }

    /// Its name on the command line: `person1`, `helps`.
    pub fn name(&self) -> String {
        self.key.replace("people:", "person").replace("notes:", "")
    }
}

const fn own(key: &'static str, label: &'static str, example: &'static str) -> Own {
    Own {
        key,
        label,
        example,
    }
}

/// Lines of one's own: people first, then notes for hard moments, in the order in which a safety
/// plan is usually written (signs, what helps, where to go, making the place safer).
pub const OWN: [Own; 7] = [
    own("people:1", "someone to reach", "name and number"),
    own("people:2", "someone else", "name and number"),
    own("people:3", "doctor or therapist", "name and number"),
    own("notes:signs", "signs I notice", "what it begins with"),
    own("notes:helps", "what helps me", "a shower, the dog, music"),
    own("notes:place", "where I can go", "a place with people"),
    own("notes:safer", "to be safer", "who keeps what for me"),
];

fn read() -> Result<Support, serde_json::Error> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/support.json")))
}

// The file is part of the program and a test reads it, so no default is ever taken.
static SUPPORT: LazyLock<Support> = LazyLock::new(|| read().unwrap_or_default());

/// Every word and number of the file.
pub fn support() -> &'static Support {
    &SUPPORT
}

/// Every country.
pub fn countries() -> &'static [Country] {
    &SUPPORT.countries
}

/// The country with this ISO code, in any case; `UK` is taken for `GB`.
pub fn country(code: &str) -> Option<&'static Country> {
    let code = if code.eq_ignore_ascii_case("UK") {
        "GB"
    } else {
        code
    };
    SUPPORT
        .countries
        .iter()
        .find(|country| country.code.eq_ignore_ascii_case(code))
}

/// The country named in a locale such as `de_AT.UTF-8`, `en-GB` or `zh_Hant_TW`.
///
/// A language alone (`de`) names no country, nor do `C` and `POSIX`: the caller then shows the
/// directories. Always a guess that the person can change.
pub fn guess(locale: &str) -> Option<&'static Country> {
    let tag = locale.split(['.', '@', ':']).next()?;
    tag.split(['_', '-'])
        .skip(1)
        .find(|part| part.len() == 2)
        .and_then(country)
}

#[cfg(test)]
mod tests;
