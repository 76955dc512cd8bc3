//! Carries out what the app asks for, and says how it went.

use crate::app::{Effect, Outcome};
use crate::clock::Clock;
use crate::content::telling::told;
use crate::domain::{Change, Journal, Now, Undone};
use crate::routine_files;
use crate::store::{Store, StoreError};
use crate::terminal::cues::Cues;
use std::path::{Path, PathBuf};

/// The store and the clock, at the app's service.
pub struct Runner {
    store: Store,
    clock: Clock,
    /// Voice, tone, notification.
    pub cues: Cues,
    config: PathBuf,
    routines: PathBuf,
    /// The command of the person's own editor.
    pub editor: Option<String>,
    seen: i64,
}

impl Runner {
    /// A runner over an open store; settings are written to the file `config`.
    pub fn new(store: Store, clock: Clock, cues: Cues, config: PathBuf) -> Self {
        let seen = store.data_version().unwrap_or(0);
        Self { store, clock, cues, config, routines: PathBuf::new(), editor: None, seen }
    }

    /// The same runner, reading own routines from the folder `routines`.
    #[must_use]
    pub fn with_routines(mut self, routines: PathBuf) -> Self {
        self.routines = routines;
        self
    }

    /// The same runner, editing notes with `command`.
    #[must_use]
    pub fn with_editor(mut self, command: Option<String>) -> Self {
        self.editor = command;
        self
    }

    /// The folder of the records, which nobody else can look into.
    pub fn folder(&self) -> &Path {
        self.cues.folder()
    }

    /// The config file.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// The present records, when another program changed them since this was last asked.
    pub fn changed_outside(&mut self, present: &Journal) -> Option<Journal> {
        let version = self.store.data_version().ok()?;
        if version == self.seen {
            return None;
        }
        self.seen = version;
        self.load_like(present).ok()
    }

    /// Carries out `effect`; answers with what the app has to know of it.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Option<Outcome> {
        match effect {
            Effect::Apply(change) => {
                let change = self.with_true_offset(change);
                Some(match self.store.apply(&change, now.wall) {
                    Ok(_) => Outcome::Applied(change),
                    Err(error) => failed("Not saved", &error),
                })
            }
            Effect::Finish(session) => Some(match self.store.finish(&session, now.wall) {
                Ok(_) => Outcome::Applied(Change::SaveSession(*session)),
                Err(error) => failed("The session is not stored yet", &error),
            }),
            Effect::Undo => Some(self.took_back(now, true)),
            Effect::Redo => Some(self.took_back(now, false)),
            Effect::LoadAll => Some(match self.store.all() {
                Ok(journal) => Outcome::Loaded(journal),
                Err(error) => failed("The history cannot be read", &error),
            }),
            Effect::ReadRoutines => {
                let found = routine_files::read(&self.routines);
                Some(Outcome::RoutineFiles(found.routines, found.broken))
            }
            Effect::Keep(running, survives) => self
                .store
                .keep_running(&running, survives)
                .err()
                .map(|error| failed("The running session is not kept", &error)),
            Effect::Forget => self.store.drop_running().err().map(|error| failed("Not forgotten", &error)),
            Effect::Remember(key, value) => {
                self.store.set_setting(&key, &value, now.wall).err().map(|error| failed("Not remembered", &error))
            }
            Effect::Say(text) => {
                self.cues.say(&text);
                None
            }
            Effect::Tone => {
                self.cues.play();
                None
            }
            Effect::Hush => {
                self.cues.hush();
                None
            }
            Effect::Notify(text) => {
                self.cues.notify(&text);
                None
            }
            Effect::Try(channel) => Some(Outcome::Told(self.cues.try_out(channel))),
            Effect::Configure(config) => {
                self.cues.follow(&config);
                let failed = |error| Outcome::Failed(format!("It holds until you leave, but is not kept: {error:#}"));
                crate::config::save(&self.config, &config).err().map(failed)
            }
            // The loop's own.
            Effect::SavePicture(_)
            | Effect::CopyText
            | Effect::Bell
            | Effect::Suspend
            | Effect::Edit(_)
            | Effect::Quit => None,
        }
    }

    fn took_back(&mut self, now: Now, back: bool) -> Outcome {
        let step = if back { self.store.undo(now.wall) } else { self.store.redo(now.wall) };
        let words = match step {
            Ok(step) => step.map(|step| sentence(&step, back)),
            Err(error) => return failed("Nothing was changed", &error),
        };
        match self.store.all() {
            Ok(journal) => Outcome::TookBack(words, journal),
            Err(error) => failed("The history cannot be read", &error),
        }
    }

    fn load_like(&self, present: &Journal) -> Result<Journal, StoreError> {
        present.from().map_or_else(|| self.store.all(), |from| self.store.recent(from))
    }

    /// What is typed for another time carries the offset that held then, which only the clock
    /// knows.
    fn with_true_offset(&self, change: Change) -> Change {
        match change {
            Change::SaveSession(mut session) => {
                session.start = self.clock.settle(session.start);
                Change::SaveSession(session)
            }
            Change::SaveCheckIn(mut check_in) => {
                check_in.at = self.clock.settle(check_in.at);
                Change::SaveCheckIn(check_in)
            }
            other => other,
        }
    }
}

fn sentence(step: &Undone, back: bool) -> String {
    if back { format!("Taken back: {}. ^R does it again.", told(step)) } else { format!("Done again: {}.", told(step)) }
}

fn failed(what: &str, error: &StoreError) -> Outcome {
    Outcome::Failed(format!("{what}: {error}"))
}
