//! The interfaces the loop runs on: the terminal, or a test.

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

/// Shows frames.
pub trait Display {
    /// Columns and rows.
    fn size(&self) -> io::Result<(u16, u16)>;
    /// Height of a cell divided by its width, if the terminal reports it.
    fn cell_ratio(&self) -> CellRatio {
        CellRatio::default()
    }
    /// Whether the last frame is out, so that the next can be drawn. If not, the wait ends as soon as it is.
    fn is_free(&self) -> bool;
    /// Draws a frame and returns the result of `render`. Fails if the terminal is gone.
    fn draw<T>(&mut self, render: impl FnOnce(&mut Frame<'_>) -> T) -> io::Result<T>;
    /// Makes the next frame a full redraw at the terminal's current size.
    fn repaint(&mut self);
    /// Sends a sequence without visible output with the next frame.
    fn send(&mut self, sequence: &str);
    /// Rings the bell with the next frame, unless that frame has to wait: a late bell is useless.
    fn ring(&mut self);
    /// Switches mouse reporting on or off.
    fn follow_mouse(&mut self, on: bool);
    /// Restores the terminal.
    fn leave(&mut self);
    /// Sets up the terminal again; the next frame is a full redraw.
    fn enter_again(&mut self) -> Result<()>;
}

/// Reports events and the time.
pub trait Events {
    /// The current time.
    fn now(&self) -> Now;
    /// Whether the terminal may be queried; if so, the next wait is for the answer.
    fn ask(&mut self) -> bool;
    /// Waits until an event arrives, a file in `watch` changes, or `deadline` has passed; without a deadline,
    /// indefinitely.
    fn wait(&mut self, deadline: Option<Duration>, watch: &Watch) -> Wake;
    /// The signal that asked the program to end, if one arrived since the last call.
    fn take_end(&mut self) -> Option<i32>;
    /// Whether a signal asked the program to stop in the background.
    fn take_stop(&mut self) -> bool;
    /// Whether the program was resumed after a stop it could not catch.
    fn take_continued(&mut self) -> bool;
    /// Stops in the background; returns once resumed.
    fn stop_here(&mut self);
    /// Opens `text` in the editor `command`, in a file below `folder`.
    fn edit(&mut self, text: &str, command: Option<&str>, folder: &Path) -> Edited;
}

/// Why the wait ended.
#[derive(Debug, PartialEq)]
pub enum Wake {
    /// These events arrived; empty if the deadline passed or only a signal arrived.
    Events(Vec<Event>),
    /// The terminal's answers, and the events that arrived meanwhile.
    #[cfg_attr(
        not(unix),
        allow(dead_code, reason = "asked where there is one place to wait")
    )]
    Answers(TerminalAnswers, Vec<Event>),
    /// The terminal is gone; no more events will come.
    Gone,
}

/// How often the loop checks whether the terminal has taken the last frame, where nothing can wake it.
pub(super) const LOOKS_AGAIN: Option<Duration> = if cfg!(unix) {
    None
} else {
    Some(Duration::from_millis(50))
};
