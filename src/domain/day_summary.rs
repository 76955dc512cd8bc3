//! Totals and averages of days and weeks.

use crate::domain::{Id, Measure, Moved, OwnAnswers, OwnRating, OwnRatings, Question, Ratings};

/// Totals and averages for one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DaySummary {
    /// Number of check-ins.
    pub check_ins: usize,
    /// Number of sessions.
    pub sessions: usize,
    /// Active seconds.
    pub seconds: u64,
    /// MET-minutes.
    pub met_minutes: f64,
    /// Marginal MET-minutes: the dose.
    pub dose: f64,
    /// Tags, sorted and deduplicated.
    pub tags: Vec<String>,
    /// Sum and count for each rating, and for hours slept.
    sums: [(u32, u32); Question::ALL.len()],
    slept: (f64, u32),
    own: Vec<(Id, OwnTotal)>,
}

/// The answers of one day to an own rating.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct OwnTotal {
    sum: f64,
    count: u32,
    most: f64,
}

impl DaySummary {
    /// The day's mean for `question`, 1 to 9; `None` if it was not rated.
    pub fn mean(&self, question: Question) -> Option<f64> {
        let (sum, count) = self.sums[question as usize];
        (count > 0).then(|| f64::from(sum) / f64::from(count))
    }

    /// Mean hours slept, if recorded.
    pub fn sleep_hours(&self) -> Option<f64> {
        let (sum, count) = self.slept;
        (count > 0).then(|| sum / f64::from(count))
    }

    /// The day's answer to an own rating: the mean on a scale, the sum of amounts, one yes for yes or no; `None` if it
    /// wasn't answered.
    pub fn own(&self, id: Id, measure: Measure) -> Option<f64> {
        let (_, total) = self.own.iter().find(|(known, _)| *known == id)?;
        Some(match measure {
            Measure::OneToNine | Measure::ZeroToTen => total.sum / f64::from(total.count),
            Measure::Count | Measure::Duration => total.sum,
            Measure::YesNo => total.most,
        })
    }

    /// The day's answers to `ratings`, in their order.
    pub fn owns<'a>(
        &'a self,
        ratings: OwnRatings<'a>,
    ) -> impl Iterator<Item = (&'a OwnRating, f64)> {
        let of = |rating: &'a OwnRating| Some((rating, self.own(rating.id, rating.measure)?));
        ratings.0.iter().filter_map(of)
    }

    /// Active minutes.
    pub fn minutes(&self) -> f64 {
        self.seconds as f64 / 60.0
    }

    /// Adds a check-in to the totals.
    pub fn add_check_in(
        &mut self,
        ratings: &Ratings,
        own: &OwnAnswers,
        sleep_hours: Option<f64>,
        tags: &[String],
    ) {
        self.check_ins += 1;
        for (question, rating) in ratings.answered() {
            let (sum, count) = &mut self.sums[question as usize];
            *sum += u32::from(rating.get());
            *count += 1;
        }
        for (id, value) in own.iter() {
            let place = self.own.iter().position(|(known, _)| *known == id);
            let place = place.unwrap_or_else(|| {
                self.own.push((id, OwnTotal::default()));
                self.own.len() - 1
            });
            let total = &mut self.own[place].1;
            total.sum += value;
            total.count += 1;
            total.most = total.most.max(value);
        }
        if let Some(hours) = sleep_hours {
            self.slept.0 += hours;
            self.slept.1 += 1;
        }
        for tag in tags {
            if let Err(place) = self.tags.binary_search(tag) {
                self.tags.insert(place, tag.clone());
            }
        }
    }

    /// Adds a session to the totals.
    pub fn add_session(&mut self, moved: Moved) {
        self.sessions += 1;
        self.seconds += u64::from(moved.active_seconds);
        self.met_minutes += moved.met_minutes();
        self.dose += moved.dose();
    }
}

/// The seven days ending with a given day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// Active minutes per day, oldest first.
    pub minutes: [f64; 7],
    /// Total dose, in marginal MET-minutes.
    pub dose: f64,
}

impl Week {
    /// Number of days with any movement.
    pub fn active_days(&self) -> usize {
        self.minutes
            .iter()
            .filter(|minutes| **minutes > 0.0)
            .count()
    }

    /// Total active minutes.
    pub fn total(&self) -> f64 {
        self.minutes.iter().sum()
    }
}

/// The sum of `values`; 0 when empty, where [`Iterator::sum`] returns −0, which should not be displayed.
pub fn total(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// An amount for display: rounded to a whole number, or `under 1` for a positive amount that rounds to 0.
pub fn whole(value: f64) -> String {
    if value > 0.0 && value.round() < 1.0 {
        return "under 1".to_owned();
    }
    format!("{value:.0}")
}
