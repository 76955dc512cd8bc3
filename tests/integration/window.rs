//! The screens over a file, with the real runner and a clock that stands where it is put: for what two programs, two
//! places or two times do to one record.

use crate::support::Home;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use firstline::app::{App, Effect, Message, Outcome, Settings};
use firstline::clock::Clock;
use firstline::config::Config;
use firstline::domain::{IdMaker, Journal};
use firstline::environment::Environment;
use firstline::store::Store;
use firstline::terminal::Runner;
use firstline::terminal::cues::Cues;
use firstline::widgets::figure::FigureMode;
use std::time::Duration;

pub struct Window {
    pub app: App,
    runner: Runner,
    clock: Clock,
    /// How much later it is than the clock says.
    later: Duration,
    home: Home,
}

impl Window {
    /// Opens the screens of this home at this time, `2026-03-02T20:00:00+01:00`.
    pub fn open(home: &Home, now: &str) -> Self {
        let home = home.again_at(now);
        let clock = Clock::new(Some(now)).unwrap();
        let path = home.path("config.toml");
        let config = Config::read(&path).0;
        let settings = Settings {
            config: config.clone(),
            figure: FigureMode::Still,
            demo: false,
            locale: None,
            zones: Vec::new(),
            seed: 1,
        };
        let mut store = Store::open(&home.db(), clock.now().wall).unwrap();
        let running = store.running().unwrap();
        let ids = IdMaker::seeded(u64::from(std::process::id()) ^ fastrand::u64(..));
        let mut app = App::new(settings, store.all().unwrap(), ids, clock.now());
        if let Some(running) = running {
            app.offer_resume(running, clock.now());
        }
        app.settle();
        let cues = Cues::new(config, &Environment::default(), &home.path("data"));
        Self {
            app,
            runner: Runner::new(store, clock, cues, path),
            clock,
            later: Duration::ZERO,
            home,
        }
    }

    pub fn tell(&mut self, message: Message) {
        if let Some(journal) = self.runner.changed_outside(&self.app.journal) {
            self.update(Message::ChangedOutside(journal));
        }
        self.update(message);
        if let Some(outcome) = self.runner.changed_config(&self.app.settings.config) {
            self.update(Message::Done(outcome));
        }
    }

    fn update(&mut self, message: Message) {
        let now = self.clock.now().later(self.later);
        for effect in self.app.update(message, now) {
            if let Effect::Edit(text) = &effect {
                let edited = Outcome::Edited(format!("{text} and more"));
                self.update(Message::Done(edited));
            } else if let Some(outcome) = self.runner.perform(effect, now) {
                self.update(Message::Done(outcome));
            }
        }
    }

    /// Types the keys: characters, names in angle brackets, `<^x>` with Ctrl.
    pub fn keys(&mut self, keys: &str) {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let (code, length) = match rest.find('>').filter(|_| first == '<') {
                Some(end) if rest.starts_with("<^") => {
                    let letter = rest[2..end].chars().next().unwrap();
                    self.press(KeyCode::Char(letter), KeyModifiers::CONTROL);
                    rest = &rest[end + 1..];
                    continue;
                }
                Some(end) => (crate::seat::named(&rest[1..end]), end + 1),
                None => (KeyCode::Char(first), first.len_utf8()),
            };
            rest = &rest[length..];
            self.press(code, KeyModifiers::NONE);
        }
    }

    fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        // Nobody types faster: what comes at once was meant for the screen before.
        self.later += Duration::from_millis(800);
        self.tell(Message::Key(KeyEvent::new(code, modifiers)));
    }

    /// Empties the field that is typed into, and types this instead.
    pub fn retype(&mut self, text: &str) {
        self.keys("<end>");
        for _ in 0..40 {
            self.press(KeyCode::Backspace, KeyModifiers::NONE);
        }
        self.keys(text);
    }

    /// Lets the time go by, a second after the other, as a session does.
    pub fn wait(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.later += Duration::from_secs(1);
            self.tell(Message::Woke);
        }
    }

    /// The line at the foot of the screen.
    pub fn notice(&self) -> String {
        let notice = self.app.notice.as_ref();
        notice.map_or_else(String::new, |notice| notice.text().to_owned())
    }

    /// What is stored.
    pub fn stored(&self) -> Journal {
        Store::open(&self.home.db(), self.clock.now().wall)
            .unwrap()
            .all()
            .unwrap()
    }
}
