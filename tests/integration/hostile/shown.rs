//! Text with escape sequences, wherever words may be: no screen and no command shows it raw.

use crate::journeys::ROUTES;
use crate::support::Home;
use crate::test_app::{TestApp, example, now};
use firstline::app::{Message, Outcome};
use firstline::config::GlyphChoice;
use firstline::domain::sanitize::is_unfit;
use firstline::domain::{Change, OwnRoutine};
use firstline::export::json;
use firstline::import::formats::firstline as own_export;
use firstline::store::Store;
use firstline::widgets::theme::Theme;
use serde_json::{Value, json};
use std::fs;

/// A title of the window, a color by C1, a clipboard, a string that never ends, reading turned round, a joiner, a
/// pile of accents, a tab, line breaks.
const EVIL: &str = "x\u{1b}]0;owned\u{7}\u{9b}31m\u{1b}]52;c;cm0=\u{7}\u{90}q\u{202e}no\u{2066}\u{200d}\u{7f}\u{8}\ty\nz\r\u{2028}w";
/// The same without what no argument and no name of a file can have.
const WORD: &str = "x\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}no\u{2066}\u{200d}\u{7f}";

/// What no terminal may get from a text: control characters, and signs that turn the reading direction.
pub(crate) fn is_raw(letter: char) -> bool {
    letter != '\u{fffd}' && is_unfit(letter)
}

fn evil() -> String {
    format!(
        "{EVIL}{}",
        "a\u{301}\u{302}\u{303}".repeat(3) + &"\u{316}".repeat(300)
    )
}

/// One of our own exports with poison in every place where words may be.
fn poisoned(mut document: Value) -> Value {
    let evil = evil();
    let add = |value: &mut Value| {
        *value = Value::from(format!("{}{evil}", value.as_str().unwrap_or_default()));
    };
    for record in document["check_ins"].as_array_mut().unwrap() {
        add(&mut record["note"]);
        record["tags"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(add);
    }
    for (place, record) in document["sessions"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        add(&mut record["note"]);
        add(&mut record["title"]);
        if place % 2 == 0 {
            add(&mut record["activity"]);
            add(&mut record["routine"]);
            for step in record["steps"].as_array_mut().unwrap() {
                add(&mut step["movement"]);
            }
        }
    }
    let days: Vec<&str> = (0..20)
        .map(|place| if place % 4 < 2 { "A" } else { "B" })
        .collect();
    let experiment = |id: u8, start: &str, outcome: &str| {
        json!({
            "id": format!("019ca8a0-3e80-7779-b160-2c04b346ce{id:02}"), "at": "2026-01-10T10:00:00+01:00",
            "arm_a": format!("dance{evil}"), "arm_b": format!("sit{evil}"), "outcome": outcome,
            "start": start, "days": 20, "seed": 7, "assignment": days, "stopped": null,
            "updated_at": "2026-01-10T10:00:00+01:00"
        })
    };
    document["experiments"] = json!([
        experiment(1, "2026-01-12", "mood"),
        experiment(2, "2026-02-24", "energy")
    ]);
    let plan = json!({ "minutes": 60, "since": "2026-02-01", "if_then": evil }).to_string();
    document["settings"] =
        json!({ "plan": plan, &evil: &evil, "draft:routine:new": &evil, "draft:phq9": &evil });
    for key in [
        "people:1",
        "people:2",
        "people:3",
        "notes:signs",
        "notes:helps",
        "notes:place",
        "notes:safer",
        "country",
    ] {
        document["settings"][key] = Value::from(evil.as_str());
    }
    document["settings"]["off:2026-03-02"] = Value::from(evil.as_str());
    document["settings"]["refused:2026-03-02"] = Value::from(evil.as_str());
    document
}

fn document(store: &Store) -> Value {
    let text = json::write(
        &store.all().unwrap(),
        &store.origins().unwrap(),
        store.settings().unwrap(),
    )
    .unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A store whose every word is poison; routines, which are checked wherever they come in, as a store would have
/// them that something else wrote to.
fn store() -> Store {
    let now = now();
    let text = poisoned(document(&example(60))).to_string();
    let export = own_export::read(&text).unwrap();
    let mut store = example(0);
    let mut batch = export.batch;
    batch.settings = export.settings.into_iter().collect();
    store.import(&batch, now).unwrap();
    let routine = json!({
        "id": format!("mine{WORD}"), "title": format!("Mine {}", evil()), "why": evil(), "activity": format!("yoga{WORD}"),
        "intensity": "gentle", "positions": ["standing"], "place": "indoors", "equipment": [evil()],
        "block": [{ "step": [{ "move": "squat", "seconds": 20, "cue": evil() }, { "move": format!("sq{WORD}"), "seconds": 9 }] }]
    });
    let id = store.new_id(now);
    let own = OwnRoutine::kept(id, serde_json::from_value(routine).unwrap(), now);
    store.apply(&Change::save(own), now).unwrap();
    store
}

/// Draws the screen at three sizes and asserts that no cell holds what is raw, or more than a letter with its accents.
pub(crate) fn look(seat: &mut TestApp, how: &str, sizes: usize) {
    let themes = [
        Theme::terminal(),
        Theme::dark(),
        Theme::mono().with_glyphs(GlyphChoice::Ascii),
    ];
    for (size, theme) in [(100, 30), (60, 20), (40, 15)]
        .into_iter()
        .zip(themes)
        .take(sizes)
    {
        let buffer = seat.buffer(size, &theme);
        let area = buffer;
        for cell in &area.content {
            assert!(
                !cell.symbol().contains(is_raw),
                "{:?} is drawn after {how:?} at {size:?}",
                cell.symbol()
            );
            assert!(
                cell.symbol().len() <= 64,
                "{} bytes in a cell after {how:?} at {size:?}",
                cell.symbol().len()
            );
        }
    }
}

/// Keys as in journeys, for a seat.
fn keys(text: &str) -> String {
    text.replace('\n', "<enter>").replace('\u{1b}', "<esc>")
}

/// Ways to every screen that shows words, besides those of the journeys: each tab, each view of the history with a
/// day chosen, each card, each option, what is typed and pasted, a session from its beginning to its note.
const WAYS: [&str; 46] = [
    "",
    "1",
    "2",
    "3",
    "4",
    "5",
    "?",
    "!",
    ",",
    "l",
    "1n",
    "1t",
    "1tx",
    "1o",
    "1o1",
    "1o2",
    "1o3",
    "1o4",
    "1o5",
    "1o6",
    "1o7",
    "2/mine",
    "2/mine\n",
    "2/mine\n\n",
    "2e",
    "2y",
    "2d",
    "3v",
    "3vv",
    "3vvv",
    "3vvvv",
    "3vvvvv",
    "3vvvvvv",
    "3\n",
    "3\n\n",
    "3\nj\n",
    "3/x",
    "3/x\n",
    "3f",
    "3d",
    "4j",
    "4\n",
    "4jj\n",
    "4jjj\n",
    "4jjjjj\n",
    "u",
];

#[test]
#[ignore = "long: .ci/run runs it"]
fn no_screen_draws_what_is_raw() {
    let mut ways: Vec<&str> = WAYS.into_iter().chain(ROUTES).collect();
    ways.sort_unstable();
    ways.dedup();
    let mut seat = TestApp::over(store());
    let names = [evil()];
    for way in ways {
        seat.types("<esc><esc><esc><esc>qd<esc><esc>");
        if seat.is_over() {
            seat = TestApp::over(store());
        }
        seat.types("1");
        seat.types(&keys(way));
        look(&mut seat, way, 3);
        seat.tell(Message::Paste(evil()));
        seat.types("\u{202e}\u{9b}x");
        look(&mut seat, way, 1);
        seat.tell(Message::Done(Outcome::Edited(evil())));
        seat.tell(Message::Done(Outcome::RoutineFiles(
            Vec::new(),
            names.to_vec(),
        )));
        seat.tell(Message::Done(Outcome::Failed(evil())));
        look(&mut seat, way, 1);
        seat.tell(Message::Done(Outcome::Told(evil())));
        look(&mut seat, way, 1);
        if seat.is_over() {
            seat = TestApp::over(store());
        }
    }
}

#[test]
fn no_screen_of_bringing_in_draws_what_is_raw() {
    let mut seat = TestApp::over(store());
    let folder = seat.folder().join("Downloads");
    fs::create_dir_all(folder.join(format!("folder{WORD}"))).unwrap();
    let words = "and words enough to be taken for text as a note has them of what a day was like until the evening";
    let table = format!(
        "day,mood,note,{WORD}\n2026-02-27,7,{words},x\n2026-02-28,{WORD},{words},x\n{WORD},7,,\n"
    );
    let diary =
        format!("full_date,mood,note\n2026-02-25,\"{EVIL}\",{words}\n2026-02-26,{WORD},{words}\n");
    let broken = format!("<gpx><{WORD}>{words}</x></gpx>");
    for (name, text) in [("a.csv", &table), ("b.csv", &diary), ("c.gpx", &broken)] {
        fs::write(folder.join(format!("{WORD}{name}")), text).unwrap();
    }
    let mut met = String::new();
    // One after the other from the top, then all that are ticked; explained, brought in, listed, taken back.
    for way in [
        "<enter>",
        "<down><enter>",
        "<down><down><enter>",
        "<down><down><down><enter>",
        "   g",
    ] {
        seat.types("<esc><esc><esc><esc>i");
        for keys in [
            way,
            "5",
            "<down>5",
            "<enter>",
            "<enter>",
            "<down>",
            "<enter>",
            "<esc>i<enter>",
            "y",
        ] {
            seat.types(keys);
            seat.finish();
            look(&mut seat, way, 3);
            met.push_str(&seat.text((100, 30)));
        }
    }
    seat.types("<esc><esc><esc><esc>i");
    seat.tell(Message::Paste(format!("/nowhere/{WORD}")));
    look(&mut seat, "a pasted path", 3);
    for words in [
        "How good is each mood",
        "Ready to import",
        "Imported",
        "well-formed",
    ] {
        assert!(met.contains(words), "{words} was never met in\n{met}");
    }
}

/// A home whose records, files and folders are named and filled with poison, by every door there is.
fn home() -> Home {
    let home = Home::new();
    home.done(&["demo", "-o", "example.db", "--days", "60"]);
    let document: Value =
        serde_json::from_str(&home.done(&["--db", "example.db", "export", "json"])).unwrap();
    fs::write(home.path("own.json"), poisoned(document).to_string()).unwrap();
    home.done(&["import", "own.json"]);
    let table = format!(
        "day,time,mood,tags,note\n2026-02-27,07:01,7,\"{EVIL}\",\"{EVIL} and words enough to be taken for text, as a note has them, of what a day was like, from morning to evening\"\n"
    );
    fs::write(home.path(&format!("{WORD}.csv")), &table).unwrap();
    home.done(&["import", &format!("{WORD}.csv")]);
    let table = format!(
        "start,activity,minutes,note\n2026-02-26 07:30,\"{EVIL}\",20,\"a note that has words enough to be taken for text, as notes have them, from morning to evening\"\n"
    );
    fs::write(home.path("sessions.csv"), &table).unwrap();
    home.done(&["import", "csv", "sessions.csv"]);
    let table = format!(
        "full_date,time,mood,activities,note\n2026-02-25,07:01,good,\"{EVIL}\",\"{EVIL} &#27;]0;x&#7; and words enough to be taken for text, as a note has them, of what a day was like, from morning to evening\"\n"
    );
    fs::write(home.path("daylio.csv"), &table).unwrap();
    home.done(&["import", "daylio", "daylio.csv"]);
    home.done(&["checkin", "7", "--note", WORD, "--tag", WORD]);
    home.run(&["log", WORD, "20m", "--note", WORD]);
    home.done(&["log", "walk", "20m", "--note", WORD]);
    home.done(&["plan", "--minutes", "60", "--when", WORD]);
    for name in ["person1", "person2", "helps"] {
        home.done(&["support", "--set", &format!("{name}={WORD}")]);
    }
    home.run(&["factors", "rename", "work", WORD]);
    fs::create_dir_all(home.path("data/routines")).unwrap();
    fs::write(
        home.path(&format!("data/routines/{WORD}.toml")),
        format!("title = \"{WORD}\"\n"),
    )
    .unwrap();
    let sound = "title = \"Mine\"\n[[block]]\nstep = [{ move = \"squat\", seconds = 20 }]\n";
    fs::write(home.path(&format!("data/routines/ok{WORD}.toml")), sound).unwrap();
    let config = format!(
        "theme = \"{WORD}\"\nday_start = \"{WORD}\"\nvoice_command = [\"{WORD}\"]\n\"{WORD}\" = 1\n[keys]\n\"{WORD}\".pause = \"{WORD}\"\nplayer.\"{WORD}\" = 1\n"
    );
    fs::write(home.path("config.toml"), config).unwrap();
    let shared = home.path(&format!("shared{WORD}"));
    fs::create_dir_all(&shared).unwrap();
    fs::write(shared.join(format!("firstline-{WORD}.db")), "nothing").unwrap();
    fs::write(shared.join("firstline-0123456789ab.db"), EVIL).unwrap();
    fs::copy(home.path("example.db"), home.path(&format!("{WORD}.db"))).unwrap();
    home
}

/// Every command; `W` stands for the poison, and those that can print JSON are run so too.
const COMMANDS: &[&[&str]] = &[
    &["today", "--json"],
    &["history", "--days", "60", "--json"],
    &["insights", "--json"],
    &["experiment", "list", "--json"],
    &["experiment", "today", "--json"],
    &["experiment", "result", "--json"],
    &[
        "experiment",
        "result",
        "019ca8a0-3e80-7779-b160-2c04b346ce01",
    ],
    &["experiment", "registration"],
    &["experiment", "registration", "W"],
    &["experiment", "new", "--a", "W", "--b", "W"],
    &["sessions", "--json"],
    &["status", "--json"],
    &["status"],
    &[
        "status",
        "--format",
        "W {mood} {suggestion} {plan} {minutes}",
    ],
    &["suggest", "--json"],
    &["plan", "--json"],
    &["support", "--json"],
    &["support", "--all"],
    &["support", "--country", "W"],
    &["support", "--set", "W=W"],
    &["factors", "--json"],
    &["factors", "rename", "W", "W"],
    &["factors", "merge", "W", "work", "--into", "W"],
    &["report", "--notes", "--answers", "-o", "-"],
    &["report", "--notes", "--format", "md"],
    &["report", "--notes", "--format", "html"],
    &["report", "--from", "W"],
    &["export", "json"],
    &["export", "csv", "--check-ins"],
    &["export", "csv", "--sessions"],
    &["export", "csv", "-o", "tablesW"],
    &["export", "json", "-o", "no/W/x.json"],
    &["routines", "list", "--json"],
    &["routines", "show", "mine", "--json"],
    &["routines", "show", "W"],
    &["routines", "check", "W.toml"],
    &["routines", "check", "okW.toml"],
    &["learn", "--json"],
    &["learn", "W"],
    &["paths", "--json"],
    &["doctor", "--json"],
    &["restore", "--list", "--json"],
    &["restore", "W"],
    &["backup", "W.backup"],
    &["merge", "W.db", "--json"],
    &["merge", "no W"],
    &["sync", "sharedW", "--json"],
    &["sync", "no W"],
    &["import", "W.csv", "--json"],
    &["import", "W.csv", "no W", "--map", "W=W"],
    &["import", "W.csv", "--columns", "W=W"],
    &["import", "undo", "W"],
    &["remind", "--at", "W"],
    &["remind", "--print", "--at", "09:00", "--with", "cron"],
    &["remind"],
    &["edit", "W", "--note", "W"],
    &["edit", "last", "--note", "W", "--json"],
    &["delete", "W"],
    &["start", "W"],
    &["phq2", "--answers", "W"],
    &["demo", "-o", "demoW.db", "--days", "3"],
    &["man", "W"],
    &["completions", "W"],
    &["W"],
    &["--db", "no/W.db", "today"],
    &["--db", "W.csv", "today"],
    &["--config", "W.csv", "today"],
    &["undo", "--json"],
    &["undo"],
];

/// What is wrong with what a command printed, if anything.
fn wrong(home: &Home, arguments: &[&str]) -> Option<String> {
    let output = home.command(arguments).output().unwrap();
    let (code, table) = (
        output.status.code().unwrap_or(-1),
        arguments.contains(&"csv"),
    );
    let json = arguments.contains(&"--json");
    for text in [&output.stdout, &output.stderr] {
        let Ok(text) = std::str::from_utf8(text) else {
            return Some(format!("{arguments:?} prints what is no UTF-8"));
        };
        // A tab in a note is the note's, and comes back from a table.
        let raw = |letter: char| is_raw(letter) && letter != '\n' && !(table && letter == '\t');
        if let Some(place) = text.find(raw) {
            let near: String = text[..place]
                .chars()
                .rev()
                .take(60)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            return Some(format!(
                "{arguments:?} prints {:?} after {near:?}",
                text[place..].chars().next()
            ));
        }
        if !(0..=3).contains(&code) || text.contains("panicked") || text.contains("made a mistake")
        {
            return Some(format!("{arguments:?} ended with {code}: {text}"));
        }
    }
    let no_json = json && code == 0 && serde_json::from_slice::<Value>(&output.stdout).is_err();
    no_json.then(|| format!("{arguments:?} prints no JSON"))
}

#[test]
fn no_command_prints_what_is_raw() {
    let home = home();
    let mut all_wrong = Vec::new();
    for command in COMMANDS {
        let arguments: Vec<String> = command.iter().map(|word| word.replace('W', WORD)).collect();
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let plain: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| *word != "--json")
            .collect();
        all_wrong.extend(wrong(&home, &plain));
        if plain != words {
            all_wrong.extend(wrong(&home, &words));
        }
    }
    assert!(all_wrong.is_empty(), "{}", all_wrong.join("\n"));
}
