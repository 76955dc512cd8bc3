//! The content of the support page as a list, shared by the screens and the commands.

use super::countries::{Country, CrisisLine, FROM_A_MOBILE, checked};
use super::{Basis, Own, Place, support};
use crate::domain::sanitize;
use chrono::NaiveDate;

/// One entry of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A sentence.
    Words(String),
    /// A less important sentence.
    Quiet(String),
    /// A heading.
    Head(String),
    /// A way to reach someone, and who it is.
    Reach {
        /// `call 112`.
        how: String,
        /// `emergency`, and details to be joined with a dot.
        who: Vec<String>,
    },
    /// Labeled text: a personal entry, or a suggested sentence.
    Pair {
        /// The label.
        label: String,
        /// The content.
        text: String,
    },
    /// An empty row, shown if there is space.
    Gap,
    /// Start of the second half: a heading if the halves are side by side, otherwise an empty row.
    Half(&'static str),
}

/// The page for `place`: labeled numbers first, then lines, personal entries, what to say, and
/// where to find more. `change` explains how to choose another country; `ascii` is for terminals
/// limited to ASCII.
pub fn page(place: &Place, own: &[(&Own, String)], change: &str, ascii: bool) -> Vec<Entry> {
    let words = support();
    let mut entries = vec![Entry::Words(words.enough.clone()), Entry::Gap];
    for country in place.countries() {
        if place.second.is_some() {
            entries.push(Entry::Head(country.name.clone()));
        }
        entries.extend(numbers(country, ascii));
        entries.push(Entry::Gap);
    }
    if place.first.is_none() {
        entries.push(Entry::Words(words.mobile.clone()));
        entries.push(Entry::Gap);
    }
    entries.extend(own.iter().map(|(own, text)| Entry::Pair {
        label: own.label.to_owned(),
        text: sanitize::line(text),
    }));
    if !own.is_empty() {
        entries.push(Entry::Gap);
    }
    entries.extend(shown(place, change).map(Entry::Words));
    entries.push(Entry::Half("What you can say"));
    for (label, said) in [
        ("on the phone", &words.say_on_the_phone),
        ("in a text", &words.say_in_a_text),
        ("to a friend", &words.say_to_someone_you_trust),
    ] {
        entries.extend(said.iter().enumerate().map(|(place, said)| Entry::Pair {
            label: if place == 0 { label } else { "" }.to_owned(),
            text: format!("\"{said}\""),
        }));
    }
    entries.push(Entry::Gap);
    entries.extend(words.directories.iter().map(|directory| Entry::Reach {
        how: directory.address.clone(),
        who: vec![format!("{}: {}", directory.name, directory.about)],
    }));
    entries.push(Entry::Gap);
    entries.push(Entry::Quiet(format!(
        "Checked {}. {}",
        month(checked()),
        words.if_a_number_fails
    )));
    entries.push(Entry::Quiet(place.fill(&words.stop.heart)));
    entries
}

/// "2026-11" as "November 2026"; anything that is not a month is returned unchanged.
fn month(checked: &str) -> String {
    NaiveDate::parse_from_str(&format!("{checked}-01"), "%Y-%m-%d").map_or_else(
        |_| checked.to_owned(),
        |day| day.format("%B %Y").to_string(),
    )
}

/// Only the numbers of a country, as in the list of all countries.
pub fn country_entries(country: &Country) -> Vec<Entry> {
    numbers(country, false)
}

/// The emergency numbers of a country, followed by its crisis lines.
fn numbers(country: &Country, ascii: bool) -> Vec<Entry> {
    let mut entries: Vec<Entry> = country
        .labeled()
        .into_iter()
        .enumerate()
        .map(|(place, (numbers, service))| {
            let first = place == 0;
            let name = first.then(|| country.shown_name(ascii));
            let weak = (first && country.wants_another()).then(|| format!("or {FROM_A_MOBILE}"));
            let word = service.word().to_owned();
            Entry::Reach {
                how: format!("call {numbers}"),
                who: [Some(word), name, weak].into_iter().flatten().collect(),
            }
        })
        .collect();
    entries.extend(country.emergency_note.clone().map(Entry::Words));
    entries.extend(country.lines.iter().map(|line| reach(line, ascii)));
    if let Some(lender) = country.shares_lines_of() {
        entries.push(Entry::Head(format!(
            "Lines in {} that also take calls from here",
            lender.name
        )));
        entries.extend(lender.lines.iter().map(|line| reach(line, ascii)));
    } else if country.lines.is_empty() {
        entries.push(Entry::Words(format!(
            "No crisis line is listed here for {}.",
            country.shown_name(ascii)
        )));
    }
    entries
}

fn reach(line: &CrisisLine, ascii: bool) -> Entry {
    Entry::Reach {
        how: line.how(),
        who: line.about(ascii),
    }
}

/// Says which country the numbers are for, and how to choose another.
fn shown(place: &Place, change: &str) -> impl Iterator<Item = String> {
    let differ = match (place.first, place.second) {
        (Some((clock, Basis::Clock)), Some(language)) => Some(format!(
            "Your clock says {}; your language setting says {}.",
            clock.name, language.name
        )),
        _ => None,
    };
    let showing = place.country().map_or_else(
        || change.to_owned(),
        |country| format!("Showing {}. {change}", country.name),
    );
    differ.into_iter().chain([showing])
}

/// Shown before a score if the PHQ-9's ninth item is above 0: thanks, a number, someone to talk to,
/// the person's own contacts, and then the rest. `short` is for windows too small for all of it;
/// text that is only for reading then comes last.
pub fn item_nine(place: &Place, own: &[(&Own, String)], short: bool) -> Vec<Entry> {
    let words = &support().item_nine;
    let say = |text: &String| Entry::Words(place.fill(text));
    let people = own
        .iter()
        .filter(|(own, _)| own.is_contact())
        .map(|(_, text)| Entry::Reach {
            how: sanitize::line(text),
            who: Vec::new(),
        });
    let mut entries = vec![say(&words.thanks)];
    let kind = [say(&words.hope), say(&words.told)];
    if !short {
        entries.extend(kind.clone());
        entries.push(Entry::Gap);
    }
    entries.push(Entry::Head(place.fill(&words.danger)));
    entries.push(Entry::Head(place.fill(&words.talk)));
    entries.extend(place.second.map(|second| {
        let there = Place::chosen(second);
        Entry::Words(format!(
            "In {}: call {}. Talk: {}.",
            second.name,
            there.call(),
            there.talk()
        ))
    }));
    entries.push(say(&words.someone));
    entries.extend(people);
    if short {
        entries.extend(kind);
    }
    entries
}

/// When to stop moving and what to do then, one sentence per line; emergencies come first, with the
/// number to call.
pub fn stop_signs(place: &Place) -> [String; 3] {
    let stop = &support().stop;
    let now = [&stop.sit, &stop.heart, &stop.stroke].map(|sentence| place.fill(sentence));
    [
        now.join(" "),
        format!("{}: {}.", stop.title, stop.signs.join("; ")),
        format!("{} {}", stop.lasting, stop.joint),
    ]
}

/// The entries as lines of text, for commands and line-oriented terminals; phone numbers have their
/// own column.
pub fn lines(entries: &[Entry]) -> Vec<String> {
    let width = |entry: &Entry| match entry {
        Entry::Reach { how, who } if !who.is_empty() => how.chars().count(),
        Entry::Pair { label, .. } => label.chars().count(),
        _ => 0,
    };
    let column = entries.iter().map(width).filter(|width| *width <= COLUMN);
    let column = column.max().unwrap_or(0);
    let pair = |first: &str, second: &str| format!("  {first:column$}  {second}");
    let line = |entry: &Entry| match entry {
        Entry::Words(text) | Entry::Quiet(text) | Entry::Head(text) => text.clone(),
        Entry::Reach { how, who } if who.is_empty() => format!("  {how}"),
        Entry::Reach { how, who } => pair(how, &who.join(", ")),
        Entry::Pair { label, text } => pair(label, text),
        Entry::Gap | Entry::Half(_) => String::new(),
    };
    entries.iter().map(line).collect()
}

/// Maximum width of the phone number column.
const COLUMN: usize = 28;
