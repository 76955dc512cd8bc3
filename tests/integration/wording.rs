//! Every text a person reads is in plain American English, in the words of other apps, and kind: no debt, no blame, no
//! hype, no promise of a treatment. Each text is held against a list of patterns.
//!
//! What may stay whatever it says: titles of studies, words of published questionnaires, names of crisis lines, what
//! people typed, keys and values of JSON and CSV, names of settings.

use crate::error_forms;
use crate::support::Home;
use clap::{Command, CommandFactory as _};
use firstline::cli::Options;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What no text matches, whatever the case of its letters.
const PATTERNS: [&str; 27] = [
    // Said by other apps as undo, reset, save, import, merge, resume, skip, continue, your, automatically.
    r"\btak(e|es|en|ing) (\w+ ){0,3}back\b",
    r"\bset(s)? (it )?back\b",
    r"\bputs? (one |it |them )?(back|away|off)\b",
    r"\bbr(ing|ings|ought) (\w+ ){0,3}(back|in|together)\b",
    r"\b(comes?|came) (in\b|along)",
    r"\b(go|goes|going|went) on\b",
    r"\btak(e|es) (up|over)\b",
    r"\bof (your|one's|its) own\b",
    r"\bby (itself|themselves)\b",
    // Words of another century, and figures of speech.
    r"\b(anew|nowhere|nobody|unbidden|half-?way point|holds all|wobble|yardstick)\b",
    r"\bhalf[- ]way\b|\bfrom (now|tomorrow) on\b",
    r"\d %|\bday\(s\)|±|\bthere (is|are) no\b[^.]*\byet\b|\bthe \w+ there are\b",
    r"\btells? (which|where|how|most|it)\b|, which is no\b",
    r"\b(is|are|was) no (a |an )?(diagnosis|file|base64|verdict|fault|medical|date|id|proof|rest|header|figure|FIT|firstline|import)\b",
    r"\bis none of\b|\basked wrongly\b",
    // Contractions.
    r"\b(do|does|did|is|are|was|can|could|will|has|have) not\b|\bcannot\b",
    r"\b(has|have)n't come yet\b",
    // American English.
    r"\b(colour|favour|behaviour|neighbour|centre|grey|programme|medicine|pedalling|jewel)",
    r"(synchron|random|recogn|organ)is(e|ed|es|ing|ation)\b",
    // One word for one thing.
    r"\b(factors?|self-trial|registration|registered|aims?|noted|look back|digits? tick|spoken with|effort any|outings?|marginal)\b",
    r"\bmeasurement noise\b|\brange called\b|\bthe usual (value|keys|one)\b|\bown keys\b",
    // A program on a person's computer, not a company; and nothing that assumes or instructs in a crisis.
    r"\b(we|our|ours)\b|\bplease check\b|might act on|\bcommit(ted)? suicide\b|\b(successful suicide|failed attempt)\b",
    // No calories, no weight, no debt, no blame.
    r"\b(burn|calorie|kcal|lazy|earned|cure|heal|weighs?|snack|guilt|streak)s?\b",
    r"\bonly \d+ (min|day|session|second)|\b(excuses?|cheat|punish|shame)\b",
    // No shouting, no praise, no stiff phrases.
    r"[a-z]!|\b(livelier|likeable)\b|\bmore than none\b|\bwhatever does you\b|\bno more than\b|\bthe most minutes\b",
    r"\b(amazing|awesome|incredible|guaranteed|miracle|unleash|epic|detox)\b",
    // No diagnosis, no promise.
    r"\byou (have|suffer from) depression\b|\byour depression\b|\byou are depressed\b|\b(prescribed?|diagnosed)\b",
];

/// Parts of texts that are allowed, each for its reason; they are cut out before a text is looked at.
const ALLOWED: [&str; 16] = [
    // SQL.
    "IS NOT",
    // The card that explains why none is shown.
    "a broken streak",
    // Names of crisis lines.
    "Talian HEAL",
    "Centre de Prévention du Suicide",
    // What the person of the example wrote.
    "could not get going",
    // What there is none of, and a column of Bearable.
    "There are no streaks",
    "Symptoms, factors and medication",
    // The name of an app, and a sentence as the wording has it.
    "How We Feel",
    "This can't tell which causes",
    // Journals, and what a study is called.
    "Sports Medicine",
    "Behavioral Medicine",
    "randomised controlled trial",
    // A day of the week.
    "\u{b7} We \u{b7}",
    // Ids of cards, and the old name of a command, and of what it lists as JSON.
    "beside-medicine",
    "experiment registration",
    "\"factors\"",
];

/// Areas whose texts are clean. The others are counted and named, for whoever works on them.
const CLEAN: [&str; 6] = ["assets", "help", "commands", "messages", "docs", "screens"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

struct Check {
    patterns: Vec<Regex>,
    filled: Regex,
}

impl Check {
    fn new() -> Self {
        let build = |pattern: &&str| {
            let mut builder = RegexBuilder::new(pattern);
            builder.case_insensitive(true).build().unwrap()
        };
        Self {
            patterns: PATTERNS.iter().map(build).collect(),
            filled: Regex::new(r"\{\w+(:[^}]*)?\}").unwrap(),
        }
    }

    /// What is wrong with `text`.
    fn wrong(&self, text: &str) -> Vec<String> {
        let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // What a sentence is filled in with has a name for programmers.
        text = self.filled.replace_all(&text, "{}").into_owned();
        for allowed in ALLOWED {
            text = text.replace(allowed, "");
        }
        let found = self.patterns.iter().filter_map(|one| one.find(&text));
        found.map(|found| found.as_str().to_owned()).collect()
    }
}

/// Holds the texts of an area against the patterns; one that isn't clean yet is only counted.
fn hold(area: &str, least: usize, texts: impl IntoIterator<Item = (String, String)>) {
    let check = Check::new();
    let (mut read, mut found) = (0, Vec::new());
    for (place, text) in texts {
        read += 1;
        let wrong = check.wrong(&text);
        if !wrong.is_empty() {
            let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            found.push(format!(
                "{place}: {wrong:?} in {}",
                shorten(&text, &wrong[0])
            ));
        }
    }
    assert!(read >= least, "only {read} texts of {area} were read");
    if CLEAN.contains(&area) {
        assert!(found.is_empty(), "{area}:\n{}", found.join("\n"));
    } else {
        eprintln!("{area}: {} texts aren't clean yet", found.len());
        for line in &found {
            eprintln!("  {line}");
        }
    }
}

/// The part of a long text around what was found.
fn shorten(text: &str, found: &str) -> String {
    let at = text.find(found).unwrap_or(0);
    let before = text[..at].chars().count().saturating_sub(60);
    text.chars().skip(before).take(160).collect()
}

fn strings(value: &toml::Value, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => found.push((place.to_owned(), text.clone())),
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, place, found)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                // For the people who keep the file; never shown.
                if !["note", "source", "id", "sources", "aliases"].contains(&key.as_str()) {
                    strings(value, &format!("{place} {key}"), found);
                }
            }
        }
        _ => {}
    }
}

fn asset(name: &str) -> toml::Table {
    let path = root().join("assets").join(name);
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn assets() {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("assets")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // Published word for word; titles as their authors gave them.
        let quoted = ["questionnaires.toml", "sources.toml"].contains(&name.as_str());
        if path.extension().is_some_and(|ending| ending == "toml") && !quoted {
            strings(&toml::Value::Table(asset(&name)), &name, &mut found);
        }
        if name == "config.toml" {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(text.lines().map(|line| (name.clone(), line.to_owned())));
        }
    }
    hold("assets", 1500, found);
}

/// Every command with its help, by the words that call it.
fn helps(command: &Command, name: &str, found: &mut Vec<(String, String)>) {
    let help = command.clone().render_long_help().to_string();
    found.push((format!("{name} --help"), help));
    for below in command.get_subcommands() {
        if below.get_name() != "help" {
            helps(below, &format!("{name} {}", below.get_name()), found);
        }
    }
}

#[test]
fn help() {
    let mut grammar = Options::command().term_width(100);
    grammar.build();
    let mut found = Vec::new();
    helps(&grammar, "firstline", &mut found);
    for (name, help) in &found {
        let first = help.lines().next().unwrap_or_default();
        assert!(first.chars().count() <= 72, "{name}: {first}");
    }
    hold("help", 45, found);
}

/// Commands that show something of the example history, each in a line.
const SHOWN: [&str; 40] = [
    "today --notes",
    "history",
    "history --days 7 --notes",
    "sessions",
    "checkins --limit 20",
    "insights",
    "suggest",
    "suggest --energy 2",
    "suggest --minutes 5",
    "status",
    "search walk",
    "search sleep",
    "activities",
    "routines",
    "routines show chair-8",
    "routines show twelve",
    "learn",
    "learn sleep",
    "learn with-treatment",
    "tags",
    "plan",
    "plan --goal 60",
    "plan --off not-well",
    "plan --off vacation --on tomorrow",
    "experiment list",
    "experiment today",
    "experiment result",
    "experiment protocol",
    "experiment new --dry-run --start tomorrow",
    "phq9 --list",
    "gad7 --list",
    "phq9 --answers 1,1,2,1,0,1,1,0,0",
    "phq9 --answers 3,3,2,2,2,2,1,1,1",
    "gad7 --answers 2,2,2,2,2,2,2",
    "report --format md",
    "report",
    "start --plain --short",
    "checkin 7 5 6 4",
    "log walk 25m --before 4 --after 6",
    "support",
];
/// Commands that need a history of their own, in an order in which each has something to say.
const DONE: [&str; 22] = [
    "checkin 7 5 6 4 --tag outdoors",
    "checkin 3 4 4 4 --on yesterday",
    "log walk 25m --effort 3",
    "edit last --minutes 30",
    "delete last --yes",
    "undo",
    "redo",
    "tags rename outdoors outside",
    "backup",
    "restore --list",
    "doctor",
    "plan --goal 30",
    "plan --off rest",
    "experiment new --start tomorrow",
    "experiment pause",
    "experiment resume",
    "experiment stop",
    "support --country AT --save",
    "support --set person1=M.",
    "remind --at 18:00 --print",
    "phq9 --offer on",
    "config list",
];

/// What a command says, on both outputs.
fn said(home: &Home, line: &str, demo: bool) -> (String, String) {
    let mut words: Vec<&str> = if demo { vec!["--demo"] } else { Vec::new() };
    words.extend(line.split(' '));
    // A session asked for is left at once.
    let ran = home.piped(&words, b"q\n");
    // The page of the report has its style sheet inside.
    let out = ran.out.split("</style>").last().unwrap_or_default();
    (format!("firstline {line}"), format!("{out}\n{}", ran.err))
}

#[test]
fn commands() {
    let home = Home::new();
    let mut found: Vec<(String, String)> =
        SHOWN.iter().map(|line| said(&home, line, true)).collect();
    found.extend(DONE.iter().map(|line| said(&home, line, false)));
    let failed = error_forms::said();
    found.extend(failed.into_iter().map(|(line, _, said)| (line, said)));
    // Texts that people typed and titles of studies stand in lines of their own; each line is a text here.
    let lines = found.into_iter().flat_map(|(place, text)| {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.into_iter().map(move |line| (place.clone(), line))
    });
    let shows_a_title = |line: &str| line.contains("doi:") || line.contains("Source:");
    hold(
        "commands",
        800,
        lines.filter(|(_, line)| !shows_a_title(line)),
    );
}

/// The string literals of a file of code, lines joined, without its tests, its comments and its remarks to linters.
fn literals(code: &str) -> Vec<String> {
    let code = code
        .split("\n#[cfg(test)]\nmod ")
        .next()
        .unwrap_or_default();
    let mut found = Vec::new();
    let mut letters = code.chars().peekable();
    let mut before = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|letter| *letter == '\n');
                before.clear();
            }
            '\'' => {
                // A character, maybe a quotation mark; a lifetime has no end.
                let ahead: String = letters.clone().take(3).collect();
                if ahead.starts_with("\\'") || ahead.starts_with("\\\"") {
                    letters.nth(2);
                } else if ahead.chars().nth(1) == Some('\'') {
                    letters.nth(1);
                }
            }
            '"' => {
                let mut text = String::new();
                while let Some(letter) = letters.next() {
                    match letter {
                        '"' => break,
                        '\\' => match letters.next() {
                            Some('n') => text.push('\n'),
                            Some('\n') => {
                                while letters.peek().is_some_and(|next| next.is_whitespace()) {
                                    letters.next();
                                }
                            }
                            Some(escaped) => text.push(escaped),
                            None => {}
                        },
                        letter => text.push(letter),
                    }
                }
                if !before.trim_end().ends_with("reason =") {
                    found.push(text);
                }
                before.clear();
            }
            '\n' => before.clear(),
            letter => before.push(letter),
        }
    }
    found
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|other| other == ending) {
            found.push(path);
        }
    }
}

/// The literals of the program, those of its screens or the others.
fn program(of_screens: bool) -> Vec<(String, String)> {
    let (folder, mut paths, mut found) = (root().join("src"), Vec::new(), Vec::new());
    files(&folder, "rs", &mut paths);
    for path in paths {
        let name = path
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let drawn = name.starts_with("screens") || name.starts_with("widgets");
        // Queries and migrations are for the database, foreign words for foreign files.
        let skipped = name.contains("tests")
            || [
                "store/migrations",
                "store/schema",
                "content/moods",
                "import/random",
            ]
            .iter()
            .any(|other| name.starts_with(other));
        if drawn != of_screens || skipped {
            continue;
        }
        let texts = literals(&fs::read_to_string(&path).unwrap());
        let for_people = texts.into_iter().filter(|text| {
            text.contains(' ') && !text.contains("SELECT ") && !text.contains("PRAGMA ")
        });
        found.extend(for_people.map(|text| (name.clone(), text)));
    }
    found
}

#[test]
fn messages() {
    hold("messages", 1000, program(false));
}

#[test]
fn screens() {
    let (folder, mut paths) = (root().join("tests/integration/snapshots"), Vec::new());
    files(&folder, "snap", &mut paths);
    let mut found = program(true);
    let is_frame = |letter: &char| ('\u{2500}'..='\u{259F}').contains(letter);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let picture: String = text
            .splitn(3, "---")
            .last()
            .unwrap_or_default()
            .chars()
            .map(|letter| if is_frame(&letter) { ' ' } else { letter })
            .collect();
        // What stands side by side isn't read across: wide gaps part texts.
        let lines = picture.lines().flat_map(|line| line.split("  "));
        let joined: Vec<&str> = lines
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        found.push((name, joined.join(" \u{b7} ")));
    }
    hold("screens", 800, found);
}

/// The text of a page without its code, its addresses and its generated tables of names.
fn prose(text: &str) -> Vec<String> {
    let mut inside = false;
    let code = Regex::new("`[^`]*`|\\(https?:[^)]*\\)").unwrap();
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if line.trim().is_empty() {
            paragraphs.push(String::new());
        } else if !inside && !line.contains("doi.org") {
            let last = paragraphs.last_mut().unwrap();
            last.push_str(&code.replace_all(line, "\u{2026}"));
            last.push(' ');
        }
    }
    paragraphs
}

#[test]
fn docs() {
    let of_root = [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
    ];
    let mut paths: Vec<PathBuf> = of_root.map(|name| root().join(name)).into();
    let mut found = Vec::new();
    files(&root().join("docs"), "md", &mut paths);
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name != "sources.md" {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(prose(&text).into_iter().map(|text| (name.clone(), text)));
        }
    }
    hold("docs", 80, found);
}

#[test]
fn titles_are_short_and_sentences_end() {
    let table = |name: &str, rows: &str| -> Vec<toml::Table> {
        let rows = asset(name).remove(rows).unwrap();
        rows.try_into().unwrap()
    };
    let of = |row: &toml::Table, key: &str| -> String {
        let text = row.get(key).and_then(toml::Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let ends = |text: &str| text.is_empty() || text.ends_with(['.', '?']) || text.ends_with(".\"");
    let mut ended: BTreeMap<String, String> = BTreeMap::new();
    for (name, rows, most, sentences) in [
        ("routines.toml", "routine", 28, &["why"][..]),
        ("cards.toml", "card", 24, &["headline", "text", "for_today"]),
    ] {
        for row in table(name, rows) {
            let title = of(&row, "title");
            assert!(title.chars().count() <= most, "{name}: {title}");
            assert!(!title.ends_with('.'), "{name}: {title}");
            for key in sentences {
                ended.insert(format!("{title} {key}"), of(&row, key));
            }
        }
    }
    let about = asset("about.toml");
    ended.insert("statement".into(), of(&about, "statement"));
    for row in table("about.toml", "question") {
        ended.insert(of(&row, "text"), of(&row, "hint"));
    }
    let open: Vec<_> = ended.iter().filter(|(_, text)| !ends(text)).collect();
    assert!(open.is_empty(), "{open:?}");
    assert!(ended.len() > 100, "{}", ended.len());
}

#[test]
fn a_planted_slip_is_found() {
    let check = Check::new();
    for text in [
        "Saved. u takes it back.",
        "Bring in your history",
        "The list goes on",
        "It is not a diagnosis",
        "Choose a colour",
        "The aim for the week",
        "Well done!",
        "You have done only 5 minutes",
        "This will cure you",
        "An AMAZING walk",
        "It helps your depression",
        "Your streak",
        "95 % of days",
    ] {
        assert!(!check.wrong(text).is_empty(), "{text}");
    }
    for text in [
        "Saved. Press u to undo.",
        "Only on this computer.",
        "Sit down and press !",
        "Seeing a broken streak makes people quit sooner.",
    ] {
        assert_eq!(check.wrong(text), Vec::<String>::new(), "{text}");
    }
    let code = "fn a() { let q = '\"'; say(\"one \\\n     two\"); } // \"three\"\n#[cfg(test)]\nmod tests { \"four\" }";
    assert_eq!(literals(code), ["one two"]);
}
