//! What the charts of the history show, worked out from the days: no cursor, no colours.

use crate::domain::{Day, DaySummary, Journal, Session};
use crate::screens::history::Series;
use crate::stats::together::Together;
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::chart::week_grid::WeekGrid;
use std::collections::BTreeMap;

/// Ratings of this many days of seven make a smoothed value; with fewer there is a gap.
const SMOOTH_FROM: u32 = 3;
/// Days that make a usual range; with fewer there is none.
const USUAL_FROM: usize = 20;
/// The usual range is looked for in this many days.
const USUAL_IN: i64 = 365;
/// Lags of the comparison, in days.
pub const LAGS: std::ops::RangeInclusive<i64> = -3..=3;

/// The mean of the daily means of the seven days around each day from `first` to `last`.
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

/// Between which values eight of ten days lay in the year before `last`.
pub fn usual(days: &BTreeMap<Day, DaySummary>, series: Series, last: Day) -> Option<(f64, f64)> {
    let year = days.range(last.plus(1 - USUAL_IN)..=last);
    let mut means: Vec<f64> = year.filter_map(|(_, summary)| series.of(summary)).collect();
    if means.len() < USUAL_FROM {
        return None;
    }
    means.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (means.len() - 1) as f64;
        let (low, high) = (means[place.floor() as usize], means[place.ceil() as usize]);
        low + (high - low) * place.fract()
    };
    Some((at(0.1), at(0.9)))
}

/// Two series day by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    /// The day of the second value, the first value, the second.
    pub points: Vec<(Day, f64, f64)>,
    /// How closely they go together at each lag of [`LAGS`].
    pub lags: Vec<(i64, Option<Together>)>,
}

impl Pairs {
    /// Each day's `second` beside the `first` of `lag` days before.
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

/// The sessions of one activity that were rated before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct AroundSessions {
    /// The activity, as sessions name it.
    pub activity: String,
    /// What a person reads.
    pub title: String,
    /// Before and after of each, the earliest first.
    pub pairs: Vec<(u8, u8)>,
}

impl AroundSessions {
    /// By activity, the one with most sessions first.
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
        groups.sort_by(|a, b| (b.pairs.len(), &a.title).cmp(&(a.pairs.len(), &b.title)));
        groups
    }

    /// The mean before and the mean after.
    pub fn means(&self) -> (f64, f64) {
        let count = self.pairs.len().max(1) as f64;
        let (before, after) = self.pairs.iter().fold((0.0, 0.0), |(before, after), pair| {
            (before + f64::from(pair.0), after + f64::from(pair.1))
        });
        (before / count, after / count)
    }
}

/// A calendar week's movement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WeekSum {
    /// The dose, in marginal MET-minutes.
    pub dose: f64,
    /// Active minutes.
    pub minutes: f64,
    /// Days with movement.
    pub days: u16,
}

/// What each of `weeks` comes to.
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

/// The mean of `value` over the days of each column that have one.
pub fn by_column(
    columns: &DayColumns,
    days: &BTreeMap<Day, &DaySummary>,
    value: impl Fn(&DaySummary) -> Option<f64>,
) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0_u32); usize::from(columns.count())];
    for (day, summary) in days {
        if let Some(value) = value(summary) {
            let (sum, count) = &mut sums[usize::from(columns.column(*day))];
            *sum += value;
            *count += 1;
        }
    }
    sums.into_iter()
        .map(|(sum, count)| (count > 0).then(|| sum / f64::from(count)))
        .collect()
}
