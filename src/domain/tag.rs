//! Tags: which spellings are one tag, and how it is shown.

use crate::domain::{Change, CheckIn};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;

/// A tag as typed, in the form in which it is stored: characters that separate tags in files become blanks.
pub fn clean(typed: &str) -> String {
    typed.replace(['|', ';', '\n', '\t'], " ").trim().to_owned()
}

/// What all spellings of a tag have in common: letters without their case, composed, with single blanks. `Straße` and
/// `STRASSE` are one tag, as are the two forms of é. A capital İ is an i; the dotless ı is a letter of its own.
pub fn fold(tag: &str) -> String {
    if tag.is_ascii() {
        return single_blanks(&tag.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(tag.len());
    for letter in tag.nfc() {
        match letter {
            'ı' => folded.push('ı'),
            'İ' => folded.push('i'),
            // Some small letters, such as ß and ς, only meet the others as capitals.
            other => folded.extend(other.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
    single_blanks(&folded.nfkc().collect::<String>())
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two spellings are one tag.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// Whether `tags` has this tag, in any spelling.
pub fn has(tags: &[String], tag: &str) -> bool {
    tags.iter().any(|present| is_same(present, tag))
}

/// The spelling of each tag that is shown: the first one met.
#[derive(Debug, Default)]
pub struct Spellings {
    /// By what they have in common.
    first: HashMap<String, String>,
    /// By spelling.
    met: HashMap<String, String>,
}

impl Spellings {
    /// The spelling that `tag` is shown in.
    pub fn shown(&mut self, tag: &str) -> &str {
        if !self.met.contains_key(tag) {
            let first = self.first.entry(fold(tag));
            let shown = first.or_insert_with(|| tag.to_owned()).clone();
            self.met.insert(tag.to_owned(), shown);
        }
        self.met.get(tag).map_or("", String::as_str)
    }

    /// Writes `tags` as they are shown, each once.
    pub fn unify(&mut self, tags: &mut Vec<String>) {
        let mut is_changed = false;
        for tag in &mut *tags {
            let shown = self.shown(tag);
            if shown != tag {
                *tag = shown.to_owned();
                is_changed = true;
            }
        }
        if is_changed {
            let all = std::mem::take(tags);
            for tag in all {
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
        }
    }
}

/// The changes that add a tag to those of `check_ins` that don't have it.
pub fn added<'a>(check_ins: impl IntoIterator<Item = &'a CheckIn>, tag: &str) -> Vec<Change> {
    let lacks = |record: &&CheckIn| !has(&record.tags, tag);
    let add = |mut tags: Vec<String>| {
        tags.push(tag.to_owned());
        tags
    };
    changed(check_ins.into_iter().filter(lacks), add)
}

/// The changes that remove a tag from those of `check_ins` that have it.
pub fn removed<'a>(check_ins: impl IntoIterator<Item = &'a CheckIn>, tag: &str) -> Vec<Change> {
    let is_tagged = |record: &&CheckIn| has(&record.tags, tag);
    let remove = |mut tags: Vec<String>| {
        tags.retain(|present| !is_same(present, tag));
        tags
    };
    changed(check_ins.into_iter().filter(is_tagged), remove)
}

/// The changes that give the tags `from` the name `to`, which each check-in then has once.
pub fn renamed<'a>(
    check_ins: impl IntoIterator<Item = &'a CheckIn>,
    from: &[String],
    to: &str,
) -> Vec<Change> {
    let is_meant = |tag: &str| has(from, tag);
    let changes = |record: &&CheckIn| record.tags.iter().any(|tag| tag != to && is_meant(tag));
    let rename = |tags: Vec<String>| {
        let mut named: Vec<String> = Vec::with_capacity(tags.len());
        for tag in tags {
            let tag = if is_meant(&tag) { to } else { &tag };
            if !has(&named, tag) {
                named.push(tag.to_owned());
            }
        }
        named
    };
    changed(check_ins.into_iter().filter(changes), rename)
}

fn changed<'a>(
    check_ins: impl Iterator<Item = &'a CheckIn>,
    tags: impl Fn(Vec<String>) -> Vec<String>,
) -> Vec<Change> {
    let change = |record: &CheckIn| {
        let wanted = CheckIn {
            tags: tags(record.tags.clone()),
            ..record.clone()
        };
        Change::edit(record.clone(), wanted)
    };
    check_ins.map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_tag_are_one_tag() {
        for (one, other) in [
            ("café", "cafe\u{301}"),
            ("Café", "CAFE\u{301}"),
            ("Straße", "STRASSE"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("İstanbul", "I\u{307}stanbul"),
            ("IZMIR", "izmir"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("with people", "With  People"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ] {
            assert!(is_same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("café", "cafe"),
            ("sık", "sik"),
            ("o", "ö"),
            ("work", "works"),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_tag_is_shown_as_first_written_and_once() {
        let mut spellings = Spellings::default();
        let mut first = vec!["Straße".to_owned(), "work".to_owned()];
        spellings.unify(&mut first);
        assert_eq!(first, ["Straße", "work"]);
        let mut later = ["WORK", "STRASSE", "Work", "tea"]
            .map(str::to_owned)
            .to_vec();
        spellings.unify(&mut later);
        assert_eq!(later, ["work", "Straße", "tea"]);
    }
}
