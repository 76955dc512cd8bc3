//! Custom routines: saved, changed, undone, imported, and removed by undoing the import.

use super::samples::{id, later, now};
use crate::domain::{
    Change, Deed, ImportBatch, Incoming, OwnRoutine, RecordKind, Routine, Subject,
};
use crate::store::Store;

fn own(number: u8, title: &str) -> OwnRoutine {
    OwnRoutine::kept(
        id(number),
        Routine {
            id: "mine".to_owned(),
            ..Routine::free("walk_self", title, 60)
        },
        now(),
    )
}

fn titles(store: &Store) -> Vec<String> {
    store
        .all()
        .unwrap()
        .routines()
        .map(|record| record.routine.title.clone())
        .collect()
}

#[test]
fn a_routine_comes_back_as_it_was_and_every_change_can_be_taken_back() {
    let mut store = Store::open_in_memory(now()).unwrap();
    store.apply(&Change::save(own(1, "Mine")), now()).unwrap();
    assert_eq!(
        store.all().unwrap().routines().collect::<Vec<_>>(),
        [&own(1, "Mine")]
    );
    store
        .apply(&Change::save(own(1, "Mine, longer")), later(1))
        .unwrap();
    store
        .apply(&Change::Delete(RecordKind::Routine, id(1)), later(2))
        .unwrap();
    assert!(titles(&store).is_empty());
    let step = store.undo(later(3)).unwrap().unwrap();
    assert_eq!(
        (step.subject, step.deed),
        (Some(Subject::Record(RecordKind::Routine)), Deed::Deleted)
    );
    assert_eq!(titles(&store), ["Mine, longer"]);
    store.undo(later(4)).unwrap();
    assert_eq!(titles(&store), ["Mine"]);
    store.undo(later(5)).unwrap();
    assert!(titles(&store).is_empty());
}

#[test]
fn an_import_brings_routines_once_and_takes_them_back() {
    let mut store = Store::open_in_memory(now()).unwrap();
    let routines = vec![Incoming {
        record: own(1, "Mine").into(),
        origin: String::new(),
    }];
    let batch = ImportBatch {
        kind: "firstline".into(),
        own: true,
        records: routines,
        ..ImportBatch::default()
    };
    let outcome = store.import(&batch, now()).unwrap();
    assert_eq!((outcome.added, outcome.duplicates), (1, 0));
    let again = store.import(&batch, later(1)).unwrap();
    assert_eq!((again.added, again.duplicates), (0, 1));
    assert_eq!(
        store
            .undo_import(outcome.import_id.unwrap(), later(2))
            .unwrap(),
        Some(1)
    );
    assert!(titles(&store).is_empty());
    assert_eq!(store.import(&batch, later(3)).unwrap().added, 1);
}

#[test]
fn one_in_a_file_stands_before_a_kept_one_of_its_name() {
    let mut journal = Store::open_in_memory(now()).unwrap().all().unwrap();
    journal.apply(&Change::save(own(1, "Kept")));
    journal.set_files(vec![OwnRoutine::from_file(
        own(1, "Written").routine,
        "mine.toml",
    )]);
    let told = |journal: &crate::domain::Journal| {
        journal
            .routines()
            .map(|record| record.routine.title.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&journal), ["Written"]);
    journal.replace(Store::open_in_memory(now()).unwrap().all().unwrap());
    assert_eq!(
        told(&journal),
        ["Written"],
        "files stay when the records are loaded anew"
    );
    journal.set_files(Vec::new());
    assert!(told(&journal).is_empty());
}
