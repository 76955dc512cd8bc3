//! Small diaries for tests.

use crate::domain::{Day, Id, Rating, Ratings};
use crate::stats::{Bout, Card, CardId, Diary, Insights, RatedMoment};
use chrono::{DateTime, NaiveDate};

/// Worked example 6: mood and sessions of 60 days from Monday 2026-03-02.
const MOOD: &str = "565455.7777.6.476475.6765877.65665554568765677759.9864675753";
const BOUTS: &str = concat!(
    "------------------------------s78y58s56s45y55y68------y78---s56w46w67s..w55y67s67s78---y56",
    "s25s35s56s56---------------s88---------------s57------w68---w89w89------s46w67s45y..------"
);

pub(in crate::stats) fn day(text: &str) -> Day {
    Day::from_date(NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
}

pub(in crate::stats) fn id(number: u8) -> Id {
    Id::new(
        DateTime::from_timestamp(0, 0).unwrap().fixed_offset(),
        [number; 10],
    )
}

pub(in crate::stats) fn mood(day: Day, minute: Option<f64>, mood: u8) -> RatedMoment {
    RatedMoment {
        day,
        minute,
        ratings: Ratings {
            mood: Rating::new(mood),
            ..Ratings::default()
        },
        own: crate::domain::OwnAnswers::default(),
        sleep_hours: None,
        tags: vec![],
    }
}

pub(in crate::stats) fn bout(day: Day, activity: &str, pair: Option<(u8, u8)>) -> Bout {
    let met = match activity {
        "walking brisk" => 4.3,
        "yoga" => 2.5,
        _ => 3.5,
    };
    let (before, after) = pair.map_or((None, None), |(before, after)| {
        (Rating::new(before), Rating::new(after))
    });
    Bout {
        cut_short: false,
        effort: None,
        day,
        start: Some(1020.0),
        minutes: 30.0,
        activity: activity.to_owned(),
        routine: None,
        met,
        before,
        after,
    }
}

/// The records of worked example 6.
pub(in crate::stats) fn whole_person() -> (Vec<RatedMoment>, Vec<Bout>) {
    let first = day("2026-03-02");
    let ratings = MOOD.bytes().enumerate().filter(|(_, byte)| *byte != b'.');
    let ratings = ratings
        .map(|(i, byte)| mood(first.plus(i as i64), Some(1260.0), byte - b'0'))
        .collect();
    let bouts = BOUTS
        .as_bytes()
        .chunks(3)
        .enumerate()
        .filter_map(|(i, cell)| {
            let activity = match cell[0] {
                b'w' => "walking brisk",
                b'y' => "yoga",
                b's' => "strength",
                _ => return None,
            };
            let pair = (cell[1] != b'.').then(|| (cell[1] - b'0', cell[2] - b'0'));
            Some(bout(first.plus(i as i64), activity, pair))
        });
    (ratings, bouts.collect())
}

pub(in crate::stats) fn diary(ratings: Vec<RatedMoment>, bouts: Vec<Bout>, now: &str) -> Diary {
    Diary::new(ratings, bouts, vec![], vec![], day(now))
}

/// The card with this id, for mood if there are several.
pub(in crate::stats) fn card(insights: &Insights, id: CardId) -> &Card {
    insights.cards.iter().find(|card| card.id == id).unwrap()
}

pub(in crate::stats) fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{what}: {found}, expected {expected}"
    );
}
