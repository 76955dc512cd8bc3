//! What the coach has learned: which of the currently possible options is worth offering.
//!
//! Damped Thompson sampling on the shrunken lift (`stats::suggestion`), using the last year.

use crate::content::activities::named;
use crate::content::marks::{Mark, Marks};
use crate::content::own_activities::known;
use crate::domain::{Day, Journal, Rating, Routine, Sorting as _, Source};
use crate::stats::constants::WINDOW;
use crate::stats::suggestion::{Candidate, Offered, Scored, score};
use crate::stats::{ByActivity, Diary};
use std::collections::HashMap;

/// MET of an activity that is not in the list: the threshold for moderate movement.
const UNKNOWN_MET: f64 = 3.0;
/// At or below this energy only short, gentle and familiar options are offered (evidence.md, rule
/// 2).
pub(super) const LOW: u8 = 3;
/// One suggestion in this many is something untried.
const UNTRIED_ONE_IN: u64 = 3;
/// What a favorite's score gains, on a scale where typical scores are between 0.3 and 1.5.
const FAVORITE: f64 = 0.1;
/// Categories with little in common between their activities: each activity is its own family.
const MIXED: [&str; 4] = ["sport", "home", "gym", "rest"];

/// Whether something untried may be offered: on every third `turn`, and not when energy is low.
pub fn may_be_new(energy: Option<Rating>, turn: u64) -> bool {
    turn.is_multiple_of(UNTRIED_ONE_IN) && energy.is_none_or(|energy| energy.get() > LOW)
}

/// The family of an activity; data on one member inform the others.
pub fn family(id: &str) -> &str {
    named(id)
        .map(|activity| activity.category.as_str())
        .filter(|category| !MIXED.contains(category))
        .unwrap_or(id)
}

/// The last year as of `day`, with the outcomes of each offered routine.
pub struct Learned<'a> {
    journal: &'a Journal,
    diary: Diary,
    /// By routine: times finished, and times refused or stopped.
    outcomes: HashMap<String, Offered>,
}

impl<'a> Learned<'a> {
    /// What `journal` shows as of `day`.
    pub fn new(journal: &'a Journal, day: Day) -> Self {
        let mut outcomes: HashMap<String, Offered> = HashMap::new();
        for session in journal.sessions_in(day.plus(-WINDOW), day) {
            let routine = match (&session.routine, session.source) {
                (Some(routine), _) => routine.clone(),
                (None, Source::Timer) => Routine::own_id(&session.activity),
                (None, _) => continue,
            };
            let offered = outcomes.entry(routine).or_default();
            *(if session.complete {
                &mut offered.finished
            } else {
                &mut offered.refused
            }) += 1;
        }
        for (refused_on, ids) in journal.refusals() {
            if (0..=WINDOW).contains(&day.since(refused_on)) {
                for id in ids.split_whitespace() {
                    outcomes.entry(id.to_owned()).or_default().refused += 1;
                }
            }
        }
        Self {
            journal,
            diary: Diary::of_last_year(journal, day),
            outcomes,
        }
    }

    /// The `routines` eligible on this `turn`. One turn in three is for something new, preferring
    /// untried families and then untried activities; the other turns are for the familiar. Returns
    /// all of them if none would be left.
    pub fn in_turn<'r>(
        &self,
        routines: Vec<&'r Routine>,
        energy: Option<Rating>,
        turn: u64,
    ) -> Vec<&'r Routine> {
        let of = |keep: &dyn Fn(&str) -> bool| {
            let kept = routines.iter().copied();
            let kept: Vec<&Routine> = kept.filter(|routine| keep(&routine.activity)).collect();
            (!kept.is_empty()).then_some(kept)
        };
        let offered = if may_be_new(energy, turn) {
            of(&|activity| !self.is_tried(activity))
                .or_else(|| of(&|activity| !self.is_done(activity)))
        } else {
            of(&|activity| self.is_tried(activity))
        };
        offered.unwrap_or(routines)
    }

    /// Scores of `routines`, highest first.
    pub fn rank(
        &self,
        routines: &[&Routine],
        energy: Option<Rating>,
        marks: &Marks,
        seed: u64,
    ) -> Vec<Scored> {
        let candidate = |routine: &&Routine| {
            let offered = self.outcomes.get(&routine.id).copied().unwrap_or_default();
            Candidate {
                id: routine.id.clone(),
                activity: routine.activity.clone(),
                met: known(self.journal.own_activities(), &routine.activity)
                    .map_or(UNKNOWN_MET, |activity| activity.met),
                finished: offered.finished,
                refused: offered.refused,
            }
        };
        let candidates: Vec<Candidate> = routines.iter().map(candidate).collect();
        let outcomes = self.outcomes.values();
        let all = outcomes.fold(Offered::default(), |all, offered| Offered {
            finished: all.finished + offered.finished,
            refused: all.refused + offered.refused,
        });
        let mut scored = score(
            &self.diary,
            energy.map(|energy| f64::from(energy.get())),
            &candidates,
            all,
            family,
            seed,
        );
        let favorites = routines
            .iter()
            .filter(|routine| marks.for_routine(routine) == Some(Mark::Favorite));
        for favorite in favorites {
            if let Some(scored) = scored.iter_mut().find(|scored| scored.id == favorite.id) {
                scored.score += FAVORITE;
                scored.unworn += FAVORITE;
            }
        }
        scored.order_by(|a, b| b.score.total_cmp(&a.score));
        scored
    }

    /// Whether any activity of the same family was done in the last year.
    pub fn is_tried(&self, activity: &str) -> bool {
        let family_of = family(activity);
        self.diary
            .bouts()
            .iter()
            .any(|bout| family(&bout.activity) == family_of)
    }

    /// Whether this exact activity was done in the last year.
    fn is_done(&self, activity: &str) -> bool {
        self.diary
            .bouts()
            .iter()
            .any(|bout| bout.activity == activity)
    }

    /// Whether nothing has been done yet.
    pub fn is_empty(&self) -> bool {
        self.journal.sessions().is_empty()
    }

    /// The lift right after the activity, once three sessions are rated before and after.
    pub fn lift(&self, activity: &str) -> Option<ByActivity> {
        crate::stats::right_after::row_of(&self.diary, activity)
            .filter(|row| row.estimate.is_some())
    }
}
