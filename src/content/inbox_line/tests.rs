//! Lines as people write them.

use super::*;
use crate::domain::{Day, Measure, OwnRating, Question, Rating};
use chrono::NaiveTime;

fn written() -> Moment {
    chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap()
}

fn ratings() -> Vec<OwnRating> {
    let rating = |name, measure| OwnRating::new(name, measure, written());
    let mut coffee = rating("coffee", Measure::Count);
    "cups".clone_into(&mut coffee.unit);
    vec![
        rating("pain", Measure::ZeroToTen),
        coffee,
        rating("took my tablets", Measure::YesNo),
        rating("time outside", Measure::Duration),
        rating("yoga", Measure::OneToNine),
    ]
}

fn said(line: &str) -> Result<Said, String> {
    read(line, OwnRatings(&ratings()), written(), DayStart::default())
}

fn check_in(line: &str) -> SaidCheckIn {
    match said(line) {
        Ok(Said {
            what: InboxEntry::CheckIn(said),
            ..
        }) => said,
        other => panic!("{line}: {other:?}"),
    }
}

fn session(line: &str) -> SaidSession {
    match said(line) {
        Ok(Said {
            what: InboxEntry::Session(said),
            ..
        }) => said,
        other => panic!("{line}: {other:?}"),
    }
}

fn numbers(said: &SaidCheckIn) -> Vec<u8> {
    said.ratings
        .answered()
        .map(|(_, rating)| rating.get())
        .collect()
}

#[test]
fn a_check_in_as_one_would_say_it() {
    let met = check_in("7 5 6 4 met Ana");
    assert_eq!(
        (numbers(&met), met.note.as_str()),
        (vec![7, 5, 6, 4], "met Ana")
    );
    let tagged = check_in("7564 #work @Ana long day");
    assert_eq!(numbers(&tagged), [7, 5, 6, 4]);
    assert_eq!(
        (tagged.tags, tagged.note.as_str()),
        (vec!["work".into(), "Ana".into()], "long day")
    );
    let skipped = check_in("- 5 - 4 6");
    assert_eq!(skipped.ratings.get(Question::Energy), None);
    assert_eq!(check_in("#rest").tags, ["rest"]);
    assert_eq!(check_in("note 3 good things").note, "3 good things");
    let named = check_in("mood 7 focus 5 slept 7h30 pain 3 coffee 2 cups time outside 1h10 better");
    assert_eq!(
        (numbers(&named), named.sleep_hours),
        (vec![7, 5], Some(7.5))
    );
    assert_eq!(named.own.iter().count(), 3);
    assert_eq!(named.note, "better");
    assert_eq!(check_in("took my tablets").own.iter().count(), 1);
    assert_eq!(check_in("sleep 7:30").sleep_hours, Some(7.5));
    assert_eq!(check_in("* 7 5 6 4").note, "");
}

#[test]
fn an_activity_as_one_would_say_it() {
    let walk = session("walk 25m 4>6 with Ana");
    assert_eq!(
        (walk.activity.id.as_str(), walk.seconds),
        ("walk_self", 1500)
    );
    let around = [walk.before, walk.after].map(|rating| rating.unwrap().get());
    assert_eq!((around, walk.note.as_str()), ([4, 6], "with Ana"));
    for line in [
        "walk 25 min 4 -> 6",
        "25 min walk 4>6",
        "- [x] walk: 25 4\u{2192}6",
        "Walking 25m 4 > 6",
    ] {
        let said = session(line);
        assert_eq!(
            (said.seconds, said.after.map(Rating::get)),
            (1500, Some(6)),
            "{line}"
        );
    }
    let run = session("run 5.2 km 30m effort 7");
    assert_eq!(
        (
            run.kilometers,
            run.seconds,
            run.effort.map(crate::domain::Effort::get)
        ),
        (Some(5.2), 1800, Some(7))
    );
    assert_eq!(session("swim 1 h 10 min 800m").kilometers, Some(0.8));
}

#[test]
fn a_date_or_a_time_in_front_or_behind() {
    let day = |text: &str| Day::from_date(text.parse().unwrap());
    for (line, on, at) in [
        ("yesterday 8pm walk 25m", "2026-03-01", Some("20:00")),
        ("walk 25m yesterday 8pm", "2026-03-01", Some("20:00")),
        ("monday: 7 5 6 4 met Ana", "2026-03-02", None),
        ("pain 3 12:30", "2026-03-02", Some("12:30")),
        ("7 5 6 4 met Ana 12:30", "2026-03-02", Some("12:30")),
        ("2026-02-27 walk 25m 8pm", "2026-02-27", Some("20:00")),
        ("3 days ago walk 25m", "2026-02-27", None),
        ("march 1 7 5 6 4", "2026-03-01", None),
        ("walk 25m at 9am", "2026-03-02", Some("09:00")),
    ] {
        let when = said(line)
            .unwrap_or_else(|why| panic!("{line}: {why}"))
            .when
            .unwrap();
        assert_eq!(when.day(DayStart::default()), day(on), "{line}");
        let time = at.map(|at| NaiveTime::parse_from_str(at, "%H:%M").unwrap());
        let found = when.is_timed().then(|| when.local().time());
        assert_eq!(found, time, "{line}");
    }
    assert_eq!(said("walk 25m").unwrap().when, None);
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_both_readings() {
    for (line, one, other) in [
        (
            "7 5 6 4 met Ana yesterday",
            "when it was",
            "end of the note",
        ),
        ("7 5 6 4 enjoyed the sun", "when it was", "end of the note"),
        ("walk 1:10", "1 h 10 min", "time of day"),
        ("walk 1:10 4>6", "1 h 10 min", "1 min 10 s"),
        ("swim 800m", "800 minutes", "800 meters"),
        ("5 km run", "mood 5", "an amount"),
        ("2 coffee", "mood 2", "an amount"),
        ("- 5 6 4", "list item", "left out"),
        ("yoga 5", "activity", "your rating"),
    ] {
        let why = said(line).unwrap_err();
        assert!(why.contains(one) && why.contains(other), "{line}: {why}");
    }
}

#[test]
fn what_is_not_understood_says_why() {
    for (line, part) in [
        ("met Ana", "no rating, activity or tag"),
        ("wlak 25m", "Did you mean walk?"),
        ("walk", "How long?"),
        ("walk with Ana", "How long?"),
        ("7 5 6 4 3", "At most four ratings"),
        ("pain 11", "expected a whole number from 0 to 10"),
        ("pain", "needs a whole number"),
        ("mood 12", "Ratings go from 1 to 9"),
        ("75", "isn't a rating"),
        ("yesterday", "no rating"),
        ("monday walk 25m tuesday", "two dates"),
        ("- - - - -", "leaves out every rating"),
        ("run 2 hours ago 25", "how long ago"),
    ] {
        let why = said(line).unwrap_err();
        assert!(why.contains(part), "{line}: {why}");
    }
}

proptest::proptest! {
    #[test]
    fn no_line_breaks_it(line in "\\PC{0,60}", words in proptest::collection::vec("[a-z0-9:#>@. -]{1,6}", 0..8)) {
        let _ = said(&line);
        let _ = said(&words.join(" "));
    }
}

#[test]
fn tags_in_front_are_tags_behind() {
    let said = check_in("#tired bad night");
    assert_eq!(
        (said.tags, said.note),
        (vec!["tired".to_owned()], "bad night".to_owned())
    );
    let said = check_in("@home #tired 6 4");
    assert_eq!(numbers(&said), [6, 4]);
    assert_eq!(said.tags, ["home", "tired"]);
    assert_eq!(session("#rain walk 25m"), session("walk 25m #rain"));
}
