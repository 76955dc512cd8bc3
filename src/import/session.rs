//! Handles requests from the import screen: finds files, reads them one by one, previews and imports them, undoes
//! imports. Keeps what was read from one request to the next.

use crate::clock::Clock;
use crate::content::moods::suggested_rating;
mod deciding;

use crate::domain::import::{ImportRequest, ImportResponse, ImportSummary, PastImport};
use crate::domain::{Day, DayStart, Id, ImportOutcome, Moment, Now, Sorting as _, Source};
use crate::import::Refusal;
use crate::import::background_reader::{Job, Look, Reader};
use crate::import::columns::Mapping;
use crate::import::word_map::WordMap;
use crate::import::{
    Gathered, Here, Stopped, files, folder, mood_mapping, records, rename, safe, table_memory,
};
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};

/// State between requests.
#[derive(Debug)]
pub struct ImportSession {
    home: PathBuf,
    clock: Clock,
    /// Folder of the user's routines.
    routines: PathBuf,
    work: Work,
}

/// An import in progress.
#[derive(Debug, Default)]
struct Work {
    gathered: Gathered,
    /// Files and folders as given.
    named: Vec<PathBuf>,
    day_start: DayStart,
    /// Total number of files.
    files: usize,
    /// Files still to be read.
    waiting: VecDeque<PathBuf>,
    /// Background reader of the first waiting file, if it is large and already started.
    reader: Option<Reader>,
    /// Files waiting for the user to define their moods.
    aside: Vec<PathBuf>,
    asked: BTreeSet<String>,
    /// The user's answers about moods.
    said: Vec<(String, u8)>,
    /// The user's decisions about tables, by their columns.
    settled: BTreeMap<String, Mapping>,
    /// The user's decisions about other files, by name.
    by_file: BTreeMap<String, Mapping>,
    /// The user's decisions about activities.
    words: WordMap,
    /// Names of the files that the user leaves out.
    skipped: BTreeSet<String>,
}

impl ImportSession {
    /// Creates a session for the given home folder.
    pub fn new(home: PathBuf, clock: Clock, routines: PathBuf) -> Self {
        Self {
            home,
            clock,
            routines,
            work: Work::default(),
        }
    }

    /// Whether importing the previewed files would add records.
    pub fn adds(&self) -> bool {
        self.work.gathered.adds()
    }

    /// Executes `request`.
    pub fn run(&mut self, request: ImportRequest, store: &mut Store, now: Now) -> ImportResponse {
        match request {
            ImportRequest::ListFolder(at) => {
                ImportResponse::Folder(Box::new(folder::list(&at, &self.home, self.clock)))
            }
            ImportRequest::Recognize(file) => {
                let kind = folder::kind(&file);
                ImportResponse::Format(file, kind)
            }
            ImportRequest::FindFiles(named, day_start) => self.find(&named, day_start),
            ImportRequest::ReadNext => self.read_next(store),
            ImportRequest::SetMoods(said) => {
                let work = &mut self.work;
                work.said.extend(said);
                work.waiting.extend(work.aside.drain(..));
                self.progress()
            }
            ImportRequest::OfferChoices(part) => self.offer(&part, store),
            ImportRequest::Decide(file, shape, choices) => {
                self.decide(&file, shape.as_deref(), &choices, store)
            }
            ImportRequest::Preview => {
                or_failed(self.preview(store, now.wall), "Couldn't read your data")
            }
            ImportRequest::Import => {
                or_failed(self.import(store, now.wall), "Nothing was imported")
            }
            ImportRequest::Discard => {
                self.work = Work::default();
                ImportResponse::Reading(0, 0, None)
            }
            ImportRequest::ListImports => or_failed(
                past(store).map(ImportResponse::Imports),
                "Couldn't read the list of \
                imports",
            ),
            ImportRequest::ListUnnamed => or_failed(
                unnamed(store).map(ImportResponse::Unnamed),
                "Couldn't read your data",
            ),
            ImportRequest::Rename(word, value) => or_failed(
                name(store, &word, &value, now.wall),
                "Couldn't change the sessions",
            ),
            ImportRequest::Undo(id) => {
                or_failed(take_back(store, id, now.wall), "The import wasn't undone")
            }
        }
    }

    fn find(&mut self, named: &[PathBuf], day_start: DayStart) -> ImportResponse {
        match Gathered::find(named) {
            Ok(gathered) => {
                let waiting = gathered.paths.iter().cloned().collect();
                let files = gathered.paths.len();
                self.work = Work {
                    gathered,
                    named: named.to_vec(),
                    day_start,
                    files,
                    waiting,
                    ..Work::default()
                };
                self.progress()
            }
            Err(why) => ImportResponse::Failed(format!("{why}.")),
        }
    }

    fn progress(&self) -> ImportResponse {
        let work = &self.work;
        let read = work.files.saturating_sub(work.waiting.len());
        let percent = work.reader.as_ref().map_or(0, Reader::percent);
        let next = work
            .waiting
            .front()
            .map(|path| (last_part(&files::shown(path)).to_owned(), percent));
        ImportResponse::Reading(read, work.files, next)
    }

    /// Reads one file. A refused file stays in the list with the reason and contributes no records.
    fn read_next(&mut self, store: &Store) -> ImportResponse {
        let Some(file) = self.work.waiting.front().cloned() else {
            return self.progress();
        };
        let name = files::shown(&file);
        if self.work.skipped.contains(&name) {
            self.work.waiting.pop_front();
            self.work.leave_out(name, "skipped, as you said");
            return self.progress();
        }
        let (gathered, read) = match self.read(&file, store) {
            Ok(Look::Done(read)) => *read,
            Ok(Look::Reading(reader)) => {
                self.work.reader = Some(reader);
                return self.progress();
            }
            Ok(Look::Lost) => return self.lose(&file, "something went wrong in firstline"),
            Err(error) => return self.lose(&file, &format!("it couldn't be read ({error})")),
        };
        let work = &mut self.work;
        work.gathered = gathered;
        if let Err(Stopped::File(_, why)) = &read
            && let Some(asked) = why.question()
        {
            return ImportResponse::Question(Box::new(work.asking(name, asked.clone())));
        }
        work.waiting.pop_front();
        let known = |name: &String| work.said.iter().any(|(said, _)| said == name);
        let refused = match read {
            Ok(()) => None,
            Err(Stopped::File(_, Refusal::UnknownMoods(names)))
                if !names.iter().all(|(name, _)| known(name)) =>
            {
                work.asked.extend(names.into_iter().map(|(name, _)| name));
                work.aside.push(file.clone());
                None
            }
            Err(Stopped::File(_, why)) => Some(why.to_string()),
            Err(Stopped::Asked(why)) => Some(why.to_owned()),
        };
        if let Some(why) = refused {
            work.leave_out(name, &why);
        }
        if work.waiting.is_empty() && !work.aside.is_empty() {
            let suggested =
                |name: &str| mood_mapping::before(store, name).or_else(|| suggested_rating(name));
            let names = std::mem::take(&mut work.asked).into_iter();
            return ImportResponse::Moods(
                names.map(|name| (name.clone(), suggested(&name))).collect(),
            );
        }
        self.progress()
    }

    /// Continues the file being read, or starts the next.
    fn read(&mut self, file: &Path, store: &Store) -> io::Result<Look> {
        if let Some(reader) = self.work.reader.take() {
            return Ok(reader.look());
        }
        let mut words = mood_mapping::map(store, &self.work.said);
        words.extend(self.work.words.clone());
        let mut settled = table_memory::kept(store);
        settled.extend(self.work.settled.clone());
        let mapping = self.work.by_file.get(&files::shown(file));
        let job = Job {
            gathered: std::mem::take(&mut self.work.gathered),
            file: file.to_owned(),
            words,
            mapping: mapping.cloned().unwrap_or_default(),
            settled,
            own: store.own_ratings().unwrap_or_default(),
            clock: self.clock,
            day_start: self.work.day_start,
            routines: self.routines.clone(),
        };
        if job.is_long() {
            Ok(Reader::begin(job)?.look())
        } else {
            Ok(Look::Done(Box::new(job.run())))
        }
    }

    fn lose(&mut self, file: &Path, why: &str) -> ImportResponse {
        self.work = Work::default();
        ImportResponse::Failed(format!(
            "Couldn't import {}: {why}. Nothing was imported.",
            files::shown(file)
        ))
    }

    fn preview(&mut self, store: &mut Store, now: Moment) -> Result<ImportResponse, StoreError> {
        let here = Here {
            clock: self.clock,
            day_start: self.work.day_start,
            routines: &self.routines,
        };
        // Only files with content are listed in the import.
        let gathered = &mut self.work.gathered;
        let read: BTreeSet<&str> = gathered
            .files
            .iter()
            .filter(|file| file.read > 0)
            .map(|file| file.name.as_str())
            .collect();
        gathered
            .paths
            .retain(|path| read.contains(files::shown(path).as_str()));
        gathered.settle(store, &here)?;
        // Store only the file names, for privacy.
        for name in &mut gathered.whole.files {
            *name = last_part(name).to_owned();
        }
        let outcome = self.work.gathered.import(store, true, now)?;
        Ok(ImportResponse::Preview(Box::new(self.summary(outcome))))
    }

    fn import(&mut self, store: &mut Store, now: Moment) -> Result<ImportResponse, StoreError> {
        let settings = self.settings();
        let nothing = Mapping::default();
        let work = &mut self.work;
        work.gathered
            .remember(store, &work.said, &nothing, &work.settled);
        let outcome = work.gathered.import(store, false, now)?;
        // Sessions of earlier imports get the names chosen now.
        rename::rename(store, &work.words, now)?;
        let summary = ImportSummary {
            settings,
            ..self.summary(outcome)
        };
        self.work = Work::default();
        Ok(ImportResponse::Imported(Box::new(summary), store.all()?))
    }

    /// The result, with file names shortened by their common folder.
    fn summary(&self, outcome: ImportOutcome) -> ImportSummary {
        let mut found = self.work.gathered.files.clone();
        let common = found
            .iter()
            .map(|file| folder_part(&file.name))
            .reduce(shared)
            .unwrap_or_default()
            .len();
        for file in &mut found {
            file.name.drain(..common);
        }
        ImportSummary {
            files: found,
            outcome,
            settings: self.settings(),
        }
    }

    fn settings(&self) -> usize {
        self.work.gathered.whole.settings.len()
    }
}

fn take_back(store: &mut Store, id: Id, now: Moment) -> Result<ImportResponse, StoreError> {
    let count = store.undo_import(id, now)?.unwrap_or(0);
    mood_mapping::forget(store, now)?;
    table_memory::forget(store, now)?;
    Ok(ImportResponse::Undone(
        id,
        count,
        past(store)?,
        store.all()?,
    ))
}

fn past(store: &Store) -> Result<Vec<PastImport>, StoreError> {
    let made = store.imports()?.into_iter().map(|import| PastImport {
        id: import.id,
        day: Day::from_date(import.at.date_naive()),
        files: import
            .files
            .iter()
            .map(|name| last_part(&safe(name)).to_owned())
            .collect(),
        added: import.added,
        duplicates: import.duplicates,
        days: import.first_day.zip(import.last_day),
        taken_back: import.undone_at.is_some(),
    });
    Ok(made.collect())
}

/// Activities of past imports that aren't among ours, the most frequent first.
fn unnamed(store: &Store) -> Result<Vec<(String, usize)>, StoreError> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for session in store.all()?.sessions() {
        if session.source == Source::Imported && records::is_unknown(&session.activity) {
            *counts.entry(session.activity.clone()).or_default() += 1;
        }
    }
    let mut all: Vec<(String, usize)> = counts.into_iter().collect();
    all.order_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(all)
}

/// Gives the imported sessions with an activity another.
fn name(
    store: &mut Store,
    word: &str,
    value: &str,
    now: Moment,
) -> Result<ImportResponse, StoreError> {
    let mut words = WordMap::default();
    words.set_activity(word, value);
    let count = rename::rename(store, &words, now)?;
    Ok(ImportResponse::Renamed(
        count,
        unnamed(store)?,
        store.all()?,
    ))
}

/// The folder part: `a/b/` of `a/b/c`.
fn folder_part(path: &str) -> &str {
    path.rfind(std::path::is_separator)
        .map_or("", |place| &path[..=place])
}

/// The last component: `c` of `a/b/c`.
fn last_part(path: &str) -> &str {
    &path[folder_part(path).len()..]
}

/// The common leading folders of two paths.
fn shared<'a>(one: &'a str, other: &str) -> &'a str {
    let alike = one
        .char_indices()
        .zip(other.chars())
        .take_while(|((_, one), other)| one == other);
    let end = alike
        .last()
        .map_or(0, |((place, letter), _)| place + letter.len_utf8());
    folder_part(&one[..end])
}

fn or_failed(response: Result<ImportResponse, StoreError>, what: &str) -> ImportResponse {
    response.unwrap_or_else(|error| ImportResponse::Failed(format!("{what}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_short_as_tells_files_apart() {
        assert_eq!(last_part("/a/b/c.csv"), "c.csv");
        assert_eq!(last_part("c.csv"), "c.csv");
        assert_eq!(shared("/a/b/", "/a/bc/"), "/a/");
        assert_eq!(shared("/a/b/", "/a/b/"), "/a/b/");
        assert_eq!(shared("/ä/", "/ö/"), "/");
        assert_eq!(shared("", "/a/"), "");
    }
}
