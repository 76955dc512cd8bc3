//! Sets up and restores the terminal, and writes each frame in one write.

use crate::terminal::backend::DiffBackend;
use crate::terminal::full_blocks;
use crate::terminal::host::Display;
use crate::terminal::output;
use crate::widgets::cell_ratio::CellRatio;
use color_eyre::eyre::{Result, WrapErr as _};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::backend::Backend as _;
use ratatui::{Frame, Terminal};
use std::cell::RefCell;
use std::io::{self, IsTerminal as _, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is set up for the screens. Static so that the panic hook can read it on any thread.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether mouse reporting is on, which must be switched off at the end.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Reports presses and the wheel with their positions, but no movements, which would cause needless wakeups (xterm,
/// "Mouse Tracking").
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether there is a terminal to show screens on.
pub fn is_available() -> bool {
    io::stdout().is_terminal()
        && (io::stdin().is_terminal() || cfg!(unix) && std::fs::File::open("/dev/tty").is_ok())
}

/// Restores the terminal if it was set up.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut bytes = Vec::new();
        if MOUSE.swap(false, Ordering::SeqCst) {
            bytes.extend_from_slice(MOUSE_OFF.as_bytes());
        }
        // Writes to memory, which cannot fail.
        let _ = queue!(
            bytes,
            ResetColor,
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        );
        // If the terminal is gone, nothing can be done.
        output::finish(&bytes);
        let _ = disable_raw_mode();
    }
}

/// Columns and rows of the terminal. Queries standard output first: this runs for each frame, and crossterm opens the
/// terminal each time.
pub(super) fn size() -> io::Result<(u16, u16)> {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
        && size.ws_col > 0
        && size.ws_row > 0
    {
        return Ok((size.ws_col, size.ws_row));
    }
    crossterm::terminal::size()
}

/// The height of a cell divided by its width, if the window reports its size in pixels.
fn cell_ratio() -> CellRatio {
    let Ok(window) = crossterm::terminal::window_size() else {
        return CellRatio::default();
    };
    CellRatio::of_window((window.columns, window.rows), (window.width, window.height))
}

/// Sets up the terminal; the sequences go out with the next frame.
fn take(frame: &mut FrameBytes) -> Result<()> {
    enable_raw_mode().wrap_err("Couldn't switch the terminal to single keys")?;
    TAKEN.store(true, Ordering::SeqCst);
    queue!(
        frame,
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    )?;
    Ok(())
}

/// Collects one frame's bytes, so that it goes out in one write.
#[derive(Clone, Debug, Default)]
struct FrameBytes(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: [`Screen::draw`] writes the frame, and ratatui may flush in the middle of it.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal while the screens use it.
pub(super) struct Screen {
    terminal: Terminal<DiffBackend<FrameBytes>>,
    frame: FrameBytes,
    mouse: bool,
}

impl Screen {
    /// Sets up the terminal; `waker` is called when a frame that the loop waited for is out.
    pub(super) fn enter(waker: output::Waker) -> Result<Self> {
        output::begin(waker);
        let mut frame = FrameBytes::default();
        frame.0.borrow_mut().reserve(64 * 1024);
        take(&mut frame)?;
        let size = size().wrap_err("Couldn't get the terminal's size")?;
        let terminal = Terminal::new(DiffBackend::new(frame.clone(), size))?;
        Ok(Self {
            terminal,
            frame,
            mouse: false,
        })
    }
}

impl Display for Screen {
    fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }

    fn cell_ratio(&self) -> CellRatio {
        cell_ratio()
    }

    fn is_free(&self) -> bool {
        output::is_free()
    }

    /// Draws inside a synchronized update, and sends the frame in one piece.
    fn draw<T>(&mut self, render: impl FnOnce(&mut Frame<'_>) -> T) -> io::Result<T> {
        if output::has_failed() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.terminal.backend_mut().resize(size()?);
        queue!(self.frame, BeginSynchronizedUpdate)?;
        let mut answer = None;
        self.terminal.draw(|frame| {
            answer = Some(render(frame));
            full_blocks::become_grounds(frame.buffer_mut());
        })?;
        queue!(self.frame, EndSynchronizedUpdate)?;
        let mut bytes = self.frame.0.borrow_mut();
        output::hand(&bytes);
        bytes.clear();
        answer.ok_or_else(|| io::Error::other("nothing was drawn"))
    }

    /// Avoids `Terminal::clear`, which asks the terminal for the cursor position and waits for the answer: that would
    /// swallow keys, and hang if no answer comes.
    fn repaint(&mut self) {
        if let Ok(size) = size()
            && let Ok(terminal) = Terminal::new(DiffBackend::new(self.frame.clone(), size))
        {
            self.terminal = terminal;
        }
        // Writes to memory, which cannot fail.
        let _ = self.terminal.backend_mut().clear();
    }

    fn send(&mut self, sequence: &str) {
        let _ = self.terminal.backend_mut().send(sequence);
    }

    fn ring(&mut self) {
        if self.is_free() {
            self.send("\x07");
        }
    }

    fn follow_mouse(&mut self, on: bool) {
        self.mouse = on;
        if MOUSE.swap(on, Ordering::SeqCst) != on {
            self.send(if on { MOUSE_ON } else { MOUSE_OFF });
        }
    }

    fn leave(&mut self) {
        give_back();
    }

    fn enter_again(&mut self) -> Result<()> {
        take(&mut self.frame)?;
        self.repaint();
        self.follow_mouse(self.mouse);
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}
