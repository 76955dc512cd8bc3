//! `firstline suggest`: one routine for now, with the reason.

use crate::cli::args::{place, rating};
use crate::cli::{Context, Failure, Json, print, print_json, safe};
use crate::coach::{
    Circumstances, Suggestion, hard_day, hides_numbers, quiet_day, suggest, suggest_by,
};
use crate::content::intensity;
use crate::content::own_activities::known;
use crate::content::words::takes;
use crate::domain::routine::Place;
use crate::domain::{Day, Journal, Rating};
use crate::routine_files;
use crate::stats::constants::WINDOW;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;

/// The arguments of `suggest`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline suggest\n  firstline suggest --minutes 10\n  firstline suggest --place indoors\n  firstline suggest --energy 2 --json"
)]
pub struct Suggest {
    /// Time you have, in minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// Energy, 1 to 9, instead of your latest check-in's
    #[arg(long, value_name = "N", value_parser = rating)]
    energy: Option<Rating>,
    /// Where you are: indoors (or home, gym) or outdoors (or outside)
    #[arg(long, value_name = "PLACE", value_parser = place)]
    place: Option<Place>,
    /// A number that picks another of the equally good ones
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    #[command(flatten)]
    json: Json,
}

/// The message if no routine fits.
pub(super) const NOTHING_FITS: &str = "Nothing fits. Resting is fine too.";
/// How to answer the safety questions.
const QUESTIONS: &str = "firstline start --questions";
/// Points to support on a hard day.
pub(super) const TALK: &str = "Someone to talk to: firstline support";

/// A suggestion as JSON; without a routine on days on which none is suggested.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SuggestionView<'a> {
    routine: Option<&'a str>,
    title: Option<&'a str>,
    minutes: Option<u32>,
    met: Option<f64>,
    reason: String,
    candidates: Vec<Candidate<'a>>,
    /// An activity of the person's own that isn't suggested until the safety questions are answered.
    waits_for_safety_questions: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Candidate<'a> {
    routine: &'a str,
    score: f64,
}

impl<'a> SuggestionView<'a> {
    /// Converts a suggestion from `journal`.
    pub(super) fn of(suggestion: &'a Suggestion, journal: &Journal) -> Self {
        let routine = &suggestion.routine;
        Self {
            routine: Some(&routine.id),
            title: Some(&routine.title),
            minutes: Some(routine.minutes()),
            met: known(journal.own_activities(), &routine.activity).map(|known| known.met),
            reason: suggestion.reason.text.clone(),
            candidates: suggestion
                .candidates
                .iter()
                .map(|(routine, score)| Candidate {
                    routine,
                    score: *score,
                })
                .collect(),
            waits_for_safety_questions: suggestion.waits.as_deref(),
        }
    }
}

impl SuggestionView<'_> {
    /// A day without a suggestion, with the reason.
    const fn none(reason: String) -> Self {
        Self {
            routine: None,
            title: None,
            minutes: None,
            met: None,
            reason,
            candidates: Vec::new(),
            waits_for_safety_questions: None,
        }
    }
}

/// That an activity isn't suggested until the safety questions are answered, as a line; empty if none waits.
pub(super) fn waiting(suggestion: &Suggestion) -> String {
    suggestion.waits.as_ref().map_or_else(String::new, |title| {
        let title = safe(title);
        format!("{title} isn't suggested until you answer the safety questions: {QUESTIONS}\n")
    })
}

impl Suggest {
    /// The suggestion for `day`, based on its latest ratings unless others are given. A seed on the command line is that
    /// of the draws themselves.
    fn choose(&self, journal: &Journal, day: Day, context: &Context<'_>) -> Option<Suggestion> {
        let usual = Circumstances::of(journal, day);
        let now = Circumstances {
            energy: self.energy.or(usual.energy),
            minutes: self.minutes,
            place: self.place,
            ..usual
        };
        match self.seed {
            Some(seed) => suggest_by(seed, journal, day, &now),
            None => suggest(journal, day, &now, context.seed.unwrap_or(0)),
        }
    }

    /// Prints the suggestion.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let today = context.today();
        let mut journal = context.existing()?.recent(today.plus(-WINDOW))?;
        routine_files::add(&mut journal, &context.paths.db);
        let suggestion = self.choose(&journal, today, context);
        let talk = hard_day(&journal, today).map_or_else(String::new, |_| format!("{TALK}\n"));
        let Some(suggestion) = suggestion else {
            let Some(quiet) = quiet_day(&journal, today) else {
                return Err(Failure::Nothing(NOTHING_FITS.to_owned()).into());
            };
            return if self.json.json {
                print_json(&SuggestionView::none(quiet.words()))
            } else {
                print(&format!("{}\n{talk}", quiet.words()))
            };
        };
        if self.json.json {
            return print_json(&SuggestionView::of(&suggestion, &journal));
        }
        let routine = &suggestion.routine;
        let hidden = hides_numbers(&journal);
        let reason = if hidden {
            suggestion.reason.in_words()
        } else {
            &suggestion.reason.text
        };
        print(&format!(
            "{} ({}, {})\n{}\nfirstline start {}\n{}{talk}",
            routine.title,
            takes(routine.minutes(), !hidden),
            intensity::of(routine).word(),
            reason,
            routine.id,
            waiting(&suggestion)
        ))
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<SuggestionView<'static>>()
}
