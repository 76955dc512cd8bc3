//! FIT: the watches' own format. Only sessions are read; they carry sport, start, timer and distance.
//!
//! Read by hand rather than with a crate: what is wanted are two kinds of messages, and files that are
//! cut short, chained, with compressed time stamps or a wrong checksum should still give what is whole.
//! Layout: Garmin's FIT SDK, "Flexible and Interoperable Data Transfer Protocol".

use crate::exchange::{ForeignSession, Parsed, Refusal, Start, sport};
use chrono::DateTime;

/// Seconds from 1970 to FIT's own epoch, 1989-12-31.
const EPOCH: i64 = 631_065_600;
/// Smaller date-times count from when the device was switched on.
const FIRST_DATE: u32 = 0x1000_0000;
const FILE_ID: u16 = 0;
const SESSION: u16 = 18;

/// One field of a definition: number, size in bytes.
type Field = (u8, usize);

/// How the messages of one local number are laid out.
#[derive(Clone, Default)]
struct Definition {
    global: u16,
    big_endian: bool,
    fields: Vec<Field>,
    /// Bytes of all fields, developer fields too.
    size: usize,
}

#[derive(Default)]
struct Found {
    file_type: Option<u32>,
    sessions: Vec<Vec<(u8, u32)>>,
    warnings: Vec<String>,
}

/// Reads every session of a file, or of files chained in one.
///
/// # Errors
/// When it is no FIT file, or holds no workout that was done.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Refusal> {
    let mut found = Found::default();
    let mut rest = bytes;
    let mut whole = 0;
    while rest.get(8..12) == Some(b".FIT") {
        let header = usize::from(rest[0]);
        let length = u32::from_le_bytes([rest[4], rest[5], rest[6], rest[7]]) as usize;
        let end = header.saturating_add(length);
        let messages = rest.get(header..end.min(rest.len())).unwrap_or_default();
        if rest.len() < end.saturating_add(2) {
            found.warnings.push("the file is cut short; what is whole in it was read".to_owned());
        } else if checksum(&rest[..end]) != u16::from_le_bytes([rest[end], rest[end + 1]]) {
            found.warnings.push("its checksum is wrong; it was read all the same".to_owned());
        }
        if header < 12 {
            break;
        }
        if let Err(why) = read_messages(messages, &mut found) {
            found.warnings.push(format!("it breaks off: {why}; what came before was read"));
        }
        whole += 1;
        rest = rest.get(end.saturating_add(2)..).unwrap_or_default();
    }
    if whole == 0 {
        return Err(Refusal::Unreadable("it is no FIT file".to_owned()));
    }
    finish(found)
}

fn finish(found: Found) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed { warnings: found.warnings, ..Parsed::default() };
    let mut transitions = 0;
    for (place, fields) in found.sessions.iter().enumerate() {
        let get = |number: u8| fields.iter().find(|(field, _)| *field == number).map(|(_, value)| *value);
        // Between two parts of a triathlon.
        if get(5) == Some(3) {
            transitions += 1;
            continue;
        }
        parsed.read += 1;
        match session(&get) {
            Ok(session) => parsed.sessions.push(session),
            Err(reason) => parsed.rejected.push((place as u64 + 1, format!("session {}: {reason}", place + 1))),
        }
    }
    if transitions > 0 {
        parsed.warnings.push(format!("{transitions} changes between sports are no workouts"));
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
            _ => "no workout that was done",
        };
        return Err(Refusal::Empty(format!("it holds {what}: nothing to import")));
    }
    match parsed.rejected.first() {
        Some((_, reason)) if parsed.sessions.is_empty() => Err(Refusal::Unreadable(reason.clone())),
        _ => Ok(parsed),
    }
}

fn session(get: &dyn Fn(u8) -> Option<u32>) -> Result<ForeignSession, String> {
    let start = get(2).or_else(|| get(253)).ok_or("it has no start")?;
    if start < FIRST_DATE {
        return Err("the watch's clock was not set, so its day is not known".to_owned());
    }
    let at = DateTime::from_timestamp(EPOCH + i64::from(start), 0).ok_or("its start is no date")?.fixed_offset();
    let thousandth = |value: Option<u32>| value.map(|value| f64::from(value) / 1000.0);
    let (elapsed, timer) = (thousandth(get(7)), thousandth(get(8)));
    // One producer swaps the two: the smaller is the time in motion.
    let seconds = match (elapsed, timer) {
        (Some(elapsed), Some(timer)) if timer > 0.0 => timer.min(elapsed.max(1.0)),
        (_, Some(timer)) => timer,
        (Some(elapsed), None) => elapsed,
        (None, None) => return Err("it has no duration".to_owned()),
    };
    let activity = sport::from_fit(get(5).unwrap_or(255), get(6).unwrap_or(255));
    let distance = get(9).map(|value| f64::from(value) / 100.0);
    ForeignSession::measured("fit", Start::Utc(at), activity, seconds, distance)
}

fn read_messages(mut rest: &[u8], found: &mut Found) -> Result<(), String> {
    let mut definitions: [Option<Definition>; 16] = std::array::from_fn(|_| None);
    while let Some((&header, after)) = rest.split_first() {
        rest = after;
        let compressed = header & 0x80 != 0;
        if !compressed && header & 0x40 != 0 {
            let (definition, after) = define(rest, header & 0x20 != 0).ok_or("a definition is cut short")?;
            definitions[usize::from(header & 0x0f)] = Some(definition);
            rest = after;
            continue;
        }
        let local = if compressed { header >> 5 & 0x03 } else { header & 0x0f };
        let Some(definition) = &definitions[usize::from(local)] else {
            return Err(format!("message {local} is not defined"));
        };
        let data = rest.get(..definition.size).ok_or("a message is cut short")?;
        rest = &rest[definition.size..];
        if definition.global == FILE_ID {
            let file_type = values(definition, data).iter().find(|(number, _)| *number == 0).map(|(_, value)| *value);
            found.file_type = found.file_type.or(file_type);
        } else if definition.global == SESSION {
            found.sessions.push(values(definition, data));
        }
    }
    Ok(())
}

fn define(bytes: &[u8], developer: bool) -> Option<(Definition, &[u8])> {
    let big_endian = *bytes.get(1)? == 1;
    let global = [*bytes.get(2)?, *bytes.get(3)?];
    let global = if big_endian { u16::from_be_bytes(global) } else { u16::from_le_bytes(global) };
    let mut definition = Definition { global, big_endian, ..Definition::default() };
    let mut place = 5;
    for _ in 0..*bytes.get(4)? {
        let (number, size) = (*bytes.get(place)?, usize::from(*bytes.get(place + 1)?));
        bytes.get(place + 2)?;
        definition.fields.push((number, size));
        definition.size += size;
        place += 3;
    }
    if developer {
        let count = *bytes.get(place)?;
        place += 1;
        for _ in 0..count {
            definition.size += usize::from(*bytes.get(place + 1)?);
            bytes.get(place + 2)?;
            place += 3;
        }
    }
    Some((definition, bytes.get(place..)?))
}

/// The numbers of up to four bytes; those that say "invalid" left out.
fn values(definition: &Definition, data: &[u8]) -> Vec<(u8, u32)> {
    let mut place = 0;
    let mut values = Vec::new();
    for (number, size) in &definition.fields {
        let bytes = data.get(place..place + size).unwrap_or_default();
        place += size;
        let value = match (bytes, definition.big_endian) {
            ([value], _) => (*value != u8::MAX).then_some(u32::from(*value)),
            ([a, b], big) => {
                let value = if big { u16::from_be_bytes([*a, *b]) } else { u16::from_le_bytes([*a, *b]) };
                (value != u16::MAX).then_some(u32::from(value))
            }
            ([a, b, c, d], big) => {
                let value =
                    if big { u32::from_be_bytes([*a, *b, *c, *d]) } else { u32::from_le_bytes([*a, *b, *c, *d]) };
                (value != u32::MAX).then_some(value)
            }
            _ => None,
        };
        values.extend(value.map(|value| (*number, value)));
    }
    values
}

/// FIT's own CRC-16.
fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc: u16, byte| {
        (0..8).fold(crc ^ u16::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xA001 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xBB3D);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut file = vec![14, 16, 0, 0, 255, 0, 0, 0, b'.', b'F', b'I', b'T', 0, 0];
            file.extend(bytes);
            let _ = parse(&file);
        }
    }
}
