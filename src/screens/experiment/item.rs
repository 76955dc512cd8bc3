//! Actions available for a registered experiment.

use crate::coach::experiment::next_session;
use crate::domain::{Experiment, Stage};
use crate::screens::shared::Shared;

/// An action on an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExperimentItem {
    /// Go back without changes.
    Back,
    /// Start the session that the coin assigned.
    Session,
    /// Pause from tomorrow on.
    Pause,
    /// Resume after a pause.
    Resume,
    /// Copy the protocol.
    Copy,
    /// End the experiment early.
    Stop,
    /// Repeat the experiment with a new coin.
    Again,
    /// Plan another experiment.
    Another,
}

impl ExperimentItem {
    /// The actions available at the current stage of `experiment`, most likely first.
    pub(super) fn offered(experiment: &Experiment, shared: &Shared) -> Vec<Self> {
        use ExperimentItem::{Again, Another, Back, Copy, Pause, Resume, Session, Stop};
        match shared.journal.stage(experiment, shared.day) {
            Stage::Running if next_session(&shared.journal, shared.day).is_some() => {
                vec![Session, Back, Pause, Copy, Stop]
            }
            Stage::Waiting => vec![Back, Copy, Stop],
            Stage::Running => vec![Back, Pause, Copy, Stop],
            Stage::Paused => vec![Resume, Back, Copy, Stop],
            Stage::Stopped | Stage::Ended => vec![Back, Again, Another, Copy],
        }
    }

    /// The label shown to the user.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Back => "Back",
            Self::Session => "Start a session: rate, then the coin picks",
            Self::Pause => "Pause from tomorrow",
            Self::Resume => "Resume with today's coin",
            Self::Copy => "Copy the protocol",
            Self::Stop => "End it now",
            Self::Again => "Run it again with a new coin",
            Self::Another => "Start another",
        }
    }
}
