//! The one suggestion: a simple, honest rule until there is enough to learn from.
//!
//! It offers what fits the minutes and the energy there are, something other than yesterday's,
//! and says which of these decided. It names no effect: that takes an interval and a count.

use crate::coach::{Limits, walk_run};
use crate::content::{self, routines::routines};
use crate::domain::routine::Intensity;
use crate::domain::{Day, Felt, Journal, Rating, Routine};
use std::collections::BTreeSet;

/// What a suggestion has to fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// Today's latest energy rating.
    pub energy: Option<Rating>,
    /// Today's latest calm rating.
    pub calm: Option<Rating>,
    /// The most minutes there are.
    pub minutes: Option<u32>,
    /// Whether only the two-to-five-minute kind is wanted.
    pub tiny: bool,
    /// Ids of routines that were refused today; they are not offered again.
    pub refused: &'a [String],
    /// What the person said has to be worked around.
    pub limits: Limits,
}

/// One routine to do now, and why this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The routine.
    pub routine: Routine,
    /// Why, in one line.
    pub reason: String,
    /// Every routine that fitted with its score, the best first.
    pub candidates: Vec<(String, f64)>,
}

/// At or below this energy only gentle and short things are offered (evidence.md, rule 2).
const LOW: u8 = 3;
/// From this energy on longer and livelier ones are, too.
const LIVELY: u8 = 7;

/// Suggests a routine for `day`; nothing when everything that fits was refused.
///
/// The same journal, day, circumstances and `seed` always give the same suggestion.
pub fn suggest(journal: &Journal, day: Day, now: &Circumstances<'_>, seed: u64) -> Option<Suggestion> {
    let yesterday: Vec<&str> =
        journal.sessions_on(day.plus(-1)).iter().map(|session| session.activity.as_str()).collect();
    let hurt = hurt(journal);
    let last = Last::of(journal, day);
    let first_time = journal.sessions().is_empty();
    let week = walk_run::place(journal, day).week;
    let mut scored: Vec<(&Routine, f64)> = routines()
        .iter()
        .chain(journal.routines().map(|own| &own.routine))
        .filter(|routine| {
            fits(routine, now)
                && !now.refused.contains(&routine.id)
                && !hurt.contains(routine.id.as_str())
                && walk_run::week_of(&routine.id).is_none_or(|other| other == week)
        })
        .map(|routine| (routine, score(routine, now, first_time, &yesterday, day, seed) + last.weighs(routine)))
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
    let routine = scored.first()?.0;
    Some(Suggestion {
        routine: routine.clone(),
        reason: last.reason(routine).unwrap_or_else(|| reason(routine, now, first_time, &yesterday)),
        candidates: scored.iter().map(|(routine, score)| (routine.id.clone(), *score)).collect(),
    })
}

/// The routines that hurt the last time it was said how they went; one that went well since is not among them.
fn hurt(journal: &Journal) -> BTreeSet<&str> {
    let mut hurt = BTreeSet::new();
    for session in journal.sessions() {
        match (session.routine.as_deref(), session.felt) {
            (Some(routine), Some(Felt::Hurt)) => drop(hurt.insert(routine)),
            (Some(routine), Some(_)) => drop(hurt.remove(routine)),
            _ => {}
        }
    }
    hurt
}

/// How the latest session of a routine went, where that was said within a week.
struct Last<'a>(Option<(Felt, &'a Routine)>);

impl<'a> Last<'a> {
    fn of(journal: &'a Journal, day: Day) -> Self {
        let told = journal.sessions_in(day.plus(-7), day).iter().rev().find_map(|session| {
            let id = session.routine.as_deref()?;
            let own = journal.routines().map(|own| &own.routine).find(|routine| routine.id == id);
            Some((session.felt?, content::routines::routine(id).or(own)?))
        });
        Self(told)
    }

    /// Something easier after what was too hard; a little more after what was too easy.
    fn weighs(&self, routine: &Routine) -> f64 {
        match self.0 {
            Some((Felt::TooHard, last)) if demand(routine) >= demand(last) => -1.5,
            Some((Felt::TooEasy, last)) if is_a_little_more(routine, last) => 0.8,
            Some((Felt::TooHard | Felt::TooEasy | Felt::Fine | Felt::Hurt, _)) | None => 0.0,
        }
    }

    fn reason(&self, routine: &Routine) -> Option<String> {
        match self.0 {
            Some((Felt::TooHard, last)) if demand(routine) < demand(last) => {
                Some("The last one was too hard, so an easier one.".to_owned())
            }
            Some((Felt::TooEasy, last)) if is_a_little_more(routine, last) => {
                Some("The last one was too easy, so a little more.".to_owned())
            }
            _ => None,
        }
    }
}

/// What a routine asks for: how hard first, then how long.
fn demand(routine: &Routine) -> (Intensity, u32) {
    (routine.intensity, routine.minutes())
}

/// Longer by no more than half and five minutes, at the same effort or the next.
fn is_a_little_more(routine: &Routine, last: &Routine) -> bool {
    let next = Intensity::ALL.into_iter().find(|intensity| *intensity > last.intensity);
    let longer = routine.minutes() > last.minutes() && routine.minutes() <= last.minutes() * 3 / 2 + 5;
    let harder = Some(routine.intensity) == next && routine.minutes() <= last.minutes() + 5;
    harder || routine.intensity == last.intensity && longer
}

fn most_minutes(now: &Circumstances<'_>) -> u32 {
    let by_energy = match now.energy.map(Rating::get) {
        _ if now.tiny => 5,
        None => 12,
        Some(energy) if energy <= LOW => 10,
        Some(energy) if energy >= LIVELY => 30,
        Some(_) => 20,
    };
    now.minutes.map_or(by_energy, |minutes| {
        if now.energy.is_some_and(|energy| energy.get() <= LOW) { minutes.min(by_energy) } else { minutes }
    })
}

fn hardest(now: &Circumstances<'_>) -> Intensity {
    match now.energy.map(Rating::get) {
        _ if now.tiny => Intensity::Gentle,
        Some(energy) if energy > 4 => Intensity::Moderate,
        _ => Intensity::Gentle,
    }
}

fn fits(routine: &Routine, now: &Circumstances<'_>) -> bool {
    routine.minutes() <= most_minutes(now) && routine.intensity <= hardest(now) && now.limits.allow(routine)
}

fn score(routine: &Routine, now: &Circumstances<'_>, first_time: bool, yesterday: &[&str], day: Day, seed: u64) -> f64 {
    let mut score = chance(&routine.id, day, seed);
    if yesterday.contains(&routine.activity.as_str()) {
        score -= 2.0;
    }
    if first_time && routine.is_tiny() {
        score += if routine.minutes() <= 2 { 2.0 } else { 1.0 };
    }
    if !now.tiny && !first_time && routine.is_tiny() && now.energy.is_none_or(|energy| energy.get() > LOW) {
        score -= 0.6;
    }
    if now.calm.is_some_and(|calm| calm.get() <= LOW) && is_settling(routine) {
        score += 0.6;
    }
    score
}

/// Yoga, slow forms and walking: offered first to someone who is tense (evidence.md, rule 3).
fn is_settling(routine: &Routine) -> bool {
    content::activities::activity(&routine.activity)
        .is_some_and(|activity| ["yoga", "walk", "taichi"].contains(&activity.category.as_str()))
}

fn reason(routine: &Routine, now: &Circumstances<'_>, first_time: bool, yesterday: &[&str]) -> String {
    if first_time && routine.is_tiny() {
        return "The smallest one. Stop whenever you like.".to_owned();
    }
    if now.tiny {
        return "Two minutes counts.".to_owned();
    }
    if now.energy.is_some_and(|energy| energy.get() <= LOW) {
        return "Energy is low, so short and easy.".to_owned();
    }
    if now.calm.is_some_and(|calm| calm.get() <= LOW) && is_settling(routine) {
        return "You are tense; this one is slow and steady.".to_owned();
    }
    if let Some(minutes) = now.minutes {
        return format!("It fits into {minutes} minutes.");
    }
    if !yesterday.is_empty() && !yesterday.contains(&routine.activity.as_str()) {
        return "Something other than yesterday.".to_owned();
    }
    routine.why.clone()
}

/// A number from 0 to 1 that depends on the routine, the day and the seed alone.
fn chance(id: &str, day: Day, seed: u64) -> f64 {
    let mut mixed = seed ^ (day.number() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for byte in id.bytes() {
        mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        mixed ^= mixed >> 29;
    }
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Also, IdMaker, Session, Source};
    use chrono::NaiveDate;

    fn day() -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn with_energy(energy: u8) -> Circumstances<'static> {
        Circumstances { energy: Rating::new(energy), ..Circumstances::default() }
    }

    #[test]
    fn the_first_suggestion_is_the_smallest() {
        let suggestion = suggest(&Journal::default(), day(), &Circumstances::default(), 1).unwrap();
        assert!(suggestion.routine.minutes() <= 2);
        assert_eq!(suggestion.reason, "The smallest one. Stop whenever you like.");
    }

    #[test]
    fn low_energy_gets_nothing_hard_or_long() {
        for seed in 0..200 {
            let suggestion = suggest(&Journal::default(), day(), &with_energy(2), seed).unwrap();
            assert_eq!(suggestion.routine.intensity, Intensity::Gentle);
            assert!(suggestion.routine.minutes() <= 10);
        }
    }

    #[test]
    fn nothing_vigorous_is_suggested_unasked() {
        for seed in 0..200 {
            let suggestion = suggest(&Journal::default(), day(), &with_energy(9), seed).unwrap();
            assert!(suggestion.routine.intensity < Intensity::Vigorous);
        }
    }

    #[test]
    fn what_was_refused_is_not_offered_again() {
        let mut refused = Vec::new();
        while let Some(suggestion) =
            suggest(&Journal::default(), day(), &Circumstances { refused: &refused, ..Circumstances::default() }, 7)
        {
            assert!(!refused.contains(&suggestion.routine.id));
            refused.push(suggestion.routine.id.clone());
        }
        assert!(refused.len() > 3);
    }

    fn done(id: &str, felt: Felt, ago: i64) -> Session {
        let start =
            chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+00:00").unwrap() - chrono::TimeDelta::days(ago);
        Session {
            id: IdMaker::seeded(ago as u64).make(start),
            start,
            timed: true,
            day: day().plus(-ago),
            activity: content::routines::routine(id).unwrap().activity.clone(),
            title: id.into(),
            routine: Some(id.into()),
            active_seconds: 600,
            distance_m: None,
            met: 3.0,
            effort: None,
            before: None,
            after: None,
            also: Also::default(),
            felt: Some(felt),
            complete: true,
            note: String::new(),
            source: Source::Timer,
            steps: Vec::new(),
            import: None,
            updated_at: start,
        }
    }

    fn after(sessions: Vec<Session>, seed: u64) -> Suggestion {
        suggest(&Journal::new(Vec::new(), sessions, None), day(), &with_energy(6), seed).unwrap()
    }

    #[test]
    fn what_was_too_hard_leads_to_something_easier() {
        let hard = content::routines::routine("three-songs").unwrap();
        for seed in 0..100 {
            let next = after(vec![done("three-songs", Felt::TooHard, 2)], seed);
            assert!(demand(&next.routine) < demand(hard), "{}", next.routine.id);
            assert_eq!(next.reason, "The last one was too hard, so an easier one.");
        }
    }

    #[test]
    fn what_was_too_easy_leads_to_a_little_more_more_often() {
        let easy = content::routines::routine("chair-8").unwrap();
        let more = |felt| {
            let asked = (0..100).map(|seed| after(vec![done("chair-8", felt, 2)], seed));
            asked.filter(|next| is_a_little_more(&next.routine, easy)).count()
        };
        assert!(more(Felt::TooEasy) > more(Felt::Fine) + 20);
    }

    #[test]
    fn what_hurt_is_left_out_until_it_went_well_again() {
        let offers = |sessions: Vec<Session>| after(sessions, 3).candidates.iter().any(|(id, _)| id == "mobility");
        assert!(!offers(vec![done("mobility", Felt::Hurt, 300)]));
        assert!(offers(vec![done("mobility", Felt::Hurt, 30), done("mobility", Felt::Fine, 3)]));
    }

    #[test]
    fn the_same_day_and_seed_give_the_same_suggestion() {
        let ask = |seed| suggest(&Journal::default(), day(), &with_energy(6), seed).unwrap();
        assert_eq!(ask(5), ask(5));
        let different = (0..50).map(|seed| ask(seed).routine.id.clone()).collect::<std::collections::BTreeSet<_>>();
        assert!(different.len() > 1, "chance decides between equals");
    }

    #[test]
    fn the_minutes_asked_for_are_kept() {
        for minutes in [2, 5, 10, 20] {
            let now = Circumstances { minutes: Some(minutes), ..Circumstances::default() };
            assert!(suggest(&Journal::default(), day(), &now, 3).unwrap().routine.minutes() <= minutes);
        }
    }
}
