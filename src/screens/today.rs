//! The Today tab: the check-in form, one suggestion, and one quiet offer.

mod asked;
mod check_in;
mod form;
mod known;
pub mod offer;
mod view;

use crate::coach::{Circumstances, Limits, Suggestion, is_hard_mood, suggest};
use crate::domain::{Change, Day, DayRecord, Id, Moment, REFUSED, Record, Sorting as _};
use crate::keys::Tab;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::Form;
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::tag_entry::TagEntry;
use crate::screens::transition::{Destination, Response, Transition};
use crate::widgets::hit_map::Target;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::TextField;
pub use asked::Asked;
pub use check_in::CheckInDraft;
pub use known::{Answer, Known};
pub use offer::Offer;

/// The half of the tab that has focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The form: digits enter ratings.
    Form,
    /// The suggestion: digits switch tabs.
    Suggestion,
}

/// An open text field over the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Editor {
    /// The note.
    Note(TextField),
    /// A tag.
    Tags(TagEntry),
    /// The time of a stored check-in, and the error in the typed text, if any.
    When(TextField, Option<String>),
}

/// The state of the Today tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The day the form is for.
    pub day: Day,
    /// The focused half.
    pub focus: Focus,
    /// The question that digits answer.
    pub question: ListCursor,
    /// The check-in being filled in.
    pub draft: CheckInDraft,
    /// When the draft was stored, if the form was filled from one.
    pub kept: Option<Moment>,
    /// The open text field, if any.
    pub editor: Option<Editor>,
    /// The suggested next step; `None` if everything suitable was refused.
    pub suggestion: Option<Suggestion>,
    /// Ids refused today.
    pub refused: Vec<String>,
    /// Results from earlier days.
    pub known: Known,
    /// The tab to return to once an edit is saved or left.
    return_to: Option<Tab>,
    /// The own rating that the last key was a digit of: the next digit may belong to the same number.
    typing: Option<Id>,
    asked: Option<(u64, Day, usize, Limits)>,
}

impl Today {
    /// The initial state: without a check-in today, the form has focus, on mood.
    pub fn new(shared: &Shared) -> Self {
        let refused = format!("{REFUSED}{}", shared.day);
        let refused = shared.journal.setting(&refused).unwrap_or_default();
        let mut today = Self {
            day: shared.day,
            focus: Focus::Form,
            question: ListCursor::default(),
            draft: CheckInDraft::default(),
            kept: None,
            editor: None,
            suggestion: None,
            refused: refused.split_whitespace().map(str::to_owned).collect(),
            known: Known::default(),
            return_to: None,
            typing: None,
            asked: None,
        };
        today.arrive(shared);
        today
    }

    /// Whether the suggestion is still being determined.
    pub const fn is_thinking(&self) -> bool {
        self.asked.is_none()
    }

    /// Whether to show usual values beside today's. Not before mood is answered or the form is left, so that nothing
    /// influences the answer. Never on a hard day, or beside a mood that makes it one.
    pub fn compares(&self, shared: &Shared) -> bool {
        let mood = self.draft.ratings.mood;
        let is_open = self.focus == Focus::Suggestion || mood.is_some();
        is_open && !mood.is_some_and(is_hard_mood) && !shared.is_hard_day()
    }

    /// Whether the diary's result is visible but not yet computed; it is computed after a frame, never before.
    pub fn is_behind(&self, shared: &Shared) -> bool {
        let is_shown = view::shows_answer(shared.size) && self.compares(shared);
        is_shown && shared.knows_the_year() && self.known.is_behind(shared)
    }

    /// Computes the diary's result.
    pub fn catch_up(&mut self, shared: &Shared) {
        self.known.work_out(shared);
    }

    /// The current offer, if any.
    pub fn offer(&self, shared: &Shared) -> Option<Offer> {
        let is_todays = self.day == shared.day && self.draft.editing.is_none();
        let waits = self.suggestion.as_ref().and_then(|it| it.waits.as_deref());
        is_todays
            .then(|| Offer::due(shared).or_else(|| Offer::readiness(waits, shared)))
            .flatten()
    }

    /// The records already stored for the form's day, check-ins and sessions in time order, except the check-in being
    /// corrected. Records without a time come last.
    pub fn moments<'a>(&self, shared: &'a Shared) -> Vec<DayRecord<'a>> {
        let editing = self.draft.editing.as_ref().map(|record| record.id);
        let mut moments = DayRecord::on(&shared.journal, self.day);
        moments.retain(|record| Some(record.id()) != editing);
        moments.order_by_key(|record| (record.time().is_none(), record.time()));
        moments
    }

    fn start_suggestion(&self, is_short: bool, shared: &Shared) -> Response {
        let suggestion = if is_short {
            self.suggest(true, shared)
        } else {
            self.suggestion.clone()
        };
        suggestion.map_or_else(Response::none, |suggestion| {
            Destination::Routine(Box::new(suggestion.routine)).into()
        })
    }

    fn another_suggestion(&mut self, shared: &Shared) -> Response {
        let Some(suggestion) = &self.suggestion else {
            return Response::none();
        };
        self.refused.push(suggestion.routine.id.clone());
        let refused = format!("{REFUSED}{}", shared.day);
        let response = Response::effect(Effect::Remember(refused, self.refused.join(" ")));
        self.asked = None;
        self.refresh(shared);
        match self.suggestion {
            Some(_) => response,
            None => {
                response.and_say("That's everything that fits today. All routines are in Move (2).")
            }
        }
    }

    fn suggest(&self, is_short: bool, shared: &Shared) -> Option<Suggestion> {
        let (journal, day) = (&shared.journal, shared.day);
        let now = Circumstances {
            gentle_and_short: is_short,
            refused: if is_short { &[] } else { &self.refused },
            ..Circumstances::of(journal, day)
        };
        suggest(journal, day, &now, shared.settings.seed)
    }

    fn take_up(&self, shared: &Shared) -> Response {
        match self.offer(shared) {
            Some(Offer::Welcome(_)) => self.start_suggestion(true, shared),
            Some(offer) => offer.take_up(shared),
            None => Response::none(),
        }
    }
}

impl Screen for Today {
    fn context(&self) -> Context {
        match (&self.editor, self.focus) {
            (Some(Editor::Note(_)), _) => Context::Note,
            (Some(Editor::Tags(..)), _) => Context::Tags,
            (Some(Editor::When(..)), _) => Context::Field,
            (None, Focus::Form) => Context::CheckIn,
            (None, Focus::Suggestion) if self.is_unsaved() => Context::Unsaved,
            (None, Focus::Suggestion) => Context::Suggestion,
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if self.editor.is_some() {
            self.editor_key(key, shared);
            return Response::none();
        }
        match key.action {
            Action::Start => self.start_suggestion(false, shared),
            Action::Short => self.start_suggestion(true, shared),
            Action::Another => self.another_suggestion(shared),
            Action::EarlierDay => self.turn_form(-1, shared),
            Action::LaterDay => self.turn_form(1, shared),
            Action::CheckIn if self.focus == Focus::Form => self.add_another(shared),
            Action::CheckIn => {
                self.focus = Focus::Form;
                Response::none()
            }
            Action::Options => Destination::Options.into(),
            Action::AcceptOffer => self.take_up(shared),
            Action::NotNow => self.offer(shared).map_or_else(Response::none, |offer| {
                Response::effect(offer.put_off(shared))
            }),
            Action::Log => Destination::Log(self.day).into(),
            Action::Back if self.focus == Focus::Suggestion => Response::close(),
            // The answers are kept as a draft.
            Action::Quit if self.return_to.is_none() => Response::close(),
            Action::Back | Action::Quit => Transition::LeaveForm.into(),
            Action::Discard => Transition::DiscardForm.into(),
            _ if self.focus == Focus::Form => self.form_key(key, shared),
            _ => Response::none(),
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn click(&mut self, target: Target) -> bool {
        let is_new = matches!(target, Target::Rate(..)) && self.focus == Focus::Suggestion;
        if is_new {
            self.focus = Focus::Form;
        }
        is_new
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        match &mut self.editor {
            Some(Editor::Note(field) | Editor::When(field, _)) => Some(field),
            Some(Editor::Tags(entry)) => Some(&mut entry.field),
            None => None,
        }
    }

    /// Resets the selection among the matching tags after the text changes.
    fn typed(&mut self) {
        if let Some(Editor::Tags(entry)) = &mut self.editor {
            entry.list = ListCursor::default();
        }
    }

    fn note(&self) -> Option<&str> {
        Some(match &self.editor {
            Some(Editor::Note(field)) => field.text(),
            _ => &self.draft.note,
        })
    }

    fn set_note(&mut self, note: String) {
        self.draft.note = note;
        self.editor = None;
    }

    fn unsaved(&self, _: &Shared) -> Option<(Form, String)> {
        Some((self.form(), self.answers()))
    }

    fn refill(&mut self, shared: &Shared) {
        self.open_form(self.day, self.draft.editing.clone(), shared);
        self.focus = Focus::Form;
    }

    fn leave(&mut self, shared: &Shared) -> Response {
        let is_todays = self.day == shared.day && self.draft.editing.is_none();
        if self.return_to.is_some() || !is_todays {
            return self.go_back(shared);
        }
        self.focus = Focus::Suggestion;
        Response::none()
    }

    fn stored(&mut self, change: &Change, shared: &Shared) -> Option<Response> {
        let record = match change {
            Change::Save(record) => record,
            Change::Edit(edit) => &edit.wanted,
            _ => return None,
        };
        match record {
            Record::CheckIn(record) => Some(self.check_in_stored(record, shared)),
            _ => None,
        }
    }

    /// Replaces an empty form with today's.
    fn arrive(&mut self, shared: &Shared) {
        if self.draft.is_empty() && self.draft.editing.is_none() {
            self.open_form(shared.day, None, shared);
            let is_rated = !shared.journal.check_ins_on(shared.day).is_empty();
            self.focus = if is_rated && self.draft.is_empty() {
                Focus::Suggestion
            } else {
                Focus::Form
            };
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        self.question.clamp(self.asked(shared).len());
        // Suggestions require the year of records; one based on the last weeks would be visible for only a moment.
        if !shared.knows_the_year() {
            return;
        }
        let key = (
            shared.journal.revision(),
            shared.day,
            self.refused.len(),
            Limits::of(&shared.journal),
        );
        if self.asked != Some(key) {
            self.asked = Some(key);
            self.suggestion = self.suggest(false, shared);
        }
        self.known.refresh(shared);
    }

    fn shown(&self, shared: &Shared) -> Option<Effect> {
        self.offer(shared)?.said(shared)
    }

    /// A form being filled in stays on its day.
    fn turn_day(&mut self, old: Day, shared: &Shared) {
        self.refused.clear();
        if self.day == old && self.draft.is_empty() {
            self.day = shared.day;
            self.question = ListCursor::default();
        }
    }

    fn has_header(&self) -> bool {
        true
    }
}
