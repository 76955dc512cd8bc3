//! The pages in `docs` list what the program has: keys, commands, sources, settings. `UPDATE_DOCS=1 cargo test docs::`
//! writes the lists.

use clap::CommandFactory as _;
use firstline::cli::Options;
use firstline::content::cards;
use firstline::keys::{Context, TABLE};
use std::fmt::Write as _;
use std::path::PathBuf;

fn page(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(page(name)).unwrap()
}

fn keys() -> String {
    let mut text =
        String::from("| Where | Keys | What | Name in config.toml |\n| --- | --- | --- | --- |\n");
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

fn sources() -> String {
    let mut text = String::from("| source | published in | title |\n| --- | --- | --- |\n");
    for source in cards::sources() {
        let note = source
            .note
            .as_ref()
            .map(|note| format!(" ({note})"))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} {} | {}, [{}](https://doi.org/{}) | {}{note} |",
            source.authors,
            source.year,
            source.journal,
            source.doi,
            source.doi,
            source.title.as_deref().unwrap_or_default(),
        );
    }
    text
}

#[test]
#[expect(clippy::disallowed_methods, reason = "asked for on the command line")]
fn the_lists_of_the_pages_are_the_programs_own() {
    let updates = std::env::var_os("UPDATE_DOCS").is_some();
    for (name, list, right) in [
        ("docs/keys.md", "keys", keys()),
        ("docs/cli.md", "commands", commands()),
        ("docs/sources.md", "sources", sources()),
    ] {
        let written = read(name);
        let right = with(&written, list, &right);
        if updates {
            std::fs::write(page(name), &right).unwrap();
        }
        assert!(
            updates || written == right,
            "the list in {name} is not the program's; UPDATE_DOCS=1 cargo test docs:: writes it"
        );
    }
}

#[test]
fn every_setting_is_on_its_page_and_no_other() {
    let page = read("docs/config.md");
    let table = page.split("## Keys").next().unwrap();
    let named: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let commented = include_str!("../../assets/config.toml");
    let settings: Vec<&str> = commented
        .lines()
        .map(|line| line.trim_start_matches("# "))
        .take_while(|line| *line != "[keys]")
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
        .filter(|name| {
            name.chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '_')
        })
        .collect();
    assert!(settings.len() > 12, "{settings:?}");
    for name in &settings {
        assert!(named.contains(name), "docs/config.md has {name}");
    }
    assert_eq!(named.len(), settings.len(), "{named:?} {settings:?}");
}

#[test]
fn every_link_between_the_pages_leads_somewhere() {
    let mut pages = vec!["README.md".to_owned()];
    for entry in std::fs::read_dir(page("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "md") {
            let name = path.file_name().unwrap().to_str().unwrap();
            pages.push(format!("docs/{name}"));
        }
    }
    assert!(pages.len() > 10, "{pages:?}");
    for name in pages {
        let folder = page(&name).parent().unwrap().to_owned();
        for link in read(&name).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            assert!(
                target.starts_with("https://") || folder.join(target).exists(),
                "{name} links to {target}"
            );
        }
    }
}

#[test]
fn the_readme_is_short_and_has_the_two_commands() {
    let text = read("README.md");
    assert!((6_000..9_000).contains(&text.len()), "{}", text.len());
    for command in ["cargo run --release -- --demo", "`cargo test`"] {
        assert!(text.contains(command), "{command}");
    }
}

#[test]
fn the_page_about_insights_shows_a_protocol_and_its_hash_as_they_are() {
    use firstline::coach::experiment::Proposal;
    use firstline::coach::experiment::fingerprint::{canonical, fingerprint};
    use firstline::domain::{Day, Id};
    let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00.25+01:00").unwrap();
    let usual = Proposal::usual(Day::from_date(at.date_naive()));
    let made = usual.register(Id::new(at, [7; 10]), 3, at);
    let page = include_str!("../../docs/insights.md");
    for part in [canonical(&made), fingerprint(&made)] {
        assert!(page.contains(&part), "{part}");
    }
}

#[test]
fn the_pictures_show_what_the_program_shows() {
    for (name, picture) in crate::pictures::all() {
        let written = std::fs::read_to_string(page("docs/img").join(&name));
        assert!(
            written.is_ok_and(|written| written == picture),
            "docs/img/{name} is an old picture; cargo run --example pictures draws it again"
        );
        assert!(picture.len() < 300_000, "{name}: {} bytes", picture.len());
    }
}
