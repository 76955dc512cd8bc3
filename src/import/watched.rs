//! Watched folders: new files are found, shown once for each source, and then imported on their own.
//!
//! A source is a kind of file in a folder, or a table with certain columns. Files stay where they are. What was read is
//! remembered by name, size and time, and by content; records are recognized by their origin besides, so losing the
//! memory brings nothing in twice.

mod memory;
mod scan;

use crate::domain::arriving::{FileKind, WatchedFolder};
use crate::domain::{Day, Id, ImportOutcome, english};
use crate::import::{
    Gathered, Here, ReadOptions, Stopped, files, inbox, mood_mapping, safe, table_memory,
};
use crate::store::backups::name::Reason;
use crate::store::{Store, StoreError};
use memory::{Known, Memory};
use scan::{Found, Scanned, scan};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A file changed less than so many seconds ago may still be written.
const SETTLES: u64 = 5;
/// A file that can't be read, or ends early, waits so many seconds: the rest may come.
const GROWS: u64 = 600;

/// What came from a source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceRead {
    /// The kind of file.
    pub kind: &'static str,
    /// Number of files.
    pub files: usize,
    /// New entries.
    pub added: usize,
    /// Entries that were here.
    pub duplicates: usize,
    /// Id of the import.
    pub import_id: Option<Id>,
    /// Earliest day.
    pub first_day: Option<Day>,
    /// Latest day.
    pub last_day: Option<Day>,
}

/// New files that the person hasn't looked at yet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unsettled {
    /// The kind of file.
    pub kind: &'static str,
    /// Number of files.
    pub files: usize,
    /// Whether tables with other columns are read from this folder.
    pub changed: bool,
}

/// What a folder has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FolderNews {
    /// The folder as the person wrote it.
    pub folder: String,
    /// What was imported, or would be.
    pub sources: Vec<SourceRead>,
    /// What waits for a look.
    pub unsettled: Vec<Unsettled>,
    /// Number of files that may still be written.
    pub waiting: usize,
    /// Sentences about files that can't be read, or about the folder.
    pub problems: Vec<String>,
    /// Whether anything but imports was said before.
    #[serde(skip)]
    pub is_told: bool,
}

/// What would be imported from a source for the first time.
#[derive(Debug)]
pub struct Preview<'a> {
    /// The folder as the person wrote it.
    pub folder: &'a str,
    /// The kind of file.
    pub kind: FileKind,
    /// What was read.
    pub gathered: &'a Gathered,
    /// What would be done.
    pub outcome: ImportOutcome,
}

/// Asks whether a source may be imported, now and from now on.
pub type Ask<'a> = &'a mut dyn FnMut(&Preview<'_>) -> bool;

/// A look at the watched folders.
pub struct Look<'a> {
    /// Where days begin and what time it is.
    pub here: &'a Here<'a>,
    /// The person's home folder.
    pub home: &'a Path,
    /// The database file.
    pub db: &'a Path,
    /// Whether to only say what would happen.
    pub dry_run: bool,
}

/// Files of one source that were read.
struct Group {
    source: String,
    kind: FileKind,
    gathered: Gathered,
    files: Vec<(u64, Option<u64>)>,
}

/// What became of reading a file.
enum Fate {
    /// It was read; with the number of its content.
    Read(Option<u64>),
    /// It was read before, or is of no use.
    Known(Option<u64>),
    /// It may still be written.
    Waits,
    /// It can't be read, for this reason.
    Refused(String),
}

impl Look<'_> {
    /// Looks at `folders`. Without `ask`, sources that weren't looked at yet are only counted.
    ///
    /// # Errors
    /// If the store can't be read or written.
    pub fn run(
        &self,
        store: &mut Store,
        folders: &[WatchedFolder],
        mut ask: Option<Ask<'_>>,
    ) -> Result<Vec<FolderNews>, StoreError> {
        let mut memory = Memory::read(self.db);
        memory.forget_unless(&store.imports()?);
        let mut all = Vec::new();
        for folder in folders {
            let known = memory.folders.entry(folder.folder.clone()).or_default();
            let ask = ask.as_mut().map(|ask| &mut **ask as Ask<'_>);
            all.push(self.folder(store, folder, known, ask)?);
            // Each folder is remembered as soon as it is done.
            if !self.dry_run
                && let Err(error) = memory.write()
            {
                let why = crate::fs::cause(&error);
                let problem = format!("Couldn't remember which files were read: {why}.");
                if let Some(news) = all.last_mut() {
                    news.problems.push(problem);
                }
            }
        }
        Ok(all)
    }

    fn folder(
        &self,
        store: &mut Store,
        folder: &WatchedFolder,
        known: &mut Known,
        mut ask: Option<Ask<'_>>,
    ) -> Result<FolderNews, StoreError> {
        let mut news = FolderNews {
            folder: safe(&folder.folder),
            ..FolderNews::default()
        };
        let root = inbox::place(&folder.folder, self.home);
        match scan(&root, folder, &known.seen) {
            Ok(Scanned { new, present }) => {
                known.seen = present;
                for kind in FileKind::ALL {
                    let new: Vec<&Found> = new.iter().filter(|found| found.kind == kind).collect();
                    if new.is_empty() {
                        continue;
                    }
                    let ask = ask.as_mut().map(|ask| &mut **ask as Ask<'_>);
                    self.kind(store, folder, kind, &new, known, ask, &mut news)?;
                }
            }
            Err(error) => {
                let why = files::why(&error);
                let shown = &news.folder;
                news.problems.push(format!(
                    "Couldn't look into the watched folder {shown}: {why}."
                ));
            }
        }
        let told = serde_json::to_string(&(&news.unsettled, &news.problems)).unwrap_or_default();
        news.is_told = known.told == told;
        known.told = told;
        Ok(news)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what a folder has and what it becomes"
    )]
    fn kind(
        &self,
        store: &mut Store,
        folder: &WatchedFolder,
        kind: FileKind,
        new: &[&Found],
        known: &mut Known,
        mut ask: Option<Ask<'_>>,
        news: &mut FolderNews,
    ) -> Result<(), StoreError> {
        let is_of_kind = |source: &String| source.split(':').next() == Some(kind.key());
        let has_source = known.sources.iter().any(is_of_kind);
        if !has_source && ask.is_none() {
            news.wait(kind, new.len(), false);
            return Ok(());
        }
        for mut group in self.read(store, folder, kind, new, known, news)? {
            group.gathered.settle(store, self.here)?;
            group.gathered.name_files_shortly();
            let is_settled = known.sources.contains(&group.source);
            if !group.gathered.adds() {
                known.keep(&group);
                continue;
            }
            if !is_settled {
                let outcome = group.gathered.import(store, true, self.now())?;
                let preview = Preview {
                    folder: &news.folder,
                    kind,
                    gathered: &group.gathered,
                    outcome,
                };
                if !ask.as_mut().is_some_and(|ask| ask(&preview)) {
                    news.wait(kind, group.files.len(), has_source);
                    continue;
                }
                known.sources.insert(group.source.clone());
            }
            let outcome = self.bring(store, &mut group.gathered, news)?;
            known.last = outcome.import_id.or(known.last);
            news.sources.push(SourceRead {
                kind: kind.key(),
                files: group.files.len(),
                added: outcome.added,
                duplicates: outcome.duplicates,
                import_id: outcome.import_id,
                first_day: outcome.first_day,
                last_day: outcome.last_day,
            });
            known.keep(&group);
        }
        Ok(())
    }

    fn now(&self) -> crate::domain::Moment {
        self.here.clock.now().wall
    }

    fn bring(
        &self,
        store: &mut Store,
        gathered: &mut Gathered,
        news: &mut FolderNews,
    ) -> Result<ImportOutcome, StoreError> {
        if !self.dry_run
            && let Err(error) = store.back_up(Reason::Import, self.now())
        {
            news.problems.push(error.to_string());
        }
        gathered.import(store, self.dry_run, self.now())
    }

    /// Reads the files: activities of one kind together, each table for itself.
    fn read(
        &self,
        store: &Store,
        folder: &WatchedFolder,
        kind: FileKind,
        new: &[&Found],
        known: &mut Known,
        news: &mut FolderNews,
    ) -> Result<Vec<Group>, StoreError> {
        let mut options = self.here.options(mood_mapping::map(store, &[]));
        options.settled = table_memory::kept(store);
        options.own = store.own_ratings()?;
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for (place, found) in new.iter().enumerate() {
            let key = if kind == FileKind::Table {
                format!("{place:09}")
            } else {
                String::new()
            };
            let group = groups.entry(key.clone()).or_insert_with(|| Group {
                source: kind.key().to_owned(),
                kind,
                gathered: Gathered::default(),
                files: Vec::new(),
            });
            match self.read_one(group, found, known, &options) {
                Fate::Read(content) => {
                    group.finish_last(folder.since);
                    group.files.push((found.stamp, content));
                }
                Fate::Known(content) => known.know(found.stamp, content),
                Fate::Waits => news.waiting += 1,
                Fate::Refused(why) => {
                    known.know(found.stamp, None);
                    news.problems.push(why);
                }
            }
            // What isn't in the group yet is kept from being read a second time under another name.
            if group.files.is_empty() && kind == FileKind::Table {
                groups.remove(&key);
            }
        }
        Ok(groups
            .into_values()
            .filter(|group| !group.files.is_empty())
            .collect())
    }

    fn read_one(
        &self,
        group: &mut Group,
        found: &Found,
        known: &Known,
        options: &ReadOptions<'_>,
    ) -> Fate {
        if found.is_younger_than(SETTLES) {
            return Fate::Waits;
        }
        let content = found.content();
        let is_known = content.is_some_and(|content| {
            let here = group.files.iter().any(|(_, other)| *other == Some(content));
            here || known.contents.contains(&content)
        });
        if is_known {
            return Fate::Known(content);
        }
        if matches!(group.kind, FileKind::Table | FileKind::Zip) && found.is_of_no_use() {
            return Fate::Known(None);
        }
        let gathered = &mut group.gathered;
        let read = gathered.read_file(&found.path, None, options, self.here);
        if !found.is_unchanged() {
            if read.is_ok() {
                gathered.drop_last();
            }
            return Fate::Waits;
        }
        match read {
            Ok(()) if gathered.is_own() => {
                gathered.drop_last();
                let name = files::shown(&found.path);
                Fate::Refused(format!(
                    "{name} is a firstline export. To import it: firstline import {name}"
                ))
            }
            Ok(()) if found.is_younger_than(GROWS) && gathered.last_ends_early() => {
                gathered.drop_last();
                Fate::Waits
            }
            Ok(()) => {
                gathered.paths.push(found.path.clone());
                Fate::Read(content)
            }
            Err(Stopped::File(_, why))
                if why.question().is_none() && found.is_younger_than(GROWS) =>
            {
                Fate::Waits
            }
            Err(why) => {
                let why = why.to_string();
                let stop = if why.ends_with(['.', '?']) { "" } else { "." };
                let name = files::shown(&found.path);
                Fate::Refused(format!("{why}{stop} To settle it: firstline import {name}"))
            }
        }
    }
}

impl Group {
    /// Leaves out what is before the first day, and tells the source of a table.
    fn finish_last(&mut self, since: Option<Day>) {
        self.gathered.begin_last_at(since);
        if self.kind == FileKind::Table
            && let Some(file) = self.gathered.files.last()
        {
            let table = file.tables.first().map(|table| table.shape.as_str());
            let what = table.or(file.kind).unwrap_or_default();
            self.source = format!("{}:{what}", self.kind.key());
        }
    }
}

impl Known {
    fn know(&mut self, stamp: u64, content: Option<u64>) {
        self.seen.insert(stamp);
        self.contents.extend(content);
    }

    fn keep(&mut self, group: &Group) {
        for (stamp, content) in &group.files {
            self.know(*stamp, *content);
        }
    }
}

impl FolderNews {
    fn wait(&mut self, kind: FileKind, files: usize, changed: bool) {
        let kind = kind.key();
        let same = |other: &&mut Unsettled| other.kind == kind && other.changed == changed;
        match self.unsettled.iter_mut().find(same) {
            Some(other) => other.files += files,
            None => self.unsettled.push(Unsettled {
                kind,
                files,
                changed,
            }),
        }
    }

    /// The folder's own name.
    pub fn name(&self) -> &str {
        let trimmed = self.folder.trim_end_matches(std::path::is_separator);
        trimmed
            .rsplit(std::path::is_separator)
            .next()
            .unwrap_or(trimmed)
    }

    /// What was imported in a sentence, one for each source.
    pub fn imported(&self) -> Vec<String> {
        let all = self.sources.iter().filter(|source| source.added > 0);
        all.map(|source| {
            let (entries, files) = (english::count(source.added, "entry"), source.counted());
            format!("From {}: {entries} in {files}.", self.name())
        })
        .collect()
    }

    /// What waits for a look, in a sentence each.
    pub fn waits(&self) -> Vec<String> {
        let all = self.unsettled.iter();
        all.map(|waits| {
            let files = counted(waits.kind, waits.files);
            let (are, how) = if waits.files == 1 {
                ("is", "it")
            } else {
                ("are", "them")
            };
            let columns = if waits.changed {
                ", with other columns than before"
            } else {
                ""
            };
            format!(
                "{} {are} new in {}{columns}. To look at {how}: firstline inbox",
                english::capital(&files),
                self.name()
            )
        })
        .collect()
    }
}

impl SourceRead {
    /// `2 FIT files`.
    pub fn counted(&self) -> String {
        counted(self.kind, self.files)
    }
}

/// `2 FIT files`.
fn counted(kind: &str, files: usize) -> String {
    let kind = FileKind::ALL.into_iter().find(|known| known.key() == kind);
    english::count(files, kind.map_or("file", FileKind::noun))
}
