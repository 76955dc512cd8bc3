//! Dialogs over the tabs: a stack of screens that each own their state.

use crate::screens::about::About;
use crate::screens::contacts::Contacts;
use crate::screens::countries::Countries;
use crate::screens::experiment::ExperimentScreen;
use crate::screens::help::Help;
use crate::screens::import::ImportScreen;
use crate::screens::letter::LetterScreen;
use crate::screens::options::Options;
use crate::screens::palette::Palette;
use crate::screens::plan::{DayOffScreen, PlanScreen, WeeklyReview};
use crate::screens::questionnaire::QuestionnaireScreen;
use crate::screens::ratings::RatingsScreen;
use crate::screens::scores::Scores;
use crate::screens::screen::Screen;
use crate::screens::session::resume::Resume;
use crate::screens::settings::SettingsScreen;
use crate::screens::support::Support;

/// A dialog over the tabs.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// The questions asked on first use.
    About(About),
    /// The person's contacts and notes for hard moments.
    Contacts(Contacts),
    /// Selection of the country for the support numbers.
    Countries(Box<Countries>),
    /// Marks today as a day off or a normal day.
    DayOff(DayOffScreen),
    /// Planning or reviewing an experiment.
    Experiment(Box<ExperimentScreen>),
    /// The key reference.
    Help(Help),
    /// Import from other programs.
    Import(Box<ImportScreen>),
    /// A week or a month in plain words.
    Letter(Box<LetterScreen>),
    /// Everything beyond the tabs.
    Options(Options),
    /// Every command by name.
    Palette(Box<Palette>),
    /// The weekly plan.
    Plan(Box<PlanScreen>),
    /// A questionnaire being filled in.
    Questionnaire(QuestionnaireScreen),
    /// The person's own ratings.
    Ratings(Box<RatingsScreen>),
    /// Offer to resume a session left running.
    Resume(Box<Resume>),
    /// Scores of a questionnaire over time.
    Scores(Scores),
    /// The settings.
    Settings(Box<SettingsScreen>),
    /// Crisis support.
    Support(Support),
    /// Review of the last whole week with a plan.
    WeeklyReview(WeeklyReview),
}

impl Dialog {
    /// The dialog as a screen.
    pub fn screen(&self) -> &dyn Screen {
        match self {
            Self::About(screen) => screen,
            Self::Contacts(screen) => screen,
            Self::Countries(screen) => screen.as_ref(),
            Self::DayOff(screen) => screen,
            Self::Experiment(screen) => screen.as_ref(),
            Self::Help(screen) => screen,
            Self::Import(screen) => screen.as_ref(),
            Self::Letter(screen) => screen.as_ref(),
            Self::Options(screen) => screen,
            Self::Palette(screen) => screen.as_ref(),
            Self::Plan(screen) => screen.as_ref(),
            Self::Questionnaire(screen) => screen,
            Self::Ratings(screen) => screen.as_ref(),
            Self::Resume(screen) => screen.as_ref(),
            Self::Scores(screen) => screen,
            Self::Settings(screen) => screen.as_ref(),
            Self::Support(screen) => screen,
            Self::WeeklyReview(screen) => screen,
        }
    }

    /// The dialog as a mutable screen.
    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::About(screen) => screen,
            Self::Contacts(screen) => screen,
            Self::Countries(screen) => screen.as_mut(),
            Self::DayOff(screen) => screen,
            Self::Experiment(screen) => screen.as_mut(),
            Self::Help(screen) => screen,
            Self::Import(screen) => screen.as_mut(),
            Self::Letter(screen) => screen.as_mut(),
            Self::Options(screen) => screen,
            Self::Palette(screen) => screen.as_mut(),
            Self::Plan(screen) => screen.as_mut(),
            Self::Questionnaire(screen) => screen,
            Self::Ratings(screen) => screen.as_mut(),
            Self::Resume(screen) => screen.as_mut(),
            Self::Scores(screen) => screen,
            Self::Settings(screen) => screen.as_mut(),
            Self::Support(screen) => screen,
            Self::WeeklyReview(screen) => screen,
        }
    }

    /// Whether it can be drawn at any window size.
    pub const fn fits_everywhere(&self) -> bool {
        matches!(self, Self::Support(_))
    }

    /// Whether its keys work in a window too small to draw it. An import must be seen first.
    pub const fn goes_on_unseen(&self) -> bool {
        !matches!(self, Self::Import(_))
    }
}
