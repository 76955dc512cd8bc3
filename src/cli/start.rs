//! `firstline start`: chooses the routine that the screens open with.

use crate::cli::Failure;
use crate::cli::routines::find;
use crate::cli::suggest::NOTHING_FITS;
use crate::clock::Clock;
use crate::coach::{Circumstances, quiet_day, suggest};
use crate::config::Config;
use crate::content::activities::{Activity, activity};
use crate::content::own_activities;
use crate::domain::{Day, Routine};
use crate::paths::Paths;
use crate::routine_files;
use crate::stats::constants::WINDOW;
use crate::store::Store;
use clap::Args;
use color_eyre::eyre::Result;

/// The arguments of `start`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline start\n  firstline start walk-10\n  firstline start --minutes 10\n  firstline start --short\n  firstline start --questions     answer the safety questions again"
)]
pub struct Start {
    /// A routine, or an activity without steps; the suggestion if left out
    routine: Option<String>,
    /// Time you have, in minutes
    #[arg(long, value_name = "N", conflicts_with = "routine", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// A 2 to 5 minute session
    #[arg(long, aliases = ["gentle", "tiny"], conflicts_with = "routine")]
    short: bool,
    /// Answer the safety questions for vigorous routines, instead of a session
    #[arg(long, conflicts_with_all = ["routine", "minutes", "short"])]
    questions: bool,
}

/// What the screens open with.
#[derive(Debug)]
pub enum Opening {
    /// A routine.
    Routine(Routine),
    /// The safety questions.
    Questions,
}

/// The target duration of an activity started by name.
const FREE_SECONDS: u32 = 600;

/// The requested routine, or the suggestion for now; the screens decide how to open it.
pub fn choose(
    start: &Start,
    (paths, store): &(Paths, Store),
    config: &Config,
    clock: Clock,
    seed: Option<u64>,
) -> Result<Opening> {
    if start.questions {
        return Ok(Opening::Questions);
    }
    routine(start, (paths, store), config, clock, seed).map(Opening::Routine)
}

fn routine(
    start: &Start,
    (paths, store): (&Paths, &Store),
    config: &Config,
    clock: Clock,
    seed: Option<u64>,
) -> Result<Routine> {
    let today = Day::of(clock.now().wall.naive_local(), config.day_start());
    let mut journal = store.recent(today.plus(-WINDOW))?;
    routine_files::add(&mut journal, &paths.db);
    if let Some(name) = &start.routine {
        let own = journal.own_activities();
        let free = |of: &Activity| own_activities::free(own, of, FREE_SECONDS);
        if let Some(mine) = own.called(name) {
            return Ok(free(&own_activities::listed(mine)));
        }
        return match (find(name, &journal), activity(name)) {
            // `run_8` is the id of an activity, even if its words also match a routine.
            (Ok(routine), Some(activity)) if name.contains('_') && routine.id != *name => {
                Ok(free(activity))
            }
            (Ok(routine), _) => Ok(routine.clone()),
            (Err(unknown), _) => own_activities::find(own, name)
                .map(|of| free(&of))
                .map_err(|_| Failure::usage(unknown.to_string()).into()),
        };
    }
    let now = Circumstances {
        minutes: start.minutes,
        gentle_and_short: start.short,
        ..Circumstances::of(&journal, today)
    };
    let suggestion = suggest(&journal, today, &now, seed.unwrap_or(0));
    let suggestion = suggestion.ok_or_else(|| {
        Failure::Nothing(quiet_day(&journal, today).map_or_else(
            || NOTHING_FITS.to_owned(),
            |quiet| {
                format!(
                    "{} You can still start a routine by name: firstline start walk-10",
                    quiet.words()
                )
            },
        ))
    })?;
    Ok(suggestion.routine)
}
