//! `firstline activities`: the activities that can be logged, and their names.

use crate::cli::args::Json;
use crate::cli::{Context, Failure, Output};
use crate::coach::hides_numbers;
use crate::content::activities::{Activity, activities, find_activity, search_activities};
use crate::content::search::Query;
use crate::domain::Units;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `activities`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline activities\n  firstline activities swim\n  firstline activities --json"
)]
pub struct Activities {
    /// Words to look for
    words: Vec<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ActivitiesJson {
    activities: Vec<ActivityView>,
    #[serde(skip)]
    without_numbers: bool,
    #[serde(skip)]
    units: Units,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ActivityView {
    activity: &'static str,
    title: &'static str,
    aliases: &'static [String],
    category: &'static str,
    /// Metabolic equivalents (MET), 1 at rest.
    met: f64,
    /// How many sessions of it are recorded.
    sessions: usize,
}

impl Output for ActivitiesJson {
    fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.activities {
            let done = match row.sessions {
                0 => "",
                _ if self.without_numbers => "",
                1 => "  1 session",
                count => &format!("  {count} sessions"),
            };
            let line = format!(
                "{:<24}  {:<32}{done}",
                row.activity,
                self.units.name(row.title)
            );
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }
}

impl Activities {
    /// Prints the activities that match; all if no words are given.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let words = self.words.join(" ");
        let query = Query::new(&words);
        let found: Vec<&Activity> = if query.is_empty() {
            activities().iter().collect()
        } else {
            let ranked = search_activities(&query).into_iter();
            ranked.map(|(_, activity)| activity).collect()
        };
        let found = if found.is_empty() {
            vec![find_activity(&words).map_err(|unknown| Failure::usage(unknown.to_string()))?]
        } else {
            found
        };
        let journal = context.existing()?.all()?;
        let count = |activity: &Activity| {
            let sessions = journal.sessions().iter();
            sessions
                .filter(|session| session.activity == activity.id)
                .count()
        };
        let view = |activity: &'static Activity| ActivityView {
            activity: &activity.id,
            title: &activity.label,
            aliases: &activity.aliases,
            category: &activity.category,
            met: activity.met,
            sessions: count(activity),
        };
        self.json.show(&ActivitiesJson {
            activities: found.into_iter().map(view).collect(),
            without_numbers: hides_numbers(&journal),
            units: context.units(),
        })
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<ActivitiesJson>()
}
