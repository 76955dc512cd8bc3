//! What is suggested, and why.

use super::last_time::{demand, is_a_little_more};
use super::*;
use crate::content::safety::{Answers, Readiness, SETTING};
use crate::domain::{Also, CheckIn, IdMaker, REFUSED, Ratings, Session, Source};
use chrono::NaiveDate;

mod yours;

fn day() -> Day {
    Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
}

/// The day after [`day`]. Its turn is for the familiar; [`day`]'s is for something new.
fn known_turn() -> Day {
    day().plus(1)
}

fn with_energy(energy: u8) -> Circumstances<'static> {
    Circumstances {
        energy: Rating::new(energy),
        ..Circumstances::default()
    }
}

#[test]
fn the_first_suggestion_is_the_smallest() {
    let suggestion = suggest(&Journal::default(), day(), &Circumstances::default(), 1).unwrap();
    assert!(suggestion.routine.minutes() <= 2);
    assert_eq!(
        suggestion.reason.text,
        "The smallest one. Stop whenever you like."
    );
}

#[test]
fn low_energy_gets_nothing_hard_or_long() {
    for seed in 0..200 {
        let suggestion = suggest(&Journal::default(), day(), &with_energy(2), seed).unwrap();
        assert_eq!(intensity::of(&suggestion.routine), Intensity::Gentle);
        assert!(suggestion.routine.minutes() <= 10);
    }
}

#[test]
fn nothing_vigorous_is_suggested_unasked() {
    for seed in 0..200 {
        let suggestion = suggest(&Journal::default(), day(), &with_energy(9), seed).unwrap();
        assert!(intensity::of(&suggestion.routine) < Intensity::Vigorous);
    }
}

#[test]
fn what_was_refused_is_not_offered_again() {
    let mut refused = Vec::new();
    while let Some(suggestion) = suggest(
        &Journal::default(),
        day(),
        &Circumstances {
            refused: &refused,
            ..Circumstances::default()
        },
        7,
    ) {
        assert!(!refused.contains(&suggestion.routine.id));
        refused.push(suggestion.routine.id.clone());
    }
    assert!(refused.len() > 3);
}

fn done(id: &str, felt: Felt, ago: i64) -> Session {
    let start = chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+00:00").unwrap()
        - chrono::TimeDelta::days(ago);
    Session {
        id: IdMaker::seeded(ago as u64).make(start),
        start,
        timed: true,
        day: day().plus(-ago),
        activity: content::routines::routine(id).unwrap().activity.clone(),
        title: id.into(),
        routine: Some(id.into()),
        active_seconds: 600,
        planned_seconds: None,
        distance_m: None,
        met: 3.0,
        effort: None,
        before: None,
        after: None,
        also: Also::default(),
        felt: Some(felt),
        complete: true,
        note: String::new(),
        source: Source::Timer,
        steps: Vec::new(),
        import: None,
        updated_at: start,
    }
}

fn after(sessions: Vec<Session>, seed: u64) -> Suggestion {
    suggest(
        &Journal::new(Vec::new(), sessions, None),
        known_turn(),
        &with_energy(6),
        seed,
    )
    .unwrap()
}

#[test]
fn what_was_too_hard_leads_to_something_easier() {
    let hard = content::routines::routine("three-songs").unwrap();
    for seed in 0..100 {
        let next = after(vec![done("three-songs", Felt::TooHard, 2)], seed);
        assert!(demand(&next.routine) < demand(hard), "{}", next.routine.id);
        assert_eq!(
            next.reason.text,
            "Last time was too hard, so here's something easier."
        );
    }
}

#[test]
fn what_hurt_leads_to_something_gentler() {
    let last = content::routines::routine("three-songs").unwrap();
    for seed in 0..100 {
        let next = after(vec![done("three-songs", Felt::Hurt, 2)], seed);
        assert!(demand(&next.routine) < demand(last), "{}", next.routine.id);
        assert_eq!(
            next.reason.text,
            "Last time hurt, so here's something gentler."
        );
    }
}

#[test]
fn vigorous_is_suggested_to_the_ready_and_lively_alone() {
    let vigorous = |letters: &str, energy: u8| {
        let journal = Journal::default();
        let answered = [(SETTING.to_owned(), format!("2026-03-01 {letters}"))];
        let journal = journal.with_settings(answered.into_iter().filter(|_| !letters.is_empty()));
        let now = Circumstances {
            limits: Limits::of(&journal),
            ..with_energy(energy)
        };
        let hard = |routine: &&Routine| intensity::of(routine) == Intensity::Vigorous;
        let mut hard = routines().iter().filter(hard);
        hard.any(|routine| fits(routine, &now, day()))
    };
    assert!(vigorous("nnyn", 8) && !vigorous("nnyn", 6) && !vigorous("nnyn", 2));
    for letters in ["", "nnnn", "ynyn", "nyyn"] {
        assert!(!vigorous(letters, 9), "{letters}");
    }
}

#[test]
fn what_was_too_easy_leads_to_a_little_more_more_often() {
    let easy = content::routines::routine("chair-8").unwrap();
    let more = |felt| {
        let asked = (0..100).map(|seed| after(vec![done("chair-8", felt, 2)], seed));
        asked
            .filter(|next| is_a_little_more(&next.routine, easy))
            .count()
    };
    assert!(more(Felt::TooEasy) > more(Felt::Fine) + 20);
}

#[test]
fn what_hurt_is_left_out_until_it_went_well_again() {
    let offers = |sessions: Vec<Session>| {
        after(sessions, 3)
            .candidates
            .iter()
            .any(|(id, _)| id == "mobility")
    };
    assert!(!offers(vec![done("mobility", Felt::Hurt, 300)]));
    assert!(offers(vec![
        done("mobility", Felt::Hurt, 30),
        done("mobility", Felt::Fine, 3)
    ]));
}

#[test]
fn the_same_day_and_seed_give_the_same_suggestion() {
    let ask = |seed| suggest(&Journal::default(), day(), &with_energy(6), seed).unwrap();
    assert_eq!(ask(5), ask(5));
    let different = (0..50)
        .map(|seed| ask(seed).routine.id.clone())
        .collect::<std::collections::BTreeSet<_>>();
    assert!(different.len() > 1, "chance decides between equals");
}

#[test]
fn the_minutes_asked_for_are_kept() {
    for minutes in [2, 5, 10, 20] {
        let now = Circumstances {
            minutes: Some(minutes),
            ..Circumstances::default()
        };
        assert!(
            suggest(&Journal::default(), day(), &now, 3)
                .unwrap()
                .routine
                .minutes()
                <= minutes
        );
    }
}

/// Twelve rated walks, every other day, each with this lift.
fn walker(lift: u8) -> Journal {
    let session = |ago: i64| Session {
        before: Rating::new(4),
        after: Rating::new(4 + lift),
        felt: Some(Felt::Fine),
        ..done("walk-10", Felt::Fine, ago)
    };
    Journal::new(
        Vec::new(),
        (1..=12).map(|turn| session(2 * turn)).collect(),
        None,
    )
}

#[test]
fn the_reason_is_the_persons_own_lift_with_interval_and_count() {
    let reasons: Vec<String> = (0..60)
        .map(|seed| {
            suggest(&walker(2), known_turn(), &with_energy(6), seed)
                .unwrap()
                .reason
                .text
        })
        .collect();
    let own = reasons
        .iter()
        .find(|reason| reason.starts_with("You usually feel about "))
        .unwrap();
    assert!(
        own.contains(" points better after this (likely ") && own.ends_with(", 12 sessions)."),
        "{own}"
    );
}

#[test]
fn at_most_one_suggestion_in_three_is_untried_and_none_when_energy_is_low() {
    let journal = walker(0);
    let activity = &content::routines::routine("walk-10").unwrap().activity;
    let new = |energy: u8| {
        let days = (0..60).map(|turn| (day().plus(turn % 3), turn.cast_unsigned()));
        let asked =
            days.map(|(day, seed)| suggest(&journal, day, &with_energy(energy), seed).unwrap());
        asked
            .filter(|next| next.routine.activity != *activity)
            .count()
    };
    assert!((1..=20).contains(&new(6)), "{}", new(6));
    assert_eq!(new(3), 0);
}

#[test]
fn what_was_refused_or_stopped_again_and_again_is_offered_less() {
    let refusals = |journal: Journal| {
        let keys = (1..40).map(|ago| {
            (
                format!("{REFUSED}{}", day().plus(-ago)),
                "walk-10".to_owned(),
            )
        });
        journal.with_settings(keys)
    };
    let offered = |journal: &Journal| {
        let asked =
            (0..90).filter_map(|seed| suggest(journal, known_turn(), &with_energy(6), seed));
        asked.filter(|next| next.routine.id == "walk-10").count()
    };
    let (liked, refused) = (offered(&walker(1)), offered(&refusals(walker(1))));
    assert!(
        refused * 2 < liked,
        "{refused} of 90, {liked} without refusals"
    );
}

/// evidence.md, rule 9.
#[test]
fn after_a_week_without_movement_it_is_a_small_one() {
    for seed in 0..30 {
        let last = done("walk-10", Felt::Fine, 9);
        let next = after(vec![last], seed);
        assert!(
            next.routine.is_tiny() && next.reason.text.contains("to start back with"),
            "{next:?}"
        );
    }
}

#[test]
fn the_coin_of_an_experiment_chooses_the_activity() {
    use crate::coach::experiment::Proposal;
    let made = chrono::DateTime::parse_from_rfc3339("2026-03-01T09:00:00+00:00").unwrap();
    let proposal = Proposal {
        arm_a: "yoga".into(),
        arm_b: "walk_moderate".into(),
        ..Proposal::usual(day().plus(-1))
    };
    let trial = proposal.register(IdMaker::seeded(1).make(made), 3, made);
    let check_in = |later: i64| {
        let at = made + chrono::TimeDelta::days(later + 1);
        CheckIn {
            id: IdMaker::seeded(later as u64).make(at),
            at,
            timed: true,
            day: day().plus(later),
            ratings: Ratings::default(),
            sleep_hours: None,
            own: crate::domain::OwnAnswers::default(),
            tags: vec![],
            note: String::new(),
            source: Source::Typed,
            import: None,
            updated_at: at,
        }
    };
    let sessions = walker(1).sessions().to_vec();
    let journal =
        Journal::new((0..8).map(check_in).collect(), sessions, None).with(vec![trial.clone()]);
    let now = Circumstances {
        minutes: Some(30),
        ..with_energy(8)
    };
    for later in 0..8 {
        let today = day().plus(later);
        let next = suggest(&journal, today, &now, 5).unwrap();
        assert_eq!(Some(next.routine.activity.as_str()), coin(&journal, today));
        assert_eq!(next.reason.text, "Today's coin picked this.");
    }
}

/// Rides without a routine, every other day, with the given minutes.
fn cyclist(minutes: &[u32]) -> Journal {
    let ride = |(turn, minutes): (i64, &u32)| Session {
        activity: "bike_easy".into(),
        title: "Cycle, easy".into(),
        routine: None,
        active_seconds: minutes * 60,
        before: Rating::new(4),
        after: Rating::new(7),
        ..done("walk-10", Felt::Fine, 2 * turn)
    };
    Journal::new(Vec::new(), (1..).zip(minutes).map(ride).collect(), None)
}

#[test]
fn what_one_does_on_ones_own_is_suggested_too_with_its_usual_length() {
    let journal = cyclist(&[10, 14, 12]);
    let days = (0..30).map(|later| (day().plus(later % 2), later.cast_unsigned()));
    let own: Vec<Suggestion> = days
        .filter_map(|(day, seed)| suggest(&journal, day, &with_energy(6), seed))
        .filter(|next| next.routine.id == "own:bike_easy")
        .collect();
    let first = own.first().expect("the bicycle is never offered");
    assert_eq!(first.routine.seconds(), 12 * 60);
    assert_eq!(first.routine.title, "Cycle, easy");
    assert_eq!(first.routine.stored_id(), None);
}

#[test]
fn what_was_done_once_or_is_longer_than_there_is_time_for_is_not_suggested() {
    let never = |journal: &Journal, minutes| {
        let now = Circumstances {
            minutes,
            ..with_energy(6)
        };
        (0..60).all(|seed| {
            suggest(journal, day(), &now, seed)
                .is_none_or(|next| next.routine.id != "own:bike_easy")
        })
    };
    assert!(never(&cyclist(&[12]), None));
    assert!(never(&cyclist(&[50, 60, 70]), Some(30)));
}

/// Unless it is low, energy limits the length of unsolicited suggestions but not of a ride the person takes anyway.
#[test]
fn a_ride_of_the_usual_length_is_suggested_unless_energy_is_low() {
    let journal = cyclist(&[30, 35, 30]);
    let rides = |energy| {
        let days = (0..60).map(|later| (day().plus(later % 2), later.cast_unsigned()));
        let now = Circumstances {
            energy,
            ..Circumstances::default()
        };
        days.filter_map(|(day, seed)| suggest(&journal, day, &now, seed))
            .filter(|next| next.routine.id == "own:bike_easy")
            .count()
    };
    for energy in [None, Rating::new(5), Rating::new(9)] {
        assert!(rides(energy) > 0, "{energy:?}");
    }
    assert_eq!(rides(Rating::new(3)), 0);
}

/// Imports keep the original names; their intensity and family are those of the activity they refer to.
#[test]
fn a_name_of_ones_own_is_as_hard_as_what_it_names() {
    use crate::coach::learned::family;
    assert_eq!(family("walking brisk"), family("walk_brisk"));
    assert_eq!(family("Cycling"), family("bike"));
    let called = |name: &str| {
        let sessions = cyclist(&[12, 12]).sessions().to_vec();
        let named = sessions.into_iter().map(|session| Session {
            activity: name.into(),
            ..session
        });
        Journal::new(Vec::new(), named.collect(), None)
    };
    let rides = |name: &str, energy, readiness| {
        let journal = called(name);
        let days = (0..60).map(|later| (day().plus(later % 2), later.cast_unsigned()));
        let now = Circumstances {
            limits: Limits {
                readiness,
                ..Limits::default()
            },
            ..with_energy(energy)
        };
        days.filter_map(|(day, seed)| suggest(&journal, day, &now, seed))
            .filter(|next| next.routine.id == format!("own:{name}"))
            .count()
    };
    let ready = Some(Readiness {
        day: day(),
        answers: Answers::new([false, false, true, false]),
    });
    for name in ["bike", "cycling"] {
        assert!(rides(name, 6, ready) > 0, "{name}");
        assert_eq!(rides(name, 4, ready), 0, "{name} is hard");
        assert_eq!(rides(name, 6, None), 0, "{name} is vigorous");
    }
}

#[test]
fn sitting_quietly_is_never_suggested_however_often_it_was_done() {
    let sit = |turn: i64| Session {
        activity: ["sit_quietly", "sitting quietly"][usize::from(turn % 2 == 0)].into(),
        routine: None,
        before: Rating::new(3),
        after: Rating::new(9),
        ..done("walk-10", Felt::Fine, turn)
    };
    let journal = Journal::new(Vec::new(), (2..12).map(sit).collect(), None);
    for later in 0..6 {
        let next = suggest(&journal, day().plus(later), &with_energy(6), 1).unwrap();
        let offered = next.candidates.iter().map(|(id, _)| id.as_str());
        for id in offered.chain([next.routine.id.as_str()]) {
            assert!(!id.starts_with("own:sit"), "{id}");
        }
    }
}

#[test]
fn what_was_refused_today_is_not_offered_by_any_command() {
    let first = suggest(&walker(1), day(), &with_energy(6), 3).unwrap();
    let refused =
        walker(1).with_settings([(format!("{REFUSED}{}", day()), first.routine.id.clone())]);
    for seed in 0..60 {
        let next = suggest(&refused, day(), &with_energy(6), seed).unwrap();
        assert_ne!(next.routine.id, first.routine.id);
    }
}

#[test]
fn one_turn_in_three_is_something_of_a_kind_that_is_new() {
    let journal = walker(1);
    let walk = crate::coach::learned::family("walk_moderate");
    let mut new = Vec::new();
    for later in 0..30 {
        let next = suggest(&journal, day().plus(later % 5), &with_energy(6), 9).unwrap();
        let is_new = crate::coach::learned::family(&next.routine.activity) != walk;
        assert!(
            !is_new
                || next.reason.text.starts_with("New to you")
                || !next.reason.records.is_empty()
        );
        new.push(is_new);
    }
    assert!(new.iter().any(|is_new| *is_new));
    assert!(new.iter().filter(|is_new| **is_new).count() <= 12);
}

#[test]
fn a_reason_names_the_records_that_make_it_true() {
    let hurt = after(vec![done("three-songs", Felt::Hurt, 1)], 1);
    assert_eq!(hurt.reason.records, [done("three-songs", Felt::Hurt, 1).id]);
}
