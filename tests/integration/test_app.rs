//! The program in process: the real start, loop, runner and store, with a person at the keys, a clock that stands
//! until it is put on, and a screen that can be read. It takes a frame only when somebody looks, as a slow line would.

use crate::support::{Home, NOW};
use chrono::DateTime;
use color_eyre::eyre::Result;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use firstline::app::render;
use firstline::app::{Message, Outcome, Settings};
use firstline::clock::Clock;
use firstline::config::Config;
use firstline::domain::{Change, Day, DayStart, IdMaker, Journal, Moment, Now, Units};
use firstline::environment::Environment;
use firstline::start::app_over;
use firstline::store::Store;
use firstline::terminal::cues::Cues;
use firstline::terminal::{Display, Edited, Ended, EventLoop, Events, Look, Runner, Wake, Watch};
use firstline::widgets::figure::FigureMode;
use firstline::widgets::painter::Caches;
use firstline::widgets::theme::{Questions, Theme};
use ratatui::backend::{Backend as _, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};
use std::collections::HashMap;
use std::io;
use std::ops::{ControlFlow, Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

/// The sizes of which pictures are kept.
pub(crate) const SIZES: [(u16, u16); 3] = [(100, 30), (80, 24), (60, 20)];
/// The sizes at which promises hold.
pub(crate) const WINDOWS: [(u16, u16); 4] = [(100, 30), (80, 24), (60, 20), (40, 15)];
/// The size a screen has unless a test asks for another.
const SIZE: (u16, u16) = (100, 30);
/// More turns than this without any time going by, and the loop goes round for nothing.
const MOST_TURNS: usize = 10_000;

/// A screen in memory.
pub(crate) struct TestDisplay {
    terminal: Terminal<TestBackend>,
    /// The last frame. What the backend has is not it: behind wide letters stands what stood there before.
    frame: Buffer,
    /// Whether it takes a frame: while somebody looks.
    is_looked_at: bool,
    /// What was sent beside frames.
    pub sent: Vec<String>,
    /// How often the bell rang.
    pub bells: usize,
}

impl TestDisplay {
    fn new(size: (u16, u16)) -> Self {
        Self {
            terminal: terminal(size),
            frame: Buffer::empty(Rect::new(0, 0, size.0, size.1)),
            is_looked_at: false,
            sent: Vec::new(),
            bells: 0,
        }
    }
}

fn terminal(size: (u16, u16)) -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(size.0, size.1)).unwrap()
}

impl Display for TestDisplay {
    fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size().unwrap();
        Ok((size.width, size.height))
    }

    fn is_free(&self) -> bool {
        self.is_looked_at
    }

    fn draw<T>(&mut self, render: impl FnOnce(&mut Frame<'_>) -> T) -> io::Result<T> {
        let mut answer = None;
        let drawn = self.terminal.draw(|frame| answer = Some(render(frame)));
        self.frame.clone_from(drawn.unwrap().buffer);
        Ok(answer.unwrap())
    }

    fn repaint(&mut self) {
        let size = self.size().unwrap();
        self.terminal = terminal(size);
    }

    fn send(&mut self, sequence: &str) {
        self.sent.push(sequence.to_owned());
    }

    fn ring(&mut self) {
        self.bells += 1;
    }

    fn follow_mouse(&mut self, _on: bool) {}

    fn leave(&mut self) {}

    fn enter_again(&mut self) -> Result<()> {
        self.repaint();
        Ok(())
    }
}

/// A clock, and an editor that adds two words.
pub(crate) struct TestEvents {
    /// The time it is.
    pub now: Now,
}

impl Events for TestEvents {
    fn now(&self) -> Now {
        self.now
    }

    fn ask(&mut self) -> bool {
        false
    }

    /// A test does not wait: it says what happens, and when.
    fn wait(&mut self, _deadline: Option<Duration>, _watch: &Watch) -> Wake {
        Wake::Gone
    }

    fn take_end(&mut self) -> Option<i32> {
        None
    }

    fn take_stop(&mut self) -> bool {
        false
    }

    fn take_continued(&mut self) -> bool {
        false
    }

    fn stop_here(&mut self) {}

    fn edit(&mut self, text: &str, _command: Option<&str>, _folder: &Path) -> Edited {
        Edited::Text(format!("{text} and more"))
    }
}

/// The program with a person at the keys.
pub(crate) struct TestApp<D = TestDisplay> {
    screens: EventLoop<'static, D, TestEvents>,
    /// Where the config file, own routines and files to bring in are.
    home: Home,
    /// How long a key takes.
    pub pace: Duration,
    ended: Option<Ended>,
    /// Whether a test reached into the program, which then draws anew.
    touched: bool,
}

impl<D> Deref for TestApp<D> {
    type Target = EventLoop<'static, D, TestEvents>;

    fn deref(&self) -> &Self::Target {
        &self.screens
    }
}

impl<D> DerefMut for TestApp<D> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.touched = true;
        &mut self.screens
    }
}

/// The time at which every test takes place, unless it says otherwise.
pub(crate) fn now() -> Moment {
    DateTime::parse_from_rfc3339(NOW).unwrap()
}

/// The day on which every test takes place.
pub(crate) fn day() -> Day {
    Day::of(now().naive_local(), DayStart::default())
}

/// A store in memory with this many days of the example, made once.
pub(crate) fn example(days: u32) -> Store {
    static MADE: LazyLock<Mutex<HashMap<u32, Store>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap();
    let store = made.entry(days).or_insert_with(|| {
        let mut store = Store::open_in_memory(now()).unwrap();
        if days > 0 {
            firstline::demo::fill(&mut store, now(), days, 7).unwrap();
        }
        store
    });
    store.copy_in_memory().unwrap()
}

impl TestApp {
    /// Someone with this many days of the example history.
    pub(crate) fn with(days: u32) -> Self {
        Self::over(example(days))
    }

    /// Someone with this store.
    pub(crate) fn over(store: Store) -> Self {
        Self::later(store, 0)
    }

    /// Someone with this store and this config file.
    pub(crate) fn configured(store: Store, config: &str) -> Self {
        let home = Home::new();
        std::fs::write(home.path("config.toml"), config).unwrap();
        Self::start(
            store,
            home,
            now(),
            IdMaker::seeded(9),
            TestDisplay::new(SIZE),
        )
    }

    /// Someone with this store who starts the program so many days later.
    pub(crate) fn later(store: Store, days: i64) -> Self {
        let wall = now() + chrono::TimeDelta::days(days);
        Self::start(
            store,
            Home::new(),
            wall,
            IdMaker::seeded(9),
            TestDisplay::new(SIZE),
        )
    }

    /// Someone whose database and config file are in this home, at this time.
    pub(crate) fn at(home: &Home, now: &str) -> Self {
        let home = home.again_at(now);
        let wall = DateTime::parse_from_rfc3339(now).unwrap();
        let store = Store::open(&home.db(), wall).unwrap();
        let mut started = Self::start(
            store,
            home,
            wall,
            IdMaker::seeded(fastrand::u64(..)),
            TestDisplay::new(SIZE),
        );
        // Nobody types faster: what comes at once was meant for the screen before.
        started.pace = Duration::from_millis(800);
        started
    }
}

impl<D: Display> TestApp<D> {
    /// The program over this store and display, its other files in this home.
    pub(crate) fn start(
        mut store: Store,
        home: Home,
        wall: Moment,
        ids: IdMaker,
        display: D,
    ) -> Self {
        let now = Now {
            wall,
            uptime: Duration::from_secs(50),
        };
        let clock = Clock::new(Some(&wall.to_rfc3339())).unwrap();
        let path = home.path("config.toml");
        let config = Config::read(&path).0;
        let settings = Settings {
            config: config.clone(),
            figure: FigureMode::Still,
            demo: false,
            locale: Some("de_AT.UTF-8".to_owned()),
            local: Units::default(),
            zones: Vec::new(),
            seed: 1,
        };
        let routines = home.path("data/routines");
        let app = app_over(&mut store, settings, &routines, None, ids, now).unwrap();
        let cues = Cues::new(config, &Environment::default(), &home.path("data"));
        let runner = Runner::new(store, clock, cues, path)
            .with_routines(routines)
            .at_home(folder(&home));
        let look = Look {
            theme: Box::new(|_, _| Theme::terminal()),
            questions: Box::new(|_| Questions::default()),
        };
        let mut screens = EventLoop::new(app, runner, display, TestEvents { now }, look).unwrap();
        screens.pictures = folder(&home);
        let mut started = Self {
            screens,
            home,
            pace: Duration::ZERO,
            ended: None,
            touched: false,
        };
        started.settle();
        started
    }

    /// The folder of the person's files.
    pub(crate) fn folder(&self) -> PathBuf {
        folder(&self.home)
    }

    /// Does what can be done at once. Returns how long nothing more is due.
    fn settle(&mut self) -> Duration {
        if std::mem::take(&mut self.touched) && self.ended.is_none() {
            let _ = self.screens.hear(vec![Message::Resumed]);
        }
        match self.screens.settle() {
            ControlFlow::Continue(deadline) => deadline.unwrap_or(Duration::MAX),
            ControlFlow::Break(ended) => {
                self.ended = Some(ended);
                Duration::MAX
            }
        }
    }

    /// What ends a wait, then what follows from it; nothing once the program was left.
    fn wake(&mut self, events: Vec<Event>) {
        if self.ended.is_some() {
            return;
        }
        if let ControlFlow::Break(ended) = self.screens.take(Wake::Events(events)) {
            self.ended = Some(ended);
            return;
        }
        self.settle();
    }

    /// Something that happens outside.
    pub(crate) fn event(&mut self, event: Event) {
        self.wake(vec![event]);
    }

    /// Something that the app is told, as the loop would.
    pub(crate) fn tell(&mut self, message: Message) {
        if self.ended.is_some() {
            return;
        }
        match self.screens.hear(vec![message]) {
            ControlFlow::Continue(()) => drop(self.settle()),
            ControlFlow::Break(ended) => self.ended = Some(ended),
        }
    }

    /// A change that the screens do not know of.
    pub(crate) fn apply(&mut self, change: &Change) {
        let wall = self.events.now.wall;
        self.screens.runner.store.apply(change, wall).unwrap();
    }

    /// Takes the last change back, which the screens do not know of. Returns whether there was one.
    pub(crate) fn undo(&mut self) -> bool {
        let wall = self.events.now.wall;
        self.screens.runner.store.undo(wall).unwrap().is_some()
    }

    /// A change that was made before the person looked.
    pub(crate) fn tell_change(&mut self, change: Change) {
        self.apply(&change);
        self.tell(Message::Done(Outcome::Applied(change)));
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, code: KeyCode) {
        self.press_with(code, KeyModifiers::NONE);
    }

    /// Presses a key together with ctrl.
    pub(crate) fn control(&mut self, letter: char) {
        self.press_with(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }

    /// Presses a key together with others.
    pub(crate) fn press_with(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.screens.events.now = self.screens.events.now.later(self.pace);
        self.event(Event::Key(KeyEvent::new(code, modifiers)));
    }

    /// Types: characters, names in angle brackets, `<^x>` with ctrl, `<wait>` for four seconds; a line break is
    /// enter.
    pub(crate) fn types(&mut self, keys: &str) {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.find('>').filter(|_| first == '<');
            let length = named.map_or(first.len_utf8(), |end| end + 1);
            let (key, after) = rest.split_at(length);
            rest = after;
            match key.strip_prefix("<^") {
                Some(letter) if named.is_some() => self.control(letter.chars().next().unwrap()),
                _ if key == "<wait>" => self.wait(4),
                _ if named.is_some() => self.press(self::named(&key[1..length - 1])),
                _ if first == '\n' => self.press(KeyCode::Enter),
                _ => self.press(KeyCode::Char(first)),
            }
        }
    }

    /// Types, and goes on with the same person.
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        self.types(keys);
        self
    }

    /// Empties the field that is typed into, and types this instead.
    pub(crate) fn retype(&mut self, text: &str) {
        self.types("<end>");
        for _ in 0..40 {
            self.press(KeyCode::Backspace);
        }
        self.types(text);
    }

    /// Pastes this text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.event(Event::Paste(text.to_owned()));
    }

    /// Clicks on this cell of the frame that was looked at last.
    pub(crate) fn click_at(&mut self, column: u16, row: u16) {
        self.event(Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }));
    }

    /// Lets so many seconds go by, waking up whenever something is due.
    pub(crate) fn wait(&mut self, seconds: u64) {
        let until = self.events.now.uptime + Duration::from_secs(seconds);
        let mut turns = 0;
        loop {
            let left = until.saturating_sub(self.events.now.uptime);
            let step = self.settle().min(left);
            self.pass(step);
            if left.is_zero() || self.ended.is_some() {
                return;
            }
            turns = if step.is_zero() { turns + 1 } else { 0 };
            assert!(turns < MOST_TURNS, "it goes round and round");
        }
    }

    /// Lets this time go by in one go, as when the computer sleeps.
    pub(crate) fn pass(&mut self, time: Duration) {
        self.screens.events.now = self.screens.events.now.later(time);
        self.wake(Vec::new());
    }

    /// Lets everything be done that is due at once, one after the other.
    pub(crate) fn finish(&mut self) {
        while self.ended.is_none() && self.settle().is_zero() {
            self.wake(Vec::new());
        }
    }

    /// How long nothing will happen by itself.
    pub(crate) fn deadline(&mut self) -> Duration {
        self.settle()
    }

    /// Whether the program has been left.
    pub(crate) fn is_over(&self) -> bool {
        self.ended.is_some()
    }

    /// The store alone: the program ends hard.
    pub(crate) fn into_store(self) -> Store {
        self.screens.runner.store
    }

    /// What is stored.
    pub(crate) fn stored(&self) -> Journal {
        self.runner.store.all().unwrap()
    }

    /// The day it is.
    pub(crate) fn today(&self) -> Day {
        self.app.day
    }

    /// The line at the foot of the screen; empty where there is none.
    pub(crate) fn notice(&self) -> String {
        let notice = self.app.notices.shown();
        notice.map_or_else(String::new, |notice| notice.text().to_owned())
    }
}

impl TestApp {
    /// Takes the frame that is due. Returns what is shown.
    pub(crate) fn look(&mut self) -> &Buffer {
        self.screens.display.is_looked_at = true;
        self.settle();
        self.screens.display.is_looked_at = false;
        &self.screens.display.frame
    }

    /// The program ends hard a second later, and is started again.
    pub(crate) fn killed(mut self) -> Self {
        self.wait(1);
        Self::over(self.into_store())
    }

    /// The program is left in whatever way lets it put its things in order, and started again so many days later.
    pub(crate) fn left(mut self, days: i64) -> Self {
        self.screens.leave();
        Self::later(self.into_store(), days)
    }

    /// Clicks on the first cell of `words`.
    pub(crate) fn click(&mut self, words: &str) {
        let shown = as_text(self.look());
        let found = shown
            .lines()
            .enumerate()
            .find_map(|(row, line)| Some((line.split_once(words)?.0.chars().count(), row)));
        let (column, row) = found.unwrap_or_else(|| panic!("{words} is not in\n{shown}"));
        assert!(
            self.caches.hit_map.at(column as u16, row as u16).is_some(),
            "{words} cannot be clicked in\n{shown}"
        );
        self.click_at(column as u16, row as u16);
    }

    /// Gives the window this size.
    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        if self.display.size().unwrap() != size {
            self.screens.display.terminal = terminal(size);
            self.event(Event::Resize(size.0, size.1));
        }
    }

    /// What a window of this size shows, a line a row.
    pub(crate) fn text(&mut self, size: (u16, u16)) -> String {
        self.resize(size);
        as_text(self.look())
    }

    /// The same in other colors and characters.
    pub(crate) fn drawn(&mut self, size: (u16, u16), theme: &Theme) -> String {
        as_text(&self.buffer(size, theme))
    }

    /// The same as cells.
    pub(crate) fn buffer(&mut self, size: (u16, u16), theme: &Theme) -> Buffer {
        self.in_theme(size, theme).backend().buffer().clone()
    }

    fn in_theme(&mut self, size: (u16, u16), theme: &Theme) -> Terminal<TestBackend> {
        self.resize(size);
        let mut terminal = terminal(size);
        let app = &self.app;
        let draw = |frame: &mut Frame<'_>| {
            render::render(app, theme, &mut Caches::default(), frame);
        };
        terminal.draw(draw).unwrap();
        terminal
    }

    /// The row that the terminal's own cursor is in, from the cursor on; `None` when it is hidden.
    pub(crate) fn at_cursor(&mut self, size: (u16, u16), theme: &Theme) -> Option<String> {
        let mut terminal = self.in_theme(size, theme);
        let backend = terminal.backend_mut();
        if !backend.cursor_visible() {
            return None;
        }
        let place = backend.get_cursor_position().unwrap();
        let text = as_text(backend.buffer());
        let row = text.lines().nth(usize::from(place.y))?;
        let rest: String = row.chars().skip(usize::from(place.x)).collect();
        Some(rest.trim_end().to_owned())
    }

    /// Asserts that `words` are on the screen, wrapped or not.
    pub(crate) fn shows(&mut self, words: &str) {
        let shown = as_text(self.look());
        assert!(
            in_a_row(&shown).contains(words),
            "{words:?} is not in\n{shown}"
        );
    }

    /// Asserts that `words` are not on the screen.
    pub(crate) fn hides(&mut self, words: &str) {
        let shown = as_text(self.look());
        assert!(
            !in_a_row(&shown).contains(words),
            "{words:?} is in\n{shown}"
        );
    }
}

fn folder(home: &Home) -> PathBuf {
    home.path("any").parent().unwrap().to_owned()
}

/// All words of a text, with one blank between.
pub(crate) fn in_a_row(text: &str) -> String {
    let text = text.replace('│', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key of a name in angle brackets.
pub(crate) fn named(name: &str) -> KeyCode {
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
        "pagedown" => KeyCode::PageDown,
        "f2" => KeyCode::F(2),
        other => panic!("no key is called {other}"),
    }
}

/// What a buffer shows, a line a row.
pub(crate) fn as_text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let rows = buffer.content.chunks(width);
    rows.map(|row| {
        row.iter()
            .map(Cell::symbol)
            .collect::<String>()
            .trim_end()
            .to_owned()
            + "\n"
    })
    .collect()
}
