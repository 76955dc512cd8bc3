//! While the terminal takes no output, a session is saved on time and whoever asks for the end gets it; and signals
//! that end any program leave the terminal as it was found.

use crate::real_terminal::{Screen, time_left};
use crate::support::{Home, NOW};
use chrono::DateTime;
use firstline::domain::Running;
use firstline::store::Store;
use std::thread;
use std::time::Duration;

const SIZE: (u16, u16) = (100, 30);

fn running(home: &Home) -> Option<Running> {
    let mut store = Store::open(&home.db(), DateTime::parse_from_rfc3339(NOW).unwrap()).unwrap();
    store.running().unwrap()
}

fn active(home: &Home) -> u64 {
    running(home).map_or(0, |running| running.player.active().as_secs())
}

/// A session that runs in a terminal which takes nothing more.
fn stalled(home: &Home) -> Screen {
    let mut screen = Screen::open(home, &["start", "walk-20"], SIZE, &[]);
    screen.shows("How is your mood right now?");
    screen.keys("4n");
    screen.runs_down_to(19 * 60 + 59);
    screen.pause(true);
    // Whole frames, until none goes out any more: it waits each time it is looked at for some time.
    let (mut turn, mut blocked) = (0, 0);
    while blocked < 20 {
        assert!(turn < 3_000, "it writes still");
        screen.resize(SIZE.0 + 1 + turn % 2, SIZE.1);
        thread::sleep(Duration::from_millis(20));
        blocked = if is_blocked(&screen) { blocked + 1 } else { 0 };
        turn += 1;
    }
    screen.resize(SIZE.0, SIZE.1);
    screen
}

/// Whether a thread of the program waits for its terminal to take something.
fn is_blocked(screen: &Screen) -> bool {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", screen.id())).unwrap();
    tasks.flatten().any(|task| {
        let path = task.path();
        let name = std::fs::read_to_string(path.join("comm")).unwrap_or_default();
        let call = std::fs::read_to_string(path.join("syscall")).unwrap_or_default();
        // Where the kernel does not tell what a thread waits in, its name and sleep have to do.
        name.trim() == "output" && (call.is_empty() || call.starts_with("1 "))
    })
}

#[test]
fn a_session_is_saved_on_time_while_the_terminal_takes_nothing() {
    let home = Home::new();
    let screen = stalled(&home);
    let before = active(&home);
    screen.until("twice five seconds more, stored", |_| {
        active(&home) >= before + 10
    });
    assert!(
        is_blocked(&screen),
        "nothing of it has reached the terminal"
    );
    // Once it takes output again, the screen is the present one.
    screen.pause(false);
    screen.until("the right second", |screen| {
        time_left(&screen.text()).is_some_and(|left| left <= 19 * 60 + 50)
    });
    screen.shows("1 of");
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn a_terminal_that_takes_nothing_holds_up_nobody_who_asks_for_the_end() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("^C", 0)] {
        let home = Home::new();
        let mut screen = stalled(&home);
        thread::sleep(Duration::from_secs(1));
        if name == "^C" {
            screen.keys("\u{3}");
        } else {
            screen.signal(name);
        }
        assert_eq!(screen.ended(), code, "{name}");
        assert!(active(&home) >= 1, "{name}: the session is kept");
        screen.pause(false);
        screen.is_given_back();
        assert_eq!(screen.set(), screen.found, "{name}: single keys, echo");
    }
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn a_deadly_signal_leaves_the_terminal_as_it_was_and_ends_by_itself() {
    for (name, says) in [
        ("QUIT", "Quit"),
        ("USR1", "User defined signal 1"),
        ("USR2", "User defined signal 2"),
        ("ALRM", "Alarm clock"),
        ("ABRT", "Aborted"),
        ("VTALRM", "Virtual timer expired"),
        ("PROF", "Profiling timer expired"),
        ("TRAP", "Trace/breakpoint trap"),
        ("SYS", "Bad system call"),
        ("XCPU", "CPU time limit exceeded"),
        ("XFSZ", "File size limit exceeded"),
    ] {
        let home = Home::new();
        let mut screen = Screen::open(&home, &["start", "walk-20"], SIZE, &[]);
        screen.shows("How is your mood right now?");
        screen.keys("4n");
        screen.runs_down_to(19 * 60 + 58);
        screen.signal(name);
        assert_eq!(screen.died(), says, "{name}");
        screen.is_given_back();
        assert_eq!(screen.set(), screen.found, "{name}: single keys, echo");
        assert!(running(&home).is_some(), "{name}: the session is kept");
    }
}

#[test]
fn a_broken_pipe_elsewhere_ends_nothing() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], SIZE, &[]);
    screen.shows("How are you right now?");
    screen.signal("PIPE");
    screen.keys("7564\r");
    screen.shows("Saved.");
}
