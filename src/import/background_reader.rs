//! Reads a large file on a background thread, so that keys and signals are still handled.

use crate::import::columns::Mapping;
use crate::import::word_map::WordMap;
use crate::import::{Gathered, Here, Stopped};
use crate::{clock::Clock, domain::DayStart};
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// Minimum size for background reading, in bytes; smaller files are read within the time a key press may take.
const LONG: u64 = 4_000_000;
/// Maximum wait per poll.
const LOOK: Duration = Duration::from_millis(100);

/// Everything read so far, and the result for the latest file.
pub(super) type Read = (Gathered, Result<(), Stopped>);

/// A file to read.
pub(super) struct Job {
    pub(super) gathered: Gathered,
    pub(super) file: PathBuf,
    pub(super) words: WordMap,
    pub(super) mapping: Mapping,
    pub(super) settled: BTreeMap<String, Mapping>,
    pub(super) own: Vec<crate::domain::OwnRating>,
    pub(super) clock: Clock,
    pub(super) day_start: DayStart,
    pub(super) routines: PathBuf,
}

impl Job {
    /// Whether the file is large enough to read in the background.
    pub(super) fn is_long(&self) -> bool {
        std::fs::metadata(&self.file).is_ok_and(|metadata| metadata.len() >= LONG)
    }

    /// Reads the file synchronously.
    pub(super) fn run(self) -> Read {
        self.run_watched(&Watch::default())
    }

    fn run_watched(mut self, watch: &Watch) -> Read {
        let here = Here {
            clock: self.clock,
            day_start: self.day_start,
            routines: Path::new(&self.routines),
        };
        let mut options = here.options(self.words);
        options.mapping = self.mapping;
        options.settled = self.settled;
        options.own = self.own;
        let result =
            self.gathered
                .read_watched(&self.file, None, &options, &here, &mut |read, bytes| {
                    watch.at(read, bytes)
                });
        (self.gathered, result)
    }
}

/// State shared by the reading and the waiting thread.
#[derive(Debug, Default)]
struct Watch {
    /// Progress, in percent.
    percent: AtomicU8,
    /// Set when the result is no longer wanted.
    stopped: AtomicBool,
}

impl Watch {
    fn at(&self, read: u64, bytes: u64) -> ControlFlow<()> {
        let percent = u8::try_from(read.saturating_mul(100) / bytes.max(1)).unwrap_or(100);
        self.percent.store(percent.min(100), Ordering::Relaxed);
        if self.stopped.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Stops the reader when dropped.
#[derive(Debug)]
struct Leash(Arc<Watch>);

impl Drop for Leash {
    fn drop(&mut self) {
        self.0.stopped.store(true, Ordering::Relaxed);
    }
}

/// A file being read in the background; reading stops when this is dropped.
#[derive(Debug)]
pub(super) struct Reader {
    thread: JoinHandle<Read>,
    leash: Leash,
    /// Disconnected when the thread ends.
    alive: Receiver<()>,
}

/// State of a background read.
pub(super) enum Look {
    /// Still reading.
    Reading(Reader),
    /// Finished.
    Done(Box<Read>),
    /// The thread panicked.
    Lost,
}

impl Reader {
    /// Starts reading.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(super) fn begin(job: Job) -> io::Result<Self> {
        let (done, alive) = channel();
        let leash = Leash(Arc::default());
        let watch = Arc::clone(&leash.0);
        let thread = Builder::new().name("reader".to_owned()).spawn(move || {
            let _done = done;
            job.run_watched(&watch)
        })?;
        Ok(Self {
            thread,
            leash,
            alive,
        })
    }

    /// Progress, in percent.
    pub(super) fn percent(&self) -> u8 {
        self.leash.0.percent.load(Ordering::Relaxed)
    }

    /// Waits briefly for the result.
    pub(super) fn look(self) -> Look {
        match self.alive.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => Look::Reading(self),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => self
                .thread
                .join()
                .map_or(Look::Lost, |read| Look::Done(Box::new(read))),
        }
    }
}
