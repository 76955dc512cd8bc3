//! A note comes back from the person's own editor.

use crate::app::App;
use crate::domain::Now;
use crate::widgets::text_field::{Lines, MAX_CHARS, TextField};

impl App {
    /// Takes a note as the editor left it; it counts as written.
    pub(super) fn take_edited(&mut self, text: &str, now: Now) {
        let mut field = TextField::new("", Lines::Many);
        field.paste(text);
        let (screen, _) = self.front();
        if screen.note().is_none() {
            return;
        }
        screen.set_note(field.trimmed());
        if text.trim().chars().count() > MAX_CHARS {
            self.notify(
                format!("Notes hold up to {MAX_CHARS} characters, so the rest was cut."),
                now,
            );
        }
    }
}
