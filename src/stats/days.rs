//! Aggregates records by day: which days were active, which are known, and how each was rated.

use crate::domain::{Day, Question, Sorting as _, total};
use crate::stats::constants::{ACTIVE_MIN, WINDOW};
use crate::stats::diary::{Bout, Diary, mean, points};

/// One rated day, as used by the day cards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatedDay {
    /// The day.
    pub day: Day,
    /// The late rating, in points; the plain mean if there is no late rating, and for sleep.
    pub y: f64,
    /// Whether it was active and has a rating after the movement: g(d).
    pub moved_before: bool,
    /// Whether it was active.
    pub active: bool,
    /// Whether the previous day was active, if known.
    pub day_before: Option<bool>,
}

/// The 365 days before the current one.
#[derive(Clone, Debug, PartialEq)]
pub struct Days {
    first: Day,
    known: Vec<bool>,
    active: Vec<bool>,
    first_end: Vec<Option<f64>>,
    usual_end: Option<f64>,
}

impl Days {
    /// Reads the window `now - 365 … now - 1` of `diary`; today is excluded because it is
    /// unfinished.
    ///
    /// A day is active from 5 minutes of sessions, and known if it has any check-in or session.
    /// Other days are unknown, which is not the same as rest days.
    pub fn new(diary: &Diary) -> Self {
        let (first, last) = (diary.now().plus(-WINDOW), diary.now().plus(-1));
        let size = WINDOW as usize;
        let mut days = Self {
            first,
            known: vec![false; size],
            active: vec![false; size],
            first_end: vec![None; size],
            usual_end: None,
        };
        for moment in diary.ratings_in(first, last) {
            let index = moment.day.since(first) as usize;
            days.known[index] = true;
        }
        let bouts = diary.bouts_in(first, last);
        for bout in bouts {
            let index = bout.day.since(first) as usize;
            days.known[index] = true;
            // Sessions are sorted by time, so the first known end is that of the earliest session.
            days.first_end[index] = days.first_end[index].or(bout.end());
        }
        for day in active_days(bouts) {
            days.active[day.since(first) as usize] = true;
        }
        let ends = days
            .active
            .iter()
            .zip(&days.first_end)
            .filter_map(|(active, end)| end.filter(|_| *active));
        days.usual_end = median(ends.collect());
        days
    }

    /// Whether `day` was active; `None` if unknown or outside the window.
    pub fn active(&self, day: Day) -> Option<bool> {
        let index = usize::try_from(day.since(self.first)).ok()?;
        self.known.get(index)?.then(|| self.active[index])
    }

    /// x̄: active days as a fraction of known days; 0 if there are none.
    pub fn active_share(&self) -> f64 {
        let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count() as f64;
        count(&self.active) / count(&self.known).max(1.0)
    }

    /// The days on which `question` was answered, with the late rating: the mean of the answers at
    /// or after the end of the day's first session, or after the usual end on other days; without
    /// any such answer, the mean of all answers.
    ///
    /// Answers and sessions without a clock time count as after. Sleep refers to the previous
    /// night: the mean of all answers, never with movement before it.
    pub fn rated(&self, diary: &Diary, question: Question) -> Vec<RatedDay> {
        let mut rated = Vec::new();
        let moments = diary.ratings_in(self.first, self.first.plus(WINDOW - 1));
        for of_day in moments.chunk_by(|a, b| a.day == b.day) {
            let day = of_day[0].day;
            let index = day.since(self.first) as usize;
            let active = self.active[index];
            let cut = if active {
                self.first_end[index]
            } else {
                self.usual_end
            };
            let answers = |from: f64| -> Vec<f64> {
                let late = of_day
                    .iter()
                    .filter(|moment| moment.minute.is_none_or(|minute| minute >= from));
                late.filter_map(|moment| moment.ratings.get(question))
                    .map(points)
                    .collect()
            };
            let all = answers(f64::NEG_INFINITY);
            if all.is_empty() {
                continue;
            }
            let sleep = question == Question::Sleep;
            let late = cut.filter(|_| !sleep).map_or_else(|| all.clone(), answers);
            rated.push(RatedDay {
                day,
                y: mean(if late.is_empty() { &all } else { &late }),
                moved_before: active && !late.is_empty() && !sleep,
                active,
                day_before: self.active(day.plus(-1)),
            });
        }
        rated
    }
}

/// The days with at least 5 active minutes; `bouts` must be sorted by day.
pub fn active_days(bouts: &[Bout]) -> impl Iterator<Item = Day> + '_ {
    bouts
        .chunk_by(|a, b| a.day == b.day)
        .filter(|of_day| total(of_day.iter().map(|bout| bout.minutes)) >= ACTIVE_MIN)
        .map(|of_day| of_day[0].day)
}

/// The median of `values`, averaging the middle two if needed; `None` if empty.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.order_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len() % 2 == 1 {
        upper
    } else {
        f64::midpoint(values[middle - 1], upper)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Rating, Ratings};
    use crate::stats::diary::{Bout, RatedMoment};
    use chrono::NaiveDate;

    fn now() -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(2026, 5, 1).unwrap())
    }

    fn mood(back: i64, minute: Option<f64>, mood: u8) -> RatedMoment {
        let ratings = Ratings {
            mood: Rating::new(mood),
            ..Ratings::default()
        };
        RatedMoment {
            day: now().plus(-back),
            minute,
            ratings,
            own: crate::domain::OwnAnswers::default(),
            sleep_hours: None,
            tags: vec![],
        }
    }

    fn walk(back: i64, start: Option<f64>, minutes: f64) -> Bout {
        let activity = "walking".to_owned();
        Bout {
            cut_short: false,
            effort: None,
            day: now().plus(-back),
            start,
            minutes,
            activity,
            routine: None,
            met: 4.0,
            before: None,
            after: None,
        }
    }

    fn rated(ratings: Vec<RatedMoment>, bouts: Vec<Bout>) -> Vec<(f64, bool, bool)> {
        let diary = Diary::new(ratings, bouts, vec![], vec![], now());
        let days = Days::new(&diary).rated(&diary, Question::Mood);
        days.iter()
            .map(|day| (day.y, day.moved_before, day.active))
            .collect()
    }

    #[test]
    fn the_late_rating_is_cut_at_the_end_of_the_first_session() {
        let ratings = vec![
            mood(3, Some(480.0), 3),
            mood(3, Some(1050.0), 7),
            mood(3, None, 8),
            mood(2, Some(480.0), 4),
            mood(2, Some(1060.0), 6),
            mood(1, Some(600.0), 5),
        ];
        let bouts = vec![
            walk(3, Some(1200.0), 60.0),
            walk(3, Some(1020.0), 30.0),
            walk(1, Some(1030.0), 30.0),
        ];
        // The usual end is 1055; yesterday's only check-in came before the movement.
        assert_eq!(
            rated(ratings, bouts),
            [(7.5, true, true), (6.0, false, false), (5.0, false, true)]
        );
    }

    #[test]
    fn without_clock_times_everything_is_after() {
        let ratings = vec![mood(2, None, 4), mood(2, None, 6), mood(1, Some(1.0), 3)];
        assert_eq!(
            rated(ratings, vec![walk(2, None, 10.0)]),
            [(5.0, true, true), (3.0, false, false)]
        );
    }

    #[test]
    fn short_days_and_unknown_days_are_told_apart() {
        let bouts = vec![walk(4, None, 4.0), walk(3, None, 3.0), walk(3, None, 2.0)];
        let diary = Diary::new(vec![mood(1, None, 5)], bouts, vec![], vec![], now());
        let days = Days::new(&diary);
        let active: Vec<_> = (0..5)
            .rev()
            .map(|back| days.active(now().plus(-back)))
            .collect();
        assert_eq!(active, [Some(false), Some(true), None, Some(false), None]);
        assert!((days.active_share() - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!(days.active(now().plus(-366)), None);
    }

    #[test]
    fn medians() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0]), Some(2.0));
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
    }
}
