//! What people of atuin, jj, gh, taskwarrior, jrnl, harsh, zoxide and their shells would try, with what comes of it.
//!
//! Each line runs in a home that has lived a little, in a shell's words but without one. `snapshots/one-liners.snap`
//! is to be read.

use crate::support::Home;
use regex::Regex;
use std::fmt::Write as _;

/// Lines that only read, or have a home of their own: `|` pipes what the first prints into the second.
const LINES: [&str; 44] = [
    // atuin
    "firstline search lake",
    "firstline search --limit 1 walk",
    "firstline stats",
    "firstline history list",
    "firstline history --days 7",
    // jj and git
    "firstline log",
    "firstline undo",
    "firstline undo 2",
    "firstline status",
    "firstline st",
    "firstline show last",
    "firstline config list",
    "firstline config get theme",
    "firstline config set theme dark",
    "firstline config set theme drak",
    "firstline config set bell maybe",
    // gh
    "firstline sessions --limit 2 --json",
    "firstline sessions --json id,start",
    "firstline list",
    "firstline completion -s bash",
    "firstline completions tcsh",
    // taskwarrior
    "firstline add walk 20m",
    "firstline log walk 20m",
    "firstline done",
    "firstline tags",
    "firstline +outdoors list",
    "firstline export",
    // jrnl
    "firstline checkin 7 --on yesterday --note Slept",
    "firstline checkin yesterday: slept well",
    "firstline today --from yesterday --notes",
    "firstline checkins --tag work",
    "firstline checkins @work",
    "firstline edit last --note Better",
    "firstline delete last --yes",
    // harsh
    "firstline ask",
    "firstline todo",
    "firstline log stats",
    // zoxide
    "firstline query walk",
    "firstline init bash",
    "firstline import zsh_history",
    // pipes
    "firstline export json | firstline import -",
    "firstline export csv --check-ins | firstline import - --dry-run",
    "firstline backup - | firstline restore -",
    "firstline log walk 1:10",
];

fn lived_in() -> Home {
    let home = Home::new();
    home.done(&[
        "checkin",
        "7",
        "5",
        "6",
        "4",
        "--note",
        "Met Anna at the lake",
        "--tag",
        "outdoors",
        "--on",
        "2026-03-01 09:00",
    ]);
    home.done(&["checkin", "4", "--tag", "work", "--on", "2026-02-27 20:00"]);
    home.done(&[
        "log",
        "yoga",
        "20m",
        "--before",
        "4",
        "--after",
        "6",
        "--note",
        "by the lake",
        "--on",
        "2026-03-01 18:00",
    ]);
    home.done(&["log", "walk", "30m", "--on", "2026-02-27 18:00"]);
    home
}

/// What a line prints and says, and its exit code where that isn't 0.
fn ran(line: &str, ids: &Regex) -> String {
    let home = lived_in();
    let mut text = format!("$ {line}\n");
    let mut input = Vec::new();
    let mut parts = line.split(" | ").peekable();
    while let Some(part) = parts.next() {
        let words = shell_words::split(part).unwrap();
        let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        if parts.peek().is_some() {
            input = home.command(&words).output().unwrap().stdout;
            continue;
        }
        // What a pipe brings goes to another computer.
        let here = if input.is_empty() {
            &home
        } else {
            &Home::new()
        };
        let ran = here.piped(&words, &input);
        let folder = here.path("").to_string_lossy().into_owned();
        let folder = folder.trim_end_matches('/');
        for said in [&ran.out, &ran.err] {
            let said = said.replace(folder, "~");
            let said = ids.replace_all(&said, "ID");
            for line in said.lines().take(24) {
                let _ = writeln!(text, "{}", line.trim_end());
            }
        }
        if ran.code != 0 {
            let _ = writeln!(text, "[{}]", ran.code);
        }
    }
    text
}

#[test]
fn what_people_of_other_programs_try() {
    let ids = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";
    let ids = Regex::new(ids).unwrap();
    // Each waits for processes most of the time.
    let lines = std::sync::Mutex::new(LINES.iter().enumerate());
    let all = std::sync::Mutex::new(vec![String::new(); LINES.len()]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let next = lines.lock().unwrap().next();
                    let Some((place, line)) = next else { break };
                    let text = ran(line, &ids);
                    all.lock().unwrap()[place] = text;
                }
            });
        }
    });
    let all = all.into_inner().unwrap();
    insta::assert_snapshot!("one-liners", all.join("\n"));
    for text in &all {
        assert!(text.lines().count() > 1, "nothing comes of it: {text}");
        assert!(!text.contains("panicked"), "{text}");
        // What isn't known is said with where to look.
        let is_refused = text.contains("error: unexpected");
        assert!(!is_refused || text.contains("--help"), "{text}");
    }
}
