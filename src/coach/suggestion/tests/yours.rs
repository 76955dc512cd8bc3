//! What the person said of themselves: favorites, what is never suggested, equipment, place; and the seed.

use super::*;
use crate::coach::learned::Learned;
use crate::content::equipment::Lacks;
use crate::content::marks::{Mark, marking};
use crate::content::routines::routine;
use crate::domain::Change;

fn marked(journal: Journal, routine: &Routine, mark: Mark) -> Journal {
    let Change::SaveSetting { key, value } = marking(routine, Some(mark)) else {
        panic!("a mark is a setting");
    };
    journal.with_settings([(key, value)])
}

/// Every suggestion of these days and seeds.
fn all(journal: &Journal, now: &Circumstances<'_>) -> Vec<Suggestion> {
    let turns = (0..60).map(|turn| (day().plus(turn % 6), turn.cast_unsigned()));
    turns
        .filter_map(|(day, seed)| suggest(journal, day, now, seed))
        .collect()
}

#[test]
fn a_seed_that_is_given_is_that_of_the_draws() {
    let (journal, now) = (walker(1), with_energy(6));
    for seed in [1, 2, 20_260_302] {
        let found = suggest_by(seed, &journal, day(), &now).unwrap();
        let offered: Vec<&Routine> = found
            .candidates
            .iter()
            .map(|(id, _)| routine(id).expect("a routine of ours"))
            .collect();
        let learned = Learned::new(&journal, day());
        let scored = learned.rank(&offered, now.energy, &Marks::default(), seed);
        let scored: Vec<(String, f64)> =
            scored.into_iter().map(|one| (one.id, one.score)).collect();
        assert_eq!(scored, found.candidates, "{seed}");
    }
}

#[test]
fn what_is_never_wanted_is_never_suggested_nor_are_routines_of_it() {
    let walk = routine("walk-10").unwrap();
    let activity = Routine::free(&walk.activity, "Walk", 600);
    for marked_one in [walk, &activity] {
        let journal = marked(walker(1), marked_one, Mark::Never);
        for next in all(&journal, &with_energy(6)) {
            let ids = next.candidates.iter().map(|(id, _)| id.as_str());
            assert!(ids.chain([&*next.routine.id]).all(|id| id != "walk-10"));
        }
    }
}

#[test]
fn a_favorite_is_suggested_more_often() {
    let scores = |journal: &Journal| {
        let found = suggest_by(1, journal, day(), &with_energy(6)).unwrap();
        found.candidates
    };
    let plain = scores(&walker(1));
    let (last, _) = plain.last().unwrap();
    let favorite = routine(last).unwrap();
    let liking = marked(walker(1), favorite, Mark::Favorite);
    let better = scores(&liking);
    for (id, score) in &plain {
        let (_, other) = better.iter().find(|(other, _)| other == id).unwrap();
        let plus = if *id == favorite.id { 0.1 } else { 0.0 };
        assert!((other - score - plus).abs() < 1e-12, "{id}");
    }
    let chosen = |journal: &Journal| {
        let found = all(journal, &with_energy(6)).into_iter();
        let found = found.filter(|next| next.routine.id == favorite.id);
        found.collect::<Vec<_>>()
    };
    let (before, after) = (chosen(&walker(1)), chosen(&liking));
    assert!(
        after.len() > before.len(),
        "{} {}",
        after.len(),
        before.len()
    );
    let says_so = |next: &Suggestion| next.reason.text == "One of your favorites.";
    assert!(before.iter().all(|next| !says_so(next)));
}

#[test]
fn what_needs_equipment_that_is_missing_is_not_suggested() {
    let now = Circumstances {
        limits: Limits {
            lacks: Lacks::all_but(&[]),
            ..Limits::default()
        },
        ..with_energy(8)
    };
    let found = all(&walker(1), &now);
    assert!(found.len() > 50);
    for next in found {
        assert_eq!(now.limits.lacks.missing_for(&next.routine), None);
    }
    let limits = Limits::of(&Journal::default().with_settings([(
        crate::content::equipment::LACKS.to_owned(),
        "chair".to_owned(),
    )]));
    assert_eq!(limits.lacks, Lacks::read("chair"));
}

#[test]
fn a_place_leaves_only_what_can_be_done_there() {
    for place in [Place::Indoors, Place::Outdoors] {
        let now = Circumstances {
            place: Some(place),
            ..with_energy(6)
        };
        let found = all(&walker(1), &now);
        assert!(!found.is_empty());
        assert!(found.iter().all(|next| next.routine.place.suits(place)));
    }
}

/// A cyclist's own rides are vigorous: nothing vigorous is suggested before the safety questions.
#[test]
fn a_ride_that_waits_for_the_safety_questions_is_named() {
    let rides = |count: usize| {
        let sessions = cyclist(&vec![30; count]).sessions().to_vec();
        let named = sessions.into_iter().map(|session| Session {
            activity: "bike".into(),
            ..session
        });
        Journal::new(Vec::new(), named.collect(), None)
    };
    let waits = |journal: &Journal, limits: Limits| {
        let now = Circumstances {
            limits,
            ..with_energy(6)
        };
        suggest(journal, day(), &now, 1).unwrap().waits
    };
    let told = waits(&rides(3), Limits::default());
    assert_eq!(told, Some(content::activities::label("bike").to_owned()));
    assert_eq!(waits(&rides(1), Limits::default()), None, "done once");
    assert_eq!(waits(&walker(1), Limits::default()), None);
    let gentle = Limits::read("gentle");
    assert_eq!(
        waits(&rides(3), gentle),
        None,
        "it would not be suggested anyway"
    );
    for answers in [[false, false, true, false], [false, true, false, false]] {
        let answered = Limits {
            readiness: Some(Readiness {
                day: day(),
                answers: Answers::new(answers),
            }),
            ..Limits::default()
        };
        assert_eq!(waits(&rides(3), answered), None);
    }
    let ride = Routine::free("bike", "Bike", 600);
    let never = marked(rides(3), &ride, Mark::Never);
    assert_eq!(waits(&never, Limits::default()), None);
}

/// A check-in with this energy and calm.
fn rated(energy: u8, calm: u8) -> CheckIn {
    let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T08:00:00+00:00").unwrap();
    CheckIn {
        id: IdMaker::seeded(3).make(at),
        at,
        timed: true,
        day: day(),
        ratings: Ratings {
            energy: Rating::new(energy),
            calm: Rating::new(calm),
            ..Ratings::default()
        },
        sleep_hours: None,
        own: crate::domain::OwnAnswers::default(),
        tags: vec![],
        note: String::new(),
        source: Source::Typed,
        import: None,
        updated_at: at,
    }
}

#[test]
fn each_reason_has_the_records_that_make_it_true() {
    let walks = walker(2);
    let rides = cyclist(&[12, 14]).sessions().to_vec();
    let unrated = rides.into_iter().map(|ride| Session {
        before: None,
        ..ride
    });
    let rides = Journal::new(Vec::new(), unrated.collect(), None);
    let low = Journal::new(vec![rated(2, 5)], walks.sessions().to_vec(), None);
    let tense = Journal::new(vec![rated(6, 2)], walks.sessions().to_vec(), None);
    let mut seen = BTreeSet::new();
    for (journal, days) in [(&walks, 6), (&rides, 6), (&low, 1), (&tense, 1)] {
        let turns = (0..60).map(|turn: i64| (day().plus(turn % days), turn.cast_unsigned()));
        let found = turns.filter_map(|(today, seed)| {
            let usual = Circumstances::of(journal, today);
            let now = Circumstances {
                energy: usual.energy.or(Rating::new(6)),
                ..usual
            };
            suggest(journal, today, &now, seed)
        });
        for next in found {
            let sessions: Vec<&Session> = next
                .reason
                .records
                .iter()
                .filter_map(|id| journal.session(*id))
                .collect();
            let check_ins = next.reason.records.iter();
            let check_ins = check_ins.filter_map(|id| journal.check_in(*id));
            let (kind, is_true) = match &*next.reason.text {
                text if text.contains("own lately") => (
                    "own",
                    sessions.len() == 2
                        && sessions
                            .iter()
                            .all(|one| one.activity == next.routine.activity),
                ),
                text if text.contains("energy is low") => (
                    "low",
                    check_ins
                        .clone()
                        .all(|one| one.ratings.energy <= Rating::new(3)),
                ),
                text if text.contains("tense") => (
                    "tense",
                    check_ins
                        .clone()
                        .all(|one| one.ratings.calm <= Rating::new(3)),
                ),
                text if text.contains("after this") => (
                    "lift",
                    sessions
                        .iter()
                        .all(|one| one.activity == next.routine.activity && one.lift().is_some()),
                ),
                "A change from yesterday." => (
                    "change",
                    sessions
                        .iter()
                        .all(|one| one.activity != next.routine.activity),
                ),
                _ => continue,
            };
            assert!(
                is_true && !next.reason.records.is_empty(),
                "{:?}",
                next.reason
            );
            seen.insert(kind);
        }
    }
    for kind in ["own", "low", "tense", "lift"] {
        assert!(seen.contains(kind), "{kind} in {seen:?}");
    }
}
