//! Effects that screens request: plain data, performed by `terminal`.

use crate::config::Config;
use crate::domain::arriving::Sources;
use crate::domain::import::ImportRequest;
use crate::domain::{Change, Day, Durability, Edit, Running, Session};

/// A way to signal the user during a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A short tone.
    Tone,
    /// Speech output.
    Voice,
    /// A desktop notification.
    Notification,
    /// Preventing the display from sleeping.
    Awake,
}

/// Something to do outside the app.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Store a change.
    Apply(Change),
    /// Undo the latest change.
    Undo,
    /// Redo the change undone last.
    Redo,
    /// Load all records.
    LoadAll,
    /// Load the records since this day.
    LoadSince(Day),
    /// Read the custom routine files.
    ReadRoutines,
    /// Read the names of the custom themes.
    ReadThemes,
    /// Store the progress of the running session.
    Keep(Box<Running>, Durability),
    /// Store the session and delete the record of the running one.
    Finish(Box<Session>),
    /// Delete the record of the running session.
    Forget,
    /// Store a value under this name.
    Remember(String, String),
    /// Save a picture of the screen to a file with this name.
    SavePicture(String),
    /// Copy the screen's text to the terminal's clipboard.
    CopyText,
    /// Copy this text to the terminal's clipboard.
    Copy(String),
    /// Ring the bell.
    Bell,
    /// Play the tone.
    Tone,
    /// Speak this text.
    Say(String),
    /// Stop speaking.
    Hush,
    /// Send a notification with this text, in case the window is hidden.
    Notify(String),
    /// Test a channel and report the result.
    Try(Channel),
    /// Write the changed values to the config file.
    Configure(Box<Edit<Config>>),
    /// Open this note in the user's external editor.
    Edit(String),
    /// Look for new lines in the inbox and new files in watched folders, in the background.
    LookIn(Box<Sources>),
    /// Perform a file operation for an import.
    Import(ImportRequest),
    /// Suspend the program in the background.
    Suspend,
    /// Quit the program.
    Quit,
}

impl Effect {
    /// Whether it writes to the database.
    pub const fn writes(&self) -> bool {
        if let Self::Import(request) = self {
            return request.writes();
        }
        matches!(
            self,
            Self::Apply(_)
                | Self::Finish(_)
                | Self::Undo
                | Self::Redo
                | Self::Keep(..)
                | Self::Forget
                | Self::Remember(..)
        )
    }
}
