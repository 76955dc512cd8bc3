//! All limits for reading files, in one table.
//!
//! Together they guarantee that any file is read or refused within 10 s on an ordinary computer, using at most a few
//! hundred megabytes of memory, and that nothing is written when a limit is exceeded. They limit the work, in bytes,
//! depth and entries, and every step takes at most linear time. There is no time limit, because it would refuse files
//! on a slow disk that are fine on a fast one. Anyone who has to wait longer sees the progress and can cancel.

/// Maximum file size, in bytes.
pub const FILE: u64 = 512 * MB;

/// Maximum size of content that must be completely in memory, in bytes: tables, backups, our own exports. Ten years
/// with five entries a day take 2 MB as a table and 12 MB as our own export.
pub const WHOLE: u64 = 64 * MB;

/// Maximum unpacked size of streamed content, in bytes: a small archive may expand to anything. Apple Health exports
/// covering many years reach 1 GB and more, and cannot be exported in parts.
pub const UNPACKED: u64 = 2048 * MB;

/// Maximum unpacked size of all files of an archive that are read as a whole, in bytes: 2,000 tracks of an hour take
/// 500 MB.
pub const MEMBERS: u64 = 1024 * MB;

/// Maximum unpacked size of a workbook, in bytes: 50,000 rows of ten columns take 30 MB.
pub const WORKBOOK: u64 = 64 * MB;

/// Maximum bytes read to list the members of an archive: about 80,000 names.
pub const DIRECTORY: u64 = 8 * MB;

/// Maximum XML nesting depth. Real files have at most 10 levels.
pub const DEPTH: usize = 64;

/// Maximum size of an XML tag, text, comment or DTD, in bytes; one is kept in memory at a time. Apple's DTD has 10 KB.
pub const PIECE: usize = 1024 * 1024;

/// Maximum number of XML tags and texts. In real files each takes at least 40 bytes, in a hostile one four.
pub const PIECES: usize = 64_000_000;

/// Maximum length of an XML element's text that is kept, in bytes; anything longer is not a time, number or name.
pub const INNER: usize = 4096;

/// Maximum length of a table line, in bytes.
pub const LINE: usize = 4 * 1024 * 1024;

/// Maximum length of a table field, in bytes.
pub const FIELD: usize = 1024 * 1024;

/// Maximum number of columns in a table.
pub const COLUMNS: usize = 4096;

/// Maximum number of entries per import: 27 a day for ten years.
pub const RECORDS: usize = 100_000;

/// Maximum number of tags per entry.
pub const TAGS: usize = 1000;

/// Maximum folder depth; deeper folders are ignored.
pub const FOLDERS: usize = 8;

/// Maximum number of files in a folder.
pub const FILES: usize = 100_000;

/// Bytes between progress reports; each is also a chance to stop the reading.
pub const STEP: u64 = MB;

const MB: u64 = 1024 * 1024;
const GB: u64 = 1024 * MB;

/// Formats a number of bytes for a sentence: `512 MB`, `2 GB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..MB => format!("{} KB", bytes / 1024),
        _ if bytes.is_multiple_of(GB) => format!("{} GB", bytes / GB),
        _ => format!("{} MB", bytes / MB),
    }
}

/// Formats a count for a sentence: `100,000`.
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

/// Error for an exceeded limit. `what` is the start of the sentence, such as `it has`; `bound` is the limit as a
/// [`size`] or a number.
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
