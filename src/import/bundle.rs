//! Files within files: gzip contents, and archives with many files, such as full account exports.

use crate::import::archive::Archive;
use crate::import::formats::{self, Format};
use crate::import::stream::Source;
use crate::import::stream::{Bounded, because, fill};
use crate::import::{Parsed, ReadOptions, Refusal, limits, quoted, sniff};
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// Maximum number of unreadable files reported.
const NAMED: usize = 5;
/// Why an archive without a readable file is refused.
const NOTHING: &str = "nothing in the archive can be imported";

/// Decompresses a source that starts like gzip; otherwise rewinds it and returns `None`.
///
/// # Errors
/// If the source cannot be read, is damaged, or exceeds a limit.
pub(super) fn gunzipped(source: &mut dyn Source) -> Result<Option<Cursor<Vec<u8>>>, Refusal> {
    let mut start = [0; 2];
    source.rewind().map_err(|error| because(&error))?;
    let count = fill(source, &mut start).map_err(|error| because(&error))?;
    source.rewind().map_err(|error| because(&error))?;
    if start[..count] != [0x1F, 0x8B] {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    Bounded::new(MultiGzDecoder::new(source), limits::WHOLE)
        .read_to_end(&mut bytes)
        .map_err(|error| match because(&error) {
            Refusal::Unreadable(why) if why.starts_with("it couldn't be read") => {
                Refusal::Unreadable(format!("it couldn't be unpacked ({error})"))
            }
            other => other,
        })?;
    Ok(Some(Cursor::new(bytes)))
}

/// Reads the files in an archive one by one. Generic tables are read only if they are `wanted` and nothing in the
/// archive is from a known program: full account exports have many that are about other things.
///
/// # Errors
/// If the contents exceed a limit or none of them can be read.
pub(super) fn read(
    source: &mut dyn Source,
    options: &ReadOptions<'_>,
    wanted: bool,
) -> Result<Parsed, Refusal> {
    let read = read_within(source, options, limits::MEMBERS, false);
    match read {
        Err(Refusal::Unreadable(why)) if wanted && why == NOTHING => {
            read_within(source, options, limits::MEMBERS, true)
        }
        read => read,
    }
}

/// The same, with up to `most` unpacked bytes in all, and with generic tables or without.
fn read_within(
    source: &mut dyn Source,
    options: &ReadOptions<'_>,
    most: u64,
    tables: bool,
) -> Result<Parsed, Refusal> {
    let mut archive = Archive::open(source)?;
    let names: Vec<String> = archive
        .names()
        .filter(|name| !name.ends_with('/'))
        .collect();
    let mut left = most;
    let mut read: Vec<(&str, Parsed)> = Vec::new();
    let (mut count, mut others) = (0, 0);
    let mut broken = Vec::new();
    for name in &names {
        let mut member = archive.named(name, left.min(limits::WHOLE))?;
        let mut bytes = Vec::new();
        member
            .read_to_end(&mut bytes)
            .map_err(|error| because(&error))?;
        drop(member);
        left = left.saturating_sub(bytes.len() as u64);
        let mut file = Cursor::new(bytes);
        if let Some(inside) = gunzipped(&mut file)? {
            left = left.saturating_sub(inside.get_ref().len() as u64);
            file = inside;
        }
        if left == 0 {
            let most = limits::size(most);
            return Err(Refusal::Unreadable(limits::beyond(
                "its files come to",
                &most,
            )));
        }
        let format = format_of(&mut file);
        let Some(format) = format.filter(|format| tables || !format.is_any_table()) else {
            others += 1;
            continue;
        };
        match format.read(&mut file, options) {
            Ok(mut parsed) => {
                for (_, reason) in parsed.rejected.iter_mut().filter(|_| tables) {
                    *reason = format!("{}: {reason}", quoted(name));
                }
                count += parsed.read;
                read.push((format.name, parsed));
            }
            Err(Refusal::Empty(_)) => others += 1,
            Err(why @ Refusal::NoDay(_)) => broken.push(format!("{}: {why}", quoted(name))),
            Err(Refusal::Unreadable(why)) => broken.push(format!("{}: {why}", quoted(name))),
            Err(other) => return Err(other),
        }
        crate::import::within_records(count)?;
    }
    let all: Vec<&str> = read.iter().map(|(kind, _)| *kind).collect();
    let (mut whole, mut kinds) = (Parsed::default(), Vec::new());
    for (kind, parsed) in read {
        if all.iter().any(|other| formats::is_told_by(kind, other)) {
            others += 1;
        } else {
            kinds.push(kind);
            whole.append(parsed);
        }
    }
    if kinds.is_empty() {
        return Err(match broken.into_iter().next() {
            Some(why) => Refusal::Unreadable(why),
            None => Refusal::Unreadable(NOTHING.to_owned()),
        });
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in &kinds {
        *counts.entry(kind).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{kind} ({count})"))
        .collect();
    whole.warnings.push(format!("it has {}", counts.join(", ")));
    whole.leave_out("files of other kinds", others);
    let more = broken.len().saturating_sub(NAMED);
    whole.warnings.extend(broken.into_iter().take(NAMED));
    whole.leave_out("files that couldn't be read", more);
    Ok(whole)
}

/// Detects a member's format, other than our own export.
fn format_of(file: &mut Cursor<Vec<u8>>) -> Option<&'static Format> {
    let format = sniff::format_of(file).ok()?.ok()?;
    (!format.is_own()).then_some(format)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    #[test]
    fn tables_in_an_archive_are_read_if_no_program_wrote_it() {
        let read = |files: &[(&str, &str)]| {
            let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (name, text) in files {
                let options = SimpleFileOptions::default();
                archive.start_file(*name, options).unwrap();
                archive.write_all(text.as_bytes()).unwrap();
            }
            read(
                &mut archive.finish().unwrap(),
                &ReadOptions::for_tests(),
                true,
            )
        };
        let moods = ("moods.csv", "Date,Mood\n2026-02-14,7\nTotal,7\n");
        let runs = ("runs.csv", "Date,Activity,Minutes\n2026-02-14,Run,30\n");
        let prices = ("prices.csv", "Item,Price\nTea,3\nMilk,2\n");
        let parsed = read(&[moods, runs, prices, ("a.txt", "hello")]).unwrap();
        assert_eq!((parsed.check_ins.len(), parsed.sessions.len()), (1, 1));
        assert!(parsed.rejected[0].1.starts_with("\"moods.csv\""));
        assert!(
            parsed
                .warnings
                .iter()
                .any(|said| said.contains("prices.csv"))
        );
        let why = read(&[("days.csv", "Date,Mood\n2026-02-14,4\n")]).unwrap_err();
        assert!(why.to_string().contains("mood=1-5"), "{why}");
    }

    #[test]
    fn packed_files_in_an_archive_count_with_all_that_they_unpack_to() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
        let packed = packed.finish().unwrap();
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.gpx.gz", "b.gpx.gz", "c.gpx.gz", "d.gpx.gz"] {
            let options = SimpleFileOptions::default();
            archive.start_file(name, options).unwrap();
            archive.write_all(&packed).unwrap();
        }
        let mut archive = archive.finish().unwrap();
        let options = ReadOptions::for_tests();
        let mut read = |most: u64| {
            read_within(&mut archive, &options, most, false)
                .unwrap_err()
                .to_string()
        };
        assert!(read(3 << 20).starts_with("its files come to more than 3 MB"));
        assert_eq!(read(5 << 20), "nothing in the archive can be imported");
    }
}
