//! A rating before and after a day the person marked: a new medicine, an illness, a move.
//! Descriptive only, never causal.

use crate::domain::{Day, Question};
use crate::stats::card::Status;
use crate::stats::constants::{BF_MARK, STEP_DAYS, STEP_MIN};
use crate::stats::day_cards::varies;
use crate::stats::diary::Diary;
use crate::stats::trend::change;
use crate::stats::verdict::is_small;

/// How a rating differs between the days before a mark and the days from it on.
#[derive(Clone, Debug, PartialEq)]
pub struct AroundMark {
    /// Rated days before the mark, at most 84.
    pub before: usize,
    /// Rated days from the mark on, at most 84.
    pub after: usize,
    /// [`Status::Higher`] or [`Status::Lower`], small, unclear, or why nothing is shown.
    pub status: Status,
    /// After minus before, in points.
    pub estimate: Option<f64>,
    /// Its 95% interval, in points.
    pub interval: Option<(f64, f64)>,
    /// Rated days still needed after the mark, while there are not enough.
    pub more_days: Option<u32>,
}

/// Compares `question` before and after `mark`, as of the diary's day.
///
/// Regression on [1, from the mark on, weekdays] with lingering mood and white noise, over 84 days
/// on each side; today, unfinished, is left out. Shown from 14 rated days on each side. People look
/// at a mark again and again, and often set it at a low point, so a difference is only named at a
/// Bayes factor of [`BF_MARK`], which stays valid however often the result is viewed.
pub fn around_mark(diary: &Diary, question: Question, mark: Day) -> AroundMark {
    let until = mark.plus(STEP_DAYS - 1).min(diary.now().plus(-1));
    let rated = diary.daily_means(question, mark.plus(-STEP_DAYS), until);
    let before = rated.iter().filter(|(day, _)| *day < mark).count();
    let after = rated.len() - before;
    let mut found = AroundMark {
        before,
        after,
        status: Status::NotEnough,
        estimate: None,
        interval: None,
        more_days: None,
    };
    if before < STEP_MIN {
        found.status = Status::NoBaseline;
    } else if after < STEP_MIN {
        found.more_days = Some((STEP_MIN - after) as u32);
    } else if !varies(&rated.iter().map(|(_, y)| *y).collect::<Vec<f64>>()) {
        found.status = Status::Flat;
    } else {
        found.compare(&rated, mark);
    }
    found
}

impl AroundMark {
    fn compare(&mut self, rated: &[(Day, f64)], mark: Day) {
        let step = |day: Day| if day >= mark { 1.0 } else { 0.0 };
        let Some(change) = change(rated, step) else {
            self.status = Status::Confounded;
            return;
        };
        let (estimate, interval) = (change.mean(), change.interval());
        self.status = if change.bayes_factor() >= BF_MARK {
            [Status::Lower, Status::Higher][usize::from(estimate > 0.0)]
        } else if is_small(interval) {
            Status::Small
        } else {
            Status::Unclear
        };
        (self.estimate, self.interval) = (Some(estimate), Some(interval));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::sentences;
    use crate::stats::tests::fixtures::{day, diary, mood};

    const MARK: &str = "2026-03-01";

    /// What is found and said on `now` of `days` evenings from 84 days before the mark on.
    fn found(days: i64, now: &str, rate: impl Fn(i64) -> u8) -> (AroundMark, String) {
        let mark = day(MARK);
        let evening = |i: i64| mood(mark.plus(i), Some(1_260.0), rate(i));
        let diary = diary((-84..days - 84).map(evening).collect(), vec![], now);
        let found = around_mark(&diary, Question::Mood, mark);
        let said = sentences::around_mark(&found, Question::Mood, mark, diary.now());
        (found, said)
    }

    fn wobble(i: i64) -> u8 {
        (4 + (i * i * 31 + i * 7).rem_euclid(11) % 3) as u8
    }

    #[test]
    fn a_step_of_two_points_is_found_and_the_same_days_upside_down_are_lower() {
        let (up, said) = found(140, "2026-05-01", |i| wobble(i) + if i < 0 { 0 } else { 2 });
        assert_eq!((up.before, up.after, up.status), (84, 56, Status::Higher));
        let (low, high) = up.interval.unwrap();
        assert!(low < 2.0 && 2.0 < high && low > 1.0, "{low} {high}");
        assert!(
            said.starts_with("Since March 1 your mood is about 2.")
                || said.starts_with("Since March 1 your mood is about 1."),
            "{said}"
        );
        assert!(said.ends_with("Slow changes with other causes would look the same."));
        let (down, said) = found(140, "2026-05-01", |i| {
            10 - wobble(i) - if i < 0 { 0 } else { 2 }
        });
        assert_eq!(down.status, Status::Lower);
        assert!((down.estimate.unwrap() + up.estimate.unwrap()).abs() < 1e-9);
        assert!(said.contains("points lower (likely "), "{said}");
    }

    #[test]
    fn without_a_step_none_is_named() {
        let (none, said) = found(168, "2026-06-01", wobble);
        assert_eq!(none.status, Status::Small, "{said}");
        assert!(said.starts_with("Little or no difference"), "{said}");
    }

    #[test]
    fn a_mark_ahead_or_without_a_before_or_with_equal_ratings_says_so() {
        let (ahead, said) = found(60, "2026-02-05", wobble);
        assert_eq!((ahead.after, ahead.more_days), (0, Some(14)));
        assert_eq!(
            said,
            "Not enough data yet: 14 more days rated after March 1."
        );
        let (early, said) = found(91, "2026-03-09", wobble);
        assert_eq!((early.after, early.more_days), (7, Some(7)));
        assert_eq!(
            said,
            "Not enough data yet: 7 more days rated after March 1."
        );
        let alone = diary(vec![], vec![], "2026-05-01");
        let none = around_mark(&alone, Question::Mood, day(MARK));
        assert_eq!((none.status, none.more_days), (Status::NoBaseline, None));
        assert_eq!(
            sentences::around_mark(&none, Question::Mood, day(MARK), alone.now()),
            "Fewer than 14 days before March 1 are rated, so there's no \"before\" to compare with."
        );
        assert_eq!(found(168, "2026-06-01", |_| 5).0.status, Status::Flat);
        let far = around_mark(&alone, Question::Mood, day("2400-01-01"));
        assert_eq!(far.status, Status::NoBaseline);
    }
}
