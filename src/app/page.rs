//! Pages shown instead of the tabs: a session from the ratings before it to those after it, and long forms.

use crate::screens::log_form::LogForm;
use crate::screens::routine_editor::RoutineEditor;
use crate::screens::screen::Screen;
use crate::screens::session::before::Before;
use crate::screens::session::player::Playing;
use crate::screens::session::readiness::ReadinessForm;
use crate::screens::session::review::Review;

/// A page in place of the tabs.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// The safety questions, or the page with their outcome.
    Readiness(Box<ReadinessForm>),
    /// The mood rating before a session.
    Before(Box<Before>),
    /// A running session.
    Player(Box<Playing>),
    /// The ratings after a session.
    Review(Box<Review>),
    /// The log form for activity away from the screen.
    LogForm(Box<LogForm>),
    /// The editor for custom routines.
    RoutineEditor(Box<RoutineEditor>),
}

impl Page {
    /// The page as a screen.
    pub fn screen(&self) -> &dyn Screen {
        match self {
            Self::Readiness(form) => form.as_ref(),
            Self::Before(before) => before.as_ref(),
            Self::Player(playing) => playing.as_ref(),
            Self::Review(review) => review.as_ref(),
            Self::LogForm(form) => form.as_ref(),
            Self::RoutineEditor(editor) => editor.as_ref(),
        }
    }

    /// The page as a mutable screen.
    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::Readiness(form) => form.as_mut(),
            Self::Before(before) => before.as_mut(),
            Self::Player(playing) => playing.as_mut(),
            Self::Review(review) => review.as_mut(),
            Self::LogForm(form) => form.as_mut(),
            Self::RoutineEditor(editor) => editor.as_mut(),
        }
    }
}
