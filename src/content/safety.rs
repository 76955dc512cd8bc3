//! Before vigorous routines: `assets/safety.toml`. When to stop is `support`'s.
//!
//! Four questions in our own words, asked once before the first vigorous routine and again after
//! half a year; until then the latest answers count. General advice, no diagnosis.
//!
//! ```text
//! questions() ─► Answers ─► outcome() ─► words() ─► Readiness, kept as a setting
//! ```
//!
//! What an outcome opens is decided in one place, `coach::fit`.

use crate::content::support::Place;
use crate::domain::routine::Intensity;
use crate::domain::{Day, Journal};
use serde::Deserialize;
use std::sync::LazyLock;

/// The setting that holds a [`Readiness`].
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

/// What is said for an outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In a few words.
    pub title: String,
    /// In one to three sentences.
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

/// The answers, in the order of [`questions`]: a condition, signs, active, limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four questions, each yes or no"
)]
pub struct Answers {
    /// A known condition of the heart, the kidneys or the metabolism.
    pub condition: bool,
    /// Signs in the last months, such as pain in the chest or fainting.
    pub signs: bool,
    /// Moving regularly for three months.
    pub active: bool,
    /// Something else that limits.
    pub limits: bool,
}

impl Answers {
    /// The answers of these four, yes or no each, in the order of [`questions`].
    pub const fn new([condition, signs, active, limits]: [bool; 4]) -> Self {
        Self {
            condition,
            signs,
            active,
            limits,
        }
    }

    /// The same as a list.
    pub const fn list(self) -> [bool; 4] {
        [self.condition, self.signs, self.active, self.limits]
    }

    /// What follows, after the roundtable of the American College of Sports Medicine (Riebe et al.
    /// 2015), on the safe side: signs want a doctor first; a condition, a pregnancy, a recent
    /// operation or another limit wants a word with one; being new to it wants easier ones first.
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

/// What the answers come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Every routine is open.
    All,
    /// Gentle and moderate ones first.
    EasierFirst,
    /// Gentle ones; a word with a doctor before others.
    TalkFirst,
    /// A doctor first: easy walking, the chair and breathing stay open.
    SeeDoctor,
}

impl Outcome {
    /// Every outcome, the freest first.
    pub const ALL: [Self; 4] = [
        Self::All,
        Self::EasierFirst,
        Self::TalkFirst,
        Self::SeeDoctor,
    ];

    /// What is said.
    pub fn words(self) -> &'static Words {
        match self {
            Self::All => &FILE.outcome.all,
            Self::EasierFirst => &FILE.outcome.easier_first,
            Self::TalkFirst => &FILE.outcome.talk_first,
            Self::SeeDoctor => &FILE.outcome.see_doctor,
        }
    }

    /// What is said under the title, with the number to call in an emergency at that place.
    pub fn text(self, place: &Place) -> String {
        place.fill(&self.words().text)
    }

    /// The hardest intensity that is suggested.
    pub const fn hardest(self) -> Intensity {
        match self {
            Self::All => Intensity::Vigorous,
            Self::EasierFirst => Intensity::Moderate,
            Self::TalkFirst | Self::SeeDoctor => Intensity::Gentle,
        }
    }
}

/// The answers with their day: what the setting [`SETTING`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// When they were given.
    pub day: Day,
    /// What was answered.
    pub answers: Answers,
}

impl Readiness {
    /// The latest answers that are kept.
    pub fn of(journal: &Journal) -> Option<Self> {
        Self::from_setting(journal.setting(SETTING)?)
    }

    /// As the setting is written: `2026-03-02 nnyn`.
    pub fn to_setting(self) -> String {
        let letters: String = self
            .answers
            .list()
            .into_iter()
            .map(|yes| if yes { 'y' } else { 'n' })
            .collect();
        format!("{} {letters}", self.day)
    }

    /// Reads what [`Readiness::to_setting`] wrote; nothing for anything else.
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

/// Whether the questions come before a routine of this intensity: before a vigorous one, when they
/// were never answered or not for half a year.
pub fn is_due(intensity: Intensity, known: Option<Readiness>, today: Day) -> bool {
    intensity == Intensity::Vigorous
        && known.is_none_or(|known| today.since(known.day) > ASK_AGAIN_DAYS)
}

fn read() -> Result<SafetyFile, serde_json::Error> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/safety.json")))
}

// The file is part of the program and a test reads it, so no default is ever taken.
static FILE: LazyLock<SafetyFile> = LazyLock::new(|| read().unwrap_or_default());

/// One line above the questions.
pub fn intro() -> &'static str {
    &FILE.intro
}

/// The four questions, in the order of [`Answers`].
pub fn questions() -> &'static [Asked] {
    &FILE.question
}

/// Ids of [`super::cards::sources()`] that the questions follow.
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
