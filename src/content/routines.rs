//! Built-in routines from `assets/routines.toml`.

use crate::content::nearest::Unknown;
use crate::content::search::{Query, Rank, closest_first};
use crate::domain::Routine;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct RoutinesFile {
    routine: Vec<Routine>,
}

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/routines.json"));

static ROUTINES: LazyLock<Vec<Routine>> = LazyLock::new(|| {
    serde_json::from_str::<RoutinesFile>(TEXT)
        .map(|file| file.routine)
        .unwrap_or_default()
});

/// Every routine, the gentlest and most useful first.
pub fn routines() -> &'static [Routine] {
    &ROUTINES
}

/// The routine with this id.
pub fn routine(id: &str) -> Option<&'static Routine> {
    routines().iter().find(|routine| routine.id == id)
}

/// Finds a routine by id, title, or words that match only one routine; whole words take precedence
/// over prefixes.
pub fn find_routine(text: &str) -> Result<&'static Routine, Unknown> {
    find_routine_among(text, || routines().iter())
}

/// The same search among the given routines; earlier ones take precedence.
pub fn find_routine_among<'a, I: Iterator<Item = &'a Routine>>(
    text: &str,
    among: impl Fn() -> I,
) -> Result<&'a Routine, Unknown> {
    let query = Query::new(text);
    let names = |routine: &'a Routine| [routine.id.as_str(), routine.title.as_str()];
    let fitting = among()
        .filter(|_| !query.is_empty())
        .map(|routine| (query.rank(&names(routine), &[]), routine));
    let found = closest_first(fitting);
    match found.as_slice() {
        [(Rank::Name, routine), ..] => Ok(routine),
        [(rank, routine), rest @ ..]
            if *rank <= Rank::TitleStart
                && rest.first().is_none_or(|(other, _)| other > rank)
                && text.trim().len() > 2 =>
        {
            Ok(routine)
        }
        _ => Err(Unknown::new(
            "routine",
            text,
            among().flat_map(names),
            "All routines: firstline routines list",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::activities::activity;
    use crate::content::movements::movement;
    use crate::domain::routine::Work;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_whole_and_everything_it_names_exists() {
        if let Err(error) = serde_json::from_str::<RoutinesFile>(TEXT) {
            panic!("{error}");
        }
        assert!(routines().len() >= 20);
        let ids: BTreeSet<&str> = routines()
            .iter()
            .map(|routine| routine.id.as_str())
            .collect();
        assert_eq!(ids.len(), routines().len(), "an id is there twice");
        for routine in routines() {
            assert!(
                activity(&routine.activity).is_some(),
                "{}: {}",
                routine.id,
                routine.activity
            );
            assert!(!routine.positions.is_empty(), "{}", routine.id);
            for step in routine.steps() {
                assert!(
                    !step.is_movement() || movement(&step.movement).is_some(),
                    "{}: {}",
                    routine.id,
                    step.movement
                );
                assert!(step.seconds > 0, "{}: {}", routine.id, step.movement);
            }
            assert!(
                routine
                    .steps()
                    .iter()
                    .filter(|step| step.work == Work::Ready)
                    .count()
                    == 1
            );
        }
    }

    #[test]
    fn every_step_can_be_done_in_a_position_its_routine_names() {
        for routine in routines() {
            for step in routine.steps() {
                let fits = movement(&step.movement).is_none_or(|movement| {
                    let mut positions = routine.positions.iter();
                    positions.any(|position| movement.can_be(*position))
                });
                assert!(fits, "{}: {}", routine.id, step.movement);
            }
        }
    }

    #[test]
    fn lengths_are_those_of_the_sources() {
        for (id, seconds) in [
            ("just-start", 120),
            ("start-seated", 120),
            ("bed-start", 240),
            ("chair-8", 500),
            ("chair-strong", 600),
            ("walk-10", 600),
            ("walk-20", 1200),
            ("stairs-4", 240),
            ("strength-a", 820),
            ("strength-b", 1275),
            ("gentle-8", 480),
            ("twelve", 590),
            ("yoga-12", 720),
            ("sun-flow", 600),
            ("slow-forms", 600),
            ("three-songs", 600),
            ("desk-reset", 240),
            ("wind-down", 480),
            ("walk-run-1", 1500),
            ("walk-run-2", 1500),
            ("walk-run-3", 1590),
            ("walk-run-4", 1620),
            ("walk-run-5", 1740),
            ("walk-run-6", 1860),
            ("walk-run-7", 1980),
            ("walk-run-8", 1980),
            ("walk-run-9", 1740),
        ] {
            assert_eq!(
                routine(id).map(crate::domain::Routine::seconds),
                Some(seconds),
                "{id}"
            );
        }
    }

    #[test]
    fn the_length_is_what_the_steps_add_up_to() {
        for routine in routines() {
            let steps: u32 = routine
                .steps()
                .iter()
                .filter(|step| step.work != Work::Ready)
                .map(|step| step.seconds)
                .sum();
            assert_eq!(routine.seconds(), steps, "{}", routine.id);
        }
    }

    #[test]
    fn a_beginning_is_enough_when_it_is_clear() {
        assert_eq!(find_routine("walk-10").unwrap().id, "walk-10");
        assert_eq!(find_routine("dance to").unwrap().id, "three-songs");
        assert_eq!(find_routine("slow, gentle").unwrap().id, "yoga-12");
        assert!(find_routine("walk").is_err(), "several begin so");
        assert_eq!(find_routine("week 5").unwrap().id, "walk-run-5");
        assert!(find_routine("5").is_err() && find_routine("").is_err());
    }
}
