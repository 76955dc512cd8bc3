//! What the screens are: state, and `update(message, now) -> effects`.
//!
//! `App` holds everything a screen shows and nothing of how it looks. It does no I/O and reads
//! no clock: time comes in with each message, and what has to be done outside goes out as
//! [`Effect`]s, plain data that the runner in `terminal` performs and answers with an
//! [`Outcome`]. `render` draws it.

mod chrome;
mod configuration;
mod dialog;
pub mod drafts;
mod message;
mod navigation;
mod notices;
mod outcomes;
mod page;
pub mod plain_session;
pub mod pointing;
pub mod render;
mod settling;
mod year;

use crate::content::color;
use crate::domain::{Day, IdMaker, Journal, Now, Running};
use crate::keys::{Action, Context, KeyMatch, Keymap, as_ever};
pub use crate::screens::effect::Effect;
use crate::screens::help::Help;
use crate::screens::history::History;
use crate::screens::insights::InsightsTab;
use crate::screens::learn::Learn;
use crate::screens::library::Library;
pub use crate::screens::notice::Notice;
use crate::screens::screen::Screen;
use crate::screens::session::resume::Resume;
pub use crate::screens::shared::{Settings, Shared};
pub use crate::screens::tab::Tab;
use crate::screens::today::{Focus, Today};
use crate::screens::transition::Destination;
use crate::widgets::text_field::{TextField, is_edit};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
pub use dialog::Dialog;
use drafts::Drafts;
pub use message::{Message, Outcome};
pub use page::Page;
use settling::Settling;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// Everything the screens show.
#[derive(Debug)]
pub struct App {
    /// What every screen may see.
    pub shared: Shared,
    /// The tab in front.
    pub tab: Tab,
    /// What lies over it, the topmost last.
    pub dialogs: Vec<Dialog>,
    /// A line that ends by itself.
    pub notice: Option<Notice>,
    /// The Today tab.
    pub today: Today,
    /// A page in the place of the tabs.
    pub page: Option<Page>,
    /// The tab to go back to from it.
    came_from: Tab,
    /// The Move tab.
    pub library: Library,
    /// The History tab.
    pub history: History,
    /// The Learn tab.
    pub learn: Learn,
    /// The Insights tab.
    pub insights: InsightsTab,
    /// The day on which a gain was looked for.
    gain_asked: Option<Day>,
    drafts: Drafts,
    /// The key that is being answered; nothing while something else happens.
    last_key: Option<KeyCode>,
    /// A screen came just now.
    settling: Option<Settling>,
    redraw: bool,
}

/// The setting that keeps the terminal's background, `#1a1b26`.
const BACKGROUND: &str = "terminal:background";

/// Smaller than this many columns and rows the screens do not fit.
pub const SMALLEST: (u16, u16) = (40, 12);

impl App {
    /// The program as it starts, with the records of the last days.
    pub fn new(settings: Settings, journal: Journal, ids: IdMaker, now: Now) -> Self {
        let day = now.day(settings.day_start());
        let shared = Shared {
            settings,
            journal,
            day,
            now,
            size: (80, 24),
            keys: Keymap::default(),
            focus: Vec::new(),
            focus_under_help: Vec::new(),
            ids,
            own_themes: Vec::new(),
            takes_lines: false,
            last_before: None,
            year_tried: false,
            no_gain: None,
        };
        let today = Today::new(&shared);
        let mut app = Self {
            shared,
            tab: Tab::Today,
            dialogs: Vec::new(),
            today,
            page: None,
            came_from: Tab::Today,
            library: Library::default(),
            history: History::new(day),
            learn: Learn::default(),
            insights: InsightsTab::default(),
            notice: None,
            gain_asked: None,
            drafts: Drafts::default(),
            last_key: None,
            settling: None,
            redraw: true,
        };
        app.know_focus();
        // What was loaded in part is not all there is to know yet: `settle` goes on.
        if app.journal.from().is_none() {
            app.refresh();
        }
        app
    }

    /// Works out what the first frame shows, once everything is known that is known before it.
    pub fn settle(&mut self) {
        self.refresh();
    }

    /// Lets something happen; answers with what has to be done outside.
    pub fn update(&mut self, message: Message, now: Now) -> Vec<Effect> {
        self.shared.now = now;
        self.know_focus();
        if !matches!(message, Message::Done(_)) {
            self.last_key = None;
        }
        let mut effects = self.tick(now);
        let is_stray = self.is_stray(&message, now);
        if message.is_an_action() && !is_stray {
            self.end_notice(now);
        }
        match message {
            _ if is_stray => {}
            Message::Key(event) if event.kind != KeyEventKind::Release => {
                let event = as_ever(event);
                self.last_key = Some(event.code);
                effects.extend(self.key(event, now));
            }
            Message::Paste(text) => effects.extend(self.paste(&text)),
            Message::Click(click) => effects.extend(self.click(click, now)),
            Message::Wheel(up) => effects.extend(self.wheel(up, now)),
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
                effects.extend(self.delete_old_drafts(now));
            }
            Message::ChangedOutside(journal) => {
                self.journal.replace(journal);
                self.redraw = true;
            }
            Message::Done(outcome) => effects.extend(self.done(outcome, now)),
            Message::Idle => self.catch_up(),
            Message::Woke => effects.extend(self.due_errand()),
            Message::Key(_) => {}
        }
        effects.extend(self.watch_drafts(now));
        if self.redraw {
            self.refresh();
        }
        effects.extend(self.remember_shown());
        self.know_focus();
        effects
    }

    /// The terminal's background when it last told, so that the first frame has its colors already. Which signs it
    /// draws is not kept: in another terminal they could shift whole rows of that frame.
    pub fn last_background(&self) -> Option<u32> {
        self.journal.setting(BACKGROUND).and_then(color::read)
    }

    fn know_background(&mut self, background: u32) -> Option<Effect> {
        let is_new = self.last_background() != Some(background);
        is_new.then(|| self.remember(BACKGROUND, &format!("#{background:06x}")))
    }

    /// Whether something that is shown changed since this was last asked.
    pub const fn take_redraw(&mut self) -> bool {
        std::mem::replace(&mut self.redraw, false)
    }

    /// How long nothing will change by itself; `None` while only a key or a signal can.
    pub fn next_deadline(&self, now: Now) -> Option<Duration> {
        let notice = self
            .notice
            .as_ref()
            .map(|notice| notice.until().saturating_sub(now.uptime));
        let playing = self
            .playing()
            .and_then(|playing| playing.next_deadline(now));
        let next_day = self.settings.day_start().of(self.day.plus(1)) - now.wall.naive_local();
        let next_day = next_day.to_std().unwrap_or(Duration::ZERO) + Duration::from_millis(10);
        [
            notice,
            playing,
            self.errand_deadline(),
            self.draft_deadline(now),
            Some(next_day),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// What has to be done before the program ends, however it ends.
    pub fn leave(&mut self, now: Now) -> Vec<Effect> {
        self.shared.now = now;
        let mut effects = self.tick(now);
        effects.extend(self.keep_drafts(now));
        if let Some(Page::Player(playing)) = &mut self.page {
            effects.push(playing.keep(now));
        }
        effects
    }

    /// What has the focus, the most special first.
    pub fn contexts(&self) -> Vec<Context> {
        self.contexts_at(self.dialogs.last())
    }

    fn contexts_at(&self, dialog: Option<&Dialog>) -> Vec<Context> {
        dialog.map_or_else(
            || self.contexts_under_dialogs(),
            |dialog| Self::around(dialog.screen().context()),
        )
    }

    /// Lets the screens know what has the focus.
    fn know_focus(&mut self) {
        self.shared.focus = self.contexts();
        let mut dialogs = self.dialogs.iter().rev();
        let under = dialogs.find(|dialog| !matches!(dialog, Dialog::Help(_)));
        self.shared.focus_under_help = self.contexts_at(under);
    }

    /// What has the focus once the dialogs are gone.
    pub fn contexts_under_dialogs(&self) -> Vec<Context> {
        if let Some(page) = &self.page {
            return Self::around(page.screen().context());
        }
        Self::around(match self.tab {
            Tab::Today => self.today.context(),
            Tab::Move => self.library.context(),
            Tab::History => self.history.context(),
            Tab::Insights => self.insights.context(),
            Tab::Learn => self.learn.context(),
        })
    }

    /// The contexts that hold together with `focus`.
    fn around(focus: Context) -> Vec<Context> {
        match focus {
            text if text.takes_text() => vec![text, Context::Text, Context::Always],
            Context::Unsaved => vec![
                focus,
                Context::Suggestion,
                Context::Tabs,
                Context::Everywhere,
                Context::Always,
            ],
            Context::Suggestion
            | Context::Library
            | Context::History
            | Context::DayDetail
            | Context::Insights
            | Context::Learn => {
                vec![focus, Context::Tabs, Context::Everywhere, Context::Always]
            }
            Context::HistoryList | Context::Compare => {
                vec![
                    focus,
                    Context::History,
                    Context::Tabs,
                    Context::Everywhere,
                    Context::Always,
                ]
            }
            _ => vec![focus, Context::Everywhere, Context::Always],
        }
    }

    fn tick(&mut self, now: Now) -> Vec<Effect> {
        let mut effects = self.keep_due_drafts(now);
        if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.until() <= now.uptime)
        {
            self.notice = None;
            self.redraw = true;
        }
        let day = now.day(self.settings.day_start());
        if day != self.day {
            let old = std::mem::replace(&mut self.shared.day, day);
            if let Some(page) = &mut self.page {
                page.screen_mut().turn_day(old, &self.shared);
            }
            self.today.turn_day(old, &self.shared);
            self.history.turn_day(old, &self.shared);
            self.redraw = true;
            effects.extend(self.delete_old_drafts(now));
        }
        effects.extend(self.tick_player(now));
        effects
    }

    fn key(&mut self, event: KeyEvent, now: Now) -> Vec<Effect> {
        let contexts = self.contexts();
        let Some(hit) = self.keys.find(&contexts, &event) else {
            if contexts[0].takes_text() && self.type_key(event) {
                self.redraw = true;
            }
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
        if self.edit_text(focus, hit.action) {
            return Vec::new();
        }
        match hit.action {
            Action::Leave => return vec![Effect::Quit],
            // The program may not come back.
            Action::Suspend => {
                let mut effects = self.keep_drafts(now);
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
            Action::Settings => return self.open(Destination::Settings),
            Action::Import => return self.open(Destination::Import),
            Action::Mouse => return self.turn_mouse(now),
            Action::Numbers => return self.turn_numbers(now),
            Action::Figure => {
                self.settings.figure = self.settings.figure.next();
                return Vec::new();
            }
            // Settings, a routine being built and an import take their own steps back.
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
        // Esc goes back, and never leaves the program.
        if !leaves && effects.contains(&Effect::Quit) {
            effects.retain(|effect| *effect != Effect::Quit);
            let top = Notice::said("Nothing to go back to.");
            self.notify(top.press(Action::Quit, "leave firstline"), now);
        }
        effects
    }

    /// Lets the screen with the focus act. To all but Today, `q` is a step back like esc.
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

    /// In the player and around it a tab key does nothing: a session is left by stopping it.
    fn can_change_tab(&self) -> bool {
        self.page.is_none() && self.dialogs.is_empty()
    }

    fn go_to(&mut self, tab: Tab) -> Vec<Effect> {
        self.tab = tab;
        if tab == Tab::Move {
            self.library.arrive(&self.shared);
        }
        match tab {
            Tab::Today => self.today.arrive(&self.shared),
            Tab::Move if self.journal.from().is_some() => {
                return vec![Effect::ReadRoutines, Effect::LoadAll];
            }
            Tab::Move => return vec![Effect::ReadRoutines],
            Tab::History | Tab::Insights if self.journal.from().is_some() => {
                return vec![Effect::LoadAll];
            }
            Tab::Insights | Tab::Learn => {}
            Tab::History => self.history.arrive(&self.shared),
        }
        Vec::new()
    }

    fn type_key(&mut self, event: KeyEvent) -> bool {
        let typed = self.field_mut().is_some_and(|field| field.key(event));
        self.back_to_first_row(typed);
        typed
    }

    /// Edits the text that is being written, where `action` is for that; answers whether it was. Up and down are for
    /// texts of several lines; beside the others is a list.
    fn edit_text(&mut self, focus: Context, action: Action) -> bool {
        let chooses = matches!(action, Action::Up | Action::Down) && focus != Context::Note;
        let edits = focus.takes_text()
            && !chooses
            && is_edit(action)
            && self.field_mut().is_some_and(|field| field.edit(action));
        self.back_to_first_row(edits);
        edits
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        let (screen, shared) = self.front();
        if let Some(response) = screen.paste(text, shared) {
            self.redraw = true;
            return self.respond(response);
        }
        if self.contexts()[0].takes_text()
            && let Some(field) = self.field_mut()
        {
            field.paste(text);
            self.back_to_first_row(true);
            self.redraw = true;
        }
        Vec::new()
    }

    /// A list that is filtered by what is typed begins at its first row again.
    fn back_to_first_row(&mut self, typed: bool) {
        if !typed {
            return;
        }
        self.front().0.typed();
    }

    /// The text that is being written, to be changed.
    fn field_mut(&mut self) -> Option<&mut TextField> {
        self.front().0.text_field()
    }

    /// Brings up to date what follows from the rest.
    fn refresh(&mut self) {
        self.today.refresh(&self.shared);
        self.look_for_gain();
        match self.tab {
            Tab::History => self.history.refresh(&self.shared),
            Tab::Move => self.library.refresh(&self.shared),
            Tab::Insights => self.insights.refresh(&self.shared),
            Tab::Today | Tab::Learn => {}
        }
    }

    /// Opens the offer to go on with a session that was left running.
    pub fn offer_resume(&mut self, running: Running, now: Now) {
        self.shared.now = now;
        let offer = Resume::new(running, &self.shared);
        self.show(Dialog::Resume(Box::new(offer)));
    }

    /// Whether Today's form has the focus, so that digits rate.
    pub fn is_rating(&self) -> bool {
        self.tab == Tab::Today && self.today.focus == Focus::Form
    }
}

// Until every screen owns itself: what they share is found on the app, too.
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
