//! After a session, which is already stored: mood now, effort and how it went.

mod view;

use crate::domain::{Change, Effort, Felt, Id, Rating, Record, Session};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::session::stopped;
use crate::screens::shared::Shared;
use crate::screens::transition::{Response, Transition};
use crate::stats::ByActivity;
use crate::stats::diary::Diary;
use crate::stats::right_after::row_of;
use crate::stats::usual::Usual;
use crate::widgets::format;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};
use serde_json::{Map, Value};

/// The highest mood that makes a hard day.
const HARD: u8 = 2;

/// The rows of the screen after a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewField {
    /// Mood now.
    Mood,
    /// Energy now, if it was asked before.
    Energy,
    /// Calm now, if it was asked before.
    Calm,
    /// Effort.
    Effort,
    /// How it went.
    Felt,
}

/// A finished, stored session being rated.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The session with the answers so far.
    pub session: Session,
    /// The session as stored when it ended.
    stored: Session,
    /// The focused row.
    pub field: ReviewField,
    /// The estimated lift after this activity, excluding this session.
    pub usual: Option<ByActivity>,
    /// The usual mood, in points.
    usual_mood: f64,
    /// Whether the day was a hard one before the session.
    is_hard_day: bool,
    /// The note being written.
    pub note: Option<TextField>,
    /// Whether the answers were submitted, so that storing them closes the screen.
    answered: bool,
    /// Whether the previous key was a 1 for the effort: a following 0 makes it 10.
    begins_ten: bool,
}

impl Review {
    /// Asks for the ratings of the stored `session`.
    pub fn new(session: Session, shared: &Shared) -> Self {
        let (usual_mood, usual) = usual(&session.activity, shared).unzip();
        Self {
            usual: usual.flatten(),
            usual_mood: usual_mood.unwrap_or_default(),
            is_hard_day: shared.is_hard_day(),
            stored: session.clone(),
            session,
            field: ReviewField::Mood,
            note: None,
            answered: false,
            begins_ten: false,
        }
    }

    /// Asks again for the ratings of a stored session, filled from the draft; `None` if the session doesn't exist.
    pub fn again(id: Id, shared: &Shared) -> Option<Self> {
        let mut review = Self::new(shared.journal.session(id)?.clone(), shared);
        if let Some(kept) = Kept::of(&shared.journal, &Form::After(id)) {
            review.fill(&kept.by_name());
        }
        Some(review)
    }

    /// The rows shown: energy and calm only if they were asked before.
    pub fn fields(&self) -> &'static [ReviewField] {
        use ReviewField::{Calm, Effort, Energy, Felt, Mood};
        let also = self.session.also;
        if also.energy_before.is_some() || also.calm_before.is_some() {
            &[Mood, Energy, Calm, Effort, Felt]
        } else {
            &[Mood, Effort, Felt]
        }
    }

    /// The answers that differ from the stored session, in draft format.
    fn answers(&self) -> String {
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
        written(&answers)
    }

    /// Fills the answers from a draft.
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

impl Review {
    fn rate(&mut self, digit: u8) {
        match self.field {
            ReviewField::Mood | ReviewField::Energy | ReviewField::Calm => {
                if let (Some(rating), Some((now, _))) = (Rating::new(digit), self.rating_mut()) {
                    *now = Some(rating);
                    self.step(1);
                }
            }
            ReviewField::Effort => {
                self.session.effort = Effort::new(digit);
                self.step(1);
                self.begins_ten = digit == 1;
            }
            // 1 then 0 means 10, although the 1 already moved to this row; 0 is not an answer here.
            ReviewField::Felt if digit == 0 && std::mem::take(&mut self.begins_ten) => {
                self.session.effort = Effort::new(10);
            }
            ReviewField::Felt => {
                self.begins_ten = false;
                if let Some(felt) = Felt::ALL.get(usize::from(digit).wrapping_sub(1)) {
                    self.session.felt = Some(*felt);
                }
            }
        }
    }

    /// The rating of the focused row, and the one before the session.
    const fn rating_mut(&mut self) -> Option<(&mut Option<Rating>, Option<Rating>)> {
        let Session {
            before,
            after,
            also,
            ..
        } = &mut self.session;
        match self.field {
            ReviewField::Mood => Some((after, *before)),
            ReviewField::Energy => Some((&mut also.energy_after, also.energy_before)),
            ReviewField::Calm => Some((&mut also.calm_after, also.calm_before)),
            ReviewField::Effort | ReviewField::Felt => None,
        }
    }

    fn adjust(&mut self, by: i8) {
        match self.field {
            ReviewField::Mood | ReviewField::Energy | ReviewField::Calm => {
                let Some((now, before)) = self.rating_mut() else {
                    return;
                };
                *now = Some(match (now.or(before), by) {
                    (None, _) => Rating::MIDDLE,
                    (Some(rating), -1) => rating.lowered(),
                    (Some(rating), _) => rating.raised(),
                });
            }
            ReviewField::Effort => {
                let moved = self
                    .session
                    .effort
                    .map_or(4, |effort| effort.get().saturating_add_signed(by).min(10));
                self.session.effort = Effort::new(moved);
            }
            ReviewField::Felt => {
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
            ReviewField::Mood => self.session.after = None,
            ReviewField::Energy => self.session.also.energy_after = None,
            ReviewField::Calm => self.session.also.calm_after = None,
            ReviewField::Effort => self.session.effort = None,
            ReviewField::Felt => self.session.felt = None,
        }
    }

    /// The session in one line.
    pub fn headline(&self, numbers: bool) -> String {
        let seconds = u64::from(self.session.active_seconds);
        match (self.session.complete, seconds) {
            (true, _) if !numbers => "Done.".to_owned(),
            (false, _) if !numbers => stopped(None),
            (true, 0..=90) => format!("Done, {seconds} seconds."),
            (true, _) => match (seconds + 30) / 60 {
                minutes @ 0..=20 => format!("{} minutes, done.", format::number(minutes)),
                minutes => format!("Done, {minutes} minutes."),
            },
            (false, _) => stopped(Some(seconds)),
        }
    }

    /// Whether to show comparisons with other sessions: only after mood is rated, because the usual value would bias
    /// the answer, and not on a hard day.
    pub fn compares(&self) -> bool {
        self.session.after.is_some() && !self.is_hard()
    }

    /// Whether it is a hard day, based on this session's mood or on earlier records.
    fn is_hard(&self) -> bool {
        self.is_hard_day || self.is_very_low()
    }

    /// Whether mood is very low now.
    pub fn is_very_low(&self) -> bool {
        self.session.after.is_some_and(|mood| mood.get() <= HARD)
    }

    /// The usual mood after this activity, in points: lower bound, estimate and upper bound.
    fn usual_after(&self) -> Option<[f64; 3]> {
        let ByActivity {
            estimate,
            low,
            high,
            ..
        } = self.usual.as_ref()?;
        Some([(*low)?, (*estimate)?, (*high)?].map(|lift| self.usual_mood + lift))
    }

    /// Whether mood is lower than before.
    pub fn is_lower(&self) -> bool {
        self.session.lift().is_some_and(|lift| lift < 0)
    }

    /// Describes the lift, once mood has been rated.
    pub fn lift_sentence(&self) -> Option<&'static str> {
        Some(match self.session.lift()? {
            i8::MIN..=-1 => "Not every session helps. Thanks for noting it.",
            0 => "About the same. It still counts.",
            1..=2 => "A little better than before.",
            _ => "A lot better than before.",
        })
    }

    /// Handles a key while the note is being edited.
    fn note_key(&mut self, key: KeyMatch) {
        if let Action::Save | Action::Back = key.action
            && let Some(field) = self.note.take()
        {
            self.session.note = field.trimmed();
        }
    }

    /// Saves the answers, which closes the screen.
    fn save(&mut self, shared: &Shared) -> Response {
        self.session.updated_at = shared.now.wall;
        self.answered = true;
        Transition::SaveForm(Change::edit(self.stored.clone(), self.session.clone())).into()
    }
}

/// The usual mood and the estimated lift after `activity`; `None` if not all past records are loaded.
fn usual(activity: &str, shared: &Shared) -> Option<(f64, Option<ByActivity>)> {
    if shared.journal.from().is_some() {
        return None;
    }
    let diary = Diary::of_last_year(&shared.journal, shared.day);
    Some((Usual::new(&diary).level, row_of(&diary, activity)))
}

impl Screen for Review {
    fn context(&self) -> Context {
        if self.note.is_some() {
            Context::Note
        } else {
            Context::After
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if self.note.is_some() {
            self.note_key(key);
            return Response::none();
        }
        if key.action != Action::Rate {
            self.begins_ten = false;
        }
        match key.action {
            Action::Rate => self.rate(key.digit),
            Action::Left => self.adjust(-1),
            Action::Right => self.adjust(1),
            Action::Clear => self.clear(),
            Action::NextField => self.step(1),
            Action::PreviousField => self.step(-1),
            Action::Note => self.note = Some(TextField::new(&self.session.note, Lines::Many)),
            Action::Save => return self.save(shared),
            // The session itself is already stored; the answers stay in a draft.
            Action::Back => return Transition::LeaveForm.into(),
            Action::Discard => return Transition::DiscardForm.into(),
            _ => {}
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        self.note.as_mut()
    }

    fn note(&self) -> Option<&str> {
        let typed = self.note.as_ref().map(TextField::text);
        Some(typed.unwrap_or(&self.session.note))
    }

    fn set_note(&mut self, note: String) {
        self.session.note = note;
        self.note = None;
    }

    fn unsaved(&self, _shared: &Shared) -> Option<(Form, String)> {
        Some((Form::After(self.session.id), self.answers()))
    }

    fn refill(&mut self, shared: &Shared) {
        if let Some(again) = Self::again(self.session.id, shared) {
            *self = again;
        }
    }

    fn stored(&mut self, change: &Change, _shared: &Shared) -> Option<Response> {
        matches!(change.record()?, Record::Session(_)).then(|| {
            if self.answered {
                Response::close().and_say(Notice::undoable("Session saved."))
            } else {
                // Stored once at its end, before any answer, so that nothing can be lost in the meantime.
                Response::none()
            }
        })
    }
}
