//! Filters for listings: which records are shown, and how much of each.

use crate::cli::args::marked_tag;
use crate::cli::tags::unknown_tag;
use crate::cli::{Failure, safe};
use crate::content::activities::{activities, find_activity, label};
use crate::content::nearest::fold;
use crate::content::search::Query;
use crate::domain::{CheckIn, Day, Id, Journal, Session};
use clap::Args;
use std::fmt::Write as _;

/// The filters of `history`, `sessions`, `checkins` and `today`.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct FilterArgs {
    /// Only entries with this tag, like --tag
    #[arg(value_name = "@TAG", value_parser = word)]
    words: Vec<Word>,
    /// Only entries with this tag; repeat for entries with all of them
    #[arg(short, long, value_name = "TAG")]
    tag: Vec<String>,
    /// Only this activity: walk, yoga ...
    #[arg(short, long, value_name = "ACTIVITY")]
    activity: Option<String>,
    /// At most the latest N
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Show notes too
    #[arg(long)]
    pub notes: bool,
    /// Show ids too, for edit and delete
    #[arg(long)]
    pub ids: bool,
}

/// A word after a listing's name.
#[derive(Clone, Debug)]
enum Word {
    /// What other programs call a listing: says nothing more.
    List,
    Tag(String),
}

fn word(text: &str) -> Result<Word, String> {
    match marked_tag(text) {
        Some(tag) => Ok(Word::Tag(tag.to_owned())),
        None if text == "list" => Ok(Word::List),
        None => Err("A tag is @work or --tag work; for other words: firstline search".to_owned()),
    }
}

/// [`FilterArgs`] applied to a journal. A check-in also matches by the sessions of its day, and a session by its
/// check-ins.
pub(super) struct Filter<'a> {
    args: &'a FilterArgs,
    journal: &'a Journal,
    /// Folded.
    tags: Vec<String>,
    activity: Option<Query>,
}

impl FilterArgs {
    /// Whether any filter is set.
    pub(super) fn is_given(&self) -> bool {
        !self.tag.is_empty()
            || self.words.iter().any(|word| matches!(word, Word::Tag(_)))
            || self.activity.is_some()
            || self.limit.is_some()
    }

    /// Applies the filters to the records of `journal`.
    ///
    /// # Errors
    /// If no check-in has the tag, or the activity is unknown; with the nearest names.
    pub(super) fn over<'a>(&'a self, journal: &'a Journal) -> Result<Filter<'a>, Failure> {
        let marked = self.words.iter().filter_map(|word| match word {
            Word::List => None,
            Word::Tag(tag) => Some(tag),
        });
        let given: Vec<&String> = self.tag.iter().chain(marked).collect();
        let tagged = |tag: &str| {
            journal
                .check_ins()
                .iter()
                .any(|record| has_tag(record, tag))
        };
        let unknown = given.iter().find(|tag| !tagged(&fold(tag)));
        if let Some(unknown) = unknown {
            return Err(Failure::Nothing(unknown_tag(unknown, journal)));
        }
        let tags = given.into_iter().map(|tag| fold(tag)).collect();
        let activity = self.activity.as_deref().map(Query::new);
        if let (Some(given), Some(query)) = (&self.activity, &activity) {
            let known = activities().iter().any(|one| {
                let names = one.aliases.iter().map(String::as_str);
                fits(
                    query,
                    &names.chain([&*one.id, &*one.label]).collect::<Vec<_>>(),
                )
            });
            let done = journal.sessions().iter().any(|one| is_activity(query, one));
            if !known && !done {
                find_activity(given).map_err(|unknown| Failure::usage(unknown.to_string()))?;
            }
        }
        Ok(Filter {
            args: self,
            journal,
            tags,
            activity,
        })
    }
}

fn has_tag(record: &CheckIn, tag: &str) -> bool {
    record.tags.iter().any(|present| fold(present) == tag)
}

fn fits(query: &Query, names: &[&str]) -> bool {
    names.iter().any(|name| query.rank(&[name], &[]).is_some())
}

fn is_activity(query: &Query, session: &Session) -> bool {
    fits(
        query,
        &[&session.activity, label(&session.activity), &session.title],
    )
}

impl Filter<'_> {
    /// Whether a check-in is shown.
    pub(super) fn keeps_check_in(&self, record: &CheckIn) -> bool {
        self.tags.iter().all(|tag| has_tag(record, tag)) && self.has_activity(record.day)
    }

    /// Whether a session is shown.
    pub(super) fn keeps_session(&self, session: &Session) -> bool {
        let activity = self.activity.as_ref();
        activity.is_none_or(|query| is_activity(query, session)) && self.is_tagged(session.day)
    }

    /// Whether a day is shown.
    pub(super) fn keeps_day(&self, day: Day) -> bool {
        self.is_tagged(day) && self.has_activity(day)
    }

    /// The last entries of `found`, up to the limit.
    pub(super) fn latest<T>(&self, mut found: Vec<T>) -> Vec<T> {
        if let Some(limit) = self.args.limit {
            found.drain(..found.len().saturating_sub(limit as usize));
        }
        found
    }

    fn is_tagged(&self, day: Day) -> bool {
        let on_day = self.journal.check_ins_on(day);
        let is_on_day = |tag: &String| on_day.iter().any(|record| has_tag(record, tag));
        self.tags.iter().all(is_on_day)
    }

    fn has_activity(&self, day: Day) -> bool {
        let on_day = self.journal.sessions_on(day);
        let activity = self.activity.as_ref();
        activity.is_none_or(|query| on_day.iter().any(|session| is_activity(query, session)))
    }
}

impl FilterArgs {
    /// The lines below an entry: its note and its id, if requested.
    pub(super) fn below(&self, id: Id, note: &str) -> String {
        let mut text = String::new();
        let lines = note.lines().filter(|line| !line.trim().is_empty());
        for line in lines.filter(|_| self.notes) {
            let _ = writeln!(text, "    {}", safe(line));
        }
        if self.ids {
            let _ = writeln!(text, "    {id}");
        }
        text
    }
}
