//! What has to be worked around, as the person said at the start.

use crate::content::about::LIMITS;
use crate::domain::routine::{Intensity, Place, Position};
use crate::domain::{Journal, Routine};

/// What every suggestion keeps to. Nothing is locked by it: the library has every routine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box that was ticked"
)]
pub struct Limits {
    /// Seated or lying alone.
    pub seated: bool,
    /// Nothing down on the floor.
    pub no_floor: bool,
    /// Indoors.
    pub indoors: bool,
    /// In one place, without jumps and stairs.
    pub quiet: bool,
    /// Gentle ones alone.
    pub gentle: bool,
}

impl Limits {
    /// The limits the journal's settings tell.
    pub fn of(journal: &Journal) -> Self {
        Self::read(journal.setting(LIMITS).unwrap_or_default())
    }

    /// Reads `seated,floor,indoors,quiet,gentle`; other words say nothing.
    pub fn read(text: &str) -> Self {
        let has = |word| text.split(',').any(|part| part.trim() == word);
        Self {
            seated: has("seated"),
            no_floor: has("floor"),
            indoors: has("indoors"),
            quiet: has("quiet"),
            gentle: has("gentle"),
        }
    }

    /// Whether `routine` keeps to them.
    pub fn allow(self, routine: &Routine) -> bool {
        let positions = &routine.positions;
        let all =
            |allowed: &[Position]| positions.iter().all(|position| allowed.contains(position));
        (!self.seated || all(&[Position::Seated, Position::Lying]))
            && (!self.no_floor || !positions.contains(&Position::Floor))
            && (!self.indoors || routine.place.suits(Place::Indoors))
            && (!self.quiet
                || !positions.contains(&Position::Walking)
                    && routine.intensity < Intensity::Vigorous)
            && (!self.gentle || routine.intensity == Intensity::Gentle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::routines::routines;

    #[test]
    fn every_limit_by_itself_leaves_something_to_do() {
        for word in [
            "",
            "none",
            "seated",
            "floor",
            "indoors",
            "quiet",
            "gentle",
            "seated,indoors,quiet,gentle",
        ] {
            let limits = Limits::read(word);
            assert!(
                routines()
                    .iter()
                    .any(|routine| limits.allow(routine) && routine.is_tiny()),
                "{word}"
            );
        }
        assert_eq!(Limits::read("none"), Limits::default());
    }

    #[test]
    fn each_limit_keeps_out_what_it_names() {
        let left = |word: &str| {
            let limits = Limits::read(word);
            routines()
                .iter()
                .filter(move |routine| limits.allow(routine))
        };
        assert!(left("floor").all(|routine| !routine.positions.contains(&Position::Floor)));
        assert!(left("gentle").all(|routine| routine.intensity == Intensity::Gentle));
        assert!(left("indoors").all(|routine| routine.place != Place::Outdoors));
        assert!(left("quiet").all(|routine| !routine.positions.contains(&Position::Walking)));
    }
}
