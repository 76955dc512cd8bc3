//! Own ratings on the command line: made, changed, answered, exported and imported.

use crate::support::Home;
use crate::test_app::{TestApp, now};
use firstline::domain::{Ask, Change, Id, Measure, OwnRating, RecordKind};
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

/// Someone with 30 days of the example and these ratings, each of a name and a measure.
fn seat(ratings: &[(&str, Measure)]) -> TestApp {
    let mut seat = TestApp::with(30);
    for (name, measure) in ratings {
        let mut rating = OwnRating::new(name, *measure, now());
        if *measure == Measure::Count {
            "cups".clone_into(&mut rating.unit);
        }
        let fresh = Id::new(now(), [7; 10]);
        let change = seat.stored().own_ratings().added(rating, fresh).unwrap();
        seat.tell_change(change);
    }
    seat
}

fn answers(seat: &TestApp) -> Vec<(String, f64)> {
    let journal = seat.stored();
    let last = journal
        .check_ins()
        .iter()
        .max_by_key(|record| record.updated_at)
        .unwrap();
    let named = last.own.named(journal.own_ratings());
    named
        .map(|(rating, value)| (rating.name.clone(), value))
        .collect()
}

fn told(answers: &[(&str, f64)]) -> Vec<(String, f64)> {
    answers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), *value))
        .collect()
}

const EACH: [(&str, Measure); 4] = [
    ("pain", Measure::ZeroToTen),
    ("coffee", Measure::Count),
    ("outside", Measure::Duration),
    ("tablets", Measure::YesNo),
];

#[test]
fn the_form_asks_them_after_the_built_in_questions_and_ten_takes_two_digits() {
    let mut app = seat(&EACH);
    app.types("c756410");
    app.types("2<down>90<down>1");
    for size in [(80, 24), (120, 40), (60, 18), (40, 12)] {
        let text = app.text(size);
        assert!(text.contains("Tablets"), "{size:?}\n{text}");
    }
    let text = app.text((100, 30));
    for part in ["Pain", "10", "2 cups", "1 h 30", "yes"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    app.types("<enter>");
    let all = [
        ("pain", 10.0),
        ("coffee", 2.0),
        ("outside", 90.0),
        ("tablets", 1.0),
    ];
    assert_eq!(answers(&app), told(&all));
    // Arrows reach ten too; a one that is followed by another digit is a one.
    let mut app = seat(&EACH[..1]);
    app.types("c7564<right><right><right><right><right><right><right><enter>");
    assert_eq!(answers(&app), told(&[("pain", 10.0)]));
    let mut app = seat(&[("pain", Measure::ZeroToTen), ("fog", Measure::OneToNine)]);
    app.types("c756415<enter>");
    assert_eq!(answers(&app), told(&[("pain", 1.0), ("fog", 5.0)]));
}

#[test]
fn twelve_are_asked_and_the_form_scrolls_in_a_low_window() {
    let names: Vec<String> = (1..=14).map(|number| format!("thing {number}")).collect();
    let ratings: Vec<(&str, Measure)> = names
        .iter()
        .map(|name| (name.as_str(), Measure::OneToNine))
        .collect();
    let mut app = seat(&ratings);
    app.types("c");
    let text = app.text((100, 40));
    assert!(
        text.contains("Thing 8") && !text.contains("Thing 9"),
        "four and eight:\n{text}"
    );
    app.types("555555555555");
    for size in [(100, 24), (80, 18), (60, 16), (50, 12), (40, 12)] {
        let text = app.text(size);
        assert!(
            text.contains("Thing 8"),
            "the last is selected: {size:?}\n{text}"
        );
    }
}

#[test]
fn a_rating_that_is_archived_or_deleted_while_it_is_asked_loses_no_answer() {
    for delete in [false, true] {
        let mut app = seat(&EACH[..1]);
        app.types("c75644");
        let found = app.stored().own_ratings().0[0].clone();
        let change = if delete {
            Change::Delete(RecordKind::Rating, found.id)
        } else {
            Change::edit(
                found.clone(),
                OwnRating {
                    archived: true,
                    ..found.clone()
                },
            )
        };
        app.tell_change(change);
        let text = app.text((100, 30));
        assert_eq!(
            text.contains("Pain"),
            !delete,
            "an answer stays in sight:\n{text}"
        );
        app.types("<enter>");
        let journal = app.stored();
        let last = journal
            .check_ins()
            .iter()
            .max_by_key(|record| record.updated_at)
            .unwrap();
        assert_eq!(last.own.get(found.id), Some(4.0));
    }
}

#[test]
fn a_draft_keeps_the_answers() {
    let mut app = seat(&EACH);
    app.types("c756410<wait>");
    let mut again = TestApp::over(app.into_store());
    again.types("<enter>");
    assert_eq!(answers(&again), told(&[("pain", 10.0)]));
}

#[test]
fn the_page_in_the_settings_adds_changes_moves_and_archives() {
    let mut app = TestApp::with(30);
    app.types(",");
    for _ in 0..40 {
        if app
            .text((100, 40))
            .contains("what the form asks beside these")
        {
            break;
        }
        app.types("<down>");
    }
    app.types("<enter>a");
    app.types(
        "Pain<down><down><right><down>none<down>some<down>unbearable<down><right><right><enter>",
    );
    let names = |app: &TestApp| -> Vec<String> {
        app.stored()
            .own_ratings()
            .0
            .iter()
            .map(|rating| rating.name.clone())
            .collect()
    };
    let stored = app.stored();
    let pain = &stored.own_ratings().0[0];
    assert_eq!(
        (pain.name.as_str(), pain.measure),
        ("Pain", Measure::ZeroToTen)
    );
    assert!(pain.lower_is_better && pain.ask == Ask::Evening, "{pain:?}");
    assert_eq!(
        pain.words,
        ["none", "some", "unbearable"].map(str::to_owned)
    );
    // A count without a unit is refused in the form, which stays.
    app.types("aCoffee<down><right><right><down><down><enter>");
    assert!(
        app.text((100, 30))
            .contains("A count needs a unit, like cups.")
    );
    app.types("<up>cups<down><enter>");
    assert_eq!(names(&app), ["Pain", "Coffee"]);
    let text = app.text((100, 30));
    assert!(text.contains("0-10, lower is better; from 2 pm"), "{text}");
    app.types("[");
    assert_eq!(names(&app), ["Coffee", "Pain"]);
    app.types("<enter><end> a day<^s>");
    assert_eq!(names(&app), ["Coffee a day", "Pain"]);
    app.types("x");
    assert!(app.stored().own_ratings().0[0].archived);
    app.types("u");
    assert!(
        !app.stored().own_ratings().0[0].archived,
        "{}",
        app.notice()
    );
    app.types("d");
    assert_eq!(names(&app), ["Pain"]);
    // Two of one name: one sentence, and nothing is stored.
    app.types("apain<^s>");
    assert!(
        app.text((100, 30))
            .contains("There's already a rating called")
    );
    assert_eq!(names(&app), ["Pain"]);
    for size in [(40, 12), (30, 8), (1, 1), (200, 50)] {
        app.text(size);
    }
}

#[test]
fn tables_go_out_and_in_and_a_column_is_an_answer_by_name_or_as_said() {
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
        "outside=1h30",
        "--set",
        "tablets=yes",
    ]);
    home.done(&["checkin", "--on", "yesterday", "--set", "coffee=2.5"]);
    let table = home.done(&["export", "csv", "--check-ins"]);
    let head = table.lines().next().unwrap();
    assert!(head.ends_with("note,pain,coffee,outside,tablets"), "{head}");
    assert!(
        table.contains(",10,,90,yes") && table.contains(",,2.5,,"),
        "{table}"
    );
    let file = home.path("check-ins.csv");
    std::fs::write(&file, &table).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(
        home.json(&["import", file, "--json"])["added"],
        0,
        "it's all there"
    );
    for words in [&["import", file][..], &["import", "csv", file]] {
        let other = person();
        other.done(words);
        assert_eq!(other.done(&["export", "csv", "--check-ins"]), table);
    }
    // A table of another program, with a column named as it likes.
    let foreign = home.path("foreign.csv");
    std::fs::write(
        &foreign,
        "Date,Schmerz,Coffee\n2026-01-05,3,2\n2026-01-06,11,1\n",
    )
    .unwrap();
    let foreign = foreign.to_str().unwrap();
    let other = person();
    let report = other.json(&[
        "import",
        foreign,
        "--columns",
        "day=Date,pain=Schmerz",
        "--json",
    ]);
    assert_eq!(report["added"], 1);
    let why = report["rejected"][0]["reason"].as_str().unwrap();
    assert!(
        why.contains("pain is \"11\", expected a whole number from 0 to 10"),
        "{why}"
    );
    assert!(
        other
            .done(&["checkins"])
            .contains("2026-01-05        pain 3  coffee 2 cups")
    );
    let ran = other.run(&["import", foreign, "--columns", "fog=Schmerz"]);
    assert!(
        ran.code == 2 && ran.err.contains("fog=Schmerz") && ran.err.contains("pain"),
        "{}",
        ran.err
    );
}

#[test]
fn two_databases_with_different_own_ratings_become_one() {
    let (here, there) = (person(), Home::new());
    there.done(&["ratings", "add", "pain", "--scale", "1-9"]);
    there.done(&["ratings", "add", "Coffee", "--count", "mugs"]);
    there.done(&["checkin", "--set", "pain=9", "--set", "coffee=3"]);
    here.done(&["checkin", "--set", "pain=10", "--set", "coffee=1"]);
    here.done(&["merge", there.db().to_str().unwrap()]);
    let all = here.json(&["ratings", "--json"]);
    assert_eq!(
        all["ratings"].as_array().unwrap().len(),
        5,
        "one coffee, two pains: {all}"
    );
    let text = here.done(&["checkins"]);
    for part in ["pain (1-9) 9", "pain (0-10) 10", "3 ", "1 "] {
        assert!(text.contains(part), "{text}");
    }
    here.done(&["undo"]);
    assert_eq!(
        here.json(&["ratings", "--json"])["ratings"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
}

#[test]
fn the_report_and_insights_have_them() {
    let home = Home::new();
    home.done(&["demo", "--days", "120", "-o", "demo.db"]);
    let demo = |arguments: &[&str]| home.done(&[&["--db", "demo.db"], arguments].concat());
    demo(&[
        "ratings",
        "add",
        "pain",
        "--scale",
        "0-10",
        "--lower-is-better",
    ]);
    for back in 1..60 {
        let (mood, pain) = if back % 3 == 0 {
            ("2", "pain=9")
        } else {
            ("8", "pain=1")
        };
        demo(&[
            "checkin",
            "--mood",
            mood,
            "--set",
            pain,
            "--on",
            &format!("-{back}d"),
        ]);
    }
    let told = demo(&["insights"]);
    assert!(
        told.contains("A point more pain goes with a lower mood"),
        "{told}"
    );
    let report = demo(&[
        "report", "--format", "md", "--from", "-50d", "--to", "today",
    ]);
    assert!(
        report.contains("| pain, lower is better | 3.6 | 1 to 9 | 50 |"),
        "{report}"
    );
    assert!(demo(&["report", "--from", "-50d", "--to", "today"]).contains("pain, lower is better"));
}

#[test]
fn history_draws_them_as_rows_and_on_every_view() {
    let mut app = seat(&[
        ("pain", Measure::ZeroToTen),
        ("coffee", Measure::Count),
        ("outside", Measure::Duration),
        ("tablets", Measure::YesNo),
        ("fog", Measure::OneToNine),
    ]);
    app.types("c756492<down>90<down>17<enter>");
    app.types("3");
    let text = app.text((120, 40));
    for name in ["Pain", "Coffee", "Outside", "Tablets", "Fog"] {
        assert!(text.contains(name), "{name}\n{text}");
    }
    for (name, value) in [
        ("Pain", "9"),
        ("Coffee", "2 cups"),
        ("Outside", "1 h 30"),
        ("Tablets", "yes"),
        ("Fog", "7"),
    ] {
        for _ in 0..12 {
            let text = app.text((120, 40));
            if text.contains(&format!("{name}: {value} on average")) {
                break;
            }
            app.types("o");
        }
        let text = app.text((120, 40));
        assert!(
            text.contains(&format!("{name}: {value} on average")),
            "{name}\n{text}"
        );
        // Every view takes it, in every window.
        for _ in 0..8 {
            for size in [(120, 40), (80, 24), (40, 12)] {
                app.text(size);
            }
            app.types("v");
        }
    }
    app.types("<enter>");
    let text = app.text((120, 40));
    assert!(
        text.contains("coffee 2 cups") && text.contains("outside 1 h 30"),
        "{text}"
    );
}
