//! The inbox: lines of text that a notes app writes become entries, once.

use crate::support::{Home, NOW};
use crate::test_app::TestApp;
use serde_json::Value;
use std::path::PathBuf;
use std::time::Duration;

/// Someone whose inbox has this text.
fn with(text: &str) -> Home {
    let home = Home::new();
    home.done(&["config", "set", "inbox", "~/notes/inbox.txt"]);
    std::fs::create_dir(home.path("notes")).unwrap();
    write(&home, "inbox.txt", text);
    home
}

fn note(home: &Home, name: &str) -> PathBuf {
    home.path("notes").join(name)
}

fn write(home: &Home, name: &str, text: &str) {
    std::fs::write(note(home, name), text).unwrap();
}

fn read(home: &Home, name: &str) -> String {
    std::fs::read_to_string(note(home, name)).unwrap()
}

fn check_ins(home: &Home) -> Vec<Value> {
    let all = home.json(&["checkins", "--json"]);
    all["check_ins"].as_array().unwrap().clone()
}

fn sessions(home: &Home) -> Vec<Value> {
    let all = home.json(&["sessions", "--json"]);
    all["sessions"].as_array().unwrap().clone()
}

const LINES: &str = "7 5 6 4 met Ana #friends\nyesterday 8pm walk 25m 4>6\nwlak 10m\n";

#[test]
fn lines_become_entries_and_move_to_a_log_and_the_rest_stays_with_a_word() {
    let home = with(LINES);
    home.done(&["ratings", "add", "pain", "--scale", "0-10"]);
    write(&home, "inbox.txt", &format!("{LINES}pain 3 12:30\n"));
    let said = home.done(&["inbox"]);
    assert!(
        said.contains("Saved: 2 check-ins and 1 session. To undo: firstline undo"),
        "{said}"
    );
    assert!(
        said.contains("? wlak 10m") && said.contains("Did you mean walk?"),
        "{said}"
    );
    let walk = sessions(&home).remove(0);
    assert_eq!(walk["start"], "2026-03-01T20:00:00+01:00");
    assert_eq!((&walk["before"], &walk["after"]), (&4.into(), &6.into()));
    let all = check_ins(&home);
    let met = all
        .iter()
        .find(|record| record["note"] == "met Ana")
        .unwrap();
    assert_eq!(
        (&met["mood"], &met["tags"][0]),
        (&7.into(), &"friends".into())
    );
    let pain = all
        .iter()
        .find(|record| !record["ratings"].is_null())
        .unwrap();
    assert_eq!(pain["at"], "2026-03-02T12:30:00+01:00");
    let left = read(&home, "inbox.txt");
    let lines: Vec<&str> = left.lines().collect();
    assert_eq!(
        lines[0],
        "# firstline read this on 2026-03-02 at 17:40:00. Answers: inbox-2026-03.log"
    );
    assert_eq!(lines[1], "wlak 10m");
    assert!(lines[2].starts_with("# ^ ") && lines.len() == 3, "{left}");
    let log = read(&home, "inbox-2026-03.log");
    assert!(
        log.contains(
            "yesterday 8pm walk 25m 4>6  ->  Walk, own pace, 25 min on 2026-03-01 at 20:00"
        ),
        "{log}"
    );
    assert_eq!(log.lines().count(), 3, "{log}");
    // All of it is one step back.
    home.done(&["undo"]);
    assert!(check_ins(&home).is_empty() && sessions(&home).is_empty());
}

#[test]
fn a_word_is_renewed_and_not_repeated_and_a_line_put_right_is_read() {
    let home = with(LINES);
    home.done(&["inbox"]);
    let once = read(&home, "inbox.txt");
    let changed = std::fs::metadata(note(&home, "inbox.txt"))
        .unwrap()
        .modified()
        .unwrap();
    let said = home.again_at("2026-03-03T08:00:00+01:00").done(&["inbox"]);
    assert!(said.contains("1 line stays in the inbox"), "{said}");
    assert_eq!(read(&home, "inbox.txt"), once);
    let still = std::fs::metadata(note(&home, "inbox.txt"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(still, changed, "a file with nothing new is not written");
    write(&home, "inbox.txt", &once.replace("wlak", "walk"));
    home.done(&["inbox"]);
    assert_eq!(sessions(&home).len(), 2);
    assert!(!read(&home, "inbox.txt").contains("# ^"));
}

#[test]
fn what_the_sync_program_brings_back_is_not_read_twice_but_the_same_line_said_again_is() {
    let home = with(LINES);
    home.done(&["inbox"]);
    let emptied = read(&home, "inbox.txt");
    // The old file comes back, with a line that the phone has added to it.
    write(&home, "inbox.txt", &format!("{LINES}walk 5m\n"));
    let said = home.done(&["inbox"]);
    assert!(
        said.contains("saved before") && said.contains("Saved: 1 session"),
        "{said}"
    );
    assert_eq!((check_ins(&home).len(), sessions(&home).len()), (1, 2));
    assert_eq!(read(&home, "inbox-2026-03.log").lines().count(), 3);
    // The phone had the new file, and says the same once more.
    write(&home, "inbox.txt", &format!("{emptied}walk 5m\n"));
    home.done(&["inbox"]);
    assert_eq!(sessions(&home).len(), 3);
    // What was undone doesn't come back either.
    home.done(&["undo"]);
    write(&home, "inbox.txt", &format!("{emptied}walk 5m\n"));
    home.done(&["inbox"]);
    assert_eq!(sessions(&home).len(), 2);
}

#[test]
fn if_it_ends_between_saving_and_rewriting_nothing_is_lost_and_nothing_doubled() {
    let home = with(LINES);
    // A folder where the log should be: everything is saved, and then it can't go on.
    let log = note(&home, "inbox-2026-03.log");
    std::fs::create_dir(&log).unwrap();
    let ran = home.run(&["inbox"]);
    assert!(
        ran.err.contains("Your entries are saved") && ran.code == 0,
        "{}",
        ran.err
    );
    assert_eq!(read(&home, "inbox.txt"), LINES);
    assert_eq!((check_ins(&home).len(), sessions(&home).len()), (1, 1));
    std::fs::remove_dir(&log).unwrap();
    home.done(&["inbox"]);
    assert_eq!((check_ins(&home).len(), sessions(&home).len()), (1, 1));
    assert_eq!(
        read(&home, "inbox-2026-03.log").lines().count(),
        2,
        "both are in the log"
    );
    assert!(!read(&home, "inbox.txt").contains("met Ana"));
}

#[test]
fn conflict_copies_are_read_and_removed_once_nothing_of_theirs_is_left() {
    let home = with("walk 25m\nsomething\n");
    let copies = [
        "inbox (conflicted copy).txt",
        "inbox.sync-conflict-20260302-174000-ABC.txt",
    ];
    write(&home, copies[0], "walk 25m\nsomething\nyoga 1h\n");
    write(&home, copies[1], "swim 30m\nnobody knows\n");
    home.done(&["inbox"]);
    assert_eq!(sessions(&home).len(), 3, "the walk is the same");
    assert!(
        !note(&home, copies[0]).exists(),
        "the inbox has its other line"
    );
    assert!(read(&home, copies[1]).contains("nobody knows"));
    home.done(&["undo"]);
    assert!(sessions(&home).is_empty(), "one run, one step");
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let home = with(LINES);
    home.done(&["checkin", "5"]);
    let before = home.everything();
    let said = home.done(&["inbox", "--dry-run"]);
    assert!(
        said.contains("Would be saved: 1 check-in and 1 session."),
        "{said}"
    );
    assert_eq!(
        (read(&home, "inbox.txt"), home.everything()),
        (LINES.to_owned(), before)
    );
    let report = home.json(&["inbox", "--dry-run", "--json"]);
    assert_eq!(
        (&report["saved"], &report["left"], &report["undo"]),
        (&2.into(), &1.into(), &Value::Null)
    );
    assert_eq!(report["lines"][2]["understood"], false);
}

#[test]
fn a_folder_of_pages_named_after_their_days_is_an_inbox_too() {
    let home = with("");
    home.done(&["config", "set", "inbox", "notes"]);
    write(
        &home,
        "2026-02-27.md",
        "# Friday\n\n- [x] walk 25m\n- 7 5 6 4 tired\n",
    );
    write(&home, "2026-02-28.txt", "yesterday 8pm yoga 1h\n");
    write(&home, "picture.png", "walk 5m\n");
    write(&home, ".hidden.txt", "walk 5m\n");
    home.done(&["inbox"]);
    let days: Vec<String> = sessions(&home)
        .iter()
        .map(|session| session["day"].to_string())
        .collect();
    assert_eq!(days, ["\"2026-02-27\"", "\"2026-02-27\""]);
    assert_eq!(check_ins(&home)[0]["day"], "2026-02-27");
    assert!(read(&home, "2026-02-27.md").contains("# Friday"));
    assert!(home.done(&["inbox"]).contains("Nothing new"));
}

#[test]
fn two_computers_that_read_the_same_file_have_one_entry() {
    let shared = Home::new();
    let folder = shared.path("shared");
    std::fs::create_dir(&folder).unwrap();
    let folder = folder.to_str().unwrap();
    let inbox = shared.path("shared/inbox.txt");
    let (one, other) = (Home::new(), Home::new());
    std::fs::write(&inbox, LINES).unwrap();
    let said = one.done(&["sync", folder]);
    assert!(
        said.contains("From your inbox: 1 check-in and 1 session."),
        "{said}"
    );
    // The other computer hasn't got the new file yet.
    std::fs::write(&inbox, LINES).unwrap();
    std::fs::create_dir(other.path("elsewhere")).unwrap();
    std::fs::write(other.path("elsewhere/inbox.txt"), LINES).unwrap();
    other.done(&["sync", other.path("elsewhere").to_str().unwrap()]);
    assert_eq!(sessions(&other).len(), 1);
    let ran = other.run(&["sync", folder]);
    assert!(!ran.err.contains("inbox"), "{}", ran.err);
    one.done(&["sync", folder]);
    for home in [&one, &other] {
        assert_eq!((check_ins(home).len(), sessions(home).len()), (1, 1));
    }
    // From now on it's looked at without naming the folder.
    std::fs::write(&inbox, "yoga 1h\n").unwrap();
    one.done(&["inbox"]);
    assert_eq!(sessions(&one).len(), 2);
}

/// Waits until the look after the start is over.
fn until(person: &mut TestApp, is_over: impl Fn(&mut TestApp) -> bool) {
    for _ in 0..500 {
        std::thread::sleep(Duration::from_millis(10));
        person.tell(firstline::app::Message::Idle);
        if is_over(person) {
            return;
        }
    }
    panic!("{}", person.text((100, 30)));
}

#[test]
fn at_the_start_it_is_read_after_the_first_frame_and_u_takes_it_back() {
    let home = with(LINES);
    home.done(&["checkin", "5"]);
    let mut person = TestApp::at(&home, NOW);
    until(&mut person, |person| {
        person.text((100, 30)).contains("From your inbox")
    });
    assert!(
        person
            .text((100, 30))
            .contains("From your inbox: 1 check-in and 1 session."),
        "{}",
        person.text((100, 30))
    );
    assert_eq!(person.app.journal.sessions().len(), 1);
    assert!(
        person.runner.next_arrival().is_none(),
        "nothing looks any more"
    );
    person.types("u");
    assert_eq!(person.app.journal.sessions().len(), 0);
    assert!(!read(&home, "inbox.txt").contains("met Ana"));
    // The line that stays was said about once.
    let mut again = TestApp::at(&home, "2026-03-02T18:40:00+01:00");
    until(&mut again, |again| again.runner.next_arrival().is_none());
    assert!(
        !again.text((100, 30)).contains("inbox"),
        "{}",
        again.text((100, 30))
    );
}

#[test]
fn without_an_inbox_nothing_is_started() {
    let home = Home::new();
    home.done(&["checkin", "5"]);
    let person = TestApp::at(&home, NOW);
    assert!(person.runner.next_arrival().is_none());
    let ran = home.run(&["inbox"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("firstline config set inbox"),
        "{}",
        ran.err
    );
    home.done(&["config", "set", "inbox", "~/gone/inbox.txt"]);
    let ran = home.run(&["inbox"]);
    assert!(
        ran.err.contains("isn't there yet") && ran.code == 0,
        "{}",
        ran.err
    );
}
