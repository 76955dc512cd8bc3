//! Commands that contain a date or a number of days.

use super::command::{Command, Does, FINISH_FIRST};
use crate::domain::parse_when;
use crate::screens::history::choices::{HistoryRequest, Range};
use crate::screens::shared::Shared;
use crate::screens::transition::Destination;
use crate::widgets::format;

/// Days in ten years, the longest range that can be typed.
const MOST_DAYS: u16 = 3660;

/// What the text says as a date or a number of days; empty if it is neither.
pub(super) fn commands(text: &str, can_leave: bool, shared: &Shared) -> Vec<Command> {
    let text = text.to_lowercase();
    let go = |name: String, look: HistoryRequest, why_not: Option<String>| Command {
        name,
        words: "",
        place: "",
        key: String::new(),
        does: Does::Go(Destination::History(look)),
        why_not: why_not.or_else(|| (!can_leave).then(|| FINISH_FIRST.to_owned())),
        is_named: false,
    };
    if let Some(days) = days(&text) {
        let range = Some(Range::of_days(days));
        let look = HistoryRequest {
            range,
            ..HistoryRequest::default()
        };
        return vec![go(format!("History: last {days} days"), look, None)];
    }
    let beginnings = ["go to ", "goto ", "show ", "on ", "day "];
    let date = beginnings
        .into_iter()
        .find_map(|start| text.strip_prefix(start));
    let date = date.unwrap_or(&text).trim();
    let start = shared.settings.day_start();
    let Ok(when) = parse_when(date, shared.now.wall, start) else {
        return Vec::new();
    };
    let day = when.day(start);
    let name = format!("Go to {}", format::day_with_year(day, shared.day));
    let why_not = (day > shared.day).then(|| "That day is in the future.".to_owned());
    let look = HistoryRequest {
        day: Some(day),
        ..HistoryRequest::default()
    };
    vec![go(name, look, why_not)]
}

/// The number of days in `90d`, `90 days`, `history 90 days` or `last 2 weeks`; `None` for other texts.
fn days(text: &str) -> Option<u16> {
    let mut rest = text.trim();
    for start in ["history", "the", "last"] {
        rest = rest.strip_prefix(start).unwrap_or(rest).trim_start();
    }
    let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, unit) = rest.split_at(end);
    let each = match unit.trim() {
        "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "m" | "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    let days = number.parse::<u16>().ok()?.checked_mul(each)?;
    (1..=MOST_DAYS).contains(&days).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn numbers_of_days_as_people_type_them() {
        for (text, expected) in [
            ("90d", Some(90)),
            ("history 90 days", Some(90)),
            ("last 2 weeks", Some(14)),
            ("1y", Some(365)),
            ("0d", None),
            ("99999 days", None),
            ("65000 weeks", None),
            ("90", None),
            ("3 days ago", None),
            ("history", None),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }
}
