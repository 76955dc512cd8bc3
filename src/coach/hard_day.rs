//! What a day allows to be offered unasked: a hard day gets something gentle and short or nothing,
//! a day off and a coin that chose rest get nothing. What a person opens by name is never governed.

use crate::coach::DayOff;
use crate::coach::experiment::{coin, coin_waits};
use crate::content::questionnaires::of;
use crate::domain::{Day, Experiment, Instrument, Journal, Rating};
use std::cmp::Reverse;

/// Days for which an answer above 0 to the PHQ-9's ninth item makes a day a hard one.
const ITEM_NINE_DAYS: i64 = 14;
/// The score of a PHQ-9 or GAD-7 from which its day is a hard one.
const HIGH_SCORE: u8 = 15;
/// The mood up to which a day is a hard one, 1 to 9.
const LOW_MOOD: u8 = 2;

/// Why a day is a hard one; the weightiest reason, where several hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HardDay {
    /// The PHQ-9's ninth item was above 0 in the last two weeks.
    ItemNine,
    /// A PHQ-9 or GAD-7 of 15 or more today.
    Score,
    /// The latest mood of the day is 1 or 2.
    Mood,
    /// A day off: not well.
    NotWell,
}

/// Why `day` is a hard one, if it is.
pub fn hard_day(journal: &Journal, day: Day) -> Option<HardDay> {
    let ninth = journal.assessments_of(Instrument::Phq9).any(|record| {
        (0..ITEM_NINE_DAYS).contains(&day.since(record.day))
            && of(Instrument::Phq9)
                .score(&record.answers)
                .is_ok_and(|score| score.support_first())
    });
    let high = |instrument| {
        let mut records = journal.assessments_of(instrument);
        records.any(|record| record.day == day && record.score() >= HIGH_SCORE)
    };
    if ninth {
        Some(HardDay::ItemNine)
    } else if high(Instrument::Phq9) || high(Instrument::Gad7) {
        Some(HardDay::Score)
    } else if latest_mood(journal, day).is_some_and(is_hard_mood) {
        Some(HardDay::Mood)
    } else {
        (DayOff::on(journal, day) == Some(DayOff::Ill)).then_some(HardDay::NotWell)
    }
}

/// Whether a day with this mood is a hard one.
pub const fn is_hard_mood(mood: Rating) -> bool {
    mood.get() <= LOW_MOOD
}

/// The latest mood of `day`: of a check-in, or rated before or after a session; of one instant the lowest.
pub fn latest_mood(journal: &Journal, day: Day) -> Option<Rating> {
    let checked = journal
        .check_ins_on(day)
        .iter()
        .filter_map(|record| Some((record.at, record.ratings.mood?)));
    let around = journal.sessions_on(day).iter().flat_map(|session| {
        let end = session.start + chrono::TimeDelta::seconds(session.active_seconds.into());
        let before = session.before.map(|mood| (session.start, mood));
        before
            .into_iter()
            .chain(session.after.map(|mood| (end, mood)))
    });
    checked
        .chain(around)
        .max_by_key(|(at, mood)| (*at, Reverse(*mood)))
        .map(|(_, mood)| mood)
}

/// Why no movement is suggested on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietDay {
    /// The person chose a day off.
    Off(DayOff),
    /// The coin of an experiment shows after the first check-in.
    CoinWaits,
    /// The coin of an experiment chose rest.
    CoinRests,
    /// The coin of an experiment chose to sit quietly.
    CoinSits,
}

impl QuietDay {
    /// Why, in one line.
    pub fn words(self) -> String {
        match self {
            Self::Off(kind) => format!("Today is a day off: {}. {}", kind.label(), kind.wish()),
            Self::CoinWaits => "Today's coin shows after your first check-in.".to_owned(),
            Self::CoinRests => "Today's coin: rest. Rest counts too.".to_owned(),
            Self::CoinSits => "Today's coin: sit quietly for a while. Rest counts too.".to_owned(),
        }
    }

    /// What else is worth knowing on such a day.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            Self::Off(DayOff::Ill) => Some(PACING),
            _ => None,
        }
    }
}

/// Why no movement is suggested on `day`, if that is so.
pub fn quiet_day(journal: &Journal, day: Day) -> Option<QuietDay> {
    if let Some(kind) = DayOff::on(journal, day) {
        return Some(QuietDay::Off(kind));
    }
    if coin_waits(journal, day) {
        return Some(QuietDay::CoinWaits);
    }
    match coin(journal, day)? {
        Experiment::REST => Some(QuietDay::CoinRests),
        Experiment::SIT => Some(QuietDay::CoinSits),
        _ => None,
    }
}

/// What is said on a day on which somebody is not well, for whom effort may be the wrong thing.
const PACING: &str = "If effort leaves you worse a day or two later, that's different: rest, pace yourself, and ask \
                      your doctor. Don't try to build up.";

/// What is said once a check-in of today is saved, where its mood is low: nothing is compared with the usual.
pub fn saved_low(mood: Option<Rating>) -> Option<&'static str> {
    match mood?.get() {
        ..=LOW_MOOD => Some("Saved. Go gently today."),
        3..=4 => Some("Saved. A lower day. Go easy."),
        _ => None,
    }
}

/// What is said beside an experiment's coin on a hard day.
pub const SKIP_COIN: &str = "Skip it today if it isn't good for you.";
