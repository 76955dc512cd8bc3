//! Every command as a script would use it: what it prints, what it stores, how it refuses.

use crate::support::{Home, assert_names};
use serde_json::json;
use std::fs;
use std::process::Stdio;

#[test]
fn four_digits_are_a_check_in_apart_or_together() {
    for words in [vec!["7", "5", "6", "4"], vec!["7564"]] {
        let home = Home::new();
        let stored = home.json(&[&["checkin"], words.as_slice(), &["--json"]].concat());
        assert_eq!(
            (
                &stored["mood"],
                &stored["energy"],
                &stored["calm"],
                &stored["sleep"]
            ),
            (&json!(7), &json!(5), &json!(6), &json!(4))
        );
        assert_eq!(stored["undo"], "firstline undo");
        assert_eq!(stored["day"], "2026-03-02");
        assert_eq!(stored["at"], "2026-03-02T17:40:00+01:00");
        let day = &home.json(&["history", "--json"])["days"][0];
        assert_eq!(day["mood"], 7.0);
        assert_eq!(day["check_ins"], 1);
    }
}

#[test]
fn a_check_in_can_say_more_and_be_about_another_day() {
    let home = Home::new();
    home.done(&[
        "checkin",
        "7",
        "-",
        "6",
        "--focus",
        "8",
        "--sleep-hours",
        "7.25",
        "--tag",
        "outdoors",
        "--tag",
        "work",
        "--note",
        "met M.",
        "--on",
        "yesterday",
    ]);
    let day = &home.json(&["history", "--json"])["days"][0];
    assert_eq!(day["day"], "2026-03-01");
    assert_eq!(
        (&day["mood"], &day["energy"], &day["calm"], &day["focus"]),
        (&json!(7.0), &json!(null), &json!(6.0), &json!(8.0))
    );
    assert_eq!(day["sleep_hours"], 7.25);
    assert_eq!(day["tags"], json!(["outdoors", "work"]));
}

#[test]
fn after_midnight_it_is_still_the_day_before() {
    let home = Home::new().at("2026-03-02T01:30:00+01:00");
    assert_eq!(home.json(&["checkin", "5", "--json"])["day"], "2026-03-01");
    assert_eq!(
        home.json(&["checkin", "5", "--on", "2026-02-10 03:59", "--json"])["day"],
        "2026-02-09"
    );
    assert_eq!(
        home.json(&["checkin", "5", "--on", "2026-02-10 04:00", "--json"])["day"],
        "2026-02-10"
    );
    assert_eq!(
        home.json(&["log", "walk", "10m", "--json"])["day"],
        "2026-03-01"
    );
}

#[test]
fn the_day_start_is_the_persons_own() {
    let home = Home::new();
    fs::write(home.path("config.toml"), "day_start = \"00:00\"\n").unwrap();
    assert_eq!(
        home.json(&["checkin", "5", "--on", "2026-02-10 00:30", "--json"])["day"],
        "2026-02-10"
    );
}

#[test]
fn means_minutes_and_met_minutes_of_a_day_add_up() {
    let home = Home::new();
    home.done(&["checkin", "6", "5", "--on", "2026-03-01 09:00"]);
    home.done(&["checkin", "7", "--on", "2026-03-01 20:00", "--tag", "work"]);
    home.done(&[
        "log",
        "walk_moderate",
        "32m",
        "--before",
        "5",
        "--after",
        "7",
        "--on",
        "2026-03-01 18:00",
    ]);
    let history = home.json(&["history", "--json"]);
    let day = &history["days"][0];
    assert_names(
        day,
        &[
            "day",
            "mood",
            "energy",
            "calm",
            "sleep",
            "body",
            "interest",
            "appetite",
            "focus",
            "sleep_hours",
            "check_ins",
            "sessions",
            "minutes",
            "met_minutes",
            "tags",
        ],
    );
    assert_eq!(
        (&day["mood"], &day["energy"], &day["calm"]),
        (&json!(6.5), &json!(5.0), &json!(null))
    );
    assert_eq!(
        (&day["check_ins"], &day["sessions"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        (&day["minutes"], &day["met_minutes"]),
        (&json!(32.0), &json!(121.6))
    );
}

#[test]
fn a_logged_session_is_told_in_full() {
    let home = Home::new();
    let stored = home.json(&[
        "log",
        "walking",
        "1h10",
        "--effort",
        "4",
        "--before",
        "5",
        "--after",
        "7",
        "--distance",
        "5.2",
        "--json",
    ]);
    assert_eq!(stored["undo"], "firstline undo");
    assert_eq!(stored["active_seconds"], 4200);
    let session = &home.json(&["sessions", "--json"])["sessions"][0];
    for name in [
        "id",
        "start",
        "day",
        "activity",
        "title",
        "active_seconds",
        "distance_m",
        "met",
        "effort",
        "before",
        "after",
        "complete",
        "source",
    ] {
        assert!(session.get(name).is_some(), "{name} doesn't exist");
    }
    assert_eq!(session["id"], stored["id"]);
    assert_eq!(
        session["start"], "2026-03-02T16:30:00+01:00",
        "without a time it has just ended"
    );
    assert_eq!(
        (&session["activity"], &session["met"]),
        (&json!("walk_self"), &json!(4.0))
    );
    assert_eq!(
        (&session["distance_m"], &session["effort"]),
        (&json!(5200.0), &json!(4))
    );
    assert_eq!(
        (&session["complete"], &session["source"]),
        (&json!(true), &json!("typed"))
    );
}

#[test]
fn a_range_of_days_is_respected() {
    let home = Home::new();
    for day in ["2026-02-01", "2026-02-15", "2026-03-01"] {
        home.done(&["checkin", "5", "--on", day]);
    }
    let days = |arguments: &[&str]| home.json(arguments)["days"].as_array().unwrap().len();
    assert_eq!(days(&["history", "--json"]), 3);
    assert_eq!(days(&["history", "--json", "--days", "2"]), 1);
    assert_eq!(days(&["history", "--json", "--days", "16"]), 2);
    assert_eq!(
        days(&[
            "history",
            "--json",
            "--from",
            "2026-02-01",
            "--to",
            "2026-02-15"
        ]),
        2
    );
    assert_eq!(
        home.run(&["history", "--from", "2026-03-01", "--to", "2026-02-01"])
            .code,
        2
    );
}

#[test]
fn every_write_can_be_undone_and_the_empty_says_so() {
    let home = Home::new();
    let empty = home.everything();
    home.done(&["checkin", "7"]);
    home.done(&["log", "yoga", "20"]);
    assert!(home.done(&["undo", "2"]).contains("session"));
    assert_eq!(home.everything(), empty);
    let ran = home.run(&["undo"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (3, "firstline: Nothing to undo.\n")
    );
}

#[test]
fn nothing_to_show_is_exit_code_3_and_json_has_its_empty_form() {
    let home = Home::new();
    for command in ["history", "sessions"] {
        assert_eq!(home.run(&[command]).code, 3, "{command}");
        assert_eq!(home.run(&[command, "--json"]).code, 3, "{command}");
    }
    assert_eq!(
        home.json(&["history", "--json"]),
        json!({"version": 1, "days": []})
    );
    assert_eq!(
        home.json(&["sessions", "--json"]),
        json!({"version": 1, "sessions": []})
    );
}

#[test]
fn in_a_pipe_todays_summary_is_printed() {
    let home = Home::new();
    home.done(&["checkin", "7", "5"]);
    let summary = home.done(&[]);
    assert!(
        summary.starts_with("Monday, March 2, 2026") && summary.contains("mood 7"),
        "{summary}"
    );
    assert_eq!(home.done(&["today"]), summary);
    let today = home.json(&["today", "--json"]);
    assert_names(
        &today,
        &["day", "check_ins", "sessions", "week", "suggestion"],
    );
}

#[test]
fn a_suggestion_comes_with_its_reason_and_is_the_same_each_time() {
    let home = Home::new();
    let first = home.json(&["suggest", "--energy", "3", "--seed", "1", "--json"]);
    assert_names(
        &first,
        &[
            "routine",
            "title",
            "minutes",
            "met",
            "reason",
            "candidates",
            "waits_for_safety_questions",
        ],
    );
    assert!(first["minutes"].as_u64().unwrap() <= 10);
    assert!(!first["reason"].as_str().unwrap().is_empty());
    assert_eq!(
        home.json(&["suggest", "--energy", "3", "--seed", "1", "--json"]),
        first
    );
}

#[test]
fn bad_input_is_named_and_nothing_is_written() {
    let home = Home::new();
    home.done(&["checkin", "5"]);
    let before = home.everything();
    let table: &[(&[&str], i32, &str)] = &[
        (&["checkin", "0"], 2, "Mood is \"0\""),
        (&["checkin", "10"], 2, "1 to 9"),
        (&["checkin", "11"], 2, "1 to 9"),
        (&["checkin", "75645"], 2, "For four at once"),
        (&["checkin", "7", "x"], 2, "Energy is \"x\""),
        (&["checkin", "7.5"], 2, "1 to 9"),
        (&["checkin", "--mood", "11"], 2, "1 to 9"),
        (&["checkin", "--mood", ""], 2, "1 to 9"),
        (&["checkin", "--sleep-hours", "25"], 2, "0 to 24"),
        (&["checkin", "--sleep-hours", "nan"], 2, "0 to 24"),
        (&["checkin", "7", "--on", "2026-02-30"], 2, "2026-02-30"),
        (&["checkin", "7", "--on", "tomorrow"], 2, "tomorrow"),
        (
            &["checkin", "7", "--on", "2026-03-03"],
            2,
            "is in the future",
        ),
        (&["checkin", "7", "--on", "\u{1b}[2J"], 2, "isn't a date"),
        (&["checkin"], 2, "No ratings"),
        (&["log"], 2, "ACTIVITY"),
        (&["log", "walk"], 2, "DURATION"),
        (&["log", "wlak", "10m"], 2, "Did you mean"),
        (&["log", "\u{1b}]0;x\u{7}", "10m"], 2, "No activity"),
        (&["log", "walk", "0"], 2, "duration"),
        (&["log", "walk", "25h"], 2, "24 h"),
        (&["log", "walk", "99999999999999"], 2, "duration"),
        (&["log", "walk", "10m", "--effort", "11"], 2, "0 to 10"),
        (&["log", "walk", "10m", "--distance", "-1"], 2, "distance"),
        (
            &["log", "walk", "10m", "--on", "2026-03-02 23:00"],
            2,
            "is in the future",
        ),
        (&["history", "--days", "0"], 2, "days"),
        (&["import"], 2, "FILE"),
        (&["import", "daylio"], 2, "No file"),
        (&["import", "daylio", "nowhere.csv"], 1, "doesn't exist"),
        (&["import", "fit", "x.fit"], 1, "it doesn't exist"),
        (&["import", "undo", "xyz"], 2, "isn't an import's id"),
        (&["start", "nonsense"], 2, "nonsense"),
        (&["frobnicate"], 2, "frobnicate"),
    ];
    for (arguments, code, part) in table {
        let ran = home.run(arguments);
        assert_eq!(ran.code, *code, "{arguments:?} said {}{}", ran.out, ran.err);
        assert!(ran.err.contains(part), "{arguments:?} said {}", ran.err);
        assert!(ran.out.is_empty(), "{arguments:?} printed {}", ran.out);
    }
    assert_eq!(home.everything(), before);
}

#[test]
fn a_mistake_in_the_config_is_named_with_its_line() {
    let home = Home::new();
    fs::write(home.path("config.toml"), "bell = true\ntheme = \"pink\"\n").unwrap();
    let ran = home.run(&["today"]);
    assert_eq!(ran.code, 0, "the usual value serves meanwhile");
    assert!(
        ran.err.contains("config.toml, line 2") && ran.err.contains("pink"),
        "{}",
        ran.err
    );
}

#[test]
fn a_database_that_cannot_be_used_is_left_as_it_was() {
    for (name, bytes) in [
        ("text", b"no database at all, just some text".to_vec()),
        ("cut", b"SQLite format 3\0garbage".to_vec()),
    ] {
        let home = Home::new();
        fs::create_dir_all(home.path("data")).unwrap();
        fs::write(home.db(), &bytes).unwrap();
        for command in [&["today"][..], &["checkin", "5"], &["import", "x.csv"]] {
            let ran = home.run(command);
            assert_eq!(ran.code, 1, "{name}: {}", ran.err);
            assert!(!ran.err.is_empty());
        }
        assert_eq!(fs::read(home.db()).unwrap(), bytes, "{name} was touched");
    }
}

#[test]
fn support_needs_no_database() {
    let home = Home::new();
    fs::create_dir_all(home.path("data")).unwrap();
    fs::write(home.db(), "broken").unwrap();
    let shown = home.done(&["support"]);
    assert!(
        shown.contains("Austria") && shown.contains("142") && shown.contains("112"),
        "{shown}"
    );
    assert!(home.done(&["support", "--country", "US"]).contains("988"));
    assert!(
        home.done(&["support", "--all"])
            .matches("emergency, ")
            .count()
            >= 150
    );
}

#[cfg(unix)]
#[test]
fn the_file_and_its_folder_are_the_persons_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    home.done(&["checkin", "5"]);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.db()), 0o600);
    assert_eq!(mode(&home.path("data")), 0o700);
    home.done(&["export", "json", "-o", "out.json"]);
    assert_eq!(mode(&home.path("out.json")), 0o600);
}

#[test]
fn paths_tells_where_things_are_and_makes_nothing() {
    let home = Home::new();
    let paths = home.json(&["paths", "--json"]);
    assert_eq!(paths["database"]["exists"], false);
    assert!(!home.db().exists());
}

#[test]
fn the_demo_is_the_same_each_time_and_leaves_no_file() {
    let home = Home::new();
    let first = home.json(&["--demo", "history", "--json"]);
    assert!(first["days"].as_array().unwrap().len() > 120);
    assert_eq!(home.json(&["--demo", "history", "--json"]), first);
    assert!(!home.db().exists());
    home.done(&["demo", "--days", "40", "-o", "example.db"]);
    let again = home.run(&["demo", "-o", "example.db"]);
    assert!(
        again.code == 1 && again.err.contains("already exists and wasn't touched"),
        "{}",
        again.err
    );
    assert!(
        home.json(&["--db", "example.db", "history", "--json"])["days"]
            .as_array()
            .unwrap()
            .len()
            > 20
    );
}

#[test]
fn everything_goes_out_and_comes_back_byte_for_byte() {
    let home = Home::new();
    home.done(&["demo", "--days", "60", "-o", "example.db"]);
    home.done(&["--db", "example.db", "export", "json", "-o", "out.json"]);
    home.done(&["import", "firstline", "out.json"]);
    assert_eq!(
        home.everything(),
        fs::read_to_string(home.path("out.json")).unwrap()
    );
    assert_eq!(home.json(&["import", "out.json", "--json"])["added"], 0);
}

#[test]
fn writes_of_two_programs_at_once_all_arrive() {
    let home = Home::new();
    home.done(&["checkin", "5"]);
    let running: Vec<_> = (0..8)
        .map(|_| {
            home.command(&["checkin", "6"])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in running {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(home.json(&["history", "--json"])["days"][0]["check_ins"], 9);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_is_no_error() {
    let home = Home::new();
    home.done(&["demo", "--days", "2000", "-o", "example.db"]);
    let mut child = home
        .command(&["--db", "example.db", "history", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(
        ended.status.success() && ended.stderr.is_empty(),
        "{ended:?}"
    );
}

#[test]
fn a_questionnaire_alone_is_something_logged() {
    let home = Home::new();
    assert!(home.run(&["status"]).err.contains("Nothing recorded yet"));
    home.done(&["phq9", "--answers", "1,1,2,1,0,1,1,0,0"]);
    let none = "No mood today and no session in the last 7 days, and that's okay.\n";
    assert_eq!(home.done(&["status"]), none, "no place is left empty");
    home.done(&["checkin", "6", "--on", "yesterday"]);
    let line = home.done(&["status"]);
    assert!(!line.contains('-') && !line.contains("of 7 days"), "{line}");
    home.done(&["checkin", "6"]);
    assert!(home.done(&["status"]).starts_with("mood 6  "));
    // Movement of the week before last counts as well, and nothing older does.
    for (on, code) in [("-10d", 0), ("-20d", 3)] {
        let home = Home::new();
        home.done(&["log", "walk", "10m", "--on", on]);
        assert_eq!(home.run(&["status"]).code, code, "{on}");
    }
}

#[test]
fn a_folder_that_is_a_file_is_refused_without_the_systems_numbers() {
    let home = Home::new();
    fs::write(home.path("o.db"), "mine").unwrap();
    for (command, said) in [
        (
            &["export", "csv", "-o", "o.db"] as &[&str],
            "o.db is a file, and CSV writes two files. Choose a folder: firstline export csv -o FOLDER",
        ),
        (
            &["man", "--all", "-o", "o.db"],
            "o.db is a file, and every page is a separate file. Choose a folder: firstline man \
             --all -o FOLDER",
        ),
        (
            &["export", "csv", "-o", "o.db/tables"],
            "Couldn't make the folder o.db/tables: its folder is a file.",
        ),
    ] {
        let ran = home.run(command);
        assert_eq!(ran.code, 1, "{command:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(!ran.err.contains("os error"), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(home.path("o.db")).unwrap(), "mine");
}

#[test]
fn a_moment_of_movement_is_under_a_minute_and_never_zero() {
    let home = Home::new();
    let told = home.done(&["log", "walk", "1s"]);
    assert!(told.contains(", under 1 min on 2026-03-02"), "{told}");
    let today = home.done(&["today"]);
    assert!(today.contains("1 active day, under 1 min\n"), "{today}");
    assert!(today.contains("Walk, own pace, under 1 min\n"), "{today}");
    let status = home.done(&["status"]);
    assert!(status.contains("1 of 7 days  under 1 min"), "{status}");
    home.done(&["export", "ics", "-o", "moves.ics"]);
    let calendar = fs::read_to_string(home.path("moves.ics")).unwrap();
    assert!(calendar.contains(", under 1 min"), "{calendar}");
    home.done(&["plan", "--minutes", "30"]);
    let plan = home.done(&["plan"]);
    assert!(
        plan.contains("This week, from Monday: under 1 min."),
        "{plan}"
    );
}
