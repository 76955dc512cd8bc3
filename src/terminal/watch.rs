//! Notices that another program writes to the database or the settings, without looking again and again: the system
//! tells (inotify). Where it does not, what was written is seen at the next key.
//!
//! A notice comes while something is being written, not when it is done, and comes often. So a few looks follow it,
//! further and further apart, and while they do no notice wakes anybody.

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

    /// When to look after a notice.
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
        /// When the looks began, as uptime, and how many were taken.
        looking: Option<(Duration, usize)>,
        /// Whether more was written since they began.
        more: bool,
    }

    impl Watch {
        /// Watches the database and the folder of the config file, which editors replace.
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

        /// What becomes readable with a notice; nothing while looks follow one.
        pub fn source(&self) -> Option<BorrowedFd<'_>> {
            let notices = self.notices.as_ref().filter(|_| self.looking.is_none())?;
            Some(notices.as_fd())
        }

        /// Whether there were notices; they are forgotten.
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

        /// After a wait: begins to look where there was a notice, and counts the look that was due.
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

        /// After how long the next look is due.
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
        /// As if it watched.
        pub const fn of(_database: Option<&Path>, _config: &Path) -> Self {
            Self
        }
        /// Nothing to wait on.
        #[cfg(unix)]
        pub const fn source(&self) -> Option<std::os::fd::BorrowedFd<'_>> {
            None
        }
        /// There are none.
        pub const fn has_news(&mut self) -> bool {
            false
        }
        /// Looks at nothing.
        pub const fn look(&mut self, _now: Duration) {}
        /// Never.
        pub const fn next_look(&self, _now: Duration) -> Option<Duration> {
            None
        }
    }
}
