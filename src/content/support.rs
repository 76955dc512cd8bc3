//! Help in a crisis and the words around it: `assets/support.toml`. The numbers by country, from
//! `assets/crisis-lines.toml`, are `countries`; which country is meant is `place`; what a person
//! reads, on every screen and in every command, is put together in `page`.
//!
//! ```text
//! saved choice, time zone, locale ─► Place ─► page ─► rows of the screen | lines of a command
//! ```

mod countries;
mod names;
mod page;
mod place;

pub use countries::{
    Confidence, Contact, Country, Emergency, Line, Reach, Service, checked, countries, country,
};
pub use names::{matching, named, near};
pub use page::{Entry, country_entries, item_nine, lines, page, stop_signs};
pub use place::{Basis, Place};

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A place on the web that lists lines of many countries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Its name.
    pub name: String,
    /// Its address, without `https://`.
    pub address: String,
    /// What is found there.
    pub about: String,
}

/// The words shown before the score when the PHQ-9's ninth item is above 0, in their order.
/// `{call}` and `{talk}` are filled in by [`Place::fill`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ItemNine {
    pub thanks: String,
    pub hope: String,
    pub told: String,
    pub danger: String,
    pub talk: String,
    pub someone: String,
}

/// When to stop moving, and what to do then. `{call}` is filled in by [`Place::fill`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The heading.
    pub title: String,
    /// The signs, each a few words.
    pub signs: Vec<String>,
    /// The first thing to do.
    pub sit: String,
    /// The signs of the heart, which wait for nothing.
    pub heart: String,
    /// The signs of a stroke, which wait for nothing.
    pub stroke: String,
    /// Any other sign of the list.
    pub lasting: String,
    /// Joint pain: a reason to stop the exercise, but not an emergency.
    pub joint: String,
}

/// Everything in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The first sentence of the page.
    pub enough: String,
    /// First sentences for a call.
    pub say_on_the_phone: Vec<String>,
    /// First sentences for a text.
    pub say_in_a_text: Vec<String>,
    /// First sentences for a friend.
    pub say_to_someone_you_trust: Vec<String>,
    /// Numbers that work in many places.
    pub mobile: String,
    /// Where to look when the country is not known or has no line here.
    pub unknown_country: String,
    /// The last line of the page.
    pub if_a_number_fails: String,
    /// The words around the PHQ-9's ninth item.
    pub item_nine: ItemNine,
    /// When to stop moving.
    pub stop: Stop,
    /// Lists of lines for every country.
    #[serde(rename = "directory")]
    pub directories: Vec<Directory>,
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
    own("notes:signs", "warning signs", "what I notice first"),
    own("notes:helps", "what helps me", "a shower, the dog, music"),
    own("notes:place", "where I can go", "a place with people"),
    own(
        "notes:safer",
        "making home safer",
        "who can hold on to what",
    ),
];

/// One's own lines that are filled in, in the order of [`OWN`], as a reader of settings has them.
pub fn filled_in<'a>(setting: impl Fn(&str) -> Option<&'a str>) -> Vec<(&'static Own, String)> {
    let text = |own: &'static Own| {
        let text = setting(own.key).filter(|text| !text.is_empty())?;
        Some((own, text.to_owned()))
    };
    OWN.iter().filter_map(text).collect()
}

fn read() -> Result<Support, serde_json::Error> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/support.json")))
}

// The file is part of the program and a test reads it, so no default is ever taken.
static SUPPORT: LazyLock<Support> = LazyLock::new(|| read().unwrap_or_default());

/// Every word of the file.
pub fn support() -> &'static Support {
    &SUPPORT
}

#[cfg(test)]
mod tests;
