//! The experiment: a coin chooses the days, so what is found is an effect.

use crate::domain::{Arm, Day, Experiment, total};
use crate::stats::card::{Card, CardId, Counts, Design, Extra, Outcome, Status};
use crate::stats::constants::{ACTIVE_MIN, BLOCK, DRAW_SEED, DRAWS, MIN_ARM, MIN_BLOCKS};
use crate::stats::diary::{Bout, Diary, mean, points};
use crate::stats::split_mix::SplitMix64;
use crate::stats::verdict::is_small;

/// The coin's list for `days` days: in each block of 4 two A and two B in random order; a last block of 2 holds one
/// each. The same seed gives the same list on every machine.
pub fn assign(seed: u64, days: usize) -> Vec<Arm> {
    let mut list = vec![false; days];
    shuffle(&mut SplitMix64::new(seed), &mut list);
    list.into_iter()
        .map(|a| if a { Arm::A } else { Arm::B })
        .collect()
}

/// Blocks of half true and half false, each shuffled (Fisher and Yates).
fn shuffle(chance: &mut SplitMix64, list: &mut [bool]) {
    for block in list.chunks_mut(BLOCK) {
        let ones = block.len().div_ceil(2);
        block[..ones].fill(true);
        block[ones..].fill(false);
        for i in (1..block.len()).rev() {
            block.swap(i, chance.below(i as u64 + 1) as usize);
        }
    }
}

/// What an experiment shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// A minus B within blocks, in points.
    pub estimate: f64,
    /// The lower end of the 95 % interval; nothing when the data set no bound.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// How often chance alone would show as much, 0.0001 to 1.
    pub p: f64,
}

/// A randomisation test of `y` (one entry a day from the first, nothing where not rated) by `assignment`, true = A,
/// and its inversion to an interval (Edgington & Onghena 2007). Exact by design: it assumes nothing but the coin.
///
/// Nothing when no block has outcomes of both arms.
pub fn analyse(assignment: &[bool], y: &[Option<f64>]) -> Option<Trial> {
    let days: Vec<(usize, f64)> = y
        .iter()
        .enumerate()
        .filter_map(|(day, y)| Some((day, (*y)?)))
        .collect();
    let blocks: Vec<&[(usize, f64)]> = days.chunk_by(|a, b| a.0 / BLOCK == b.0 / BLOCK).collect();
    // Centring one of two columns within blocks is enough for their cross product.
    let centred = |values: &mut dyn FnMut(usize, f64) -> f64| -> Vec<(usize, f64)> {
        let mut out = Vec::with_capacity(days.len());
        for block in &blocks {
            let of_block: Vec<f64> = block.iter().map(|(day, y)| values(*day, *y)).collect();
            let centre = mean(&of_block);
            out.extend(
                block
                    .iter()
                    .zip(of_block)
                    .map(|((day, _), value)| (*day, value - centre)),
            );
        }
        out
    };
    let y_c = centred(&mut |_, y| y);
    let a_c = centred(&mut |day, _| one(assignment.get(day) == Some(&true)));
    let cross = |list: &[bool], column: &[(usize, f64)]| -> f64 {
        column
            .iter()
            .filter(|(day, _)| list.get(*day) == Some(&true))
            .map(|(_, value)| value)
            .sum()
    };
    let squares = |list: &[bool]| -> f64 {
        let of_block = |block: &&[(usize, f64)]| {
            let ones = block
                .iter()
                .filter(|(day, _)| list.get(*day) == Some(&true))
                .count() as f64;
            ones - ones * ones / block.len() as f64
        };
        blocks.iter().map(of_block).sum()
    };
    let own = squares(assignment);
    if own < 1e-9 {
        return None;
    }
    let estimate = cross(assignment, &y_c) / own;
    let mut chance = SplitMix64::new(DRAW_SEED);
    let mut list = vec![false; assignment.len()];
    let mut draws: Vec<(f64, f64)> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        shuffle(&mut chance, &mut list);
        let squares = squares(&list);
        if squares >= 1e-9 {
            draws.push((cross(&list, &y_c) / squares, cross(&list, &a_c) / squares));
        }
    }
    let p = |x: f64| {
        let distance = (estimate - x).abs() - 1e-9;
        let as_far = draws
            .iter()
            .filter(|(alpha, kappa)| (alpha - x * kappa).abs() >= distance)
            .count();
        (1 + as_far) as f64 / (1 + draws.len()) as f64
    };
    let reach = |side: f64| {
        bound(|distance| p(estimate + side * distance)).map(|distance| estimate + side * distance)
    };
    Some(Trial {
        estimate,
        low: reach(-1.0),
        high: reach(1.0),
        p: p(0.0),
    })
}

/// The distance, up to 16 points, at which p falls to 0.05, by 60 halvings; nothing when it never does.
fn bound(p: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut inside, mut outside) = (0.0, 16.0);
    if p(outside) > 0.05 {
        return None;
    }
    for _ in 0..60 {
        let middle = 0.5 * (inside + outside);
        if p(middle) > 0.05 {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    Some(outside)
}

/// The card of `experiment`: no number before its planned end, then the effect of what the coin said, whatever was
/// done. The outcome is the day's last check-in, in both arms.
///
/// Shown from 8 outcomes of each arm and 5 blocks with both. One that was stopped early counts the days before that.
pub fn experiment_card(diary: &Diary, experiment: &Experiment) -> Card {
    let end = experiment.end();
    let stopped = experiment.stopped.filter(|day| *day < end);
    let until = stopped.unwrap_or(end).min(diary.now());
    let elapsed = until
        .since(experiment.start)
        .clamp(0, i64::from(experiment.days)) as usize;
    let assignment: Vec<bool> = experiment
        .assignment
        .iter()
        .map(|arm| *arm == Arm::A)
        .collect();
    // A paused day is a day without an outcome.
    let counts = |day: &Day| !experiment.is_paused_on(*day);
    let y: Vec<Option<f64>> = (0..elapsed.min(assignment.len()))
        .map(|day| experiment.start.plus(day as i64))
        .map(|day| {
            Some(day)
                .filter(counts)
                .and_then(|day| last_rating(diary, experiment, day))
        })
        .collect();
    let count = |arm| {
        y.iter()
            .zip(&assignment)
            .filter(|(y, a)| y.is_some() && **a == arm)
            .count()
    };
    let both = |(y, a): &(&[Option<f64>], &[bool])| {
        let has = |arm| {
            y.iter()
                .zip(a.iter())
                .any(|(y, a)| y.is_some() && *a == arm)
        };
        has(true) && has(false)
    };
    let (a, b) = (count(true), count(false));
    let blocks = y
        .chunks(BLOCK)
        .zip(assignment.chunks(BLOCK))
        .filter(both)
        .count();
    let extra = |p, as_planned| Extra::Experiment {
        arm_a: experiment.arm_a.clone(),
        arm_b: experiment.arm_b.clone(),
        p,
        as_planned,
        stopped_early: stopped.is_some(),
    };
    let (outcome, n) = (
        Outcome::Rated(experiment.outcome),
        Counts::Experiment { a, b, blocks },
    );
    let mut card = Card::new(
        CardId::Experiment,
        outcome,
        Design::Randomised,
        n,
        extra(None, None),
    );
    if stopped.is_none() && diary.now() < end {
        (card.status, card.more_days) = (Status::Running, Some(end.since(diary.now()) as u32));
        return card;
    }
    let as_planned = Adherence::new(diary, experiment).share();
    card.extra = extra(None, as_planned);
    card.more_days = None;
    if a < MIN_ARM || b < MIN_ARM || blocks < MIN_BLOCKS {
        return card;
    }
    if let Some(trial) = analyse(&assignment, &y) {
        let interval = (
            trial.low.unwrap_or(f64::NEG_INFINITY),
            trial.high.unwrap_or(f64::INFINITY),
        );
        card.status = match trial.estimate > 0.0 {
            up if trial.p <= 0.05 => [Status::ShownDown, Status::ShownUp][usize::from(up)],
            _ if is_small(interval) => Status::Small,
            _ => Status::Unclear,
        };
        (card.estimate, card.low, card.high) = (Some(trial.estimate), trial.low, trial.high);
        card.extra = extra(Some(trial.p), as_planned);
        card.more_days = Some(0);
    }
    card
}

/// How often what the coin said was done. It tells nothing of the outcome, so it may be looked at any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adherence {
    /// Days on which it was done.
    pub done: usize,
    /// Days that have gone by, without paused ones and without today.
    pub days: usize,
}

impl Adherence {
    /// Counts the days of `experiment` before the diary's present day.
    pub fn new(diary: &Diary, experiment: &Experiment) -> Self {
        let end = experiment.end();
        let last = experiment
            .stopped
            .unwrap_or(end)
            .min(end)
            .min(diary.now())
            .plus(-1);
        let days: Vec<Day> = experiment
            .start
            .through(last)
            .filter(|day| !experiment.is_paused_on(*day))
            .collect();
        let done = days
            .iter()
            .filter(|day| as_planned(diary, experiment, **day))
            .count();
        Self {
            done,
            days: days.len(),
        }
    }

    /// Its share, 0 to 1; nothing before the first day has gone by.
    pub fn share(self) -> Option<f64> {
        (self.days > 0).then(|| self.done as f64 / self.days as f64)
    }
}

/// The day's last answer to the experiment's question; those without a clock time are last, several are averaged.
fn last_rating(diary: &Diary, experiment: &Experiment, day: Day) -> Option<f64> {
    let answers = diary.ratings_in(day, day).iter();
    let answers: Vec<(Option<f64>, f64)> = answers
        .filter_map(|moment| {
            Some((
                moment.minute,
                points(moment.ratings.get(experiment.outcome)?),
            ))
        })
        .collect();
    let last = answers.last()?.0;
    Some(mean(
        &answers
            .iter()
            .filter(|(minute, _)| *minute == last)
            .map(|(_, y)| *y)
            .collect::<Vec<f64>>(),
    ))
}

/// Whether what the coin said was done on `day`.
fn as_planned(diary: &Diary, experiment: &Experiment, day: Day) -> bool {
    let bouts = diary.bouts_in(day, day);
    let is = |bout: &Bout, wanted: &str| {
        bout.activity == wanted || bout.routine.as_deref() == Some(wanted)
    };
    let minutes = |wanted: Option<&str>| -> f64 {
        total(
            bouts
                .iter()
                .filter(|bout| wanted.is_none_or(|wanted| is(bout, wanted)))
                .map(|bout| bout.minutes),
        )
    };
    match experiment.assigned(day).map(|arm| experiment.arm(arm)) {
        Some(Experiment::REST | Experiment::SIT) => minutes(None) < ACTIVE_MIN,
        Some(Experiment::MOVE) => minutes(None) >= ACTIVE_MIN,
        Some(activity) => minutes(Some(activity)) >= ACTIVE_MIN,
        None => false,
    }
}

fn one(flag: bool) -> f64 {
    if flag { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coin_of_worked_examples_1_and_5() {
        let letters = |seed, days| -> String {
            assign(seed, days)
                .iter()
                .map(|arm| if *arm == Arm::A { 'A' } else { 'B' })
                .collect()
        };
        assert_eq!(letters(20_260_711, 28), "BBAAAABBBBAAAABBBBAAAABBBABA");
        assert_eq!(letters(3, 24), "BABABABAABBAAABBABBAABAB");
        assert_eq!(
            letters(5, 26)[24..].replace("BA", "AB"),
            "AB",
            "a last block of two holds one each"
        );
    }

    #[test]
    fn worked_example_5() {
        let y = [
            5, 8, 5, 6, 0, 7, 6, 7, 6, 6, 5, 8, 7, 0, 6, 5, 8, 5, 4, 8, 7, 6, 7, 4,
        ];
        let y: Vec<Option<f64>> = y.iter().map(|y| (*y > 0).then(|| f64::from(*y))).collect();
        let assignment: Vec<bool> = assign(3, 24).iter().map(|arm| *arm == Arm::A).collect();
        let trial = analyse(&assignment, &y).unwrap();
        assert!((trial.estimate - 2.0).abs() < 1e-9);
        assert!((trial.p - 0.0004).abs() < 1e-9, "{}", trial.p);
        assert!(
            (trial.low.unwrap() - 1.199_999_998_93).abs() < 1e-9,
            "{:?}",
            trial.low
        );
        assert!(
            (trial.high.unwrap() - 2.800_000_001_07).abs() < 1e-9,
            "{:?}",
            trial.high
        );
    }

    #[test]
    fn nothing_to_compare_has_no_answer() {
        assert_eq!(
            analyse(
                &[true, true, false, false],
                &[Some(1.0), Some(2.0), None, None]
            ),
            None
        );
        assert_eq!(analyse(&[], &[]), None);
    }
}
