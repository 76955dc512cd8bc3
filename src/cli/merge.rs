//! `firstline merge`: merges another firstline database, row by row.

use crate::cli::encryption::DecryptArgs;
use crate::cli::json_views::UNDO;
use crate::cli::piped::Input;
use crate::cli::{Context, Failure, Json, print, print_json, safe};
use crate::content::undo_text::counted;
use crate::domain::english::list;
use crate::store::backups::name::Reason;
use crate::store::{Other, Refusal, Tally};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The arguments of `merge`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline merge /media/stick/firstline.db\n\nIf an entry differs, the newer edit wins, and what was deleted stays deleted. FILE itself is only read. Merging it again changes nothing."
)]
pub struct Merge {
    /// A firstline database, or a snapshot of one; - for standard input
    file: PathBuf,
    #[command(flatten)]
    keys: DecryptArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct MergeReport {
    file: String,
    #[serde(flatten)]
    brought: Brought,
    undo: Option<&'static str>,
}

impl Merge {
    /// Merges the whole file or nothing.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let input = Input::open(&self.file, &self.keys)?;
        let name = input.name();
        if is_same(&self.file, &context.paths.db) {
            return Err(Failure::runtime(format!(
                "{name} is the database in use. Choose the file from another computer."
            ))
            .into());
        }
        let now = context.now();
        let other = Other::read(input.path(), now).map_err(|error| {
            Failure::runtime(format!(
                "{name} {}. Nothing was changed.",
                why_not(error.refusal())
            ))
        })?;
        let mut brought = Brought::default();
        let mut store = context.store()?;
        context.back_up(&store, Reason::Import);
        for outcome in store.merge(&[&other], now)? {
            let tallies = outcome.map_err(|_| {
                Failure::runtime(format!("{name} {DOES_NOT_FIT}. Nothing was changed."))
            })?;
            brought.add(&tallies);
        }
        if self.json.json {
            return print_json(&MergeReport {
                file: name,
                undo: (!brought.is_empty()).then_some(UNDO),
                brought,
            });
        }
        if brought.is_empty() {
            return print(&format!("Everything in {name} is already here.\n"));
        }
        print(&format!(
            "From {name}: {}. To undo: firstline undo\n",
            brought.words()
        ))
    }
}

/// The message for a file with rows that cannot be stored.
pub(super) const DOES_NOT_FIT: &str = "has entries that can't be saved here";

/// The number of merged records of one kind.
#[derive(Clone, Copy, Debug, Serialize)]
struct Counts {
    added: usize,
    changed: usize,
    deleted: usize,
}

/// What was merged, in total and by kind.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Brought {
    added: usize,
    changed: usize,
    deleted: usize,
    records: BTreeMap<&'static str, Counts>,
    #[serde(skip)]
    tallies: Vec<Tally>,
}

/// Selects a number of a tally.
type Count = fn(&Tally) -> usize;

impl Brought {
    /// Adds more tallies.
    pub(super) fn add(&mut self, tallies: &[Tally]) {
        for tally in tallies {
            let counts = self.records.entry(tally.name).or_insert(Counts {
                added: 0,
                changed: 0,
                deleted: 0,
            });
            let known = self
                .tallies
                .iter_mut()
                .find(|known| known.name == tally.name);
            for (sum, more) in [
                (&mut self.added, tally.added),
                (&mut self.changed, tally.changed),
                (&mut self.deleted, tally.deleted),
                (&mut counts.added, tally.added),
                (&mut counts.changed, tally.changed),
                (&mut counts.deleted, tally.deleted),
            ] {
                *sum += more;
            }
            match known {
                Some(known) => {
                    known.added += tally.added;
                    known.changed += tally.changed;
                    known.deleted += tally.deleted;
                }
                None => self.tallies.push(*tally),
            }
        }
    }

    /// Whether the merge changed nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.added + self.changed + self.deleted == 0
    }

    /// `12 check-ins and 1 session added; 1 check-in changed`.
    pub(super) fn words(&self) -> String {
        let deeds: [(&str, Count); 3] = [
            ("added", |tally| tally.added),
            ("changed", |tally| tally.changed),
            ("deleted", |tally| tally.deleted),
        ];
        let parts = deeds.into_iter().filter_map(|(deed, count)| {
            let things = self.tallies.iter().filter(|tally| count(tally) > 0);
            let things: Vec<String> = things
                .map(|tally| counted(tally.subject, count(tally)))
                .collect();
            (!things.is_empty()).then(|| format!("{} {deed}", list(&things)))
        });
        parts.collect::<Vec<_>>().join("; ")
    }
}

/// Why a file is not merged, phrased to follow its name.
pub(super) fn why_not(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Newer { found, known } => format!(
            "was made by a newer firstline (schema {found}, this one knows {known}); update \
             firstline here"
        ),
        Refusal::Foreign => "belongs to another program".to_owned(),
        Refusal::NotADatabase => "isn't a firstline database, or hasn't fully arrived".to_owned(),
        Refusal::Corrupt => "is damaged or hasn't fully arrived; try again later".to_owned(),
        Refusal::ReadOnly | Refusal::NoAccess => {
            "can't be read: you don't have permission".to_owned()
        }
        Refusal::Locked => "is in use by another program; try again later".to_owned(),
        Refusal::Full => "couldn't be read because the disk is full".to_owned(),
        Refusal::IsDirectory => "is a folder; for folders, use firstline sync".to_owned(),
        Refusal::NotAFile => "isn't a plain file".to_owned(),
        Refusal::Missing | Refusal::Vanished { .. } => "doesn't exist".to_owned(),
        Refusal::CannotCreate(why) | Refusal::NoBackup(why) | Refusal::Other(why) => {
            format!("couldn't be read ({})", safe(why))
        }
    }
}

/// Whether two paths lead to the same existing file or folder.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    match (dunce::canonicalize(one), dunce::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
