//! Typing and pasting into a screen's open text field.

use crate::keys::{Action, Context};
use crate::screens::screen::Screen;
use crate::widgets::text_field::is_edit;
use crossterm::event::KeyEvent;

/// Types a key; returns whether the text field used it.
pub(super) fn key(screen: &mut dyn Screen, event: KeyEvent) -> bool {
    let typed = screen.text_field().is_some_and(|field| field.key(event));
    filter_anew(screen, typed)
}

/// Edits the text if `action` is a text action; returns whether it was. Up and down apply only to multi-line fields;
/// single-line fields have a list next to them. Right at the end of a tag completes it.
pub(super) fn edit(screen: &mut dyn Screen, focus: Context, action: Action) -> bool {
    let chooses = matches!(action, Action::Up | Action::Down) && focus != Context::Note;
    let completes = action == Action::Right
        && focus == Context::Tags
        && screen.text_field().is_some_and(|field| field.is_at_end());
    let edits = focus.takes_text()
        && !chooses
        && !completes
        && is_edit(action)
        && screen.text_field().is_some_and(|field| field.edit(action));
    filter_anew(screen, edits)
}

/// Pastes into the text; returns whether there is one.
pub(super) fn paste(screen: &mut dyn Screen, text: &str) -> bool {
    let takes_text = screen.context().takes_text();
    let field = screen.text_field().filter(|_| takes_text);
    let is_there = field.map(|field| field.paste(text)).is_some();
    filter_anew(screen, is_there)
}

/// Moves a filtered list back to its first row after its filter text changes.
fn filter_anew(screen: &mut dyn Screen, typed: bool) -> bool {
    if typed {
        screen.typed();
    }
    typed
}
