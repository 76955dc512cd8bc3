//! Which poses stand for routines, kept from frame to frame: to choose one, several are drawn.

use crate::content::poses::Pose;
use crate::widgets::figure::{Glyphs, Size};
use std::time::Duration;

/// How many choices are kept: the routine shown, and others of another size.
const KEPT: usize = 8;

/// A movement and the moment of it that is shown.
pub type Chosen = Option<(&'static Pose, Duration)>;

/// A routine's id, and the room and the signs its pose was chosen for.
type StillKey = (String, Size, Glyphs);

/// The choices made last, the newest first.
#[derive(Debug, Default)]
pub struct Stills {
    kept: Vec<(StillKey, Chosen)>,
}

impl Stills {
    /// The choice made for `key`; `None` where it has to be made.
    pub fn get(&self, key: &StillKey) -> Option<Chosen> {
        let mut kept = self.kept.iter();
        Some(kept.find(|(known, _)| known == key)?.1)
    }

    /// Keeps a choice; the oldest gives way.
    pub fn keep(&mut self, key: StillKey, chosen: Chosen) {
        self.kept.truncate(KEPT - 1);
        self.kept.insert(0, (key, chosen));
    }
}
