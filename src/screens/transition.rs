//! What a screen asks for: where to go, what to say, what to have done. It names no screen's inside.

use crate::coach::experiment::Proposal;
use crate::domain::routine::Intensity;
use crate::domain::{Change, Day, Felt, Id, Instrument, Routine, Running};
use crate::screens::about_answers::AboutAnswers;
use crate::screens::draft::Form;
use crate::screens::effect::Effect;
use crate::screens::notice::Notice;
use crate::screens::tab::Tab;

/// Where a screen leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Transition {
    /// The screen stays.
    #[default]
    Stay,
    /// The screen closes; what it came from is there again. Where there is nothing to go back to, that is said.
    Close,
    /// Like `Close`, for a form: warns once about unsaved answers, then keeps them as a draft.
    LeaveForm,
    /// The answers of the form are discarded, or, where there are none, those discarded last come back.
    DiscardForm,
    /// This change, which is what the form says, is stored, and the draft of the form is dropped with it.
    SaveForm(Change),
    /// A tab is there again, as it was left: what was opened from it is done.
    ReturnTo(Tab),
    /// Another screen opens over this one.
    Open(Destination),
    /// Another screen opens in the place of this one.
    Replace(Destination),
}

/// A screen, by what it is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    /// A tab, as it was left.
    Tab(Tab),
    /// People to talk to, and numbers to call.
    Support,
    /// What can be set.
    Settings,
    /// Files of other programs.
    Import,
    /// One's own people and notes.
    Contacts,
    /// The list of countries.
    Countries,
    /// The same as the last of the first questions, after these answers.
    AboutCountry(AboutAnswers),
    /// What else there is to do.
    Options,
    /// The first questions.
    About,
    /// The plan for the week.
    Plan,
    /// Where and when, of the plan, being written.
    PlanWhen,
    /// The last seven days of the plan.
    WeeklyReview,
    /// A day off.
    DayOff,
    /// A questionnaire, from where it was left.
    Questionnaire(Instrument),
    /// The scores of a questionnaire.
    Scores(Instrument),
    /// The experiment under way, or a new one, on this question where it is known.
    Experiment(Option<Box<Proposal>>),
    /// The experiment's answer in Insights.
    ExperimentAnswer,
    /// The safety questions for themselves.
    SafetyQuestions,
    /// A routine about to begin: the safety questions and their page come first where they have to.
    Routine(Box<Routine>),
    /// A routine about to begin, after its page.
    Before(Box<Routine>),
    /// The routines, as they were left.
    Routines,
    /// The routines up to this hard, the first that fits chosen.
    Fitting(Intensity),
    /// A session that goes on.
    Player(Box<Running>),
    /// The end of a session: it is stored, and rated. How it went, where the way it ended says so.
    Finish(Box<Running>, Option<Felt>),
    /// A new session for a day, done away from the screen.
    Log(Day),
    /// A new session of today, of the activity with this id.
    LogActivity(String),
    /// A stored session being corrected.
    EditSession(Id),
    /// A new check-in for a day.
    CheckIn(Day),
    /// A stored check-in being corrected.
    EditCheckIn(Id),
    /// A routine of one's own, by what it is made from; empty for a new one.
    RoutineEditor(String),
    /// The form of a draft.
    Draft(Form),
}

/// What a screen answers to a key, a click or a stored record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Where it leads.
    pub transition: Transition,
    /// What has to be done outside, in this order.
    pub effects: Vec<Effect>,
    /// What is said of it.
    pub notice: Option<Notice>,
}

impl Response {
    /// Nothing to do.
    pub fn none() -> Self {
        Self::default()
    }

    /// The screen closes.
    pub fn close() -> Self {
        Transition::Close.into()
    }

    /// Another screen opens over this one.
    pub fn open(destination: Destination) -> Self {
        Transition::Open(destination).into()
    }

    /// Another screen opens in the place of this one.
    pub fn replace(destination: Destination) -> Self {
        Transition::Replace(destination).into()
    }

    /// Something is said.
    pub fn say(notice: impl Into<Notice>) -> Self {
        Self::none().and_say(notice)
    }

    /// Something has to be done outside.
    pub fn effect(effect: Effect) -> Self {
        Self::none().and_effect(effect)
    }

    /// A change is stored.
    pub fn apply(change: Change) -> Self {
        Self::effect(Effect::Apply(change))
    }

    /// The same, and something is said.
    #[must_use]
    pub fn and_say(mut self, notice: impl Into<Notice>) -> Self {
        self.notice = Some(notice.into());
        self
    }

    /// The same, and something has to be done outside.
    #[must_use]
    pub fn and_effect(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// The same, and all of these have to be done outside.
    #[must_use]
    pub fn and_effects(mut self, effects: Vec<Effect>) -> Self {
        self.effects.extend(effects);
        self
    }
}

impl From<Transition> for Response {
    fn from(transition: Transition) -> Self {
        Self {
            transition,
            ..Self::default()
        }
    }
}

impl From<Destination> for Response {
    fn from(destination: Destination) -> Self {
        Self::open(destination)
    }
}
