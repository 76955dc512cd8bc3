//! Simulated people, for the tests and for `examples/coverage.rs`, which includes this file by
//! path.

#![allow(dead_code, reason = "the tests use some of it, the example the rest")]

use super::domain::{Arm, Day, Question, Rating, Ratings};
use super::stats::distributions::normal_quantile;
use super::stats::randomization::{Rated, assign};
use super::stats::split_mix::SplitMix64;
use super::stats::{Bout, Diary, RatedMoment};

/// Why a person moves on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moves {
    /// In runs, as habits come: two days in three after an active day, about one in four after a
    /// quiet one.
    Habit,
    /// On Mondays, Wednesdays and Fridays, almost always.
    MonWedFri,
    /// With increasing frequency.
    Rising,
    /// After good (positive) or bad (negative) days, based on yesterday's rating.
    AfterGood(f64),
    /// At good (positive) or low (negative) moments, which are more common on good or low days.
    WhenGood(f64),
    /// On good (positive) or low (negative) days, regardless of the moment.
    GoodDays(f64),
    /// At good (positive) or low (negative) moments, regardless of the day.
    Moments(f64),
    /// In runs, at the best or lowest of the day's four moments.
    OfFour(Pick),
    /// Almost always on the days of one half of the week, which feel different, and rarely on the
    /// others.
    Weekly,
    /// In runs, twice a day.
    Twice,
}

/// One of the day's four moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// The best.
    Best,
    /// The lowest.
    Lowest,
}

/// A type of person, with the true effects the estimators should recover.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Someone {
    /// Length of the diary in days.
    pub days: i64,
    /// Autocorrelation of mood from day to day, 0 to below 1.
    pub phi: f64,
    /// Probability that a day is not rated.
    pub missing: f64,
    /// Effect of moving on the same day, in points.
    pub same: f64,
    /// Effect of moving on the next day, in points.
    pub next: f64,
    /// Effect of moving right after a session, in points: mean and standard deviation over four
    /// activities.
    pub lift: (f64, f64),
    /// Step change in mood at the first session, in points; the first session is then in the middle
    /// of the diary.
    pub step: Option<f64>,
    /// When and why they move.
    pub moves: Moves,
    /// Probability that a session is rated.
    pub asked: f64,
    /// Maximum number of rated sessions, spread over the diary.
    pub asked_at_most: Option<usize>,
    /// Probability of a short session of 6 to 8 minutes, and the fraction of the effects it has.
    pub short: (f64, f64),
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
            asked: 0.75,
            asked_at_most: None,
            short: (0.0, 1.0),
        }
    }
}

const ACTIVITIES: [&str; 4] = ["cycling", "strength", "walking brisk", "yoga"];
/// Log odds of moving by habit after a quiet and after an active day: 0.27 and 0.67, the shares of
/// the simulated people in `tests/data/real`.
const AGAIN: [f64; 2] = [-1.0, 0.7];
/// Spread of the moments at which a person chooses to move around their day's level, in points.
pub(crate) const MOMENT: f64 = 1.1;
/// Fraction of such a moment's deviation that remains after a session.
pub(crate) const KEPT: f64 = 0.4;
/// The same spread for moments that are planned: mornings, and the sessions of an experiment.
pub(crate) const PLANNED: f64 = 0.7;
/// Fraction of a planned moment's deviation that remains after a session.
pub(crate) const PLANNED_KEPT: f64 = 0.5;
/// Noise of a rating before rounding, in points.
pub(crate) const NOISE: f64 = 0.3;
/// The day after the last day of every diary.
pub(crate) const NOW: i64 = 20_600;

/// The day `number` days after 1970-01-01.
pub(crate) fn numbered(number: i64) -> Day {
    Day::from_date(chrono::NaiveDate::MIN)
        .plus(number - Day::from_date(chrono::NaiveDate::MIN).number())
}

/// A draw from a normal distribution with mean 0.
pub(crate) fn normal(chance: &mut SplitMix64, sd: f64) -> f64 {
    sd * normal_quantile(chance.unit().clamp(1e-12, 1.0 - 1e-12))
}

/// The rating closest to `value` points.
pub(crate) fn rating(value: f64) -> Option<Rating> {
    Rating::new(value.round().clamp(1.0, 9.0) as u8)
}

impl Someone {
    /// A simulated diary: latent AR(1) mood with sd 1.2, rating noise 0.5 in the evening and 0.3 at
    /// a session, moments with sd 1.1 of which 0.4 remains after the session, weekday effects with sd
    /// 0.3, a small trend, and integer ratings; sessions at 17:00, check-in at 21:00.
    pub(crate) fn live(&self, seed: u64) -> Diary {
        let (ratings, bouts) = self.records(seed);
        Diary::new(ratings, bouts, vec![], vec![], numbered(NOW))
    }

    /// The true effect of each activity for the person with this seed, in points, by name.
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

    /// The records of the person with this seed.
    pub(crate) fn records(&self, seed: u64) -> (Vec<RatedMoment>, Vec<Bout>) {
        let chance = &mut SplitMix64::new(seed);
        let lifts = self.draw_lifts(chance);
        let weekday: Vec<f64> = (0..7).map(|_| normal(chance, 0.3)).collect();
        let slope = normal(chance, 0.3) / self.days as f64;
        let mut latent = normal(chance, 1.2);
        let (mut ratings, mut bouts) = (vec![], vec![]);
        let (mut moved, mut yesterday, mut asked) = (false, 0.0, 0);
        for i in 0..self.days {
            let day = numbered(NOW - self.days + i);
            latent = self.phi * latent + normal(chance, 1.2 * (1.0 - self.phi * self.phi).sqrt());
            let begun = self.step.is_none() || i >= self.days / 2;
            let step = self.step.filter(|_| begun).unwrap_or(0.0);
            let mut moment = normal(chance, MOMENT);
            if let Moves::OfFour(pick) = self.moves {
                let others = [(); 3].map(|()| normal(chance, MOMENT));
                let picked = |a: f64, b: f64| {
                    if pick == Pick::Best {
                        a.max(b)
                    } else {
                        a.min(b)
                    }
                };
                moment = others.into_iter().fold(moment, picked);
            }
            let carried = if moved { self.next } else { 0.0 };
            let mut mood =
                5.5 + latent + weekday[day.weekday()] + slope * i as f64 + step + carried;
            let first_half = day.weekday() < 4;
            if self.moves == Moves::Weekly && first_half {
                mood -= 0.8;
            }
            let odds = match self.moves {
                Moves::Habit | Moves::Twice | Moves::OfFour(_) => AGAIN[usize::from(moved)],
                Moves::MonWedFri => {
                    [3.0, -3.0][day.weekday() % 2] - if day.weekday() == 6 { 6.0 } else { 0.0 }
                }
                Moves::Rising => -1.7 + 3.0 * i as f64 / self.days as f64,
                Moves::AfterGood(pull) => -0.2 + pull * yesterday,
                Moves::WhenGood(pull) => -0.2 + pull * (latent + moment),
                Moves::GoodDays(pull) => -0.2 + pull * latent,
                Moves::Moments(pull) => -0.2 + pull * moment,
                Moves::Weekly => [2.0, -2.0][usize::from(first_half)],
            };
            moved = begun && chance.unit() < 1.0 / (1.0 + (-odds).exp());
            let is_short = moved && chance.unit() < self.short.0;
            let share = if is_short { self.short.1 } else { 1.0 };
            let sessions = match self.moves {
                Moves::Twice => 2,
                _ => 1,
            };
            // The effect of the day's first session persists when the second one starts.
            let mut lifted = 0.0;
            for turn in (0..sessions).filter(|_| moved) {
                let which = chance.below(4) as usize;
                let before = mood + moment + lifted + normal(chance, NOISE);
                lifted += share * lifts[which];
                let after = mood + KEPT * moment + lifted + normal(chance, NOISE);
                let draw = chance.unit();
                let is_rated = self.asked_at_most.map_or(draw < self.asked, |most| {
                    // The number of rated sessions due by now.
                    let due = most as f64 * (i + 1) as f64 / self.days as f64;
                    (asked as f64) < due
                });
                asked += usize::from(is_rated);
                let minutes = if is_short {
                    6.0 + chance.below(3) as f64
                } else {
                    30.0
                };
                bouts.push(Bout {
                    cut_short: false,
                    effort: None,
                    day,
                    start: Some(1020.0 - 480.0 * f64::from(sessions - 1 - turn)),
                    minutes,
                    activity: ACTIVITIES[which].to_owned(),
                    routine: None,
                    met: 4.0,
                    before: rating(before).filter(|_| is_rated),
                    after: rating(after).filter(|_| is_rated),
                });
            }
            let done = if moved { share * self.same } else { 0.0 };
            let evening = mood + done + normal(chance, 0.5);
            yesterday = evening - 5.5;
            if chance.unit() >= self.missing {
                let mut answers = Ratings::default();
                answers.set(Question::Mood, rating(evening));
                ratings.push(RatedMoment {
                    day,
                    minute: Some(1260.0),
                    ratings: answers,
                    own: crate::domain::OwnAnswers::default(),
                    sleep_hours: None,
                    tags: vec![],
                });
            }
        }
        (ratings, bouts)
    }
}

/// The assignments of one before/after experiment (true = A) and its sessions, one in ten not rated
/// after. Days vary as they do for [`Someone`], moments less, because the sessions are planned; A is
/// better than B by `effect` points.
pub(crate) fn trial_of_sessions(
    seed: u64,
    sessions: usize,
    effect: f64,
) -> (Vec<bool>, Vec<Rated>) {
    let coin = assign(seed.wrapping_mul(7_919) + 7, sessions);
    let coin: Vec<bool> = coin.iter().map(|arm| *arm == Arm::A).collect();
    let chance = &mut SplitMix64::new(seed.wrapping_mul(7_919) + 10);
    let points = |value: f64| value.round().clamp(1.0, 9.0);
    let mut rated = Vec::new();
    for (place, is_a) in coin.iter().enumerate() {
        let mood = 5.5 + normal(chance, 1.2);
        let moment = normal(chance, PLANNED);
        let before = points(mood + moment + normal(chance, NOISE));
        let done = 0.4 + if *is_a { effect } else { 0.0 };
        let after = points(mood + PLANNED_KEPT * moment + done + normal(chance, NOISE));
        if chance.unit() >= 0.1 {
            rated.push(Rated {
                place,
                y: after,
                covariate: before,
            });
        }
    }
    (coin, rated)
}
