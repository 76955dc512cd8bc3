//! From files to an import: what each file is, what it holds as records of ours, what of it is here
//! already. The one door that the screens and the command line bring files in through.

use crate::clock::{Clock, zones};
use crate::content::moods::mood_level;
use crate::domain::import::FileFound;
use crate::domain::{Day, DayStart, FIRST_YEAR, ImportBatch, ImportOutcome, Moment, RecordKind};
use crate::import::columns::Mapping;
use crate::import::dedup::Known;
use crate::import::files::{self, Progress, Watched};
use crate::import::format_arg::FormatArg;
use crate::import::formats::{self, Format, firstline};
use crate::import::stream::{self, Source, because};
use crate::import::word_map::WordMap;
use crate::import::{
    Parsed, Present, ReadOptions, Refusal, Rejected, bundle, mood_mapping, records, sniff,
    table_memory, within_records,
};
use crate::routine_files;
use crate::store::{Store, StoreError};
use chrono::{Datelike as _, FixedOffset, NaiveDateTime, TimeDelta};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The last year in which clocks are asked.
const LAST_YEAR: i32 = 2200;

/// Where records come to.
pub struct Here<'a> {
    /// The clock, which knows the offsets that held here.
    pub clock: Clock,
    /// When a day begins.
    pub day_start: DayStart,
    /// The folder of own routines.
    pub routines: &'a Path,
}

impl Here<'_> {
    /// What clocks here show at a moment of UTC; asked twice, as the offset depends on the local time.
    fn to_local(&self, utc: NaiveDateTime) -> NaiveDateTime {
        // Clocks beyond any life are nothing to ask about.
        if !(FIRST_YEAR..=LAST_YEAR).contains(&utc.year()) {
            return utc;
        }
        let shifted = |by: FixedOffset| utc + TimeDelta::seconds(i64::from(by.local_minus_utc()));
        let about = shifted(self.clock.offset_at(utc));
        shifted(self.clock.offset_at(about))
    }

    /// What readers are told, with nothing said of columns.
    pub fn options(&self, words: WordMap) -> ReadOptions<'_> {
        ReadOptions {
            words,
            mapping: Mapping::default(),
            settled: BTreeMap::new(),
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

/// Why an import stops.
#[derive(Clone, Debug, PartialEq)]
pub enum Stopped {
    /// Things were named together that go one after the other.
    Asked(&'static str),
    /// A file cannot be taken.
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

/// What the files that were named brought so far.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The files, folders opened.
    pub paths: Vec<PathBuf>,
    /// What each file read so far is and holds.
    pub files: Vec<FileFound>,
    /// How many rows or records were read.
    pub read: usize,
    /// Rows that could not be taken.
    pub rejected: Vec<Rejected>,
    pub(super) batches: Vec<ImportBatch>,
    pub(super) whole: ImportBatch,
    /// Records known under another name.
    already: usize,
    /// Whether folders were named; other files in them are ignored.
    folders: bool,
}

impl Gathered {
    /// Finds the files; nothing is read yet.
    ///
    /// # Errors
    /// When a folder cannot be read or is empty, in a sentence that names it.
    pub fn find(named: &[PathBuf]) -> Result<Self, String> {
        let paths = files::all(named)?;
        Ok(Self {
            folders: paths.as_slice() != named,
            paths,
            ..Self::default()
        })
    }

    /// Reads one file, taken for what `word` says, or else what its content looks like. Nothing of a file that is
    /// refused is kept.
    ///
    /// # Errors
    /// When the file as a whole cannot be taken.
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

    /// Reads one file like [`read_file`](Self::read_file), and tells `progress` after each [`STEP`](crate::import::limits::STEP) bytes how
    /// many were read and how many there are; it can stop the reading.
    ///
    /// # Errors
    /// When the file as a whole cannot be taken; with [`Refusal::Halted`] when it was stopped.
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
        // Among many files, a table is taken only when it is named itself.
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
                let looks = found.map_or_else(|looks| looks, |format| format.name);
                entry.said.push(format!("skipped; it looks like {looks}"));
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
                None => bundle::read(source, options),
            };
            // A table of ours has at least a header; another program's has entries, or its export went wrong.
            let may_be_empty = format
                .is_none_or(|format| !format.is_text() || format.is_handwritten() && bytes > 0);
            let parsed = match read {
                // Among many files, one without anything in it is only mentioned.
                Err(Refusal::Empty(why)) if self.paths.len() > 1 && may_be_empty => {
                    entry.said.push(why);
                    Parsed::default()
                }
                // A folder holds other things too.
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

    /// Takes one of our own exports; answers how many records it has.
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

    /// Takes nothing of a file that says again what another does.
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

    /// Lets what moods were said to mean come in with the records, so that it is asked once, and undone with them.
    pub fn remember(&mut self, store: &Store, said: &[(String, u8)], mapping: &Mapping) {
        if !self.whole.own {
            self.whole
                .settings
                .extend(table_memory::setting(store, mapping, &self.files));
            self.whole
                .settings
                .extend(mood_mapping::setting(store, said));
        }
    }

    /// Brings the files together, without what is here under another name, and counts what is new, file by file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn settle(&mut self, store: &Store, here: &Here<'_>) -> Result<(), StoreError> {
        // What is written in a file here is here already.
        let written = routine_files::read(here.routines).routines;
        self.tell_once();
        let mut known = Known::new(store)?;
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
            self.whole.records.append(&mut batch.records);
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

    /// Brings everything in, all or nothing; or, as a dry run, only tells what would happen.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn bring(
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

    /// Whether anything is new, once it is settled.
    pub fn adds(&self) -> bool {
        self.files.iter().any(|file| file.added > 0)
    }
}
