//! `firstline import`: imports other programs' files; `firstline import undo`: undoes an import.

mod answer;
mod asking;
mod past;
mod preview;
mod waiting;

#[cfg(test)]
pub(super) use past::schema;

use crate::cli::encryption::DecryptArgs;
use crate::cli::{Context, Failure, Json, note, piped};
use crate::content::activities::find_activity;
use crate::domain::OwnRatings;
use crate::export::csv::{CHECK_INS, SESSIONS};
use crate::import::cells::dates::Order;
use crate::import::columns::Mapping;
use crate::import::format_arg::FormatArg;
use crate::import::word_map::WordMap;
use crate::import::{Gathered, Here, Stopped, mood_mapping, rename, table_memory};
use crate::routine_files;
use crate::store::Store;
use crate::store::backups::name::Reason;
pub(super) use asking::line as ask_line;
use clap::Args;
use color_eyre::eyre::Result;
pub(super) use preview::tables;
use std::path::PathBuf;
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

impl Import {
    /// Whether it is `import list`.
    pub fn lists(&self) -> bool {
        self.words == ["list"]
    }

    /// Imports all files or none; or undoes an import.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if self.words.first().is_some_and(|word| word == "undo") {
            return past::undo(&self.words, context);
        }
        if self.words == ["list"] {
            return past::list(self.json, context);
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
            options.own = store.own_ratings()?;
        }
        options.words.extend(self.words()?);
        options.mapping = self.mapping(OwnRatings(&options.own))?;
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
            gathered.remember(
                &store,
                &options.words.pairs(),
                &options.mapping,
                &options.settled,
            );
        }
        waiting.storing(gathered.read);
        let outcome = gathered.import(&mut store, self.dry_run, context.now())?;
        waiting.clear();
        if !self.dry_run {
            self.rename(&mut store, context)?;
        }
        answer::show(self, &gathered, outcome)
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
    fn mapping(&self, own: OwnRatings<'_>) -> Result<Mapping, Failure> {
        let (columns, scales) = (self.columns.join(","), self.scale.join(","));
        let mut mapping = Mapping::parse_with(&columns, &scales, own).map_err(Failure::usage)?;
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
