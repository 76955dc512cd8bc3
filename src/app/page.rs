//! A page in the place of the tabs: a session from the ratings before it to those after it, and long forms.

use crate::app::builder::Builder;
use crate::app::logging::LogForm;
use crate::keys::Context;
use crate::screens::draft::Form;
use crate::screens::screen::Screen;
use crate::screens::session::before::Before;
use crate::screens::session::player::Playing;
use crate::screens::session::readiness::ReadinessForm;
use crate::screens::session::review::Review;
use crate::widgets::text_field::TextField;

/// A page in the place of the tabs.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// The safety questions, or the page of what they came to.
    Readiness(Box<ReadinessForm>),
    /// How is your mood right now.
    Before(Box<Before>),
    /// A session is running.
    Player(Box<Playing>),
    /// How is it now, how hard was it.
    Review(Box<Review>),
    /// What was done away from the screen.
    Log(Box<LogForm>),
    /// A routine of one's own is put together.
    Builder(Box<Builder>),
}

impl Page {
    /// The screen that it is; nothing for one that doesn't own itself yet.
    pub fn screen(&self) -> Option<&dyn Screen> {
        match self {
            Self::Readiness(form) => Some(form.as_ref()),
            Self::Before(before) => Some(before.as_ref()),
            Self::Player(playing) => Some(playing.as_ref()),
            Self::Review(review) => Some(review.as_ref()),
            Self::Log(_) | Self::Builder(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn screen_mut(&mut self) -> Option<&mut dyn Screen> {
        match self {
            Self::Readiness(form) => Some(form.as_mut()),
            Self::Before(before) => Some(before.as_mut()),
            Self::Player(playing) => Some(playing.as_mut()),
            Self::Review(review) => Some(review.as_mut()),
            Self::Log(_) | Self::Builder(_) => None,
        }
    }

    /// What has the focus.
    pub fn context(&self) -> Context {
        match (self.screen(), self) {
            (Some(screen), _) => screen.context(),
            (None, Self::Builder(builder)) => builder.context(),
            (None, _) => Context::Log,
        }
    }

    /// The form that it is, and what is in it.
    pub(super) fn answers(&self) -> Option<(Form, String)> {
        match self {
            Self::Log(form) => Some(form.answers()),
            Self::Builder(builder) => Some(builder.answers()),
            _ => None,
        }
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut TextField> {
        match self {
            Self::Log(form) => Some(form.field_mut()),
            Self::Builder(builder) => builder.field_mut(),
            _ => None,
        }
    }
}
