//! Output to the terminal. A terminal may take none for a while: the connection hangs, or text in the window is being
//! selected. Neither a running session nor a signal waits for that: what the terminal does not take at once is written
//! by a separate thread, which is started the first time this happens.
//!
//! The loop draws a frame only when the previous one is out, so nothing piles up, and the next frame shows the current
//! state.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// Bytes per write, and the most that may still go out after the rest of a frame is dropped.
const CHUNK: usize = 4096;
/// How long to wait for pending output before it is dropped for the last bytes.
const PATIENCE: Duration = Duration::from_millis(500);
/// The longest wait for the last bytes, which restore the terminal: on a busy machine the writer runs late.
const LAST: Duration = Duration::from_secs(2);

/// Wakes the loop.
pub(super) type Waker = Box<dyn Fn() + Send>;

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct State {
    /// Bytes waiting to be written.
    waiting: Vec<u8>,
    /// Whether the thread is writing.
    busy: bool,
    /// Whether to drop the rest of what is being written.
    given_up: bool,
    /// Whether writing failed: the terminal is gone.
    failed: bool,
    /// Whether to wake the loop when everything is out.
    wanted: bool,
    waker: Option<Waker>,
    /// The terminal, opened a second time in non-blocking mode; standard output may be shared with other programs,
    /// which would not expect that.
    at_once: Option<File>,
    /// Whether the thread was started.
    runs: bool,
}

impl State {
    /// Writes what the terminal takes without blocking, unless earlier bytes are pending; returns the rest.
    fn write_at_once<'a>(&mut self, mut bytes: &'a [u8]) -> &'a [u8] {
        let is_first = !self.busy && self.waiting.is_empty();
        if let Some(terminal) = self.at_once.as_mut().filter(|_| is_first) {
            // An error recurs when the rest is written, and is handled there.
            while !bytes.is_empty()
                && let Some(count) = terminal.write(bytes).ok().filter(|count| *count > 0)
            {
                bytes = &bytes[count..];
            }
        }
        bytes
    }

    /// Starts the thread if needed; returns whether it runs.
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

    /// Writes bytes as they are queued, forever.
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
                    // Wakes the loop at once; later writes fail the same way.
                    (state.failed, state.wanted) = (true, true);
                    break;
                }
            }
            state.given_up = false;
        }
    }

    /// Waits until everything is written; returns false if that takes longer than `most`.
    fn settle(&self, most: Duration) -> bool {
        let is_under_way = |state: &mut State| state.busy || !state.waiting.is_empty();
        let waited = self
            .changed
            .wait_timeout_while(self.state(), most, is_under_way);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

/// From now on writes do not block; `waker` is called when the output that the loop waited for is out.
pub(super) fn begin(waker: Waker) {
    let mut state = output().state();
    state.waker = Some(waker);
    state.at_once = opened_again();
}

/// Writes bytes to the terminal, after those that are pending.
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

/// Whether everything is out. If not, the waker will be called when it is.
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

/// Writes the last bytes and waits briefly until they are out; if the terminal takes nothing, pending output is dropped
/// in favor of them.
pub(super) fn finish(bytes: &[u8]) {
    let output = output();
    if !output.settle(PATIENCE) {
        let mut state = output.state();
        state.waiting.clear();
        state.given_up = true;
        drop(state);
        discard();
        // Ends the sequence that was cut off, if any.
        hand(b"\x1b\\");
    }
    hand(bytes);
    output.settle(LAST);
}

/// Opens the terminal a second time, if it has a name.
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
            // Another program made standard output non-blocking.
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

/// Discards what the terminal has not taken yet, and resumes output suspended with Ctrl-S.
#[cfg(unix)]
fn discard() {
    use rustix::termios::{Action, QueueSelector, tcflow, tcflush};
    let _ = tcflush(io::stdout(), QueueSelector::OFlush);
    let _ = tcflow(io::stdout(), Action::OOn);
}

#[cfg(not(unix))]
const fn discard() {}
