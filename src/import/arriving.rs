//! What arrives by itself: lines of the inbox and files of watched folders, for the commands and for the screens.

use crate::clock::Clock;
use crate::domain::arriving::Sources;
use crate::domain::{Record, english};
use crate::import::Here;
use crate::import::inbox::{self, Taken};
use crate::import::watched::{Ask, FolderNews, Look};
use crate::store::{Store, StoreError};
use std::path::{Path, PathBuf};

/// Where files are, for work away from the screens.
#[derive(Clone, Debug)]
pub struct Places {
    /// The database.
    pub db: PathBuf,
    /// The person's home folder.
    pub home: PathBuf,
    /// The folder of their routines.
    pub routines: PathBuf,
    /// The clock.
    pub clock: Clock,
}

/// What arrived.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrived {
    /// From the inbox.
    pub inbox: Taken,
    /// From the watched folders.
    pub folders: Vec<FolderNews>,
    /// Why not everything could be read.
    pub failed: Option<String>,
}

/// The inboxes of `sources`: the one in the settings, and the one in the shared folder.
pub fn inboxes(sources: &Sources, home: &Path) -> Vec<PathBuf> {
    let own = Some(sources.inbox.trim()).filter(|text| !text.is_empty());
    let own = own.map(|text| inbox::place(text, home));
    let shared = sources.shared.as_deref().map(Path::new);
    let shared = shared.and_then(inbox::in_shared);
    own.into_iter().chain(shared).collect()
}

/// Reads what arrived, with a connection of its own to the database.
pub fn look(sources: &Sources, places: &Places) -> Arrived {
    let mut arrived = Arrived::default();
    let now = places.clock.now().wall;
    let done = Store::open(&places.db, now)
        .map_err(|error| error.to_string())
        .and_then(|mut store| {
            let taken = take(&mut store, sources, places, false, None, &mut arrived);
            taken.map_err(|error| error.to_string())
        });
    arrived.failed = done
        .err()
        .map(|why| format!("Your inbox wasn't read to the end: {why}"));
    arrived
}

/// Reads what arrived into `arrived`. Without `ask`, only files of sources that were looked at once are imported.
///
/// # Errors
/// If the store can't be read or written; what was done before that is in `arrived`.
pub fn take(
    store: &mut Store,
    sources: &Sources,
    places: &Places,
    dry_run: bool,
    ask: Option<Ask<'_>>,
    arrived: &mut Arrived,
) -> Result<(), StoreError> {
    let here = Here {
        clock: places.clock,
        day_start: sources.day_start,
        routines: &places.routines,
    };
    arrived.inbox = inbox::take(store, &inboxes(sources, &places.home), &here, dry_run)?;
    let look = Look {
        here: &here,
        home: &places.home,
        db: &places.db,
        dry_run,
    };
    arrived.folders = look.run(store, &sources.watched, ask)?;
    Ok(())
}

impl Arrived {
    /// The new records that a person wrote.
    pub fn records(&self) -> &[Record] {
        &self.inbox.records
    }

    /// Whether something was saved.
    pub fn is_saved(&self) -> bool {
        let mut sources = self.folders.iter().flat_map(|folder| &folder.sources);
        !self.inbox.records.is_empty() || sources.any(|source| source.import_id.is_some())
    }

    /// What arrived in a few sentences; `None` if nothing is worth saying, or it was said before.
    pub fn words(&self) -> Option<String> {
        let mut said: Vec<String> = self.failed.clone().into_iter().collect();
        if let Some(counts) = self.inbox.counts() {
            said.push(format!("From your inbox: {counts}."));
        }
        let left = self.inbox.newly_left();
        if left > 0 {
            let stay = if left == 1 { "stays" } else { "stay" };
            let lines = english::count(left, "line");
            said.push(format!(
                "{lines} in your inbox {stay} there, with a word about why."
            ));
        }
        for folder in &self.folders {
            said.extend(folder.imported());
            if !folder.is_told {
                said.extend(folder.waits());
                said.extend(folder.problems.iter().cloned());
            }
        }
        (!said.is_empty()).then(|| said.join(" "))
    }
}
