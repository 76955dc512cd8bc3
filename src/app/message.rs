//! What goes into the app and what comes out of it: plain data, comparable in tests.

use crate::config::Config;
use crate::domain::import::News;
use crate::domain::{Change, Journal, OwnRoutine};
use crate::widgets::hit_map::Click;
use crossterm::event::{KeyEvent, KeyEventKind};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The first frame is on the screen: what it did not need can follow.
    Shown,
    /// A frame is on the screen, and nothing else is due: what it did not need can follow.
    Idle,
    /// A key.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// Something on the screen was clicked.
    Click(Click),
    /// The wheel was turned: up, or else down.
    Wheel(bool),
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// The deadline passed.
    Woke,
    /// The terminal told its background, `0xRRGGBB`.
    Background(u32),
    /// The program is back in the foreground.
    Resumed,
    /// Another program changed the stored records; these are the present ones.
    ChangedOutside(Journal),
    /// An effect was performed, or was not.
    Done(Outcome),
}

impl Message {
    /// Whether the person did something, rather than that something happened.
    pub fn is_an_action(&self) -> bool {
        match self {
            Self::Key(event) => event.kind != KeyEventKind::Release,
            Self::Paste(_) | Self::Click(_) | Self::Wheel(_) => true,
            Self::Shown
            | Self::Idle
            | Self::Resized(..)
            | Self::Woke
            | Self::Background(_)
            | Self::Resumed
            | Self::ChangedOutside(_)
            | Self::Done(_) => false,
        }
    }
}

/// How an effect went.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The change is stored.
    Applied(Change),
    /// The records asked for.
    Loaded(Journal),
    /// What was undone, in words, if there was anything; the records after it.
    Undone(Option<String>, Journal),
    /// What was redone, in words, if there was anything; the records after it.
    Redone(Option<String>, Journal),
    /// The files of own routines: what they hold, and the names of those that are not understood.
    RoutineFiles(Vec<OwnRoutine>, Vec<String>),
    /// The names of own themes.
    ThemeNames(Vec<String>),
    /// A note as the person's editor left it.
    Edited(String),
    /// What came of an errand with files.
    News(Box<News>),
    /// The config file says something else now; what in it is not understood.
    Configured(Box<Config>, Option<String>),
    /// Something to be told.
    Told(String),
    /// It did not work, and this is why.
    Failed(String),
    /// The draft under this setting could not be kept, and this is why.
    NotKept(String, String),
}
