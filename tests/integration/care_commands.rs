//! Questionnaires, the plan, one's own people, factors, the report and reminders, as commands.

use crate::support::{Home, assert_names};
use serde_json::json;

fn phq9<'a>(answers: &'a str, on: &'a str) -> [&'a str; 6] {
    ["phq9", "--answers", answers, "--on", on, "--json"]
}

#[test]
fn a_questionnaire_in_one_line_is_scored_and_stored() {
    let home = Home::new();
    let first = home.json(&phq9("1,1,1,1,1,1,1,1,0", "2026-02-02"));
    assert_names(
        &first,
        &[
            "score",
            "band",
            "item9",
            "change",
            "reliable_change",
            "advice",
            "id",
            "day",
            "undo",
        ],
    );
    assert_eq!(
        (&first["score"], &first["band"], &first["item9"]),
        (&json!(8), &json!("mild"), &json!(0))
    );
    assert_eq!(
        (&first["change"], &first["reliable_change"]),
        (&json!(null), &json!(false))
    );
    let second = home.json(&phq9("2,2,2,2,2,2,1,1,0", "today"));
    assert_eq!(
        (&second["score"], &second["band"]),
        (&json!(14), &json!("moderate"))
    );
    assert_eq!(
        (&second["change"], &second["reliable_change"]),
        (&json!(6), &json!(true))
    );
    home.done(&["undo"]);
    let third = home.json(&phq9("1,1,1,1,1,1,0,0,0", "today"));
    assert_eq!(
        (&third["change"], &third["reliable_change"]),
        (&json!(-2), &json!(false))
    );
    let worry = home.json(&[
        "gad7",
        "--answers",
        "3",
        "3",
        "3",
        "3",
        "3",
        "3",
        "3",
        "--json",
    ]);
    assert_eq!(
        (&worry["score"], &worry["band"], &worry["item9"]),
        (&json!(21), &json!("severe"), &json!(null))
    );
    let short = home.json(&["phq2", "--answers", "1,2", "--json"]);
    assert_eq!(short["score"], 3);
}

#[test]
fn every_band_edge_and_every_ninth_answer_by_the_command() {
    for (answers, score, band) in [
        ("0,0,0,0,0,0,0,0,0", 0, "minimal"),
        ("1,1,1,1,0,0,0,0,0", 4, "minimal"),
        ("1,1,1,1,1,0,0,0,0", 5, "mild"),
        ("1,1,1,1,1,1,1,2,0", 9, "mild"),
        ("2,2,2,2,2,0,0,0,0", 10, "moderate"),
        ("2,2,2,2,2,2,2,0,0", 14, "moderate"),
        ("3,3,3,3,3,0,0,0,0", 15, "moderately severe"),
        ("3,3,3,3,3,3,1,0,0", 19, "moderately severe"),
        ("3,3,3,3,3,3,2,0,0", 20, "severe"),
        ("3,3,3,3,3,3,3,3,3", 27, "severe"),
    ] {
        let home = Home::new();
        let view = home.json(&["phq9", "--answers", answers, "--json"]);
        assert_eq!(
            (&view["score"], &view["band"]),
            (&json!(score), &json!(band)),
            "{answers}"
        );
    }
    for ninth in 0..=3 {
        let home = Home::new();
        let ran = home.run(&["phq9", "--answers", &format!("0,0,0,0,0,0,0,0,{ninth}")]);
        let (help, score) = (ran.out.find("call 142"), ran.out.find("PHQ-9: ").unwrap());
        assert_eq!(help.is_some(), ninth > 0);
        assert!(
            help.is_none_or(|help| help < score),
            "the lines come before the score\n{}",
            ran.out
        );
    }
}

#[test]
fn missing_and_odd_answers_are_named_and_nothing_is_stored() {
    let home = Home::new();
    for (answers, words) in [
        ("1,1,1", "needs all 9 answers, but got 3"),
        (
            "1,1,1,1,1,1,1,1,4",
            "Answer 9 of the PHQ-9 is \"4\", expected 0 to 3",
        ),
        ("1,1,1,1,1,x,1,1,1", "Answer 6"),
        ("1,1,1,1,1,1,1,1,1,1", "but got 10"),
    ] {
        let ran = home.run(&["phq9", "--answers", answers]);
        assert_eq!(ran.code, 2, "{answers}");
        assert!(ran.err.contains(words), "{answers}: {}", ran.err);
    }
    assert_eq!(home.run(&["gad7"]).code, 2, "no prompt without a terminal");
    assert_eq!(
        home.run(&["gad7", "--answers", "1,1,1,1,1,1,1", "--on", "2027-01-01"])
            .code,
        2
    );
    assert!(!home.everything().contains("phq9"));
}

#[test]
fn a_plan_is_agreed_on_written_down_and_ended() {
    let home = Home::new();
    let none = home.json(&["plan", "--json"]);
    assert_eq!(
        (&none["minutes"], &none["first_aim"]),
        (&json!(null), &json!(30))
    );
    home.done(&["plan", "--minutes", "60", "--when", "after lunch, I walk"]);
    home.done(&["log", "walk", "20m"]);
    home.done(&["plan", "--off", "rest", "--on", "yesterday"]);
    let plan = home.json(&["plan", "--json"]);
    assert_names(
        &plan,
        &[
            "minutes",
            "since",
            "if_then",
            "first_aim",
            "week",
            "day_off",
            "review_due",
            "review",
        ],
    );
    assert_eq!(
        (&plan["minutes"], &plan["if_then"]),
        (&json!(60), &json!("after lunch, I walk"))
    );
    assert_eq!(
        (&plan["week"]["minutes"], &plan["review"]["days_off"]),
        (&json!(20.0), &json!(1))
    );
    assert_eq!(plan["review_due"], false);
    let home = home.at("2026-03-09T12:00:00+01:00");
    assert_eq!(home.json(&["plan", "--json"])["review_due"], true);
    assert!(
        home.done(&["plan"])
            .contains("To accept: firstline plan --goal ")
    );
    assert_eq!(home.json(&["plan", "--json"])["minutes"], 60);
    home.done(&["plan", "--minutes", "54"]);
    assert_eq!(home.json(&["plan", "--json"])["review_due"], false);
    home.done(&["plan", "--minutes", "0"]);
    assert_eq!(home.json(&["plan", "--json"])["minutes"], json!(null));
    assert_eq!(home.run(&["plan", "--when", "later"]).code, 2);
}

#[test]
fn ones_own_people_are_kept_shown_and_taken_out() {
    let home = Home::new();
    assert!(
        home.done(&["support"]).contains("142") && !home.db().exists(),
        "reading the lines makes no file"
    );
    home.done(&[
        "support",
        "--set",
        "person1=M. (sister), 555 0134",
        "--set",
        "helps=the dog",
    ]);
    let shown = home.done(&["support"]);
    assert!(
        shown.contains("M. (sister), 555 0134") && shown.contains("the dog"),
        "{shown}"
    );
    assert!(
        shown.find("142") < shown.find("M. (sister)"),
        "the lines first"
    );
    let json = home.json(&["support", "--json"]);
    assert_names(
        &json,
        &[
            "countries",
            "directories",
            "unknown_country",
            "mobile",
            "near",
            "own",
        ],
    );
    assert_eq!(json["countries"][0]["code"], "AT");
    assert_eq!(json["own"][0]["name"], "person1");
    home.done(&["support", "--set", "person1="]);
    assert!(!home.done(&["support"]).contains("sister"));
    assert_eq!(home.run(&["support", "--set", "nobody=x"]).code, 2);
    assert_eq!(
        home.json(&["support", "--all", "--json"])["countries"]
            .as_array()
            .unwrap()
            .len(),
        250
    );
}

#[test]
fn support_works_when_nothing_else_does() {
    let home = Home::new();
    home.done(&["support", "--set", "person1=M., 555 0134"]);
    std::fs::write(home.db(), b"this is not a database, and never was one").unwrap();
    std::fs::write(home.path("config.toml"), "day_start = nonsense").unwrap();
    let ran = home.run(&["support"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.contains("142")
            && ran
                .err
                .contains("Couldn't read your people and safety notes"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert_eq!(
        home.json(&["support", "--country", "NZ", "--json"])["countries"][0]["code"],
        "NZ"
    );
}

#[test]
fn a_report_is_one_page_of_what_was_asked_for() {
    let home = Home::new();
    assert_eq!(home.run(&["report"]).code, 3, "nothing to report on yet");
    home.done(&[
        "checkin",
        "4",
        "5",
        "5",
        "5",
        "--note",
        "<b>met</b> M.",
        "--tag",
        "outdoors",
        "--on",
        "yesterday",
    ]);
    home.done(&["log", "walk", "25m", "--before", "4", "--after", "6"]);
    home.json(&phq9("1,1,1,1,1,1,1,1,0", "today"));
    home.done(&["support", "--set", "person1=M. (sister), 555 0134"]);
    let page = home.done(&["report"]);
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("PHQ-9") && page.contains("outdoors")
    );
    assert!(
        !page.contains("555 0134") && !page.contains("&lt;b"),
        "people never, notes only when asked for"
    );
    assert!(
        home.done(&["report", "--notes"])
            .contains("&lt;b&gt;met&lt;/b&gt; M.")
    );
    let text = home.done(&["report", "--format", "md", "--from", "-3d"]);
    assert!(text.starts_with("# Moving and feeling") && text.contains("| 8 | in the mild range |"));
    let ran = home.run(&["report", "-o", "page.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(
        std::fs::read_to_string(home.path("page.html"))
            .unwrap()
            .contains("</html>")
    );
    assert_eq!(
        home.run(&["report", "--from", "today", "--to", "-3d"]).code,
        2
    );
}

#[test]
fn a_reminder_is_shown_before_it_is_written_and_silent_when_it_has_to_be() {
    let home = Home::new();
    let shown = home.done(&[
        "remind", "--at", "18:05", "--days", "mon,fri", "--print", "--with", "systemd",
    ]);
    assert!(
        shown.contains("firstline-remind.timer")
            && shown.contains("OnCalendar=Mon,Fri *-*-* 18:05:00"),
        "{shown}"
    );
    assert!(
        shown.contains("\"--db\""),
        "it works on the same file\n{shown}"
    );
    assert!(
        !home.path(".config/systemd").exists(),
        "showing writes nothing"
    );
    let ran = home.run(&["remind", "--at", "18:05", "--install", "--with", "systemd"]);
    assert_eq!(
        ran.code, 2,
        "without a terminal it has to be meant: {}",
        ran.err
    );
    assert!(!home.path(".config/systemd").exists());
    assert!(
        home.done(&["remind"]).contains("Even two count."),
        "no desktop here: the line itself"
    );
    home.done(&["remind", "--pause", "3d"]);
    assert_eq!(home.done(&["remind"]), "");
    home.done(&["remind", "--pause", "0d"]);
    home.done(&["log", "walk", "2m"]);
    assert_eq!(home.done(&["remind"]), "", "done already");
    for wrong in [
        ["remind", "--at", "25:00", "--print"],
        ["remind", "--at", "6", "--print"],
    ] {
        assert_eq!(home.run(&wrong).code, 2);
    }
    assert_eq!(home.run(&["remind", "--at", "18:00"]).code, 2);
}

#[test]
fn factors_are_listed_renamed_and_brought_together_in_one_step() {
    let home = Home::new();
    assert_eq!(home.run(&["factors"]).code, 3);
    home.done(&[
        "checkin", "5", "--tag", "pills", "--tag", "work", "--on", "-2d",
    ]);
    home.done(&[
        "checkin",
        "5",
        "--tag",
        "meds",
        "--tag",
        "medication",
        "--on",
        "-1d",
    ]);
    home.done(&["checkin", "5", "--tag", "meds"]);
    home.done(&["factors", "merge", "pills", "meds", "--into", "medication"]);
    let factors = home.json(&["factors", "--json"]);
    assert_names(
        &factors["factors"][0],
        &["name", "days", "first_day", "last_day"],
    );
    assert_eq!(
        (
            &factors["factors"][0]["name"],
            &factors["factors"][0]["days"]
        ),
        (&json!("medication"), &json!(3))
    );
    assert_eq!(factors["factors"].as_array().unwrap().len(), 2);
    home.done(&["undo"]);
    assert_eq!(
        home.json(&["factors", "--json"])["factors"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
    home.done(&["factors", "rename", "work", "at work"]);
    assert!(home.done(&["factors"]).contains("at work"));
    let ran = home.run(&["factors", "rename", "gym", "sport"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("No tag called \"gym\""), "{}", ran.err);
    assert_eq!(home.run(&["factors", "rename", "work", " "]).code, 2);
}

#[test]
fn questionnaires_leave_with_an_export_and_come_home_the_same() {
    let home = Home::new();
    home.json(&phq9("1,1,1,1,1,1,1,1,0", "2026-02-02"));
    home.json(&phq9("2,2,2,2,2,2,1,1,0", "today"));
    home.done(&["plan", "--minutes", "60"]);
    home.done(&["export", "json", "-o", "diary.json"]);
    let other = Home::new();
    let file = home.path("diary.json");
    let brought = other.json(&["import", "firstline", file.to_str().unwrap(), "--json"]);
    assert_eq!(brought["added"], 2);
    assert_eq!(other.everything(), home.everything());
    assert_eq!(
        other.json(&["import", "firstline", file.to_str().unwrap(), "--json"])["added"],
        0
    );
    let text = std::fs::read_to_string(&file).unwrap();
    let broken = text.replacen("\"answers\": [\n        1,", "\"answers\": [", 1);
    assert_ne!(broken, text);
    std::fs::write(&file, broken).unwrap();
    let ran = Home::new().run(&["import", "firstline", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("the PHQ-9 of 2026-02-02 has no answer from 0 to 3 for each of its 9 items"),
        "{}",
        ran.err
    );
}

/// A program of the system, played by a script.
#[cfg(unix)]
fn stand_in(home: &Home, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::create_dir_all(home.path("bin")).unwrap();
    let path = home.path("bin").join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_reminder_is_set_up_and_taken_away_again() {
    let home = Home::new();
    let kept = home.path("crontab.txt");
    std::fs::write(&kept, "0 1 * * * backup\n").unwrap();
    let kept_at = kept.display().to_string();
    stand_in(
        &home,
        "crontab",
        &format!(
            "if [ \"$1\" = -l ]; then cat {kept_at}; else cat > {kept_at}.new; mv {kept_at}.new {kept_at}; fi"
        ),
    );
    stand_in(
        &home,
        "systemctl",
        &format!("echo \"$@\" >> {}", home.path("calls.txt").display()),
    );
    let run = |arguments: &[&str]| {
        let path = format!("{}:/usr/bin:/bin", home.path("bin").display());
        let output = home.command(arguments).env("PATH", path).output().unwrap();
        assert!(
            output.status.success(),
            "{arguments:?} said {}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    run(&[
        "remind",
        "--at",
        "18:05",
        "--install",
        "--yes",
        "--with",
        "cron",
    ]);
    run(&[
        "remind",
        "--at",
        "19:00",
        "--install",
        "--yes",
        "--with",
        "cron",
    ]);
    let text = std::fs::read_to_string(&kept).unwrap();
    assert!(text.starts_with("0 1 * * * backup\n0 19 * * * "), "{text}");
    assert_eq!(
        text.lines().count(),
        2,
        "one line of ours, however often it is set up"
    );
    run(&["remind", "--remove", "--yes", "--with", "cron"]);
    assert_eq!(
        std::fs::read_to_string(&kept).unwrap(),
        "0 1 * * * backup\n"
    );
    run(&[
        "remind",
        "--at",
        "18:05",
        "--install",
        "--yes",
        "--with",
        "systemd",
    ]);
    let timer = home.path(".config/systemd/user/firstline-remind.timer");
    assert!(
        std::fs::read_to_string(&timer)
            .unwrap()
            .contains("18:05:00")
    );
    run(&["remind", "--remove", "--yes", "--with", "systemd"]);
    assert!(!timer.exists());
    let calls = std::fs::read_to_string(home.path("calls.txt")).unwrap();
    assert!(
        calls.contains("enable --now firstline-remind.timer") && calls.contains("disable --now"),
        "{calls}"
    );
}
