//! Support as JSON. `numbers`, `by`, `say` and `state` keep their original form; `contact` has every way to make
//! contact.

use crate::content::support::{
    Confidence, Contact, Country, CrisisLine, Directory, Emergency, Place, Reach, checked, support,
};
use serde::Serialize;

/// The output of the command.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SupportJson {
    /// The requested countries; empty if none is known.
    countries: Vec<CountryView>,
    directories: &'static [Directory],
    unknown_country: &'static str,
    mobile: &'static str,
    /// Similar names, if the given one is unknown.
    near: Vec<&'static str>,
    own: Vec<OwnView>,
}

/// One of the user's own lines.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct OwnView {
    pub name: String,
    pub label: &'static str,
    pub text: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CountryView {
    code: &'static str,
    name: &'static str,
    emergency: Vec<&'static str>,
    /// The same numbers, each with the service it reaches and how many lists it is in.
    emergency_for: &'static [Emergency],
    /// Whether no number is in two lists: 112 from a mobile may be better.
    emergency_weak: bool,
    emergency_note: Option<&'static str>,
    checked: &'static str,
    line: Vec<LineView>,
    /// The country that these lines come from, if this one has none.
    same_lines_as: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LineView {
    name: &'static str,
    english: Option<&'static str>,
    numbers: Vec<&'static str>,
    by: Vec<Reach>,
    /// The word that a text message has to start with, if any.
    say: Option<&'static str>,
    contact: &'static [Contact],
    /// The opening hours; null if unknown.
    hours: Option<&'static str>,
    free: bool,
    languages: Option<&'static str>,
    /// Who or what it is for, and what to know before calling.
    about: Option<&'static str>,
    state: &'static str,
    confidence: Confidence,
    source: &'static str,
    seen: &'static str,
    site: Option<&'static str>,
}

impl SupportJson {
    pub(super) fn new(
        countries: &[&'static Country],
        near: &[&'static Country],
        own: Vec<OwnView>,
    ) -> Self {
        let texts = support();
        Self {
            countries: countries
                .iter()
                .map(|country| of_country(country))
                .collect(),
            directories: &texts.directories,
            unknown_country: &texts.unknown_country,
            mobile: &texts.mobile,
            near: near.iter().map(|country| country.name.as_str()).collect(),
            own,
        }
    }
}

fn of_country(country: &'static Country) -> CountryView {
    let numbers = country.emergency.iter();
    CountryView {
        code: &country.code,
        name: &country.name,
        emergency: numbers.map(|emergency| emergency.number.as_str()).collect(),
        emergency_for: &country.emergency,
        emergency_weak: country.emergency_weak,
        emergency_note: country.emergency_note.as_deref(),
        checked: checked(),
        line: Place::chosen(country).lines().iter().map(of_line).collect(),
        same_lines_as: country.same_lines_as.as_deref(),
    }
}

fn of_line(line: &'static CrisisLine) -> LineView {
    let mut numbers: Vec<&str> = Vec::new();
    let mut by: Vec<Reach> = Vec::new();
    let spoken = [Reach::Call, Reach::Text];
    for contact in line.contacts.iter().filter(|one| spoken.contains(&one.by)) {
        if !numbers.contains(&contact.to.as_str()) {
            numbers.push(&contact.to);
        }
        if !by.contains(&contact.by) {
            by.push(contact.by);
        }
    }
    LineView {
        name: &line.name,
        english: line.english.as_deref(),
        numbers,
        by,
        say: line
            .contacts
            .iter()
            .find_map(|contact| contact.say.as_deref()),
        contact: &line.contacts,
        hours: line.hours.as_deref(),
        free: line.free,
        languages: line.languages.as_deref(),
        about: line.say.as_deref(),
        state: match (line.confidence, &line.hours) {
            (Confidence::Source, Some(_)) => "verified",
            (Confidence::Source, None) => "number-verified",
            (Confidence::Second | Confidence::Memory, _) => "please-check",
        },
        confidence: line.confidence,
        source: &line.source,
        seen: &line.seen,
        site: line.site.as_deref(),
    }
}
