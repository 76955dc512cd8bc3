//! What `insights --json` says of simulated people whose answers are known.

use crate::support::{Home, real_data};
use crate::test_app::TestApp;
use crossterm::event::{KeyCode, KeyModifiers};
use serde_json::Value;

/// Equal, numbers to one part in a million of a point; sentences are tested elsewhere.
fn same(path: &str, found: &Value, expected: &Value) {
    match (found, expected) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            assert!(
                (one - other).abs() <= 1e-6 * other.abs().max(1.0),
                "{path}: {one}, expected {other}"
            );
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{path}");
            one.iter()
                .zip(other)
                .enumerate()
                .for_each(|(at, (one, other))| same(&format!("{path}[{at}]"), one, other));
        }
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in other.iter().filter(|(key, _)| *key != "text") {
                same(
                    &format!("{path}.{key}"),
                    one.get(key).unwrap_or(&Value::Null),
                    value,
                );
            }
        }
        _ => assert_eq!(found, expected, "{path}"),
    }
}

#[test]
fn every_simulated_person_gets_the_known_answers_through_the_command_line() {
    let folder = real_data().join("stats/people");
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap())
            .unwrap();
    let mut asked = 0;
    for (name, answers) in expected.as_object().unwrap() {
        let person = folder.join(name);
        let now = format!("{}T20:00:00+00:00", answers["now"].as_str().unwrap());
        let mut home = Home::new().at(&now);
        let file = |name: &str| person.join(name).to_str().unwrap().to_owned();
        home.done(&[
            "import",
            "csv",
            &file("checkins.csv"),
            &file("sessions.csv"),
        ]);
        if let Ok(scores) = std::fs::read_to_string(person.join("phq9.csv")) {
            for row in scores.lines().skip(1) {
                let (day, score) = row.trim().split_once(',').unwrap();
                let mut left: u8 = score.parse().unwrap();
                let answers = [(); 9].map(|()| {
                    let answer = left.min(3);
                    left -= answer;
                    answer.to_string()
                });
                home.done(&["phq9", "--answers", &answers.join(","), "--on", day]);
            }
        }
        if let Ok(text) = std::fs::read_to_string(person.join("experiment.json")) {
            let plan: Value = serde_json::from_str(&text).unwrap();
            let of = |key: &str| {
                plan[key]
                    .as_str()
                    .map_or_else(|| plan[key].to_string(), str::to_owned)
            };
            let kind = if plan["kind"] == "sessions" {
                "sessions"
            } else {
                "days"
            };
            let [a, b, outcome, start, length, seed] =
                ["arm_a", "arm_b", "outcome", "start", kind, "seed"].map(of);
            let kind = format!("--{kind}");
            let mut words = vec!["experiment", "new", "--a", &a, "--b", &b, "--start", &start];
            words.extend(["--outcome", &outcome, &kind, &length, "--seed", &seed]);
            if plan["outcome_at"] == "next_morning" {
                words.extend(["--at", "next-morning"]);
            }
            home.done(&words);
            // Each look before the end: stopped, read, and taken back.
            let looked = plan["looked"].as_array().cloned().unwrap_or_default();
            for day in looked.iter().filter_map(Value::as_str) {
                home = home.at(&format!("{day}T20:00:00+00:00"));
                home.done(&["experiment", "stop"]);
                home.run(&["experiment", "result"]);
                home.done(&["undo"]);
            }
            home = home.at(&now);
        }
        let ran = home.run(&["insights", "--json"]);
        assert!(ran.code == 0 || ran.code == 3, "{name}: {}", ran.err);
        same(name, &serde_json::from_str(&ran.out).unwrap(), answers);
        asked += 1;
    }
    assert!(asked >= 5, "only {asked} people");
}

#[test]
fn with_nothing_to_show_yet_it_says_what_is_missing_and_exits_with_3() {
    let home = Home::new();
    let ran = home.run(&["insights"]);
    assert_eq!(ran.code, 3);
    assert!(ran.out.contains("Not enough data yet"), "{}", ran.out);
    let json = home.run(&["insights", "--json"]);
    assert_eq!(json.code, 3);
    assert_eq!(
        serde_json::from_str::<Value>(&json.out).unwrap()["version"],
        2
    );
}

#[test]
fn a_card_leads_to_the_experiment_on_its_question_and_leaving_comes_back() {
    use crate::test_app::TestApp;
    let mut seat = TestApp::with(60).keys("<esc>4");
    let wide = seat.text((140, 42));
    assert!(wide.contains("e starts an experiment"), "{wide}");
    let shown = seat.text((100, 30));
    seat.types("e");
    let asked = seat.text((100, 30));
    assert!(
        asked.contains("against sitting quietly") && asked.contains("Start tomorrow"),
        "{asked}"
    );
    seat.types("<esc>");
    assert_eq!(seat.text((100, 30)), shown);
    seat.types("e1");
    assert_eq!(seat.stored().experiments().len(), 1);
}

/// Three questions of a newcomer, each with the keys that follow alt+4, and what is shown of the sample data, and of a
/// first week.
const QUESTIONS: [(&str, &[&str], [&str; 2], &str); 3] = [
    (
        "does walking help me?",
        &["<pagedown>"],
        [
            "Moderate walk",
            "You usually feel better right after a session",
        ],
        "Not enough data yet: 4 more sessions rated before and after.",
    ),
    (
        "how long should I go?",
        &["<down>"],
        ["under 10 min", "Long and short look alike."],
        "Not enough data yet: it takes 5 rated sessions at each of two lengths",
    ),
    (
        "is it the medicine?",
        &["t", "<pagedown>"],
        ["medication", "This can't tell which causes which."],
        "To compare one thing, such as medication, tag its days: it needs 8 days with it and 8 without.",
    ),
];

#[test]
fn a_newcomers_three_questions_are_answered_in_three_keys_or_less() {
    use crate::test_app::{TestApp, in_a_row};
    for (question, keys, answers, _) in QUESTIONS {
        for size in [(80, 24), (100, 30)] {
            let mut seat = TestApp::with(180);
            seat.resize(size);
            seat.press_with(KeyCode::Char('4'), KeyModifiers::ALT);
            let mut read = seat.text(size);
            for key in keys {
                seat.types(key);
                read += &seat.text(size);
            }
            let shown = in_a_row(&read.replace('│', " "));
            for answer in answers {
                let answer = in_a_row(answer);
                assert!(
                    shown.contains(&answer),
                    "{question} {size:?} {answer}: {shown}"
                );
            }
        }
    }
}

#[test]
fn in_a_first_week_they_are_refused_with_what_is_missing() {
    use crate::test_app::{TestApp, in_a_row};
    for days in [0, 6] {
        let home = Home::new().at("2026-03-09T18:00:00+01:00");
        for ago in 1..=days {
            let day = format!("-{ago}d");
            home.done(&[
                "checkin",
                "--mood",
                "5",
                "--tag",
                "medication",
                "--on",
                &day,
            ]);
        }
        if days > 0 {
            home.done(&["log", "walk", "20m", "--before", "4", "--after", "6"]);
        }
        for (question, keys, _, missing) in QUESTIONS {
            let mut seat = TestApp::at(&home, "2026-03-09T18:10:00+01:00");
            let missing = if days == 0 {
                missing.replace("4 more", "5 more")
            } else {
                missing.to_owned()
            };
            seat.resize((80, 24));
            seat.press_with(KeyCode::Char('4'), KeyModifiers::ALT);
            seat.types(keys[0]);
            let shown = in_a_row(&seat.text((80, 24)).replace('│', " "));
            assert!(
                shown.contains(&in_a_row(&missing)),
                "{question} {days}: {shown}"
            );
        }
    }
}

/// However long the diary, the first frame has the answers, and a key pressed before it is handled at once.
#[test]
fn insights_open_in_one_frame_with_ten_years_and_no_key_waits_or_is_lost() {
    let mut seat = TestApp::with(3_650);
    seat.shows("Up next");
    seat.types("<esc>4");
    assert!(
        !seat.app.is_behind(),
        "nothing is left to do after the first frame"
    );
    seat.shows("Right after a session");
    assert!(seat.app.tabs.insights.found.as_ref().unwrap().has_number());
    // Nobody looks before these keys: there is no frame between.
    let mut quick = TestApp::with(3_650).keys("<esc>4jj<enter>");
    assert_eq!(quick.app.tabs.insights.list.chosen, 2);
    assert!(
        quick.app.tabs.insights.how,
        "enter opens how it was calculated"
    );
    quick.types("1");
    assert_eq!(quick.app.tab, firstline::app::Tab::Today);
}
