//! The one suggestion: among what today allows, what has done most for the person so far.
//!
//! What today allows is a rule: minutes, energy, limits, what hurt, how the last one went. Which of it is offered is
//! learned (`learned`). It names no effect: a lift comes with its interval and its count.

use crate::coach::experiment::{coin, is_enough_for_coin};
use crate::coach::learned::{LOW, Learned};
use crate::coach::{Limits, fit, hard_day, quiet_day, walk_run};
use crate::content::{self, intensity, routines::routines, session_words::capital};
use crate::domain::routine::Intensity;
use crate::domain::{Day, Felt, Journal, Question, Rating, Routine};
use crate::stats::sentences;
use crate::stats::split_mix::SplitMix64;
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

impl Circumstances<'_> {
    /// As `journal` has them for `day`: the latest energy and calm, and the limits.
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

/// The most minutes of the two-to-five-minute kind.
const TINY: u32 = 5;
/// The most minutes for somebody whom effort leaves worse, however much energy there is.
const PACED: u32 = 10;
impl Suggestion {
    /// The reason where numbers are hidden: one of numbers stays away with them.
    pub fn reason_in_words(&self) -> &str {
        if self.reason.contains(|letter: char| letter.is_ascii_digit()) {
            "One small thing, and stopping early is fine."
        } else {
            &self.reason
        }
    }
}

/// From this energy on longer and livelier ones are, too.
const LIVELY: u8 = 7;

/// Suggests a routine for `day`; nothing when everything that fits was refused, and nothing but what was asked for as
/// tiny on a [`quiet_day`]. On a [`hard_day`] it is gentle and short, whatever was asked and whatever a coin chose.
///
/// The same journal, day, circumstances and `seed` always give the same suggestion.
pub fn suggest(
    journal: &Journal,
    day: Day,
    now: &Circumstances<'_>,
    seed: u64,
) -> Option<Suggestion> {
    if !now.tiny && quiet_day(journal, day).is_some() {
        return None;
    }
    let is_hard = hard_day(journal, day).is_some();
    let now = &Circumstances {
        tiny: now.tiny || is_hard,
        ..*now
    };
    let learned = Learned::new(journal, day);
    let today = Today {
        now,
        last: Last::of(journal, day),
        is_hard,
        at: (journal, day),
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
    let week = walk_run::place(journal, day).week;
    let allowed: Vec<&Routine> = routines()
        .iter()
        .chain(journal.routines().map(|own| &own.routine))
        .filter(|routine| {
            fits(routine, now, day)
                && !now.refused.contains(&routine.id)
                && !hurt.contains(routine.id.as_str())
                && walk_run::week_of(&routine.id).is_none_or(|other| other == week)
        })
        .collect();
    // What was refused today counts as a turn of its own: the next one may be something new.
    let turn = day.number().unsigned_abs() + now.refused.len() as u64;
    let offered = learned.familiar(today.narrowed(allowed), now.energy, turn);
    let offered = narrow(offered, |routine| {
        !today.yesterday.contains(&routine.activity.as_str())
    });
    let scored = learned.rank(&offered, now.energy, of_day(seed, day));
    let routine = offered
        .into_iter()
        .find(|routine| scored.first().is_some_and(|best| best.id == routine.id))?;
    Some(Suggestion {
        routine: routine.clone(),
        reason: today.reason(routine, &learned),
        candidates: scored
            .into_iter()
            .map(|scored| (scored.id, scored.score))
            .collect(),
    })
}

/// The routines for which `keep` holds, or all of them where it holds for none.
fn narrow(routines: Vec<&Routine>, keep: impl Fn(&Routine) -> bool) -> Vec<&Routine> {
    let kept: Vec<&Routine> = routines
        .iter()
        .copied()
        .filter(|routine| keep(routine))
        .collect();
    if kept.is_empty() { routines } else { kept }
}

/// The day's own seed: a night later chance has changed its mind.
fn of_day(seed: u64, day: Day) -> u64 {
    SplitMix64::new(seed ^ day.number().cast_unsigned()).next()
}

/// What decides today, beside what was learned.
struct Today<'a> {
    now: &'a Circumstances<'a>,
    last: Last<'a>,
    /// The activity or routine that an experiment's coin chose.
    coin: Option<&'a str>,
    first_time: bool,
    /// Whether it is a hard day.
    is_hard: bool,
    at: (&'a Journal, Day),
    yesterday: Vec<&'a str>,
    /// Whether a week or more went by without movement, after there was some.
    back: bool,
}

impl Today<'_> {
    fn is_low(&self) -> bool {
        self.now.energy.is_some_and(|energy| energy.get() <= LOW)
    }

    fn is_tense(&self) -> bool {
        self.now.calm.is_some_and(|calm| calm.get() <= LOW)
    }

    /// What suits best of what is allowed; each wish holds as far as it leaves something.
    fn narrowed<'r>(&self, mut routines: Vec<&'r Routine>) -> Vec<&'r Routine> {
        if let Some(coin) = self.coin {
            routines = narrow(routines, |routine| {
                routine.activity == coin || routine.id == coin
            });
            let (journal, day) = self.at;
            routines = narrow(routines, |routine| {
                is_enough_for_coin(routine, journal, day)
            });
        }
        if self.first_time {
            routines = narrow(routines, Routine::is_tiny);
            routines = narrow(routines, |routine| routine.minutes() <= 2);
        } else if self.back {
            routines = narrow(routines, |routine| {
                routine.is_tiny() && intensity::of(routine) == Intensity::Gentle
            });
        } else if !self.now.tiny && !self.is_low() {
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

    fn reason(&self, routine: &Routine, learned: &Learned<'_>) -> String {
        if self.is_hard {
            return "Small and gentle, or nothing at all.".to_owned();
        }
        if self.first_time && routine.is_tiny() {
            return "The smallest one. Stop whenever you like.".to_owned();
        }
        if self.now.tiny {
            return "Two minutes counts.".to_owned();
        }
        if self
            .coin
            .is_some_and(|coin| routine.activity == coin || routine.id == coin)
        {
            return "The coin of your experiment chose it.".to_owned();
        }
        if let Some(reason) = self.last.reason(routine, self.now.limits) {
            return reason;
        }
        if self.back && routine.is_tiny() {
            return "A small one to come back with. There is nothing to make up.".to_owned();
        }
        if self.is_low() {
            return "Energy is low, so short and easy.".to_owned();
        }
        if self.is_tense() && is_settling(routine) {
            return "You are tense; this one is slow and steady.".to_owned();
        }
        if let Some(lift) = learned
            .lift(&routine.activity)
            .as_ref()
            .and_then(sentences::lift)
        {
            return format!("{}.", capital(&lift));
        }
        if let Some(minutes) = self.now.minutes {
            return format!("It fits into {minutes} minutes.");
        }
        if !self.first_time && !learned.is_tried(&routine.activity) {
            return format!("New for you. {}", routine.why);
        }
        if !self.yesterday.is_empty() && !self.yesterday.contains(&routine.activity.as_str()) {
            return "Something other than yesterday.".to_owned();
        }
        routine.why.clone()
    }
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
        let told = journal
            .sessions_in(day.plus(-7), day)
            .iter()
            .rev()
            .find_map(|session| {
                let id = session.routine.as_deref()?;
                let own = journal
                    .routines()
                    .map(|own| &own.routine)
                    .find(|routine| routine.id == id);
                Some((session.felt?, content::routines::routine(id).or(own)?))
            });
        Self(told)
    }

    /// Something easier after what was too hard or hurt; a little more after what was too easy, but for somebody whom
    /// effort leaves worse.
    fn suits(&self, routine: &Routine, limits: Limits) -> bool {
        match self.0 {
            Some((Felt::TooEasy, _)) if limits.pacing => true,
            Some((Felt::TooHard | Felt::Hurt, last)) => demand(routine) < demand(last),
            Some((Felt::TooEasy, last)) => is_a_little_more(routine, last),
            Some((Felt::Fine, _)) | None => true,
        }
    }

    fn reason(&self, routine: &Routine, limits: Limits) -> Option<String> {
        match self.0 {
            Some((Felt::TooEasy, _)) if limits.pacing => None,
            Some((Felt::TooHard, last)) if demand(routine) < demand(last) => {
                Some("The last one was too hard, so an easier one.".to_owned())
            }
            Some((Felt::Hurt, last)) if demand(routine) < demand(last) => {
                Some("The last one hurt, so something gentler.".to_owned())
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
    (intensity::of(routine), routine.minutes())
}

/// Longer by no more than half and five minutes, at the same effort or the next.
fn is_a_little_more(routine: &Routine, last: &Routine) -> bool {
    let (present, before) = (intensity::of(routine), intensity::of(last));
    let next = Intensity::ALL
        .into_iter()
        .find(|intensity| *intensity > before);
    let longer =
        routine.minutes() > last.minutes() && routine.minutes() <= last.minutes() * 3 / 2 + 5;
    let harder = Some(present) == next && routine.minutes() <= last.minutes() + 5;
    harder || present == before && longer
}

fn most_minutes(now: &Circumstances<'_>) -> u32 {
    let by_energy = match now.energy.map(Rating::get) {
        _ if now.tiny => TINY,
        None => 12,
        Some(energy) if energy <= LOW => 10,
        Some(energy) if energy >= LIVELY => 30,
        Some(_) => 20,
    };
    let most = now.minutes.map_or(by_energy, |minutes| {
        if now.tiny || now.energy.is_some_and(|energy| energy.get() <= LOW) {
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
        _ if now.tiny => Intensity::Gentle,
        Some(energy) if energy >= LIVELY => Intensity::Vigorous,
        Some(energy) if energy > 4 => Intensity::Moderate,
        _ => Intensity::Gentle,
    }
}

fn fits(routine: &Routine, now: &Circumstances<'_>, day: Day) -> bool {
    routine.minutes() <= most_minutes(now)
        && intensity::of(routine) <= hardest(now)
        && fit(routine, now.limits, day).suggested
}

/// Yoga, slow forms and walking: offered first to someone who is tense (evidence.md, rule 3).
fn is_settling(routine: &Routine) -> bool {
    content::activities::activity(&routine.activity)
        .is_some_and(|activity| ["yoga", "walk", "taichi"].contains(&activity.category.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::safety::SETTING;
    use crate::domain::{Also, CheckIn, IdMaker, REFUSED, Ratings, Session, Source};
    use chrono::NaiveDate;

    fn day() -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn with_energy(energy: u8) -> Circumstances<'static> {
        Circumstances {
            energy: Rating::new(energy),
            ..Circumstances::default()
        }
    }

    #[test]
    fn the_first_suggestion_is_the_smallest() {
        let suggestion = suggest(&Journal::default(), day(), &Circumstances::default(), 1).unwrap();
        assert!(suggestion.routine.minutes() <= 2);
        assert_eq!(
            suggestion.reason,
            "The smallest one. Stop whenever you like."
        );
    }

    #[test]
    fn low_energy_gets_nothing_hard_or_long() {
        for seed in 0..200 {
            let suggestion = suggest(&Journal::default(), day(), &with_energy(2), seed).unwrap();
            assert_eq!(intensity::of(&suggestion.routine), Intensity::Gentle);
            assert!(suggestion.routine.minutes() <= 10);
        }
    }

    #[test]
    fn nothing_vigorous_is_suggested_unasked() {
        for seed in 0..200 {
            let suggestion = suggest(&Journal::default(), day(), &with_energy(9), seed).unwrap();
            assert!(intensity::of(&suggestion.routine) < Intensity::Vigorous);
        }
    }

    #[test]
    fn what_was_refused_is_not_offered_again() {
        let mut refused = Vec::new();
        while let Some(suggestion) = suggest(
            &Journal::default(),
            day(),
            &Circumstances {
                refused: &refused,
                ..Circumstances::default()
            },
            7,
        ) {
            assert!(!refused.contains(&suggestion.routine.id));
            refused.push(suggestion.routine.id.clone());
        }
        assert!(refused.len() > 3);
    }

    fn done(id: &str, felt: Felt, ago: i64) -> Session {
        let start = chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+00:00").unwrap()
            - chrono::TimeDelta::days(ago);
        Session {
            id: IdMaker::seeded(ago as u64).make(start),
            start,
            timed: true,
            day: day().plus(-ago),
            activity: content::routines::routine(id).unwrap().activity.clone(),
            title: id.into(),
            routine: Some(id.into()),
            active_seconds: 600,
            planned_seconds: None,
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
        suggest(
            &Journal::new(Vec::new(), sessions, None),
            day(),
            &with_energy(6),
            seed,
        )
        .unwrap()
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
    fn what_hurt_leads_to_something_gentler() {
        let last = content::routines::routine("three-songs").unwrap();
        for seed in 0..100 {
            let next = after(vec![done("three-songs", Felt::Hurt, 2)], seed);
            assert!(demand(&next.routine) < demand(last), "{}", next.routine.id);
            assert_eq!(next.reason, "The last one hurt, so something gentler.");
        }
    }

    #[test]
    fn vigorous_is_suggested_to_the_ready_and_lively_alone() {
        let vigorous = |letters: &str, energy: u8| {
            let journal = Journal::default();
            let answered = [(SETTING.to_owned(), format!("2026-03-01 {letters}"))];
            let journal =
                journal.with_settings(answered.into_iter().filter(|_| !letters.is_empty()));
            let now = Circumstances {
                limits: Limits::of(&journal),
                ..with_energy(energy)
            };
            let hard = |routine: &&Routine| intensity::of(routine) == Intensity::Vigorous;
            let mut hard = routines().iter().filter(hard);
            hard.any(|routine| fits(routine, &now, day()))
        };
        assert!(vigorous("nnyn", 8) && !vigorous("nnyn", 6) && !vigorous("nnyn", 2));
        for letters in ["", "nnnn", "ynyn", "nyyn"] {
            assert!(!vigorous(letters, 9), "{letters}");
        }
    }

    #[test]
    fn what_was_too_easy_leads_to_a_little_more_more_often() {
        let easy = content::routines::routine("chair-8").unwrap();
        let more = |felt| {
            let asked = (0..100).map(|seed| after(vec![done("chair-8", felt, 2)], seed));
            asked
                .filter(|next| is_a_little_more(&next.routine, easy))
                .count()
        };
        assert!(more(Felt::TooEasy) > more(Felt::Fine) + 20);
    }

    #[test]
    fn what_hurt_is_left_out_until_it_went_well_again() {
        let offers = |sessions: Vec<Session>| {
            after(sessions, 3)
                .candidates
                .iter()
                .any(|(id, _)| id == "mobility")
        };
        assert!(!offers(vec![done("mobility", Felt::Hurt, 300)]));
        assert!(offers(vec![
            done("mobility", Felt::Hurt, 30),
            done("mobility", Felt::Fine, 3)
        ]));
    }

    #[test]
    fn the_same_day_and_seed_give_the_same_suggestion() {
        let ask = |seed| suggest(&Journal::default(), day(), &with_energy(6), seed).unwrap();
        assert_eq!(ask(5), ask(5));
        let different = (0..50)
            .map(|seed| ask(seed).routine.id.clone())
            .collect::<std::collections::BTreeSet<_>>();
        assert!(different.len() > 1, "chance decides between equals");
    }

    #[test]
    fn the_minutes_asked_for_are_kept() {
        for minutes in [2, 5, 10, 20] {
            let now = Circumstances {
                minutes: Some(minutes),
                ..Circumstances::default()
            };
            assert!(
                suggest(&Journal::default(), day(), &now, 3)
                    .unwrap()
                    .routine
                    .minutes()
                    <= minutes
            );
        }
    }

    /// Twelve rated walks, each with this lift, on every other day.
    fn walker(lift: u8) -> Journal {
        let session = |ago: i64| Session {
            before: Rating::new(4),
            after: Rating::new(4 + lift),
            felt: Some(Felt::Fine),
            ..done("walk-10", Felt::Fine, ago)
        };
        Journal::new(
            Vec::new(),
            (1..=12).map(|turn| session(2 * turn)).collect(),
            None,
        )
    }

    #[test]
    fn the_reason_is_the_persons_own_lift_with_interval_and_count() {
        let reasons: Vec<String> = (0..60)
            .map(|seed| {
                suggest(&walker(2), day(), &with_energy(6), seed)
                    .unwrap()
                    .reason
            })
            .collect();
        let own = reasons
            .iter()
            .find(|reason| reason.contains("from your usual mood"))
            .unwrap();
        assert!(
            own.starts_with("After this usually +")
                && own.contains(" to +")
                && own.contains("12 times"),
            "{own}"
        );
    }

    #[test]
    fn at_most_one_suggestion_in_three_is_untried_and_none_when_energy_is_low() {
        let journal = walker(0);
        let activity = &content::routines::routine("walk-10").unwrap().activity;
        let new = |energy: u8| {
            let days = (0..60).map(|turn| (day().plus(turn % 3), turn.cast_unsigned()));
            let asked =
                days.map(|(day, seed)| suggest(&journal, day, &with_energy(energy), seed).unwrap());
            asked
                .filter(|next| next.routine.activity != *activity)
                .count()
        };
        assert!((1..=20).contains(&new(6)), "{}", new(6));
        assert_eq!(new(3), 0);
    }

    #[test]
    fn what_was_refused_or_stopped_again_and_again_is_offered_less() {
        let refusals = |journal: Journal| {
            let keys = (1..40).map(|ago| {
                (
                    format!("{REFUSED}{}", day().plus(-ago)),
                    "walk-10".to_owned(),
                )
            });
            journal.with_settings(keys)
        };
        let offered = |journal: &Journal| {
            let asked =
                (0..90).filter_map(|later| suggest(journal, day().plus(later), &with_energy(6), 4));
            asked.filter(|next| next.routine.id == "walk-10").count()
        };
        let (liked, refused) = (offered(&walker(1)), offered(&refusals(walker(1))));
        assert!(
            refused * 2 < liked,
            "{refused} of 90, {liked} without refusals"
        );
    }

    /// evidence.md, rule 9.
    #[test]
    fn after_a_week_without_movement_it_is_a_small_one() {
        for seed in 0..30 {
            let last = done("walk-10", Felt::Fine, 9);
            let next = after(vec![last], seed);
            assert!(
                next.routine.is_tiny() && next.reason.contains("nothing to make up"),
                "{next:?}"
            );
        }
    }

    #[test]
    fn the_coin_of_an_experiment_chooses_the_activity() {
        use crate::coach::experiment::Proposal;
        let made = chrono::DateTime::parse_from_rfc3339("2026-03-01T09:00:00+00:00").unwrap();
        let proposal = Proposal {
            arm_a: "yoga".into(),
            arm_b: "walk_moderate".into(),
            ..Proposal::usual(day().plus(-1))
        };
        let trial = proposal.register(IdMaker::seeded(1).make(made), 3, made);
        let check_in = |later: i64| {
            let at = made + chrono::TimeDelta::days(later + 1);
            CheckIn {
                id: IdMaker::seeded(later as u64).make(at),
                at,
                timed: true,
                day: day().plus(later),
                ratings: Ratings::default(),
                sleep_hours: None,
                tags: vec![],
                note: String::new(),
                source: Source::Typed,
                import: None,
                updated_at: at,
            }
        };
        let sessions = walker(1).sessions().to_vec();
        let journal =
            Journal::new((0..8).map(check_in).collect(), sessions, None).with(vec![trial.clone()]);
        let now = Circumstances {
            minutes: Some(30),
            ..with_energy(8)
        };
        for later in 0..8 {
            let today = day().plus(later);
            let next = suggest(&journal, today, &now, 5).unwrap();
            assert_eq!(Some(next.routine.activity.as_str()), coin(&journal, today));
            assert_eq!(next.reason, "The coin of your experiment chose it.");
        }
    }
}
