//! Results of importing files, as plain data for the preview, the result and the import history.

mod question;

pub use question::{Choice, FileQuestion, Part, Reply};

use crate::domain::{Day, DayStart, Id, ImportOutcome, Journal};
use std::path::PathBuf;

/// A file operation requested by the import screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportRequest {
    /// List a folder.
    ListFolder(Folder),
    /// Identify a file's format.
    Recognize(PathBuf),
    /// Find all files in these files and folders. Days begin at the given time.
    FindFiles(Vec<PathBuf>, DayStart),
    /// Read the next file.
    ReadNext,
    /// Process the waiting files with these moods mapped to ratings from 1 to 9.
    SetMoods(Vec<(String, u8)>),
    /// Offer what a part of a file can be.
    OfferChoices(Part),
    /// Read again with these decisions about the file, or about every table with this shape.
    Decide(String, Option<String>, Vec<Choice>),
    /// Preview what would be imported.
    Preview,
    /// Import everything, all or nothing.
    Import,
    /// Discard what was read.
    Discard,
    /// List past imports.
    ListImports,
    /// List the activities of past imports that aren't among firstline's.
    ListUnnamed,
    /// Give every imported session with this activity another: the word, and the activity's id.
    Rename(String, String),
    /// Undo an import.
    Undo(Id),
}

impl ImportRequest {
    /// Whether it changes stored data.
    pub const fn writes(&self) -> bool {
        matches!(self, Self::Import | Self::Undo(_) | Self::Rename(..))
    }
}

/// The result of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportResponse {
    /// The contents of a folder.
    Folder(Box<Listing>),
    /// A file's format: `a Daylio export`.
    Format(PathBuf, String),
    /// Files read so far, total files, and the next file's name with its progress in percent, if
    /// any are left.
    Reading(usize, usize, Option<(String, u8)>),
    /// Moods that only the person can map, each with a rating suggested by its name, 1 to 9, if
    /// any.
    Moods(Vec<(String, Option<u8>)>),
    /// Something that only the person can tell.
    Question(Box<FileQuestion>),
    /// Preview of the import.
    Preview(Box<ImportSummary>),
    /// What was imported, and the journal after it.
    Imported(Box<ImportSummary>, Journal),
    /// Past imports, most recent first.
    Imports(Vec<PastImport>),
    /// Activities of past imports that aren't among firstline's, each with its number of sessions.
    Unnamed(Vec<(String, usize)>),
    /// Number of sessions that got another activity, those still unnamed, and the journal after it.
    Renamed(usize, Vec<(String, usize)>, Journal),
    /// Number of records removed by undoing this import, and the imports and journal after it.
    Undone(Id, usize, Vec<PastImport>, Journal),
    /// The operation failed, with the reason.
    Failed(String),
}

/// How a column of a user's own table was interpreted. Texts are safe to display.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ColumnFound {
    /// Column header.
    pub theirs: String,
    /// The field it maps to; `None` if unused.
    pub ours: Option<&'static str>,
    /// The person's own rating it maps to, if it's one.
    #[serde(skip)]
    pub own: Option<Id>,
    /// How the mapping was determined: `by name`.
    pub how: &'static str,
    /// How the cells are interpreted: `day first`.
    pub form: String,
    /// The first few cells.
    #[serde(skip)]
    pub samples: Vec<String>,
    /// The least and the greatest number of a rating, rounded outward.
    #[serde(skip)]
    pub range: Option<(i64, i64)>,
}

/// How a user's own table was interpreted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFound {
    /// Worksheet name, for a workbook.
    pub sheet: Option<String>,
    /// Number of rows.
    pub rows: usize,
    /// Line number of the header.
    pub header_line: Option<u64>,
    /// Number of title lines above the header.
    pub titles: usize,
    /// Cell delimiter.
    pub delimiter: Option<char>,
    /// Normalized names of its columns, which tell tables of the same kind.
    pub shape: String,
    /// Its columns.
    pub columns: Vec<ColumnFound>,
}

/// The contents of one file. Names and reasons are safe to display.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFound {
    /// The file's name.
    pub name: String,
    /// Detected format: `a Daylio export`; `None` if it cannot be read.
    pub kind: Option<&'static str>,
    /// Number of rows or records.
    pub read: usize,
    /// Number of new records.
    pub added: usize,
    /// Number of records that already exist or were in an earlier file.
    pub duplicates: usize,
    /// Its earliest day.
    pub first_day: Option<Day>,
    /// Its latest day.
    pub last_day: Option<Day>,
    /// Notes that do not prevent the import.
    pub said: Vec<String>,
    /// Why the whole file was rejected.
    pub refused: Option<String>,
    /// Rows that cannot be imported: line, from 1, and reason.
    pub rejected: Vec<(u64, String)>,
    /// How the columns of a user's own tables were interpreted.
    pub tables: Vec<TableFound>,
    /// Assumptions made: `mood: taken as 1 to 9`.
    pub taken: Vec<String>,
    /// What was skipped, with counts.
    pub left_out: Vec<(String, usize)>,
    /// Unknown activities, each with its number of sessions.
    pub unknown_activities: Vec<(String, usize)>,
}

/// The preview or result of importing some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Results per file.
    pub files: Vec<FileFound>,
    /// Totals for all files.
    pub outcome: ImportOutcome,
    /// How many settings a firstline export contains.
    pub settings: usize,
}

impl ImportSummary {
    /// Number of rows or records that cannot be imported.
    pub fn rejected(&self) -> usize {
        self.files.iter().map(|file| file.rejected.len()).sum()
    }

    /// Number of files from which nothing can be imported.
    pub fn refused(&self) -> usize {
        self.files
            .iter()
            .filter(|file| file.refused.is_some())
            .count()
    }

    /// Whether the import would change anything.
    pub const fn adds(&self) -> bool {
        self.outcome.added > 0 || self.settings > 0
    }
}

/// A past import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastImport {
    /// Unique identifier.
    pub id: Id,
    /// The day it was made.
    pub day: Day,
    /// File names, safe to display.
    pub files: Vec<String>,
    /// Number of records added.
    pub added: usize,
    /// Number of records that already existed.
    pub duplicates: usize,
    /// Earliest and latest day of its records.
    pub days: Option<(Day, Day)>,
    /// Whether it was undone.
    pub taken_back: bool,
}

/// A folder to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Folder {
    /// The downloads folder, or the home folder if there is none.
    Start,
    /// The home folder.
    Home,
    /// This path.
    At(PathBuf),
    /// Whatever this pasted text refers to: a folder, a file, or several files.
    Pasted(String),
}

/// The contents of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Path of the folder.
    pub folder: PathBuf,
    /// Parent folder.
    pub above: Option<PathBuf>,
    /// Displayable path.
    pub shown: String,
    /// Folders and files, in display order.
    pub entries: Vec<Entry>,
    /// Why it cannot be listed.
    pub problem: Option<String>,
    /// Files named together with the folder, to be preselected.
    pub named: Vec<PathBuf>,
}

/// A file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path of the file or folder.
    pub path: PathBuf,
    /// Name, safe to display.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Whether its name starts with a dot.
    pub is_hidden: bool,
    /// Whether its name looks like an importable file.
    pub looks_fit: bool,
    /// Size in bytes.
    pub bytes: u64,
    /// The day it was last modified.
    pub changed: Option<Day>,
}
