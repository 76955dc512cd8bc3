//! A check-in in the inbox.

use crate::content::activities::matching_activity;
use crate::content::inbox_line::{is_own, quoted};
use crate::content::typed_values::{hours, rating, tags};
use crate::domain::english::capital;
use crate::domain::{Measure, OwnAnswers, OwnRatings, Question, Ratings, decimal};

/// What a check-in in the inbox says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaidCheckIn {
    /// Ratings.
    pub ratings: Ratings,
    /// Answers to the person's own ratings.
    pub own: OwnAnswers,
    /// Hours slept, 0 to 24.
    pub sleep_hours: Option<f64>,
    /// Tags, without their marks.
    pub tags: Vec<String>,
    /// The rest of the line.
    pub note: String,
}

/// Words after a number that make it an amount instead of a rating.
const UNITS: [&str; 21] = [
    "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "s", "sec", "km",
    "k", "mi", "mile", "miles", "x", "times", "steps", "reps",
];
/// Words of a name of an own rating, at most.
const NAME: usize = 4;

/// Whether the word is a rating from 1 to 9, or `-` for one that's left out.
pub(super) fn is_rating(word: &str) -> bool {
    word == "-" || rating(word).is_ok() && word.len() == 1
}

/// Reads a check-in; `None` if the words aren't one.
pub(super) fn read(words: &[&str], own: OwnRatings<'_>) -> Option<Result<SaidCheckIn, String>> {
    let mut said = SaidCheckIn::default();
    let Some((first, rest)) = words.split_first() else {
        return Some(Ok(said));
    };
    if ["note", "note:"].contains(&first.to_lowercase().as_str()) {
        said.finish(rest);
        return (!said.note.is_empty() || !said.tags.is_empty()).then_some(Ok(said));
    }
    let rated = match leading(words, &mut said.ratings) {
        Ok(rated) => rated,
        Err(why) => return Some(Err(why)),
    };
    let after = words.get(rated..).unwrap_or_default();
    if rated == 1
        && let Some(word) = after.first()
        && is_amount(word, after, own)
    {
        return Some(Err(amount_or_mood(words)));
    }
    let named = match named(after, own, &mut said) {
        Ok(named) => named,
        Err(why) => return Some(Err(why)),
    };
    let rest = after.get(named..).unwrap_or_default();
    let all_tags = rest.iter().all(|word| marked(word).is_some());
    if rated + named == 0 && !all_tags {
        return None;
    }
    said.finish(rest);
    let is_empty = said.ratings.is_empty()
        && said.own.is_empty()
        && said.sleep_hours.is_none()
        && said.tags.is_empty()
        && said.note.is_empty();
    Some(if is_empty {
        Err("It leaves out every rating.".to_owned())
    } else {
        Ok(said)
    })
}

impl SaidCheckIn {
    /// A note with tags.
    pub(super) fn noted(words: &[&str]) -> Self {
        let mut said = Self::default();
        said.finish(words);
        said
    }

    /// Takes the last words as tags and a note.
    fn finish(&mut self, words: &[&str]) {
        let (marked_words, others): (Vec<&str>, Vec<&str>) =
            words.iter().partition(|word| marked(word).is_some());
        let found: Vec<&str> = marked_words
            .iter()
            .filter_map(|word| marked(word))
            .collect();
        self.tags = tags(&found);
        self.note = others.join(" ");
    }
}

/// How many words in front are tags.
pub(super) fn tags_in_front(words: &[&str]) -> usize {
    words
        .iter()
        .take_while(|word| marked(word).is_some())
        .count()
}

/// The tag in `#work`, `@work` or `+work`.
fn marked(word: &str) -> Option<&str> {
    let tag = word.strip_prefix(['#', '@', '+'])?;
    let tag = tag.trim_end_matches([',', '.']);
    tag.starts_with(char::is_alphabetic).then_some(tag)
}

/// Reads the ratings in front, `7 5 6 4` or `7564`; returns their number of words.
fn leading(words: &[&str], ratings: &mut Ratings) -> Result<usize, String> {
    let core = Question::CORE;
    let mut set = |place: usize, word: &str| {
        if let Some(question) = core.get(place) {
            ratings.set(*question, rating(word).ok());
        }
    };
    let first = words.first().copied().unwrap_or_default();
    let together = first
        .bytes()
        .all(|byte| (b'1'..=b'9').contains(&byte) || byte == b'-');
    if together && first.len() == core.len() {
        for (place, letter) in first.chars().enumerate() {
            set(place, letter.encode_utf8(&mut [0; 4]));
        }
        return Ok(1);
    }
    let count = words.iter().take_while(|word| is_rating(word)).count();
    if count > core.len() {
        return Err(
            "At most four ratings: mood, energy, calm, sleep. More by name, like focus 5."
                .to_owned(),
        );
    }
    if decimal(first).is_some() && count == 0 {
        let first = quoted(first);
        return Err(format!(
            "\"{first}\" isn't a rating from 1 to 9. For an activity, put its name first, like \"walk 25m\"."
        ));
    }
    for (place, word) in words.iter().take(count).enumerate() {
        set(place, word);
    }
    Ok(count)
}

/// Reads ratings by name: `focus 5`, `pain 3`, `coffee 2 cups`, `slept 7h30`; returns their number
/// of words.
fn named(words: &[&str], own: OwnRatings<'_>, said: &mut SaidCheckIn) -> Result<usize, String> {
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let count = match question(rest, said)? {
            0 => of_own(rest, own, said)?,
            count => count,
        };
        if count == 0 {
            break;
        }
        at += count;
    }
    Ok(at)
}

/// Reads a built-in rating or the hours slept.
fn question(words: &[&str], said: &mut SaidCheckIn) -> Result<usize, String> {
    let [name, value, ..] = words else {
        return Ok(0);
    };
    let name = name.trim_end_matches([':', '=']).to_lowercase();
    let is_number = value.starts_with(|first: char| first.is_ascii_digit());
    if !is_number {
        return Ok(0);
    }
    let question = Question::ALL
        .into_iter()
        .find(|question| question.key() == name);
    let is_sleep = name == "slept" || question == Some(Question::Sleep) && !is_rating(value);
    if is_sleep {
        let two = words.get(1..3).map(|words| words.join(" "));
        let long = two.and_then(|text| Some((hours(&text).ok()?, 3)));
        let (slept, count) = match long {
            Some(read) => read,
            None => (hours(value)?, 2),
        };
        said.sleep_hours = Some(slept);
        return Ok(count);
    }
    let Some(question) = question else {
        return Ok(0);
    };
    let answer = rating(value)
        .map_err(|why| format!("{} is \"{}\". {why}", capital(&name), quoted(value)))?;
    said.ratings.set(question, Some(answer));
    Ok(2)
}

/// Reads an own rating.
fn of_own(words: &[&str], own: OwnRatings<'_>, said: &mut SaidCheckIn) -> Result<usize, String> {
    for count in (1..=NAME.min(words.len())).rev() {
        let (name, rest) = words.split_at(count);
        let name = name.join(" ");
        let name = name.trim_end_matches([':', '=']);
        let full = own
            .active()
            .any(|rating| rating.full_name().eq_ignore_ascii_case(name));
        if !full && !is_own(own, name) {
            continue;
        }
        let rating = own.find(name)?;
        let value = |count: usize| {
            let text = rest.get(..count)?.join(" ");
            Some((rating.read(&text)?, count))
        };
        let read = [3, 2, 1].into_iter().find_map(value);
        // "migraine" says yes.
        let alone = rest.first().is_none_or(|word| marked(word).is_some());
        let yes = (rating.measure == Measure::YesNo && alone).then_some((1.0, 0));
        let Some((answer, words)) = read.or(yes) else {
            let value = rest.first().copied().unwrap_or_default();
            let (name, expected) = (capital(&rating.name), rating.measure.expected());
            return Err(if value.is_empty() {
                format!("{name} needs {expected} after it.")
            } else {
                format!("{name} is \"{}\", expected {expected}.", quoted(value))
            });
        };
        said.own.set(rating.id, Some(answer));
        return Ok(count + words);
    }
    Ok(0)
}

/// Whether `word`, after a single number, makes that an amount.
fn is_amount(word: &str, rest: &[&str], own: OwnRatings<'_>) -> bool {
    let bare = word.trim_end_matches(['.', ',']).to_lowercase();
    let is_unit = |unit: &str| !unit.is_empty() && bare == unit.to_lowercase();
    let of_own = own
        .active()
        .any(|rating| rating.is_called(&rest.join(" ")) || is_unit(&rating.unit));
    UNITS.contains(&bare.as_str()) || of_own || matching_activity(word).is_some()
}

fn amount_or_mood(words: &[&str]) -> String {
    let (line, rest) = (
        quoted(&words.join(" ")),
        quoted(&words.get(1..).unwrap_or_default().join(" ")),
    );
    let number = words.first().copied().unwrap_or_default();
    format!(
        "\"{line}\" could be mood {number} with a note, or an amount. Try \"mood {number} {rest}\", or the name first, \
         like \"walk 25m\" or \"coffee 2\"."
    )
}
