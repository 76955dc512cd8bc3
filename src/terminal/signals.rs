//! Signals, turned into flags and a byte in a pipe that the waiting loop sees.

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

    /// Signals that ask for the end and are told by the exit code.
    const ENDING: [i32; 3] = [SIGTERM, SIGHUP, SIGINT];
    /// Signals that end any program which does not know them. Ours gives the terminal back, then dies of them. Those of
    /// a broken machine (SEGV, BUS, ILL, FPE) come again at once where somebody returns from them, and are left alone;
    /// PIPE is ignored by every program in Rust.
    const DEADLY: [i32; 11] = [
        SIGQUIT, SIGABRT, SIGALRM, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
        SIGXFSZ,
    ];

    /// Ends the program by this signal, if it is one of those that end any program; the terminal has been given back.
    pub(crate) fn die_by(signal: i32) {
        if DEADLY.contains(&signal) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }

    /// The signals that came and were not looked at yet.
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
        /// Begins to listen.
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

        /// What wakes the wait for signals from another thread.
        pub(crate) fn waker(&self) -> Result<Waker> {
            let sender = self.sender.try_clone()?;
            Ok(Box::new(move || drop((&sender).write(&[0]))))
        }

        /// What becomes readable when a signal came.
        pub(crate) const fn wake(&self) -> &UnixStream {
            &self.wake
        }

        /// Lets `work` run while the end of a program that we started wakes us, too; otherwise it would not be worth
        /// waking for.
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

        /// Sleeps until a signal comes, or so long at most.
        pub(crate) fn sleep(&self, most: Option<Duration>) {
            let most = most.map(|most| Timespec {
                tv_sec: i64::try_from(most.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(most.subsec_nanos()),
            });
            let _ = poll(&mut [PollFd::new(&self.wake, PollFlags::IN)], most.as_ref());
            self.drain();
        }

        /// The signal that asks for the end, if one came.
        pub(crate) fn take_end(&self) -> Option<i32> {
            match self.end.swap(0, Ordering::SeqCst) {
                0 => None,
                number => i32::try_from(number).ok(),
            }
        }

        /// Whether a stop was asked for.
        pub(crate) fn take_stop(&self) -> bool {
            self.stop.swap(false, Ordering::SeqCst)
        }

        /// Whether the program was called back after a stop it did not see coming.
        pub(crate) fn take_continued(&self) -> bool {
            self.continued.swap(false, Ordering::SeqCst)
        }

        /// Whether the window has another size.
        pub(crate) fn take_resized(&self) -> bool {
            self.resized.swap(false, Ordering::SeqCst)
        }

        /// Stops here; returns once called back.
        pub(crate) fn stop_here(&self) {
            let _ = low_level::emulate_default_handler(SIGTSTP);
            self.take_stop();
            self.take_continued();
            // The pipe stays as it is: a signal that asks for the end may have come meanwhile, and has to be seen.
        }
    }
}

#[cfg(not(unix))]
pub(crate) use elsewhere::{Signals, die_by};

#[cfg(not(unix))]
mod elsewhere {
    use super::Result;
    use crate::terminal::output::Waker;

    /// There are none.
    pub(crate) const fn die_by(_signal: i32) {}

    /// There are none.
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
