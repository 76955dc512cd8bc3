//! Everything a person reads out of `assets/` is kind: no blame, no hype, no diagnosis, no promise.

use std::path::PathBuf;

/// Words that blame, push or count failures.
const BLAME: [&str; 12] = [
    "streak", "streaks", "failed", "missed", "lazy", "excuse", "excuses", "guilty", "shame",
    "cheat", "punish", "must",
];
/// Words that shout.
const HYPE: [&str; 13] = [
    "amazing",
    "awesome",
    "incredible",
    "crush",
    "smash",
    "beast",
    "guaranteed",
    "miracle",
    "transform",
    "hack",
    "boost",
    "unleash",
    "epic",
];
/// Words that promise a treatment, or count calories.
const PROMISE: [&str; 12] = [
    "cure",
    "cures",
    "cured",
    "heal",
    "heals",
    "diagnosed",
    "prescribe",
    "prescribed",
    "burn",
    "kcal",
    "calories",
    "detox",
];
/// Phrases that diagnose or speak of suicide in harmful ways.
const PHRASES: [&str; 10] = [
    "you have depression",
    "your depression",
    "you are depressed",
    "you suffer",
    "committed suicide",
    "commit suicide",
    "successful suicide",
    "failed attempt",
    "no excuses",
    "no pain",
];

/// The published questionnaires are quoted word for word; one item says "failure".
const QUOTED: &str = "questionnaires.toml";
/// Studies keep the titles their authors gave them.
const TITLES: &str = "sources.toml";

fn strings(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => found.push(text.clone()),
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        toml::Value::Table(table) => table.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// What is wrong with a text that people read.
fn harsh(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut found: Vec<String> = Vec::new();
    // "! opens help" names a key.
    // The card that explains why none is shown.
    let lower = lower.replace("a broken streak", "");
    if text.replace("! opens", "").contains('!') {
        found.push("!".to_owned());
    }
    for word in lower.split(|character: char| !character.is_alphabetic()) {
        if [&BLAME[..], &HYPE[..], &PROMISE[..]]
            .iter()
            .any(|list| list.contains(&word))
        {
            found.push(word.to_owned());
        }
    }
    found.extend(
        PHRASES
            .iter()
            .filter(|phrase| lower.contains(*phrase))
            .map(|phrase| (*phrase).to_owned()),
    );
    found
}

#[test]
fn no_asset_blames_hypes_or_diagnoses() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "toml") || name == TITLES {
            continue;
        }
        let table: toml::Table = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let mut found = Vec::new();
        table.values().for_each(|value| strings(value, &mut found));
        for text in found {
            // The name of Malaysia's line.
            let wrong: Vec<String> = harsh(&text.replace("Talian HEAL", ""))
                .into_iter()
                .filter(|word| !(name == QUOTED && word.starts_with("fail")))
                .collect();
            assert!(wrong.is_empty(), "{name}: {wrong:?} in {text:?}");
            read += 1;
        }
    }
    assert!(read > 800, "only {read} texts were read");
}

#[test]
fn a_planted_harsh_word_is_found() {
    for text in [
        "Well done!",
        "You failed again",
        "Keep your streak",
        "This will cure you",
        "An AMAZING walk",
        "your depression",
    ] {
        assert!(!harsh(text).is_empty(), "{text}");
    }
    assert!(harsh("! opens help for hard moments").is_empty());
}
