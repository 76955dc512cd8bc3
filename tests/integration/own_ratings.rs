//! Own ratings on the command line: made, changed, answered, exported and imported.

use crate::support::Home;
use serde_json::{Value, json};

const PAIN: [&str; 10] = [
    "ratings",
    "add",
    "pain",
    "--scale",
    "0-10",
    "--lower-is-better",
    "--words",
    "none,some,unbearable",
    "--ask",
    "evening",
];

/// A person with one rating of each measure.
fn person() -> Home {
    let home = Home::new();
    home.done(&PAIN);
    home.done(&["ratings", "add", "coffee", "--count", "cups"]);
    home.done(&["ratings", "add", "outside", "--duration"]);
    home.done(&["ratings", "add", "tablets", "--yes-no", "--ask", "morning"]);
    home
}

fn id_of(home: &Home, name: &str) -> String {
    let all = home.json(&["ratings", "--json"]);
    let mut all = all["ratings"].as_array().unwrap().iter();
    all.find(|rating| rating["name"] == name).unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn ratings_are_made_answered_and_shown_like_the_built_in_ones() {
    let home = person();
    let said = home.json(&[
        "checkin",
        "7",
        "5",
        "6",
        "4",
        "--set",
        "pain=10",
        "--set",
        "coffee=2 cups",
        "--set",
        "outside=1h30",
        "--set",
        "Tablets=yes",
        "--json",
    ]);
    assert_eq!(said["mood"], 7, "existing fields stay");
    let answers = [
        ("pain", json!(10)),
        ("coffee", json!(2)),
        ("outside", json!(90)),
        ("tablets", json!(1)),
    ];
    for (name, value) in answers {
        assert_eq!(said["ratings"][id_of(&home, name)], value, "{name}");
    }
    home.done(&["checkin", "--set", "coffee=1.5"]);
    for command in ["today", "checkins"] {
        let text = home.done(&[command]);
        for part in ["pain 10", "coffee 2 cups", "outside 1 h 30", "tablets yes"] {
            assert!(text.contains(part), "{command}: {text}");
        }
    }
    let history = home.done(&["history"]);
    assert!(
        history.contains("coffee 3.5 cups"),
        "a day's amounts add up: {history}"
    );
    let day = &home.json(&["history", "--json"])["days"][0];
    assert_eq!(day["ratings"][id_of(&home, "coffee")], json!(3.5));
    assert_eq!(day["ratings"][id_of(&home, "pain")], json!(10));
    assert!(
        home.done(&["ratings"])
            .contains("0-10, lower is better (none, some, unbearable); evening; 1 day")
    );
    let pages = home.path("pages");
    home.done(&["export", "markdown", "--into", pages.to_str().unwrap()]);
    let page = std::fs::read_to_string(pages.join("2026-03-02.md")).unwrap();
    assert!(
        page.contains("pain 10, coffee 2 cups, outside 1 h 30, tablets yes"),
        "{page}"
    );
}

#[test]
fn an_answer_is_edited_cleared_and_undone() {
    let home = person();
    home.done(&["checkin", "--set", "pain=4"]);
    let pain = id_of(&home, "pain");
    let answer = || home.json(&["checkins", "--json"])["check_ins"][0]["ratings"][&pain].clone();
    home.done(&["edit", "last", "--set", "pain=6"]);
    assert_eq!(answer(), 6);
    home.done(&["edit", "last", "--set", "pain=-"]);
    assert_eq!(answer(), Value::Null);
    home.done(&["undo"]);
    home.done(&["undo"]);
    assert_eq!(answer(), 4);
}

#[test]
fn ratings_are_renamed_moved_archived_deleted_and_all_of_it_undone() {
    let home = person();
    let names = || -> Vec<String> {
        let all = home.json(&["ratings", "--json"]);
        let all = all["ratings"].as_array().unwrap().iter();
        all.map(|rating| rating["name"].as_str().unwrap().to_owned())
            .collect()
    };
    home.done(&["checkin", "--set", "pain=4"]);
    home.done(&["ratings", "rename", "pain", "back pain"]);
    assert!(
        home.done(&["checkins"]).contains("back pain 4"),
        "its answers keep it"
    );
    home.done(&["ratings", "move", "tablets", "1"]);
    assert_eq!(names(), ["tablets", "back pain", "coffee", "outside"]);
    home.done(&["undo"]);
    assert_eq!(names(), ["back pain", "coffee", "outside", "tablets"]);
    home.done(&["ratings", "archive", "coffee"]);
    assert!(home.done(&["ratings"]).contains("count of cups; archived"));
    home.done(&["ratings", "restore", "coffee"]);
    home.done(&[
        "ratings",
        "change",
        "back pain",
        "--ask",
        "never",
        "--higher-is-better",
    ]);
    assert!(
        home.done(&["ratings"])
            .contains("higher is better (none, some, unbearable); never")
    );
    let before = home.done(&["ratings", "--json"]);
    let said = home.done(&["ratings", "delete", "back pain"]);
    assert!(
        said.contains("Its answers stay in your check-ins") && said.contains("firstline undo"),
        "{said}"
    );
    assert!(home.done(&["undo"]).contains("rating"));
    assert_eq!(home.done(&["ratings", "--json"]), before);
}

#[test]
fn everything_goes_out_and_comes_in_byte_for_byte() {
    let home = person();
    home.done(&[
        "checkin",
        "7",
        "5",
        "6",
        "4",
        "--set",
        "pain=10",
        "--set",
        "coffee=2.5",
    ]);
    let export = home.path("all.json");
    home.done(&["export", "json", "-o", export.to_str().unwrap()]);
    let other = Home::new();
    other.done(&["import", export.to_str().unwrap()]);
    assert_eq!(other.everything(), home.everything());
    let again = other.json(&["import", export.to_str().unwrap(), "--json"]);
    assert_eq!(again["added"], 0);
    assert!(
        other
            .done(&["checkins"])
            .contains("pain 10  coffee 2.5 cups")
    );
}

#[test]
fn what_does_not_fit_gets_one_sentence_and_changes_nothing() {
    let home = person();
    let before = home.everything();
    for (arguments, part) in [
        (
            &["ratings", "add", "Pain", "--scale", "0-10"][..],
            "There's already a rating called \"pain (0-10)\".",
        ),
        (
            &["ratings", "add", "mood", "--scale", "1-9"],
            "\"mood\" is a name firstline uses itself.",
        ),
        (
            &["ratings", "add", "ache", "--scale", "10-0"],
            "A scale goes up: 1-9 or 0-10.",
        ),
        (
            &["ratings", "add", "ache", "--scale", "1-5"],
            "A scale is 1-9 or 0-10, not \"1-5\".",
        ),
        (&["ratings", "add", "ache"], "Say what the answers are"),
        (
            &["ratings", "add", "ache", "--scale", "1-9", "--words", "a,b"],
            "three words",
        ),
        (
            &["ratings", "add", "tea", "--count", " "],
            "A count needs a unit, like cups.",
        ),
        (
            &["ratings", "add", "walks", "--yes-no", "--lower-is-better"],
            "for scales",
        ),
        (
            &["ratings", "change", "pain", "--unit", "mg"],
            "Only a count has a unit",
        ),
        (&["ratings", "rename", "coffee", "tea, green"], "no comma"),
        (&["ratings", "archive", "pian"], "pain"),
        (
            &["checkin", "--set", "pain=11"],
            "Pain is \"11\", expected a whole number from 0 to 10.",
        ),
        (
            &["checkin", "--set", "coffee=2 liters"],
            "Coffee is \"2 liters\", expected a number",
        ),
        (&["checkin", "--set", "outside=25h"], "up to 24 hours"),
        (
            &["checkin", "--set", "fog=3"],
            "There's no rating \"fog\". Yours: pain, coffee, outside, tablets.",
        ),
        (&["checkin", "--set", "pain"], "Try: --set pain=4"),
    ] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(part), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.err.trim().lines().count(), 1, "{}", ran.err);
    }
    assert_eq!(home.everything(), before);
}

#[test]
fn two_scales_of_one_name_are_told_apart() {
    let home = person();
    home.done(&["ratings", "add", "pain", "--scale", "1-9"]);
    let ran = home.run(&["checkin", "--set", "pain=4"]);
    assert!(
        ran.err.contains("Say \"pain (0-10)\" or \"pain (1-9)\"."),
        "{}",
        ran.err
    );
    home.done(&["checkin", "--set", "pain (1-9)=4", "--set", "pain (0-10)=0"]);
    assert!(
        home.done(&["checkins"])
            .contains("pain (0-10) 0  pain (1-9) 4")
    );
}

#[test]
fn answers_to_a_rating_that_an_import_does_not_define_are_kept() {
    let home = person();
    home.done(&["checkin", "--set", "pain=4"]);
    let text = home.everything();
    let mut all: Value = serde_json::from_str(&text).unwrap();
    all["ratings"] = json!([]);
    let file = home.path("without.json");
    std::fs::write(&file, all.to_string()).unwrap();
    let other = Home::new();
    let ran = other.run(&["import", file.to_str().unwrap()]);
    let told = "has answers to 1 rating that isn't here; they're kept";
    assert!(
        (ran.out.clone() + &ran.err).contains(told),
        "{}{}",
        ran.out,
        ran.err
    );
    let kept = &other.json(&["checkins", "--json"])["check_ins"][0]["ratings"];
    assert_eq!(kept[id_of(&home, "pain")], 4);
    // The rating gives the answer its name, whenever it is made.
    other.done(&PAIN);
    assert!(other.done(&["checkins"]).contains("pain 4"));
}

#[test]
fn hidden_numbers_are_words() {
    let home = person();
    home.done(&[
        "checkin", "7", "5", "6", "4", "--set", "pain=10", "--set", "coffee=2",
    ]);
    let settings = json!({
        "format": "firstline", "version": 1, "check_ins": [], "sessions": [], "assessments": [], "experiments": [],
        "routines": [], "settings": { "about:limits": "numbers" }
    });
    let file = home.path("settings.json");
    std::fs::write(&file, settings.to_string()).unwrap();
    home.done(&["import", file.to_str().unwrap()]);
    let text = home.done(&["checkins"]) + &home.done(&["history"]);
    assert!(
        text.contains("pain unbearable") && text.contains("coffee some") && !text.contains("10"),
        "{text}"
    );
}
