//! Records as other programs read them: JSON with a stable schema.

use crate::domain::{
    CheckIn, Day, DaySummary, Effort, Id, Moment, OwnAnswers, OwnRatings, Question, Rating,
    Session, Source,
};
use chrono::SecondsFormat;
use serde::{Serialize, Serializer};

/// One day in `history --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are the contract")]
pub struct DayView {
    pub day: Day,
    #[serde(flatten)]
    pub means: Means,
    pub sleep_hours: Option<f64>,
    pub check_ins: usize,
    pub sessions: usize,
    pub minutes: f64,
    pub met_minutes: f64,
    pub tags: Vec<String>,
    /// Answers to own ratings by id: means of scales, sums of amounts.
    #[serde(skip_serializing_if = "OwnAnswers::is_empty")]
    pub ratings: OwnAnswers,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<Id>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<String>>,
}

/// Daily mean of every question, by key; `null` if it was not rated.
#[derive(Debug)]
pub struct Means([Option<f64>; Question::ALL.len()]);

impl Serialize for Means {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Question::KEYS.iter().zip(&self.0))
    }
}

impl DayView {
    /// Builds the view of one day.
    pub fn of(day: Day, summary: &DaySummary, own: OwnRatings<'_>) -> Self {
        let mean = |question| summary.mean(question).map(hundredths);
        Self {
            day,
            means: Means(Question::ALL.map(mean)),
            sleep_hours: summary.sleep_hours().map(hundredths),
            check_ins: summary.check_ins,
            sessions: summary.sessions,
            minutes: tenths(summary.minutes()),
            met_minutes: tenths(summary.met_minutes),
            tags: summary.tags.clone(),
            ratings: summary
                .owns(own)
                .map(|(rating, value)| (rating.id, hundredths(value)))
                .collect(),
            ids: None,
            notes: None,
        }
    }
}

/// Rounds minutes, MET-minutes and meters to a tenth.
pub fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Formats an instant as RFC 3339 in whole seconds, with its recorded offset.
pub(crate) fn instant(at: Moment) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Rounds means and hours to a hundredth.
pub fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A session in `sessions --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are the contract")]
pub struct SessionView<'a> {
    pub id: Id,
    pub start: String,
    pub timed: bool,
    pub day: Day,
    pub activity: &'a str,
    pub title: &'a str,
    pub active_seconds: u32,
    pub distance_m: Option<f64>,
    pub met: f64,
    pub effort: Option<Effort>,
    pub before: Option<Rating>,
    pub after: Option<Rating>,
    pub complete: bool,
    pub source: Source,
    pub note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<&'static str>,
}

impl<'a> SessionView<'a> {
    /// Builds the view of one session.
    pub fn of(session: &'a Session) -> Self {
        Self {
            id: session.id,
            start: instant(session.start),
            timed: session.timed,
            day: session.day,
            activity: &session.activity,
            title: &session.title,
            active_seconds: session.active_seconds,
            distance_m: session.distance_m.map(tenths),
            met: session.met,
            effort: session.effort,
            before: session.before,
            after: session.after,
            complete: session.complete,
            source: session.source,
            note: &session.note,
            undo: None,
        }
    }
}

/// A check-in as printed by `checkin --json` and `today --json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are the contract")]
pub struct CheckInView<'a> {
    pub id: Id,
    pub at: String,
    pub timed: bool,
    pub day: Day,
    #[serde(flatten)]
    pub ratings: crate::domain::Ratings,
    /// Answers to own ratings, by id.
    #[serde(rename = "ratings", skip_serializing_if = "OwnAnswers::is_empty")]
    pub own: &'a OwnAnswers,
    pub sleep_hours: Option<f64>,
    pub tags: &'a [String],
    pub note: &'a str,
    pub source: Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<&'static str>,
}

impl<'a> CheckInView<'a> {
    /// Builds the view of one check-in.
    pub fn of(record: &'a CheckIn) -> Self {
        Self {
            id: record.id,
            at: instant(record.at),
            timed: record.timed,
            day: record.day,
            ratings: record.ratings,
            own: &record.own,
            sleep_hours: record.sleep_hours.map(hundredths),
            tags: &record.tags,
            note: &record.note,
            source: record.source,
            undo: None,
        }
    }
}

/// Shell command that undoes the last change.
pub const UNDO: &str = "firstline undo";
