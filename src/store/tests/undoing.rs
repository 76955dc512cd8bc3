//! Every write can be taken back, and done again.

use super::samples::*;
use crate::domain::{Change, CheckIn, Deed, RecordKind, Session, Undone};
use crate::store::Store;

fn one(kind: RecordKind, deed: Deed) -> Undone {
    Undone {
        kind: Some(kind),
        deed,
        records: 1,
        day: Some(today()),
    }
}

fn saved(store: &mut Store, change: &Change) {
    store.apply(change, now()).unwrap();
}

#[test]
fn adding_editing_and_deleting_are_taken_back_in_turn_and_done_again() {
    let mut store = memory();
    let edited = CheckIn {
        note: "other".into(),
        tags: vec!["ill".into()],
        sleep_hours: None,
        ..check_in(1)
    };
    saved(&mut store, &Change::SaveCheckIn(check_in(1)));
    saved(&mut store, &Change::SaveCheckIn(edited.clone()));
    saved(&mut store, &Change::DeleteCheckIn(id(1)));
    assert!(store.all().unwrap().is_empty());

    let at_each = [
        (Deed::Deleted, vec![edited.clone()]),
        (Deed::Changed, vec![check_in(1)]),
        (Deed::Added, vec![]),
    ];
    for (deed, left) in at_each {
        assert_eq!(
            store.undo(later(1)).unwrap(),
            Some(one(RecordKind::CheckIn, deed))
        );
        assert_eq!(in_sight(&store).0, left);
    }
    assert_eq!(store.undo(later(2)).unwrap(), None);

    let at_each = [
        (Deed::Added, vec![check_in(1)]),
        (Deed::Changed, vec![edited]),
        (Deed::Deleted, vec![]),
    ];
    for (deed, left) in at_each {
        assert_eq!(
            store.redo(later(3)).unwrap(),
            Some(one(RecordKind::CheckIn, deed))
        );
        assert_eq!(in_sight(&store).0, left);
    }
    assert_eq!(store.redo(later(4)).unwrap(), None);
}

#[test]
fn back_and_forth_many_times_changes_nothing() {
    let mut store = memory();
    saved(&mut store, &Change::SaveSession(session(1)));
    saved(
        &mut store,
        &Change::SaveSession(Session {
            steps: vec![],
            distance_m: None,
            ..session(1)
        }),
    );
    let there = in_sight(&store);
    for _ in 0..5 {
        store.undo(now()).unwrap();
        assert_eq!(
            in_sight(&store).1,
            [session(1)],
            "to the last bit of a fraction"
        );
        store.undo(now()).unwrap();
        assert!(store.all().unwrap().is_empty());
        store.redo(now()).unwrap();
        store.redo(now()).unwrap();
        assert_eq!(in_sight(&store), there);
    }
}

#[test]
fn several_changes_are_one_step() {
    let mut store = memory();
    saved(&mut store, &Change::SaveSession(session(9)));
    let before = in_sight(&store);
    let twice = CheckIn {
        note: "again".into(),
        ..check_in(1)
    };
    saved(
        &mut store,
        &Change::Several(vec![
            Change::SaveCheckIn(check_in(1)),
            Change::SaveCheckIn(twice),
            Change::Several(vec![Change::DeleteSession(id(9))]),
        ]),
    );
    let after = in_sight(&store);
    let step = Undone {
        kind: None,
        deed: Deed::Changed,
        records: 3,
        day: Some(today()),
    };
    assert_eq!(store.undo(now()).unwrap(), Some(step));
    assert_eq!(in_sight(&store), before);
    assert_eq!(store.redo(now()).unwrap(), Some(step));
    assert_eq!(in_sight(&store), after);
}

#[test]
fn a_new_write_ends_what_could_be_done_again() {
    let mut store = memory();
    saved(&mut store, &Change::SaveCheckIn(check_in(1)));
    saved(&mut store, &Change::SaveCheckIn(on(check_in(2), -3)));
    let step = store.undo(now()).unwrap().unwrap();
    assert_eq!(step.day, Some(today().plus(-3)));
    saved(&mut store, &Change::SaveCheckIn(check_in(3)));
    assert_eq!(store.redo(now()).unwrap(), None);
    store.undo(now()).unwrap();
    assert_eq!(in_sight(&store).0, [check_in(1)]);
}

#[test]
fn undo_outlives_the_program() {
    let (_folder, path) = place();
    saved(&mut open(&path), &Change::SaveCheckIn(check_in(1)));
    saved(&mut open(&path), &Change::DeleteCheckIn(id(1)));
    open(&path).undo(now()).unwrap();
    assert_eq!(in_sight(&open(&path)).0, [check_in(1)]);
    open(&path).redo(now()).unwrap();
    assert!(open(&path).all().unwrap().is_empty());
}

#[test]
fn a_deleted_record_that_is_saved_again_is_back_and_that_is_a_step_too() {
    let mut store = memory();
    saved(&mut store, &Change::SaveCheckIn(check_in(1)));
    saved(&mut store, &Change::DeleteCheckIn(id(1)));
    saved(&mut store, &Change::SaveCheckIn(check_in(1)));
    assert_eq!(in_sight(&store).0.len(), 1);
    assert_eq!(
        store.undo(now()).unwrap(),
        Some(one(RecordKind::CheckIn, Deed::Added))
    );
    assert!(store.all().unwrap().is_empty());
}

#[test]
fn taking_back_counts_as_a_change_to_other_machines() {
    let mut store = memory();
    saved(&mut store, &Change::SaveCheckIn(check_in(1)));
    saved(
        &mut store,
        &Change::SaveCheckIn(CheckIn {
            note: "x".into(),
            ..check_in(1)
        }),
    );
    store.undo(later(9)).unwrap();
    assert_eq!(store.all().unwrap().check_ins()[0].updated_at, later(9));
}

#[test]
fn the_log_does_not_grow_without_end() {
    let mut store = memory();
    for minute in 0..1010 {
        let change = Change::SaveCheckIn(CheckIn {
            note: minute.to_string(),
            ..check_in(1)
        });
        store.apply(&change, later(minute)).unwrap();
    }
    let count = |table: &str| -> i64 {
        store
            .connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap()
    };
    assert_eq!((count("undo_steps"), count("undo_rows")), (1000, 1000));
}
