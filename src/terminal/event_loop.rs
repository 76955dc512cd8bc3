//! The event loop, generic over what shows frames and reports events: the terminal, or a test.
//!
//! A turn is [`EventLoop::settle`], which does everything that needs no waiting and returns how long to wait, and
//! [`EventLoop::take`], which handles what ended the wait.

use super::clipboard;
use super::editor::Edited;
use super::host::{Display, Events, LOOKS_AGAIN, Wake};
use super::questions;
use super::runner::Runner;
use super::watch::Watch;
use super::{Ended, Look};
use crate::app::render;
use crate::app::{App, Effect, Message, Outcome};
use crate::config::Config;
use crate::domain::Now;
use crate::widgets::hit_map::HitMap;
use crate::widgets::painter::Caches;
use crate::widgets::svg;
use crate::widgets::theme::{TerminalAnswers, Theme};
use color_eyre::eyre::Result;
use crossterm::event::{Event, MouseButton, MouseEventKind};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

/// The app, the runner of its effects, and the terminal.
pub struct EventLoop<'a, D, E> {
    /// The state that the screens show.
    pub app: App,
    /// Carries out what the app asks for.
    pub runner: Runner,
    /// Where frames go.
    pub display: D,
    /// Where keys and time come from.
    pub events: E,
    /// Kept from the last frame: click targets and drawings that are still valid.
    pub caches: Caches,
    /// The folder for pictures of the screen.
    pub pictures: PathBuf,
    look: Look<'a>,
    theme: Theme,
    /// The terminal's answers so far.
    answers: TerminalAnswers,
    /// Whether the terminal was asked something. [`Message::Shown`] then waits for the answer, so that both take one
    /// redraw.
    asked: bool,
    /// Whether the app was told that the first frame is out.
    is_shown: bool,
    /// The config that theme and mouse are set up for.
    followed: Config,
    /// The uptime at which the screen changes by itself: the next frame of an animation.
    next_picture: Option<Duration>,
    watch: Watch,
    /// Whether a frame is due; it may have to wait until the terminal has taken the previous one.
    waits: bool,
}

/// Continues with a value, or ends the loop.
type Flow<T> = ControlFlow<Ended, T>;

impl<'a, D: Display, E: Events> EventLoop<'a, D, E> {
    /// Sets up the loop; the first [`EventLoop::settle`] draws the first frame.
    ///
    /// # Errors
    /// If the terminal's size is unknown.
    pub fn new(
        app: App,
        runner: Runner,
        mut display: D,
        mut events: E,
        look: Look<'a>,
    ) -> Result<Self> {
        let (columns, rows) = display.size()?;
        let config = app.settings.config.clone();
        display.follow_mouse(config.mouse);
        let questions = (look.questions)(&config);
        let asked = questions.is_some() && events.ask();
        if asked {
            display.send(&questions::sequence(questions));
        }
        // The background from the last run, until the terminal answers; dropped if it does not answer.
        let last = app.last_background();
        let answers = TerminalAnswers {
            background: last.filter(|_| asked && questions.background),
            version: None,
        };
        let mut screens = Self {
            theme: (look.theme)(&config, &answers).with_cell_ratio(display.cell_ratio()),
            watch: Watch::of(runner.file(), runner.config()),
            app,
            runner,
            display,
            events,
            caches: Caches::default(),
            pictures: PathBuf::from("."),
            look,
            answers,
            asked,
            is_shown: false,
            followed: config,
            next_picture: None,
            waits: false,
        };
        let now = screens.events.now();
        for effect in screens.app.update(Message::Resized(columns, rows), now) {
            screens.perform(effect, now);
        }
        Ok(screens)
    }

    /// Runs until the user quits, a signal arrives, or the terminal is gone.
    pub fn run(&mut self) -> Ended {
        loop {
            if let ControlFlow::Break(ended) = self.turn() {
                return ended;
            }
        }
    }

    fn turn(&mut self) -> Flow<()> {
        let deadline = self.settle()?;
        let wake = self.events.wait(deadline, &self.watch);
        self.take(wake)
    }

    /// Draws if a frame is due and handles what follows from it. Returns how long to wait; `None` if only an event can
    /// change anything.
    pub fn settle(&mut self) -> Flow<Option<Duration>> {
        loop {
            let now = self.events.now();
            self.draw_if_due(now)?;
            let news = if !self.is_shown && !self.asked {
                self.is_shown = true;
                vec![Message::Shown]
            } else if self.app.is_behind() && !self.waits {
                vec![Message::Idle]
            } else if let Some(outcome) = self.runner.back_up_if_due(now) {
                vec![Message::Done(outcome)]
            } else if let Some(outcome) = self.runner.hook_news(now) {
                vec![Message::Done(outcome)]
            } else if let Some((words, is_saved)) = self.runner.arrived(now) {
                let mut messages = self.written_outside();
                messages.push(Message::Done(Outcome::Arrived(words, is_saved)));
                messages
            } else if self.watch.has_news() {
                // The program's own writes cause these events; but another program may have written, too.
                self.written_outside()
            } else {
                Vec::new()
            };
            if news.is_empty() {
                return ControlFlow::Continue(self.deadline());
            }
            self.hear(news)?;
        }
    }

    /// Rebuilds the theme from the config and the answers known so far. Cached drawings used the old theme and are
    /// dropped.
    fn restyle(&mut self) {
        let theme = (self.look.theme)(&self.app.settings.config, &self.answers);
        self.theme = theme.with_cell_ratio(self.display.cell_ratio());
        self.caches = Caches::default();
    }

    fn draw_if_due(&mut self, now: Now) -> Flow<()> {
        self.waits |=
            self.app.take_redraw() || self.next_picture.is_some_and(|due| due <= now.uptime);
        if !self.waits {
            return ControlFlow::Continue(());
        }
        self.next_picture = None;
        if self.display.is_free() {
            self.waits = false;
            let (app, theme, caches) = (&self.app, &self.theme, &mut self.caches);
            let drawn = self
                .display
                .draw(|frame| render::render(app, theme, caches, frame));
            let Ok(next) = drawn else {
                return ControlFlow::Break(Ended::TerminalGone);
            };
            self.next_picture = next.map(|next| now.uptime + next);
        }
        ControlFlow::Continue(())
    }

    fn deadline(&self) -> Option<Duration> {
        let now = self.events.now();
        let picture = self.next_picture.map(|due| due.saturating_sub(now.uptime));
        let frame = self.waits.then_some(LOOKS_AGAIN).flatten();
        let look = self.watch.next_look(now.uptime);
        let hooks = self.runner.hooks.next_look();
        let arrival = self.runner.next_arrival();
        let all = [
            self.app.next_deadline(now),
            picture,
            frame,
            look,
            hooks,
            arrival,
        ];
        all.into_iter().flatten().min()
    }

    /// Handles what ended a wait.
    pub fn take(&mut self, wake: Wake) -> Flow<()> {
        let now = self.events.now();
        self.watch.look(now.uptime);
        let (events, answers) = match wake {
            Wake::Gone => return ControlFlow::Break(Ended::TerminalGone),
            Wake::Events(events) => (events, None),
            Wake::Answers(answers, events) => (events, Some(answers)),
        };
        let passed = events.is_empty() && answers.is_none();
        let places = &self.caches.hit_map;
        let mut messages: Vec<Message> = events
            .into_iter()
            .filter_map(|event| message(event, places))
            .collect();
        messages.extend(passed.then_some(Message::Woke));
        if let Some(answers) = answers {
            messages.extend(answers.background.map(Message::Background));
            if self.answers != answers {
                self.answers = answers;
                self.restyle();
                messages.insert(0, Message::Resumed);
            }
        }
        if !std::mem::replace(&mut self.is_shown, true) {
            self.hear(vec![Message::Shown])?;
        }
        if let Some(number) = self.events.take_end() {
            return ControlFlow::Break(Ended::BySignal(number));
        }
        if self.events.take_stop() {
            self.suspend()?;
        } else if self.events.take_continued() {
            self.come_back()?;
        }
        self.hear(messages)
    }

    /// Sends the messages to the app, carries out its effects, and reports their outcomes back.
    pub fn hear(&mut self, messages: Vec<Message>) -> Flow<()> {
        let mut queue = VecDeque::from(messages);
        let looks = queue.iter().any(looks_outside);
        // Records are reloaded first, because the key may refer to them.
        if looks && let Some(journal) = self.runner.changed_outside(&self.app.journal) {
            queue.push_front(Message::ChangedOutside(journal));
        }
        let last = self.work_off(queue);
        // Settings are reloaded last: a key press would clear the message about them, and they must not overwrite what
        // the key sets.
        if looks && let Some(outcome) = self.runner.changed_config(&self.app.settings.config) {
            self.work_off(VecDeque::from([Message::Done(outcome)]));
        }
        self.follow();
        match last {
            Some(Effect::Quit) => ControlFlow::Break(Ended::ByChoice),
            Some(Effect::Suspend) => self.suspend(),
            Some(Effect::Edit(text)) => self.edit(&text),
            _ => ControlFlow::Continue(()),
        }
    }

    /// Processes the messages and the outcomes of their effects. Returns an effect that needs the terminal, to run when
    /// everything else is done.
    fn work_off(&mut self, mut queue: VecDeque<Message>) -> Option<Effect> {
        let mut last = None;
        while let Some(message) = queue.pop_front() {
            if let Message::Resized(..) = message {
                self.display.repaint();
                // A change of font size arrives as a change of columns and rows.
                self.theme.glyphs.cell_ratio = self.display.cell_ratio();
            }
            let now = self.events.now();
            self.runner.break_on(&message, &self.app);
            for effect in self.app.update(message, now) {
                let outcome = match effect {
                    Effect::Quit => return Some(effect),
                    Effect::Suspend | Effect::Edit(_) => {
                        last = Some(effect);
                        None
                    }
                    other => self.perform(other, now),
                };
                if let Some(outcome) = outcome {
                    queue.push_front(Message::Done(outcome));
                }
            }
        }
        last
    }

    fn perform(&mut self, effect: Effect, now: Now) -> Option<Outcome> {
        let body = |screens: &Self| render::body(&screens.app, &screens.theme);
        match effect {
            Effect::Bell => {
                self.display.ring();
                None
            }
            Effect::SavePicture(name) => {
                let picture = body(self);
                Some(clipboard::picture(
                    &self.pictures,
                    &picture,
                    &name,
                    &self.theme,
                ))
            }
            Effect::CopyText => {
                let text = svg::text(&body(self));
                Some(clipboard::copy(&text, &mut self.display))
            }
            Effect::Copy(text) => Some(clipboard::copy(&text, &mut self.display)),
            other => self.runner.perform(other, now),
        }
    }

    /// Updates the cues, the theme and the mouse to the app's new state.
    fn follow(&mut self) {
        self.runner.cues.keep_awake(self.app.is_moving());
        self.runner.cues.collect();
        if self.app.settings.config != self.followed {
            self.followed.clone_from(&self.app.settings.config);
            self.restyle();
            self.display.follow_mouse(self.followed.mouse);
        }
    }

    /// Changes that other programs have made meanwhile.
    fn written_outside(&mut self) -> Vec<Message> {
        let config = self.runner.changed_config(&self.app.settings.config);
        let journal = self.runner.changed_outside(&self.app.journal);
        let news = [
            config.map(Message::Done),
            journal.map(Message::ChangedOutside),
        ];
        news.into_iter().flatten().collect()
    }

    /// Restores the terminal, stops the process, and continues when it is resumed.
    fn suspend(&mut self) -> Flow<()> {
        self.display.leave();
        self.events.stop_here();
        match self.events.take_end() {
            Some(number) => ControlFlow::Break(Ended::BySignal(number)),
            None => self.come_back(),
        }
    }

    fn come_back(&mut self) -> Flow<()> {
        if self.display.enter_again().is_err() {
            return ControlFlow::Break(Ended::TerminalGone);
        }
        self.hear(vec![Message::Resumed])
    }

    /// Restores the terminal while the user edits `text`.
    fn edit(&mut self, text: &str) -> Flow<()> {
        self.display.leave();
        let (command, folder) = (self.runner.editor.as_deref(), self.runner.folder());
        let outcome = match self.events.edit(text, command, folder) {
            Edited::Text(text) => Outcome::Edited(text),
            Edited::Not(reason) => Outcome::Failed(reason),
            Edited::Ended(signal) => return ControlFlow::Break(Ended::BySignal(signal)),
        };
        if self.display.enter_again().is_err() {
            return ControlFlow::Break(Ended::TerminalGone);
        }
        self.hear(vec![Message::Done(outcome), Message::Resumed])
    }

    /// Cleans up before the program ends, however it ends.
    pub fn leave(&mut self) {
        let now = self.events.now();
        let effects = self.app.leave(now);
        self.runner.perform_last(effects, now);
    }
}

/// Whether to check for changes by other programs before this message.
const fn looks_outside(message: &Message) -> bool {
    matches!(
        message,
        Message::Key(_) | Message::Click(_) | Message::Resumed | Message::Woke
    )
}

/// Converts `event`, using the click targets of the frame on screen.
fn message(event: Event, places: &HitMap) -> Option<Message> {
    match event {
        Event::Key(key) => Some(Message::Key(key)),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, rows) => Some(Message::Resized(columns, rows)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                places.at(mouse.column, mouse.row).map(Message::Click)
            }
            MouseEventKind::ScrollUp => Some(Message::Wheel(true)),
            MouseEventKind::ScrollDown => Some(Message::Wheel(false)),
            _ => None,
        },
        Event::FocusGained | Event::FocusLost => None,
    }
}
