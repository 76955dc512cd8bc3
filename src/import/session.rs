//! Handles requests from the import screen: finds files, reads them one by one, previews and imports them, undoes
//! imports. Keeps what was read from one request to the next.

use crate::clock::Clock;
use crate::content::moods::suggested_rating;
mod deciding;

use crate::domain::import::{Brought, Errand, News, PastImport};
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

    /// Executes `errand`.
    pub fn run(&mut self, errand: Errand, store: &mut Store, now: Now) -> News {
        match errand {
            Errand::Look(at) => News::Looked(Box::new(folder::list(&at, &self.home, self.clock))),
            Errand::Tell(file) => {
                let kind = folder::kind(&file);
                News::Told(file, kind)
            }
            Errand::Find(named, day_start) => self.find(&named, day_start),
            Errand::ReadNext => self.read_next(store),
            Errand::Means(said) => {
                let work = &mut self.work;
                work.said.extend(said);
                work.waiting.extend(work.aside.drain(..));
                self.progress()
            }
            Errand::Offer(part) => self.offer(&part),
            Errand::Settle(file, shape, choices) => {
                self.decide(&file, shape.as_deref(), &choices, store)
            }
            Errand::Weigh => or_failed(self.weigh(store, now.wall), "Couldn't read your data"),
            Errand::Bring => or_failed(self.bring(store, now.wall), "Nothing was imported"),
            Errand::Drop => {
                self.work = Work::default();
                News::Reading(0, 0, None)
            }
            Errand::Past => or_failed(
                past(store).map(News::Past),
                "Couldn't read the list of \
                imports",
            ),
            Errand::Unnamed => {
                or_failed(unnamed(store).map(News::Unnamed), "Couldn't read your data")
            }
            Errand::Name(word, value) => or_failed(
                name(store, &word, &value, now.wall),
                "Couldn't change the sessions",
            ),
            Errand::TakeBack(id) => {
                or_failed(take_back(store, id, now.wall), "The import wasn't undone")
            }
        }
    }

    fn find(&mut self, named: &[PathBuf], day_start: DayStart) -> News {
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
            Err(why) => News::Failed(format!("{why}.")),
        }
    }

    fn progress(&self) -> News {
        let work = &self.work;
        let read = work.files.saturating_sub(work.waiting.len());
        let percent = work.reader.as_ref().map_or(0, Reader::percent);
        let next = work
            .waiting
            .front()
            .map(|path| (last_part(&files::shown(path)).to_owned(), percent));
        News::Reading(read, work.files, next)
    }

    /// Reads one file. A refused file stays in the list with the reason and contributes no records.
    fn read_next(&mut self, store: &Store) -> News {
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
            return News::Asked(Box::new(work.asking(name, asked.clone())));
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
            return News::Moods(names.map(|name| (name.clone(), suggested(&name))).collect());
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

    fn lose(&mut self, file: &Path, why: &str) -> News {
        self.work = Work::default();
        News::Failed(format!(
            "Couldn't import {}: {why}. Nothing was imported.",
            files::shown(file)
        ))
    }

    fn weigh(&mut self, store: &mut Store, now: Moment) -> Result<News, StoreError> {
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
        let outcome = self.work.gathered.bring(store, true, now)?;
        Ok(News::Weighed(Box::new(self.brought(outcome))))
    }

    fn bring(&mut self, store: &mut Store, now: Moment) -> Result<News, StoreError> {
        let settings = self.settings();
        let nothing = Mapping::default();
        let work = &mut self.work;
        work.gathered
            .remember(store, &work.said, &nothing, &work.settled);
        let outcome = work.gathered.bring(store, false, now)?;
        // Sessions of earlier imports get the names chosen now.
        rename::rename(store, &work.words, now)?;
        let brought = Brought {
            settings,
            ..self.brought(outcome)
        };
        self.work = Work::default();
        Ok(News::Brought(Box::new(brought), store.all()?))
    }

    /// The result, with file names shortened by their common folder.
    fn brought(&self, outcome: ImportOutcome) -> Brought {
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
        Brought {
            files: found,
            outcome,
            settings: self.settings(),
        }
    }

    fn settings(&self) -> usize {
        self.work.gathered.whole.settings.len()
    }
}

fn take_back(store: &mut Store, id: Id, now: Moment) -> Result<News, StoreError> {
    let count = store.undo_import(id, now)?.unwrap_or(0);
    mood_mapping::forget(store, now)?;
    table_memory::forget(store, now)?;
    Ok(News::TookBack(id, count, past(store)?, store.all()?))
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
fn name(store: &mut Store, word: &str, value: &str, now: Moment) -> Result<News, StoreError> {
    let mut words = WordMap::default();
    words.set_activity(word, value);
    let count = rename::rename(store, &words, now)?;
    Ok(News::Named(count, unnamed(store)?, store.all()?))
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

fn or_failed(news: Result<News, StoreError>, what: &str) -> News {
    news.unwrap_or_else(|error| News::Failed(format!("{what}: {error}")))
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
