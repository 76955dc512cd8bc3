//! What the coach has learned: which of the things that are possible just now is worth offering.
//!
//! Damped Thompson sampling on the shrunken lift (`stats::suggestion`), over the last year.

use crate::content::activities::activity;
use crate::domain::{Day, Journal, Rating, Routine};
use crate::stats::constants::WINDOW;
use crate::stats::suggestion::{Candidate, Scored, score};
use crate::stats::{ByActivity, Diary};
use std::collections::HashMap;

/// The MET of an activity that is not in the list: where moderate movement begins.
const UNKNOWN_MET: f64 = 3.0;
/// At or below this energy only short, gentle and familiar things are offered (evidence.md, rule 2).
pub(super) const LOW: u8 = 3;
/// One suggestion in so many may be of something untried.
const UNTRIED_ONE_IN: u64 = 3;

/// Whether something untried may be offered: on one `turn` in three, and not when energy is low.
pub fn may_be_new(energy: Option<Rating>, turn: u64) -> bool {
    turn.is_multiple_of(UNTRIED_ONE_IN) && energy.is_none_or(|energy| energy.get() > LOW)
}

/// The last year as `day` sees it, with what came of each routine that was offered.
pub struct Learned<'a> {
    journal: &'a Journal,
    diary: Diary,
    /// By routine: finished, and refused or stopped.
    outcomes: HashMap<&'a str, (u32, u32)>,
}

impl<'a> Learned<'a> {
    /// What `journal` knows on `day`.
    pub fn new(journal: &'a Journal, day: Day) -> Self {
        let mut outcomes: HashMap<&str, (u32, u32)> = HashMap::new();
        for session in journal.sessions_in(day.plus(-WINDOW), day) {
            let Some(routine) = session.routine.as_deref() else {
                continue;
            };
            let (finished, stopped) = outcomes.entry(routine).or_default();
            *(if session.complete { finished } else { stopped }) += 1;
        }
        for (refused_on, ids) in journal.refusals() {
            if (0..=WINDOW).contains(&day.since(refused_on)) {
                for id in ids.split_whitespace() {
                    outcomes.entry(id).or_default().1 += 1;
                }
            }
        }
        Self {
            journal,
            diary: Diary::of_last_year(journal, day),
            outcomes,
        }
    }

    /// `routines` without those whose activity was never done, unless this is the turn for something new or nothing
    /// else is possible.
    pub fn familiar<'r>(
        &self,
        routines: Vec<&'r Routine>,
        energy: Option<Rating>,
        turn: u64,
    ) -> Vec<&'r Routine> {
        if may_be_new(energy, turn) {
            return routines;
        }
        let known: Vec<&Routine> = routines
            .iter()
            .copied()
            .filter(|routine| self.is_tried(&routine.activity))
            .collect();
        if known.is_empty() { routines } else { known }
    }

    /// Scores of `routines`, the highest first.
    pub fn rank(&self, routines: &[&Routine], energy: Option<Rating>, seed: u64) -> Vec<Scored> {
        let candidate = |routine: &&Routine| {
            let (finished, refused) = self
                .outcomes
                .get(routine.id.as_str())
                .copied()
                .unwrap_or_default();
            Candidate {
                id: routine.id.clone(),
                activity: routine.activity.clone(),
                met: activity(&routine.activity).map_or(UNKNOWN_MET, |activity| activity.met),
                finished,
                refused,
            }
        };
        let candidates: Vec<Candidate> = routines.iter().map(candidate).collect();
        score(
            &self.diary,
            energy.map(|energy| f64::from(energy.get())),
            &candidates,
            seed,
        )
    }

    /// Whether the activity was done in the last year.
    pub fn is_tried(&self, activity: &str) -> bool {
        self.diary
            .bouts()
            .iter()
            .any(|bout| bout.activity == activity)
    }

    /// Whether anything was done before.
    pub fn is_empty(&self) -> bool {
        self.journal.sessions().is_empty()
    }

    /// The lift right after the activity, once there are three sessions rated before and after.
    pub fn lift(&self, activity: &str) -> Option<ByActivity> {
        crate::stats::right_after::row_of(&self.diary, activity)
            .filter(|row| row.estimate.is_some())
    }
}
