//! A trial on oneself: from the question to the answer, on the screens and in one line.

use crate::support::Home;
use crate::test_app::{SIZES, TestApp};
use firstline::coach::experiment::Proposal;
use firstline::domain::{
    Arm, Change, CheckIn, Day, Experiment, IdMaker, Question, Rating, Ratings, Source, Stage,
    TrialKind,
};
use serde_json::Value;

/// Somebody on the 13th day of an experiment, or later, who checked in every evening: 7 on A days, 5 on the others.
fn under_way(days: u32) -> TestApp {
    let mut seat = TestApp::with(0);
    let ids = IdMaker::seeded(3);
    let today = seat.app.day;
    let start = today.plus(-i64::from(days));
    let wall = seat.events.now.wall;
    let trial = Proposal {
        start,
        ..Proposal::usual(today)
    }
    .register(ids.make(wall), 20_260_711, wall);
    for day in start.through(today.plus(-1)) {
        let at = wall - chrono::TimeDelta::days(today.since(day)) + chrono::TimeDelta::hours(3);
        let mood = if trial.assigned(day) == Some(Arm::A) {
            7
        } else {
            5
        };
        let mut ratings = Ratings::default();
        ratings.set(Question::Mood, Rating::new(mood));
        let record = CheckIn {
            id: ids.make(at),
            at,
            timed: true,
            day,
            ratings,
            sleep_hours: None,
            own: firstline::domain::OwnAnswers::default(),
            tags: vec![],
            note: String::new(),
            source: Source::Typed,
            import: None,
            updated_at: at,
        };
        seat.runner.store.apply(&Change::save(record), at).unwrap();
    }
    seat.runner.store.apply(&Change::save(trial), wall).unwrap();
    TestApp::over(seat.into_store())
}

fn only(seat: &TestApp) -> Experiment {
    let journal = seat.stored();
    assert_eq!(journal.experiments().len(), 1);
    journal.experiments()[0].clone()
}

/// Every screen of an experiment: a name, days it has been under way, the keys that lead there.
const SCREENS: [(&str, Option<u32>, &str); 12] = [
    ("experiment-kind", None, "<esc>4e3"),
    ("experiment-first", None, "<esc>4e32"),
    ("experiment-second", None, "<esc>4e321"),
    ("experiment-outcome", None, "<esc>4e31"),
    ("experiment-length", None, "<esc>4e311"),
    ("experiment-confirm", None, "<esc>4e3112"),
    ("experiment-sessions", None, "<esc>4e331"),
    ("experiment-sessions-confirm", None, "<esc>4e3313"),
    ("experiment-open", Some(12), "<esc>4e"),
    ("experiment-paused", Some(12), "<esc>4e2e"),
    ("experiment-today", Some(12), "<esc>"),
    ("experiment-result", Some(40), "<esc>a"),
];

#[test]
fn every_screen_at_every_size() {
    for (name, days, keys) in SCREENS {
        let mut seat = days.map_or_else(|| TestApp::with(60), under_way).keys(keys);
        for size in SIZES {
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), seat.text(size));
        }
    }
}

#[test]
fn five_keys_register_the_usual_one_for_tomorrow() {
    let mut seat = TestApp::with(0).keys("<esc>4e1121");
    let trial = only(&seat);
    assert_eq!(
        (trial.start, trial.days, trial.outcome),
        (seat.app.day.plus(1), 40, Question::Mood)
    );
    assert_eq!(
        (trial.arm_a.as_str(), trial.arm_b.as_str()),
        ("move", "rest")
    );
    assert_eq!(
        trial
            .assignment
            .iter()
            .filter(|arm| **arm == Arm::A)
            .count(),
        20,
        "half of the days"
    );
    assert!(
        seat.text((80, 24)).contains("Ready. Your first coin"),
        "{}",
        seat.text((80, 24))
    );
    seat.types("u");
    assert!(
        seat.stored().experiments().is_empty(),
        "one step takes it back"
    );
}

#[test]
fn two_that_were_begun_alike_have_different_coins() {
    // Another record first, so that the ids differ as they do from person to person.
    let drawn = |keys| only(&TestApp::with(0).keys(keys)).assignment;
    assert_ne!(drawn("<esc>4e1121"), drawn("5<enter>4e1121"));
}

#[test]
fn one_activity_is_set_against_sitting_quietly() {
    let mut seat = TestApp::with(60).keys("<esc>4e33");
    let shown = seat.text((80, 24));
    seat.types("13");
    let trial = only(&seat.keys("2"));
    assert_eq!(trial.arm_b, "sit_quietly");
    assert!(shown.contains("What do you want to know about"), "{shown}");
    assert_eq!(
        (trial.kind, trial.outcome, trial.days),
        (TrialKind::Sessions, Question::Mood, 20)
    );
}

#[test]
fn the_coin_is_shown_for_today_alone_and_no_number_before_the_end() {
    let mut seat = under_way(12);
    let trial = only(&seat);
    let words = if trial.assigned(seat.app.day) == Some(Arm::A) {
        "today's coin: move"
    } else {
        "today's coin: rest"
    };
    let before = seat.text((100, 30));
    assert!(
        before.contains("shows after your first check-in") && !before.contains(words),
        "{before}"
    );
    seat.types("5<enter><esc>");
    let today = seat.text((100, 30));
    assert!(
        today.contains("day 13 of 40") && today.contains(words),
        "{today}"
    );
    seat.types("<esc>4");
    for keys in ["", "e", "<esc>"] {
        seat.types(keys);
        for _ in 0..12 {
            let shown = seat.text((100, 30));
            assert!(!shown.contains("Your experiment: on"), "{shown}");
            seat.types("<down>");
        }
    }
}

#[test]
fn on_a_day_of_rest_by_the_coin_nothing_is_suggested() {
    let rest = |days: &u32| only(&under_way(*days)).coin(under_way(*days).app.day) == Some(Arm::B);
    let (resting, moving) = (
        (10..16).find(rest).unwrap(),
        (10..16).find(|days| !rest(days)).unwrap(),
    );
    let today = |days: u32| under_way(days).keys("5<enter><esc>").text((100, 30));
    assert!(
        today(resting).contains("Today's coin: rest."),
        "{}",
        today(resting)
    );
    assert!(
        today(moving).contains("Up next, if you like") && !today(moving).contains("coin: rest"),
        "{}",
        today(moving)
    );
}

#[test]
fn a_pause_puts_the_coin_away_and_going_on_brings_it_back() {
    let seat = under_way(12).keys("<esc>4e2");
    assert_eq!(only(&seat).stage(seat.app.day), Stage::Paused);
    let day = seat.app.day;
    let mut later = TestApp::later(seat.into_store(), 3);
    assert!(
        !later.text((80, 24)).contains("coin"),
        "no coin while it is paused"
    );
    later.types("<esc>4e1");
    let trial = only(&later);
    assert_eq!(trial.pauses.len(), 1);
    assert_eq!(
        (trial.pauses[0].from, trial.pauses[0].until),
        (day.plus(1), Some(day.plus(3)))
    );
    later.types("<esc>1");
    assert!(
        later.text((80, 24)).contains("coin"),
        "{}",
        later.text((80, 24))
    );
}

#[test]
fn stopped_early_it_makes_room_for_another_and_is_marked() {
    let mut seat = under_way(32).keys("<esc>4e4");
    assert_eq!(only(&seat).stopped, Some(seat.app.day));
    let mut cards = (0..20).map(|_| {
        seat.types("<down>");
        seat.text((100, 30))
    });
    assert!(
        cards.any(|shown| shown.contains("You stopped it early")),
        "no card says so"
    );
    seat.types("e1121");
    assert_eq!(seat.stored().experiments().len(), 2);
}

#[test]
fn after_its_end_the_answer_is_one_key_away() {
    let mut seat = under_way(40).keys("<esc>");
    assert!(
        seat.text((80, 24)).contains("Your experiment is finished."),
        "{}",
        seat.text((80, 24))
    );
    seat.types("a");
    let shown = seat.text((100, 30));
    assert!(shown.contains("on moving days"), "{shown}");
    seat.types("1<esc>");
    assert!(
        !seat.text((80, 24)).contains("Your experiment is finished."),
        "it is offered once"
    );
}

#[test]
fn it_can_all_be_done_in_lines() {
    let home = Home::new().at("2026-03-02T17:40:00+01:00");
    let told = home.done(&[
        "experiment",
        "new",
        "--a",
        "yoga",
        "--b",
        "walking brisk",
        "--days",
        "28",
        "--dry-run",
    ]);
    assert!(
        told.contains("Nothing saved") && told.contains("1.1 points"),
        "{told}"
    );
    assert_eq!(home.run(&["experiment", "today"]).code, 3);
    let made: Value = serde_json::from_str(&home.done(&["experiment", "new", "--json"])).unwrap();
    assert_eq!(
        (&made["start"], &made["days"], &made["stage"]),
        (&"2026-03-03".into(), &40.into(), &"waiting".into())
    );
    assert!(
        made.get("assignment").is_none() && made.get("seed").is_none(),
        "the coin is not told ahead"
    );

    let second = home.run(&["experiment", "new"]);
    assert_eq!(second.code, 2);
    assert!(
        second
            .err
            .contains("Another experiment runs until 2026-04-11"),
        "{}",
        second.err
    );

    let home = home.at("2026-03-05T17:40:00+01:00");
    let early = home.run(&["experiment", "today"]);
    assert!(
        early.code == 3 && early.err.contains("after your first check-in"),
        "{}",
        early.err
    );
    let early = home.done(&["experiment", "today", "--now"]);
    home.done(&["checkin", "6"]);
    assert_eq!(home.done(&["experiment", "today"]), early);
    let coin: Value = serde_json::from_str(&home.done(&["experiment", "today", "--json"])).unwrap();
    assert_eq!(
        (&coin["day"], &coin["place"]),
        (&"2026-03-05".into(), &"day 3 of 40".into())
    );
    assert!(
        home.done(&["experiment", "today"])
            .contains("today's coin: ")
    );
    assert!(
        home.done(&["experiment", "registration"])
            .contains("Made: 2026-03-02")
    );
    let early = home.run(&["experiment", "result"]);
    assert_eq!(early.code, 3);
    assert!(
        early.err.contains("Results stay hidden until the end"),
        "{}",
        early.err
    );

    home.done(&["experiment", "pause"]);
    assert_eq!(home.run(&["experiment", "pause"]).code, 3);
    home.done(&["experiment", "resume"]);
    home.done(&["experiment", "stop"]);
    let list: Value = serde_json::from_str(&home.done(&["experiment", "list", "--json"])).unwrap();
    assert_eq!(list["experiments"][0]["stage"], "stopped");
    home.done(&["undo"]);
    let list: Value = serde_json::from_str(&home.done(&["experiment", "list", "--json"])).unwrap();
    assert_eq!(list["experiments"][0]["stage"], "running");
    assert_eq!(
        list["experiments"][0]["looked"],
        serde_json::json!(["2026-03-05"]),
        "undo can't unsee what a stop has shown"
    );
}

#[test]
fn what_cannot_be_is_refused_with_what_can() {
    let home = Home::new().at("2026-03-02T17:40:00+01:00");
    for (arguments, part) in [
        (&["--days", "30"][..], "such as 28"),
        (&["--a", "rest"], "two different"),
        (&["--a", "wlak"], "No activity called"),
        (&["--outcome", "luck"], "mood, energy"),
        (&["--start", "2026-02-20"], "is in the past"),
        (&["--start", "someday"], "isn't a date"),
        (&["--a", "yoga", "--b", "sit"], "--sessions 20"),
        (&["--sessions", "20"], "sitting quietly"),
        (
            &["--a", "yoga", "--b", "sit", "--sessions", "10"],
            "such as 12",
        ),
    ] {
        let ran = home.run(&[&["experiment", "new"], arguments].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(part), "{arguments:?} gave {}", ran.err);
    }
    assert_eq!(home.run(&["experiment", "list"]).code, 3);
}

#[test]
fn an_experiment_goes_out_and_comes_home_to_the_byte() {
    let home = Home::new().at("2026-03-02T17:40:00+01:00");
    home.done(&["experiment", "new", "--start", "today"]);
    home.done(&["experiment", "pause"]);
    let exported = home.done(&["export", "json"]);
    let whole: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(whole["experiments"].as_array().unwrap().len(), 1);
    let file = home.path("export.json");
    std::fs::write(&file, &exported).unwrap();
    let other = Home::new().at("2026-03-02T17:40:00+01:00");
    other.done(&["import", "firstline", file.to_str().unwrap()]);
    assert_eq!(other.done(&["export", "json"]), exported);
    let again: Value = serde_json::from_str(&other.done(&[
        "import",
        "firstline",
        file.to_str().unwrap(),
        "--json",
    ]))
    .unwrap();
    assert_eq!(
        (&again["added"], &again["duplicates"]),
        (&0.into(), &1.into())
    );

    let broken = exported.replacen("\"A\",", "", 1);
    std::fs::write(&file, broken).unwrap();
    let ran = Home::new().run(&["import", "firstline", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("39 days, expected 40"), "{}", ran.err);
}

#[test]
fn every_day_has_a_coin_and_the_days_are_half_and_half() {
    let today = Day::from_date(chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
    let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
    for seed in 0..50 {
        let trial = Proposal::usual(today).register(IdMaker::seeded(seed).make(at), seed, at);
        for block in trial.assignment.chunks(4) {
            assert_eq!(block.iter().filter(|arm| **arm == Arm::A).count(), 2);
        }
    }
}

#[test]
fn a_session_is_rated_before_the_coin_picks_and_the_picked_one_begins() {
    let mut seat = TestApp::with(60).keys("<esc>4e33132");
    let trial = only(&seat);
    assert_eq!(
        (trial.kind, trial.start, trial.days),
        (TrialKind::Sessions, seat.app.day, 20)
    );
    seat.types("e1");
    let before = seat.text((80, 24));
    assert!(
        before.contains("How is your mood") && !before.contains("Today's coin"),
        "{before}"
    );
    seat.types("6");
    let picked = trial.arm(trial.assignment[0]).to_owned();
    for size in SIZES {
        let shown = seat.text(size);
        assert!(shown.contains("Today's coin: "), "{shown}");
    }
    assert!(seat.app.playing().is_none(), "not before it is seen");
    seat.types("3<enter>");
    let running = &seat.app.playing().unwrap().running;
    assert_eq!(running.routine.activity, picked);
    assert_eq!(
        running.before,
        Rating::new(6),
        "the mood before is not rated again once the coin is known"
    );
}

#[test]
fn an_experiment_of_sessions_can_be_done_in_lines() {
    let mut home = Home::new().at("2026-03-02T17:40:00+01:00");
    home.done(&[
        "experiment",
        "new",
        "--a",
        "yoga",
        "--b",
        "sit",
        "--sessions",
        "12",
        "--start",
        "today",
    ]);
    for day in 2..14 {
        home = home.at(&format!("2026-03-{day:02}T17:40:00+01:00"));
        let asks = home.run(&["experiment", "today"]);
        assert!(
            asks.code == 3 && asks.err.contains("then the coin picks one"),
            "{}",
            asks.err
        );
        let words = ["experiment", "today", "--before", "5", "--json"];
        let coin: Value = serde_json::from_str(&home.done(&words)).unwrap();
        let early = home.run(&["experiment", "result"]);
        assert_eq!(early.code, 3);
        assert!(
            early.err.contains(&format!("{} of 12", day - 2)),
            "{}",
            early.err
        );
        let after = if coin["arm"] == "A" { "8" } else { "5" };
        let what = coin["what"].as_str().unwrap();
        home.done(&["log", what, "10m", "--before", "5", "--after", after]);
        let again = home.run(&["experiment", "today", "--before", "5"]);
        assert_eq!(again.code, 3, "one session a day counts");
    }
    let told = home.done(&["experiment", "result"]);
    assert!(
        told.starts_with("After Yoga you felt about 3.0 points better than after sitting quietly"),
        "{told}"
    );
    let insights: Value = serde_json::from_str(&home.done(&["insights", "--json"])).unwrap();
    let cards = insights["cards"].as_array().unwrap();
    let activities = cards[0]["by_activity"].to_string();
    assert!(
        !activities.contains("sit_quietly"),
        "no other card looks at sitting: {activities}"
    );
    let exported: Value = serde_json::from_str(&home.done(&["export", "json"])).unwrap();
    assert_eq!(exported["experiments"][0]["kind"], "sessions");
    assert_eq!(exported["experiments"][0]["rules"], 2);
}

#[test]
fn one_that_is_over_is_run_again_with_a_new_coin_from_its_own_page() {
    let mut seat = under_way(40).keys("<esc>4e");
    let kinds = seat.text((80, 24));
    assert!(
        kinds.contains("5  Your last one: result, run it again, protocol"),
        "{kinds}"
    );
    seat.types("5");
    let over = seat.text((80, 24));
    assert!(over.contains("2  Run it again with a new coin"), "{over}");
    assert!(
        over.contains("Copy the protocol") && over.contains("on moving days"),
        "{over}"
    );
    seat.types("21");
    let journal = seat.stored();
    let [first, again] = journal.experiments() else {
        panic!("{}", seat.text((80, 24)));
    };
    let question = |trial: &Experiment| (trial.arm_a.clone(), trial.arm_b.clone(), trial.days);
    assert_eq!(question(first), question(again));
    assert_ne!(first.seed, again.seed);
    assert_eq!(again.start, seat.app.day.plus(1));
}

#[test]
fn the_card_of_one_that_is_over_leads_to_running_it_again() {
    let mut seat = under_way(40).keys("<esc>a");
    let card = seat.text((140, 42));
    assert!(card.contains("e runs it again with a new coin."), "{card}");
    seat.types("e1");
    assert_eq!(seat.stored().experiments().len(), 2);
}

/// Somebody of an earlier version, eleven days into an experiment.
fn of_the_first_rules(now: &str) -> Home {
    let home = Home::new().at(now);
    std::fs::create_dir_all(home.db().parent().unwrap()).unwrap();
    let file = rusqlite::Connection::open(home.db()).unwrap();
    for step in 1..=4 {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/schema");
        let sql = std::fs::read_to_string(format!("{folder}/{step}.sql")).unwrap();
        file.execute_batch(&sql).unwrap();
    }
    let coin = firstline::stats::randomization::assign(3, 40);
    let letters: String = coin
        .iter()
        .map(|arm| if *arm == Arm::A { 'A' } else { 'B' })
        .collect();
    file.execute(
        "INSERT INTO experiments (id, at, utc_offset, day, days, arm_a, arm_b, outcome, seed, assignment, state, updated_at) \
         VALUES ('019caf6b-bffa-7707-8707-070707070707', 1772298000000, 60, '2026-03-01', 40, 'move', 'rest', 'mood', 3, ?1, \
         'running', 1772298000000)",
        [letters],
    )
    .unwrap();
    file.pragma_update(None, "application_id", 0x464c_4e31)
        .unwrap();
    file.pragma_update(None, "user_version", 4).unwrap();
    home
}

#[test]
fn one_that_runs_in_an_earlier_version_s_file_keeps_its_rules_and_says_so() {
    let now = "2026-03-12T20:00:00+01:00";
    let home = of_the_first_rules(now);
    let said =
        "It started under earlier rules and keeps them: days count as active from 10 minutes.";
    let listed = home.done(&["experiment", "list"]);
    assert!(listed.contains(said), "{listed}");
    let exported: Value = serde_json::from_str(&home.done(&["export", "json"])).unwrap();
    let trial = &exported["experiments"][0];
    assert_eq!((&trial["rules"], &trial["days"]), (&1.into(), &40.into()));
    assert!(trial["protocol"].is_null(), "{trial}");
    let mut seat = TestApp::at(&home, now).keys("<esc>4e");
    let shown = crate::test_app::in_a_row(&seat.text((80, 24)));
    assert!(shown.contains(&crate::test_app::in_a_row(said)), "{shown}");
    // Seven minutes would be a day of moving by the present rules.
    for day in 1..12 {
        home.done(&["log", "yoga", "7m", "--on", &format!("2026-03-{day:02}")]);
    }
    let listed: Value = home.json(&["experiment", "list", "--json"]);
    let did = listed["experiments"][0]["as_planned"].as_u64().unwrap();
    let letters = firstline::stats::randomization::assign(3, 40);
    let rest = letters[..11].iter().filter(|arm| **arm == Arm::B).count();
    assert_eq!(did, rest as u64, "{listed}");
    let over = home.again_at("2026-04-20T20:00:00+02:00");
    over.done(&["experiment", "new", "--again"]);
    let exported: Value = serde_json::from_str(&over.done(&["export", "json"])).unwrap();
    let rules = |place: usize| exported["experiments"][place]["rules"].as_u64();
    assert_eq!((rules(0), rules(1)), (Some(1), Some(2)), "{exported}");
}
