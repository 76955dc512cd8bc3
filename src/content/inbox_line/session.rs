//! An activity in the inbox.

use crate::content::activities::{Activity, matching_activity};
use crate::content::inbox_line::{is_length, quoted};
use crate::content::typed_values::{effort, rating};
use crate::domain::distance::parse_kilometers;
use crate::domain::{Effort, Rating, parse_duration};

/// What a session in the inbox says.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidSession {
    /// The activity.
    pub activity: &'static Activity,
    /// Length, in seconds.
    pub seconds: u32,
    /// Distance, in kilometers.
    pub kilometers: Option<f64>,
    /// How hard it was.
    pub effort: Option<Effort>,
    /// Mood before.
    pub before: Option<Rating>,
    /// Mood after.
    pub after: Option<Rating>,
    /// The rest of the line.
    pub note: String,
}

/// Words of an activity's name, at most.
const NAME: usize = 5;
/// A number with `m` above this many minutes may be meters.
const METERS: u32 = 300 * 60;

/// The activity that the words begin with, and its number of words.
fn beginning(words: &[&str]) -> Option<(&'static Activity, usize)> {
    (1..=NAME.min(words.len())).rev().find_map(|count| {
        let name = words.get(..count)?.join(" ");
        let name = name.trim_end_matches([':', ',']);
        let is_name = name.starts_with(char::is_alphabetic);
        Some((matching_activity(name).filter(|_| is_name)?, count))
    })
}

/// The name of the activity that the words begin with.
pub(super) fn named(words: &[&str]) -> Option<String> {
    let (_, count) = beginning(words)?;
    let name = words.get(..count)?.join(" ");
    Some(name.trim_end_matches([':', ',']).to_owned())
}

/// Reads a session; `None` if the words aren't one, because they name no activity or no length.
pub(super) fn read(words: &[&str]) -> Option<Result<SaidSession, String>> {
    // `25 min walk` is `walk 25 min`.
    if let Some((Ok(seconds), count)) = length(words)
        && words
            .get(..count)?
            .iter()
            .any(|word| word.ends_with(|last: char| last.is_ascii_alphabetic()))
        && let Some((activity, name)) = beginning(words.get(count..)?)
    {
        let rest = words.get(count + name..)?;
        return finish(activity, Some(seconds), rest).transpose();
    }
    let (activity, count) = beginning(words)?;
    finish(activity, None, words.get(count..)?).transpose()
}

/// Reads what follows the name: length, distance, moods and effort in any order, then a note. `None` without a length.
fn finish(
    activity: &'static Activity,
    mut seconds: Option<u32>,
    words: &[&str],
) -> Result<Option<SaidSession>, String> {
    let (mut kilometers, mut hard, mut moods) = (None, None, None);
    let mut rest = words;
    while !rest.is_empty() {
        let count = if moods.is_none()
            && let Some(read) = around(rest)
        {
            moods = Some(read);
            1
        } else if hard.is_none()
            && let ["effort", value, ..] = rest
        {
            hard = Some(effort(value)?);
            2
        } else if kilometers.is_none()
            && let Some((read, count)) = distance(rest, seconds.is_some())
        {
            kilometers = Some(read);
            count
        } else if seconds.is_none()
            && let Some((read, count)) = length(rest)
        {
            seconds = Some(read?);
            count
        } else {
            break;
        };
        rest = rest.get(count..).unwrap_or_default();
    }
    let Some(seconds) = seconds else {
        return Ok(None);
    };
    if rest.first() == Some(&"ago") {
        return Err("It says how long ago, but not how long it took.".to_owned());
    }
    let (before, after) = moods.unzip();
    Ok(Some(SaidSession {
        activity,
        seconds,
        kilometers,
        effort: hard,
        before,
        after,
        note: rest.join(" "),
    }))
}

/// `4>6`: mood before and after.
fn around(words: &[&str]) -> Option<(Rating, Rating)> {
    let (before, after) = words.first()?.split_once('>')?;
    Some((rating(before).ok()?, rating(after).ok()?))
}

/// A distance with its unit, `5km` or `5 km`, and its number of words; meters only beside a length, because `25m` is
/// 25 minutes.
fn distance(words: &[&str], has_length: bool) -> Option<(f64, usize)> {
    [1, 2].into_iter().find_map(|count| {
        let text = words.get(..count)?.join(" ").to_lowercase();
        let unit = text.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic());
        let is_distance =
            ["km", "mi", "mile", "miles"].contains(&unit) || has_length && unit == "m";
        let read = parse_kilometers(&text).ok().filter(|_| is_distance)?;
        Some((read, count))
    })
}

/// A length and its number of words: `25`, `25m`, `25 min`, `1 h 10 min`; `None` if the words aren't one.
fn length(words: &[&str]) -> Option<(Result<u32, String>, usize)> {
    for count in [4, 2] {
        let Some(several) = words.get(..count) else {
            continue;
        };
        if several
            .last()
            .is_some_and(|last| last.ends_with(|letter: char| letter.is_ascii_alphabetic()))
            && let Ok(seconds) = parse_duration(&several.join(" "))
        {
            return Some((meters_or_minutes(seconds, &several.join(" ")), count));
        }
    }
    let word = words.first()?;
    match parse_duration(word) {
        Ok(seconds) => Some((meters_or_minutes(seconds, word), 1)),
        Err(why) if word.starts_with(|first: char| first.is_ascii_digit()) => {
            Some((Err(why.to_string()), 1))
        }
        Err(_) => None,
    }
}

/// The seconds, unless `800m` could be meters.
fn meters_or_minutes(seconds: u32, text: &str) -> Result<u32, String> {
    let number = text.trim_end_matches(['m', ' ']);
    let is_bare = number.len() < text.len() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_bare && seconds > METERS {
        return Err(format!(
            "\"{}\" could be {number} minutes or {number} meters. Try {number}min, or how long it took beside {number}m.",
            quoted(text)
        ));
    }
    Ok(seconds)
}

/// Why an activity without a length isn't understood, if the time behind it could be one: `walk 1:10`.
pub(super) fn time_or_length(words: &[&str], tail: &str) -> Option<String> {
    let (_, count) = beginning(words)?;
    let is_alone = words.len() == count && !words.iter().any(|word| is_length(word));
    let either = parse_duration(tail).err()?;
    if !is_alone || !tail.contains(':') {
        return None;
    }
    let (name, tail) = (quoted(&words.join(" ")), quoted(tail));
    Some(format!(
        "{either} If {tail} is a time of day, add how long: \"{name} 25m {tail}\"."
    ))
}
