//! `firstline import`: imports other programs' files; `firstline import undo`: undoes an import.

mod preview;
mod waiting;

use crate::cli::encryption::DecryptArgs;
use crate::cli::json_views::instant;
use crate::cli::{Context, Failure, Json, Output, note, piped, print, print_json, safe};
use crate::content::activities::find_activity;
use crate::domain::import::{ColumnFound, FileFound};
use crate::domain::{Day, Id, ImportOutcome, Rating};
use crate::export::csv::{CHECK_INS, SESSIONS};
use crate::import::cells::dates::Order;
use crate::import::columns::Mapping;
use crate::import::format_arg::FormatArg;
use crate::import::word_map::WordMap;
use crate::import::{
    Gathered, Here, ReadOptions, Refusal, Rejected, Stopped, mood_mapping, rename, table_memory,
};
use crate::routine_files;
use crate::store::Store;
use crate::store::backups::name::Reason;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use waiting::Waiting;

fn after_help() -> String {
    format!(
        "Examples:\n  firstline import daylio export.csv\n  firstline import export.csv --map \
         \"happy=8,sad=3\" --dry-run\n  firstline import moods.xlsx --columns \
         \"day=Date,mood=Mood Score,note=Journal\" --scale \"mood=1-5\"\n  age -d diary.json.age \
         | firstline import -\n  firstline import list\n  firstline import undo 0195…\n\nColumns \
         of firstline's own tables: {}\nand {}. A folder is imported with everything in \
         it.\nImporting the same file again adds nothing.",
        CHECK_INS.join(","),
        SESSIONS.join(",")
    )
}

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub struct Import {
    /// The format (daylio, csv, apple-health, fit, gpx, kml, tcx, activities, fitbit, google, samsung, health-connect, strength, concept2, whoop, sleep, moods, firstline; recognized from the content if left out), then the files, or - for standard input; or list; or undo and the import's id
    #[arg(value_name = "FILE", required_unless_present = "map")]
    words: Vec<String>,
    /// What words mean: a mood from 1 to 9, an activity, or - to skip it: "rad=9,meh=5", "Reiten=horse riding"
    #[arg(long, value_name = "WORD=VALUE")]
    map: Vec<String>,
    /// Which column is which: "day=Date,mood=Mood Score"; "mood=" for none
    #[arg(long, value_name = "NAME=COLUMN")]
    columns: Vec<String>,
    /// The worst and the best value of another app's scale: "mood=1-5", or "calm=10-0" if 10 is worst
    #[arg(long, value_name = "RATING=WORST-BEST")]
    scale: Vec<String>,
    /// The order of day and month in the dates
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy", "ymd", "auto"])]
    date_format: Option<String>,
    /// The activity, if the file doesn't name one
    #[arg(long, value_name = "NAME")]
    activity: Option<String>,
    /// How long each session was, in minutes, if the file doesn't say
    #[arg(long, value_name = "MINUTES")]
    minutes: Option<f64>,
    /// Which sheet of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Don't ask before importing a table
    #[arg(short, long)]
    yes: bool,
    /// Show what would happen; nothing is saved
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    keys: DecryptArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct ImportReport<'a> {
    import_id: Option<Id>,
    read: usize,
    added: usize,
    duplicates: usize,
    rejected: &'a [Rejected],
    first_day: Option<Day>,
    last_day: Option<Day>,
    format: Option<&'static str>,
    columns: Vec<ColumnFound>,
    unknown_activities: Vec<Counted<'a>>,
    taken: Vec<&'a str>,
    left_out: Vec<LeftOut<'a>>,
}

#[derive(Serialize)]
struct Counted<'a> {
    name: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    what: &'a str,
    count: usize,
}

/// Collects the values of `of` from every file.
fn all<'a, T>(gathered: &'a Gathered, of: impl Fn(&'a FileFound) -> Vec<T>) -> Vec<T> {
    gathered.files.iter().flat_map(of).collect()
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Imports {
    imports: Vec<Listed>,
}

/// A past import, as JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Listed {
    id: Id,
    at: String,
    kind: String,
    files: Vec<String>,
    added: usize,
    duplicates: usize,
    first_day: Option<Day>,
    last_day: Option<Day>,
    undone: bool,
}

impl Output for Imports {
    fn text(&self) -> String {
        let mut text = String::new();
        for import in &self.imports {
            let undone = if import.undone { ", undone" } else { "" };
            let _ = writeln!(
                text,
                "{}  {}  {} from {}{undone}",
                import.id,
                &import.at[..10],
                import.added,
                safe(&import.files.join(", ")),
            );
        }
        text
    }
}

impl Import {
    /// Whether it is `import list`.
    pub fn lists(&self) -> bool {
        self.words == ["list"]
    }

    /// Imports all files or none; or undoes an import.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if self.words.first().is_some_and(|word| word == "undo") {
            return self.undo(context);
        }
        if self.words == ["list"] {
            return self.list(context);
        }
        if self.words.is_empty() {
            let mut store = context.existing()?;
            if self.rename(&mut store, context)? == 0 {
                return Err(
                    Failure::Nothing("No imported session has such a name.".to_owned()).into(),
                );
            }
            return Ok(());
        }
        let (word, named) = self.word_and_files()?;
        let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
        let inputs = piped::open_all(&named, &self.keys)?;
        let named: Vec<PathBuf> = inputs.iter().map(|input| input.path().to_owned()).collect();
        let routines = routine_files::folder(&context.paths.db);
        let here = Here {
            clock: context.clock,
            day_start: context.config.day_start(),
            routines: &routines,
        };
        let mut options = here.options(WordMap::default());
        if context.paths.db.exists() {
            // The meaning of mood names is asked once, here or on the screens.
            let store = context.store()?;
            options.words = mood_mapping::map(&store, &[]);
            options.settled = table_memory::kept(&store);
        }
        options.words.extend(self.words()?);
        options.mapping = self.mapping()?;
        let mut gathered = Gathered::find(&named).map_err(Failure::runtime)?;
        let files = gathered.paths.clone();
        let mut waiting = Waiting::new(files.len());
        for file in &files {
            waiting.next(file);
            self.read_file(file, word, &mut options, &here, &mut gathered, &mut waiting)
                .map_err(|why| refused(&why))?;
        }
        if !self.agrees(&gathered) {
            note("Nothing was imported.");
            return Ok(());
        }
        let mut store = if self.dry_run {
            context.existing()?
        } else {
            context.store()?
        };
        waiting.storing(gathered.read);
        let told: Vec<usize> = gathered.files.iter().map(|file| file.said.len()).collect();
        gathered.settle(&store, &here)?;
        waiting.clear();
        for (file, told) in gathered.files.iter().zip(told) {
            for said in file.said.iter().skip(told) {
                note(&format!("{}: {said}", file.name));
            }
        }
        if !self.dry_run && gathered.adds() {
            context.back_up(&store, Reason::Import);
            gathered.remember(&store, &options.words.pairs(), &options.mapping);
        }
        waiting.storing(gathered.read);
        let outcome = gathered.bring(&mut store, self.dry_run, context.now())?;
        waiting.clear();
        if !self.dry_run {
            self.rename(&mut store, context)?;
        }
        self.report(&gathered, outcome)
    }

    /// The words that `--map` defines.
    fn words(&self) -> Result<WordMap, Failure> {
        let mut words = WordMap::default();
        for said in &self.map {
            words.extend(WordMap::parse(said).map_err(Failure::usage)?);
        }
        Ok(words)
    }

    /// Renames the activities of earlier imports as given.
    fn rename(&self, store: &mut Store, context: &Context<'_>) -> Result<usize> {
        let count = rename::rename(store, &self.words()?, context.now())?;
        if count > 0 {
            let sessions = if count == 1 {
                "1 earlier session"
            } else {
                &format!("{count} earlier sessions")
            };
            note(&format!(
                "{sessions} renamed as you said. To undo: firstline undo"
            ));
        }
        Ok(count)
    }

    /// The options for tables.
    fn mapping(&self) -> Result<Mapping, Failure> {
        let (columns, scales) = (self.columns.join(","), self.scale.join(","));
        let mut mapping = Mapping::parse(&columns, &scales).map_err(Failure::usage)?;
        mapping.order = self.date_format.as_deref().and_then(Order::parse);
        let length = 0.0..=24.0 * 60.0;
        if self
            .minutes
            .is_some_and(|minutes| minutes <= 0.0 || !length.contains(&minutes))
        {
            return Err(Failure::usage(
                "--minutes is the length of a session, more than 0 and up to 1440.",
            ));
        }
        mapping.minutes = self.minutes;
        mapping.sheet.clone_from(&self.sheet);
        if let Some(name) = &self.activity {
            let found =
                find_activity(name).map_err(|unknown| Failure::usage(unknown.to_string()))?;
            mapping.activity = Some(found.id.clone());
        }
        Ok(mapping)
    }

    /// Shows how tables were read and asks whether to continue, if standard input is interactive.
    fn agrees(&self, gathered: &Gathered) -> bool {
        let shown: String = gathered.files.iter().map(preview::tables).collect();
        let is_there = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        if self.json.json || shown.is_empty() || self.yes || !(self.dry_run || is_there) {
            return true;
        }
        note(shown.trim_end());
        if self.dry_run {
            return true;
        }
        let mut err = std::io::stderr();
        let _ = write!(err, "Import this? [y/N] ");
        let _ = err.flush();
        let answer = std::io::stdin().lock().lines().next();
        answer.is_some_and(|answer| {
            answer.is_ok_and(|answer| answer.trim().eq_ignore_ascii_case("y"))
        })
    }

    fn word_and_files(&self) -> Result<(Option<FormatArg>, &[String])> {
        let first = self.words.first().map_or("", String::as_str);
        let word = FormatArg::parse(first);
        let files = if word.is_some() {
            &self.words[1..]
        } else {
            &self.words
        };
        if files.is_empty() {
            return Err(Failure::usage(format!(
                "No file given. Try: firstline import {first} FILE"
            ))
            .into());
        }
        Ok((word, files))
    }

    /// Reads a file and prints what is worth knowing; asks once about mood names, if standard input is interactive.
    fn read_file(
        &self,
        file: &Path,
        word: Option<FormatArg>,
        options: &mut ReadOptions<'_>,
        here: &Here<'_>,
        gathered: &mut Gathered,
        waiting: &mut Waiting,
    ) -> Result<(), Stopped> {
        let mut read = |gathered: &mut Gathered, options: &ReadOptions<'_>| {
            let read = gathered.read_watched(file, word, options, here, &mut |read, bytes| {
                waiting.reached(read, bytes)
            });
            waiting.clear();
            read
        };
        let mut outcome = read(gathered, options);
        if let Err(Stopped::File(name, Refusal::UnknownMoods(names))) = &outcome
            && std::io::stdin().is_terminal()
            && !self.json.json
        {
            note(&format!(
                "{name} has mood names only you can explain. How good is each, from 1 (very low) \
                 to 9 (very good)?"
            ));
            if ask(
                names.iter().map(|(name, _)| name.as_str()),
                &mut options.words,
            ) {
                outcome = read(gathered, options);
            }
        }
        outcome?;
        if let Some(found) = gathered.files.last() {
            for said in found.said.iter().chain(&preview::worth_knowing(found)) {
                note(&format!("{}: {said}", found.name));
            }
        }
        Ok(())
    }

    fn list(&self, context: &Context<'_>) -> Result<()> {
        let found = context.existing()?.imports()?;
        if found.is_empty() && !self.json.json {
            return Err(Failure::Nothing("No imports yet.".to_owned()).into());
        }
        let imports = found.into_iter().map(|import| Listed {
            id: import.id,
            at: instant(import.at),
            kind: import.kind,
            files: import.files,
            added: import.added,
            duplicates: import.duplicates,
            first_day: import.first_day,
            last_day: import.last_day,
            undone: import.undone_at.is_some(),
        });
        self.json.show(&Imports {
            imports: imports.collect(),
        })
    }

    fn report(&self, gathered: &Gathered, outcome: ImportOutcome) -> Result<()> {
        if self.json.json {
            return print_json(&ImportReport {
                import_id: outcome.import_id,
                read: gathered.read,
                added: outcome.added,
                duplicates: outcome.duplicates,
                rejected: &gathered.rejected,
                first_day: outcome.first_day,
                last_day: outcome.last_day,
                format: gathered.files.iter().find_map(|file| file.kind),
                columns: all(gathered, |file| {
                    file.tables
                        .iter()
                        .flat_map(|table| &table.columns)
                        .cloned()
                        .collect()
                }),
                unknown_activities: all(gathered, |file| {
                    file.unknown_activities
                        .iter()
                        .map(|(name, count)| Counted {
                            name,
                            count: *count,
                        })
                        .collect()
                }),
                taken: all(gathered, |file| {
                    file.taken.iter().map(String::as_str).collect()
                }),
                left_out: all(gathered, |file| {
                    file.left_out
                        .iter()
                        .map(|(what, count)| LeftOut {
                            what,
                            count: *count,
                        })
                        .collect()
                }),
            });
        }
        for rejected in &gathered.rejected {
            note(&format!(
                "{}, line {}: {}",
                rejected.file, rejected.line, rejected.reason
            ));
        }
        let mut text = String::new();
        let verb = if self.dry_run {
            "would be added"
        } else {
            "added"
        };
        let _ = write!(
            text,
            "{} read, {} {verb}, {} already there",
            gathered.read, outcome.added, outcome.duplicates
        );
        if !gathered.rejected.is_empty() {
            let _ = write!(text, ", {} skipped", gathered.rejected.len());
        }
        if let (Some(first), Some(last)) = (outcome.first_day, outcome.last_day) {
            let _ = write!(text, ", from {first} to {last}");
        }
        text.push_str(".\n");
        if let Some(id) = outcome.import_id {
            let _ = writeln!(text, "To undo: firstline import undo {id}");
        }
        print(&text)
    }

    fn undo(&self, context: &Context<'_>) -> Result<()> {
        let [_, word] = self.words.as_slice() else {
            return Err(Failure::usage(
                "Add the id from firstline import list: firstline import undo ID",
            )
            .into());
        };
        let id = Id::parse(word).ok_or_else(|| {
            Failure::usage(format!(
                "\"{}\" isn't an import's id. All imports: \
                firstline import list",
                safe(word)
            ))
        })?;
        let mut store = context.existing()?;
        if store
            .imports()?
            .iter()
            .any(|import| import.id == id && import.undone_at.is_none())
        {
            context.back_up(&store, Reason::Import);
        }
        match store.undo_import(id, context.now())? {
            Some(count) => {
                mood_mapping::forget(&mut store, context.now())?;
                table_memory::forget(&mut store, context.now())?;
                print(&format!("Undone: the import and its {count} entries.\n"))
            }
            None => Err(Failure::runtime(format!(
                "No import with the id {id} is left to undo. All imports: firstline import list"
            ))
            .into()),
        }
    }
}

fn refused(why: &Stopped) -> Failure {
    match why {
        Stopped::Asked(why) => Failure::usage(*why),
        Stopped::File(..) => {
            let why = why.to_string();
            // If the reason includes a fix, it has to come last.
            Failure::runtime(if why.contains(". ") {
                why.replacen("Couldn't import", "Nothing was imported from", 1)
            } else {
                let stop = if why.ends_with('?') { "" } else { "." };
                format!("{}{stop} Nothing was imported.", why.trim_end_matches('.'))
            })
        }
    }
}

/// Asks for the meaning of each mood; returns whether all were answered.
fn ask<'a>(names: impl Iterator<Item = &'a str>, map: &mut WordMap) -> bool {
    let mut lines = std::io::stdin().lock().lines();
    for name in names {
        loop {
            let mut err = std::io::stderr();
            let _ = write!(err, "  {} ", safe(name));
            let _ = err.flush();
            let Some(Ok(line)) = lines.next() else {
                return false;
            };
            if let Some(rating) = line.trim().parse().ok().and_then(Rating::new) {
                map.set(name, rating);
                break;
            }
            if line.trim().is_empty() {
                return false;
            }
            note("A number from 1 to 9; enter stops the import.");
        }
    }
    true
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<Imports>()
}
