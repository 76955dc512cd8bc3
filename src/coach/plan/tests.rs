//! The plan starts from current activity, changes little and never blames.

use super::*;
use crate::domain::{Also, Change, Effort, IdMaker, Rating, Session, Source};
use chrono::{DateTime, TimeDelta};

fn today() -> Day {
    Day::from_date("2026-03-02".parse().unwrap())
}

/// A session of `minutes`, `ago` days before today.
fn session(ago: i64, minutes: u32) -> Session {
    let start =
        DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap() - TimeDelta::days(ago);
    Session {
        id: IdMaker::seeded(ago as u64 * 1000 + u64::from(minutes)).make(start),
        start,
        timed: true,
        day: today().plus(-ago),
        activity: "walk_moderate".into(),
        title: "Walk".into(),
        routine: None,
        active_seconds: minutes * 60,
        planned_seconds: None,
        distance_m: None,
        met: 3.8,
        effort: None,
        before: None,
        after: None,
        also: Also::default(),
        felt: None,
        complete: true,
        note: String::new(),
        source: Source::Timer,
        steps: Vec::new(),
        import: None,
        updated_at: start,
    }
}

fn plan(minutes: u32) -> Plan {
    Plan {
        minutes,
        since: today().plus(-7),
        if_then: String::new(),
    }
}

fn reviewed(sessions: Vec<Session>, off: &[i64]) -> Review {
    let mut journal = Journal::new(Vec::new(), sessions, None);
    for ago in off {
        let key = DayOff::key(today().plus(-ago));
        journal.apply(&Change::SaveSetting {
            key,
            value: "rest".into(),
        });
    }
    review(&journal, &plan(60), today(), WeekStart::Monday)
}

#[test]
fn the_first_aim_is_a_tenth_more_and_at_least_three_times_ten() {
    assert_eq!(
        [0, 20, 27, 28, 60, 100, 400].map(|now| first_aim(now, Limits::default())),
        [30, 30, 30, 31, 66, 110, 300]
    );
}

#[test]
fn a_reached_aim_proposes_a_tenth_or_five_minutes_more() {
    let review = reviewed(vec![session(1, 30), session(3, 30)], &[]);
    assert_eq!(
        (
            review.turn,
            review.proposal,
            review.minutes,
            review.active_days
        ),
        (Turn::Up, 66, 60, 2)
    );
    assert_eq!(
        [10, 30, 50, 100].map(|aim| step(aim, Turn::Up)),
        [15, 35, 55, 110]
    );
    assert_eq!(
        [5, 10, 30, 100].map(|aim| step(aim, Turn::Easier)),
        [5, 10, 25, 90]
    );
}

#[test]
fn today_and_the_week_before_do_not_count() {
    assert_eq!(
        reviewed(vec![session(0, 60), session(8, 60)], &[]).minutes,
        0
    );
    assert_eq!(reviewed(vec![session(7, 60)], &[]).minutes, 60);
}

#[test]
fn pain_effort_and_lower_moods_make_it_easier_even_when_the_aim_was_reached() {
    let enough = || vec![session(1, 40), session(2, 40)];
    let mut hurt = enough();
    hurt[0].felt = Some(Felt::Hurt);
    let mut hard = enough();
    for session in &mut hard {
        session.effort = Effort::new(8);
    }
    let mut lower = enough();
    for session in &mut lower {
        (session.before, session.after) = (Rating::new(6), Rating::new(5));
    }
    for (sessions, word) in [(hurt, "hurt"), (hard, "hard"), (lower, "mood")] {
        let review = reviewed(sessions, &[]);
        assert_eq!((review.turn, review.proposal), (Turn::Easier, 54));
        assert!(review.why.contains(word), "{}", review.why);
    }
}

#[test]
fn days_off_never_count_against_anyone() {
    assert_eq!(reviewed(vec![session(1, 36)], &[]).turn, Turn::Same);
    assert_eq!(reviewed(vec![session(1, 36)], &[2, 3, 4]).turn, Turn::Up);
    assert_eq!(reviewed(Vec::new(), &[1, 2, 3, 4, 5]).turn, Turn::Same);
    assert_eq!(reviewed(Vec::new(), &[]).turn, Turn::Easier);
}

#[test]
fn it_is_looked_back_at_once_a_week() {
    let mut journal = Journal::default();
    assert!(
        !is_review_due(&journal, today(), WeekStart::Monday),
        "without a plan there is nothing to look back at"
    );
    let set = |key: &str, value: String| Change::SaveSetting {
        key: key.into(),
        value,
    };
    journal.apply(&set(PLAN, plan(30).to_setting()));
    assert!(
        is_review_due(&journal, today(), WeekStart::Monday)
            && !is_review_due(&journal, today().plus(-1), WeekStart::Monday)
    );
    journal.apply(&set(REVIEWED, today().to_string()));
    assert!(
        !is_review_due(&journal, today().plus(6), WeekStart::Monday)
            && is_review_due(&journal, today().plus(7), WeekStart::Monday)
    );
    assert_eq!(Plan::of(&journal), Some(plan(30)));
    journal.apply(&set(PLAN, "not json".into()));
    assert_eq!(Plan::of(&journal), None);
}

#[test]
fn nothing_more_is_proposed_above_the_ceiling() {
    let of = |aim: u32, sessions: Vec<Session>| {
        let journal = Journal::new(Vec::new(), sessions, None);
        let review = review(&journal, &plan(aim), today(), WeekStart::Monday);
        assert!(review.proposal <= CEILING, "{review:?}");
        review
    };
    let days = |count: i64, minutes: u32| (1..=count).map(|ago| session(ago, minutes)).collect();
    // 300 active minutes; twice the dose of the recommended week, reached with 188 brisk minutes;
    // every day.
    let minutes = of(100, days(6, 50));
    let mut hard: Vec<Session> = days(3, 40);
    for session in &mut hard {
        session.met = 13.0;
    }
    let dose = of(60, hard);
    let every_day = of(60, days(7, 10));
    for review in [&minutes, &dose, &every_day] {
        assert_eq!(review.turn, Turn::Same, "{review:?}");
        assert_eq!(review.turns(), [Turn::Same, Turn::Easier]);
        assert!(
            review
                .in_words()
                .ends_with("That's plenty, and rest days are part of it."),
            "{}",
            review.in_words()
        );
    }
    assert!(
        minutes
            .in_words()
            .starts_with("You moved 300 minutes on 6 days.")
    );
    let long = of(60, days(6, 210));
    assert!(
        long.in_words()
            .starts_with("You moved 1,260 minutes on 6 days.")
    );
    // Below all thresholds the aim can go up, as far as the ceiling.
    let below = of(60, days(6, 11));
    assert_eq!((below.turn, below.proposal), (Turn::Up, 66));
    assert_eq!(of(290, days(6, 45)).proposal, 300);
    let at = of(300, days(6, 48));
    assert_eq!((at.turn, at.proposal), (Turn::Same, 300));
    let above = of(400, days(6, 48));
    assert_eq!((above.turn, above.proposal), (Turn::Easier, 300));
}

#[test]
fn each_later_week_of_plenty_says_whom_to_talk_to() {
    let weeks = |weeks: i64| {
        let sessions = (1..=7 * weeks).map(|ago| session(ago, 50)).collect();
        review(
            &Journal::new(Vec::new(), sessions, None),
            &plan(60),
            today(),
            WeekStart::Monday,
        )
    };
    assert!(weeks(1).plenty && !weeks(1).plenty_again);
    assert!(weeks(2).plenty && weeks(2).plenty_again);
}

#[test]
fn for_whom_effort_makes_it_worse_nothing_grows() {
    let pacing = Limits::read("pacing");
    assert_eq!([0, 20, 60].map(|now| first_aim(now, pacing)), [10, 20, 60]);
    let journal = Journal::new(Vec::new(), vec![session(1, 40), session(3, 40)], None)
        .with_settings([("about:limits".to_owned(), "pacing".to_owned())]);
    let review = review(&journal, &plan(60), today(), WeekStart::Monday);
    assert_eq!((review.turn, review.proposal), (Turn::Same, 60));
    assert_eq!(review.turns(), [Turn::Same, Turn::Easier]);
}

#[test]
fn the_week_of_a_goal_is_the_persons() {
    // Today is a Monday: a week from Sunday has just begun.
    let sessions = || {
        vec![
            session(0, 5),
            session(1, 10),
            session(2, 20),
            session(8, 40),
        ]
    };
    let journal = Journal::new(Vec::new(), sessions(), None);
    let of = |start| minutes_this_week(&journal, today(), start).round() as u32;
    assert_eq!(
        [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday].map(of),
        [5, 15, 35]
    );
    let sunday = review(&journal, &plan(60), today(), WeekStart::Sunday);
    assert_eq!(
        (sunday.first, sunday.last),
        (today().plus(-8), today().plus(-2))
    );
    assert_eq!(sunday.minutes, 60);
    // A goal made on a Monday has its first whole week from the next Saturday.
    let due = next_review(&plan(60), &journal, WeekStart::Saturday);
    assert_eq!(due, today().plus(5));
    assert_eq!(next_review(&plan(60), &journal, WeekStart::Monday), today());
}

#[test]
fn pain_after_the_reviewed_week_counts() {
    let mut hurt = session(1, 10);
    hurt.felt = Some(Felt::Hurt);
    let journal = Journal::new(Vec::new(), vec![hurt], None);
    let review = review(&journal, &plan(60), today().plus(2), WeekStart::Sunday);
    assert_eq!(review.turn, Turn::Easier);
    assert!(review.why.contains("hurt"), "{}", review.why);
}
