//! Zip archives: one member is unpacked in memory, up to a limit; nothing is written to the disk.

use crate::exchange::Refusal;
use std::io::{Cursor, Read as _};

/// The most that a member may come to, in bytes.
pub const MOST_UNPACKED: u64 = 1024 * 1024 * 1024;

/// The names of the members.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    zip::ZipArchive::new(Cursor::new(bytes))
        .map(|archive| archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect())
        .unwrap_or_default()
}

/// The first member whose name `wanted` accepts.
///
/// # Errors
/// When there is none, it is broken, locked, or too large.
pub(super) fn member(bytes: &[u8], wanted: &dyn Fn(&str) -> bool) -> Result<Vec<u8>, Refusal> {
    let broken =
        |error: &dyn std::fmt::Display| Refusal::Unreadable(format!("the archive cannot be unpacked ({error})"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    names.retain(|name| !name.starts_with("__MACOSX") && wanted(name));
    let name =
        names.first().ok_or_else(|| Refusal::Unreadable("the archive holds nothing that can be read".to_owned()))?;
    let file = archive.by_name(name).map_err(|error| broken(&error))?;
    let mut unpacked = Vec::new();
    file.take(MOST_UNPACKED + 1).read_to_end(&mut unpacked).map_err(|error| broken(&error))?;
    if unpacked.len() as u64 > MOST_UNPACKED {
        return Err(Refusal::Unreadable("what is in the archive is larger than 1 GB".to_owned()));
    }
    Ok(unpacked)
}
