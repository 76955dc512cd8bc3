//! Malformed and unusual records: a single day, future days, a changed scale, experiments started
//! twice or under earlier rules.

use super::fixtures::{bout, card, day, diary, id, mood};
use crate::domain::{Arm, Day, Experiment, Rules};
use crate::stats::experiment::{adherence, experiment_card};
use crate::stats::{Bout, CardId, Counts, Diary, Insights, RatedMoment, Status};

const NOW: &str = "2026-05-01";

fn back(days: i64) -> Day {
    day(NOW).plus(-days)
}

/// A 40-day experiment comparing moving with resting, starting on `start`.
fn trial(start: Day) -> Experiment {
    super::edges::trial(start, None)
}

/// Sixty days with an evening rating, and a session on every third day.
fn sixty_days(rate: impl Fn(i64) -> u8) -> (Vec<RatedMoment>, Vec<Bout>) {
    let evening = |i: i64| mood(back(60 - i), Some(1260.0), rate(i));
    let moved = (0..60).filter(|i| ((i * 7_919) ^ (i * i * 31)) % 3 == 0);
    let bouts = moved.map(|i| bout(back(60 - i), "yoga", Some((5, 6))));
    ((0..60).map(evening).collect(), bouts.collect())
}

fn wobble(i: i64) -> u8 {
    4 + (((i * 104_729) ^ (i * i * 17)) % 4).unsigned_abs() as u8
}

#[test]
fn a_single_day_has_no_number() {
    let of_day = |ago| {
        let rated = vec![mood(back(ago), Some(1260.0), 6)];
        diary(rated, vec![bout(back(ago), "yoga", Some((4, 7)))], NOW)
    };
    for ago in [0, 1, 364] {
        let insights = Insights::new(&of_day(ago));
        assert!(!insights.has_number(), "{ago} days ago");
        for card in &insights.cards {
            assert!(!card.text.is_empty(), "{:?}", card.id);
        }
    }
}

#[test]
fn what_lies_in_the_future_changes_no_card() {
    let (mut ratings, mut bouts) = sixty_days(wobble);
    let before = Insights::new(&diary(ratings.clone(), bouts.clone(), NOW));
    for ahead in [1, 2, 400, 40_000] {
        ratings.push(mood(back(-ahead), Some(60.0), 9));
        bouts.push(bout(back(-ahead), "yoga", Some((1, 9))));
    }
    let after = Insights::new(&diary(ratings, bouts, NOW));
    assert_eq!(before.cards, after.cards);
}

/// Someone who rates two points higher from the middle on, only because they read the scale
/// differently.
#[test]
fn a_scale_that_changed_claims_nothing_for_movement() {
    let (ratings, bouts) = sixty_days(|i| wobble(i) + if i < 30 { 0 } else { 2 });
    let insights = Insights::new(&diary(ratings, bouts, NOW));
    for id in [CardId::SameDay, CardId::NextDay] {
        let status = card(&insights, id).status;
        let claims = [Status::LikelyUp, Status::LikelyDown];
        assert!(!claims.contains(&status), "{id:?} {status:?}");
    }
}

#[test]
fn an_experiment_over_a_leap_day_has_a_coin_for_each_of_its_days() {
    let experiment = trial(day("2028-02-10"));
    assert_eq!(experiment.last_day(), day("2028-03-20"));
    let leap = day("2028-02-29");
    assert_eq!(experiment.assigned(leap), Some(experiment.assignment[19]));
    let days: Vec<Day> = experiment.start.through(experiment.last_day()).collect();
    let rate = |day: &Day| match experiment.assigned(*day) {
        Some(Arm::A) => 7,
        _ => 4 + (day.number() % 2) as u8,
    };
    let rated = days.iter().map(|day| mood(*day, Some(1260.0), rate(day)));
    let diary = Diary::new(
        rated.collect(),
        vec![],
        vec![],
        vec![experiment.clone()],
        experiment.end(),
    );
    let card = experiment_card(&diary, &experiment);
    let all = Counts::Experiment {
        a: 20,
        b: 20,
        blocks: 10,
    };
    assert_eq!((card.status, card.n), (Status::ShownUp, all));
}

#[test]
fn two_that_run_at_once_have_a_card_each_and_no_number() {
    let (ratings, bouts) = sixty_days(wobble);
    let both = vec![
        trial(back(20)),
        Experiment {
            id: id(5),
            ..trial(back(10))
        },
    ];
    let insights = Insights::new(&Diary::new(ratings, bouts, vec![], both, day(NOW)));
    let cards: Vec<_> = insights
        .cards
        .iter()
        .filter(|card| card.id == CardId::Experiment)
        .collect();
    assert_eq!(cards.len(), 2);
    for card in cards {
        assert_eq!((card.status, card.estimate), (Status::Running, None));
    }
}

/// Seven minutes count as an active day now, but did not under the first rules.
#[test]
fn an_experiment_of_the_first_rules_ends_by_them() {
    let now = trial(back(40));
    let first = Experiment {
        rules: Rules::FIRST,
        ..now.clone()
    };
    let short = |i: i64| Bout {
        minutes: 7.0,
        ..bout(back(i), "yoga", None)
    };
    let moved = (1..=40).filter(|i| now.assigned(back(*i)) == Some(Arm::A));
    let bouts: Vec<Bout> = moved.map(short).collect();
    let diary = diary(vec![], bouts, NOW);
    assert_eq!(
        (adherence(&diary, &now).a, adherence(&diary, &now).b),
        (20, 20)
    );
    assert_eq!(
        (adherence(&diary, &first).a, adherence(&diary, &first).b),
        (0, 20)
    );
}

/// Someone who only rates sessions, always at a low moment that rises on its own.
#[test]
fn without_other_days_the_lift_is_not_measured_from_the_usual_mood() {
    let first = day("2026-01-05");
    let bouts: Vec<Bout> = (0..60)
        .map(|i| {
            let before = 3 + (i % 3) as u8;
            bout(first.plus(i), "yoga", Some((before, before + 1)))
        })
        .collect();
    let said = |ratings| {
        let insights = Insights::new(&diary(ratings, bouts.clone(), "2026-04-20"));
        let card = card(&insights, CardId::RightAfter);
        assert_eq!(card.status, Status::LikelyUp);
        card.text.clone()
    };
    let alone = said(vec![]);
    assert!(
        alone.contains("compared with how sessions usually start. Low moments also rise"),
        "{alone}"
    );
    let others = (60..100).map(|i| mood(first.plus(i), Some(1_260.0), 4 + (i % 2) as u8));
    let with_others = said(others.collect());
    assert!(
        with_others.ends_with("compared with your usual mood."),
        "{with_others}"
    );
}
