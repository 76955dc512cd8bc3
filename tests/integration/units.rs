//! Miles, twelve hours and weeks from Sunday: commands, forms and the locale.

use crate::support::Home;
use crate::test_app::TestApp;

const ELSEWHERE: &str = "distances = \"miles\"\nclock = \"12h\"\nweek_start = \"sunday\"\n";

/// Somebody with a run and two check-ins, at half past midnight and at noon.
fn runner() -> Home {
    let home = Home::new();
    let run = [
        "log",
        "Run, about 8 km/h",
        "30",
        "--distance",
        "5",
        "--on",
        "today 07:05",
    ];
    home.done(&run);
    home.done(&["checkin", "7", "5", "6", "4", "--on", "yesterday 00:30"]);
    home.done(&["checkin", "6", "--on", "yesterday 12:00"]);
    home
}

#[test]
fn commands_follow_the_settings_and_what_programs_read_does_not() {
    let home = runner();
    let machine = || {
        let lists = [
            vec!["sessions", "--json"],
            vec!["checkins", "--json"],
            vec!["today", "--json"],
        ];
        let more = [
            vec!["search", "run", "--json"],
            vec!["history", "--json"],
            vec!["export", "json"],
        ];
        let all = lists.into_iter().chain(more);
        all.map(|words| home.done(&words)).collect::<String>()
    };
    let before = machine();
    assert!(
        home.done(&["today"])
            .contains("07:05  Run, about 8 km/h, 30 min, 5.0 km")
    );
    std::fs::write(home.path("config.toml"), ELSEWHERE).unwrap();
    let today = home.done(&["today"]);
    assert!(
        today.contains(" 7:05 am  Run, about 5 mph, 30 min, 3.1 mi"),
        "{today}"
    );
    let checkins = home.done(&["checkins"]);
    assert!(
        checkins.contains("12:30 am") && checkins.contains("12:00 pm"),
        "{checkins}"
    );
    assert!(home.done(&["sessions"]).contains(" 7:05 am "));
    let report = home.done(&["report", "--format", "md"]);
    assert!(
        report.contains("Run, about 5 mph") && !report.contains("km/h"),
        "{report}"
    );
    let activities = home.done(&["activities", "run"]);
    assert!(
        activities.contains("about 5 mph") && !activities.contains("km"),
        "{activities}"
    );
    assert_eq!(machine(), before, "JSON and CSV stay metric and ISO");
}

#[test]
fn a_bare_distance_is_kilometers_on_the_command_line() {
    let home = Home::new();
    std::fs::write(home.path("config.toml"), ELSEWHERE).unwrap();
    for (typed, meters) in [
        ("5", 5000.0),
        ("5 mi", 8046.7),
        ("5mi", 8046.7),
        ("800m", 800.0),
    ] {
        let logged = home.json(&["log", "walk", "60", "--distance", typed, "--json"]);
        let found = logged["distance_m"].as_f64().unwrap();
        assert!((found - meters).abs() < 0.05, "{typed}: {found}");
    }
}

#[test]
fn a_bare_distance_is_the_persons_in_the_form_which_says_so() {
    for (config, typed, meters, help) in [
        ("", "5", 5000.0, "in km, such as"),
        ("", "5 mi", 8046.7, "in km"),
        (ELSEWHERE, "5", 8046.7, "in miles, such as"),
        (ELSEWHERE, "5 km", 5000.0, "in miles"),
    ] {
        let home = Home::new();
        home.done(&["checkin", "5"]);
        std::fs::write(home.path("config.toml"), config).unwrap();
        let mut person =
            TestApp::at(&home, crate::support::NOW).keys("<esc>lwalk<enter><enter>60<enter>");
        let shown = person.text((80, 24));
        assert!(shown.contains(help), "{shown}");
        person = person
            .keys(typed)
            .keys("<enter><enter><enter><enter><enter>");
        drop(person);
        let sessions = home.json(&["sessions", "--json"]);
        let found = sessions["sessions"][0]["distance_m"].as_f64().unwrap();
        assert!(
            (found - meters).abs() < 0.05,
            "{typed} with {config}: {found}"
        );
        // Opened and saved again without a change, it stays exact.
        let before = home.everything();
        drop(TestApp::at(&home, crate::support::NOW).keys("<esc>3<enter><down><enter><^s>"));
        let after = home.json(&["sessions", "--json"]);
        assert_eq!(after, sessions, "{before}");
    }
}

#[test]
fn the_locale_sets_what_the_settings_leave_open() {
    let home = runner();
    let with = |name: &str, value: &str| {
        let ran = home.command(&["today"]).env(name, value).output().unwrap();
        String::from_utf8(ran.stdout).unwrap()
    };
    assert!(with("LC_ALL", "en_US.UTF-8").contains("7:05 am  Run, about 5 mph, 30 min, 3.1 mi"));
    assert!(with("LC_ALL", "C").contains("07:05  Run, about 8 km/h, 30 min, 5.0 km"));
    assert!(with("LC_MEASUREMENT", "en_GB.UTF-8").contains("07:05  Run, about 5 mph"));
    assert!(with("LC_TIME", "en_AU.UTF-8").contains("7:05 am  Run, about 8 km/h"));
    assert!(
        with("TZ", "America/New_York").contains("km"),
        "a time zone isn't a locale"
    );
    home.done(&["config", "set", "clock", "24h"]);
    assert!(with("LC_ALL", "en_US.UTF-8").contains("07:05  Run, about 5 mph"));
}

#[test]
fn a_unit_that_does_not_exist_is_one_sentence_and_nothing_changes() {
    let home = Home::new();
    for (key, value) in [
        ("distances", "leagues"),
        ("clock", "13h"),
        ("week_start", "friday"),
    ] {
        let ran = home.run(&["config", "set", key, value]);
        assert_eq!(ran.code, 2, "{key}");
        assert!(
            ran.err.contains(value) && ran.err.contains("auto"),
            "{}",
            ran.err
        );
        assert_eq!(home.done(&["config", "get", key]), "auto\n");
    }
}

#[test]
fn the_goal_of_a_week_follows_the_persons() {
    // It is Monday: the week from Sunday began yesterday.
    let home = Home::new().at("2026-02-20T12:00:00+01:00");
    home.done(&["plan", "--goal", "60"]);
    let home = home.at("2026-03-02T20:00:00+01:00");
    home.done(&["log", "walk", "20m", "--on", "yesterday 12:00"]);
    let monday = home.done(&["plan"]);
    assert!(
        !monday.contains("This week") && monday.contains("weekly review"),
        "{monday}"
    );
    assert_eq!(home.json(&["plan", "--json"])["review"]["minutes"], 20);
    std::fs::write(home.path("config.toml"), ELSEWHERE).unwrap();
    let sunday = home.done(&["plan"]);
    assert!(
        sunday.contains("This week, from Sunday: 20 min."),
        "{sunday}"
    );
    let review = &home.json(&["plan", "--json"])["review"];
    assert_eq!(
        (&review["last"], &review["minutes"]),
        (&"2026-02-28".into(), &0.into())
    );
}
