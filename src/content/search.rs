//! Ranks how closely a text matches a search; every search uses this order.

use crate::content::nearest::{bare_letters, fold};
use crate::domain::Sorting as _;

/// How closely an item matches a search, closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A title is exactly the search.
    Name,
    /// A title contains every word.
    Title,
    /// Every word is a prefix of a word in the title.
    TitleStart,
    /// Every word occurs somewhere in the item.
    Word,
    /// Every word is a prefix of a word somewhere in the item.
    WordStart,
    /// Every word occurs somewhere, possibly inside other words.
    Part,
}

/// The words of a search, ignoring case and accents. All must match; a number only matches a whole
/// number: 5 matches neither 45 nor 7.5.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Parses the search text.
    pub fn new(typed: &str) -> Self {
        let folded = folded(typed);
        let mut found: Vec<String> = words(&folded).map(str::to_owned).collect();
        // A search without letters or digits is matched literally.
        if found.is_empty() && !folded.is_empty() {
            found.push(folded);
        }
        Self { words: found }
    }

    /// Whether the search is empty; everything matches then.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How closely an item with these `titles` and the words of `rest` matches; `None` if a word is
    /// missing.
    pub fn rank(&self, titles: &[&str], rest: &[&str]) -> Option<Rank> {
        if self.is_empty() {
            return Some(Rank::Title);
        }
        let fold = |texts: &[&str]| texts.iter().map(|text| folded(text)).collect::<Vec<_>>();
        let (titles, rest) = (fold(titles), fold(rest));
        let called = |how: Fit| titles.iter().any(|title| self.all(how, &[title.as_str()]));
        let texts: Vec<&str> = titles.iter().chain(&rest).map(String::as_str).collect();
        let is_name = |title: &String| words(title).eq(self.words.iter().map(String::as_str));
        if titles.iter().any(is_name) {
            Some(Rank::Name)
        } else if called(is_word) {
            Some(Rank::Title)
        } else if called(begins_word) {
            Some(Rank::TitleStart)
        } else if self.all(is_word, &texts) {
            Some(Rank::Word)
        } else if self.all(begins_word, &texts) {
            Some(Rank::WordStart)
        } else {
            self.all(is_part, &texts).then_some(Rank::Part)
        }
    }

    fn all(&self, how: Fit, texts: &[&str]) -> bool {
        self.words
            .iter()
            .all(|word| texts.iter().any(|text| how(word, text)))
    }
}

/// The matching items of `found`, closest first; ties stay in their original order.
pub fn closest_first<T>(found: impl Iterator<Item = (Option<Rank>, T)>) -> Vec<(Rank, T)> {
    let mut fitting: Vec<(Rank, T)> = found
        .filter_map(|(rank, item)| Some((rank?, item)))
        .collect();
    fitting.order_by_key(|(rank, _)| *rank);
    fitting
}

/// Tests whether a word occurs in a text.
type Fit = fn(&str, &str) -> bool;

fn is_word(word: &str, text: &str) -> bool {
    words(text).any(|other| other == word)
}

fn begins_word(word: &str, text: &str) -> bool {
    if is_number(word) {
        return is_word(word, text);
    }
    words(text).any(|other| other.starts_with(word))
}

fn is_part(word: &str, text: &str) -> bool {
    if !is_number(word) {
        return text.contains(word);
    }
    let digit = |letter: char| letter.is_ascii_digit();
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.trim_end_matches(POINTS).ends_with(digit)
            && !after.trim_start_matches(POINTS).starts_with(digit)
    })
}

/// Characters that can occur within a number: `7.5`, `1,000`.
const POINTS: [char; 2] = ['.', ','];

fn is_number(word: &str) -> bool {
    word.chars()
        .all(|letter| letter.is_ascii_digit() || POINTS.contains(&letter))
}

/// The words of a folded text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_break = |letter: char| {
        letter.is_ascii_punctuation()
            || matches!(letter, '\u{2010}'..='\u{205e}' | '«' | '»' | '¿' | '¡')
    };
    text.split_whitespace()
        .map(move |part| part.trim_matches(is_break))
        .flat_map(move |part| {
            let whole = is_number(part);
            part.split(move |letter| !whole && is_break(letter))
        })
        .filter(|word| !word.is_empty())
}

/// The text normalized for comparison.
fn folded(text: &str) -> String {
    let folded = if text.is_ascii() {
        fold(text)
    } else {
        fold(&bare_letters(text))
    };
    folded.replace('\'', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(typed: &str, title: &str, rest: &str) -> Option<Rank> {
        Query::new(typed).rank(&[title], &[rest])
    }

    #[test]
    fn whole_words_and_titles_come_first() {
        for (title, rest, wanted) in [
            ("Run", "", Some(Rank::Name)),
            ("Walk to run, week 5", "", Some(Rank::Title)),
            ("Running late", "", Some(Rank::TitleStart)),
            ("Easy", "a short run", Some(Rank::Word)),
            ("Easy", "a runner", Some(Rank::WordStart)),
            ("Prunes", "", Some(Rank::Part)),
            ("Easy", "a walk", None),
        ] {
            assert_eq!(rank("run", title, rest), wanted, "{title}: {rest}");
        }
        assert_eq!(
            rank("run walk", "Run", ""),
            None,
            "every word has to be there"
        );
    }

    #[test]
    fn a_number_is_found_only_whole() {
        for text in ["45 s", "45s", "7.5 h", "5,000 steps", "54"] {
            assert_eq!(rank("5", "", text), None, "{text}");
        }
        for text in ["week 5.", "5km", "5-10", "(5)", "4, 5 and 6"] {
            assert!(rank("5", "", text).is_some(), "{text}");
        }
        assert_eq!(rank("7.5", "Slept 7.5 h", ""), Some(Rank::Title));
        assert_eq!(rank("10.1016/j", "", "doi:10.1016/j.x"), Some(Rank::Part));
    }

    #[test]
    fn case_accents_and_signs_do_not_matter() {
        for (typed, title) in [
            ("CAFE", "Café"),
            ("café", "cafe\u{301}"),
            ("skoda", "Škoda"),
            ("dont", "Don’t"),
            ("tai-chi", "Tai chi"),
        ] {
            assert_eq!(rank(typed, title, ""), Some(Rank::Name), "{typed}: {title}");
        }
        assert!(rank("🙂", "", "good🙂").is_some());
        assert!(rank("!", "", "good!").is_some());
        assert_eq!(rank("!", "", "good"), None);
        assert!(Query::new("  ").is_empty());
        assert_eq!(Query::new("").rank(&["any"], &[]), Some(Rank::Title));
    }
}
