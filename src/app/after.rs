//! After a session: it is stored; mood now, effort, how it went.

use crate::app::moving::MoveScreen;
use crate::app::{App, Effect, Notice, Tab};
use crate::domain::{Change, Effort, Felt, Id, Now, Rating, Session};
use crate::keys::{Action, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::stats::ByActivity;
use crate::widgets::text_field::{Lines, TextField};
use serde_json::{Map, Value};
use std::time::Duration;

/// The rows of the screen after a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterField {
    /// Mood now.
    Mood,
    /// Energy now, when it was asked before.
    Energy,
    /// Calm now, when it was asked before.
    Calm,
    /// How hard it was.
    Effort,
    /// How it went.
    Felt,
}

/// A session that is over and stored, being rated.
#[derive(Clone, Debug, PartialEq)]
pub struct After {
    /// The session, with the answers so far.
    pub session: Session,
    /// The session as it was stored at its end.
    stored: Session,
    /// The row with the focus.
    pub field: AfterField,
    /// What is known of the lift after this activity, this session left out.
    pub usual: Option<ByActivity>,
    /// The note being written.
    pub note: Option<TextField>,
    /// Whether the answers were given, so that storing them ends the screen.
    answered: bool,
    /// Whether the key before this one was a 1 for the effort: a 0 makes it a 10.
    begins_ten: bool,
}

impl After {
    pub(super) fn new(session: Session, usual: Option<ByActivity>) -> Self {
        Self {
            stored: session.clone(),
            session,
            field: AfterField::Mood,
            usual,
            note: None,
            answered: false,
            begins_ten: false,
        }
    }

    /// The rows there are: energy and calm are asked when they were asked before.
    pub fn fields(&self) -> &'static [AfterField] {
        use AfterField::{Calm, Effort, Energy, Felt, Mood};
        let also = self.session.also;
        if also.energy_before.is_some() || also.calm_before.is_some() {
            &[Mood, Energy, Calm, Effort, Felt]
        } else {
            &[Mood, Effort, Felt]
        }
    }

    /// Which form it is, and what in it differs from what is stored.
    pub(super) fn answers(&self) -> (Form, String) {
        let note = self.note.as_ref().map(TextField::trimmed);
        let mut answers = Map::new();
        for (name, value, stored) in [
            ("mood", self.session.after, self.stored.after),
            (
                "energy",
                self.session.also.energy_after,
                self.stored.also.energy_after,
            ),
            (
                "calm",
                self.session.also.calm_after,
                self.stored.also.calm_after,
            ),
        ] {
            if value != stored {
                answers.insert(name.to_owned(), value.map(Rating::get).into());
            }
        }
        if self.session.effort != self.stored.effort {
            let effort = self.session.effort.map(Effort::get);
            answers.insert("effort".to_owned(), effort.into());
        }
        if self.session.felt != self.stored.felt {
            answers.insert("felt".to_owned(), self.session.felt.map(Felt::key).into());
        }
        let note = note.unwrap_or_else(|| self.session.note.clone());
        if note != self.stored.note {
            answers.insert("note".to_owned(), note.into());
        }
        (Form::After(self.session.id), written(&answers))
    }

    /// Takes over what a draft says.
    fn fill(&mut self, answers: &Map<String, Value>) {
        let number = |name: &str| {
            let value = answers.get(name)?.as_u64();
            Some(value.and_then(|value| u8::try_from(value).ok()))
        };
        let Session { after, also, .. } = &mut self.session;
        for (name, rating) in [
            ("mood", after),
            ("energy", &mut also.energy_after),
            ("calm", &mut also.calm_after),
        ] {
            if let Some(value) = number(name) {
                *rating = value.and_then(Rating::new);
            }
        }
        if let Some(value) = number("effort") {
            self.session.effort = value.and_then(Effort::new);
        }
        if let Some(value) = answers.get("felt") {
            let is_it = |felt: &Felt| value.as_str() == Some(felt.key());
            self.session.felt = Felt::ALL.into_iter().find(is_it);
        }
        if let Some(note) = answers.get("note").and_then(Value::as_str) {
            note.clone_into(&mut self.session.note);
        }
    }

    fn step(&mut self, by: isize) {
        let fields = self.fields();
        let place = fields
            .iter()
            .position(|field| *field == self.field)
            .unwrap_or(0);
        self.field = fields[place.saturating_add_signed(by).min(fields.len() - 1)];
    }
}

impl App {
    pub(super) fn after_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        if hit.action == Action::Editor {
            return self.edit_note();
        }
        let MoveScreen::After(after) = &mut self.moving.screen else {
            return Vec::new();
        };
        if let Some(field) = &after.note {
            if matches!(hit.action, Action::Save | Action::Back) {
                after.session.note = field.trimmed();
                after.note = None;
            }
            return Vec::new();
        }
        if hit.action != Action::Rate {
            after.begins_ten = false;
        }
        match hit.action {
            Action::Rate => after.rate(hit.digit),
            Action::Left => after.adjust(-1),
            Action::Right => after.adjust(1),
            Action::Clear => after.clear(),
            Action::NextField => after.step(1),
            Action::PreviousField => after.step(-1),
            Action::Note => after.note = Some(TextField::new(&after.session.note, Lines::Many)),
            Action::Save => {
                after.session.updated_at = now.wall;
                after.answered = true;
                let edit = Change::edit(after.stored.clone(), after.session.clone());
                let form = Form::After(after.session.id);
                return self.save_form(form, edit);
            }
            // The session itself is stored already; the answers stay a draft.
            Action::Back => {
                let form = Form::After(after.session.id);
                if !self.stays_open(&form, now) {
                    self.leave_after();
                }
            }
            Action::Discard => {
                let form = Form::After(after.session.id);
                return self.discard(&form, now);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Asks again how a stored session was, with the draft of the answers.
    pub(super) fn rate_again(&mut self, id: Id) {
        let Some(session) = self.journal.session(id).cloned() else {
            return;
        };
        let usual = self.usual_lift(&session.activity);
        let mut after = After::new(session, usual);
        if let Some(kept) = Kept::of(&self.journal, &Form::After(id)) {
            after.fill(&kept.by_name());
        }
        self.tab = Tab::Move;
        self.moving.screen = MoveScreen::After(Box::new(after));
    }

    fn leave_after(&mut self) {
        self.moving.leave_session();
        if let Some(tab) = self.moving.from.take() {
            self.tab = tab;
            self.arrive_on_today();
        }
    }

    pub(super) fn session_stored(&mut self, session: &Session, now: Now) {
        match &self.moving.screen {
            // Stored once at its end, before any answer, so that nothing can be lost meanwhile.
            MoveScreen::After(after) if !after.answered => {}
            MoveScreen::After(_) => {
                self.leave_after();
                self.notify(Notice::undoable("Session saved."), now);
            }
            MoveScreen::Log(_) => self.log_stored(session, now),
            _ => self.notify(Notice::undoable("Saved."), now),
        }
    }
}

impl After {
    fn rate(&mut self, digit: u8) {
        match self.field {
            AfterField::Mood | AfterField::Energy | AfterField::Calm => {
                if let (Some(rating), Some((now, _))) = (Rating::new(digit), self.rating_mut()) {
                    *now = Some(rating);
                    self.step(1);
                }
            }
            AfterField::Effort => {
                self.session.effort = Effort::new(digit);
                self.step(1);
                self.begins_ten = digit == 1;
            }
            // A 1 and a 0 are a 10, though the 1 led on to this row already; 0 is no answer here.
            AfterField::Felt if digit == 0 && std::mem::take(&mut self.begins_ten) => {
                self.session.effort = Effort::new(10);
            }
            AfterField::Felt => {
                self.begins_ten = false;
                if let Some(felt) = Felt::ALL.get(usize::from(digit).wrapping_sub(1)) {
                    self.session.felt = Some(*felt);
                }
            }
        }
    }

    /// The rating of the row with the focus, and the one before the session.
    const fn rating_mut(&mut self) -> Option<(&mut Option<Rating>, Option<Rating>)> {
        let Session {
            before,
            after,
            also,
            ..
        } = &mut self.session;
        match self.field {
            AfterField::Mood => Some((after, *before)),
            AfterField::Energy => Some((&mut also.energy_after, also.energy_before)),
            AfterField::Calm => Some((&mut also.calm_after, also.calm_before)),
            AfterField::Effort | AfterField::Felt => None,
        }
    }

    fn adjust(&mut self, by: i8) {
        match self.field {
            AfterField::Mood | AfterField::Energy | AfterField::Calm => {
                let Some((now, before)) = self.rating_mut() else {
                    return;
                };
                *now = Some(match (now.or(before), by) {
                    (None, _) => Rating::MIDDLE,
                    (Some(rating), -1) => rating.lowered(),
                    (Some(rating), _) => rating.raised(),
                });
            }
            AfterField::Effort => {
                let moved = self
                    .session
                    .effort
                    .map_or(4, |effort| effort.get().saturating_add_signed(by).min(10));
                self.session.effort = Effort::new(moved);
            }
            AfterField::Felt => {
                let place = self
                    .session
                    .felt
                    .and_then(|felt| Felt::ALL.iter().position(|other| *other == felt));
                let moved = place.map_or(1, |place| {
                    place
                        .saturating_add_signed(isize::from(by))
                        .min(Felt::ALL.len() - 1)
                });
                self.session.felt = Felt::ALL.get(moved).copied();
            }
        }
    }

    fn clear(&mut self) {
        match self.field {
            AfterField::Mood => self.session.after = None,
            AfterField::Energy => self.session.also.energy_after = None,
            AfterField::Calm => self.session.also.calm_after = None,
            AfterField::Effort => self.session.effort = None,
            AfterField::Felt => self.session.felt = None,
        }
    }

    /// How long it was.
    pub fn length(&self) -> Duration {
        Duration::from_secs(u64::from(self.session.active_seconds))
    }
}
