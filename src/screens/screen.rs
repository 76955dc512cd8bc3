//! What every screen is: it answers keys, and draws itself. Screens cannot change each other, because they cannot see
//! each other.

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

/// A screen: a tab, a page in the place of the tabs, or a dialog over them.
pub trait Screen {
    /// What has the focus.
    fn context(&self) -> Context;

    /// Answers a key.
    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response;

    /// Draws it; returns where the terminal's cursor belongs, if anywhere.
    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor>;

    /// The only key that the footer names beside those of help and support, where nothing else is to be in sight.
    fn only_hint(&self) -> Option<Action> {
        None
    }

    /// Something of its own was clicked that no key leads to: it is chosen; returns whether that is new.
    fn click(&mut self, _target: Target) -> bool {
        false
    }

    /// The text that is being written.
    fn text_field(&mut self) -> Option<&mut TextField> {
        None
    }

    /// The text that is being written was changed.
    fn typed(&mut self) {}

    /// Takes pasted text where it is more than text for the field; `None` where it is not.
    fn paste(&mut self, _text: &str, _shared: &Shared) -> Option<Response> {
        None
    }

    /// The note that the person's own editor may change.
    fn note(&self) -> Option<&str> {
        None
    }

    /// Takes the note as the editor left it.
    fn set_note(&mut self, _note: String) {}

    /// The form it is, and what is in it that isn't stored; empty where it says what is.
    fn unsaved(&self, _shared: &Shared) -> Option<(Form, String)> {
        None
    }

    /// Refills the form from the store and the draft.
    fn refill(&mut self, _shared: &Shared) {}

    /// The form it is is left; its answers are kept as a draft.
    fn leave(&mut self, _shared: &Shared) -> Response {
        Response::close()
    }

    /// Something was stored; `None` where that is nothing to this screen.
    fn stored(&mut self, _change: &Change, _shared: &Shared) -> Option<Response> {
        None
    }

    /// The person comes to it, from another tab.
    fn arrive(&mut self, _shared: &Shared) {}

    /// Recomputes what depends on the records, if they have changed.
    fn refresh(&mut self, _shared: &Shared) {}

    /// What is to be remembered of its having been on the screen.
    fn shown(&self, _shared: &Shared) -> Option<Effect> {
        None
    }

    /// Another day begins; `old` was the day before.
    fn turn_day(&mut self, _old: Day, _shared: &Shared) {}

    /// Whether the footer with the keys stands under it, rather than one of its own.
    fn has_footer(&self) -> bool {
        true
    }

    /// Whether the header with the tabs stands over it.
    fn has_header(&self) -> bool {
        false
    }
}
