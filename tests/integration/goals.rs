//! Goals with a ceiling, numbers hidden by choice, and pacing: at every door.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::coach::plan::Plan;
use firstline::config::Config;
use firstline::domain::{Change, Journal};
use serde_json::json;

/// Writes a setting as "about you" would.
pub(crate) fn about(home: &Home, limits: &str) {
    let at = chrono::DateTime::parse_from_rfc3339(crate::support::NOW).unwrap();
    home.done(&["plan", "--off", "none"]);
    let mut store = firstline::store::Store::open(&home.db(), at).unwrap();
    let change = Change::SaveSetting {
        key: "about:limits".into(),
        value: limits.into(),
    };
    store.apply(&change, at).unwrap();
}

/// Somebody whose plan's week is over: so many minutes on each of so many days.
fn mover(days: i64, minutes: u32, goal: &str) -> Home {
    let home = Home::new().at("2026-02-20T12:00:00+01:00");
    home.done(&["plan", "--minutes", goal]);
    let home = home.at(crate::support::NOW);
    for ago in 1..=days {
        let (length, day) = (format!("{minutes}m"), format!("-{ago}d"));
        home.done(&["log", "walk", &length, "--on", &day]);
    }
    home
}

#[test]
fn after_plenty_the_plan_praises_rest_and_proposes_no_more() {
    let praise = "You moved 1,260 minutes on 7 days. That's plenty, and rest days are part of it.";
    let home = mover(7, 180, "60");
    let told = home.done(&["plan"]);
    assert!(told.contains(praise), "{told}");
    let review = &home.json(&["plan", "--json"])["review"];
    assert_eq!(
        (&review["turn"], &review["proposal"]),
        (&json!("same"), &json!(60))
    );
    assert!(!told.contains("can't skip"), "the first such week: {told}");

    let home = mover(14, 180, "60");
    let told = home.done(&["plan"]);
    assert!(
        told.contains(
            "If exercise starts to feel like something you can't skip, talk it over with a doctor or therapist."
        ),
        "{told}"
    );
    let home = mover(5, 20, "400");
    assert!(home.json(&["plan", "--json"])["review"]["proposal"].as_u64() <= Some(300));

    let home = Home::new();
    for ago in 0..7 {
        home.done(&["log", "walk", "60m", "--on", &format!("-{ago}d")]);
    }
    let told = home.done(&["plan"]);
    assert!(
        told.contains("That's plenty") && !told.contains("--minutes"),
        "no first goal in such a week: {told}"
    );
}

/// The same on the screens: a walk of these minutes on each of the days before today.
fn seat_of(days: i64, minutes: &str, goal: u32) -> TestApp {
    let mut seat = TestApp::with(0);
    let plan = Plan {
        minutes: goal,
        since: seat.app.day.plus(-30),
        if_then: String::new(),
    };
    let ids = firstline::domain::IdMaker::seeded(3);
    for ago in 1..=days {
        let start = seat.events.now.wall - chrono::TimeDelta::days(ago);
        let home: Journal = seat.stored();
        assert!(home.sessions().len() < 40);
        let seconds: u32 = minutes.parse::<u32>().unwrap() * 60;
        let session = firstline::domain::Session {
            id: ids.make(start),
            start,
            timed: true,
            day: seat.app.day.plus(-ago),
            activity: "walk_moderate".into(),
            title: "Walk".into(),
            routine: None,
            active_seconds: seconds,
            planned_seconds: None,
            distance_m: None,
            met: 3.8,
            effort: None,
            before: None,
            after: None,
            also: firstline::domain::Also::default(),
            felt: None,
            complete: true,
            note: String::new(),
            source: firstline::domain::Source::Typed,
            steps: Vec::new(),
            import: None,
            updated_at: start,
        };
        seat.tell_change(Change::save(session));
    }
    for (key, value) in [
        ("plan", plan.to_setting()),
        ("about:asked", "2026-02-20".to_owned()),
    ] {
        seat.tell_change(Change::SaveSetting {
            key: key.into(),
            value,
        });
    }
    seat.keys("<esc>")
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_weekly_review_on_the_screens_offers_the_same_or_less() {
    let mut seat = seat_of(7, "180", 60);
    seat.types("a");
    let shown = words(&seat.text((100, 30)));
    assert!(
        shown.contains("You moved 1,260 minutes on 7 days. That's plenty"),
        "{shown}"
    );
    assert!(
        shown.contains("60 minutes (suggested)") && shown.contains("54 minutes"),
        "{shown}"
    );
    assert!(!shown.contains("66 minutes"), "{shown}");
    seat.types("1");
    assert_eq!(Plan::of(&seat.stored()).unwrap().minutes, 60);
    seat.types("o1");
    let shown = words(&seat.text((100, 30)));
    assert!(!shown.contains("A little more"), "{shown}");

    let mut again = seat_of(14, "180", 60).keys("a");
    let shown = words(&again.text((100, 30)));
    assert!(
        shown.contains("can't skip") && shown.contains("hide numbers with w"),
        "{shown}"
    );
    again.types("3");
    assert_eq!(Plan::of(&again.stored()), None, "goals are turned off here");
}

/// Whether a line has a figure that is about the person: not a date, a time, a key, the length of a routine.
fn figures(text: &str) -> Vec<&str> {
    let is_one = |word: &&str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        !word.is_empty()
            && word
                .chars()
                .all(|sign| sign.is_ascii_digit() || sign == '.')
    };
    text.lines()
        .filter(|line| line.split_whitespace().any(|word| is_one(&word)))
        .collect()
}

#[test]
fn numbers_hidden_by_choice_are_in_no_text_of_a_command() {
    let home = mover(6, 20, "60");
    home.done(&["checkin", "6", "4", "7", "5", "--tag", "outdoors"]);
    home.done(&["checkin", "3", "5", "2", "8", "--on", "-3d"]);
    home.done(&["phq9", "--answers", "1,1,1,1,1,1,1,1,0", "--on", "-20d"]);
    home.done(&["experiment", "new", "--start", "today", "--seed", "5"]);
    let json = |home: &Home| {
        [
            &["today", "--json"][..],
            &["history", "--json"],
            &["plan", "--json"],
            &["status", "--json"],
            &["sessions", "--json"],
        ]
        .map(|arguments| home.json(arguments))
    };
    let before = json(&home);
    about(&home, "numbers");
    for arguments in [
        &["history"][..],
        &["history", "--days", "90"],
        &["sessions"],
        &["status"],
        &["plan"],
        &["factors"],
        &["remind"],
        &["experiment", "today"],
        &["report", "--format", "md"],
        &["log", "yoga", "15m"],
        &["gad7", "--answers", "1,1,1,1,1,1,1"],
        &["undo"],
        &["undo"],
    ] {
        let told = home.done(arguments);
        // Dates of a report are words with figures: "2 March 2026".
        let told = told
            .replace(" 2026", "")
            .replace(" March 2", "")
            .replace("March 2", "");
        let kept: Vec<&str> = told
            .lines()
            .filter(|line| {
                ![" to ", "February", "made on"]
                    .iter()
                    .any(|word| line.contains(word))
            })
            .collect();
        let kept = kept.join("\n");
        assert_eq!(figures(&kept), Vec::<&str>::new(), "{arguments:?}\n{told}");
    }
    let today = home.done(&["today"]);
    assert!(
        today.contains("mood fairly good") || today.contains("mood "),
        "{today}"
    );
    for gone in ["mood 6", "active days", "20 min\n", "60", "day 1 of"] {
        assert!(!today.contains(gone), "{gone}: {today}");
    }
    let hidden = "Numbers stay hidden, as you chose.";
    assert!(home.run(&["insights"]).out.contains(hidden));
    assert!(home.done(&["plan"]).contains(hidden));
    let page = home.done(&["report"]);
    for gone in ["minutes", "MET", "out of", "score of", "<td", "264", "528"] {
        assert!(!page.contains(gone), "{gone} in the report");
    }
    assert!(page.contains("Without numbers") || page.contains("without numbers"));
    assert_eq!(json(&home), before, "JSON stays as it is");
    assert_eq!(
        home.done(&["status", "--format", "{mood} {week}"]),
        "6 120\n"
    );
    assert!(home.everything().contains("\"mood\": 6"));
    about(&home, "none");
    assert!(home.done(&["today"]).contains("mood 6"));
}

/// Somebody with half a year of history and a plan, who chose to hide numbers.
fn hidden() -> TestApp {
    let mut seat = TestApp::with(180);
    let plan = Plan {
        minutes: 77,
        since: seat.app.day.plus(-30),
        if_then: String::new(),
    };
    for (key, value) in [
        ("plan", plan.to_setting()),
        ("about:limits", "numbers".to_owned()),
        ("about:minutes", "60".to_owned()),
    ] {
        seat.tell_change(Change::SaveSetting {
            key: key.into(),
            value,
        });
    }
    seat.keys("<esc>")
}

#[test]
fn numbers_hidden_by_choice_are_on_no_screen_and_w_says_where_to_change_it() {
    let mut seat = hidden();
    let today = seat.text((100, 30));
    for gone in [
        "min of",
        "of 77",
        "active day",
        "plenty",
        "average",
        "weekly review",
    ] {
        assert!(!today.contains(gone), "{gone}\n{today}");
    }
    seat.types("w");
    let shown = seat.text((100, 30));
    assert!(
        shown.contains("Numbers stay hidden, as you chose. Change it with o, About you."),
        "{shown}"
    );
    assert_eq!(
        seat.app.settings.config.hide_numbers,
        Config::default().hide_numbers
    );
    assert!(!shown.contains("active day"), "nothing is shown\n{shown}");
    seat.types("o");
    let options = seat.text((100, 30));
    assert!(!options.contains("plan"), "{options}");
    seat.types("<esc>3rrvvvvvv");
    let weeks = seat.text((100, 30));
    assert!(
        weeks.contains("Numbers stay hidden, as you chose.") && !weeks.contains("264"),
        "{weeks}"
    );
    seat.types("4");
    assert!(
        seat.text((100, 30))
            .contains("Numbers stay hidden, as you chose.")
    );
    // Changed where it was chosen, the numbers are there again.
    seat.types("1o2<enter>");
    seat.types("7<enter><enter><enter><enter><enter>");
    assert_eq!(seat.stored().setting("about:limits"), Some("none"));
    assert!(
        seat.text((100, 30)).contains("of 77 min"),
        "{}",
        seat.text((100, 30))
    );
}

/// Whether `text` has a length: a figure and a unit of time, or a clock.
fn has_length(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|sign: char| sign.is_whitespace() || sign == ',')
        .collect();
    let is_figure = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|sign| sign.is_ascii_digit() || ".:".contains(sign))
    };
    words.windows(2).any(|pair| {
        is_figure(pair[0]) && ["min", "h", "s", "days", "minutes", "sessions"].contains(&pair[1])
    })
}

#[test]
fn lengths_are_words_where_numbers_are_hidden_by_choice() {
    let mut seat = hidden();
    for (name, keys) in [
        ("today", "<esc>"),
        ("library", "2"),
        ("before", "2<enter>"),
        ("a day", "<esc>3vvv<down><enter>"),
        ("sessions", "<esc><esc>3vv"),
        ("the list of experiments", "<esc>1<esc>o5"),
    ] {
        seat.types(keys);
        for size in [(100, 30), (80, 24), (60, 20), (40, 15)] {
            let text = seat.text(size);
            let found: Vec<&str> = text.lines().filter(|line| has_length(line)).collect();
            assert!(found.is_empty(), "{name} at {size:?}: {found:#?}\n{text}");
        }
    }
    let mut library = hidden().keys("2");
    let shown = library.text((100, 30));
    assert!(
        shown.contains("Length") && shown.contains("short"),
        "{shown}"
    );

    let home = Home::new();
    about(&home, "numbers");
    home.done(&["checkin", "6", "5", "6", "7", "--sleep-hours", "7.5"]);
    for arguments in [
        &["today"][..],
        &["suggest"],
        &["routines", "list"],
        &["experiment", "new", "--start", "today", "--dry-run"],
        &[
            "experiment",
            "new",
            "--a",
            "walk",
            "--b",
            "sitting quietly",
            "--sessions",
            "12",
            "--dry-run",
        ],
        &["learn", "walking-counts"],
    ] {
        let said = home.done(arguments);
        assert!(
            !has_length(&said) && !said.contains(" times in 100"),
            "{arguments:?}: {said}"
        );
    }
    let said = home.done(&["experiment", "new", "--start", "today", "--dry-run"]);
    assert!(
        said.contains("until April 10"),
        "what one agrees to is said: {said}"
    );
}

#[test]
fn cards_keep_their_figures_back_where_numbers_are_hidden_by_choice() {
    let home = Home::new();
    let list = home.done(&["learn"]);
    assert!(list.contains("first-bit") && list.contains("75 brisk minutes"));
    let with = home.done(&["learn", "walking-counts"]);
    assert!(with.contains("Size: A medium difference: 0.62"), "{with}");
    about(&home, "numbers");
    let list = home.done(&["learn"]);
    assert!(
        !list.contains("first-bit") && !list.contains("brisk minutes,"),
        "{list}"
    );
    let without = home.done(&["learn", "walking-counts"]);
    assert!(without.contains("Size: A medium difference\n"), "{without}");
    let json = home.json(&["learn", "--json"]);
    assert!(
        json.to_string().contains("75 brisk minutes"),
        "JSON stays as it is"
    );

    let mut seat = hidden().keys("5");
    let mut all = String::new();
    for _ in 0..45 {
        all.push_str(&seat.text((100, 30)));
        seat.types("<down>");
    }
    assert!(
        !all.contains("brisk minutes a week"),
        "no card is about how much"
    );
    assert!(!all.contains("0.62"), "no size has its figure");
    assert!(all.contains("A medium difference"), "its words stay");
}

#[test]
fn pacing_keeps_every_suggestion_gentle_and_short() {
    let home = mover(6, 20, "60");
    home.done(&["checkin", "8", "9", "9", "9"]);
    let ask = |home: &Home, seed: u32| {
        let seed = seed.to_string();
        home.json(&["suggest", "--minutes", "30", "--seed", &seed, "--json"])
    };
    assert!((1..9).any(|seed| ask(&home, seed)["minutes"].as_u64() > Some(10)));
    about(&home, "pacing");
    for seed in 1..9 {
        let next = ask(&home, seed);
        assert!(next["minutes"].as_u64() <= Some(10), "{next}");
        let id = next["routine"].as_str().unwrap();
        let routine = home.json(&["routines", "show", id, "--json"]);
        assert_eq!(routine["intensity"], "gentle", "{id}");
    }
    let plan = home.json(&["plan", "--json"]);
    assert_eq!(
        (&plan["review"]["turn"], &plan["review"]["proposal"]),
        (&json!("same"), &json!(60))
    );
    let mut seat = TestApp::with(0)
        .keys("a1")
        .keys("6<enter>")
        .keys("<enter>")
        .keys("<enter>")
        .keys("5<enter>");
    assert_eq!(seat.stored().setting("about:limits"), Some("pacing"));
    seat.types("o22");
    let shown = words(&seat.text((100, 30)));
    assert!(
        shown.contains("If effort leaves you worse a day or") && shown.contains("ask your doctor."),
        "{shown}"
    );
}
