//! What the loop runs over: the terminal, or a test.

use super::editor::Edited;
use super::watch::Watch;
use crate::domain::Now;
use crate::widgets::cell_ratio::CellRatio;
use crate::widgets::theme::TerminalAnswers;
use color_eyre::eyre::Result;
use crossterm::event::Event;
use ratatui::Frame;
use std::io;
use std::path::Path;
use std::time::Duration;

/// What frames are shown on.
pub trait Display {
    /// Columns and rows.
    fn size(&self) -> io::Result<(u16, u16)>;
    /// Height of a cell divided by its width, if the terminal reports it.
    fn cell_ratio(&self) -> CellRatio {
        CellRatio::default()
    }
    /// Whether the last frame is out, so that the next can be drawn. Where it is not, the wait ends once it is.
    fn is_free(&self) -> bool;
    /// Draws a frame. Returns what `render` returns; fails where the terminal is gone.
    fn draw<T>(&mut self, render: impl FnOnce(&mut Frame<'_>) -> T) -> io::Result<T>;
    /// Makes the next frame a whole one, of the size the terminal has by now.
    fn repaint(&mut self);
    /// Sends a sequence that shows nothing with the next frame.
    fn send(&mut self, sequence: &str);
    /// Rings the bell with the next frame, unless that has to wait: a late bell says nothing.
    fn ring(&mut self);
    /// Has the terminal report clicks, or no longer.
    fn follow_mouse(&mut self, on: bool);
    /// Gives the terminal back.
    fn leave(&mut self);
    /// Takes the terminal again; the next frame is a whole one.
    fn enter_again(&mut self) -> Result<()>;
}

/// What happens, and when.
pub trait Events {
    /// The time.
    fn now(&self) -> Now;
    /// Whether the terminal may be asked something; if so, the next wait is for the answer.
    fn ask(&mut self) -> bool;
    /// Waits until something happens, also to the files of `watch`, or `deadline` has passed; without one, for ever.
    fn wait(&mut self, deadline: Option<Duration>, watch: &Watch) -> Wake;
    /// The signal that asked for the end, if one came since this was last asked.
    fn take_end(&mut self) -> Option<i32>;
    /// Whether a signal asked to stop in the background.
    fn take_stop(&mut self) -> bool;
    /// Whether the program was called back after a stop it did not see coming.
    fn take_continued(&mut self) -> bool;
    /// Stops in the background; returns once called back.
    fn stop_here(&mut self);
    /// Lets the person edit `text` with `command`, in a file below `folder`.
    fn edit(&mut self, text: &str, command: Option<&str>, folder: &Path) -> Edited;
}

/// Why the wait ended.
#[derive(Debug, PartialEq)]
pub enum Wake {
    /// These things happened; none when the deadline passed or only a signal came.
    Events(Vec<Event>),
    /// What the terminal answered to questions; and these things happened meanwhile.
    #[cfg_attr(
        not(unix),
        allow(dead_code, reason = "asked where there is one place to wait")
    )]
    Answers(TerminalAnswers, Vec<Event>),
    /// The terminal is gone: nothing will ever come again.
    Gone,
}

/// After how long the loop looks by itself whether the terminal has taken the last frame: where nothing can wake it.
pub(super) const LOOKS_AGAIN: Option<Duration> = if cfg!(unix) {
    None
} else {
    Some(Duration::from_millis(50))
};
