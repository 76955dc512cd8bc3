//! The subcommands of `experiment` and their arguments.

use crate::cli::Json;
use crate::cli::args::rating;
use crate::coach::experiment::USUAL_DAYS;
use crate::domain::{Experiment as Trial, Rating};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Start one: what to compare, which rating decides, how long
    New(New),
    /// Today's coin, once you've checked in
    Today(Today),
    /// Your experiments, with how far they are
    List(Json),
    /// The result, once the planned days are over
    Result(One),
    /// The protocol as text, to keep or to share before it starts
    #[command(alias = "registration")]
    Protocol(One),
    /// Pause from tomorrow; days until `resume` don't count
    Pause(Which),
    /// Resume with today's coin
    Resume(Which),
    /// End it early; what you rated stays
    Stop(Which),
}

#[derive(Debug, Args)]
pub(super) struct Today {
    /// Show the coin before the day's first check-in
    #[arg(long)]
    pub(super) now: bool,
    /// Your mood before the session, 1 to 9; then the coin of a before/after experiment picks
    #[arg(long, value_name = "N", value_parser = rating)]
    pub(super) before: Option<Rating>,
    #[command(flatten)]
    pub(super) json: Json,
}

/// Which rating of a day decides.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum At {
    /// The day's last check-in
    Evening,
    /// The first check-in of the next morning
    NextMorning,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// What A days are for: move, rest, or an activity or routine
    #[arg(long = "a", visible_alias = "arm-a", value_name = "WHAT", default_value = Trial::MOVE)]
    pub(super) arm_a: String,
    /// What B days are for
    #[arg(long = "b", visible_alias = "arm-b", value_name = "WHAT", default_value = Trial::REST)]
    pub(super) arm_b: String,
    /// The rating that decides: mood, energy, calm, sleep and others
    #[arg(long, value_name = "RATING", default_value = "mood")]
    pub(super) outcome: String,
    /// How many days, a multiple of 4; 28, 40 or 56 are common
    #[arg(long, value_name = "N", default_value_t = USUAL_DAYS, conflicts_with = "sessions")]
    pub(super) days: u32,
    /// How many sessions instead: rate before, then the coin picks A or B; 12, 16, 20 or 24
    #[arg(long, value_name = "N")]
    pub(super) sessions: Option<u32>,
    /// Which check-in decides; choose next-morning if you expect the effect by then
    #[arg(long, value_name = "WHEN", value_enum, default_value = "evening")]
    pub(super) at: At,
    /// The first day
    #[arg(
        long,
        value_name = "DATE",
        default_value = "tomorrow",
        allow_hyphen_values = true
    )]
    pub(super) start: String,
    /// The coin's seed, to enter an experiment that was started elsewhere
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
    /// Run an earlier one again with a new coin: its id or unique prefix; the latest if left out
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "",
        conflicts_with_all = ["arm_a", "arm_b", "outcome", "days", "sessions", "at"])]
    pub(super) again: Option<String>,
    /// Show what it would be and how precise; nothing is saved
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) json: Json,
}

#[derive(Debug, Args)]
pub(super) struct One {
    /// Which one: an id or unique prefix; the latest if left out
    pub(super) id: Option<String>,
    #[command(flatten)]
    pub(super) json: Json,
}

#[derive(Debug, Args)]
pub(super) struct Which {
    /// Which one: an id or unique prefix; needed if several are running
    pub(super) id: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}
