//! `firstline log`: movement that was done.

use crate::cli::checkin::rating;
use crate::cli::view::{SessionView, UNDO};
use crate::cli::{Context, Failure, print, print_json};
use crate::coach::hides_numbers;
use crate::content::activities::find_activity;
use crate::domain::{Also, Change, Day, Effort, Rating, Session, Source, parse_duration, whole};
use chrono::TimeDelta;
use clap::Args;
use color_eyre::eyre::Result;

/// The arguments of `log`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline log walk 25m\n  firstline log yoga 1h10 --effort 3 --before 4 --after 6\n  firstline log run 30 --distance 5.2 --on \"yesterday 18:00\""
)]
pub struct Log {
    /// What: walk, yoga, swim, gardening ...
    activity: String,
    /// How long: 25m, 1h10, 40s, or plain minutes
    #[arg(value_parser = |text: &str| parse_duration(text).map_err(|error| error.to_string()))]
    duration: u32,
    /// How hard: 0 rest to 10 nothing left
    #[arg(long, value_name = "N", value_parser = effort)]
    effort: Option<Effort>,
    /// Mood before, 1 to 9
    #[arg(long, value_name = "N", value_parser = rating)]
    before: Option<Rating>,
    /// Mood after, 1 to 9
    #[arg(long, value_name = "N", value_parser = rating)]
    after: Option<Rating>,
    /// Kilometres
    #[arg(long, value_name = "KM", value_parser = kilometres, allow_negative_numbers = true)]
    distance: Option<f64>,
    /// When it began: "2026-03-01 18:00", yesterday, -3d, "monday 7:30"
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// A note
    #[arg(long, value_name = "S", default_value = "", allow_hyphen_values = true)]
    note: String,
    /// Print the stored session as JSON
    #[arg(long)]
    json: bool,
}

/// Reads an effort of an option.
pub fn effort(text: &str) -> Result<Effort, String> {
    text.parse::<u8>()
        .ok()
        .and_then(Effort::new)
        .ok_or_else(|| "effort is a whole number from 0 to 10".to_owned())
}

/// Reads a distance of an option.
pub fn kilometres(text: &str) -> Result<f64, String> {
    let value = text
        .parse::<f64>()
        .ok()
        .filter(|kilometres| (0.0..=1000.0).contains(kilometres));
    value.ok_or_else(|| "a distance is a number of kilometres from 0 to 1000".to_owned())
}

impl Log {
    /// Stores the session. Without a time it ended just now.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let activity =
            find_activity(&self.activity).map_err(|unknown| Failure::usage(unknown.to_string()))?;
        let now = context.now();
        let start = context.config.day_start();
        let today = Day::of(now.naive_local(), start);
        let (begun, day, timed) = match &self.on {
            None => {
                let begun = now - TimeDelta::seconds(i64::from(self.duration));
                (begun, Day::of(begun.naive_local(), start), true)
            }
            Some(text) => {
                let when = context.when(text)?;
                (
                    context.clock.moment(when.local()),
                    when.day(start),
                    when.is_timed(),
                )
            }
        };
        if day > today || timed && begun > now {
            return Err(Failure::usage(format!(
                "{day} at that time has not come yet; log what is done"
            ))
            .into());
        }
        let mut store = context.store()?;
        let session = Session {
            id: store.new_id(now),
            start: begun,
            timed,
            day,
            activity: activity.id.clone(),
            title: activity.label.clone(),
            routine: None,
            active_seconds: self.duration,
            planned_seconds: None,
            distance_m: self.distance.map(|kilometres| kilometres * 1000.0),
            met: activity.met,
            effort: self.effort,
            before: self.before,
            after: self.after,
            also: Also::default(),
            felt: None,
            complete: true,
            note: self.note.trim().to_owned(),
            source: Source::Typed,
            steps: Vec::new(),
            import: None,
            updated_at: now,
        };
        store.apply(&Change::SaveSession(session.clone()), now)?;
        if self.json {
            return print_json(&SessionView {
                undo: Some(UNDO),
                ..SessionView::of(&session)
            });
        }
        if hides_numbers(&store.recent(day)?) {
            return print(&format!(
                "Saved: {}. firstline undo takes it back.\n",
                session.title
            ));
        }
        let minutes = f64::from(self.duration) / 60.0;
        print(&format!(
            "Saved: {}, {} min on {day}. firstline undo takes it back.\n",
            session.title,
            whole(minutes)
        ))
    }
}
