//! Turns files into an import: detects each format, converts the content to records, and finds what is already stored.
//! The single entry point for imports from the screens and the command line.

use crate::clock::{Clock, zones};
use crate::content::moods::mood_level;
use crate::domain::import::{FileFound, TableFound};
use crate::domain::{
    Day, DayStart, FIRST_YEAR, Id, ImportBatch, ImportOutcome, Moment, OwnRating, Record,
    RecordKind, english,
};
use crate::import::columns::Mapping;
use crate::import::files::{self, Progress, Watched};
use crate::import::format_arg::FormatArg;
use crate::import::formats::{self, Format, firstline};
use crate::import::other_origins::Known;
use crate::import::stream::{self, Source, because};
use crate::import::word_map::WordMap;
use crate::import::{
    Parsed, Present, ReadOptions, Refusal, Rejected, bundle, mood_mapping, records, sniff,
    table_memory, within_records,
};
use crate::routine_files;
use crate::store::{Store, StoreError};
use chrono::{Datelike as _, FixedOffset, NaiveDateTime, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Last year for which time zone offsets are looked up.
const LAST_YEAR: i32 = 2200;

/// The environment that records are imported into.
pub struct Here<'a> {
    /// Clock, including the local UTC offsets over time.
    pub clock: Clock,
    /// When a day begins.
    pub day_start: DayStart,
    /// Folder of the user's routines.
    pub routines: &'a Path,
}

impl Here<'_> {
    /// Converts UTC to local time; looks up the offset twice, because it depends on the local time.
    pub(super) fn to_local(&self, utc: NaiveDateTime) -> NaiveDateTime {
        // No offset is looked up for dates outside the valid years.
        if !(FIRST_YEAR..=LAST_YEAR).contains(&utc.year()) {
            return utc;
        }
        let shifted = |by: FixedOffset| utc + TimeDelta::seconds(i64::from(by.local_minus_utc()));
        let about = shifted(self.clock.offset_at(utc));
        shifted(self.clock.offset_at(about))
    }

    /// Reader options without any user-supplied column options.
    pub fn options(&self, words: WordMap) -> ReadOptions<'_> {
        ReadOptions {
            words,
            mapping: Mapping::default(),
            settled: BTreeMap::new(),
            own: Vec::new(),
            known: &mood_level,
            in_zone: &zones::offset_in,
            to_local: Box::new(move |utc| self.to_local(utc)),
            present: Present {
                now: self.clock.now().wall,
                day_start: self.day_start,
            },
        }
    }
}

/// How readers begin to say that a file ends in the middle.
const ENDS_EARLY: [&str; 2] = ["it ends early", "the file is cut short"];

/// Why an import stopped.
#[derive(Clone, Debug, PartialEq)]
pub enum Stopped {
    /// Inputs that cannot be imported together.
    Asked(&'static str),
    /// A file cannot be imported.
    File(String, Refusal),
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked(why) => f.write_str(why),
            Self::File(name, why @ Refusal::NoColumn(_)) => write!(
                f,
                "Couldn't import {name}: it \
                {why}"
            ),
            Self::File(name, why) => write!(f, "Couldn't import {name}: {why}"),
        }
    }
}

impl std::error::Error for Stopped {}

const ONE_AFTER_THE_OTHER: &str =
    "Import a firstline export and other files one after the other. Nothing was imported.";

/// Everything read so far from the given files.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Files, with folders expanded.
    pub paths: Vec<PathBuf>,
    /// Format and content of each file read so far.
    pub files: Vec<FileFound>,
    /// Number of rows or records read.
    pub read: usize,
    /// Rejected rows.
    pub rejected: Vec<Rejected>,
    pub(super) batches: Vec<ImportBatch>,
    pub(super) whole: ImportBatch,
    /// Number of records known under another origin.
    already: usize,
    /// Whether a folder was given, in which case unsupported files are ignored.
    folders: bool,
}

impl Gathered {
    /// Lists the files without reading them.
    ///
    /// # Errors
    /// A sentence naming the folder that cannot be read or is empty.
    pub fn find(named: &[PathBuf]) -> Result<Self, String> {
        let paths = files::all(named)?;
        Ok(Self {
            folders: paths.as_slice() != named,
            paths,
            ..Self::default()
        })
    }

    /// Reads one file, in the format given by `word` or detected from its content. Nothing is kept from a refused file.
    ///
    /// # Errors
    /// If the file cannot be imported.
    pub fn read_file(
        &mut self,
        file: &Path,
        word: Option<FormatArg>,
        options: &ReadOptions<'_>,
        here: &Here<'_>,
    ) -> Result<(), Stopped> {
        self.read_watched(file, word, options, here, &mut |_, _| {
            ControlFlow::Continue(())
        })
    }

    /// Like [`read_file`](Self::read_file), but calls `progress` after every [`STEP`](crate::import::limits::STEP)
    /// bytes with the bytes read and the total; it can cancel.
    ///
    /// # Errors
    /// If the file cannot be imported; [`Refusal::Halted`] if it was canceled.
    pub fn read_watched<'a>(
        &mut self,
        file: &Path,
        word: Option<FormatArg>,
        options: &ReadOptions<'_>,
        here: &Here<'_>,
        progress: &'a mut Progress<'a>,
    ) -> Result<(), Stopped> {
        let name = files::shown(file);
        let refuse = |why: Refusal| Stopped::File(name.clone(), why);
        let unreadable = |why: String| Stopped::File(name.clone(), Refusal::Unreadable(why));
        let mut watched = Watched::open(file, progress).map_err(unreadable)?;
        let bytes = watched.bytes();
        let mut inside = bundle::gunzipped(&mut watched).map_err(refuse)?;
        let source: &mut dyn Source = match &mut inside {
            Some(inside) => inside,
            None => &mut watched,
        };
        let found = sniff::format_of(source).map_err(|error| refuse(because(&error)))?;
        let mut entry = FileFound {
            name: name.clone(),
            ..FileFound::default()
        };
        let is_bundle = found == Err(sniff::ARCHIVE);
        // In a folder, generic tables are skipped; they have to be named explicitly.
        let is_lost = |format: &Format| self.folders && format.is_any_table();
        let format = match (word, found) {
            (Some(word), found) if !is_bundle => Some(word.format(found.ok())),
            (_, Ok(format))
                if format.is_text()
                    && options
                        .mapping
                        .overrides(format.is_handwritten(), format.has_scales()) =>
            {
                Some(formats::table())
            }
            (_, Ok(format)) if !is_lost(format) => {
                entry.said.push(format!("read as {}", format.name));
                Some(format)
            }
            (_, Err(sniff::ARCHIVE)) => None,
            (_, found) if self.folders => {
                match found {
                    Ok(_) => {
                        let why = "a table is imported only when you choose the file itself";
                        entry.refused = Some(why.to_owned());
                    }
                    Err(looks) => entry.said.push(format!("skipped; it looks like {looks}")),
                }
                self.files.push(entry);
                self.batches.push(ImportBatch::default());
                return Ok(());
            }
            _ if bytes == 0 => {
                return Err(unreadable("the file is empty".to_owned()));
            }
            (_, Err(sniff::OLD_WORKBOOK)) => {
                return Err(unreadable(
                    "an old or locked Excel workbook. Save it as .xlsx without a password, or as CSV."
                        .to_owned(),
                ));
            }
            (_, found) => {
                let looks = found.map_or_else(|looks| looks, |format| format.name);
                return Err(unreadable(format!(
                    "it looks like {looks}, which firstline can't import. What it can: firstline \
                     import --help"
                )));
            }
        };
        entry.kind = Some(format.map_or(sniff::ARCHIVE, |format| format.name));
        let own = format.is_some_and(Format::is_own);
        if self.read > 0 && own != self.whole.own {
            return Err(Stopped::Asked(ONE_AFTER_THE_OTHER));
        }
        let mut batch = ImportBatch::default();
        if own {
            entry.read = self
                .read_own(source, &mut batch, &mut entry.said, options.present)
                .map_err(refuse)?;
        } else {
            let read = match format {
                Some(format) => format.read(source, options),
                None => bundle::read(source, options, !self.folders),
            };
            // Our own tables have at least a header; those of other programs have entries, or the export failed.
            let may_be_empty = format
                .is_none_or(|format| !format.is_text() || format.is_handwritten() && bytes > 0);
            let parsed = match read {
                // An empty file among several is reported, not refused.
                Err(Refusal::Empty(why)) if self.paths.len() > 1 && may_be_empty => {
                    entry.said.push(why);
                    Parsed::default()
                }
                // Folders also contain unrelated files.
                Err(Refusal::Unreadable(why)) if self.folders && format.is_none() => {
                    entry.said.push(why);
                    Parsed::default()
                }
                other => other.map_err(refuse)?,
            };
            within_records(self.read + parsed.read).map_err(refuse)?;
            let make = records::Making { here };
            make.all(parsed, options, &mut batch, &mut entry);
            let rejected = entry.rejected.iter().cloned();
            self.rejected
                .extend(rejected.map(|(line, reason)| Rejected {
                    file: name.clone(),
                    line,
                    reason,
                }));
        }
        let days = || batch.records.iter().filter_map(|entry| entry.record.day());
        (entry.first_day, entry.last_day) = (days().min(), days().max());
        format
            .map_or("zip", |format| format.word)
            .clone_into(&mut self.whole.kind);
        self.whole.own = own;
        self.read += entry.read;
        self.files.push(entry);
        self.batches.push(batch);
        Ok(())
    }

    /// Reads one of our own exports; returns its number of records.
    fn read_own(
        &mut self,
        source: &mut dyn Source,
        batch: &mut ImportBatch,
        said: &mut Vec<String>,
        Present { now, day_start }: Present,
    ) -> Result<usize, Refusal> {
        source.rewind().map_err(|error| because(&error))?;
        let (text, warning) = stream::text(source)?;
        said.extend(warning);
        let mut export = firstline::read(&text)?;
        let count = export.batch.records.len();
        within_records(self.read + count)?;
        said.extend(export.until(Day::of(now.naive_local(), day_start))?);
        *batch = export.batch;
        self.whole.settings.extend(export.settings);
        Ok(count)
    }

    /// Drops the records of a file that only repeats those of another.
    fn tell_once(&mut self) {
        let kinds: Vec<&str> = self.files.iter().filter_map(|file| file.kind).collect();
        for (file, batch) in self.files.iter_mut().zip(&mut self.batches) {
            let is_told = |kind: &str| kinds.iter().any(|other| formats::is_told_by(kind, other));
            if file.kind.is_some_and(is_told) && !batch.records.is_empty() {
                file.left_out.push((
                    "nights that another file tells".to_owned(),
                    batch.records.len(),
                ));
                batch.records.clear();
            }
        }
    }

    /// Adds the answers about moods and columns to the import, so that they are asked only once and undone together
    /// with it. `mapping` is for every table read, `settled` for tables with certain columns.
    pub fn remember(
        &mut self,
        store: &Store,
        said: &[(String, u8)],
        mapping: &Mapping,
        settled: &BTreeMap<String, Mapping>,
    ) {
        if !self.whole.own {
            let tables = self.files.iter().flat_map(|file| &file.tables);
            let of_table = |table: &TableFound| {
                let before = settled.get(&table.shape);
                let said = before.filter(|_| mapping.says_nothing()).unwrap_or(mapping);
                (table.shape.clone(), said.clone())
            };
            let all = tables.map(of_table).collect();
            self.whole
                .settings
                .extend(table_memory::setting(store, &all));
            self.whole
                .settings
                .extend(mood_mapping::setting(store, said));
        }
    }

    /// Merges the files, removes records known under another origin, and counts the new ones for each file.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn settle(&mut self, store: &Store, here: &Here<'_>) -> Result<(), StoreError> {
        // A routine stored as a file already exists here.
        let written = routine_files::read(here.routines).routines;
        self.tell_once();
        self.tell_unknown_ratings(&store.own_ratings()?);
        let mut known = Known::new(store, self.days())?;
        let mut ends = Vec::new();
        for batch in &mut self.batches {
            let read = batch.records.len();
            batch.records.retain(|incoming| {
                incoming.record.kind() != RecordKind::Routine
                    || written.iter().all(|file| file.id != incoming.record.id())
            });
            let mut already = read - batch.records.len();
            already += if self.whole.own {
                known.leave_out_own(batch)
            } else {
                known.leave_out(batch)
            };
            self.already += already;
            // The first file's records are moved, not copied: there may be very many.
            if self.whole.records.is_empty() {
                self.whole.records = std::mem::take(&mut batch.records);
            } else {
                self.whole.records.append(&mut batch.records);
            }
            ends.push((already, self.whole.records.len()));
        }
        self.whole.files = self.paths.iter().map(|path| files::shown(path)).collect();
        let fresh = store.fresh(&self.whole)?;
        let mut begin = 0;
        for (file, (already, end)) in self.files.iter_mut().zip(ends) {
            let places = begin..end;
            file.added = fresh.iter().filter(|place| places.contains(place)).count();
            file.duplicates = already + places.len() - file.added;
            begin = end;
        }
        Ok(())
    }

    /// The first and the last day of what was read; `None` for our own exports, whose records are also found by id.
    fn days(&self) -> Option<(Day, Day)> {
        let firsts = self.files.iter().filter_map(|file| file.first_day);
        let lasts = self.files.iter().filter_map(|file| file.last_day);
        let days = firsts.min().zip(lasts.max());
        days.filter(|_| !self.whole.own)
    }

    /// Says which files have answers to ratings that neither they nor the records here define.
    fn tell_unknown_ratings(&mut self, here: &[OwnRating]) {
        let records = || self.batches.iter().flat_map(|batch| &batch.records);
        let defined: BTreeSet<Id> = records()
            .filter(|incoming| incoming.record.kind() == RecordKind::Rating)
            .map(|incoming| incoming.record.id())
            .chain(here.iter().map(|rating| rating.id))
            .collect();
        for (file, batch) in self.files.iter_mut().zip(&self.batches) {
            let answers = batch
                .records
                .iter()
                .filter_map(|incoming| match &incoming.record {
                    Record::CheckIn(record) => Some(record.own.iter().map(|(id, _)| id)),
                    _ => None,
                });
            let unknown: BTreeSet<Id> = answers
                .flatten()
                .filter(|id| !defined.contains(id))
                .collect();
            if !unknown.is_empty() {
                let ratings = english::count(unknown.len(), "rating");
                let (is, they) = if unknown.len() == 1 {
                    ("isn't", "it")
                } else {
                    ("aren't", "them")
                };
                file.said.push(format!(
                    "it has answers to {ratings} that {is} here; they're kept, and shown once you add {they}"
                ));
            }
        }
    }

    /// Imports everything in one transaction; a dry run only reports what would happen.
    ///
    /// # Errors
    /// If the store cannot be read or written.
    pub fn import(
        &mut self,
        store: &mut Store,
        dry_run: bool,
        now: Moment,
    ) -> Result<ImportOutcome, StoreError> {
        self.whole.dry_run = dry_run;
        let mut outcome = store.import(&self.whole, now)?;
        outcome.duplicates += self.already;
        Ok(outcome)
    }

    /// Leaves the folders out of the files' names that are stored with the import.
    pub(super) fn name_files_shortly(&mut self) {
        for name in &mut self.whole.files {
            let short = name.rsplit(std::path::is_separator).next();
            *name = short.unwrap_or_default().to_owned();
        }
    }

    /// Forgets the file that was read last.
    pub(super) fn drop_last(&mut self) {
        self.batches.pop();
        if let Some(file) = self.files.pop() {
            self.read = self.read.saturating_sub(file.read);
            self.rejected.retain(|rejected| rejected.file != file.name);
        }
    }

    /// Whether what was read is one of our own exports.
    pub(super) const fn is_own(&self) -> bool {
        self.whole.own
    }

    /// Whether the file that was read last ends in the middle.
    pub(super) fn last_ends_early(&self) -> bool {
        let said = self.files.last().map(|file| file.said.iter());
        said.into_iter().flatten().any(|said| {
            let mut beginnings = ENDS_EARLY.iter();
            beginnings.any(|beginning| said.starts_with(beginning))
        })
    }

    /// Leaves out what the file that was read last has from before this day.
    pub(super) fn begin_last_at(&mut self, since: Option<Day>) {
        let (Some(since), Some(batch)) = (since, self.batches.last_mut()) else {
            return;
        };
        let is_late = |day: Option<Day>| day.is_none_or(|day| day >= since);
        batch
            .records
            .retain(|incoming| is_late(incoming.record.day()));
    }

    /// Whether there is anything new; valid after `settle`.
    pub fn adds(&self) -> bool {
        self.files.iter().any(|file| file.added > 0)
    }
}
