//! Notes in the person's own editor: which note goes out, and where what comes back belongs.

use crate::app::today::Editor;
use crate::app::{App, Effect, Tab};
use crate::domain::Now;
use crate::widgets::text_field::{Lines, MAX_CHARS, TextField};

impl App {
    /// Hands the note of what has the focus out, as far as it is written.
    pub(super) fn edit_note(&self) -> Vec<Effect> {
        let text = match &self.today.editor {
            Some(Editor::Note(field)) => field.text().to_owned(),
            _ => self.today.draft.note.clone(),
        };
        vec![Effect::Edit(text)]
    }

    /// Takes a note as the editor left it; it counts as written.
    pub(super) fn take_edited(&mut self, text: &str, now: Now) {
        let mut field = TextField::new("", Lines::Many);
        field.paste(text);
        let note = field.trimmed();
        if let Some((screen, _)) = self.front() {
            if screen.note().is_none() {
                return;
            }
            screen.set_note(note);
        } else if !self.set_note(note) {
            return;
        }
        if text.trim().chars().count() > MAX_CHARS {
            self.notify(
                format!("A note has room for {MAX_CHARS} characters; the rest is left out."),
                now,
            );
        }
    }

    /// Puts the note into a screen that doesn't own itself yet; returns whether there is one for it.
    fn set_note(&mut self, note: String) -> bool {
        if self.tab != Tab::Today {
            return false;
        }
        self.today.draft.note = note;
        self.today.editor = None;
        true
    }
}
