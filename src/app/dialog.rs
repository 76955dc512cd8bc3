//! What lies over the tabs: one dialog over the other, each a screen that owns itself.

use crate::screens::about::About;
use crate::screens::contacts::Contacts;
use crate::screens::countries::Countries;
use crate::screens::experiment::ExperimentScreen;
use crate::screens::help::Help;
use crate::screens::import::ImportScreen;
use crate::screens::options::Options;
use crate::screens::plan::{DayOffScreen, PlanScreen, WeeklyReview};
use crate::screens::questionnaire::QuestionnaireScreen;
use crate::screens::scores::Scores;
use crate::screens::screen::Screen;
use crate::screens::session::resume::Resume;
use crate::screens::settings::SettingsScreen;
use crate::screens::support::Support;

/// A dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// The first questions.
    About(About),
    /// One's own contacts and notes for hard moments.
    Contacts(Contacts),
    /// The country whose numbers support shows.
    Countries(Box<Countries>),
    /// What kind of day today is.
    DayOff(DayOffScreen),
    /// An experiment being planned or looked after.
    Experiment(Box<ExperimentScreen>),
    /// The keys.
    Help(Help),
    /// What other programs kept, on its way in.
    Import(Box<ImportScreen>),
    /// What there is beside the tabs.
    Options(Options),
    /// The plan for the week.
    Plan(Box<PlanScreen>),
    /// A questionnaire being answered.
    Questionnaire(QuestionnaireScreen),
    /// A session left running was found.
    Resume(Box<Resume>),
    /// The scores of a questionnaire so far.
    Scores(Scores),
    /// What can be set.
    Settings(Box<SettingsScreen>),
    /// Support in a crisis.
    Support(Support),
    /// The last seven days of the plan.
    WeeklyReview(WeeklyReview),
}

impl Dialog {
    /// The screen that it is.
    pub fn screen(&self) -> &dyn Screen {
        match self {
            Self::About(screen) => screen,
            Self::Contacts(screen) => screen,
            Self::Countries(screen) => screen.as_ref(),
            Self::DayOff(screen) => screen,
            Self::Experiment(screen) => screen.as_ref(),
            Self::Help(screen) => screen,
            Self::Import(screen) => screen.as_ref(),
            Self::Options(screen) => screen,
            Self::Plan(screen) => screen.as_ref(),
            Self::Questionnaire(screen) => screen,
            Self::Resume(screen) => screen.as_ref(),
            Self::Scores(screen) => screen,
            Self::Settings(screen) => screen.as_ref(),
            Self::Support(screen) => screen,
            Self::WeeklyReview(screen) => screen,
        }
    }

    /// The screen that it is, to answer keys.
    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::About(screen) => screen,
            Self::Contacts(screen) => screen,
            Self::Countries(screen) => screen.as_mut(),
            Self::DayOff(screen) => screen,
            Self::Experiment(screen) => screen.as_mut(),
            Self::Help(screen) => screen,
            Self::Import(screen) => screen.as_mut(),
            Self::Options(screen) => screen,
            Self::Plan(screen) => screen.as_mut(),
            Self::Questionnaire(screen) => screen,
            Self::Resume(screen) => screen.as_mut(),
            Self::Scores(screen) => screen,
            Self::Settings(screen) => screen.as_mut(),
            Self::Support(screen) => screen,
            Self::WeeklyReview(screen) => screen,
        }
    }

    /// Whether it is drawn in a window of any size.
    pub const fn fits_everywhere(&self) -> bool {
        matches!(self, Self::Support(_))
    }

    /// Whether its keys work in a window too small for it: what comes in is seen first.
    pub const fn goes_on_unseen(&self) -> bool {
        !matches!(self, Self::Import(_))
    }
}
