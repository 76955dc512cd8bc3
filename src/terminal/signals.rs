//! Turns signals into flags and a byte in a pipe that wakes the waiting loop.

use color_eyre::eyre::Result;
#[cfg(unix)]
pub(super) use on_unix::{Signals, die_by};

#[cfg(unix)]
mod on_unix {
    use super::Result;
    use crate::terminal::output::Waker;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM,
        SIGTRAP, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
    };
    use signal_hook::{flag, low_level};
    use std::io::{Read as _, Write as _};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::time::Duration;

    /// Signals that ask the program to end and are reported by the exit code.
    const ENDING: [i32; 3] = [SIGTERM, SIGHUP, SIGINT];
    /// Signals that terminate a process by default. The program restores the terminal, then terminates by them. Those
    /// of a crash (SEGV, BUS, ILL, FPE) recur as soon as a handler returns, and are not handled; Rust programs ignore
    /// PIPE.
    const DEADLY: [i32; 11] = [
        SIGQUIT, SIGABRT, SIGALRM, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
        SIGXFSZ,
    ];

    /// Terminates the process by this signal, if it is one of `DEADLY`. The terminal must be restored before.
    pub(crate) fn die_by(signal: i32) {
        if DEADLY.contains(&signal) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }

    /// The signals that arrived and were not handled yet.
    #[derive(Debug)]
    pub(crate) struct Signals {
        end: Arc<AtomicUsize>,
        stop: Arc<AtomicBool>,
        continued: Arc<AtomicBool>,
        resized: Arc<AtomicBool>,
        wake: UnixStream,
        sender: UnixStream,
    }

    impl Signals {
        /// Installs the handlers.
        pub(crate) fn register() -> Result<Self> {
            let (wake, sender) = UnixStream::pair()?;
            wake.set_nonblocking(true)?;
            let end = Arc::new(AtomicUsize::new(0));
            let stop = Arc::new(AtomicBool::new(false));
            let continued = Arc::new(AtomicBool::new(false));
            let resized = Arc::new(AtomicBool::new(false));
            for signal in ENDING.into_iter().chain(DEADLY) {
                flag::register_usize(signal, Arc::clone(&end), signal.unsigned_abs() as usize)?;
                low_level::pipe::register(signal, sender.try_clone()?)?;
            }
            flag::register(SIGTSTP, Arc::clone(&stop))?;
            flag::register(SIGCONT, Arc::clone(&continued))?;
            flag::register(SIGWINCH, Arc::clone(&resized))?;
            for signal in [SIGTSTP, SIGCONT, SIGWINCH] {
                low_level::pipe::register(signal, sender.try_clone()?)?;
            }
            Ok(Self {
                end,
                stop,
                continued,
                resized,
                wake,
                sender,
            })
        }

        /// Returns a function that wakes the wait from another thread.
        pub(crate) fn waker(&self) -> Result<Waker> {
            let sender = self.sender.try_clone()?;
            Ok(Box::new(move || drop((&sender).write(&[0]))))
        }

        /// Becomes readable when a signal arrives.
        pub(crate) const fn wake(&self) -> &UnixStream {
            &self.wake
        }

        /// Runs `work` with wakeups at the end of child processes, which are off otherwise.
        pub(crate) fn with_children<T>(&self, work: impl FnOnce() -> T) -> Result<T> {
            let id = low_level::pipe::register(SIGCHLD, self.sender.try_clone()?)?;
            let answer = work();
            low_level::unregister(id);
            Ok(answer)
        }

        /// Empties the pipe.
        pub(crate) fn drain(&self) {
            let mut bytes = [0; 64];
            while matches!((&self.wake).read(&mut bytes), Ok(count) if count > 0) {}
        }

        /// Sleeps until a signal arrives, or for `most` at the longest.
        pub(crate) fn sleep(&self, most: Option<Duration>) {
            let most = most.map(|most| Timespec {
                tv_sec: i64::try_from(most.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(most.subsec_nanos()),
            });
            let _ = poll(&mut [PollFd::new(&self.wake, PollFlags::IN)], most.as_ref());
            self.drain();
        }

        /// The signal that asked the program to end, if one arrived.
        pub(crate) fn take_end(&self) -> Option<i32> {
            match self.end.swap(0, Ordering::SeqCst) {
                0 => None,
                number => i32::try_from(number).ok(),
            }
        }

        /// Whether a stop was requested.
        pub(crate) fn take_stop(&self) -> bool {
            self.stop.swap(false, Ordering::SeqCst)
        }

        /// Whether the program was resumed after a stop it could not catch.
        pub(crate) fn take_continued(&self) -> bool {
            self.continued.swap(false, Ordering::SeqCst)
        }

        /// Whether the window size changed.
        pub(crate) fn take_resized(&self) -> bool {
            self.resized.swap(false, Ordering::SeqCst)
        }

        /// Stops the process; returns once resumed.
        pub(crate) fn stop_here(&self) {
            let _ = low_level::emulate_default_handler(SIGTSTP);
            self.take_stop();
            self.take_continued();
            // The pipe is not drained: a signal that asks the program to end may have arrived meanwhile, and must be
            // seen.
        }
    }
}

#[cfg(not(unix))]
pub(crate) use elsewhere::{Signals, die_by};

#[cfg(not(unix))]
mod elsewhere {
    use super::Result;
    use crate::terminal::output::Waker;

    /// Does nothing on this system.
    pub(crate) const fn die_by(_signal: i32) {}

    /// Does nothing on this system.
    #[derive(Debug)]
    pub(crate) struct Signals;

    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "the same calls as on Unix"
    )]
    impl Signals {
        pub(crate) fn register() -> Result<Self> {
            Ok(Self)
        }
        pub(crate) fn with_children<T>(&self, work: impl FnOnce() -> T) -> Result<T> {
            Ok(work())
        }
        pub(crate) fn waker(&self) -> Result<Waker> {
            Ok(Box::new(|| ()))
        }
        pub(crate) const fn take_end(&self) -> Option<i32> {
            None
        }
        pub(crate) const fn take_stop(&self) -> bool {
            false
        }
        pub(crate) const fn take_continued(&self) -> bool {
            false
        }
        pub(crate) const fn stop_here(&self) {}
    }
}
