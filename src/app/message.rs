//! Messages to the app and outcomes of its effects: plain data, comparable in tests.

use crate::config::Config;
use crate::domain::import::ImportResponse;
use crate::domain::{Change, Journal, OwnRoutine};
use crate::widgets::hit_map::Click;
use crossterm::event::{KeyEvent, KeyEventKind};

/// An event for the app.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The first frame is on the screen; deferred work can start.
    Shown,
    /// A frame is on the screen and nothing else is due; deferred work can run.
    Idle,
    /// A key press.
    Key(KeyEvent),
    /// Pasted text.
    Paste(String),
    /// A click.
    Click(Click),
    /// A turn of the wheel: up if `true`, otherwise down.
    Wheel(bool),
    /// The terminal's new size in columns and rows.
    Resized(u16, u16),
    /// A deadline has passed.
    Woke,
    /// The terminal's reported background color, `0xRRGGBB`.
    Background(u32),
    /// The program returned to the foreground.
    Resumed,
    /// Another program changed the stored records; contains the current ones.
    ChangedOutside(Journal),
    /// The result of an effect.
    Done(Outcome),
}

impl Message {
    /// Whether the message is user input rather than an outside event.
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

/// The result of an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The change was stored.
    Applied(Change),
    /// The requested records.
    Loaded(Journal),
    /// Description of what was undone, if anything, and the records afterward.
    Undone(Option<String>, Journal),
    /// Description of what was redone, if anything, and the records afterward.
    Redone(Option<String>, Journal),
    /// Contents of the custom routine files, and the names of those that could not be parsed.
    RoutineFiles(Vec<OwnRoutine>, Vec<String>),
    /// Names of the custom themes.
    ThemeNames(Vec<String>),
    /// A note as saved by the external editor.
    Edited(String),
    /// The result of a file operation.
    Import(Box<ImportResponse>),
    /// The changed config file, and any problem found in it.
    Configured(Box<Config>, Option<String>),
    /// What came from the inbox or watched folders, and whether it can be undone.
    Arrived(String, bool),
    /// Text to show.
    Told(String),
    /// The effect failed for this reason.
    Failed(String),
    /// The draft under this setting could not be stored, with the reason.
    NotKept(String, String),
}
