//! Movements that can each be demonstrated as one exercise: `assets/movements.toml`.

use crate::content::nearest::fold;
use crate::content::poses::{Pose, pose};
use crate::content::search::{Query, closest_first};
use crate::domain::Routine;
use crate::domain::routine::{Position, Step};
use serde::Deserialize;
use std::sync::LazyLock;

/// One exercise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Movement {
    /// Unique id.
    pub id: String,
    /// Displayed name.
    pub name: String,
    /// One-line cue.
    pub cue: String,
    /// Body position.
    pub position: Position,
    /// Other possible positions.
    #[serde(default)]
    pub also: Vec<Position>,
    /// Training purpose.
    pub kind: Kind,
    /// The activity it counts as, which determines its MET value.
    pub activity: String,
    /// Equipment needed, in plain words; empty if none.
    #[serde(default)]
    pub equipment: Vec<String>,
    /// A less demanding variant.
    pub easier: Option<Variant>,
    /// A more demanding variant.
    pub harder: Option<Variant>,
    /// How to breathe, if it matters.
    pub breath: Option<String>,
    /// The pose that shows it, if its name differs from the id.
    pub pose: Option<String>,
}

impl Movement {
    /// Whether it can be done in this position.
    pub fn can_be(&self, position: Position) -> bool {
        self.position == position || self.also.contains(&position)
    }
}

/// The purpose of a movement. Movements of the same kind can replace each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the words of everyday exercise")]
pub enum Kind {
    Legs,
    Push,
    Pull,
    Core,
    Warm,
    Loosen,
    Walk,
    Run,
    Yoga,
    Slow,
    Dance,
    Breathe,
    /// Breathing at a given pace, each movement its own pattern.
    Paced,
    /// Lying still, tensing and releasing: a sequence that only makes sense in order.
    Rest,
}

/// A way to make a movement easier or harder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Variant {
    /// Replace it with another movement.
    #[serde(rename = "move")]
    Move(String),
    /// The same movement, done as described.
    #[serde(rename = "say")]
    Say(String),
}

#[derive(Deserialize)]
struct MovementsFile {
    movement: Vec<Movement>,
}

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/movements.json"));

static MOVEMENTS: LazyLock<Vec<Movement>> = LazyLock::new(|| {
    serde_json::from_str::<MovementsFile>(TEXT)
        .map(|file| file.movement)
        .unwrap_or_default()
});

/// Every movement.
pub fn movements() -> &'static [Movement] {
    &MOVEMENTS
}

/// The movement with this id.
pub fn movement(id: &str) -> Option<&'static Movement> {
    movements().iter().find(|movement| movement.id == id)
}

/// The movements matching `text`, closest first; all of them if it is empty. Words are matched
/// against the name first, then the purpose, position and equipment; the last resort is a match on
/// letters that need not be adjacent.
pub fn search_movements(text: &str) -> Vec<&'static Movement> {
    let query = Query::new(text);
    let rank = |movement: &Movement| {
        let kind = format!("{:?}", movement.kind);
        let equipment = movement.equipment.iter().map(String::as_str);
        let facts = [movement.id.as_str(), movement.position.word(), &kind];
        let facts: Vec<&str> = facts.into_iter().chain(equipment).collect();
        query.rank(&[&movement.name], &facts)
    };
    let fitting = movements()
        .iter()
        .map(|movement| (rank(movement), movement));
    let mut found: Vec<&Movement> = closest_first(fitting)
        .into_iter()
        .map(|(_, movement)| movement)
        .collect();
    let wanted = fold(text);
    if wanted.len() > 2 {
        let apart = |movement: &&Movement| {
            let name = fold(&movement.name);
            let mut letters = name.chars();
            let mut wanted = wanted.chars().filter(|letter| *letter != ' ');
            wanted.all(|letter| letters.any(|other| other == letter))
        };
        let others: Vec<&Movement> = movements()
            .iter()
            .filter(|movement| rank(movement).is_none())
            .filter(apart)
            .collect();
        found.extend(others);
    }
    found
}

/// The movement to do instead of `present`: the next suitable one of the same kind, cycling through
/// them so that repeated calls return to `present` if it is suitable too. `None` if there is no
/// similar movement.
pub fn instead_of(
    present: &Movement,
    suits: impl Fn(&Movement) -> bool,
) -> Option<&'static Movement> {
    if present.kind == Kind::Rest {
        return None;
    }
    let alike: Vec<&Movement> = movements()
        .iter()
        .filter(|other| {
            other.id == present.id
                || other.kind == present.kind && other.name != present.name && suits(other)
        })
        .collect();
    let place = alike.iter().position(|other| other.id == present.id)?;
    alike
        .get((place + 1) % alike.len())
        .copied()
        .filter(|other| other.id != present.id)
}

/// The pose of a step, on the side that works.
pub fn pose_of(step: &Step) -> Option<&'static Pose> {
    let own = movement(&step.movement).and_then(|movement| movement.pose.as_deref());
    let pose = pose(own.unwrap_or(&step.movement))?;
    Some(step.side.map_or(pose, |side| pose.on_side(side)))
}

/// Whether someone doing `present` in `routine` has the equipment for `other`: whatever `present`
/// or `routine` needs, plus a chair if the position is seated.
pub fn is_at_hand(other: &Movement, present: &Movement, routine: &Routine) -> bool {
    let sits = routine.positions.contains(&Position::Seated);
    other.equipment.iter().all(|item| {
        present.equipment.contains(item)
            || routine
                .equipment
                .iter()
                .any(|kit| kit.contains(item.as_str()))
            || sits && item == "chair"
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::activities::activity;
    use crate::content::poses::{pose, poses};
    use std::collections::BTreeSet;
    use std::time::Duration;

    #[test]
    fn a_paced_breath_gives_way_to_the_next_pattern_and_none_is_fast() {
        let mut seen = Vec::new();
        let mut present = movement("breath_long").unwrap();
        for _ in 0..5 {
            let pose = pose(&present.id).unwrap();
            assert!(
                pose.cycle() >= Duration::from_secs(10),
                "more than six breaths a minute: {}",
                present.id
            );
            for word in ["in", "out"] {
                let times = (0..pose.cycle().as_millis() as u64).step_by(100);
                let mut words = times.map(|at| pose.word(Duration::from_millis(at)));
                assert!(words.any(|said| said == Some(word)), "{}", present.id);
            }
            seen.push(present.id.as_str());
            present = instead_of(present, |_| true).unwrap();
        }
        assert_eq!(present.id, "breath_long", "and round again");
        assert_eq!(
            seen,
            [
                "breath_long",
                "breath_coherent",
                "breath_box",
                "breath_478",
                "breath_sigh"
            ]
        );
    }

    #[test]
    fn the_list_is_whole_and_sound() {
        if let Err(error) = serde_json::from_str::<MovementsFile>(TEXT) {
            panic!("{error}");
        }
        let ids: BTreeSet<&str> = movements()
            .iter()
            .map(|movement| movement.id.as_str())
            .collect();
        assert_eq!(ids.len(), movements().len(), "an id is there twice");
        assert!(ids.len() >= 80);
        for movement in movements() {
            assert!(
                movement.cue.chars().count() <= 64,
                "{}: {}",
                movement.id,
                movement.cue
            );
            assert!(
                activity(&movement.activity).is_some(),
                "{}: {}",
                movement.id,
                movement.activity
            );
        }
    }

    #[test]
    fn a_search_finds_what_is_meant_the_closest_first() {
        let first = |text: &str| {
            search_movements(text)
                .first()
                .map(|movement| movement.id.as_str())
        };
        assert_eq!(first("squat"), Some("squat"));
        assert_eq!(search_movements("").len(), movements().len());
        assert!(
            search_movements("chair legs")
                .iter()
                .all(|movement| movement.kind == Kind::Legs)
        );
        assert_eq!(first("sqt"), Some("squat"), "letters may be left out");
        assert!(search_movements("zzz").is_empty());
    }

    #[test]
    fn swapping_goes_round_movements_of_one_kind_and_comes_back() {
        for start in movements()
            .iter()
            .filter(|movement| movement.kind != Kind::Rest && movement.kind != Kind::Run)
        {
            let mut at = start;
            for _ in 0..movements().len() {
                at = instead_of(at, |_| true)
                    .unwrap_or_else(|| panic!("nothing instead of {}", at.id));
                assert_eq!(at.kind, start.kind);
                if at.id == start.id {
                    break;
                }
            }
            assert_eq!(at.id, start.id, "it does not come back");
        }
        assert_eq!(instead_of(movement("tense_arms").unwrap(), |_| true), None);
    }

    #[test]
    fn every_variant_leads_somewhere() {
        for movement in movements() {
            for variant in [&movement.easier, &movement.harder].into_iter().flatten() {
                match variant {
                    Variant::Move(id) => assert!(
                        super::movement(id).is_some(),
                        "{} leads to {id}",
                        movement.id
                    ),
                    Variant::Say(words) => assert!(!words.is_empty()),
                }
            }
        }
    }

    #[test]
    fn what_is_harder_than_a_seated_move_stays_seated() {
        let seated = movements()
            .iter()
            .filter(|movement| movement.position == Position::Seated);
        for movement in seated {
            if let Some(Variant::Move(id)) = &movement.harder {
                let harder = super::movement(id).unwrap();
                assert!(harder.can_be(Position::Seated), "{} to {id}", movement.id);
            }
        }
    }

    #[test]
    fn every_movement_is_shown_by_a_figure() {
        for movement in movements() {
            let name = movement.pose.as_deref().unwrap_or(&movement.id);
            assert!(pose(name).is_some(), "{} has no figure {name}", movement.id);
        }
    }

    #[test]
    fn every_figure_is_used_by_a_movement() {
        for pose in poses().iter() {
            let shown = |movement: &Movement| {
                movement.pose.as_deref().unwrap_or(&movement.id) == pose.name()
            };
            assert!(
                movements().iter().any(shown),
                "{} is shown nowhere",
                pose.name()
            );
        }
    }

    #[test]
    fn easier_and_harder_never_come_back_to_where_they_began() {
        let easier = |at: &'static Movement| at.easier.as_ref();
        let harder = |at: &'static Movement| at.harder.as_ref();
        for (start, follow) in movements()
            .iter()
            .flat_map(|start| [(start, easier as Follow), (start, harder)])
        {
            let mut seen = BTreeSet::from([start.id.as_str()]);
            let mut at = start;
            while let Some(Variant::Move(id)) = follow(at) {
                assert!(seen.insert(id), "{} comes back to {id}", start.id);
                at = super::movement(id).unwrap();
            }
        }
    }

    /// The easier or the harder variant.
    type Follow = fn(&'static Movement) -> Option<&'static Variant>;
}
