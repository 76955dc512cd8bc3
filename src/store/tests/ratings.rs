//! Own ratings: stored, undone, merged.

use super::samples::*;
use crate::domain::{Change, CheckIn, Measure, OwnRating, RecordKind};
use crate::store::Store;

fn rating(name: &str, measure: Measure) -> OwnRating {
    OwnRating::new(name, measure, now())
}

fn add(store: &mut Store, rating: OwnRating) -> OwnRating {
    let owned = store.own_ratings().unwrap();
    let fresh = store.new_id(now());
    let change = crate::domain::OwnRatings(&owned)
        .added(rating, fresh)
        .unwrap();
    store.apply(&change, now()).unwrap();
    let Some(crate::domain::Record::Rating(added)) = change.record() else {
        panic!("adding saves one rating");
    };
    added.clone()
}

fn answer(store: &mut Store, number: u8, rating: &OwnRating, value: f64) {
    let mut record = check_in(number);
    record.own.set(rating.id, Some(value));
    store.apply(&Change::save(record), later(1)).unwrap();
}

fn computer(number: u64) -> Store {
    let mut store = memory();
    store.seed(number);
    store
}

fn merge(into: &mut Store, from: &Store) {
    into.merge(&[&from.snapshot().unwrap()], later(99))
        .unwrap()
        .remove(0)
        .unwrap();
}

/// Names with measures, and every answer by name.
fn seen(store: &Store) -> (Vec<String>, Vec<(String, f64)>) {
    let journal = store.all().unwrap();
    let own = journal.own_ratings();
    let mut names: Vec<String> = own.0.iter().map(OwnRating::full_name).collect();
    names.sort();
    let answers = |record: &CheckIn| -> Vec<(String, f64)> {
        let told = |(id, value)| {
            (
                own.get(id).map_or("?".to_owned(), OwnRating::full_name),
                value,
            )
        };
        record.own.iter().map(told).collect()
    };
    let mut answers: Vec<_> = journal.check_ins().iter().flat_map(answers).collect();
    answers.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    (names, answers)
}

#[test]
fn two_computers_that_make_the_same_rating_share_it_and_keep_different_scales_apart() {
    let (mut one, mut other) = (computer(1), computer(2));
    let pain = add(&mut one, rating("pain", Measure::ZeroToTen));
    answer(&mut one, 1, &pain, 4.0);
    let same = add(&mut other, rating("Pain", Measure::ZeroToTen));
    let nine = add(&mut other, rating("pain", Measure::OneToNine));
    answer(&mut other, 2, &same, 10.0);
    answer(&mut other, 3, &nine, 9.0);
    let snapshot = one.snapshot().unwrap();
    merge(&mut one, &other);
    other
        .merge(&[&snapshot], later(99))
        .unwrap()
        .remove(0)
        .unwrap();
    let (names, answers) = seen(&one);
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(
        answers.iter().map(|(_, value)| *value).collect::<Vec<_>>(),
        [4.0, 10.0, 9.0]
    );
    assert_eq!(seen(&other).1.len(), 3);
    assert_eq!(seen(&one), seen(&other));
}

#[test]
fn answers_to_a_rating_that_is_not_here_survive_storing_editing_and_merging() {
    let (mut one, mut other) = (computer(1), computer(2));
    let stranger = rating("fog", Measure::OneToNine);
    answer(&mut one, 1, &stranger, 3.0);
    let found = one.all().unwrap().check_ins()[0].clone();
    let wanted = CheckIn {
        note: "edited".to_owned(),
        ..found.clone()
    };
    one.apply(&Change::edit(found, wanted), later(2)).unwrap();
    merge(&mut other, &one);
    assert_eq!(seen(&other), (vec![], vec![("?".to_owned(), 3.0)]));
    // It gets its name once the rating arrives.
    add(&mut other, stranger);
    assert_eq!(seen(&other).1, [("fog (1-9)".to_owned(), 3.0)]);
}

#[test]
fn a_deleted_rating_keeps_its_answers_and_undo_or_adding_it_again_brings_it_back() {
    let mut store = memory();
    let pain = add(&mut store, rating("pain", Measure::ZeroToTen));
    answer(&mut store, 1, &pain, 4.0);
    store
        .apply(&Change::Delete(RecordKind::Rating, pain.id), later(2))
        .unwrap();
    assert_eq!(seen(&store), (vec![], vec![("?".to_owned(), 4.0)]));
    store.undo(later(3)).unwrap();
    assert_eq!(seen(&store).0, ["pain (0-10)"]);
    store
        .apply(&Change::Delete(RecordKind::Rating, pain.id), later(4))
        .unwrap();
    add(&mut store, rating("pain", Measure::ZeroToTen));
    assert_eq!(seen(&store).1, [("pain (0-10)".to_owned(), 4.0)]);
    // Adding is undone too, and the answers are still there.
    store.undo(later(5)).unwrap();
    assert_eq!(seen(&store).1, [("?".to_owned(), 4.0)]);
}

#[test]
fn a_rename_here_and_an_archive_there_end_the_same_on_both() {
    let (mut one, mut other) = (computer(1), computer(2));
    let pain = add(&mut one, rating("pain", Measure::ZeroToTen));
    merge(&mut other, &one);
    let renamed = OwnRating {
        name: "back pain".to_owned(),
        ..pain.clone()
    };
    one.apply(&Change::edit(pain.clone(), renamed), later(1))
        .unwrap();
    let archived = OwnRating {
        archived: true,
        ..pain.clone()
    };
    other
        .apply(&Change::edit(pain, archived), later(2))
        .unwrap();
    let snapshot = one.snapshot().unwrap();
    merge(&mut one, &other);
    other
        .merge(&[&snapshot], later(99))
        .unwrap()
        .remove(0)
        .unwrap();
    assert_eq!(seen(&one), seen(&other), "the same on both, whoever won");
}
