//! Importing: existing records stay unchanged, and an import is undone as a whole.

use super::samples::*;
use crate::domain::{Change, CheckIn, Deed, ImportBatch, Incoming, RecordKind, Source, Undone};
use crate::store::Store;

fn entry(days: i64, note: &str) -> Incoming {
    let record = CheckIn {
        note: note.into(),
        source: Source::Imported,
        ..on(check_in(1), days)
    };
    let origin = format!("daylio:{}", record.day);
    incoming(record, &origin)
}

fn batch(records: Vec<Incoming>) -> ImportBatch {
    ImportBatch {
        kind: "daylio".into(),
        files: vec!["daylio.csv".into()],
        records,
        ..ImportBatch::default()
    }
}

fn diary() -> ImportBatch {
    let mut all = batch((-30..0).map(|days| entry(days, "an entry")).collect());
    all.records.push(incoming(session(1), "daylio:walk"));
    all
}

/// Imports a batch; returns the number added and the number of duplicates.
fn counts(store: &mut Store, batch: &ImportBatch) -> (usize, usize) {
    let outcome = store.import(batch, now()).unwrap();
    assert_eq!(
        outcome.import_id.is_some(),
        outcome.added > 0 && !batch.dry_run
    );
    (outcome.added, outcome.duplicates)
}

#[test]
fn the_second_import_of_a_file_adds_nothing() {
    let mut store = memory();
    let outcome = store.import(&diary(), now()).unwrap();
    assert_eq!((outcome.added, outcome.duplicates), (31, 0));
    assert_eq!(
        (outcome.first_day, outcome.last_day),
        (Some(today().plus(-30)), Some(today()))
    );
    let journal = store.all().unwrap();
    assert!(
        journal
            .check_ins()
            .iter()
            .all(|record| record.import == outcome.import_id && record.updated_at == now())
    );
    assert_eq!(counts(&mut store, &diary()), (0, 31));
    assert_eq!(store.all().unwrap(), journal);

    let list = store.imports().unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!(
        (Some(list[0].id), list[0].added, list[0].undone_at),
        (outcome.import_id, 31, None)
    );
    assert_eq!(
        (list[0].kind.as_str(), list[0].files.as_slice()),
        ("daylio", ["daylio.csv".to_owned()].as_slice())
    );
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let mut store = memory();
    let dry = ImportBatch {
        dry_run: true,
        ..diary()
    };
    assert_eq!(counts(&mut store, &dry), (31, 0));
    assert!(store.all().unwrap().is_empty() && store.imports().unwrap().is_empty());
    assert_eq!(counts(&mut store, &diary()), (31, 0));
    assert_eq!(counts(&mut store, &dry), (0, 31));
}

#[test]
fn an_import_is_taken_back_and_comes_again_whole() {
    let mut store = memory();
    let kept = Change::save(check_in(9));
    store.apply(&kept, now()).unwrap();
    let id = store.import(&diary(), now()).unwrap().import_id.unwrap();
    assert_eq!(store.undo_import(id, later(1)).unwrap(), Some(31));
    assert_eq!(in_sight(&store).0, [check_in(9)]);
    assert_eq!(store.imports().unwrap()[0].undone_at, Some(later(1)));
    assert_eq!(
        store.undo_import(id, now()).unwrap(),
        None,
        "once is enough"
    );
    assert_eq!(
        store.undo_import(super::samples::id(77), now()).unwrap(),
        None
    );
    assert_eq!(counts(&mut store, &diary()), (31, 0));
    assert_eq!(counts(&mut store, &diary()), (0, 31));
}

#[test]
fn an_import_is_one_step_of_undo_and_so_is_taking_it_back() {
    let mut store = memory();
    let id = store.import(&diary(), now()).unwrap().import_id.unwrap();
    let there = in_sight(&store);
    let step = Undone {
        subject: None,
        deed: Deed::Imported,
        records: 31,
        day: None,
    };
    assert_eq!(store.undo(later(1)).unwrap(), Some(step));
    assert!(store.all().unwrap().is_empty());
    assert_eq!(store.imports().unwrap()[0].undone_at, Some(later(1)));
    assert_eq!(store.redo(later(2)).unwrap(), Some(step));
    assert_eq!(in_sight(&store), there);
    assert_eq!(store.imports().unwrap()[0].undone_at, None);
    assert_eq!(
        counts(&mut store, &diary()),
        (0, 31),
        "known again by where they came from"
    );

    store.undo_import(id, later(3)).unwrap();
    assert_eq!(
        store.undo(later(4)).unwrap().map(|step| step.deed),
        Some(Deed::Deleted)
    );
    assert_eq!(in_sight(&store), there);
    assert_eq!(store.imports().unwrap()[0].undone_at, None);
    store.undo(later(5)).unwrap();
    assert_eq!(counts(&mut store, &diary()), (31, 0));
}

#[test]
fn an_entry_that_was_deleted_stays_deleted() {
    let mut store = memory();
    store.import(&diary(), now()).unwrap();
    let gone = store.all().unwrap().check_ins()[3].id;
    store
        .apply(&Change::Delete(RecordKind::CheckIn, gone), now())
        .unwrap();
    assert_eq!(counts(&mut store, &diary()), (0, 31));
    assert_eq!(store.all().unwrap().check_ins().len(), 29);
}

#[test]
fn an_entry_that_was_edited_here_or_there_is_still_the_same_entry() {
    let mut store = memory();
    store
        .import(&batch(vec![entry(-1, "as it was")]), now())
        .unwrap();
    let mut mine = store.all().unwrap().check_ins()[0].clone();
    mine.note = "edited here".into();
    store.apply(&Change::save(mine), now()).unwrap();
    assert_eq!(
        counts(&mut store, &batch(vec![entry(-1, "as it was")])),
        (0, 1)
    );
    assert_eq!(
        counts(&mut store, &batch(vec![entry(-1, "edited there")])),
        (0, 1)
    );
    assert_eq!(store.all().unwrap().check_ins()[0].note, "edited here");
}

#[test]
fn entries_of_one_minute_are_counted_not_merged() {
    let mut store = memory();
    let twice = batch(vec![entry(-1, "a"), entry(-1, "b"), entry(-1, "a")]);
    assert_eq!(
        counts(&mut store, &twice),
        (2, 1),
        "the same twice in a file is one entry"
    );
    assert_eq!(counts(&mut store, &twice), (0, 3));
    let more = batch(vec![entry(-1, "c"), entry(-1, "b"), entry(-1, "a")]);
    assert_eq!(
        counts(&mut store, &more),
        (1, 2),
        "equal ones meet first, whatever the order"
    );
    let other = batch(vec![
        entry(-1, "x"),
        entry(-1, "y"),
        entry(-1, "z"),
        entry(-1, "w"),
        entry(-1, "b"),
    ]);
    assert_eq!(
        counts(&mut store, &other),
        (2, 3),
        "the rest pair up, what is left over is new"
    );
}

#[test]
fn own_records_come_home_as_they_were() {
    let mut store = memory();
    let mine = CheckIn {
        updated_at: later(-500),
        import: Some(id(40)),
        ..check_in(1)
    };
    let home = ImportBatch {
        kind: "firstline".into(),
        own: true,
        records: vec![
            incoming(mine.clone(), ""),
            incoming(check_in(2), "daylio:x"),
            incoming(session(3), ""),
        ],
        ..ImportBatch::default()
    };
    assert_eq!(counts(&mut store, &home), (3, 0));
    assert_eq!(store.all().unwrap().check_ins(), [mine, check_in(2)]);
    assert_eq!(store.all().unwrap().sessions(), [session(3)]);
    assert_eq!(counts(&mut store, &home), (0, 3));
    assert_eq!(
        store.origins().unwrap().into_iter().collect::<Vec<_>>(),
        [(id(2), "daylio:x".to_owned())]
    );
    store
        .apply(&Change::Delete(RecordKind::CheckIn, id(1)), later(1))
        .unwrap();
    assert_eq!(counts(&mut store, &home), (0, 3), "deletes stay deleted");
    let first = store.imports().unwrap()[0].id;
    assert_eq!(store.undo_import(first, later(2)).unwrap(), Some(2));
    assert_eq!(
        counts(&mut store, &home),
        (2, 1),
        "what was taken back comes again, what was deleted does not"
    );
    assert_eq!(
        counts(&mut store, &batch(vec![incoming(check_in(2), "daylio:x")])),
        (0, 1),
        "and origins are known"
    );
}

#[test]
fn an_import_that_fails_half_way_brings_nothing() {
    let mut store = memory();
    let mut bad = diary();
    let impossible = CheckIn {
        sleep_hours: Some(30.0),
        ..check_in(20)
    };
    bad.records[20].record = impossible.into();
    store.import(&bad, now()).unwrap_err();
    assert!(store.all().unwrap().is_empty() && store.imports().unwrap().is_empty());
}

#[test]
fn a_minute_may_have_any_number_of_entries() {
    let mut store = memory();
    let many = batch(
        (0..20_000)
            .map(|number| entry(-1, &format!("note {number}")))
            .collect(),
    );
    assert_eq!(counts(&mut store, &many), (20_000, 0));
    assert_eq!(counts(&mut store, &many), (0, 20_000));
}
