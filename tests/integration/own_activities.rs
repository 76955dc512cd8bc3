//! Activities of a person's own: added, logged, renamed, merged, archived, exported and synced.

use crate::support::Home;
use crate::test_app::{TestApp, now};
use crossterm::event::KeyCode;
use firstline::domain::{Change, OwnActivity};
use serde_json::Value;

/// A person with a dragonboat, who has been out in it three times.
fn paddler() -> Home {
    let home = Home::new();
    home.done(&[
        "activities",
        "add",
        "Dragonboat",
        "--like",
        "rowing",
        "--place",
        "outdoors",
        "--equipment",
        "boat, paddle",
    ]);
    for on in ["-9d", "-6d", "-3d"] {
        home.done(&[
            "log",
            "dragonboat",
            "40m",
            "--before",
            "4",
            "--after",
            "7",
            "--on",
            on,
        ]);
    }
    home
}

fn write(home: &Home, name: &str, text: &str) {
    std::fs::write(home.path(name), text).unwrap();
}

/// What a command that is refused says.
fn fails(home: &Home, arguments: &[&str]) -> String {
    let ran = home.run(arguments);
    assert_ne!(ran.code, 0, "{arguments:?}");
    ran.err
}

fn listed(home: &Home, word: &str) -> Value {
    home.json(&["activities", word, "--json"])["activities"][0].clone()
}

fn sessions(home: &Home) -> Vec<(String, String, f64)> {
    let all = home.json(&["sessions", "--json"]);
    let all = all["sessions"].as_array().unwrap().iter();
    let text = |session: &Value, key: &str| session[key].as_str().unwrap().to_owned();
    all.map(|session| {
        let met = session["met"].as_f64().unwrap();
        (text(session, "activity"), text(session, "title"), met)
    })
    .collect()
}

#[test]
fn an_own_activity_is_logged_listed_and_counts_with_its_met() {
    let home = paddler();
    let rowing = listed(&home, "rowing")["met"].as_f64().unwrap();
    let boat = listed(&home, "dragonboat");
    assert_eq!(
        (&boat["activity"], &boat["own"]),
        (&"Dragonboat".into(), &true.into())
    );
    assert_eq!(boat["sessions"], 3);
    assert_eq!(boat["met"], rowing);
    assert!(home.done(&["activities"]).starts_with("Dragonboat"));
    assert_eq!(
        sessions(&home),
        vec![("Dragonboat".to_owned(), "Dragonboat".to_owned(), rowing); 3]
    );
    let day = &home.json(&["history", "--json", "--days", "7"])["days"];
    let sum: f64 = day
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|day| day["met_minutes"].as_f64())
        .sum();
    assert!((sum - 2.0 * 40.0 * rowing).abs() < 1.0, "{sum}");
    home.done(&["activities", "add", "stilts", "--met", "6.5"]);
    let logged = home.json(&["log", "STILTS", "10m", "--json"]);
    assert_eq!(
        (&logged["activity"], &logged["met"]),
        (&"stilts".into(), &6.5.into())
    );
    let changed = home.json(&["activities", "change", "stilts", "--met", "5", "--json"]);
    assert_eq!(changed["activities"][0]["met"], 5.0);
    assert!(sessions(&home).contains(&("stilts".to_owned(), "stilts".to_owned(), 6.5)));
    assert_eq!(
        home.json(&["edit", "last", "--activity", "dragonboat", "--json"])["activity"],
        "Dragonboat"
    );
}

#[test]
fn an_own_activity_is_suggested_like_any_other_until_archived() {
    let home = paddler();
    // One turn in three is for something new.
    let offers = |home: &Home| {
        let days = [
            "2026-03-02T10:00:00+01:00",
            "2026-03-03T10:00:00+01:00",
            "2026-03-04T10:00:00+01:00",
        ];
        days.iter().any(|now| {
            let found = home
                .again_at(now)
                .json(&["suggest", "--energy", "8", "--json"]);
            let all = found["candidates"].as_array().unwrap();
            all.iter().any(|one| one["routine"] == "own:Dragonboat")
        })
    };
    assert!(offers(&home));
    home.done(&["activities", "dragonboat", "--favorite"]);
    assert_eq!(listed(&home, "dragonboat")["mark"], "favorite");
    home.done(&["activities", "archive", "dragonboat"]);
    assert!(!offers(&home));
    assert_eq!(sessions(&home).len(), 3, "its sessions stay");
    let again = fails(&home, &["activities", "add", "DRAGONBOAT", "--met", "4"]);
    assert!(again.contains("archived: restore it"), "{again}");
    home.done(&["activities", "restore", "dragonboat"]);
    assert!(offers(&home));
}

#[test]
fn renaming_and_merging_keep_the_history_in_one_undo_step() {
    let home = paddler();
    let before = sessions(&home);
    let met = before[0].2;
    home.done(&["activities", "dragonboat", "--favorite"]);
    home.done(&["activities", "rename", "dragonboat", "Sea  dragon"]);
    assert_eq!(
        sessions(&home),
        vec![("Sea dragon".to_owned(), "Sea dragon".to_owned(), met); 3]
    );
    let renamed = listed(&home, "sea dragon");
    assert_eq!(
        (&renamed["sessions"], &renamed["mark"]),
        (&3.into(), &"favorite".into())
    );
    home.done(&["undo"]);
    assert_eq!(sessions(&home), before);
    home.done(&["activities", "add", "raft", "--met", "4"]);
    home.done(&["log", "raft", "10m"]);
    home.done(&["activities", "merge", "raft", "dragonboat"]);
    let merged = sessions(&home);
    assert!(
        merged.iter().all(|session| session.0 == "Dragonboat"),
        "{merged:?}"
    );
    assert!(
        merged.iter().any(|session| session.2 < 4.1),
        "past sums stay"
    );
    assert!(!home.done(&["activities"]).contains("raft"));
    home.done(&["activities", "add", "raft", "--met", "5"]);
    assert_eq!(listed(&home, "raft")["met"], 5.0, "the name is free again");
    home.done(&["undo"]);
    home.done(&["undo"]);
    assert_eq!(listed(&home, "raft")["sessions"], 1);
    home.done(&["activities", "merge", "dragonboat", "rowing"]);
    let rowing = listed(&home, "rowing");
    assert_eq!(
        (&rowing["sessions"], &rowing["mark"]),
        (&3.into(), &"favorite".into())
    );
}

#[test]
fn names_seen_in_imports_are_offered_and_adopted_with_their_sessions() {
    let home = Home::new();
    write(
        &home,
        "rides.csv",
        "Date,Activity,Minutes\n2026-02-14,gnomeball,30\n2026-02-15,Gnomeball,40\n2026-02-16,pogo,10\n",
    );
    home.done(&["import", "rides.csv"]);
    let offered = home.done(&["activities"]);
    assert!(
        offered.contains("not known here") && offered.contains("add \""),
        "{offered}"
    );
    let unknown = home.json(&["activities", "--json"])["unknown"].clone();
    assert_eq!(unknown.as_array().unwrap().len(), 2, "{unknown}");
    home.done(&["activities", "add", "Gnomeball", "--met", "5.5"]);
    assert_eq!(listed(&home, "gnomeball")["sessions"], 2);
    let known: Vec<f64> = sessions(&home)
        .into_iter()
        .filter(|session| session.0 == "Gnomeball")
        .map(|session| session.2)
        .collect();
    assert_eq!(known, [5.5, 5.5], "a MET that was a guess is replaced");
    home.done(&["activities", "merge", "pogo", "skip"]);
    assert_eq!(
        home.json(&["activities", "--json"])["unknown"],
        serde_json::json!([])
    );
}

#[test]
fn own_activities_travel_with_the_export_and_between_computers() {
    let (here, there) = (paddler(), Home::new());
    there.done(&["activities", "add", "dragonboat", "--met", "3.5"]);
    there.done(&["activities", "add", "stilts", "--met", "6.5"]);
    there.done(&["log", "dragonboat", "30m"]);
    here.done(&["merge", there.db().to_str().unwrap()]);
    let own = |home: &Home| {
        let all = home.json(&["activities", "--json"])["activities"].clone();
        let all = all.as_array().unwrap().clone();
        let mine = all.iter().filter(|one| one["own"] == true);
        mine.map(|one| one["activity"].as_str().unwrap().to_lowercase())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        own(&here),
        ["dragonboat", "stilts"],
        "the same name is one activity"
    );
    here.done(&["export", "json", "-o", "all.json"]);
    let text = std::fs::read_to_string(here.path("all.json")).unwrap();
    let fresh = Home::new();
    write(&fresh, "all.json", &text);
    fresh.done(&["import", "all.json"]);
    assert_eq!(own(&fresh), ["dragonboat", "stilts"]);
    fresh.done(&["export", "json", "-o", "again.json"]);
    assert_eq!(
        std::fs::read_to_string(fresh.path("again.json")).unwrap(),
        text
    );
    write(&fresh, "bad.json", &text.replace("6.5", "99.5"));
    let refused = fails(&fresh, &["import", "bad.json"]);
    assert!(
        refused.contains("the activity \"stilts\": A MET is from 0.9 to 23"),
        "{refused}"
    );
    here.done(&["undo"]);
    assert_eq!(own(&here), ["dragonboat"]);
}

#[test]
fn bad_input_is_one_sentence_and_changes_nothing() {
    let home = paddler();
    let before = (home.json(&["activities", "--json"]), sessions(&home));
    for (arguments, part) in [
        (
            &["add", "dragonboat", "--met", "4"][..],
            "already have an activity called \"Dragonboat\"",
        ),
        (
            &["add", "walk", "--met", "4"],
            "firstline knows \"walk\" already",
        ),
        (&["add", "  ", "--met", "4"], "needs a name"),
        (&["add", "stilts"], "How hard is it?"),
        (&["add", "stilts", "--met", "0.8"], "from 0.9 to 23"),
        (&["add", "stilts", "--met", "23.1"], "from 0.9 to 23"),
        (&["add", "stilts", "--met", "nan"], "from 0.9 to 23"),
        (&["add", "stilts", "--met", "-1"], "from 0.9 to 23"),
        (&["add", "stilts", "--like", "kayakk"], "No activity called"),
        (
            &["add", "ho\u{1b}[31mops", "--met", "4"],
            "without control characters",
        ),
        (&["rename", "dragonboat", "yoga"], "knows \"yoga\" already"),
        (
            &["rename", "dragonboat", "a\u{7}"],
            "without control characters",
        ),
        (
            &["rename", "stilts", "balls"],
            "No activity of yours called \"stilts\"",
        ),
        (&["merge", "dragonboat", "DRAGONBOAT"], "into itself"),
        (&["merge", "yoga", "dragonboat"], "built in"),
        (&["merge", "stilts", "dragonboat"], "no session of it"),
        (
            &["merge", "dragonboat", "stilts"],
            "No activity called \"stilts\"",
        ),
        (&["archive", "stilts"], "No activity of yours"),
        (&["restore", "dragonboat"], "not archived"),
        (&["change", "dragonboat"], "Nothing to change"),
    ] {
        let said = fails(&home, &[&["activities"], arguments].concat());
        assert!(said.contains(part), "{arguments:?}: {said}");
        assert!(!said.contains(['\u{1b}', '\u{7}']), "{said:?}");
    }
    assert_eq!(
        (home.json(&["activities", "--json"]), sessions(&home)),
        before
    );
}

#[test]
fn the_log_form_knows_own_activities() {
    let mut app = TestApp::with(0);
    app.tell_change(Change::save(OwnActivity::new("dragonboat", 5.8, now())));
    app.press(KeyCode::Esc);
    app.types("ldragonb\n");
    app.types("\n40m");
    app.control('s');
    let stored = app.stored();
    let session = stored.sessions().last().unwrap();
    assert_eq!(
        (session.activity.as_str(), session.met),
        ("dragonboat", 5.8)
    );
}

#[test]
fn an_own_activity_is_listed_in_move_and_started_counting_up() {
    let mut app = TestApp::with(30);
    app.tell_change(Change::save(OwnActivity::new("Dragonboat", 5.8, now())));
    app.types("<esc>2");
    let rows = |app: &TestApp| {
        let rows = app.app.tabs.library.rows().iter();
        rows.filter(|row| row.entry.title() == "Dragonboat").count()
    };
    app.look();
    assert_eq!(rows(&app), 1, "listed once, without a search");
    app.types("/dragonb<enter>");
    assert_eq!(rows(&app), 1);
    let entry = app.app.tabs.library.entry().unwrap();
    assert_eq!(
        (entry.activity(), entry.routine().stored_id()),
        ("Dragonboat", None)
    );
    app.types("<enter>");
    app.shows("Dragonboat");
}
