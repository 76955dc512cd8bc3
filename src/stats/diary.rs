//! The input of the estimators: the records, reduced to what they use.

use crate::domain::{
    Assessment, CheckIn, Day, Effort, Experiment, Journal, Moment, OwnAnswers, OwnRating,
    OwnRatings, Question, Rating, Ratings, Session, Sorting as _, is_sitting,
};
use crate::stats::constants::WINDOW;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// One check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct RatedMoment {
    /// The day it belongs to.
    pub day: Day,
    /// Local minutes from midnight of the day's date (01:30 the next morning is 1530), where known.
    pub minute: Option<f64>,
    /// The answers.
    pub ratings: Ratings,
    /// Answers to the person's own ratings.
    pub own: OwnAnswers,
    /// Hours slept, if given.
    pub sleep_hours: Option<f64>,
    /// Tags: other factors that may matter.
    pub tags: Vec<String>,
}

/// One session.
#[derive(Clone, Debug, PartialEq)]
pub struct Bout {
    /// The day it started.
    pub day: Day,
    /// Local minutes from midnight of the day's date, where known.
    pub start: Option<f64>,
    /// Active minutes, 0 or more.
    pub minutes: f64,
    /// Activity id.
    pub activity: String,
    /// The routine it followed, if any.
    pub routine: Option<String>,
    /// Metabolic equivalent.
    pub met: f64,
    /// Effort, 0 to 10, if rated.
    pub effort: Option<Effort>,
    /// Mood before the session.
    pub before: Option<Rating>,
    /// Mood after the session.
    pub after: Option<Rating>,
    /// Whether it ended too early for its moods to be used as a pair: [`Session::is_cut_short`].
    pub cut_short: bool,
}

impl Bout {
    /// Minutes from midnight at which it ended, if known: start plus active minutes.
    pub fn end(&self) -> Option<f64> {
        Some(self.start? + self.minutes)
    }

    /// Mood before and after, in points, if both were rated and the session was not cut short.
    pub fn pair(&self) -> Option<(f64, f64)> {
        Some((points(self.before?), points(self.after?))).filter(|_| !self.cut_short)
    }
}

/// All records, and the current day. Input order does not matter: [`Diary::new`] sorts them.
#[derive(Clone, Debug, PartialEq)]
pub struct Diary {
    ratings: Vec<RatedMoment>,
    bouts: Vec<Bout>,
    /// Sitting quietly, used only by before/after experiments.
    sitting: Vec<Bout>,
    assessments: Vec<Assessment>,
    experiments: Vec<Experiment>,
    /// The person's own ratings, without archived ones.
    own: Vec<OwnRating>,
    now: Day,
}

impl Diary {
    /// A diary of these records as of day `now`; later records are dropped.
    pub fn new(
        mut ratings: Vec<RatedMoment>,
        mut bouts: Vec<Bout>,
        mut assessments: Vec<Assessment>,
        mut experiments: Vec<Experiment>,
        now: Day,
    ) -> Self {
        ratings.retain(|moment| moment.day <= now);
        bouts.retain(|bout| bout.day <= now);
        assessments.retain(|assessment| assessment.day <= now);
        ratings.order_by(|a, b| a.day.cmp(&b.day).then_with(|| by_time(a.minute, b.minute)));
        bouts.order_by(in_order);
        let (sitting, bouts) = bouts
            .into_iter()
            .partition(|bout| is_sitting(&bout.activity));
        assessments.order_by_key(|assessment| (assessment.day, assessment.at, assessment.id));
        experiments.order_by_key(|experiment| (experiment.start, experiment.id));
        Self {
            ratings,
            bouts,
            sitting,
            assessments,
            experiments,
            own: Vec::new(),
            now,
        }
    }

    /// The person's own ratings, without archived ones.
    pub fn own_ratings(&self) -> OwnRatings<'_> {
        OwnRatings(&self.own)
    }

    /// The records of `journal` as of day `now`.
    ///
    /// Uses each record's own local wall time, so travel and clock changes do not matter.
    pub fn from_journal(journal: &Journal, now: Day) -> Self {
        let ratings = journal.check_ins().iter().map(RatedMoment::from).collect();
        let bouts = journal.sessions().iter().map(Bout::from).collect();
        let diary = Self::new(
            ratings,
            bouts,
            journal.assessments().to_vec(),
            journal.experiments().to_vec(),
            now,
        );
        Self {
            own: journal.own_ratings().active().cloned().collect(),
            ..diary
        }
    }

    /// The same without records too old for any estimator; for results requested frequently.
    pub fn of_last_year(journal: &Journal, now: Day) -> Self {
        let first = now.plus(-WINDOW);
        let check_ins = journal.check_ins();
        let from = check_ins.partition_point(|record| record.day < first);
        let ratings = check_ins[from..].iter().map(RatedMoment::from).collect();
        let bouts = journal
            .sessions_in(first, now)
            .iter()
            .map(Bout::from)
            .collect();
        Self::new(ratings, bouts, Vec::new(), Vec::new(), now)
    }

    /// The check-ins by day and time; those without a time come last within their day.
    pub fn ratings(&self) -> &[RatedMoment] {
        &self.ratings
    }

    /// The sessions since `first`, including sitting quietly, by day and time.
    pub fn with_sitting(&self, first: Day) -> Vec<&Bout> {
        let mut all: Vec<&Bout> = self.bouts.iter().chain(&self.sitting).collect();
        all.retain(|bout| bout.day >= first);
        all.order_by(|a, b| in_order(a, b));
        all
    }

    /// The sessions by day and time; those without a time come last within their day.
    pub fn bouts(&self) -> &[Bout] {
        &self.bouts
    }

    /// The sessions from `first` through `last`, inclusive.
    pub fn bouts_in(&self, first: Day, last: Day) -> &[Bout] {
        let from = self.bouts.partition_point(|bout| bout.day < first);
        let until = self.bouts.partition_point(|bout| bout.day <= last);
        &self.bouts[from..until.max(from)]
    }

    /// The check-ins from `first` through `last`, inclusive.
    pub fn ratings_in(&self, first: Day, last: Day) -> &[RatedMoment] {
        let from = self.ratings.partition_point(|moment| moment.day < first);
        let until = self.ratings.partition_point(|moment| moment.day <= last);
        &self.ratings[from..until.max(from)]
    }

    /// The questionnaires, oldest first.
    pub fn assessments(&self) -> &[Assessment] {
        &self.assessments
    }

    /// The experiments, in order of their start.
    pub fn experiments(&self) -> &[Experiment] {
        &self.experiments
    }

    /// The current day.
    pub const fn now(&self) -> Day {
        self.now
    }

    /// rating(d, outcome) for the days from `first` to `last`: the mean of each day's answers to
    /// `question`.
    pub fn daily_means(&self, question: Question, first: Day, last: Day) -> Vec<(Day, f64)> {
        let mut sums: BTreeMap<Day, (f64, f64)> = BTreeMap::new();
        for moment in self.ratings_in(first, last) {
            if let Some(rating) = moment.ratings.get(question) {
                let (sum, count) = sums.entry(moment.day).or_default();
                *sum += points(rating);
                *count += 1.0;
            }
        }
        sums.into_iter()
            .map(|(day, (sum, count))| (day, sum / count))
            .collect()
    }

    /// Active minutes for each day with a session, from `first` to `last`.
    pub fn daily_minutes(&self, first: Day, last: Day) -> BTreeMap<Day, f64> {
        let mut minutes = BTreeMap::new();
        for bout in self.bouts_in(first, last) {
            *minutes.entry(bout.day).or_insert(0.0) += bout.minutes;
        }
        minutes
    }
}

impl From<&CheckIn> for RatedMoment {
    fn from(check_in: &CheckIn) -> Self {
        let minute = minute(check_in.day, check_in.at, check_in.timed);
        Self {
            day: check_in.day,
            minute,
            ratings: check_in.ratings,
            own: check_in.own.clone(),
            sleep_hours: check_in.sleep_hours,
            tags: check_in.tags.clone(),
        }
    }
}

impl From<&Session> for Bout {
    fn from(session: &Session) -> Self {
        Self {
            day: session.day,
            start: minute(session.day, session.start, session.timed),
            minutes: session.minutes(),
            activity: session.activity.clone(),
            routine: session.routine.clone(),
            met: session.met,
            effort: session.effort,
            before: session.before,
            after: session.after,
            cut_short: session.is_cut_short(),
        }
    }
}

/// A rating as a number of points.
pub fn points(rating: Rating) -> f64 {
    f64::from(rating.get())
}

/// The mean of `values`; 0 if empty.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        values.iter().sum::<f64>() / values.len() as f64
    }
}

/// The sample variance of `values`; 0 for fewer than two.
pub fn variance(values: &[f64]) -> f64 {
    let center = mean(values);
    let squares: f64 = values.iter().map(|value| (value - center).powi(2)).sum();
    if values.len() < 2 {
        0.0
    } else {
        squares / (values.len() - 1) as f64
    }
}

fn minute(day: Day, at: Moment, timed: bool) -> Option<f64> {
    let midnight = day.date().and_time(chrono::NaiveTime::MIN);
    timed.then(|| (at.naive_local() - midnight).num_seconds() as f64 / 60.0)
}

fn in_order(a: &Bout, b: &Bout) -> Ordering {
    let rest = |bout: &Bout| (bout.before, bout.after);
    a.day
        .cmp(&b.day)
        .then_with(|| by_time(a.start, b.start))
        .then_with(|| a.activity.cmp(&b.activity))
        .then_with(|| a.minutes.total_cmp(&b.minutes))
        .then_with(|| rest(a).cmp(&rest(b)))
}

/// Known times in order, then unknown ones.
fn by_time(a: Option<f64>, b: Option<f64>) -> Ordering {
    a.unwrap_or(f64::INFINITY)
        .total_cmp(&b.unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DayStart, Id, Source};

    #[test]
    fn minutes_count_from_midnight_of_the_days_date() {
        let check_in = |text: &str, timed| {
            let at = chrono::DateTime::parse_from_rfc3339(text).unwrap();
            CheckIn {
                id: Id::new(at, [0; 10]),
                at,
                timed,
                day: Day::of(at.naive_local(), DayStart::default()),
                ratings: Ratings::default(),
                sleep_hours: None,
                own: crate::domain::OwnAnswers::default(),
                tags: vec![],
                note: String::new(),
                source: Source::Typed,
                import: None,
                updated_at: at,
            }
        };
        for (text, timed, day, minute) in [
            (
                "2026-03-02T21:15:30+01:00",
                true,
                "2026-03-02",
                Some(1275.5),
            ),
            (
                "2026-03-03T01:30:00+01:00",
                true,
                "2026-03-02",
                Some(1530.0),
            ),
            ("2026-03-29T04:00:00+02:00", true, "2026-03-29", Some(240.0)),
            ("2026-03-02T12:00:00-08:00", false, "2026-03-02", None),
        ] {
            let moment = RatedMoment::from(&check_in(text, timed));
            assert_eq!(
                (moment.day.to_string().as_str(), moment.minute),
                (day, minute),
                "{text}"
            );
        }
    }
}
