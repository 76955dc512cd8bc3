//! FIT: the native format of sports watches. Only sessions are read; they contain sport, start, timer and distance.
//!
//! Parsed by hand instead of with a crate: only two kinds of messages are needed, and files that are truncated,
//! chained, or have compressed timestamps or a wrong checksum should still yield their valid parts. Layout: Garmin's
//! FIT SDK, "Flexible and Interoperable Data Transfer Protocol".

mod part;

use crate::import::stream::Bounded;
use crate::import::{
    ForeignSession, Parsed, ReadOptions, Refusal, Start, limits, sport, track, within_records,
};
use chrono::DateTime;
use part::{End, Part};
use std::io::{BufRead, BufReader, Read};

/// Seconds from 1970 to the FIT epoch, 1989-12-31.
const EPOCH: i64 = 631_065_600;
/// Smaller values count from when the device was turned on.
const FIRST_DATE: u32 = 0x1000_0000;
const FILE_ID: u16 = 0;
const SPORT: u16 = 12;
const SESSION: u16 = 18;
const RECORD: u16 = 20;
/// Fields that are read: type, latitude, sport; longitude, sub-sport; start, sport, elapsed, timer, distance;
/// timestamp.
const WANTED: [u8; 9] = [0, 1, 2, 5, 6, 7, 8, 9, 253];
/// Minimum gap between two records that counts as a pause, in seconds.
const PAUSE: u32 = 30;
/// Degrees per unit of latitude and longitude.
const SEMICIRCLE: f64 = 180.0 / 2_147_483_648.0;
/// Maximum number of warnings per file.
const MOST_WARNINGS: usize = 20;

/// A field definition: number, size in bytes.
type Field = (u8, usize);

/// Layout of the messages of one local number.
#[derive(Clone, Default)]
struct Definition {
    global: u16,
    big_endian: bool,
    fields: Vec<Field>,
    /// Size of all fields in bytes, including developer fields.
    size: usize,
}

#[derive(Default)]
struct Found {
    file_type: Option<u32>,
    sessions: Vec<Vec<(u8, u32)>>,
    records: Records,
    /// Sport and sub-sport of the file, used if there is no session message.
    sport: Option<(u32, u32)>,
    warnings: Vec<String>,
}

/// Totals of a file's records.
#[derive(Clone, Copy, Default)]
struct Records {
    first: Option<u32>,
    last: Option<u32>,
    /// Seconds between records, without pauses.
    seconds: u32,
    /// Distance of the last record that has one, in centimeters.
    distance: Option<u32>,
    /// Meters between the positions.
    meters: f64,
    place: Option<(f64, f64)>,
}

impl Records {
    fn take(&mut self, values: &[(u8, u32)]) {
        let get = |number: u8| {
            values
                .iter()
                .find(|(field, _)| *field == number)
                .map(|(_, value)| *value)
        };
        let Some(time) = get(253).filter(|time| *time >= FIRST_DATE) else {
            return;
        };
        let gap = self
            .last
            .and_then(|last| time.checked_sub(last))
            .unwrap_or(0);
        if gap <= PAUSE {
            self.seconds = self.seconds.saturating_add(gap);
        }
        self.first.get_or_insert(time);
        self.last = Some(self.last.map_or(time, |last| last.max(time)));
        self.distance = get(5).or(self.distance);
        let degrees = |value: u32| f64::from(value.cast_signed()) * SEMICIRCLE;
        let here = get(0)
            .map(degrees)
            .zip(get(1).map(degrees))
            .filter(track::is_sound);
        if let (Some(before), Some(here)) = (self.place, here) {
            self.meters += track::meters(before, here);
        }
        self.place = here.or(self.place);
    }

    /// Builds a session from the records, for files without a session message.
    fn session(self, sport: Option<(u32, u32)>) -> Option<Vec<(u8, u32)>> {
        let first = self.first.filter(|_| self.seconds > 0)?;
        let (sport, sub_sport) = sport.unwrap_or((255, 255));
        let centimeters = self
            .distance
            .or_else(|| (self.meters > 0.0).then_some((self.meters * 100.0) as u32));
        let mut fields = vec![
            (2, first),
            (5, sport),
            (6, sub_sport),
            (8, self.seconds.saturating_mul(1000)),
        ];
        fields.extend(centimeters.map(|value| (9, value)));
        Some(fields)
    }
}

/// Whether the bytes start with a FIT header.
pub(super) fn is_header(start: &[u8]) -> bool {
    start.get(8..12) == Some(b".FIT")
}

/// Reads all sessions of a file, or of several files chained in one. Memory use is limited to one message and the
/// sessions.
///
/// # Errors
/// If it is not a FIT file, cannot be read, or contains no finished workout.
pub(super) fn parse(source: &mut dyn Read, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut source = BufReader::new(Bounded::new(source, limits::UNPACKED));
    let mut found = Found::default();
    let mut whole = 0;
    while let Some(mut part) = Part::begin(&mut source)? {
        let broken_off = read_messages(&mut part, &mut found)?;
        match part.end()? {
            End::Sound => {}
            End::Short => {
                found.warn("the file is cut short; what's intact was imported".to_owned());
            }
            End::Wrong => found.warn("checksum mismatch; imported anyway".to_owned()),
        }
        if let Some(why) = broken_off {
            found.warn(format!(
                "it ends early: {why}; what came before was imported"
            ));
        }
        whole += 1;
        within_records(whole)?;
    }
    if whole == 0 {
        return Err(Refusal::Unreadable("it isn't a FIT file".to_owned()));
    }
    finish(found)
}

impl Found {
    /// Adds a warning only once, regardless of how many files are chained.
    fn warn(&mut self, warning: String) {
        if !self.warnings.contains(&warning) && self.warnings.len() < MOST_WARNINGS {
            self.warnings.push(warning);
        }
    }
}

fn finish(mut found: Found) -> Result<Parsed, Refusal> {
    // Plans, courses and monitoring files contain no workout.
    let may_be_workout = matches!(found.file_type, None | Some(4));
    if found.sessions.is_empty()
        && may_be_workout
        && let Some(session) = found.records.session(found.sport)
    {
        found.sessions.push(session);
        found.warn("it has no session; one was made from its records".to_owned());
    }
    let recorded = found.records.seconds;
    let is_one = found.sessions.len() == 1;
    let mut parsed = Parsed {
        warnings: found.warnings,
        ..Parsed::default()
    };
    let mut transitions = 0;
    for (place, fields) in found.sessions.iter().enumerate() {
        let get = |number: u8| {
            fields
                .iter()
                .find(|(field, _)| *field == number)
                .map(|(_, value)| *value)
        };
        // Transition between two parts of a triathlon.
        if get(5) == Some(3) {
            transitions += 1;
            continue;
        }
        parsed.read += 1;
        match session(
            &get,
            Some(recorded).filter(|seconds| is_one && *seconds > 0),
        ) {
            Ok(session) => parsed.sessions.push(session),
            Err(reason) => parsed
                .rejected
                .push((place as u64 + 1, format!("session {}: {reason}", place + 1))),
        }
    }
    if transitions > 0 {
        parsed
            .warnings
            .push(format!("{transitions} changes between sports skipped"));
    }
    if parsed.read == 0 {
        let what = match found.file_type {
            Some(1) => "device data",
            Some(2) => "settings",
            Some(3 | 7) => "sport settings or totals",
            Some(5) => "a workout plan",
            Some(6) => "a course",
            Some(9) => "weight measurements",
            Some(10 | 11) => "goals or totals",
            Some(15 | 28 | 32) => "all-day monitoring",
            _ => "no finished workout",
        };
        return Err(Refusal::Empty(format!("it has {what}: nothing to import")));
    }
    match parsed.rejected.first() {
        Some((_, reason)) if parsed.sessions.is_empty() => Err(Refusal::Unreadable(reason.clone())),
        _ => Ok(parsed),
    }
}

fn session(
    get: &dyn Fn(u8) -> Option<u32>,
    recorded: Option<u32>,
) -> Result<ForeignSession, String> {
    let start = get(2).or_else(|| get(253)).ok_or("it has no start")?;
    if start < FIRST_DATE {
        return Err("the watch's clock wasn't set, so its day isn't known".to_owned());
    }
    let at = DateTime::from_timestamp(EPOCH + i64::from(start), 0)
        .ok_or("its start isn't a date")?
        .fixed_offset();
    let thousandth = |value: Option<u32>| value.map(|value| f64::from(value) / 1000.0);
    let (elapsed, timer) = (thousandth(get(7)), thousandth(get(8)));
    // One manufacturer swaps the two: active time is the one closer to the recorded time, or the smaller one if nothing
    // was recorded.
    let nearer = |one: f64, other: f64| {
        let away = |value: f64| recorded.map(|recorded| (value - f64::from(recorded)).abs());
        away(one)
            .zip(away(other))
            .map(|(first, second)| if first <= second { one } else { other })
    };
    let swapped = elapsed.zip(timer).and_then(|(elapsed, timer)| {
        let is_swapped = timer > elapsed && elapsed > 0.0;
        is_swapped.then(|| nearer(timer, elapsed)).flatten()
    });
    let seconds = match (elapsed, timer) {
        (Some(elapsed), Some(timer)) if timer > 0.0 => timer.min(elapsed.max(1.0)),
        (_, Some(timer)) => timer,
        (Some(elapsed), None) => elapsed,
        (None, None) => return Err("it has no duration".to_owned()),
    };
    let seconds = swapped.unwrap_or(seconds);
    let activity = sport::from_fit(get(5).unwrap_or(255), get(6).unwrap_or(255));
    let distance = get(9).map(|value| f64::from(value) / 100.0);
    ForeignSession::measured("fit", Start::Utc(at), activity, seconds, distance)
}

/// Reads the messages of a file; returns the reason if it stops early.
fn read_messages(
    part: &mut Part<'_, impl BufRead>,
    found: &mut Found,
) -> Result<Option<String>, Refusal> {
    let mut definitions: [Option<Definition>; 16] = std::array::from_fn(|_| None);
    while let Some(header) = part.byte()? {
        let compressed = header & 0x80 != 0;
        if !compressed && header & 0x40 != 0 {
            let Some(definition) = define(part, header & 0x20 != 0)? else {
                return Ok(Some("a definition is cut short".to_owned()));
            };
            definitions[usize::from(header & 0x0f)] = Some(definition);
            continue;
        }
        let local = if compressed {
            header >> 5 & 0x03
        } else {
            header & 0x0f
        };
        let Some(definition) = &definitions[usize::from(local)] else {
            return Ok(Some(format!("message {local} isn't defined")));
        };
        let Some(data) = part.take(definition.size)? else {
            return Ok(Some("a message is cut short".to_owned()));
        };
        if definition.global == FILE_ID {
            let file_type = values(definition, data)
                .iter()
                .find(|(number, _)| *number == 0)
                .map(|(_, value)| *value);
            found.file_type = found.file_type.or(file_type);
        } else if definition.global == RECORD {
            found.records.take(&values(definition, data));
        } else if definition.global == SPORT {
            let values = values(definition, data);
            let get = |number: u8| {
                values
                    .iter()
                    .find(|(field, _)| *field == number)
                    .map(|(_, value)| *value)
            };
            found.sport = found
                .sport
                .or_else(|| Some((get(0)?, get(1).unwrap_or(255))));
        } else if definition.global == SESSION {
            found.sessions.push(values(definition, data));
            within_records(found.sessions.len())?;
        }
    }
    Ok(None)
}

fn define(
    part: &mut Part<'_, impl BufRead>,
    developer: bool,
) -> Result<Option<Definition>, Refusal> {
    let Some(&[_, order, a, b, count]) = part.take(5)? else {
        return Ok(None);
    };
    let big_endian = order == 1;
    let global = if big_endian {
        u16::from_be_bytes([a, b])
    } else {
        u16::from_le_bytes([a, b])
    };
    let mut definition = Definition {
        global,
        big_endian,
        ..Definition::default()
    };
    for _ in 0..count {
        let Some(&[number, size, _]) = part.take(3)? else {
            return Ok(None);
        };
        definition.fields.push((number, usize::from(size)));
        definition.size += usize::from(size);
    }
    if developer {
        let Some(count) = part.byte()? else {
            return Ok(None);
        };
        for _ in 0..count {
            let Some(&[_, size, _]) = part.take(3)? else {
                return Ok(None);
            };
            definition.size += usize::from(size);
        }
    }
    Ok(Some(definition))
}

/// Values of the relevant fields of up to four bytes, without those marked invalid.
fn values(definition: &Definition, data: &[u8]) -> Vec<(u8, u32)> {
    let mut place = 0;
    let mut values: Vec<(u8, u32)> = Vec::new();
    for (number, size) in &definition.fields {
        let bytes = data.get(place..place + size).unwrap_or_default();
        place += size;
        if !WANTED.contains(number) || values.iter().any(|(known, _)| known == number) {
            continue;
        }
        let value = match (bytes, definition.big_endian) {
            ([value], _) => (*value != u8::MAX).then_some(u32::from(*value)),
            ([a, b], big) => {
                let value = if big {
                    u16::from_be_bytes([*a, *b])
                } else {
                    u16::from_le_bytes([*a, *b])
                };
                (value != u16::MAX).then_some(u32::from(value))
            }
            ([a, b, c, d], big) => {
                let value = if big {
                    u32::from_be_bytes([*a, *b, *c, *d])
                } else {
                    u32::from_le_bytes([*a, *b, *c, *d])
                };
                (value != u32::MAX).then_some(value)
            }
            _ => None,
        };
        values.extend(value.map(|value| (*number, value)));
    }
    values
}

#[cfg(test)]
mod tests;
