//! Hard days, days off and rest coins: what is offered then, at every door alike.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::coach::DayOff;
use firstline::coach::experiment::Proposal;
use firstline::coach::plan::Plan;
use firstline::domain::routine::Intensity;
use firstline::domain::{
    Arm, Assessment, Change, CheckIn, Experiment, IdMaker, Instrument, Rating, Ratings, Source,
};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

/// What makes a day a hard one, as commands.
const CAUSES: [(&str, &[&str]); 5] = [
    (
        "the ninth item two weeks ago",
        &["phq9", "--answers", "0,0,0,0,0,0,0,0,1", "--on", "-13d"],
    ),
    ("a PHQ-9 of 15", &["phq9", "--answers", "3,3,3,3,3,0,0,0,0"]),
    ("a GAD-7 of 15", &["gad7", "--answers", "3,3,3,3,3,0,0"]),
    ("a mood of 2", &["checkin", "2", "9", "9", "9"]),
    (
        "a mood of 1 after a session",
        &["log", "yoga", "10m", "--after", "1", "--before", "5"],
    ),
];

/// What looks like one and is none.
const NO_CAUSES: [(&str, &[&str]); 5] = [
    (
        "the ninth item earlier",
        &["phq9", "--answers", "0,0,0,0,0,0,0,0,1", "--on", "-14d"],
    ),
    ("a PHQ-9 of 14", &["phq9", "--answers", "3,3,3,3,2,0,0,0,0"]),
    (
        "a GAD-7 of 15 yesterday",
        &["gad7", "--answers", "3,3,3,3,3,0,0", "--on", "yesterday"],
    ),
    ("a mood of 3", &["checkin", "3", "9", "9", "9"]),
    (
        "a mood of 1 yesterday",
        &["checkin", "1", "9", "9", "9", "--on", "yesterday"],
    ),
];

/// Somebody who walks most days, with energy for more, and whose plan's week is over.
fn walker() -> Home {
    let home = Home::new().at("2026-02-20T12:00:00+01:00");
    home.done(&[
        "plan",
        "--minutes",
        "60",
        "--when",
        "after lunch, I walk 20 minutes",
    ]);
    let home = home.at(crate::support::NOW);
    for ago in 1..7 {
        home.done(&[
            "log",
            "walk",
            "20m",
            "--before",
            "5",
            "--after",
            "6",
            "--on",
            &format!("-{ago}d"),
        ]);
    }
    home.done(&["checkin", "6", "9", "9", "9"]);
    home
}

fn minutes(suggestion: &Value) -> u64 {
    suggestion["minutes"].as_u64().unwrap()
}

fn intensity(home: &Home, suggestion: &Value) -> String {
    let id = suggestion["routine"].as_str().unwrap();
    let shown = home.json(&["routines", "show", id, "--json"]);
    shown["intensity"].as_str().unwrap().to_owned()
}

/// Words of a screen, whatever lines they stand in.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first line of a session in lines, which is left then.
pub(crate) fn first_line(home: &Home, arguments: &[&str]) -> String {
    let mut child = home
        .command(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    line
}

#[test]
fn a_hard_day_is_offered_something_gentle_and_short_at_every_command() {
    for (cause, command) in CAUSES {
        let home = walker();
        home.done(command);
        for arguments in [
            &["suggest", "--json"][..],
            &["suggest", "--minutes", "30", "--energy", "9", "--json"],
            &["suggest", "--seed", "7", "--json"],
        ] {
            let suggestion = home.json(arguments);
            assert!(minutes(&suggestion) <= 5, "{cause}: {suggestion}");
            assert_eq!(intensity(&home, &suggestion), "gentle", "{cause}");
        }
        let today = home.json(&["today", "--json"]);
        assert!(minutes(&today["suggestion"]) <= 5, "{cause}: {today}");
        for arguments in [&["suggest"][..], &["today"]] {
            let told = home.done(arguments);
            assert!(told.contains("firstline support"), "{cause}: {told}");
        }
        let first = first_line(&home, &["start", "--minutes", "30", "--plain"]);
        assert!(
            (2..=5).any(|minutes| first.contains(&format!(", {minutes} min, gentle."))),
            "{cause}: {first}"
        );
        let plan = home.done(&["plan"]);
        assert!(!plan.contains("firstline plan --"), "{cause}: {plan}");
        assert_eq!(
            home.json(&["plan", "--json"])["review_due"],
            false,
            "{cause}"
        );
    }
}

#[test]
fn a_first_goal_is_not_proposed_on_a_hard_day() {
    let home = Home::new();
    home.done(&["checkin", "1"]);
    assert_eq!(
        home.done(&["plan"]),
        "No plan yet, and none is needed today.\n"
    );
}

#[test]
fn an_ordinary_day_stays_an_ordinary_day() {
    for (cause, command) in NO_CAUSES {
        let home = walker();
        home.done(command);
        let suggestion = home.json(&["suggest", "--minutes", "30", "--energy", "9", "--json"]);
        assert!(minutes(&suggestion) > 5, "{cause}: {suggestion}");
        assert!(!home.done(&["today"]).contains("support"), "{cause}");
        assert_eq!(
            home.json(&["plan", "--json"])["review_due"],
            true,
            "{cause}"
        );
        assert!(home.done(&["remind"]).starts_with("Your plan"), "{cause}");
    }
}

#[test]
fn the_latest_mood_decides() {
    let home = walker();
    home.done(&["checkin", "2", "9", "9", "9"]);
    let home = home.at("2026-03-02T19:40:00+01:00");
    home.done(&["checkin", "5", "9", "9", "9"]);
    assert!(minutes(&home.json(&["suggest", "--minutes", "30", "--json"])) > 5);
    let home = home.at("2026-03-02T20:40:00+01:00");
    home.done(&["checkin", "1"]);
    assert!(minutes(&home.json(&["suggest", "--minutes", "30", "--json"])) <= 5);
}

#[test]
fn a_reminder_of_a_hard_day_is_one_warm_line() {
    for (cause, command) in CAUSES {
        let home = walker();
        home.done(command);
        let said = home.done(&["remind"]);
        if command[0] == "log" {
            assert_eq!(said, "", "something was done already");
        } else {
            assert_eq!(
                said, "Nothing you have to do today. If you'd like to talk: firstline support\n",
                "{cause}"
            );
        }
    }
}

#[test]
fn a_low_check_in_is_saved_with_a_kind_word_and_without_a_comparison() {
    for (mood, word) in [
        ("1", "Saved. Go gently today."),
        ("2", "Saved. Go gently today."),
        ("3", "Saved. A lower day. Go easy."),
        ("4", "Saved. A lower day. Go easy."),
        ("5", "Saved for 2026-03-02."),
    ] {
        let told = Home::new().done(&["checkin", mood]);
        assert!(told.starts_with(word), "{mood}: {told}");
        assert!(told.contains("firstline undo"), "{told}");
        assert_eq!(told.contains("firstline support"), mood < "3", "{told}");
        let mut seat = TestApp::with(60).keys("c").keys(mood).keys("<enter>");
        let shown = seat.text((100, 30));
        assert_eq!(
            shown.contains("Saved. Go gently today."),
            mood < "3",
            "{shown}"
        );
        assert_eq!(
            shown.contains("Saved. A lower day. Go easy."),
            ("3"..="4").contains(&mood),
            "{shown}"
        );
        assert_eq!(shown.contains("average"), mood >= "3", "{shown}");
    }
    let earlier = Home::new().done(&["checkin", "2", "--on", "yesterday"]);
    assert!(earlier.starts_with("Saved for"), "{earlier}");
}

fn check_in(seat: &TestApp, mood: u8) -> Change {
    let at = seat.events.now.wall;
    Change::save(CheckIn {
        id: IdMaker::seeded(77).make(at),
        at,
        timed: true,
        day: seat.app.day,
        ratings: Ratings {
            mood: Rating::new(mood),
            energy: Rating::new(9),
            ..Ratings::default()
        },
        sleep_hours: None,
        own: firstline::domain::OwnAnswers::default(),
        tags: vec![],
        note: String::new(),
        source: Source::Typed,
        import: None,
        updated_at: at,
    })
}

fn phq9(seat: &TestApp, ago: i64, answers: [u8; 9]) -> Change {
    let at = seat.events.now.wall - chrono::TimeDelta::days(ago);
    Change::save(Assessment {
        id: IdMaker::seeded(78).make(at),
        instrument: Instrument::Phq9,
        day: seat.app.day.plus(-ago),
        at,
        answers: answers.to_vec(),
        difficulty: None,
        updated_at: at,
    })
}

#[test]
fn today_offers_gentle_and_short_ones_alone_and_nobody_asks_for_more() {
    let causes: [fn(&TestApp) -> Change; 3] = [
        |seat| check_in(seat, 2),
        |seat| phq9(seat, 10, [0, 0, 0, 0, 0, 0, 0, 0, 1]),
        |seat| phq9(seat, 0, [3, 3, 3, 3, 3, 0, 0, 0, 0]),
    ];
    for cause in causes {
        let mut seat = TestApp::with(180);
        let plan = Plan {
            minutes: 60,
            since: seat.app.day.plus(-30),
            if_then: String::new(),
        };
        seat.tell_change(Change::SaveSetting {
            key: "plan".into(),
            value: plan.to_setting(),
        });
        let change = cause(&seat);
        seat.tell_change(change);
        seat.types("<esc>");
        seat.wait(10);
        let mut seen = 0;
        while let Some(suggestion) = seat.app.tabs.today.suggestion.clone() {
            let routine = suggestion.routine;
            assert!(routine.minutes() <= 5, "{}", routine.id);
            assert_eq!(routine.intensity, Intensity::Gentle, "{}", routine.id);
            for size in [(100, 30), (80, 24), (60, 20)] {
                let shown = seat.text(size);
                assert!(
                    shown.contains("call 142") && shown.contains("! support"),
                    "{shown}"
                );
                assert!(!shown.contains("Your weekly review"), "{shown}");
            }
            seat.types("s");
            seen += 1;
        }
        assert!(seen > 1);
        seat.types("x");
        let shown = seat.text((100, 30));
        assert!(
            !shown.contains("A week of") && shown.contains("! support"),
            "not now leaves no other offer\n{shown}"
        );
        seat.types("z");
        let shown = seat.text((100, 30));
        assert!(shown.contains("gentle"), "{shown}");
    }
}

#[test]
fn what_is_opened_by_name_is_not_governed_by_a_hard_day() {
    let home = walker();
    home.done(&["checkin", "1", "9", "9", "9"]);
    let started = first_line(&home, &["start", "walk-20", "--plain"]);
    assert!(started.contains("20 min"), "{started}");
}

/// An experiment of moving against rest, whose coin of today is `arm`, and perhaps a day on which it is hard.
fn with_coin(arm: Arm, hard: bool) -> TestApp {
    let mut seat = TestApp::with(60);
    let today = seat.app.day;
    let trial = trial(&seat, arm);
    seat.apply(&Change::save(trial));
    // The coin shows after the first check-in.
    let change = check_in(&seat, if hard { 1 } else { 6 });
    seat.apply(&change);
    assert_eq!(today, seat.app.day);
    TestApp::over(seat.into_store())
}

fn trial(seat: &TestApp, arm: Arm) -> Experiment {
    let wall = seat.events.now.wall;
    let today = seat.app.day;
    (0..100)
        .map(|seed| {
            let proposal = Proposal {
                start: today.plus(-4),
                ..Proposal::usual(today)
            };
            proposal.register(IdMaker::seeded(seed).make(wall), seed, wall)
        })
        .find(|trial| trial.coin(today) == Some(arm))
        .unwrap()
}

#[test]
fn a_coin_on_a_hard_day_is_told_last_and_may_be_skipped() {
    let skip = "Skip it today if it isn't good for you.";
    for size in [(100, 30), (80, 24), (60, 20), (40, 15)] {
        let mut seat = with_coin(Arm::A, true);
        let shown = words(&seat.text(size));
        let (line, coin) = (shown.find("call 142").unwrap(), shown.find(skip));
        assert!(coin.is_some_and(|coin| coin > line), "{shown}");
        seat.types("x");
        let shown = words(&seat.text(size));
        assert!(
            shown.contains(skip) && !shown.contains("not now"),
            "{shown}"
        );
        let next = seat.app.tabs.today.suggestion.clone().unwrap();
        assert!(next.routine.minutes() <= 5 && !next.reason.text.contains("coin"));
    }
    assert!(!with_coin(Arm::A, false).text((100, 30)).contains(skip));
}

#[test]
fn a_rest_coin_means_that_no_movement_is_suggested_at_any_door() {
    let home = Home::new();
    home.done(&["experiment", "new", "--start", "today", "--seed", "5"]);
    let (mut rested, mut moved) = (0, 0);
    let mut home = home;
    for day in 2..10 {
        home = home.at(&format!("2026-03-{day:02}T17:40:00+01:00"));
        assert_eq!(
            home.json(&["suggest", "--json"])["routine"],
            json!(null),
            "what the day is for shows after the first check-in"
        );
        assert!(home.done(&["remind"]).contains("after your first check-in"));
        home.done(&["checkin", "6", "6", "6", "6"]);
        let coin = home.json(&["experiment", "today", "--json"]);
        let suggestion = home.json(&["suggest", "--json"]);
        let (today, told) = (home.json(&["today", "--json"]), home.done(&["today"]));
        if coin["what"] == "rest" {
            rested += 1;
            assert_eq!(suggestion["routine"], json!(null));
            assert_eq!(suggestion["reason"], "Today's coin: rest. Rest counts too.");
            assert_eq!(home.done(&["suggest"]).lines().count(), 1);
            assert_eq!(today["suggestion"], json!(null));
            assert!(!told.contains("Next"), "{told}");
            assert_eq!(home.done(&["remind"]), "");
            let start = home.run(&["start", "--plain"]);
            assert_eq!((start.code, start.out.as_str()), (3, ""), "{}", start.err);
        } else {
            moved += 1;
            assert!(suggestion["routine"].is_string());
            assert!(told.contains("minutes or more"), "{told}");
            let next = &today["suggestion"];
            if let Some((_, shown)) = told.split_once("Next") {
                assert!(
                    minutes(next) >= 5,
                    "what the coin asks for and what comes next agree: {shown}"
                );
            }
        }
    }
    assert!(rested > 1 && moved > 1);
    let mut seat = with_coin(Arm::B, false);
    let shown = seat.text((100, 30));
    assert!(
        seat.app.tabs.today.suggestion.is_none() && shown.contains("Today's coin: rest."),
        "{shown}"
    );
}

#[test]
fn a_day_off_ends_suggestions_and_reminders_and_says_that_it_was_saved() {
    for (kind, key, said) in [
        (
            "rest",
            "1",
            "Saved as a day off: rest day. Rest is part of it.",
        ),
        (
            "not-well",
            "2",
            "Saved as a day off: not well. Take care of yourself.",
        ),
        ("vacation", "3", "Saved as a day off: vacation. Enjoy it."),
    ] {
        let home = walker();
        let told = home.done(&["plan", "--off", kind]);
        assert!(told.starts_with(said), "{told}");
        assert_eq!(
            told.contains("ask your doctor. Don't try to build up."),
            kind == "not-well"
        );
        assert_eq!(home.done(&["remind"]), "", "{kind}");
        assert_eq!(home.json(&["suggest", "--json"])["routine"], json!(null));
        assert_eq!(home.json(&["today", "--json"])["suggestion"], json!(null));
        assert!(home.done(&["suggest"]).contains("day off"), "{kind}");
        assert!(!home.done(&["today"]).contains("Next"), "{kind}");
        assert_eq!(home.run(&["start", "--plain"]).code, 3, "{kind}");
        assert_eq!(home.json(&["plan", "--json"])["review_due"], false);

        let mut seat = TestApp::with(180).keys("<esc>o2").keys(key);
        let shown = seat.text((100, 30));
        assert!(shown.contains(said), "{shown}");
        assert!(seat.app.tabs.today.suggestion.is_none());
        assert!(shown.contains("Today is a day off"), "{shown}");
        assert_eq!(shown.contains("call 142"), kind == "not-well", "{shown}");
    }
    let home = walker();
    home.done(&["plan", "--off", "ill"]);
    assert_eq!(
        home.json(&["plan", "--json"])["day_off"],
        DayOff::Ill.word()
    );
    assert_eq!(
        home.done(&["plan", "--off", "none"]),
        "Saved as a normal day.\n"
    );
    assert!(home.json(&["suggest", "--json"])["routine"].is_string());
}

#[test]
fn two_experiments_at_once_are_told() {
    let mut seat = TestApp::with(60);
    for (arm, seed) in [(Arm::A, 1), (Arm::B, 2)] {
        let wall = seat.events.now.wall;
        let mut other = trial(&seat, arm);
        other.id = IdMaker::seeded(seed).make(wall);
        seat.runner.store.apply(&Change::save(other), wall).unwrap();
    }
    let mut seat = TestApp::over(seat.into_store()).keys("<esc>");
    let told = "Two experiments are running at once";
    assert!(
        seat.text((100, 30)).contains(told),
        "{}",
        seat.text((100, 30))
    );
    seat.types("a");
    let shown = seat.text((100, 30));
    assert!(
        shown.contains(told) && shown.contains("ending it leaves the other"),
        "{shown}"
    );
    seat.types("<esc>4");
    assert!(
        seat.text((100, 30)).contains(told),
        "{}",
        seat.text((100, 30))
    );
    seat.types("e4");
    assert!(!seat.text((100, 30)).contains(told), "one was ended");

    let home = Home::new();
    home.done(&["experiment", "new", "--start", "today", "--seed", "5"]);
    let other = Home::new();
    other.done(&["experiment", "new", "--start", "today", "--seed", "6"]);
    home.done(&["checkin", "6"]);
    let theirs = other.db().to_str().unwrap().to_owned();
    home.done(&["merge", &theirs]);
    for arguments in [&["experiment", "today"][..], &["today"]] {
        let said = home.done(arguments);
        assert!(said.contains(told), "{said}");
        assert_eq!(said.matches("ay 1 of 40").count(), 2, "{said}");
    }
    assert!(home.run(&["insights"]).out.contains(told));
    let stop = home.run(&["experiment", "stop"]);
    assert_eq!(stop.code, 2, "which one is asked, not guessed");
    let ids: Vec<String> = home.json(&["experiment", "list", "--json"])["experiments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    for id in &ids {
        assert!(stop.err.contains(id), "{}", stop.err);
    }
    let looked = home.done(&["doctor"]);
    assert!(
        looked.contains(&format!("experiments: {told}")) && looked.contains("No problems found."),
        "{looked}"
    );
    let coin = home.json(&["experiment", "today", "--json"]);
    assert_eq!(coin["also"].as_array().unwrap().len(), 1);
    home.done(&["experiment", "stop", &ids[0]]);
    let list = home.json(&["experiment", "list", "--json"]);
    assert_eq!(list["experiments"][0]["stage"], "stopped");
    assert_eq!(list["experiments"][1]["stage"], "running");
    home.done(&["experiment", "stop"]);
}

#[test]
fn an_experiment_starts_within_a_year() {
    let home = Home::new();
    for start in ["2027-03-04", "9999-01-01", "1800-01-01"] {
        let ran = home.run(&["experiment", "new", "--start", start, "--seed", "3"]);
        assert_eq!(ran.code, 2, "{start}");
        assert!(
            ran.err.contains("up to 2027-03-03") || ran.err.contains("before 1900"),
            "{}",
            ran.err
        );
    }
    assert_eq!(
        home.run(&["experiment", "list"]).code,
        3,
        "nothing is saved"
    );
    home.done(&["experiment", "new", "--start", "2027-03-03"]);
}

#[test]
fn a_day_off_can_be_planned_up_to_a_year_ahead_and_is_told_with_its_date() {
    let home = Home::new();
    for (on, said) in [
        ("tomorrow", "Saved 2026-03-03 as a day off: rest day."),
        ("Tomorrow ", "Saved 2026-03-03 as a day off: rest day."),
        ("2027-03-03", "Saved 2027-03-03 as a day off: rest day."),
        ("yesterday", "Saved 2026-03-01 as a day off: rest day."),
        ("today", "Saved as a day off: rest day."),
    ] {
        let told = home.done(&["plan", "--off", "rest", "--on", on]);
        assert!(told.starts_with(said), "{on}: {told}");
    }
    let told = home.done(&["plan", "--off", "none", "--on", "tomorrow"]);
    assert_eq!(told, "Saved 2026-03-03 as a normal day.\n");
    let before = home.everything();
    for on in ["2027-03-04", "9999-01-01"] {
        let ran = home.run(&["plan", "--off", "rest", "--on", on]);
        assert_eq!(ran.code, 2, "{on}");
        assert!(ran.err.contains("up to 2027-03-03"), "{}", ran.err);
    }
    assert_eq!(home.everything(), before);
}
