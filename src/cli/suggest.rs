//! `firstline suggest`: one routine for now, with its reason.

use crate::cli::checkin::rating;
use crate::cli::{Context, Failure, print, print_json};
use crate::coach::{Circumstances, Limits, Suggestion, suggest};
use crate::content::activities::activity;
use crate::content::intensity;
use crate::domain::{Day, Journal, Question, Rating};
use crate::routine_files;
use crate::stats::constants::WINDOW;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;

/// The arguments of `suggest`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline suggest\n  firstline suggest --minutes 10\n  firstline suggest --energy 2 --json"
)]
pub struct Suggest {
    /// The most minutes there are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// Energy, 1 to 9, instead of the latest check-in's
    #[arg(long, value_name = "N", value_parser = rating)]
    energy: Option<Rating>,
    /// Decides between equals
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A suggestion as JSON.
#[derive(Debug, Serialize)]
pub struct SuggestionView<'a> {
    routine: &'a str,
    title: &'a str,
    minutes: u32,
    met: Option<f64>,
    reason: String,
    candidates: Vec<Candidate<'a>>,
}

#[derive(Debug, Serialize)]
struct Candidate<'a> {
    routine: &'a str,
    score: f64,
}

impl<'a> SuggestionView<'a> {
    /// The view of a suggestion.
    pub fn of(suggestion: &'a Suggestion) -> Self {
        let routine = &suggestion.routine;
        Self {
            routine: &routine.id,
            title: &routine.title,
            minutes: routine.minutes(),
            met: activity(&routine.activity).map(|activity| activity.met),
            reason: suggestion.reason.clone(),
            candidates: suggestion
                .candidates
                .iter()
                .map(|(routine, score)| Candidate {
                    routine,
                    score: *score,
                })
                .collect(),
        }
    }
}

/// The suggestion for `day`, with the latest ratings of its check-ins unless given.
pub fn suggestion_for(
    journal: &Journal,
    day: Day,
    seed: Option<u64>,
    minutes: Option<u32>,
    energy: Option<Rating>,
) -> Option<Suggestion> {
    let latest = |question| {
        journal
            .check_ins_on(day)
            .iter()
            .rev()
            .find_map(|record| record.ratings.get(question))
    };
    let now = Circumstances {
        energy: energy.or_else(|| latest(Question::Energy)),
        calm: latest(Question::Calm),
        minutes,
        tiny: false,
        refused: &[],
        limits: Limits::of(journal),
    };
    suggest(journal, day, &now, seed.unwrap_or(0))
}

impl Suggest {
    /// Prints the suggestion.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let today = Day::of(context.now().naive_local(), context.config.day_start());
        let mut journal = context.store()?.recent(today.plus(-WINDOW))?;
        routine_files::add(&mut journal, &context.paths.db);
        let suggestion = suggestion_for(
            &journal,
            today,
            self.seed.or(context.seed),
            self.minutes,
            self.energy,
        )
        .ok_or_else(|| Failure::Nothing("Nothing fits that. Rest is a choice too.".to_owned()))?;
        if self.json {
            return print_json(&SuggestionView::of(&suggestion));
        }
        let routine = &suggestion.routine;
        print(&format!(
            "{} ({} min, {})\n{}\nfirstline start {}\n",
            routine.title,
            routine.minutes(),
            intensity::of(routine).word(),
            suggestion.reason,
            routine.id
        ))
    }
}
