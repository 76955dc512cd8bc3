//! `firstline edit`: changes check-ins and sessions, and merges two check-ins.

use crate::cli::args::{self, Given, Json, RatingArgs, SetArgs, WhenArg, effort, hours, rating};
use crate::cli::json_views::{CheckInView, SessionView, UNDO};
use crate::cli::record_ref::{agreed, change_hint, find_all, several, words};
use crate::cli::{Context, Failure, note, print, print_json};
use crate::coach::hides_numbers;
use crate::content::own_activities;
use crate::content::pair_text::preview;
use crate::domain::distance::parse_kilometers;
use crate::domain::{
    Change, CheckIn, CheckInPair, Effort, Journal, OwnActivities, Rating, Record, RecordKind,
    RecordRef, Session, parse_duration, tag,
};
use crate::store::Store;
use crate::store::backups::name::Reason;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use serde_json::Value;
use std::io::IsTerminal as _;

/// The arguments of `edit`.
#[derive(Debug, Args)]
#[command(
    after_help = "Only what you name changes; - clears a rating or a number, \"\" a note or the tags. For ids: firstline today --ids, or history --ids.\n\nExamples:\n  firstline edit last --mood 6 --note \"later that day\"\n  firstline edit 019caf6b-bf00 --on \"yesterday 18:00\" --minutes 25\n  firstline edit 019caf6b-bf00 019caf6b-c1 --add-tag travel     both, as one change\n  firstline edit 019caf6b-bf00 019caf6b-c1 --merge              two check-ins become one"
)]
pub struct Edit {
    /// The entries: an id or unique prefix, or last
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Make two check-ins one: the later stays, the earlier fills in what it lacks
    #[arg(long)]
    merge: bool,
    /// Don't ask before merging
    #[arg(long, short)]
    yes: bool,
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
    /// Check-in: a tag to add; repeat for more
    #[arg(long = "add-tag", value_name = "TAG")]
    added: Vec<String>,
    /// Check-in: a tag to remove; repeat for more
    #[arg(long = "remove-tag", value_name = "TAG")]
    removed: Vec<String>,
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

/// Several changed records.
#[derive(Serialize)]
struct EditReport {
    changed: Vec<Value>,
    undo: &'static str,
}

fn set<T: Copy>(field: &mut Option<T>, given: Option<Given<T>>) {
    if let Some(Given(value)) = given {
        *field = value;
    }
}

impl Edit {
    /// Changes the records, all or none, as one undo step.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.existing()?;
        let journal = store.all()?;
        let records = find_all(&journal, &self.ids)?;
        if self.merge {
            return self.merge(&records, &journal, &mut store, context);
        }
        if !self.shared() && self.of_check_ins().is_none() && self.of_sessions().is_none() {
            return Err(
                Failure::usage("Nothing to change. Try: firstline edit last --mood 6").into(),
            );
        }
        let change = |record: &RecordRef<'_>| self.change(*record, &journal, context);
        let changes: Vec<Change> = records.iter().map(change).collect::<Result<_>>()?;
        if records.len() > 1 {
            context.back_up(&store, Reason::Edit);
        }
        store.apply(&Change::Several(changes), context.now())?;
        let stored = records
            .iter()
            .map(|record| store.record(record.kind(), record.id()));
        let stored: Vec<Record> = stored.collect::<Result<_, _>>()?;
        if self.json.json {
            return match stored.as_slice() {
                [one] => print_json(&view(one, Some(UNDO))?),
                all => print_json(&EditReport {
                    changed: all
                        .iter()
                        .map(|record| view(record, None))
                        .collect::<Result<_>>()?,
                    undo: UNDO,
                }),
            };
        }
        let done: Vec<String> = stored.iter().map(|record| words(record.as_ref())).collect();
        print(&format!(
            "Changed: {}. To undo: firstline undo\n",
            several(&done)
        ))
    }

    /// The change of one record.
    fn change(
        &self,
        record: RecordRef<'_>,
        journal: &Journal,
        context: &Context<'_>,
    ) -> Result<Change> {
        match record {
            RecordRef::CheckIn(present) => {
                if let Some(option) = self.of_sessions() {
                    return Err(misplaced(option, "sessions", record));
                }
                let mut wanted = present.clone();
                self.own.apply(journal.own_ratings(), &mut wanted.own)?;
                let changed = self.check_in(wanted, journal, context)?;
                Ok(Change::edit(present.clone(), changed))
            }
            RecordRef::Session(present) => {
                if let Some(option) = self.of_check_ins() {
                    return Err(misplaced(option, "check-ins", record));
                }
                let changed = self.session(present.clone(), journal.own_activities(), context)?;
                Ok(Change::edit(present.clone(), changed))
            }
            other => {
                let hint = change_hint(other);
                Err(Failure::usage(format!("{} {hint}", words(other))).into())
            }
        }
    }

    /// Makes one of two check-ins, after saying what is kept.
    fn merge(
        &self,
        records: &[RecordRef<'_>],
        journal: &Journal,
        store: &mut Store,
        context: &Context<'_>,
    ) -> Result<()> {
        if self.shared() || self.of_check_ins().or_else(|| self.of_sessions()).is_some() {
            let text = "--merge goes without other changes. Merge first, then edit.";
            return Err(Failure::usage(text).into());
        }
        let &[RecordRef::CheckIn(one), RecordRef::CheckIn(other)] = records else {
            let text = "--merge takes two check-ins. For ids: firstline today --ids";
            return Err(Failure::usage(text).into());
        };
        let pair = CheckInPair::new(one, other);
        let preview = preview(
            &pair,
            journal.own_ratings(),
            context.units(),
            hides_numbers(journal),
        );
        if !self.yes && std::io::stdin().is_terminal() {
            note(&preview);
            if !agreed("Merge")? {
                return Err(Failure::Nothing("Nothing was changed.".to_owned()).into());
            }
        }
        context.back_up(store, Reason::Edit);
        store.apply(&pair.change(), context.now())?;
        if self.json.json {
            let stored = store.record(RecordKind::CheckIn, pair.merged.id)?;
            return print_json(&view(&stored, Some(UNDO))?);
        }
        print(&format!("{preview} To undo: firstline undo\n"))
    }

    const fn shared(&self) -> bool {
        self.when.on.is_some() || self.note.is_some()
    }

    /// The name of the first given option that applies only to check-ins.
    fn of_check_ins(&self) -> Option<&'static str> {
        let rest = [
            ("sleep-hours", self.sleep_hours.is_some()),
            ("tag", self.tags.is_some()),
            ("add-tag", !self.added.is_empty()),
            ("remove-tag", !self.removed.is_empty()),
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

    fn check_in(
        &self,
        mut record: CheckIn,
        journal: &Journal,
        context: &Context<'_>,
    ) -> Result<CheckIn> {
        self.rated.apply(&mut record.ratings);
        set(&mut record.sleep_hours, self.sleep_hours);
        if let Some(tags) = &self.tags {
            record.tags = args::tags(tags);
        }
        for tag in args::tags(&self.added) {
            if !tag::has(&record.tags, &tag) {
                record.tags.push(journal.shown_tag(&tag));
            }
        }
        record.tags.retain(|tag| !tag::has(&self.removed, tag));
        if let Some(note) = &self.note {
            note.trim().clone_into(&mut record.note);
        }
        if let Some(text) = &self.when.on {
            let moved = context.past_moved(text, record.at, record.timed)?;
            (record.at, record.day, record.timed) = (moved.at, moved.day, moved.timed);
        }
        Ok(record)
    }

    fn session(
        &self,
        mut record: Session,
        own: OwnActivities<'_>,
        context: &Context<'_>,
    ) -> Result<Session> {
        if let Some(name) = &self.activity {
            let activity = own_activities::find(own, name)
                .map_err(|unknown| Failure::usage(unknown.to_string()))?;
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

/// A record as JSON.
fn view(record: &Record, undo: Option<&'static str>) -> Result<Value> {
    Ok(match record {
        Record::CheckIn(record) => serde_json::to_value(CheckInView {
            undo,
            ..CheckInView::of(record)
        })?,
        Record::Session(record) => serde_json::to_value(SessionView {
            undo,
            ..SessionView::of(record)
        })?,
        _ => Value::Null,
    })
}

fn misplaced(option: &str, kind: &str, record: RecordRef<'_>) -> color_eyre::eyre::Report {
    Failure::usage(format!(
        "--{option} is for {kind}, and {} is {}.",
        record.id(),
        words(record)
    ))
    .into()
}
