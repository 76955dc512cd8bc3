//! `firstline activities`: the activities that can be logged, and their names.

use crate::cli::args::{Json, place};
use crate::cli::{Context, Failure, Output, marks};
use crate::coach::hides_numbers;
use crate::content::activities::{Activity, activities, find_activity, search_activities};
use crate::content::marks::{Mark, Marks};
use crate::content::search::Query;
use crate::domain::routine::Place;
use crate::domain::{Routine, Sorting as _, Units};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `activities`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline activities\n  firstline activities swim\n  firstline activities --place outdoors\n  firstline activities yoga --favorite\n  firstline activities jogging --never\n  firstline activities --json"
)]
pub struct Activities {
    /// Words to look for
    words: Vec<String>,
    /// Only what can be done there: indoors (or home, gym) or outdoors (or outside)
    #[arg(long, value_name = "PLACE", value_parser = place)]
    place: Option<Place>,
    /// Mark it as a favorite: first in the list, suggested a little more often
    #[arg(long, requires = "words", conflicts_with_all = ["never", "unmark"])]
    favorite: bool,
    /// Never suggest it, nor routines of it
    #[arg(long, requires = "words", conflicts_with = "unmark")]
    never: bool,
    /// Remove the mark
    #[arg(long, requires = "words")]
    unmark: bool,
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
    /// `favorite` or `never`, if the person marked it.
    mark: Option<&'static str>,
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
            let mark = match row.mark {
                Some("favorite") => "  *",
                Some(_) => "  x",
                None => "",
            };
            let title = self.units.name(row.title);
            let line = format!("{:<24}  {title:<32}{done}{mark}", row.activity);
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }
}

impl Activities {
    /// Prints the activities that match; all if no words are given.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let words = self.words.join(" ");
        if self.favorite || self.never || self.unmark {
            let known =
                find_activity(&words).map_err(|unknown| Failure::usage(unknown.to_string()))?;
            let mark = [(self.favorite, Mark::Favorite), (self.never, Mark::Never)];
            let mark = mark.into_iter().find(|(is_wanted, _)| *is_wanted);
            let routine = Routine::free(&known.id, &known.label, 0);
            return marks::set(&routine, mark.map(|(_, mark)| mark), context);
        }
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
        let marks = Marks::of(&journal);
        let mark = |activity: &Activity| marks.on(&Routine::free(&activity.id, &activity.label, 0));
        let suits =
            |activity: &&Activity| self.place.is_none_or(|place| activity.place.suits(place));
        let mut found: Vec<&Activity> = found.into_iter().filter(suits).collect();
        found.order_by_key(|activity| mark(activity) != Some(Mark::Favorite));
        let view = |activity: &'static Activity| ActivityView {
            mark: mark(activity).map(Mark::word),
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
