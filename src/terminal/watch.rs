//! Detects writes by other programs to the database or the settings through inotify, without polling. Without inotify,
//! changes are detected at the next key.
//!
//! Events arrive often, and while a write is in progress instead of after it. So each is followed by a few checks at
//! growing intervals, and further events cause no wakeup until the checks are done.

#[cfg(not(target_os = "linux"))]
pub use elsewhere::Watch;
#[cfg(target_os = "linux")]
pub use on_linux::Watch;

#[cfg(target_os = "linux")]
mod on_linux {
    use crate::fs::beside;
    use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
    use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
    use std::path::Path;
    use std::time::Duration;

    /// When to check after an event.
    const LOOKS: [Duration; 4] = [
        Duration::from_millis(100),
        Duration::from_millis(400),
        Duration::from_millis(900),
        Duration::from_millis(2500),
    ];

    /// The files that are watched.
    #[derive(Debug)]
    pub struct Watch {
        notices: Option<OwnedFd>,
        /// When the checks began, as uptime, and how many were made.
        looking: Option<(Duration, usize)>,
        /// Whether another event arrived since they began.
        more: bool,
    }

    impl Watch {
        /// Watches the database and the folder of the config file, because editors replace the file.
        pub fn of(database: Option<&Path>, config: &Path) -> Self {
            let notices = init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).ok();
            if let Some(notices) = &notices {
                for file in database
                    .into_iter()
                    .flat_map(|path| [path.to_owned(), beside(path, "-wal")])
                {
                    let _ = add_watch(notices, file, WatchFlags::MODIFY);
                }
                let real = dunce::canonicalize(config);
                let flags = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::DELETE;
                for path in [Some(config), real.as_deref().ok()].into_iter().flatten() {
                    let folder = path.parent().filter(|path| !path.as_os_str().is_empty());
                    let _ = add_watch(notices, folder.unwrap_or(Path::new(".")), flags);
                }
            }
            Self {
                notices,
                looking: None,
                more: false,
            }
        }

        /// Becomes readable with an event; `None` while checks are running.
        pub fn source(&self) -> Option<BorrowedFd<'_>> {
            let notices = self.notices.as_ref().filter(|_| self.looking.is_none())?;
            Some(notices.as_fd())
        }

        /// Whether there were events; discards them.
        pub fn has_news(&mut self) -> bool {
            let Some(notices) = &self.notices else {
                return false;
            };
            let mut bytes = [0; 4096];
            let mut any = false;
            while matches!(rustix::io::read(notices, &mut bytes), Ok(count) if count > 0) {
                any = true;
            }
            self.more |= any && self.looking.is_some();
            any
        }

        /// After a wait: starts the checks if there was an event, and counts the check that was due.
        pub fn look(&mut self, now: Duration) {
            let news = self.has_news();
            let Some((since, taken)) = self.looking else {
                self.looking = news.then_some((now, 0));
                return;
            };
            if now.saturating_sub(since) >= LOOKS[taken] {
                self.looking = (taken + 1 < LOOKS.len()).then_some((since, taken + 1));
                if self.looking.is_none() && std::mem::take(&mut self.more) {
                    self.looking = Some((now, 0));
                }
            }
        }

        /// How long until the next check.
        pub fn next_look(&self, now: Duration) -> Option<Duration> {
            let (since, taken) = self.looking?;
            Some((since + LOOKS[taken]).saturating_sub(now))
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use std::path::Path;
    use std::time::Duration;

    /// Nothing is watched.
    #[derive(Debug)]
    pub struct Watch;

    #[expect(clippy::unused_self, reason = "the same calls as on Linux")]
    impl Watch {
        /// Does nothing.
        pub const fn of(_database: Option<&Path>, _config: &Path) -> Self {
            Self
        }
        /// No source on this system.
        #[cfg(unix)]
        pub const fn source(&self) -> Option<std::os::fd::BorrowedFd<'_>> {
            None
        }
        /// Always false.
        pub const fn has_news(&mut self) -> bool {
            false
        }
        /// Does nothing.
        pub const fn look(&mut self, _now: Duration) {}
        /// No checks are made.
        pub const fn next_look(&self, _now: Duration) -> Option<Duration> {
            None
        }
    }
}
