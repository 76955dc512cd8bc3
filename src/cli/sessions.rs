//! `firstline sessions`: the sessions, one per line.

use crate::cli::args::{JsonFields, RangeArgs};
use crate::cli::filter::FilterArgs;
use crate::cli::json_views::SessionView;
use crate::cli::{Context, Failure, lines, print, safe};
use crate::coach::hides_numbers;
use crate::domain::Session;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `sessions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline sessions\n  firstline sessions --days 7 --activity walk\n  firstline sessions --from 2026-01-01 --to 2026-01-31 --json start,title,active_seconds"
)]
pub struct Sessions {
    #[command(flatten)]
    range: RangeArgs,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    json: JsonFields,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SessionsJson<'a> {
    sessions: Vec<SessionView<'a>>,
}

impl Sessions {
    /// Prints the sessions, oldest first.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let range = self.range.read(context)?;
        let journal = context.existing()?.all()?;
        let filter = self.filter.over(&journal)?;
        let kept =
            |session: &&Session| range.contains(session.day) && filter.keeps_session(session);
        let sessions = filter.latest(journal.sessions().iter().filter(kept).collect());
        if self.json.is_asked() {
            let sessions = sessions.into_iter().map(SessionView::of).collect();
            return self.json.print(&SessionsJson { sessions }, "sessions");
        }
        if sessions.is_empty() {
            return Err(Failure::Nothing("No sessions in this date range.".to_owned()).into());
        }
        let hidden = hides_numbers(&journal);
        let mut text = String::new();
        for session in sessions {
            let time = lines::time(session.start, session.timed, context.units());
            let mood = lines::mood_around(session, hidden);
            let mood = mood.map_or_else(String::new, |mood| format!("  {mood}"));
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
                safe(&context.units().name(&session.title))
            );
            text.push_str(&self.filter.below(session.id, &session.note));
        }
        print(&text)
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<SessionsJson<'static>>()
}
