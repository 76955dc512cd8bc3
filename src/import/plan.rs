//! From files to an import: what each file is, what it holds as records of ours, what of it is here
//! already. The one door that the screens and the command line bring files in through.

use crate::clock::Clock;
use crate::content::moods::mood_level;
use crate::domain::import::FileFound;
use crate::domain::{Day, DayStart, ImportBatch, ImportOutcome, Moment, RecordKind};
use crate::import::columns::Mapping;
use crate::import::dedup::Known;
use crate::import::files::{self, Progress, Watched};
use crate::import::format_arg::FormatArg;
use crate::import::formats::{self, FORMATS, firstline};
use crate::import::stream::{self, Source, because};
use crate::import::word_map::WordMap;
use crate::import::{
    Parsed, Present, ReadOptions, Refusal, Rejected, mood_mapping, records, sniff, within_records,
};
use crate::routine_files;
use crate::store::{Store, StoreError};
use std::fmt;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

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
    /// What readers are told, with nothing said of columns.
    pub fn options(&self, moods: WordMap) -> ReadOptions<'static> {
        ReadOptions {
            moods,
            mapping: Mapping::default(),
            known: &mood_level,
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
            Self::File(name, why) => write!(f, "{name}: {why}"),
        }
    }
}

impl std::error::Error for Stopped {}

const ONE_AFTER_THE_OTHER: &str =
    "a firstline export and other files are imported one after the other";

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
    /// Whether folders were named: what lies in them besides is left alone.
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
        let mut source = Watched::open(file, progress).map_err(unreadable)?;
        let found = sniff::format_of(&mut source).map_err(|error| refuse(because(&error)))?;
        let mut entry = FileFound {
            name: name.clone(),
            ..FileFound::default()
        };
        let format = match (word, found) {
            (Some(word), found) => word.format(found.ok()),
            (None, _) if !options.mapping.is_empty() => formats::table(),
            (None, Ok(format)) => {
                entry.said.push(format!("taken for {}", format.name));
                format
            }
            (None, Err(looks)) if self.folders => {
                entry.said.push(format!("left out; it looks like {looks}"));
                self.files.push(entry);
                self.batches.push(ImportBatch::default());
                return Ok(());
            }
            (None, Err(_)) if source.bytes() == 0 => {
                return Err(unreadable("the file is empty".to_owned()));
            }
            (None, Err(looks)) => {
                return Err(unreadable(format!(
                    "it looks like {looks}; what can be read is {}. Another tracker's table can be read with --columns",
                    FORMATS.each_ref().map(|format| format.name).join(", ")
                )));
            }
        };
        entry.kind = Some(format.name);
        if self.read > 0 && format.is_own() != self.whole.own {
            return Err(Stopped::Asked(ONE_AFTER_THE_OTHER));
        }
        let mut batch = ImportBatch::default();
        if format.is_own() {
            entry.read = self
                .read_own(&mut source, &mut batch, &mut entry.said, options.present)
                .map_err(refuse)?;
        } else {
            // A table of ours has at least a header; another program's has entries, or its export went wrong.
            let may_be_empty = !format.is_text() || format.is_any_table() && source.bytes() > 0;
            let parsed = match format.read(&mut source, options) {
                // Among many files, one without anything in it is only mentioned.
                Err(Refusal::Empty(why)) if self.paths.len() > 1 && may_be_empty => {
                    entry.said.push(why);
                    Parsed::default()
                }
                other => other.map_err(refuse)?,
            };
            within_records(self.read + parsed.read).map_err(refuse)?;
            entry.said.extend(parsed.warnings);
            entry.read = parsed.read;
            let make = records::Making {
                here,
                as_written: format.is_any_table(),
            };
            let check_ins = parsed.check_ins.into_iter();
            let sessions = parsed.sessions.into_iter();
            batch.records = check_ins
                .map(|entry| make.check_in(entry))
                .chain(sessions.map(|entry| make.session(entry)))
                .collect();
            entry.rejected = parsed.rejected;
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
        format.word.clone_into(&mut self.whole.kind);
        self.whole.own = format.is_own();
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

    /// Lets what moods were said to mean come in with the records, so that it is asked once, and undone with them.
    pub fn remember(&mut self, store: &Store, said: &[(String, u8)]) {
        if !self.whole.own {
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
