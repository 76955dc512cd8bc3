//! What explains the program: its help with examples, manual pages, completions. All come from one grammar.

use crate::support::Home;
use clap::{Command, CommandFactory as _, Parser as _};
use firstline::cli::Options;
use serde_json::json;
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};

/// The words of a command line as a shell splits it, up to a pipe, a redirection or a remark after two blanks.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = line.trim().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '|' | '>' if quote.is_none() => break,
            ' ' if quote.is_none() => {
                words.extend(word.take());
                if characters.peek() == Some(&' ') {
                    break;
                }
            }
            '"' | '\'' if quote.is_none() => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            other if quote == Some(other) => quote = None,
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}

/// Whether the program's own grammar takes the line.
fn is_understood(line: &str) -> Result<(), String> {
    Options::try_parse_from(words(line))
        .map(|_| ())
        .map_err(|error| format!("{line}\n{error}"))
}

fn commands() -> Vec<Command> {
    let mut grammar = Options::command();
    grammar.build();
    grammar
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
        .cloned()
        .collect()
}

#[test]
fn every_command_shows_examples_that_work() {
    for command in commands() {
        let name = command.get_name();
        let help = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let examples = help.split("Examples:\n").nth(1).unwrap_or_default();
        let lines: Vec<&str> = examples
            .lines()
            .filter(|line| line.starts_with("  firstline"))
            .collect();
        let own = |line: &&str| {
            words(line)
                .get(1)
                .is_some_and(|word| word == name || word.starts_with('-'))
        };
        assert!(
            lines.iter().any(own),
            "firstline {name} --help shows no example of it:\n{help}"
        );
        for line in lines {
            is_understood(line)
                .unwrap_or_else(|wrong| panic!("an example of {name} is not understood: {wrong}"));
        }
    }
    let help = Options::command().get_after_help().unwrap().to_string();
    for line in help.lines().filter(|line| line.starts_with("  firstline")) {
        is_understood(line)
            .unwrap_or_else(|wrong| panic!("an example of the program is not understood: {wrong}"));
    }
}

/// The lines that the README and the pages say to type, by page.
fn lines_of_the_pages() -> Vec<(PathBuf, Vec<String>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = std::fs::read_dir(root.join("docs")).unwrap();
    let mut pages: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    pages.push(root.join("README.md"));
    pages.retain(|page| page.extension().is_some_and(|end| end == "md"));
    let lines = |page: &PathBuf| {
        let text = std::fs::read_to_string(page).unwrap();
        // What a fence calls text is shown, not typed.
        let blocks = text.split("```").skip(1).step_by(2);
        let typed = blocks.filter(|block| !block.starts_with("text"));
        let lines = typed.flat_map(str::lines).map(str::trim_start);
        let own = lines.filter(|line| line.starts_with("firstline "));
        own.map(str::to_owned).collect()
    };
    pages
        .into_iter()
        .map(|page| (page.clone(), lines(&page)))
        .collect()
}

#[test]
fn the_command_lines_of_the_readme_and_the_pages_are_understood() {
    let mut count = 0;
    for (page, lines) in lines_of_the_pages() {
        for line in lines {
            count += 1;
            is_understood(&line).unwrap_or_else(|wrong| {
                panic!("a line of {} is not understood: {wrong}", page.display())
            });
        }
    }
    assert!(count > 30, "{count}");
}

/// A home with everything that the pages speak of: files of other apps, a folder to sync, a backup.
fn home_of_the_pages() -> Home {
    let home = Home::new();
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile");
    for folder in ["usb", "watch", "Takeout/Fitbit"] {
        std::fs::create_dir_all(home.path(folder)).unwrap();
    }
    for (name, like) in [
        ("export.csv", "whole_daylio.csv"),
        ("daylio_export.csv", "whole_daylio.csv"),
        ("bearable-export.csv", "whole_bearable.csv"),
        ("export.zip", "whole_apple_health.zip"),
        ("activities.csv", "whole_garmin.csv"),
        ("watch/run.fit", "whole_run.fit"),
        (
            "Takeout/Fitbit/exercise-0.json",
            "whole_fitbit_exercise.json",
        ),
    ] {
        std::fs::copy(corpus.join(like), home.path(name)).unwrap();
    }
    for (name, text) in [
        (
            "moods.xlsx",
            "Date,Mood Score,Journal\n2026-02-01,4/5,slow\n",
        ),
        ("rides.csv", "Date,Duration\n21/02/2026,45 min\n"),
        ("diary.csv", "Date,Mood\n2026-02-01,rad\n2026-02-02,meh\n"),
        ("passphrase", "four plain words here\n"),
    ] {
        std::fs::write(home.path(name), text).unwrap();
    }
    home.done(&["checkin", "7", "5", "6", "4"]);
    home.done(&["import", "diary.csv", "--map", "rad=9,meh=5"]);
    home
}

/// What stands in a line for a thing of the person's own, as it is called in that home.
fn of_the_home(word: &str, home: &Home) -> Vec<String> {
    let backup = || {
        let mut backups = std::fs::read_dir(home.path("data/backups")).unwrap();
        let name = backups.next().unwrap().unwrap().file_name();
        name.to_string_lossy().into_owned()
    };
    let import = || home.json(&["import", "list", "--json"])["imports"][0]["id"].clone();
    let one = match word {
        "FILE" => "daylio_export.csv".to_owned(),
        "ID" => import().as_str().unwrap().to_owned(),
        "/media/usb" => "usb".to_owned(),
        "~/watch/*.fit" => "watch/run.fit".to_owned(),
        "morning.toml" => "data/routines/morning.toml".to_owned(),
        "--encrypt" => {
            return ["--encrypt", "--passphrase-file", "passphrase"]
                .map(str::to_owned)
                .into();
        }
        "~/.local/share/firstline/routines/morning-five.toml" => {
            "data/routines/morning-five.toml".to_owned()
        }
        daily if daily.ends_with("-daily.db") => backup(),
        folder if folder.starts_with("~/") => {
            let folder = folder.trim_start_matches("~/");
            std::fs::create_dir_all(home.path(folder)).unwrap();
            folder.to_owned()
        }
        other => other.to_owned(),
    };
    vec![one]
}

#[test]
fn the_command_lines_of_the_readme_and_the_pages_work() {
    let mut count = 0;
    for (page, lines) in lines_of_the_pages() {
        let home = home_of_the_pages();
        for line in lines {
            count += 1;
            let typed: Vec<String> = words(&line)[1..]
                .iter()
                .flat_map(|word| of_the_home(word, &home))
                .collect();
            let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
            let ran = home.command(&typed).env("EDITOR", "true").output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr);
            // 3 is for what has nothing to show yet.
            let worked = matches!(ran.status.code(), Some(0 | 3));
            assert!(worked, "{}: {line}\n{said}", page.display());
            if let Some((_, there)) = line.split_once("| ssh desk firstline ") {
                let desk = Home::new();
                desk.done(&["checkin", "5"]);
                let took = desk.piped(
                    &words(there).iter().map(String::as_str).collect::<Vec<_>>(),
                    &ran.stdout,
                );
                assert_eq!(took.code, 0, "{line}\n{}", took.err);
            }
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn the_examples_of_the_help_work() {
    // These ask, open something or write outside of the home; other tests run them.
    let left_out = [
        "start",
        "--demo",
        "phq9",
        "phq2",
        "gad7",
        "remind",
        "config edit",
        "edit 0",
        "delete 0",
        "import undo",
        "experiment new --a",
        "checkin 7 5 6 4 --set",
        "restore 2026",
        "restore /media",
        "merge",
        "man",
        "completions",
    ];
    let all: Vec<Vec<String>> = commands()
        .iter()
        .map(|command| {
            let help = command.get_after_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            let own = help
                .lines()
                .filter_map(|line| line.strip_prefix("  firstline "));
            let runs = |line: &&str| !left_out.iter().any(|start| line.starts_with(start));
            own.filter(runs).map(str::to_owned).collect()
        })
        .collect();
    assert!(all.iter().flatten().count() > 65);
    let next = std::sync::Mutex::new(all.iter());
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                loop {
                    let Some(lines) = next.lock().unwrap().next() else {
                        break;
                    };
                    // A home for each command: what one deletes or undoes, another's examples need.
                    let home = home_of_the_pages();
                    let tags = ["checkin", "5", "@outdoors", "--tag", "w people", "@pills"];
                    home.done(&tags);
                    home.done(&["checkin", "5", "@meds", "--on", "2026-02-14"]);
                    home.done(&["log", "walk", "20m"]);
                    for line in lines {
                        let words = words(&format!("firstline {line}"));
                        let words = words[1..].iter();
                        let typed: Vec<String> =
                            words.flat_map(|word| of_the_home(word, &home)).collect();
                        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
                        let ran = home.run(&typed);
                        assert!(matches!(ran.code, 0 | 3), "firstline {line}\n{}", ran.err);
                    }
                }
            });
        }
    });
}

#[test]
fn an_example_that_does_not_work_would_be_found() {
    assert!(is_understood("firstline histroy").is_err());
    assert!(is_understood("firstline history --dyas 3").is_err());
    assert_eq!(
        words("  firstline log walk '2 m' \"a b\"   a remark"),
        ["firstline", "log", "walk", "2 m", "a b"]
    );
}

#[test]
fn every_command_has_a_manual_page() {
    let home = Home::new();
    let folder = home.path("man");
    home.done(&["man", "--all", "-o", &folder.to_string_lossy()]);
    let main = home.done(&["man"]);
    assert!(
        main.contains(".TH firstline 1") && main.contains("EXIT STATUS"),
        "{main}"
    );
    for command in commands() {
        let name = command.get_name();
        let page = home.done(&["man", name]);
        assert!(
            page.contains(&format!(".TH firstline\\-{name} 1"))
                || page.contains(&format!(".TH firstline-{name} 1"))
        );
        assert!(
            page.contains("Examples:"),
            "the page of {name} has no examples"
        );
        assert_eq!(
            std::fs::read_to_string(folder.join(format!("firstline-{name}.1"))).unwrap(),
            page
        );
    }
    assert!(
        home.done(&["man", "routines", "new"])
            .contains("Create a routine file")
    );
    let wrong = home.run(&["man", "histroy"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("No command called \"histroy\""),
        "{}",
        wrong.err
    );
    assert!(!home.db().exists(), "a page needs no database");
}

/// What a shell is told by the program for a line whose last word is begun, with a home that has tags and records.
/// `None` where the shell is not on this machine.
fn offered(home: &Home, shell: &str, line: &[&str]) -> Option<Vec<String>> {
    let script = home.path(&format!("completions.{shell}"));
    std::fs::write(&script, home.done(&["completions", shell])).unwrap();
    let script = script.display();
    let words: Vec<String> = line.iter().map(|word| format!("'{word}'")).collect();
    let (words, last) = (words.join(" "), line.len() - 1);
    let asked = match shell {
        "bash" => format!(
            "source '{script}'; COMP_WORDS=({words}); COMP_CWORD={last}; COMP_TYPE=9; \
             _clap_complete_firstline firstline '{}' '{}'; IFS=$'\\n'; printf '%s\\n' \"${{COMPREPLY[*]}}\"",
            line[last],
            line[last - 1]
        ),
        "zsh" => format!(
            "compdef() {{ :; }}; _describe() {{ shift 2; print -rl -- ${{(P)1}} }}; source '{script}'; \
             words=({words}); CURRENT={}; _clap_dynamic_completer_firstline",
            last + 1
        ),
        "fish" => format!("source '{script}'; complete -C '{}'", line.join(" ")),
        other => panic!("{other} is not asked here"),
    };
    let own = PathBuf::from(env!("CARGO_BIN_EXE_firstline"));
    let path = format!(
        "{}:/usr/local/bin:/usr/bin:/bin",
        own.parent().unwrap().display()
    );
    let ran = Process::new(shell)
        .args(if shell == "zsh" {
            &["-f", "-c"][..]
        } else {
            &["-c"]
        })
        .arg(asked)
        .env_clear()
        .envs(home.environment())
        .env("PATH", path)
        .current_dir(home.path("."))
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let out = String::from_utf8_lossy(&ran.stdout).into_owned();
    let err = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(
        !err.contains("command not found"),
        "{shell} {line:?}: {err}"
    );
    let value = |row: &str| row.split(['\t', ':']).next().unwrap().trim().to_owned();
    Some(
        out.split(['\n', '\u{b}'])
            .map(value)
            .filter(|row| !row.is_empty())
            .collect(),
    )
}

#[test]
fn bash_zsh_and_fish_complete_names_and_values() {
    let home = Home::new();
    home.done(&["checkin", "7", "--tag", "outdoors"]);
    home.done(&["routines", "new", "Morning five", "--from", "gentle-8"]);
    let import = home.path("moods.csv");
    std::fs::write(&import, "day,mood\n2026-02-01,6\n").unwrap();
    let import = home.json(&["import", "moods.csv", "--json"]);
    let import = import["import_id"].as_str().unwrap();
    let checked = home.json(&["today", "--json"])["check_ins"][0]["id"].clone();
    let checked = checked.as_str().unwrap();
    let backup = home.json(&["backup", "--json"]);
    let backup = PathBuf::from(backup["path"].as_str().unwrap());
    let backup = backup.file_name().unwrap().to_str().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let Some(commands) = offered(&home, shell, &["firstline", "his"]) else {
            eprintln!("{shell} is not on this machine; what it offers was not asked");
            continue;
        };
        assert_eq!(commands, ["history"], "{shell}");
        for (line, value) in [
            (&["firstline", "log", "yog"][..], "yoga"),
            (&["firstline", "start", "walk-"], "walk-10"),
            (&["firstline", "start", "morn"], "morning-five"),
            (&["firstline", "checkin", "7", "--tag", "out"], "outdoors"),
            (&["firstline", "history", "--tag", "out"], "outdoors"),
            (&["firstline", "edit", "la"], "last"),
            (&["firstline", "edit", &checked[..8]], checked),
            (&["firstline", "import", "undo", ""], import),
            (&["firstline", "restore", &backup[..8]], backup),
            (&["firstline", "support", "--country", "N"], "NZ"),
            (&["firstline", "config", "get", "the"], "theme"),
            (&["firstline", "checkin", "--sleep-"], "--sleep-hours"),
        ] {
            let found = offered(&home, shell, line).unwrap();
            assert!(
                found.iter().any(|found| found == value),
                "{shell} {line:?}: {found:?}"
            );
        }
    }
    // Asking makes no database.
    let empty = Home::new();
    if let Some(found) = offered(&empty, "bash", &["firstline", "checkin", "--tag", ""]) {
        assert!(!empty.db().exists(), "{found:?}");
    }
}

#[test]
fn every_shell_has_a_script_that_it_can_read() {
    let home = Home::new();
    for (shell, check) in [
        ("bash", &["-n"][..]),
        ("zsh", &["-n"]),
        ("fish", &["--no-execute"]),
        ("elvish", &["-compileonly"]),
    ] {
        let script = home.done(&["completions", shell]);
        assert!(script.contains("FIRSTLINE_COMPLETE"), "{script}");
        let path = home.path(shell);
        std::fs::write(&path, script).unwrap();
        let ran = Process::new(shell)
            .args(check)
            .arg(&path)
            .stdin(Stdio::null())
            .output();
        match ran {
            Ok(ran) => assert!(
                ran.status.success(),
                "{shell}: {}",
                String::from_utf8_lossy(&ran.stderr)
            ),
            Err(_) => eprintln!("{shell} is not on this machine; its script was made, not parsed"),
        }
    }
    assert!(
        home.done(&["completions", "powershell"])
            .contains("Register-ArgumentCompleter")
    );
    assert!(
        home.done(&["completions", "nushell"])
            .contains("export extern")
    );
    // No test machine has these shells; what was read with their manuals stays as it is.
    for shell in ["nushell", "elvish", "powershell"] {
        let script = home.done(&["completions", shell]);
        insta::assert_snapshot!(format!("completions-{shell}"), script);
    }
    let wrong = home.run(&["completions", "tcsh"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("possible values"), "{}", wrong.err);
}

#[test]
fn help_has_a_commands_own_options_first_and_global_ones_where_they_act() {
    let home = Home::new();
    let help = home.done(&["log", "--help"]);
    let (own, global) = help.split_once("Global options:").unwrap();
    assert!(
        own.contains("--effort") && own.contains("-n, --note"),
        "{help}"
    );
    assert!(
        global.contains("--db") && global.contains("--config"),
        "{help}"
    );
    for foreign in ["--ascii", "--plain", "--color"] {
        assert!(
            !help.contains(foreign),
            "{foreign} does nothing in log: {help}"
        );
    }
    assert!(home.done(&["history", "--help"]).contains("--ascii"));
    for command in Options::command().get_subcommands() {
        let help = home.done(&[command.get_name(), "--help"]);
        assert!(
            !help.contains("[default: ]") && !help.contains("[default: \"\"]"),
            "{help}"
        );
    }
    let help = home.done(&["--help"]);
    for part in [
        "Environment:",
        "FIRSTLINE_DB",
        "NO_COLOR",
        "Exit codes: 0 done",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
}

#[test]
fn words_that_people_try_get_a_tip() {
    let home = Home::new();
    for (word, tip) in [
        ("list", "firstline history"),
        ("stats", "firstline insights"),
        ("note", "firstline checkin --note"),
        ("settings", "firstline config"),
        ("rm", "firstline delete"),
        ("histry", "firstline history"),
        ("completion", "firstline completions"),
        ("walk", "firstline log walk 25m"),
        ("7", "firstline checkin 7"),
        ("login", "nothing to set up"),
        ("xyzzy", "firstline --help"),
    ] {
        let ran = home.run(&["--color", "never", word]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{word}");
        let first = format!("firstline: No command called \"{word}\".");
        assert!(
            ran.err.starts_with(&first) && ran.err.contains(tip),
            "{word}: {}",
            ran.err
        );
        assert_eq!(ran.err.lines().count(), 1, "{word}: {}", ran.err);
    }
    // A word that is wrong inside a command is told by that command.
    let inner = home.run(&["config", "lst"]);
    assert!(inner.err.contains("'list'"), "{}", inner.err);
    let fields = home.run(&["today", "--json", "id,day"]);
    assert!(
        fields.code == 2 && fields.err.contains("take fields after --json"),
        "{}",
        fields.err
    );
}

#[test]
fn lists_print_the_fields_that_are_asked_for() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "@work", "+late"]);
    home.done(&["checkin", "4", "--on", "yesterday", "@work"]);
    home.done(&["log", "walk", "20m"]);
    let days = home.json(&["checkins", "--json", "day,mood"]);
    let days = days["check_ins"].as_array().unwrap();
    assert_eq!(days[1], json!({"day": "2026-03-02", "mood": 7}));
    let sessions = home.json(&["sessions", "--json", "title, active_seconds"]);
    let walk = json!([{"active_seconds": 1200, "title": "Walk, own pace"}]);
    assert_eq!(
        (&sessions["version"], &sessions["sessions"]),
        (&json!(1), &walk)
    );
    let days = home.json(&["history", "--json=day", "--limit", "1"]);
    assert_eq!(days["days"], json!([{"day": "2026-03-02"}]));
    let all = home.json(&["checkins", "--limit", "1", "--json"]);
    assert_eq!(all["check_ins"][0]["tags"], json!(["work", "late"]));
    let wrong = home.run(&["sessions", "--json", "id,begun"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(
        wrong
            .err
            .contains("No field called \"begun\". Fields: active_seconds, ")
            && wrong.err.trim_end().ends_with("title."),
        "{}",
        wrong.err
    );
}

#[test]
fn a_tag_after_a_list_filters_it() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "@work", "+late"]);
    home.done(&["checkin", "4", "--on", "yesterday", "@work"]);
    let count = |words: &[&str]| home.done(&[&["checkins"], words].concat()).lines().count();
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["list"]), 2);
    assert_eq!(count(&["@work"]), 2);
    assert_eq!(count(&["+Late"]), 1);
    assert_eq!(count(&["@work", "@late"]), 1, "all of them");
    assert_eq!(count(&["--tag", "work", "--tag", "late"]), 1);
    for command in ["history", "sessions", "today"] {
        let ran = home.run(&[command, "@nothing"]);
        assert_eq!(ran.code, 3, "{command}: {}", ran.err);
        assert!(ran.err.contains("No tag called \"nothing\""), "{}", ran.err);
    }
    let ran = home.run(&["checkins", "lake"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("--tag") && ran.err.contains("firstline search"),
        "{}",
        ran.err
    );
}

#[test]
fn colors_are_for_terminals_and_for_those_who_ask() {
    let home = Home::new();
    home.done(&["checkin", "7", "5"]);
    let is_colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = home
            .command(arguments)
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).contains("\u{1b}[")
    };
    for command in ["today", "history", "insights"] {
        assert!(!is_colored(&[command], &[]), "{command} in a pipe");
        assert!(
            is_colored(&[command, "--color", "always"], &[]),
            "{command}"
        );
        assert!(
            is_colored(&[command], &[("CLICOLOR_FORCE", "1")]),
            "{command}"
        );
        assert!(
            !is_colored(&[command], &[("CLICOLOR_FORCE", "0")]),
            "{command}"
        );
        let both = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
        assert!(!is_colored(&[command], &both), "{command}");
        assert!(
            !is_colored(&[command, "--json", "--color", "always"], &[]),
            "{command}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_error_after_a_stored_entry_says_that_it_was_stored() {
    let home = Home::new();
    let full = || {
        std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let ran = home
        .command(&["checkin", "7"])
        .stdout(full())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1));
    assert!(
        err.contains("disk is full") && err.contains("Your entry was saved."),
        "{err}"
    );
    assert_eq!(home.json(&["history", "--json"])["days"][0]["mood"], 7.0);
    let ran = home.command(&["history"]).stdout(full()).output().unwrap();
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(!err.contains("was saved"), "{err}");
}

#[test]
fn words_of_the_past_keep_working_on_the_command_line() {
    for line in [
        "firstline check-in 7",
        "firstline factors --json",
        "firstline experiment registration",
        "firstline start --gentle",
        "firstline start --tiny",
        "firstline plan --minutes 60",
        "firstline plan --off ill",
        "firstline plan --off holiday",
    ] {
        is_understood(line).unwrap();
    }
    let shown: String = commands()
        .into_iter()
        .map(|mut command| command.render_long_help().to_string())
        .collect();
    for word in ["--gentle", "--tiny", "registration", "holiday"] {
        assert!(!shown.contains(word), "{word} is still offered");
    }
}
