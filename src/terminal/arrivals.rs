//! Looks for lines in the inbox and files in watched folders on a thread of its own, once after the first frame. The
//! thread has its own connection to the database, so keys never wait for it.

use crate::domain::arriving::Sources;
use crate::import::arriving::{self, Arrived, Places};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::Builder;
use std::time::Duration;

/// How often the result is looked for while the thread runs.
const LOOK: Duration = Duration::from_millis(100);

/// A look at the inbox and the watched folders, while it goes on.
#[derive(Debug, Default)]
pub(super) struct Arrivals(Option<Receiver<Arrived>>);

impl Arrivals {
    /// Starts looking; does nothing while a look is going on.
    pub(super) fn begin(&mut self, sources: Sources, places: Places) {
        if self.0.is_some() {
            return;
        }
        let (done, arrived) = channel();
        let look = move || {
            // Nobody waits for it once the program has ended.
            let _ = done.send(arriving::look(&sources, &places));
        };
        // Without a thread the files stay where they are, for the next start or the command.
        if Builder::new().name("inbox".to_owned()).spawn(look).is_ok() {
            self.0 = Some(arrived);
        }
    }

    /// What arrived, once.
    pub(super) fn take(&mut self) -> Option<Arrived> {
        match self.0.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => None,
            Ok(arrived) => {
                self.0 = None;
                Some(arrived)
            }
            Err(TryRecvError::Disconnected) => {
                self.0 = None;
                None
            }
        }
    }

    /// How long until the next look for the result; `None` if no thread runs.
    pub(super) fn next_look(&self) -> Option<Duration> {
        self.0.is_some().then_some(LOOK)
    }
}
