//! The terminal: the event loop, screen setup and restore, signals, and carrying out effects.
//!
//! The loop draws when something changed, then waits for a key, a signal or the app's next deadline; an idle screen
//! causes no wakeups. One extra thread writes frames (`output`), another reads long files during an import, and one
//! looks into the inbox and watched folders after the start (`arrivals`).

mod arrivals;
mod backend;
pub mod clipboard;
pub mod cues;
#[cfg(unix)]
mod decoder;
mod editor;
mod event_loop;
mod full_blocks;
mod host;
mod input;
mod output;
pub mod plain;
#[cfg_attr(
    not(unix),
    allow(dead_code, reason = "asked where there is one place to wait")
)]
mod questions;
mod runner;
mod screen;
mod signals;
mod watch;

use crate::app::{App, Outcome};
use crate::clock::Clock;
use crate::config::Config;
use crate::widgets::theme::{Questions, TerminalAnswers, Theme};
pub use backend::DiffBackend;
use color_eyre::eyre::Result;
pub use editor::Edited;
pub use event_loop::EventLoop;
pub use host::{Display, Events, Wake};
use input::Input;
pub use runner::Runner;
use screen::Screen;
pub use screen::{give_back, is_available};
use signals::Signals;
use std::io::Write as _;
use std::time::Duration;
pub use watch::Watch;

/// Builds the theme from the config and the terminal's answers.
pub type Styling<'a> = Box<dyn Fn(&Config, &TerminalAnswers) -> Theme + 'a>;

/// How a config becomes a theme and questions for the terminal.
pub struct Look<'a> {
    /// Colors and characters, adjusted to the terminal's answers.
    pub theme: Styling<'a>,
    /// What to ask the terminal.
    pub questions: Box<dyn Fn(&Config) -> Questions + 'a>,
}

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The user quit.
    ByChoice,
    /// This signal was received.
    BySignal(i32),
    /// The terminal is gone.
    TerminalGone,
    /// The session needs an answer first, but no input can come.
    NotBegun,
}

impl Ended {
    /// Returns the exit code. If a signal that terminates a process by default ended the loop, it ends this process
    /// here.
    pub fn finish(self) -> u8 {
        if let Self::BySignal(number) = self {
            signals::die_by(number);
        }
        self.code()
    }

    /// 0, or 128 plus the signal's number.
    pub const fn code(self) -> u8 {
        match self {
            Self::ByChoice => 0,
            Self::BySignal(number) => 128 + number as u8,
            Self::TerminalGone => 129,
            Self::NotBegun => 1,
        }
    }
}

/// Runs the screens until the user quits, a signal arrives, or the terminal is gone. If `look` needs it, asks the
/// terminal for its background and name, and adapts to the answers.
///
/// # Errors
/// If the terminal cannot be set up. Store errors are shown on the screen.
pub fn run(app: App, runner: Runner, clock: Clock, look: Look<'_>) -> Result<Ended> {
    let signals = Signals::register()?;
    let input = Input::open(&signals, clock)?;
    let screen = Screen::enter(signals.waker()?)?;
    let mut screens = EventLoop::new(app, runner, screen, input, look)?;
    let ended = screens.run();
    screens.leave();
    let EventLoop {
        app,
        mut runner,
        mut display,
        ..
    } = screens;
    let not_backed_up = runner.back_up_if_due(clock.now());
    runner.cues.leave();
    display.leave();
    tell(not_backed_up);
    finish_hooks(&mut runner, ended, clock);
    if app.has_unsaved_answers() {
        let kept = "Your answers aren't saved yet. They're kept as a draft for next time.";
        tell(Some(Outcome::Told(kept.to_owned())));
    }
    Ok(ended)
}

/// Waits for running hooks once the terminal is restored; only briefly if a signal ended the loop.
fn finish_hooks(runner: &mut Runner, ended: Ended, clock: Clock) {
    let patience = match ended {
        Ended::ByChoice | Ended::NotBegun => runner.hooks.patience(),
        Ended::BySignal(_) | Ended::TerminalGone => Duration::from_secs(1),
    };
    for failure in runner.hooks.finish(|| clock.now(), patience) {
        tell(Some(Outcome::Told(failure)));
    }
}

/// Prints to standard error what the screens can no longer show.
fn tell(outcome: Option<Outcome>) {
    if let Some(Outcome::Told(text)) = outcome {
        let _ = writeln!(std::io::stderr(), "firstline: {text}");
    }
}
