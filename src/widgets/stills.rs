//! Caches which poses represent routines: choosing one means drawing several.

use crate::content::poses::Pose;
use crate::widgets::figure::{Glyphs, Size};
use std::time::Duration;

/// Number of cached choices: the current routine, and others at other sizes.
const KEPT: usize = 8;

/// A movement and the moment of it to show.
pub type Chosen = Option<(&'static Pose, Duration)>;

/// A routine's id, and the space and glyphs for which its pose was chosen.
type StillKey = (String, Size, Glyphs);

/// The latest choices, newest first.
#[derive(Debug, Default)]
pub struct Stills {
    kept: Vec<(StillKey, Chosen)>,
}

impl Stills {
    /// The cached choice for `key`; `None` if there isn't one yet.
    pub fn get(&self, key: &StillKey) -> Option<Chosen> {
        let mut kept = self.kept.iter();
        Some(kept.find(|(known, _)| known == key)?.1)
    }

    /// Caches a choice, dropping the oldest if full.
    pub fn keep(&mut self, key: StillKey, chosen: Chosen) {
        self.kept.truncate(KEPT - 1);
        self.kept.insert(0, (key, chosen));
    }
}
