//! `firstline inbox`: reads the inbox, lines of text that any notes app can write.

use crate::cli::json_views::UNDO;
use crate::cli::{Context, Failure, Json, note, print, print_json};
use crate::domain::Record;
use crate::domain::arriving::{SHARED, Sources};
use crate::domain::english;
use crate::import::inbox::{self, LineRead, Taken};
use crate::import::{Here, arriving};
use crate::paths::home;
use crate::routine_files;
use crate::store::Store;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The arguments of `inbox`.
#[derive(Debug, Args)]
#[command(
    after_help = "A line is what you'd say: 7 5 6 4 met Ana, walk 25m 4>6, pain 3 18:30, yesterday 8pm yoga 1h, #rest, slept 7h30, note a good talk. Lines that were understood move to a log beside the inbox; the others stay, with a word about why.\n\nExamples:\n  firstline config set inbox ~/Notes/inbox.txt\n  firstline inbox --dry-run\n  firstline inbox"
)]
pub struct Inbox {
    /// Show what would happen; nothing is saved
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct InboxReport<'a> {
    /// Number of new entries.
    saved: usize,
    /// Number of lines that weren't understood.
    left: usize,
    /// Every line.
    lines: &'a [LineRead],
    /// Files that couldn't be read or written.
    problems: &'a [String],
    /// How to undo it.
    undo: Option<&'a str>,
}

impl Inbox {
    /// Reads the inbox.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if context.options.demo {
            return Err(Failure::usage("Sample data has no inbox. Leave out --demo.").into());
        }
        let mut store = if self.dry_run {
            context.existing()?
        } else {
            context.store()?
        };
        let places = places(context, &store);
        if places.is_empty() {
            return Err(Failure::Nothing(
                "You have no inbox yet. To set one: firstline config set inbox ~/Notes/inbox.txt"
                    .to_owned(),
            )
            .into());
        }
        let taken = take(context, &mut store, &places, self.dry_run)?;
        if self.json.json {
            let is_saved = !self.dry_run && !taken.records.is_empty();
            print_json(&InboxReport {
                saved: taken.records.len(),
                left: taken.left(),
                lines: &taken.lines,
                problems: &taken.problems,
                undo: is_saved.then_some(UNDO),
            })?;
        } else {
            for problem in &taken.problems {
                note(problem);
            }
            print(&words(&taken, self.dry_run))?;
        }
        drop(store);
        if self.dry_run {
            return Ok(());
        }
        run_hooks(context, &taken)
    }
}

/// Runs the hooks for what was saved.
pub(super) fn run_hooks(context: &Context<'_>, taken: &Taken) -> Result<()> {
    context.run_hooks(|hooks, now| {
        for record in &taken.records {
            match record {
                Record::CheckIn(record) => hooks.check_in(record, now),
                Record::Session(session) => hooks.session_end(session, now),
                _ => {}
            }
        }
    })
}

/// The inboxes: the one in the settings, and the one in the shared folder of the last sync.
fn places(context: &Context<'_>, store: &Store) -> Vec<PathBuf> {
    let sources = Sources {
        inbox: context.config.inbox.clone(),
        shared: store.setting(SHARED).ok().flatten(),
        ..Sources::default()
    };
    arriving::inboxes(&sources, &home(Path::new(".")))
}

/// Reads the inboxes, including one in the folder `shared`, which is remembered for the next start.
///
/// # Errors
/// If the store can't be read or written.
pub(super) fn take_with(
    context: &Context<'_>,
    store: &mut Store,
    shared: &Path,
) -> Result<Option<Taken>> {
    let has_one = inbox::in_shared(shared).is_some();
    let folder = std::path::absolute(shared)?;
    let folder = folder.to_str().filter(|_| has_one).unwrap_or_default();
    if store.setting(SHARED)?.unwrap_or_default() != folder {
        store.set_setting(SHARED, folder, context.now())?;
    }
    let places = places(context, store);
    if places.is_empty() {
        return Ok(None);
    }
    take(context, store, &places, false).map(Some)
}

fn take(
    context: &Context<'_>,
    store: &mut Store,
    places: &[PathBuf],
    dry_run: bool,
) -> Result<Taken> {
    let routines = routine_files::folder(&context.paths.db);
    let here = Here {
        clock: context.clock,
        day_start: context.config.day_start(),
        routines: &routines,
    };
    Ok(inbox::take(store, places, &here, dry_run)?)
}

/// What happened, line by line.
fn words(taken: &Taken, dry_run: bool) -> String {
    let mut text = String::new();
    for line in &taken.lines {
        let mark = if line.understood { "+" } else { "?" };
        let _ = writeln!(text, "{mark} {}\n    {}", line.line, line.answer);
    }
    let counts = taken.counts();
    let saved = match (&counts, dry_run) {
        (None, _) if taken.lines.is_empty() => "Nothing new in your inbox.".to_owned(),
        (None, _) => "Nothing new was saved.".to_owned(),
        (Some(counts), true) => format!("Would be saved: {counts}."),
        (Some(counts), false) => format!("Saved: {counts}. To undo: {UNDO}"),
    };
    let _ = writeln!(text, "{saved}");
    let left = taken.left();
    if left > 0 {
        let stay = if left == 1 { "stays" } else { "stay" };
        let _ = writeln!(
            text,
            "{} {stay} in the inbox.",
            english::count(left, "line")
        );
    }
    text
}
