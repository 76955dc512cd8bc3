//! The interface of all screens: they handle keys and draw themselves. Screens cannot change each other, because they
//! cannot see each other.

use crate::domain::{Change, Day};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::Form;
use crate::screens::effect::Effect;
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::hit_map::Target;
pub use crate::widgets::painter::Cursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::TextField;

/// A screen: a tab, a page shown instead of the tabs, or a dialog over them.
pub trait Screen {
    /// The focused context.
    fn context(&self) -> Context;

    /// Handles a key.
    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response;

    /// Draws the screen; returns the position of the terminal cursor, if any.
    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor>;

    /// The only key that the footer shows besides help and support, on screens without distractions.
    fn only_hint(&self) -> Option<Action> {
        None
    }

    /// What the footer says of a key in this state, where the table's word would be wrong.
    fn hint_now(&self, _action: Action) -> Option<&'static str> {
        None
    }

    /// Selects a clicked item that no key leads to; returns whether the selection changed.
    fn click(&mut self, _target: Target) -> bool {
        false
    }

    /// The open text field.
    fn text_field(&mut self) -> Option<&mut TextField> {
        None
    }

    /// Called after the open text field changed.
    fn typed(&mut self) {}

    /// Handles pasted text that is not just input for the field; returns `None` if it is.
    fn paste(&mut self, _text: &str, _shared: &Shared) -> Option<Response> {
        None
    }

    /// The note that can be opened in an external editor.
    fn note(&self) -> Option<&str> {
        None
    }

    /// Replaces the note with the text from the external editor.
    fn set_note(&mut self, _note: String) {}

    /// The form of this screen and its unsaved input; the input is empty if it matches the stored data.
    fn unsaved(&self, _shared: &Shared) -> Option<(Form, String)> {
        None
    }

    /// Refills the form from the stored data and the draft.
    fn refill(&mut self, _shared: &Shared) {}

    /// Leaves the form; its answers are stored as a draft.
    fn leave(&mut self, _shared: &Shared) -> Response {
        Response::close()
    }

    /// Called after a change was stored; returns `None` if it doesn't concern this screen.
    fn stored(&mut self, _change: &Change, _shared: &Shared) -> Option<Response> {
        None
    }

    /// Called when the person switches to it from another tab.
    fn arrive(&mut self, _shared: &Shared) {}

    /// Recomputes what depends on the records, if they have changed.
    fn refresh(&mut self, _shared: &Shared) {}

    /// The effect that stores that the screen has been shown.
    fn shown(&self, _shared: &Shared) -> Option<Effect> {
        None
    }

    /// Handles a change of day; `old` was the day before.
    fn turn_day(&mut self, _old: Day, _shared: &Shared) {}

    /// Whether the standard footer with the keys is shown under it.
    fn has_footer(&self) -> bool {
        true
    }

    /// Whether the header with the tabs is shown above it.
    fn has_header(&self) -> bool {
        false
    }
}
