//! The suggestion: among what today allows, what has helped the person most so far.
//!
//! Rules determine what today allows: minutes, energy, limits, what hurt, how the last session
//! went. Which of these is offered is learned (`learned`). No effect is claimed: a lift comes with
//! its interval and its count.

mod last_time;
mod own_activities;
mod reason;

use crate::coach::experiment::{coin, is_enough_for_coin};
use crate::coach::learned::{LOW, Learned};
use crate::coach::{Limits, fit, hard_day, quiet_day, walk_run};
use crate::content::marks::{Mark, Marks};
use crate::content::{self, intensity, routines::routines};
use crate::domain::routine::{Intensity, Place};
use crate::domain::{Day, Felt, Journal, Question, Rating, Routine};
use crate::stats::split_mix::SplitMix64;
use last_time::LastTime;
use own_activities::{own_activities, waits_for_questions};
pub use reason::Reason;
use std::collections::BTreeSet;

/// Constraints on a suggestion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// Today's latest energy rating.
    pub energy: Option<Rating>,
    /// Today's latest calm rating.
    pub calm: Option<Rating>,
    /// Maximum minutes available.
    pub minutes: Option<u32>,
    /// Where the person is; `None` if anywhere will do.
    pub place: Option<Place>,
    /// Whether only gentle routines of two to five minutes are wanted.
    pub gentle_and_short: bool,
    /// Ids of routines refused today but not yet in the journal; routines refused in the journal
    /// are excluded too.
    pub refused: &'a [String],
    /// Limits the person reported.
    pub limits: Limits,
}

impl Circumstances<'_> {
    /// The constraints according to `journal` on `day`: the latest energy and calm, and the limits.
    pub fn of(journal: &Journal, day: Day) -> Self {
        let latest = |question| {
            let records = journal.check_ins_on(day).iter().rev();
            records
                .into_iter()
                .find_map(|record| record.ratings.get(question))
        };
        Self {
            energy: latest(Question::Energy),
            calm: latest(Question::Calm),
            limits: Limits::of(journal),
            ..Self::default()
        }
    }
}

/// One routine to do now, and the reason for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The routine.
    pub routine: Routine,
    /// The reason, in one line.
    pub reason: Reason,
    /// Every eligible routine with its score, best first.
    pub candidates: Vec<(String, f64)>,
    /// The title of an activity of the person's own that isn't suggested until the safety questions are answered.
    pub waits: Option<String>,
}

/// Maximum minutes of a gentle and short routine.
const SHORT: u32 = 5;
/// Maximum minutes for someone who feels worse after exertion, regardless of energy.
const PACED: u32 = 10;
/// From this MET, one of the person's own activities requires energy above [`HARD_ENERGY`].
const HARD_MET: f64 = 6.0;
/// See [`HARD_MET`].
const HARD_ENERGY: u8 = 4;
/// From this energy, longer and livelier routines are suggested too.
const LIVELY: u8 = 7;

/// Suggests a routine for `day`. `None` if everything eligible was refused; on a [`quiet_day`],
/// only an explicitly requested short one is suggested. On a [`hard_day`] the suggestion is
/// gentle and short, regardless of the request or the coin.
///
/// Deterministic for the same journal, day, circumstances and `seed`; the choice varies from day to day.
pub fn suggest(
    journal: &Journal,
    day: Day,
    now: &Circumstances<'_>,
    seed: u64,
) -> Option<Suggestion> {
    suggest_by(of_day(seed, day), journal, day, now)
}

/// [`suggest`] with the draws of `SplitMix64(seed)` on every day, so that anyone can check the scores.
pub fn suggest_by(
    seed: u64,
    journal: &Journal,
    day: Day,
    now: &Circumstances<'_>,
) -> Option<Suggestion> {
    if !now.gentle_and_short && quiet_day(journal, day).is_some() {
        return None;
    }
    let is_hard = hard_day(journal, day).is_some();
    // An explicit request for a short routine is always met, even if it was refused before.
    let asked_for = now.gentle_and_short;
    let now = &Circumstances {
        gentle_and_short: now.gentle_and_short || is_hard,
        ..*now
    };
    let learned = Learned::new(journal, day);
    let marks = Marks::of(journal);
    let today = Today {
        now,
        marks: &marks,
        last: LastTime::of(journal, day),
        is_hard,
        journal,
        day,
        coin: coin(journal, day).filter(|_| !is_hard),
        first_time: learned.is_empty(),
        back: !learned.is_empty() && journal.sessions_in(day.plus(-6), day).is_empty(),
        yesterday: journal
            .sessions_on(day.plus(-1))
            .iter()
            .map(|session| session.activity.as_str())
            .collect(),
    };
    let hurt = hurt(journal);
    let mut refused: BTreeSet<&str> = now.refused.iter().map(String::as_str).collect();
    let refusals = journal
        .refusals()
        .filter(|(on, _)| *on == day && !asked_for);
    refused.extend(refusals.flat_map(|(_, ids)| ids.split_whitespace()));
    let own = own_activities(journal, day);
    let week = walk_run::place(journal, day).week;
    let allowed: Vec<&Routine> = routines()
        .iter()
        .chain(journal.routines().map(|own| &own.routine))
        .filter(|routine| {
            fits(routine, now, day)
                && walk_run::week_of(&routine.id).is_none_or(|other| other == week)
        })
        .chain(
            own.iter()
                .filter(|routine| fits_own(routine, journal, now, day)),
        )
        .filter(|routine| !refused.contains(routine.id.as_str()))
        .filter(|routine| !hurt.contains(routine.id.as_str()))
        .filter(|routine| now.place.is_none_or(|place| routine.place.suits(place)))
        .filter(|routine| marks.for_routine(routine) != Some(Mark::Never))
        .collect();
    // Each refusal today counts as another turn, so the next suggestion may be something new.
    let turn = day.number().unsigned_abs() + refused.len() as u64;
    let offered = learned.in_turn(today.narrowed(allowed), now.energy, turn);
    let offered = narrow(offered, |routine| {
        !today.yesterday.contains(&routine.activity.as_str())
    });
    let scored = learned.rank(&offered, now.energy, &marks, seed);
    let routine = offered
        .into_iter()
        .find(|routine| scored.first().is_some_and(|best| best.id == routine.id))?;
    Some(Suggestion {
        routine: routine.clone(),
        reason: today.reason(routine, &scored, &learned),
        candidates: scored
            .into_iter()
            .map(|scored| (scored.id, scored.score))
            .collect(),
        waits: waits_for_questions(&own, now.limits, day)
            .filter(|waiting| !is_hard && marks.for_routine(waiting) != Some(Mark::Never))
            .filter(|waiting| !hurt.contains(waiting.id.as_str()))
            .map(|waiting| waiting.title.clone()),
    })
}

/// The routines for which `keep` is true, or all of them if there are none.
fn narrow(routines: Vec<&Routine>, keep: impl Fn(&Routine) -> bool) -> Vec<&Routine> {
    let kept: Vec<&Routine> = routines
        .iter()
        .copied()
        .filter(|routine| keep(routine))
        .collect();
    if kept.is_empty() { routines } else { kept }
}

/// A seed for the day, so that the choice varies from day to day.
fn of_day(seed: u64, day: Day) -> u64 {
    SplitMix64::new(seed ^ day.number().cast_unsigned()).next()
}

/// Everything that determines today's suggestion besides what was learned.
struct Today<'a> {
    now: &'a Circumstances<'a>,
    marks: &'a Marks,
    last: LastTime<'a>,
    /// The activity or routine chosen by an experiment's coin.
    coin: Option<&'a str>,
    first_time: bool,
    /// Whether it is a hard day.
    is_hard: bool,
    journal: &'a Journal,
    day: Day,
    yesterday: Vec<&'a str>,
    /// Whether there was earlier movement but none for a week or more.
    back: bool,
}

impl Today<'_> {
    /// The activity of routine `id`, including the person's own activities.
    fn activity_of<'s>(&'s self, id: &'s str) -> Option<&'s str> {
        if let Some(activity) = Routine::own_id_activity(id) {
            return Some(activity);
        }
        let own = self.journal.routines().map(|own| &own.routine);
        let mut known = routines().iter().chain(own);
        let routine = known.find(|routine| routine.id == id);
        routine.map(|routine| routine.activity.as_str())
    }

    fn is_low(&self) -> bool {
        self.now.energy.is_some_and(|energy| energy.get() <= LOW)
    }

    fn is_tense(&self) -> bool {
        self.now.calm.is_some_and(|calm| calm.get() <= LOW)
    }

    /// The most suitable of the allowed routines; a preference is skipped if it would leave
    /// nothing.
    fn narrowed<'r>(&self, mut routines: Vec<&'r Routine>) -> Vec<&'r Routine> {
        if let Some(coin) = self.coin {
            routines = narrow(routines, |routine| {
                routine.activity == coin || routine.id == coin
            });
            routines = narrow(routines, |routine| {
                is_enough_for_coin(routine, self.journal, self.day)
            });
        }
        if self.first_time {
            routines = narrow(routines, Routine::is_tiny);
            routines = narrow(routines, |routine| routine.minutes() <= 2);
        } else if self.back {
            routines = narrow(routines, |routine| {
                routine.is_tiny() && intensity::of(routine) == Intensity::Gentle
            });
        } else if !self.now.gentle_and_short && !self.is_low() {
            routines = narrow(routines, |routine| !routine.is_tiny());
        }
        routines = narrow(routines, |routine| {
            self.last.suits(routine, self.now.limits)
        });
        if self.is_tense() {
            routines = narrow(routines, is_settling);
        }
        routines
    }
}

/// Routines that hurt when last rated; a routine that has gone well since is not included.
fn hurt(journal: &Journal) -> BTreeSet<String> {
    let mut hurt = BTreeSet::new();
    for session in journal.sessions() {
        let Some(felt) = session.felt else { continue };
        let routine = session.routine.clone();
        let routine = routine.unwrap_or_else(|| Routine::own_id(&session.activity));
        if felt == Felt::Hurt {
            hurt.insert(routine);
        } else {
            hurt.remove(&routine);
        }
    }
    hurt
}

/// Maximum minutes. Energy up to [`LOW`] shortens everything; above it, only what is not the
/// person's own.
fn most_minutes(now: &Circumstances<'_>, is_own: bool) -> u32 {
    let by_energy = match now.energy.map(Rating::get) {
        _ if now.gentle_and_short => SHORT,
        Some(energy) if energy <= LOW => 10,
        _ if is_own => u32::MAX,
        None => 12,
        Some(energy) if energy >= LIVELY => 30,
        Some(_) => 20,
    };
    let most = now.minutes.map_or(by_energy, |minutes| {
        if now.gentle_and_short || now.energy.is_some_and(|energy| energy.get() <= LOW) {
            minutes.min(by_energy)
        } else {
            minutes
        }
    });
    if now.limits.pacing {
        most.min(PACED)
    } else {
        most
    }
}

fn hardest(now: &Circumstances<'_>) -> Intensity {
    match now.energy.map(Rating::get) {
        _ if now.gentle_and_short => Intensity::Gentle,
        Some(energy) if energy >= LIVELY => Intensity::Vigorous,
        Some(energy) if energy > 4 => Intensity::Moderate,
        _ => Intensity::Gentle,
    }
}

fn fits(routine: &Routine, now: &Circumstances<'_>, day: Day) -> bool {
    routine.minutes() <= most_minutes(now, false)
        && intensity::of(routine) <= hardest(now)
        && fit(routine, now.limits, day).suggested
}

/// The person's own activities are familiar, so they may be harder and longer than unsolicited
/// suggestions.
fn fits_own(routine: &Routine, journal: &Journal, now: &Circumstances<'_>, day: Day) -> bool {
    let is_vigorous = content::own_activities::known(journal.own_activities(), &routine.activity)
        .is_some_and(|activity| activity.met >= HARD_MET);
    let has_energy = now.energy.is_some_and(|energy| energy.get() > HARD_ENERGY);
    !now.gentle_and_short
        && routine.minutes() <= most_minutes(now, true)
        && (!is_vigorous || has_energy)
        && fit(routine, now.limits, day).suggested
}

/// Yoga, slow forms and walking, offered first to someone who is tense (evidence.md, rule 3).
fn is_settling(routine: &Routine) -> bool {
    content::activities::named(&routine.activity)
        .is_some_and(|activity| ["yoga", "walk", "taichi"].contains(&activity.category.as_str()))
}

#[cfg(test)]
mod tests;
