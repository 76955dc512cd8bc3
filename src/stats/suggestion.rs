//! What to try next: the expected lift times the chance of finishing, with some randomness in both.

use crate::domain::{Day, Question, Sorting as _};
use crate::stats::constants::{
    DAMPING, START_SLOPE_PENALTY, START_SLOPE_PRIOR, SUGGEST_LAMBDA, WINDOW,
};
use crate::stats::diary::{Bout, Diary};
use crate::stats::distributions::beta_quantile;
use crate::stats::lift::{Contrast, Fixed, Lift, LiftFit, Prior, activities};
use crate::stats::mixture::Mixture;
use crate::stats::split_mix::SplitMix64;
use crate::stats::usual::{Usual, recent};
use std::collections::BTreeMap;

/// An option that today allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Id of a routine or activity; ties are broken by id.
    pub id: String,
    /// The activity it counts as.
    pub activity: String,
    /// Metabolic equivalent, 1 to 20.
    pub met: f64,
    /// Number of times it was offered and finished.
    pub finished: u32,
    /// Number of times it was offered and refused or stopped.
    pub refused: u32,
}

/// Totals over everything offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Number of offers finished.
    pub finished: u32,
    /// Number of offers refused or stopped.
    pub refused: u32,
}

/// A candidate's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The candidate's id.
    pub id: String,
    /// π(θ + 0.5); higher is better.
    pub score: f64,
    /// The score without the penalty for recent repetition.
    pub unworn: f64,
    /// Expected lift, in points above the usual mood.
    pub lift: f64,
    /// Sessions of its activity rated before and after in the last year; 0 if new to the person.
    pub pairs: usize,
}

/// Number of previous sessions checked for the same activity; repetition lowers the score.
const LATELY: usize = 6;

/// Scores `candidates`, highest first, ties by id. `energy` is today's latest rating, 1 to 9;
/// `offered` has the totals of the last year's offers; `family` maps an activity to its family.
///
/// Thompson sampling (Thompson 1933; Russo et al. 2018) on the shrunken lift times the chance of
/// finishing. The lift model's columns are [1, before - usual, (energy - 5)/4 · (MET - 4)/4, a
/// third of the number of the previous six sessions with the same activity] plus one for the
/// activity and one for its family. The chance of finishing is a beta distribution shrunk toward
/// the overall completion rate. The spread of both draws is damped to a quarter, because full
/// Thompson sampling explores too much for one person's sessions.
pub fn score<'a>(
    diary: &'a Diary,
    energy: Option<f64>,
    candidates: &'a [Candidate],
    offered: Offered,
    family: impl Fn(&'a str) -> &'a str,
    seed: u64,
) -> Vec<Scored> {
    let usual = Usual::new(diary);
    let energies: BTreeMap<Day, f64> = diary
        .daily_means(
            Question::Energy,
            diary.now().plus(-WINDOW),
            diary.now().plus(-1),
        )
        .into_iter()
        .chain(energy.map(|energy| (diary.now(), energy)))
        .collect();
    let strain = |energy: Option<&f64>, met: f64| {
        energy.map_or(0.0, |energy| (energy - 5.0) / 4.0 * (met - 4.0) / 4.0)
    };
    let all = recent(diary);
    let same_lately = |before: &[Bout], activity: &str| {
        let lately = before.iter().rev().take(LATELY);
        lately.filter(|bout| bout.activity == activity).count() as f64 / 3.0
    };
    let done: Vec<(usize, &Bout, (f64, f64))> = all
        .iter()
        .enumerate()
        .filter_map(|(place, bout)| Some((place, bout, bout.pair()?)))
        .collect();
    let names = activities(
        done.iter()
            .map(|(_, bout, _)| bout.activity.as_str())
            .chain(
                candidates
                    .iter()
                    .map(|candidate| candidate.activity.as_str()),
            ),
    );
    let families = activities(names.iter().map(|name| family(name)));
    let number = |name: &str| names.binary_search(&name).unwrap_or(0);
    let of_family =
        |name: &'a str| names.len() + families.binary_search(&family(name)).unwrap_or(0);
    let lifts: Vec<Lift> = done
        .iter()
        .map(|(place, bout, (before, after))| Lift {
            d: after - before,
            fixed: vec![
                1.0,
                before - usual.level,
                strain(energies.get(&bout.day), bout.met),
                same_lately(&all[..*place], &bout.activity),
            ],
            activity: number(&bout.activity),
            family: Some(of_family(&bout.activity)),
        })
        .collect();
    let fixed = [
        Fixed {
            pen: 0.25,
            mean: 0.5,
        },
        Fixed {
            pen: START_SLOPE_PENALTY,
            mean: START_SLOPE_PRIOR,
        },
        Fixed {
            pen: 4.0,
            mean: 0.0,
        },
        Fixed {
            pen: 4.0,
            mean: 0.0,
        },
    ];
    let prior = Prior {
        fixed: &fixed,
        lambda: &SUGGEST_LAMBDA,
        prior_df: 4.0,
        prior_sum_squares: 4.0,
        share: 0.5,
    };
    let Some(fit) = LiftFit::new(&lifts, names.len() + families.len(), &prior) else {
        return vec![];
    };
    let shown = f64::from(offered.finished + offered.refused);
    let usually = (2.8 + f64::from(offered.finished)) / (4.0 + shown);
    let weight = 4.0 + shown.min(20.0) / 2.0;
    let mut by_id: Vec<&Candidate> = candidates.iter().collect();
    by_id.order_by(|a, b| a.id.cmp(&b.id));
    let mut chance = SplitMix64::new(seed);
    let mut draw = || chance.unit().clamp(1e-6, 1.0 - 1e-6);
    let damped = |center: f64, drawn: f64| center + DAMPING * (drawn - center);
    let mut scored: Vec<Scored> = by_id
        .into_iter()
        .map(|candidate| {
            let (u, v) = (draw(), draw());
            let activity = number(&candidate.activity);
            let lift_after = |same: f64| {
                fit.contrast(
                    &Contrast {
                        fixed: vec![1.0, 0.0, strain(energy.as_ref(), candidate.met), same],
                        activities: vec![(activity, 1.0), (of_family(&candidate.activity), 1.0)],
                    },
                    0.0,
                )
            };
            let (yes, no) = (
                weight * usually + f64::from(candidate.finished),
                weight * (1.0 - usually) + f64::from(candidate.refused),
            );
            let finish = damped(yes / (yes + no), beta_quantile(yes, no, v));
            let value = |known: &Mixture| finish * (damped(known.mean(), known.quantile(u)) + 0.5);
            let same = same_lately(all, &candidate.activity);
            let known = lift_after(same);
            let score = value(&known);
            Scored {
                id: candidate.id.clone(),
                score,
                unworn: if same > 0.0 {
                    value(&lift_after(0.0))
                } else {
                    score
                },
                lift: known.mean(),
                pairs: lifts
                    .iter()
                    .filter(|lift| lift.activity == activity)
                    .count(),
            }
        })
        .collect();
    scored.order_by(|a, b| b.score.total_cmp(&a.score));
    scored
}
