//! The Today tab: the check-in form, one suggestion, and one quiet offer.

mod check_in;
mod form;
mod known;
pub mod offer;
mod view;

use crate::coach::{Circumstances, Limits, Suggestion, is_hard_mood, suggest};
use crate::domain::{Change, Day, DayRecord, Moment, REFUSED, Record};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::Form;
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::tab::Tab;
use crate::screens::transition::{Destination, Response, Transition};
use crate::widgets::hit_map::Target;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::TextField;
pub use check_in::CheckInDraft;
pub use known::{Answer, Known};
pub use offer::Offer;

/// Which half of the tab has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The form: digits rate.
    Form,
    /// The suggestion: digits are tabs.
    Suggestion,
}

/// A text being written over the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Editor {
    /// The note.
    Note(TextField),
    /// A tag; the chosen row: the first is what is typed, the others are the known tags that fit it.
    Tags(TextField, ListCursor),
    /// When a stored check-in was; what is wrong with what was typed.
    When(TextField, Option<String>),
}

/// The state of the Today tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The day the form is for.
    pub day: Day,
    /// What has the focus.
    pub focus: Focus,
    /// The question that digits answer.
    pub question: ListCursor,
    /// The check-in being filled in.
    pub draft: CheckInDraft,
    /// When the draft in the form was kept, where it was found there.
    pub kept: Option<Moment>,
    /// A note or tags being written.
    pub editor: Option<Editor>,
    /// What to do next; nothing when everything that fits was refused.
    pub suggestion: Option<Suggestion>,
    /// Ids refused today.
    pub refused: Vec<String>,
    /// What is known of the days before.
    pub known: Known,
    /// Where to go back to once an edit is saved or left.
    return_to: Option<Tab>,
    asked: Option<(u64, Day, usize, Limits)>,
}

impl Today {
    /// The tab at start: without a check-in today the form has the focus, on mood.
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
            asked: None,
        };
        today.arrive(shared);
        today
    }

    /// Whether it is not known yet what to suggest.
    pub const fn is_thinking(&self) -> bool {
        self.asked.is_none()
    }

    /// Whether what is usual may stand beside today. Not before mood is answered or the form is left: nothing leads the
    /// answer. And never on a hard day, nor beside a mood that makes it one.
    pub fn compares(&self, shared: &Shared) -> bool {
        let mood = self.draft.ratings.mood;
        let is_open = self.focus == Focus::Suggestion || mood.is_some();
        is_open && !mood.is_some_and(is_hard_mood) && !shared.is_hard_day()
    }

    /// Whether what the diary says is shown and has yet to be worked out: after a frame, never before it.
    pub fn is_behind(&self, shared: &Shared) -> bool {
        let is_shown = view::shows_answer(shared.size) && self.compares(shared);
        is_shown && shared.knows_the_year() && self.known.is_behind(shared)
    }

    /// Works out what the diary says.
    pub fn catch_up(&mut self, shared: &Shared) {
        self.known.work_out(shared);
    }

    /// The offer for now, if there is one.
    pub fn offer(&self, shared: &Shared) -> Option<Offer> {
        let is_todays = self.day == shared.day && self.draft.editing.is_none();
        is_todays.then(|| Offer::due(shared)).flatten()
    }

    /// What is already stored for the form's day, check-ins and sessions in time order, without the check-in being
    /// corrected. What has no time of day comes last.
    pub fn moments<'a>(&self, shared: &'a Shared) -> Vec<DayRecord<'a>> {
        let editing = self.draft.editing.as_ref().map(|record| record.id);
        let mut moments = DayRecord::on(&shared.journal, self.day);
        moments.retain(|record| Some(record.id()) != editing);
        moments.sort_by_key(|record| (record.time().is_none(), record.time()));
        moments
    }

    fn start_suggestion(&self, tiny: bool, shared: &Shared) -> Response {
        let suggestion = if tiny {
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

    fn suggest(&self, tiny: bool, shared: &Shared) -> Option<Suggestion> {
        let (journal, day) = (&shared.journal, shared.day);
        let now = Circumstances {
            tiny,
            refused: if tiny { &[] } else { &self.refused },
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
            // What was answered is kept as a draft.
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
            Some(Editor::Note(field) | Editor::Tags(field, _) | Editor::When(field, _)) => {
                Some(field)
            }
            None => None,
        }
    }

    /// Of the tags that fit what is typed, none is chosen yet.
    fn typed(&mut self) {
        if let Some(Editor::Tags(_, list)) = &mut self.editor {
            *list = ListCursor::default();
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

    /// A form with nothing in it gives way to that of today.
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
        self.question.clamp(shared.settings.questions().len());
        // It takes the year to know; what the first weeks say would be shown for the blink of an eye.
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

    /// A form being filled in stays with its day.
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
