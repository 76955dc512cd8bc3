//! What experiments find: of days with and without mornings, decided the next morning, of sessions, and with looks
//! before their end, as the tables of docs/insights.md.

use crate::kinds::{each, head, percent, row};
use crate::someone::{NOISE, PLANNED, normal, trial_of_sessions};
use crate::stats::constants::{BLOCK, MIN_ARM, MIN_BLOCKS, POWER, SESSIONS_POWER, TRIAL_ARM};
use crate::stats::randomization::{Rated, Trial, Within, analyze, assign};
use crate::stats::split_mix::SplitMix64;

/// Prints all tables, each cell from so many people.
pub(crate) fn experiments(people: u64) {
    of_days(people);
    next_morning(people);
    of_sessions(people);
    looks(people);
}

/// How much of a day's mood is still there the next day.
const PHI: f64 = 0.4;

/// Which rating of a day decides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decides {
    Evening,
    /// The evening, with the morning as the covariate.
    EveningWithMorning,
    /// The morning of the day after.
    NextMorning,
}

/// What the thing compared does on the day and on the day after, in points.
#[derive(Clone, Copy)]
struct Effect {
    same: f64,
    next: f64,
}

/// The coin's list (true = A), and the days of one experiment that were rated. Mood is an AR(1)
/// process with 0.4 and sd 1.2, and weekdays that differ with sd 0.3. Evenings add noise of sd 0.5, mornings the moment
/// and the noise of a rating; 15 evenings and 20 mornings in a hundred are missing.
fn trial_of_days(
    seed: u64,
    days: usize,
    effect: Effect,
    decides: Decides,
) -> (Vec<bool>, Vec<Rated>) {
    let coin: Vec<bool> = assign(seed.wrapping_mul(7_919) + 7, days)
        .iter()
        .map(|arm| *arm == crate::domain::Arm::A)
        .collect();
    let chance = &mut SplitMix64::new(seed.wrapping_mul(7_919) + 8);
    let rounded = |value: f64| value.round().clamp(1.0, 9.0);
    let weekdays = [(); 7].map(|()| normal(chance, 0.3));
    let mut latent = normal(chance, 1.2);
    let (mut carried, mut evenings, mut mornings) = (0.0, Vec::new(), Vec::new());
    // One day more, for the morning after the last.
    for (place, a) in coin.iter().copied().chain([false]).enumerate() {
        latent = PHI * latent + normal(chance, 1.2 * (1.0 - PHI * PHI).sqrt());
        let mood = 5.5 + latent + weekdays[place % 7] + carried;
        let morning = rounded(mood + normal(chance, PLANNED) + normal(chance, NOISE));
        let done = if a { effect.same } else { 0.0 };
        let evening = rounded(mood + done + normal(chance, 0.5));
        evenings.push((chance.unit() >= 0.15).then_some(evening));
        mornings.push((chance.unit() >= 0.2).then_some(morning));
        carried = if a { effect.next } else { 0.0 };
    }
    let known: Vec<f64> = mornings.iter().copied().flatten().collect();
    let usual = known.iter().sum::<f64>() / known.len().max(1) as f64;
    let rated = (0..days).filter_map(|place| {
        let (y, covariate) = match decides {
            Decides::Evening => (evenings[place]?, 0.0),
            Decides::EveningWithMorning => (evenings[place]?, mornings[place].unwrap_or(usual)),
            Decides::NextMorning => (mornings[place + 1]?, 0.0),
        };
        Some(Rated {
            place,
            y,
            covariate,
        })
    });
    (coin, rated.collect())
}

fn results(people: u64, days: usize, effect: Effect, decides: Decides) -> Vec<Trial> {
    let trial = |seed| {
        let (coin, rated) = trial_of_days(seed, days, effect, decides);
        analyze(&coin, &rated, Within::Blocks)
    };
    each(people, trial).into_iter().flatten().collect()
}

/// The share of `trials` for which `is` holds, in percent.
fn share(trials: &[Trial], is: impl Fn(&Trial) -> bool) -> String {
    let count = trials.iter().filter(|trial| is(trial)).count();
    format!("{:.0}", 100.0 * count as f64 / trials.len().max(1) as f64)
}

fn is_shown(trial: &Trial) -> bool {
    trial.p <= 0.05
}

/// The median half width of the intervals.
fn half(trials: &[Trial]) -> f64 {
    let half = |trial: &Trial| Some((trial.high? - trial.low?) / 2.0);
    let mut halves: Vec<f64> = trials
        .iter()
        .map(|trial| half(trial).unwrap_or(16.0))
        .collect();
    halves.sort_by(f64::total_cmp);
    halves.get(halves.len() / 2).copied().unwrap_or_default()
}

fn of_days(people: u64) {
    let names = POWER.map(|known| format!("{} days", known.days));
    head("Experiment of days, in % of experiments", &names);
    for (decides, words) in [
        (Decides::Evening, "evenings only"),
        (Decides::EveningWithMorning, "with mornings"),
    ] {
        for same in [0.0, 0.8] {
            let effect = Effect { same, next: 0.0 };
            let all = POWER.map(|known| results(people, known.days as usize, effect, decides));
            let found = all.each_ref().map(|trials| share(trials, is_shown));
            row(&format!("{words}, a difference of {same}: shown"), &found);
            if same > 0.0 {
                let covers = |trial: &Trial| {
                    trial.low.is_none_or(|low| low <= same)
                        && trial.high.is_none_or(|high| same <= high)
                };
                let covered = all.each_ref().map(|trials| share(trials, covers));
                row(&format!("{words}: the range holds the truth"), &covered);
                let halves = all.each_ref().map(|trials| format!("{:.1}", half(trials)));
                row(
                    &format!("{words}: half width of the range, in points"),
                    &halves,
                );
            }
        }
    }
}

/// Where the thing compared helps on the day after only.
fn next_morning(people: u64) {
    let names = POWER.map(|known| format!("{} days", known.days));
    head(
        "It helps by 1.0 on the day after and not on the day itself, in % of experiments",
        &names,
    );
    let effect = Effect {
        same: 0.0,
        next: 1.0,
    };
    for (decides, words) in [
        (Decides::Evening, "the evening decides"),
        (Decides::NextMorning, "the next morning decides"),
    ] {
        let all = POWER.map(|known| results(people, known.days as usize, effect, decides));
        let cell = |is: &dyn Fn(&Trial) -> bool| all.each_ref().map(|trials| share(trials, is));
        row(
            &format!("{words}: shown higher"),
            &cell(&|trial| is_shown(trial) && trial.estimate > 0.0),
        );
        row(
            &format!("{words}: shown lower"),
            &cell(&|trial| is_shown(trial) && trial.estimate < 0.0),
        );
        let estimates = all.each_ref().map(|trials| {
            let sum: f64 = trials.iter().map(|trial| trial.estimate).sum();
            format!("{:.1}", sum / trials.len().max(1) as f64)
        });
        row(&format!("{words}: average result, in points"), &estimates);
    }
    let none = Effect {
        same: 0.0,
        next: 0.0,
    };
    let false_ones = POWER.map(|known| {
        let trials = results(people, known.days as usize, none, Decides::NextMorning);
        share(&trials, is_shown)
    });
    row(
        "the next morning decides, no difference: shown",
        &false_ones,
    );
}

fn of_sessions(people: u64) {
    let names = SESSIONS_POWER.map(|(sessions, ..)| format!("{sessions} sessions"));
    head(
        "Before/after experiment, one in ten not rated after",
        &names,
    );
    for effect in [0.0, 0.5, 0.8, 1.2] {
        let cells = SESSIONS_POWER.map(|(sessions, ..)| {
            let trial = |seed| {
                let (coin, rated) = trial_of_sessions(seed, sessions as usize, effect);
                analyze(&coin, &rated, Within::Whole)
            };
            let trials: Vec<Trial> = each(people, trial).into_iter().flatten().collect();
            format!("{} ({:.1})", share(&trials, is_shown), half(&trials))
        });
        row(
            &format!("difference of {effect}: found in %, half width"),
            &cells,
        );
    }
}

/// Whether an experiment with these outcomes shows a result at all.
fn is_enough(coin: &[bool], rated: &[Rated], within: Within) -> bool {
    let a = rated.iter().filter(|rated| coin[rated.place]).count();
    let least = match within {
        Within::Blocks => MIN_ARM,
        Within::Whole => TRIAL_ARM,
    };
    let both = |block: &[Rated]| {
        block
            .iter()
            .any(|one| coin[one.place] != coin[block[0].place])
    };
    let blocks = rated.chunk_by(|one, other| one.place / BLOCK == other.place / BLOCK);
    a.min(rated.len() - a) >= least
        && (within == Within::Whole || blocks.filter(|block| both(block)).count() >= MIN_BLOCKS)
}

/// Looks before the end where nothing helps: how often something is ever shown.
fn looks(people: u64) {
    head(
        "Looks before the end, no difference: shown in % of experiments",
        &["at the end only", "at any look"].map(str::to_owned),
    );
    let none = Effect {
        same: 0.0,
        next: 0.0,
    };
    let days: Vec<usize> = (20..=40).step_by(4).collect();
    let cells = |looks: &[usize], one: &(dyn Fn(u64) -> (Vec<bool>, Vec<Rated>) + Sync), within| {
        let ever = |seed: u64, looks: &[usize]| {
            let (coin, rated) = one(seed);
            looks.iter().any(|until| {
                let so_far: Vec<Rated> = rated
                    .iter()
                    .filter(|rated| rated.place < *until)
                    .copied()
                    .collect();
                is_enough(&coin, &so_far, within)
                    && analyze(&coin[..*until], &so_far, within)
                        .is_some_and(|trial| is_shown(&trial))
            })
        };
        let end = looks.last().copied().into_iter().collect::<Vec<_>>();
        [&*end, looks].map(|looks| format!("{:.0}", percent(people, |seed| ever(seed, looks))))
    };
    let of_days = |seed| trial_of_days(seed, 40, none, Decides::EveningWithMorning);
    row(
        "40 days, with mornings, looks after 20, 24 … 40",
        &cells(&days, &of_days, Within::Blocks),
    );
    let of_sessions = |seed| trial_of_sessions(seed, 20, 0.0);
    row(
        "20 sessions, looks after 12, 16 and 20",
        &cells(&[12, 16, 20], &of_sessions, Within::Whole),
    );
}
