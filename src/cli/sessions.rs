//! `firstline sessions`: the sessions.

use crate::cli::args::{Json, RangeArgs};
use crate::cli::view::SessionView;
use crate::cli::{Context, Failure, print, print_json, safe};
use crate::coach::hides_numbers;
use crate::content::words::level;
use crate::domain::{Day, Question, Rating};
use chrono::NaiveDate;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `sessions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline sessions\n  firstline sessions --from -7d\n  firstline sessions --from 2026-01-01 --to 2026-01-31 --json"
)]
pub struct Sessions {
    #[command(flatten)]
    range: RangeArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct View<'a> {
    sessions: Vec<SessionView<'a>>,
}

impl Sessions {
    /// Prints the sessions, the oldest first.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let range = self.range.read(context)?;
        let first = range.first.unwrap_or(Day::from_date(NaiveDate::MIN));
        let last = range.last.unwrap_or(Day::from_date(NaiveDate::MAX));
        let journal = context.store()?.all()?;
        let sessions = journal.sessions_in(first, last);
        if self.json.json {
            return print_json(&View {
                sessions: sessions.iter().map(SessionView::of).collect(),
            });
        }
        if sessions.is_empty() {
            return Err(Failure::Nothing("No sessions in that time yet.".to_owned()).into());
        }
        let hidden = hides_numbers(&journal);
        let mut text = String::new();
        for session in sessions {
            let time = if session.timed {
                session.start.format("%H:%M").to_string()
            } else {
                "     ".to_owned()
            };
            let mood = match (session.before, session.after) {
                (None, None) => String::new(),
                (before, after) => {
                    let shown = |rating: Option<Rating>| match rating {
                        None => "-".to_owned(),
                        Some(rating) if hidden => level(Question::Mood, rating).to_owned(),
                        Some(rating) => rating.to_string(),
                    };
                    format!("  mood {} to {}", shown(before), shown(after))
                }
            };
            let part = if session.complete {
                ""
            } else {
                "  (part of it)"
            };
            let minutes = if hidden {
                String::new()
            } else {
                format!("{:>4.0} min  ", session.minutes())
            };
            let _ = writeln!(
                text,
                "{} {time}  {minutes}{}{mood}{part}",
                session.day,
                safe(&session.title)
            );
        }
        print(&text)
    }
}
