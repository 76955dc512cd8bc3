//! Zip archives: one member is read as it unpacks, up to a bound; nothing is written to the disk.

use crate::exchange::stream::{Bounded, Source, because, fill, refuse};
use crate::exchange::{Refusal, limits};
use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;
use zip::ZipArchive;
use zip::result::ZipError;

/// An archive whose list of members has been read.
pub(super) struct Archive<'a>(ZipArchive<Metered<BufReader<&'a mut dyn Source>>>);

impl<'a> Archive<'a> {
    /// Reads what is in it.
    ///
    /// # Errors
    /// When it is broken, or lists too much.
    pub(super) fn open(source: &'a mut dyn Source) -> Result<Self, Refusal> {
        let left = Rc::new(Cell::new(limits::DIRECTORY));
        let metered = Metered { inner: BufReader::new(source), left: Rc::clone(&left) };
        let archive = ZipArchive::new(metered).map_err(broken)?;
        left.set(u64::MAX);
        Ok(Self(archive))
    }

    /// The names of the members, without those that a Mac adds.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let names = self.0.file_names().flatten().map(std::borrow::Cow::into_owned);
        names.filter(|name| !name.starts_with("__MACOSX"))
    }

    /// The first member whose name `wanted` accepts, as it unpacks.
    ///
    /// # Errors
    /// When there is none, it is broken or locked. What it unpacks to is refused beyond the bound of what streams.
    pub(super) fn member(&mut self, wanted: &dyn Fn(&str) -> bool) -> Result<impl Read, Refusal> {
        let name = self.names().find(|name| wanted(name));
        let name = name.ok_or_else(|| Refusal::Unreadable("the archive holds nothing that can be read".to_owned()))?;
        let member = self.0.by_name(&name).map_err(broken)?;
        Ok(Bounded::new(Member(member), limits::UNPACKED))
    }
}

fn broken(error: ZipError) -> Refusal {
    match error {
        ZipError::Io(error) => unpacking(&error),
        error => Refusal::Unreadable(format!("the archive cannot be unpacked ({error})")),
    }
}

fn unpacking(error: &io::Error) -> Refusal {
    let is_refusal = error.get_ref().is_some_and(|inner| inner.is::<Refusal>());
    if is_refusal { because(error) } else { Refusal::Unreadable(format!("the archive cannot be unpacked ({error})")) }
}

/// A member, whose errors say that it is an archive that is broken.
struct Member<R>(R);

impl<R: Read> Read for Member<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| refuse(unpacking(&error)))
    }
}

/// A reader that gives only so much while the list of members is read.
struct Metered<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(count as u64).ok_or_else(|| {
            refuse(Refusal::Unreadable(format!(
                "the list of what is in the archive has more than {}, the most that is read; put the export alone into one",
                limits::size(limits::DIRECTORY)
            )))
        })?;
        self.left.set(left);
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Hands on what a file holds: of an archive the member that `wanted` accepts, else all of it.
///
/// # Errors
/// When it cannot be read; and what `take` refuses.
pub(super) fn unpacked<T>(
    source: &mut dyn Source,
    wanted: &dyn Fn(&str) -> bool,
    take: &mut dyn FnMut(&mut dyn Read) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    if is_archive(source).map_err(|error| because(&error))? {
        take(&mut Archive::open(source)?.member(wanted)?)
    } else {
        take(&mut Bounded::new(source, limits::UNPACKED))
    }
}

/// Whether it begins like an archive; read from the start again after that.
fn is_archive(source: &mut dyn Source) -> io::Result<bool> {
    let mut start = [0; 2];
    source.rewind()?;
    let count = fill(source, &mut start)?;
    source.rewind()?;
    Ok(start[..count] == *b"PK")
}
