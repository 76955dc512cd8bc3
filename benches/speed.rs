//! What the program takes, beside the floor: the least that ratatui and `SQLite` need for the like.
//!
//! `cargo bench` runs all, `cargo bench -- history` what has the word in its name. Each row is the least time of many
//! runs, which other work on the machine disturbs least; `x floor` and `x 1 year` are what to look at, not the times.
//! `cargo bench -- --instructions` adds how many instructions a run takes, which no other work changes, so that a
//! change of one in a hundred shows: valgrind counts them, where it is there. What starts the program is timed alone.
//! A harness of our own, since the ratios are the point and the known ones print times alone. Nothing here fails.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench reads the clock, prints, and stops at what it did not expect"
)]

#[path = "../tests/integration/support.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod support;
#[path = "../tests/integration/test_app.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod test_app;

use color_eyre::eyre::Result;
use crossterm::event::KeyCode;
use firstline::domain::IdMaker;
use firstline::store::Store;
use firstline::terminal::{DiffBackend, Display};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, Paragraph, Tabs};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use std::cell::Cell;
use std::fmt::Debug;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use support::{Home, NOW};
use test_app::{TestApp, now};

/// Where the settings of everybody at the keys would be.
static HOME: LazyLock<Home> = LazyLock::new(Home::new);

const SIZE: (u16, u16) = (100, 30);
const YEARS: [u32; 3] = [1, 10, 100];
/// How long one row is measured at most.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The floor's bytes go nowhere, through ratatui's own writer.
type Floor = Terminal<CrosstermBackend<std::io::Sink>>;

fn options() -> TerminalOptions {
    TerminalOptions {
        viewport: Viewport::Fixed(Rect::new(0, 0, SIZE.0, SIZE.1)),
    }
}

/// Counts the bytes it is given.
#[derive(Clone, Default)]
struct Counted(Rc<Cell<usize>>);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that takes everything, behind one writer or another.
struct Nowhere<B: Backend>(Terminal<B>);

impl<B: Backend> Nowhere<B>
where
    B::Error: Debug,
{
    fn behind(backend: B) -> Self {
        Self(Terminal::with_options(backend, options()).unwrap())
    }
}

impl<B: Backend> Display for Nowhere<B>
where
    B::Error: Debug,
{
    fn size(&self) -> io::Result<(u16, u16)> {
        Ok(SIZE)
    }

    fn is_free(&self) -> bool {
        true
    }

    fn draw<T>(&mut self, render: impl FnOnce(&mut Frame<'_>) -> T) -> io::Result<T> {
        let mut answer = None;
        self.0.draw(|frame| answer = Some(render(frame))).unwrap();
        Ok(answer.unwrap())
    }

    fn repaint(&mut self) {}

    fn send(&mut self, _sequence: &str) {}

    fn ring(&mut self) {}

    fn follow_mouse(&mut self, _on: bool) {}

    fn leave(&mut self) {}

    fn enter_again(&mut self) -> Result<()> {
        Ok(())
    }
}

fn floor() -> Floor {
    Terminal::with_options(CrosstermBackend::new(std::io::sink()), options()).unwrap()
}

/// Someone at the keys.
type Seat<B = DiffBackend<io::Sink>> = TestApp<Nowhere<B>>;

/// What a start does: open, load the last weeks, draw; then load the year.
fn begin(db: &Path) -> Seat {
    begin_behind(db, DiffBackend::new(io::sink(), SIZE))
}

fn begin_behind<B: Backend>(db: &Path, backend: B) -> Seat<B>
where
    B::Error: Debug,
{
    let store = Store::open(db, now()).unwrap();
    TestApp::start(
        store,
        HOME.again_at(NOW),
        now(),
        IdMaker::seeded(9),
        Nowhere::behind(backend),
    )
}

/// To a tab, from wherever.
fn at(db: &Path, tab: char) -> Seat {
    begin(db).keys(&format!("<esc>{tab}"))
}

/// The least time of many runs, and how often it ran.
fn least(mut run: impl FnMut() -> Duration) -> Duration {
    let begun = Instant::now();
    let mut least = run();
    let mut count = 1;
    while count < 5 || (begun.elapsed() < PATIENCE && count < 400) {
        least = least.min(run());
        count += 1;
        if begun.elapsed() > PATIENCE * 4 {
            break;
        }
    }
    least
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    black_box(run());
    begun.elapsed()
}

/// The names under which a run that is counted is told the row, how often to run it, and where the databases are.
const ROW: &str = "FIRSTLINE_BENCH_ROW";
const RUNS: &str = "FIRSTLINE_BENCH_RUNS";
const FOLDER: &str = "FIRSTLINE_BENCH_FOLDER";

/// The rows that were asked for.
struct Table {
    wanted: Option<String>,
    /// Whether instructions are counted too.
    counts: bool,
    /// This is a run that is counted: of one row, so often, and nothing else.
    counted: Option<(String, usize)>,
    folder: PathBuf,
}

impl Table {
    fn wants(&self, name: &str) -> bool {
        match &self.counted {
            Some((row, _)) => row == name,
            None => self
                .wanted
                .as_ref()
                .is_none_or(|word| name.contains(word.as_str())),
        }
    }

    /// Measures and prints what other rows are compared with.
    fn floor(&self, name: &str, run: impl FnMut() -> Duration) -> Duration {
        if self.counted.is_some() {
            return Duration::ZERO;
        }
        let time = least(run);
        println!("floor: {name:<39} {:>10.3} ms", time.as_secs_f64() * 1e3);
        time
    }

    /// Measures and prints one row; answers with the time, for rows that are compared with it.
    fn row(
        &self,
        name: &str,
        to: Option<(&str, Duration)>,
        mut run: impl FnMut() -> Duration,
    ) -> Option<Duration> {
        if let Some((row, runs)) = &self.counted {
            if row == name {
                for _ in 0..*runs {
                    black_box(run());
                }
            }
            return None;
        }
        let instructions = || {
            self.instructions(name)
                .map(|count| format!("{:.2} M instructions", count as f64 / 1e6))
        };
        self.timed(name, to, run, instructions)
    }

    /// The same for a row that starts the program, which is not counted.
    fn of_program(&self, name: &str, to: Option<(&str, Duration)>, run: impl FnMut() -> Duration) {
        if self.counted.is_none() {
            self.timed(name, to, run, || None);
        }
    }

    fn timed(
        &self,
        name: &str,
        to: Option<(&str, Duration)>,
        run: impl FnMut() -> Duration,
        instructions: impl Fn() -> Option<String>,
    ) -> Option<Duration> {
        if !self.wants(name) {
            return None;
        }
        let time = least(run);
        let ratio = to.map(|(what, other)| {
            format!("x{:.2} {what}", time.as_secs_f64() / other.as_secs_f64())
        });
        let (ratio, count) = (
            ratio.unwrap_or_default(),
            instructions().unwrap_or_default(),
        );
        println!(
            "{}",
            format!(
                "{name:<46} {:>10.3} ms   {ratio:<14} {count}",
                time.as_secs_f64() * 1e3
            )
            .trim_end()
        );
        Some(time)
    }

    /// How many instructions a run of the row takes, with what it sets up; nothing where nobody counts.
    fn instructions(&self, name: &str) -> Option<u64> {
        if !self.counts {
            return None;
        }
        let of = |runs: u64| -> Option<u64> {
            let mut command = Command::new("valgrind");
            command
                .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
                .arg(std::env::current_exe().ok()?);
            command
                .env(ROW, name)
                .env(RUNS, runs.to_string())
                .env(FOLDER, &self.folder);
            let said = String::from_utf8(command.output().ok()?.stderr).ok()?;
            said.lines()
                .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
        };
        // What happens once, before the first run, is taken away.
        Some(of(5)?.saturating_sub(of(1)?) / 4)
    }
}

/// The floor of a start: open, one row, one frame of text.
fn floor_start(db: &Path) -> Duration {
    timed(|| {
        let file = rusqlite::Connection::open(db).unwrap();
        let row: String = file
            .query_row(
                "SELECT day FROM check_ins ORDER BY day DESC LIMIT 1",
                [],
                |row| row.get(0),
            )
            .unwrap();
        let mut terminal = floor();
        floor_frame(&mut terminal, &row, 0);
        (file, terminal)
    })
}

/// The floor of a frame: tabs, a box of lines, a line that changes.
fn floor_frame(terminal: &mut Floor, row: &str, count: usize) {
    terminal
        .draw(|frame| {
            let parts = [
                Constraint::Length(3),
                Constraint::Min(1),
                Constraint::Length(1),
            ];
            let [head, body, foot] = Layout::vertical(parts).areas(frame.area());
            let tabs = Tabs::new(["Today", "Timer", "History", "Insights"]).select(count % 4);
            frame.render_widget(tabs.block(Block::bordered().title(" floor ")), head);
            let lines: Vec<Line<'_>> = (0..body.height)
                .map(|row| Line::from(format!(" row {row:3}  mood energy sleep stress movement ")))
                .collect();
            frame.render_widget(Paragraph::new(lines).block(Block::bordered()), body);
            frame.render_widget(Paragraph::new(format!("{row} keys={count}")), foot);
        })
        .unwrap();
}

/// An example database of so many years.
fn database(folder: &Path, years: u32) -> PathBuf {
    let path = folder.join(format!("{years}.db"));
    if path.exists() {
        return path;
    }
    let wall = now();
    let mut store = Store::open(&path, wall).unwrap();
    firstline::demo::fill(&mut store, wall, years * 365, 7).unwrap();
    path
}

/// A run of the built program.
fn program(db: &Path, arguments: &[&str]) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firstline"));
    command
        .args(arguments)
        .env_clear()
        .env("FIRSTLINE_DB", db)
        .env("FIRSTLINE_NOW", "2026-03-02T17:40:00+01:00");
    command
        .env("FIRSTLINE_CONFIG", db.with_extension("toml"))
        .stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    timed(|| command.status().unwrap())
}

fn starts_and_frames(table: &Table, files: &[(u32, PathBuf)]) {
    let start = table.floor("open, one row, one frame", || floor_start(&files[0].1));
    for (years, db) in files {
        table.row(
            &format!("start, {years} years"),
            Some(("floor", start)),
            || timed(|| begin(db)),
        );
    }
    let mut bare = floor();
    let mut count = 0;
    let frame = table.floor("one frame, one line changed", || {
        count += 1;
        timed(|| floor_frame(&mut bare, "2026-03-02", count))
    });
    let screens = [
        ("today", '1', KeyCode::Char(']')),
        ("move", '2', KeyCode::Down),
        ("history", '3', KeyCode::Left),
        ("insights", '4', KeyCode::Down),
        ("learn", '5', KeyCode::Down),
    ];
    for (years, db) in files {
        for (screen, tab, key) in screens {
            let name = format!("key to frame, {screen}, {years} years");
            if !table.wants(&name) {
                continue;
            }
            let mut seat = at(db, tab);
            let back = if key == KeyCode::Down {
                KeyCode::Up
            } else {
                KeyCode::Right
            };
            let mut there = false;
            table.row(&name, Some(("floor", frame)), || {
                there = !there;
                timed(|| seat.press(if there { key } else { back }))
            });
        }
        let name = format!("tab switch with history, {years} years");
        if !table.wants(&name) {
            continue;
        }
        let mut seat = at(db, '3').keys("<esc>1");
        let mut tab = '3';
        table.row(&name, Some(("floor", frame)), || {
            tab = if tab == '3' { '1' } else { '3' };
            timed(|| seat.press(KeyCode::Char(if tab == '3' { '1' } else { '3' })))
        });
    }
}

/// How many bytes a key takes on the way to the terminal, beside ratatui's own writer.
fn bytes(table: &Table, db: &Path) {
    for (screen, keys) in [
        ("today", "7564<up><up><down>[]"),
        ("move", "<esc>2<down><down><down><up>/walk<esc>"),
        ("session", "<esc>2<enter>5n<wait><wait><wait>n<wait>"),
        ("history", "<esc>3<left><left><left>v<left>v<left>vv"),
        ("insights", "<esc>4<down><down><down>"),
    ] {
        let name = format!("bytes, {screen}");
        if !table.wants(&name) || table.counted.is_some() {
            continue;
        }
        let (ours, theirs) = (Counted::default(), Counted::default());
        begin_behind(db, DiffBackend::new(ours.clone(), SIZE)).types(keys);
        begin_behind(db, CrosstermBackend::new(theirs.clone())).types(keys);
        let (ours, theirs) = (ours.0.get(), theirs.0.get());
        let ratio = theirs as f64 / ours as f64;
        println!("{name:<46} {ours:>10} bytes   {theirs:>7} by crossterm's writer, x{ratio:.2}");
    }
}

fn charts_and_statistics(table: &Table, files: &[(u32, PathBuf)]) {
    let mut first = [None; 2];
    for (years, db) in files {
        let year = |time: Option<Duration>| time.map(|time| ("1 year", time));
        let fresh = |tab: char| {
            move || {
                let mut seat = begin(db);
                seat.press(KeyCode::Esc);
                timed(move || seat.press(KeyCode::Char(tab)))
            }
        };
        let time = table.row(
            &format!("history, first visit: load, charts, {years} years"),
            year(first[0]),
            fresh('3'),
        );
        first[0] = first[0].or(time.filter(|_| *years == 1));
        let time = table.row(
            &format!("insights, first visit: statistics, {years} years"),
            year(first[1]),
            fresh('4'),
        );
        first[1] = first[1].or(time.filter(|_| *years == 1));
        let name = |view: u8| format!("history, view {view} built anew, {years} years");
        if !(1..=8).any(|view| table.wants(&name(view))) {
            continue;
        }
        let mut seat = at(db, '3');
        for view in 1..=8 {
            table.row(&name(view), None, || {
                // Another range makes the view be worked out anew.
                timed(|| seat.press(KeyCode::Char('r')))
            });
            seat.press(KeyCode::Char('v'));
        }
    }
}

fn commands(table: &Table, files: &[(u32, PathBuf)]) {
    let floor = table.floor("firstline --version", || {
        program(&files[0].1, &["--version"])
    });
    for (years, db) in files {
        for line in [
            &["status"][..],
            &["today"],
            &["history", "--json"],
            &["insights", "--json"],
        ] {
            let name = format!("firstline {}, {years} years", line.join(" "));
            table.of_program(&name, Some(("floor", floor)), || program(db, line));
        }
    }
}

/// A made-up file of each kind with so many records; the reading and the storing are measured.
fn files_to_import(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let days = |line: &dyn Fn(String) -> String| -> String {
        let first = chrono::NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();
        (0..3650)
            .map(|count| line((first + chrono::TimeDelta::days(count)).to_string()))
            .collect()
    };
    let daylio =
        days(&|day| format!("{day},January 1,Friday,12:00,good,\"walk | work\",\"\",\"a note\"\n"));
    let health = days(&|day| {
        format!(
            "<Workout workoutActivityType=\"HKWorkoutActivityTypeWalking\" duration=\"25\" durationUnit=\"min\" startDate=\"{day} 10:00:00 +0100\" endDate=\"{day} 10:25:00 +0100\"/>\n<Record type=\"HKQuantityTypeIdentifierStepCount\" startDate=\"{day} 10:00:00 +0100\" endDate=\"{day} 10:25:00 +0100\" value=\"90\"/>\n"
        )
    });
    let points = days(&|day| {
        format!("<trkpt lat=\"48.2\" lon=\"16.3\"><time>{day}T10:00:00Z</time></trkpt>\n")
    });
    let laps = days(&|day| {
        format!(
            "<Activity Sport=\"Running\"><Id>{day}T10:00:00Z</Id><Lap StartTime=\"{day}T10:00:00Z\"><TotalTimeSeconds>1500</TotalTimeSeconds><DistanceMeters>5000</DistanceMeters></Lap></Activity>\n"
        )
    });
    [
        ("csv", "check-ins.csv", format!("day,time,mood,energy,calm,sleep,note\n{}", days(&|day| format!("{day},12:00,7,5,6,4,a note\n")))),
        ("csv", "sessions.csv", format!("start,activity,minutes\n{}", days(&|day| format!("{day} 10:00,walk,25\n")))),
        ("daylio", "daylio.csv", format!("full_date,date,weekday,time,mood,activities,note_title,note\n{daylio}")),
        ("apple-health", "export.xml", format!("<?xml version=\"1.0\"?><HealthData locale=\"en\">\n{health}</HealthData>\n")),
        ("gpx", "track.gpx", format!("<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk><trkseg>\n{points}</trkseg></trk></gpx>\n")),
        ("tcx", "laps.tcx", format!("<?xml version=\"1.0\"?><TrainingCenterDatabase><Activities>\n{laps}</Activities></TrainingCenterDatabase>\n")),
    ]
    .into_iter()
    .map(|(kind, name, text)| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        (kind, path)
    })
    .collect()
}

fn imports(table: &Table, folder: &Path, big: &Path) {
    for (kind, file) in files_to_import(folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let file = file.to_string_lossy().into_owned();
        table.of_program(&format!("import {kind} {name}, 3650 days"), None, || {
            let fresh = tempfile::tempdir().unwrap();
            program(&fresh.path().join("fresh.db"), &["import", kind, &file])
        });
    }
    let export = folder.join("all.json").to_string_lossy().into_owned();
    program(big, &["export", "json", "-o", &export]);
    table.of_program("import firstline all.json, 10 years", None, || {
        let fresh = tempfile::tempdir().unwrap();
        program(
            &fresh.path().join("fresh.db"),
            &["import", "firstline", &export],
        )
    });
}

fn main() {
    let wanted = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let counts = std::env::args().any(|argument| argument == "--instructions");
    let own = tempfile::tempdir().unwrap();
    let folder = std::env::var_os(FOLDER).map_or_else(|| own.path().to_owned(), PathBuf::from);
    let runs = || std::env::var(RUNS).ok()?.parse().ok();
    let counted = std::env::var(ROW).ok().zip(runs());
    let table = Table {
        wanted,
        counts,
        counted,
        folder: folder.clone(),
    };
    let files: Vec<(u32, PathBuf)> = YEARS
        .into_iter()
        .map(|years| (years, database(&folder, years)))
        .collect();
    starts_and_frames(&table, &files);
    bytes(&table, &files[0].1);
    charts_and_statistics(&table, &files);
    if table.counted.is_none() {
        commands(&table, &files);
        imports(&table, &folder, &files[1].1);
    }
}
