//! Completion candidates for each argument, beyond those that clap knows.

use crate::cli::routines;
use crate::cli::tags::tags;
use crate::clock::Clock;
use crate::config::Config;
use crate::content::activities::activities;
use crate::content::cards::cards;
use crate::content::support::countries;
use crate::domain::{Journal, Sorting as _};
use crate::environment::Environment;
use crate::import::formats::FORMATS;
use crate::paths::Paths;
use crate::routine_files;
use crate::store::{Store, backups, is_absent};
use clap::{Arg, Command};
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};
use std::ffi::OsStr;
use std::fmt::Display;
use std::time::Duration;

/// How long a completion waits while another program is writing.
const PATIENCE: Duration = Duration::from_millis(200);
/// How many recent records are offered by id.
const RECORDS: usize = 30;

type Candidates = Vec<CompletionCandidate>;

/// Adds the candidates to the grammar. They are not added for parsing a command line, which also accepts parts of
/// names.
pub(super) fn with(grammar: Command) -> Command {
    let activity = |arg: Arg| arg.add(ArgValueCandidates::new(of_activities));
    let tag = |arg: Arg| arg.add(ArgValueCandidates::new(of_tags));
    let record = |arg: Arg| arg.add(ArgValueCandidates::new(of_records));
    let routine = |arg: Arg| arg.add(ArgValueCandidates::new(of_routines));
    let country = |arg: Arg| arg.add(ArgValueCandidates::new(of_countries));
    let experiment = |arg: Arg| arg.add(ArgValueCandidates::new(of_experiments));
    let setting = |arg: Arg| arg.add(ArgValueCandidates::new(of_settings));
    let filtered = |command: Command| command.mut_arg("tag", tag).mut_arg("activity", activity);
    grammar
        .mut_subcommand("checkin", |command| command.mut_arg("tags", tag))
        .mut_subcommand("log", |command| command.mut_arg("activity", activity))
        .mut_subcommand("edit", |command| {
            let command = command.mut_arg("ids", record).mut_arg("activity", activity);
            let tagged = command.mut_arg("tags", tag).mut_arg("added", tag);
            tagged.mut_arg("removed", tag)
        })
        .mut_subcommand("delete", |command| command.mut_arg("ids", record))
        .mut_subcommand("history", filtered)
        .mut_subcommand("sessions", filtered)
        .mut_subcommand("checkins", filtered)
        .mut_subcommand("today", filtered)
        .mut_subcommand("start", |command| command.mut_arg("routine", routine))
        .mut_subcommand("routines", |command| {
            command
                .mut_subcommand("show", |show| show.mut_arg("name", routine))
                .mut_subcommand("new", |new| new.mut_arg("from", routine))
        })
        .mut_subcommand("tags", |command| {
            command
                .mut_subcommand("rename", |rename| rename.mut_arg("from", tag))
                .mut_subcommand("merge", |merge| {
                    merge.mut_arg("from", tag).mut_arg("into", tag)
                })
        })
        .mut_subcommand("experiment", |command| {
            command
                .mut_subcommand("result", |result| result.mut_arg("id", experiment))
                .mut_subcommand("protocol", |one| one.mut_arg("id", experiment))
        })
        .mut_subcommand("import", |command| {
            command.mut_arg("words", |arg| arg.add(ArgValueCompleter::new(of_imports)))
        })
        .mut_subcommand("restore", |command| {
            command.mut_arg("path", |arg| arg.add(ArgValueCompleter::new(of_backups)))
        })
        .mut_subcommand("learn", |command| {
            command.mut_arg("topic", |arg| arg.add(ArgValueCandidates::new(of_cards)))
        })
        .mut_subcommand("support", |command| {
            command
                .mut_arg("words", country)
                .mut_arg("country", country)
        })
        .mut_subcommand("config", |command| {
            command
                .mut_subcommand("get", |get| get.mut_arg("key", setting))
                .mut_subcommand("set", |set| set.mut_arg("key", setting))
        })
}

fn one(value: &str, help: impl Display) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(help.to_string().into()))
}

/// The files for the command line: those it names, otherwise the defaults.
fn paths() -> Option<Paths> {
    let named = |option: &str| {
        let mut words = std::env::args_os();
        words.find(|word| word == option)?;
        words.next().map(Into::into)
    };
    Paths::find(named("--db"), named("--config"), &Environment::read()).ok()
}

/// The database, if it exists; never creates one.
fn store() -> Option<Store> {
    let db = paths()?.db;
    let now = Clock::new(Environment::read().now.as_deref())
        .ok()?
        .now()
        .wall;
    if is_absent(&db) {
        return None;
    }
    Store::open_patiently(&db, now, PATIENCE).ok()
}

/// The records, including routines from files; no records if there is no database.
fn journal() -> Journal {
    let mut journal = store()
        .and_then(|store| store.all().ok())
        .unwrap_or_default();
    if let Some(paths) = paths() {
        routine_files::add(&mut journal, &paths.db);
    }
    journal
}

fn of_activities() -> Candidates {
    let journal = journal();
    let mine = journal.own_activities().active();
    let mine = mine.map(|own| one(&own.name, "yours"));
    let all = activities().iter();
    mine.chain(all.map(|activity| one(&activity.id, &activity.label)))
        .collect()
}

fn of_routines() -> Candidates {
    let journal = journal();
    let all = routines::all(&journal);
    all.map(|(routine, _)| one(&routine.id, &routine.title))
        .collect()
}

fn of_tags() -> Candidates {
    tags(&journal())
        .into_keys()
        .map(CompletionCandidate::new)
        .collect()
}

/// The latest records by id, newest first, preceded by `last`.
fn of_records() -> Candidates {
    let journal = journal();
    let check_ins = journal.check_ins().iter();
    let check_ins = check_ins.map(|record| (record.at, record.id, "check-in".to_owned()));
    let sessions = journal.sessions().iter();
    let sessions = sessions.map(|record| (record.start, record.id, record.title.clone()));
    let mut all: Vec<_> = check_ins.chain(sessions).collect();
    all.order_by_key(|(at, id, _)| std::cmp::Reverse((*at, *id)));
    let last = one("last", "the latest check-in or session");
    let latest = all.into_iter().take(RECORDS).map(|(at, id, what)| {
        one(
            &id.to_string(),
            format!("{what}, {}", at.format("%Y-%m-%d %H:%M")),
        )
    });
    std::iter::once(last).chain(latest).collect()
}

fn of_experiments() -> Candidates {
    let journal = journal();
    let all = journal.experiments().iter().rev();
    all.map(|trial| {
        let help = format!("{} or {}, from {}", trial.arm_a, trial.arm_b, trial.start);
        one(&trial.id.to_string(), help)
    })
    .collect()
}

/// After `undo`, the imports that can be undone; otherwise formats, subcommands and files.
fn of_imports(current: &OsStr) -> Candidates {
    let begun = current.to_string_lossy();
    let fits = |candidate: &CompletionCandidate| {
        candidate.get_value().to_string_lossy().starts_with(&*begun)
    };
    if std::env::args_os().any(|word| word == "undo") {
        let imports = store()
            .and_then(|store| store.imports().ok())
            .unwrap_or_default();
        let left = imports
            .into_iter()
            .filter(|import| import.undone_at.is_none());
        let left = left.map(|import| {
            let day = import.at.date_naive();
            one(
                &import.id.to_string(),
                format!("{} from {day}", import.kind),
            )
        });
        return left.filter(fits).collect();
    }
    let mut words: Vec<&str> = FORMATS.iter().map(|format| format.word).collect();
    words.dedup();
    words.extend(["list", "undo"]);
    let words = words.into_iter().map(CompletionCandidate::new);
    let files = PathCompleter::any().stdio().complete(current);
    words.filter(fits).chain(files).collect()
}

/// The backups in the backup folder, and files.
fn of_backups(current: &OsStr) -> Candidates {
    let begun = current.to_string_lossy();
    let database = paths().map(|paths| backups::settled(&paths.db));
    let mut found = database
        .and_then(|database| backups::list(&database).ok())
        .unwrap_or_default();
    found.order_by(|one, other| other.path.cmp(&one.path));
    let names = found
        .iter()
        .filter_map(|backup| backup.path.file_name()?.to_str());
    let names = names.filter(|name| name.starts_with(&*begun));
    let files = PathCompleter::any().stdio().complete(current);
    names.map(CompletionCandidate::new).chain(files).collect()
}

fn of_cards() -> Candidates {
    let all = cards().iter();
    all.map(|card| one(&card.id, &card.title)).collect()
}

fn of_countries() -> Candidates {
    let all = countries().iter();
    all.map(|country| one(&country.code, &country.name))
        .collect()
}

fn of_settings() -> Candidates {
    Config::keys()
        .into_iter()
        .map(CompletionCandidate::new)
        .collect()
}
