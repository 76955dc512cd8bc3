//! Daylio backups: a zip with JSON as base64 in `backup.daylio`, or only that base64.
//!
//! The local date and time come from an entry's fields, not from its `datetime`: in real files the offset is often 0
//! although the fields are local. There are five mood groups; level = 6 − group.

use crate::domain::{Day, Rating, Ratings, When};
use crate::import::formats::daylio::origin;
use crate::import::tags::each_once;
use crate::import::text::clean;
use crate::import::{ForeignCheckIn, Parsed, ReadOptions, Refusal, html, stream, within_records};
use chrono::{DateTime, NaiveDate};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::Read;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Backup {
    custom_moods: Vec<Mood>,
    #[serde(default)]
    tags: Vec<Tag>,
    day_entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Mood {
    id: i64,
    mood_group_id: u8,
}

#[derive(Deserialize)]
struct Tag {
    id: i64,
    name: String,
}

#[derive(Deserialize)]
struct Entry {
    minute: i64,
    hour: i64,
    day: u32,
    month: u32,
    year: i32,
    #[serde(default)]
    datetime: i64,
    mood: i64,
    #[serde(default)]
    note: String,
    #[serde(default)]
    note_title: String,
    #[serde(default)]
    tags: Vec<i64>,
}

/// Whether a zip member is the backup.
pub(super) fn is_backup(name: &str) -> bool {
    name.ends_with("backup.daylio")
}

/// Reads a backup.
///
/// # Errors
/// If the file is not a backup, or none of its entries can be read.
pub(super) fn parse(source: &mut dyn Read, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let today = options.today();
    let json = base64(&stream::whole(source)?)
        .ok_or_else(|| Refusal::Unreadable("its backup.daylio isn't base64".to_owned()))?;
    let backup: Backup = serde_json::from_slice(&json).map_err(|error| {
        Refusal::Unreadable(format!(
            "it isn't a Daylio backup inside: {}",
            clean(&error.to_string())
        ))
    })?;
    within_records(backup.day_entries.len())?;
    let mut parsed = Parsed {
        read: backup.day_entries.len(),
        ..Parsed::default()
    };
    let first_month = first_month(&backup.day_entries);
    if first_month == 1 {
        parsed
            .warnings
            .push("months count from 1, unlike in Daylio; imported that way".to_owned());
    }
    let groups: HashMap<i64, u8> = backup
        .custom_moods
        .iter()
        .map(|mood| (mood.id, mood.mood_group_id))
        .collect();
    let names: HashMap<i64, String> = backup
        .tags
        .iter()
        .map(|tag| (tag.id, clean(tag.name.trim()).replace('\n', " ")))
        .collect();
    for (place, entry) in backup.day_entries.iter().enumerate() {
        match check_in(entry, first_month, &groups, &names, today) {
            Ok(check_in) => parsed.check_ins.push(check_in),
            Err(reason) => parsed
                .rejected
                .push((place as u64 + 1, format!("entry {}: {reason}", place + 1))),
        }
    }
    match parsed.rejected.first() {
        None if parsed.read == 0 => Err(Refusal::Empty("it has no entries".to_owned())),
        Some((_, reason)) if parsed.check_ins.is_empty() => {
            Err(Refusal::Unreadable(reason.clone()))
        }
        _ => Ok(parsed),
    }
}

/// Number of the first month: 0 as written by Daylio, unless more entries match their instant when counting from 1.
fn first_month(entries: &[Entry]) -> u32 {
    let agree = |first: u32| {
        let near = |entry: &&Entry| {
            let instant = DateTime::from_timestamp_millis(entry.datetime).map(|at| at.date_naive());
            let date = entry.month.checked_sub(first).and_then(|month| {
                NaiveDate::from_ymd_opt(entry.year, month.checked_add(1)?, entry.day)
            });
            date.zip(instant).is_some_and(|(date, instant)| {
                date.signed_duration_since(instant).num_days().abs() <= 1
            })
        };
        entries.iter().filter(near).count()
    };
    u32::from(agree(1) > agree(0))
}

fn check_in(
    entry: &Entry,
    first_month: u32,
    groups: &HashMap<i64, u8>,
    names: &HashMap<i64, String>,
    today: Day,
) -> Result<ForeignCheckIn, String> {
    let month = entry
        .month
        .checked_sub(first_month)
        .and_then(|month| month.checked_add(1));
    let date = month.and_then(|month| NaiveDate::from_ymd_opt(entry.year, month, entry.day));
    let day = Day::from_date(date.ok_or_else(|| {
        format!(
            "year {}, month {}, day {} isn't a date",
            entry.year, entry.month, entry.day
        )
    })?);
    if day > today.plus(1) {
        return Err(format!("{day} is in the future"));
    }
    let when = if (entry.hour, entry.minute) == (-1, -1) {
        When::Day(day)
    } else {
        let (hour, minute) = (u32::try_from(entry.hour), u32::try_from(entry.minute));
        let time = hour
            .ok()
            .zip(minute.ok())
            .and_then(|(hour, minute)| day.date().and_hms_opt(hour, minute, 0));
        When::At(
            time.ok_or_else(|| format!("{}:{} isn't a time of day", entry.hour, entry.minute))?,
        )
    };
    let group = groups
        .get(&entry.mood)
        .copied()
        .filter(|group| (1..=5).contains(group));
    let level = 6 - group
        .ok_or_else(|| format!("its mood {} isn't in any of the five groups", entry.mood))?;
    let tags = each_once(entry.tags.iter().filter_map(|id| names.get(id)).cloned())?;
    let mut note = vec![
        clean(&html::to_text(&entry.note_title)),
        clean(&html::to_text(&entry.note)),
    ];
    note.retain(|part| !part.is_empty());
    Ok(ForeignCheckIn {
        when,
        ratings: Ratings {
            mood: Rating::new(level * 2 - 1),
            ..Ratings::default()
        },
        sleep_hours: None,
        own: crate::domain::OwnAnswers::default(),
        tags,
        note: note.join("\n"),
        origin: origin(when),
    })
}

/// Whether the bytes start like base64 of a JSON object.
pub(super) fn is_base64(bytes: &[u8]) -> bool {
    let start: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .take(8)
        .collect();
    base64(&start).is_some_and(|json| json.starts_with(b"{\""))
}

fn base64(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => continue,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xFF_FFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    Some(out)
}
