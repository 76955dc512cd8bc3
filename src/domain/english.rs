//! English text: counts with nouns, lists, capitalization. Use these everywhere.

use std::fmt::Display;

/// A count with its noun: `1 day`, `3 days`, `2 entries`.
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    format!("{number} {}", plural(number, noun))
}

/// The noun in the form that fits this number: `day`, `days`, `entries`.
pub fn plural<N: Copy + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    if number == N::from(1) {
        return noun.to_owned();
    }
    let stem = noun.strip_suffix('y');
    match stem.filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

/// `a, b and c`.
pub fn list(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The text with its first letter capitalized.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A number at the start of a sentence, spelled out if it is at most `most`.
pub fn number(number: usize, most: usize) -> String {
    let word = NUMBERS.get(number).filter(|_| number <= most);
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Number words from 0 to 27, the highest possible PHQ-9 score.
const NUMBERS: [&str; 28] = [
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
    "Twenty",
    "Twenty-one",
    "Twenty-two",
    "Twenty-three",
    "Twenty-four",
    "Twenty-five",
    "Twenty-six",
    "Twenty-seven",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_the_rest_are_several() {
        assert_eq!(count(1, "day"), "1 day");
        assert_eq!(count(0, "session"), "0 sessions");
        assert_eq!(count(2_u64, "entry"), "2 entries");
        assert_eq!(plural(3, "check-in"), "check-ins");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&[""; 0]), "");
    }
}
