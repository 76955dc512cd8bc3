//! A person types, pauses for more than a second, and the program is ended hard at a random moment: the text is found.

use crate::real_terminal::Screen;
use crate::support::Home;
use chrono::DateTime;
use firstline::store::Store;
use std::thread;
use std::time::Duration;

/// How often in the suite.
const FEW: u32 = 6;
/// How often in the long form.
const MANY: u32 = 200;

/// Whether a draft with this note is stored.
fn is_kept(home: &Home, note: &str) -> bool {
    let connection = rusqlite::Connection::open(home.db()).unwrap();
    let drafts = "SELECT count(*) FROM settings WHERE instr(value, ?1) > 0";
    connection
        .query_row(drafts, [note], |row| row.get::<_, i64>(0))
        .is_ok_and(|count| count > 0)
}

/// Kills the program so many times at moments from `seed`; answers with how many kills came while more was typed.
fn kills(count: u32, seed: u64) -> u32 {
    let home = Home::new();
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut saved = Vec::new();
    let mut typing = 0;
    for kill in 0..count {
        let note = format!("note {seed} {kill}");
        let mut screen = Screen::open(&home, &[], (100, 30), &[]);
        screen.shows("Insights");
        if kill > 0 {
            screen.keys("c");
        }
        screen.shows("1-9 rate");
        let mood = chance.u8(1..=9);
        screen.keys(&format!("{mood}n"));
        screen.shows("^S");
        screen.keys(&note);
        screen.shows(&note);
        // Quiet until it is kept; then perhaps more is typed, and the kill comes in the middle of it.
        screen.until("the draft", |_| is_kept(&home, &note));
        thread::sleep(Duration::from_millis(chance.u64(0..200)));
        let goes_on = chance.bool();
        if goes_on {
            typing += 1;
            screen.keys(" and more");
            thread::sleep(Duration::from_millis(chance.u64(0..700)));
        }
        screen.signal("KILL");
        screen.ended();
        let verdict: String = rusqlite::Connection::open(home.db())
            .unwrap()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(verdict, "ok");
        let mut screen = Screen::open(&home, &[], (100, 30), &[]);
        screen.shows("draft from");
        screen.shows(&note);
        screen.keys("\r");
        screen.shows("Saved.");
        screen.keys("q");
        assert_eq!(screen.ended(), 0);
        saved.push(note);
        let now = DateTime::parse_from_rfc3339("2026-03-02T18:00:00+01:00").unwrap();
        let stored = Store::open(&home.db(), now).unwrap().all().unwrap();
        assert_eq!(stored.check_ins().len(), saved.len(), "each once");
        for note in &saved {
            let found = stored
                .check_ins()
                .iter()
                .filter(|record| record.note.starts_with(note.as_str()));
            assert!(found.count() >= 1, "{note} is lost");
        }
    }
    typing
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn a_kill_at_any_moment_leaves_what_was_typed_before_a_pause() {
    kills(FEW, 5);
}

/// `cargo test --test integration -- --ignored two_hundred_kills_of_forms --nocapture`
#[test]
#[ignore = "takes minutes; the one above is its short form"]
fn two_hundred_kills_of_forms_being_filled_in_lose_no_text() {
    let typing: u32 = thread::scope(|scope| {
        let workers: Vec<_> = (0..4u64)
            .map(|seed| scope.spawn(move || kills(MANY / 4, seed)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .sum()
    });
    eprintln!("of {MANY} kills {typing} came while more was typed; no text was lost");
}
