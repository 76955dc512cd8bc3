//! `edit` and `delete`: what was stored, put right from the command line.

use crate::support::Home;
use serde_json::{Value, json};

fn id_of(home: &Home, arguments: &[&str]) -> String {
    home.json(arguments)["id"].as_str().unwrap().to_owned()
}

fn today(home: &Home) -> Value {
    home.json(&["today", "--json"])
}

#[test]
fn a_check_in_is_edited_field_by_field_and_undone_at_once() {
    let home = Home::new();
    let id = id_of(
        &home,
        &[
            "checkin",
            "7564",
            "--tag",
            "work",
            "--note",
            "first",
            "--sleep-hours",
            "7",
            "--json",
        ],
    );
    let stored = home.json(&[
        "edit",
        &id,
        "--mood",
        "3",
        "--calm",
        "-",
        "--body",
        "8",
        "--tag",
        "ill",
        "--tag",
        "home",
        "--note",
        "second",
        "--sleep-hours",
        "-",
        "--on",
        "yesterday 18:00",
        "--json",
    ]);
    assert_eq!(stored["id"], id.as_str());
    assert_eq!(
        (
            &stored["mood"],
            &stored["energy"],
            &stored["calm"],
            &stored["body"]
        ),
        (&3.into(), &5.into(), &Value::Null, &8.into())
    );
    assert_eq!(
        (&stored["tags"], &stored["note"], &stored["sleep_hours"]),
        (&json!(["ill", "home"]), &"second".into(), &Value::Null)
    );
    assert_eq!(
        (&stored["at"], &stored["day"], &stored["timed"]),
        (
            &"2026-03-01T18:00:00+01:00".into(),
            &"2026-03-01".into(),
            &true.into()
        )
    );
    assert_eq!(stored["undo"], "firstline undo");
    assert_eq!(today(&home)["check_ins"], json!([]));
    home.done(&["undo"]);
    assert_eq!(today(&home)["check_ins"][0]["note"], "first");
    home.done(&["edit", "last", "--note", "", "--tag", ""]);
    assert_eq!(
        (
            &today(&home)["check_ins"][0]["note"],
            &today(&home)["check_ins"][0]["tags"]
        ),
        (&"".into(), &json!([]))
    );
}

#[test]
fn a_session_is_edited_and_what_is_not_named_stays() {
    let home = Home::new();
    let id = id_of(
        &home,
        &[
            "log",
            "walk",
            "25m",
            "--before",
            "4",
            "--note",
            "round the block",
            "--json",
        ],
    );
    let short = &id[..13];
    let stored = home.json(&[
        "edit",
        short,
        "--minutes",
        "40",
        "--effort",
        "3",
        "--after",
        "6",
        "--distance",
        "3.5",
        "--json",
    ]);
    assert_eq!(
        (
            &stored["active_seconds"],
            &stored["effort"],
            &stored["distance_m"]
        ),
        (&2400.into(), &3.into(), &3500.0.into())
    );
    assert_eq!(
        (&stored["before"], &stored["after"], &stored["note"]),
        (&4.into(), &6.into(), &"round the block".into())
    );
    let said = home.done(&[
        "edit",
        &id.to_uppercase(),
        "--activity",
        "yoga",
        "--before",
        "-",
    ]);
    assert!(
        said.starts_with("Changed: the session \"") && said.ends_with("To undo: firstline undo\n"),
        "{said}"
    );
    let session = home.json(&["sessions", "--json"])["sessions"][0].clone();
    assert!(
        session["activity"].as_str().unwrap().starts_with("yoga"),
        "{session}"
    );
    assert_eq!(
        (&session["before"], &session["active_seconds"]),
        (&Value::Null, &2400.into())
    );
}

#[test]
fn what_cannot_be_edited_is_named_and_nothing_changes() {
    let home = Home::new();
    assert_eq!(home.run(&["edit", "last", "--mood", "5"]).code, 3);
    let check_in = id_of(&home, &["checkin", "7564", "--json"]);
    let session = id_of(&home, &["log", "walk", "25m", "--json"]);
    home.done(&["gad7", "--answers", "1,1,1,1,1,1,1"]);
    let export: Value = serde_json::from_str(&home.everything()).unwrap();
    let gad7 = export["assessments"][0]["id"].as_str().unwrap().to_owned();
    let before = home.everything();
    let fails = |arguments: &[&str], code: i32, says: &str| {
        let ran = home.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(says), "{arguments:?} said {}", ran.err);
    };
    fails(&["edit", &check_in], 2, "Nothing to change");
    fails(
        &["edit", &check_in, "--effort", "3"],
        2,
        "--effort is for sessions",
    );
    fails(
        &["edit", &session, "--mood", "3"],
        2,
        "--mood is for check-ins",
    );
    fails(
        &["edit", &session, "--note", "x", "--tag", "y"],
        2,
        "--tag is for check-ins",
    );
    fails(
        &["edit", &gad7, "--note", "x"],
        2,
        "the GAD-7 of 2026-03-02 can't be edited",
    );
    fails(
        &["edit", &check_in, "--mood", "10"],
        2,
        "Ratings go from 1 to 9",
    );
    fails(
        &["edit", &check_in, "--on", "2027-01-01"],
        2,
        "is in the future",
    );
    fails(&["edit", &session, "--activity", "wlak"], 2, "walk");
    fails(&["edit", "01f", "--mood", "3"], 2, "at least 4 characters");
    fails(&["edit", "\u{1b}[31m", "--mood", "3"], 2, "isn't an id");
    fails(
        &[
            "edit",
            "00000000-0000-7000-8000-000000000000",
            "--mood",
            "3",
        ],
        1,
        "No entry has the id 00000000-0000",
    );
    let shared: String = check_in
        .chars()
        .zip(session.chars())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one)
        .collect();
    fails(
        &["edit", shared.trim_end_matches('-'), "--note", "x"],
        2,
        "entries have an id that starts with",
    );
    fails(
        &["delete", &check_in, "00000000-0000-7000-8000-000000000000"],
        1,
        "No entry has the id",
    );
    fails(&["delete"], 2, "<ID>");
    assert_eq!(home.everything(), before);
}

#[test]
fn records_of_every_kind_are_deleted_together_and_come_back_together() {
    let home = Home::new();
    let check_in = id_of(&home, &["checkin", "7564", "--json"]);
    let session = id_of(&home, &["log", "walk", "25m", "--json"]);
    home.done(&["phq9", "--answers", "1,1,1,1,1,1,1,1,0"]);
    home.done(&["experiment", "new", "--days", "28"]);
    let mut export: Value = serde_json::from_str(&home.everything()).unwrap();
    let experiment = export["experiments"][0]["id"].as_str().unwrap().to_owned();
    let phq9 = export["assessments"][0]["id"].as_str().unwrap().to_owned();
    let routine = "01900000-0000-7000-8000-000000000001";
    let own: firstline::domain::Routine = firstline::content::routines::routines()[0].clone();
    export["routines"] = json!([{
        "id": routine, "updated_at": "2026-03-02T16:00:00+00:00",
        "routine": firstline::domain::Routine { id: "mine".into(), title: "Mine".into(), ..own }
    }]);
    let path = home.path("with-routine.json");
    std::fs::write(&path, export.to_string()).unwrap();
    home.done(&["import", "firstline", path.to_str().unwrap()]);
    let before = home.everything();
    assert!(before.contains("\"Mine\""));

    let report = home.json(&[
        "delete",
        &check_in,
        &session,
        &phq9,
        routine,
        &experiment,
        &check_in,
        "--json",
    ]);
    let kinds: Vec<&Value> = report["deleted"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| &record["kind"])
        .collect();
    assert_eq!(
        kinds,
        ["check_in", "session", "assessment", "routine", "experiment"]
    );
    let after: Value = serde_json::from_str(&home.everything()).unwrap();
    for kind in [
        "check_ins",
        "sessions",
        "assessments",
        "routines",
        "experiments",
    ] {
        assert_eq!(after[kind], json!([]), "{kind}");
    }
    assert_eq!(home.run(&["delete", &check_in]).code, 1);
    assert_eq!(home.done(&["undo"]), "Undone: 5 records, deleted.\n");
    assert_eq!(today(&home)["check_ins"][0]["id"], check_in.as_str());
    let said = home.done(&["delete", &session, "--yes"]);
    assert!(
        said.starts_with("Deleted: the session \"") && said.ends_with("To undo: firstline undo\n"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn on_a_terminal_deleting_asks_first() {
    use crate::real_terminal::Screen;
    let home = Home::new();
    let id = id_of(&home, &["log", "walk", "25m", "--json"]);
    for (answer, code, left) in [("\r", 3, 1), ("n\r", 3, 1), ("y\r", 0, 0)] {
        let mut screen = Screen::open(&home, &["delete", &id], (100, 30), &[]);
        screen.shows("Delete? [y/N]");
        assert!(screen.text().contains("of 2026-03-02"), "{}", screen.text());
        screen.keys(answer);
        assert_eq!(screen.ended(), code);
        assert_eq!(today(&home)["sessions"].as_array().unwrap().len(), left);
    }
}

#[test]
fn a_second_check_in_of_a_day_says_so_and_how_the_first_is_changed_instead() {
    let home = Home::new();
    let saved = home.done(&["checkin", "7", "--on", "yesterday 08:00"]);
    assert_eq!(saved, "Saved for 2026-03-01. To undo: firstline undo\n");
    let saved = home.done(&["checkin", "4", "--on", "yesterday"]);
    let told = "Saved for 2026-03-01, in addition to that day's check-in of 08:00 (to edit that one: firstline edit ";
    let rest = saved
        .strip_prefix(told)
        .unwrap_or_else(|| panic!("{saved}"));
    let (id, _) = rest.split_once(')').unwrap();
    home.done(&["undo"]);
    home.done(&["edit", id, "--mood", "4"]);
    let days = home.json(&["history", "--json"]);
    assert_eq!(
        days["days"].as_array().unwrap().last().unwrap()["mood"],
        json!(4.0)
    );
}
