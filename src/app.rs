//! The state behind the screens, and `update(message, now) -> effects`.
//!
//! `App` contains everything a screen shows, but nothing about how it looks. It does no I/O and reads no clock: time
//! arrives with each message, and work for the outside leaves as [`Effect`]s, plain data that the runner in `terminal`
//! performs and answers with an [`Outcome`]. `render` draws the state.

mod chrome;
mod configuration;
mod dialog;
mod drafts;
mod gain_check;
mod message;
mod mouse;
mod navigation;
mod notice_line;
mod outcomes;
mod page;
pub mod plain_session;
pub mod render;
mod settling;
mod tabs;
mod typing;

use crate::content::color;
use crate::domain::{IdMaker, Journal, Now};
pub use crate::keys::Tab;
use crate::keys::{Action, Context, KeyMatch, Keymap, Way, as_ever};
pub use crate::screens::effect::Effect;
use crate::screens::help::Help;
pub use crate::screens::notice::Notice;
use crate::screens::palette::{Here, Palette};
use crate::screens::screen::Screen;
pub use crate::screens::shared::{Settings, Shared};
use crate::screens::today::Focus;
use crate::screens::transition::{Destination, Response};
use crate::widgets::hit_map::Click;
use crossterm::event::{KeyEvent, KeyEventKind};
pub use dialog::Dialog;
use drafts::Drafts;
use gain_check::GainCheck;
pub use message::{Message, Outcome};
use mouse::Press;
pub use notice_line::NoticeLine;
pub use page::Page;
use settling::Settling;
use std::ops::{Deref, DerefMut};
use std::time::Duration;
pub use tabs::Tabs;

/// Everything the screens show.
#[derive(Debug)]
pub struct App {
    /// State that every screen can read.
    pub shared: Shared,
    /// The active tab.
    pub tab: Tab,
    /// Dialogs open over the tab or page, topmost last.
    pub dialogs: Vec<Dialog>,
    /// The notice at the bottom of the screen.
    pub notices: NoticeLine,
    /// A page shown instead of the tabs.
    pub page: Option<Page>,
    /// The tab to return to when the page closes.
    came_from: Tab,
    /// The screen of each tab.
    pub tabs: Tabs,
    gain_check: GainCheck,
    drafts: Drafts,
    settling: Settling,
    redraw: bool,
}

/// The setting that stores the terminal's background color, such as `#1a1b26`.
const BACKGROUND: &str = "terminal:background";

/// Minimum size, in columns and rows, that the screens fit in.
pub const SMALLEST: (u16, u16) = (40, 12);

impl App {
    /// Creates the initial state from the records of the last few days.
    pub fn new(settings: Settings, journal: Journal, ids: IdMaker, now: Now) -> Self {
        let shared = Shared::new(settings, journal, ids, now);
        let mut app = Self {
            tabs: Tabs::new(&shared),
            shared,
            tab: Tab::Today,
            dialogs: Vec::new(),
            page: None,
            came_from: Tab::Today,
            notices: NoticeLine::default(),
            gain_check: GainCheck::default(),
            drafts: Drafts::default(),
            settling: Settling::default(),
            redraw: true,
        };
        app.know_focus();
        // With only part of the records loaded, `settle` has more work to do.
        if app.journal.from().is_none() {
            app.refresh();
        }
        app
    }

    /// Computes what the first frame shows, once everything it depends on is known.
    pub fn settle(&mut self) {
        self.refresh();
    }

    /// Handles a message; returns the effects to perform outside.
    pub fn update(&mut self, message: Message, now: Now) -> Vec<Effect> {
        self.shared.now = now;
        self.know_focus();
        if !matches!(message, Message::Done(_)) {
            self.settling.last_key = None;
        }
        let mut effects = self.tick(now);
        let is_stray = message.is_an_action() && self.is_stray(&message);
        if message.is_an_action() && !is_stray {
            self.redraw |= self.notices.end_by_key(now);
        }
        match message {
            _ if is_stray => {}
            Message::Key(event) if event.kind != KeyEventKind::Release => {
                let event = as_ever(event);
                self.settling.last_key = Some(event.code);
                effects.extend(self.key(event, now));
            }
            Message::Paste(text) => effects.extend(self.paste(&text)),
            Message::Click(click) => effects.extend(self.click(click, now)),
            Message::Wheel(up) => {
                self.redraw = true;
                let way = if up { Way::Up } else { Way::Down };
                effects.extend(self.press(Press::Go(way, 1), now));
            }
            Message::Resized(columns, rows) => {
                self.size = (columns, rows);
                self.redraw = true;
            }
            Message::Background(color) => effects.extend(self.know_background(color)),
            Message::Resumed => self.redraw = true,
            Message::Shown => {
                let year = self.year_to_load().map(Effect::LoadSince);
                self.year_tried = year.is_none();
                effects.extend(year);
                effects.extend(self.delete_old_drafts());
                effects.extend(configuration::look_in(&self.shared));
            }
            Message::ChangedOutside(journal) => {
                self.journal.replace(journal);
                self.redraw = true;
            }
            Message::Done(outcome) => effects.extend(self.done(outcome, now)),
            Message::Idle => self.catch_up(),
            Message::Woke => effects.extend(self.due_import_request()),
            Message::Key(_) => {}
        }
        let open = self.open_forms();
        effects.extend(self.drafts.watch(open, &mut self.shared));
        if self.redraw {
            self.refresh();
        }
        effects.extend(self.remember_shown());
        self.know_focus();
        effects
    }

    /// The terminal's background color as last reported, so that the first frame already has the right colors. Glyph
    /// support is not stored: in another terminal it could shift whole rows of that frame.
    pub fn last_background(&self) -> Option<u32> {
        self.journal.setting(BACKGROUND).and_then(color::read)
    }

    fn know_background(&mut self, background: u32) -> Option<Effect> {
        let is_new = self.last_background() != Some(background);
        is_new.then(|| {
            self.shared
                .remember(BACKGROUND, &format!("#{background:06x}"))
        })
    }

    /// Whether anything visible has changed since the last call.
    pub const fn take_redraw(&mut self) -> bool {
        std::mem::replace(&mut self.redraw, false)
    }

    /// How long until something changes by itself; `None` if only a key or a signal can change it.
    pub fn next_deadline(&self, now: Now) -> Option<Duration> {
        let playing = self
            .playing()
            .and_then(|playing| playing.next_deadline(now));
        let next_day = self.settings.day_start().of(self.day.plus(1)) - now.wall.naive_local();
        let next_day = next_day.to_std().unwrap_or(Duration::ZERO) + Duration::from_millis(10);
        [
            self.notices.deadline(now),
            playing,
            self.import_deadline(),
            self.drafts.deadline(now),
            Some(next_day),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Effects to perform before the program ends, for any reason.
    pub fn leave(&mut self, now: Now) -> Vec<Effect> {
        self.shared.now = now;
        let mut effects = self.tick(now);
        effects.extend(self.drafts.keep_all(&mut self.shared));
        if let Some(Page::Player(playing)) = &mut self.page {
            effects.push(playing.keep(now));
        }
        effects
    }

    fn tick(&mut self, now: Now) -> Vec<Effect> {
        let mut effects = self.drafts.keep_due(&mut self.shared);
        self.redraw |= self.notices.end_when_over(now);
        let day = now.day(self.settings.day_start());
        if day != self.day {
            let old = std::mem::replace(&mut self.shared.day, day);
            if let Some(page) = &mut self.page {
                page.screen_mut().turn_day(old, &self.shared);
            }
            self.tabs.turn_day(old, &self.shared);
            self.redraw = true;
            effects.extend(self.delete_old_drafts());
        }
        effects.extend(self.tick_player(now));
        effects
    }

    fn delete_old_drafts(&mut self) -> Vec<Effect> {
        let open = self.open_forms();
        let (said, effects) = drafts::delete_old(&open, &mut self.shared);
        self.notify_if(said, self.now);
        effects
    }

    /// Whether a key or click was meant for the previous screen.
    fn is_stray(&mut self, message: &Message) -> bool {
        self.know_focus();
        self.settling.is_stray(message, &self.shared)
    }

    /// Shows `notice` at the bottom of the screen for a while.
    pub fn notify(&mut self, notice: impl Into<Notice>, now: Now) {
        self.notices.show(notice, now);
        self.redraw = true;
    }

    fn notify_if(&mut self, said: Option<String>, now: Now) {
        if let Some(said) = said {
            self.notify(said, now);
        }
    }

    /// Switches to line input: typed lines act as keys, with the default bindings and no stray-key check.
    pub fn take_lines(&mut self) {
        self.keys = Keymap::default();
        self.takes_lines = true;
    }

    /// Performs a click; does nothing if the screen has changed since it was drawn.
    fn click(&mut self, click: Click, now: Now) -> Vec<Effect> {
        if self.contexts()[0] != click.context {
            return Vec::new();
        }
        self.redraw = true;
        let presses = mouse::presses(click.target).into_iter();
        presses.flat_map(|press| self.press(press, now)).collect()
    }

    fn press(&mut self, press: Press, now: Now) -> Vec<Effect> {
        let focus = self.contexts()[0];
        match press {
            Press::Tab(tab) if self.can_change_tab() && !focus.takes_text() => self.go_to(tab),
            Press::Tab(_) => Vec::new(),
            Press::Act(action, digit) => self.act(focus, KeyMatch { action, digit }, now),
            Press::Go(way, times) => {
                let mut effects = Vec::new();
                for _ in 0..times {
                    let contexts = self.contexts();
                    let Some(action) = way.action(&contexts) else {
                        break;
                    };
                    effects.extend(self.act(contexts[0], KeyMatch { action, digit: 0 }, now));
                }
                effects
            }
            Press::Point(target) => {
                self.front().0.click(target);
                Vec::new()
            }
            Press::PointOrEnter(target) if self.front().0.click(target) => Vec::new(),
            Press::PointOrEnter(_) => self.press(Press::Go(Way::Enter, 1), now),
        }
    }

    fn key(&mut self, event: KeyEvent, now: Now) -> Vec<Effect> {
        let contexts = self.contexts();
        let Some(hit) = self.keys.find(&contexts, &event) else {
            self.redraw |= contexts[0].takes_text() && typing::key(self.front().0, event);
            return Vec::new();
        };
        self.redraw = true;
        let too_small = self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1;
        let safe = matches!(
            hit.action,
            Action::Leave
                | Action::Quit
                | Action::Suspend
                | Action::Support
                | Action::Back
                | Action::Stop
        );
        if too_small
            && !safe
            && !matches!(self.dialogs.last(), Some(dialog) if dialog.goes_on_unseen())
        {
            return Vec::new();
        }
        self.act(contexts[0], hit, now)
    }

    fn act(&mut self, focus: Context, hit: KeyMatch, now: Now) -> Vec<Effect> {
        if typing::edit(self.front().0, focus, hit.action) {
            return Vec::new();
        }
        match hit.action {
            Action::Leave => return vec![Effect::Quit],
            // The program may never be resumed.
            Action::Suspend => {
                let mut effects = self.drafts.keep_all(&mut self.shared);
                effects.push(Effect::Suspend);
                return effects;
            }
            Action::Help => {
                if focus != Context::Help {
                    self.show(Dialog::Help(Help::default()));
                }
                return Vec::new();
            }
            Action::Support => {
                if focus != Context::Support {
                    self.open(Destination::Support);
                }
                return Vec::new();
            }
            Action::Palette => {
                let palette = Palette::new(
                    &self.contexts(),
                    Here {
                        can_leave: self.can_change_tab(),
                        is_offered: self.tabs.today.offer(&self.shared).is_some(),
                    },
                    &self.shared,
                );
                self.show(Dialog::Palette(Box::new(palette)));
                return Vec::new();
            }
            Action::Settings => return self.open(Destination::Settings),
            Action::Import => return self.open(Destination::Import),
            Action::Mouse => return self.respond(configuration::turn_mouse(&self.shared)),
            Action::Numbers => return self.respond(configuration::turn_numbers(&self.shared)),
            Action::Figure => {
                self.settings.figure = self.settings.figure.next();
                return Vec::new();
            }
            // Settings, the routine editor and the import have their own undo.
            Action::Undo | Action::Redo
                if matches!(
                    focus,
                    Context::Settings | Context::Builder | Context::ImportDone
                ) => {}
            Action::Undo => return vec![Effect::Undo],
            Action::Redo => return vec![Effect::Redo],
            Action::NextTab if self.can_change_tab() => return self.go_to(self.tab.next(1)),
            Action::PreviousTab if self.can_change_tab() => {
                return self.go_to(self.tab.next(Tab::ALL.len() - 1));
            }
            Action::GoToTab if self.can_change_tab() => {
                let tab = Tab::ALL
                    .get(usize::from(hit.digit).wrapping_sub(1))
                    .copied();
                return tab.map_or_else(Vec::new, |tab| self.go_to(tab));
            }
            _ => {}
        }
        let leaves = hit.action == Action::Quit;
        let mut effects = self.act_here(hit);
        // Esc goes back but never quits the program.
        if !leaves && effects.contains(&Effect::Quit) {
            effects.retain(|effect| *effect != Effect::Quit);
            let top = Notice::said("Nothing to go back to.");
            self.notify(top.press(Action::Quit, "leave firstline"), now);
        }
        effects
    }

    /// Passes the action to the focused screen. Everywhere but on Today, `q` goes back like esc.
    fn act_here(&mut self, hit: KeyMatch) -> Vec<Effect> {
        let is_today = self.tab == Tab::Today && self.dialogs.is_empty();
        let hit = match hit.action {
            Action::Quit if !is_today => KeyMatch {
                action: Action::Back,
                ..hit
            },
            _ => hit,
        };
        let (screen, shared) = self.front();
        if let (Action::Editor, Some(note)) = (hit.action, screen.note()) {
            return vec![Effect::Edit(note.to_owned())];
        }
        let response = screen.key(hit, shared);
        self.respond(response)
    }

    /// Tab keys do nothing in the player and the pages around it: a session is left by stopping it.
    fn can_change_tab(&self) -> bool {
        self.page.is_none() && self.dialogs.is_empty()
    }

    fn go_to(&mut self, tab: Tab) -> Vec<Effect> {
        self.tab = tab;
        let is_whole = self.journal.from().is_none();
        let mut effects = Vec::new();
        if tab == Tab::Move {
            effects.push(Effect::ReadRoutines);
        }
        if !is_whole && matches!(tab, Tab::Move | Tab::History | Tab::Insights) {
            effects.push(Effect::LoadAll);
        }
        // History needs all records to be loaded.
        if is_whole || tab != Tab::History {
            self.tabs.screen_mut(tab).arrive(&self.shared);
        }
        effects
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        let (screen, shared) = self.front();
        if let Some(response) = screen.paste(text, shared) {
            self.redraw = true;
            return self.respond(response);
        }
        self.redraw |= typing::paste(self.front().0, text);
        Vec::new()
    }

    /// Updates derived state.
    fn refresh(&mut self) {
        self.tabs.today.refresh(&self.shared);
        self.gain_check.look(&mut self.shared);
        if self.tab != Tab::Today {
            self.tabs.screen_mut(self.tab).refresh(&self.shared);
        }
    }

    /// Whether Today is visible and its conclusions from the diary are out of date.
    pub fn is_behind(&self) -> bool {
        let is_in_front = self.tab == Tab::Today && self.page.is_none() && self.dialogs.is_empty();
        is_in_front && self.tabs.today.is_behind(&self.shared)
    }

    /// Computes those conclusions while nothing else is due.
    fn catch_up(&mut self) {
        if self.is_behind() {
            self.tabs.today.catch_up(&self.shared);
            self.redraw = true;
        }
    }

    /// Stores that the items now on screen have been shown.
    fn remember_shown(&mut self) -> Vec<Effect> {
        let (screen, shared) = self.front();
        let effect = screen.shown(shared);
        effect.map_or_else(Vec::new, |effect| self.respond(Response::effect(effect)))
    }

    /// Whether Today's form has focus, so that digits enter ratings.
    pub fn is_rating(&self) -> bool {
        self.tab == Tab::Today && self.tabs.today.focus == Focus::Form
    }
}

// Gives direct access to the shared state.
impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl DerefMut for App {
    fn deref_mut(&mut self) -> &mut Shared {
        &mut self.shared
    }
}
