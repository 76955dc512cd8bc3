//! Error rates on simulated people, small enough for every run; `examples/coverage.rs` has the full tables.

use super::people::{scatter, shared_scatters};
use super::someone::{Moves, NOW, Someone, numbered, trial_of_sessions};
use crate::domain::Question;
use crate::stats::card::{Card, StartGap, Status};
use crate::stats::constants::SESSIONS_POWER;
use crate::stats::day_cards::day_cards;
use crate::stats::days::Days;
use crate::stats::diary::Diary;
use crate::stats::randomization::{Trial, Within, analyze};
use crate::stats::right_after::right_after;
use crate::stats::usual::Usual;

fn same_and_next(someone: Someone, seed: u64) -> Vec<Card> {
    mood_cards(&someone.live(seed))
}

fn mood_cards(diary: &Diary) -> Vec<Card> {
    let usual = Usual::new(diary);
    let gap = StartGap::new(diary, &usual);
    let days = Days::new(diary);
    day_cards(diary, &days, Question::Mood, &usual, gap.as_ref())
}

fn covers(card: &Card, truth: f64) -> Option<bool> {
    Some(card.low? <= truth && truth <= card.high?)
}

fn share(hits: &[bool]) -> f64 {
    hits.iter().filter(|hit| **hit).count() as f64 / hits.len() as f64
}

#[test]
fn intervals_cover_the_truth() {
    let (mut same, mut next) = (vec![], vec![]);
    for (days, missing, phi) in [
        (45, 0.0, 0.4),
        (60, 0.25, 0.2),
        (60, 0.5, 0.6),
        (120, 0.25, 0.4),
    ] {
        let someone = Someone {
            days,
            missing,
            phi,
            same: 0.8,
            next: 0.4,
            ..Someone::default()
        };
        for seed in 0..120 {
            let cards = same_and_next(someone, 1_000 * days as u64 + seed);
            same.extend(covers(&cards[0], 0.8));
            next.extend(covers(&cards[1], 0.4));
        }
    }
    assert!(
        same.len() > 350 && next.len() > 250,
        "too few have a number"
    );
    assert!(share(&same) >= 0.92, "same day: {}", share(&same));
    assert!(share(&next) >= 0.92, "next day: {}", share(&next));
}

#[test]
fn those_who_move_when_they_feel_good_or_low_are_told_nothing_false() {
    for pull in [1.2, -1.2] {
        let someone = Someone {
            moves: Moves::WhenGood(pull),
            ..Someone::default()
        };
        let claims = |card: &Card| {
            matches!(
                card.status,
                Status::LikelyUp | Status::LikelyDown | Status::LeaningUp | Status::LeaningDown
            )
        };
        let cards: Vec<Vec<Card>> = (0..200).map(|seed| same_and_next(someone, seed)).collect();
        let silenced = cards
            .iter()
            .filter(|cards| cards[0].status == Status::DirectionUnclear)
            .count();
        for (i, what) in ["same day", "next day"].into_iter().enumerate() {
            let claimed: Vec<bool> = cards.iter().map(|cards| claims(&cards[i])).collect();
            assert!(
                share(&claimed) <= 0.07,
                "pull {pull}, {what}: {}",
                share(&claimed)
            );
        }
        assert!(
            silenced > 100,
            "the start gap has to be what prevents it: {silenced}"
        );
    }
}

#[test]
fn right_after_is_not_fooled_by_regression_to_the_mean() {
    for pull in [1.2, -1.2] {
        let someone = Someone {
            moves: Moves::WhenGood(pull),
            ..Someone::default()
        };
        let alarms: Vec<bool> = (0..150)
            .map(|seed| {
                let diary = someone.live(7_000 + seed);
                !covers(&right_after(&diary, &Usual::new(&diary)), 0.0).unwrap()
            })
            .collect();
        assert!(share(&alarms) <= 0.07, "pull {pull}: {}", share(&alarms));
    }
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn looking_every_week_seldom_finds_what_is_not_there() {
    // Half a year with the real card; the example covers a full year.
    let ever: Vec<bool> = (0..80)
        .map(|seed| {
            let someone = Someone {
                days: 182,
                missing: 0.2,
                ..Someone::default()
            };
            let (ratings, bouts) = someone.records(90_000 + seed);
            (4..=26).any(|week| {
                let now = numbered(NOW - 182 + 7 * week);
                let diary = Diary::new(ratings.clone(), bouts.clone(), vec![], vec![], now);
                let card = mood_cards(&diary).swap_remove(0);
                matches!(card.status, Status::LikelyUp | Status::LikelyDown)
            })
        })
        .collect();
    assert!(share(&ever) <= 0.06, "{}", share(&ever));
}

/// The power promised before a before/after experiment applies to people with the same mood
/// variability as those used to choose the methods. The example covers all lengths.
#[test]
#[ignore = "long: .ci/run runs it"]
fn a_before_after_experiment_finds_as_often_as_is_said() {
    let [.., (sessions, half, found)] = SESSIONS_POWER;
    let trials: Vec<_> = (0..60)
        .filter_map(|seed| {
            let (coin, rated) = trial_of_sessions(seed, sessions as usize, 0.8);
            analyze(&coin, &rated, Within::Whole)
        })
        .collect();
    let shown: Vec<bool> = trials.iter().map(|trial| trial.p <= 0.05).collect();
    let (shown, promised) = (share(&shown), f64::from(found) / 100.0);
    assert!(
        (shown - promised).abs() <= 0.15,
        "{shown}, promised {promised}"
    );
    let width = |trial: &Trial| Some((trial.high? - trial.low?) / 2.0);
    let mut halves: Vec<f64> = trials.iter().filter_map(width).collect();
    halves.sort_by(f64::total_cmp);
    let middle = halves[halves.len() / 2];
    assert!(
        (middle - half).abs() <= 0.15,
        "half width {middle}, promised {half}"
    );
}

#[test]
fn simulated_moods_scatter_as_those_of_the_shared_people_do() {
    let ours: Vec<f64> = (0..40)
        .filter_map(|seed| scatter(&Someone::default().live(seed)))
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (ours, theirs) = (mean(&ours), mean(&shared_scatters()));
    assert!((ours - theirs).abs() <= 0.1, "{ours}, theirs {theirs}");
}
