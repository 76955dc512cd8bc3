//! `firstline log`: logs an activity.

use crate::cli::args::{Json, WhenArg, effort, rating};
use crate::cli::json_views::{SessionView, UNDO};
use crate::cli::{Context, Failure, Written, print, print_json};
use crate::coach::hides_numbers;
use crate::content::own_activities::find;
use crate::domain::distance::parse_kilometers;
use crate::domain::{
    Also, Change, Day, Effort, OwnActivities, Rating, Session, Source, parse_duration, whole,
};
use chrono::TimeDelta;
use clap::Args;
use color_eyre::eyre::Result;

/// The arguments of `log`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline log walk 25m\n  firstline log yoga 1h10 --effort 3 --before 4 --after 6\n  firstline log run 30 --distance 5.2km --on \"yesterday 18:00\""
)]
pub struct Log {
    /// The activity: walk, yoga, swim, gardening ...
    activity: String,
    /// How long: 25m, 1h10, 40s, or plain minutes
    #[arg(value_parser = |text: &str| parse_duration(text).map_err(|error| error.to_string()))]
    duration: u32,
    /// Effort: 0 rest to 10 nothing left
    #[arg(short, long, value_name = "N", value_parser = effort)]
    effort: Option<Effort>,
    /// Mood before, 1 to 9
    #[arg(short, long, value_name = "N", value_parser = rating)]
    before: Option<Rating>,
    /// Mood after, 1 to 9
    #[arg(short, long, value_name = "N", value_parser = rating)]
    after: Option<Rating>,
    /// Distance: 5km, 3mi, 800m, or plain kilometers
    #[arg(short, long, value_name = "KM", value_parser = parse_kilometers, allow_negative_numbers = true)]
    distance: Option<f64>,
    #[command(flatten)]
    when: WhenArg,
    /// A note
    #[arg(
        short,
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    note: String,
    #[command(flatten)]
    json: Json,
}

impl Log {
    /// Saves the session. Without a time it ended just now.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let session = self.save(context)?;
        context.run_hooks(|hooks, now| hooks.session_end(&session, now))
    }

    fn save(&self, context: &Context<'_>) -> Result<Session> {
        // A database that isn't there yet has none.
        let here = match context.existing() {
            Ok(store) => store.own_activities()?,
            Err(_) => Vec::new(),
        };
        let activity = find(OwnActivities(&here), &self.activity)
            .map_err(|unknown| Failure::usage(unknown.to_string()))?;
        let now = context.now();
        let begun = now - TimeDelta::seconds(i64::from(self.duration));
        let Written { at, day, timed } = self.when.past(context)?.unwrap_or(Written {
            at: begun,
            day: Day::of(begun.naive_local(), context.config.day_start()),
            timed: true,
        });
        let mut store = context.store()?;
        let session = Session {
            id: store.new_id(now),
            start: at,
            timed,
            day,
            activity: activity.id.clone(),
            title: activity.label.clone(),
            routine: None,
            active_seconds: self.duration,
            planned_seconds: None,
            distance_m: self.distance.map(|kilometers| kilometers * 1000.0),
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
        store.apply(&Change::save(session.clone()), now)?;
        self.told(&session, hides_numbers(&store.recent(day)?), context)?;
        Ok(session)
    }

    fn told(&self, session: &Session, hidden: bool, context: &Context<'_>) -> Result<()> {
        if self.json.json {
            return print_json(&SessionView {
                undo: Some(UNDO),
                ..SessionView::of(session)
            });
        }
        let minutes = if hidden {
            String::new()
        } else {
            format!(", {} min on {}", whole(session.minutes()), session.day)
        };
        print(&format!(
            "Saved: {}{minutes}. To undo: firstline undo\n",
            context.units().name(&session.title)
        ))
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<SessionView<'static>>()
}
