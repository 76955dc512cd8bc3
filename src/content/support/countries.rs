//! Emergency numbers and crisis lines by country: `assets/crisis-lines.toml`.
//!
//! The file is large and seldom needed, so it is read when the first number is asked for.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How a contact is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// By voice.
    Call,
    /// By text message.
    Text,
    /// In a browser.
    Chat,
    /// By that program.
    Whatsapp,
}

impl Reach {
    /// The word for it, as a verb: `call`, `text`, `chat at`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Text => "text",
            Self::Chat => "chat at",
            Self::Whatsapp => "WhatsApp",
        }
    }
}

/// A way to reach a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// How.
    pub by: Reach,
    /// The number as dialed in the country, with keys to press where there are some; or an address.
    pub to: String,
    /// The word to send, where a text has to begin with one.
    pub say: Option<String>,
}

/// What stands behind a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The organization, a ministry, or dated press quoting it was seen.
    Source,
    /// Public lists agree.
    Second,
    /// Neither: the line waits in the file for a person to check it and is not loaded.
    Memory,
}

/// People who listen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The line's own name, in its own language.
    pub name: String,
    /// What the name means, where it is not written in Latin letters or says little.
    pub english: Option<String>,
    /// The ways to reach it, the main one first.
    #[serde(rename = "contact")]
    pub contacts: Vec<Contact>,
    /// When someone answers, where that is known: `24/7`, `daily 9:00-24:00`.
    pub hours: Option<String>,
    /// Whether it is known to cost nothing.
    #[serde(default)]
    pub free: bool,
    /// Languages.
    pub languages: Option<String>,
    /// Who or what it is for, and what to know before calling.
    pub say: Option<String>,
    /// Whether it is for one group of people, so that it stands after the lines for everybody.
    #[serde(default)]
    pub special: bool,
    /// How far it was checked.
    pub confidence: Confidence,
    /// What was seen, with its time where known.
    pub source: String,
    /// The newest dated sight.
    pub seen: String,
    /// Where to check next.
    pub site: Option<String>,
    /// For people who keep the file; never shown.
    #[serde(default)]
    note: Option<String>,
}

impl Line {
    /// The main way to reach it: `call or text 988`, `text SHOUT to 85258`.
    pub fn how(&self) -> String {
        self.ways().into_iter().next().unwrap_or_default()
    }

    /// Every way to reach it, the main one first; ways to one number are one.
    pub fn ways(&self) -> Vec<String> {
        let mut numbers: Vec<&str> = Vec::new();
        for contact in &self.contacts {
            if !numbers.contains(&contact.to.as_str()) {
                numbers.push(&contact.to);
            }
        }
        let way = |number: &&str| {
            let mut to = self.contacts.iter().filter(|contact| contact.to == *number);
            let by: Vec<&str> = to.clone().map(|contact| contact.by.word()).collect();
            let word = to.find_map(|contact| contact.say.as_deref());
            match word {
                Some(word) => format!("{} {word} to {number}", by.join(" or ")),
                None => format!("{} {number}", by.join(" or ")),
            }
        };
        numbers.iter().map(way).collect()
    }

    /// Its name and, where the name is in other letters, what it means. `ascii` for a terminal
    /// that cannot draw the name.
    pub fn title(&self, ascii: bool) -> String {
        let is_latin =
            |letter: char| letter < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&letter);
        match &self.english {
            Some(english) if ascii && !self.name.is_ascii() => super::names::plain(english),
            Some(english) if !self.name.chars().all(is_latin) => {
                format!("{} ({english})", self.name)
            }
            _ if ascii => super::names::plain(&self.name),
            _ => self.name.clone(),
        }
    }

    /// What is known about it beside its main number, the most useful first, without what is not
    /// known: `TelefonSeelsorge`, `24/7`, `free`, `German`.
    pub fn about(&self, ascii: bool) -> Vec<String> {
        let text = |text: &Option<String>| {
            let text = text.as_ref()?;
            Some(if ascii {
                super::names::plain(text)
            } else {
                text.clone()
            })
        };
        let others: Vec<String> = self.ways().into_iter().skip(1).collect();
        [
            Some(self.title(ascii)),
            text(&self.hours),
            self.free.then(|| "free".to_owned()),
            text(&self.languages),
            text(&self.say),
            (!others.is_empty()).then(|| format!("or {}", others.join(", "))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whom an emergency number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// Every service.
    All,
    /// An ambulance.
    Ambulance,
    /// The police.
    Police,
}

impl Service {
    /// What the number is labeled.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "emergency",
            Self::Ambulance => "ambulance",
            Self::Police => "police",
        }
    }
}

/// An emergency number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// As dialed.
    pub number: String,
    /// Whom it reaches.
    #[serde(rename = "for")]
    pub service: Service,
    /// How many public lists name it.
    pub sources: u8,
}

/// What works in most networks of mobile phones.
pub(super) const FROM_A_MOBILE: &str = "112 from a mobile";

/// A country's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166 code of two capital letters.
    pub code: String,
    /// ISO 3166 code of three capital letters.
    pub alpha3: String,
    /// Its English name.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// Its time zones.
    pub zones: Vec<String>,
    /// Their older names.
    #[serde(default)]
    pub old_zones: Vec<String>,
    /// Emergency numbers: the most universal first, then ambulance, then police.
    pub emergency: Vec<Emergency>,
    /// Whether no number is named by two lists.
    #[serde(default)]
    pub emergency_weak: bool,
    /// What to do where there is no number.
    pub emergency_note: Option<String>,
    /// The country whose crisis lines also take calls from here.
    pub same_lines_as: Option<String>,
    /// The lines that were checked: those for everybody first, then those that always answer.
    #[serde(default, rename = "line")]
    pub lines: Vec<Line>,
}

impl Country {
    /// Its name as a terminal can draw it.
    pub fn shown_name(&self, ascii: bool) -> String {
        if ascii {
            super::names::plain(&self.name)
        } else {
            self.name.clone()
        }
    }

    /// The number to call in an emergency, for the middle of a sentence after "call": `112`.
    pub fn call(&self) -> String {
        match self.emergency.first() {
            Some(first) if self.wants_another() => {
                format!("{}, or {FROM_A_MOBILE}", first.number)
            }
            Some(first) => first.number.clone(),
            None => FROM_A_MOBILE.to_owned(),
        }
    }

    /// Whether to show another number too, because its own ones are uncertain.
    pub fn wants_another(&self) -> bool {
        let is_it = |emergency: &Emergency| emergency.number == "112";
        self.emergency_weak && !self.emergency.first().is_some_and(is_it)
    }

    /// The emergency numbers, each with its label; numbers of one label are one: `911 or 999`.
    pub fn labeled(&self) -> Vec<(String, Service)> {
        let mut rows: Vec<(String, Service)> = Vec::new();
        for emergency in &self.emergency {
            match rows.last_mut() {
                Some((numbers, service)) if *service == emergency.service => {
                    numbers.push_str(" or ");
                    numbers.push_str(&emergency.number);
                }
                _ => rows.push((emergency.number.clone(), emergency.service)),
            }
        }
        rows
    }

    /// The country whose lines answer here, too, where it has any.
    pub fn lender(&self) -> Option<&'static Self> {
        country(self.same_lines_as.as_deref()?).filter(|lender| !lender.lines.is_empty())
    }

    /// The lines that answer here: its own, else the lender's.
    pub fn answering(&'static self) -> &'static [Line] {
        match self.lender() {
            Some(lender) if self.lines.is_empty() => &lender.lines,
            _ => &self.lines,
        }
    }
}

/// What the program reads of the file.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct CountriesFile {
    checked: String,
    #[serde(rename = "country")]
    pub countries: Vec<Country>,
}

pub(super) fn read() -> Result<CountriesFile, serde_json::Error> {
    let text = include_str!(concat!(env!("OUT_DIR"), "/crisis-lines.json"));
    let mut file: CountriesFile = serde_json::from_str(text)?;
    for country in &mut file.countries {
        let checked = |line: &Line| line.confidence != Confidence::Memory;
        country.lines.retain(checked);
        let always = |line: &Line| line.hours.as_deref() == Some("24/7");
        country
            .lines
            .sort_by_key(|line| (line.special, !always(line)));
    }
    Ok(file)
}

// The file is part of the program and a test reads it, so no default is ever taken.
static FILE: LazyLock<CountriesFile> = LazyLock::new(|| read().unwrap_or_default());

/// Every country, by code.
pub fn countries() -> &'static [Country] {
    &FILE.countries
}

/// The month in which the numbers were last gone through: `2026-11`.
pub fn checked() -> &'static str {
    &FILE.checked
}

/// The country with this code of two letters, in any case.
pub fn country(code: &str) -> Option<&'static Country> {
    let found = |country: &&Country| country.code.eq_ignore_ascii_case(code);
    FILE.countries.iter().find(found)
}
