//! Clocks that are set, zones that change, nights that skip or repeat an hour, and days of their own.

use crate::support::Home;
use serde_json::Value;
use std::fs;

/// Runs a command at that time, there; prints JSON.
fn run(home: &Home, zone: &str, now: &str, arguments: &[&str]) -> Value {
    let mut command = home.command(arguments);
    command.env("TZ", zone).env("FIRSTLINE_NOW", now);
    let ran = command.output().unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    serde_json::from_slice(&ran.stdout).unwrap()
}

fn has_zones() -> bool {
    let there = std::path::Path::new("/usr/share/zoneinfo/Europe/Vienna").exists();
    if !there {
        eprintln!("skipped: there are no time zones here");
    }
    there
}

#[test]
fn nights_that_skip_or_repeat_an_hour() {
    if !has_zones() {
        return;
    }
    for (zone, now, at, day) in [
        (
            "Europe/Vienna",
            "2026-03-29 01:59",
            "2026-03-29T01:59:00+01:00",
            "2026-03-28",
        ),
        (
            "Europe/Vienna",
            "2026-03-29 02:30",
            "2026-03-29T03:30:00+02:00",
            "2026-03-28",
        ),
        (
            "Europe/Vienna",
            "2026-03-29 03:00",
            "2026-03-29T03:00:00+02:00",
            "2026-03-28",
        ),
        (
            "Europe/Vienna",
            "2026-03-29 04:00",
            "2026-03-29T04:00:00+02:00",
            "2026-03-29",
        ),
        (
            "Europe/Vienna",
            "2026-10-25 02:30",
            "2026-10-25T02:30:00+02:00",
            "2026-10-24",
        ),
        (
            "Europe/Vienna",
            "2026-10-25T02:30:00+01:00",
            "2026-10-25T02:30:00+01:00",
            "2026-10-24",
        ),
        (
            "Europe/Vienna",
            "2026-10-25 04:00",
            "2026-10-25T04:00:00+01:00",
            "2026-10-25",
        ),
        (
            "America/New_York",
            "2026-03-08 02:30",
            "2026-03-08T03:30:00-04:00",
            "2026-03-07",
        ),
        (
            "America/New_York",
            "2026-11-01 01:30",
            "2026-11-01T01:30:00-04:00",
            "2026-10-31",
        ),
        (
            "America/New_York",
            "2026-11-01 12:00",
            "2026-11-01T12:00:00-05:00",
            "2026-11-01",
        ),
    ] {
        let home = Home::new();
        let record = run(&home, zone, now, &["checkin", "5", "--json"]);
        assert_eq!(
            (record["at"].as_str(), record["day"].as_str()),
            (Some(at), Some(day)),
            "{zone} {now}"
        );
        let first = &run(&home, zone, now, &["history", "--json"])["days"][0];
        assert_eq!(first["day"], day, "{zone} {now}");
    }
}

#[test]
fn what_is_filled_in_later_carries_the_offset_that_held_then() {
    if !has_zones() {
        return;
    }
    let home = Home::new();
    for (on, at) in [
        ("2025-03-30 02:30", "2025-03-30T03:30:00+02:00"),
        ("2025-10-26 02:30", "2025-10-26T02:30:00+02:00"),
        ("2025-07-01 12:00", "2025-07-01T12:00:00+02:00"),
        ("2025-01-01 12:00", "2025-01-01T12:00:00+01:00"),
    ] {
        let mut command = home.command(&["checkin", "5", "--on", on, "--json"]);
        let ran = command
            .env("TZ", "Europe/Vienna")
            .env_remove("FIRSTLINE_NOW")
            .output()
            .unwrap();
        let record: Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(record["at"], at, "{on}");
    }
}

#[test]
fn a_session_through_the_night_of_the_change_is_as_long_as_it_was() {
    if !has_zones() {
        return;
    }
    let home = Home::new();
    let session = run(
        &home,
        "Europe/Vienna",
        "2026-03-29 03:30",
        &["log", "walk", "60m", "--json"],
    );
    assert_eq!(session["active_seconds"], 3600);
    let start = chrono::DateTime::parse_from_rfc3339(session["start"].as_str().unwrap()).unwrap();
    assert_eq!(start.to_utc().to_rfc3339(), "2026-03-29T00:30:00+00:00");
}

#[test]
fn a_clock_that_is_set_back_loses_and_confuses_nothing() {
    for earlier in ["2026-03-02T14:40:00+01:00", "2026-02-26T17:40:00+01:00"] {
        let home = Home::new();
        home.done(&["checkin", "7", "--note", "first"]);
        let home = home.at(earlier);
        home.done(&["checkin", "3", "--note", "second"]);
        let all = home.everything();
        assert!(all.contains("first") && all.contains("second"));
        // The latest deed is taken back, whatever the clock says; then the one before.
        home.done(&["undo"]);
        let left = home.everything();
        assert!(
            left.contains("\"first\"") && !left.contains("\"second\""),
            "{left}"
        );
        home.done(&["undo"]);
        assert!(!home.everything().contains("\"first\""));
        assert!([0, 3].contains(&home.run(&["today"]).code));
        assert!([0, 3].contains(&home.run(&["insights"]).code));
    }
}

#[test]
fn a_journey_through_zones_keeps_each_day_where_it_was() {
    let home = Home::new().at("2026-03-02T23:00:00+01:00");
    home.done(&["checkin", "7"]);
    let home = home.at("2026-03-03T21:00:00+09:00");
    home.done(&["checkin", "5"]);
    let home = home.at("2026-03-03T09:00:00-08:00");
    home.done(&["checkin", "3"]);
    let days = home.json(&["history", "--json"])["days"].clone();
    let days: Vec<_> = days
        .as_array()
        .unwrap()
        .iter()
        .map(|day| (&day["day"], &day["check_ins"]))
        .collect();
    assert_eq!(
        days,
        [
            (&"2026-03-02".into(), &1.into()),
            (&"2026-03-03".into(), &2.into())
        ]
    );
}

#[test]
fn a_leap_day_and_the_end_of_a_year_are_days_like_others() {
    let home = Home::new().at("2028-03-01T12:00:00+01:00");
    assert_eq!(
        home.json(&["checkin", "5", "--on", "-1d", "--json"])["day"],
        "2028-02-29"
    );
    assert_eq!(
        home.json(&["checkin", "5", "--on", "2028-02-29", "--json"])["day"],
        "2028-02-29"
    );
    assert_eq!(home.run(&["checkin", "5", "--on", "2027-02-29"]).code, 2);
    assert_eq!(
        home.json(&["history", "--days", "2", "--json"])["days"][0]["check_ins"],
        2
    );
    let home = Home::new().at("2027-01-01T02:00:00+01:00");
    assert_eq!(home.json(&["checkin", "5", "--json"])["day"], "2026-12-31");
    let home = home.at("2027-01-01T04:00:00+01:00");
    assert_eq!(home.json(&["checkin", "6", "--json"])["day"], "2027-01-01");
    assert_eq!(
        home.json(&["history", "--days", "2", "--json"])["days"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn another_day_start_holds_from_now_on_and_moves_no_record() {
    let home = Home::new().at("2026-03-02T01:30:00+01:00");
    assert_eq!(home.json(&["checkin", "5", "--json"])["day"], "2026-03-01");
    fs::write(home.path("config.toml"), "day_start = \"00:00\"\n").unwrap();
    assert_eq!(home.json(&["checkin", "6", "--json"])["day"], "2026-03-02");
    let days = home.json(&["history", "--json"])["days"].clone();
    let days: Vec<_> = days
        .as_array()
        .unwrap()
        .iter()
        .map(|day| (&day["day"], &day["mood"]))
        .collect();
    assert_eq!(
        days,
        [
            (&"2026-03-01".into(), &5.0.into()),
            (&"2026-03-02".into(), &6.0.into())
        ]
    );
}
