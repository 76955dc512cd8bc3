//! Data for the history charts, computed from the days; no cursor or colors.

use crate::domain::{Day, DaySummary, Journal, Measure, Question, Session, Sorting as _};
use crate::screens::history::Series;
use crate::stats::together::Together;
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::chart::scatter::BinMean;
use crate::widgets::chart::week_grid::WeekGrid;
use chrono::Timelike as _;
use std::collections::BTreeMap;

/// Rated days out of seven needed for a smoothed value; with fewer the line has a gap.
const SMOOTH_FROM: u32 = 3;
/// Days needed for the usual range.
const USUAL_FROM: usize = 20;
/// Days searched for the usual range.
const USUAL_IN: i64 = 365;
/// Lags compared, in days.
pub const LAGS: std::ops::RangeInclusive<i64> = -3..=3;

/// The mean of the daily means over the seven days around each day from `first` to `last`.
pub fn smooth<'a>(
    days: impl Iterator<Item = (Day, &'a DaySummary)>,
    series: Series,
    first: Day,
    last: Day,
) -> Vec<Option<f64>> {
    let length = (last.since(first) + 1).max(0) as usize;
    let mut daily = vec![None; length + 6];
    for (day, summary) in days {
        if let Some(slot) = usize::try_from(day.since(first) + 3)
            .ok()
            .and_then(|place| daily.get_mut(place))
        {
            *slot = series.of(summary);
        }
    }
    let mean = |window: &[Option<f64>]| {
        let (sum, count) = window
            .iter()
            .flatten()
            .fold((0.0, 0), |(sum, count), mean| (sum + mean, count + 1));
        (count >= SMOOTH_FROM).then(|| sum / f64::from(count))
    };
    daily.windows(7).take(length).map(mean).collect()
}

/// The interval that covers eight of ten days in the year before `last`.
pub fn usual(days: &BTreeMap<Day, DaySummary>, series: Series, last: Day) -> Option<(f64, f64)> {
    let year = days.range(last.plus(1 - USUAL_IN)..=last);
    let mut means: Vec<f64> = year.filter_map(|(_, summary)| series.of(summary)).collect();
    if means.len() < USUAL_FROM {
        return None;
    }
    means.order_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (means.len() - 1) as f64;
        let (low, high) = (means[place.floor() as usize], means[place.ceil() as usize]);
        low + (high - low) * place.fract()
    };
    Some((at(0.1), at(0.9)))
}

/// Two series paired by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    /// The day of the second value, the first value and the second value.
    pub points: Vec<(Day, f64, f64)>,
    /// The correlation at each lag in [`LAGS`].
    pub lags: Vec<(i64, Option<Together>)>,
}

impl Pairs {
    /// Pairs each day's `second` with the `first` from `lag` days earlier.
    pub fn new(days: &BTreeMap<Day, &DaySummary>, first: Series, second: Series, lag: i64) -> Self {
        let at = |lag: i64| -> Vec<(Day, f64, f64)> {
            let pair = |(day, summary): (&Day, &&DaySummary)| {
                let earlier = days.get(&day.plus(-lag))?;
                Some((*day, first.of(earlier)?, second.of(summary)?))
            };
            days.iter().filter_map(pair).collect()
        };
        let values = |points: &[(Day, f64, f64)]| {
            points.iter().map(|(_, x, y)| (*x, *y)).collect::<Vec<_>>()
        };
        let lags = LAGS
            .map(|lag| (lag, Together::of(&values(&at(lag)))))
            .collect();
        Self {
            points: at(lag),
            lags,
        }
    }
}

/// A session with ratings before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatedSession {
    /// The day of the session.
    pub day: Day,
    /// Mood before, 1 to 9.
    pub before: u8,
    /// Mood after, 1 to 9.
    pub after: u8,
    /// Active minutes.
    pub minutes: f64,
}

impl RatedSession {
    /// The `sessions` with both ratings, in their original order.
    pub fn all<'a>(sessions: impl Iterator<Item = &'a Session>) -> Vec<Self> {
        let rated = |session: &Session| {
            let (before, after) = session.pair()?;
            Some(Self {
                day: session.day,
                before: before.get(),
                after: after.get(),
                minutes: session.minutes(),
            })
        };
        sessions.filter_map(rated).collect()
    }
}

/// The sessions of one activity with ratings before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct AroundSessions {
    /// The activity, as named in sessions.
    pub activity: String,
    /// The title shown to the user.
    pub title: String,
    /// The ratings before and after each session, earliest first.
    pub pairs: Vec<(u8, u8)>,
}

impl AroundSessions {
    /// Groups sessions by activity, the most frequent first.
    pub fn by_activity<'a>(sessions: impl Iterator<Item = &'a Session>) -> Vec<Self> {
        let mut groups: BTreeMap<&str, Self> = BTreeMap::new();
        for session in sessions {
            if let Some((before, after)) = session.pair() {
                let group = groups.entry(&session.activity).or_insert_with(|| Self {
                    activity: session.activity.clone(),
                    title: crate::content::activities::activity(&session.activity)
                        .map_or_else(|| session.title.clone(), |activity| activity.label.clone()),
                    pairs: Vec::new(),
                });
                group.pairs.push((before.get(), after.get()));
            }
        }
        let mut groups: Vec<Self> = groups.into_values().collect();
        groups.order_by(|a, b| (b.pairs.len(), &a.title).cmp(&(a.pairs.len(), &b.title)));
        groups
    }

    /// Counts each change in rating from `least` up; values outside the range count toward the nearest end.
    pub fn changes<const COUNT: usize>(&self, least: i16) -> [usize; COUNT] {
        let mut counts = [0; COUNT];
        for (before, after) in &self.pairs {
            let place = i16::from(*after) - i16::from(*before) - least;
            let place = usize::try_from(place)
                .unwrap_or(0)
                .min(COUNT.saturating_sub(1));
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
        counts
    }

    /// The mean rating before and the mean rating after.
    pub fn means(&self) -> (f64, f64) {
        let count = self.pairs.len().max(1) as f64;
        let (before, after) = self.pairs.iter().fold((0.0, 0.0), |(before, after), pair| {
            (before + f64::from(pair.0), after + f64::from(pair.1))
        });
        (before / count, after / count)
    }
}

/// Movement in one calendar week.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WeekSum {
    /// The dose in marginal MET-minutes.
    pub dose: f64,
    /// Active minutes.
    pub minutes: f64,
    /// Days with movement.
    pub days: u16,
}

/// The totals of each of the `weeks`.
pub fn by_week(journal: &Journal, weeks: &WeekGrid) -> Vec<WeekSum> {
    let mut sums = vec![WeekSum::default(); usize::from(weeks.count())];
    let mut before: Option<Day> = None;
    for session in journal.sessions_in(weeks.first(), weeks.last()) {
        let Some((column, _)) = weeks.place(session.day) else {
            continue;
        };
        let sum = &mut sums[usize::from(column)];
        sum.dose += session.dose();
        sum.minutes += session.minutes();
        sum.days += u16::from(before != Some(session.day));
        before = Some(session.day);
    }
    sums
}

/// The mean of `value` per column, over the days that have one.
pub fn by_column<'a>(
    columns: &DayColumns,
    days: impl Iterator<Item = (Day, &'a DaySummary)>,
    value: impl Fn(&DaySummary) -> Option<f64>,
) -> Vec<Option<f64>> {
    let mut sums = vec![Mean::default(); usize::from(columns.count())];
    // Neighboring days are mostly in the same column.
    let mut here = None;
    for (day, summary) in days {
        let Some(value) = value(summary) else {
            continue;
        };
        let column = match here {
            Some((from, to, column)) if (from..=to).contains(&day) => column,
            _ => {
                let column = columns.column(day);
                let (from, to) = columns.days(column);
                here = Some((from, to, column));
                column
            }
        };
        sums[usize::from(column)].add(value);
    }
    sums.into_iter().map(Mean::value).collect()
}

/// A running mean.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn value(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }
}

/// The mean per weekday, Monday first, and the number of days in each.
pub fn means_by_weekday<'a>(
    days: impl Iterator<Item = (Day, &'a DaySummary)>,
    series: Series,
) -> [Option<(f64, usize)>; 7] {
    let mut sums = [Mean::default(); 7];
    for (day, summary) in days {
        if let Some(value) = series.of(summary) {
            sums[day.weekday()].add(value);
        }
    }
    sums.map(|mean| Some((mean.value()?, mean.count)))
}

/// Days needed for the mean of a weekday; one or two say too little.
const WEEKDAY_FROM: usize = 3;

/// The mean of each weekday that has enough days.
pub fn by_weekday<'a>(
    days: impl Iterator<Item = (Day, &'a DaySummary)>,
    series: Series,
) -> [Option<f64>; 7] {
    means_by_weekday(days, series).map(|mean| {
        mean.filter(|(_, count)| *count >= WEEKDAY_FROM)
            .map(|(mean, _)| mean)
    })
}

/// The number of days at each level, 1 to 9.
pub fn by_level<'a>(
    days: impl Iterator<Item = (Day, &'a DaySummary)>,
    series: Series,
) -> [usize; 9] {
    let mut counts = [0; 9];
    for (_, summary) in days {
        if let Some(level) = series.of(summary).and_then(|value| series.level(value)) {
            counts[usize::from(level.clamp(1, 9)) - 1] += 1;
        }
    }
    counts
}

/// The ratings at one time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeOfDay {
    /// The name of the time of day.
    pub name: &'static str,
    /// The mean rating.
    pub mean: f64,
    /// The number of ratings.
    pub count: usize,
}

/// Times of day with their first and end hour; the night continues past midnight.
const TIMES: [(&str, u32, u32); 5] = [
    ("morning", 5, 11),
    ("midday", 11, 14),
    ("afternoon", 14, 18),
    ("evening", 18, 23),
    ("night", 23, 29),
];

/// The ratings from `first` to `last`, grouped by time of day.
pub fn by_time(
    journal: &Journal,
    question: Question,
    (first, last): (Day, Day),
    lets_through: impl Fn(Day) -> bool,
) -> Vec<TimeOfDay> {
    let records = journal.check_ins();
    let from = records.partition_point(|record| record.day < first);
    let mut sums = [Mean::default(); TIMES.len()];
    for record in records
        .iter()
        .skip(from)
        .take_while(|record| record.day <= last)
    {
        let Some(rating) = record.ratings.get(question) else {
            continue;
        };
        let hour = record.at.hour();
        let is_at = |(_, from, to): &(&str, u32, u32)| {
            (*from..*to).contains(&hour) || (*from..*to).contains(&(hour + 24))
        };
        if let Some(place) = TIMES.iter().position(is_at)
            && record.timed
            && lets_through(record.day)
        {
            sums[place].add(f64::from(rating.get()));
        }
    }
    let time = |((name, ..), mean): (&(&'static str, u32, u32), Mean)| {
        Some(TimeOfDay {
            name,
            mean: mean.value()?,
            count: mean.count,
        })
    };
    TIMES.iter().zip(sums).filter_map(time).collect()
}

/// Days needed for the mean of a bin in the comparison.
const PART_FROM: usize = 3;

/// The bin edges for the values of a series.
const fn edges(series: Series) -> &'static [(f64, f64)] {
    match series {
        Series::Minutes => &[
            (0.0, 0.5),
            (0.5, 10.5),
            (10.5, 20.5),
            (20.5, 40.5),
            (40.5, f64::MAX),
        ],
        Series::Rating(_) => &[(1.0, 3.5), (3.5, 5.5), (5.5, 7.5), (7.5, f64::MAX)],
        Series::Slept => &[(0.0, 6.0), (6.0, 7.5), (7.5, 9.0), (9.0, f64::MAX)],
        Series::Own(own) => match own.measure {
            Measure::OneToNine => &[(1.0, 3.5), (3.5, 5.5), (5.5, 7.5), (7.5, f64::MAX)],
            Measure::ZeroToTen => &[(0.0, 2.5), (2.5, 5.0), (5.0, 7.5), (7.5, f64::MAX)],
            Measure::Count => &[
                (0.0, 0.5),
                (0.5, 1.5),
                (1.5, 2.5),
                (2.5, 4.5),
                (4.5, f64::MAX),
            ],
            Measure::Duration => &[
                (0.0, 0.5),
                (0.5, 30.5),
                (30.5, 60.5),
                (60.5, 120.5),
                (120.5, f64::MAX),
            ],
            Measure::YesNo => &[(0.0, 0.5), (0.5, f64::MAX)],
        },
    }
}

/// The mean of the second value of each pair, per bin of the first value, which belongs to `series`.
pub fn parts(points: &[(f64, f64)], series: Series) -> Vec<BinMean> {
    let part = |(from, to): &(f64, f64)| {
        let inside = points.iter().filter(|(x, _)| (*from..*to).contains(x));
        let mut part = BinMean {
            from: f64::MAX,
            to: f64::MIN,
            mean: 0.0,
            days: 0,
        };
        let mut mean = Mean::default();
        for (x, y) in inside {
            part.from = part.from.min(*x);
            part.to = part.to.max(*x);
            mean.add(*y);
        }
        part.days = mean.count;
        part.mean = mean.value()?;
        (part.days >= PART_FROM).then_some(part)
    };
    edges(series).iter().filter_map(part).collect()
}
/// Minutes per activity on the days in the interval that pass `lets_through`, the most first.
pub fn minutes_by_activity(
    journal: &Journal,
    (first, last): (Day, Day),
    lets_through: impl Fn(Day) -> bool,
) -> Vec<(String, f64)> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    let sessions = journal.sessions_in(first, last).iter();
    for session in sessions.filter(|session| lets_through(session.day)) {
        *sums.entry(&session.activity).or_default() += session.minutes();
    }
    let mut sums: Vec<(String, f64)> = sums
        .into_iter()
        .map(|(activity, minutes)| (activity.to_owned(), minutes))
        .collect();
    sums.order_by(|one, other| other.1.total_cmp(&one.1));
    sums
}

/// Minutes per weekday, Monday first.
pub fn minutes_by_weekday<'a>(days: impl Iterator<Item = (Day, &'a DaySummary)>) -> [f64; 7] {
    let mut sums = [0.0; 7];
    for (day, summary) in days {
        sums[day.weekday()] += summary.minutes();
    }
    sums
}
