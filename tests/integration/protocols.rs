//! An experiment's protocol: made before its first day, and a change of it shows. The question once more.

use crate::support::Home;
use serde_json::Value;

fn protocol(home: &Home) -> Value {
    home.json(&["experiment", "protocol", "--json"])
}

/// Somebody who made an experiment, which begins tomorrow.
fn waiting() -> Home {
    let home = Home::new().at("2026-03-02T17:40:00+01:00");
    home.done(&["experiment", "new"]);
    home
}

#[test]
fn the_protocol_is_the_same_in_text_json_list_export_and_report() {
    let home = waiting();
    let found = protocol(&home);
    let (hash, lines) = (
        found["sha256"].as_str().unwrap(),
        found["canonical"].as_str().unwrap(),
    );
    assert_eq!((hash.len(), &found["unchanged"]), (64, &true.into()));
    let text = home.done(&["experiment", "protocol"]);
    for part in [hash, lines, "Unchanged since it was made."] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    let list = home.json(&["experiment", "list", "--json"]);
    assert_eq!(list["experiments"][0]["protocol"], *hash);
    assert!(home.done(&["export", "json"]).contains(hash));
    home.done(&["checkin", "5"]);
    let home = home.at("2026-03-20T17:40:00+01:00");
    home.done(&["checkin", "6"]);
    home.done(&["experiment", "pause"]);
    assert_eq!(protocol(&home), found, "what comes later is no part of it");
    let page = home.path("report.md");
    home.done(&["report", "-o", page.to_str().unwrap()]);
    let report = std::fs::read_to_string(page).unwrap();
    assert!(report.contains(hash), "{report}");
}

#[test]
fn a_change_of_what_was_fixed_shows() {
    let home = waiting();
    let exported = home.done(&["export", "json"]);
    for (changed, unchanged) in [
        (exported.clone(), Value::Bool(true)),
        (
            exported.replacen("\"outcome\": \"mood\"", "\"outcome\": \"calm\"", 1),
            Value::Bool(false),
        ),
        (
            exported.replacen("\"rules\": 2", "\"rules\": 1", 1),
            Value::Bool(false),
        ),
        (without_fingerprint(&exported), Value::Null),
    ] {
        let other = Home::new().at("2026-03-02T17:40:00+01:00");
        let file = other.path("export.json");
        std::fs::write(&file, changed).unwrap();
        other.done(&["import", "firstline", file.to_str().unwrap()]);
        let found = protocol(&other);
        assert_eq!(found["unchanged"], unchanged, "{found}");
    }
    let broken = exported.replacen("\"protocol\": \"", "\"protocol\": \"\\u001b", 1);
    let other = Home::new();
    let file = other.path("export.json");
    std::fs::write(&file, broken).unwrap();
    let ran = other.run(&["import", "firstline", file.to_str().unwrap()]);
    assert!(
        ran.code == 1 && ran.err.contains("fingerprint"),
        "{}",
        ran.err
    );
}

fn without_fingerprint(exported: &str) -> String {
    let lines = exported.lines();
    let kept: Vec<&str> = lines
        .filter(|line| !line.contains("\"protocol\":"))
        .collect();
    kept.join("\n")
}

#[test]
fn the_question_is_asked_again_with_a_new_coin() {
    let home = Home::new().at("2026-03-02T17:40:00+01:00");
    let wanted = [
        "experiment",
        "new",
        "--a",
        "yoga",
        "--days",
        "28",
        "--outcome",
        "calm",
    ];
    home.done(&wanted);
    let refused = home.run(&["experiment", "new", "--again"]);
    assert_eq!(refused.code, 2, "it is still to come: {}", refused.err);
    let home = home.at("2026-05-02T17:40:00+02:00");
    let first = protocol(&home);
    let again = home.json(&["experiment", "new", "--again", "--json"]);
    assert_eq!(
        (&again["arm_a"], &again["arm_b"], &again["days"]),
        (&"yoga".into(), &"rest".into(), &28.into())
    );
    assert_eq!(
        (&again["outcome"], &again["start"]),
        (&"calm".into(), &"2026-05-03".into())
    );
    let seed = |found: &Value| {
        let text = found["canonical"].as_str().unwrap().to_owned();
        text.lines()
            .find(|line| line.starts_with("seed"))
            .map(str::to_owned)
    };
    assert_ne!(seed(&first), seed(&protocol(&home)));
    let both = home.run(&["experiment", "new", "--again", "--days", "40"]);
    assert_eq!(both.code, 2, "the length is that of the earlier one");
}
