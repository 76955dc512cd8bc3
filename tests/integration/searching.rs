//! Every search: whole words and titles come first, a number is found only whole, and accents don't matter.

use crate::hard_days::first_line;
use crate::support::Home;
use crate::test_app::TestApp;
use chrono::TimeDelta;
use firstline::app::Page;
use firstline::content::cards::Source as Cited;
use firstline::content::search::{Query, Rank};
use firstline::domain::{Also, Change, IdMaker, Session, Source};

/// A session of so many days ago.
fn session(seat: &TestApp, ago: i64, title: &str, note: &str) -> Change {
    let start = seat.events.now.wall - TimeDelta::days(ago);
    Change::save(Session {
        id: IdMaker::seeded(100 + ago.unsigned_abs()).make(start),
        start,
        timed: true,
        day: seat.app.day.plus(-ago),
        activity: "walk_moderate".into(),
        title: title.into(),
        routine: None,
        active_seconds: 600,
        planned_seconds: None,
        distance_m: None,
        met: 3.8,
        effort: None,
        before: None,
        after: None,
        also: Also::default(),
        felt: None,
        complete: true,
        note: note.into(),
        source: Source::Typed,
        steps: Vec::new(),
        import: None,
        updated_at: start,
    })
}

/// The titles that the library lists.
fn listed(seat: &TestApp) -> Vec<String> {
    let rows = seat.app.tabs.library.rows().iter();
    rows.map(|row| row.entry.title().to_owned()).collect()
}

#[test]
fn a_search_for_week_5_finds_week_5_first() {
    for before in ["", "<down><down><down>", "<end>"] {
        let mut seat = TestApp::with(0).keys("<esc>2").keys(before).keys("/week 5");
        assert_eq!(listed(&seat)[0], "Walk to run, week 5");
        seat.types("<enter><enter>");
        let shown = seat.text((100, 30));
        assert!(
            shown.contains("week 5") && !shown.contains("week 2"),
            "{before}\n{shown}"
        );
        assert!(seat.app.page.is_some(), "enter starts it");
    }
}

#[test]
fn typing_more_of_a_search_chooses_the_first_it_finds() {
    let seat = TestApp::with(0).keys("<esc>2/walk<down><down> week");
    assert_eq!(seat.app.tabs.library.list.chosen, 0);
    let seat = TestApp::with(0).keys("<esc><backtab>/walk<down><down> counts");
    assert_eq!(seat.app.tabs.learn.list.chosen, 0);
    assert_eq!(
        seat.app.tabs.learn.listed_cards(&seat.app)[0].id,
        "walking-counts"
    );
}

#[test]
fn the_library_lists_titles_before_reasons_and_routines_before_activities() {
    let seat = TestApp::with(0).keys("<esc>2/yoga");
    let titles = listed(&seat);
    assert_eq!(titles[0], "Slow, gentle yoga", "{titles:?}");
    assert_eq!(titles[1], "Yoga", "{titles:?}");
    // Below stands what only mentions it, or has it within another word.
    let seat = TestApp::with(0).keys("<esc>2/walk");
    let titles = listed(&seat);
    let place = |wanted: &str| titles.iter().position(|title| title == wanted).unwrap();
    for (above, below) in [
        ("Ten-minute walk", "Walk, own pace"),
        ("Brisk walk", "Nordic walking"),
        ("Nordic walking", "Pushing a wheelchair"),
    ] {
        assert!(place(above) < place(below), "{titles:?}");
    }
}

#[test]
fn a_search_of_the_cards_finds_titles_and_whole_words_first() {
    for (words, first) in [
        ("sleep", "better-sleep"),
        ("SLÉEP", "better-sleep"),
        ("counts walking", "walking-counts"),
    ] {
        let seat = TestApp::with(0).keys("<esc><backtab>/").keys(words);
        assert_eq!(
            seat.app.tabs.learn.listed_cards(&seat.app)[0].id,
            first,
            "{words}"
        );
        let printed = Home::new().json(&["learn", words, "--json"]);
        assert_eq!(printed["cards"][0]["id"], first, "{words}");
    }
    // Every card that has a 5 has it as a number of its own.
    let seat = TestApp::with(0).keys("<esc><backtab>/5");
    for card in seat.app.tabs.learn.listed_cards(&seat.app) {
        let whole = serde_json::to_string(card).unwrap();
        let cited: Vec<String> = card.cited().map(Cited::citation).collect();
        let text = format!("{whole} {}", cited.join(" "));
        let alone = text
            .split(|letter: char| !letter.is_ascii_digit())
            .any(|number| number == "5");
        assert!(alone, "{text}");
    }
    let all = TestApp::with(0).keys("<esc><backtab>");
    assert!(
        seat.app.tabs.learn.listed_cards(&seat.app).len()
            < all.app.tabs.learn.listed_cards(&all.app).len()
    );
}

#[test]
fn a_search_of_the_history_leads_to_whole_words_and_titles_first() {
    let mut seat = TestApp::with(0).keys("<esc>");
    for (ago, title, note) in [
        (2, "Plan", "45 s fast, weekday"),
        (4, "Stew", "ate prunes"),
        (6, "Garden", "a run along the river"),
        (8, "Walk to run, week 5", ""),
        (10, "Walk to run, week 15", ""),
        (12, "Café", ""),
    ] {
        let change = session(&seat, ago, title, note);
        seat.tell_change(change);
    }
    let today = seat.app.day;
    for (typed, there, days) in [
        ("week 5", 8, 1),
        ("5 week", 8, 1),
        ("run", 8, 4),
        ("prune", 4, 1),
        ("river run", 6, 1),
        ("CAFE", 12, 1),
    ] {
        let seat = TestApp::over(copied(&seat)).keys("<esc>3/");
        let seat = seat.keys(typed).keys("<enter>");
        assert_eq!(seat.app.tabs.history.search.found.len(), days, "{typed}");
        assert_eq!(seat.app.tabs.history.cursor, today.plus(-there), "{typed}");
    }
}

/// A copy of what is stored.
fn copied(seat: &TestApp) -> firstline::store::Store {
    let wall = seat.events.now.wall;
    let mut store = firstline::store::Store::open_in_memory(wall).unwrap();
    for session in seat.stored().sessions() {
        let change = Change::save(session.clone());
        store.apply(&change, wall).unwrap();
    }
    store
}

#[test]
fn the_movement_picker_lists_names_with_the_whole_word_first() {
    let seat = TestApp::with(0).keys("<esc>2capush");
    let Some(Page::RoutineEditor(builder)) = &seat.app.page else {
        panic!("the builder is not open");
    };
    let names: Vec<&str> = builder
        .found()
        .iter()
        .map(|movement| movement.name.as_str())
        .collect();
    let query = Query::new("push");
    let has_word = |name: &&str| {
        let rank = query.rank(&[*name], &[]);
        rank.is_some_and(|rank| rank <= Rank::Title)
    };
    assert!(names.is_sorted_by_key(|name| !has_word(name)), "{names:?}");
    assert!(
        has_word(&names[0]) && !has_word(&names[names.len() - 1]),
        "{names:?}"
    );
}

#[test]
fn a_routine_is_named_by_words_that_only_its_title_has() {
    let home = Home::new();
    for (name, id) in [
        ("week 5", "walk-run-5"),
        ("Week  5", "walk-run-5"),
        ("strength chair", "chair-strong"),
        ("backpack", "strength-b"),
        ("gentle yoga", "yoga-12"),
    ] {
        let shown = home.json(&["routines", "show", name, "--json"]);
        assert_eq!(shown["routine"], id, "{name}");
    }
    let started = first_line(&home, &["start", "week 5", "--plain"]);
    assert!(started.contains("Walk to run, week 5"), "{started}");
    for several in ["week", "walk", "5", ""] {
        let ran = home.run(&["routines", "show", several]);
        assert_eq!(ran.code, 2, "{several}: {}", ran.out);
    }
    let started = first_line(&home, &["start", "run_8", "--plain"]);
    assert!(started.contains("Run, about 8 km/h"), "{started}");
}
