//! Our own tables: in, out and in again; and the simulated people that the statistics are tested on.

use crate::support::{Home, real_data};
use std::path::PathBuf;

const CHECK_INS: &str =
    "day,time,mood,energy,calm,sleep,body,interest,appetite,focus,sleep_hours,tags,note\n";

fn people() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(real_data().join("stats/people")).unwrap();
    let mut people: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    people.sort();
    people
}

#[test]
fn every_simulated_person_comes_in_whole_and_goes_out_as_it_came() {
    for person in people() {
        let home = Home::new().at("2026-11-23T12:00:00+00:00");
        let file = |name: &str| person.join(name).to_str().unwrap().to_owned();
        let (check_ins, sessions) = (file("checkins.csv"), file("sessions.csv"));
        let rows = |path: &str| std::fs::read_to_string(path).unwrap().lines().count() - 1;
        let report = home.json(&["import", "csv", &check_ins, &sessions, "--json"]);
        assert_eq!(
            report["rejected"],
            serde_json::json!([]),
            "{}",
            person.display()
        );
        assert_eq!(
            report["added"],
            rows(&check_ins) + rows(&sessions),
            "{}",
            person.display()
        );
        assert_eq!(
            home.json(&["import", &check_ins, &sessions, "--json"])["added"],
            0
        );
        assert_eq!(
            home.done(&["export", "csv", "--check-ins"]),
            std::fs::read_to_string(&check_ins)
                .unwrap()
                .replace('\r', ""),
            "{}",
            person.display()
        );
        assert_eq!(
            home.done(&["export", "csv", "--sessions"]),
            std::fs::read_to_string(&sessions)
                .unwrap()
                .replace('\r', ""),
            "{}",
            person.display()
        );
    }
}

#[test]
fn what_was_typed_here_is_known_when_its_table_is_read_again() {
    let home = Home::new();
    home.done(&[
        "checkin", "7", "5", "6", "4", "--tag", "work", "--note", "=SUM(A1)",
    ]);
    home.done(&[
        "log",
        "walk",
        "25m",
        "--before",
        "5",
        "--after",
        "7",
        "--distance",
        "2.5",
    ]);
    home.done(&["export", "csv", "-o", "tables"]);
    let table = std::fs::read_to_string(home.path("tables/check-ins.csv")).unwrap();
    assert!(
        table.starts_with(CHECK_INS) && table.contains("'=SUM(A1)"),
        "{table}"
    );
    let before = home.everything();
    let report = home.json(&["import", "tables", "--json"]);
    assert_eq!(
        (&report["added"], &report["duplicates"]),
        (&0.into(), &2.into())
    );
    assert_eq!(home.everything(), before);

    let other = Home::new();
    let folder = home.path("tables").to_str().unwrap().to_owned();
    assert_eq!(other.json(&["import", &folder, "--json"])["added"], 2);
    assert_eq!(other.done(&["export", "csv", "--check-ins"]), table);
    assert!(other.everything().contains("\"note\": \"=SUM(A1)\""));
}

#[test]
fn tables_of_other_trackers_are_read_by_a_mapping() {
    let home = Home::new();
    std::fs::write(
        home.path("moods.csv"),
        "Date;Mood Score;Journal;Colour\n2026-02-27;4;rain;blue\n2026-02-28;9;;\n",
    )
    .unwrap();
    let words = [
        "import",
        "csv",
        "moods.csv",
        "--columns",
        "day=Date,mood=Mood Score,note=Journal",
    ];
    let ran = home.run(&[&words[..], &["--scale", "mood=1-5"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("\"colour\" is not used"), "{}", ran.err);
    assert!(
        ran.err
            .contains("line 3: mood should be a number from 1 to 5, found \"9\""),
        "{}",
        ran.err
    );
    assert_eq!(home.json(&["history", "--json"])["days"][0]["mood"], 7.0);
    assert_eq!(
        home.run(&["import", "moods.csv", "--scale", "mood=5"]).code,
        2
    );
}

#[test]
fn both_tables_need_a_folder() {
    let home = Home::new();
    home.done(&["checkin", "7"]);
    let ran = home.run(&["export", "csv"]);
    assert!(
        ran.code == 2 && ran.err.contains("-o FOLDER"),
        "{}",
        ran.err
    );
    assert_eq!(home.run(&["export", "json", "--sessions"]).code, 2);
}
