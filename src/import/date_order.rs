//! Whether day or month comes first in a file's dates: inferred from all of them together, or the user has to choose.

use crate::import::cells::dates::{self, Order};
use crate::import::questions::{self, ask};
use crate::import::{ReadOptions, Refusal, quoted};
use chrono::{Datelike as _, NaiveDate};

/// A date in a file.
pub(super) struct Written<'a, W> {
    /// Line number.
    pub line: u64,
    /// Column name.
    pub column: &'a str,
    /// Original text.
    pub cell: &'a str,
    /// Looks for the weekday given in the row; 0 is Monday. Only called for ambiguous dates.
    pub weekday: W,
}

/// The order given in the options, or the only one in which all dates are valid and no later than tomorrow.
///
/// # Errors
/// If both orders are possible, or neither is.
pub(super) fn order<'a, W: Fn() -> Option<u32>>(
    dates: impl Iterator<Item = Written<'a, W>>,
    options: &ReadOptions<'_>,
) -> Result<Order, Refusal> {
    if let Some(order) = options.mapping.order {
        return Ok(order);
    }
    let last = options.today().plus(1).date();
    let (mut day_first, mut month_first) = (None, None);
    let mut either: Option<(Written<'a, W>, NaiveDate, NaiveDate)> = None;
    for date in dates {
        let read = |order| dates::read(date.cell, order);
        let (one, other) = (read(Order::DayFirst), read(Order::MonthFirst));
        if one == other {
            continue;
        }
        let named = one.or(other).and_then(|stamp| stamp.weekday);
        let weekday = named.or_else(|| (date.weekday)());
        let stands = |stamp: Option<dates::Stamp>| {
            stamp.map(|stamp| stamp.date).filter(|date| {
                let day = date.weekday().num_days_from_monday();
                *date <= last && weekday.is_none_or(|weekday| weekday == day)
            })
        };
        match (stands(one), stands(other)) {
            (Some(one), Some(other)) => {
                either.get_or_insert((date, one, other));
            }
            (Some(_), None) => {
                day_first.get_or_insert((date.line, date.cell));
            }
            (None, Some(_)) => {
                month_first.get_or_insert((date.line, date.cell));
            }
            (None, None) => {}
        }
    }
    match (day_first, month_first, either) {
        (Some((line, cell)), Some((other_line, other)), _) => {
            let both = format!(
                "{} (line {line}) is a date only with the day first, {} (line {other_line}) only \
                 with the month first.",
                quoted(cell),
                quoted(other)
            );
            Err(Refusal::unsettled(ask(
                format!("{both} Try --date-format dmy or mdy; rows that don't fit are skipped"),
                format!("{both} Which is right? Rows that don't fit are skipped."),
                questions::orders(None, None),
            )))
        }
        (Some(_), None, _) | (None, None, None) => Ok(Order::DayFirst),
        (None, Some(_), _) => Ok(Order::MonthFirst),
        (None, None, Some((date, one, other))) => {
            let both = format!(
                "{} (line {}) can be {} or {}, and so can all of {}.",
                quoted(date.cell),
                date.line,
                other.format("%B %-d"),
                one.format("%B %-d, %Y"),
                quoted(date.column)
            );
            let [one, other] = [one, other].map(|date| date.format("%B %-d, %Y").to_string());
            Err(Refusal::unsettled(ask(
                format!("{both} Try --date-format mdy or --date-format dmy"),
                format!("{both} Which comes first?"),
                questions::orders(Some(&one), Some(&other)),
            )))
        }
    }
}
