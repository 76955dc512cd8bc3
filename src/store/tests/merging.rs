//! Several computers: whatever the order of merges, all end up with the same data.

use super::samples::*;
use crate::domain::{
    Change, CheckIn, Deed, Id, ImportBatch, Incoming, Moment, RecordKind, Session, Source, Subject,
    Undone,
};
use crate::store::records::tables;
use crate::store::table::Row;
use crate::store::{Other, Refusal, Store, Tally};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::fs;
use std::time::Duration;

/// Computer `number`, with its own ids and no data.
fn computer(number: u64) -> Store {
    let mut store = memory();
    store.seed(number);
    store
}

/// A copy of the same file.
fn copy(store: &Store) -> Store {
    let mut connection = Connection::open_in_memory().unwrap();
    Backup::new(&store.connection, &mut connection)
        .unwrap()
        .run_to_completion(64, Duration::ZERO, None)
        .unwrap();
    Store {
        connection,
        ids: crate::store::ids::Ids::new(),
        path: None,
        only_reading: None,
    }
}

/// Every row that is synced, deleted or not.
fn content(store: &Store) -> Vec<Row> {
    let rows = tables().flat_map(|table| table.read_all(&store.connection).unwrap());
    rows.filter(|row| *row.get("key") != "draft:phq9".to_owned().into())
        .collect()
}

fn merge(into: &mut Store, from: &Store) -> Vec<Tally> {
    not_empty(
        &into
            .merge(&[&from.snapshot().unwrap()], later(99))
            .unwrap()
            .remove(0)
            .unwrap(),
    )
}

/// The tallies that are not all zero.
fn not_empty(tallies: &[Tally]) -> Vec<Tally> {
    tallies
        .iter()
        .copied()
        .filter(|tally| tally.added + tally.changed + tally.deleted > 0)
        .collect()
}

/// `one` after merging `other`.
fn both(one: &Store, other: &Store) -> Store {
    let mut store = copy(one);
    merge(&mut store, other);
    store
}

fn save(store: &mut Store, number: u8, note: &str, minute: i64) {
    let record = CheckIn {
        note: note.into(),
        ..check_in(number)
    };
    store.apply(&Change::save(record), later(minute)).unwrap();
}

fn note_of(store: &Store) -> Vec<String> {
    store
        .all()
        .unwrap()
        .check_ins()
        .iter()
        .map(|record| record.note.clone())
        .collect()
}

fn entry(place: i64, note: &str) -> Incoming {
    let record = CheckIn {
        note: note.into(),
        source: Source::Imported,
        ..on(check_in(1), -place)
    };
    incoming(record, &format!("daylio:{place}"))
}

fn import(store: &mut Store, entries: Vec<Incoming>, minute: i64) -> Option<Id> {
    let batch = ImportBatch {
        kind: "daylio".into(),
        records: entries,
        ..ImportBatch::default()
    };
    store.import(&batch, later(minute)).unwrap().import_id
}

const fn tally(added: usize, changed: usize, deleted: usize) -> Tally {
    Tally {
        name: "check_ins",
        subject: Subject::Record(RecordKind::CheckIn),
        added,
        changed,
        deleted,
    }
}

#[test]
fn every_table_can_be_merged() {
    for table in tables() {
        assert!(
            table.columns.contains(&"updated_at") && table.columns.contains(&table.key),
            "{}",
            table.name
        );
        assert!(table.columns.contains(&table.gone), "{}", table.name);
        assert_eq!(
            table.named,
            table.columns.contains(&"origin"),
            "{}",
            table.name
        );
    }
}

#[test]
fn the_newest_edit_wins_and_what_is_deleted_stays_deleted() {
    let (mut desk, mut lap) = (computer(1), computer(2));
    save(&mut desk, 1, "desk", 1);
    save(&mut desk, 2, "to go", 1);
    save(&mut lap, 3, "lap", 2);
    assert_eq!(merge(&mut lap, &desk), [tally(2, 0, 0)]);
    assert_eq!(merge(&mut desk, &lap), [tally(1, 0, 0)]);
    save(&mut lap, 1, "edited on the lap", 5);
    save(&mut desk, 1, "edited on the desk", 4);
    lap.apply(&Change::Delete(RecordKind::CheckIn, id(2)), later(6))
        .unwrap();
    assert_eq!(merge(&mut desk, &lap), [tally(0, 1, 1)]);
    assert_eq!(merge(&mut lap, &desk), []);
    assert_eq!(note_of(&desk), ["edited on the lap", "lap"]);
    assert_eq!(content(&desk), content(&lap));
}

#[test]
fn an_edit_wins_over_what_it_changed_also_where_the_clock_is_behind() {
    let (mut ahead, mut behind) = (computer(1), computer(2));
    save(&mut ahead, 1, "an hour ahead", 60);
    merge(&mut behind, &ahead);
    save(&mut behind, 1, "seen and changed", 1);
    merge(&mut ahead, &behind);
    assert_eq!(note_of(&ahead), ["seen and changed"]);
    behind.undo(later(2)).unwrap();
    merge(&mut ahead, &behind);
    assert_eq!(note_of(&ahead), ["an hour ahead"], "undo is an edit too");
    merge(&mut behind, &ahead);
    behind
        .apply(&Change::Delete(RecordKind::CheckIn, id(1)), later(3))
        .unwrap();
    merge(&mut ahead, &behind);
    assert!(note_of(&ahead).is_empty());
}

#[test]
fn a_merge_is_one_step_that_undo_takes_back_to_the_last_bit() {
    let (mut desk, mut lap) = (computer(1), computer(2));
    save(&mut desk, 1, "mine", 1);
    import(&mut desk, vec![entry(1, "an entry")], 2);
    save(&mut lap, 1, "newer", 3);
    import(&mut lap, vec![entry(1, "an entry"), entry(2, "another")], 1);
    lap.apply(&Change::save(session(7)), later(3)).unwrap();
    lap.apply(
        &Change::SaveSetting {
            key: "plan".into(),
            value: "90".into(),
        },
        later(3),
    )
    .unwrap();
    let before = content(&desk);
    let told = merge(&mut desk, &lap);
    assert_eq!(
        told.iter()
            .map(|tally| (tally.name, tally.added, tally.changed))
            .collect::<Vec<_>>(),
        [("check_ins", 1, 1), ("sessions", 1, 0), ("settings", 1, 0)]
    );
    let after = content(&desk);
    let step = Undone {
        subject: None,
        deed: Deed::Merged,
        records: 6,
        day: None,
    };
    for _ in 0..3 {
        assert_eq!(desk.undo(later(50)).unwrap(), Some(step));
        assert_eq!(content(&desk), before);
        assert_eq!(desk.redo(later(51)).unwrap(), Some(step));
        assert_eq!(content(&desk), after);
    }
    desk.undo(later(52)).unwrap();
    assert_eq!(
        merge(&mut lap, &desk),
        [],
        "taking a merge back takes nothing from the other computer"
    );
    assert_eq!(note_of(&lap), note_of(&both(&lap, &desk)));
}

#[test]
fn undo_goes_back_behind_a_merge() {
    let (mut desk, mut lap) = (computer(1), computer(2));
    save(&mut desk, 1, "first", 1);
    save(&mut lap, 2, "theirs", 2);
    merge(&mut desk, &lap);
    save(&mut desk, 2, "theirs, edited here", 3);
    desk.apply(&Change::Delete(RecordKind::CheckIn, id(1)), later(4))
        .unwrap();
    let notes = [
        vec!["first", "theirs, edited here"],
        vec!["first", "theirs"],
        vec!["first"],
        vec![],
    ];
    for notes in notes {
        assert!(desk.undo(later(9)).unwrap().is_some());
        assert_eq!(note_of(&desk), notes);
    }
    assert_eq!(desk.undo(later(9)).unwrap(), None);
}

#[test]
fn the_same_import_on_two_computers_is_there_once() {
    let (mut desk, mut lap) = (computer(1), computer(2));
    let diary = || (0..5).map(|day| entry(day, "an entry")).collect::<Vec<_>>();
    let first = import(&mut desk, diary(), 1);
    let second = import(&mut lap, diary(), 2);
    assert_eq!(merge(&mut desk, &lap), [], "nothing is new to who looks");
    assert_eq!(
        merge(&mut lap, &desk),
        [],
        "here neither, where the rows seen are others now"
    );
    assert_eq!(content(&desk), content(&lap));
    assert_eq!(note_of(&desk).len(), 5);
    assert!(
        desk.all()
            .unwrap()
            .check_ins()
            .iter()
            .all(|record| record.import == first)
    );
    assert_eq!(
        import(&mut desk, diary(), 3),
        None,
        "and it comes no third time"
    );

    desk.undo_import(first.unwrap(), later(4)).unwrap();
    assert!(note_of(&desk).is_empty());
    merge(&mut desk, &lap);
    assert!(
        desk.all()
            .unwrap()
            .check_ins()
            .iter()
            .all(|record| record.import == second)
    );
    assert_eq!(note_of(&desk).len(), 5, "the other import stands");
    desk.undo_import(second.unwrap(), later(5)).unwrap();
    merge(&mut lap, &desk);
    assert!(note_of(&lap).is_empty() && note_of(&both(&desk, &lap)).is_empty());
}

#[test]
fn an_edit_or_a_deletion_of_one_twin_holds_for_both() {
    for (edits, deletes) in [(1, 2), (2, 1)] {
        let (mut one, mut other) = (computer(1), computer(2));
        import(&mut one, vec![entry(1, "a"), entry(2, "b")], 1);
        import(&mut other, vec![entry(1, "a"), entry(2, "b")], 2);
        let (editor, deleter) = if edits < deletes {
            (&mut one, &mut other)
        } else {
            (&mut other, &mut one)
        };
        let find = |store: &Store, note: &str| {
            store
                .all()
                .unwrap()
                .check_ins()
                .iter()
                .find(|record| record.note == note)
                .unwrap()
                .clone()
        };
        let a = find(editor, "a");
        editor
            .apply(
                &Change::save(CheckIn {
                    note: "a, edited".into(),
                    ..a
                }),
                later(3),
            )
            .unwrap();
        let b = find(deleter, "b");
        deleter
            .apply(&Change::Delete(RecordKind::CheckIn, b.id), later(4))
            .unwrap();
        let told = [merge(&mut one, &other), merge(&mut other, &one)];
        let (change, loss) = ([tally(0, 1, 0)], [tally(0, 0, 1)]);
        assert_eq!(
            told,
            if edits < deletes {
                [loss, change]
            } else {
                [change, loss]
            }
        );
        assert_eq!(
            (note_of(&one), note_of(&other)),
            (vec!["a, edited".into()], vec!["a, edited".into()])
        );
        let shown = find(&one, "a, edited");
        one.apply(&Change::Delete(RecordKind::CheckIn, shown.id), later(5))
            .unwrap();
        merge(&mut other, &one);
        assert!(note_of(&other).is_empty() && note_of(&both(&one, &other)).is_empty());
    }
}

#[test]
fn two_entries_of_one_origin_stay_two() {
    let (mut desk, mut lap) = (computer(1), computer(2));
    let two = || vec![entry(1, "walked"), entry(1, "read")];
    import(&mut desk, two(), 1);
    import(&mut lap, two(), 2);
    let walked = desk.all().unwrap().check_ins()[0].clone();
    desk.apply(
        &Change::save(CheckIn {
            note: "walked far".into(),
            ..walked
        }),
        later(3),
    )
    .unwrap();
    merge(&mut desk, &lap);
    merge(&mut lap, &desk);
    let mut notes = note_of(&desk);
    notes.sort();
    assert_eq!(notes, ["read", "walked far"]);
    assert_eq!(content(&desk), content(&lap));
}

#[test]
fn what_stays_on_its_computer_is_not_in_a_snapshot() {
    let (_folder, path) = place();
    let mut store = open(&path);
    save(&mut store, 1, "a secret that was taken out", 1);
    save(&mut store, 1, "what is said now", 2);
    for key in ["draft:phq9", "plan"] {
        store.set_setting(key, "half", later(2)).unwrap();
    }
    let to = path.with_file_name("snapshot.db");
    store
        .snapshot()
        .unwrap()
        .write(&to, "a mark", later(3))
        .unwrap();
    let bytes = fs::read(&to).unwrap();
    let has = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(has("what is said now") && !has("a secret") && !has("draft:"));
    let mut read = Other::read(&to, now()).unwrap();
    assert_eq!(read.mark().as_deref(), Some("a mark"));
    assert!(read.says_the_same(&store.snapshot().unwrap()).unwrap());
    read.0.set_setting("plan", "other", later(9)).unwrap();
    assert!(!read.says_the_same(&store.snapshot().unwrap()).unwrap());
    assert_eq!(computer(2).merge(&[&read], now()).unwrap().len(), 1);
}

#[test]
fn a_file_is_read_with_what_waits_beside_it_and_left_as_it_is() {
    let (folder, path) = place();
    let mut store = open(&path);
    save(&mut store, 1, "not in the file yet", 1);
    assert!(fs::metadata(path.with_extension("db-wal")).unwrap().len() > 0);
    let (before, files) = (
        fs::read(&path).unwrap(),
        fs::read_dir(path.parent().unwrap()).unwrap().count(),
    );
    let mut lap = computer(2);
    let other = Other::read(&path, now()).unwrap();
    lap.merge(&[&other], later(2)).unwrap().remove(0).unwrap();
    assert_eq!(note_of(&lap), ["not in the file yet"]);
    assert!(before == fs::read(&path).unwrap());
    assert_eq!(files, fs::read_dir(path.parent().unwrap()).unwrap().count());

    drop(store);
    let before = fs::read(&path).unwrap();
    Other::read(&path, now()).unwrap();
    assert!(before == fs::read(&path).unwrap());
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    drop(folder);
}

#[test]
fn an_older_file_is_brought_up_to_date_in_memory_only() {
    let (folder, _) = place();
    let path = folder.path().join("v1.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch(include_str!("v1.sql"))
        .unwrap();
    let before = fs::read(&path).unwrap();
    let mut store = computer(1);
    let told = not_empty(
        &store
            .merge(&[&Other::read(&path, now()).unwrap()], later(1))
            .unwrap()
            .remove(0)
            .unwrap(),
    );
    assert_eq!(
        told.iter()
            .map(|tally| (tally.name, tally.added))
            .collect::<Vec<_>>(),
        [("check_ins", 1), ("sessions", 1), ("settings", 1)]
    );
    assert_eq!(in_sight(&store), (vec![check_in(1)], vec![session(2)]));
    assert!(before == fs::read(&path).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_cannot_be_taken_over_whole_is_refused_and_left_as_it_is() {
    let (folder, path) = place();
    let mut store = open(&path);
    for number in 0..200 {
        save(&mut store, number, &"a long note ".repeat(20), 1);
    }
    let whole = folder.path().join("whole.db");
    store.snapshot().unwrap().write(&whole, "", now()).unwrap();
    let bytes = fs::read(&whole).unwrap();
    let refusal = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let refusal = Other::read(&path, now()).unwrap_err().refusal().clone();
        assert!(fs::read(&path).unwrap() == bytes);
        refusal
    };
    assert_eq!(
        refusal("half.db", &bytes[..bytes.len() / 2]),
        Refusal::Corrupt
    );
    assert_eq!(refusal("stub.db", &bytes[..100]), Refusal::NotADatabase);
    assert_eq!(refusal("empty.db", &[]), Refusal::NotADatabase);
    assert_eq!(
        refusal("text.db", &b"not ours\n".repeat(200)),
        Refusal::NotADatabase
    );
    let mut holed = bytes.clone();
    holed[bytes.len() / 2..].fill(0);
    assert_eq!(refusal("holed.db", &holed), Refusal::Corrupt);

    let changed = |name: &str, sql: &str| {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        Other::read(&path, now()).unwrap_err().refusal().clone()
    };
    assert_eq!(
        changed("newer.db", "PRAGMA user_version = 99"),
        Refusal::Newer {
            found: 99,
            known: crate::store::migrations::newest(crate::store::migrations::ALL)
        }
    );
    assert_eq!(
        changed("foreign.db", "PRAGMA application_id = 7"),
        Refusal::Foreign
    );
    assert_eq!(
        changed("unreadable.db", "UPDATE check_ins SET day = '2026-13-99'"),
        Refusal::Corrupt
    );
    assert_eq!(
        changed(
            "dangling.db",
            "PRAGMA foreign_keys = OFF; UPDATE check_ins SET batch = 'nobody'"
        ),
        Refusal::Corrupt
    );
}

#[test]
fn one_file_that_does_not_fit_leaves_nothing_and_the_others_come_in() {
    let (mut good, mut bad) = (computer(1), computer(2));
    save(&mut good, 1, "good", 1);
    save(&mut bad, 2, "bad", 1);
    bad.apply(&Change::save(session(3)), later(1)).unwrap();
    let sql = "PRAGMA writable_schema = ON; \
               UPDATE sqlite_schema SET sql = replace(sql, 'active_seconds BETWEEN 0 AND 4294967295', '1'); \
               PRAGMA writable_schema = RESET; \
               UPDATE sessions SET active_seconds = -1, deleted_at = 1, updated_at = 9";
    let (good, bad) = (good.snapshot().unwrap(), bad.snapshot().unwrap());
    bad.0.connection.execute_batch(sql).unwrap();
    let mut store = computer(3);
    let outcomes = store.merge(&[&bad, &good, &bad], later(2)).unwrap();
    assert_eq!(
        outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(),
        [false, true, false]
    );
    assert_eq!(note_of(&store), ["good"]);
    assert_eq!(store.undo(later(3)).unwrap().unwrap().records, 1);
    assert!(content(&store).is_empty());
}

/// An action a user takes on one computer.
#[derive(Clone, Debug)]
enum Act {
    Save(u8, u8),
    Delete(u8),
    Move(u8, u8),
    Set(u8, u8),
    Import(Vec<(i64, u8)>),
    EditAny(u8, u8),
    DeleteAny(u8),
    UndoImport,
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0u8..4, 0u8..3).prop_map(|(id, note)| Act::Save(id, note)),
        2 => (0u8..4).prop_map(Act::Delete),
        1 => (0u8..3, 0u8..3).prop_map(|(id, note)| Act::Move(id, note)),
        1 => (0u8..3, 0u8..3).prop_map(|(key, value)| Act::Set(key, value)),
        3 => prop::collection::vec((0i64..3, 0u8..2), 1..4).prop_map(Act::Import),
        2 => (0u8..8, 0u8..3).prop_map(|(which, note)| Act::EditAny(which, note)),
        1 => (0u8..8).prop_map(Act::DeleteAny),
        1 => Just(Act::UndoImport),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

fn nth(store: &Store, which: u8) -> Option<CheckIn> {
    let journal = store.all().unwrap();
    let count = journal.check_ins().len();
    (count > 0).then(|| journal.check_ins()[usize::from(which) % count].clone())
}

fn act(store: &mut Store, deed: &Act, at: Moment) {
    let change = match deed {
        Act::Save(number, note) => Change::save(CheckIn {
            note: note.to_string(),
            ..check_in(*number)
        }),
        Act::Delete(number) => Change::Delete(RecordKind::CheckIn, id(*number)),
        Act::Move(number, note) => Change::save(Session {
            note: note.to_string(),
            ..session(*number)
        }),
        Act::Set(key, value) => {
            let key = ["plan", "country", "draft:phq9"][usize::from(*key)].to_owned();
            Change::SaveSetting {
                key,
                value: value.to_string(),
            }
        }
        Act::Import(entries) => {
            let entries = entries
                .iter()
                .map(|(place, note)| entry(*place, &format!("of {note}")))
                .collect();
            let batch = ImportBatch {
                kind: "daylio".into(),
                records: entries,
                ..ImportBatch::default()
            };
            store.import(&batch, at).unwrap();
            return;
        }
        Act::EditAny(which, note) => match nth(store, *which) {
            Some(record) => Change::save(CheckIn {
                note: note.to_string(),
                ..record
            }),
            None => return,
        },
        Act::DeleteAny(which) => match nth(store, *which) {
            Some(record) => Change::Delete(RecordKind::CheckIn, record.id),
            None => return,
        },
        Act::UndoImport => {
            if let Some(import) = store.imports().unwrap().first() {
                store.undo_import(import.id, at).unwrap();
            }
            return;
        }
        Act::Undo => {
            store.undo(at).unwrap();
            return;
        }
        Act::Redo => {
            store.redo(at).unwrap();
            return;
        }
    };
    store.apply(&change, at).unwrap();
}

/// A computer after a few actions within a few minutes, some at exactly the same time.
fn used(number: u64) -> impl Strategy<Value = Store> {
    prop::collection::vec((deed(), 0i64..5), 0..9).prop_map(move |deeds| {
        let mut store = computer(number);
        for (deed, minute) in &deeds {
            act(&mut store, deed, later(*minute));
        }
        store
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn it_does_not_matter_who_merges_whom(one in used(1), other in used(2)) {
        prop_assert_eq!(content(&both(&one, &other)), content(&both(&other, &one)));
    }

    #[test]
    fn it_does_not_matter_who_comes_first(one in used(1), other in used(2), third in used(3)) {
        let left = both(&both(&one, &other), &third);
        prop_assert_eq!(content(&left), content(&both(&one, &both(&other, &third))));
        prop_assert_eq!(content(&left), content(&both(&both(&third, &one), &other)));
        let mut together = copy(&one);
        together.merge(&[&third.snapshot().unwrap(), &other.snapshot().unwrap()], later(9)).unwrap();
        prop_assert_eq!(content(&left), content(&together));
    }

    #[test]
    fn once_more_changes_nothing(one in used(1), other in used(2)) {
        let mut together = both(&one, &other);
        let once = content(&together);
        for again in [&one, &other, &copy(&together)] {
            prop_assert_eq!(merge(&mut together, again), []);
            prop_assert_eq!(&content(&together), &once);
        }
    }

    #[test]
    fn undo_restores_and_redo_brings_it_again(one in used(1), other in used(2)) {
        let mut store = copy(&one);
        merge(&mut store, &other);
        let after = content(&store);
        if after != content(&one) {
            store.undo(later(50)).unwrap();
            prop_assert_eq!(content(&store), content(&one));
            store.redo(later(51)).unwrap();
            prop_assert_eq!(content(&store), after);
        }
    }

    #[test]
    fn three_computers_come_to_the_same_by_any_rounds(
        one in used(1), other in used(2), third in used(3),
        steps in prop::collection::vec((0usize..3, prop::option::of((deed(), 5i64..9))), 0..10),
        last in prop::sample::select(vec![[0usize, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    ) {
        let mut computers = [one, other, third];
        let mut folder: [Option<Other>; 3] = [None, None, None];
        let sync = |computers: &mut [Store; 3], folder: &mut [Option<Other>; 3], at: usize| {
            let others: Vec<&Other> = (0..3).filter(|other| *other != at).filter_map(|other| folder[other].as_ref()).collect();
            computers[at].merge(&others, later(9)).unwrap();
            folder[at] = Some(computers[at].snapshot().unwrap());
        };
        for (at, deed) in steps {
            if let Some((deed, minute)) = deed {
                act(&mut computers[at], &deed, later(minute));
            }
            sync(&mut computers, &mut folder, at);
        }
        for at in last.into_iter().chain(last) {
            sync(&mut computers, &mut folder, at);
        }
        prop_assert_eq!(content(&computers[0]), content(&computers[1]));
        prop_assert_eq!(content(&computers[1]), content(&computers[2]));
    }

    #[test]
    fn a_deletion_stays(one in used(1), other in used(2), which in 0u8..8) {
        let mut one = both(&one, &other);
        let mut other = both(&other, &one);
        if let Some(record) = nth(&one, which) {
            one.apply(&Change::Delete(RecordKind::CheckIn, record.id), later(20)).unwrap();
            let seen = note_of(&one).len();
            merge(&mut other, &one);
            merge(&mut one, &other);
            for store in [&one, &other] {
                prop_assert!(store.all().unwrap().check_ins().iter().all(|left| left.id != record.id));
                prop_assert_eq!(note_of(store).len(), seen, "no twin came in its place");
            }
        }
    }
}

/// A recorded look is permanent on both computers, whichever changed the experiment last.
#[test]
fn a_look_at_an_experiment_outlives_undo_and_every_merge() {
    use crate::coach::experiment::Proposal;
    let mut one = computer(1);
    let trial = Proposal::usual(today()).register(id(9), 7, now());
    one.apply(&Change::save(trial.clone()), now()).unwrap();
    let mut other = copy(&one);
    let mut stopped = trial.clone();
    stopped.stop(today().plus(5));
    one.apply(&Change::save(stopped), later(1)).unwrap();
    one.undo(later(2)).unwrap();
    let mut paused = trial;
    paused.pause(today().plus(2));
    other.apply(&Change::save(paused), later(3)).unwrap();
    for merged in [both(&one, &other), both(&other, &one)] {
        let kept = merged.all().unwrap();
        let [kept] = kept.experiments() else { panic!() };
        assert_eq!(kept.looked, [today().plus(5)]);
        assert_eq!((kept.stopped, kept.pauses.len()), (None, 1));
    }
    assert_eq!(content(&both(&one, &other)), content(&both(&other, &one)));
}
