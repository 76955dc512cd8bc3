//! The store of a command, with a daily backup when the command is done.

use crate::cli::note;
use crate::clock::Clock;
use crate::domain::{Day, Journal};
use crate::store::backups::name::Reason;
use crate::store::{Store, StoreError};
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a command has changed the database.
static SAVED: AtomicBool = AtomicBool::new(false);

/// Whether this command has changed the database, so that an error after that does not make the user enter it again.
pub fn has_saved() -> bool {
    SAVED.load(Ordering::Relaxed)
}

/// An open store that makes the daily backup when it is dropped, if something changed and today has no backup yet. By
/// then the change is stored and reported, and no command can forget the backup.
pub struct BackedUpStore {
    store: Store,
    clock: Clock,
    /// Whether the config says to hide numbers.
    hides_numbers: bool,
    /// The number of changes made by opening it.
    opened: u64,
}

impl BackedUpStore {
    pub(super) fn new(store: Store, clock: Clock, hides_numbers: bool) -> Self {
        let opened = store.changes();
        Self {
            store,
            clock,
            hides_numbers,
            opened,
        }
    }

    /// All records, with what the config says about numbers.
    pub fn all(&self) -> Result<Journal, StoreError> {
        Ok(self.hiding(self.store.all()?))
    }

    /// The records since a day, with what the config says about numbers.
    pub fn recent(&self, since: Day) -> Result<Journal, StoreError> {
        Ok(self.hiding(self.store.recent(since)?))
    }

    fn hiding(&self, mut journal: Journal) -> Journal {
        journal.hide_numbers(self.hides_numbers);
        journal
    }
}

impl Deref for BackedUpStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl DerefMut for BackedUpStore {
    fn deref_mut(&mut self) -> &mut Store {
        &mut self.store
    }
}

impl Drop for BackedUpStore {
    fn drop(&mut self) {
        let now = self.clock.now().wall;
        let is_changed = self.store.changes() > self.opened;
        if is_changed && self.store.path().is_some() {
            SAVED.store(true, Ordering::Relaxed);
        }
        if is_changed && self.store.daily_backup_is_due(now) {
            if let Err(error) = self.store.back_up(Reason::Daily, now) {
                note(&error.to_string());
            }
            self.store.compact();
        }
    }
}
