//! Recent low ratings, which determine the evidence cards to show first.

use crate::domain::{Day, Journal, Question, Sorting as _};

/// Ratings up to this value count as low: the lower part of the scale, excluding the midpoint.
const LOW: u8 = 4;
/// Days after which a check-in is no longer current.
const LATELY: i64 = 7;

/// The questions rated low at the latest check-in that answered them, within the week through
/// `day`; lowest first, ties in the order of the form.
pub fn rated_low(journal: &Journal, day: Day) -> Vec<Question> {
    let lately = |question: Question| {
        let recent = journal
            .check_ins()
            .iter()
            .rev()
            .skip_while(|record| record.day > day);
        let mut recent = recent.take_while(|record| day.since(record.day) < LATELY);
        recent.find_map(|record| record.ratings.get(question))
    };
    let mut low: Vec<(u8, Question)> = Question::ALL
        .into_iter()
        .filter_map(|question| Some((lately(question)?.get(), question)))
        .filter(|(rating, _)| *rating <= LOW)
        .collect();
    low.order_by_key(|(rating, _)| *rating);
    low.into_iter().map(|(_, question)| question).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CheckIn, DayStart, IdMaker, Moment, Rating, Ratings, Source};
    use chrono::{DateTime, TimeDelta};

    fn now() -> Moment {
        DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap()
    }

    fn check_in(ago: i64, ratings: Ratings) -> CheckIn {
        let at = now() - TimeDelta::days(ago);
        CheckIn {
            id: IdMaker::seeded(ago as u64).make(at),
            at,
            timed: true,
            day: Day::of(at.naive_local(), DayStart::default()),
            ratings,
            sleep_hours: None,
            own: crate::domain::OwnAnswers::default(),
            tags: Vec::new(),
            note: String::new(),
            source: Source::Typed,
            import: None,
            updated_at: at,
        }
    }

    #[test]
    fn the_latest_answer_counts_and_the_lowest_comes_first() {
        let older = Ratings {
            mood: Rating::new(1),
            sleep: Rating::new(4),
            ..Ratings::default()
        };
        let newer = Ratings {
            mood: Rating::new(7),
            energy: Rating::new(2),
            calm: Rating::new(5),
            ..Ratings::default()
        };
        let today = Day::of(now().naive_local(), DayStart::default());
        let journal = Journal::new(
            vec![check_in(1, older), check_in(0, newer)],
            Vec::new(),
            None,
        );
        assert_eq!(
            rated_low(&journal, today),
            [Question::Energy, Question::Sleep]
        );
        assert!(
            rated_low(&journal, today.plus(8)).is_empty(),
            "a week later it says nothing about now"
        );
        assert!(rated_low(&Journal::default(), today).is_empty());
    }
}
