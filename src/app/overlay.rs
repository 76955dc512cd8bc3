//! What lies over the tabs.

use crate::app::bringing::Bringing;
use crate::app::care::Care;
use crate::app::settings::SettingsScreen;
use crate::app::support::Support;
use crate::screens::session::resume::Resume;

/// What lies over the tabs.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// The keys; scrolled down this many lines.
    Help(u16),
    /// Support in a crisis.
    Support(Support),
    /// A session left running was found.
    Resume(Box<Resume>),
    /// What can be set.
    Settings(Box<SettingsScreen>),
    /// A questionnaire, the plan, the first questions, one's own people.
    Care(Box<Care>),
    /// What other programs kept, on its way in.
    Bringing(Box<Bringing>),
}

impl Overlay {
    /// Whether its keys work in a window too small for it: what comes in is seen first.
    pub(super) const fn goes_on_unseen(&self) -> bool {
        !matches!(self, Self::Bringing(_))
    }
}
