//! What is said about the days before and after a mark.

use super::numbers::{between, date, likely, size};
use crate::domain::english::count;
use crate::domain::{Day, Question};
use crate::stats::card::Status;
use crate::stats::constants::STEP_MIN;
use crate::stats::mark::AroundMark;

/// The difference of `question` around `mark`, as of day `now`, in a sentence that names no cause.
pub fn around_mark(found: &AroundMark, question: Question, mark: Day, now: Day) -> String {
    let since = date(mark, now);
    let o = question.key();
    let (low, high) = found.interval.unwrap_or_default();
    let estimate = size(found.estimate.unwrap_or_default());
    let likely = likely((low, high));
    match found.status {
        Status::Higher | Status::Lower => {
            let which = if found.status == Status::Higher {
                "higher"
            } else {
                "lower"
            };
            format!(
                "Since {since} your {o} is about {estimate} points {which} ({likely}). Slow changes with other causes \
                 would look the same."
            )
        }
        Status::Small => {
            format!("Little or no difference: less than half a point either way ({likely}).")
        }
        Status::Unclear => format!(
            "No clear answer yet: since {since} your {o} is {}.",
            between(Some(low), Some(high), ["lower", "higher"])
        ),
        Status::NoBaseline => format!(
            "Fewer than {STEP_MIN} days before {since} are rated, so there's no \"before\" to compare with."
        ),
        Status::NotEnough => format!(
            "Not enough data yet: {} rated after {since}.",
            count(found.more_days.unwrap_or(0) as usize, "more day")
        ),
        _ => "All your ratings are the same, so there's nothing to compare yet.".to_owned(),
    }
}
