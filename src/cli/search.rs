//! `firstline search`: finds words in notes, tags, routines and cards.

use crate::cli::args::Json;
use crate::cli::tags::tags;
use crate::cli::{Context, Failure, NOTHING_YET, Output, lines, routines, safe};
use crate::coach::hides_numbers;
use crate::content::cards::search_cards;
use crate::content::search::{Query, closest_first};
use crate::domain::{Day, Journal, Units};
use crate::routine_files;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// How many results of each kind are printed as text if no limit is given.
const SHOWN: usize = 20;

/// The arguments of `search`.
#[derive(Debug, Args)]
#[command(
    after_help = "Every word has to match; case and accents don't matter.\n\nExamples:\n  firstline search lake\n  firstline search \"back pain\" --json\n  firstline search anna --limit 5"
)]
pub struct Search {
    /// The words to look for
    #[arg(required = true)]
    words: Vec<String>,
    /// At most N of each kind
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SearchJson {
    query: String,
    results: Vec<SearchHit>,
    /// How many of each kind the text shows.
    #[serde(skip)]
    shown: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SearchHit {
    kind: Kind,
    /// The argument for `edit`, `start` or `learn`; for a tag, its name.
    id: String,
    /// The day of a record; `null` for results without a day.
    day: Option<Day>,
    title: String,
    /// The note of a record, the purpose of a routine, or the headline of a card; empty if missing.
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum Kind {
    CheckIn,
    Session,
    Tag,
    Routine,
    Card,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::CheckIn,
        Self::Session,
        Self::Tag,
        Self::Routine,
        Self::Card,
    ];

    const fn heading(self) -> &'static str {
        match self {
            Self::CheckIn => "Check-ins",
            Self::Session => "Sessions",
            Self::Tag => "Tags",
            Self::Routine => "Routines",
            Self::Card => "Cards",
        }
    }
}

impl Output for SearchJson {
    fn text(&self) -> String {
        let mut text = String::new();
        for kind in Kind::ALL {
            let of_kind = || self.results.iter().filter(move |found| found.kind == kind);
            if of_kind().next().is_none() {
                continue;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            let _ = writeln!(text, "{}", kind.heading());
            for found in of_kind().take(self.shown) {
                let name = found
                    .day
                    .map_or_else(|| found.id.clone(), |day| day.to_string());
                let note = found.text.lines().next().unwrap_or_default();
                let title = Some(&found.title).filter(|title| **title != name);
                let title = title.map_or_else(String::new, |title| format!("  {title}"));
                let line = format!("  {name:<18}{title}  {note}");
                let _ = writeln!(text, "{}", safe(line.trim_end()));
            }
            let more = of_kind().count().saturating_sub(self.shown);
            if more > 0 {
                let _ = writeln!(text, "  {more} more. See them with --limit or --json.");
            }
        }
        text
    }
}

impl Search {
    /// Prints the results that have every word, the best match of each kind first.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let words = self.words.join(" ");
        let query = Query::new(&words);
        if query.is_empty() {
            return Err(Failure::usage("No words to look for. Try: firstline search lake").into());
        }
        let mut journal = context.existing()?.all()?;
        routine_files::add(&mut journal, &context.paths.db);
        let limit = self.limit.map_or(usize::MAX, |limit| limit as usize);
        let hidden = hides_numbers(&journal);
        // JSON stays metric.
        let units = if self.json.json {
            Units::default()
        } else {
            context.units()
        };
        let kinds = [
            check_ins(&query, &journal, hidden),
            sessions(&query, &journal, hidden, units),
            in_tags(&query, &journal),
            in_routines(&query, &journal),
            in_cards(&words),
        ];
        let results: Vec<SearchHit> = kinds
            .into_iter()
            .flat_map(|found| found.into_iter().take(limit))
            .collect();
        if results.is_empty() && !self.json.json {
            return Err(Failure::Nothing("No matches. Try fewer letters.".to_owned()).into());
        }
        let is_nothing = results.is_empty();
        self.json.show(&SearchJson {
            query: words,
            results,
            shown: self.limit.map_or(SHOWN, |limit| limit as usize),
        })?;
        if is_nothing && context.is_new_here() {
            return Err(Failure::Nothing(NOTHING_YET.to_owned()).into());
        }
        Ok(())
    }
}

fn check_ins(query: &Query, journal: &Journal, hidden: bool) -> Vec<SearchHit> {
    let ranked = journal.check_ins().iter().rev().map(|record| {
        let tags: Vec<&str> = record.tags.iter().map(String::as_str).collect();
        (query.rank(&tags, &[&record.note]), record)
    });
    let found = closest_first(ranked)
        .into_iter()
        .map(|(_, record)| SearchHit {
            kind: Kind::CheckIn,
            id: record.id.to_string(),
            day: Some(record.day),
            title: lines::ratings_and_tags(record, journal.own_ratings(), hidden).join("  "),
            text: record.note.clone(),
        });
    found.collect()
}

fn sessions(query: &Query, journal: &Journal, hidden: bool, units: Units) -> Vec<SearchHit> {
    let ranked = journal.sessions().iter().rev();
    let ranked = ranked.map(|record| (query.rank(&[&record.title], &[&record.note]), record));
    let found = closest_first(ranked)
        .into_iter()
        .map(|(_, record)| SearchHit {
            kind: Kind::Session,
            id: record.id.to_string(),
            day: Some(record.day),
            title: lines::session(record, hidden, units),
            text: record.note.clone(),
        });
    found.collect()
}

fn in_tags(query: &Query, journal: &Journal) -> Vec<SearchHit> {
    let ranked = tags(journal)
        .into_keys()
        .map(|name| (query.rank(&[name], &[]), name));
    let found = closest_first(ranked).into_iter();
    let found = found.map(|(_, name)| SearchHit {
        kind: Kind::Tag,
        id: name.to_owned(),
        day: None,
        title: name.to_owned(),
        text: String::new(),
    });
    found.collect()
}

fn in_routines(query: &Query, journal: &Journal) -> Vec<SearchHit> {
    let ranked = routines::all(journal).map(|(routine, _)| {
        (
            query.rank(&[&routine.title, &routine.id], &[&routine.why]),
            routine,
        )
    });
    let found = closest_first(ranked)
        .into_iter()
        .map(|(_, routine)| SearchHit {
            kind: Kind::Routine,
            id: routine.id.clone(),
            day: None,
            title: routine.title.clone(),
            text: routine.why.clone(),
        });
    found.collect()
}

fn in_cards(words: &str) -> Vec<SearchHit> {
    let found = search_cards(words).into_iter().map(|card| SearchHit {
        kind: Kind::Card,
        id: card.id.clone(),
        day: None,
        title: card.title.clone(),
        text: card.headline.clone(),
    });
    found.collect()
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<SearchJson>()
}
