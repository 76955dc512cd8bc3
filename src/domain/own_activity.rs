//! Kinds of movement of a person's own, beside the built-in activities.

use crate::domain::own_rating::{derived_from, folded, spaced};
use crate::domain::routine::Place;
use crate::domain::{Id, Moment, sanitize};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Valid metabolic equivalents: from asleep to the hardest race (Herrmann et al. 2024,
/// 10.1016/j.jshs.2023.10.010).
pub const METS: RangeInclusive<f64> = 0.9..=23.0;
/// Longest name, in characters.
const LONGEST: usize = 40;
/// Most pieces of equipment.
const MOST_EQUIPMENT: usize = 8;

/// An activity of the person's own. Its sessions carry its name, as those of other programs carry
/// theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnActivity {
    /// Unique identifier; derived from the first name, so that two computers that add the same
    /// activity share it.
    pub id: Id,
    /// Displayed name, which its sessions store as their activity.
    pub name: String,
    /// Id of the built-in activity that it resembles; `None` if only its MET is known.
    #[serde(default)]
    pub nearest: Option<String>,
    /// Metabolic equivalents, in [`METS`].
    pub met: f64,
    /// Where it can be done.
    pub place: Place,
    /// Equipment needed, in plain words; empty if none.
    #[serde(default)]
    pub equipment: Vec<String>,
    /// Whether it is archived: its sessions stay, but it's no longer listed or suggested.
    #[serde(default)]
    pub archived: bool,
    /// When it was last changed, in UTC.
    pub updated_at: Moment,
}

impl OwnActivity {
    /// A new activity with the derived id.
    pub fn new(name: &str, met: f64, now: Moment) -> Self {
        Self {
            id: derived_from(&format!("activity:{}", folded(name))),
            name: spaced(name),
            nearest: None,
            met,
            place: Place::Anywhere,
            equipment: Vec::new(),
            archived: false,
            updated_at: now.to_utc().fixed_offset(),
        }
    }

    /// Whether this is its name, regardless of case and Unicode form.
    pub fn is_called(&self, name: &str) -> bool {
        folded(&self.name) == folded(name)
    }

    /// What is wrong with it, as a sentence; `None` if it's sound.
    pub fn problem(&self) -> Option<String> {
        let is_odd = |text: &str| {
            text.trim().is_empty()
                || text.chars().count() > LONGEST
                || text.contains(sanitize::is_unfit)
        };
        if self.name.trim().is_empty() {
            return Some("An activity needs a name.".to_owned());
        }
        if is_odd(&self.name) {
            return Some(format!(
                "A name has at most {LONGEST} characters, without control characters."
            ));
        }
        if !METS.contains(&self.met) {
            return Some(format!(
                "A MET is from {} to {}: 1 at rest, about 3 for a walk, about 8 for a run.",
                METS.start(),
                METS.end()
            ));
        }
        if self.equipment.len() > MOST_EQUIPMENT || self.equipment.iter().any(|one| is_odd(one)) {
            return Some(format!(
                "At most {MOST_EQUIPMENT} pieces of equipment, each of at most {LONGEST} characters."
            ));
        }
        None
    }
}

/// The own activities of a person, archived ones included, by name.
#[derive(Clone, Copy, Debug)]
pub struct OwnActivities<'a>(pub &'a [OwnActivity]);

impl<'a> OwnActivities<'a> {
    /// The activity with this id.
    pub fn get(self, id: Id) -> Option<&'a OwnActivity> {
        self.0.iter().find(|activity| activity.id == id)
    }

    /// Those not archived.
    pub fn active(self) -> impl Iterator<Item = &'a OwnActivity> {
        self.0.iter().filter(|activity| !activity.archived)
    }

    /// The activity called `name`, one in use before an archived one.
    pub fn called(self, name: &str) -> Option<&'a OwnActivity> {
        let mut called = self.0.iter().filter(|activity| activity.is_called(name));
        let first = called.next()?;
        if first.archived {
            called.find(|activity| !activity.archived).or(Some(first))
        } else {
            Some(first)
        }
    }
}

/// Whether two names are the same regardless of case, Unicode form and spaces.
pub fn is_same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}
