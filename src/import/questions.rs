//! What has to be asked about a file: as a sentence with options for the command line, and with replies to choose.

use crate::content::activities::activities;
use crate::domain::OwnRatings;
use crate::domain::import::{Choice, ColumnFound, FileQuestion, Reply, TableFound};
use crate::import::columns::{self, Field, roles};
use crate::import::{Refusal, quoted};

/// Scales that other apps use, worst value first; the most common ones first.
const SCALES: [(f64, f64); 14] = [
    (1.0, 5.0),
    (1.0, 10.0),
    (0.0, 10.0),
    (1.0, 9.0),
    (1.0, 7.0),
    (0.0, 5.0),
    (1.0, 3.0),
    (1.0, 4.0),
    (1.0, 6.0),
    (0.0, 4.0),
    (0.0, 100.0),
    (-1.0, 1.0),
    (-2.0, 2.0),
    (-5.0, 5.0),
];
/// Lengths of a session that are offered, in minutes.
const LENGTHS: [u16; 8] = [10, 15, 20, 30, 45, 60, 90, 120];
/// Maximum number of columns offered.
const COLUMNS: usize = 200;

/// A question about the whole file or, once its shape is known, about tables of this kind.
pub(super) fn ask(sentence: String, text: String, replies: Vec<Reply>) -> FileQuestion {
    FileQuestion {
        sentence,
        text,
        replies,
        ..FileQuestion::default()
    }
}

/// The role `ours` for the column `theirs`.
fn role(ours: &str, theirs: &str) -> Choice {
    Choice::Column(ours.to_owned(), Some(theirs.to_owned()))
}

/// A reply for each column.
pub(super) fn columns<'a>(
    headers: impl Iterator<Item = &'a str>,
    reply: impl Fn(&str) -> Reply,
) -> Vec<Reply> {
    headers
        .filter(|header| !header.is_empty())
        .take(COLUMNS)
        .map(reply)
        .collect()
}

/// Replies that give one of the columns the role `ours`.
pub(super) fn which_column<'a>(headers: impl Iterator<Item = &'a str>, ours: &str) -> Vec<Reply> {
    columns(headers, |theirs| {
        Reply::new(quoted(theirs), vec![role(ours, theirs)])
    })
}

/// Replies for the units of a length: the word, the name of the role, and what `value` is in it.
pub(super) fn units(theirs: &str, value: Option<f64>) -> Vec<Reply> {
    let of = |(ours, words, unit): (&str, &str, f64)| {
        let example = value.map(|value| {
            let seconds = value * unit;
            let long = if seconds < 120.0 {
                format!("{seconds:.0} s")
            } else if seconds < 7200.0 {
                format!("{:.0} min", seconds / 60.0)
            } else {
                format!("{:.1} h", seconds / 3600.0)
            };
            format!(" ({value} is {long})")
        });
        let words = format!("{words}{}", example.unwrap_or_default());
        Reply::new(words, vec![role(ours, theirs)])
    };
    [
        ("minutes", "Minutes", 60.0),
        ("seconds", "Seconds", 1.0),
        ("hours", "Hours", 3600.0),
        ("ms", "Milliseconds", 0.001),
    ]
    .map(of)
    .into()
}

/// Replies for the order of day and month, each with the same date read both ways if there is one.
pub(super) fn orders(day_first: Option<&str>, month_first: Option<&str>) -> Vec<Reply> {
    let reply = |words: &str, date: Option<&str>, order| {
        let date = date.map_or(String::new(), |date| format!(": {date}"));
        Reply::new(format!("{words}{date}"), vec![Choice::Order(order)])
    };
    vec![
        reply("The day comes first", day_first, "dmy"),
        reply("The month comes first", month_first, "mdy"),
    ]
}

/// The scales that a rating with values from `least` to `most` can have, each with the choices for it.
pub(super) fn scales(name: &str, least: f64, most: f64, also: &[Choice]) -> Vec<Reply> {
    let fits = |scale: &(f64, f64)| scale.0 <= least && most <= scale.1;
    let mut fitting: Vec<(f64, f64)> = SCALES.into_iter().filter(fits).collect();
    if fitting.is_empty() && least < most {
        fitting.push((least, most));
    }
    let reversed: Vec<(f64, f64)> = fitting
        .iter()
        .take(3)
        .map(|(worst, best)| (*best, *worst))
        .collect();
    let reply = |(worst, best): (f64, f64)| {
        let mut choices = also.to_vec();
        choices.push(Choice::Scale(format!("{name}={worst}..{best}")));
        Reply::new(format!("{worst} is worst, {best} is best"), choices)
    };
    fitting.into_iter().chain(reversed).map(reply).collect()
}

/// The question how long each session was, or which column says it.
pub(super) fn no_length<'a>(headers: impl Iterator<Item = &'a str>) -> Refusal {
    let length = |minutes| {
        Reply::new(
            format!("{minutes} minutes each"),
            vec![Choice::Minutes(minutes)],
        )
    };
    let columns = columns(headers, |theirs| {
        Reply::new(
            format!("The column {}", quoted(theirs)),
            vec![role("duration", theirs)],
        )
    });
    let lengths = LENGTHS.into_iter().map(length);
    Refusal::unsettled(ask(
        "it says what you did but not for how long. Try --columns \"minutes=…\", or one length for \
         all: --minutes 45"
            .to_owned(),
        "It says what you did but not for how long. How long was it?".to_owned(),
        columns.into_iter().chain(lengths).collect(),
    ))
}

/// The question which activity the sessions are, or which column says it.
pub(super) fn no_activity<'a>(headers: impl Iterator<Item = &'a str>) -> Refusal {
    let columns = columns(headers, |theirs| {
        Reply::new(
            format!("The column {}", quoted(theirs)),
            vec![role("activity", theirs)],
        )
    });
    let known = named(|id| vec![Choice::Activity(id.to_owned())]);
    Refusal::unsettled(ask(
        "nothing in it names the activity. Try --activity run, or --columns \"activity=…\""
            .to_owned(),
        "Nothing in it names the activity. What was it?".to_owned(),
        columns.into_iter().chain(known).collect(),
    ))
}

/// A reply for each activity, by label.
fn named(choices: impl Fn(&str) -> Vec<Choice>) -> Vec<Reply> {
    let mut replies: Vec<Reply> = activities()
        .iter()
        .map(|known| Reply::new(known.label.clone(), choices(&known.id)))
        .collect();
    replies.sort_by_cached_key(|reply| reply.words.to_lowercase());
    replies
}

/// What an unknown activity is.
pub(super) fn activity(word: &str) -> FileQuestion {
    let meaning = |value: &str| vec![Choice::Word(word.to_owned(), value.to_owned())];
    let mut replies = vec![Reply::new("Skip these sessions", meaning("-"))];
    replies.extend(named(meaning));
    FileQuestion {
        text: format!("Which activity is {}?", quoted(word)),
        replies,
        ..FileQuestion::default()
    }
}

/// What a column can be: first the other forms of its role, then the other roles, then none.
pub(super) fn column(
    file: &str,
    table: &TableFound,
    place: usize,
    ratings: OwnRatings<'_>,
) -> Option<FileQuestion> {
    let column = table.columns.get(place)?;
    let mut replies = forms(column);
    let peers = |ours: &str| {
        let others = table.columns.iter().enumerate();
        let same = others.filter(|(other, found)| *other != place && found.ours == Some(ours));
        same.map(|(_, found)| role(ours, &found.theirs)).collect()
    };
    replies.extend(roles_of(&column.theirs, column.ours, &peers));
    let others = ratings
        .0
        .iter()
        .filter(|rating| column.own != Some(rating.id));
    replies.extend(others.map(|rating| {
        let choice = role(&rating.id.to_string(), &column.theirs);
        Reply::new(ratings.label(rating), vec![choice])
    }));
    if let Some(ours) = column.ours {
        // All own ratings have the same role.
        let own = column.own.map(|id| id.to_string());
        let peers: Vec<Choice> = if own.is_some() {
            Vec::new()
        } else {
            peers(ours)
        };
        let ours = own.unwrap_or_else(|| ours.to_owned());
        let none = vec![Choice::Column(ours, None)];
        let choices = if peers.is_empty() { none } else { peers };
        replies.push(Reply::new("not used", choices));
    }
    Some(FileQuestion {
        file: file.to_owned(),
        shape: Some(table.shape.clone()),
        text: what_is(&column.theirs),
        replies,
        ..FileQuestion::default()
    })
}

/// The refusal of a table of which no row can be read as it was settled, with each used column to change.
pub(super) fn unreadable_rows(why: &str, table: &TableFound, ratings: OwnRatings<'_>) -> Refusal {
    let used = table.columns.iter().enumerate();
    let replies = used.filter_map(|(place, found)| {
        let words = format!("{}: {}", quoted(&found.theirs), found.ours?);
        Some(Reply::leading(words, column("", table, place, ratings)?))
    });
    Refusal::unsettled(ask(
        why.to_owned(),
        format!(
            "N{}. Which column do you want to change?",
            why.get(1..).unwrap_or_default()
        ),
        replies.take(COLUMNS).collect(),
    ))
}

fn what_is(theirs: &str) -> String {
    format!("What is the column {}?", quoted(theirs))
}

/// What a column of a table in which nothing was recognized is.
pub(super) fn unknown_column(theirs: &str) -> FileQuestion {
    FileQuestion {
        text: what_is(theirs),
        replies: roles_of(theirs, None, &|_| Vec::new()),
        ..FileQuestion::default()
    }
}

/// The same role read in another way: another scale, or another order of day and month.
fn forms(column: &ColumnFound) -> Vec<Reply> {
    let Some(ours) = column.ours else {
        return Vec::new();
    };
    let Some((field, _)) = columns::field(ours) else {
        return Vec::new();
    };
    let replies = if field.is_rating() && column.form != "words" {
        let also = [role(ours, &column.theirs)];
        let (least, most) = column.range.unwrap_or_default();
        scales(ours, least as f64, most as f64, &also)
    } else if field == Field::Day {
        orders(None, None)
    } else {
        Vec::new()
    };
    let words = |reply: Reply| Reply {
        words: format!("{}: {}", ours, reply.words.replacen("The ", "the ", 1)),
        ..reply
    };
    replies.into_iter().map(words).collect()
}

/// Roles for the column `theirs` except `ours`, which it has. A role that several columns may have keeps its `peers`.
fn roles_of(theirs: &str, ours: Option<&str>, peers: &dyn Fn(&str) -> Vec<Choice>) -> Vec<Reply> {
    let other = roles::ROLES
        .iter()
        .filter(|known| !known.words.is_empty() && Some(known.name) != ours);
    let mut replies: Vec<Reply> = other
        .map(|known| {
            let mut choices = match known.field {
                Field::Note | Field::Tags => peers(known.name),
                _ => Vec::new(),
            };
            choices.push(role(known.name, theirs));
            Reply::new(known.words, choices)
        })
        .collect();
    if ours != Some("tag") {
        let words = format!("a tag {} where it says yes", quoted(theirs));
        replies.push(Reply::new(words, vec![role("tag", theirs)]));
    }
    replies
}
