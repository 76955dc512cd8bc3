//! The README's lists of keys and commands are the program's own. `UPDATE_README=1 cargo test readme`
//! writes them anew.

use clap::CommandFactory as _;
use firstline::cli::Options;
use firstline::keys::{Context, TABLE};
use std::fmt::Write as _;
use std::path::PathBuf;

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn keys() -> String {
    let mut text =
        String::from("| where | keys | what | name in config.toml |\n| --- | --- | --- | --- |\n");
    for context in Context::ALL {
        let mut rows: Vec<(String, &str, String)> = Vec::new();
        for binding in TABLE.iter().filter(|binding| binding.context == context) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            let name = binding
                .name()
                .map(|name| format!("`{name}`"))
                .unwrap_or_default();
            match rows.last_mut() {
                Some((present, label, names)) if *label == binding.label => {
                    *present = format!("{present} {}", keys.join(" "));
                    *names = format!("{names} {name}");
                }
                _ => rows.push((keys.join(" "), binding.label, name)),
            }
        }
        for (index, (keys, label, names)) in rows.iter().enumerate() {
            let place = if index == 0 { context.title() } else { "" };
            let _ = writeln!(text, "| {place} | {keys} | {label} | {names} |");
        }
    }
    text
}

fn commands() -> String {
    let mut text = String::from("| command | what it does |\n| --- | --- |\n");
    for command in Options::command()
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        let _ = writeln!(text, "| `firstline {}` | {about} |", command.get_name());
    }
    text
}

fn with(page: &str, name: &str, list: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let begin = page.find(&open).unwrap() + open.len();
    let end = page.find(&close).unwrap();
    format!("{}{list}{}", &page[..begin], &page[end..])
}

#[test]
#[expect(clippy::disallowed_methods, reason = "asked for on the command line")]
fn the_readme_lists_the_programs_own_keys_and_commands() {
    let written = std::fs::read_to_string(page()).unwrap();
    let right = with(&with(&written, "keys", &keys()), "commands", &commands());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(page(), &right).unwrap();
    }
    assert!(
        written == right || std::env::var_os("UPDATE_README").is_some(),
        "the README's lists are not the program's; UPDATE_README=1 cargo test readme writes them"
    );
}
