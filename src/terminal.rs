//! The terminal: the loop, the screen's manners, signals, and effects carried out.
//!
//! It draws when something changed, waits for a key, a signal or the app's next deadline, and nothing else; an idle
//! screen wakes nothing. Beside it a thread writes what was drawn (`output`), and one reads long files on their way in.

#[cfg_attr(
    not(unix),
    allow(dead_code, reason = "asked where there is one place to wait")
)]
mod background;
pub mod cues;
#[cfg(unix)]
mod decoder;
mod editor;
pub mod handing;
mod ink;
mod input;
mod output;
mod pencil;
pub mod plain;
mod runner;
mod screen;
mod signals;
mod watch;

use crate::app::{App, Effect, Message, Outcome};
use crate::clock::Clock;
use crate::config::Config;
use crate::ui;
use crate::widgets::svg;
use crate::widgets::theme::Theme;
use color_eyre::eyre::Result;
use editor::Edited;
use input::{Input, Wake};
pub use pencil::Pencil;
pub use runner::Runner;
use screen::Screen;
pub use screen::{give_back, is_available};
use signals::Signals;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;
use watch::Watch;

/// The look that goes with a config.
pub struct Look<'a> {
    /// The colours and characters.
    pub theme: &'a dyn Fn(&Config) -> Theme,
    /// Whether it is worth asking the terminal for its background.
    pub asks: &'a dyn Fn(&Config) -> bool,
}

impl Look<'_> {
    /// The theme, on the background that the terminal told of, if it did.
    fn on(&self, background: Option<bool>, config: &Config) -> Theme {
        let theme = (self.theme)(config);
        match background.filter(|_| (self.asks)(config)) {
            Some(dark) => theme.on_background(dark),
            None => theme,
        }
    }
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

/// Runs the screens until they are left, a signal comes, or the terminal is gone.
/// Where `look` asks for it, the terminal is asked for its background, and our own colours for it are taken once it has
/// answered.
///
/// # Errors
/// When the terminal cannot be set up. What goes wrong with the store is shown on the screen.
pub fn run(mut app: App, mut runner: Runner, clock: Clock, look: &Look<'_>) -> Result<Ended> {
    let signals = Signals::register()?;
    let mut input = Input::open(&signals)?;
    let mut screen = Screen::enter(signals.waker()?)?;
    let (columns, rows) = screen.size()?;
    screen.follow_mouse(app.settings.config.mouse);
    app.update(Message::Resized(columns, rows), clock.now());
    let asked = (look.asks)(&app.settings.config) && input.ask();
    if asked {
        screen.send(background::QUESTION);
    }
    // After a mistake of ours the running session is kept like after any other end; then the mistake is told.
    let run = AssertUnwindSafe(|| {
        run_loop(
            &mut app,
            &mut runner,
            &signals,
            &mut input,
            &mut screen,
            clock,
            (look, asked),
        )
    });
    let ended = catch_unwind(run);
    let now = clock.now();
    let leave = AssertUnwindSafe(|| {
        runner.perform_last(app.leave(now), now);
    });
    let left = catch_unwind(leave);
    let ended = match (ended, left) {
        (Ok(ended), Ok(())) => ended,
        (Err(mistake), _) | (_, Err(mistake)) => {
            runner.cues.leave();
            screen.leave();
            resume_unwind(mistake)
        }
    };
    let not_backed_up = runner.back_up_if_due(now);
    runner.cues.leave();
    screen.leave();
    tell(not_backed_up);
    if app.has_unsaved_answers() {
        let kept = "Your answers aren't saved yet. They're kept as a draft for next time.";
        tell(Some(Outcome::Told(kept.to_owned())));
    }
    ended
}

/// Says on standard error what the screens can no longer show.
fn tell(outcome: Option<Outcome>) {
    if let Some(Outcome::Told(text)) = outcome {
        let _ = writeln!(std::io::stderr(), "firstline: {text}");
    }
}

fn run_loop(
    app: &mut App,
    runner: &mut Runner,
    signals: &Signals,
    input: &mut Input,
    screen: &mut Screen,
    clock: Clock,
    (look, asked): (&Look<'_>, bool),
) -> Result<Ended> {
    // What it was the last time, until the terminal answers; where it does not, that counts no more.
    let mut background = app.last_background().filter(|_| asked);
    let mut theme = look.on(background, &app.settings.config);
    let mut shown = app.settings.config.clone();
    let mut stage = ui::Stage::default();
    // What comes after the first frame waits for the terminal's answer, so that both are drawn at once.
    let mut settled = false;
    // When the picture changes by itself, as uptime: the next frame of a moving figure.
    let mut picture: Option<Duration> = None;
    let mut watch = Watch::of(runner.file(), runner.config());
    // Whether a frame waits until the terminal has taken the one before.
    let mut waits = false;
    loop {
        let now = clock.now();
        waits |= app.take_redraw() || picture.is_some_and(|due| due <= now.uptime);
        if waits {
            picture = None;
        }
        if waits && screen.is_free() {
            waits = false;
            let drawn = screen.draw(|frame| ui::render(app, now, &theme, &mut stage, frame));
            let Ok(next) = drawn else {
                return Ok(Ended::TerminalGone);
            };
            picture = next.map(|next| now.uptime + next);
        }
        if !settled && !asked {
            settled = true;
            messages_in(app, runner, vec![Message::Shown], screen, clock, &theme);
            continue;
        }
        if let Some(outcome) = runner.back_up_if_due(now) {
            messages_in(
                app,
                runner,
                vec![Message::Done(outcome)],
                screen,
                clock,
                &theme,
            );
            continue;
        }
        let now = clock.now();
        // What was written until now was written by us; another program may have been at it, too.
        if watch.has_news() {
            let news = outside(app, runner);
            if !news.is_empty() {
                messages_in(app, runner, news, screen, clock, &theme);
                continue;
            }
        }
        let frame = picture.map(|due| due.saturating_sub(now.uptime));
        let late = waits.then_some(input::LOOKS_AGAIN).flatten();
        let next_look = watch.next_look(now.uptime);
        let deadline = [app.next_deadline(now), frame, late, next_look];
        let deadline = deadline.into_iter().flatten().min();
        let woken = input.wait(deadline, &stage.places, &watch);
        watch.look(clock.now().uptime);
        let messages = match woken {
            Wake::Gone => return Ok(Ended::TerminalGone),
            Wake::Messages(messages) => messages,
            Wake::Background(dark, mut messages) => {
                if std::mem::replace(&mut background, dark) != dark {
                    theme = look.on(background, &app.settings.config);
                    stage = ui::Stage::default();
                    app.update(Message::Resumed, now);
                }
                messages.extend(dark.map(Message::Background));
                messages
            }
        };
        if !std::mem::replace(&mut settled, true) {
            messages_in(app, runner, vec![Message::Shown], screen, clock, &theme);
        }
        if let Some(number) = signals.take_end() {
            return Ok(Ended::BySignal(number));
        }
        if signals.take_stop() {
            if let Some(ended) = suspend(signals, screen) {
                return Ok(ended);
            }
            messages_in(app, runner, vec![Message::Resumed], screen, clock, &theme);
        } else if signals.take_continued() {
            if screen.enter_again().is_err() {
                return Ok(Ended::TerminalGone);
            }
            messages_in(app, runner, vec![Message::Resumed], screen, clock, &theme);
        }
        match messages_in(app, runner, messages, screen, clock, &theme) {
            Next::GoOn => {}
            Next::Quit => return Ok(Ended::ByChoice),
            Next::Suspend => {
                if let Some(ended) = suspend(signals, screen) {
                    return Ok(ended);
                }
                messages_in(app, runner, vec![Message::Resumed], screen, clock, &theme);
            }
            Next::Edit(text) => {
                screen.leave();
                let outcome =
                    match editor::edit(&text, runner.editor.as_deref(), runner.folder(), signals) {
                        Edited::Text(text) => Outcome::Edited(text),
                        Edited::Not(reason) => Outcome::Failed(reason),
                        Edited::Ended(signal) => return Ok(Ended::BySignal(signal)),
                    };
                screen.enter_again()?;
                let done = vec![Message::Done(outcome), Message::Resumed];
                messages_in(app, runner, done, screen, clock, &theme);
            }
        }
        runner.cues.keep_awake(app.is_moving());
        runner.cues.collect();
        if app.settings.config != shown {
            shown.clone_from(&app.settings.config);
            theme = look.on(background, &shown);
            screen.follow_mouse(shown.mouse);
        }
    }
}

enum Next {
    GoOn,
    Suspend,
    /// Hand the terminal over for this text to be edited.
    Edit(String),
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
    if queue.iter().any(|message| {
        matches!(
            message,
            Message::Key(_) | Message::Click(_) | Message::Resumed | Message::Woke
        )
    }) {
        // Records first, because the key may be about them; what is told comes last, because a key ends it.
        for news in outside(app, runner) {
            match news {
                records @ Message::ChangedOutside(_) => queue.push_front(records),
                told => queue.push_back(told),
            }
        }
    }
    while let Some(message) = queue.pop_front() {
        if let Message::Resized(..) = message {
            screen.resized();
        }
        let now = clock.now();
        runner.break_on(&message, app);
        for effect in app.update(message, now) {
            match effect {
                Effect::Quit => return Next::Quit,
                Effect::Suspend => next = Next::Suspend,
                Effect::Edit(text) => next = Next::Edit(text),
                Effect::Bell => screen.ring(),
                Effect::SavePicture(name) => {
                    queue.push_front(Message::Done(handing::picture(
                        &ui::body(app, now, theme),
                        &name,
                        theme,
                    )));
                }
                Effect::CopyText => {
                    let text = svg::text(&ui::body(app, now, theme));
                    queue.push_front(Message::Done(handing::copy(&text, screen)));
                }
                Effect::Copy(text) => {
                    queue.push_front(Message::Done(handing::copy(&text, screen)));
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

/// What other programs have written meanwhile.
fn outside(app: &App, runner: &mut Runner) -> Vec<Message> {
    let config = runner.changed_config(&app.settings.config);
    let journal = runner.changed_outside(&app.journal);
    let news = [
        config.map(Message::Done),
        journal.map(Message::ChangedOutside),
    ];
    news.into_iter().flatten().collect()
}

/// Gives the terminal back, stops, and takes it again once called back; answers with why it cannot go on, where the
/// call was one to end, or the terminal went away meanwhile.
fn suspend(signals: &Signals, screen: &mut Screen) -> Option<Ended> {
    screen.leave();
    signals.stop_here();
    if let Some(number) = signals.take_end() {
        return Some(Ended::BySignal(number));
    }
    screen.enter_again().is_err().then_some(Ended::TerminalGone)
}
