//! Unusual diaries: too short, too uniform, too regular, too late.

use super::fixtures::{bout, card, close, day, diary, id, mood, whole_person};
use crate::domain::{
    Arm, Assessment, Day, Experiment, Instrument, OutcomeAt, Pause, Question, Rules, TrialKind,
};
use crate::stats::experiment::{adherence, experiment_card};
use crate::stats::randomization::assign;
use crate::stats::{
    Bout, Card, CardId, Counts, Diary, Extra, Insights, RatedMoment, Status, sentences,
};
use chrono::DateTime;

const NOW: &str = "2026-05-01";

fn back(days: i64) -> Day {
    day(NOW).plus(-days)
}

/// `days` days, each with an evening rating from `rate`, and a session on days where `moves` is true.
fn days(
    days: i64,
    rate: impl Fn(i64) -> u8,
    moves: impl Fn(i64) -> bool,
) -> (Vec<RatedMoment>, Vec<Bout>) {
    let of_day = |i: i64| mood(back(days - i), Some(1260.0), rate(i));
    let ratings = (0..days).map(of_day).collect();
    let bouts = (0..days)
        .filter(|i| moves(*i))
        .map(|i| bout(back(days - i), "yoga", Some((5, 6))))
        .collect();
    (ratings, bouts)
}

fn insights((ratings, bouts): (Vec<RatedMoment>, Vec<Bout>)) -> Insights {
    Insights::new(&diary(ratings, bouts, NOW))
}

/// Ratings from 4 to 7 without a pattern.
fn wobble(i: i64) -> u8 {
    4 + (((i * 7_919) ^ (i * i * 31)) % 4).unsigned_abs() as u8
}

#[test]
fn no_data_and_nine_days_say_what_is_missing() {
    for (records, same, trend, pairs) in [
        ((vec![], vec![]), 28, 28, 7),
        (days(9, wobble, |i| i % 2 == 0), 19, 19, 1),
    ] {
        let insights = insights(records);
        assert!(
            insights
                .cards
                .iter()
                .all(|card| card.status == Status::NotEnough
                    || card.id == CardId::SinceStart
                    || (card.id == CardId::RightAfter && pairs == 1))
        );
        assert_eq!(card(&insights, CardId::SameDay).more_days, Some(same));
        assert_eq!(card(&insights, CardId::Trend).more_days, Some(trend));
        if pairs == 7 {
            assert_eq!(card(&insights, CardId::RightAfter).more_days, Some(7));
            assert!(!insights.has_number());
            assert_eq!(insights.start_gap, None);
            let since = card(&insights, CardId::SinceStart);
            assert_eq!(
                (since.status, since.more_days),
                (Status::NotEnough, Some(14))
            );
            assert_eq!(
                since.n,
                Counts::Step {
                    before: 0,
                    after: 0
                }
            );
            assert_eq!(card(&insights, CardId::Phq9).more_days, None);
            assert_eq!(
                card(&insights, CardId::SameDay).text,
                "Not enough data yet: 28 more days."
            );
            assert_eq!(
                card(&insights, CardId::RightAfter).text,
                "Not enough data yet: 5 more sessions rated before and after."
            );
        }
    }
}

#[test]
fn constant_ratings_are_flat_and_right_after_still_works() {
    let (ratings, mut bouts) = days(60, |_| 5, |i| i % 3 == 0);
    for bout in &mut bouts {
        bout.after = bout.before;
    }
    let insights = insights((ratings, bouts));
    for id in [CardId::SameDay, CardId::NextDay, CardId::Trend] {
        assert_eq!(
            (card(&insights, id).status, card(&insights, id).more_days),
            (Status::Flat, Some(0)),
            "{id:?}"
        );
    }
    let right_after = card(&insights, CardId::RightAfter);
    close(right_after.estimate.unwrap(), 0.0, 1e-9, "lift");
    assert_eq!(right_after.status, Status::Small);
    assert_eq!(
        right_after.text,
        "Little or no difference: less than half a point either way (likely -0.1 to +0.1)."
    );
}

#[test]
fn always_and_never_active_have_nothing_to_compare_with() {
    for (moves, active, rest) in [(true, 60, 0), (false, 0, 60)] {
        let insights = insights(days(60, wobble, |_| moves));
        let same = card(&insights, CardId::SameDay);
        assert_eq!((same.status, same.more_days), (Status::NotEnough, Some(16)));
        assert_eq!(
            same.n,
            Counts::Days {
                rated: 60,
                span: 60,
                active,
                rest
            }
        );
        let no_rest = same
            .text
            .contains("You've had few rest days to compare with");
        assert_eq!(no_rest, moves, "{}", same.text);
    }
}

#[test]
fn strict_alternation_is_confounded() {
    let (mut ratings, bouts) = days(60, wobble, |i| i % 2 == 0);
    ratings.remove(0);
    let insights = insights((ratings, bouts));
    for id in [CardId::SameDay, CardId::NextDay] {
        assert_eq!(card(&insights, id).status, Status::Confounded);
        assert_eq!(
            (card(&insights, id).estimate, card(&insights, id).more_days),
            (None, Some(0))
        );
    }
}

#[test]
fn fixed_weekdays_are_shown_wide() {
    let whims = insights(days(84, wobble, |i| wobble(i + 500) > 5));
    let fixed = insights(days(84, wobble, |i| {
        [0, 2, 4].contains(&back(84 - i).weekday())
    }));
    let width = |insights: &Insights| {
        let card = card(insights, CardId::SameDay);
        card.high.unwrap() - card.low.unwrap()
    };
    assert!(
        width(&fixed) > 1.2 * width(&whims),
        "{} {}",
        width(&fixed),
        width(&whims)
    );
}

#[test]
fn one_activity_is_the_whole_and_leads_nobody() {
    let insights = insights(days(40, wobble, |i| i % 3 == 0));
    let card = card(&insights, CardId::RightAfter);
    let Extra::RightAfter {
        by_activity,
        leader,
        ..
    } = &card.extra
    else {
        panic!()
    };
    assert_eq!((by_activity.len(), leader), (1, &None));
    close(
        by_activity[0].estimate.unwrap(),
        card.estimate.unwrap(),
        1e-12,
        "overall",
    );
    assert_eq!(sentences::leader(card, |id| id), None);
}

#[test]
fn equal_activities_stand_by_name_and_none_is_clear() {
    let (ratings, mut bouts) = days(40, |_| 5, |i| i % 4 == 0);
    for (i, bout) in bouts.iter_mut().enumerate() {
        bout.activity = ["swim", "run"][i % 2].to_owned();
    }
    let insights = insights((ratings, bouts));
    let Extra::RightAfter {
        by_activity,
        leader,
        ..
    } = &card(&insights, CardId::RightAfter).extra
    else {
        panic!()
    };
    assert_eq!(
        by_activity
            .iter()
            .map(|row| row.activity.as_str())
            .collect::<Vec<_>>(),
        ["run", "swim"]
    );
    let leader = leader.as_ref().unwrap();
    close(leader.probability, 0.5, 1e-9, "even");
    assert!(!leader.clear);
}

#[test]
fn several_sessions_a_day_are_one_active_day_and_every_pair_counts() {
    let (ratings, mut bouts) = days(60, wobble, |i| wobble(i + 77) > 5);
    let once = insights((ratings.clone(), bouts.clone()));
    let second: Vec<Bout> = bouts
        .iter()
        .map(|bout| Bout {
            start: Some(1100.0),
            ..bout.clone()
        })
        .collect();
    let sessions = bouts.len();
    bouts.extend(second);
    let twice = insights((ratings, bouts));
    assert_eq!(card(&once, CardId::SameDay), card(&twice, CardId::SameDay));
    let Counts::Pairs { pairs, .. } = card(&twice, CardId::RightAfter).n else {
        panic!()
    };
    assert_eq!(pairs, 2 * sessions);
}

#[test]
fn check_ins_before_every_session_are_named() {
    let (mut ratings, bouts) = days(60, wobble, |i| wobble(i + 77) > 5);
    for moment in &mut ratings {
        moment.minute = Some(480.0);
    }
    let insights = insights((ratings, bouts));
    let same = card(&insights, CardId::SameDay);
    assert_eq!((same.status, same.more_days), (Status::Order, None));
    assert!(card(&insights, CardId::NextDay).estimate.is_some());
}

#[test]
fn today_is_unfinished_but_its_sessions_count() {
    let (mut ratings, mut bouts) = whole_person();
    let plain = Insights::new(&diary(ratings.clone(), bouts.clone(), NOW));
    ratings.push(mood(back(0), Some(600.0), 1));
    ratings.push(mood(back(-3), Some(600.0), 1));
    bouts.push(bout(back(0), "yoga", Some((3, 8))));
    let later = Insights::new(&diary(ratings, bouts, NOW));
    for id in [CardId::SameDay, CardId::NextDay, CardId::Trend] {
        assert_eq!(card(&plain, id), card(&later, id));
    }
    assert_eq!(
        card(&later, CardId::RightAfter).n,
        Counts::Pairs {
            pairs: 28,
            usual_days: 58
        }
    );
}

#[test]
fn a_gap_of_months_is_no_problem() {
    let (mut ratings, mut bouts) = whole_person();
    for moment in &mut ratings[..30] {
        moment.day = moment.day.plus(-200);
    }
    for bout in &mut bouts {
        bout.day = if bout.day < day("2026-04-04") {
            bout.day.plus(-200)
        } else {
            bout.day
        };
    }
    let insights = Insights::new(&diary(ratings, bouts, NOW));
    assert!(
        card(&insights, CardId::SameDay)
            .estimate
            .unwrap()
            .is_finite()
    );
}

#[test]
fn a_day_before_that_is_unknown_counts_as_the_usual_share() {
    // Without a day's rating and session, the next day's previous day is unknown: fewer days, but still a number.
    let whole = insights(days(60, wobble, |i| wobble(i + 77) > 5));
    let (mut ratings, mut bouts) = days(60, wobble, |i| wobble(i + 77) > 5);
    let gone = [back(20), back(30), back(40)];
    ratings.retain(|moment| !gone.contains(&moment.day));
    bouts.retain(|bout| !gone.contains(&bout.day));
    let some = insights((ratings, bouts));
    let known = |insights: &Insights| match card(insights, CardId::NextDay).n {
        Counts::Days { active, rest, .. } => active + rest,
        _ => panic!(),
    };
    assert_eq!(
        known(&whole) - known(&some),
        6,
        "three days, and the three after them"
    );
    assert!(card(&some, CardId::NextDay).estimate.unwrap().is_finite());
}

#[test]
fn leap_days_and_clock_changes_are_days_like_others() {
    let (ratings, bouts) = whole_person();
    let plain = Insights::new(&diary(ratings.clone(), bouts.clone(), NOW));
    // From February 7 to April 6, 2028, a whole number of weeks later: covers a leap day and a night that is an hour
    // shorter.
    let later = |day: Day| day.plus(101 * 7);
    let ratings = ratings
        .into_iter()
        .map(|moment| RatedMoment {
            day: later(moment.day),
            ..moment
        })
        .collect();
    let bouts = bouts
        .into_iter()
        .map(|bout| Bout {
            day: later(bout.day),
            ..bout
        })
        .collect();
    let shifted = Insights::new(&diary(ratings, bouts, "2028-04-07"));
    for (one, other) in plain.cards.iter().zip(&shifted.cards) {
        assert_eq!((one.status, &one.n), (other.status, &other.n));
        for (a, b) in [
            (one.estimate, other.estimate),
            (one.low, other.low),
            (one.high, other.high),
        ] {
            close(a.unwrap_or(0.0), b.unwrap_or(0.0), 1e-9, "shifted");
        }
    }
}

#[test]
fn two_check_ins_at_one_time_are_averaged_and_one_without_a_time_counts_as_after() {
    let (ratings, bouts) = days(60, wobble, |i| wobble(i + 77) > 5);
    let level = |moment: &RatedMoment| moment.ratings.get(Question::Mood).unwrap().get();
    let split = ratings.iter().flat_map(|one| {
        [-1, 1].map(|by| mood(one.day, one.minute, level(one).saturating_add_signed(by)))
    });
    let untimed = ratings.iter().map(|one| mood(one.day, None, level(one)));
    let plain = insights((ratings.clone(), bouts.clone()));
    for changed in [split.collect(), untimed.collect::<Vec<_>>()] {
        let changed = insights((changed, bouts.clone()));
        for id in [CardId::SameDay, CardId::NextDay] {
            assert_eq!(card(&plain, id), card(&changed, id));
        }
    }
}

fn answered(instrument: Instrument, day: Day, score: u8) -> Assessment {
    let at = DateTime::from_timestamp(day.number() * 86_400, 0)
        .unwrap()
        .fixed_offset();
    let (answers, difficulty) = (vec![score], None);
    Assessment {
        id: id(3),
        instrument,
        day,
        at,
        answers,
        difficulty,
        updated_at: at,
    }
}

#[test]
fn questionnaires_need_two_weeks_and_their_points() {
    for (first, apart, second, status, more, text) in [
        (
            12,
            0,
            12,
            Status::NotEnough,
            Some(14),
            "Not enough data yet: 14 more days.",
        ),
        (
            12,
            13,
            3,
            Status::NotEnough,
            Some(1),
            "Not enough data yet: 1 more day.",
        ),
        (12, 14, 12, Status::Same, Some(0), "PHQ-9 stayed at 12."),
        (
            12,
            14,
            7,
            Status::Lower,
            Some(0),
            "PHQ-9 went from 12 to 7: noticeable, but not clearly more than normal ups and downs.",
        ),
        (
            12,
            14,
            6,
            Status::ReliablyLower,
            Some(0),
            "PHQ-9 went from 12 to 6: a clear change. Scores can also fall on their own, so this doesn't say why.",
        ),
        (
            6,
            14,
            9,
            Status::Higher,
            Some(0),
            "PHQ-9 went from 6 to 9: within normal ups and downs (under 5 points).",
        ),
    ] {
        let mut taken = vec![answered(Instrument::Phq9, back(3), second)];
        if apart > 0 {
            taken.push(answered(Instrument::Phq9, back(3 + apart), first));
            taken.push(answered(Instrument::Phq9, back(3 + 366), 27));
        }
        let insights = Insights::new(&Diary::new(vec![], vec![], taken, vec![], day(NOW)));
        let card = card(&insights, CardId::Phq9);
        assert_eq!(
            (card.status, card.more_days, card.text.as_str()),
            (status, more, text)
        );
        assert!(insights.cards.iter().all(|card| card.id != CardId::Gad7));
    }
    let taken = vec![
        answered(Instrument::Gad7, back(3), 4),
        answered(Instrument::Gad7, back(30), 8),
    ];
    let insights = Insights::new(&Diary::new(vec![], vec![], taken, vec![], day(NOW)));
    let card = card(&insights, CardId::Gad7);
    assert_eq!(
        (card.status, card.estimate),
        (Status::ReliablyLower, Some(-4.0))
    );
    close(card.low.unwrap(), -7.92, 1e-12, "low");
}

/// A 40-day experiment comparing moving with resting.
pub(super) fn trial(start: Day, stopped: Option<Day>) -> Experiment {
    let at = DateTime::from_timestamp(0, 0).unwrap().fixed_offset();
    Experiment {
        id: id(4),
        arm_a: Experiment::MOVE.to_owned(),
        arm_b: Experiment::REST.to_owned(),
        outcome: Question::Mood,
        start,
        days: 40,
        seed: 11,
        assignment: assign(11, 40),
        kind: TrialKind::Days,
        outcome_at: OutcomeAt::Evening,
        rules: Rules::PRESENT,
        looked: vec![],
        protocol: None,
        pauses: vec![],
        stopped,
        at,
        updated_at: at,
    }
}

#[test]
fn an_experiment_shows_no_number_before_its_end() {
    let seen = |started: i64, stopped: Option<i64>| {
        let experiment = trial(back(started), stopped.map(back));
        let moved = |i: i64| experiment.assigned(back(60 - i)) == Some(Arm::A);
        let rate = |i: i64| if moved(i) { 7 } else { 4 + (i % 2) as u8 };
        let (ratings, bouts) = days(60, rate, moved);
        let insights = Insights::new(&Diary::new(
            ratings,
            bouts,
            vec![],
            vec![experiment.clone()],
            day(NOW),
        ));
        card(&insights, CardId::Experiment).clone()
    };
    let running = seen(39, None);
    assert_eq!(
        (running.status, running.estimate, running.more_days),
        (Status::Running, None, Some(1))
    );
    let tried = |card: &Card| match &card.extra {
        Extra::Experiment(tried) => tried.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (tried(&running).p, tried(&running).as_planned),
        (None, None)
    );
    let ended = seen(40, None);
    assert_eq!(
        (ended.status, ended.n),
        (
            Status::ShownUp,
            Counts::Experiment {
                a: 20,
                b: 20,
                blocks: 10
            }
        )
    );
    close(tried(&ended).as_planned.unwrap(), 1.0, 1e-12, "as planned");
    assert!(
        ended
            .text
            .starts_with("Your experiment: on move days your mood was about 2.4 points higher ("),
        "{}",
        ended.text
    );
    let stopped = seen(39, Some(5));
    assert_eq!(
        (stopped.status, stopped.n),
        (
            Status::ShownUp,
            Counts::Experiment {
                a: 18,
                b: 16,
                blocks: 8
            }
        )
    );
    assert!(
        stopped
            .text
            .ends_with("You stopped it early, so take this as a hint.")
    );
    let short = seen(20, Some(8));
    assert_eq!(
        (short.status, short.estimate, short.more_days),
        (Status::NotEnough, None, None)
    );
}

#[test]
fn the_last_check_in_of_a_day_decides_an_experiment() {
    let (mut ratings, bouts) = days(60, |_| 5, |_| false);
    for i in 0..60 {
        ratings.push(mood(back(60 - i), Some(480.0), 1));
        ratings.push(mood(back(60 - i), Some(1260.0), 7));
    }
    let insights = Insights::new(&Diary::new(
        ratings,
        bouts,
        vec![],
        vec![trial(back(40), None)],
        day(NOW),
    ));
    let card = card(&insights, CardId::Experiment);
    assert_eq!((card.status, card.estimate), (Status::Small, Some(0.0)));
}

#[test]
fn ten_years_cost_and_say_what_one_year_does() {
    let (ratings, bouts) = days(3650, wobble, |i| wobble(i + 77) > 5);
    let (year_ratings, year_bouts) = (
        ratings[3285..].to_vec(),
        bouts.iter().filter(|bout| bout.day >= back(365)),
    );
    let year = insights((year_ratings, year_bouts.cloned().collect()));
    let all = insights((ratings, bouts));
    for (a, b) in year
        .cards
        .iter()
        .zip(&all.cards)
        .filter(|(a, _)| a.id != CardId::SinceStart)
    {
        assert_eq!(a, b);
    }
}

#[test]
fn the_json_has_its_keys_in_order() {
    let (ratings, bouts) = whole_person();
    let json = serde_json::to_string(&Insights::new(&diary(ratings, bouts, NOW))).unwrap();
    let head = r#"{"version":2,"now":"2026-05-01","start_gap":{"gap":-0.039933447535"#;
    assert!(json.starts_with(head), "{}", &json[..90]);
    let card = json.split(r#"{"id":"#).nth(4).unwrap();
    let mut rest = card;
    for key in [
        "outcome",
        "design",
        "status",
        "reason",
        "estimate",
        "low",
        "high",
        "n",
        "more_days",
        "strength",
        "text",
    ] {
        let at = rest
            .find(&format!("\"{key}\":"))
            .unwrap_or_else(|| panic!("{key} in {card}"));
        rest = &rest[at..];
    }
    assert!(
        card.contains(
            r#""n":{"rated":54,"span":60,"active":26,"rest":28},"more_days":0,"strength":68.4"#
        ),
        "{card}"
    );
}

#[test]
fn every_card_says_how_it_was_computed() {
    let (ratings, bouts) = whole_person();
    let insights = Insights::new(&diary(ratings, bouts, NOW));
    for card in &insights.cards {
        let lines = sentences::how(card, insights.start_gap.as_ref());
        assert!(lines[0].starts_with("From "), "{lines:?}");
        let all = lines.join(" ");
        assert_eq!(all.contains("No one rested"), card.id == CardId::RightAfter);
        assert!(
            !card.text.contains("effect") && !all.contains("effect"),
            "{all}"
        );
    }
}

#[test]
fn paused_days_are_left_out_of_an_experiment() {
    let start = back(50);
    let whole = trial(start, None);
    let moved = |i: i64| whole.assigned(back(60 - i)) == Some(Arm::A);
    let (ratings, bouts) = days(60, |i| if moved(i) { 7 } else { 4 + (i % 2) as u8 }, moved);
    let pauses = vec![Pause {
        from: start.plus(8),
        until: Some(start.plus(16)),
    }];
    let rested = Experiment {
        pauses,
        ..whole.clone()
    };
    let seen = |experiment: &Experiment| {
        let diary = Diary::new(
            ratings.clone(),
            bouts.clone(),
            vec![],
            vec![experiment.clone()],
            day(NOW),
        );
        (
            adherence(&diary, experiment),
            experiment_card(&diary, experiment),
        )
    };
    let ((some, card), (all, _)) = (seen(&rested), seen(&whole));
    assert_eq!(
        (card.status, card.n),
        (
            Status::ShownUp,
            Counts::Experiment {
                a: 16,
                b: 16,
                blocks: 8
            }
        )
    );
    assert_eq!(
        (some.a_days + some.b_days, all.a_days + all.b_days),
        (32, 40)
    );
}
