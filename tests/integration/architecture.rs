//! The layers: which part may use which, checked over the sources; and pages that tell the truth.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A layer, what it may use of ours, and what it must not touch outside.
const RULES: [(&str, &[&str], &[&str]); 22] = [
    (
        "domain",
        &["domain"],
        &["std::fs", "ratatui", "crossterm", "rusqlite", "std::env"],
    ),
    (
        "content",
        &["content", "domain"],
        &["std::fs", "ratatui", "crossterm", "rusqlite"],
    ),
    (
        "stats",
        &["stats", "domain"],
        &["std::fs", "ratatui", "crossterm", "rusqlite"],
    ),
    (
        "coach",
        &["coach", "content", "stats", "domain"],
        &["std::fs", "ratatui", "crossterm", "rusqlite"],
    ),
    (
        "export",
        &["export", "coach", "content", "stats", "domain"],
        &["std::fs", "ratatui", "crossterm", "rusqlite", "std::env"],
    ),
    (
        "store",
        &["store", "domain", "fs"],
        &["ratatui", "crossterm"],
    ),
    (
        "keys",
        &["keys", "content", "config"],
        &["ratatui", "rusqlite", "std::fs", "std::env"],
    ),
    (
        "widgets",
        &[
            "widgets",
            "keys",
            "content",
            "domain",
            "config",
            "environment",
        ],
        &["rusqlite", "std::fs", "std::env"],
    ),
    (
        "screens",
        &[
            "screens", "widgets", "keys", "coach", "content", "stats", "domain", "config",
        ],
        &["rusqlite", "std::fs", "std::env"],
    ),
    (
        "app",
        &[
            "app", "screens", "widgets", "keys", "coach", "content", "stats", "domain", "config",
        ],
        &["rusqlite", "std::fs", "std::env"],
    ),
    (
        "terminal",
        &[
            "terminal",
            "app",
            "screens",
            "widgets",
            "keys",
            "store",
            "clock",
            "config",
            "environment",
            "content",
            "domain",
            "routine_files",
            "theme_files",
            "import",
            "fs",
            "hooks",
        ],
        &["rusqlite"],
    ),
    (
        "cli",
        &[
            "cli",
            "store",
            "import",
            "export",
            "coach",
            "content",
            "stats",
            "keys",
            "domain",
            "clock",
            "config",
            "environment",
            "paths",
            "routine_files",
            "theme_files",
            "terminal",
            "demo",
            "fs",
            "hooks",
            "widgets",
        ],
        &["ratatui", "crossterm", "rusqlite"],
    ),
    (
        "import",
        &[
            "import",
            "export",
            "store",
            "content",
            "domain",
            "clock",
            "routine_files",
            "fs",
        ],
        &["ratatui", "crossterm", "rusqlite", "std::env"],
    ),
    (
        "clock",
        &["clock", "domain"],
        &["ratatui", "rusqlite", "std::fs"],
    ),
    ("fs", &["fs"], &["ratatui", "crossterm", "rusqlite"]),
    (
        "environment",
        &["environment", "domain"],
        &["ratatui", "rusqlite"],
    ),
    (
        "paths",
        &["paths", "environment"],
        &["ratatui", "crossterm", "rusqlite"],
    ),
    (
        "config",
        &["config", "theme_files", "content", "domain", "fs"],
        &["ratatui", "crossterm", "rusqlite"],
    ),
    (
        "theme_files",
        &["theme_files", "config", "content", "domain", "fs"],
        &["ratatui", "crossterm", "rusqlite"],
    ),
    (
        "routine_files",
        &["routine_files", "content", "domain", "fs"],
        &["ratatui", "crossterm", "rusqlite"],
    ),
    (
        "hooks",
        &["hooks", "export", "config", "environment", "domain"],
        &["ratatui", "crossterm", "rusqlite"],
    ),
    (
        "demo",
        &["demo", "store", "content", "domain"],
        &["ratatui", "crossterm", "rusqlite"],
    ),
];

/// Files where key types are at home in `app`.
const KEYS: [&str; 3] = ["app.rs", "message.rs", "typing.rs"];

/// The files that start other programs, with arguments as a list.
const STARTERS: [&str; 5] = [
    "cli/config.rs",
    "cli/remind.rs",
    "hooks.rs",
    "terminal/cues.rs",
    "terminal/cues/notification.rs",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The same without files of tests.
fn production(folder: &Path) -> Vec<PathBuf> {
    let is_test = |file: &Path| {
        file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "tests")
    };
    let mut files = sources(folder);
    files.retain(|file| !is_test(file.strip_prefix(root()).unwrap()));
    files
}

fn layer(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// The code of a file without its tests, comments and doc comments.
fn code(text: &str) -> String {
    let text = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    let text = text
        .split("#[cfg(test)]\npub mod tests")
        .next()
        .unwrap_or_default();
    let text = text
        .split("#[cfg(test)]\n#[cfg(unix)]\nmod tests")
        .next()
        .unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Our own layers that `text` names: after `crate::`, in groups too.
fn uses(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let mut names = Vec::new();
        match rest.strip_prefix('{') {
            None => names.push(rest),
            Some(group) => {
                let mut depth = 0;
                let mut begins = true;
                for (place, character) in group.char_indices() {
                    match character {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => begins = true,
                        other if begins && other.is_alphabetic() => {
                            names.push(&group[place..]);
                            begins = false;
                        }
                        _ => {}
                    }
                }
            }
        }
        for name in names {
            found.insert(
                name.chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect(),
            );
        }
    }
    found
}

/// What is wrong with a file of `layer`.
fn breaches(layer: &str, name: &str, text: &str) -> Vec<String> {
    let Some((_, allowed, forbidden)) = RULES.iter().find(|(rule, ..)| *rule == layer) else {
        return Vec::new();
    };
    let code = code(text);
    let mut breaches: Vec<String> = uses(&code)
        .into_iter()
        .filter(|used| !used.is_empty() && !allowed.contains(&used.as_str()))
        .map(|used| format!("{name} uses {used}"))
        .collect();
    for outside in *forbidden {
        // What Android exports is a database.
        let is_database = *outside == "rusqlite" && name == "health_connect.rs";
        // What clocks elsewhere show stands in files of the system.
        let is_zones = *outside == "std::fs" && name == "zones.rs";
        if code.contains(outside) && !is_database && !is_zones {
            breaches.push(format!("{name} touches {outside}"));
        }
    }
    if layer == "app" && code.contains("crossterm") && !KEYS.contains(&name) {
        breaches.push(format!("{name} knows key types"));
    }
    breaches
}

#[test]
fn each_layer_uses_only_those_below() {
    let mut found = Vec::new();
    for file in production(&root().join("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        found.extend(breaches(
            &layer(&file),
            &file.file_name().unwrap().to_string_lossy(),
            &text,
        ));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn readers_of_formats_see_no_files_no_clock_and_no_store() {
    for file in production(&root().join("src/import/formats")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = code(&text);
        let layers = uses(&code);
        let allowed = ["import", "export", "content", "domain"];
        assert!(
            layers.iter().all(|layer| allowed.contains(&layer.as_str()))
                && !code.contains("std::fs"),
            "{}: {layers:?}",
            file.display()
        );
    }
}

#[test]
fn a_planted_breach_is_found() {
    for (layer, text) in [
        ("domain", "use crate::store::Store;"),
        (
            "domain",
            "use crate::{domain::Day, store::{Store, StoreError}, app};",
        ),
        ("app", "fn f() { crate::store::open(); }"),
        ("app", "use std::fs::File;"),
        (
            "screens",
            "use crate::{\n    app::App,\n    store::Store,\n};",
        ),
        ("cli", "use crate::app::App;"),
        ("store", "use crate::content::words;"),
        (
            "content",
            "use std::{collections::BTreeMap};\nuse crate::cli;",
        ),
    ] {
        assert!(
            !breaches(layer, "planted.rs", text).is_empty(),
            "{layer}: {text}"
        );
    }
    assert!(
        breaches(
            "app",
            "today.rs",
            "use crate::domain::{Day, Now};\n// use crate::store\n"
        )
        .is_empty()
    );
}

/// What would open a socket or hand words to a shell, in `text`.
fn indiscretions(text: &str) -> Vec<&'static str> {
    const SOCKETS: [&str; 6] = [
        "std::net",
        "TcpStream",
        "UdpSocket",
        "TcpListener",
        "UnixListener",
        "UnixStream::connect",
    ];
    const SHELLS: [&str; 10] = [
        "\"sh\"",
        "\"/bin/sh\"",
        "\"bash\"",
        "\"/bin/bash\"",
        "sh -c",
        "\"cmd\"",
        "\"cmd.exe\"",
        "cmd /C",
        "cmd /c",
        "\"-c\"",
    ];
    let code = code(text);
    SOCKETS
        .into_iter()
        .chain(SHELLS)
        .filter(|sign| code.contains(sign))
        .collect()
}

#[test]
fn nothing_speaks_to_a_network_or_through_a_shell() {
    for file in production(&root().join("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(
            indiscretions(&text),
            Vec::<&str>::new(),
            "{}",
            file.display()
        );
        let name = file
            .strip_prefix(root().join("src"))
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let starts_programs =
            code(&text).contains("process::Command") || code(&text).contains("Command::new(\"");
        assert!(
            !starts_programs || STARTERS.contains(&name.as_str()),
            "{name} starts programs; only {STARTERS:?} are known to"
        );
    }
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for name in [
        "reqwest", "ureq", "hyper", "tokio", "curl", "rustls", "openssl", "socket2",
    ] {
        assert!(
            !manifest.lines().any(|line| line.starts_with(name)),
            "{name} is for networks"
        );
    }
}

#[test]
fn a_planted_shell_or_socket_is_found() {
    for text in [
        "Command::new(\"sh\").arg(\"-c\")",
        "Command::new(\"cmd\").args([\"/C\", line])",
        "use std::net::TcpStream;",
        "let line = format!(\"sh -c '{text}'\");",
    ] {
        assert!(!indiscretions(text).is_empty(), "{text}");
    }
    assert!(indiscretions("let (a, b) = UnixStream::pair()?;\n// never sh -c").is_empty());
}

/// What would write a file elsewhere than in `fs`, where links, databases and permissions are looked after.
const WRITERS: [&str; 7] = [
    "fs::write(",
    "File::create",
    "create_new(",
    ".create(true)",
    "fs::rename(",
    "fs::copy(",
    "fs::hard_link(",
];

#[test]
fn files_are_written_in_one_place() {
    let written = |text: &str| WRITERS.iter().any(|writer| code(text).contains(writer));
    for file in sources(&root().join("src")) {
        let is_test = file.components().any(|part| {
            ["tests", "tests.rs"]
                .iter()
                .any(|name| part.as_os_str() == *name)
        });
        if is_test || file.ends_with("src/fs.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!written(&text), "{} writes files", file.display());
    }
    assert!(written("std::fs::write(path, text)?;"));
}

#[test]
fn files_can_be_read_in_one_sitting() {
    // Tables, kept whole on purpose.
    let whole = ["table.rs"];
    for file in sources(&root().join("src")) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        assert!(
            lines <= 750 || whole.contains(&name.as_str()),
            "{} has {lines} lines",
            file.display()
        );
    }
}

#[test]
fn every_path_in_the_architecture_page_exists() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(
        page.lines().count() <= 150,
        "it is to be read in one sitting"
    );
    let mut checked = 0;
    for quoted in page.split('`').skip(1).step_by(2) {
        let is_path = ["src/", "tests/", "assets/", "benches/", "examples/"]
            .iter()
            .any(|start| quoted.starts_with(start));
        if is_path && !quoted.contains('*') {
            assert!(root().join(quoted).exists(), "{quoted} doesn't exist");
            checked += 1;
        }
    }
    assert!(checked > 15, "only {checked} paths were found");
}
