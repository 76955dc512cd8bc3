//! Waits for a key, a signal or a deadline, whichever comes first.

#[cfg(unix)]
pub(super) use on_unix::Input;

#[cfg(unix)]
mod on_unix {
    use crate::clock::Clock;
    use crate::domain::Now;
    use crate::terminal::decoder::{Decoder, Heard, begins_more};
    use crate::terminal::editor::{self, Edited};
    use crate::terminal::host::{Events, Wake};
    use crate::terminal::questions::{self, PATIENCE};
    use crate::terminal::screen;
    use crate::terminal::signals::Signals;
    use crate::terminal::watch::Watch;
    use crate::widgets::theme::TerminalAnswers;
    use color_eyre::eyre::{Result, WrapErr as _};
    use crossterm::event::Event;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use std::io::IsTerminal as _;
    use std::os::fd::{AsFd as _, OwnedFd};
    use std::path::Path;
    use std::time::Duration;

    /// Bytes per read.
    const CHUNK: usize = 1024;
    /// How long an incomplete sequence waits for its rest: the bytes of one key arrive together, except on slow
    /// connections.
    const REST: Duration = Duration::from_millis(100);
    /// How long escape waits for the rest of an arrow key: less than a person takes from esc to the next key.
    const ESCAPE: Duration = Duration::from_millis(25);
    /// The longest pause within a paste or an answer.
    const LONG: Duration = Duration::from_secs(1);

    /// The terminal is gone.
    struct Gone;

    /// The terminal's keys and the pipe of signals.
    pub(crate) struct Input<'a> {
        keys: OwnedFd,
        signals: &'a Signals,
        clock: Clock,
        decoder: Decoder,
        /// How long an incomplete sequence has waited for its rest.
        held: Duration,
        begun: bool,
        asked: bool,
        /// The answers so far, and whether one came after the wait for it was over: on a busy machine a terminal may
        /// take longer than `PATIENCE`.
        answers: TerminalAnswers,
        is_late: bool,
    }

    impl<'a> Input<'a> {
        /// Opens the source of keys: standard input, or the controlling terminal if that is a pipe.
        pub(crate) fn open(signals: &'a Signals, clock: Clock) -> Result<Self> {
            let stdin = std::io::stdin();
            let keys = if stdin.is_terminal() {
                stdin.as_fd().try_clone_to_owned()?
            } else {
                std::fs::File::open("/dev/tty")
                    .wrap_err("there's no terminal to read keys from")?
                    .into()
            };
            Ok(Self {
                keys,
                signals,
                clock,
                decoder: Decoder::default(),
                held: Duration::ZERO,
                begun: false,
                asked: false,
                answers: TerminalAnswers::default(),
                is_late: false,
            })
        }

        /// Whether input arrives within `time`.
        fn comes(&self, time: Duration) -> Result<bool, Gone> {
            let mut sources = [PollFd::new(&self.keys, PollFlags::IN)];
            match poll(&mut sources, Some(&timespec(time))) {
                Ok(0) | Err(rustix::io::Errno::INTR) => Ok(false),
                Ok(_) if is_gone(sources[0].revents()) => Err(Gone),
                Ok(_) => Ok(true),
                Err(_) => Err(Gone),
            }
        }

        /// Reads the input that is ready. A closed terminal stays readable with zero bytes. An escape from an earlier
        /// read is a key unless the new bytes can only be its rest.
        fn read(&mut self) -> Result<Option<Heard>, Gone> {
            let mut chunk = [0; CHUNK];
            match rustix::io::read(&self.keys, &mut chunk) {
                Ok(0) => Err(Gone),
                Ok(length) => {
                    let apart = self.decoder.is_escape() && !begins_more(chunk[0]);
                    let escape = apart.then(|| self.decoder.give_up()).flatten();
                    self.decoder.feed(&chunk[..length], length == CHUNK);
                    Ok(escape)
                }
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => Ok(None),
                Err(_) => Err(Gone),
            }
        }

        /// Reads all input that is ready.
        fn waiting(&mut self) -> Result<Vec<Event>, Gone> {
            let mut events = Vec::new();
            while self.comes(Duration::ZERO)? {
                let escape = self.read()?;
                let heard: Vec<Heard> = escape.into_iter().chain(self.decoder.by_ref()).collect();
                for heard in heard {
                    self.is_late |= self.note(&heard);
                    events.extend(heard.event());
                }
            }
            Ok(events)
        }

        /// Stores an answer; returns whether it was one.
        fn note(&mut self, heard: &Heard) -> bool {
            match heard {
                Heard::Background(color) => self.answers.background = questions::color(color),
                Heard::Version(version) => self.answers.version = questions::version(version),
                Heard::Attributes | Heard::Event(_) => return false,
            }
            true
        }

        /// The events, with answers that came late.
        fn woken(&mut self, events: Vec<Event>) -> Wake {
            if std::mem::take(&mut self.is_late) {
                Wake::Answers(self.answers.clone(), events)
            } else {
                Wake::Events(events)
            }
        }

        /// Waits for the answers, at most `PATIENCE`.
        fn listen(&mut self) -> Result<Wake, Gone> {
            const STEP: Duration = Duration::from_millis(10);
            let mut events = Vec::new();
            // Adds up the time spent waiting instead of reading a clock.
            let mut spent = Duration::ZERO;
            while spent < PATIENCE {
                if !self.comes(STEP)? {
                    spent += STEP;
                    continue;
                }
                let escape = self.read()?;
                let heard: Vec<Heard> = escape.into_iter().chain(self.decoder.by_ref()).collect();
                for heard in heard {
                    self.note(&heard);
                    if heard == Heard::Attributes {
                        spent = PATIENCE;
                    }
                    events.extend(heard.event());
                }
            }
            Ok(Wake::Answers(self.answers.clone(), events))
        }

        fn wait_for_any(
            &mut self,
            deadline: Option<Duration>,
            watch: &Watch,
        ) -> Result<Wake, Gone> {
            if !std::mem::replace(&mut self.begun, true) {
                let early = self.waiting()?;
                if !early.is_empty() {
                    return Ok(self.woken(early));
                }
            }
            let patience = if self.decoder.takes_its_time() {
                LONG
            } else if self.decoder.is_escape() {
                ESCAPE
            } else {
                REST
            };
            let rest = self
                .decoder
                .is_waiting()
                .then(|| patience.saturating_sub(self.held));
            let timeout = [deadline, rest].into_iter().flatten().min();
            let mut sources = vec![
                PollFd::new(&self.keys, PollFlags::IN),
                PollFd::new(self.signals.wake(), PollFlags::IN),
            ];
            let files = watch.source();
            sources.extend(files.map(|files| PollFd::from_borrowed_fd(files, PollFlags::IN)));
            let woken = match poll(&mut sources, timeout.map(timespec).as_ref()) {
                Ok(count) => count,
                Err(rustix::io::Errno::INTR) => return Ok(Wake::Events(Vec::new())),
                Err(_) => return Err(Gone),
            };
            let (keys, signals) = (sources[0].revents(), sources[1].revents());
            let mut events = Vec::new();
            if woken == 0 {
                self.held += timeout.unwrap_or_default();
                if self.decoder.is_waiting() && self.held >= patience {
                    events.extend(self.decoder.give_up().and_then(Heard::event));
                }
                return Ok(Wake::Events(events));
            }
            self.held = Duration::ZERO;
            if signals.contains(PollFlags::IN) {
                self.signals.drain();
                if self.signals.take_resized()
                    && let Ok((columns, rows)) = screen::size()
                {
                    events.push(Event::Resize(columns, rows));
                }
            }
            if is_gone(keys) {
                return Err(Gone);
            }
            events.extend(self.waiting()?);
            Ok(self.woken(events))
        }
    }

    impl Events for Input<'_> {
        fn now(&self) -> Now {
            self.clock.now()
        }

        /// Not if keys were typed already.
        fn ask(&mut self) -> bool {
            self.asked = matches!(self.comes(Duration::ZERO), Ok(false));
            self.asked
        }

        fn wait(&mut self, deadline: Option<Duration>, watch: &Watch) -> Wake {
            let woken = if std::mem::replace(&mut self.asked, false) {
                self.listen()
            } else {
                self.wait_for_any(deadline, watch)
            };
            woken.unwrap_or(Wake::Gone)
        }

        fn take_end(&mut self) -> Option<i32> {
            self.signals.take_end()
        }

        fn take_stop(&mut self) -> bool {
            self.signals.take_stop()
        }

        fn take_continued(&mut self) -> bool {
            self.signals.take_continued()
        }

        fn stop_here(&mut self) {
            self.signals.stop_here();
        }

        fn edit(&mut self, text: &str, command: Option<&str>, folder: &Path) -> Edited {
            editor::edit(text, command, folder, self.signals)
        }
    }

    /// A closed terminal stays readable forever.
    fn is_gone(flags: PollFlags) -> bool {
        flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
    }

    fn timespec(time: Duration) -> Timespec {
        Timespec {
            tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(time.subsec_nanos()),
        }
    }
}

#[cfg(not(unix))]
pub(crate) use elsewhere::Input;

#[cfg(not(unix))]
mod elsewhere {
    use crate::clock::Clock;
    use crate::domain::Now;
    use crate::terminal::editor::{self, Edited};
    use crate::terminal::host::{Events, Wake};
    use crate::terminal::signals::Signals;
    use crate::terminal::watch::Watch;
    use color_eyre::eyre::Result;
    use crossterm::event;
    use std::io::ErrorKind;
    use std::path::Path;
    use std::time::Duration;

    /// Reads events from the Windows console.
    pub(crate) struct Input<'a> {
        signals: &'a Signals,
        clock: Clock,
    }

    impl<'a> Input<'a> {
        /// Nothing to open.
        #[expect(clippy::unnecessary_wraps, reason = "as elsewhere")]
        pub(crate) const fn open(signals: &'a Signals, clock: Clock) -> Result<Self> {
            Ok(Self { signals, clock })
        }
    }

    impl Events for Input<'_> {
        fn now(&self) -> Now {
            self.clock.now()
        }

        /// The console does not report its background.
        fn ask(&mut self) -> bool {
            false
        }

        fn wait(&mut self, deadline: Option<Duration>, _watch: &Watch) -> Wake {
            match event::poll(deadline.unwrap_or(Duration::from_secs(86_400))) {
                Ok(true) => waiting(),
                Ok(false) => Wake::Events(Vec::new()),
                Err(_) => Wake::Gone,
            }
        }

        fn take_end(&mut self) -> Option<i32> {
            self.signals.take_end()
        }

        fn take_stop(&mut self) -> bool {
            self.signals.take_stop()
        }

        fn take_continued(&mut self) -> bool {
            self.signals.take_continued()
        }

        fn stop_here(&mut self) {
            self.signals.stop_here();
        }

        fn edit(&mut self, text: &str, command: Option<&str>, folder: &Path) -> Edited {
            editor::edit(text, command, folder, self.signals)
        }
    }

    /// Takes every event that is ready.
    fn waiting() -> Wake {
        let mut events = Vec::new();
        loop {
            match event::poll(Duration::ZERO) {
                Ok(false) => return Wake::Events(events),
                Ok(true) => match event::read() {
                    Ok(event) => events.push(event),
                    Err(_) => return Wake::Gone,
                },
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Wake::Gone,
            }
        }
    }
}
