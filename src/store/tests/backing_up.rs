//! Copies in the backup folder.

use super::samples::*;
use crate::domain::{Change, RecordKind};
use crate::store::Trouble;
use crate::store::backups::{self, name::Reason};
use std::fs;

#[test]
fn a_store_in_memory_and_one_with_nothing_in_it_are_not_backed_up() {
    let mut memory = memory();
    memory.apply(&Change::save(check_in(1)), now()).unwrap();
    assert!(!memory.daily_backup_is_due(now()));
    assert_eq!(memory.back_up(Reason::ByHand, now()).unwrap(), None);
    let (_folder, path) = place();
    assert_eq!(open(&path).back_up(Reason::ByHand, now()).unwrap(), None);
    assert!(!backups::folder(&path).exists());
}

#[test]
fn backups_of_one_second_stay_apart_and_in_order() {
    let (_folder, path) = place();
    let mut store = open(&path);
    for number in 1..4 {
        store.apply(&Change::save(check_in(number)), now()).unwrap();
        let made = store.back_up(Reason::ByHand, now()).unwrap().unwrap();
        assert_eq!(
            made.contents.count(RecordKind::CheckIn),
            usize::from(number)
        );
    }
    let listed = backups::list(store.path().unwrap()).unwrap();
    let held: Vec<_> = listed
        .iter()
        .map(|backup| {
            crate::store::inspect(&backup.path)
                .unwrap()
                .count(RecordKind::CheckIn)
        })
        .collect();
    assert_eq!(held, [3, 2, 1], "the latest first");
}

#[test]
fn a_backup_is_the_whole_of_what_was_there_while_others_write() {
    let (_folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("BEGIN IMMEDIATE; UPDATE check_ins SET mood = 1")
        .unwrap();
    let made = store.back_up(Reason::Daily, now()).unwrap().unwrap();
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(
        in_sight(&open(&made.backup.path)).0,
        [check_in(1)],
        "as it was before they were done"
    );
}

#[test]
fn a_damaged_file_is_not_taken_for_a_backup() {
    let (_folder, path) = place();
    let mut store = open(&path);
    for number in 0..100 {
        let mut long = check_in(number);
        long.note = "long ".repeat(200);
        store.apply(&Change::save(long), now()).unwrap();
    }
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len();
    bytes[end - 40_960..].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let error = open(&path).back_up(Reason::ByHand, now()).unwrap_err();
    assert_eq!(error.trouble(), Trouble::Corrupt);
    let left = fs::read_dir(backups::folder(&path)).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing half-written is left");
}

#[test]
fn what_has_had_its_day_is_removed() {
    let (_folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    for day in 0..20 {
        assert!(store.daily_backup_is_due(later(day * 24 * 60)));
        store
            .back_up(Reason::Daily, later(day * 24 * 60))
            .unwrap()
            .unwrap();
        assert!(!store.daily_backup_is_due(later(day * 24 * 60)));
        store
            .back_up(Reason::Import, later(day * 24 * 60 + 1))
            .unwrap()
            .unwrap();
    }
    let listed = backups::list(&path).unwrap();
    let of = |reason| {
        listed
            .iter()
            .filter(|backup| backup.name.reason == reason)
            .count()
    };
    assert_eq!(of(Reason::Import), backups::rotation::BEFORE);
    assert_eq!(
        of(Reason::Daily),
        8,
        "seven days, and the end of the week before them"
    );
}
