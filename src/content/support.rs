//! Crisis help and the text around it: `assets/support.toml`. Numbers by country, from
//! `assets/crisis-lines.toml`, are in `countries`; `place` determines the country; `page` assembles
//! the text for every screen and command.
//! ```text
//! saved choice, time zone, locale ─► Place ─► page ─► rows of the screen | lines of a command
//! ```

mod countries;
mod names;
mod page;
mod place;

pub use countries::{
    Confidence, Contact, Country, CrisisLine, Emergency, Reach, Service, checked, countries,
    country,
};
pub use names::{matching, named, near};
pub use page::{Entry, country_entries, item_nine, lines, page, stop_signs};
pub use place::{Basis, Place};

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A website that lists crisis lines in many countries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Name of the website.
    pub name: String,
    /// Address, without `https://`.
    pub address: String,
    /// What it offers.
    pub about: String,
}

/// The text shown before the score if the PHQ-9's ninth item is above 0, in order. `{call}` and
/// `{talk}` are filled in by [`Place::fill`].
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

/// When to stop moving, and what to do. `{call}` is filled in by [`Place::fill`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The heading.
    pub title: String,
    /// Warning signs, a few words each.
    pub signs: Vec<String>,
    /// The first thing to do.
    pub sit: String,
    /// Signs of a heart problem, which need immediate action.
    pub heart: String,
    /// Signs of a stroke, which need immediate action.
    pub stroke: String,
    /// What to do about any other sign in the list.
    pub lasting: String,
    /// Joint pain: a reason to stop the exercise, but not an emergency.
    pub joint: String,
}

/// The contents of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The first sentence of the page.
    pub enough: String,
    /// Opening sentences for a phone call.
    pub say_on_the_phone: Vec<String>,
    /// Opening sentences for a text message.
    pub say_in_a_text: Vec<String>,
    /// Opening sentences for a friend.
    pub say_to_someone_you_trust: Vec<String>,
    /// Emergency numbers that work in many places.
    pub mobile: String,
    /// Where to look if the country is unknown or has no listed line.
    pub unknown_country: String,
    /// The last line of the page.
    pub if_a_number_fails: String,
    /// The text for the PHQ-9's ninth item.
    pub item_nine: ItemNine,
    /// When to stop moving.
    pub stop: Stop,
    /// International directories of crisis lines.
    #[serde(rename = "directory")]
    pub directories: Vec<Directory>,
}

/// A personal entry, stored as a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// Setting key: `people:1`, `notes:helps`.
    pub key: &'static str,
    /// Displayed label.
    pub label: &'static str,
    /// Example content.
    pub example: &'static str,
}

impl Own {
    /// Whether it is a person to contact.
    pub fn is_contact(&self) -> bool {
        self.key.starts_with("people:")
    }

    /// Name on the command line: `person1`, `helps`.
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

/// Personal entries: people first, then notes for hard moments, in the usual order of a safety plan
/// (signs, what helps, where to go, making the place safer).
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

/// The personal entries with content, in the order of [`OWN`]; `setting` looks up a value.
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

// The file is compiled in and read by a test, so the default is never used.
static SUPPORT: LazyLock<Support> = LazyLock::new(|| read().unwrap_or_default());

/// The contents of the file.
pub fn support() -> &'static Support {
    &SUPPORT
}

#[cfg(test)]
mod tests;
