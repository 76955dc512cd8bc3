//! Published questionnaires and their scoring: `assets/questionnaires.toml`.
//!
//! The wording is exactly as published. A score is never a diagnosis, and an answer of 0 to the
//! PHQ-9's ninth item never means that there is no risk.

use std::sync::LazyLock;

use crate::domain::{Advice, Instrument};
use serde::{Deserialize, Serialize};

/// The range of a total score, with the name given by its authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// PHQ-9 and GAD-7: 0 to 4.
    Minimal,
    /// PHQ-9 and GAD-7: 5 to 9.
    Mild,
    /// PHQ-9 and GAD-7: 10 to 14.
    Moderate,
    /// PHQ-9: 15 to 19.
    #[serde(rename = "moderately severe")]
    ModeratelySevere,
    /// PHQ-9: 20 to 27. GAD-7: 15 to 21.
    Severe,
    /// PHQ-2: 0 to 2.
    #[serde(rename = "below 3")]
    BelowMark,
    /// PHQ-2: 3 to 6.
    #[serde(rename = "3 or more")]
    AtMark,
}

impl Band {
    /// Name used in JSON, in the database and on screen: `moderately severe`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Mild => "mild",
            Self::Moderate => "moderate",
            Self::ModeratelySevere => "moderately severe",
            Self::Severe => "severe",
            Self::BelowMark => "below 3",
            Self::AtMark => "3 or more",
        }
    }
}

/// The lower limit of a band and its phrase.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandRow {
    /// Lowest total in the band.
    pub from: u8,
    /// The band.
    pub band: Band,
    /// Phrase used in sentences: `in the mild range`.
    pub words: String,
}

/// A question that is asked and stored but does not count toward the total.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unscored {
    /// The question, verbatim.
    pub question: String,
    /// The four answers, from least to most.
    pub options: [String; 4],
}

/// One questionnaire: its wording, its bands, its credit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// `phq9`, `phq2` or `gad7`.
    pub id: String,
    /// Common name: `PHQ-9`.
    pub name: String,
    /// One line on what it is and is not, in our words rather than the authors'.
    pub about: String,
    /// The introduction, verbatim.
    pub instruction: String,
    /// The four answers, verbatim, worth 0, 1, 2 and 3 points.
    pub options: [String; 4],
    /// The scored items, verbatim.
    pub items: Vec<String>,
    /// The bands, lowest first.
    pub bands: Vec<BandRow>,
    /// The item, counted from 1, for which an answer above 0 shows support before anything else.
    pub safety_item: Option<u8>,
    /// The question after the scored ones, which does not count toward the total.
    pub unscored: Option<Unscored>,
    /// The credit line required by its authors.
    pub credit: String,
    /// Ids of [`super::cards::sources()`].
    pub sources: Vec<String>,
}

impl Questionnaire {
    /// The items whose answers may be drawn beside earlier ones: those before the safety item. Its answer is not a
    /// bar to compare, and anyone beside the screen could read it.
    pub fn drawn_items(&self) -> &[String] {
        let end = self
            .safety_item
            .map(|item| usize::from(item).saturating_sub(1));
        end.and_then(|end| self.items.get(..end))
            .unwrap_or(&self.items)
    }
}

/// The score of a completed questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Score {
    /// The sum of the answers: 0-27 (PHQ-9), 0-6 (PHQ-2), 0-21 (GAD-7).
    pub total: u8,
    /// The range the total falls into.
    pub band: Band,
    /// The answer to the PHQ-9's ninth item, 0-3; `None` for other questionnaires.
    pub item_nine: Option<u8>,
}

/// Whether an answer to the safety item shows support before anything else.
const fn needs_support(answer: u8) -> bool {
    answer > 0
}

impl Score {
    /// Whether support comes before the score because the ninth item is above 0.
    pub fn support_first(&self) -> bool {
        self.item_nine.is_some_and(needs_support)
    }
}

impl Questionnaire {
    /// Highest possible total: three points per item.
    pub fn highest(&self) -> u8 {
        self.items.len() as u8 * 3
    }

    /// Scores `answers`, one per item, 0-3.
    ///
    /// # Errors
    /// If an answer is missing or above 3, with a sentence that says what is wrong. Missing answers
    /// are never estimated.
    pub fn score(&self, answers: &[u8]) -> Result<Score, String> {
        let (name, needed) = (&self.name, self.items.len());
        if answers.len() != needed {
            return Err(format!(
                "The {name} needs all {needed} answers, but got {}. Nothing was saved.",
                answers.len()
            ));
        }
        if let Some((index, answer)) = answers.iter().enumerate().find(|(_, answer)| **answer > 3) {
            return Err(format!(
                "Answer {} of the {name} is {answer}, expected 0 to 3.",
                index + 1
            ));
        }
        let total = answers.iter().sum();
        let row = self
            .row(total)
            .ok_or_else(|| format!("The {name} has no range for {total}."))?;
        let item_nine = self
            .safety_item
            .and_then(|item| answers.get(usize::from(item).checked_sub(1)?).copied());
        Ok(Score {
            total,
            band: row.band,
            item_nine,
        })
    }

    /// The phrase for the band of `total`: `in the mild range`.
    pub fn words(&self, total: u8) -> Option<&str> {
        self.row(total).map(|row| row.words.as_str())
    }

    /// Whether this answer shows support before anything else, even in an unfinished questionnaire.
    ///
    /// `item` is counted from 1.
    pub fn asks_for_support(&self, item: u8, answer: u8) -> bool {
        self.safety_item == Some(item) && needs_support(answer)
    }

    /// The score in words: `11 out of 27, in the moderate range`.
    pub fn score_in_words(&self, total: u8) -> String {
        let words = self.words(total).unwrap_or_default();
        format!("{total} out of {}, {words}", self.highest())
    }

    fn row(&self, total: u8) -> Option<&BandRow> {
        self.bands.iter().rev().find(|row| total >= row.from)
    }
}

/// The recommended action for a score, in words. `talk` says how to reach someone now; `more` names
/// another way to find someone, such as a key or command.
pub fn advice(instrument: Instrument, score: u8, talk: &str, more: &str) -> Option<String> {
    let words = match instrument.advice(score)? {
        Advice::WholeForm => "At 3 or more, the full PHQ-9 can tell you more.".to_owned(),
        Advice::Talk => format!("{TALK} firstline report makes a page to bring."),
        Advice::TalkNow => format!("{TALK_NOW} Someone to talk to now: {talk}, or {more}"),
    };
    Some(words)
}

/// The same for the report, which is itself the page to bring.
pub fn advice_on_paper(instrument: Instrument, score: u8, talk: &str) -> Option<String> {
    match instrument.advice(score)? {
        Advice::Talk => Some(TALK.to_owned()),
        Advice::TalkNow => Some(format!("{TALK_NOW} Someone to talk to now: {talk}.")),
        Advice::WholeForm => advice(instrument, score, talk, ""),
    }
}

const TALK: &str = "Scores like this are worth talking over with a doctor or therapist.";
const TALK_NOW: &str = "A score in this range usually means it's time to talk with a doctor or therapist. You don't have to wait until it gets worse.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionnairesFile {
    questionnaire: Vec<Questionnaire>,
}

fn read() -> Result<Vec<Questionnaire>, serde_json::Error> {
    serde_json::from_str::<QuestionnairesFile>(include_str!(concat!(
        env!("OUT_DIR"),
        "/questionnaires.json"
    )))
    .map(|file| file.questionnaire)
}

// The file is compiled in and read by a test, so the default is never used.
static ALL: LazyLock<Vec<Questionnaire>> = LazyLock::new(|| read().unwrap_or_default());

/// Patient Health Questionnaire, nine items (Kroenke 2001).
pub static PHQ9: LazyLock<Questionnaire> =
    LazyLock::new(|| questionnaire("phq9").cloned().unwrap_or_default());
/// The first two items of the PHQ-9 (Kroenke 2003).
pub static PHQ2: LazyLock<Questionnaire> =
    LazyLock::new(|| questionnaire("phq2").cloned().unwrap_or_default());
/// Generalized Anxiety Disorder scale, seven items (Spitzer 2006).
pub static GAD7: LazyLock<Questionnaire> =
    LazyLock::new(|| questionnaire("gad7").cloned().unwrap_or_default());

/// The wording and the bands of `instrument`.
pub fn of(instrument: Instrument) -> &'static Questionnaire {
    match instrument {
        Instrument::Phq9 => &PHQ9,
        Instrument::Phq2 => &PHQ2,
        Instrument::Gad7 => &GAD7,
    }
}

/// Minimum days between two questionnaires: every item asks about the last two weeks.
pub const DAYS_APART: u32 = 14;

/// Every questionnaire: PHQ-9, PHQ-2, GAD-7.
pub fn questionnaires() -> &'static [Questionnaire] {
    &ALL
}

/// The questionnaire with this id.
pub fn questionnaire(id: &str) -> Option<&'static Questionnaire> {
    ALL.iter().find(|questionnaire| questionnaire.id == id)
}

#[cfg(test)]
mod tests;
