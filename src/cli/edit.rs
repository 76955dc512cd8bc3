//! `firstline edit`: what a check-in or a session says.

use crate::cli::checkin::{hours, rating, tidy};
use crate::cli::log::{effort, kilometres};
use crate::cli::pick::{Picked, pick};
use crate::cli::view::{CheckInView, SessionView, UNDO};
use crate::cli::{Context, Failure, print, print_json};
use crate::content::activities::find_activity;
use crate::domain::{
    Change, CheckIn, Day, Edit as Edited, Effort, Moment, Question, Rating, Session, parse_duration,
};
use clap::Args;
use color_eyre::eyre::Result;

/// The arguments of `edit`.
#[derive(Debug, Args)]
#[command(
    after_help = "What is not named stays as it is; - clears a rating or a number, \"\" a note or the tags. --json of today, sessions and export shows the ids.\n\nExamples:\n  firstline edit last --mood 6 --note \"later that day\"\n  firstline edit 019caf6b-bf00 --on \"yesterday 18:00\" --minutes 25"
)]
pub struct Edit {
    /// The record: its id, or as much of the beginning as tells it apart; or last
    id: String,
    /// Check-in: mood, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    mood: Option<Given<Rating>>,
    /// Check-in: energy, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    energy: Option<Given<Rating>>,
    /// Check-in: calm, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    calm: Option<Given<Rating>>,
    /// Check-in: sleep, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    sleep: Option<Given<Rating>>,
    /// Check-in: body, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    body: Option<Given<Rating>>,
    /// Check-in: interest, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    interest: Option<Given<Rating>>,
    /// Check-in: appetite, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    appetite: Option<Given<Rating>>,
    /// Check-in: focus, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    focus: Option<Given<Rating>>,
    /// Check-in: hours slept, 0 to 24
    #[arg(long, value_name = "H", allow_negative_numbers = true, value_parser = |text: &str| given(text, hours))]
    sleep_hours: Option<Given<f64>>,
    /// Check-in: a tag, in place of those there are; give it again for more
    #[arg(long = "tag", value_name = "T")]
    tags: Option<Vec<String>>,
    /// Session: what it was (walk, yoga ...)
    #[arg(long, value_name = "ACTIVITY")]
    activity: Option<String>,
    /// Session: how long: 25m, 1h10, 40s, or plain minutes
    #[arg(long, value_name = "DURATION", value_parser = |text: &str| parse_duration(text).map_err(|error| error.to_string()))]
    minutes: Option<u32>,
    /// Session: how hard, 0 to 10
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, effort))]
    effort: Option<Given<Effort>>,
    /// Session: mood before, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    before: Option<Given<Rating>>,
    /// Session: mood after, 1 to 9
    #[arg(long, value_name = "N", value_parser = |text: &str| given(text, rating))]
    after: Option<Given<Rating>>,
    /// Session: kilometres
    #[arg(long, value_name = "KM", allow_negative_numbers = true, value_parser = |text: &str| given(text, kilometres))]
    distance: Option<Given<f64>>,
    /// The day, with a time if you like: 2026-03-01, yesterday, "monday 18:00"; a day alone keeps the time of day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// The note
    #[arg(long, value_name = "S", allow_hyphen_values = true)]
    note: Option<String>,
    /// Print the stored record as JSON
    #[arg(long)]
    json: bool,
}

/// What a field gets: a value, or none any more.
#[derive(Clone, Copy, Debug)]
struct Given<T>(Option<T>);

fn given<T>(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Given<T>, String> {
    if text == "-" {
        Ok(Given(None))
    } else {
        read(text).map(|value| Given(Some(value)))
    }
}

fn set<T: Copy>(field: &mut Option<T>, given: Option<Given<T>>) {
    if let Some(Given(value)) = given {
        *field = value;
    }
}

impl Edit {
    /// Changes the record, as one step of undo.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.store()?;
        let journal = store.all()?;
        let record = pick(&journal, &self.id)?;
        if !self.shared() && self.of_check_ins().is_none() && self.of_sessions().is_none() {
            return Err(Failure::usage(
                "name what is to change: --mood 6, --note \"...\", --on yesterday; see --help",
            )
            .into());
        }
        let now = context.now();
        let words = match record {
            Picked::CheckIn(present) => {
                if let Some(option) = self.of_sessions() {
                    return Err(misplaced(option, "sessions", record));
                }
                let changed = self.check_in(present.clone(), context)?;
                let (found, wanted) = (present.clone(), changed);
                let edit = Change::EditCheckIn(Box::new(Edited { found, wanted }));
                store.apply(&edit, now)?;
                let Change::SaveCheckIn(changed) = store.as_stored(edit)? else {
                    return Ok(());
                };
                if self.json {
                    return print_json(&CheckInView {
                        undo: Some(UNDO),
                        ..CheckInView::of(&changed)
                    });
                }
                Picked::CheckIn(&changed).words()
            }
            Picked::Session(present) => {
                if let Some(option) = self.of_check_ins() {
                    return Err(misplaced(option, "check-ins", record));
                }
                let changed = self.session(present.clone(), context)?;
                let (found, wanted) = (present.clone(), changed);
                let edit = Change::EditSession(Box::new(Edited { found, wanted }));
                store.apply(&edit, now)?;
                let Change::SaveSession(changed) = store.as_stored(edit)? else {
                    return Ok(());
                };
                if self.json {
                    return print_json(&SessionView {
                        undo: Some(UNDO),
                        ..SessionView::of(&changed)
                    });
                }
                Picked::Session(&changed).words()
            }
            Picked::Assessment(_) => {
                return Err(Failure::usage(format!(
                    "{} stays as it was answered; firstline delete takes it away",
                    record.words()
                ))
                .into());
            }
            Picked::Routine(_) => {
                return Err(Failure::usage(format!(
                    "{} is edited in the app, on Move",
                    record.words()
                ))
                .into());
            }
        };
        print(&format!(
            "Changed: {words}. firstline undo takes it back.\n"
        ))
    }

    const fn shared(&self) -> bool {
        self.on.is_some() || self.note.is_some()
    }

    /// The first option given that only check-ins have.
    fn of_check_ins(&self) -> Option<&'static str> {
        let ratings = self
            .ratings()
            .into_iter()
            .map(|(question, given)| (question.key(), given.is_some()));
        let rest = [
            ("sleep-hours", self.sleep_hours.is_some()),
            ("tag", self.tags.is_some()),
        ];
        ratings
            .chain(rest)
            .find(|(_, is_given)| *is_given)
            .map(|(name, _)| name)
    }

    /// The first option given that only sessions have.
    fn of_sessions(&self) -> Option<&'static str> {
        let all = [
            ("activity", self.activity.is_some()),
            ("minutes", self.minutes.is_some()),
            ("effort", self.effort.is_some()),
            ("before", self.before.is_some()),
            ("after", self.after.is_some()),
            ("distance", self.distance.is_some()),
        ];
        all.into_iter()
            .find(|(_, is_given)| *is_given)
            .map(|(name, _)| name)
    }

    fn ratings(&self) -> [(Question, Option<Given<Rating>>); 8] {
        let given = [
            self.mood,
            self.energy,
            self.calm,
            self.sleep,
            self.body,
            self.interest,
            self.appetite,
            self.focus,
        ];
        let mut given = given.into_iter();
        Question::ALL.map(|question| (question, given.next().flatten()))
    }

    fn check_in(&self, mut record: CheckIn, context: &Context<'_>) -> Result<CheckIn> {
        for (question, given) in self.ratings() {
            if let Some(Given(answer)) = given {
                record.ratings.set(question, answer);
            }
        }
        set(&mut record.sleep_hours, self.sleep_hours);
        if let Some(tags) = &self.tags {
            record.tags = tidy(tags);
        }
        if let Some(note) = &self.note {
            note.trim().clone_into(&mut record.note);
        }
        if let Some((at, day, timed)) = self.moment(record.at, record.timed, context)? {
            (record.at, record.day, record.timed) = (at, day, timed);
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
        if let Some(Given(kilometres)) = self.distance {
            record.distance_m = kilometres.map(|kilometres| kilometres * 1000.0);
        }
        if let Some(note) = &self.note {
            note.trim().clone_into(&mut record.note);
        }
        if let Some((start, day, timed)) = self.moment(record.start, record.timed, context)? {
            (record.start, record.day, record.timed) = (start, day, timed);
        }
        Ok(record)
    }

    /// The time that was given for a record that was at `found`; it has to have come.
    fn moment(
        &self,
        found: Moment,
        timed: bool,
        context: &Context<'_>,
    ) -> Result<Option<(Moment, Day, bool)>> {
        let Some(text) = &self.on else {
            return Ok(None);
        };
        let start = context.config.day_start();
        let time = context.when(text)?.moving(found, timed, start);
        let (at, day, timed) = (context.clock.moved(found, time.local), time.day, time.timed);
        let now = context.now();
        if day > Day::of(now.naive_local(), start) || timed && at > now {
            return Err(Failure::usage(format!("{day} at that time has not come yet")).into());
        }
        Ok(Some((at, day, timed)))
    }
}

fn misplaced(option: &str, kind: &str, record: Picked<'_>) -> color_eyre::eyre::Report {
    Failure::usage(format!(
        "--{option} is for {kind}; {} is {}",
        record.id(),
        record.words()
    ))
    .into()
}
