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
    pub fn get(&mut self, key: &StillKey) -> Option<Chosen> {
        let place = self.kept.iter().position(|(known, _)| known == key)?;
        self.kept[..=place].rotate_right(1);
        Some(self.kept.first()?.1)
    }

    /// The latest choice, if it was for this space.
    pub fn latest(&self, size: Size) -> Chosen {
        let ((_, of, _), chosen) = self.kept.first()?;
        chosen.filter(|_| *of == size)
    }

    /// Caches a choice, dropping the oldest if full.
    pub fn keep(&mut self, key: StillKey, chosen: Chosen) {
        self.kept.truncate(KEPT - 1);
        self.kept.insert(0, (key, chosen));
    }
}
