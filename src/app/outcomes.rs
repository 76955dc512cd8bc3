//! Handling of effect results: the updated records and the notices about them.

use crate::app::dialog::Dialog;
use crate::app::message::Outcome;
use crate::app::{App, Effect, Notice, configuration};
use crate::coach::DayOff;
use crate::domain::import::{ImportRequest, ImportResponse};
use crate::domain::{Change, Now, OwnRoutine, Record};
use crate::keys::Action;
use crate::screens::import::ImportScreen;
use crate::screens::screen::Screen as _;
use crate::widgets::text_field::{Lines, MAX_CHARS, TextField};
use std::time::Duration;

impl App {
    pub(super) fn done(&mut self, outcome: Outcome, now: Now) -> Vec<Effect> {
        self.redraw = true;
        match outcome {
            Outcome::Applied(change) => {
                self.journal.apply(&change);
                self.drafts.saved(true);
                return self.stored(&change, now);
            }
            Outcome::Loaded(journal) => {
                self.year_tried = true;
                self.journal.replace(journal);
                if self.journal.from().is_none() {
                    self.tabs.history.arrive(&self.shared);
                }
            }
            Outcome::Undone(what, journal) => {
                self.journal.replace(journal);
                let notice = what.map_or_else(
                    || Notice::said("Nothing to undo."),
                    |what| Notice::said(format!("Undone: {what}.")).press(Action::Redo, "redo"),
                );
                self.notify(notice, now);
                return self.list_imports_anew();
            }
            Outcome::Redone(what, journal) => {
                self.journal.replace(journal);
                let notice = what.map_or_else(
                    || Notice::said("Nothing to redo."),
                    |what| Notice::undoable(format!("Redone: {what}.")),
                );
                self.notify(notice, now);
                return self.list_imports_anew();
            }
            Outcome::ThemeNames(names) => {
                self.own_themes = names;
                self.redraw = true;
            }
            Outcome::RoutineFiles(routines, broken) => self.take_files(routines, broken),
            Outcome::Edited(text) => self.take_edited(&text, now),
            Outcome::Import(response) => return self.take_response(*response),
            Outcome::Failed(reason) => {
                self.year_tried = true;
                self.drafts.saved(false);
                return self.fail(&reason, now);
            }
            Outcome::Configured(config, problem) => {
                let problem = configuration::take(&mut self.shared, *config, problem);
                self.notify_if(problem, now);
            }
            Outcome::NotKept(key, reason) => {
                let room = self.notices.shown().is_none();
                let failed = self.drafts.failed(&key, reason, room, &mut self.shared);
                self.notify_if(failed, now);
            }
            Outcome::Arrived(what, true) => self.notify(Notice::undoable(what), now),
            Outcome::Arrived(what, false) => self.notify(what, now),
            Outcome::Told(reason) => self.notify(reason, now),
        }
        Vec::new()
    }

    /// Reports a failure in the import if one is in progress, otherwise at the bottom of the screen.
    fn fail(&mut self, reason: &str, now: Now) -> Vec<Effect> {
        if let Some(screen) = self.import_mut() {
            let response = screen.fail(reason);
            return self.respond(response);
        }
        self.notify(Notice::said(reason).failed(), now);
        Vec::new()
    }

    /// Handles the result of a file operation.
    fn take_response(&mut self, response: ImportResponse) -> Vec<Effect> {
        if let ImportResponse::Imported(_, journal)
        | ImportResponse::Undone(.., journal)
        | ImportResponse::Renamed(.., journal) = &response
        {
            self.journal.replace(journal.clone());
            self.tabs.history.arrive(&self.shared);
        }
        let response = self
            .import_mut()
            .map(|screen| screen.take_response(response));
        response.map_or_else(Vec::new, |response| self.respond(response))
    }

    /// The import, at any depth in the dialog stack.
    fn import_mut(&mut self) -> Option<&mut ImportScreen> {
        self.dialogs
            .iter_mut()
            .rev()
            .find_map(|dialog| match dialog {
                Dialog::Import(screen) => Some(screen.as_mut()),
                _ => None,
            })
    }

    /// Reloads the list of imports, if open, since undo may have changed it.
    fn list_imports_anew(&mut self) -> Vec<Effect> {
        let is_listed = self
            .import_mut()
            .is_some_and(|screen| screen.lists_imports());
        let request = is_listed.then_some(Effect::Import(ImportRequest::ListImports));
        request.into_iter().collect()
    }

    /// The file operation that the topmost import is waiting for, once the screen shows what it is about.
    pub(super) fn due_import_request(&mut self) -> Option<Effect> {
        match self.dialogs.last_mut() {
            Some(Dialog::Import(screen)) => screen.take_due(),
            _ => None,
        }
    }

    /// Zero while a file operation is due.
    pub(super) fn import_deadline(&self) -> Option<Duration> {
        match self.dialogs.last() {
            Some(Dialog::Import(screen)) if screen.is_due() => Some(Duration::ZERO),
            _ => None,
        }
    }

    /// Passes a stored change to the screen it concerns, which decides what follows.
    fn stored(&mut self, change: &Change, now: Now) -> Vec<Effect> {
        if let Change::Several(changes) = change
            && let [form, Change::DropDraft(_)] = changes.as_slice()
        {
            return self.stored(form, now);
        }
        if let Some(Record::Routine(own)) = change.record() {
            self.tabs.library.choose_own(own.id, &self.shared);
        }
        let (screen, shared) = self.front();
        let response = screen.stored(change, shared);
        // A session can end and be stored under another screen.
        let response = response.or_else(|| {
            let page = self.page.as_mut()?.screen_mut();
            page.stored(change, &self.shared)
        });
        if let Some(response) = response {
            return self.respond(response);
        }
        match change {
            Change::Save(record) => self.record_stored(record, now),
            Change::Edit(edit) => self.record_stored(&edit.wanted, now),
            Change::Delete(..) => self.notify(Notice::undoable("Deleted."), now),
            Change::SaveSetting { key, value } => {
                if let Some(said) = DayOff::saved(key, value, self.day) {
                    self.notify(said, now);
                }
            }
            Change::DropDraft(_) => {}
            Change::Several(changes) => self.several_stored(changes, now),
        }
        Vec::new()
    }

    /// Shows a notice that `changes` were made together.
    fn several_stored(&mut self, changes: &[Change], now: Now) {
        let done = match changes.len() {
            _ if !changes.iter().all(Change::is_deletion) => "Saved.".to_owned(),
            1 => "Deleted 1 entry.".to_owned(),
            count => format!("Deleted {count} entries."),
        };
        self.notify(Notice::undoable(done), now);
    }

    fn record_stored(&mut self, record: &Record, now: Now) {
        match record {
            Record::CheckIn(_) | Record::Session(_) => self.notify(Notice::undoable("Saved."), now),
            Record::Routine(own) => {
                let saved = format!("Saved: {}.", own.routine.title);
                self.notify(Notice::undoable(saved), now);
            }
            // The other changes are reported by their own screens.
            _ => {}
        }
    }

    /// Takes the custom routines read from files.
    pub fn take_files(&mut self, routines: Vec<OwnRoutine>, broken: Vec<String>) {
        let known = self.journal.routines().filter(|own| own.file.is_some());
        if !known.eq(&routines) {
            self.journal.set_files(routines);
        }
        self.tabs.library.broken = broken;
        self.redraw = true;
    }

    /// Puts the text from the external editor into the screen's note, as if typed.
    fn take_edited(&mut self, text: &str, now: Now) {
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
