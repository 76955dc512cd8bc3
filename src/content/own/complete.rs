//! Derives a routine's activity, intensity, place and equipment from its movements.

use crate::content::activities::activity;
use crate::content::intensity::by_steps;
use crate::content::movements::movement;
use crate::content::nearest::fold;
use crate::domain::routine::{Block, Intensity, Place, Position, StepSpec};
use crate::domain::{Routine, Sorting as _};

/// What can be derived from the steps.
pub(super) struct Told {
    pub activity: String,
    pub intensity: Intensity,
    pub positions: Vec<Position>,
    pub place: Place,
    pub equipment: Vec<String>,
}

/// Derives from `blocks` the activity and position with the most seconds, and the intensity of the
/// steps.
pub(super) fn of(blocks: &[Block]) -> Told {
    let mut activities: Vec<(&str, f64)> = Vec::new();
    let mut positions: Vec<(Position, f64)> = Vec::new();
    let mut equipment: Vec<String> = Vec::new();
    for block in blocks {
        for (id, spec) in block
            .step
            .iter()
            .filter_map(|spec| Some((spec.movement.as_deref()?, spec)))
        {
            let length = seconds_of(spec) * f64::from(block.rounds);
            let shown = movement(id);
            let counts_as = activity(shown.map_or(id, |movement| &movement.activity));
            if let Some(counts_as) = counts_as {
                add(&mut activities, counts_as.id.as_str(), length);
            }
            if let Some(shown) = shown {
                add(&mut positions, shown.position, length);
                let new = shown
                    .equipment
                    .iter()
                    .filter(|item| !equipment.contains(item))
                    .cloned();
                let new: Vec<String> = new.collect();
                equipment.extend(new);
            }
        }
    }
    // Longest first; a stable sort keeps ties in step order.
    activities.order_by(|a, b| b.1.total_cmp(&a.1));
    positions.order_by(|a, b| b.1.total_cmp(&a.1));
    let walks = positions
        .first()
        .is_some_and(|(position, _)| *position == Position::Walking);
    let positions: Vec<Position> = positions
        .into_iter()
        .map(|(position, _)| position)
        .collect();
    Told {
        activity: activities
            .first()
            .map_or("bodyweight_light", |(id, _)| id)
            .to_owned(),
        intensity: by_steps(blocks),
        positions: if positions.is_empty() {
            vec![Position::Standing]
        } else {
            positions
        },
        place: if walks {
            Place::Anywhere
        } else {
            Place::Indoors
        },
        equipment: equipment.into_iter().take(8).collect(),
    }
}

fn seconds_of(spec: &StepSpec) -> f64 {
    f64::from(spec.length().max(1)) * if spec.each_side { 2.0 } else { 1.0 }
}

fn add<T: PartialEq>(sums: &mut Vec<(T, f64)>, key: T, length: f64) {
    match sums.iter_mut().find(|(other, _)| *other == key) {
        Some((_, sum)) => *sum += length,
        None => sums.push((key, length)),
    }
}

/// The routine with an id; if missing, it is created from the title.
#[must_use]
pub fn complete(mut routine: Routine) -> Routine {
    if routine.id.is_empty() {
        routine.id = slug(&routine.title);
    }
    routine
}

/// The routine with everything derived from its steps recomputed.
#[must_use]
pub fn retold(routine: Routine) -> Routine {
    let Told {
        activity,
        intensity,
        positions,
        place,
        equipment,
    } = of(&routine.blocks);
    Routine {
        activity,
        intensity,
        positions,
        place,
        equipment,
        ..routine
    }
}

/// A title converted to an id: lowercase words joined by hyphens, at most 60 characters.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for character in fold(title).chars() {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(60).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "routine".to_owned()
    } else {
        slug.to_owned()
    }
}

/// An unused id for a routine titled `title`, with a number appended if needed.
pub fn free_id(title: &str, taken: impl Fn(&str) -> bool) -> String {
    let slug = slug(title);
    let numbered =
        (2..).map(|number| format!("{}-{number}", slug.chars().take(55).collect::<String>()));
    std::iter::once(slug.clone())
        .chain(numbered)
        .find(|id| !taken(id))
        .unwrap_or_default()
}

/// Title for a copy of a routine until it is renamed.
pub fn copy_title(title: &str) -> String {
    let short: String = title.chars().take(super::MOST_TITLE - 6).collect();
    format!("{}, mine", short.trim_end())
}

/// Starting point for a new routine: three easy steps.
pub fn sample() -> Routine {
    let step = |id: &str, seconds| StepSpec {
        movement: Some(id.to_owned()),
        seconds: Some(seconds),
        ..StepSpec::default()
    };
    let squats = StepSpec {
        movement: Some("squat".to_owned()),
        reps: Some(8),
        rest: Some(20),
        ..StepSpec::default()
    };
    let blocks = vec![
        Block {
            rounds: 1,
            between: 0,
            step: vec![step("march", 60)],
        },
        Block {
            rounds: 2,
            between: 30,
            step: vec![squats, step("arm_reach", 30)],
        },
        Block {
            rounds: 1,
            between: 0,
            step: vec![step("breath_long", 60)],
        },
    ];
    retold(Routine {
        blocks,
        ..Routine::free("", "", 0)
    })
}
