//! What came of the effects: the records as they are now, and what is said of it.

use crate::app::message::Outcome;
use crate::app::{App, Effect, Notice, Page};
use crate::coach::DayOff;
use crate::domain::{Change, Now, Record};
use crate::keys::Action;
use crate::screens::screen::Screen as _;

impl App {
    pub(super) fn done(&mut self, outcome: Outcome, now: Now) -> Vec<Effect> {
        self.redraw = true;
        match outcome {
            Outcome::Applied(change) => {
                self.journal.apply(&change);
                self.form_saved(true);
                return self.stored(&change, now);
            }
            Outcome::Loaded(journal) => {
                self.year_tried = true;
                self.journal.replace(journal);
                if self.journal.from().is_none() {
                    self.history.arrive(&self.shared);
                }
            }
            Outcome::Undone(what, journal) => {
                self.journal.replace(journal);
                let notice = what.map_or_else(
                    || Notice::said("Nothing to undo."),
                    |what| Notice::said(format!("Undone: {what}.")).press(Action::Redo, "redo"),
                );
                self.notify(notice, now);
                return self.look_again();
            }
            Outcome::Redone(what, journal) => {
                self.journal.replace(journal);
                let notice = what.map_or_else(
                    || Notice::said("Nothing to redo."),
                    |what| Notice::undoable(format!("Redone: {what}.")),
                );
                self.notify(notice, now);
                return self.look_again();
            }
            Outcome::RoutineFiles(routines, broken) => self.take_files(routines, broken),
            Outcome::Edited(text) => self.take_edited(&text, now),
            Outcome::News(news) => return self.take_news(*news, now),
            Outcome::Failed(reason) => {
                self.year_tried = true;
                self.form_saved(false);
                self.errand_failed(&reason, now);
            }
            Outcome::Configured(config, problem) => self.take_config(*config, problem, now),
            Outcome::NotKept(key, reason) => {
                self.draft_failed(&key, reason, now);
            }
            Outcome::Told(reason) => self.notify(reason, now),
        }
        Vec::new()
    }

    /// Something was stored: the screen it is something to says what comes of it.
    fn stored(&mut self, change: &Change, now: Now) -> Vec<Effect> {
        if let Change::Several(changes) = change
            && let [form, Change::DropDraft(_)] = changes.as_slice()
        {
            return self.stored(form, now);
        }
        let response = self
            .front()
            .and_then(|(screen, shared)| screen.stored(change, shared));
        // A session may end, and be stored, under another screen.
        let response = response.or_else(|| {
            let page = self.page.as_mut()?.screen_mut()?;
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

    /// Says that `changes` were made together.
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
            Record::Session(record) if matches!(self.page, Some(Page::Log(_))) => {
                self.log_stored(record, now);
            }
            Record::CheckIn(_) | Record::Session(_) => self.notify(Notice::undoable("Saved."), now),
            Record::Assessment(record) => self.assessment_stored(record, now),
            Record::Routine(record) => self.routine_stored(record, now),
            Record::Experiment(record) => self.experiment_stored(record, now),
        }
    }
}
