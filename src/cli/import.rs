//! `firstline import`: another program's file; `firstline import undo`: such an import taken back.

use crate::cli::{Context, Failure, note, print, print_json, safe};
use crate::content::moods::mood_level;
use crate::domain::{CheckIn, Day, Id, ImportBatch, ImportOutcome, Incoming, Rating, Source};
use crate::exchange::daylio::{self, MoodMap};
use crate::exchange::sniff::{self, Kind};
use crate::exchange::{Parsed, Refusal, Rejected, json, text};
use crate::routine_files;
use crate::store::Store;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{BufRead as _, IsTerminal as _, Write as _};

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline import daylio export.csv\n  firstline import export.csv --map \"happy=8,sad=3\" --dry-run\n  firstline import undo 0195…\n\nA second import of the same file adds nothing."
)]
pub struct Import {
    /// What it is, daylio or firstline (told from the content when left out), then the files; or undo and the import's id
    #[arg(value_name = "FILE", required = true)]
    words: Vec<String>,
    /// What moods with names of their own mean, from 1 to 9: "rad=9,meh=5"
    #[arg(long, value_name = "MAP", default_value = "")]
    map: String,
    /// Show what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Words for formats that other people's files come in, which cannot be read yet.
const NOT_YET: [&str; 7] = ["csv", "apple-health", "fit", "gpx", "tcx", "fitbit", "sleep"];

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
}

impl Import {
    /// Imports the files, all or none; or takes an import back.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if self.words.first().is_some_and(|word| word == "undo") {
            return self.undo(context);
        }
        let (kind, files) = self.kind_and_files()?;
        let mut map = MoodMap::parse(&self.map).map_err(Failure::usage)?;
        let mut gathered = Gathered::default();
        for file in files {
            self.read_file(file, kind, &mut map, &mut gathered, context)?;
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
        let mut outcome = store.import(&gathered.batch, now)?;
        outcome.duplicates += written;
        if !self.dry_run {
            keep_settings(&mut store, &gathered.settings, context)?;
        }
        self.report(&gathered, outcome)
    }

    fn kind_and_files(&self) -> Result<(Option<Kind>, &[String])> {
        let first = self.words.first().map_or("", String::as_str);
        let kind = match first {
            "daylio" => Some(Kind::Daylio),
            "firstline" => Some(Kind::Firstline),
            other if NOT_YET.contains(&other) && !std::path::Path::new(other).exists() => {
                let text = format!("{other} files cannot be read yet; daylio and firstline files can");
                return Err(Failure::usage(text).into());
            }
            _ => None,
        };
        let files = if kind.is_some() { &self.words[1..] } else { &self.words };
        if files.is_empty() {
            return Err(Failure::usage(format!("no file was named; write firstline import {first} FILE")).into());
        }
        Ok((kind, files))
    }

    fn read_file(
        &self,
        file: &str,
        kind: Option<Kind>,
        map: &mut MoodMap,
        gathered: &mut Gathered,
        context: &Context<'_>,
    ) -> Result<()> {
        let name = safe(file);
        let refuse = |why: &dyn std::fmt::Display| Failure::runtime(format!("{name}: {why}. Nothing was imported."));
        let bytes = read_bytes(file).map_err(|why| refuse(&why))?;
        let kind = match (kind, sniff::kind(&bytes)) {
            (Some(kind), _) => kind,
            (None, Ok(kind)) => {
                note(&format!(
                    "{name}: taken for {}",
                    if kind == Kind::Daylio { "a Daylio export" } else { "a firstline export" }
                ));
                kind
            }
            (None, Err(looks)) if bytes.is_empty() => {
                return Err(refuse(&format!("the file is empty, not {looks}")).into());
            }
            (None, Err(looks)) => {
                return Err(
                    refuse(&format!("it looks like {looks}; a Daylio CSV or a firstline JSON can be read")).into()
                );
            }
        };
        let (text, warning) = text::decode(&bytes).map_err(|why| refuse(&why))?;
        if let Some(warning) = warning {
            note(&format!("{name}: {warning}"));
        }
        match kind {
            Kind::Firstline => {
                let export = json::read(&text).map_err(|why| refuse(&why))?;
                gathered.read += export.batch.check_ins.len()
                    + export.batch.sessions.len()
                    + export.batch.assessments.len()
                    + export.batch.routines.len();
                "firstline".clone_into(&mut gathered.batch.kind);
                gathered.batch.own = true;
                gathered.batch.check_ins.extend(export.batch.check_ins);
                gathered.batch.sessions.extend(export.batch.sessions);
                gathered.batch.assessments.extend(export.batch.assessments);
                gathered.batch.routines.extend(export.batch.routines);
                gathered.settings.extend(export.settings);
            }
            Kind::Daylio => {
                if gathered.batch.own {
                    return Err(
                        Failure::usage("a firstline export and other files are imported one after the other").into()
                    );
                }
                let parsed = self.read_daylio(&text, map, context, &name).map_err(|why| refuse(&why))?;
                for warning in &parsed.warnings {
                    note(&format!("{name}: {warning}"));
                }
                "daylio".clone_into(&mut gathered.batch.kind);
                gathered.read += parsed.read;
                gathered.batch.check_ins.extend(parsed.check_ins.into_iter().map(|entry| incoming(entry, context)));
                gathered.rejected.extend(parsed.rejected.into_iter().map(|(line, reason)| Rejected {
                    file: name.clone(),
                    line,
                    reason,
                }));
            }
        }
        Ok(())
    }

    /// Parses; moods with names of their own are asked about, once, where there is somebody to ask.
    fn read_daylio(&self, text: &str, map: &mut MoodMap, context: &Context<'_>, name: &str) -> Result<Parsed, Refusal> {
        let today = Day::of(context.now().naive_local(), context.config.day_start());
        match daylio::parse(text, map, &mood_level, today) {
            Err(Refusal::UnknownMoods(names)) if std::io::stdin().is_terminal() && !self.json => {
                note(&format!(
                    "{name} has moods with names of their own. How good is each, from 1 (very low) to 9 (very good)?"
                ));
                if ask(&names, map) {
                    daylio::parse(text, map, &mood_level, today)
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
        match context.store()?.undo_import(id, context.now())? {
            Some(count) => print(&format!("Taken back: {count} records of that import.\n")),
            None => Err(Failure::runtime(format!("no import with the id {id} is left to take back")).into()),
        }
    }
}

fn read_bytes(file: &str) -> Result<Vec<u8>, String> {
    let metadata = std::fs::metadata(file).map_err(|error| told(&error))?;
    if metadata.is_dir() {
        return Err("it is a folder; name the file in it".to_owned());
    }
    if metadata.len() > text::MOST_BYTES {
        return Err("it is larger than 512 MB".to_owned());
    }
    std::fs::read(file).map_err(|error| told(&error))
}

fn told(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => format!("it cannot be read ({error})"),
    }
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

fn incoming(entry: crate::exchange::ForeignCheckIn, context: &Context<'_>) -> Incoming<CheckIn> {
    let now = context.now();
    let at = context.clock.moment(entry.when.local());
    let record = CheckIn {
        // The store gives imported records ids of their own.
        id: Id::new(now, [0; 10]),
        at,
        timed: entry.when.is_timed(),
        day: entry.when.day(context.config.day_start()),
        ratings: entry.ratings,
        sleep_hours: entry.sleep_hours,
        tags: entry.tags,
        note: entry.note,
        source: Source::Imported,
        import: None,
        updated_at: now,
    };
    Incoming { record, origin: entry.origin }
}

fn keep_settings(store: &mut Store, settings: &[(String, String)], context: &Context<'_>) -> Result<()> {
    for (key, value) in settings {
        store.set_setting(key, value, context.now())?;
    }
    Ok(())
}
