//! Zip archives: one member is streamed as it unpacks, up to a limit; nothing is written to disk.

use crate::import::stream::{Bounded, Source, because, fill, refuse};
use crate::import::{Refusal, limits};
use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;
use zip::ZipArchive;
use zip::result::ZipError;

/// An archive with its member list read.
pub(super) struct Archive<'a>(ZipArchive<Metered<BufReader<&'a mut dyn Source>>>);

impl<'a> Archive<'a> {
    /// Reads the member list.
    ///
    /// # Errors
    /// If the archive is damaged or its member list is too long.
    pub(super) fn open(source: &'a mut dyn Source) -> Result<Self, Refusal> {
        let left = Rc::new(Cell::new(limits::DIRECTORY));
        let metered = Metered {
            inner: BufReader::new(source),
            left: Rc::clone(&left),
        };
        let archive = ZipArchive::new(metered).map_err(broken)?;
        left.set(u64::MAX);
        Ok(Self(archive))
    }

    /// Member names, without the extra ones macOS adds.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let names = self
            .0
            .file_names()
            .flatten()
            .map(std::borrow::Cow::into_owned);
        names.filter(|name| !name.starts_with("__MACOSX"))
    }

    /// Streams the member of this name, with the same bound as [`member`](Self::member).
    ///
    /// # Errors
    /// If it is damaged or encrypted. Reading more than `most` unpacked bytes is refused.
    pub(super) fn named<'b>(
        &'b mut self,
        name: &str,
        most: u64,
    ) -> Result<impl Read + use<'a, 'b>, Refusal> {
        let member = self.0.by_name(name).map_err(broken)?;
        Ok(Bounded::new(Member(member), most))
    }

    /// Streams the first member whose name is accepted by `wanted`.
    ///
    /// # Errors
    /// If there is no such member, or it is damaged or encrypted. Reading more than `most` unpacked bytes is refused.
    pub(super) fn member(
        &mut self,
        wanted: &dyn Fn(&str) -> bool,
        most: u64,
    ) -> Result<impl Read, Refusal> {
        let name = self.names().find(|name| wanted(name));
        let name = name.ok_or_else(|| {
            Refusal::Unreadable("nothing in the archive can be imported".to_owned())
        })?;
        self.named(&name, most)
    }
}

/// Error for an archive with too long a member list.
pub(super) fn lists_too_much() -> Refusal {
    Refusal::Unreadable(format!(
        "the archive lists more than {} (the limit); put just the export into one",
        limits::size(limits::DIRECTORY)
    ))
}

fn broken(error: ZipError) -> Refusal {
    match error {
        ZipError::Io(error) => unpacking(&error),
        error => Refusal::Unreadable(format!("the archive couldn't be unpacked ({error})")),
    }
}

fn unpacking(error: &io::Error) -> Refusal {
    let own = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Refusal>())
        .cloned();
    own.unwrap_or_else(|| {
        Refusal::Unreadable(format!("the archive couldn't be unpacked ({error})"))
    })
}

/// A member; its read errors are reported as a damaged archive.
struct Member<R>(R);

impl<R: Read> Read for Member<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0
            .read(buffer)
            .map_err(|error| refuse(unpacking(&error)))
    }
}

/// A reader that limits the bytes read while the member list is parsed.
struct Metered<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self
            .left
            .get()
            .checked_sub(count as u64)
            .ok_or_else(|| refuse(lists_too_much()))?;
        self.left.set(left);
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Passes up to `most` bytes of content to `take`: the member accepted by `wanted` for an archive, otherwise the whole
/// file.
///
/// # Errors
/// If the file cannot be read, and any error from `take`.
pub(super) fn unpacked<T>(
    source: &mut dyn Source,
    wanted: &dyn Fn(&str) -> bool,
    most: u64,
    take: &mut dyn FnMut(&mut dyn Read) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    if is_archive(source).map_err(|error| because(&error))? {
        take(&mut Archive::open(source)?.member(wanted, most)?)
    } else {
        take(&mut Bounded::new(source, most))
    }
}

/// Whether the source starts like an archive; rewinds it afterward.
fn is_archive(source: &mut dyn Source) -> io::Result<bool> {
    let mut start = [0; 2];
    source.rewind()?;
    let count = fill(source, &mut start)?;
    source.rewind()?;
    Ok(start[..count] == *b"PK")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};
    use zip::write::SimpleFileOptions;

    fn archive(members: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    fn read(file: &mut Cursor<Vec<u8>>, most: u64) -> Result<Vec<u8>, Refusal> {
        unpacked(file, &|name| name == "wanted", most, &mut |member| {
            let mut bytes = Vec::new();
            member
                .read_to_end(&mut bytes)
                .map_err(|error| because(&error))?;
            Ok(bytes)
        })
    }

    #[test]
    fn the_wanted_member_is_read_and_none_that_a_mac_adds() {
        let mut file = archive(&[
            ("__MACOSX/wanted", b"no"),
            ("other", b"no"),
            ("wanted", b"yes"),
        ]);
        assert_eq!(read(&mut file, 3).unwrap(), b"yes");
        assert!(
            read(&mut archive(&[("other", b"no")]), 3)
                .unwrap_err()
                .to_string()
                .contains("nothing")
        );
        assert_eq!(
            read(&mut Cursor::new(b"no archive".to_vec()), 10).unwrap(),
            b"no archive"
        );
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_whatever_it_claims() {
        let mut bomb = archive(&[("wanted", &b"a".repeat(100_000))]);
        assert!(bomb.get_ref().len() < 1000);
        assert_eq!(read(&mut bomb, 100_000).unwrap().len(), 100_000);
        let refused = |file: &mut Cursor<Vec<u8>>| read(file, 99_999).unwrap_err().to_string();
        assert!(
            refused(&mut bomb).contains("more than 97 KB (the limit)"),
            "{}",
            refused(&mut bomb)
        );
        // The size claimed by both headers is not trustworthy.
        let claimed = 100_000_u32.to_le_bytes();
        let bytes = bomb.get_mut();
        for place in 0..bytes.len() - 4 {
            if bytes[place..place + 4] == claimed {
                bytes[place..place + 4].copy_from_slice(&5_u32.to_le_bytes());
            }
        }
        assert!(read(&mut bomb, 99_999).is_err());
    }

    #[test]
    fn a_broken_member_is_no_half_of_one() {
        let mut file = archive(&[("wanted", b"what was there before")]);
        file.get_mut()[40] ^= 0x55;
        assert!(
            read(&mut file, 1000)
                .unwrap_err()
                .to_string()
                .contains("the archive couldn't be unpacked")
        );
    }

    #[test]
    fn a_list_without_an_end_is_refused() {
        let mut header = b"PK\x01\x02".to_vec();
        header.resize(46, 0);
        header[28..30].copy_from_slice(&200_u16.to_le_bytes());
        header.resize(246, b'a');
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(64, 0);
        let list = header.repeat(60_000);
        bytes.extend(&list);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend(60_000_u16.to_le_bytes().repeat(2));
        bytes.extend((list.len() as u32).to_le_bytes());
        bytes.extend(64_u32.to_le_bytes());
        bytes.extend([0, 0]);
        assert_eq!(read(&mut Cursor::new(bytes), 1000), Err(lists_too_much()));
    }
}
