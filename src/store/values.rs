//! Converts domain types to column values and back.

use crate::domain::{Day, Effort, Felt, Id, Moment, Rating, Source};
use chrono::{DateTime, FixedOffset, NaiveDate, Offset, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        day(value.as_str()?.as_bytes()).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

/// Reads a point on a scale.
fn point<T>(value: ValueRef<'_>, new: fn(u8) -> Option<T>) -> FromSqlResult<T> {
    let number = value.as_i64()?;
    u8::try_from(number)
        .ok()
        .and_then(new)
        .ok_or(FromSqlError::OutOfRange(number))
}

impl FromSql for Rating {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        point(value, Self::new)
    }
}

impl FromSql for Effort {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        point(value, Self::new)
    }
}

impl FromSql for Source {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        Self::ALL
            .into_iter()
            .find(|source| source.key() == word)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl FromSql for Felt {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        Self::ALL
            .into_iter()
            .find(|felt| felt.key() == word)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// Parses `2026-03-01`. Done by hand: a history has thousands of dates, and the general parser is slow.
fn day(text: &[u8]) -> Option<Day> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, digit| {
            digit
                .is_ascii_digit()
                .then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    let year = i32::try_from(number(&text[..4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&text[5..7])?, number(&text[8..])?).map(Day::from_date)
}

/// Milliseconds since 1970.
pub(super) fn millis(moment: Moment) -> i64 {
    moment.timestamp_millis()
}

/// Minutes east of UTC.
pub(super) fn offset(moment: Moment) -> i64 {
    i64::from(moment.offset().local_minus_utc().div_euclid(60))
}

/// The moment for a stored instant and offset.
pub(super) fn moment(millis: i64, minutes: i64) -> FromSqlResult<Moment> {
    let utc: DateTime<Utc> =
        DateTime::from_timestamp_millis(millis).ok_or(FromSqlError::OutOfRange(millis))?;
    let east = i32::try_from(minutes)
        .ok()
        .and_then(|minutes| FixedOffset::east_opt(minutes.checked_mul(60)?));
    Ok(utc.with_timezone(&east.unwrap_or_else(|| Utc.fix())))
}

/// A column value, or NULL.
pub(super) fn maybe(value: Option<impl Into<Value>>) -> Value {
    value.map_or(Value::Null, Into::into)
}
