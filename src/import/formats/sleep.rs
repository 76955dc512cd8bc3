//! Sleep diaries: Sleep as Android, Sleepmeter, Plees Tracker.

use crate::domain::{Day, FIRST_YEAR};
use crate::import::nights::{Nights, Sleep};
use crate::import::{Parsed, ReadOptions, Refusal, text as texts};
use chrono::{DateTime, Datelike as _, NaiveDateTime};
use csv::StringRecord;

/// Last valid year of a night.
const LAST_YEAR: i32 = 2200;

/// A diary format: its header, how to recognize its rows, and how to parse one.
struct Diary {
    header: &'static str,
    rows: fn(&str) -> bool,
    read: fn(&StringRecord, &ReadOptions<'_>) -> Option<Sleep>,
}

static DIARIES: [Diary; 3] = [
    Diary {
        header: "Id,Tz,From,To",
        rows: |line| line.starts_with("\"1"),
        read: |fields, _| android(fields),
    },
    Diary {
        header: "wake,sleep,bedtime",
        rows: |line| line.starts_with("\"2") || line.starts_with("\"1"),
        read: |fields, _| sleepmeter(fields),
    },
    Diary {
        header: "sid,start,stop,rating",
        rows: |line| line.starts_with(|first: char| first.is_ascii_digit()),
        read: plees,
    },
];

/// The diary format and the index of its header line; sections with other headers may come first.
fn diary(text: &str) -> Option<(&'static Diary, usize)> {
    let mut lines = text.lines().enumerate();
    lines.find_map(|(place, line)| {
        let diary = DIARIES
            .iter()
            .find(|diary| line.trim().starts_with(diary.header))?;
        Some((diary, place))
    })
}

/// Whether the text starts like one of these diaries.
pub(super) fn is_header(text: &str) -> bool {
    diary(text).is_some_and(|(_, place)| place == 0 || text.starts_with("custom_aid_id"))
}

/// Whether a zip member is such a diary.
pub(super) fn is_diary(name: &str) -> bool {
    name.ends_with("sleep-export.csv")
}

/// Reads a diary.
///
/// # Errors
/// If the text is none of these diaries, or no sleep can be read.
pub(super) fn parse(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let Some((diary, header)) = diary(text) else {
        return Err(Refusal::Unreadable(
            "it isn't from Sleep as Android, Sleepmeter or Plees Tracker".to_owned(),
        ));
    };
    let mut parsed = Parsed::default();
    let mut nights = Nights::default();
    let lines = text.lines().enumerate().skip(header + 1);
    for (place, line) in lines.filter(|(_, line)| (diary.rows)(line)) {
        parsed.another()?;
        let added = fields(line)
            .and_then(|fields| (diary.read)(&fields, options))
            .ok_or_else(|| "its start and end couldn't be read".to_owned())
            .and_then(|sleep| nights.add(sleep));
        if let Err(reason) = added {
            parsed.rejected.push((place as u64 + 1, reason));
        }
    }
    nights.finish("sleep", &mut parsed);
    match parsed.rejected.first() {
        Some((line, reason)) if parsed.rejected.len() == parsed.read => Err(Refusal::Unreadable(
            format!("none of its rows could be read; line {line}: {reason}"),
        )),
        None if parsed.read == 0 => Err(Refusal::Empty(
            "it has no sleep: nothing to import".to_owned(),
        )),
        _ => Ok(parsed),
    }
}

fn fields(line: &str) -> Option<StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(line.as_bytes());
    let mut fields = StringRecord::new();
    let is_one = reader.read_record(&mut fields).unwrap_or(false);
    is_one.then_some(fields)
}

/// `"id","zone","30. 11. 2020 11:03","30. 11. 2020 11:39","…","hours","rating"`: the hours already include the user's
/// corrections; the rating is 0 for unrated, 5 for best.
fn android(fields: &StringRecord) -> Option<Sleep> {
    let time = |place: usize| {
        NaiveDateTime::parse_from_str(fields.get(place)?.trim(), "%d. %m. %Y %H:%M").ok()
    };
    let (start, end) = (time(2)?, time(3)?);
    let span = (start.and_utc().timestamp(), end.and_utc().timestamp());
    let number = |place: usize| fields.get(place)?.trim().parse::<f64>().ok();
    let hours = number(5).filter(|hours| *hours > 0.0);
    Some(Sleep {
        is_here: false,
        span,
        day: Day::from_date(end.date()),
        asleep: hours.map_or((span.1 - span.0) as f64, |hours| hours * 3600.0),
        rating: number(6)
            .filter(|rating| *rating > 0.0)
            .map(|rating| 2.0 * rating - 1.0),
        note: String::new(),
    })
}

/// `"wake","sleep","bedtime",holes,type,…,quality`: quality is 0 to 10; holes such as `60-180|200-210` are awake times
/// in minutes since falling asleep.
fn sleepmeter(fields: &StringRecord) -> Option<Sleep> {
    let time =
        |place: usize| DateTime::parse_from_str(fields.get(place)?.trim(), "%Y-%m-%d %H:%M%z").ok();
    let (end, start) = (time(0)?, time(1)?);
    let holes = fields
        .get(3)
        .unwrap_or_default()
        .split(['|', ',', ';', ' ']);
    let awake: f64 = holes
        .filter_map(|hole| {
            let (from, until) = hole.trim().split_once('-')?;
            let (from, until): (f64, f64) = (from.parse().ok()?, until.parse().ok()?);
            Some((until - from).max(0.0) * 60.0)
        })
        .sum();
    let quality = fields
        .get(9)
        .and_then(|text| text.trim().parse::<f64>().ok())
        .filter(|value| (0.0..=10.0).contains(value));
    let span = (start.timestamp(), end.timestamp());
    Some(Sleep {
        is_here: false,
        span,
        day: Day::from_date(end.date_naive()),
        asleep: ((span.1 - span.0) as f64 - awake).max(0.0),
        rating: quality.map(|quality| 1.0 + 8.0 * quality / 10.0),
        note: String::new(),
    })
}

/// `sid,start,stop,rating` and an optional comment: times are in milliseconds; the rating is 0 for unrated, 5 for best.
fn plees(fields: &StringRecord, options: &ReadOptions<'_>) -> Option<Sleep> {
    let number = |place: usize| fields.get(place)?.trim().parse::<i64>().ok();
    let (start, stop, rating) = (number(1)?, number(2)?, number(3)?);
    let stopped = DateTime::from_timestamp_millis(stop)?.naive_utc();
    let woke = (options.to_local)(stopped);
    if !(FIRST_YEAR..=LAST_YEAR).contains(&woke.year()) {
        return None;
    }
    let span = (start.div_euclid(1000), stop.div_euclid(1000));
    Some(Sleep {
        is_here: true,
        span,
        day: Day::from_date(woke.date()),
        asleep: span.1.checked_sub(span.0)? as f64,
        rating: (1..=5)
            .contains(&rating)
            .then_some(2.0 * rating as f64 - 1.0),
        note: texts::clean(fields.get(4).unwrap_or_default()),
    })
}
