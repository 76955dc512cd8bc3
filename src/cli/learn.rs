//! `firstline learn`: the evidence cards and their sources.

use crate::cli::{Context, Failure, Json, print, print_json};
use crate::coach::{hides_numbers, rated_low};
use crate::content::cards::{Card, Source, card, cards_for, search_cards};
use crate::domain::{Journal, Question};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `learn`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline learn\n  firstline learn sleep\n  firstline learn noetel --json"
)]
pub struct Learn {
    /// A card's name, or words in titles, texts and authors
    topic: Vec<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LearnJson {
    /// The questions rated low lately; their cards come first.
    rated_low: Vec<Question>,
    cards: Vec<CardView>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CardView {
    id: &'static str,
    title: &'static str,
    headline: &'static str,
    text: &'static str,
    size: Option<&'static str>,
    certainty: &'static str,
    for_today: &'static str,
    routine: Option<&'static str>,
    tied_to: &'static [Question],
    sources: Vec<&'static Source>,
}

impl CardView {
    fn of(card: &'static Card) -> Self {
        Self {
            id: &card.id,
            title: &card.title,
            headline: &card.headline,
            text: &card.text,
            size: card.size.as_deref(),
            certainty: card.certainty.word(),
            for_today: &card.for_today,
            routine: card.routine.as_deref(),
            tied_to: &card.tied_to,
            sources: card.cited().collect(),
        }
    }
}

impl Learn {
    /// Prints the list, or the requested cards in full.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        context.refuse_absent()?;
        let topic = self.topic.join(" ");
        let journal = recent(context);
        let hidden = hides_numbers(&journal);
        let low = if topic.is_empty() {
            rated_low(&journal, context.today())
        } else {
            Vec::new()
        };
        let listed = |card: &&Card| self.json.json || !(hidden && card.about_amounts);
        let found: Vec<&'static Card> = match card(&topic) {
            Some(card) => vec![card],
            None if topic.is_empty() => cards_for(&low).into_iter().filter(listed).collect(),
            None => search_cards(&topic).into_iter().filter(listed).collect(),
        };
        if found.is_empty() {
            return Err(Failure::usage(format!(
                "No card mentions \"{}\". All cards: firstline learn",
                crate::cli::safe(&topic)
            ))
            .into());
        }
        if self.json.json {
            return print_json(&LearnJson {
                rated_low: low,
                cards: found.into_iter().map(CardView::of).collect(),
            });
        }
        if topic.is_empty() || found.len() > 3 {
            return print(&list(&found, &low));
        }
        let cards: Vec<String> = found.iter().map(|card| whole(card, !hidden)).collect();
        print(&cards.join("\n"))
    }
}

/// The records of the last weeks; empty if they cannot be read, because the cards do not need them.
fn recent(context: &Context<'_>) -> Journal {
    let today = context.today();
    let store = context.existing().ok();
    store
        .and_then(|store| store.recent(today.plus(-35)).ok())
        .unwrap_or_default()
}

fn list(cards: &[&'static Card], low: &[Question]) -> String {
    let mut text = String::new();
    let tied = cards.iter().take_while(|card| card.is_tied_to(low)).count();
    for (index, card) in cards.iter().enumerate() {
        if tied > 0 && index == 0 {
            let words: Vec<&str> = low.iter().map(|question| question.key()).collect();
            let _ = writeln!(text, "For what you rated low: {}", words.join(", "));
        }
        if tied > 0 && index == tied {
            let _ = writeln!(text, "All others");
        }
        let _ = writeln!(text, "  {:22}  {}", card.id, card.headline);
    }
    let _ = writeln!(
        text,
        "For one card with its certainty and sources: firstline learn NAME"
    );
    text
}

fn whole(card: &Card, numbers: bool) -> String {
    let mut text = format!("{}\n{}\n\n{}\n\n", card.title, card.headline, card.text);
    let _ = writeln!(text, "Certainty: {}", card.certainty.word());
    if let Some(size) = card.size(numbers) {
        let _ = writeln!(text, "Size: {size}");
    }
    let _ = writeln!(text, "For today: {}", card.for_today);
    if let Some(routine) = &card.routine {
        let _ = writeln!(text, "firstline start {routine}");
    }
    for source in card.cited() {
        let _ = writeln!(text, "Source: {}", source.citation());
        if let Some(note) = &source.note {
            let _ = writeln!(text, "        {note}");
        }
    }
    text
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<LearnJson>()
}
