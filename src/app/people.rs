//! One's own contacts and notes for hard moments: a form of short lines.

use crate::app::{App, Effect, Overlay};
use crate::content::support::OWN;
use crate::domain::{Change, Journal, Now};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::widgets::text_field::{Lines, TextField};

/// The form.
#[derive(Clone, Debug, PartialEq)]
pub struct People {
    /// One field for each line of [`OWN`].
    pub fields: Vec<TextField>,
    /// The field being written.
    pub at: usize,
}

impl People {
    /// The form with what is stored, and what was typed and not stored yet.
    pub fn new(journal: &Journal) -> Self {
        let typed = Kept::of(journal, &Form::People).map(|kept| kept.by_name());
        let field = |own: &crate::content::support::Own| {
            let typed = typed
                .as_ref()
                .and_then(|typed| typed.get(own.key)?.as_str());
            let stored = journal.setting(own.key).unwrap_or_default();
            TextField::new(typed.unwrap_or(stored), Lines::One)
        };
        Self {
            fields: OWN.iter().map(field).collect(),
            at: 0,
        }
    }

    /// What has the focus.
    pub const fn context(&self) -> Context {
        Context::Field
    }

    /// What differs from what is stored.
    pub(super) fn answers(&self, journal: &Journal) -> (Form, String) {
        let typed = OWN.iter().zip(&self.fields).filter_map(|(own, field)| {
            let text = field.trimmed();
            let is_new = text != journal.setting(own.key).unwrap_or_default();
            is_new.then(|| (own.key.to_owned(), text.into()))
        });
        (Form::People, written(&typed.collect()))
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut TextField> {
        self.fields.get_mut(self.at)
    }
}

impl App {
    pub(super) fn people_key(
        &mut self,
        mut people: People,
        hit: KeyMatch,
        now: Now,
    ) -> Vec<Effect> {
        let last = people.fields.len().saturating_sub(1);
        match hit.action {
            Action::Accept if people.at < last => people.at += 1,
            Action::NextField => people.at = (people.at + 1).min(last),
            Action::PreviousField => people.at = people.at.saturating_sub(1),
            Action::Accept | Action::Save => {
                self.overlays.pop();
                let news = OWN.iter().zip(&people.fields).filter_map(|(own, field)| {
                    let value: String = field.trimmed().chars().take(200).collect();
                    let present = self.journal.setting(own.key).unwrap_or_default();
                    (value != present).then(|| Self::set(own.key, value))
                });
                let changes: Vec<Change> = news.collect();
                if changes.is_empty() {
                    return Vec::new();
                }
                return self.save_form(Form::People, Change::Several(changes));
            }
            Action::Back => {
                if !self.stays_open(&Form::People, now) {
                    self.overlays.pop();
                }
                return Vec::new();
            }
            Action::Discard => return self.discard(&Form::People, now),
            _ => return Vec::new(),
        }
        if let Some(Overlay::Care(care)) = self.overlays.last_mut() {
            **care = crate::app::care::Care::People(people);
        }
        Vec::new()
    }
}
