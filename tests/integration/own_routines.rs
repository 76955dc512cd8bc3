//! Own routines from the command line: written by hand, checked, played, carried from one machine to
//! another.

use crate::support::{Home, assert_names};
use std::fs;

const MORNING: &str = "title = \"Morning three\"\n[[block]]\nrounds = 2\nbetween = 20\nstep = [\n  { move = \"squat\", reps = 8, rest = 15 },\n  { move = \"neck_tilt\", seconds = 20, each_side = true },\n]\n";

fn with_file(text: &str) -> Home {
    let home = Home::new();
    fs::create_dir_all(home.path("data/routines")).unwrap();
    fs::write(home.path("data/routines/morning.toml"), text).unwrap();
    home
}

#[test]
fn a_file_of_ones_own_is_listed_shown_and_suggested() {
    let home = with_file(MORNING);
    let list = home.json(&["routines", "list", "--json"]);
    let first = &list["routines"][0];
    assert_eq!(first["routine"], "morning-three");
    assert_eq!(
        (first["own"].as_bool(), first["file"].as_str()),
        (Some(true), Some("morning.toml"))
    );
    assert!(list["routines"].as_array().unwrap().len() > 20);
    let shown = home.json(&["routines", "show", "morning", "--json"]);
    assert_eq!(shown["seconds"], 2 * (28 + 15 + 40) + 20);
    let steps = shown["steps"].as_array().unwrap();
    assert_names(
        &steps[1],
        &[
            "name", "movement", "kind", "seconds", "reps", "side", "round", "rounds", "cue",
        ],
    );
    assert_eq!(
        (steps[1]["kind"].as_str(), steps[1]["reps"].as_u64()),
        (Some("reps"), Some(8))
    );
    let lines = home.done(&["routines", "show", "Morning three"]);
    assert!(
        lines.contains("0:28  squat  8 times  round 1 of 2"),
        "{lines}"
    );
    // On a low day short and familiar ones are offered.
    home.done(&[
        "log",
        shown["activity"].as_str().unwrap(),
        "10",
        "--on",
        "-3d",
    ]);
    let suggested = home.json(&["suggest", "--energy", "3", "--json"]);
    let candidates = suggested["candidates"].as_array().unwrap();
    assert!(
        candidates
            .iter()
            .any(|candidate| candidate["routine"] == "morning-three"),
        "{candidates:?}"
    );
}

#[test]
fn a_check_says_what_a_file_holds_or_every_mistake_in_it() {
    let home = with_file(MORNING);
    assert!(
        home.done(&["routines", "check", "data/routines/morning.toml"])
            .starts_with("Morning three (morning-three): 9 steps")
    );
    fs::write(
        home.path("data/routines/morning.toml"),
        MORNING
            .replace("squat", "sqat")
            .replace("rounds = 2", "rounds = 0"),
    )
    .unwrap();
    let ran = home.run(&["routines", "check", "morning.toml"]);
    assert_eq!(ran.code, 1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].ends_with(
            "morning.toml:3: block 1, rounds: expected a whole number from 1 to 99, found 0"
        ),
        "{lines:?}"
    );
    assert!(
        lines[1].contains(
            "morning.toml:6: block 1, step 1, move: No exercise called \"sqat\". Did you mean squat"
        ),
        "{lines:?}"
    );
    let list = home.run(&["routines", "list"]);
    assert_eq!(list.code, 0, "a broken file stops nothing");
    assert!(
        list.err.contains(
            "Couldn't read morning.toml. To see why: firstline routines check morning.toml"
        ),
        "{}",
        list.err
    );
    assert_eq!(home.run(&["routines", "check", "nothing.toml"]).code, 1);
}

#[test]
fn a_new_file_is_understood_and_never_written_over() {
    let home = Home::new();
    let path = home.done(&["routines", "new", "My evening", "--from", "gentle-8"]);
    assert!(
        path.trim().ends_with("data/routines/my-evening.toml"),
        "{path}"
    );
    assert!(
        home.done(&["routines", "check", path.trim()])
            .contains("No mistakes found.")
    );
    let written = fs::read_to_string(path.trim()).unwrap();
    assert!(written.starts_with("# A custom routine."), "{written}");
    let again = home.done(&["routines", "new", "My evening"]);
    assert!(again.trim().ends_with("my-evening-2.toml"), "{again}");
    assert_eq!(fs::read_to_string(path.trim()).unwrap(), written);
    assert_eq!(home.run(&["routines", "new", &"x".repeat(90)]).code, 2);
    assert_eq!(
        home.run(&["routines", "new", "--from", "no such thing"])
            .code,
        2
    );
    let names = home.json(&["routines", "list", "--json"]);
    assert_eq!(names["routines"][1]["routine"], "my-evening");
}

#[test]
fn own_routines_travel_with_the_export() {
    let home = with_file(MORNING);
    let exported = home.everything();
    assert!(exported.contains("morning-three"), "{exported}");
    let other = Home::new();
    fs::write(other.path("all.json"), &exported).unwrap();
    let report = other.json(&["import", "firstline", "all.json", "--json"]);
    assert_eq!(
        (report["read"].as_u64(), report["added"].as_u64()),
        (Some(1), Some(1))
    );
    assert_eq!(other.everything(), exported);
    fs::write(home.path("all.json"), &exported).unwrap();
    let home_again = home.json(&["import", "firstline", "all.json", "--json"]);
    assert_eq!(
        (
            home_again["added"].as_u64(),
            home_again["duplicates"].as_u64()
        ),
        (Some(0), Some(1))
    );
    let again = other.json(&["import", "firstline", "all.json", "--json"]);
    assert_eq!(
        (again["added"].as_u64(), again["duplicates"].as_u64()),
        (Some(0), Some(1))
    );
    assert!(
        other
            .done(&["routines", "list"])
            .contains("Morning three  yours")
    );
    other.done(&["undo"]);
    assert!(!other.done(&["routines", "list"]).contains("Morning three"));
}

#[test]
fn a_routine_in_an_import_is_held_to_the_same_as_one_in_a_file() {
    let home = with_file(MORNING);
    let exported = home.everything().replace("\"squat\"", "\"nothing\"");
    let other = Home::new();
    fs::write(other.path("all.json"), exported).unwrap();
    let ran = other.run(&["import", "firstline", "all.json"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("Morning three") && ran.err.contains("block 1, step 1, move"),
        "{}",
        ran.err
    );
}
