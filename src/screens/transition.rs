//! What screens can request: navigation, notices and effects. It doesn't depend on the internals of any screen.

use crate::coach::experiment::Proposal;
use crate::domain::routine::Intensity;
use crate::domain::{Change, Day, Felt, Id, Instrument, Routine, Running};
use crate::keys::{Action, Tab};
use crate::screens::about_answers::AboutAnswers;
use crate::screens::draft::Form;
use crate::screens::effect::Effect;
use crate::screens::history::choices::HistoryRequest;
use crate::screens::notice::Notice;

/// A change of screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Transition {
    /// Stay on this screen.
    #[default]
    Stay,
    /// Close the screen and return to the previous one. If there is nothing to go back to, a notice says so.
    Close,
    /// Like `Close`, for a form: warns once about unsaved answers, then keeps them as a draft.
    LeaveForm,
    /// Discard the answers of the form or, if it has none, restore those discarded last.
    DiscardForm,
    /// Store this change, which represents the form, and delete the form's draft with it.
    SaveForm(Change),
    /// Return to a tab in its previous state: the task opened from it is done.
    ReturnTo(Tab),
    /// Open another screen over this one.
    Open(Destination),
    /// Open another screen in place of this one.
    Replace(Destination),
    /// Close this screen and do what a key would do on the one below.
    Act(Action),
}

/// A screen, named by its purpose.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    /// A tab, in its previous state.
    Tab(Tab),
    /// History with a view, a range or a day.
    History(HistoryRequest),
    /// Crisis support: numbers to call and people to talk to.
    Support,
    /// The settings.
    Settings,
    /// The person's own ratings.
    Ratings,
    /// Import from other programs.
    Import,
    /// Personal contacts and notes.
    Contacts,
    /// The list of countries.
    Countries,
    /// The list of countries as the last of the first-use questions, after these answers.
    AboutCountry(AboutAnswers),
    /// The options menu.
    Options,
    /// The questions asked on first use.
    About,
    /// The weekly plan.
    Plan,
    /// The plan's "when and where", being edited.
    PlanWhen,
    /// The review of the last whole week with a plan.
    WeeklyReview,
    /// The latest letter.
    Letter,
    /// Marking today as a day off.
    DayOff,
    /// A questionnaire, resumed where it was left.
    Questionnaire(Instrument),
    /// The scores of a questionnaire.
    Scores(Instrument),
    /// The current experiment, or a new one, on this question if given.
    Experiment(Option<Box<Proposal>>),
    /// The experiment's result in Insights.
    ExperimentAnswer,
    /// The safety questions on their own.
    SafetyQuestions,
    /// A routine about to start: the safety questions or their page come first if required.
    Routine(Box<Routine>),
    /// A routine about to start, after its safety page.
    Before(Box<Routine>),
    /// The routine library, in its previous state.
    Routines,
    /// The routines up to this intensity, with the first suitable one selected.
    Fitting(Intensity),
    /// A session to play or resume.
    Player(Box<Running>),
    /// The end of a session, which is stored and rated. Contains how it went if the way it ended says so.
    Finish(Box<Running>, Option<Felt>),
    /// A new log entry for a day.
    Log(Day),
    /// A new log entry for today, with the activity of this id.
    LogActivity(String),
    /// A stored session to correct.
    EditSession(Id),
    /// A new check-in for a day.
    CheckIn(Day),
    /// A stored check-in to correct.
    EditCheckIn(Id),
    /// The routine editor for this source; empty for a new routine.
    RoutineEditor(String),
    /// The form of a draft.
    Draft(Form),
}

/// A screen's response to a key, a click or a stored record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The change of screen.
    pub transition: Transition,
    /// The effects to perform, in this order.
    pub effects: Vec<Effect>,
    /// The notice to show.
    pub notice: Option<Notice>,
}

impl Response {
    /// Does nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Closes the screen.
    pub fn close() -> Self {
        Transition::Close.into()
    }

    /// Opens another screen over this one.
    pub fn open(destination: Destination) -> Self {
        Transition::Open(destination).into()
    }

    /// Opens another screen in place of this one.
    pub fn replace(destination: Destination) -> Self {
        Transition::Replace(destination).into()
    }

    /// Shows a notice.
    pub fn say(notice: impl Into<Notice>) -> Self {
        Self::none().and_say(notice)
    }

    /// Performs an effect.
    pub fn effect(effect: Effect) -> Self {
        Self::none().and_effect(effect)
    }

    /// Stores a change.
    pub fn apply(change: Change) -> Self {
        Self::effect(Effect::Apply(change))
    }

    /// Adds a notice.
    #[must_use]
    pub fn and_say(mut self, notice: impl Into<Notice>) -> Self {
        self.notice = Some(notice.into());
        self
    }

    /// Adds an effect.
    #[must_use]
    pub fn and_effect(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// Adds several effects.
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
