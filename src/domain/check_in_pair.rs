//! Two check-ins that become one, such as two made within an hour.

use crate::domain::{Change, CheckIn, Question, RecordKind, tag};

/// Two check-ins, and what is kept of them. The later one stays, with its time; where both have an answer, its answer
/// counts. The earlier one fills in what it lacks, and is removed.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckInPair {
    /// The one that is removed.
    pub earlier: CheckIn,
    /// The one that stays, as it is.
    pub later: CheckIn,
    /// The one that stays, as it will be.
    pub merged: CheckIn,
}

impl CheckInPair {
    /// The pair of these two, in any order.
    pub fn new(one: &CheckIn, other: &CheckIn) -> Self {
        let order = |record: &CheckIn| (record.day, record.at, record.id);
        let (earlier, later) = if order(one) <= order(other) {
            (one, other)
        } else {
            (other, one)
        };
        let mut merged = later.clone();
        for question in Question::ALL {
            if merged.ratings.get(question).is_none() {
                merged.ratings.set(question, earlier.ratings.get(question));
            }
        }
        for (id, value) in earlier.own.iter() {
            if merged.own.get(id).is_none() {
                merged.own.set(id, Some(value));
            }
        }
        merged.sleep_hours = later.sleep_hours.or(earlier.sleep_hours);
        merged.tags.clone_from(&earlier.tags);
        for tag in &later.tags {
            if !tag::has(&merged.tags, tag) {
                merged.tags.push(tag.clone());
            }
        }
        let (first, second) = (earlier.note.trim(), later.note.trim());
        merged.note = match (first, second) {
            ("", note) | (note, "") => note.to_owned(),
            (first, second) if first == second => first.to_owned(),
            (first, second) => format!("{first}\n{second}"),
        };
        Self {
            earlier: earlier.clone(),
            later: later.clone(),
            merged,
        }
    }

    /// Both become one, as one undo step.
    pub fn change(&self) -> Change {
        Change::Several(vec![
            Change::edit(self.later.clone(), self.merged.clone()),
            Change::Delete(RecordKind::CheckIn, self.earlier.id),
        ])
    }
}
