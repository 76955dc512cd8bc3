//! `firstline inbox`: reads what arrives by itself: the inbox, and files of watched folders.

mod print_schedule;

use crate::cli::import::{ask_line, tables};
use crate::cli::json_views::UNDO;
use crate::cli::remind::schedule::Scheduler;
use crate::cli::{Context, Failure, Json, note, print, print_json};
use crate::domain::arriving::{SHARED, Sources};
use crate::domain::{Day, Record, english};
use crate::import::arriving::{self, Arrived, Places};
use crate::import::inbox::{self, LineRead, Taken};
use crate::import::watched::{FolderNews, Preview};
use crate::paths::home;
use crate::routine_files;
use crate::store::Store;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, stderr, stdin};
use std::path::Path;

/// The arguments of `inbox`.
#[derive(Debug, Args)]
#[command(
    after_help = "A line is what you'd say: 7 5 6 4 met Ana, walk 25m 4>6, pain 3 18:30, yesterday 8pm yoga 1h, #rest, slept 7h30, note a good talk. Lines that were understood move to a log beside the inbox; the others stay, with a word about why.\n\nFiles from folders that config.toml names under [[watch]] are shown before the first import, and then imported on their own.\n\nExamples:\n  firstline config set inbox ~/Notes/inbox.txt\n  firstline inbox --dry-run\n  firstline inbox\n  firstline inbox --print --with cron      what would read it every hour"
)]
pub struct Inbox {
    /// Show what would happen; nothing is saved
    #[arg(long)]
    dry_run: bool,
    /// Import from watched folders without asking
    #[arg(short, long)]
    yes: bool,
    /// Show how your system's scheduler would read it every hour
    #[arg(long, conflicts_with_all = ["dry_run", "yes", "json"])]
    print: bool,
    /// The scheduler, instead of this system's default
    #[arg(long, value_enum, value_name = "WHO", requires = "print")]
    with: Option<Scheduler>,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct InboxReport<'a> {
    /// Number of new entries from the inbox.
    saved: usize,
    /// Number of lines that weren't understood.
    left: usize,
    /// Every line.
    lines: &'a [LineRead],
    /// The watched folders.
    folders: &'a [FolderNews],
    /// Files that couldn't be read or written.
    problems: &'a [String],
    /// How to undo the last step.
    undo: Option<&'a str>,
}

impl Inbox {
    /// Reads what arrived.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if context.options.demo {
            return Err(Failure::usage("Sample data has no inbox. Leave out --demo.").into());
        }
        if self.print {
            let scheduler = self.with.unwrap_or_else(Scheduler::guess);
            return print_schedule::show(scheduler, context);
        }
        let mut store = if self.dry_run {
            context.existing()?
        } else {
            context.store()?
        };
        let sources = sources(context, &store);
        if sources.is_empty() {
            return Err(Failure::Nothing(
                "You have no inbox yet. To set one: firstline config set inbox ~/Notes/inbox.txt"
                    .to_owned(),
            )
            .into());
        }
        let mut ask = |preview: &Preview<'_>| self.agrees(preview);
        let mut arrived = Arrived::default();
        arriving::take(
            &mut store,
            &sources,
            &places(context),
            self.dry_run,
            Some(&mut ask),
            &mut arrived,
        )?;
        let taken = &arrived.inbox;
        if self.json.json {
            let is_saved = !self.dry_run && arrived.is_saved();
            print_json(&InboxReport {
                saved: taken.records.len(),
                left: taken.left(),
                lines: &taken.lines,
                folders: &arrived.folders,
                problems: &taken.problems,
                undo: is_saved.then_some(UNDO),
            })?;
        } else {
            for problem in problems(&arrived) {
                note(problem);
            }
            let has_inbox = !arriving::inboxes(&sources, Path::new("")).is_empty();
            let of_inbox = has_inbox.then(|| words(taken, self.dry_run));
            let of_folders = arrived
                .folders
                .iter()
                .map(|news| folder(news, self.dry_run));
            let all: String = of_inbox.into_iter().chain(of_folders).collect();
            print(&all)?;
        }
        drop(store);
        if self.dry_run {
            return Ok(());
        }
        run_hooks(context, taken)
    }

    /// Shows what a source has before its first import, and asks whether to import it from now on.
    fn agrees(&self, preview: &Preview<'_>) -> bool {
        let is_there = stdin().is_terminal() && stderr().is_terminal();
        if self.yes || self.json.json || !(self.dry_run || is_there) {
            return self.yes;
        }
        note(&shown(preview));
        self.dry_run
            || ask_line("Import this, and later files like it without asking? [y/N] ")
                .is_some_and(|answer| answer.trim().eq_ignore_ascii_case("y"))
    }
}

/// What a source has.
fn shown(preview: &Preview<'_>) -> String {
    let outcome = preview.outcome;
    let files = english::count(preview.gathered.files.len(), preview.kind.noun());
    let entries = english::count(outcome.added, "new entry");
    let days = days(outcome.first_day, outcome.last_day);
    let mut text = format!(
        "{}: {files} with {entries}{days}, {} already there.\n",
        preview.folder, outcome.duplicates
    );
    for file in &preview.gathered.files {
        text.push_str(&tables(file));
        for (line, reason) in &file.rejected {
            let _ = writeln!(text, "  {}, line {line}: {reason}", file.name);
        }
    }
    text.trim_end().to_owned()
}

/// `, 2026-03-01 to 2026-03-02`.
fn days(first: Option<Day>, last: Option<Day>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    }
}

/// Sentences about what couldn't be read or written.
pub(super) fn problems(arrived: &Arrived) -> impl Iterator<Item = &String> {
    let of_folders = arrived.folders.iter().flat_map(|news| &news.problems);
    arrived.inbox.problems.iter().chain(of_folders)
}

/// What a watched folder brought.
fn folder(news: &FolderNews, dry_run: bool) -> String {
    let mut text = String::new();
    let verb = if dry_run { "would be added" } else { "added" };
    for source in &news.sources {
        let entries = english::count(source.added, "entry");
        let (files, days) = (source.counted(), days(source.first_day, source.last_day));
        let _ = writeln!(
            text,
            "{}: {entries} {verb} from {files}, {} already there{days}.",
            news.folder, source.duplicates
        );
        if let Some(id) = source.import_id {
            let _ = writeln!(text, "To undo: firstline import undo {id}");
        }
    }
    for waits in news.waits() {
        let _ = writeln!(text, "{waits} (in a terminal, or with --yes)");
    }
    if news.waiting > 0 {
        let files = english::count(news.waiting, "file");
        let _ = writeln!(
            text,
            "{}: {files} may still be written, and will be read next time.",
            news.folder
        );
    }
    if text.is_empty() && news.problems.is_empty() {
        let _ = writeln!(text, "{}: nothing new.", news.folder);
    }
    text
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

/// Where everything is.
fn places(context: &Context<'_>) -> Places {
    Places {
        db: context.paths.db.clone(),
        home: home(Path::new(".")),
        routines: routine_files::folder(&context.paths.db),
        clock: context.clock,
    }
}

/// The inbox in the settings, the one in the shared folder of the last sync, and the watched folders.
fn sources(context: &Context<'_>, store: &Store) -> Sources {
    Sources {
        inbox: context.config.inbox.clone(),
        shared: store
            .setting(SHARED)
            .ok()
            .flatten()
            .filter(|folder| !folder.is_empty()),
        watched: context.config.watch.clone(),
        day_start: context.config.day_start(),
    }
}

/// Reads what arrived, for a sync with the folder `shared`: an inbox in it is remembered for the next start.
///
/// # Errors
/// If the store can't be read or written.
pub(super) fn take_with(
    context: &Context<'_>,
    store: &mut Store,
    shared: &Path,
) -> Result<Arrived> {
    let has_one = inbox::in_shared(shared).is_some();
    let folder = std::path::absolute(shared)?;
    let folder = folder.to_str().filter(|_| has_one).unwrap_or_default();
    if store.setting(SHARED)?.unwrap_or_default() != folder {
        store.set_setting(SHARED, folder, context.now())?;
    }
    let mut arrived = Arrived::default();
    let (sources, places) = (sources(context, store), places(context));
    arriving::take(store, &sources, &places, false, None, &mut arrived)?;
    Ok(arrived)
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
