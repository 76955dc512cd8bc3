//! For people whom effort leaves worse a day or two later: notices when it did.

use crate::coach::Limits;
use crate::domain::{Day, Journal, Question};

/// Days before a session that its day's energy is compared with.
const BEFORE: i64 = 14;
/// Rated days of them that are needed; with fewer, there is nothing to compare with.
const RATED: usize = 3;
/// How much lower both days must be, in points.
const LOWER: f64 = 1.0;

/// The latest day with a session that was followed by two days of lower energy, if the second of them is today or
/// yesterday. Only for people who said that effort leaves them worse; `None` for anyone else.
pub fn setback(journal: &Journal, today: Day) -> Option<Day> {
    if !Limits::of(journal).pacing {
        return None;
    }
    let moved = |day: &Day| !journal.sessions_on(*day).is_empty();
    let is_lower = |day: &Day| {
        let usual = energy(journal, day.plus(-BEFORE), day.plus(-1));
        let after = energy(journal, day.plus(1), day.plus(2));
        let Some(mean) = mean(&usual).filter(|_| usual.len() >= RATED) else {
            return false;
        };
        after.len() == 2 && after.iter().all(|energy| *energy <= mean - LOWER)
    };
    let mut days = [today.plus(-2), today.plus(-3)].into_iter();
    days.find(|day| moved(day) && is_lower(day))
}

/// The warning, from the longest wording to the shortest.
pub fn words(moved: Day) -> [String; 3] {
    let day = moved.date().format("%A");
    [
        format!(
            "Your energy was lower on both days after you were active on {day}. Rest comes first \
             now, and less next time. If it keeps happening, ask your doctor."
        ),
        format!("Lower energy on both days after {day}. Rest comes first now."),
        "Rest comes first now.".to_owned(),
    ]
}

/// The mean energy of each rated day.
fn energy(journal: &Journal, first: Day, last: Day) -> Vec<f64> {
    let days = journal.days(first, last);
    let rated = days.values().filter_map(|day| day.mean(Question::Energy));
    rated.collect()
}

fn mean(values: &[f64]) -> Option<f64> {
    let count = values.len();
    (count > 0).then(|| values.iter().sum::<f64>() / count as f64)
}
