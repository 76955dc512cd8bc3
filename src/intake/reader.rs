//! A long file being read beside the screens: keys and signals are answered meanwhile.

use crate::exchange::daylio::MoodMap;
use crate::intake::{Gathered, Here, Stopped};
use crate::{clock::Clock, domain::DayStart};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// From how many bytes on a file is read beside the screens; shorter ones take no longer than a key may.
const LONG: u64 = 4_000_000;
/// How long a look at it takes at most.
const LOOK: Duration = Duration::from_millis(100);

/// What was read so far, with how the latest file went.
pub(super) type Read = (Gathered, Result<(), Stopped>);

/// A file to be read.
pub(super) struct Job {
    pub(super) gathered: Gathered,
    pub(super) file: PathBuf,
    pub(super) moods: MoodMap,
    pub(super) clock: Clock,
    pub(super) day_start: DayStart,
    pub(super) routines: PathBuf,
}

impl Job {
    /// Whether it takes long.
    pub(super) fn is_long(&self) -> bool {
        std::fs::metadata(&self.file).is_ok_and(|metadata| metadata.len() >= LONG)
    }

    /// Reads it.
    pub(super) fn run(mut self) -> Read {
        let here = Here { clock: self.clock, day_start: self.day_start, routines: Path::new(&self.routines) };
        let told = here.told(self.moods);
        let result = self.gathered.read_file(&self.file, None, &told, &here);
        (self.gathered, result)
    }
}

/// A file that is being read. When it is let go of, what comes of it goes nowhere.
#[derive(Debug)]
pub(super) struct Reader {
    thread: JoinHandle<Read>,
    /// Closed once it is done.
    alive: Receiver<()>,
}

/// How it is with a file.
pub(super) enum Look {
    /// It is being read.
    Reading(Reader),
    /// It is read.
    Done(Box<Read>),
    /// A mistake of ours came between.
    Lost,
}

impl Reader {
    /// Begins to read.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn begin(job: Job) -> io::Result<Self> {
        let (done, alive) = channel();
        let thread = Builder::new().name("reader".to_owned()).spawn(move || {
            let _done = done;
            job.run()
        })?;
        Ok(Self { thread, alive })
    }

    /// Waits a moment for it.
    pub(super) fn look(self) -> Look {
        match self.alive.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => Look::Reading(self),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                self.thread.join().map_or(Look::Lost, |read| Look::Done(Box::new(read)))
            }
        }
    }
}
