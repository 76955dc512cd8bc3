//! Real files of other programs, against what is known of each.

use crate::support::{Home, real_data};
use serde_json::Value;
use std::path::PathBuf;

const KINDS: [&str; 9] = [
    "fit",
    "gpx",
    "kml",
    "tcx",
    "daylio_backup",
    "apple_health",
    "activity_csv",
    "fitbit_daily",
    "sleep",
];

/// The files of one kind with what is known of them.
fn known(kind: &str) -> Vec<(PathBuf, Value)> {
    let folder = real_data();
    let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let entries = expected["files"].as_array().unwrap().iter();
    let entries = entries.filter(|entry| entry["kind"] == kind);
    let known: Vec<_> = entries
        .map(|entry| (folder.join(entry["file"].as_str().unwrap()), entry.clone()))
        .collect();
    assert!(!known.is_empty(), "no file of the kind {kind}");
    known
}

fn home() -> Home {
    Home::new().at("2026-11-23T12:00:00+00:00")
}

fn sessions(home: &Home) -> Vec<Value> {
    let everything: Value = serde_json::from_str(&home.everything()).unwrap();
    everything["sessions"].as_array().unwrap().clone()
}

fn close(found: f64, expected: f64, share: f64, what: &str) {
    assert!(
        (found - expected).abs() <= (expected * share).max(1.0),
        "{what}: {found}, expected {expected}"
    );
}

fn sum(records: &[Value], field: &str) -> f64 {
    records
        .iter()
        .filter_map(|record| record[field].as_f64())
        .sum()
}

#[test]
fn every_file_comes_in_as_expected_and_a_second_time_adds_nothing() {
    for kind in KINDS {
        for (path, entry) in known(kind) {
            let (home, file) = (home(), path.to_str().unwrap());
            let ran = home.run(&["import", file, "--json"]);
            match entry["expect"].as_str().unwrap() {
                "import" => assert_eq!(ran.code, 0, "{file}: {}", ran.err),
                "nothing_to_import" => {
                    assert!(
                        ran.code == 1 && ran.err.contains("nothing to import"),
                        "{file}: {}",
                        ran.err
                    );
                }
                _ => assert!(
                    ran.code == 0 || ran.err.contains("Nothing was imported"),
                    "{file}: {}",
                    ran.err
                ),
            }
            if ran.code == 0 {
                let added = serde_json::from_str::<Value>(&ran.out).unwrap()["added"].as_u64();
                // The two KML files are OpenTracks's own tests of tracks that are none: without points, without time.
                assert!(
                    added > Some(0)
                        || kind == "kml" && ran.out.contains("\"rejected\"")
                        // The longest sleep in it has 28 seconds.
                        || file.contains("plees-tracker") && ran.out.contains("sleeps under 10 minutes"),
                    "{file} gave nothing"
                );
                assert_eq!(home.json(&["import", file, "--json"])["added"], 0, "{file}");
            }
        }
    }
}

#[test]
fn time_and_distance_of_fit_files_are_right() {
    for (path, entry) in known("fit") {
        let (home, file) = (home(), path.to_str().unwrap());
        if home.run(&["import", "fit", file]).code != 0 {
            continue;
        }
        let (found, totals) = (
            sessions(&home),
            &entry["facts"]["totals_without_transitions"],
        );
        assert_eq!(
            found.len() as u64,
            totals["sessions"].as_u64().unwrap(),
            "{file}"
        );
        let of = |name: &str| entry["facts"]["sessions"][0][name].as_f64();
        // One producer swaps elapsed and timer.
        let seconds = of("timer_s").unwrap().min(of("elapsed_s").unwrap());
        close(sum(&found, "active_seconds"), seconds, 0.0, file);
        close(
            sum(&found, "distance_m"),
            totals["distance_m"].as_f64().unwrap(),
            0.01,
            file,
        );
        let start = entry["facts"]["sessions"][0]["start_utc"].as_str().unwrap();
        assert!(
            found[0]["start"]
                .as_str()
                .unwrap()
                .starts_with(start.trim_end_matches('Z')),
            "{file}"
        );
    }
}

#[test]
fn time_and_distance_of_tracks_and_laps_are_right() {
    for (path, entry) in known("tcx") {
        let (home, file) = (home(), path.to_str().unwrap());
        home.done(&["import", "tcx", file]);
        let (found, laps) = (sessions(&home), &entry["facts"]["activities"][0]);
        close(
            sum(&found, "active_seconds"),
            laps["sum_TotalTimeSeconds"].as_f64().unwrap(),
            0.0,
            file,
        );
        close(
            sum(&found, "distance_m"),
            laps["sum_lap_DistanceMeters"].as_f64().unwrap(),
            0.01,
            file,
        );
    }
    for (path, entry) in known("gpx")
        .into_iter()
        .filter(|(_, entry)| entry["expect"] == "import")
    {
        let (home, file) = (home(), path.to_str().unwrap());
        home.done(&["import", "gpx", file]);
        let of = |track: &Value, name: &str| track[name].as_f64().unwrap_or(0.0);
        let tracks = entry["facts"]["tracks"].as_array().unwrap().iter();
        let timed: Vec<&Value> = tracks
            .filter(|track| of(track, "elapsed_s") > 0.5)
            .collect();
        let found = sessions(&home);
        assert_eq!(found.len(), timed.len(), "{file}");
        let meters: f64 = timed.iter().map(|track| of(track, "distance_2d_m")).sum();
        let seconds: f64 = timed
            .iter()
            .map(|track| of(track, "sum_of_segment_elapsed_s"))
            .sum();
        // A point that is faster than any person is no distance.
        if meters < 100.0 * seconds {
            close(sum(&found, "distance_m"), meters, 0.01, file);
        }
        // Pauses of more than half an hour are left out.
        assert!(sum(&found, "active_seconds") <= seconds + 1.0, "{file}");
    }
}

#[test]
fn daylio_backups_give_level_day_and_tags() {
    for (path, entry) in known("daylio_backup") {
        let (home, file, facts) = (home(), path.to_str().unwrap(), &entry["facts"]);
        assert_eq!(
            home.json(&["import", file, "--json"])["read"],
            facts["entries"],
            "{file}"
        );
        let everything: Value = serde_json::from_str(&home.everything()).unwrap();
        let records = everything["check_ins"].as_array().unwrap();
        for (level, count) in facts["score_1_to_5_counts"].as_object().unwrap() {
            let mood = level.parse::<u64>().unwrap() * 2 - 1;
            let found = records
                .iter()
                .filter(|record| record["mood"] == mood)
                .count();
            assert_eq!(Value::from(found), *count, "{file}: level {level}");
        }
        let untimed = records
            .iter()
            .filter(|record| record["timed"] == false)
            .count();
        assert_eq!(
            Value::from(untimed),
            facts["entries_without_clock_time"],
            "{file}"
        );
        let mentions: usize = records
            .iter()
            .map(|record| record["tags"].as_array().unwrap().len())
            .sum();
        assert_eq!(Value::from(mentions), facts["tag_mentions"], "{file}");
        let day = |record: &Value| record["at"].as_str().unwrap()[..10].to_owned();
        assert_eq!(
            records.iter().map(day).min().unwrap(),
            facts["first_local"].as_str().unwrap()[..10],
            "{file}"
        );
        assert_eq!(
            records.iter().map(day).max().unwrap(),
            facts["last_local"].as_str().unwrap()[..10],
            "{file}"
        );
    }
}

#[test]
fn minutes_of_tables_and_hours_of_sleep_are_right() {
    for (path, entry) in known("activity_csv")
        .into_iter()
        .filter(|(_, entry)| entry["facts"]["moving_time_s"].is_f64())
    {
        let home = home();
        home.done(&["import", path.to_str().unwrap()]);
        let found = sessions(&home);
        close(
            sum(&found, "active_seconds"),
            entry["facts"]["moving_time_s"].as_f64().unwrap(),
            0.0,
            "strava",
        );
        close(
            sum(&found, "distance_m"),
            entry["facts"]["distance_m"].as_f64().unwrap(),
            0.01,
            "strava",
        );
    }
    for (path, entry) in known("fitbit_daily") {
        let home = home();
        let ran = home.run(&["import", path.to_str().unwrap()]);
        assert!(
            ran.err.contains("40 days of 0 steps were skipped"),
            "{}",
            ran.err
        );
        let minutes = ["very_active_min", "fairly_active_min"]
            .map(|name| entry["facts"][name].as_f64().unwrap());
        assert!(sum(&sessions(&home), "active_seconds") <= 60.0 * (minutes[0] + minutes[1]));
    }
    for (path, _) in known("sleep")
        .into_iter()
        .filter(|(path, _)| path.ends_with("saa_1606736472.zip"))
    {
        let home = home();
        home.done(&["import", "sleep", path.to_str().unwrap()]);
        let everything: Value = serde_json::from_str(&home.everything()).unwrap();
        let night = everything["check_ins"]
            .as_array()
            .unwrap()
            .iter()
            .find(|record| record["day"] == "2020-11-27");
        let night = night.unwrap();
        assert!(
            (night["sleep_hours"].as_f64().unwrap() - 17.51).abs() < 0.02,
            "the hours that the program counts, after what the person corrected: {night}"
        );
        assert_eq!(night["sleep"], 5, "rated 3 of 5");
    }
}

#[test]
fn sessions_become_events_of_a_calendar() {
    let home = home();
    home.done(&["log", "walk", "25m", "--note", "private"]);
    let calendar = home.run(&["export", "ics", "-o", "sessions.ics"]);
    assert_eq!(calendar.code, 0, "{}", calendar.err);
    let text = std::fs::read_to_string(home.path("sessions.ics")).unwrap();
    assert!(
        text.starts_with("BEGIN:VCALENDAR\r\n")
            && text.contains("SUMMARY:")
            && !text.contains("private"),
        "{text}"
    );
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn cut_and_corrupted_files_never_leave_a_part_behind() {
    for kind in KINDS {
        for (path, _) in known(kind).into_iter().take(3) {
            let bytes = std::fs::read(&path).unwrap();
            for cut in [1, bytes.len() / 3, bytes.len() - 1] {
                let home = home();
                let mut broken = bytes[..cut].to_vec();
                if let Some(byte) = broken.get_mut(cut / 2) {
                    *byte ^= 0x55;
                }
                std::fs::write(home.path("broken"), broken).unwrap();
                let ran = home.run(&["import", "broken", "--json"]);
                assert!(
                    ran.code == 0 || (ran.code == 1 && ran.err.contains("broken")),
                    "{}: {}",
                    path.display(),
                    ran.err
                );
                if ran.code != 0 {
                    assert!(
                        sessions(&home).is_empty(),
                        "{} left a part behind",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn entities_of_a_dtd_are_never_expanded_and_deep_nesting_is_refused() {
    let home = home();
    let bomb = "<!DOCTYPE gpx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><gpx><trk><type>&b;</type></trk></gpx>";
    std::fs::write(home.path("bomb.gpx"), bomb).unwrap();
    assert_eq!(home.run(&["import", "bomb.gpx"]).code, 1);
    std::fs::write(
        home.path("deep.gpx"),
        format!("<gpx>{}", "<a>".repeat(100_000)),
    )
    .unwrap();
    let ran = home.run(&["import", "deep.gpx"]);
    assert!(
        ran.code == 1 && ran.err.contains("nested more than"),
        "{}",
        ran.err
    );
}

#[test]
fn one_run_in_two_formats_is_one_session() {
    let home = home();
    let tcx = |sport: &str, start: &str| {
        format!(
            "<TrainingCenterDatabase><Activities><Activity Sport=\"{sport}\"><Id>{start}</Id><Lap StartTime=\"{start}\">\
             <TotalTimeSeconds>1800</TotalTimeSeconds><DistanceMeters>5000</DistanceMeters></Lap></Activity></Activities>\
             </TrainingCenterDatabase>"
        )
    };
    std::fs::write(home.path("run.tcx"), tcx("Running", "2026-11-20T07:00:00Z")).unwrap();
    let health = "<HealthData><Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"30.4\" \
                  durationUnit=\"min\" startDate=\"2026-11-20 08:00:09 +0100\" endDate=\"2026-11-20 08:30:40 +0100\"/>\
                  </HealthData>";
    std::fs::write(home.path("export.xml"), health).unwrap();
    let report = home.json(&["import", "run.tcx", "export.xml", "--json"]);
    assert_eq!(
        (&report["added"], &report["duplicates"]),
        (&1.into(), &1.into())
    );
    assert_eq!(home.json(&["import", "export.xml", "--json"])["added"], 0);
    std::fs::write(
        home.path("later.tcx"),
        tcx("Running", "2026-11-20T17:00:00Z"),
    )
    .unwrap();
    assert_eq!(home.json(&["import", "later.tcx", "--json"])["added"], 1);
    let found = sessions(&home);
    assert_eq!(
        (&found[0]["activity"], &found[0]["met"]),
        (&"jog".into(), &7.5.into())
    );
}
