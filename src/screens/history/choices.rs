//! The ranges and views of the history, and the series it can show.

use crate::content::words::label;
use crate::domain::{DaySummary, Question};

/// How far back the views look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the range of its name")]
pub enum Range {
    TwoWeeks,
    Month,
    ThreeMonths,
    Year,
    All,
}

impl Range {
    /// Every range, the shortest first.
    pub const ALL: [Self; 5] = [
        Self::TwoWeeks,
        Self::Month,
        Self::ThreeMonths,
        Self::Year,
        Self::All,
    ];

    /// Its name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::TwoWeeks => "2w",
            Self::Month => "1m",
            Self::ThreeMonths => "3m",
            Self::Year => "1y",
            Self::All => "all",
        }
    }

    /// Its length; nothing for all days.
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::TwoWeeks => Some(14),
            Self::Month => Some(30),
            Self::ThreeMonths => Some(91),
            Self::Year => Some(365),
            Self::All => None,
        }
    }
}

/// The ways of looking at the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HistoryView {
    /// Sparkline rows and a trend chart.
    Trend,
    /// A year of weeks, a mark a day.
    Year,
    /// A month as a calendar.
    Month,
    /// One line a day.
    List,
    /// Two series against each other.
    Compare,
    /// Mood before and after, by activity.
    Sessions,
    /// The dose of each week.
    Weeks,
    /// The questionnaires' scores over their bands.
    Scores,
}

impl HistoryView {
    /// Every view.
    pub const ALL: [Self; 8] = [
        Self::Trend,
        Self::Year,
        Self::Month,
        Self::List,
        Self::Compare,
        Self::Sessions,
        Self::Weeks,
        Self::Scores,
    ];

    /// Its name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Trend => "trend",
            Self::Year => "year",
            Self::Month => "month",
            Self::List => "list",
            Self::Compare => "compare",
            Self::Sessions => "sessions",
            Self::Weeks => "weeks",
            Self::Scores => "scores",
        }
    }
}

/// Something each day has a value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Series {
    /// The mean of a rating, 1 to 9.
    Rating(Question),
    /// Active minutes; 0 on a day with a check-in and no session.
    Minutes,
    /// Hours slept.
    Slept,
}

impl Series {
    /// Its name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rating(question) => label(question),
            Self::Minutes => "minutes",
            Self::Slept => "hours slept",
        }
    }

    /// What `summary` has of it.
    pub fn of(self, summary: &DaySummary) -> Option<f64> {
        match self {
            Self::Rating(question) => summary.mean(question),
            Self::Minutes => Some(summary.minutes()),
            Self::Slept => summary.sleep_hours(),
        }
    }

    /// The level of `value`, 1 to 9: the rating itself, tens of minutes begun, or hours. Nothing for no minutes.
    pub fn level(self, value: f64) -> Option<u8> {
        let level = match self {
            Self::Rating(_) | Self::Slept => value.round().max(1.0),
            Self::Minutes => (value / 10.0).ceil(),
        };
        (level >= 1.0).then(|| level.min(9.0) as u8)
    }

    /// Its number, by which a click names it.
    pub const fn place(self) -> usize {
        match self {
            Self::Rating(question) => question as usize,
            Self::Minutes => Question::ALL.len(),
            Self::Slept => Question::ALL.len() + 1,
        }
    }

    /// The one with this number.
    pub fn at(place: usize) -> Option<Self> {
        Self::all(&Question::ALL).get(place).copied()
    }

    /// Every series there is where these `questions` are asked.
    pub fn all(questions: &[Question]) -> Vec<Self> {
        questions
            .iter()
            .copied()
            .map(Self::Rating)
            .chain([Self::Minutes, Self::Slept])
            .collect()
    }
}
