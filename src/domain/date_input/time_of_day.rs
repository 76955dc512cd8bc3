//! Parses times of day: `18:00`, `6pm`, `noon`.

use super::{Problem, whole};
use crate::domain::NOON;
use chrono::NaiveTime;

/// Parses a time of day without a date: `18:00`, `6pm`, `6:30 pm`, `noon`; `None` for anything else, and for an hour
/// that could be in the morning or the evening.
pub fn parse_time_of_day(text: &str) -> Option<NaiveTime> {
    parse_time(&text.trim().to_lowercase()).ok().flatten()
}

/// Parses a time of day: `18:00`, `18:00:30`, `6pm`, `6:30 pm`, `noon`; `None` if the text is not
/// one.
pub(super) fn parse_time(text: &str) -> Result<Option<NaiveTime>, Problem> {
    if text == "noon" {
        return Ok(Some(NOON));
    }
    let half = [("am", 0), ("pm", 12)]
        .into_iter()
        .find_map(|(name, hours)| {
            let time = text.strip_suffix(name)?.trim_end();
            Some((time, hours))
        });
    if half.is_none()
        && let Some(hour) = whole(text).filter(|hour| text.len() <= 2 && (1..=12).contains(hour))
    {
        let time = |half: u32| format!("{:02}:00", hour % 12 + half);
        return Err(Problem::Either([
            (format!("{hour} in the morning"), time(0)),
            (format!("{hour} in the evening"), time(12)),
        ]));
    }
    let (clock, half) = half.map_or((text, None), |(time, hours)| (time, Some(hours)));
    let mut parts = clock.split(':');
    let number = |part: &str| whole(part).filter(|_| part.len() <= 2);
    let (Some(hour), minute, second, None) = (
        parts.next().and_then(number),
        parts.next(),
        parts.next(),
        parts.next(),
    ) else {
        return Ok(None);
    };
    if minute.is_none() && half.is_none() || minute.is_some_and(|minute| minute.len() != 2) {
        return Ok(None);
    }
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return Ok(None),
    };
    let rest = |part: Option<&str>| part.map_or(Some(0), number);
    let time = rest(minute)
        .zip(rest(second))
        .and_then(|(minute, second)| NaiveTime::from_hms_opt(hour, minute, second));
    Ok(time)
}
