//! The terminal: the loop, the screen's manners, signals, and effects carried out.
//!
//! It draws when something changed, waits for a key, a signal or the app's next deadline, and nothing else; an idle
//! screen wakes nothing. Beside it a thread writes what was drawn (`output`), and one reads long files on their way in.

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
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;
pub use watch::Watch;

/// The theme for a config, with what the terminal answered.
pub type Styling<'a> = Box<dyn Fn(&Config, &TerminalAnswers) -> Theme + 'a>;

/// The look that goes with a config.
pub struct Look<'a> {
    /// The colors and characters, with what the terminal answered.
    pub theme: Styling<'a>,
    /// What is worth asking the terminal.
    pub questions: Box<dyn Fn(&Config) -> Questions + 'a>,
}

/// How the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    ByChoice,
    /// This signal asked for it.
    BySignal(i32),
    /// The terminal is gone.
    TerminalGone,
    /// A session that needed an answer first, where nobody could give it.
    NotBegun,
}

impl Ended {
    /// The exit code; where a signal asked for the end that ends any program by itself, it ends this one here.
    pub fn finish(self) -> u8 {
        if let Self::BySignal(number) = self {
            signals::die_by(number);
        }
        self.code()
    }

    /// The exit code: 0, or 128 and the signal's number.
    pub const fn code(self) -> u8 {
        match self {
            Self::ByChoice => 0,
            Self::BySignal(number) => 128 + number as u8,
            Self::TerminalGone => 129,
            Self::NotBegun => 1,
        }
    }
}

/// Runs the screens until the user quits, a signal arrives, or the terminal is gone.
/// If `look` needs it, asks the terminal for its background and name, and adapts to the answers.
///
/// # Errors
/// If the terminal cannot be set up. Store errors are shown on the screen.
pub fn run(app: App, runner: Runner, clock: Clock, look: Look<'_>) -> Result<Ended> {
    let signals = Signals::register()?;
    let input = Input::open(&signals, clock)?;
    let screen = Screen::enter(signals.waker()?)?;
    let mut screens = EventLoop::new(app, runner, screen, input, look)?;
    // After a mistake of ours the running session is kept like after any other end; then the mistake is told.
    let ended = catch_unwind(AssertUnwindSafe(|| screens.run()));
    let left = catch_unwind(AssertUnwindSafe(|| screens.leave()));
    let EventLoop {
        app,
        mut runner,
        mut display,
        ..
    } = screens;
    let ended = match (ended, left) {
        (Ok(ended), Ok(())) => ended,
        (Err(mistake), _) | (_, Err(mistake)) => {
            runner.cues.leave();
            display.leave();
            resume_unwind(mistake)
        }
    };
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

/// Waits for the person's own programs once the terminal is given back; not for long where a signal asked for the end.
fn finish_hooks(runner: &mut Runner, ended: Ended, clock: Clock) {
    let patience = match ended {
        Ended::ByChoice | Ended::NotBegun => runner.hooks.patience(),
        Ended::BySignal(_) | Ended::TerminalGone => Duration::from_secs(1),
    };
    for failure in runner.hooks.finish(|| clock.now(), patience) {
        tell(Some(Outcome::Told(failure)));
    }
}

/// Says on standard error what the screens can no longer show.
fn tell(outcome: Option<Outcome>) {
    if let Some(Outcome::Told(text)) = outcome {
        let _ = writeln!(std::io::stderr(), "firstline: {text}");
    }
}
