//! A person at the keys with a real store in memory: for the screens of learning and care.

use chrono::DateTime;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use firstline::app::{App, Effect, Message, Outcome, Settings};
use firstline::clock::Clock;
use firstline::domain::{Change, IdMaker, Journal, Now};
use firstline::import::session::ImportSession;
use firstline::store::Store;
use firstline::ui::{self, Stage};
use firstline::widgets::figure::FigureMode;
use firstline::widgets::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;
use std::time::Duration;

/// The sizes at which screens are looked at.
pub const SIZES: [(u16, u16); 4] = [(100, 30), (80, 24), (60, 20), (40, 15)];

pub struct Seat {
    pub app: App,
    pub store: Store,
    pub now: Now,
    pub over: bool,
    /// Where files come in.
    pub desk: ImportSession,
}

/// A desk for the person whose files are in the folder `home`.
pub fn desk(home: &Path) -> ImportSession {
    ImportSession::new(
        home.to_owned(),
        Clock::new(Some("2026-03-02T17:40:00+01:00")).unwrap(),
        home.join("routines"),
    )
}

impl Seat {
    /// Someone with this many days of example history.
    pub fn with(days: u32) -> Self {
        let wall = DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
        let mut store = Store::open_in_memory(wall).unwrap();
        if days > 0 {
            firstline::demo::fill(&mut store, wall, days, 7).unwrap();
        }
        Self::over(store)
    }

    /// Someone with this store.
    pub fn over(store: Store) -> Self {
        Self::later(store, 0)
    }

    /// Someone with this store who starts the program so many days later.
    pub fn later(store: Store, days: i64) -> Self {
        let wall = DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap()
            + chrono::TimeDelta::days(days);
        let now = Now {
            wall,
            uptime: Duration::from_secs(50),
        };
        let settings = Settings {
            config: firstline::config::Config::default(),
            figure: FigureMode::Still,
            demo: false,
            locale: Some("de_AT.UTF-8".to_owned()),
            zones: Vec::new(),
            seed: 1,
        };
        let app = App::new(settings, store.all().unwrap(), IdMaker::seeded(9), now);
        Self {
            app,
            store,
            now,
            over: false,
            desk: desk(Path::new("nowhere")),
        }
    }

    pub fn tell(&mut self, message: Message) {
        for effect in self.app.update(message, self.now) {
            let wall = self.now.wall;
            let outcome = match effect {
                Effect::Apply(change) => {
                    self.store.apply(&change, wall).unwrap();
                    Outcome::Applied(self.store.as_stored(change).unwrap())
                }
                Effect::Finish(session) => {
                    self.store.finish(&session, wall).unwrap();
                    Outcome::Applied(Change::save(*session))
                }
                Effect::Undo => Outcome::Undone(
                    self.store.undo(wall).unwrap().map(|_| "a record".into()),
                    self.store.all().unwrap(),
                ),
                Effect::Redo => Outcome::Redone(
                    self.store.redo(wall).unwrap().map(|_| "a record".into()),
                    self.store.all().unwrap(),
                ),
                Effect::LoadAll => Outcome::Loaded(self.store.all().unwrap()),
                Effect::LoadSince(day) => Outcome::Loaded(self.store.recent(day).unwrap()),
                Effect::Remember(key, value) => {
                    self.store.set_setting(&key, &value, wall).unwrap();
                    continue;
                }
                Effect::Errand(errand) => {
                    Outcome::News(Box::new(self.desk.run(errand, &mut self.store, self.now)))
                }
                Effect::Quit => {
                    self.over = true;
                    continue;
                }
                _ => continue,
            };
            self.tell(Message::Done(outcome));
        }
    }

    /// Types the keys: characters, and names in angle brackets.
    pub fn keys(mut self, keys: &str) -> Self {
        self.types(keys);
        self
    }

    pub fn types(&mut self, keys: &str) {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let (code, length) = match rest.find('>').filter(|_| first == '<') {
                Some(end) => (named(&rest[1..end]), end + 1),
                None => (KeyCode::Char(first), first.len_utf8()),
            };
            rest = &rest[length..];
            self.tell(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
    }

    /// Presses F2, which is support where characters are text.
    pub fn press_f2(&mut self) {
        self.tell(Message::Key(KeyEvent::new(
            KeyCode::F(2),
            KeyModifiers::NONE,
        )));
    }

    /// A change that was made before the person looked.
    pub fn tell_change(&mut self, change: Change) {
        self.store.apply(&change, self.now.wall).unwrap();
        self.tell(Message::Done(Outcome::Applied(change)));
    }

    /// Lets the time go by at once.
    pub fn wait(&mut self, seconds: u64) {
        self.now = self.now.later(Duration::from_secs(seconds));
        self.tell(Message::Woke);
    }

    pub fn stored(&self) -> Journal {
        self.store.all().unwrap()
    }

    pub fn text(&mut self, size: (u16, u16)) -> String {
        self.drawn(size, &Theme::terminal())
    }

    /// The row that the terminal's own cursor is in, from the cursor on; nothing when it is hidden.
    pub fn at_cursor(&mut self, size: (u16, u16), theme: &Theme) -> Option<String> {
        self.tell(Message::Resized(size.0, size.1));
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let mut place = None;
        terminal
            .draw(|frame| {
                ui::render(&self.app, self.now, theme, &mut Stage::default(), frame);
            })
            .unwrap();
        if terminal.backend().cursor_visible() {
            place = Some(terminal.get_cursor_position().unwrap());
        }
        let place = place?;
        let text = as_text(terminal.backend().buffer());
        let row = text.lines().nth(usize::from(place.y))?;
        Some(
            row.chars()
                .skip(usize::from(place.x))
                .collect::<String>()
                .trim_end()
                .to_owned(),
        )
    }

    pub fn drawn(&mut self, size: (u16, u16), theme: &Theme) -> String {
        self.tell(Message::Resized(size.0, size.1));
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let mut stage = Stage::default();
        terminal
            .draw(|frame| {
                ui::render(&self.app, self.now, theme, &mut stage, frame);
            })
            .unwrap();
        as_text(terminal.backend().buffer())
    }
}

/// The key of a name in angle brackets.
pub fn named(name: &str) -> KeyCode {
    match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "end" => KeyCode::End,
        other => panic!("no key is called {other}"),
    }
}

/// What a buffer shows, a line a row.
pub fn as_text(buffer: &ratatui::buffer::Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let rows = buffer.content.chunks(width).map(|row| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
    });
    rows.map(|row| row.trim_end().to_owned() + "\n").collect()
}
