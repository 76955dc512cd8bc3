//! Every write can be undone and redone.

use super::samples::*;
use crate::domain::{Change, CheckIn, Deed, RecordKind, Session, Subject, Undone};
use crate::store::Store;

fn one(kind: RecordKind, deed: Deed) -> Undone {
    Undone {
        subject: Some(Subject::Record(kind)),
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
    saved(&mut store, &Change::save(check_in(1)));
    saved(&mut store, &Change::save(edited.clone()));
    saved(&mut store, &Change::Delete(RecordKind::CheckIn, id(1)));
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
    saved(&mut store, &Change::save(session(1)));
    saved(
        &mut store,
        &Change::save(Session {
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
    saved(&mut store, &Change::save(session(9)));
    let before = in_sight(&store);
    let twice = CheckIn {
        note: "again".into(),
        ..check_in(1)
    };
    saved(
        &mut store,
        &Change::Several(vec![
            Change::save(check_in(1)),
            Change::save(twice),
            Change::Several(vec![Change::Delete(RecordKind::Session, id(9))]),
        ]),
    );
    let after = in_sight(&store);
    let step = Undone {
        subject: None,
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
    saved(&mut store, &Change::save(check_in(1)));
    saved(&mut store, &Change::save(on(check_in(2), -3)));
    let step = store.undo(now()).unwrap().unwrap();
    assert_eq!(step.day, Some(today().plus(-3)));
    saved(&mut store, &Change::save(check_in(3)));
    assert_eq!(store.redo(now()).unwrap(), None);
    store.undo(now()).unwrap();
    assert_eq!(in_sight(&store).0, [check_in(1)]);
}

#[test]
fn undo_outlives_the_program() {
    let (_folder, path) = place();
    saved(&mut open(&path), &Change::save(check_in(1)));
    saved(
        &mut open(&path),
        &Change::Delete(RecordKind::CheckIn, id(1)),
    );
    open(&path).undo(now()).unwrap();
    assert_eq!(in_sight(&open(&path)).0, [check_in(1)]);
    open(&path).redo(now()).unwrap();
    assert!(open(&path).all().unwrap().is_empty());
}

#[test]
fn a_deleted_record_that_is_saved_again_is_back_and_that_is_a_step_too() {
    let mut store = memory();
    saved(&mut store, &Change::save(check_in(1)));
    saved(&mut store, &Change::Delete(RecordKind::CheckIn, id(1)));
    saved(&mut store, &Change::save(check_in(1)));
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
    saved(&mut store, &Change::save(check_in(1)));
    saved(
        &mut store,
        &Change::save(CheckIn {
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
        let change = Change::save(CheckIn {
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

/// Number of rows in the undo log, and the total bytes of their images.
fn log(store: &Store) -> (i64, i64) {
    let sql = "SELECT count(*), coalesce(sum(length(image)), 0) FROM undo_rows";
    store
        .connection
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
}

fn many(count: u32) -> crate::domain::ImportBatch {
    let row = |number: u32| {
        let note = format!("row {number} of a long diary");
        let record = CheckIn {
            note,
            ..check_in(1)
        };
        incoming(record, &format!("test:{number}"))
    };
    crate::domain::ImportBatch {
        kind: "csv".into(),
        records: (0..count).map(row).collect(),
        ..crate::domain::ImportBatch::default()
    }
}

#[test]
fn the_way_back_notes_only_what_a_step_changed() {
    let mut store = memory();
    saved(&mut store, &Change::save(check_in(1)));
    let long = CheckIn {
        note: "x".repeat(10_000),
        ..check_in(1)
    };
    saved(&mut store, &Change::save(long.clone()));
    let other = CheckIn {
        tags: Vec::new(),
        ..long.clone()
    };
    saved(&mut store, &Change::save(other));
    assert!(log(&store).1 < 400, "{:?}", log(&store));
    store.undo(later(1)).unwrap();
    assert_eq!(in_sight(&store).0, [long]);
    store.undo(later(2)).unwrap();
    assert_eq!(in_sight(&store).0, [check_in(1)]);
}

#[test]
fn a_large_import_undone_takes_no_more_room_than_it_did() {
    let (_folder, path) = place();
    let mut store = open(&path);
    let count = 3000;
    store.import(&many(count), now()).unwrap();
    let size = |store: &Store| -> i64 {
        let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        store
            .connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    };
    let imported = size(&store);
    store.undo(later(1)).unwrap();
    assert!(in_sight(&store).0.is_empty());
    assert!(
        size(&store) < imported * 3 / 2,
        "{imported} became {}",
        size(&store)
    );
    store.redo(later(2)).unwrap();
    assert_eq!(in_sight(&store).0.len(), count as usize);
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn the_way_back_is_bounded_and_the_latest_step_always_there() {
    let mut store = memory();
    saved(&mut store, &Change::save(check_in(1)));
    for round in 1..=2 {
        let id = store.import(&many(21_000), later(round)).unwrap().import_id;
        store.undo_import(id.unwrap(), later(round)).unwrap();
    }
    let rows = log(&store).0;
    assert!(rows < 45_000, "{rows}");
    assert_eq!(
        store.undo(later(9)).unwrap().map(|step| step.records),
        Some(21_000)
    );
}

#[test]
fn a_backup_takes_little_of_the_way_back_along() {
    let (folder, path) = place();
    let mut store = open(&path);
    saved(&mut store, &Change::save(check_in(1)));
    store.import(&many(5000), now()).unwrap();
    saved(&mut store, &Change::Delete(RecordKind::CheckIn, id(1)));
    let to = folder.path().join("copy.db");
    store.copy_to(&to).unwrap();
    let mut copy = open(&to);
    assert_eq!(log(&copy).0, 1, "the steps before are too large");
    assert_eq!(
        copy.undo(later(1)).unwrap().map(|step| step.records),
        Some(1)
    );
    assert_eq!(copy.undo(later(2)).unwrap(), None);
    assert!(log(&store).0 > 5000, "the file itself keeps it");
}
