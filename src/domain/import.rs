//! What bringing files in came to, as plain data: for the preview, the result and the list of imports.

use crate::domain::{Day, DayStart, Id, ImportOutcome, Journal};
use std::path::PathBuf;

/// What the screen wants done with files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Look into a folder.
    Look(Folder),
    /// Tell what a file is.
    Tell(PathBuf),
    /// Find the files that these files and folders come to. A day begins then.
    Find(Vec<PathBuf>, DayStart),
    /// Read the next file.
    ReadNext,
    /// Read the waiting files, now that these moods have ratings from 1 to 9.
    Means(Vec<(String, u8)>),
    /// Tell what would come in.
    Weigh,
    /// Bring everything in, all or nothing.
    Bring,
    /// Forget what was read.
    Drop,
    /// Tell which imports were made.
    Past,
    /// Take an import back.
    TakeBack(Id),
}

impl Errand {
    /// Whether it changes what is stored.
    pub const fn writes(&self) -> bool {
        matches!(self, Self::Bring | Self::TakeBack(_))
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// What is in a folder.
    Looked(Box<Listing>),
    /// What a file is: `a Daylio export`.
    Told(PathBuf, String),
    /// So many files are read of so many, and the name of the next, while there is one, with how much of it is read, in
    /// percent.
    Reading(usize, usize, Option<(String, u8)>),
    /// Moods that only the person can explain, each with a rating that its name suggests, 1 to 9.
    Moods(Vec<(String, Option<u8>)>),
    /// What would come in.
    Weighed(Box<Brought>),
    /// What came in, and the records with it.
    Brought(Box<Brought>, Journal),
    /// The imports that were made, the latest first.
    Past(Vec<PastImport>),
    /// So many records of this import were taken back; the imports and the records after it.
    TookBack(Id, usize, Vec<PastImport>, Journal),
    /// It did not work, and this is why.
    Failed(String),
}

/// What was made of a column of somebody's own table. Texts are safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ColumnFound {
    /// Its header.
    pub theirs: String,
    /// What it is here; nothing where it is not used.
    pub ours: Option<&'static str>,
    /// How that is known: `by name`.
    pub how: &'static str,
    /// What its cells mean: `day first`.
    pub form: String,
    /// The first cells.
    #[serde(skip)]
    pub samples: Vec<String>,
}

/// What was made of somebody's own table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFound {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// How many rows it has.
    pub rows: usize,
    /// The line of the header.
    pub header_line: Option<u64>,
    /// How many lines above it are titles.
    pub titles: usize,
    /// What stands between its cells.
    pub delimiter: Option<char>,
    /// Its columns.
    pub columns: Vec<ColumnFound>,
}

/// What one file holds. Names and reasons are safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFound {
    /// The file's name.
    pub name: String,
    /// What it was taken for: `a Daylio export`; nothing where it is nothing that can be read.
    pub kind: Option<&'static str>,
    /// How many rows or records it has.
    pub read: usize,
    /// How many of them are new.
    pub added: usize,
    /// How many are here already, or stood in an earlier file.
    pub duplicates: usize,
    /// Its earliest day.
    pub first_day: Option<Day>,
    /// Its latest day.
    pub last_day: Option<Day>,
    /// Things worth knowing that stop nothing.
    pub said: Vec<String>,
    /// Why nothing of it comes in.
    pub refused: Option<String>,
    /// Rows that cannot be taken: line, from 1, and reason.
    pub rejected: Vec<(u64, String)>,
    /// What was made of the columns of somebody's own tables.
    pub tables: Vec<TableFound>,
    /// What was taken for granted: `mood: taken as 1 to 9`.
    pub taken: Vec<String>,
    /// What was left out, and how much of it.
    pub left_out: Vec<(String, usize)>,
    /// Activities that are in no list, with how many sessions each.
    pub unknown_activities: Vec<(String, usize)>,
}

/// What an import of some files would do, or did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// File by file.
    pub files: Vec<FileFound>,
    /// What all of them come to.
    pub outcome: ImportOutcome,
    /// How many settings a firstline export contains.
    pub settings: usize,
}

impl Brought {
    /// How many rows or records cannot be taken.
    pub fn rejected(&self) -> usize {
        self.files.iter().map(|file| file.rejected.len()).sum()
    }

    /// How many files nothing comes of.
    pub fn refused(&self) -> usize {
        self.files
            .iter()
            .filter(|file| file.refused.is_some())
            .count()
    }

    /// Whether bringing it in would change anything.
    pub const fn adds(&self) -> bool {
        self.outcome.added > 0 || self.settings > 0
    }
}

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastImport {
    /// Its identity.
    pub id: Id,
    /// The day it was made on.
    pub day: Day,
    /// The names of its files, safe to show.
    pub files: Vec<String>,
    /// How many records it brought.
    pub added: usize,
    /// How many were here already.
    pub duplicates: usize,
    /// The earliest and the latest day of its records.
    pub days: Option<(Day, Day)>,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// A folder to look into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Folder {
    /// Where downloads go; the home folder where there is no such place.
    Start,
    /// The home folder.
    Home,
    /// This one.
    At(PathBuf),
    /// Whatever this pasted text names: a folder, a file, several files.
    Pasted(String),
}

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The folder.
    pub folder: PathBuf,
    /// The folder it is in.
    pub above: Option<PathBuf>,
    /// Its path as it can be shown.
    pub shown: String,
    /// Folders and files, in the order to show them.
    pub entries: Vec<Entry>,
    /// Why it cannot be looked into.
    pub problem: Option<String>,
    /// Files that were named with it, to be ticked.
    pub named: Vec<PathBuf>,
}

/// A file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// Its name, safe to show.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Whether its name begins with a dot.
    pub is_hidden: bool,
    /// Whether its name looks like something that can be imported.
    pub looks_fit: bool,
    /// Its size in bytes.
    pub bytes: u64,
    /// The day it was last changed.
    pub changed: Option<Day>,
}
