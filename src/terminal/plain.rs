//! A guided session as lines of text: nothing is drawn twice, so a screen reader, a dumb terminal or a pipe can follow
//! it.
//!
//! It runs the same app as the screens. A typed line becomes the keys it means; new text is printed. Where nobody can
//! type, nothing is asked: the session starts at once and ends by itself.

use super::Ended;
use super::runner::Runner;
use super::signals::Signals;
use crate::app::plain_session::PlainSession;
use crate::app::{App, Effect, Message, Page};
use crate::clock::Clock;
use crate::domain::sanitize::line as safe;
use crate::keys::Context;
use crate::screens::session::review::ReviewField;
use color_eyre::eyre::Result;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::VecDeque;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// What can end a wait.
enum Event {
    Line(String),
    /// A signal came, or the deadline passed.
    Woke,
    /// End of input.
    End,
}

/// Runs the session that `app` has opened.
///
/// # Errors
/// If signal handlers cannot be installed.
pub fn run(mut app: App, mut runner: Runner, clock: Clock) -> Result<Ended> {
    app.take_lines();
    let signals = Signals::register()?;
    let events = listen(&signals)?;
    let mut session = PlainSession::default();
    let mut attended = true;
    let ended = loop {
        let now = clock.now();
        let mut text = String::new();
        for line in session.news(&app) {
            text.push_str(&safe(&line));
            text.push('\n');
        }
        if !text.is_empty() && !print(&text) {
            break Ended::TerminalGone;
        }
        if session.is_over() {
            break Ended::ByChoice;
        }
        let mut messages = VecDeque::new();
        if !attended && let Some(words) = needs_somebody(app.contexts()[0]) {
            print(words);
            break Ended::NotBegun;
        }
        if !attended && let Some(keys) = unattended(&app) {
            messages.extend(keys.into_iter().map(key));
        } else {
            let deadlines = [app.next_deadline(now), runner.hooks.next_look()];
            match wait(&events, deadlines.into_iter().flatten().min()) {
                Event::Line(line) => {
                    messages.extend(keys_for(&app, line.trim()).into_iter().map(key));
                }
                Event::End => attended = false,
                Event::Woke => {}
            }
            messages.push_back(Message::Woke);
        }
        if let Some(number) = signals.take_end() {
            break Ended::BySignal(number);
        }
        if signals.take_stop() {
            signals.stop_here();
        }
        if !carry_out(&mut app, &mut runner, messages, clock) {
            break Ended::ByChoice;
        }
        runner.cues.keep_awake(app.is_moving());
        super::tell(runner.hook_news(clock.now()));
    };
    let now = clock.now();
    runner.perform_last(app.leave(now), now);
    super::tell(runner.back_up_if_due(now));
    runner.cues.leave();
    super::finish_hooks(&mut runner, ended, clock);
    Ok(ended)
}

/// Sends the messages to the app; returns whether to continue.
fn carry_out(
    app: &mut App,
    runner: &mut Runner,
    mut queue: VecDeque<Message>,
    clock: Clock,
) -> bool {
    while let Some(message) = queue.pop_front() {
        let now = clock.now();
        for effect in app.update(message, now) {
            match effect {
                Effect::Quit => return false,
                Effect::Bell if io::stdout().is_terminal() => drop(print("\x07")),
                Effect::Bell | Effect::Suspend => {}
                other => {
                    if let Some(outcome) = runner.perform(other, now) {
                        queue.push_front(Message::Done(outcome));
                    }
                }
            }
        }
    }
    true
}

const fn key(code: KeyCode) -> Message {
    Message::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// The keys that a typed line means in the app's current state.
fn keys_for(app: &App, line: &str) -> Vec<KeyCode> {
    let word = line.to_lowercase();
    let typed = || {
        word.chars()
            .filter(|letter| !letter.is_control())
            .map(KeyCode::Char)
            .collect::<Vec<_>>()
    };
    let context = app.contexts()[0];
    match (context, word.as_str()) {
        (Context::Support, "" | "q") => vec![KeyCode::Esc],
        (_, "!") => vec![KeyCode::Char('!')],
        (Context::Player, "p" | "pause") => vec![KeyCode::Char(' ')],
        (Context::Player, "b" | "back") => vec![KeyCode::Char('p')],
        (
            Context::Player,
            "n" | "next" | "e" | "h" | "s" | "x" | "q" | "m" | "+" | "-" | "stop",
        ) => typed()
            .into_iter()
            .take(1)
            .map(|code| {
                if word == "stop" {
                    KeyCode::Char('q')
                } else {
                    code
                }
            })
            .collect(),
        (Context::Player, _) => Vec::new(),
        (Context::Resume | Context::Stop | Context::Away | Context::ReadinessOutcome, _) => {
            let place = word
                .parse::<usize>()
                .unwrap_or(usize::from(word.is_empty()));
            if (1..=9).contains(&place) {
                choice(place)
            } else {
                Vec::new()
            }
        }
        (Context::Before, "") => vec![KeyCode::Enter],
        (Context::After, _) => after(app, &word),
        _ => typed().into_iter().take(1).collect(),
    }
}

/// Moves up to the first answer, then down to the one at `place`.
fn choice(place: usize) -> Vec<KeyCode> {
    let up = std::iter::repeat_n(KeyCode::Up, 9);
    up.chain(std::iter::repeat_n(KeyCode::Down, place - 1))
        .chain([KeyCode::Enter])
        .collect()
}

fn after(app: &App, word: &str) -> Vec<KeyCode> {
    let Some(Page::Review(screen)) = &app.page else {
        return Vec::new();
    };
    // A digit moves to the next row by itself, except on the last row.
    let on = if screen.field == ReviewField::Felt {
        KeyCode::Enter
    } else {
        KeyCode::Down
    };
    let digits: Vec<KeyCode> = word
        .chars()
        .take(2)
        .filter(char::is_ascii_digit)
        .map(KeyCode::Char)
        .collect();
    match (screen.field, digits.is_empty()) {
        (_, true) if !word.is_empty() => Vec::new(),
        (_, true) => vec![on],
        (ReviewField::Felt, false) => [digits, vec![on]].concat(),
        (ReviewField::Effort, false) => digits,
        (ReviewField::Mood | ReviewField::Energy | ReviewField::Calm, false) => {
            digits.into_iter().take(1).collect()
        }
    }
}

/// The message that ends the session where a person has to answer.
const fn needs_somebody(context: Context) -> Option<&'static str> {
    match context {
        Context::Readiness => {
            Some("Answer the safety questions first: start this routine in a terminal.\n")
        }
        Context::ReadinessOutcome => Some("Read this first: start this routine in a terminal.\n"),
        _ => None,
    }
}

/// The answers given without input: mood is skipped, a session left running is counted, a break is not, and the end is
/// saved unchanged.
fn unattended(app: &App) -> Option<Vec<KeyCode>> {
    match app.contexts()[0] {
        Context::Before => Some(vec![KeyCode::Enter]),
        Context::After | Context::Support => Some(vec![KeyCode::Esc]),
        Context::Resume => {
            let crate::app::Dialog::Resume(offer) = app.dialogs.last()? else {
                return None;
            };
            let count = offer.choices.iter().position(|choice| {
                *choice == crate::screens::session::resume::ResumeChoice::Count
            })?;
            Some(choice(count + 1))
        }
        Context::Away => Some(choice(2)),
        Context::Stop => Some(choice(1)),
        _ => None,
    }
}

fn wait(events: &Receiver<Event>, deadline: Option<Duration>) -> Event {
    let received = match deadline {
        Some(after) => events.recv_timeout(after),
        None => events.recv().map_err(RecvTimeoutError::from),
    };
    match received {
        Ok(event) => event,
        Err(RecvTimeoutError::Timeout) => Event::Woke,
        Err(RecvTimeoutError::Disconnected) => {
            // Both listeners are gone; only the clock drives the session now.
            std::thread::sleep(deadline.unwrap_or(Duration::from_secs(1)));
            Event::End
        }
    }
}

/// Starts two threads that wait: one for lines, one for signals.
#[cfg_attr(
    not(unix),
    expect(
        clippy::unnecessary_wraps,
        reason = "as on Unix, where signals can fail to be watched"
    )
)]
fn listen(signals: &Signals) -> Result<Receiver<Event>> {
    let (sender, events) = mpsc::channel();
    let typed = sender.clone();
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            if typed.send(Event::Line(line)).is_err() {
                return;
            }
        }
        let _ = typed.send(Event::End);
    });
    #[cfg(unix)]
    {
        use std::io::Read as _;
        let mut wake = signals.wake().try_clone()?;
        wake.set_nonblocking(false)?;
        std::thread::spawn(move || {
            let mut bytes = [0; 64];
            while matches!(wake.read(&mut bytes), Ok(count) if count > 0) {
                if sender.send(Event::Woke).is_err() {
                    return;
                }
            }
        });
    }
    #[cfg(not(unix))]
    let _ = (signals, sender);
    Ok(events)
}

fn print(text: &str) -> bool {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .is_ok()
}
