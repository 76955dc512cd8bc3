//! Formats numbers, dates and times for people.

use crate::content::words::level_of;
use crate::domain::english;
use crate::domain::{Day, Question};
use crate::widgets::theme::Theme;
use chrono::Datelike as _;
use std::time::Duration;

/// `Mon Mar 2`.
pub fn day(day: Day) -> String {
    day.date().format("%a %b %-d").to_string()
}

/// `Mon Mar 2`, with the year if it differs from `today`'s.
pub fn day_with_year(shown: Day, today: Day) -> String {
    if shown.date().year() == today.date().year() {
        day(shown)
    } else {
        shown.date().format("%a %b %-d, %Y").to_string()
    }
}

/// `Mar 2`.
pub fn short_day(day: Day) -> String {
    day.date().format("%b %-d").to_string()
}

/// `Feb 3 to Mar 2`; with the years unless both are in the current one.
pub fn days(first: Day, last: Day, today: Day) -> String {
    let year = |day: Day| day.date().year();
    let with_year = |day: Day| day.date().format("%b %-d, %Y").to_string();
    match (year(first) == year(last), year(last) == year(today)) {
        (true, true) => format!("{} to {}", short_day(first), short_day(last)),
        (true, false) => format!("{} to {}", short_day(first), with_year(last)),
        (false, _) => format!("{} to {}", with_year(first), with_year(last)),
    }
}

/// Minutes and seconds of a countdown: `3:20`, `1:03:20`. Rounded up to whole seconds.
pub fn clock_up(left: Duration) -> String {
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    clock(seconds)
}

/// Minutes and seconds: `3:20`, `1:03:20`.
pub fn clock(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// `32 min`, `1 h 10 min`, `40 s`.
pub fn minutes(seconds: u64) -> String {
    match (seconds, (seconds + 30) / 60) {
        (0..=59, _) => format!("{seconds} s"),
        (_, whole @ 0..=119) => format!("{whole} min"),
        (_, whole) if whole % 60 == 0 => format!("{} h", whole / 60),
        (_, whole) => format!("{} h {} min", whole / 60, whole % 60),
    }
}

/// One decimal, or none if it rounds to a whole number: `5.8`, `6`.
pub fn mean(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

/// Always one decimal: for means in a column.
pub fn tenths(value: f64) -> String {
    format!("{value:.1}")
}

/// A rating or a mean rating: its number or, when numbers are hidden, its word.
pub fn rated(question: Question, mean: f64, theme: &Theme) -> String {
    if theme.numbers {
        return self::mean(mean);
    }
    level_of(question, mean).to_owned()
}

/// A small number as a word, for sentences: `Twelve`; digits above twenty.
pub fn number(value: u64) -> String {
    english::number(usize::try_from(value).unwrap_or(usize::MAX), 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_shows_each_second_for_a_second() {
        assert_eq!(clock_up(Duration::from_secs(20)), "0:20");
        assert_eq!(clock_up(Duration::from_millis(19_001)), "0:20");
        assert_eq!(clock_up(Duration::from_secs(19)), "0:19");
        assert_eq!(clock_up(Duration::from_millis(1)), "0:01");
        assert_eq!(clock(3800), "1:03:20");
    }

    #[test]
    fn lengths_are_told_in_the_unit_that_fits() {
        assert_eq!(minutes(40), "40 s");
        assert_eq!(minutes(32 * 60), "32 min");
        assert_eq!(minutes(7_800), "2 h 10 min");
        assert_eq!(mean(5.75), "5.8");
        assert_eq!(mean(6.0), "6");
    }
}
