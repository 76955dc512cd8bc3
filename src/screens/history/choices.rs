//! The ranges and views of the history, and the series it can show.

use crate::content::words::label;
use crate::domain::{Day, DaySummary, Id, Measure, OwnRating, OwnRatings, Question};
use std::borrow::Cow;

/// What to show in the history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryRequest {
    /// The view; `None` for the present one.
    pub view: Option<HistoryView>,
    /// The range; `None` for the present one.
    pub range: Option<Range>,
    /// The day under the cursor; `None` for the present one.
    pub day: Option<Day>,
}

/// The length of the range shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the range of its name")]
pub enum Range {
    TwoWeeks,
    Month,
    ThreeMonths,
    Year,
    All,
    /// So many days, as typed.
    Days(u16),
}

impl Range {
    /// All ranges, the shortest first.
    pub const ALL: [Self; 5] = [
        Self::TwoWeeks,
        Self::Month,
        Self::ThreeMonths,
        Self::Year,
        Self::All,
    ];

    /// The label on screen.
    pub fn title(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::TwoWeeks => "2w",
            Self::Month => "1m",
            Self::ThreeMonths => "3m",
            Self::Year => "1y",
            Self::All => "all",
            Self::Days(days) => return Cow::Owned(format!("{days}d")),
        })
    }

    /// The range after this one; after typed days the next longer, after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        let mut all = Self::ALL.into_iter();
        let next = match self {
            Self::Days(days) => all.find(|other| {
                let length = other.days();
                length.is_none_or(|length| length > i64::from(days))
            }),
            _ => all.skip_while(|other| *other != self).nth(1),
        };
        next.unwrap_or(Self::TwoWeeks)
    }

    /// The range of so many days: one of the usual ranges if it is as long.
    pub fn of_days(days: u16) -> Self {
        let is_it = |range: &Self| range.days() == Some(i64::from(days));
        let known = Self::ALL.into_iter().find(is_it);
        known.unwrap_or(if days == 90 {
            Self::ThreeMonths
        } else {
            Self::Days(days)
        })
    }

    /// Length in days; `None` for the whole diary.
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::TwoWeeks => Some(14),
            Self::Month => Some(30),
            Self::ThreeMonths => Some(91),
            Self::Year => Some(365),
            Self::All => None,
            Self::Days(days) => Some(days as i64),
        }
    }
}

/// The views of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HistoryView {
    /// Sparkline rows and a trend chart.
    Trend,
    /// A year as columns of weeks, one cell per day.
    Year,
    /// A calendar month.
    Month,
    /// One line per day.
    List,
    /// Two series plotted against each other.
    Compare,
    /// Mood before and after sessions, by activity.
    Sessions,
    /// The dose of each week.
    Weeks,
    /// Questionnaire scores over their severity bands.
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

    /// The label on screen.
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

/// One of the person's own ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OwnSeries {
    /// Its id.
    pub id: Id,
    /// What the answers are.
    pub measure: Measure,
    /// Whether a lower number is the better one.
    pub lower_is_better: bool,
}

/// A quantity with a value per day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Series {
    /// The mean of a rating, 1 to 9.
    Rating(Question),
    /// Active minutes; 0 on a day with a check-in but no session.
    Minutes,
    /// Hours of sleep.
    Slept,
    /// The person's own: the mean of a scale, the sum of amounts, one yes of the day.
    Own(OwnSeries),
}

impl Series {
    /// The series of an own rating.
    pub const fn own(rating: &OwnRating) -> Self {
        Self::Own(OwnSeries {
            id: rating.id,
            measure: rating.measure,
            lower_is_better: rating.lower_is_better,
        })
    }

    /// The label on screen; an own rating is found among `own`.
    pub fn title(self, own: OwnRatings<'_>) -> String {
        match self {
            Self::Rating(question) => label(question).to_owned(),
            Self::Minutes => "minutes".to_owned(),
            Self::Slept => "hours slept".to_owned(),
            Self::Own(series) => own
                .get(series.id)
                .map_or_else(|| "rating".to_owned(), |rating| own.label(rating)),
        }
    }

    /// The value in `summary`.
    pub fn of(self, summary: &DaySummary) -> Option<f64> {
        match self {
            Self::Rating(question) => summary.mean(question),
            Self::Minutes => Some(summary.minutes()),
            Self::Slept => summary.sleep_hours(),
            Self::Own(series) => summary.own(series.id, series.measure),
        }
    }

    /// The level of `value`, 1 to 9: the rating itself, each started ten minutes, or hours. `None` for zero minutes.
    pub fn level(self, value: f64) -> Option<u8> {
        let level = match self {
            Self::Rating(_) | Self::Slept => value.round().max(1.0),
            Self::Minutes => (value / 10.0).ceil(),
            Self::Own(series) => match series.measure {
                Measure::Count => value.ceil(),
                Measure::Duration => (value / 30.0).ceil(),
                Measure::YesNo => 1.0 + 8.0 * value,
                scale => f64::from(scale.level(value, series.lower_is_better).unwrap_or(1)),
            },
        };
        (level >= 1.0).then(|| level.min(9.0) as u8)
    }

    /// Index of the series, used as a click target.
    pub fn place(self, own: OwnRatings<'_>) -> usize {
        let all = Self::all(&Question::ALL, own);
        all.iter().position(|series| *series == self).unwrap_or(0)
    }

    /// The series at this index.
    pub fn at(place: usize, own: OwnRatings<'_>) -> Option<Self> {
        Self::all(&Question::ALL, own).get(place).copied()
    }

    /// All series available with these `questions` and the `own` ratings that aren't archived.
    pub fn all(questions: &[Question], own: OwnRatings<'_>) -> Vec<Self> {
        questions
            .iter()
            .copied()
            .map(Self::Rating)
            .chain([Self::Minutes, Self::Slept])
            .chain(own.active().map(Self::own))
            .collect()
    }
}
