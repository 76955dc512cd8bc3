//! Finds a record by its id or a prefix of it.

use crate::cli::{Failure, safe};
use crate::domain::{Day, Journal, Moment, RecordKind, RecordRef};
use std::io::{BufRead as _, Write as _};

/// The shortest accepted prefix of an id, in hexadecimal digits.
const SHORTEST: usize = 4;
/// The word for the latest check-in or session, by its own time.
const LAST: &str = "last";

/// A short description of a record.
pub(super) fn words(record: RecordRef<'_>) -> String {
    match record {
        RecordRef::CheckIn(record) => format!(
            "the check-in of {}",
            moment(record.day, record.at, record.timed)
        ),
        RecordRef::Session(record) => format!(
            "the session \"{}\" of {}",
            safe(&record.title),
            moment(record.day, record.start, record.timed)
        ),
        RecordRef::Assessment(record) => {
            format!("the {} of {}", record.instrument.name(), record.day)
        }
        RecordRef::Routine(record) => format!("the routine \"{}\"", safe(&record.routine.title)),
        RecordRef::Experiment(record) => format!("the experiment of {}", record.start),
        RecordRef::Rating(record) => format!("the rating \"{}\"", safe(&record.full_name())),
        RecordRef::Activity(record) => format!("the activity \"{}\"", safe(&record.name)),
        #[allow(
            unreachable_patterns,
            reason = "what a kind without words of its own is called"
        )]
        other => {
            let noun = other.kind().noun();
            other.day().map_or_else(
                || format!("the {noun}"),
                |day| format!("the {noun} of {day}"),
            )
        }
    }
}

/// What several records are called together, from their short descriptions.
pub(super) fn several(words: &[String]) -> String {
    if words.len() <= 3 {
        words.join(", ")
    } else {
        format!("{} entries", words.len())
    }
}

/// Asks at the terminal whether to do this, such as `Delete`.
pub(super) fn agreed(deed: &str) -> Result<bool, Failure> {
    let mut err = std::io::stderr();
    let _ = write!(err, "{deed}? [y/N] ");
    let _ = err.flush();
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Failure::runtime(error.to_string()))?;
    Ok(line.trim().eq_ignore_ascii_case("y"))
}

/// The records with these ids, each once, in the order given.
pub(super) fn find_all<'a>(
    journal: &'a Journal,
    ids: &[String],
) -> Result<Vec<RecordRef<'a>>, Failure> {
    let mut records: Vec<RecordRef<'_>> = Vec::with_capacity(ids.len());
    for text in ids {
        let record = find(journal, text)?;
        if records.iter().all(|other| other.id() != record.id()) {
            records.push(record);
        }
    }
    Ok(records)
}

/// How to change a record, phrased to follow its description.
#[allow(
    clippy::match_wildcard_for_single_variants,
    reason = "any kind can be deleted by its id, one yet to come too"
)]
pub(super) const fn change_hint(record: RecordRef<'_>) -> &'static str {
    match record {
        RecordRef::CheckIn(_) | RecordRef::Session(_) => "is changed with firstline edit.",
        RecordRef::Routine(_) => "is edited in the app, on Move.",
        RecordRef::Experiment(_) => "can't be edited. To pause or end it: firstline experiment",
        RecordRef::Activity(_) => "is changed with firstline activities.",
        RecordRef::Rating(_) => "is changed with firstline ratings.",
        _ => "can't be edited. To remove: firstline delete",
    }
}

fn moment(day: Day, at: Moment, timed: bool) -> String {
    if timed {
        format!("{day} {}", at.format("%H:%M"))
    } else {
        day.to_string()
    }
}

/// The only record with an id that starts with `text`; or, for the word `last`, the latest check-in or session by its
/// own time.
fn find<'a>(journal: &'a Journal, text: &str) -> Result<RecordRef<'a>, Failure> {
    let all = || {
        RecordKind::ALL
            .into_iter()
            .flat_map(|kind| journal.records(kind))
    };
    if text == LAST {
        let check_ins = journal.check_ins().iter();
        let sessions = journal.sessions().iter();
        return check_ins
            .map(|record| (record.at, record.id, RecordRef::CheckIn(record)))
            .chain(sessions.map(|record| (record.start, record.id, RecordRef::Session(record))))
            .max_by_key(|(at, id, _)| (*at, *id))
            .map(|(.., record)| record)
            .ok_or_else(|| Failure::Nothing("Nothing recorded yet.".to_owned()));
    }
    let plain = |id: &str| {
        id.chars()
            .filter(|letter| *letter != '-')
            .collect::<String>()
            .to_lowercase()
    };
    let wanted = plain(text.trim());
    let shown = safe(text);
    if wanted.len() < SHORTEST || !wanted.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::usage(format!(
            "\"{shown}\" isn't an id or a prefix of at least {SHORTEST} characters. Try \
             \"{LAST}\", or find ids with firstline today --ids"
        )));
    }
    let found: Vec<RecordRef<'a>> = all()
        .filter(|record| plain(&record.id().to_string()).starts_with(&wanted))
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::runtime(format!(
            "No entry has the id {shown}. Find ids with firstline \
            today --ids"
        ))),
        several => {
            let few: Vec<String> = several
                .iter()
                .take(3)
                .map(|record| format!("{} ({})", record.id(), words(*record)))
                .collect();
            let more = several.len().saturating_sub(few.len());
            let more = if more == 0 {
                String::new()
            } else {
                format!(" and {more} more")
            };
            Err(Failure::usage(format!(
                "{} entries have an id that starts with {shown}: {}{more}. Type more of it.",
                several.len(),
                few.join(", ")
            )))
        }
    }
}
