//! Whether a day is a hard one, and why; and whether it is a quiet one: a day off, or one on which a coin chose rest.
//!
//! What follows from it is decided elsewhere: on a hard day `suggestion` offers only what is gentle and short, on a
//! quiet one nothing unprompted. Routines opened by name are never restricted.

use crate::coach::DayOff;
use crate::coach::experiment::{coin, coin_waits};
use crate::content::questionnaires::of;
use crate::domain::{Day, Experiment, Instrument, Journal, Rating};
use std::cmp::Reverse;

/// Number of days for which a PHQ-9 ninth item above 0 makes a day a hard one.
const ITEM_NINE_DAYS: i64 = 14;
/// PHQ-9 or GAD-7 score from which its day is a hard one.
const HIGH_SCORE: u8 = 15;
/// Maximum mood of a hard day, 1 to 9.
const LOW_MOOD: u8 = 2;

/// Why a day is a hard one; the most serious reason if several apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HardDay {
    /// The PHQ-9's ninth item was above 0 in the last two weeks.
    ItemNine,
    /// A PHQ-9 or GAD-7 of 15 or more today.
    Score,
    /// The latest mood of the day is 1 or 2.
    Mood,
    /// A day off for not feeling well.
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

/// Whether a mood rating this low makes a hard day.
pub const fn is_hard_mood(mood: Rating) -> bool {
    mood.get() <= LOW_MOOD
}

/// The latest mood of `day`, from a check-in or a rating before or after a session; the lowest if
/// several share the same time.
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
    /// An experiment's coin is hidden until the first check-in.
    CoinWaits,
    /// An experiment's coin chose rest.
    CoinRests,
    /// An experiment's coin chose sitting quietly.
    CoinSits,
}

impl QuietDay {
    /// The reason in one line.
    pub fn words(self) -> String {
        match self {
            Self::Off(kind) => format!("Today is a day off: {}. {}", kind.label(), kind.wish()),
            Self::CoinWaits => "Today's coin shows after your first check-in.".to_owned(),
            Self::CoinRests => "Today's coin: rest. Rest counts too.".to_owned(),
            Self::CoinSits => "Today's coin: sit quietly for a while. Rest counts too.".to_owned(),
        }
    }

    /// Additional advice for such a day.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            Self::Off(DayOff::Ill) => Some(PACING),
            _ => None,
        }
    }
}

/// Why no movement is suggested on `day`, if none is.
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

/// Advice for a day when the person is not well, since exertion may be harmful for some.
const PACING: &str = "If effort leaves you worse a day or two later, that's different: rest, pace yourself, and ask \
                      your doctor. Don't try to build up.";

/// The message after saving a check-in for today with a low mood; does not compare with the usual
/// mood.
pub fn saved_low(mood: Option<Rating>) -> Option<&'static str> {
    match mood?.get() {
        ..=LOW_MOOD => Some("Saved. Go gently today."),
        3..=4 => Some("Saved. A lower day. Go easy."),
        _ => None,
    }
}

/// Shown next to an experiment's coin on a hard day.
pub const SKIP_COIN: &str = "Skip it today if it isn't good for you.";
