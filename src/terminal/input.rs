//! Waits for a key, a signal or a deadline, whichever comes first, in one place.

use crate::app::Message;
use crate::ui::places::Places;
use crossterm::event::{self, Event, MouseButton, MouseEventKind};
use std::time::Duration;

/// Why the wait ended.
#[derive(Debug, PartialEq)]
pub enum Wake {
    /// These things happened; none when only a signal came.
    Messages(Vec<Message>),
    /// The terminal told, or did not, whether its background is dark; and these things happened meanwhile.
    #[cfg_attr(not(unix), allow(dead_code, reason = "asked where there is one place to wait"))]
    Background(Option<bool>, Vec<Message>),
    /// The terminal is gone: nothing will ever come again.
    Gone,
}

/// What `event` means, with the places of the frame that is shown.
fn message(event: Event, places: &Places) -> Option<Message> {
    match event {
        Event::Key(key) => Some(Message::Key(key)),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, rows) => Some(Message::Resized(columns, rows)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => places.at(mouse.column, mouse.row).map(Message::Click),
            MouseEventKind::ScrollUp => Some(Message::Wheel(true)),
            MouseEventKind::ScrollDown => Some(Message::Wheel(false)),
            _ => None,
        },
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Takes every event that waits already.
fn waiting(places: &Places) -> Wake {
    let mut messages = Vec::new();
    loop {
        match event::poll(Duration::ZERO) {
            Ok(false) => return Wake::Messages(messages),
            Ok(true) => match event::read() {
                Ok(event) => messages.extend(message(event, places)),
                Err(_) => return Wake::Gone,
            },
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return Wake::Gone,
        }
    }
}

/// Keys that were typed before the terminal was switched to single keys: it made enter a line feed.
#[cfg(unix)]
fn typed_ahead(wake: Wake) -> Wake {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    let Wake::Messages(mut messages) = wake else { return wake };
    for message in &mut messages {
        if let Message::Key(key) = message
            && (key.code, key.modifiers) == (KeyCode::Char('j'), KeyModifiers::CONTROL)
        {
            *key = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        }
    }
    Wake::Messages(messages)
}

#[cfg(unix)]
pub use on_unix::Input;

#[cfg(unix)]
mod on_unix {
    use super::{Message, Places, Wake, typed_ahead, waiting};
    use crate::terminal::background::{self, LateAnswer};
    use crate::terminal::signals::Signals;
    use color_eyre::eyre::{Result, WrapErr as _};
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use std::io::IsTerminal as _;
    use std::os::fd::{AsFd as _, OwnedFd};
    use std::time::Duration;

    /// The terminal's keys and the pipe of signals.
    pub struct Input<'a> {
        keys: OwnedFd,
        signals: &'a Signals,
        begun: bool,
        asked: bool,
        late: LateAnswer,
    }

    impl<'a> Input<'a> {
        /// Finds where keys come from: standard input, or the terminal behind a pipe.
        pub fn open(signals: &'a Signals) -> Result<Self> {
            let stdin = std::io::stdin();
            let keys = if stdin.is_terminal() {
                stdin.as_fd().try_clone_to_owned()?
            } else {
                std::fs::File::open("/dev/tty").wrap_err("there is no terminal to read keys from")?.into()
            };
            Ok(Self { keys, signals, begun: false, asked: false, late: LateAnswer::No })
        }

        /// Whether the terminal may be asked something now: not when keys were typed already, which somebody else
        /// reads better. The next wait is for the answer.
        pub fn ask(&mut self) -> bool {
            let mut sources = [PollFd::new(&self.keys, PollFlags::IN)];
            let nothing = Timespec { tv_sec: 0, tv_nsec: 0 };
            self.asked = poll(&mut sources, Some(&nothing)) == Ok(0);
            self.asked
        }

        /// Waits for what was asked, a moment at most.
        fn listen(&mut self) -> Wake {
            const STEP: Duration = Duration::from_millis(10);
            let mut bytes = Vec::new();
            // Only waiting is counted: no clock is read here.
            let mut spent = Duration::ZERO;
            while spent < background::PATIENCE && !background::sort_out(&bytes).answered {
                let mut sources = [PollFd::new(&self.keys, PollFlags::IN)];
                let step = Timespec { tv_sec: 0, tv_nsec: i64::from(STEP.subsec_nanos()) };
                match poll(&mut sources, Some(&step)) {
                    Ok(0) | Err(_) => spent += STEP,
                    Ok(_) if sources[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => {
                        return Wake::Gone;
                    }
                    Ok(_) => {
                        let mut chunk = [0; 256];
                        match rustix::io::read(&self.keys, &mut chunk) {
                            Ok(0) => return Wake::Gone,
                            Ok(length) => bytes.extend_from_slice(&chunk[..length]),
                            Err(_) => spent += STEP,
                        }
                    }
                }
            }
            let heard = background::sort_out(&bytes);
            if !heard.answered {
                self.late = LateAnswer::Awaited;
            }
            Wake::Background(heard.dark, background::keys(&heard.typed))
        }

        /// What waits, without an answer that comes too late.
        fn events(&mut self, places: &Places) -> Wake {
            match waiting(places) {
                Wake::Messages(mut messages) => {
                    messages.retain(|message| !self.late.takes(message));
                    Wake::Messages(messages)
                }
                other => other,
            }
        }

        /// Waits until something happens or `deadline` has passed; for ever without one. Clicks fall on `places`.
        pub fn wait(&mut self, deadline: Option<Duration>, places: &Places) -> Wake {
            if std::mem::replace(&mut self.asked, false) {
                return self.listen();
            }
            // What came before anybody looked: crossterm may hold it already, where no poll of ours
            // sees it. This first look also makes it listen for changes of the window's size.
            if !std::mem::replace(&mut self.begun, true) {
                match waiting(places) {
                    Wake::Messages(messages) if messages.is_empty() => {}
                    early => return typed_ahead(early),
                }
            }
            let timeout = deadline.map(|after| Timespec {
                tv_sec: i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(after.subsec_nanos()),
            });
            let mut sources = [PollFd::new(&self.keys, PollFlags::IN), PollFd::new(self.signals.wake(), PollFlags::IN)];
            match poll(&mut sources, timeout.as_ref()) {
                Ok(0) => return Wake::Messages(vec![Message::Woke]),
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => return Wake::Gone,
            }
            let keys = sources[0].revents();
            let signalled = sources[1].revents().contains(PollFlags::IN);
            if signalled {
                self.signals.drain();
            }
            // A terminal that hung up stays readable for ever: looking at it again would spin.
            if keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                return Wake::Gone;
            }
            if keys.contains(PollFlags::IN) || signalled { self.events(places) } else { Wake::Messages(Vec::new()) }
        }
    }
}

#[cfg(not(unix))]
pub use elsewhere::Input;

#[cfg(not(unix))]
mod elsewhere {
    use super::{Message, Places, Wake, event, waiting};
    use crate::terminal::signals::Signals;
    use color_eyre::eyre::Result;
    use std::marker::PhantomData;
    use std::time::Duration;

    /// The console's events.
    pub struct Input<'a>(PhantomData<&'a Signals>);

    impl<'a> Input<'a> {
        /// Nothing to open.
        pub fn open(_signals: &'a Signals) -> Result<Self> {
            Ok(Self(PhantomData))
        }

        /// The console does not tell its background.
        #[expect(clippy::unused_self, reason = "as elsewhere")]
        pub const fn ask(&mut self) -> bool {
            false
        }

        /// Waits until something happens or `deadline` has passed; for ever without one. Clicks fall on `places`.
        pub fn wait(&mut self, deadline: Option<Duration>, places: &Places) -> Wake {
            match event::poll(deadline.unwrap_or(Duration::from_secs(86_400))) {
                Ok(true) => waiting(places),
                Ok(false) => Wake::Messages(vec![Message::Woke]),
                Err(_) => Wake::Gone,
            }
        }
    }
}
