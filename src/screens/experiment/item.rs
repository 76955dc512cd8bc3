//! What can be done with an experiment that is registered.

use crate::coach::experiment::next_session;
use crate::domain::{Experiment, Stage};
use crate::screens::shared::Shared;

/// One of the things that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExperimentItem {
    /// Go back without changing anything.
    Back,
    /// Starting the session that the coin waits for.
    Session,
    /// Pausing from tomorrow.
    Pause,
    /// Going on after a pause.
    Resume,
    /// Copying the protocol.
    Copy,
    /// Ending it before its time.
    Stop,
    /// The same once more, with a new coin.
    Again,
    /// Planning another.
    Another,
}

impl ExperimentItem {
    /// What can be done with `experiment` on its stage, the likeliest first.
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

    /// What the person reads.
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
