//! Determines intensity from a routine's content instead of from its label.
//!
//! The cutoffs are the standard ones (Herrmann et al. 2024, 10.1016/j.jshs.2023.10.010): moderate
//! from 3 MET, vigorous from 6. Walking at one's own pace and slow forms count as gentle, because
//! one could sing. A single vigorous step makes the whole routine vigorous.

use crate::content::activities::{Activity, activities, activity};
use crate::content::movements::{Kind, Movement, movement, movements};
use crate::domain::Routine;
use crate::domain::routine::{Block, Intensity, Position, StepSpec};
use std::collections::HashMap;
use std::sync::LazyLock;

/// MET from which movement is moderate.
const MODERATE: f64 = 3.0;
/// MET from which movement is vigorous.
const VIGOROUS: f64 = 6.0;
/// Maximum MET at which walking and slow forms are gentle: "walk, own pace".
const OWN_PACE: f64 = 4.0;

/// Activities for breathing and sitting outside the categories `walk` and `rest`.
const EASY: [&str; 3] = ["chair", "taichi_seated", "yoga_breath"];

/// Intensity of every movement or activity that a step can have.
static OF: LazyLock<HashMap<&str, Intensity>> = LazyLock::new(|| {
    let activities = activities().iter();
    let activities = activities.map(|activity| (activity.id.as_str(), of_activity(activity)));
    let movements = movements().iter().filter_map(|movement| {
        let activity = activity(&movement.activity)?;
        Some((movement.id.as_str(), of_activity(activity)))
    });
    activities.chain(movements).collect()
});

/// The intensity of an activity done freely.
pub fn of_activity(activity: &Activity) -> Intensity {
    if activity.met >= VIGOROUS {
        Intensity::Vigorous
    } else if activity.met < MODERATE || activity.met <= OWN_PACE && is_own_pace(activity) {
        Intensity::Gentle
    } else {
        Intensity::Moderate
    }
}

fn is_own_pace(activity: &Activity) -> bool {
    ["walk", "taichi"].contains(&activity.category.as_str())
}

/// The intensity of a step with this movement, or with this activity done freely. Unknown ids count
/// as moderate.
pub fn of_step(id: &str) -> Intensity {
    OF.get(id).copied().unwrap_or(Intensity::Moderate)
}

/// The intensity of `routine`: vigorous if any step is, otherwise the higher of its label and its
/// steps.
pub fn of(routine: &Routine) -> Intensity {
    routine.intensity.max(by_steps(&routine.blocks))
}

/// The combined intensity of steps: vigorous if any step is, moderate if at least half of the time
/// is moderate.
pub fn by_steps(blocks: &[Block]) -> Intensity {
    let (mut moderate, mut whole) = (0.0, 0.0);
    for (id, spec, rounds) in moves(blocks) {
        let length = f64::from(spec.length().max(1)) * f64::from(rounds);
        let length = if spec.each_side { 2.0 * length } else { length };
        whole += length;
        match of_step(id) {
            Intensity::Vigorous => return Intensity::Vigorous,
            Intensity::Moderate => moderate += length,
            Intensity::Gentle => {}
        }
    }
    if moderate > 0.0 && moderate * 2.0 >= whole {
        Intensity::Moderate
    } else {
        Intensity::Gentle
    }
}

/// Whether `routine` consists entirely of easy walking, sitting or breathing, which remain
/// available to someone who should see a doctor first.
pub fn is_easy(routine: &Routine) -> bool {
    let mut steps = moves(&routine.blocks).peekable();
    steps.peek().is_some()
        && steps.all(|(id, ..)| movement(id).map_or_else(|| is_easy_activity(id), is_easy_movement))
}

/// The same for a single movement.
pub fn is_easy_movement(movement: &Movement) -> bool {
    let still = matches!(movement.kind, Kind::Breathe | Kind::Paced | Kind::Rest);
    let seated = movement.can_be(Position::Seated) && of_step(&movement.id) == Intensity::Gentle;
    still || seated || is_easy_activity(&movement.activity)
}

fn is_easy_activity(id: &str) -> bool {
    let easy_walk = |activity: &Activity| {
        activity.category == "rest" || activity.category == "walk" && activity.met <= OWN_PACE
    };
    EASY.contains(&id) || activity(id).is_some_and(easy_walk)
}

/// The lines with a movement, and the number of rounds of each.
fn moves(blocks: &[Block]) -> impl Iterator<Item = (&str, &StepSpec, u8)> {
    blocks.iter().flat_map(|block| {
        let lines = block.step.iter();
        lines.filter_map(|spec| Some((spec.movement.as_deref()?, spec, block.rounds)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::routines::{routine, routines};

    fn ids(keep: impl Fn(&Routine) -> bool) -> Vec<&'static str> {
        let kept = routines().iter().filter(|routine| keep(routine));
        kept.map(|routine| routine.id.as_str()).collect()
    }

    #[test]
    fn a_label_never_says_less_than_the_steps_and_vigorous_as_they_do() {
        for routine in routines() {
            let steps = by_steps(&routine.blocks);
            assert!(routine.intensity >= steps, "{}: {steps:?}", routine.id);
            assert_eq!(
                routine.intensity == Intensity::Vigorous,
                steps == Intensity::Vigorous,
                "{}",
                routine.id
            );
        }
    }

    #[test]
    fn every_week_of_walk_to_run_the_stairs_and_the_circuit_are_vigorous() {
        let mut vigorous = vec!["stairs-4".to_owned(), "twelve".to_owned()];
        vigorous.extend((1..=9).map(|week| format!("walk-run-{week}")));
        assert_eq!(ids(|routine| of(routine) == Intensity::Vigorous), vigorous);
    }

    #[test]
    fn a_label_cannot_hide_a_vigorous_step() {
        let hidden = Routine {
            intensity: Intensity::Gentle,
            ..routine("twelve").unwrap().clone()
        };
        assert_eq!(of(&hidden), Intensity::Vigorous);
        let jog = Routine::free("run_8", "Run", 600);
        assert_eq!(of(&jog), Intensity::Vigorous, "counting up, too");
        assert_eq!(of(&Routine::free("juggling", "", 60)), Intensity::Moderate);
    }

    #[test]
    fn a_walk_at_ones_own_pace_and_slow_forms_are_gentle_a_brisk_walk_is_not() {
        for (id, intensity) in [
            ("walk_self", Intensity::Gentle),
            ("taichi", Intensity::Gentle),
            ("walk_brisk", Intensity::Moderate),
            ("dance_free", Intensity::Moderate),
            ("squat", Intensity::Moderate),
            ("high_knees", Intensity::Vigorous),
            ("hike_cross", Intensity::Vigorous),
        ] {
            assert_eq!(of_step(id), intensity, "{id}");
        }
    }

    #[test]
    fn easy_walking_the_chair_and_breathing_are_what_stays_open_with_symptoms() {
        assert_eq!(
            ids(is_easy),
            ["start-seated", "walk-10", "chair-8", "wind-down"]
        );
        for (id, easy) in [
            ("walk_self", true),
            ("breathe", true),
            ("chair", true),
            ("yoga", false),
            ("hike", false),
        ] {
            assert_eq!(is_easy(&Routine::free(id, "", 600)), easy, "{id}");
        }
        assert!(!is_easy(&Routine {
            blocks: Vec::new(),
            ..Routine::free("", "", 0)
        }));
    }
}
