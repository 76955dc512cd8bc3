//! The log beside an inbox: what was understood, with its answer.

use crate::domain::Moment;
use crate::fs;
use crate::import::safe;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The log beside an inbox file, one a month.
pub(super) fn of(path: &Path, now: Moment) -> PathBuf {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    folder.join(format!("inbox-{}.log", now.format("%Y-%m")))
}

/// Adds lines with their answers to the log. A line that was saved before is added only if the log doesn't have it: the
/// program may have been killed before it did.
pub(super) fn add(
    log: &Path,
    lines: &[(String, String, bool)],
    now: Moment,
) -> std::io::Result<()> {
    let known = lines.iter().any(|(.., already)| *already);
    let before = known.then(|| std::fs::read_to_string(log).unwrap_or_default());
    let mut text = String::new();
    for (line, answer, already) in lines {
        let entry = format!("  {}  ->  ", safe(line));
        let is_there = before
            .as_ref()
            .is_some_and(|before| before.contains(&entry));
        if !*already || !is_there {
            let _ = writeln!(text, "{}{entry}{answer}", now.format("%Y-%m-%d %H:%M"));
        }
    }
    if text.is_empty() {
        return Ok(());
    }
    fs::append(log, text.as_bytes())
}
