//! Saved data loads unchanged.

use super::samples::*;
use crate::domain::player::Player;
use crate::domain::{
    Also, Change, CheckIn, Day, Durability, Effort, Felt, Id, Journal, Question, Rating, Ratings,
    RecordKind, Routine, Running, Session, Source, StepDone,
};
use crate::store::Store;
use crate::store::write::Writing;
use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::fs;

fn running() -> Running {
    let routine = Routine::free("walking", "A walk", 600);
    let player = Player::new(routine.steps());
    Running {
        id: id(7),
        routine,
        start: now(),
        before: Rating::new(3),
        also: Also::default(),
        player,
        kept: now(),
    }
}

#[test]
fn days_are_loaded_since_a_day_or_all() {
    let mut store = memory();
    for days in 0..10 {
        store
            .apply(&Change::save(on(check_in(days as u8 + 1), -days)), now())
            .unwrap();
    }
    let recent = store.recent(today().plus(-2)).unwrap();
    assert_eq!(
        (recent.check_ins().len(), recent.from()),
        (3, Some(today().plus(-2)))
    );
    assert_eq!(store.all().unwrap().check_ins().len(), 10);
    assert!(
        store.has_before(today().plus(-8)).unwrap() && !store.has_before(today().plus(-9)).unwrap()
    );
    assert_eq!(
        store.last_record_day(today()).unwrap(),
        Some(today().plus(-1))
    );
    assert_eq!(store.last_record_day(today().plus(-9)).unwrap(), None);
}

#[test]
fn saving_again_is_an_edit_and_the_time_of_change_is_the_present() {
    let mut store = memory();
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    let edited = CheckIn {
        note: "better".into(),
        tags: vec![],
        ..check_in(1)
    };
    assert_eq!(
        store
            .apply(&Change::save(edited.clone()), later(5))
            .unwrap()
            .records,
        1
    );
    assert_eq!(
        store.all().unwrap().check_ins(),
        [CheckIn {
            updated_at: later(5),
            ..edited
        }]
    );
}

#[test]
fn deleting_what_is_gone_does_nothing() {
    let mut store = memory();
    assert_eq!(
        store
            .apply(&Change::Delete(RecordKind::Session, id(1)), now())
            .unwrap()
            .records,
        0
    );
    assert_eq!(store.undo(now()).unwrap(), None);
}

#[test]
fn several_changes_happen_together_or_not_at_all() {
    let mut store = memory();
    let impossible = CheckIn {
        sleep_hours: Some(25.0),
        ..check_in(2)
    };
    let both = Change::Several(vec![Change::save(check_in(1)), Change::save(impossible)]);
    let error = store.apply(&both, now()).unwrap_err().to_string();
    assert!(error.contains("sleep_hours"), "{error}");
    assert!(store.all().unwrap().is_empty());
    assert_eq!(store.undo(now()).unwrap(), None);
}

#[test]
fn a_write_that_never_finished_never_happened() {
    let (folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    let mut writing = Writing::begin(&mut store.connection, now()).unwrap();
    writing.save(&check_in(2).into()).unwrap();
    // Simulates a power cut here: the file and its log as they are on disk.
    let cut = folder.path().join("cut.db");
    fs::copy(&path, &cut).unwrap();
    fs::copy(path.with_extension("db-wal"), cut.with_extension("db-wal")).unwrap();
    assert_eq!(open(&cut).all().unwrap().check_ins(), [check_in(1)]);
    drop(writing);
    drop(store);
    assert_eq!(open(&path).all().unwrap().check_ins(), [check_in(1)]);
}

#[test]
fn the_running_session_is_kept_dropped_and_finished() {
    let mut store = memory();
    assert_eq!(store.running().unwrap(), None);
    store.keep_running(&running(), Durability::Disk).unwrap();
    let mut on = running();
    on.player.advance(std::time::Duration::from_millis(12_345));
    store.keep_running(&on, Durability::Disk).unwrap();
    assert_eq!(store.running().unwrap(), Some(on));
    store.drop_running().unwrap();
    assert_eq!(store.running().unwrap(), None);

    store.keep_running(&running(), Durability::Disk).unwrap();
    store.finish(&session(7), now()).unwrap();
    assert_eq!(store.running().unwrap(), None);
    assert_eq!(store.all().unwrap().sessions(), [session(7)]);
    store.undo(now()).unwrap();
    assert!(store.all().unwrap().is_empty());
}

#[test]
fn a_damaged_running_session_is_put_aside() {
    let mut store = memory();
    store.keep_running(&running(), Durability::Disk).unwrap();
    store
        .connection
        .execute("UPDATE running SET running = '{\"id\": 3'", [])
        .unwrap();
    assert_eq!(store.running().unwrap(), None);
    let aside = format!("running.damaged.{}", now().timestamp_millis());
    assert_eq!(
        store.setting(&aside).unwrap().as_deref(),
        Some("{\"id\": 3")
    );
    store.keep_running(&running(), Durability::Disk).unwrap();
    assert_eq!(store.running().unwrap(), Some(running()));
}

#[test]
fn settings_are_words_by_name() {
    let mut store = memory();
    assert_eq!(store.setting("plan").unwrap(), None);
    store.set_setting("plan", "30", now()).unwrap();
    store
        .apply(
            &Change::SaveSetting {
                key: "plan".into(),
                value: "33".into(),
            },
            now(),
        )
        .unwrap();
    store
        .apply(
            &Change::SaveSetting {
                key: "new".into(),
                value: "yes".into(),
            },
            now(),
        )
        .unwrap();
    assert_eq!(
        store.settings().unwrap(),
        [("new".into(), "yes".into()), ("plan".into(), "33".into())]
    );
    store.undo(now()).unwrap();
    store.undo(now()).unwrap();
    assert_eq!(store.settings().unwrap(), [("plan".into(), "30".into())]);
}

#[test]
fn ids_are_all_different_sorted_and_the_same_for_one_seed() {
    let mut store = memory();
    let many: Vec<Id> = (0..20_000).map(|_| store.new_id(now())).collect();
    assert!(many.is_sorted() && many.windows(2).all(|pair| pair[0] != pair[1]));
    store.seed(5);
    let first = store.new_id(now());
    store.seed(5);
    assert_eq!(store.new_id(now()), first);
    store
        .apply(
            &Change::save(CheckIn {
                id: first,
                ..check_in(1)
            }),
            now(),
        )
        .unwrap();
    store.seed(5);
    assert_ne!(
        store.new_id(now()),
        first,
        "a second run with the same seed does not overwrite"
    );
}

#[test]
fn a_copy_is_whole_while_the_file_is_in_use() {
    let (folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(session(1)), now()).unwrap();
    let copy = folder.path().join("copy.db");
    fs::write(&copy, "what was there before").unwrap();
    store.copy_to(&copy).unwrap();
    assert_eq!(open(&copy).all().unwrap(), store.all().unwrap());
    assert!(
        store
            .copy_to(&folder.path().join("no folder").join("x"))
            .is_err()
    );
}

#[test]
fn ten_years_come_back_equal() {
    let mut store = memory();
    let ten = |n: i64| Id::new(now() + chrono::TimeDelta::milliseconds(n), [1; 10]);
    let check_ins: Vec<CheckIn> = (0..3650)
        .map(|n| CheckIn {
            id: ten(n),
            ..on(check_in(1), -n)
        })
        .collect();
    let sessions: Vec<Session> = (0..2000)
        .map(|n| Session {
            id: ten(n),
            day: today().plus(-n),
            steps: vec![session(1).steps[0].clone(); 12],
            ..session(1)
        })
        .collect();
    let mut changes: Vec<Change> = check_ins.iter().cloned().map(Change::save).collect();
    changes.extend(sessions.iter().cloned().map(Change::save));
    assert_eq!(
        store
            .apply(&Change::Several(changes), now())
            .unwrap()
            .records,
        5650
    );
    assert_eq!(
        store.all().unwrap(),
        Journal::new(check_ins, sessions, None)
    );
}

prop_compose! {
    fn any_moment()(millis in -2_208_988_800_000_i64..7_258_118_400_000, minutes in -14 * 60..14 * 60) -> crate::domain::Moment {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        DateTime::from_timestamp_millis(millis).unwrap().with_timezone(&offset)
    }
}

prop_compose! {
    fn any_day()(year in 0..=9999, ordinal in 1_u32..=365) -> Day {
        Day::from_date(NaiveDate::from_yo_opt(year, ordinal).unwrap())
    }
}

fn any_rating() -> impl Strategy<Value = Option<Rating>> {
    option::of((1_u8..=9).prop_map(|value| Rating::new(value).unwrap()))
}

fn any_source() -> impl Strategy<Value = Source> {
    prop::sample::select(Source::ALL.to_vec())
}

fn any_id() -> impl Strategy<Value = Id> {
    (any_moment(), any::<[u8; 10]>()).prop_map(|(made, random)| Id::new(made, random))
}

prop_compose! {
    fn any_check_in()(
        (id, at, timed, day) in (any_id(), any_moment(), any::<bool>(), any_day()),
        answers in prop::array::uniform8(any_rating()),
        sleep_hours in option::of(0.0..=24.0),
        own in vec((any_id(), -1e6..=1e6), 0..4),
        tags in vec(any::<String>(), 0..4),
        (note, source, import) in (any::<String>(), any_source(), option::of(any_id())),
    ) -> CheckIn {
        let own = own.into_iter().collect();
        let mut ratings = Ratings::default();
        Question::ALL.into_iter().zip(answers).for_each(|(question, answer)| ratings.set(question, answer));
        CheckIn { id, at, timed, day, ratings, own, sleep_hours, tags, note, source, import, updated_at: now() }
    }
}

prop_compose! {
    fn any_session()(
        (id, start, timed, day, import) in (any_id(), any_moment(), any::<bool>(), any_day(), option::of(any_id())),
        (activity, title, routine) in (any::<String>(), any::<String>(), option::of(any::<String>())),
        (active_seconds, planned_seconds, distance_m, met) in (any::<u32>(), option::of(any::<u32>()), option::of(0.0..1e9), 1.0..=20.0),
        (effort, felt) in (option::of(0_u8..=10), option::of(prop::sample::select(Felt::ALL.to_vec()))),
        rated in prop::array::uniform6(any_rating()),
        (complete, note, source) in (any::<bool>(), any::<String>(), any_source()),
        steps in vec((any::<String>(), any::<u32>(), any::<bool>()), 0..4),
    ) -> Session {
        let [before, after, energy_before, energy_after, calm_before, calm_after] = rated;
        let step = |(movement, seconds, complete)| StepDone { movement, seconds, complete };
        Session {
            id, start, timed, day, activity, title, routine, active_seconds, planned_seconds, distance_m, met,
            effort: effort.and_then(Effort::new), before, after,
            also: Also { energy_before, energy_after, calm_before, calm_after },
            felt, complete, note, source, steps: steps.into_iter().map(step).collect(), import, updated_at: now(),
        }
    }
}

/// Compares with `Debug`, because equality of moments ignores the offset.
fn shown(store: &Store) -> String {
    format!("{:?}", in_sight(store))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_record_comes_back_as_it_was_also_by_way_of_undo(check_in in any_check_in(), session in any_session()) {
        let mut store = memory();
        let both = Change::Several(vec![Change::save(check_in.clone()), Change::save(session.clone())]);
        store.apply(&both, now()).unwrap();
        let journal = store.all().unwrap();
        prop_assert_eq!(journal.check_ins(), std::slice::from_ref(&check_in));
        prop_assert_eq!(journal.sessions(), std::slice::from_ref(&session));
        prop_assert_eq!(journal.check_ins()[0].at.offset(), check_in.at.offset());
        let (first, last) = journal.span().unwrap();
        prop_assert_eq!(store.days(None).unwrap(), journal.days(first, last));
        prop_assert_eq!(store.days(Some(last)).unwrap(), journal.days(last, last));
        let before = shown(&store);
        store.undo(now()).unwrap();
        prop_assert!(store.all().unwrap().is_empty());
        store.redo(now()).unwrap();
        prop_assert_eq!(shown(&store), before);
    }
}
