//! The evidence cards and the sources behind them: `assets/cards.toml`, `assets/sources.toml`.
//!
//! A card makes one claim in plain words and gives its size, its certainty and its sources. The
//! caveats are cards too. Nothing here evaluates the person's own entries.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::content::search::{Query, Rank, closest_first};
use crate::domain::Question;

/// Certainty of the research, in the four grades used in systematic reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The true effect may be very different.
    #[serde(rename = "very low")]
    VeryLow,
    /// The true effect may be different.
    Low,
    /// The true effect is probably close to the estimate.
    Moderate,
    /// The true effect is close to the estimate.
    High,
}

impl Certainty {
    /// Every grade, lowest first.
    pub const ALL: [Self; 4] = [Self::VeryLow, Self::Low, Self::Moderate, Self::High];

    /// Explanation in a few words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::VeryLow => "the real effect may be quite different",
            Self::Low => "the real effect may differ",
            Self::Moderate => "the real effect is probably close",
            Self::High => "the real effect is close",
        }
    }

    /// Lowercase name: `very low`, `low`, `moderate` or `high`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::VeryLow => "very low",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// One research claim, ready to display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Short, stable name: `walking-counts`.
    pub id: String,
    /// At most 24 characters.
    pub title: String,
    /// The claim in one line, at most 60 characters.
    pub headline: String,
    /// Two to four plain sentences.
    pub text: String,
    /// Size of the effect with its interval; `None` if no figure was seen.
    pub size: Option<String>,
    /// Certainty of the research.
    pub certainty: Certainty,
    /// Whether the card is about weekly minutes; hidden from people who said that goals make things
    /// worse.
    #[serde(default)]
    pub about_amounts: bool,
    /// Ids of [`sources()`], main source first.
    pub sources: Vec<String>,
    /// One concrete suggestion for today.
    pub for_today: String,
    /// Id of the routine the card is about, which it can start.
    pub routine: Option<String>,
    /// Questions for which a low answer moves this card to the front; may be empty.
    pub tied_to: Vec<Question>,
}

impl Card {
    /// The card's sources, in its order.
    pub fn cited(&self) -> impl Iterator<Item = &'static Source> + '_ {
        self.sources.iter().filter_map(|id| source(id))
    }

    /// Size of the effect; without figures if numbers are hidden.
    pub fn size(&self, numbers: bool) -> Option<&str> {
        let size = self.size.as_deref()?;
        let has_figure = |text: &str| text.contains(|sign: char| sign.is_ascii_digit());
        if numbers || !has_figure(size) {
            return Some(size);
        }
        let (words, _) = size.split_once(':')?;
        (!has_figure(words)).then_some(words)
    }

    /// Whether the card is tied to one of the questions in `low`.
    pub fn is_tied_to(&self, low: &[Question]) -> bool {
        self.tied_to.iter().any(|question| low.contains(question))
    }

    fn rank(&self, query: &Query) -> Option<Rank> {
        let citations: Vec<String> = self.cited().map(Source::citation).collect();
        let texts = [&self.headline, &self.text, &self.for_today].map(String::as_str);
        let rest: Vec<&str> = texts
            .into_iter()
            .chain([self.certainty.word()])
            .chain(self.tied_to.iter().map(|question| question.key()))
            .chain(citations.iter().map(String::as_str))
            .collect();
        query.rank(&[&self.title, &self.id], &rest)
    }
}

/// A published study or review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// First author and year: `noetel2024`.
    pub id: String,
    /// Authors as cited: `Reed J, Ones DS`.
    pub authors: String,
    /// Year of publication.
    pub year: u16,
    /// The title, if known and displayable.
    pub title: Option<String>,
    /// Full name of the journal.
    pub journal: String,
    /// Digital object identifier, without `https://doi.org/`.
    pub doi: String,
    /// What a reader should know before relying on it.
    pub note: Option<String>,
}

impl Source {
    /// One line with authors, year, title, journal and DOI.
    pub fn citation(&self) -> String {
        let title = match self.title.as_deref() {
            Some(title) if title.ends_with('?') => format!("{title} "),
            Some(title) => format!("{title}. "),
            None => String::new(),
        };
        format!(
            "{} ({}). {title}{}. doi:{}",
            self.authors, self.year, self.journal, self.doi
        )
    }

    /// Web address of the source.
    pub fn address(&self) -> String {
        format!("https://doi.org/{}", self.doi)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardFile {
    card: Vec<Card>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    source: Vec<Source>,
}

fn read_cards() -> Result<Vec<Card>, serde_json::Error> {
    serde_json::from_str::<CardFile>(include_str!(concat!(env!("OUT_DIR"), "/cards.json")))
        .map(|file| file.card)
}

fn read_sources() -> Result<Vec<Source>, serde_json::Error> {
    serde_json::from_str::<SourceFile>(include_str!(concat!(env!("OUT_DIR"), "/sources.json")))
        .map(|file| file.source)
}

// The files are compiled in and read by a test, so the defaults are never used.
static CARDS: LazyLock<Vec<Card>> = LazyLock::new(|| read_cards().unwrap_or_default());
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| read_sources().unwrap_or_default());

/// Every card, in reading order for a newcomer.
pub fn cards() -> &'static [Card] {
    &CARDS
}

/// The card with this id.
pub fn card(id: &str) -> Option<&'static Card> {
    CARDS.iter().find(|card| card.id == id)
}

/// Every card: those tied to a question in `low` first, then the rest, each group in reading order.
pub fn cards_for(low: &[Question]) -> Vec<&'static Card> {
    let (mut first, rest): (Vec<_>, Vec<_>) = CARDS.iter().partition(|card| card.is_tied_to(low));
    first.extend(rest);
    first
}

/// The cards that contain every word of `text`, closest match first. Searches titles, claims,
/// texts, certainty, questions and citations. An empty search returns every card.
pub fn search_cards(text: &str) -> Vec<&'static Card> {
    let query = Query::new(text);
    let found = closest_first(CARDS.iter().map(|card| (card.rank(&query), card)));
    found.into_iter().map(|(_, card)| card).collect()
}

/// The sources that contain every word of `text`; matches in authors or title come first. An empty
/// search returns every source.
pub fn search_sources(text: &str) -> Vec<&'static Source> {
    let query = Query::new(text);
    let rank = |source: &Source| {
        let title = source.title.as_deref().unwrap_or_default();
        query.rank(&[&source.authors, title], &[&source.citation()])
    };
    let found = closest_first(SOURCES.iter().map(|source| (rank(source), source)));
    found.into_iter().map(|(_, source)| source).collect()
}

/// Every source, sorted by first author.
pub fn sources() -> &'static [Source] {
    &SOURCES
}

/// The source with this id.
pub fn source(id: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.id == id)
}

#[cfg(test)]
mod tests;
