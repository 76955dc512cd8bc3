//! What Today shows from earlier days: the usual level of each rating, and the diary's clearest result.

use crate::domain::{Day, Question, Sorting as _};
use crate::screens::shared::Shared;
use crate::stats::{Card, Diary, Insights};
use crate::widgets::rating_track::Usual;

/// Rated days needed for a usual level.
const FEWEST: usize = 10;
/// Days that the usual level is computed from.
const YEAR: i64 = 365;

/// The revision of the records and the day: the inputs of everything here.
type Key = (u64, Day);

/// The usual level of each rating, and the clearest result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    usual: Vec<(Question, Usual)>,
    usual_key: Option<Key>,
    answer: Option<Answer>,
    answer_key: Option<Key>,
}

/// The diary's result so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The card with the clearest result.
    Card(Box<Card>),
    /// No card has a number yet: the days with a check-in so far, and about how many more are needed, if known.
    Waits(u32, Option<u32>),
}

impl Known {
    /// The range of most days in the last year, excluding today; `None` below ten rated days.
    pub fn usual(&self, question: Question) -> Option<Usual> {
        let mut all = self.usual.iter();
        all.find(|(known, _)| *known == question)
            .map(|(_, usual)| *usual)
    }

    /// The diary's result; `None` until it is computed.
    pub const fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// Recomputes the usual level of every rating if the records or the day have changed.
    pub(super) fn refresh(&mut self, shared: &Shared) {
        let key = key(shared);
        if self.usual_key == Some(key) {
            return;
        }
        self.usual_key = Some(key);
        let days = shared
            .journal
            .days(shared.day.plus(-YEAR), shared.day.plus(-1));
        let of = |question: Question| {
            let means = days.values().filter_map(|day| day.mean(question));
            Some((question, usual(means.collect())?))
        };
        self.usual = Question::ALL.into_iter().filter_map(of).collect();
    }

    /// Whether the records or the day have changed since the result was computed.
    pub(super) fn is_behind(&self, shared: &Shared) -> bool {
        self.answer_key != Some(key(shared))
    }

    /// Computes the result; takes about a tenth of a second for a long diary.
    pub(super) fn work_out(&mut self, shared: &Shared) {
        self.answer_key = Some(key(shared));
        let (journal, today) = (&shared.journal, shared.day);
        let insights = Insights::new(&Diary::from_journal(journal, today));
        let card = insights.strongest(journal.from()).cloned();
        self.answer = Some(card.map_or_else(
            || {
                let days = journal.days(today.plus(-YEAR), today);
                let rated = days.values().filter(|day| day.check_ins > 0).count();
                Answer::Waits(rated as u32, insights.first_answer_in())
            },
            |card| Answer::Card(Box::new(card)),
        ));
    }
}

const fn key(shared: &Shared) -> Key {
    (shared.journal.revision(), shared.day)
}

/// The mean of `means`, and the interval that covers eight of ten.
fn usual(mut means: Vec<f64>) -> Option<Usual> {
    if means.len() < FEWEST {
        return None;
    }
    means.order_by(f64::total_cmp);
    let at = |share: f64| means[(share * (means.len() - 1) as f64).round() as usize];
    Some(Usual {
        low: at(0.1),
        mean: means.iter().sum::<f64>() / means.len() as f64,
        high: at(0.9),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_days_are_eight_of_ten() {
        assert_eq!(usual(vec![5.0; FEWEST - 1]), None);
        let means: Vec<f64> = (0..=10).map(f64::from).collect();
        let found = usual(means).unwrap();
        assert_eq!((found.low, found.mean, found.high), (1.0, 5.0, 9.0));
    }
}
