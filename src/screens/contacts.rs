//! Personal contacts and notes for hard moments: a form of short text fields.

mod view;

use crate::content::support::{OWN, Own};
use crate::domain::Change;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Response, Transition};
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};

/// The most characters in a field.
const MOST: usize = 200;

/// The contacts form.
#[derive(Clone, Debug, PartialEq)]
pub struct Contacts {
    /// One field per entry of [`OWN`].
    fields: Vec<TextField>,
    /// Index of the field being edited.
    chosen: usize,
}

impl Contacts {
    /// Fills the form with the stored values and any unsaved draft.
    pub fn new(shared: &Shared) -> Self {
        let typed = Kept::of(&shared.journal, &Form::People).map(|kept| kept.by_name());
        let field = |own: &Own| {
            let typed = typed
                .as_ref()
                .and_then(|typed| typed.get(own.key)?.as_str());
            TextField::new(typed.unwrap_or(stored(own, shared)), Lines::One)
        };
        Self {
            fields: OWN.iter().map(field).collect(),
            chosen: 0,
        }
    }

    fn save(&self, shared: &Shared) -> Response {
        let changes = OWN.iter().zip(&self.fields).filter_map(|(own, field)| {
            let value: String = field.trimmed().chars().take(MOST).collect();
            (value != stored(own, shared)).then(|| Change::setting(own.key, value))
        });
        let changes: Vec<Change> = changes.collect();
        if changes.is_empty() {
            return Response::close();
        }
        Transition::SaveForm(Change::Several(changes)).into()
    }
}

/// The stored value of a field; empty if unset.
fn stored<'a>(own: &Own, shared: &'a Shared) -> &'a str {
    shared.journal.setting(own.key).unwrap_or_default()
}

impl Screen for Contacts {
    fn context(&self) -> Context {
        Context::Field
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let last = self.fields.len().saturating_sub(1);
        match key.action {
            Action::Accept if self.chosen < last => self.chosen += 1,
            Action::NextField => self.chosen = (self.chosen + 1).min(last),
            Action::PreviousField => self.chosen = self.chosen.saturating_sub(1),
            Action::Accept | Action::Save => return self.save(shared),
            Action::Back => return Transition::LeaveForm.into(),
            Action::Discard => return Transition::DiscardForm.into(),
            _ => {}
        }
        Response::none()
    }

    fn render(&self, _shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        self.fields.get_mut(self.chosen)
    }

    fn unsaved(&self, shared: &Shared) -> Option<(Form, String)> {
        let typed = OWN.iter().zip(&self.fields).filter_map(|(own, field)| {
            let text = field.trimmed();
            (text != stored(own, shared)).then(|| (own.key.to_owned(), text.into()))
        });
        Some((Form::People, written(&typed.collect())))
    }

    fn refill(&mut self, shared: &Shared) {
        *self = Self::new(shared);
    }

    fn stored(&mut self, _change: &Change, _shared: &Shared) -> Option<Response> {
        Some(Response::close().and_say(Notice::undoable("Saved.")))
    }
}
