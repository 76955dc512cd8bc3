//! The letter: a week or a month in plain words. What the person did, how they felt, what seems to go with what, and
//! one thing to try. It never grades and never compares the person with others or with another time.

use crate::coach::experiment::card_words;
use crate::coach::{Circumstances, quiet_day, suggest};
use crate::content::activities::label;
use crate::content::intensity;
use crate::content::words::{self, takes};
use crate::domain::english::{capital, count, list};
use crate::domain::{
    Day, DaySummary, Journal, Question, Sorting as _, WeekStart, sanitize, total, whole,
};
use crate::stats::sentences::{chip, title};
use crate::stats::{Diary, Insights};
use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// Setting that stores the last day covered by the letter that was read last.
pub const LETTER_READ: &str = "letter:read";
/// Days with a record that a period needs before its letter is offered.
const WORTH_READING: usize = 3;
/// Days since the end of a period within which its letter still suggests something to try.
const RECENT: i64 = 31;
/// Activities that are listed by name.
const NAMED: usize = 3;
/// Rated days from which one of them is called the highest.
const RATED: usize = 3;
/// Mean mood from which the highest day is mentioned: the midpoint.
const GOOD: f64 = 5.0;

/// The time one letter covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// Seven days, from the day on which the person's week begins.
    Week,
    /// A calendar month.
    Month,
}

impl Period {
    /// First and last day of the period that contains `day`.
    pub fn around(self, day: Day, week: WeekStart) -> (Day, Day) {
        match self {
            Self::Week => {
                let first = week.first_day(day);
                (first, first.plus(6))
            }
            Self::Month => {
                let first = Day::from_date(day.date().with_day(1).unwrap_or(day.date()));
                let next = first.date().checked_add_months(Months::new(1));
                let next = Day::from_date(next.unwrap_or(NaiveDate::MAX));
                (first, next.plus(-1))
            }
        }
    }

    /// First and last day of the latest period that is over on `today`.
    pub fn latest(self, today: Day, week: WeekStart) -> (Day, Day) {
        let (first, _) = self.around(today, week);
        self.around(first.plus(-1), week)
    }

    /// `week` or `month`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// The letter about some days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Letter {
    /// What it covers.
    pub period: Period,
    /// First day.
    pub first: Day,
    /// Last day: today if the period isn't over.
    pub last: Day,
    /// What the person did.
    pub did: String,
    /// How they felt.
    pub felt: String,
    /// What seems to go with what, with its likely range.
    pub goes_with: String,
    /// One thing to try; `None` for a letter about a time long ago.
    pub to_try: Option<String>,
    /// Mean mood of each day, 1 to 9; `None` on days without a rating.
    pub mood: Vec<Option<f64>>,
    /// Active minutes of each day.
    pub minutes: Vec<f64>,
}

impl Letter {
    /// The letter about the days from `first` to `last`, or to `today` if that is earlier. `journal` must have every
    /// record. Deterministic for the same journal, days and `seed`. Without `numbers` it has words only.
    pub fn new(
        journal: &Journal,
        period: Period,
        (first, last): (Day, Day),
        today: Day,
        seed: u64,
        numbers: bool,
    ) -> Self {
        let last = last.min(today);
        let days = journal.days(first, last);
        let of_day = |day: Day| days.get(&day);
        Self {
            period,
            first,
            last,
            did: did(journal, period, (first, last), numbers),
            felt: felt(journal, period, &days, numbers),
            goes_with: goes_with(journal, last, numbers),
            to_try: (today.since(last) <= RECENT).then(|| to_try(journal, today, seed, numbers)),
            mood: first
                .through(last)
                .map(|day| of_day(day)?.mean(Question::Mood))
                .collect(),
            minutes: first
                .through(last)
                .map(|day| of_day(day).map_or(0.0, DaySummary::minutes))
                .collect(),
        }
    }

    /// `The week of February 23, 2026` or `February 2026`.
    pub fn heading(&self) -> String {
        match self.period {
            Period::Week => format!("The week of {}", self.first.date().format("%B %-d, %Y")),
            Period::Month => self.first.date().format("%B %Y").to_string(),
        }
    }

    /// The paragraphs, each with its heading.
    pub fn paragraphs(&self) -> Vec<(&'static str, &str)> {
        let always = [
            ("What you did", self.did.as_str()),
            ("How you felt", &self.felt),
            ("What seems to go with what", &self.goes_with),
        ];
        let to_try = self
            .to_try
            .as_deref()
            .map(|text| ("One thing to try", text));
        always.into_iter().chain(to_try).collect()
    }
}

/// The letter to offer on `today`: the latest month in the first week of a month, otherwise the latest week; `None` if
/// it was read or has too little to say.
pub fn unread(journal: &Journal, today: Day, week: WeekStart) -> Option<(Period, (Day, Day))> {
    let is_read = |last: Day| {
        let read = journal
            .setting(LETTER_READ)
            .and_then(|day| day.parse().ok());
        read.is_some_and(|read| last <= Day::from_date(read))
    };
    let period = if today.date().day() <= 7 {
        Period::Month
    } else {
        Period::Week
    };
    let (first, last) = period.latest(today, week);
    let enough = journal.days(first, last).len() >= WORTH_READING;
    (enough && !is_read(last)).then_some((period, (first, last)))
}

fn did(journal: &Journal, period: Period, (first, last): (Day, Day), numbers: bool) -> String {
    let sessions = journal.sessions_in(first, last);
    if sessions.is_empty() {
        return format!("No sessions are recorded for this {}.", period.word());
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for session in sessions {
        *kinds.entry(&session.activity).or_default() += 1;
    }
    let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
    kinds.order_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let others = kinds.len().saturating_sub(NAMED);
    let mut names: Vec<String> = kinds
        .iter()
        .take(NAMED)
        .map(|(activity, times)| {
            let name = plain(label(activity));
            if numbers {
                format!("{name} ({})", how_often(*times))
            } else {
                name
            }
        })
        .collect();
    if others > 0 && numbers {
        names.push(count(others, "more kind"));
    } else if others > 0 {
        names.push("more".to_owned());
    }
    let names = list(&names);
    if !numbers {
        return format!("You moved: {names}.");
    }
    let mut days: Vec<Day> = sessions.iter().map(|session| session.day).collect();
    days.dedup();
    let minutes = total(sessions.iter().map(crate::domain::Session::minutes));
    format!(
        "You moved on {}, {} min in all: {names}.",
        count(days.len(), "day"),
        whole(minutes)
    )
}

fn how_often(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

fn felt(
    journal: &Journal,
    period: Period,
    days: &BTreeMap<Day, DaySummary>,
    numbers: bool,
) -> String {
    let rated = days.values().filter(|day| day.check_ins > 0).count();
    let words: Vec<String> = Question::ALL
        .into_iter()
        .filter_map(|question| on_average(question, days, numbers))
        .collect();
    if words.is_empty() {
        return format!("No ratings are recorded for this {}.", period.word());
    }
    let checked_in = if numbers {
        format!("You checked in on {}. On average: ", count(rated, "day"))
    } else {
        "Mostly: ".to_owned()
    };
    let highest =
        highest(journal, period, days).map_or_else(String::new, |said| format!(" {said}"));
    format!("{checked_in}{}.{highest}", words.join(", "))
}

/// `mood fairly good (6.2)`; `None` if it wasn't rated.
fn on_average(
    question: Question,
    days: &BTreeMap<Day, DaySummary>,
    numbers: bool,
) -> Option<String> {
    let means: Vec<f64> = days.values().filter_map(|day| day.mean(question)).collect();
    let mean = means.iter().sum::<f64>() / means.len().max(1) as f64;
    let level = words::level_of(question, mean);
    let said = format!("{} {level}", words::label(question));
    (!means.is_empty()).then(|| {
        if numbers {
            format!("{said} ({mean:.1})")
        } else {
            said
        }
    })
}

/// The movement of the day rated highest, if it was a good day and stands alone.
fn highest(journal: &Journal, period: Period, days: &BTreeMap<Day, DaySummary>) -> Option<String> {
    let moods: Vec<(Day, f64)> = days
        .iter()
        .filter_map(|(day, summary)| Some((*day, summary.mean(Question::Mood)?)))
        .collect();
    let (day, most) = *moods
        .iter()
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    let stands_alone = moods.iter().filter(|(_, mood)| *mood >= most).count() == 1;
    if moods.len() < RATED || most < GOOD || !stands_alone {
        return None;
    }
    // Only movement: a tag beside the highest day would read like advice, and some are drinks or medicines.
    let mut there: Vec<String> = Vec::new();
    for session in journal.sessions_on(day) {
        let name = plain(label(&session.activity));
        if !there.contains(&name) {
            there.push(name);
        }
    }
    there.truncate(NAMED);
    let form = match period {
        Period::Week => "%A",
        Period::Month => "%A, %B %-d",
    };
    let day = day.date().format(form);
    (!there.is_empty()).then(|| format!("{day} was rated highest, with {}.", list(&there)))
}

fn goes_with(journal: &Journal, last: Day, numbers: bool) -> String {
    let insights = Insights::new(&Diary::from_journal(journal, last));
    if let Some(card) = insights.strongest(None) {
        return if numbers {
            card_words(card, journal, last)
        } else {
            format!("{}: {}.", title(card), chip(card, last).to_lowercase())
        };
    }
    match insights.first_answer_in() {
        Some(more) if numbers => format!(
            "No answer yet. About {} with a check-in, and a few rated sessions, until the first one.",
            count(more, "more day")
        ),
        _ => "No answer yet. It comes with more days.".to_owned(),
    }
}

fn to_try(journal: &Journal, today: Day, seed: u64, numbers: bool) -> String {
    if let Some(quiet) = quiet_day(journal, today) {
        return quiet.words();
    }
    let now = Circumstances::of(journal, today);
    let Some(suggestion) = suggest(journal, today, &now, seed) else {
        return "Nothing in particular. Resting is fine too.".to_owned();
    };
    let routine = &suggestion.routine;
    let reason = if numbers {
        &suggestion.reason.text
    } else {
        suggestion.reason.in_words()
    };
    format!(
        "{} ({}, {}). {}",
        capital(&plain(&routine.title)),
        takes(routine.minutes(), numbers),
        intensity::of(routine).word(),
        reason
    )
}

/// Text from a person or a file without control characters.
fn plain(text: &str) -> String {
    sanitize::text(text).replace('\t', " ")
}

#[cfg(test)]
mod tests;
