//! The plain text inbox: lines that any notes app can write become check-ins and sessions.
//!
//! A line's record gets an id that follows from the line and the version of the file it stands in (its mark, or its day
//! if it has none). So a line that comes back, because a sync program restored an old version or because the program
//! was killed before it rewrote the file, is recognized on every computer; and nothing else has to be remembered.
//!
//! The order is: read, store in one transaction, check that the file is still the one that was read, write the log,
//! rewrite the file.

mod files;
mod log;
mod page;
mod version;

use crate::content::inbox_line::{self, InboxEntry, Said, SaidCheckIn, SaidSession};
use crate::content::undo_text::counted;
use crate::domain::english;
use crate::domain::{
    Also, Change, CheckIn, Day, Id, Moment, OwnRating, OwnRatings, Record, RecordKind, Session,
    Source, Subject, When, whole,
};
use crate::fs;
use crate::import::{Here, safe};
use crate::store::{Store, StoreError};
use files::InboxFile;
use page::{Fate, Page};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use version::{MARK_TIME, Version};

/// How often a file that another program keeps changing is read again.
const TRIES: usize = 3;

/// A line that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineRead {
    /// Name of its file.
    pub file: String,
    /// The line.
    pub line: String,
    /// Whether it was understood.
    pub understood: bool,
    /// Whether it was saved before.
    pub already: bool,
    /// What was saved, or why it wasn't understood.
    pub answer: String,
}

/// What came from an inbox.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The lines, in order.
    pub lines: Vec<LineRead>,
    /// The new records.
    pub records: Vec<Record>,
    /// Number of lines that got a word about why they stay, which they didn't have.
    new_words: usize,
    /// Sentences about files that couldn't be read or written.
    pub problems: Vec<String>,
}

impl Taken {
    /// Number of lines that weren't understood and got a word for the first time.
    pub fn newly_left(&self) -> usize {
        self.new_words
    }

    /// Number of lines that weren't understood.
    pub fn left(&self) -> usize {
        self.lines.iter().filter(|line| !line.understood).count()
    }

    /// `2 check-ins and 1 session`; `None` if nothing came.
    pub fn counts(&self) -> Option<String> {
        let of = |kind: RecordKind| {
            let count = self
                .records
                .iter()
                .filter(|record| record.kind() == kind)
                .count();
            (count > 0).then(|| counted(Subject::Record(kind), count))
        };
        let counts: Vec<String> = [RecordKind::CheckIn, RecordKind::Session]
            .into_iter()
            .filter_map(of)
            .collect();
        (!counts.is_empty()).then(|| english::list(&counts))
    }
}

/// The inbox at a place that a person wrote: `~` is the home folder, and other paths begin there.
pub fn place(written: &str, home: &Path) -> PathBuf {
    let written = written.trim();
    match written.strip_prefix("~/") {
        Some(rest) => home.join(rest),
        None if written == "~" => home.to_owned(),
        None => home.join(written),
    }
}

/// The inbox inside a shared folder, if there is one: `inbox.txt`, or the folder `inbox`.
pub fn in_shared(folder: &Path) -> Option<PathBuf> {
    let file = folder.join("inbox.txt");
    let has_file = files::at(&file).is_ok_and(|found| !found.is_empty());
    let inner = folder.join("inbox");
    if has_file {
        Some(file)
    } else {
        inner.is_dir().then_some(inner)
    }
}

/// Reads the inboxes at `places` into the store; a dry run only says what would happen.
///
/// # Errors
/// If the store can't be read or written; then no file was changed.
pub fn take(
    store: &mut Store,
    places: &[PathBuf],
    here: &Here<'_>,
    dry_run: bool,
) -> Result<Taken, StoreError> {
    let mut taken = Taken::default();
    for _ in 0..TRIES {
        let mut pass = Pass::new(store, here)?;
        for place in places {
            pass.read_place(store, place);
        }
        if dry_run {
            return Ok(pass.taken);
        }
        let saves: Vec<Change> = pass
            .taken
            .records
            .iter()
            .cloned()
            .map(Change::save)
            .collect();
        if !saves.is_empty() {
            store.apply(&Change::Several(saves), pass.now)?;
        }
        let is_done = pass.rewrite();
        taken.new_words += pass.taken.new_words;
        taken.records.append(&mut pass.taken.records);
        let new = pass.taken.lines.into_iter();
        let known: HashSet<(String, String)> = taken
            .lines
            .iter()
            .map(|line| (line.file.clone(), line.line.clone()))
            .collect();
        taken
            .lines
            .extend(new.filter(|line| !known.contains(&(line.file.clone(), line.line.clone()))));
        taken.problems = pass.taken.problems;
        if is_done {
            return Ok(taken);
        }
    }
    let why = "Your inbox keeps changing, so its lines stay there too; they won't be saved twice.";
    taken.problems.push(why.to_owned());
    Ok(taken)
}

/// A file with what happens to its lines.
struct Read {
    file: InboxFile,
    page: Page,
    fates: BTreeMap<usize, Fate>,
    /// The lines for the log, each with its answer and whether it was saved before.
    log: Vec<(String, String, bool)>,
}

impl Read {
    fn fate(&self, place: usize) -> Fate {
        self.fates.get(&place).cloned().unwrap_or(Fate::Stays)
    }
}

/// One reading of all files.
struct Pass<'a> {
    here: &'a Here<'a>,
    now: Moment,
    own: Vec<OwnRating>,
    read: Vec<Read>,
    ids: BTreeSet<Id>,
    /// Lines that weren't understood, which a conflict copy may repeat.
    left: BTreeSet<String>,
    taken: Taken,
}

impl<'a> Pass<'a> {
    fn new(store: &Store, here: &'a Here<'a>) -> Result<Self, StoreError> {
        Ok(Self {
            here,
            now: here.clock.now().wall,
            own: store.own_ratings()?,
            read: Vec::new(),
            ids: BTreeSet::new(),
            left: BTreeSet::new(),
            taken: Taken::default(),
        })
    }

    fn read_place(&mut self, store: &Store, place: &Path) {
        match files::at(place) {
            Ok(paths) => {
                for path in paths {
                    if self.read.iter().any(|read| read.file.path == path) {
                        continue;
                    }
                    match InboxFile::read(&path) {
                        Ok(file) => self.read_file(store, file),
                        Err(why) => self.taken.problems.push(why),
                    }
                }
            }
            Err(why) => self.taken.problems.push(why),
        }
    }

    fn read_file(&mut self, store: &Store, file: InboxFile) {
        let page = Page::parse(&file.text);
        let version = Version::of(&file, page.mark.as_deref(), self.here, self.now);
        let is_copy = files::is_conflict_copy(&file.path);
        let mut read = Read {
            page,
            file,
            fates: BTreeMap::new(),
            log: Vec::new(),
        };
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let entries: Vec<(usize, String)> = read
            .page
            .entries()
            .map(|(place, line)| (place, line.to_owned()))
            .collect();
        let last = entries.last().map(|(place, _)| *place);
        for (place, line) in entries {
            let nth = times.entry(line.clone()).or_default();
            *nth += 1;
            if is_copy && self.left.contains(&line) {
                read.fates.insert(place, Fate::Moves);
                continue;
            }
            let (answer, fate, already) = if read.file.is_young && last == Some(place) {
                let waits = "It may be half written, so it waits until next time.".to_owned();
                (Err(waits), Fate::Stays, false)
            } else {
                self.line(store, &line, *nth, &version)
            };
            if answer.is_err() {
                self.left.insert(line.clone());
            } else {
                let answer = answer.clone().unwrap_or_default();
                read.log.push((line.clone(), answer, already));
            }
            read.fates.insert(place, fate);
            self.taken.lines.push(LineRead {
                file: safe(&files::name(&read.file.path)),
                line: safe(&line),
                understood: answer.is_ok(),
                already,
                answer: answer.unwrap_or_else(|why| why),
            });
        }
        self.read.push(read);
    }

    /// The answer to a line, what happens to it, and whether it was saved before.
    fn line(
        &mut self,
        store: &Store,
        line: &str,
        nth: usize,
        version: &Version,
    ) -> (Result<String, String>, Fate, bool) {
        let said = inbox_line::read(
            line,
            OwnRatings(&self.own),
            version.written,
            self.here.day_start,
        );
        let record = said.and_then(|said| self.record(said, version, version.id(line, nth)));
        match record {
            Err(why) => (Err(why.clone()), Fate::Why(why), false),
            Ok(record) => {
                // A deleted record is known, too.
                let is_known = store.record(record.kind(), record.id()).is_ok();
                if is_known || !self.ids.insert(record.id()) {
                    return (Ok("saved before".to_owned()), Fate::Moves, true);
                }
                let answer = answer(&record);
                self.taken.records.push(record);
                (Ok(answer), Fate::Moves, false)
            }
        }
    }

    fn record(&self, said: Said, version: &Version, id: Id) -> Result<Record, String> {
        let start = self.here.day_start;
        let written = Day::of(version.written.naive_local(), start);
        let when = said.when.unwrap_or(When::Day(written));
        let (at, day) = (self.here.clock.moment(when.local()), when.day(start));
        let timed = when.is_timed();
        if day > Day::of(self.now.naive_local(), start) || timed && at > self.now {
            return Err("That's in the future. Use today or an earlier day.".to_owned());
        }
        let updated_at = self.now;
        Ok(match said.what {
            InboxEntry::CheckIn(SaidCheckIn {
                ratings,
                own,
                sleep_hours,
                tags,
                note,
            }) => CheckIn {
                id,
                at,
                timed,
                day,
                ratings,
                own,
                sleep_hours,
                tags,
                note: safe(&note),
                source: Source::Typed,
                import: None,
                updated_at,
            }
            .into(),
            InboxEntry::Session(SaidSession {
                activity,
                seconds,
                kilometers,
                effort,
                before,
                after,
                note,
            }) => Session {
                id,
                start: at,
                timed,
                day,
                activity: activity.id.clone(),
                title: activity.label.clone(),
                routine: None,
                active_seconds: seconds,
                planned_seconds: None,
                distance_m: kilometers.map(|kilometers| kilometers * 1000.0),
                met: activity.met,
                effort,
                before,
                after,
                also: Also::default(),
                felt: None,
                complete: true,
                note: safe(&note),
                source: Source::Typed,
                steps: Vec::new(),
                import: None,
                updated_at,
            }
            .into(),
        })
    }

    /// Rewrites the files, without what was saved; false if one has changed meanwhile and has to be read again.
    fn rewrite(&mut self) -> bool {
        let mut is_done = true;
        for read in &self.read {
            let log = log::of(&read.file.path, self.now);
            let mark = format!(
                "{}. Answers: {}",
                self.now.format(MARK_TIME),
                files::name(&log)
            );
            let text = read.page.written(|place| read.fate(place), &mark);
            if read.fates.is_empty() || text == read.file.text {
                continue;
            }
            if !read.file.is_unchanged() {
                is_done = false;
                continue;
            }
            let path = &read.file.path;
            let is_used_up =
                files::is_conflict_copy(path) && read.page.is_empty_after(|place| read.fate(place));
            let words = read.page.new_words(|place| read.fate(place));
            let done = log::add(&log, &read.log, self.now).and_then(|()| {
                if is_used_up {
                    std::fs::remove_file(path)
                } else {
                    fs::rewrite(path, text.as_bytes())
                }
            });
            if done.is_ok() {
                self.taken.new_words += words;
            }
            if let Err(error) = done {
                let (shown, why) = (safe(&path.to_string_lossy()), fs::cause(&error));
                self.taken.problems.push(format!(
                    "Your entries are saved, but {shown} couldn't be changed: {why}. They stay in it and won't be \
                     saved twice."
                ));
            }
        }
        is_done
    }
}

/// What was saved: `check-in on 2026-03-02 at 18:30`.
fn answer(record: &Record) -> String {
    let at = |day: Day, at: Moment, timed: bool| {
        let time = if timed {
            format!(" at {}", at.format("%H:%M"))
        } else {
            String::new()
        };
        format!("on {day}{time}")
    };
    match record {
        Record::Session(session) => format!(
            "{}, {} min {}",
            session.title,
            whole(session.minutes()),
            at(session.day, session.start, session.timed)
        ),
        Record::CheckIn(record) => {
            format!("check-in {}", at(record.day, record.at, record.timed))
        }
        _ => String::new(),
    }
}
