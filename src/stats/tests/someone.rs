//! Simulated people, for the tests and for `examples/coverage.rs`, which includes this file by its path.

#![allow(dead_code, reason = "the tests use some of it, the example the rest")]

use super::domain::{Day, Question, Rating, Ratings};
use super::stats::distributions::normal_quantile;
use super::stats::split_mix::SplitMix64;
use super::stats::{Bout, Diary, RatedMoment};

/// Why a person moves on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moves {
    /// By a coin.
    Habit,
    /// On Mondays, Wednesdays and Fridays, nearly always.
    MonWedFri,
    /// More and more often.
    Rising,
    /// After good (positive) or bad (negative) days, by yesterday's rating.
    AfterGood(f64),
    /// At good (positive) or low (negative) moments, of good or low days more than of others.
    WhenGood(f64),
    /// On good (positive) or low (negative) days, whatever the moment.
    GoodDays(f64),
}

/// A kind of person, with the truth that the estimators should find.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Someone {
    /// Days of diary.
    pub days: i64,
    /// How much mood lingers, 0 to below 1.
    pub phi: f64,
    /// The chance that a day is not rated.
    pub missing: f64,
    /// What moving does the same day, in points.
    pub same: f64,
    /// What moving does the next day, in points.
    pub next: f64,
    /// What moving does right after, in points, mean and standard deviation over four activities.
    pub lift: (f64, f64),
    /// A change of mood with the first session, in points; it is then in the middle of the diary.
    pub step: Option<f64>,
    /// Why they move.
    pub moves: Moves,
}

impl Default for Someone {
    fn default() -> Self {
        let (same, next, lift, step) = (0.0, 0.0, (0.0, 0.0), None);
        Self {
            days: 120,
            phi: 0.4,
            missing: 0.0,
            same,
            next,
            lift,
            step,
            moves: Moves::Habit,
        }
    }
}

const ACTIVITIES: [&str; 4] = ["cycling", "strength", "walking brisk", "yoga"];
/// The day after the last one of every diary.
pub(crate) const NOW: i64 = 20_600;

/// Day number `number` since 1970-01-01.
pub(crate) fn numbered(number: i64) -> Day {
    Day::from_date(chrono::NaiveDate::MIN)
        .plus(number - Day::from_date(chrono::NaiveDate::MIN).number())
}

fn normal(chance: &mut SplitMix64, sd: f64) -> f64 {
    sd * normal_quantile(chance.unit().clamp(1e-12, 1.0 - 1e-12))
}

fn rating(value: f64) -> Option<Rating> {
    Rating::new(value.round().clamp(1.0, 9.0) as u8)
}

impl Someone {
    /// The diary of one such person: latent AR(1) mood with sd 1.2, rating noise 0.5, moments with sd 0.7, weekday
    /// effects with sd 0.3, a small trend, integer ratings; sessions at 17:00, check-in at 21:00.
    pub(crate) fn live(&self, seed: u64) -> Diary {
        let (ratings, bouts) = self.records(seed);
        Diary::new(ratings, bouts, vec![], vec![], numbered(NOW))
    }

    /// What each activity truly does for the person of this seed, in points, by name.
    pub(crate) fn lifts(&self, seed: u64) -> Vec<(&'static str, f64)> {
        ACTIVITIES
            .into_iter()
            .zip(self.draw_lifts(&mut SplitMix64::new(seed)))
            .collect()
    }

    fn draw_lifts(&self, chance: &mut SplitMix64) -> Vec<f64> {
        ACTIVITIES
            .iter()
            .map(|_| self.lift.0 + normal(chance, self.lift.1))
            .collect()
    }

    /// The records of one such person.
    pub(crate) fn records(&self, seed: u64) -> (Vec<RatedMoment>, Vec<Bout>) {
        let chance = &mut SplitMix64::new(seed);
        let lifts = self.draw_lifts(chance);
        let weekday: Vec<f64> = (0..7).map(|_| normal(chance, 0.3)).collect();
        let slope = normal(chance, 0.3) / self.days as f64;
        let mut latent = normal(chance, 1.2);
        let (mut ratings, mut bouts) = (vec![], vec![]);
        let (mut moved, mut yesterday) = (false, 0.0);
        for i in 0..self.days {
            let day = numbered(NOW - self.days + i);
            latent = self.phi * latent + normal(chance, 1.2 * (1.0 - self.phi * self.phi).sqrt());
            let begun = self.step.is_none() || i >= self.days / 2;
            let step = self.step.filter(|_| begun).unwrap_or(0.0);
            let moment = normal(chance, 0.7);
            let carried = if moved { self.next } else { 0.0 };
            let mood = 5.5 + latent + weekday[day.weekday()] + slope * i as f64 + step + carried;
            let odds = match self.moves {
                Moves::Habit => -0.2,
                Moves::MonWedFri => {
                    [3.0, -3.0][day.weekday() % 2] - if day.weekday() == 6 { 6.0 } else { 0.0 }
                }
                Moves::Rising => -1.7 + 3.0 * i as f64 / self.days as f64,
                Moves::AfterGood(pull) => -0.2 + pull * yesterday,
                Moves::WhenGood(pull) => -0.2 + pull * (latent + moment),
                Moves::GoodDays(pull) => -0.2 + pull * latent,
            };
            moved = begun && chance.unit() < 1.0 / (1.0 + (-odds).exp());
            if moved {
                let which = chance.below(4) as usize;
                let before = mood + moment + normal(chance, 0.3);
                let after = mood + lifts[which] + normal(chance, 0.7) + normal(chance, 0.3);
                let rated = chance.unit() < 0.9;
                bouts.push(Bout {
                    cut_short: false,
                    effort: None,
                    day,
                    start: Some(1020.0),
                    minutes: 30.0,
                    activity: ACTIVITIES[which].to_owned(),
                    routine: None,
                    met: 4.0,
                    before: rating(before).filter(|_| rated),
                    after: rating(after).filter(|_| rated),
                });
            }
            let evening = mood + if moved { self.same } else { 0.0 } + normal(chance, 0.5);
            yesterday = evening - 5.5;
            if chance.unit() >= self.missing {
                let mut answers = Ratings::default();
                answers.set(Question::Mood, rating(evening));
                ratings.push(RatedMoment {
                    day,
                    minute: Some(1260.0),
                    ratings: answers,
                    sleep_hours: None,
                    tags: vec![],
                });
            }
        }
        (ratings, bouts)
    }
}
