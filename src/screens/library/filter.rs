//! What the library lists.

use crate::content::intensity;
use crate::domain::Routine;
use crate::domain::routine::{Intensity, Place, Position};

/// The conditions for a routine to be listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// At most this many minutes.
    pub minutes: Option<u32>,
    /// In this position.
    pub position: Option<Position>,
    /// At most this intensity.
    pub intensity: Option<Intensity>,
    /// At this place.
    pub place: Option<Place>,
    /// Without equipment.
    pub no_equipment: bool,
}

/// The maximum lengths offered by the filter, in minutes.
const MINUTES: [u32; 4] = [5, 10, 15, 25];
/// The places offered by the filter.
const PLACES: [Place; 2] = [Place::Indoors, Place::Outdoors];
/// The number of filter parts.
pub(super) const FILTERS: usize = 5;

impl Filter {
    pub(super) fn lets_through(&self, routine: &Routine) -> bool {
        self.minutes.is_none_or(|most| routine.minutes() <= most)
            && self
                .position
                .is_none_or(|position| routine.positions.contains(&position))
            && self
                .intensity
                .is_none_or(|hardest| intensity::of(routine) <= hardest)
            && (!self.no_equipment || routine.equipment.is_empty())
            && self.is_at(routine.place)
    }

    /// Whether something done at `place` can be done at the place filtered for.
    pub(super) fn is_at(&self, place: Place) -> bool {
        self.place.is_none_or(|wanted| place.suits(wanted))
    }

    pub(super) fn turn(&mut self, part: usize, forward: bool) {
        match part {
            0 => self.minutes = turned(&MINUTES, self.minutes, forward),
            1 => self.position = turned(&Position::ALL, self.position, forward),
            2 => self.intensity = turned(&Intensity::ALL, self.intensity, forward),
            3 => self.place = turned(&PLACES, self.place, forward),
            _ => self.no_equipment = !self.no_equipment,
        }
    }

    pub(super) fn clear(&mut self, part: usize) {
        match part {
            0 => self.minutes = None,
            1 => self.position = None,
            2 => self.intensity = None,
            3 => self.place = None,
            _ => self.no_equipment = false,
        }
    }
}

/// The next or previous of `values`, with `None` between the last and the first.
fn turned<T: Copy + PartialEq>(values: &[T], present: Option<T>, forward: bool) -> Option<T> {
    let place = present.and_then(|value| values.iter().position(|other| *other == value));
    match (place, forward) {
        (None, true) => values.first().copied(),
        (None, false) => values.last().copied(),
        (Some(place), true) => values.get(place + 1).copied(),
        (Some(place), false) => place.checked_sub(1).map(|place| values[place]),
    }
}
