//! Questionnaires and settings: saved, undone, and part of every journal.

use super::samples::{id, later, now, today};
use crate::domain::{Assessment, Change, Deed, Instrument, RecordKind, Subject};
use crate::store::Store;

fn phq9(number: u8) -> Assessment {
    Assessment {
        id: id(number),
        instrument: Instrument::Phq9,
        day: today(),
        at: now(),
        answers: vec![1, 2, 0, 3, 0, 0, 1, 0, 1],
        difficulty: Some(2),
        updated_at: now(),
    }
}

#[test]
fn a_questionnaire_comes_back_as_it_was_and_can_be_taken_back() {
    let mut store = Store::open_in_memory(now()).unwrap();
    store.apply(&Change::save(phq9(1)), now()).unwrap();
    for journal in [store.all().unwrap(), store.recent(today().plus(1)).unwrap()] {
        assert_eq!(
            journal.assessments(),
            [phq9(1)],
            "also when its day is not among those asked for"
        );
    }
    let step = store.undo(later(1)).unwrap().unwrap();
    assert_eq!(
        (step.subject, step.deed, step.day),
        (
            Some(Subject::Record(RecordKind::Assessment)),
            Deed::Added,
            Some(today())
        )
    );
    assert!(store.all().unwrap().assessments().is_empty());
    store.redo(later(2)).unwrap();
    assert_eq!(
        store.all().unwrap().assessments()[0].answers,
        phq9(1).answers
    );
    store
        .apply(&Change::Delete(RecordKind::Assessment, id(1)), later(3))
        .unwrap();
    assert!(store.all().unwrap().assessments().is_empty());
}

#[test]
fn an_impossible_score_is_not_kept() {
    let mut store = Store::open_in_memory(now()).unwrap();
    let wrong = Assessment {
        answers: vec![9; 9],
        ..phq9(1)
    };
    assert!(store.apply(&Change::save(wrong), now()).is_err());
    assert!(store.all().unwrap().assessments().is_empty());
}

#[test]
fn settings_are_part_of_the_journal_and_of_undo() {
    let mut store = Store::open_in_memory(now()).unwrap();
    let set = |value: &str| Change::SaveSetting {
        key: "plan".into(),
        value: value.into(),
    };
    store.apply(&set("10"), now()).unwrap();
    store.apply(&set("15"), later(1)).unwrap();
    let mut journal = store.all().unwrap();
    assert_eq!(journal.setting("plan"), Some("15"));
    store.undo(later(2)).unwrap();
    assert_eq!(store.all().unwrap().setting("plan"), Some("10"));
    journal.apply(&set(""));
    assert_eq!(journal.setting("plan"), None, "set to nothing is not set");
}
