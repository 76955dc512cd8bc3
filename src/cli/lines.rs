//! Records as lines of text.

use crate::content::words::level;
use crate::domain::{CheckIn, Moment, OwnRatings, Question, Session, Units, whole};

/// The time of day for a column; blank if unknown.
pub(super) fn time(at: Moment, timed: bool, units: Units) -> String {
    if timed {
        units.aligned_time(at)
    } else {
        " ".repeat(usize::from(units.time_columns()))
    }
}

/// The ratings, the person's own ones, sleep and tags of a check-in; in words if numbers are hidden.
pub(super) fn ratings_and_tags(record: &CheckIn, own: OwnRatings<'_>, hidden: bool) -> Vec<String> {
    let ratings = record.ratings.answered().map(|(question, rating)| {
        if hidden {
            format!("{} {}", question.key(), level(question, rating))
        } else {
            format!("{} {rating}", question.key())
        }
    });
    let owned = record
        .own
        .named(own)
        .map(|(rating, value)| format!("{} {}", own.label(rating), rating.text(value, hidden)));
    let slept = record.sleep_hours.map(|hours| {
        if hidden {
            "hours slept".to_owned()
        } else {
            format!("slept {hours} h")
        }
    });
    let tags = (!record.tags.is_empty()).then(|| record.tags.join(", "));
    ratings.chain(owned).chain(slept).chain(tags).collect()
}

/// A check-in in one line, with the first line of its note.
pub(super) fn check_in(record: &CheckIn, own: OwnRatings<'_>, hidden: bool) -> String {
    let mut parts = ratings_and_tags(record, own, hidden);
    parts.extend(record.note.lines().next().map(str::to_owned));
    parts.join("  ")
}

/// A session's title, duration and mood before and after.
pub(super) fn session(session: &Session, hidden: bool, units: Units) -> String {
    let title = units.name(&session.title);
    if hidden {
        return title.into_owned();
    }
    let mood = match (session.before, session.after) {
        (Some(before), Some(after)) => format!(", mood {before} -> {after}"),
        (None, Some(after)) => format!(", mood {after} after"),
        _ => String::new(),
    };
    let minutes = whole(session.minutes());
    let distance = session.distance_m.map(|meters| units.distance(meters));
    let distance = distance.map_or_else(String::new, |distance| format!(", {distance}"));
    format!("{title}, {minutes} min{distance}{mood}")
}

/// The mood before and after a session, as `mood 4 -> 6`, or the one that was rated; `None` without a rating.
pub(super) fn mood_around(session: &Session, hidden: bool) -> Option<String> {
    let end = |rating: crate::domain::Rating| {
        if hidden {
            level(Question::Mood, rating).to_owned()
        } else {
            rating.to_string()
        }
    };
    Some(match (session.before.map(end), session.after.map(end)) {
        (Some(before), Some(after)) => format!("mood {before} -> {after}"),
        (Some(before), None) => format!("mood {before} before"),
        (None, Some(after)) => format!("mood {after} after"),
        (None, None) => return None,
    })
}
