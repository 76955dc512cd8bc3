//! What another program writes is seen on the screens within a second, without a key and without looking again and
//! again.

use crate::real_terminal::Screen;
use crate::support::Home;
use std::thread;
use std::time::Duration;

const SIZE: (u16, u16) = (100, 30);

/// How often the program was woken, all its threads together.
fn wakes(screen: &Screen) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", screen.id())).unwrap();
    let of = |path: std::path::PathBuf| {
        let status = std::fs::read_to_string(path.join("status")).unwrap_or_default();
        let line = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches"));
        let count = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        count.unwrap_or(0)
    };
    tasks.flatten().map(|task| of(task.path())).sum()
}

/// Waits until nothing wakes the program for two seconds.
fn is_quiet(screen: &Screen) {
    screen.until("two seconds without waking", |screen| {
        let before = wakes(screen);
        thread::sleep(Duration::from_secs(2));
        wakes(screen) == before
    });
}

#[test]
fn a_record_of_another_program_shows_without_a_key_and_leaves_what_is_typed() {
    let home = Home::new();
    home.done(&["today"]);
    let mut screen = Screen::open(&home, &[], SIZE, &[]);
    screen.shows("How are you right now?");
    screen.keys("75nhalf a thou");
    screen.shows("half a thou");
    home.done(&["checkin", "8", "--tag", "elsewhere"]);
    // Below the form, which is as it was: no key was pressed.
    screen.shows("elsewhere");
    assert!(screen.text().contains("half a thou"), "{}", screen.text());
    screen.keys("ght\u{13}64\r");
    screen.shows("Saved.");
    let stored = home.json(&["today", "--json"]);
    let notes: Vec<_> = stored["check_ins"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["note"])
        .collect();
    assert_eq!(notes.len(), 2);
    assert!(notes.contains(&&"half a thought".into()), "{notes:?}");
}

#[test]
fn settings_written_by_hand_hold_without_a_key() {
    let home = Home::new();
    std::fs::write(home.path("config.toml"), "bell = false\n").unwrap();
    let screen = Screen::open(&home, &[], SIZE, &[]);
    screen.shows("How are you right now?");
    std::fs::write(
        home.path("config.toml"),
        "bell = false\nalso_ask = [\"focus\"]\n",
    )
    .unwrap();
    screen.shows("Focus");
    // As an editor does it: another file takes the place of this one.
    std::fs::write(home.path("config.new"), "also_ask = [\"appetite\"]\n").unwrap();
    std::fs::rename(home.path("config.new"), home.path("config.toml")).unwrap();
    screen.shows("Appetite");
}

#[test]
fn an_idle_screen_wakes_nothing_also_after_its_own_writing_and_that_of_others() {
    let home = Home::new();
    home.done(&["today"]);
    let mut screen = Screen::open(&home, &[], SIZE, &[]);
    screen.shows("How are you right now?");
    is_quiet(&screen);
    screen.keys("7564\r");
    screen.shows("Saved.");
    is_quiet(&screen);
    home.done(&["checkin", "8", "--tag", "elsewhere"]);
    screen.shows("elsewhere");
    is_quiet(&screen);
    let bytes = screen.raw().len();
    thread::sleep(Duration::from_secs(2));
    assert_eq!(
        screen.raw().len(),
        bytes,
        "nothing is written while nothing happens"
    );
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
    screen.is_given_back();
}
