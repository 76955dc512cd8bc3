//! Sessions as calendar events (RFC 5545): CRLF line endings, escaped and folded.

use crate::domain::{Session, Sorting as _, whole};
use chrono::{TimeDelta, Utc};

/// Writes all sessions as one calendar, oldest first. Ratings and notes are left out.
pub fn write(sessions: &[Session]) -> String {
    let mut sorted: Vec<&Session> = sessions.iter().collect();
    sorted.order_by_key(|session| (session.start, session.id));
    let mut out = String::new();
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//firstline//firstline//EN",
    ] {
        line(&mut out, text);
    }
    for session in sorted {
        let stamp =
            |at: crate::domain::Moment| at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string();
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}@firstline", session.id));
        line(&mut out, &format!("DTSTAMP:{}", stamp(session.updated_at)));
        if session.timed {
            let end = session.start + TimeDelta::seconds(i64::from(session.active_seconds));
            line(&mut out, &format!("DTSTART:{}", stamp(session.start)));
            line(&mut out, &format!("DTEND:{}", stamp(end)));
        } else {
            line(
                &mut out,
                &format!("DTSTART;VALUE=DATE:{}", session.day.date().format("%Y%m%d")),
            );
        }
        line(
            &mut out,
            &format!(
                "SUMMARY:{}",
                escape(&format!(
                    "{}, {} min",
                    session.title,
                    whole(session.minutes())
                ))
            ),
        );
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn escape(text: &str) -> String {
    let text = crate::domain::sanitize::text(text);
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// Folds lines at 75 bytes; continuation lines start with a space.
fn line(out: &mut String, text: &str) {
    let mut room = 75;
    for character in text.chars() {
        if character.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(character);
        room -= character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, &"ä".repeat(80));
        assert!(out.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(out.replace("\r\n ", "").trim_end(), "ä".repeat(80));
        assert_eq!(escape("a,b;c\\d"), "a\\,b\\;c\\\\d");
    }
}
