//! `firstline import`: other programs' files; `firstline import undo`: such an import taken back.

mod files;
mod known;
mod records;
mod waiting;
mod word;

use crate::cli::{Context, Failure, note, print, print_json, safe};
use crate::content::moods::mood_level;
use crate::domain::{Day, Id, ImportBatch, ImportOutcome, Rating};
use crate::exchange::daylio::MoodMap;
use crate::exchange::own_csv::Mapping;
use crate::exchange::sniff::{self, Kind};
use crate::exchange::{Parsed, Present, Refusal, Rejected, Told, json, text};
use crate::routine_files;
use crate::store::Store;
use crate::store::backups::name::Reason;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use waiting::Waiting;
use word::Word;

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline import daylio export.csv\n  firstline import export.csv --map \"happy=8,sad=3\" --dry-run\n  firstline import csv moods.csv --columns \"day=Date,mood=Mood Score,note=Journal\" --scale \"mood=1-5\"\n  firstline import undo 0195…\n\nColumns of our own tables: day,time,mood,energy,calm,sleep,body,interest,appetite,focus,sleep_hours,tags,note\nand start,activity,minutes,met,effort,before,after,distance_km,note. Folders are read with what is in them.\nA second import of the same file adds nothing."
)]
pub struct Import {
    /// What it is (daylio, csv, apple-health, fit, gpx, tcx, fitbit, sleep, activities, firstline; told from the content when left out), then the files; or undo and the import's id
    #[arg(value_name = "FILE", required = true)]
    words: Vec<String>,
    /// What moods with names of their own mean, from 1 to 9: "rad=9,meh=5"
    #[arg(long, value_name = "MAP", default_value = "")]
    map: String,
    /// Which columns of another program's table are ours: "day=Date,mood=Mood Score"
    #[arg(long, value_name = "OURS=THEIRS", default_value = "")]
    columns: String,
    /// The worst and the best of another program's scale: "mood=1-5", or "calm=10-0" where 10 is worst
    #[arg(long, value_name = "RATING=WORST-BEST", default_value = "")]
    scale: String,
    /// Show what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    import_id: Option<Id>,
    read: usize,
    added: usize,
    duplicates: usize,
    rejected: &'a [Rejected],
    first_day: Option<Day>,
    last_day: Option<Day>,
}

/// What all files together brought.
#[derive(Default)]
struct Gathered {
    batch: ImportBatch,
    settings: Vec<(String, String)>,
    read: usize,
    rejected: Vec<Rejected>,
    /// Whether there is more than one file.
    many: bool,
    /// Whether folders were named: what lies in them besides is left alone.
    folders: bool,
}

impl Import {
    /// Imports the files, all or none; or takes an import back.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if self.words.first().is_some_and(|word| word == "undo") {
            return self.undo(context);
        }
        let (word, files) = self.word_and_files()?;
        let mut told = Told {
            moods: MoodMap::parse(&self.map).map_err(Failure::usage)?,
            mapping: Mapping::parse(&self.columns, &self.scale).map_err(Failure::usage)?,
            known: &mood_level,
            present: Present { now: context.now(), day_start: context.config.day_start() },
        };
        let named = files;
        let files = files::all(named).map_err(Failure::runtime)?;
        let mut gathered =
            Gathered { many: files.len() > 1, folders: files.as_slice() != named, ..Gathered::default() };
        let mut waiting = Waiting::new(files.len());
        for file in &files {
            waiting.next();
            self.read_file(file, word, &mut told, &mut gathered, context)?;
        }
        gathered.batch.files = files.iter().map(|file| safe(file)).collect();
        gathered.batch.dry_run = self.dry_run;
        // What is written in a file here is here already.
        let files = routine_files::read(&routine_files::folder(&context.paths.db)).routines;
        let read = gathered.batch.routines.len();
        gathered.batch.routines.retain(|incoming| files.iter().all(|file| file.id != incoming.record.id));
        let written = read - gathered.batch.routines.len();
        let now = context.now();
        let mut store = context.store()?;
        let known = if gathered.batch.own { 0 } else { known::leave_out(&mut gathered.batch, &store)? };
        if !self.dry_run && store.would_add(&gathered.batch)? {
            context.back_up(&store, Reason::Import);
        }
        let mut outcome = store.import(&gathered.batch, now)?;
        outcome.duplicates += known + written;
        if !self.dry_run {
            keep_settings(&mut store, &gathered.settings, context)?;
        }
        self.report(&gathered, outcome)
    }

    fn word_and_files(&self) -> Result<(Option<Word>, &[String])> {
        let first = self.words.first().map_or("", String::as_str);
        let word = Word::parse(first);
        let files = if word.is_some() { &self.words[1..] } else { &self.words };
        if files.is_empty() {
            return Err(Failure::usage(format!("no file was named; write firstline import {first} FILE")).into());
        }
        Ok((word, files))
    }

    fn read_file(
        &self,
        file: &str,
        word: Option<Word>,
        told: &mut Told<'_>,
        gathered: &mut Gathered,
        context: &Context<'_>,
    ) -> Result<()> {
        let name = safe(file);
        let refuse = |why: &dyn std::fmt::Display| Failure::runtime(format!("{name}: {why}. Nothing was imported."));
        let bytes = files::read(file).map_err(|why| refuse(&why))?;
        let found = sniff::kind(&bytes);
        let kind = match (word, found) {
            (Some(word), found) => word.kind(found.ok()),
            (None, _) if !told.mapping.is_empty() => Kind::Csv,
            (None, Ok(kind)) => {
                note(&format!("{name}: taken for {}", kind.told()));
                kind
            }
            (None, Err(looks)) if gathered.folders => {
                note(&format!("{name}: left out; it looks like {looks}"));
                return Ok(());
            }
            (None, Err(_)) if bytes.is_empty() => return Err(refuse(&"the file is empty").into()),
            (None, Err(looks)) => {
                return Err(refuse(&format!(
                    "it looks like {looks}; what can be read is {}. Another tracker's table can be read with --columns",
                    Kind::ALL.map(Kind::told).join(", ")
                ))
                .into());
            }
        };
        if kind == Kind::Firstline {
            return read_own(&bytes, &name, gathered).map_err(|why| refuse(&why).into());
        }
        if gathered.batch.own {
            return Err(Failure::usage(ONE_AFTER_THE_OTHER).into());
        }
        let parsed = match self.parse(kind, &bytes, told, &name) {
            // Among many files, one without anything in it is only mentioned.
            Err(Refusal::Empty(why)) if gathered.many && !kind.is_table() => {
                note(&format!("{name}: {why}"));
                return Ok(());
            }
            other => other.map_err(|why| refuse(&why))?,
        };
        for warning in &parsed.warnings {
            note(&format!("{name}: {warning}"));
        }
        kind.word().clone_into(&mut gathered.batch.kind);
        gathered.read += parsed.read;
        let make = records::Making { context, as_written: kind == Kind::Csv };
        gathered.batch.check_ins.extend(parsed.check_ins.into_iter().map(|entry| make.check_in(entry)));
        gathered.batch.sessions.extend(parsed.sessions.into_iter().map(|entry| make.session(entry)));
        let rejected = parsed.rejected.into_iter();
        gathered.rejected.extend(rejected.map(|(line, reason)| Rejected { file: name.clone(), line, reason }));
        Ok(())
    }

    /// Parses; moods with names of their own are asked about, once, where there is somebody to ask.
    fn parse(&self, kind: Kind, bytes: &[u8], told: &mut Told<'_>, name: &str) -> Result<Parsed, Refusal> {
        match crate::exchange::read(kind, bytes, told) {
            Err(Refusal::UnknownMoods(names)) if std::io::stdin().is_terminal() && !self.json => {
                note(&format!(
                    "{name} has moods with names of their own. How good is each, from 1 (very low) to 9 (very good)?"
                ));
                if ask(&names, &mut told.moods) {
                    crate::exchange::read(kind, bytes, told)
                } else {
                    Err(Refusal::UnknownMoods(names))
                }
            }
            other => other,
        }
    }

    fn report(&self, gathered: &Gathered, outcome: ImportOutcome) -> Result<()> {
        if self.json {
            return print_json(&Report {
                import_id: outcome.import_id,
                read: gathered.read,
                added: outcome.added,
                duplicates: outcome.duplicates,
                rejected: &gathered.rejected,
                first_day: outcome.first_day,
                last_day: outcome.last_day,
            });
        }
        for rejected in &gathered.rejected {
            note(&format!("{}, line {}: {}", rejected.file, rejected.line, rejected.reason));
        }
        let mut text = String::new();
        let verb = if self.dry_run { "would be added" } else { "added" };
        let _ = write!(text, "{} read, {} {verb}, {} there already", gathered.read, outcome.added, outcome.duplicates);
        if !gathered.rejected.is_empty() {
            let _ = write!(text, ", {} not taken", gathered.rejected.len());
        }
        if let (Some(first), Some(last)) = (outcome.first_day, outcome.last_day) {
            let _ = write!(text, ", from {first} to {last}");
        }
        text.push_str(".\n");
        if let Some(id) = outcome.import_id {
            let _ = writeln!(text, "firstline import undo {id} takes it back.");
        }
        print(&text)
    }

    fn undo(&self, context: &Context<'_>) -> Result<()> {
        let [_, word] = self.words.as_slice() else {
            return Err(Failure::usage("write firstline import undo ID, with the id that the import printed").into());
        };
        let id = Id::parse(word).ok_or_else(|| Failure::usage(format!("\"{}\" is no import's id", safe(word))))?;
        let mut store = context.store()?;
        if store.imports()?.iter().any(|import| import.id == id && import.undone_at.is_none()) {
            context.back_up(&store, Reason::Import);
        }
        match store.undo_import(id, context.now())? {
            Some(count) => print(&format!("Taken back: {count} records of that import.\n")),
            None => Err(Failure::runtime(format!("no import with the id {id} is left to take back")).into()),
        }
    }
}

const ONE_AFTER_THE_OTHER: &str = "a firstline export and other files are imported one after the other";

/// Takes one of our own exports.
fn read_own(bytes: &[u8], name: &str, gathered: &mut Gathered) -> Result<(), Refusal> {
    if !gathered.batch.own && gathered.read > 0 {
        return Err(Refusal::Unreadable(ONE_AFTER_THE_OTHER.to_owned()));
    }
    let (text, warning) = text::decode(bytes)?;
    if let Some(warning) = warning {
        note(&format!("{name}: {warning}"));
    }
    let export = json::read(&text)?;
    gathered.read += export.batch.len();
    "firstline".clone_into(&mut gathered.batch.kind);
    gathered.batch.own = true;
    gathered.batch.check_ins.extend(export.batch.check_ins);
    gathered.batch.sessions.extend(export.batch.sessions);
    gathered.batch.assessments.extend(export.batch.assessments);
    gathered.batch.routines.extend(export.batch.routines);
    gathered.batch.experiments.extend(export.batch.experiments);
    gathered.settings.extend(export.settings);
    Ok(())
}

/// Asks what each mood means; answers whether all were answered.
fn ask(names: &[String], map: &mut MoodMap) -> bool {
    let mut lines = std::io::stdin().lock().lines();
    for name in names {
        loop {
            let mut err = std::io::stderr();
            let _ = write!(err, "  {} ", safe(name));
            let _ = err.flush();
            let Some(Ok(line)) = lines.next() else { return false };
            if let Some(rating) = line.trim().parse().ok().and_then(Rating::new) {
                map.set(name, rating);
                break;
            }
            if line.trim().is_empty() {
                return false;
            }
            note("A digit from 1 to 9; enter alone leaves the import.");
        }
    }
    true
}

fn keep_settings(store: &mut Store, settings: &[(String, String)], context: &Context<'_>) -> Result<()> {
    for (key, value) in settings {
        store.set_setting(key, value, context.now())?;
    }
    Ok(())
}
