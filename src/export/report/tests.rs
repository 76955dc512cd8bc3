//! The report contains what was requested, escapes user text, and explains how to read it.

use super::*;
use crate::domain::{CheckIn, IdMaker, Moment, Rating, Ratings, Source};
use chrono::{DateTime, TimeDelta};

fn now() -> Moment {
    DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap()
}

fn today() -> Day {
    Day::from_date(now().date_naive())
}

fn wanted() -> Wanted {
    Wanted {
        units: Units::default(),
        first: today().plus(-55),
        last: today(),
        made: today(),
        notes: Vec::new(),
        all_notes: false,
        answers: false,
        talk: "call 142".to_owned(),
    }
}

fn check_in(ago: i64, note: &str, tag: &str) -> CheckIn {
    let at = now() - TimeDelta::days(ago);
    CheckIn {
        id: IdMaker::seeded(ago as u64).make(at),
        at,
        timed: true,
        day: today().plus(-ago),
        ratings: Ratings {
            mood: Rating::new(4),
            ..Ratings::default()
        },
        sleep_hours: None,
        own: crate::domain::OwnAnswers::default(),
        tags: vec![tag.to_owned()],
        note: note.to_owned(),
        source: Source::Typed,
        import: None,
        updated_at: at,
    }
}

fn assessment(ago: i64, first: u8) -> Assessment {
    let at = now() - TimeDelta::days(ago);
    Assessment {
        id: IdMaker::seeded(500 + ago as u64).make(at),
        instrument: Instrument::Phq9,
        day: today().plus(-ago),
        at,
        answers: vec![first, 2, 2, 2, 1, 1, 0, 0, 1],
        difficulty: Some(1),
        updated_at: at,
    }
}

const EVIL: &str = "<script>alert(1)</script> & \"quoted\" | [x](http://example.org) \u{1b}[31m";

fn journal() -> Journal {
    Journal::new(
        vec![check_in(3, EVIL, EVIL), check_in(2, "quiet", "rain")],
        Vec::new(),
        None,
    )
    .with(vec![assessment(30, 3), assessment(2, 0)])
}

#[test]
fn what_people_wrote_is_escaped_and_nothing_comes_from_outside() {
    let report = Report::new(
        &journal(),
        Wanted {
            all_notes: true,
            ..wanted()
        },
    );
    let page = html::page(&report);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    for outside in ["http://", "https://", "src=", "href=", "url(", "@import"] {
        let own = page.replace("[x](http://example.org)", "");
        assert!(!own.contains(outside), "{outside}");
    }
    assert!(!page.contains('\u{1b}'), "no control character in the page");
    let text = markdown::page(&report);
    assert!(text.contains("\\<script\\>") && !text.contains('\u{1b}') && !text.contains("[x]("));
}

#[test]
fn notes_and_single_answers_are_there_only_when_asked_for() {
    let plain = Report::new(&journal(), wanted());
    assert!(
        plain.notes.is_empty()
            && plain.assessed[0]
                .rows
                .iter()
                .all(|row| row.answers.is_none())
    );
    for page in [html::page(&plain), markdown::page(&plain)] {
        assert!(!page.contains("quiet.") && !page.contains("item by item"));
    }
    let chosen = Report::new(
        &journal(),
        Wanted {
            notes: vec![today().plus(-2)],
            ..wanted()
        },
    );
    assert_eq!(
        chosen
            .notes
            .iter()
            .map(|note| note.text.as_str())
            .collect::<Vec<_>>(),
        ["quiet"]
    );
    let answers = Report::new(
        &journal(),
        Wanted {
            answers: true,
            ..wanted()
        },
    );
    assert!(html::page(&answers).contains("0, 2, 2, 2, 1, 1, 0, 0, 1"));
}

#[test]
fn scores_come_with_their_range_their_change_and_no_diagnosis() {
    let report = Report::new(&journal(), wanted());
    let rows = &report.assessed[0].rows;
    assert_eq!((rows[0].score, rows[1].score), (12, 9));
    assert_eq!(
        rows[1].change.as_deref(),
        Some("3 lower: within normal ups and downs")
    );
    for page in [html::page(&report), markdown::page(&report)] {
        assert!(
            page.contains("in the moderate range") && page.contains("Score (out of 27)"),
            "{page}"
        );
        assert!(page.contains("not a diagnosis") && page.contains("Tags"));
        assert!(!page.contains("you have") && !page.contains("depressed"));
    }
}

#[test]
fn a_period_without_anything_is_a_page_too() {
    let report = Report::new(&Journal::default(), wanted());
    assert!(report.is_empty());
    assert!(html::page(&report).contains("No session in this date range."));
    assert!(markdown::page(&report).contains("Too early to say anything"));
    // Eight weeks, which begin and end within calendar weeks.
    assert_eq!(report.weeks.len(), 9);
}
