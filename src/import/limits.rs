//! Every bound on what is read from a file, in one table.
//!
//! The promise behind them: whatever a file holds, it is read or refused within 10 s on an ordinary computer, in a few
//! hundred megabytes of memory at the most, and nothing is written when a bound is met. It is kept by bounding the
//! work, in bytes, depth and entries, and by no step that takes longer than in proportion to them; not by a clock, which
//! would refuse on a slow disk what is fine on a fast one. Who waits longer sees how far it is and can stop it.

/// The largest file, in bytes.
pub const FILE: u64 = 512 * MB;

/// The most that is read of what has to be in memory as a whole, in bytes: tables, backups, exports of ours. Ten
/// years of five entries a day come to 2 MB as a table and to 12 MB as an export of ours.
pub const WHOLE: u64 = 64 * MB;

/// The most that is read of what streams, unpacked, in bytes: a small archive may claim to hold anything. Apple
/// Health's exports of many years come to 1 GB and more, and cannot be had in parts.
pub const UNPACKED: u64 = 2048 * MB;

/// The most that a workbook unpacks to, in bytes: 50,000 rows of ten columns come to 30 MB.
pub const WORKBOOK: u64 = 256 * MB;

/// The most that is read to learn what is in an archive, in bytes: about 80,000 names.
pub const DIRECTORY: u64 = 8 * MB;

/// The deepest nesting of XML. Real files have at most 10 levels.
pub const DEPTH: usize = 64;

/// The longest tag, text, comment or DTD of XML, in bytes: so much of a file is held at a time. Apple's DTD has 10 KB.
pub const PIECE: usize = 1024 * 1024;

/// The most tags and texts of XML. A real one has 40 bytes at least, a hostile one four.
pub const PIECES: usize = 64_000_000;

/// The longest text of one XML element that is kept, in bytes; what is longer is no time, number or name.
pub const INNER: usize = 4096;

/// The longest line of a table, in bytes.
pub const LINE: usize = 4 * 1024 * 1024;

/// The longest field of a table, in bytes.
pub const FIELD: usize = 1024 * 1024;

/// The most columns of a table.
pub const COLUMNS: usize = 4096;

/// The most entries that one import brings: 27 a day for ten years.
pub const RECORDS: usize = 100_000;

/// The most tags of one entry.
pub const TAGS: usize = 1000;

/// How deep folders are looked into; what lies deeper is left alone.
pub const FOLDERS: usize = 8;

/// The most files that a folder brings.
pub const FILES: usize = 100_000;

/// Bytes between progress reports; each is also a chance to stop the reading.
pub const STEP: u64 = MB;

const MB: u64 = 1024 * 1024;
const GB: u64 = 1024 * MB;

/// A number of bytes, for a sentence: `512 MB`, `2 GB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..MB => format!("{} KB", bytes / 1024),
        _ if bytes.is_multiple_of(GB) => format!("{} GB", bytes / GB),
        _ => format!("{} MB", bytes / MB),
    }
}

/// A count, for a sentence: `100,000`.
pub fn count(count: usize) -> String {
    let digits = count.to_string();
    let comma = |place: usize| place > 0 && (digits.len() - place).is_multiple_of(3);
    digits
        .chars()
        .enumerate()
        .fold(String::new(), |mut text, (place, digit)| {
            text.extend(comma(place).then_some(','));
            text.push(digit);
            text
        })
}

/// Why a file is not read that goes beyond a bound: `it`, `what is in it`, with the bound as a [`size`] or a number.
pub fn beyond(what: &str, bound: &str) -> String {
    format!("{what} more than {bound} (the limit); export a shorter date range and import in parts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_told_in_words() {
        assert_eq!(
            [RECORDS, PIECES, TAGS, DEPTH, 100].map(count),
            ["100,000", "64,000,000", "1,000", "64", "100"]
        );
        let sizes = [FILE, WHOLE, UNPACKED, DIRECTORY, PIECE as u64, 4096, 5].map(size);
        assert_eq!(
            sizes,
            ["512 MB", "64 MB", "2 GB", "8 MB", "1 MB", "4 KB", "5 bytes"]
        );
    }
}
