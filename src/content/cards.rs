//! The evidence cards and the sources behind them: `assets/cards.toml`, `assets/sources.toml`.
//!
//! A card claims one thing in plain words, gives its size, how certain it is and where it comes
//! from. The caveats are cards too. Nothing here judges what a person's own entries say.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::content::search::{Query, Rank, closest_first};
use crate::domain::Question;

/// How sure the research is, in the four grades that systematic reviews use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The true effect may well be quite different.
    #[serde(rename = "very low")]
    VeryLow,
    /// The true effect may be quite different.
    Low,
    /// The true effect is probably close.
    Moderate,
    /// The true effect is close.
    High,
}

impl Certainty {
    /// Every grade, the lowest first.
    pub const ALL: [Self; 4] = [Self::VeryLow, Self::Low, Self::Moderate, Self::High];

    /// What it means, in a few words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::VeryLow => "the real effect may be quite different",
            Self::Low => "the real effect may differ",
            Self::Moderate => "the real effect is probably close",
            Self::High => "the real effect is close",
        }
    }

    /// The word for it: `very low`, `low`, `moderate` or `high`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::VeryLow => "very low",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// One claim of the research, ready to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// A short, stable name: `walking-counts`.
    pub id: String,
    /// At most 24 characters.
    pub title: String,
    /// The claim in one line, at most 60 characters.
    pub headline: String,
    /// Two to four plain sentences.
    pub text: String,
    /// How large the effect was, with its interval; none where no figure was seen.
    pub size: Option<String>,
    /// How certain the research is.
    pub certainty: Certainty,
    /// Whether its point is how many minutes a week: not listed for who chose that goals make things worse.
    #[serde(default)]
    pub about_amounts: bool,
    /// Ids of [`sources()`], the main one first.
    pub sources: Vec<String>,
    /// One concrete thing for today.
    pub for_today: String,
    /// Id of the routine the card speaks of, which it can start.
    pub routine: Option<String>,
    /// The questions whose low answers bring this card to the front; may be empty.
    pub tied_to: Vec<Question>,
}

impl Card {
    /// The card's sources, in its own order.
    pub fn cited(&self) -> impl Iterator<Item = &'static Source> + '_ {
        self.sources.iter().filter_map(|id| source(id))
    }

    /// How large the effect was; only its words where numbers are hidden.
    pub fn size(&self, numbers: bool) -> Option<&str> {
        let size = self.size.as_deref()?;
        let has_figure = |text: &str| text.contains(|sign: char| sign.is_ascii_digit());
        if numbers || !has_figure(size) {
            return Some(size);
        }
        let (words, _) = size.split_once(':')?;
        (!has_figure(words)).then_some(words)
    }

    /// Whether a low answer to one of `low` makes this card worth reading now.
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
    /// As cited: `Reed J, Ones DS`.
    pub authors: String,
    /// Year of publication.
    pub year: u16,
    /// The title, where it is known and can be shown.
    pub title: Option<String>,
    /// The journal's full name.
    pub journal: String,
    /// The digital object identifier, without `https://doi.org/`.
    pub doi: String,
    /// What a reader would want to know before trusting it.
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

    /// Where the source can be read.
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

// The files are part of the program and a test reads them, so neither default is ever taken.
static CARDS: LazyLock<Vec<Card>> = LazyLock::new(|| read_cards().unwrap_or_default());
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| read_sources().unwrap_or_default());

/// Every card, in the order in which a newcomer would read them.
pub fn cards() -> &'static [Card] {
    &CARDS
}

/// The card with this id.
pub fn card(id: &str) -> Option<&'static Card> {
    CARDS.iter().find(|card| card.id == id)
}

/// Every card: those tied to a question of `low` first, then the rest, each part in reading order.
pub fn cards_for(low: &[Question]) -> Vec<&'static Card> {
    let (mut first, rest): (Vec<_>, Vec<_>) = CARDS.iter().partition(|card| card.is_tied_to(low));
    first.extend(rest);
    first
}

/// The cards that have every word of `text`, the closest first. Looks through titles, claims, texts,
/// certainty, questions and citations. Without a word, every card.
pub fn search_cards(text: &str) -> Vec<&'static Card> {
    let query = Query::new(text);
    let found = closest_first(CARDS.iter().map(|card| (card.rank(&query), card)));
    found.into_iter().map(|(_, card)| card).collect()
}

/// The sources that have every word of `text`, those whose authors or title have them first.
/// Without a word, every source.
pub fn search_sources(text: &str) -> Vec<&'static Source> {
    let query = Query::new(text);
    let rank = |source: &Source| {
        let title = source.title.as_deref().unwrap_or_default();
        query.rank(&[&source.authors, title], &[&source.citation()])
    };
    let found = closest_first(SOURCES.iter().map(|source| (rank(source), source)));
    found.into_iter().map(|(_, source)| source).collect()
}

/// Every source, by first author.
pub fn sources() -> &'static [Source] {
    &SOURCES
}

/// The source with this id.
pub fn source(id: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.id == id)
}

#[cfg(test)]
mod tests;
