//! Screening before vigorous routines: `assets/safety.toml`. When to stop is in `support`.
//!
//! Four questions in our own words, asked once before the first vigorous routine and again after
//! half a year; until then the latest answers apply. This is general advice, not a diagnosis.
//! ```text
//! questions() ─► Answers ─► outcome() ─► words() ─► Readiness, kept as a setting
//! ```
//!
//! What each outcome permits is decided only in `coach::fit`.

use crate::content::support::Place;
use crate::domain::routine::Intensity;
use crate::domain::{Day, Journal};
use serde::Deserialize;
use std::sync::LazyLock;

/// The setting that stores a [`Readiness`].
pub const SETTING: &str = "readiness";

/// Days after which the questions are asked again: half a year.
pub const ASK_AGAIN_DAYS: i64 = 182;

/// One of the four questions, answered yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `condition`, `signs`, `active` or `limits`.
    pub id: String,
    /// The question.
    pub text: String,
}

/// The text for an outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Heading in a few words.
    pub title: String,
    /// Explanation in one to three sentences.
    pub text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outcomes {
    all: Words,
    easier_first: Words,
    talk_first: Words,
    see_doctor: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SafetyFile {
    intro: String,
    sources: Vec<String>,
    question: Vec<Asked>,
    outcome: Outcomes,
}

/// Answers in the order of [`questions`]: a condition, signs, active, limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four questions, each yes or no"
)]
pub struct Answers {
    /// A known heart, kidney or metabolic condition.
    pub condition: bool,
    /// Signs in recent months, such as chest pain or fainting.
    pub signs: bool,
    /// Regular exercise for the past three months.
    pub active: bool,
    /// Any other limitation.
    pub limits: bool,
}

impl Answers {
    /// Answers from four booleans, in the order of [`questions`].
    pub const fn new([condition, signs, active, limits]: [bool; 4]) -> Self {
        Self {
            condition,
            signs,
            active,
            limits,
        }
    }

    /// The answers as an array, in the order of [`questions`].
    pub const fn list(self) -> [bool; 4] {
        [self.condition, self.signs, self.active, self.limits]
    }

    /// The outcome, based on the American College of Sports Medicine roundtable (Riebe et al.
    /// 2015), erring on the side of safety: signs require seeing a doctor first; a condition, a
    /// pregnancy, a recent operation or another limit calls for talking to one; people new to
    /// exercise start with easier routines.
    pub const fn outcome(self) -> Outcome {
        if self.signs {
            Outcome::SeeDoctor
        } else if self.condition || self.limits {
            Outcome::TalkFirst
        } else if !self.active {
            Outcome::EasierFirst
        } else {
            Outcome::All
        }
    }
}

/// The result of the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Every routine is permitted.
    All,
    /// Gentle and moderate routines first.
    EasierFirst,
    /// Gentle routines; talk to a doctor before others.
    TalkFirst,
    /// See a doctor first; easy walking, chair exercises and breathing remain available.
    SeeDoctor,
}

impl Outcome {
    /// Every outcome, least restrictive first.
    pub const ALL: [Self; 4] = [
        Self::All,
        Self::EasierFirst,
        Self::TalkFirst,
        Self::SeeDoctor,
    ];

    /// The text for this outcome.
    pub fn words(self) -> &'static Words {
        match self {
            Self::All => &FILE.outcome.all,
            Self::EasierFirst => &FILE.outcome.easier_first,
            Self::TalkFirst => &FILE.outcome.talk_first,
            Self::SeeDoctor => &FILE.outcome.see_doctor,
        }
    }

    /// The text under the title, with the emergency number for that place.
    pub fn text(self, place: &Place) -> String {
        place.fill(&self.words().text)
    }

    /// The highest intensity that is suggested.
    pub const fn hardest(self) -> Intensity {
        match self {
            Self::All => Intensity::Vigorous,
            Self::EasierFirst => Intensity::Moderate,
            Self::TalkFirst | Self::SeeDoctor => Intensity::Gentle,
        }
    }
}

/// The answers with their date, as stored in the setting [`SETTING`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// The day they were given.
    pub day: Day,
    /// The answers given.
    pub answers: Answers,
}

impl Readiness {
    /// The latest stored answers.
    pub fn of(journal: &Journal) -> Option<Self> {
        Self::from_setting(journal.setting(SETTING)?)
    }

    /// The format of the setting: `2026-03-02 nnyn`.
    pub fn to_setting(self) -> String {
        let letters: String = self
            .answers
            .list()
            .into_iter()
            .map(|yes| if yes { 'y' } else { 'n' })
            .collect();
        format!("{} {letters}", self.day)
    }

    /// Parses the output of [`Readiness::to_setting`]; `None` for anything else.
    pub fn from_setting(text: &str) -> Option<Self> {
        let (day, letters) = text.split_once(' ')?;
        let day = Day::from_date(day.parse().ok()?);
        let answers: Vec<bool> = letters
            .chars()
            .map(|letter| match letter {
                'y' => Some(true),
                'n' => Some(false),
                _ => None,
            })
            .collect::<Option<_>>()?;
        Some(Self {
            day,
            answers: Answers::new(answers.try_into().ok()?),
        })
    }
}

/// Whether to ask the questions before a routine of this intensity: for vigorous routines, if they
/// were never answered or not within the last half year.
pub fn is_due(intensity: Intensity, known: Option<Readiness>, today: Day) -> bool {
    intensity == Intensity::Vigorous
        && known.is_none_or(|known| today.since(known.day) > ASK_AGAIN_DAYS)
}

fn read() -> Result<SafetyFile, serde_json::Error> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/safety.json")))
}

// The file is compiled in and read by a test, so the default is never used.
static FILE: LazyLock<SafetyFile> = LazyLock::new(|| read().unwrap_or_default());

/// The line above the questions.
pub fn intro() -> &'static str {
    &FILE.intro
}

/// The four questions, in the order of [`Answers`].
pub fn questions() -> &'static [Asked] {
    &FILE.question
}

/// Ids of [`super::cards::sources()`] that the questions are based on.
pub fn sources() -> &'static [String] {
    &FILE.sources
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::cards::source;
    use crate::content::support::country;

    fn day(text: &str) -> Day {
        Day::from_date(text.parse().unwrap())
    }

    #[test]
    fn the_file_is_whole_and_kind_and_follows_a_source() {
        let file = read().unwrap();
        let ids: Vec<&str> = file
            .question
            .iter()
            .map(|asked| asked.id.as_str())
            .collect();
        assert_eq!(ids, ["condition", "signs", "active", "limits"]);
        assert!(file.question.iter().all(|asked| asked.text.ends_with('?')));
        assert!(!sources().is_empty() && sources().iter().all(|id| source(id).is_some()));
        assert_eq!(intro(), file.intro);
    }

    #[test]
    fn every_set_of_answers_has_its_outcome() {
        for bits in 0..16_u8 {
            let [condition, signs, active, limits] = [0, 1, 2, 3].map(|bit| bits >> bit & 1 == 1);
            let outcome = Answers::new([condition, signs, active, limits]).outcome();
            let expected = match (condition, signs, active, limits) {
                (_, true, ..) => Outcome::SeeDoctor,
                (true, ..) | (.., true) => Outcome::TalkFirst,
                (_, _, false, _) => Outcome::EasierFirst,
                (_, _, true, _) => Outcome::All,
            };
            assert_eq!(outcome, expected, "{bits:04b}");
        }
        assert_eq!(
            Outcome::ALL.map(Outcome::hardest),
            [
                Intensity::Vigorous,
                Intensity::Moderate,
                Intensity::Gentle,
                Intensity::Gentle
            ]
        );
    }

    #[test]
    fn with_symptoms_the_number_to_call_stands_on_the_page() {
        let at = |code| Place::chosen(country(code).unwrap());
        assert!(Outcome::SeeDoctor.text(&at("US")).ends_with("Call 911."));
        assert!(
            Outcome::SeeDoctor
                .text(&Place::default())
                .ends_with("Call 112 (911 or 999 in some countries).")
        );
        for outcome in Outcome::ALL {
            assert!(!outcome.text(&at("AT")).contains('{'));
        }
    }

    #[test]
    fn a_setting_comes_back_and_nonsense_does_not() {
        for bits in 0..16_u8 {
            let answers = Answers::new([0, 1, 2, 3].map(|bit| bits >> bit & 1 == 1));
            let known = Readiness {
                day: day("2026-03-02"),
                answers,
            };
            assert_eq!(Readiness::from_setting(&known.to_setting()), Some(known));
        }
        for text in [
            "",
            "2026-03-02",
            "2026-03-02 nny",
            "2026-03-02 nnynn",
            "2026-03-02 nxyn",
            "soon nnyn",
        ] {
            assert_eq!(Readiness::from_setting(text), None, "{text}");
        }
    }

    #[test]
    fn they_are_asked_before_the_first_hard_routine_and_again_after_half_a_year() {
        let today = day("2026-03-02");
        assert!(is_due(Intensity::Vigorous, None, today));
        assert!(
            !is_due(Intensity::Moderate, None, today) && !is_due(Intensity::Gentle, None, today)
        );
        let known = |ago: i64| {
            Some(Readiness {
                day: today.plus(-ago),
                answers: Answers::default(),
            })
        };
        assert!(!is_due(Intensity::Vigorous, known(182), today));
        assert!(is_due(Intensity::Vigorous, known(183), today));
    }
}
