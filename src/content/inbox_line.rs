//! Reads a line of the inbox, written as one would say it: `7 5 6 4 met Ana`, `walk 25m 4>6`, `pain 3 18:30`, `#work`.
//!
//! A date or a time stands in front or behind. What can be read in two ways is refused with both readings.

mod check_in;
mod session;

use crate::content::activities::{find_activity, matching_activity};
use crate::domain::{DayStart, Moment, OwnRatings, When, parse_duration, parse_when, sanitize};

pub use check_in::SaidCheckIn;
pub use session::SaidSession;

/// Most words of a date or time: `on the 2nd of march at 8 pm` has more, and isn't one.
const MOST_WORDS: usize = 5;
/// Longest quoted part of a line, in characters.
const QUOTED: usize = 60;

/// A line that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The time or day that the line gives.
    pub when: Option<When>,
    /// What it says.
    pub what: InboxEntry,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
pub enum InboxEntry {
    /// Ratings, tags, hours slept or a note.
    CheckIn(SaidCheckIn),
    /// An activity.
    Session(SaidSession),
}

impl InboxEntry {
    fn note(&self) -> &str {
        match self {
            Self::CheckIn(said) => &said.note,
            Self::Session(said) => &said.note,
        }
    }
}

/// Reads `line`, which was written at about `written`: `yesterday` is the day before it.
///
/// # Errors
/// A sentence about why it can't be read, or with both readings.
pub fn read(
    line: &str,
    own: OwnRatings<'_>,
    written: Moment,
    start: DayStart,
) -> Result<Said, String> {
    let line = line
        .replace("->", ">")
        .replace('\u{2192}', ">")
        .replace(" > ", ">");
    let words: Vec<&str> = line.split_whitespace().collect();
    let words = without_bullet(&words)?;
    let is_when = |words: &[&str]| when(words, written, start);
    let (front, words) = in_front(words, is_when);
    let Some((behind, rest)) = behind(words, is_when) else {
        return body(words, own).map(|what| Said {
            when: front.map(|(when, _)| when),
            what,
        });
    };
    let tail = words.get(rest.len()..).unwrap_or_default().join(" ");
    let what = match body(rest, own) {
        Ok(what) => what,
        Err(why) => {
            // The time of `slept 7:30` belongs to what is said.
            return match body(words, own) {
                Ok(what) if tail.contains(':') && what.note().is_empty() => Ok(Said {
                    when: front.map(|(when, _)| when),
                    what,
                }),
                _ => Err(session::time_or_length(rest, &tail).unwrap_or(why)),
            };
        }
    };
    // After a note, `yesterday` or `at 6 pm` may belong to it.
    let is_wordy = !tail.starts_with(|first: char| first.is_ascii_digit());
    if is_wordy && !what.note().is_empty() {
        let tail = quoted(&tail);
        return Err(format!(
            "\"{tail}\" could be when it was, or the end of the note. Put it first if it's when; add a full stop if \
             it's the note."
        ));
    }
    let when = match front {
        None => Some(behind),
        // `monday` in front and `8 pm` behind are one time.
        Some((_, said)) => Some(
            when(&[&said, &tail], written, start)
                .filter(|when| when.is_timed())
                .ok_or_else(|| {
                    format!(
                        "It has two dates, \"{}\" and \"{}\".",
                        quoted(&said),
                        quoted(&tail)
                    )
                })?,
        ),
    };
    Ok(Said { when, what })
}

/// The words without the bullet of a list or a checkbox.
fn without_bullet<'a, 'b>(words: &'b [&'a str]) -> Result<&'b [&'a str], String> {
    let Some((first, rest)) = words.split_first() else {
        return Ok(words);
    };
    if !["-", "*", "\u{2022}"].contains(first) {
        return Ok(words);
    }
    let ratings = rest
        .iter()
        .take_while(|word| check_in::is_rating(word))
        .count();
    if *first == "-" && (1..4).contains(&ratings) {
        let rest = quoted(&rest.join(" "));
        return Err(format!(
            "\"- {rest}\" could be a list item, or a mood that's left out. Write \"{rest}\", or the names: \"energy 5 \
             calm 6\"."
        ));
    }
    let count = match rest {
        ["[", "]", ..] => 2,
        ["[x]" | "[X]" | "[]", ..] => 1,
        _ => 0,
    };
    Ok(rest.get(count..).unwrap_or_default())
}

/// The time that the words say, with `on` or `at` before it, and a colon or a comma after it.
fn when(words: &[&str], written: Moment, start: DayStart) -> Option<When> {
    let text = words.join(" ");
    let text = text.trim_end_matches([':', ',']);
    let text = ["on ", "at "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    parse_when(text, written, start).ok()
}

/// The time in front with its words, and the words after it.
fn in_front<'a, 'b>(
    words: &'b [&'a str],
    is_when: impl Fn(&[&str]) -> Option<When>,
) -> (Option<(When, String)>, &'b [&'a str]) {
    let most = MOST_WORDS.min(words.len().saturating_sub(1));
    for count in (1..=most).rev() {
        let (front, rest) = words.split_at(count);
        if let Some(when) = is_when(front) {
            let text = front.join(" ");
            let text = text.trim_end_matches([':', ',']).to_owned();
            return (Some((when, text)), rest);
        }
    }
    (None, words)
}

/// The time behind, and the words before it; `None` if there is none.
fn behind<'a, 'b>(
    words: &'b [&'a str],
    is_when: impl Fn(&[&str]) -> Option<When>,
) -> Option<(When, &'b [&'a str])> {
    let most = MOST_WORDS.min(words.len().saturating_sub(1));
    (1..=most).rev().find_map(|count| {
        let (rest, tail) = words.split_at(words.len() - count);
        Some((is_when(tail)?, rest))
    })
}

/// What the words say, without a time.
fn body(words: &[&str], own: OwnRatings<'_>) -> Result<InboxEntry, String> {
    // Tags in front are read as those behind.
    let tags = check_in::tags_in_front(words);
    let (front, rest) = words.split_at(tags);
    let moved = [rest, front].concat();
    let words = moved.as_slice();
    let Some(first) = words.first() else {
        return Err("Nothing stands beside the date.".to_owned());
    };
    if let Some(session) = session::read(words) {
        let name = session::named(words);
        let is_also_rating = name.as_deref().is_some_and(|name| is_own(own, name));
        if is_also_rating && session.is_ok() {
            let name = quoted(&name.unwrap_or_default());
            return Err(format!(
                "\"{name}\" could be the activity or your rating. Use firstline log or firstline checkin --set for it."
            ));
        }
        if !is_also_rating {
            return session.map(InboxEntry::Session);
        }
    }
    if let Some(check_in) = check_in::read(words, own) {
        return check_in.map(InboxEntry::CheckIn);
    }
    if tags > 0 {
        return Ok(InboxEntry::CheckIn(SaidCheckIn::noted(words)));
    }
    let has_length = words.iter().skip(1).any(|word| is_length(word));
    if has_length && let Err(unknown) = find_activity(first) {
        return Err(unknown.to_string());
    }
    if (1..=3).any(|count| {
        let name = words.get(..count).map(|name| name.join(" "));
        name.is_some_and(|name| matching_activity(&name).is_some())
    }) {
        let text = quoted(&words.join(" "));
        return Err(format!("How long? Like \"{text} 25m\"."));
    }
    Err("It has no rating, activity or tag. Try \"7 5 6 4 met Ana\", \"walk 25m\" or \"note met Ana\".".to_owned())
}

/// Whether an own rating, not archived, has this name.
fn is_own(own: OwnRatings<'_>, name: &str) -> bool {
    own.active().any(|rating| rating.is_called(name))
}

/// Whether the word is a duration with a unit.
fn is_length(word: &str) -> bool {
    word.ends_with(|last: char| last.is_ascii_alphabetic()) && parse_duration(word).is_ok()
}

/// The text on one line, shortened, for quoting.
fn quoted(text: &str) -> String {
    sanitize::line(text).chars().take(QUOTED).collect()
}

#[cfg(test)]
mod tests;
