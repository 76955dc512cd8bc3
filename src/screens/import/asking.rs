//! Something about a file that only the person can tell, with the replies to choose from.

use super::preview::Preview;
use crate::domain::Sorting as _;
use crate::domain::import::{Choice, FileQuestion, ImportRequest, Reply};
use crate::keys::Action;
use crate::widgets::list::ListCursor;
use crate::widgets::text_field::{Lines, TextField};

/// A question, and what is behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The question; one that follows from a reply comes after it.
    asked: Vec<FileQuestion>,
    /// The selected reply among those that match the filter.
    pub list: ListCursor,
    /// The filter while it's being typed.
    pub field: Option<TextField>,
    /// Where escape leads.
    pub behind: Behind,
}

/// What a question was asked over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// A file that can't be read before it's answered.
    Reading,
    /// A preview, a part of which is changed.
    Preview(Box<Preview>),
    /// The unknown activities of past imports.
    Names(Vec<(String, usize)>, ListCursor),
}

/// What follows from a key.
pub(super) enum Answer {
    /// Nothing yet.
    None,
    /// The question is left.
    Back,
    /// It's answered.
    Settled(ImportRequest),
}

impl Asking {
    pub(super) fn new(mut asked: FileQuestion, behind: Behind) -> Self {
        // Sessions that are here already can't be skipped.
        if matches!(behind, Behind::Names(..)) {
            let skips = |choice: &Choice| matches!(choice, Choice::Word(_, value) if value == "-");
            asked
                .replies
                .retain(|reply| !reply.choices.iter().any(skips));
        }
        Self {
            asked: vec![asked],
            list: ListCursor::default(),
            field: None,
            behind,
        }
    }

    /// The replies that match the filter: those that begin with it first.
    pub(super) fn replies(&self) -> Vec<&Reply> {
        let wanted = self
            .field
            .as_ref()
            .map_or_else(String::new, TextField::trimmed);
        let wanted = wanted.to_lowercase();
        let all = self.asked.last().map_or(&[][..], |asked| &asked.replies);
        let place = |reply: &&Reply| reply.words.to_lowercase().find(&wanted);
        let mut fitting: Vec<&Reply> = all.iter().filter(|reply| place(reply).is_some()).collect();
        if !wanted.is_empty() {
            fitting.order_by_key(|reply| place(reply) != Some(0));
        }
        fitting
    }

    /// The question to show.
    pub(super) fn question(&self) -> Option<&FileQuestion> {
        self.asked.last()
    }

    pub(super) fn key(&mut self, action: Action) -> Answer {
        let Some(asked) = self.asked.last() else {
            return Answer::Back;
        };
        match action {
            Action::Search => {
                self.field = Some(TextField::new("", Lines::One));
                self.list = ListCursor::default();
            }
            Action::Back if self.field.take().is_some() => self.list = ListCursor::default(),
            Action::Back => {
                self.asked.pop();
                self.list = ListCursor::default();
                if self.asked.is_empty() {
                    return Answer::Back;
                }
            }
            Action::Accept => {
                let Some(reply) = self.replies().get(self.list.chosen).copied().cloned() else {
                    return Answer::None;
                };
                if let Some(next) = &reply.next {
                    let next = FileQuestion {
                        file: asked.file.clone(),
                        shape: asked.shape.clone(),
                        ..(**next).clone()
                    };
                    self.asked.push(next);
                    (self.list, self.field) = (ListCursor::default(), None);
                    return Answer::None;
                }
                return Answer::Settled(match (&self.behind, reply.choices.as_slice()) {
                    (Behind::Names(..), [Choice::Word(word, value)]) => {
                        ImportRequest::Rename(word.clone(), value.clone())
                    }
                    (_, choices) => ImportRequest::Decide(
                        asked.file.clone(),
                        asked.shape.clone(),
                        choices.to_vec(),
                    ),
                });
            }
            other => {
                let count = self.replies().len();
                self.list.answer(other, count);
            }
        }
        Answer::None
    }
}
