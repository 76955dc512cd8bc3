//! A person's own programs, run after something was saved: from commands and from the screens.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::config::Config;
use firstline::hooks::Hooks;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

const SIZE: (u16, u16) = (100, 30);

/// Lets each hook add what it reads to the file `heard`.
fn listening(home: &Home) -> String {
    let heard = home.path("heard");
    let lines = ["check_in", "session_start", "session_end"]
        .map(|event| format!("{event} = [\"tee\", \"-a\", \"{}\"]\n", heard.display()));
    format!("[hooks]\nseconds = 60\n{}", lines.concat())
}

fn configure(home: &Home, text: &str) {
    fs::write(home.path("config.toml"), text).unwrap();
}

fn heard(path: PathBuf) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines();
    lines
        .map_while(|line| serde_json::from_str(line).ok())
        .collect()
}

#[test]
fn a_command_hands_the_saved_record_to_the_program() {
    let home = Home::new();
    configure(&home, &listening(&home));
    let check_in = home.json(&["checkin", "7", "--note", "a \"b\" $(c)", "--json"]);
    let session = home.json(&["log", "yoga", "20m", "--before", "4", "--json"]);
    home.done(&["edit", check_in["id"].as_str().unwrap(), "--mood", "6"]);
    home.done(&["undo"]);
    let heard = heard(home.path("heard"));
    let events: Vec<&str> = heard
        .iter()
        .filter_map(|one| one["event"].as_str())
        .collect();
    assert_eq!(events, ["check_in", "session_end"]);
    for (read, mut printed) in heard.into_iter().zip([check_in, session]) {
        let mut read = read;
        read.as_object_mut().unwrap().remove("event");
        printed.as_object_mut().unwrap().remove("undo");
        assert_eq!(read, printed);
    }
}

#[test]
fn a_program_that_fails_hangs_or_is_missing_is_told_and_the_entry_stays() {
    for (program, said) in [
        (
            r#"["sh", "-c", "echo no net >&2; exit 3"]"#,
            "exit code 3: no net.",
        ),
        (r#"["sleep", "60"]"#, "didn't end within 1 s."),
        (r#"["/missing/program"]"#, "the program wasn't found."),
    ] {
        let home = Home::new();
        configure(
            &home,
            &format!("[hooks]\nseconds = 1\ncheck_in = {program}\n"),
        );
        let ran = home.run(&["checkin", "7", "--json"]);
        let stored: Value = serde_json::from_str(&ran.out).unwrap();
        let lines: Vec<&str> = ran.err.lines().collect();
        assert_eq!((ran.code, lines.len()), (1, 2), "{}", ran.err);
        assert!(
            lines[0].starts_with("firstline: The check_in hook, ") && lines[0].ends_with(said),
            "{}",
            ran.err
        );
        assert_eq!(lines[1], "Your entry was saved. To undo: firstline undo");
        let kept = home.json(&["checkins", "--json"]);
        assert_eq!(kept["check_ins"][0]["id"], stored["id"]);
    }
}

#[test]
fn a_check_in_that_a_hook_makes_runs_no_hook_and_the_example_runs_none() {
    let home = Home::new();
    let program = format!("{:?}", env!("CARGO_BIN_EXE_firstline"));
    configure(
        &home,
        &format!("[hooks]\ncheck_in = [{program}, \"checkin\", \"5\"]\n"),
    );
    home.done(&["checkin", "7"]);
    assert_eq!(
        home.json(&["checkins", "--json"])["check_ins"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    configure(&home, &listening(&home));
    home.done(&["--demo", "checkin", "7"]);
    assert!(!home.path("heard").exists());
}

#[test]
fn nonsense_in_the_settings_is_one_sentence_and_the_rest_works() {
    let home = Home::new();
    configure(&home, "[hooks]\ncheck_in = \"log-mood\"\n");
    let ran = home.run(&["checkin", "7"]);
    assert_eq!((ran.code, ran.err.lines().count()), (0, 1), "{}", ran.err);
    assert!(
        ran.err
            .contains("line 2 (it doesn't run): hooks.check_in: expected"),
        "{}",
        ran.err
    );
    // A setting changed by a command leaves the hooks where they are.
    configure(&home, &listening(&home));
    home.done(&["config", "set", "theme", "dark"]);
    assert!(
        fs::read_to_string(home.path("config.toml"))
            .unwrap()
            .contains("session_end = [\"tee\"")
    );
}

/// Someone at the screens with these hooks.
fn at_the_screens(home: &Home, text: &str) -> TestApp {
    configure(home, text);
    let mut person = TestApp::at(home, crate::support::NOW);
    let (config, problems) = Config::read(&home.path("config.toml"));
    assert_eq!(problems, Vec::<String>::new());
    person.runner.hooks = Hooks::new(&config.hooks, false);
    person
}

/// Waits until as many records have been heard. The program's clock stands still meanwhile: it would end the hooks.
fn until_heard(home: &Home, count: usize) -> Vec<Value> {
    for _ in 0..1200 {
        let heard = heard(home.path("heard"));
        if heard.len() == count {
            return heard;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{:?}", heard(home.path("heard")));
}

/// Waits, the program's clock too, until something holds.
fn until(person: &mut TestApp, mut holds: impl FnMut(&mut TestApp) -> bool) {
    for _ in 0..600 {
        if holds(person) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
        person.wait(1);
    }
    panic!("{}", person.text(SIZE));
}

#[test]
fn the_screens_tell_the_program_of_check_ins_and_of_sessions_as_they_begin_and_end() {
    let home = Home::new();
    let mut person = at_the_screens(&home, &listening(&home));
    person.types("7564\n");
    until_heard(&home, 1);
    let now = person.events.now;
    let routine = firstline::content::routines::routine("just-start").unwrap();
    person.app.open_routine(routine.clone(), now);
    person.types("5");
    until_heard(&home, 2);
    while !person.text(SIZE).contains("Two minutes, done") {
        person.wait(5);
    }
    let heard = until_heard(&home, 3);
    let events: Vec<&str> = heard
        .iter()
        .filter_map(|one| one["event"].as_str())
        .collect();
    assert_eq!(events, ["check_in", "session_start", "session_end"]);
    assert_eq!(
        (&heard[0]["mood"], &heard[0]["sleep"]),
        (&7.into(), &4.into())
    );
    assert_eq!(heard[1]["routine"], "just-start");
    assert_eq!(heard[1]["id"], heard[2]["id"]);
    assert_eq!(
        (&heard[2]["before"], &heard[2]["complete"]),
        (&5.into(), &true.into())
    );
}

#[test]
fn the_screens_wait_for_no_program_and_tell_what_went_wrong() {
    for (program, said) in [
        (r#"["sh", "-c", "exit 3"]"#, "exit code 3"),
        (r#"["sleep", "600"]"#, "within 60 s"),
        (r#"["/missing/program"]"#, "the program wasn't found"),
    ] {
        let home = Home::new();
        let text = format!("[hooks]\nseconds = 60\ncheck_in = {program}\n");
        let mut person = at_the_screens(&home, &text);
        person.types("7564\n");
        assert_eq!(person.stored().check_ins().len(), 1);
        if program.contains("sleep") {
            // Keys do what they do while it runs; elsewhere one would take the notice away.
            person.types("3");
            let text = person.text(SIZE);
            assert!(text.contains("v view"), "{text}");
        }
        until(&mut person, |person| person.text(SIZE).contains(said));
    }
}
