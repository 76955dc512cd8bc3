//! At home in every shell: pipes, finding things, and words as people type them.

use crate::support::Home;
use serde_json::json;
use std::fs;

/// A home with two days in it.
fn lived_in() -> Home {
    let home = Home::new();
    home.done(&[
        "checkin",
        "7",
        "5",
        "6",
        "4",
        "--note",
        "Met Anna at the lake",
        "--tag",
        "outdoors",
        "--on",
        "2026-03-01 09:00",
    ]);
    home.done(&["checkin", "4", "--tag", "work", "--on", "2026-02-20 20:00"]);
    home.done(&[
        "log",
        "yoga",
        "20m",
        "--before",
        "4",
        "--after",
        "6",
        "--note",
        "by the lake",
        "--on",
        "2026-03-01 18:00",
    ]);
    home.done(&["log", "walk", "30m", "--on", "2026-02-20 18:00"]);
    home
}

#[test]
fn an_export_piped_into_an_import_brings_everything() {
    let home = lived_in();
    let export = home.done(&["export", "json", "-o", "-"]);
    assert!(!home.path("-").exists(), "a file called - was written");
    let other = Home::new();
    let ran = other.piped(&["import", "firstline", "-"], export.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(other.everything(), export);
    // What it is, is seen from the content as for files.
    let other = Home::new();
    let ran = other.piped(&["import", "-"], export.as_bytes());
    assert_eq!((ran.code, other.everything()), (0, export), "{}", ran.err);
}

#[test]
fn tables_of_any_kind_are_read_from_a_pipe() {
    let home = Home::new();
    let ran = home.piped(
        &["import", "-", "--json"],
        b"day,mood,note\n2026-02-01,6,fine\n2026-02-02,12,x\n",
    );
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["added"], 1, "{}", ran.err);
    assert_eq!(report["rejected"][0]["file"], "standard input");
}

#[test]
fn a_backup_goes_through_a_pipe_and_is_restored_and_merged_from_one() {
    let home = lived_in();
    let before = home.everything();
    let backup = home.command(&["backup", "-"]).output().unwrap().stdout;
    let other = Home::new();
    let ran = other.piped(&["restore", "-"], &backup);
    assert_eq!(
        (ran.code, other.everything()),
        (0, before.clone()),
        "{}",
        ran.err
    );
    let other = Home::new();
    other.done(&["checkin", "9"]);
    let ran = other.piped(&["merge", "-"], &backup);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("From standard input: "), "{}", ran.out);
    assert_eq!(
        other.json(&["sessions", "--json"])["sessions"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn half_a_file_in_a_pipe_is_one_sentence_and_nothing_is_written() {
    let home = lived_in();
    let before = home.everything();
    let export = before.as_bytes();
    let backup = home.command(&["backup", "-"]).output().unwrap().stdout;
    for (arguments, input) in [
        (&["import", "-"][..], &export[..export.len() / 2]),
        (&["import", "-"], b""),
        (&["restore", "-"], &backup[..backup.len() / 2]),
        (&["restore", "-"], b"not a database"),
        (&["merge", "-"], b"not a database"),
        (&["import", "-", "-"], export),
    ] {
        let ran = home.piped(arguments, input);
        assert!((1..=2).contains(&ran.code), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("firstline-pipe"), "{}", ran.err);
        // In a person's words, not in those of a parser.
        assert!(!ran.err.contains("EOF"), "{}", ran.err);
        assert_eq!(home.everything(), before, "{arguments:?}");
    }
    let left = fs::read_dir(std::env::temp_dir()).unwrap().flatten();
    let id = format!("firstline-pipe.{}", std::process::id());
    assert!(
        left.map(|entry| entry.file_name())
            .all(|name| !name.to_string_lossy().starts_with(&id))
    );
}

#[cfg(unix)]
#[test]
fn process_substitution_is_read_like_a_file() {
    let home = lived_in();
    let export = home.everything();
    fs::write(home.path("out.json"), &export).unwrap();
    let other = Home::new();
    let script = format!(
        "'{}' import <(cat '{}')",
        env!("CARGO_BIN_EXE_firstline"),
        home.path("out.json").display()
    );
    let Ok(output) = std::process::Command::new("bash")
        .args(["-c", &script])
        .env_clear()
        .envs(other.environment())
        .env("PATH", "/usr/bin:/bin")
        .output()
    else {
        return;
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(other.everything(), export);
}

#[test]
fn reading_never_makes_a_database() {
    let reading: &[(&[&str], i32)] = &[
        (&["history"], 3),
        (&["sessions"], 3),
        (&["tags"], 3),
        (&["insights"], 3),
        (&["status"], 3),
        (&["report"], 3),
        (&["experiment", "list"], 3),
        (&["backup"], 3),
        (&["undo"], 3),
        (&["delete", "last", "--yes"], 3),
        (&["edit", "last", "--mood", "4"], 3),
        (&["today"], 0),
        (&["suggest"], 0),
        (&["plan"], 0),
        (&["routines"], 0),
        (&["learn"], 0),
        (&["export", "json"], 0),
    ];
    // In JSON the listings print their empty form, and say the same beside it.
    let in_json: Vec<Vec<&str>> = [
        &["history"] as &[&str],
        &["sessions"],
        &["checkins"],
        &["tags"],
        &["status"],
        &["search", "lake"],
        &["phq9", "--list"],
        &["gad7", "--list"],
        &["import", "list"],
        &["experiment", "list"],
        &["insights"],
    ]
    .into_iter()
    .map(|command| [command, &["--json"]].concat())
    .collect();
    for arguments in &in_json {
        let home = Home::new();
        let ran = home.run(arguments);
        let form: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert!(form["version"].is_number(), "{arguments:?}: {}", ran.out);
        let is_said = ran.err.contains(" yet") || arguments[0] == "insights";
        assert!(ran.code == 3 && is_said, "{arguments:?}: {}", ran.err);
    }
    let in_json = in_json.iter().map(|arguments| (arguments.as_slice(), 3));
    let reading = reading.iter().map(|(arguments, code)| (*arguments, *code));
    for (arguments, code) in reading.chain(in_json) {
        let home = Home::new();
        let ran = home.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(!home.path("data").exists(), "{arguments:?} made a database");
        let named: Vec<&str> = ["--db", "typo.db"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        let ran = home.run(&named);
        assert_eq!(ran.code, 1, "{named:?}: {}{}", ran.out, ran.err);
        assert!(
            ran.err.contains("typo.db doesn't exist"),
            "{named:?}: {}",
            ran.err
        );
        assert!(!home.path("typo.db").exists(), "{named:?} made a database");
    }
}

#[test]
fn search_finds_notes_tags_routines_and_cards() {
    let home = lived_in();
    let text = home.done(&["search", "LAKE"]);
    assert!(
        text.contains("2026-03-01") && text.contains("Met Anna at the lake"),
        "{text}"
    );
    assert!(text.contains("by the lake"), "{text}");
    let kinds = |words: &[&str]| {
        let all = home.json(&[&["search"], words, &["--json"]].concat());
        let results = all["results"].as_array().unwrap().clone();
        results
            .into_iter()
            .map(|found| found["kind"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(&["lake"]), ["check_in", "session"]);
    assert!(kinds(&["outdoors"]).contains(&"tag".to_owned()));
    assert!(kinds(&["walk"]).contains(&"routine".to_owned()));
    assert!(kinds(&["sleep"]).contains(&"card".to_owned()));
    assert_eq!(home.run(&["search", "zzzz"]).code, 3);
    assert_eq!(
        home.json(&["search", "zzzz", "--json"])["results"],
        json!([])
    );
    // An id that is found is one that can be edited.
    let found = &home.json(&["search", "anna", "--json"])["results"][0];
    home.done(&["edit", found["id"].as_str().unwrap(), "--mood", "8"]);
}

#[test]
fn today_shows_other_days_where_they_are_asked_for() {
    let home = lived_in();
    let moments = |arguments: &[&str]| {
        let all = home.json(&[&["today", "--json"], arguments].concat());
        let count = |name: &str| all[name].as_array().unwrap().len();
        (count("check_ins"), count("sessions"))
    };
    assert_eq!(moments(&[]), (0, 0));
    assert_eq!(moments(&["--days", "2"]), (1, 1));
    assert_eq!(moments(&["--from", "2026-02-01"]), (2, 2));
    assert_eq!(moments(&["--to", "2026-02-25"]), (1, 1));
    assert_eq!(moments(&["--from", "2026-02-01", "--limit", "1"]), (1, 1));
    let text = home.done(&["today", "--from", "2026-02-01", "--limit", "3"]);
    assert_eq!(
        text,
        "Friday, February 20, 2026\n  20:00  mood 4  work\nSunday, March 1, 2026\n  09:00  mood 7  \
         energy 5  calm 6  sleep 4  outdoors  Met Anna at the lake\n  18:00  Yoga, 20 min, mood 4 \
         -> 6\n"
    );
    let ran = home.run(&["today", "--from", "2026-02-25", "--to", "2026-02-26"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
}

#[test]
fn listings_are_filtered_by_tag_activity_days_and_number() {
    let home = lived_in();
    let days = |arguments: &[&str]| {
        let all = home.json(&[&["history", "--json"], arguments].concat());
        let days = all["days"].as_array().unwrap().clone();
        days.into_iter()
            .map(|day| day["day"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(days(&["--tag", "OUTDOORS"]), ["2026-03-01"]);
    assert_eq!(days(&["--activity", "walk"]), ["2026-02-20"]);
    assert_eq!(days(&["--limit", "1"]), ["2026-03-01"]);
    assert_eq!(days(&["--days", "30", "--tag", "work"]), ["2026-02-20"]);
    assert_eq!(
        days(&["--days", "3", "--tag", "work"]),
        Vec::<String>::new()
    );
    let titles = |arguments: &[&str]| {
        let all = home.json(&[&["sessions", "--json"], arguments].concat());
        all["sessions"].as_array().unwrap().len()
    };
    assert_eq!(titles(&["--activity", "yoga"]), 1);
    assert_eq!(titles(&["--tag", "outdoors"]), 1);
    assert_eq!(titles(&["--days", "5"]), 1);
    assert_eq!(titles(&["--limit", "1"]), 1);
    let check_ins = home.json(&["checkins", "--tag", "work", "--json"]);
    assert_eq!(check_ins["check_ins"][0]["mood"], 4);
    assert!(home.done(&["checkins"]).contains("mood 7  energy 5"));
    // Notes and ids only where they were asked for.
    let plain = home.done(&["sessions"]);
    assert!(!plain.contains("lake"), "{plain}");
    let full = home.done(&["sessions", "--notes", "--ids"]);
    let id = home.json(&["sessions", "--json"])["sessions"][1]["id"].clone();
    assert!(
        full.contains("by the lake") && full.contains(id.as_str().unwrap()),
        "{full}"
    );
    let day = &home.json(&["history", "--notes", "--ids", "--json"])["days"][1];
    assert_eq!(day["notes"], json!(["Met Anna at the lake", "by the lake"]));
    assert_eq!(day["ids"].as_array().unwrap().len(), 2);
    assert!(home.done(&["history", "--notes"]).contains("Met Anna"));
    // A slip is named, not shown as an empty history.
    let ran = home.run(&["history", "--tag", "outdors"]);
    assert!(ran.code == 3 && ran.err.contains("outdoors"), "{}", ran.err);
    let ran = home.run(&["sessions", "--activity", "yogga"]);
    assert!(
        ran.code == 2 && ran.err.contains("Did you mean Yoga"),
        "{}",
        ran.err
    );
}

#[test]
fn activities_imports_scores_routines_and_tags_are_listed() {
    let home = lived_in();
    let all = home.json(&["activities", "--json"])["activities"]
        .as_array()
        .unwrap()
        .len();
    assert!(all >= 110);
    let yoga = &home.json(&["activities", "yoga", "--json"])["activities"][0];
    assert_eq!(
        (&yoga["activity"], &yoga["sessions"]),
        (&json!("yoga"), &json!(1))
    );
    assert!(home.done(&["activities", "swim"]).contains("swim"));
    assert_eq!(home.run(&["import", "list"]).code, 3);
    home.piped(&["import", "-"], b"day,mood\n2026-02-01,6\n");
    let imports = home.json(&["import", "list", "--json"]);
    let import = &imports["imports"][0];
    assert_eq!(
        (&import["added"], &import["undone"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(import["files"], json!(["standard input"]));
    home.done(&["import", "undo", import["id"].as_str().unwrap()]);
    assert_eq!(
        home.json(&["import", "list", "--json"])["imports"][0]["undone"],
        true
    );
    assert_eq!(home.run(&["phq9", "--list"]).code, 3);
    home.done(&[
        "phq9",
        "--answers",
        "2,2,2,2,2,1,0,0,0",
        "--on",
        "2026-02-01",
    ]);
    home.done(&["phq9", "--answers", "1,1,1,1,0,0,0,0,0"]);
    let scores = home.json(&["phq9", "--list", "--json"]);
    assert_eq!(
        (
            &scores["assessments"][0]["score"],
            &scores["assessments"][1]["change"]
        ),
        (&json!(11), &json!(-7))
    );
    assert!(
        home.done(&["phq9", "--list"])
            .contains("2026-02-01  11  moderate")
    );
    assert_eq!(home.done(&["routines"]), home.done(&["routines", "list"]));
    assert_eq!(home.done(&["tags"]), home.done(&["factors"]));
    assert!(home.done(&["tags"]).contains("outdoors"));
}

#[test]
fn what_was_undone_can_be_redone() {
    let home = Home::new();
    home.done(&["checkin", "7"]);
    let before = home.json(&["history", "--json"]);
    home.done(&["undo"]);
    assert_eq!(home.json(&["history", "--json"])["days"], json!([]));
    assert!(
        home.done(&["redo"])
            .starts_with("Redone: a check-in of 2026-03-02")
    );
    assert_eq!(home.json(&["history", "--json"]), before);
    let ran = home.run(&["redo"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (3, "firstline: Nothing to redo.\n")
    );
}

#[test]
fn settings_are_read_and_changed_and_nonsense_is_refused() {
    let home = Home::new();
    let path = home.path("config.toml");
    assert_eq!(
        home.done(&["config", "path"]).trim(),
        path.to_str().unwrap()
    );
    assert!(
        home.done(&["config", "list"])
            .contains("day_start = \"04:00\"\n")
    );
    assert_eq!(home.done(&["config", "get", "theme"]), "auto\n");
    assert!(!path.exists(), "reading made a file");
    home.done(&["config", "set", "theme", "dark"]);
    home.done(&["config", "set", "bell", "off"]);
    home.done(&["config", "set", "also_ask", "body,focus"]);
    home.done(&["config", "set", "voice_command", "say -v 'my voice'"]);
    let all = home.json(&["config", "list", "--json"]);
    assert_eq!(
        (
            &all["theme"],
            &all["bell"],
            &all["also_ask"],
            &all["voice_command"]
        ),
        (
            &json!("dark"),
            &json!(false),
            &json!(["body", "focus"]),
            &json!(["say", "-v", "my voice"])
        )
    );
    let written = fs::read_to_string(&path).unwrap();
    for (key, value, part) in [
        ("theme", "pink", "pink"),
        ("bell", "7", "bell"),
        ("day_start", "25:00", "before noon"),
        ("also_ask", "happiness", "happiness"),
        ("thema", "dark", "theme"),
        ("theme", "", "theme"),
    ] {
        let ran = home.run(&["config", "set", key, value]);
        assert_eq!(ran.code, 2, "{key} {value}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(ran.err.contains(part), "{}", ran.err);
        assert_eq!(fs::read_to_string(&path).unwrap(), written);
    }
    assert_eq!(home.run(&["config", "get", "thema"]).code, 2);
    let ran = home.run(&["config", "edit"]);
    assert!(ran.code == 1 && ran.err.contains("EDITOR"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn the_settings_open_in_the_persons_editor() {
    let home = Home::new();
    let edit = |editor: &str| {
        home.command(&["config", "edit"])
            .env("EDITOR", editor)
            .output()
            .unwrap()
    };
    // The file has every default in it when the editor gets it.
    assert!(
        edit("/bin/sed -i 's/^theme = .*/theme = \"light\"/'")
            .status
            .success()
    );
    assert_eq!(home.done(&["config", "get", "theme"]), "light\n");
    let output = edit("/nowhere/editor");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not found"));
}

#[test]
fn times_are_read_as_the_program_prints_them_and_as_people_say_them() {
    let home = Home::new();
    let at = |on: &str| {
        let stored = home.json(&["checkin", "5", "--on", on, "--json"]);
        (
            stored["at"].as_str().unwrap().to_owned(),
            stored["timed"].as_bool().unwrap(),
        )
    };
    let printed = home.json(&["checkin", "5", "--json"])["at"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(at(&printed), (printed, true));
    for (on, stored) in [
        ("2026-03-01T10:00", "2026-03-01T10:00:00+01:00"),
        ("2026-03-01T10:00:00-05:00", "2026-03-01T10:00:00-05:00"),
        ("now", "2026-03-02T17:40:00+01:00"),
        ("8am", "2026-03-02T08:00:00+01:00"),
        ("10:00", "2026-03-02T10:00:00+01:00"),
        ("2 hours ago", "2026-03-02T15:40:00+01:00"),
        ("last monday 8pm", "2026-02-23T20:00:00+01:00"),
    ] {
        assert_eq!(at(on), (stored.to_owned(), true), "{on}");
    }
    for (on, day) in [("3 days ago", "2026-02-27"), ("-1w", "2026-02-23")] {
        let (at, timed) = at(on);
        assert!(at.starts_with(day) && !timed, "{on}: {at}");
    }
}

#[test]
fn durations_distances_and_hours_are_read_as_people_write_them() {
    let home = Home::new();
    for (duration, seconds) in [
        ("1.5h", 5400),
        ("1,5h", 5400),
        ("1:10:00", 4200),
        ("1:10 h", 4200),
        ("12:30 min", 750),
        ("PT30M", 1800),
    ] {
        let stored = home.json(&["log", "walk", duration, "--json"]);
        assert_eq!(stored["active_seconds"], seconds, "{duration}");
    }
    for (distance, meters) in [
        ("5", 5000.0),
        ("5km", 5000.0),
        ("5,2", 5200.0),
        ("3mi", 4828.032),
        ("800m", 800.0),
    ] {
        let stored = home.json(&["log", "run", "30", "--distance", distance, "--json"]);
        let found = stored["distance_m"].as_f64().unwrap();
        assert!((found - meters).abs() < 0.1, "{distance}: {found}");
    }
    for (slept, hours) in [("7:30", 7.5), ("7,25", 7.25), ("7h30", 7.5), ("8", 8.0)] {
        let stored = home.json(&["checkin", "--sleep-hours", slept, "--json"]);
        assert_eq!(stored["sleep_hours"], hours, "{slept}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_both_readings() {
    let home = Home::new();
    for (arguments, said) in [
        (
            &["log", "walk", "1:10"][..],
            "1:10 could be 1 h 10 min or 1 min 10 s. Try 1h10 or 1m10s.",
        ),
        (
            &["checkin", "5", "--on", "3/1/2026"],
            "could be March 1 or January 3. Try 2026-03-01 or 2026-01-03.",
        ),
        (
            &["checkin", "5", "--on", "yesterday 8"],
            "could be 8 in the morning or 8 in the evening. Try 08:00 or 20:00.",
        ),
        (
            &["checkin", "5", "--on", "-30m"],
            "30 minutes ago or 30 months ago",
        ),
    ] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(!home.path("data").exists(), "something was written");
    }
}
