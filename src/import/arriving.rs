//! What arrives by itself: lines of the inbox and files of watched folders, for the command and for the screens.

use crate::clock::Clock;
use crate::domain::arriving::Sources;
use crate::domain::{Record, english};
use crate::import::Here;
use crate::import::inbox::{self, Taken};
use crate::store::Store;
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
    /// Why nothing could be read.
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
    let now = places.clock.now().wall;
    let mut store = match Store::open(&places.db, now) {
        Ok(store) => store,
        Err(error) => return Arrived::failed(&error.to_string()),
    };
    let here = Here {
        clock: places.clock,
        day_start: sources.day_start,
        routines: &places.routines,
    };
    let inbox = inbox::take(&mut store, &inboxes(sources, &places.home), &here, false);
    match inbox {
        Ok(inbox) => Arrived {
            inbox,
            failed: None,
        },
        Err(error) => Arrived::failed(&error.to_string()),
    }
}

impl Arrived {
    fn failed(why: &str) -> Self {
        Self {
            failed: Some(format!("Your inbox wasn't read: {why}")),
            ..Self::default()
        }
    }

    /// The new records.
    pub fn records(&self) -> &[Record] {
        &self.inbox.records
    }

    /// Whether something was saved.
    pub fn is_saved(&self) -> bool {
        !self.inbox.records.is_empty()
    }

    /// What arrived in a sentence or two; `None` if nothing is worth saying.
    pub fn words(&self) -> Option<String> {
        if let Some(why) = &self.failed {
            return Some(why.clone());
        }
        let mut said = Vec::new();
        if let Some(counts) = self.inbox.counts() {
            said.push(format!("From your inbox: {counts}."));
        }
        // Lines that stayed were said about when they first did.
        let left = self.inbox.newly_left();
        if left > 0 {
            let (lines, stay) = (
                english::count(left, "line"),
                if left == 1 { "stays" } else { "stay" },
            );
            said.push(format!(
                "{lines} in your inbox {stay} there, with a word about why."
            ));
        }
        (!said.is_empty()).then(|| said.join(" "))
    }
}
