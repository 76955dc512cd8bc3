//! What explains the program: its help with examples, manual pages, completions. All come from one grammar.

use crate::support::Home;
use clap::{Command, CommandFactory as _, Parser as _};
use firstline::cli::Options;
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

#[test]
fn the_readmes_command_lines_are_understood() {
    let page = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .unwrap();
    let blocks = page.split("```").skip(1).step_by(2);
    let lines: Vec<&str> = blocks
        .flat_map(str::lines)
        .filter(|line| line.starts_with("firstline "))
        .collect();
    assert!(lines.len() > 8, "{lines:?}");
    for line in lines {
        is_understood(line)
            .unwrap_or_else(|wrong| panic!("a line of the README is not understood: {wrong}"));
    }
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
            .contains("Begin a file of your own")
    );
    let wrong = home.run(&["man", "histroy"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("there is no command \"histroy\""),
        "{}",
        wrong.err
    );
    assert!(!home.db().exists(), "a page needs no database");
}

#[test]
fn completions_parse_where_the_shell_is_there_to_ask() {
    let home = Home::new();
    for (shell, check) in [
        ("bash", &["-n"][..]),
        ("zsh", &["-n"]),
        ("fish", &["--no-execute"]),
        ("elvish", &["-compileonly"]),
    ] {
        let script = home.done(&["completions", shell]);
        // Elvish's scripts offer commands and options alone.
        for name in ["checkin", "sleep-hours"]
            .into_iter()
            .chain((shell != "elvish").then_some("walk-10"))
        {
            assert!(script.contains(name), "{shell} does not know {name}");
        }
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
    let wrong = home.run(&["completions", "tcsh"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("possible values"), "{}", wrong.err);
}

#[test]
fn bash_offers_commands_routines_and_activities() {
    let home = Home::new();
    let script = home.done(&["completions", "bash"]);
    let ask = |line: &[&str]| {
        let words: Vec<String> = line.iter().map(|word| format!("'{word}'")).collect();
        let asked = format!(
            "{script}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_firstline firstline \"${{COMP_WORDS[COMP_CWORD]}}\" \
             \"${{COMP_WORDS[COMP_CWORD-1]}}\"\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
            words.join(" "),
            line.len() - 1
        );
        let ran = Process::new("bash")
            .args(["--norc", "-c", &asked])
            .stdin(Stdio::null())
            .output()
            .ok()?;
        Some(String::from_utf8_lossy(&ran.stdout).into_owned())
    };
    let Some(commands) = ask(&["firstline", "his"]) else {
        eprintln!("bash is not on this machine; what it offers was not asked");
        return;
    };
    assert_eq!(commands.trim(), "history");
    assert!(
        ask(&["firstline", "start", "walk-"])
            .unwrap()
            .contains("walk-10")
    );
    assert!(ask(&["firstline", "log", "yog"]).unwrap().contains("yoga"));
    assert!(
        ask(&["firstline", "support", "--country", "N"])
            .unwrap()
            .contains("NZ")
    );
}
