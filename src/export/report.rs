//! The report: one page to read, print, or bring to a doctor or therapist.
//!
//! ```text
//! Journal, Wanted ─► Report (plain data) ─► html::page | markdown::page
//! ```
//! Nothing personal is included by default: notes and individual answers are opt-in; contacts and notes for hard
//! moments are never included. Factors are listed without judgment.

pub mod chart;
pub mod html;
pub mod markdown;

use crate::coach::experiment::{card_words, protocol_line};
use crate::coach::hides_numbers;
use crate::content::activities::label;
use crate::content::questionnaires::{advice_on_paper, of};
use crate::domain::{
    Assessment, Day, DaySummary, Experiment, Instrument, Journal, Measure, OwnRating, Question,
    Sorting as _, TrialKind, Units, WeekStart, sanitize, total,
};
use crate::stats::{Card, CardId, Design, Diary, Insights, Status};
use std::collections::BTreeMap;

/// What the user wants included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// Day the report is created.
    pub made: Day,
    /// Days for which notes are included; ignored if `all_notes`.
    pub notes: Vec<Day>,
    /// Whether to include every note.
    pub all_notes: bool,
    /// Whether to include individual questionnaire answers.
    pub answers: bool,
    /// The units and the calendar of the person.
    pub units: Units,
    /// How to reach someone to talk to where the user lives: `call 142`.
    pub talk: String,
}

/// One questionnaire result.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Day it was answered.
    pub day: Day,
    /// Sum of the answers.
    pub score: u8,
    /// `in the mild range`.
    pub range: &'static str,
    /// Change since the previous one: `3 lower: within normal ups and downs`.
    pub change: Option<String>,
    /// How difficult it made everyday life.
    pub difficulty: Option<&'static str>,
    /// Individual answers, if requested.
    pub answers: Option<Vec<u8>>,
}

/// One questionnaire over the report period.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// Which questionnaire.
    pub instrument: Instrument,
    /// Results, oldest first.
    pub rows: Vec<Scored>,
    /// Advice for the latest score.
    pub advice: Option<String>,
}

/// One week of movement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekRow {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// Number of sessions.
    pub sessions: usize,
    /// Days with any movement.
    pub active_days: usize,
    /// Minutes.
    pub minutes: f64,
    /// Marginal MET-minutes.
    pub dose: f64,
}

/// One kind of movement over the report period.
#[derive(Clone, Debug, PartialEq)]
pub struct KindRow {
    /// Display name.
    pub label: String,
    /// Number of sessions.
    pub sessions: usize,
    /// Minutes.
    pub minutes: f64,
}

/// One rating over the report period.
#[derive(Clone, Debug, PartialEq)]
pub struct RatedRow {
    /// Which rating.
    pub question: Question,
    /// Days with a rating.
    pub days: usize,
    /// Mean of the daily means.
    pub mean: f64,
    /// Lowest and highest daily mean.
    pub range: (f64, f64),
    /// Daily means, for the chart.
    pub daily: Vec<(Day, f64)>,
}

/// One of the person's own ratings over the report period.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRow {
    /// Its name, with the better end of a scale.
    pub name: String,
    /// Days with an answer.
    pub days: usize,
    /// Mean of the days; the days with a yes.
    pub mean: String,
    /// Lowest and highest day; empty for yes or no.
    pub range: String,
    /// The mean as a word.
    pub word: String,
}

/// A finding and how it was obtained.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What was examined: `mood, the day after moving`.
    pub about: String,
    /// The sentence, with interval and sample size.
    pub text: String,
    /// Whether the days were assigned at random.
    pub randomized: bool,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Day of the note.
    pub day: Day,
    /// Text of the note.
    pub text: String,
}

/// All report content.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The requested options.
    pub wanted: Wanted,
    /// Questionnaires with at least one answer.
    pub assessed: Vec<Assessed>,
    /// Weeks, oldest first; the first one starts at the beginning of the date range.
    pub weeks: Vec<WeekRow>,
    /// Kinds of movement, most minutes first.
    pub kinds: Vec<KindRow>,
    /// Ratings that have values.
    pub rated: Vec<RatedRow>,
    /// The person's own ratings that have answers.
    pub own: Vec<OwnRow>,
    /// Days with check-ins.
    pub days_rated: usize,
    /// Factors with the number of days each occurred, most frequent first.
    pub factors: Vec<(String, usize)>,
    /// Findings, each with its interval.
    pub told: Vec<Told>,
    /// Experiment protocols, one per line, oldest first.
    pub protocols: Vec<String>,
    /// Selected notes.
    pub notes: Vec<Noted>,
    /// Whether the report shows numbers; off for people who feel worse when they see them.
    pub numbers: bool,
}

/// Shown on a report without numbers.
pub const WITHOUT_NUMBERS: &str = "Made without numbers, as the person chose.";

/// Shown at the end of every report.
pub const CAVEAT: &str = "Everything here was reported by the person about themselves, on their \
    own computer, at times they chose. Days without an entry are missing, not good or bad. This \
    isn't a medical record or a diagnosis. Averages and links within one person's diary don't \
    show causes, except in experiments with random days.";

impl Report {
    /// Builds the report for the requested days. `journal` must contain every record.
    pub fn new(journal: &Journal, wanted: Wanted) -> Self {
        let days = journal.days(wanted.first, wanted.last);
        let (first, last) = (wanted.first, wanted.last);
        let rated = Question::ALL.into_iter().filter_map(|question| {
            let daily: Vec<(Day, f64)> = days
                .iter()
                .filter_map(|(day, summary)| Some((*day, summary.mean(question)?)))
                .collect();
            let values = || daily.iter().map(|(_, value)| *value);
            let lowest = values().min_by(f64::total_cmp)?;
            let highest = values().max_by(f64::total_cmp)?;
            let mean = values().sum::<f64>() / daily.len() as f64;
            Some(RatedRow {
                question,
                days: daily.len(),
                mean,
                range: (lowest, highest),
                daily,
            })
        });
        let mut factors: BTreeMap<&str, usize> = BTreeMap::new();
        for tag in days.values().flat_map(|summary| &summary.tags) {
            *factors.entry(tag).or_default() += 1;
        }
        let mut factors: Vec<(String, usize)> = factors
            .into_iter()
            .map(|(tag, days)| (clean(tag), days))
            .collect();
        factors.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self {
            assessed: Instrument::ALL
                .into_iter()
                .filter_map(|kind| assessed(journal, kind, &wanted))
                .collect(),
            weeks: weeks(journal, first, last, wanted.units.week),
            kinds: kinds(journal, first, last, wanted.units),
            rated: rated.collect(),
            own: own(journal, &days),
            days_rated: days
                .values()
                .filter(|summary| summary.check_ins > 0)
                .count(),
            factors,
            told: findings(journal, last),
            protocols: protocols(journal, &wanted),
            notes: notes(journal, &wanted),
            numbers: !hides_numbers(journal),
            wanted,
        }
    }

    /// Whether the report has no content besides its frame.
    pub fn is_empty(&self) -> bool {
        self.assessed.is_empty() && self.kinds.is_empty() && self.rated.is_empty()
    }

    /// `January 5, 2026 to March 2, 2026`.
    pub fn period(&self) -> String {
        format!("{} to {}", day(self.wanted.first), day(self.wanted.last))
    }
}

/// `March 2, 2026`.
pub fn day(day: Day) -> String {
    day.date().format("%B %-d, %Y").to_string()
}

/// Formats with one decimal, or none if it would be zero.
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

/// User text without control characters or characters that change the text direction.
fn clean(text: &str) -> String {
    sanitize::text(text).replace('\t', " ")
}

fn assessed(journal: &Journal, instrument: Instrument, wanted: &Wanted) -> Option<Assessed> {
    let form = of(instrument);
    let mut before: Option<&Assessment> = None;
    let mut rows = Vec::new();
    for record in journal
        .assessments_of(instrument)
        .filter(|record| record.day <= wanted.last)
    {
        if record.day >= wanted.first {
            let change = before.map(|before| {
                let change = instrument.change(before.score(), record.score());
                let direction = match change.points {
                    0 => return "the same".to_owned(),
                    ..0 => format!("{} lower", -change.points),
                    points => format!("{points} higher"),
                };
                format!("{direction}: {}", change.meaning.words())
            });
            let unscored = form.unscored.as_ref().zip(record.difficulty);
            rows.push(Scored {
                day: record.day,
                score: record.score(),
                range: form.words(record.score()).unwrap_or_default(),
                change,
                difficulty: unscored
                    .and_then(|(unscored, answer)| unscored.options.get(usize::from(answer)))
                    .map(String::as_str),
                answers: wanted.answers.then(|| record.answers.clone()),
            });
        }
        before = Some(record);
    }
    let advice = advice_on_paper(instrument, rows.last()?.score, &wanted.talk);
    Some(Assessed {
        instrument,
        rows,
        advice,
    })
}

/// The person's own ratings that aren't archived and have answers in these days.
fn own(journal: &Journal, days: &BTreeMap<Day, DaySummary>) -> Vec<OwnRow> {
    let own = journal.own_ratings();
    let row = |rating: &OwnRating| {
        let answers = days
            .values()
            .filter_map(|day| day.own(rating.id, rating.measure));
        let values: Vec<f64> = answers.collect();
        let lowest = values.iter().copied().min_by(f64::total_cmp)?;
        let highest = values.iter().copied().max_by(f64::total_cmp)?;
        let mean = total(values.iter().copied()) / values.len() as f64;
        let text = |value: f64| clean(&rating.text(value, false));
        let better = match (rating.measure.is_scale(), rating.lower_is_better) {
            (false, _) => "",
            (true, true) => ", lower is better",
            (true, false) => ", higher is better",
        };
        let is_yes_no = rating.measure == Measure::YesNo;
        let yes = values.iter().filter(|value| **value > 0.0).count();
        Some(OwnRow {
            name: clean(&format!("{}{better}", own.label(rating))),
            days: values.len(),
            mean: if is_yes_no {
                format!("yes on {yes}")
            } else {
                text(mean)
            },
            range: if is_yes_no {
                String::new()
            } else {
                format!("{} to {}", text(lowest), text(highest))
            },
            word: clean(&rating.text(mean, true)),
        })
    };
    own.active().filter_map(row).collect()
}

/// The person's calendar weeks; the first and the last may be incomplete.
fn weeks(journal: &Journal, first: Day, last: Day, start: WeekStart) -> Vec<WeekRow> {
    let mut weeks = Vec::new();
    let mut end = last;
    while end >= first {
        let begin = start.first_day(end).max(first);
        let sessions = journal.sessions_in(begin, end);
        let mut days: Vec<Day> = sessions.iter().map(|session| session.day).collect();
        days.dedup();
        weeks.push(WeekRow {
            first: begin,
            last: end,
            sessions: sessions.len(),
            active_days: days.len(),
            minutes: total(sessions.iter().map(crate::domain::Session::minutes)),
            dose: total(sessions.iter().map(crate::domain::Session::dose)),
        });
        end = begin.plus(-1);
    }
    weeks.reverse();
    weeks
}

fn kinds(journal: &Journal, first: Day, last: Day, units: Units) -> Vec<KindRow> {
    let mut kinds: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for session in journal.sessions_in(first, last) {
        let row = kinds.entry(&session.activity).or_default();
        row.0 += 1;
        row.1 += session.minutes();
    }
    let kinds = kinds.into_iter();
    let mut rows: Vec<KindRow> = kinds
        .map(|(id, (sessions, minutes))| KindRow {
            label: clean(&units.name(label(id))),
            sessions,
            minutes,
        })
        .collect();
    rows.order_by(|a, b| {
        b.minutes
            .total_cmp(&a.minutes)
            .then_with(|| a.label.cmp(&b.label))
    });
    rows
}

/// Conclusive findings as of `last`.
fn findings(journal: &Journal, last: Day) -> Vec<Told> {
    let diary = Diary::from_journal(journal, last);
    let says = |card: &&Card| {
        let numberless = [
            Status::NotEnough,
            Status::NoBaseline,
            Status::Running,
            Status::Flat,
        ];
        let has_number = card.estimate.is_some() || card.status == Status::Found;
        has_number && !numberless.contains(&card.status)
    };
    let insights = Insights::new(&diary);
    let told = |card: &Card| Told {
        about: about(card),
        text: card_words(card, journal, last),
        randomized: card.design == Design::Randomized,
    };
    insights.cards.iter().filter(says).map(told).collect()
}

/// Protocols of experiments that started in or ran into the period.
fn protocols(journal: &Journal, wanted: &Wanted) -> Vec<String> {
    let within = |experiment: &&Experiment| {
        let over = match (experiment.stopped, experiment.kind) {
            (Some(stopped), _) => Some(stopped),
            (None, TrialKind::Days) => Some(experiment.end()),
            (None, TrialKind::Sessions) => None,
        };
        experiment.start <= wanted.last && over.is_none_or(|over| over >= wanted.first)
    };
    let experiments = journal.experiments().iter().filter(within);
    experiments
        .map(|experiment| clean(&protocol_line(experiment, journal)))
        .collect()
}

/// Short description of what a card examines.
fn about(card: &Card) -> String {
    let what = card.outcome.key();
    match card.id {
        CardId::RightAfter => format!("{what}, right after moving"),
        CardId::Length => format!("{what}, after long and short sessions"),
        CardId::Effort => format!("{what}, after hard and gentle sessions"),
        CardId::GoesWith => format!("{what}, and tags"),
        CardId::SameDay => format!("{what}, on active days"),
        CardId::NextDay => format!("{what}, the day after moving"),
        CardId::Trend => format!("{what}, over the last months"),
        CardId::SinceStart => format!("{what}, since the first session"),
        CardId::Phq9 => Instrument::Phq9.name().to_owned(),
        CardId::Gad7 => Instrument::Gad7.name().to_owned(),
        CardId::Experiment => format!("{what}, in the experiment"),
    }
}

fn notes(journal: &Journal, wanted: &Wanted) -> Vec<Noted> {
    let is_wanted = |day: Day| {
        (wanted.first..=wanted.last).contains(&day)
            && (wanted.all_notes || wanted.notes.contains(&day))
    };
    let check_ins = journal
        .check_ins()
        .iter()
        .map(|record| (record.day, &record.note));
    let sessions = journal
        .sessions()
        .iter()
        .map(|record| (record.day, &record.note));
    let mut notes: Vec<Noted> = check_ins
        .chain(sessions)
        .filter(|(day, text)| is_wanted(*day) && !text.trim().is_empty())
        .map(|(day, text)| Noted {
            day,
            text: clean(text.trim()),
        })
        .collect();
    notes.order_by_key(|note| note.day);
    notes
}

#[cfg(test)]
mod tests;
