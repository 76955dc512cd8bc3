//! The check-in being filled in, and its draft format.

use crate::domain::{
    CheckIn, DayStart, Id, NewTime, OwnAnswers, Question, Rating, Ratings, Units, parse_when, tag,
};
use crate::screens::draft::written;
use crate::screens::today::Editor;
use serde_json::{Map, Value};

/// A check-in being filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckInDraft {
    /// The answers so far.
    pub ratings: Ratings,
    /// The answers to own ratings so far.
    pub own: OwnAnswers,
    /// The tags so far.
    pub tags: Vec<String>,
    /// The note so far.
    pub note: String,
    /// The stored check-in being corrected, if any.
    pub editing: Option<CheckIn>,
    /// The new time, if the time is being corrected.
    pub moved: Option<NewTime>,
}

impl CheckInDraft {
    /// An empty check-in, or the stored one.
    pub fn new(editing: Option<CheckIn>) -> Self {
        match &editing {
            None => Self::default(),
            Some(record) => Self {
                ratings: record.ratings,
                own: record.own.clone(),
                tags: record.tags.clone(),
                note: record.note.clone(),
                editing,
                moved: None,
            },
        }
    }

    /// Whether nothing has been entered.
    pub fn is_empty(&self) -> bool {
        self.ratings.is_empty()
            && self.own.is_empty()
            && self.tags.is_empty()
            && self.note.is_empty()
    }

    /// Whether there is unsaved input.
    pub fn is_touched(&self) -> bool {
        !self.written().is_empty()
    }

    /// The time of the check-in being corrected, in input format.
    pub fn when(&self, units: Units) -> Option<String> {
        let found = self.editing.as_ref()?;
        let (local, day, timed) = self
            .moved
            .map_or((found.at.naive_local(), found.day, found.timed), |moved| {
                (moved.local, moved.day, moved.timed)
            });
        Some(if timed {
            format!("{} {}", local.date(), units.time(local))
        } else {
            day.to_string()
        })
    }

    /// `found`, moved to the new time if there is one.
    pub(super) fn moved_to(&self, found: &CheckIn) -> CheckIn {
        let mut record = found.clone();
        if let Some(moved) = self.moved {
            (record.at, record.day, record.timed) = (moved.at(found.at), moved.day, moved.timed);
        }
        record
    }

    /// A copy that includes the text of the open editor.
    pub(super) fn with(&self, editor: Option<&Editor>) -> Self {
        let mut draft = self.clone();
        match editor {
            Some(Editor::Note(field)) => draft.note = field.trimmed(),
            Some(Editor::Tags(entry)) => draft.add_tag(entry.field.text()),
            Some(Editor::When(..)) | None => {}
        }
        draft
    }

    /// Adds a typed tag unless it is already present.
    fn add_tag(&mut self, typed: &str) {
        let tag = tag::clean(typed);
        if !tag.is_empty() && !tag::has(&self.tags, &tag) {
            self.tags.push(tag);
        }
    }

    /// The differences from the stored check-in, in draft format.
    pub(super) fn written(&self) -> String {
        let stored = Self::new(self.editing.clone());
        let mut answers = Map::new();
        for question in Question::ALL {
            let rating = self.ratings.get(question);
            if rating != stored.ratings.get(question) {
                answers.insert(question.key().to_owned(), rating.map(Rating::get).into());
            }
        }
        let known = self.own.iter().chain(stored.own.iter());
        for (id, _) in known {
            let answer = self.own.get(id);
            if answer != stored.own.get(id) {
                answers.insert(id.to_string(), answer.into());
            }
        }
        if self.tags != stored.tags {
            answers.insert("tags".to_owned(), self.tags.clone().into());
        }
        if self.note != stored.note {
            answers.insert("note".to_owned(), self.note.clone().into());
        }
        if self.moved.is_some() {
            answers.insert("when".to_owned(), self.when(Units::default()).into());
        }
        written(&answers)
    }

    /// Fills the check-in from a draft.
    pub(super) fn fill(&mut self, answers: &Map<String, Value>, start: DayStart) {
        for question in Question::ALL {
            if let Some(value) = answers.get(question.key()) {
                let rating = value.as_u64().and_then(|value| u8::try_from(value).ok());
                self.ratings.set(question, rating.and_then(Rating::new));
            }
        }
        for (key, value) in answers {
            if let Some(id) = Id::parse(key) {
                self.own.set(id, value.as_f64());
            }
        }
        if let Some(tags) = answers.get("tags").and_then(Value::as_array) {
            let tags = tags.iter().filter_map(Value::as_str);
            self.tags = tags.map(str::to_owned).collect();
        }
        if let Some(note) = answers.get("note").and_then(Value::as_str) {
            note.clone_into(&mut self.note);
        }
        if let (Some(found), Some(when)) = (&self.editing, answers.get("when"))
            && let Some(when) = when.as_str()
            && let Ok(when) = parse_when(when, found.at, start)
        {
            self.moved = Some(when.moving(found.at, found.timed, start));
        }
    }
}
