//! Real diaries of other programs, against what is known of each.

use crate::support::{Home, real_data};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const MAP: &str = "average=5,sad=3,happy=8,Refreshed=8,ok but sleepy=4,Anxious=2";

/// Where diaries are; both may be one folder.
fn folders() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/real/daylio");
    vec![own, real_data().join("daylio")]
}

fn diaries() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = folders()
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .collect();
    files.sort();
    files.dedup();
    files
}

#[test]
fn every_diary_comes_in_whole_and_a_second_time_adds_nothing() {
    for file in diaries() {
        let home = Home::new().at("2026-11-23T12:00:00+00:00");
        let name = file.to_str().unwrap();
        let dry = home.json(&[
            "import",
            "daylio",
            name,
            "--map",
            MAP,
            "--dry-run",
            "--json",
        ]);
        assert!(
            home.json(&["history", "--json"])["days"]
                .as_array()
                .unwrap()
                .is_empty(),
            "a dry run wrote something"
        );
        let first = home.json(&["import", "daylio", name, "--map", MAP, "--json"]);
        assert_eq!(
            (&dry["added"], &dry["read"]),
            (&first["added"], &first["read"])
        );
        assert_eq!(first["rejected"], Value::Array(Vec::new()), "{name}");
        let second = home.json(&["import", name, "--map", MAP, "--json"]);
        assert_eq!(
            (&second["added"], &second["duplicates"]),
            (&Value::from(0), &first["read"]),
            "{name}"
        );
        home.done(&["import", "undo", first["import_id"].as_str().unwrap()]);
        assert!(
            home.json(&["history", "--json"])["days"]
                .as_array()
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            home.json(&["import", name, "--map", MAP, "--json"])["added"],
            first["added"],
            "after an undo it comes in again"
        );
    }
}

#[test]
fn the_counts_are_those_that_are_known() {
    let known = real_data().join("expected.json");
    let text = std::fs::read_to_string(&known).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let mut compared = 0;
    for entry in expected["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "daylio_csv")
    {
        let file = known
            .parent()
            .unwrap()
            .join(entry["file"].as_str().unwrap());
        let facts = &entry["facts"];
        let home = Home::new().at("2026-11-23T12:00:00+00:00");
        let report = home.json(&[
            "import",
            "daylio",
            file.to_str().unwrap(),
            "--map",
            MAP,
            "--json",
        ]);
        assert_eq!(report["read"], facts["records"], "{}", entry["file"]);
        assert_eq!(
            report["added"], facts["importable_entries"],
            "{}",
            entry["file"]
        );
        let exported: Value = serde_json::from_str(&home.everything()).unwrap();
        let records = exported["check_ins"].as_array().unwrap();
        let mentions: usize = records
            .iter()
            .map(|record| record["tags"].as_array().unwrap().len())
            .sum();
        assert_eq!(
            Value::from(mentions),
            facts["activity_mentions"],
            "{}",
            entry["file"]
        );
        let untimed = records
            .iter()
            .filter(|record| record["timed"] == false)
            .count();
        assert_eq!(
            Value::from(untimed),
            facts["entries_without_time"],
            "{}",
            entry["file"]
        );
        let first = records
            .iter()
            .map(|record| record["at"].as_str().unwrap())
            .min()
            .unwrap();
        assert!(
            first.starts_with(&facts["first"].as_str().unwrap()[..10]),
            "{} begins {first}",
            entry["file"]
        );
        let moods: BTreeSet<String> = facts["mood_counts"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        let levels: BTreeSet<u64> = records
            .iter()
            .map(|record| record["mood"].as_u64().unwrap())
            .collect();
        assert!(levels.len() <= moods.len());
        compared += 1;
    }
    assert!(compared >= 4);
}

#[test]
fn days_and_means_of_a_diary_are_right() {
    let home = Home::new();
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/real/daylio/staticf0x_12h_en.csv");
    home.done(&["import", "daylio", file.to_str().unwrap()]);
    let mut sums: BTreeMap<String, (f64, usize)> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(&file).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let time = row[3].trim().replace('\u{202f}', " ");
        let hour: u32 = time.split(':').next().unwrap().parse().unwrap();
        let hour = match time.split_once(' ') {
            Some((_, half)) => hour % 12 + if half == "pm" { 12 } else { 0 },
            None => hour,
        };
        let date: chrono::NaiveDate = row[0].parse().unwrap();
        // A day begins at four: 1:23 am belongs to the day before.
        let day = if hour < 4 {
            date.pred_opt().unwrap()
        } else {
            date
        };
        let rating = match row[4].trim() {
            "rad" => 9.0,
            "good" => 7.0,
            "meh" => 5.0,
            "bad" => 3.0,
            _ => 1.0,
        };
        let (sum, count) = sums.entry(day.to_string()).or_default();
        *sum += rating;
        *count += 1;
    }
    let history = home.json(&["history", "--json"]);
    let days = history["days"].as_array().unwrap();
    assert_eq!(days.len(), sums.len());
    for day in days {
        let (sum, count) = sums[day["day"].as_str().unwrap()];
        assert_eq!(day["check_ins"], count, "{day}");
        assert!(
            (day["mood"].as_f64().unwrap() - sum / count as f64).abs() <= 0.005 + 1e-9,
            "{day}"
        );
    }
}

#[test]
fn a_broken_file_is_named_and_nothing_is_written() {
    let header = "full_date,weekday,mood,activities,note\n";
    let table: [(&str, Vec<u8>, &str); 8] = [
        ("empty.csv", Vec::new(), "empty"),
        ("binary.csv", vec![0, 159, 146, 150], "binary"),
        ("header.csv", header.into(), "only a header, no rows"),
        (
            "columns.csv",
            b"full_date,note\n2021-01-01,x\n".to_vec(),
            "mood",
        ),
        (
            "dates.csv",
            format!("{header}2021-13-45,x,good,,\n").into_bytes(),
            "line 2: full_date is \"2021-13-45\"",
        ),
        (
            "moods.csv",
            format!("{header}2021-01-01,x,splendid,,\n").into_bytes(),
            "splendid",
        ),
        (
            "escape.csv",
            format!("{header}2021-01-01,x,\u{1b}[2Jx,,\n").into_bytes(),
            "only you can explain",
        ),
        (
            "short.csv",
            format!("{header}2021-01-01,x\n").into_bytes(),
            "2 fields",
        ),
    ];
    let home = Home::new();
    let good = home.path("good.csv");
    std::fs::write(&good, format!("{header}2021-01-01,x,good,,\n")).unwrap();
    for (name, bytes, part) in table {
        std::fs::write(home.path(name), bytes).unwrap();
        let ran = home.run(&["import", "daylio", "good.csv", name]);
        assert_eq!(ran.code, 1, "{name} said {}{}", ran.out, ran.err);
        assert!(
            ran.err.contains(name) && ran.err.contains(part),
            "{name} said {}",
            ran.err
        );
        assert!(
            home.json(&["history", "--json"])["days"]
                .as_array()
                .unwrap()
                .is_empty(),
            "half of an import is there"
        );
    }
}
