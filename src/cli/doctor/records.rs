//! Findings about the file itself, its backups, and what it says about time.

use super::finding::{Finding, Fix};
use crate::cli::safe;
use crate::coach::experiment::TOGETHER;
use crate::domain::{FIRST_YEAR, Moment};
use crate::store::backups::{self, Backup, name::Reason};
use crate::store::{self, Checkup, Contents, OpenError, Refusal};
use chrono::TimeDelta;
use std::path::Path;

/// The backups of a database: the last one that is whole, and those that are not.
pub struct Backups {
    /// The latest that can be restored, and what it holds.
    pub good: Option<(Backup, Contents)>,
    damaged: Vec<Backup>,
    /// Named for a time to come.
    ahead: usize,
    unreadable: Option<String>,
}

impl Backups {
    /// Opens each and checks it.
    pub fn of(database: &Path, now: Moment) -> Self {
        let (listed, unreadable) = match backups::list(database) {
            Ok(listed) => (listed, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let tomorrow = now.naive_local() + TimeDelta::days(1);
        let ahead = listed
            .iter()
            .filter(|backup| backup.name.at > tomorrow)
            .count();
        let mut good = None;
        let mut damaged = Vec::new();
        for backup in listed
            .into_iter()
            .filter(|backup| backup.name.reason != Reason::Damaged)
        {
            match store::inspect(&backup.path) {
                Ok(contents) if good.is_none() => good = Some((backup, contents)),
                Ok(_) => {}
                Err(_) => damaged.push(backup),
            }
        }
        Self {
            good,
            damaged,
            ahead,
            unreadable,
        }
    }

    /// How to get back to the last good one.
    fn way_back(&self) -> String {
        self.good.as_ref().map_or_else(
            || {
                "No backup is whole; keep the file as it is, and look for a copy of it elsewhere."
                    .to_owned()
            },
            |(backup, contents)| {
                format!(
                    "firstline restore {} puts the last good backup in its place, with {}.",
                    safe(&backup.name.to_string()),
                    crate::cli::restore::counted(contents)
                )
            },
        )
    }

    /// What is to be said about them.
    pub fn findings(&self, database: &Path, checkup: Option<&Checkup>) -> Vec<Finding> {
        let mut found = Vec::new();
        let folder = safe(&backups::folder(database).display().to_string());
        if let Some(error) = &self.unreadable {
            found.push(Finding::wrong(
                "backups",
                format!(
                    "The backups in {folder} cannot be looked at ({}).",
                    safe(error)
                ),
                "Make it a folder that you can read and write.",
            ));
        } else if is_closed(&backups::folder(database)) {
            found.push(Finding::wrong(
                "backups",
                format!("No backup can be made: {folder} cannot be written to."),
                "Allow writing to it: chmod u+w.",
            ));
        } else if let Some(checkup) = checkup.filter(|checkup| !checkup.contents.is_empty()) {
            let made = self.good.as_ref().map(|(backup, _)| backup.name.at.date());
            let changed = checkup.last_change.map(|change| change.date_naive());
            let todo = "firstline doctor --fix makes one now, as firstline backup does.";
            let what = match made {
                None => Some("There is no backup yet.".to_owned()),
                Some(made) if changed.is_some_and(|changed| changed > made) => Some(format!(
                    "The last good backup is of {made}, and records have changed on later days."
                )),
                Some(_) => None,
            };
            found.extend(what.map(|what| Finding::wrong("backups", what, todo).with(Fix::BackUp)));
        }
        for backup in &self.damaged {
            found.push(Finding::wrong(
                "backups",
                format!(
                    "The backup {} cannot be restored.",
                    safe(&backup.name.to_string())
                ),
                format!("Delete it, and look at the disk that holds {folder}."),
            ));
        }
        if self.ahead > 0 {
            found.push(Finding::wrong(
                "clock",
                format!("Backups named for a time to come: {}.", self.ahead),
                "Check the clock of this computer. They are not removed by themselves until then.",
            ));
        }
        found
    }
}

fn is_closed(folder: &Path) -> bool {
    cfg!(unix) && std::fs::metadata(folder).is_ok_and(|meta| meta.permissions().readonly())
}

/// What is to be said about a file that does not open.
pub fn unopened(error: &OpenError, backups: &Backups) -> Option<Finding> {
    let log = std::path::PathBuf::from(format!("{}-wal", error.path().display()));
    let lost = backups.good.is_some() || std::fs::metadata(&log).is_ok_and(|meta| meta.len() > 0);
    match error.refusal() {
        Refusal::Missing if !lost => None,
        Refusal::Missing | Refusal::Vanished { .. } | Refusal::NotADatabase | Refusal::Corrupt => {
            let path = safe(&error.path().display().to_string());
            let what = match error.refusal() {
                Refusal::Missing => format!("{path} is gone, though there was one."),
                Refusal::Vanished { .. } => format!("{path} is empty, though it wasn't always."),
                Refusal::Corrupt => format!("{path} is damaged and cannot be read."),
                _ => format!("{path} is not a firstline file."),
            };
            Some(Finding::wrong("database", what, backups.way_back()))
        }
        Refusal::ReadOnly => {
            let closed = is_closed(error.path()) && store::is_ours(error.path());
            let finding = Finding::wrong(
                "database",
                format!(
                    "{} or its folder cannot be written to: everything can be looked at, nothing can be saved.",
                    safe(&error.path().display().to_string())
                ),
                if closed {
                    "firstline doctor --fix opens it to you."
                } else {
                    "Allow writing to it: chmod u+w."
                },
            );
            Some(if closed {
                finding.with(Fix::Close(error.path().to_owned()))
            } else {
                finding
            })
        }
        _ => Some(Finding::wrong(
            "database",
            error.to_string(),
            "See there; nothing else could be looked at.",
        )),
    }
}

/// What is to be said about a file that opened.
pub fn findings(checkup: &Checkup, backups: &Backups, now: Moment) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(first) = checkup.broken.first() {
        found.push(Finding::wrong(
            "integrity",
            format!(
                "The database is damaged: {}.",
                safe(first).trim_end_matches('.')
            ),
            backups.way_back(),
        ));
        return found;
    }
    if let Some((_, held)) = backups
        .good
        .as_ref()
        .filter(|(_, held)| checkup.contents.is_empty() && !held.is_empty())
    {
        found.push(Finding::wrong(
            "database",
            format!(
                "It holds no records, though the last good backup holds {}.",
                crate::cli::restore::counted(held)
            ),
            format!(
                "If you deleted them, all is well. If not: {}",
                backups.way_back()
            ),
        ));
    }
    if checkup.loose > 0 {
        found.push(Finding::wrong(
            "foreign-keys",
            format!("Records that refer to an import which is not there: {}.", checkup.loose),
            "They can be used as they are. firstline export json, then an import of it into a new file, leaves that out.",
        ));
    }
    if checkup.impossible > 0 {
        found.push(Finding::wrong(
            "dates",
            format!(
                "Entries with an impossible date, before {FIRST_YEAR}: {}.",
                checkup.impossible
            ),
            "firstline export json shows them with their ids; firstline edit ID --on DATE or firstline delete ID puts \
             them right.",
        ));
    }
    if checkup.ahead > 0 {
        found.push(Finding::wrong(
            "clock",
            format!("Entries dated in the future: {}.", checkup.ahead),
            "Check the clock of this computer; correct or delete them in History.",
        ));
    }
    if checkup.changed_ahead > 0 {
        found.push(Finding::wrong(
            "clock",
            format!("Records last changed at a time to come: {}.", checkup.changed_ahead),
            "Check the clocks of your computers. When machines are brought together, such a change wins until then.",
        ));
    }
    if checkup.other_day > 0 {
        found.push(Finding::note(
            "days",
            format!("Records with a time of day that day_start would put on another day: {}.", checkup.other_day),
            "After a change of day_start that is as it should be: they stay with the day they were written for.",
        ));
    }
    if checkup.experiments > 1 {
        found.push(Finding::note(
            "experiments",
            TOGETHER,
            "To end one: firstline experiment stop, which lists them.",
        ));
    }
    if let Some(kept) = checkup
        .running
        .filter(|kept| now - *kept > TimeDelta::days(1))
    {
        found.push(Finding::wrong(
            "running",
            format!(
                "A session of {} was left running.",
                kept.format("%Y-%m-%d %H:%M")
            ),
            "Open firstline; it asks whether to count it or to let it go.",
        ));
    }
    found
}
