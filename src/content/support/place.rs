//! Determines which country's numbers to show: the chosen one, otherwise from the clock's time
//! zone, otherwise from the locale.

use super::countries::{Country, CrisisLine, countries, country};
use super::support;

/// How a country was determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Chosen by the person.
    Choice,
    /// From the clock's time zone.
    Clock,
    /// From the language setting.
    Language,
}

/// The person's location, as far as known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The country whose numbers come first, and how it was determined.
    pub first: Option<(&'static Country, Basis)>,
    /// The locale's country, if it differs from the time zone's.
    pub second: Option<&'static Country>,
}

impl Place {
    /// Determines the place from the saved country code; otherwise from `zones`, using the first
    /// one that identifies a country, and from the locale.
    pub fn find(saved: Option<&str>, zones: &[String], locale: Option<&str>) -> Self {
        if let Some(chosen) = saved.and_then(country) {
            return Self::chosen(chosen);
        }
        let clock = zones.iter().find_map(|zone| of_zone(zone));
        let language = locale.and_then(of_locale);
        Self {
            first: clock
                .map(|country| (country, Basis::Clock))
                .or_else(|| language.map(|country| (country, Basis::Language))),
            second: language.filter(|language| clock.is_some_and(|clock| clock != *language)),
        }
    }

    /// An explicitly chosen country.
    pub const fn chosen(country: &'static Country) -> Self {
        Self {
            first: Some((country, Basis::Choice)),
            second: None,
        }
    }

    /// The country whose numbers come first.
    pub fn country(&self) -> Option<&'static Country> {
        self.first.map(|(country, _)| country)
    }

    /// The countries shown, the first one first.
    pub fn countries(&self) -> impl Iterator<Item = &'static Country> {
        self.country().into_iter().chain(self.second)
    }

    /// The emergency number, for use in a sentence after "call": `112`. If the country is unknown,
    /// a number that works in many places.
    pub fn call(&self) -> String {
        self.country().map_or_else(
            || "112 (911 or 999 in some countries)".to_owned(),
            Country::call,
        )
    }

    /// The line to talk to first.
    pub fn line(&self) -> Option<&'static CrisisLine> {
        self.lines().first()
    }

    /// The lines available in the first country.
    pub fn lines(&self) -> &'static [CrisisLine] {
        self.country().map_or(&[], Country::crisis_lines)
    }

    /// How to reach someone to talk to: `call or text 988`, or the directory if no line is known.
    pub fn talk(&self) -> String {
        self.line().map_or_else(
            || {
                let first = support().directories.first();
                first.map_or_else(String::new, |directory| directory.address.clone())
            },
            CrisisLine::how,
        )
    }

    /// A sentence from the assets with this place's numbers filled in.
    pub fn fill(&self, sentence: &str) -> String {
        let mut text = sentence.to_owned();
        if text.contains("{call}") {
            text = text.replace("{call}", &self.call());
        }
        if text.contains("{talk}") {
            // A number alone doesn't say who answers.
            let named = self.line().map_or_else(|| self.talk(), CrisisLine::named);
            text = text.replace("{talk}", &named);
        }
        text
    }
}

/// The country of a time zone such as `Europe/Berlin`, `:Europe/Berlin` or a path ending that way.
/// POSIX forms, `UTC` and `Etc/UTC` do not identify a country.
fn of_zone(text: &str) -> Option<&'static Country> {
    let text = text.trim().trim_start_matches(':');
    let name = text.rsplit_once("zoneinfo/").map_or(text, |(_, name)| name);
    let name = ["posix/", "right/"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    let owner = |zones: fn(&Country) -> &[String]| {
        countries()
            .iter()
            .find(|country| zones(country).iter().any(|zone| zone == name))
    };
    owner(|country| &country.zones).or_else(|| owner(|country| &country.old_zones))
}

/// The country named in a locale such as `de_AT.UTF-8`, `en-GB` or `zh_Hant_TW`.
///
/// A language without a region (`de`) does not identify a country, nor do `C` and `POSIX`.
fn of_locale(locale: &str) -> Option<&'static Country> {
    let tag = locale.split(['.', '@', ':']).next()?;
    let code = tag.split(['_', '-']).skip(1).find(|part| part.len() == 2)?;
    country(if code.eq_ignore_ascii_case("UK") {
        "GB"
    } else {
        code
    })
}
