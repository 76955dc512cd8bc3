//! What a screen has done outside: plain data, which `terminal` carries out.

use crate::config::Config;
use crate::domain::import::Errand;
use crate::domain::{Change, Day, Durability, Edit, Running, Session};

/// A way to be told something in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A short tone.
    Tone,
    /// Spoken words.
    Voice,
    /// A notification.
    Notification,
    /// Keeping the screen awake.
    Awake,
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Store a change.
    Apply(Change),
    /// Take the latest change back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Load every record there is.
    LoadAll,
    /// Load the records since this day.
    LoadSince(Day),
    /// Read the files of own routines.
    ReadRoutines,
    /// Read the names of own themes.
    ReadThemes,
    /// Keep the running session as far as it is.
    Keep(Box<Running>, Durability),
    /// Store the session and forget the running one.
    Finish(Box<Session>),
    /// Forget the running session.
    Forget,
    /// Remember a small fact, under a name.
    Remember(String, String),
    /// Write a picture of the screen into a file of this name.
    SavePicture(String),
    /// Hand the text of the screen to the terminal's clipboard.
    CopyText,
    /// Hand this text to the terminal's clipboard.
    Copy(String),
    /// Ring the bell.
    Bell,
    /// Play the tone.
    Tone,
    /// Speak these words.
    Say(String),
    /// Stop speaking.
    Hush,
    /// Notify the person in these words, for when the window is hidden.
    Notify(String),
    /// Try a channel, and tell what came of it.
    Try(Channel),
    /// Write what is changed to the config file.
    Configure(Box<Edit<Config>>),
    /// Let the person edit this note in an editor of their own.
    Edit(String),
    /// Do something with files of other programs.
    Errand(Errand),
    /// Stop in the background until called back.
    Suspend,
    /// End the program.
    Quit,
}
