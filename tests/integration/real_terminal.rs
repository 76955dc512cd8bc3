//! The built program in a real terminal: keys, signals, a terminal that goes away, a kill.

use crate::support::Home;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use serde_json::Value;
use std::io::{Read as _, Write};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Nothing here waits longer than this; on a slow machine it takes what it takes up to here.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// The program on a screen of its own.
pub(crate) struct Screen {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: Option<thread::JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    paused: Arc<AtomicBool>,
    size: (u16, u16),
    /// How the terminal was set before.
    pub found: String,
}

impl Screen {
    pub(crate) fn open(
        home: &Home,
        arguments: &[&str],
        size: (u16, u16),
        extra: &[(&str, &str)],
    ) -> Self {
        Self::open_as(
            home,
            &[&[env!("CARGO_BIN_EXE_firstline")], arguments].concat(),
            size,
            extra,
        )
    }

    /// Opens a whole command line, its first word the program: for one that runs ours in turn.
    pub(crate) fn open_as(
        home: &Home,
        line: &[&str],
        size: (u16, u16),
        extra: &[(&str, &str)],
    ) -> Self {
        Self::open_told(home, line, size, extra, true)
    }

    /// Opens our program; unless it is `told`, the kernel has nobody to tell when the terminal goes away.
    pub(crate) fn open_ours(home: &Home, arguments: &[&str], size: (u16, u16), told: bool) -> Self {
        Self::open_told(
            home,
            &[&[env!("CARGO_BIN_EXE_firstline")], arguments].concat(),
            size,
            &[],
            told,
        )
    }

    fn open_told(
        home: &Home,
        line: &[&str],
        size: (u16, u16),
        extra: &[(&str, &str)],
        told: bool,
    ) -> Self {
        let shape = PtySize {
            cols: size.0,
            rows: size.1,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(shape).unwrap();
        let mut command = CommandBuilder::new(line[0]);
        command.args(&line[1..]);
        command.set_controlling_tty(told);
        command.cwd(home.path(""));
        command.env_clear();
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        for (name, value) in extra {
            command.env(name, value);
        }
        let found = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&bytes);
        let closing = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&closing);
        let paused = Arc::new(AtomicBool::new(false));
        let stands = Arc::clone(&paused);
        let reader = thread::spawn(move || {
            let mut buffer = [0; 8192];
            let wait = || {
                while stands.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(5));
                }
            };
            while let Ok(count) = reader.read(&mut buffer) {
                sink.lock().unwrap().extend_from_slice(&buffer[..count]);
                wait();
                if count == 0 || ends.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self {
            master: pair.master,
            child,
            keys,
            bytes,
            reader: Some(reader),
            closing,
            paused,
            size,
            found,
        }
    }

    /// Takes the terminal away: nobody holds its other end any more. `stir` makes the program, or the terminal
    /// itself, write something, so that the last reader lets go.
    pub(crate) fn close(&mut self, stir: impl Fn(&mut Self)) {
        self.closing.store(true, Ordering::SeqCst);
        stir(self);
        self.until("the last reader's end", |screen| {
            screen
                .reader
                .as_ref()
                .is_some_and(thread::JoinHandle::is_finished)
        });
        let shape = PtySize {
            cols: 80,
            rows: 24,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.keys = Box::new(std::io::sink());
        self.master = native_pty_system().openpty(shape).unwrap().master;
    }

    /// Stops to take what the program writes, or takes it again.
    pub(crate) fn pause(&self, on: bool) {
        self.paused.store(on, Ordering::SeqCst);
    }

    /// Gives the window another size.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        let shape = PtySize {
            cols,
            rows,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(shape).unwrap();
    }

    /// How the terminal is set now.
    pub(crate) fn set(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    fn start(home: &Home) -> Self {
        Self::open(home, &[], (100, 30), &[])
    }

    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().unwrap()).into_owned()
    }

    pub(crate) fn text(&self) -> String {
        let rows = std::num::NonZero::new(self.size.1).unwrap();
        let columns = std::num::NonZero::new(self.size.0).unwrap();
        let mut parser = vt100::Parser::new(rows, columns, 0);
        parser.process(&self.bytes.lock().unwrap());
        parser.screen().contents()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a test that waits for another process"
    )]
    pub(crate) fn until(&self, what: &str, seen: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !seen(self) {
            assert!(
                begun.elapsed() < PATIENCE,
                "{what} did not come:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn shows(&self, text: &str) {
        self.until(text, |screen| screen.text().contains(text));
    }

    /// Waits until a step has no more than so many seconds left: on a busy machine one second may pass unseen.
    pub(crate) fn runs_down_to(&self, seconds: u32) {
        self.until("the step running down", |screen| {
            time_left(&screen.text()).is_some_and(|left| left <= seconds)
        });
    }

    /// Presses esc and waits until `text` has gone: a key right behind it would be one with alt.
    pub(crate) fn leaves(&mut self, text: &str) {
        // What isn't there can't be seen to go.
        self.shows(text);
        self.keys("\u{1b}");
        self.until("the screen after esc", |screen| {
            !screen.text().contains(text)
        });
    }

    /// The state of the process, as `ps` shows it.
    pub(crate) fn state(&self) -> char {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        stat.rsplit(") ").next().unwrap().chars().next().unwrap()
    }

    /// Waits until everything that the program wrote before its end has come.
    pub(crate) fn is_read(&self) {
        self.until("the end of what was written", |screen| {
            screen
                .reader
                .as_ref()
                .is_some_and(thread::JoinHandle::is_finished)
        });
    }

    /// Lets a screen that came by itself be seen: for a moment it takes no keys.
    #[expect(clippy::unused_self, reason = "it is this screen that is waited for")]
    pub(crate) fn settles(&self) {
        thread::sleep(Duration::from_millis(800));
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args([&format!("-{name}"), &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits for the end; answers with the name of the signal it died of, as `strsignal` has it.
    pub(crate) fn died(&mut self) -> String {
        self.ended();
        let status = self.child.wait().unwrap();
        status.signal().unwrap_or("no signal").to_owned()
    }

    /// Waits for the end; answers with the exit code.
    pub(crate) fn ended(&mut self) -> u32 {
        let mut code = None;
        #[expect(
            clippy::disallowed_methods,
            reason = "a test that waits for another process"
        )]
        let begun = Instant::now();
        while code.is_none() {
            assert!(
                begun.elapsed() < PATIENCE,
                "it does not end:\n{}",
                self.text()
            );
            code = self
                .child
                .try_wait()
                .unwrap()
                .map(|status| status.exit_code());
            thread::sleep(Duration::from_millis(5));
        }
        code.unwrap()
    }

    /// The terminal is as it was: main screen, cursor shown, paste marks off.
    pub(crate) fn is_given_back(&self) {
        self.until("the main screen", |screen| {
            let raw = screen.raw();
            let last = |on: &str, off: &str| {
                raw.rfind(off)
                    .is_some_and(|off| raw.rfind(on).is_none_or(|on| on < off))
            };
            last("\u{1b}[?1049h", "\u{1b}[?1049l")
                && last("\u{1b}[?25l", "\u{1b}[?25h")
                && last("\u{1b}[?2004h", "\u{1b}[?2004l")
                && (!raw.contains("\u{1b}[?1000h") || last("\u{1b}[?1000h", "\u{1b}[?1000l"))
        });
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn first_day(home: &Home) -> Value {
    home.json(&["history", "--json"])["days"][0].clone()
}

#[test]
fn five_keys_from_the_shell_save_a_full_check_in() {
    let home = Home::new();
    let mut screen = Screen::start(&home);
    screen.shows("How are you right now?");
    screen.keys("7564\r");
    screen.shows("Saved. Press u to undo.");
    let day = first_day(&home);
    let ratings = ["mood", "energy", "calm", "sleep"].map(|name| day[name].as_f64().unwrap() as u8);
    assert_eq!(ratings, [7, 5, 6, 4]);
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
    screen.is_given_back();
}

#[test]
fn a_session_by_keys_is_stored_with_before_and_after() {
    let home = Home::new();
    let mut screen = Screen::start(&home);
    screen.shows("How are you right now?");
    screen.keys("\u{1b}");
    screen.shows("1 Today");
    screen.keys("2");
    screen.shows("Just two minutes");
    screen.keys("/just start\r\r");
    screen.shows("How is your mood right now?");
    screen.keys("4");
    screen.shows("Get ready");
    screen.keys("n");
    screen.shows("shoulder circles");
    // A second of the first movement, then each step skipped to the end.
    screen.runs_down_to(118);
    screen.keys("nnnnn");
    screen.shows("How is your mood now?");
    screen.settles();
    screen.keys("7\r");
    screen.shows("Session saved. Press u to undo.");
    let session = home.json(&["sessions", "--json"])["sessions"][0].clone();
    assert_eq!(
        (&session["before"], &session["after"], &session["source"]),
        (&4.into(), &7.into(), &"timer".into())
    );
    assert_eq!(session["complete"], false, "most of it was skipped");
    assert!(session["active_seconds"].as_u64().unwrap() >= 1);
}

#[test]
fn control_c_leaves_from_anywhere() {
    for keys in ["", "n", "t", "?", "!", "\u{1b}2/"] {
        let home = Home::new();
        let mut screen = Screen::start(&home);
        screen.shows("How are you right now?");
        screen.keys(keys);
        thread::sleep(Duration::from_millis(60));
        screen.keys("\u{3}");
        assert_eq!(screen.ended(), 0, "after {keys:?}");
        screen.is_given_back();
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_a_call_repaints() {
    let home = Home::new();
    let mut screen = Screen::start(&home);
    screen.shows("How are you right now?");
    screen.keys("7");
    // "good" alone stands under the scale from the start.
    screen.until("the answer", |screen| {
        screen.text().matches("good").count() > 1 || screen.text().contains("▐7▌")
    });
    screen.signal("TSTP");
    screen.is_given_back();
    // The stop itself comes a moment after the terminal is given back.
    screen.until("the stop", |screen| screen.state() == 'T');
    let before = screen.bytes.lock().unwrap().len();
    screen.signal("CONT");
    screen.until("the repainted screen", |screen| {
        screen.bytes.lock().unwrap().len() > before + 500
    });
    screen.shows("good");
    screen.keys("564\r");
    screen.shows("Saved.");
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn a_kill_in_a_session_loses_no_more_than_five_seconds() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &["start", "start-seated"], (100, 30), &[]);
    screen.shows("How is your mood right now?");
    screen.keys("5n");
    screen.runs_down_to(113);
    screen.signal("KILL");
    screen.ended();
    screen.is_read();
    let last = 120 - time_left(&screen.text()).unwrap();
    let mut screen = Screen::start(&home);
    screen.shows("A session is still open.");
    screen.settles();
    let shown = screen.text();
    let kept = clock_behind(&shown, "Two minutes, seated, ").unwrap();
    assert!(
        kept + 5 >= last && kept <= last + 1,
        "{last} s were done:\n{shown}"
    );
    screen.keys("j\r");
    screen.shows("How is your mood now?");
    screen.settles();
    screen.keys("6\r");
    screen.shows("Session saved.");
    let session = home.json(&["sessions", "--json"])["sessions"][0].clone();
    assert_eq!(
        (&session["before"], &session["after"], &session["complete"]),
        (&5.into(), &6.into(), &false.into())
    );
    drop(screen);
    let again = Screen::start(&home);
    again.shows("Today");
    assert!(!again.text().contains("left running"), "it is offered once");
}

#[test]
fn what_another_program_writes_is_seen_at_the_next_key() {
    let home = Home::new();
    let mut screen = Screen::start(&home);
    screen.shows("How are you right now?");
    home.done(&["checkin", "8", "--tag", "elsewhere"]);
    screen.keys("j");
    screen.shows("elsewhere");
}

#[test]
fn no_color_means_no_color_at_all() {
    let home = Home::new();
    let mut screen = Screen::open(
        &home,
        &[],
        (100, 30),
        &[
            ("NO_COLOR", "1"),
            ("COLORTERM", "truecolor"),
            ("COLORFGBG", "15;0"),
        ],
    );
    screen.shows("How are you right now?");
    screen.keys("7564\r");
    screen.shows("Saved.");
    let raw = screen.raw();
    for sequence in raw.split("\u{1b}[").skip(1) {
        let Some(parameters) = sequence.split('m').next().filter(|text| {
            text.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b';')
        }) else {
            continue;
        };
        for value in parameters
            .split(';')
            .filter_map(|value| value.parse::<u16>().ok())
        {
            assert!(
                !matches!(value, 30..=38 | 40..=48 | 90..=107),
                "a color: {parameters}"
            );
        }
    }
}

#[test]
fn a_window_too_small_says_what_it_needs() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (38, 10), &[]);
    screen.shows("firstline needs 40×12.");
    screen.keys("!");
    screen.shows("142");
    screen.keys("\u{1b}");
    screen.until("the way back", |screen| !screen.text().contains("142"));
    screen.keys("q");
    screen.ended();
    screen.is_given_back();
}

#[test]
fn a_storm_of_sizes_leaves_a_sane_screen() {
    let home = Home::new();
    let screen = Screen::start(&home);
    screen.shows("How are you right now?");
    for (cols, rows) in [
        (1, 1),
        (300, 100),
        (40, 12),
        (2, 50),
        (120, 1),
        (60, 20),
        (100, 30),
    ] {
        screen
            .master
            .resize(PtySize {
                cols,
                rows,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        thread::sleep(Duration::from_millis(25));
    }
    let settled = screen.bytes.lock().unwrap().len();
    screen.until("a whole frame", |screen| {
        let bytes = screen.bytes.lock().unwrap();
        String::from_utf8_lossy(&bytes[settled.saturating_sub(16_000)..])
            .contains("How are you right now?")
    });
}

#[test]
fn the_demo_is_marked_as_one() {
    let home = Home::new();
    let screen = Screen::open(&home, &["--demo"], (100, 30), &[]);
    screen.shows("Demo, sample data");
    assert!(!home.db().exists());
}

/// The seconds of the first clock like `12:34` behind `before` in `text`.
pub(crate) fn clock_behind(text: &str, before: &str) -> Option<u32> {
    let rest = text.split(before).nth(1)?;
    let clock: String = rest
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || *letter == ':')
        .collect();
    let (minutes, seconds) = clock.split_once(':')?;
    Some(minutes.parse::<u32>().ok()? * 60 + seconds.parse::<u32>().ok()?)
}

/// The seconds left in the whole session, which stand beside the ring under their name.
pub(crate) fn time_left(text: &str) -> Option<u32> {
    let mut lines = text.lines();
    lines.find(|line| line.trim_end().ends_with("Left"))?;
    let clock = lines.next()?.split_whitespace().last()?;
    clock_behind(&format!("left {clock}"), "left ")
}

fn kills_at_random_moments(count: u32, longest: Duration) {
    const WHOLE: u32 = 20 * 60;
    let home = Home::new();
    let mut chance = fastrand::Rng::with_seed(11);
    let mut screen = Screen::open(&home, &["start", "walk-20"], (100, 30), &[]);
    screen.shows("How is your mood right now?");
    screen.keys("4n");
    screen.shows("1 of");
    for kill in 0..count {
        thread::sleep(longest.mul_f64(chance.f64()));
        screen.signal("KILL");
        screen.ended();
        screen.is_read();
        let shown = screen.text();
        let done = WHOLE - time_left(&shown).unwrap_or_else(|| panic!("no time left in\n{shown}"));
        screen = Screen::start(&home);
        screen.shows("A session is still open.");
        screen.settles();
        screen.shows(" done, ");
        let offered = screen.text();
        let kept = clock_behind(&offered, "Walk with brisk minutes, ")
            .unwrap_or_else(|| panic!("no time done in\n{offered}"));
        // One second more for the second that was about to be shown.
        assert!(
            kept + 5 >= done && kept <= done + 1,
            "kill {kill}: {done} s were shown, {kept} s are kept"
        );
        screen.keys("\r");
        screen.shows("Step");
    }
    thread::sleep(Duration::from_secs(2));
    screen.keys("q");
    screen.shows("Save and stop");
    screen.keys("\r");
    screen.shows("How is your mood now?");
    screen.settles();
    screen.keys("6\r");
    screen.shows("Session saved.");
    let session = home.json(&["sessions", "--json"])["sessions"][0].clone();
    assert_eq!(
        (&session["before"], &session["after"]),
        (&4.into(), &6.into())
    );
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn kills_at_random_moments_of_a_session_lose_at_most_five_seconds_each() {
    kills_at_random_moments(5, Duration::from_millis(2_500));
}

/// `cargo test --test integration -- --ignored fifty_kills`
#[test]
#[ignore = "takes three minutes; the one above is its short form"]
fn fifty_kills_at_random_moments_of_a_session() {
    kills_at_random_moments(50, Duration::from_secs(7));
}

#[test]
fn a_stopped_program_is_right_again_when_it_goes_on() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &["start", "walk-20"], (100, 30), &[]);
    screen.shows("How is your mood right now?");
    screen.keys("5n");
    screen.runs_down_to(19 * 60 + 59);
    screen.signal("STOP");
    thread::sleep(Duration::from_secs(3));
    let left = |screen: &Screen| time_left(&screen.text()).unwrap();
    let before = left(&screen);
    screen.signal("CONT");
    screen.until("another second", |screen| left(screen) != before);
    let now = left(&screen);
    assert!(
        now + 3 <= before,
        "{before} s were left before three seconds that it was stopped, {now} after"
    );
}
