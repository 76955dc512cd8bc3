//! Finds commands by what was typed: words first, then letters in order, then a name that was nearly right.

use super::command::Command;
use crate::content::nearest::fold;
use crate::content::search::{Query, Rank};
use crate::domain::Sorting as _;
use strsim::normalized_damerau_levenshtein;

/// How alike a typed word and a word of a name must be, 0 to 1.
const ALIKE: f64 = 0.7;

/// How a command was found, closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Search(Rank),
    /// The letters stand in the name in this order, each run at the beginning of a word.
    Letters,
    /// Every word is nearly one of the name's.
    Nearly,
}

/// The commands that match, best first; those that work here come before others of the same fit.
pub(super) fn found<'a>(
    typed: &str,
    commands: &'a [Command],
) -> impl Iterator<Item = &'a Command> + use<'a> {
    let query = Query::new(typed);
    let typed = fold(typed);
    let fit = |command: &'a Command| {
        let titles = [command.name.as_str()];
        let rank = query.rank(&titles, &[command.words, command.place]);
        let name = fold(&command.name);
        let fit = rank
            .map(Fit::Search)
            .or_else(|| has_letters(&typed, &name).then_some(Fit::Letters))
            .or_else(|| is_nearly(&typed, &name).then_some(Fit::Nearly))?;
        Some(((command.why_not.is_some(), fit), command))
    };
    let mut found: Vec<_> = commands.iter().filter_map(fit).collect();
    found.order_by_key(|(fit, _)| *fit);
    found.into_iter().map(|(_, command)| command)
}

/// Whether the letters of `typed` are prefixes of words of `name`, in order: `hy` or `hisy` for `history: year`.
fn has_letters(typed: &str, name: &str) -> bool {
    let letters: Vec<char> = typed.chars().filter(|letter| *letter != ' ').collect();
    let words: Vec<Vec<char>> = name.split(' ').map(|word| word.chars().collect()).collect();
    letters.len() > 1 && takes(&letters, &words)
}

/// Whether `letters` can be split into prefixes of `words`, in order; words may be left out.
fn takes(letters: &[char], words: &[Vec<char>]) -> bool {
    if letters.is_empty() {
        return true;
    }
    let Some((word, rest)) = words.split_first() else {
        return false;
    };
    let same = letters
        .iter()
        .zip(word)
        .take_while(|(one, other)| one == other);
    (0..=same.count())
        .rev()
        .any(|taken| takes(&letters[taken..], rest))
}

fn is_nearly(typed: &str, name: &str) -> bool {
    typed.len() > 3
        && typed.split(' ').all(|word| {
            name.split(' ')
                .any(|other| normalized_damerau_levenshtein(word, other) >= ALIKE)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_beginnings_of_words_in_order() {
        for (typed, fits) in [
            ("hy", true),
            ("his y", true),
            ("yh", false),
            ("hisx", false),
            ("h", false),
        ] {
            assert_eq!(has_letters(typed, "history: year"), fits, "{typed}");
        }
        assert!(is_nearly("histroy", "history: year") && !is_nearly("settings", "history: year"));
    }
}
