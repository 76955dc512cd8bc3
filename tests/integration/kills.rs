//! The program ended hard at a random moment of a backup, a restore, a migration, a long import: the
//! database is as before or as after, never between.

use crate::support::Home;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How often each is killed in the suite.
const FEW: u32 = 12;
/// How often in the long form.
const MANY: u32 = 100;

/// A database of the first layout, with a check-in and a session.
const V1: &str = include_str!("../../src/store/tests/v1.sql");

/// A person with some years of records.
fn years() -> Home {
    let home = Home::new();
    home.done(&["demo", "-o", "data.db", "--days", "1500"]);
    fs::create_dir(home.path("data")).unwrap();
    fs::rename(home.path("data.db"), home.db()).unwrap();
    home
}

/// Runs a command to its end and answers how long that took.
#[expect(
    clippy::disallowed_methods,
    reason = "a test that kills another process"
)]
fn timed(home: &Home, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    home.done(arguments);
    begun.elapsed()
}

/// Starts a command and ends it hard after a while; answers whether it was still running.
fn killed(home: &Home, arguments: &[&str], after: Duration) -> bool {
    let mut command = home.command(arguments);
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    thread::sleep(after);
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

/// Everything in the database at `path`, which has to be whole; a copy of it is looked at, so that
/// what the kill left stays for the next one.
fn content(home: &Home, path: &Path) -> String {
    let look = home.path("look");
    let _ = fs::remove_dir_all(&look);
    fs::create_dir(&look).unwrap();
    for ending in ["", "-wal", "-journal"] {
        let from = format!("{}{ending}", path.display());
        if Path::new(&from).exists() {
            fs::copy(from, look.join(format!("firstline.db{ending}"))).unwrap();
        }
    }
    let copy = look.join("firstline.db");
    let verdict: String = Connection::open(&copy)
        .unwrap()
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    home.done(&["--db", copy.to_str().unwrap(), "export", "json"])
}

/// Moments spread over a little more than `whole`, the same ones each time.
fn moments(count: u32, whole: Duration, seed: u64) -> impl Iterator<Item = Duration> {
    let mut chance = fastrand::Rng::with_seed(seed);
    (0..count).map(move |_| whole.mul_f64(chance.f64() * 1.1))
}

/// Asserts that what was killed can be done again, and leaves the database sound.
fn ends_well(home: &Home, arguments: &[&str]) {
    home.done(arguments);
    home.done(&["doctor", "--fix"]);
    let json = home.json(&["doctor", "--json"]);
    assert_eq!(json["healthy"], true, "{json:#}");
}

fn kills_while_backing_up(count: u32) -> u32 {
    let home = years();
    let before = content(&home, &home.db());
    let whole = timed(&home, &["backup"]);
    let mut running = 0;
    for after in moments(count, whole, 1) {
        running += u32::from(killed(&home, &["backup"], after));
        assert_eq!(content(&home, &home.db()), before);
    }
    for name in crate::backups::backups(&home)
        .iter()
        .filter(|name| !name.contains(".part"))
    {
        assert_eq!(
            content(&home, &home.path("data/backups").join(name)),
            before,
            "{name} has its name, so it is whole"
        );
    }
    assert!(running > 0, "none was killed at work");
    ends_well(&home, &["backup"]);
    running
}

/// With a sound database in its place, and with a wrecked one.
fn kills_while_restoring(count: u32, wrecked: bool) -> u32 {
    let home = years();
    let restored = content(&home, &home.db());
    home.done(&["backup", "whole.db"]);
    home.done(&["checkin", "1", "2", "3", "4"]);
    let changed = content(&home, &home.db());
    assert_ne!(restored, changed);
    let sound = fs::read(home.db()).unwrap();
    let mut wreck = sound.clone();
    wreck[..16_384].fill(0xa5);
    let start = if wrecked { &wreck } else { &sound };
    let place = || {
        for ending in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(format!("{}{ending}", home.db().display()));
        }
        let _ = fs::remove_dir_all(home.path("data/backups"));
        fs::write(home.db(), start).unwrap();
    };
    place();
    let whole = timed(&home, &["restore", "whole.db"]);
    let (mut running, mut after_it) = (0, 0);
    for after in moments(count, whole, 2) {
        place();
        running += u32::from(killed(&home, &["restore", "whole.db"], after));
        let present = fs::read(home.db()).unwrap();
        if wrecked && present == wreck {
            continue;
        }
        let present = content(&home, &home.db());
        assert!(
            present == restored || !wrecked && present == changed,
            "neither before nor after"
        );
        after_it += u32::from(present == restored);
    }
    assert!(running > 0, "none was killed at work");
    assert!(after_it < count, "none was killed before it was done");
    ends_well(&home, &["restore", "whole.db"]);
    assert_eq!(content(&home, &home.db()), restored);
    running
}

fn kills_while_migrating(count: u32) -> u32 {
    let home = Home::new();
    let old = home.path("old.db");
    let connection = Connection::open(&old).unwrap();
    connection.execute_batch(V1).unwrap();
    let many = "INSERT INTO check_ins (id, at, utc_offset, timed, day, mood, note, source, updated_at) \
                WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 5000) \
                SELECT printf('0195aaaa-aaaa-7aaa-8aaa-%012d', n), 1740000000000 + n, 60, 0, '2025-02-20', 1 + n % 9, \
                printf('note %d', n), 'typed', 1740000000000 FROM n";
    connection.execute_batch(many).unwrap();
    drop(connection);
    let bytes = fs::read(&old).unwrap();
    let place = || {
        let _ = fs::remove_dir_all(home.path("data"));
        fs::create_dir(home.path("data")).unwrap();
        fs::write(home.db(), &bytes).unwrap();
    };
    place();
    let whole = timed(&home, &["today"]);
    let right = content(&home, &home.db());
    let (mut running, mut before) = (0, 0);
    for after in moments(count, whole, 3) {
        place();
        running += u32::from(killed(&home, &["today"], after));
        let version: i64 = Connection::open(home.db())
            .unwrap()
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap();
        before += u32::from(version == 1);
        assert_eq!(content(&home, &home.db()), right);
    }
    assert!(running > 0, "none was killed at work");
    assert!(before > 0, "none was killed before it was done");
    running
}

fn kills_while_importing(count: u32) -> u32 {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4"]);
    let rows: Vec<String> = (0..1000)
        .map(|n| {
            let day = chrono::NaiveDate::from_ymd_opt(2003, 1, 1).unwrap() + chrono::Days::new(n);
            format!("{day},09:00,{},a note of that day", n % 9 + 1)
        })
        .collect();
    fs::write(
        home.path("many.csv"),
        format!("day,time,mood,note\n{}\n", rows.join("\n")),
    )
    .unwrap();
    let start = fs::read(home.db()).unwrap();
    let before = content(&home, &home.db());
    let place = || {
        for ending in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(format!("{}{ending}", home.db().display()));
        }
        fs::write(home.db(), &start).unwrap();
    };
    let whole = timed(&home, &["import", "csv", "many.csv"]);
    let check_ins = |text: &str| text.matches("a note of that day").count();
    assert_eq!(check_ins(&content(&home, &home.db())), 1000);
    let mut running = 0;
    for after in moments(count, whole, 4) {
        place();
        running += u32::from(killed(&home, &["import", "csv", "many.csv"], after));
        let present = content(&home, &home.db());
        assert!(
            present == before || check_ins(&present) == 1000,
            "{} came in",
            check_ins(&present)
        );
    }
    assert!(running > 0, "none was killed at work");
    ends_well(&home, &["import", "csv", "many.csv"]);
    running
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn kills_while_backing_up_leave_no_half_backup() {
    kills_while_backing_up(FEW);
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn kills_while_restoring_leave_before_or_after() {
    kills_while_restoring(FEW, false);
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn kills_while_restoring_over_a_wreck_leave_the_wreck_or_what_is_restored() {
    kills_while_restoring(FEW, true);
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn kills_while_migrating_lose_nothing() {
    kills_while_migrating(FEW);
}

#[test]
fn kills_while_importing_bring_all_or_nothing() {
    kills_while_importing(FEW);
}

/// `cargo test --test integration -- --ignored a_hundred_kills`
#[test]
#[ignore = "takes minutes; those above are its short form"]
fn a_hundred_kills_each() {
    let at_work = [
        kills_while_backing_up(MANY),
        kills_while_restoring(MANY, false),
        kills_while_restoring(MANY, true),
        kills_while_migrating(MANY),
        kills_while_importing(MANY),
    ];
    println!("of {MANY} kills each, so many came at work: {at_work:?}");
}
