//! The terminal: the loop, the screen's manners, signals, and effects carried out.
//!
//! One thread. It draws when something changed, waits for a key, a signal or the app's next
//! deadline, and nothing else; an idle screen wakes nothing.

mod background;
mod handing;
mod input;
pub mod plain;
mod runner;
mod screen;
mod signals;

use crate::app::{App, Effect, Message};
use crate::clock::Clock;
use crate::store::Store;
use crate::ui;
use crate::ui::theme::Theme;
use color_eyre::eyre::Result;
use input::{Input, Wake};
use runner::Runner;
use screen::Screen;
pub use screen::{install_panic_hook, is_available};
use signals::Signals;
use std::time::Duration;

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

/// Runs the screens until they are left, a signal comes, or the terminal is gone.
///
/// With `asks` the terminal is asked for its background, and our own colours for it take the place of `theme` once it
/// has answered.
///
/// # Errors
/// When the terminal cannot be set up. What goes wrong with the store is shown on the screen.
pub fn run(mut app: App, store: Store, clock: Clock, theme: Theme, asks: bool) -> Result<Ended> {
    let signals = Signals::register()?;
    let mut input = Input::open(&signals)?;
    let mut screen = Screen::enter()?;
    let mut runner = Runner::new(store, clock);
    let (columns, rows) = screen.size()?;
    app.update(Message::Resized(columns, rows), clock.now());
    if asks && input.ask() {
        screen.send(background::QUESTION);
    }
    let ended = run_loop(&mut app, &mut runner, &signals, &mut input, &mut screen, clock, theme);
    let now = clock.now();
    for effect in app.leave(now) {
        runner.perform(effect, now);
    }
    screen.leave();
    ended
}

fn run_loop(
    app: &mut App,
    runner: &mut Runner,
    signals: &Signals,
    input: &mut Input,
    screen: &mut Screen,
    clock: Clock,
    mut theme: Theme,
) -> Result<Ended> {
    let mut stage = ui::Stage::default();
    // When the picture changes by itself, as uptime: the next frame of a moving figure.
    let mut picture: Option<Duration> = None;
    loop {
        let now = clock.now();
        if app.take_redraw() || picture.is_some_and(|due| due <= now.uptime) {
            let drawn = screen.draw(|frame| ui::render(app, now, &theme, &mut stage, frame));
            let Ok(next) = drawn else { return Ok(Ended::TerminalGone) };
            picture = next.map(|next| now.uptime + next);
        }
        let now = clock.now();
        let frame = picture.map(|due| due.saturating_sub(now.uptime));
        let deadline = [app.next_deadline(now), frame].into_iter().flatten().min();
        let messages = match input.wait(deadline) {
            Wake::Gone => return Ok(Ended::TerminalGone),
            Wake::Messages(messages) => messages,
            Wake::Background(dark, messages) => {
                if let Some(dark) = dark {
                    theme = theme.on_background(dark);
                    stage = ui::Stage::default();
                    app.update(Message::Resumed, now);
                }
                messages
            }
        };
        if let Some(number) = signals.take_end() {
            return Ok(Ended::BySignal(number));
        }
        if signals.take_stop() {
            suspend(signals, screen)?;
            messages_in(app, runner, vec![Message::Resumed], screen, clock, &theme);
        } else if signals.take_continued() {
            screen.enter_again()?;
            messages_in(app, runner, vec![Message::Resumed], screen, clock, &theme);
        }
        match messages_in(app, runner, messages, screen, clock, &theme) {
            Next::GoOn => {}
            Next::Quit => return Ok(Ended::ByChoice),
            Next::Suspend => {
                suspend(signals, screen)?;
                messages_in(app, runner, vec![Message::Resumed], screen, clock, &theme);
            }
        }
    }
}

enum Next {
    GoOn,
    Suspend,
    Quit,
}

/// Lets the app have the messages, carries out what it asks for, and tells it how that went.
fn messages_in(
    app: &mut App,
    runner: &mut Runner,
    messages: Vec<Message>,
    screen: &mut Screen,
    clock: Clock,
    theme: &Theme,
) -> Next {
    let mut next = Next::GoOn;
    let mut queue = std::collections::VecDeque::from(messages);
    if queue.iter().any(|message| matches!(message, Message::Key(_) | Message::Resumed))
        && let Some(changed) = runner.changed_outside(&app.journal)
    {
        queue.push_front(Message::ChangedOutside(changed));
    }
    while let Some(message) = queue.pop_front() {
        if let Message::Resized(..) = message {
            screen.resized();
        }
        let now = clock.now();
        for effect in app.update(message, now) {
            match effect {
                Effect::Quit => return Next::Quit,
                Effect::Suspend => next = Next::Suspend,
                Effect::Bell => screen.ring(),
                Effect::SavePicture(name) => {
                    queue.push_front(Message::Done(handing::picture(&ui::body(app, now, theme), &name, theme)));
                }
                Effect::CopyText => {
                    queue.push_front(Message::Done(handing::copy(&ui::body(app, now, theme), screen)));
                }
                other => {
                    if let Some(outcome) = runner.perform(other, now) {
                        queue.push_front(Message::Done(outcome));
                    }
                }
            }
        }
    }
    next
}

/// Gives the terminal back, stops, and takes it again once called back.
fn suspend(signals: &Signals, screen: &mut Screen) -> Result<()> {
    screen.leave();
    signals.stop_here();
    screen.enter_again()
}
