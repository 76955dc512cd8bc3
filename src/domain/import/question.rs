//! What only a person can tell about a file, with the replies offered. Texts are safe to display.

/// A decision about a file; each has an option of the command line that does the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The role of a column, with the column's header; without a header, no column has this role.
    Column(String, Option<String>),
    /// The worst and best value of a rating: `mood=1-5`.
    Scale(String),
    /// Whether day, month or year comes first: `dmy`.
    Order(&'static str),
    /// The activity of every session, by its id.
    Activity(String),
    /// The length of every session, in minutes.
    Minutes(u16),
    /// A word of the file with its meaning: a rating from 1 to 9, an activity's id, or `-` to skip it.
    Word(String, String),
    /// Import the other files without this one.
    SkipFile,
}

/// A reply to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What the person chooses.
    pub words: String,
    /// What it decides.
    pub choices: Vec<Choice>,
    /// The question it leads to instead, if any.
    pub next: Option<Box<FileQuestion>>,
}

impl Reply {
    /// A reply that decides.
    pub fn new(words: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self {
            words: words.into(),
            choices,
            next: None,
        }
    }

    /// A reply that leads to another question.
    pub fn leading(words: impl Into<String>, next: FileQuestion) -> Self {
        Self {
            words: words.into(),
            choices: Vec::new(),
            next: Some(Box::new(next)),
        }
    }
}

/// Something about a file that only the person can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileQuestion {
    /// The file's name.
    pub file: String,
    /// The columns of the table that it's about; the reply holds for every table with the same columns. `None` if it
    /// is about the whole file.
    pub shape: Option<String>,
    /// A sentence with the options of the command line that settle it.
    pub sentence: String,
    /// The same for a person who can choose a reply.
    pub text: String,
    /// The replies; none if the file has to be changed.
    pub replies: Vec<Reply>,
}

/// A part of a previewed file that the person can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A column: the indexes of the file, the table, and the column.
    Column(usize, usize, usize),
    /// An unknown activity.
    Activity(String),
}
