//! `firstline activities`: the activities that can be logged, and the person's own.

mod own;

use crate::cli::args::{Json, place};
use crate::cli::{Context, Failure, Output, marks, print, print_json, safe};
use crate::coach::hides_numbers;
use crate::content::activities::{Activity, activities};
use crate::content::marks::{Mark, Marks};
use crate::content::own_activities::{Known, find, listed, search, unknown};
use crate::content::search::Query;
use crate::domain::english;
use crate::domain::routine::Place;
use crate::domain::{Journal, Routine, Sorting as _, Units};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `activities`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  firstline activities\n  firstline activities swim\n  firstline activities --place outdoors\n  firstline activities yoga --favorite\n  firstline activities jogging --never\n  firstline activities add dragonboat --like rowing --place outdoors\n  firstline activities add \"wheelchair basketball\" --met 6.5\n  firstline activities rename dragonboat \"dragon boat\"\n  firstline activities merge \"dragon boat\" rowing\n  firstline activities --json"
)]
pub struct Activities {
    #[command(subcommand)]
    what: Option<own::OwnAction>,
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
    /// Names in sessions that are no known activity, most frequent first; only without words to look for.
    unknown: Vec<UnknownView>,
    #[serde(skip)]
    without_numbers: bool,
    #[serde(skip)]
    units: Units,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct UnknownView {
    name: String,
    /// How many sessions have it.
    sessions: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ActivityView {
    activity: String,
    title: String,
    aliases: Vec<String>,
    category: String,
    /// Metabolic equivalents (MET), 1 at rest.
    met: f64,
    /// How many sessions of it are recorded.
    sessions: usize,
    /// `favorite` or `never`, if the person marked it.
    mark: Option<&'static str>,
    /// Whether it is the person's own.
    own: bool,
    /// Whether it is archived.
    archived: bool,
}

impl ActivityView {
    fn of(activity: &Activity, journal: &Journal, marks: &Marks) -> Self {
        let own = journal.own_activities().called(&activity.id);
        let sessions = journal.sessions().iter();
        Self {
            mark: marked(activity, marks).map(Mark::word),
            activity: activity.id.clone(),
            title: activity.label.clone(),
            aliases: activity.aliases.clone(),
            category: activity.category.clone(),
            met: activity.met,
            sessions: sessions
                .filter(|session| session.activity == activity.id)
                .count(),
            own: own.is_some(),
            archived: own.is_some_and(|own| own.archived),
        }
    }
}

fn marked(activity: &Activity, marks: &Marks) -> Option<Mark> {
    marks.on(&Routine::free(&activity.id, &activity.label, 0))
}

impl Output for ActivitiesJson {
    fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.activities {
            let done = match row.sessions {
                0 => String::new(),
                _ if self.without_numbers => String::new(),
                count => format!("  {}", english::count(count, "session")),
            };
            let mark = match row.mark {
                Some("favorite") => "  *",
                Some(_) => "  x",
                None => "",
            };
            let whose = match (row.own, row.archived) {
                (true, true) => "yours, archived",
                (true, false) => "yours",
                _ => &self.units.name(&row.title),
            };
            let line = format!("{:<24}  {whose:<32}{done}{mark}", row.activity);
            let _ = writeln!(text, "{}", safe(line.trim_end()));
        }
        if !self.unknown.is_empty() {
            text.push_str("\nIn your sessions, but not known here:\n");
        }
        for UnknownView { name, sessions } in &self.unknown {
            let done = match sessions {
                _ if self.without_numbers => String::new(),
                count => english::count(*count, "session"),
            };
            let _ = writeln!(text, "{}", safe(format!("{name:<24}  {done}").trim_end()));
        }
        if let Some(first) = self.unknown.first() {
            let name = safe(&first.name);
            let _ = writeln!(
                text,
                "To make one yours: firstline activities add \"{name}\" --like ACTIVITY"
            );
        }
        text
    }
}

/// Unknown names listed in text.
const MOST_UNKNOWN: usize = 12;

impl Activities {
    /// Prints the activities that match, all if no words are given, or changes the person's own.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if let Some(what) = &self.what {
            return Self::change(what, context);
        }
        let words = self.words.join(" ");
        let journal = context.existing()?.all()?;
        let own = journal.own_activities();
        let named = || find(own, &words).map_err(|unknown| Failure::usage(unknown.to_string()));
        if self.favorite || self.never || self.unmark {
            let known = named()?;
            let mark = [(self.favorite, Mark::Favorite), (self.never, Mark::Never)];
            let mark = mark.into_iter().find(|(is_wanted, _)| *is_wanted);
            let routine = Routine::free(&known.id, &known.label, 0);
            return marks::set(&routine, mark.map(|(_, mark)| mark), context);
        }
        let query = Query::new(&words);
        let mut found: Vec<Known> = if query.is_empty() {
            // Archived ones last.
            let mine = |archived| own.0.iter().filter(move |own| own.archived == archived);
            let known = |own| Known::Owned(listed(own));
            mine(false)
                .map(known)
                .chain(activities().iter().map(Known::Borrowed))
                .chain(mine(true).map(known))
                .collect()
        } else {
            let ranked = search(own, &query).into_iter();
            ranked.map(|(_, activity)| activity).collect()
        };
        if found.is_empty() {
            found.push(named()?);
        }
        let marks = Marks::of(&journal);
        found.retain(|activity| self.place.is_none_or(|place| activity.place.suits(place)));
        found.order_by_key(|activity| marked(activity, &marks) != Some(Mark::Favorite));
        let is_whole = query.is_empty() && self.place.is_none();
        let unknown = unknown(&journal).into_iter().filter(|_| is_whole);
        let most = if self.json.json {
            usize::MAX
        } else {
            MOST_UNKNOWN
        };
        self.json.show(&ActivitiesJson {
            activities: found
                .iter()
                .map(|activity| ActivityView::of(activity, &journal, &marks))
                .collect(),
            unknown: unknown
                .take(most)
                .map(|(name, sessions)| UnknownView {
                    name: name.to_owned(),
                    sessions,
                })
                .collect(),
            without_numbers: hides_numbers(&journal),
            units: context.units(),
        })
    }

    fn change(what: &own::OwnAction, context: &Context<'_>) -> Result<()> {
        let mut store = if matches!(what, own::OwnAction::Add(_)) {
            context.store()?
        } else {
            context.existing()?
        };
        let done = own::run(what, &mut store, context)?;
        if !done.json.json {
            return print(&format!("{} To undo: firstline undo\n", done.sentence));
        }
        let journal = store.all()?;
        let known = find(journal.own_activities(), &done.name)?;
        print_json(&ActivitiesJson {
            activities: vec![ActivityView::of(&known, &journal, &Marks::of(&journal))],
            unknown: Vec::new(),
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
