//! `firstline edit`: changes a check-in or a session.

use crate::cli::args::{self, Given, Json, RatingArgs, SetArgs, WhenArg, effort, hours, rating};
use crate::cli::json_views::{CheckInView, SessionView, UNDO};
use crate::cli::record_ref::{change_hint, find, words};
use crate::cli::{Context, Failure, print, print_json};
use crate::content::activities::find_activity;
use crate::domain::distance::parse_kilometers;
use crate::domain::{
    Change, CheckIn, Effort, Rating, Record, RecordKind, RecordRef, Session, parse_duration,
};
use clap::Args;
use color_eyre::eyre::Result;

/// The arguments of `edit`.
#[derive(Debug, Args)]
#[command(
    after_help = "Only what you name changes; - clears a rating or a number, \"\" a note or the tags. For ids: firstline today --ids, or history --ids.\n\nExamples:\n  firstline edit last --mood 6 --note \"later that day\"\n  firstline edit 019caf6b-bf00 --on \"yesterday 18:00\" --minutes 25"
)]
pub struct Edit {
    /// The entry: an id or unique prefix, or last
    id: String,
    #[command(flatten)]
    rated: RatingArgs,
    #[command(flatten)]
    own: SetArgs,
    /// Check-in: hours slept, 0 to 24
    #[arg(long, value_name = "H", allow_negative_numbers = true, value_parser = |text: &str| Given::read(text, hours))]
    sleep_hours: Option<Given<f64>>,
    /// Check-in: a tag, replacing all tags; repeat for more
    #[arg(short, long = "tag", value_name = "TAG")]
    tags: Option<Vec<String>>,
    /// Session: the activity (walk, yoga ...)
    #[arg(long, value_name = "ACTIVITY")]
    activity: Option<String>,
    /// Session: how long: 25m, 1h10, 40s, or plain minutes
    #[arg(long, value_name = "DURATION", value_parser = |text: &str| parse_duration(text).map_err(|error| error.to_string()))]
    minutes: Option<u32>,
    /// Session: effort, 0 to 10
    #[arg(short, long, value_name = "N", value_parser = |text: &str| Given::read(text, effort))]
    effort: Option<Given<Effort>>,
    /// Session: mood before, 1 to 9
    #[arg(short, long, value_name = "N", value_parser = |text: &str| Given::read(text, rating))]
    before: Option<Given<Rating>>,
    /// Session: mood after, 1 to 9
    #[arg(short, long, value_name = "N", value_parser = |text: &str| Given::read(text, rating))]
    after: Option<Given<Rating>>,
    /// Session: distance: 5km, 3mi, 800m, or plain kilometers
    #[arg(short, long, value_name = "KM", allow_negative_numbers = true, value_parser = |text: &str| Given::read(text, parse_kilometers))]
    distance: Option<Given<f64>>,
    #[command(flatten)]
    when: WhenArg,
    /// The note
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    json: Json,
}

fn set<T: Copy>(field: &mut Option<T>, given: Option<Given<T>>) {
    if let Some(Given(value)) = given {
        *field = value;
    }
}

impl Edit {
    /// Changes the record, as one undo step.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.existing()?;
        let journal = store.all()?;
        let record = find(&journal, &self.id)?;
        if !self.shared() && self.of_check_ins().is_none() && self.of_sessions().is_none() {
            return Err(
                Failure::usage("Nothing to change. Try: firstline edit last --mood 6").into(),
            );
        }
        let now = context.now();
        let done = match record {
            RecordRef::CheckIn(present) => {
                if let Some(option) = self.of_sessions() {
                    return Err(misplaced(option, "sessions", record));
                }
                let mut wanted = present.clone();
                self.own.apply(journal.own_ratings(), &mut wanted.own)?;
                let changed = self.check_in(wanted, context)?;
                let edit = Change::edit(present.clone(), changed);
                store.apply(&edit, now)?;
                let Record::CheckIn(changed) = store.record(RecordKind::CheckIn, present.id)?
                else {
                    return Ok(());
                };
                if self.json.json {
                    return print_json(&CheckInView {
                        undo: Some(UNDO),
                        ..CheckInView::of(&changed)
                    });
                }
                words(RecordRef::CheckIn(&changed))
            }
            RecordRef::Session(present) => {
                if let Some(option) = self.of_check_ins() {
                    return Err(misplaced(option, "check-ins", record));
                }
                let changed = self.session(present.clone(), context)?;
                let edit = Change::edit(present.clone(), changed);
                store.apply(&edit, now)?;
                let Record::Session(changed) = store.record(RecordKind::Session, present.id)?
                else {
                    return Ok(());
                };
                if self.json.json {
                    return print_json(&SessionView {
                        undo: Some(UNDO),
                        ..SessionView::of(&changed)
                    });
                }
                words(RecordRef::Session(&changed))
            }
            other => {
                let hint = change_hint(other);
                return Err(Failure::usage(format!("{} {hint}", words(other))).into());
            }
        };
        print(&format!("Changed: {done}. To undo: firstline undo\n"))
    }

    const fn shared(&self) -> bool {
        self.when.on.is_some() || self.note.is_some()
    }

    /// The name of the first given option that applies only to check-ins.
    fn of_check_ins(&self) -> Option<&'static str> {
        let rest = [
            ("sleep-hours", self.sleep_hours.is_some()),
            ("tag", self.tags.is_some()),
            ("set", self.own.is_given()),
        ];
        self.rated.first().or_else(|| first(rest))
    }

    /// The name of the first given option that applies only to sessions.
    fn of_sessions(&self) -> Option<&'static str> {
        let all = [
            ("activity", self.activity.is_some()),
            ("minutes", self.minutes.is_some()),
            ("effort", self.effort.is_some()),
            ("before", self.before.is_some()),
            ("after", self.after.is_some()),
            ("distance", self.distance.is_some()),
        ];
        first(all)
    }

    fn check_in(&self, mut record: CheckIn, context: &Context<'_>) -> Result<CheckIn> {
        self.rated.apply(&mut record.ratings);
        set(&mut record.sleep_hours, self.sleep_hours);
        if let Some(tags) = &self.tags {
            record.tags = args::tags(tags);
        }
        if let Some(note) = &self.note {
            note.trim().clone_into(&mut record.note);
        }
        if let Some(text) = &self.when.on {
            let moved = context.past_moved(text, record.at, record.timed)?;
            (record.at, record.day, record.timed) = (moved.at, moved.day, moved.timed);
        }
        Ok(record)
    }

    fn session(&self, mut record: Session, context: &Context<'_>) -> Result<Session> {
        if let Some(name) = &self.activity {
            let activity =
                find_activity(name).map_err(|unknown| Failure::usage(unknown.to_string()))?;
            record.activity.clone_from(&activity.id);
            record.title.clone_from(&activity.label);
            record.met = activity.met;
            record.routine = None;
            record.steps.clear();
        }
        record.active_seconds = self.minutes.unwrap_or(record.active_seconds);
        set(&mut record.effort, self.effort);
        set(&mut record.before, self.before);
        set(&mut record.after, self.after);
        if let Some(Given(kilometers)) = self.distance {
            record.distance_m = kilometers.map(|kilometers| kilometers * 1000.0);
        }
        if let Some(note) = &self.note {
            note.trim().clone_into(&mut record.note);
        }
        if let Some(text) = &self.when.on {
            let moved = context.past_moved(text, record.start, record.timed)?;
            (record.start, record.day, record.timed) = (moved.at, moved.day, moved.timed);
        }
        Ok(record)
    }
}

/// The name of the first option that is set.
fn first(options: impl IntoIterator<Item = (&'static str, bool)>) -> Option<&'static str> {
    let mut given = options.into_iter().filter(|(_, is_given)| *is_given);
    given.next().map(|(name, _)| name)
}

fn misplaced(option: &str, kind: &str, record: RecordRef<'_>) -> color_eyre::eyre::Report {
    Failure::usage(format!(
        "--{option} is for {kind}, and {} is {}.",
        record.id(),
        words(record)
    ))
    .into()
}
