//! Bytes on their way to the terminal. A terminal may take none for a while: a line that hangs, a window being marked.
//! Neither a running session nor a signal waits for it then: what it does not take at once is written by a thread of its
//! own, which is begun when there is such a rest for the first time.
//!
//! The loop draws a frame only when the one before is out: so nothing piles up, and what is drawn afterwards is the
//! screen as it is by then.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// So much is written at once, and so much may still come when the rest of a frame is given up.
const CHUNK: usize = 4096;
/// How long the last bytes wait for a terminal that takes none.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long the last bytes may take: on a busy machine the writer comes late, and they give the terminal back.
const LAST: Duration = Duration::from_secs(2);

/// What wakes the loop.
pub(super) type Waker = Box<dyn Fn() + Send>;

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct State {
    /// What waits to be written.
    waiting: Vec<u8>,
    /// Whether something is being written.
    busy: bool,
    /// Whether the rest of what is being written is given up.
    given_up: bool,
    /// The terminal took nothing and never will.
    failed: bool,
    /// Whether the loop wants to know when everything is out.
    wanted: bool,
    waker: Option<Waker>,
    /// The terminal, opened once more so that writing to it never waits; standard output may be shared with others,
    /// who would not expect that.
    at_once: Option<File>,
    /// Whether there is a thread that writes.
    runs: bool,
}

impl State {
    /// Writes what the terminal takes without waiting, unless something waits before it; returns the rest.
    fn write_at_once<'a>(&mut self, mut bytes: &'a [u8]) -> &'a [u8] {
        let is_first = !self.busy && self.waiting.is_empty();
        if let Some(terminal) = self.at_once.as_mut().filter(|_| is_first) {
            // An error comes again when the rest is written, and is dealt with there.
            while !bytes.is_empty()
                && let Some(count) = terminal.write(bytes).ok().filter(|count| *count > 0)
            {
                bytes = &bytes[count..];
            }
        }
        bytes
    }

    /// Whether there is a thread that writes; begins it where there is none.
    fn has_thread(&mut self) -> bool {
        if !self.runs && self.waker.is_some() {
            let thread = std::thread::Builder::new().name("output".to_owned());
            self.runs = thread.spawn(|| output().run()).is_ok();
        }
        self.runs
    }
}

struct Output {
    state: Mutex<State>,
    changed: Condvar,
}

static OUTPUT: OnceLock<Output> = OnceLock::new();

fn output() -> &'static Output {
    OUTPUT.get_or_init(|| Output {
        state: Mutex::default(),
        changed: Condvar::new(),
    })
}

impl Output {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what is handed over, for ever.
    fn run(&self) {
        let mut bytes = Vec::new();
        let mut state = self.state();
        loop {
            while state.waiting.is_empty() {
                state.busy = false;
                state.given_up = false;
                self.changed.notify_all();
                if std::mem::take(&mut state.wanted)
                    && let Some(wake) = &state.waker
                {
                    wake();
                }
                state = self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            state.busy = true;
            bytes.clear();
            std::mem::swap(&mut bytes, &mut state.waiting);
            for chunk in bytes.chunks(CHUNK) {
                if state.given_up {
                    break;
                }
                drop(state);
                let written = write_all(chunk);
                state = self.state();
                if written.is_err() {
                    // Whoever waits hears of it at once; what is still to come goes the same way.
                    (state.failed, state.wanted) = (true, true);
                    break;
                }
            }
            state.given_up = false;
        }
    }

    /// Waits until everything is written; false if that takes longer than `most`.
    fn settle(&self, most: Duration) -> bool {
        let is_under_way = |state: &mut State| state.busy || !state.waiting.is_empty();
        let waited = self
            .changed
            .wait_timeout_while(self.state(), most, is_under_way);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

/// From now on nobody waits for the terminal; `waker` is called when what the loop waited for is out.
pub(super) fn begin(waker: Waker) {
    let mut state = output().state();
    state.waker = Some(waker);
    state.at_once = opened_again();
}

/// Hands bytes to the terminal, behind those that are on their way.
pub(super) fn hand(bytes: &[u8]) {
    let output = output();
    let mut state = output.state();
    let rest = state.write_at_once(bytes);
    if rest.is_empty() {
        return;
    }
    if state.has_thread() {
        state.waiting.extend_from_slice(rest);
        output.changed.notify_all();
    } else {
        state.failed |= write_all(rest).is_err();
    }
}

/// Whether everything is out. Where it is not, the waker will tell.
pub(super) fn is_free() -> bool {
    let mut state = output().state();
    let is_free = !state.busy && state.waiting.is_empty();
    state.wanted = !is_free;
    is_free
}

/// Whether the terminal is gone.
pub(super) fn has_failed() -> bool {
    output().state().failed
}

/// Hands the last bytes over and waits until they are out, but not long: where the terminal takes nothing, what was on
/// its way is given up for them.
pub(super) fn finish(bytes: &[u8]) {
    let output = output();
    if !output.settle(PATIENCE) {
        let mut state = output.state();
        state.waiting.clear();
        state.given_up = true;
        drop(state);
        discard();
        // The end of whatever sequence was cut.
        hand(b"\x1b\\");
    }
    hand(bytes);
    output.settle(LAST);
}

/// The terminal once more, where it can be had.
#[cfg(unix)]
fn opened_again() -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let name = rustix::termios::ttyname(io::stdout(), Vec::new()).ok()?;
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    open(name, flags, Mode::empty()).ok().map(File::from)
}

#[cfg(not(unix))]
const fn opened_again() -> Option<File> {
    None
}

#[cfg(unix)]
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    let out = io::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(&out, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(rustix::io::Errno::INTR) => {}
            // Somebody else made it so.
            Err(rustix::io::Errno::AGAIN) => {
                let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Throws away what the terminal has not taken yet, and lets it take more where it was told to stop.
#[cfg(unix)]
fn discard() {
    use rustix::termios::{Action, QueueSelector, tcflow, tcflush};
    let _ = tcflush(io::stdout(), QueueSelector::OFlush);
    let _ = tcflow(io::stdout(), Action::OOn);
}

#[cfg(not(unix))]
const fn discard() {}
