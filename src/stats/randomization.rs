//! The coin, and a test that assumes nothing beyond its randomization.

use crate::domain::Arm;
use crate::stats::constants::{BLOCK, DRAW_SEED, DRAWS};
use crate::stats::diary::mean;
use crate::stats::split_mix::SplitMix64;

/// The coin's assignments for `length` days or sessions: each block of 4 has two A and two B in
/// random order; a final block of 2 has one of each. The same seed gives the same list on every
/// machine.
pub fn assign(seed: u64, length: usize) -> Vec<Arm> {
    let mut list = vec![false; length];
    shuffle(&mut SplitMix64::new(seed), &mut list);
    list.into_iter()
        .map(|a| if a { Arm::A } else { Arm::B })
        .collect()
}

/// Half true and half false in each block, shuffled (Fisher and Yates).
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

/// The result of an experiment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// A minus B, in points.
    pub estimate: f64,
    /// Lower end of the 95 % interval; `None` if the data set no bound.
    pub low: Option<f64>,
    /// Upper end; `None` if the data set no bound.
    pub high: Option<f64>,
    /// Probability of a difference at least this large by chance, 0.0001 to 1.
    pub p: f64,
}

/// One slot of the list that has an outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rated {
    /// Index in the list, from 0.
    pub place: usize,
    /// The outcome.
    pub y: f64,
    /// Baseline known before the coin toss; constant if there is none.
    pub covariate: f64,
}

/// How A and B are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Within blocks of four, so that slow changes cancel out.
    Blocks,
    /// Across the whole list.
    Whole,
}

/// A randomization test of the outcomes under `assignment` (true = A), adjusted for the covariate,
/// and its inversion to an interval (Edgington & Onghena 2007). Exact for any covariate, because it
/// is measured before the coin toss.
///
/// `rated` must be sorted by place. `None` if no block has outcomes from both arms.
pub fn analyze(assignment: &[bool], rated: &[Rated], within: Within) -> Option<Trial> {
    let blocks: Vec<&[Rated]> = match within {
        Within::Blocks => rated
            .chunk_by(|a, b| a.place / BLOCK == b.place / BLOCK)
            .collect(),
        Within::Whole => vec![rated],
    };
    // Centering only one of two columns within blocks is enough for their cross product.
    let centered = |value: &dyn Fn(&Rated) -> f64| -> Vec<f64> {
        let mut out = Vec::with_capacity(rated.len());
        for block in &blocks {
            let values: Vec<f64> = block.iter().map(value).collect();
            let center = mean(&values);
            out.extend(values.iter().map(|value| value - center));
        }
        out
    };
    let mut explained = centered(&|day| day.covariate);
    let length = dot(&explained, &explained).sqrt();
    for value in &mut explained {
        *value = if length > 1e-9 { *value / length } else { 0.0 };
    }
    let without = |mut column: Vec<f64>| {
        let share = dot(&column, &explained);
        for (value, direction) in column.iter_mut().zip(&explained) {
            *value -= share * direction;
        }
        column
    };
    let is_a = |list: &[bool], place: usize| list.get(place) == Some(&true);
    let y = without(centered(&|day| day.y));
    let a = without(centered(&|day| one(is_a(assignment, day.place))));
    let cross = |list: &[bool], column: &[f64]| -> f64 {
        let of_a = rated
            .iter()
            .zip(column)
            .filter(|(day, _)| is_a(list, day.place));
        of_a.map(|(_, value)| value).sum()
    };
    let squares = |list: &[bool]| -> f64 {
        let of_block = |block: &&[Rated]| {
            let ones = block.iter().filter(|day| is_a(list, day.place)).count() as f64;
            ones - ones * ones / block.len() as f64
        };
        blocks.iter().map(of_block).sum::<f64>() - cross(list, &explained).powi(2)
    };
    let own = squares(assignment);
    if rated.is_empty() || own < 1e-9 {
        return None;
    }
    let estimate = cross(assignment, &y) / own;
    let mut chance = SplitMix64::new(DRAW_SEED);
    let mut list = vec![false; assignment.len()];
    let mut draws: Vec<(f64, f64)> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        shuffle(&mut chance, &mut list);
        let squares = squares(&list);
        if squares >= 1e-9 {
            draws.push((cross(&list, &y) / squares, cross(&list, &a) / squares));
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

/// The distance, up to 16 points, at which p drops to 0.05, found by 60 bisections; `None` if it
/// never does.
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

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn one(flag: bool) -> f64 {
    if flag { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTCOMES: &str = "5856.76766587.6585487674";

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

    /// One digit per place, `.` if missing; the same for covariates, with missing ones set to the
    /// mean of the others.
    fn rated(outcomes: &str, covariates: Option<&str>) -> Vec<Rated> {
        let digits = |text: &str| -> Vec<Option<f64>> {
            text.chars()
                .filter(|c| *c != ' ')
                .map(|c| c.to_digit(10).map(f64::from))
                .collect()
        };
        let outcomes = digits(outcomes);
        let covariates = covariates.map_or_else(|| vec![Some(0.0); outcomes.len()], digits);
        let both = || outcomes.iter().zip(&covariates).enumerate();
        let known: Vec<f64> = both()
            .filter(|(_, (y, _))| y.is_some())
            .filter_map(|(_, (_, covariate))| *covariate)
            .collect();
        both()
            .filter_map(|(place, (y, covariate))| {
                Some(Rated {
                    place,
                    y: (*y)?,
                    covariate: covariate.unwrap_or(mean(&known)),
                })
            })
            .collect()
    }

    fn worked(
        seed: u64,
        rated: &[Rated],
        places: usize,
        within: Within,
        (estimate, low, high, p): (f64, f64, f64, f64),
    ) {
        let assignment: Vec<bool> = assign(seed, places)
            .iter()
            .map(|arm| *arm == Arm::A)
            .collect();
        let trial = analyze(&assignment, rated, within).unwrap();
        assert!((trial.estimate - estimate).abs() < 1e-9, "{trial:?}");
        assert!((trial.p - p).abs() < 1e-9, "{trial:?}");
        assert!((trial.low.unwrap() - low).abs() < 1e-8, "{trial:?}");
        assert!((trial.high.unwrap() - high).abs() < 1e-8, "{trial:?}");
    }

    #[test]
    fn worked_example_5_without_and_with_mornings() {
        let plain = (2.0, 1.199_999_998_93, 2.800_000_001_07, 0.0004);
        worked(3, &rated(OUTCOMES, None), 24, Within::Blocks, plain);
        let mornings = "566465.54666547565.65664";
        let adjusted = (2.164_539_459_69, 1.665_381_627_18, 2.666_663_420_86, 0.0003);
        let rated = rated(OUTCOMES, Some(mornings));
        worked(3, &rated, 24, Within::Blocks, adjusted);
    }

    #[test]
    fn sixteen_sessions_with_the_mood_before_them() {
        let rated = rated("666656.676557756", Some("4563547564535645"));
        let expected = (
            0.711_409_395_973,
            -0.061_744_968_043,
            1.382_143_584_58,
            0.0671,
        );
        worked(3, &rated, 16, Within::Whole, expected);
    }

    #[test]
    fn nothing_to_compare_has_no_answer() {
        let assignment = [true, true, false, false];
        for within in [Within::Blocks, Within::Whole] {
            assert_eq!(analyze(&assignment, &rated("12..", None), within), None);
            assert_eq!(analyze(&[], &[], within), None);
        }
    }
}
