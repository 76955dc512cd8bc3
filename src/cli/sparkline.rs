//! Small text charts: bars, and a year of marks.

use crate::cli::colors::Colors;
use crate::domain::{Day, DaySummary, Question, WeekStart, total};
use crate::widgets::chart::day_columns::DayColumns;
use crate::widgets::chart::heat_map::WEEKDAYS;
use crate::widgets::chart::week_grid::WeekGrid;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The width of the labels before a row of bars, in columns.
const LABELS: u16 = 9;
/// The width of the means after it, in columns.
const MEANS: u16 = 6;

/// A rating as a bar of 1 to 9 levels; a blank for `None`. In ASCII, its digit.
pub(super) fn rating(mean: Option<f64>, ascii: bool) -> char {
    let Some(mean) = mean else { return ' ' };
    let level = mean.round().clamp(1.0, 9.0) as usize;
    if ascii {
        char::from_digit(level as u32, 10).unwrap_or('9')
    } else {
        BARS[level.min(8) - 1]
    }
}

/// A row of bars for each rated question, and one for minutes, in `width` columns.
pub(super) fn sparklines(
    days: &BTreeMap<Day, DaySummary>,
    first: Day,
    last: Day,
    width: u16,
    ascii: bool,
) -> String {
    let columns = DayColumns::new(first, last, width.saturating_sub(LABELS + MEANS), 1);
    let mut text = String::new();
    for question in Question::ALL {
        let mean = |from: Day, to: Day| {
            let means = days
                .range(from..=to)
                .filter_map(|(_, summary)| summary.mean(question));
            let (sum, count) = means.fold((0.0, 0), |(sum, count), mean| (sum + mean, count + 1));
            (count > 0).then(|| sum / f64::from(count))
        };
        let Some(whole) = mean(first, last) else {
            continue;
        };
        let row: String = (0..columns.count())
            .map(|column| {
                let (from, to) = columns.days(column);
                rating(mean(from, to), ascii)
            })
            .collect();
        let _ = writeln!(text, "{:<8} {row} {whole:>5.1}", question.key());
    }
    let minutes =
        |from: Day, to: Day| total(days.range(from..=to).map(|(_, summary)| summary.minutes()));
    let moved = days
        .range(first..=last)
        .filter(|(_, summary)| summary.sessions > 0)
        .count();
    if moved > 0 {
        let row: String = (0..columns.count())
            .map(|column| {
                let (from, to) = columns.days(column);
                let daily = minutes(from, to) / (to.since(from) + 1) as f64;
                rating((daily > 0.0).then(|| (daily / 7.5).ceil().min(8.0)), ascii)
            })
            .collect();
        let _ = writeln!(
            text,
            "{:<8} {row} {:>5.0}",
            "minutes",
            minutes(first, last) / moved as f64
        );
    }
    text
}

/// Mood by week, its first day on top, one digit per day, in `width` columns; at most the last year.
pub(super) fn year(
    days: &BTreeMap<Day, DaySummary>,
    (first, last): (Day, Day),
    width: u16,
    ascii: bool,
    colors: Colors,
    start: WeekStart,
) -> String {
    let most = width.saturating_sub(5).clamp(4, 53);
    let count = WeekGrid::between(first, last, start).count();
    let weeks = WeekGrid::ending(last, count.min(most), start);
    let mut text = String::from("     ");
    let mut used = 0;
    for (column, first) in weeks.months() {
        if column >= used && column + 3 <= weeks.count() {
            let _ = write!(
                text,
                "{}{}",
                " ".repeat(usize::from(column - used)),
                first.date().format("%b")
            );
            used = column + 3;
            if used < weeks.count() {
                text.push(' ');
                used += 1;
            }
        }
    }
    let mut text = format!("{}\n", text.trim_end());
    for (weekday, name) in start.in_order(&WEEKDAYS).into_iter().enumerate() {
        let name = if weekday % 2 == 0 { name } else { "" };
        let mut line = format!("{name:<5}");
        for column in 0..weeks.count() {
            let day = weeks.day(column, weekday as u16);
            match days
                .get(&day)
                .and_then(|summary| summary.mean(Question::Mood))
            {
                Some(mean) => {
                    let level = mean.round().clamp(1.0, 9.0) as usize;
                    line.push_str(&colors.level(&level.to_string(), level));
                }
                None if day > last || day < first => line.push(' '),
                None => line.push(if ascii { '.' } else { '·' }),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_bar_a_point_and_a_blank_for_nothing() {
        let row: String = [None, Some(1.0), Some(5.4), Some(9.0)]
            .map(|mean| rating(mean, false))
            .iter()
            .collect();
        assert_eq!(row, " ▁▅█");
        assert_eq!(rating(Some(9.0), true), '9');
    }

    #[test]
    fn an_empty_year_has_seven_rows_and_its_months() {
        let last = Day::from_date(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
        let text = year(
            &BTreeMap::new(),
            (last.plus(-800), last),
            80,
            true,
            Colors::None,
            WeekStart::Monday,
        );
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 8);
        assert_eq!(rows[4].len(), 58, "a Thursday is the last day: {text}");
        assert_eq!(rows[5].len(), 57, "{text}");
        assert!(rows[0].contains("Mar") && rows[0].contains("Feb"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 80));
    }
}
