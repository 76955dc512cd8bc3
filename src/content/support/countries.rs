//! Emergency numbers and crisis lines by country: `assets/crisis-lines.toml`.
//!
//! The file is large and rarely needed, so it is read only when the first number is requested.

use crate::domain::Sorting as _;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A method of contact.
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
    /// Through that messaging app.
    Whatsapp,
}

impl Reach {
    /// Verb for the method: `call`, `text`, `chat at`.
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
    /// Method of contact.
    pub by: Reach,
    /// The number as dialed in the country, with any menu keys to press; or an address.
    pub to: String,
    /// The keyword to send, if a text must start with one.
    pub say: Option<String>,
}

/// How well a crisis line has been verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Confirmed by the organization, a ministry, or a dated press report quoting it.
    Source,
    /// Several public lists agree.
    Second,
    /// Neither: the line is kept in the file until a person verifies it and is not loaded.
    Memory,
}

/// A crisis line.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrisisLine {
    /// Name of the line, in its own language.
    pub name: String,
    /// English meaning of the name, if it is not in Latin script or is not self-explanatory.
    pub english: Option<String>,
    /// Ways to reach it, main one first.
    #[serde(rename = "contact")]
    pub contacts: Vec<Contact>,
    /// Opening hours, if known: `24/7`, `daily 9:00-24:00`.
    pub hours: Option<String>,
    /// Whether it is known to be free.
    #[serde(default)]
    pub free: bool,
    /// Languages spoken.
    pub languages: Option<String>,
    /// Who or what it is for, and what to know before calling.
    pub say: Option<String>,
    /// Whether it is for a specific group; such lines are listed after those for everyone.
    #[serde(default)]
    pub special: bool,
    /// How well it was verified.
    pub confidence: Confidence,
    /// Evidence seen, with its date if known.
    pub source: String,
    /// Date of the most recent evidence.
    pub seen: String,
    /// Where to verify it next.
    pub site: Option<String>,
    /// For maintainers of the file; never displayed.
    #[serde(default)]
    note: Option<String>,
}

impl CrisisLine {
    /// The main way to reach it: `call or text 988`, `text SHOUT to 85258`.
    pub fn how(&self) -> String {
        self.ways().into_iter().next().unwrap_or_default()
    }

    /// Its name and the main way to reach it: `Samaritans, call 116 123`.
    pub fn named(&self) -> String {
        format!("{}, {}", self.name, self.how())
    }

    /// Every way to reach it, main one first; methods that share a number are combined.
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

    /// The name and, if it is in another script, its meaning. `ascii` is for terminals that cannot
    /// display the name.
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

    /// Known details other than its main number, most useful first: `TelefonSeelsorge`, `24/7`,
    /// `free`, `German`.
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

/// The service an emergency number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// All services.
    All,
    /// An ambulance.
    Ambulance,
    /// The police.
    Police,
}

impl Service {
    /// Label of the number.
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
    /// Number as dialed.
    pub number: String,
    /// The service it reaches.
    #[serde(rename = "for")]
    pub service: Service,
    /// Number of public lists that include it.
    pub sources: u8,
}

/// A number that works on most mobile networks.
pub(super) const FROM_A_MOBILE: &str = "112 from a mobile";

/// The numbers of one country.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// Two-letter ISO 3166 code, uppercase.
    pub code: String,
    /// Three-letter ISO 3166 code, uppercase.
    pub alpha3: String,
    /// English name.
    pub name: String,
    /// Alternative names.
    pub aliases: Vec<String>,
    /// Time zones.
    pub zones: Vec<String>,
    /// Former names of the time zones.
    #[serde(default)]
    pub old_zones: Vec<String>,
    /// Emergency numbers: the most universal first, then ambulance, then police.
    pub emergency: Vec<Emergency>,
    /// Whether no number appears in at least two lists.
    #[serde(default)]
    pub emergency_weak: bool,
    /// What to do if there is no number.
    pub emergency_note: Option<String>,
    /// The country whose crisis lines also serve this one.
    pub same_lines_as: Option<String>,
    /// Verified lines: those for everyone first, then those available around the clock.
    #[serde(default, rename = "line")]
    pub lines: Vec<CrisisLine>,
}

impl Country {
    /// The name as the terminal can display it.
    pub fn shown_name(&self, ascii: bool) -> String {
        if ascii {
            super::names::plain(&self.name)
        } else {
            self.name.clone()
        }
    }

    /// The emergency number, for use in a sentence after "call": `112`.
    pub fn call(&self) -> String {
        match self.emergency.first() {
            Some(first) if self.wants_another() => {
                format!("{}, or {FROM_A_MOBILE}", first.number)
            }
            Some(first) => first.number.clone(),
            None => FROM_A_MOBILE.to_owned(),
        }
    }

    /// Whether to show an additional number because the country's own are uncertain.
    pub fn wants_another(&self) -> bool {
        let is_it = |emergency: &Emergency| emergency.number == "112";
        self.emergency_weak && !self.emergency.first().is_some_and(is_it)
    }

    /// Emergency numbers with labels; numbers with the same label are combined: `911 or 999`.
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

    /// The country whose lines also serve this one, if any.
    pub fn shares_lines_of(&self) -> Option<&'static Self> {
        country(self.same_lines_as.as_deref()?).filter(|lender| !lender.lines.is_empty())
    }

    /// The lines available here: the country's own, otherwise those of the lender.
    pub fn crisis_lines(&'static self) -> &'static [CrisisLine] {
        match self.shares_lines_of() {
            Some(lender) if self.lines.is_empty() => &lender.lines,
            _ => &self.lines,
        }
    }
}

/// The parts of the file that the program uses.
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
        let checked = |line: &CrisisLine| line.confidence != Confidence::Memory;
        country.lines.retain(checked);
        let always = |line: &CrisisLine| line.hours.as_deref() == Some("24/7");
        country
            .lines
            .order_by_key(|line| (line.special, !always(line)));
    }
    Ok(file)
}

// The file is compiled in and read by a test, so the default is never used.
static FILE: LazyLock<CountriesFile> = LazyLock::new(|| read().unwrap_or_default());

/// Every country, sorted by code.
pub fn countries() -> &'static [Country] {
    &FILE.countries
}

/// The month in which the numbers were last verified: `2026-11`.
pub fn checked() -> &'static str {
    &FILE.checked
}

/// The country with this two-letter code, ignoring case.
pub fn country(code: &str) -> Option<&'static Country> {
    let found = |country: &&Country| country.code.eq_ignore_ascii_case(code);
    FILE.countries.iter().find(found)
}
