//! Changes that must not matter, and changes that must flip the result.

use super::fixtures::{bout, day, diary, mood, whole_person};
use crate::domain::{Rating, Ratings};
use crate::stats::split_mix::SplitMix64;
use crate::stats::{Bout, Card, CardId, Extra, Insights, RatedMoment};
use proptest::prelude::*;

/// The worked example's person with every rating changed.
fn changed(change: impl Fn(u8) -> u8 + Copy) -> Insights {
    let (mut ratings, mut bouts) = whole_person();
    let apply =
        |rating: Option<Rating>| rating.and_then(|rating| Rating::new(change(rating.get())));
    for moment in &mut ratings {
        moment.ratings = Ratings {
            mood: apply(moment.ratings.mood),
            ..Ratings::default()
        };
    }
    for bout in &mut bouts {
        (bout.before, bout.after) = (apply(bout.before), apply(bout.after));
    }
    Insights::new(&diary(ratings, bouts, "2026-05-01"))
}

fn numbers(card: &Card) -> Vec<f64> {
    let mut numbers: Vec<f64> = [card.estimate, card.low, card.high, card.strength]
        .into_iter()
        .flatten()
        .collect();
    if let Extra::RightAfter { by_activity, .. } = &card.extra {
        numbers.extend(
            by_activity
                .iter()
                .flat_map(|row| [row.estimate, row.low, row.high])
                .flatten(),
        );
    }
    numbers
}

fn alike(a: &Card, b: &Card) {
    assert_eq!(
        (a.id, a.status, a.n, a.more_days),
        (b.id, b.status, b.n, b.more_days)
    );
    assert_eq!(numbers(a).len(), numbers(b).len());
    for (a_number, b_number) in numbers(a).into_iter().zip(numbers(b)) {
        assert!(
            (a_number - b_number).abs() <= 1e-7 * a_number.abs().max(1.0),
            "{:?}: {a_number} {b_number}",
            a.id
        );
    }
}

#[test]
fn adding_a_constant_to_all_ratings_changes_no_effect() {
    let (plain, lower) = (changed(|rating| rating), changed(|rating| rating - 1));
    for (a, b) in plain.cards.iter().zip(&lower.cards) {
        alike(a, b);
    }
    let (a, b) = (plain.start_gap.unwrap(), lower.start_gap.unwrap());
    assert!((a.gap - b.gap).abs() < 1e-12 && (a.se - b.se).abs() < 1e-12);
}

#[test]
fn reversing_the_scale_turns_every_effect_round() {
    let (plain, reversed) = (changed(|rating| rating), changed(|rating| 10 - rating));
    let mut seen = 0;
    for (a, b) in plain.cards.iter().zip(&reversed.cards) {
        let Some((estimate, low, high)) = a
            .estimate
            .zip(a.low)
            .zip(a.high)
            .map(|((e, l), h)| (e, l, h))
        else {
            continue;
        };
        seen += 1;
        assert!((estimate + b.estimate.unwrap()).abs() < 1e-9, "{:?}", a.id);
        assert!(
            (low + b.high.unwrap()).abs() < 1e-8 && (high + b.low.unwrap()).abs() < 1e-8,
            "{:?}",
            a.id
        );
    }
    assert!(seen >= 4);
}

#[test]
fn the_order_of_the_records_does_not_matter() {
    let (mut ratings, mut bouts) = whole_person();
    bouts.push(bout(day("2026-04-01"), "yoga", Some((3, 7))));
    bouts.push(bout(day("2026-04-01"), "strength", Some((4, 4))));
    let json = |ratings: &[RatedMoment], bouts: &[Bout]| {
        serde_json::to_string(&Insights::new(&diary(
            ratings.to_vec(),
            bouts.to_vec(),
            "2026-05-01",
        )))
        .unwrap()
    };
    let sorted = json(&ratings, &bouts);
    let mut chance = SplitMix64::new(5);
    for _ in 0..3 {
        for i in (1..ratings.len()).rev() {
            ratings.swap(i, chance.below(i as u64 + 1) as usize);
        }
        for i in (1..bouts.len()).rev() {
            bouts.swap(i, chance.below(i as u64 + 1) as usize);
        }
        assert_eq!(json(&ratings, &bouts), sorted);
    }
}

#[test]
fn what_lies_before_the_window_changes_nothing_but_the_start() {
    let (mut ratings, mut bouts) = whole_person();
    let plain = Insights::new(&diary(ratings.clone(), bouts.clone(), "2026-05-01"));
    for back in 366..1500 {
        ratings.push(mood(
            day("2026-05-01").plus(-back),
            Some(1260.0),
            1 + (back % 9) as u8,
        ));
        bouts.push(bout(
            day("2026-05-01").plus(-back),
            "rowing",
            Some((1 + (back % 4) as u8, 9)),
        ));
    }
    let older = Insights::new(&diary(ratings, bouts, "2026-05-01"));
    for (a, b) in plain
        .cards
        .iter()
        .zip(&older.cards)
        .filter(|(a, _)| a.id != CardId::SinceStart)
    {
        assert_eq!(a, b);
    }
    assert_eq!(plain.start_gap, older.start_gap);
}

fn any_records() -> impl Strategy<Value = (Vec<RatedMoment>, Vec<Bout>)> {
    let rating = || proptest::option::of((1_u8..=9).prop_map(|value| Rating::new(value).unwrap()));
    let minute = || proptest::option::of((-100.0..1600.0_f64).prop_map(f64::round));
    let moment = (0..70_i64, minute(), rating(), rating(), rating(), rating()).prop_map(
        |(back, minute, mood, energy, calm, sleep)| RatedMoment {
            day: day("2026-05-01").plus(-back),
            minute,
            ratings: Ratings {
                mood,
                energy,
                calm,
                sleep,
                ..Ratings::default()
            },
            own: crate::domain::OwnAnswers::default(),
            sleep_hours: None,
            tags: vec![],
        },
    );
    let bout = (
        0..70_i64,
        minute(),
        0.0..90.0_f64,
        0..3_usize,
        rating(),
        rating(),
    )
        .prop_map(|(back, start, minutes, activity, before, after)| Bout {
            cut_short: false,
            effort: None,
            day: day("2026-05-01").plus(-back),
            start,
            minutes,
            activity: ["yoga", "run", "swim"][activity].to_owned(),
            routine: None,
            met: 4.0,
            before,
            after,
        });
    (
        proptest::collection::vec(moment, 0..80),
        proptest::collection::vec(bout, 0..60),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_diary_gets_finite_numbers_inside_their_intervals((ratings, bouts) in any_records()) {
        let insights = Insights::new(&diary(ratings, bouts, "2026-05-01"));
        for card in &insights.cards {
            prop_assert!(!card.text.is_empty());
            prop_assert!(!card.text.contains('?') && !card.text.contains("NaN") && !card.text.contains("inf"));
            if let (Some(estimate), Some(low), Some(high)) = (card.estimate, card.low, card.high) {
                prop_assert!(low.is_finite() && high.is_finite() && low <= estimate && estimate <= high, "{card:?}");
            }
        }
    }
}
