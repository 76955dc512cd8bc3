//! Findings about the database, its backups, and its dates.

use super::finding::{Finding, Fix};
use crate::cli::safe;
use crate::coach::experiment::TOGETHER;
use crate::domain::{FIRST_YEAR, Moment};
use crate::store::backups::{self, Backup, name::Reason};
use crate::store::{self, Checkup, Contents, OpenError, Refusal};
use chrono::TimeDelta;
use std::path::Path;

/// The backups of a database: the last intact one, and the damaged ones.
pub(super) struct Backups {
    /// The latest backup that can be restored, and its contents.
    pub good: Option<(Backup, Contents)>,
    damaged: Vec<Backup>,
    /// How many are dated in the future.
    ahead: usize,
    unreadable: Option<String>,
}

impl Backups {
    /// Opens and checks each backup.
    pub(super) fn of(database: &Path, now: Moment) -> Self {
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

    /// How to restore the last intact backup.
    fn way_back(&self) -> String {
        self.good.as_ref().map_or_else(
            || {
                "No intact backup found. Keep this file as it is and look for a copy elsewhere."
                    .to_owned()
            },
            |(backup, contents)| {
                format!(
                    "To restore the last good backup, with {1}: firstline restore {0}",
                    safe(&backup.name.to_string()),
                    crate::cli::restore::counted(contents)
                )
            },
        )
    }

    /// The findings about the backups.
    pub(super) fn findings(&self, database: &Path, checkup: Option<&Checkup>) -> Vec<Finding> {
        let mut found = Vec::new();
        let folder = safe(&backups::folder(database).display().to_string());
        if let Some(error) = &self.unreadable {
            found.push(Finding::wrong(
                "backups",
                format!("Couldn't check the backups in {folder} ({}).", safe(error)),
                "Make it a folder you can read and write.",
            ));
        } else if is_closed(&backups::folder(database)) {
            found.push(Finding::wrong(
                "backups",
                format!("Couldn't back up: the folder {folder} is read-only."),
                "Allow writing to it: chmod u+w",
            ));
        } else if let Some(checkup) = checkup.filter(|checkup| !checkup.contents.is_empty()) {
            let made = self.good.as_ref().map(|(backup, _)| backup.name.at.date());
            let changed = checkup.last_change.map(|change| change.date_naive());
            let todo = "Make one now: firstline backup";
            let what = match made {
                None => Some("No backup yet.".to_owned()),
                Some(made) if changed.is_some_and(|changed| changed > made) => Some(format!(
                    "The last good backup is from {made}, and entries have changed since."
                )),
                Some(_) => None,
            };
            found.extend(what.map(|what| Finding::wrong("backups", what, todo).with(Fix::BackUp)));
        }
        for backup in &self.damaged {
            found.push(Finding::wrong(
                "backups",
                format!(
                    "The backup {} can't be restored.",
                    safe(&backup.name.to_string())
                ),
                format!("Delete it, and check the disk with {folder}."),
            ));
        }
        if self.ahead > 0 {
            found.push(Finding::wrong(
                "clock",
                format!("Backups dated in the future: {}.", self.ahead),
                "Check this computer's clock. These backups aren't cleaned up until then.",
            ));
        }
        found
    }
}

fn is_closed(folder: &Path) -> bool {
    cfg!(unix) && std::fs::metadata(folder).is_ok_and(|meta| meta.permissions().readonly())
}

/// The finding for a database that does not open.
pub(super) fn unopened(error: &OpenError, backups: &Backups) -> Option<Finding> {
    let log = std::path::PathBuf::from(format!("{}-wal", error.path().display()));
    let lost = backups.good.is_some() || std::fs::metadata(&log).is_ok_and(|meta| meta.len() > 0);
    match error.refusal() {
        Refusal::Missing if !lost => None,
        Refusal::Missing | Refusal::Vanished { .. } | Refusal::NotADatabase | Refusal::Corrupt => {
            let path = safe(&error.path().display().to_string());
            let what = match error.refusal() {
                Refusal::Missing => format!("{path} is missing, though there was one."),
                Refusal::Vanished { .. } => format!("{path} is empty, though it wasn't always."),
                Refusal::Corrupt => format!("{path} is damaged."),
                _ => format!("{path} isn't a firstline database."),
            };
            Some(Finding::wrong("database", what, backups.way_back()))
        }
        Refusal::ReadOnly => {
            let closed = is_closed(error.path()) && store::is_ours(error.path());
            let finding = Finding::wrong(
                "database",
                format!(
                    "{} or its folder is read-only: you can look at everything, but nothing can \
                     be saved.",
                    safe(&error.path().display().to_string())
                ),
                if closed {
                    "firstline doctor --fix makes it writable."
                } else {
                    "Allow writing to it: chmod u+w"
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
            "Start there. Nothing else could be checked.",
        )),
    }
}

/// The findings for a database that opened.
pub(super) fn findings(checkup: &Checkup, backups: &Backups, now: Moment) -> Vec<Finding> {
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
                "The database is empty, but the last backup has {}.",
                crate::cli::restore::counted(held)
            ),
            format!(
                "If you deleted them, all is well. Otherwise: {}",
                backups.way_back()
            ),
        ));
    }
    if checkup.loose > 0 {
        found.push(Finding::wrong(
            "foreign-keys",
            format!(
                "Entries of an import that isn't in the list: {}.",
                checkup.loose
            ),
            "They work as they are. To tidy up: firstline export json, then import that into a \
             new database.",
        ));
    }
    if checkup.impossible > 0 {
        found.push(Finding::wrong(
            "dates",
            format!(
                "Impossible dates, before {FIRST_YEAR}: {}.",
                checkup.impossible
            ),
            "Find their ids with firstline export json, then: firstline edit ID --on DATE, or \
             firstline delete ID",
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
            format!(
                "Entries last changed in the future: {}.",
                checkup.changed_ahead
            ),
            "Check your computers' clocks. Until then, such a change wins in a merge or sync.",
        ));
    }
    if checkup.other_day > 0 {
        found.push(Finding::note(
            "days",
            format!(
                "Entries that day_start would now count for another day: {}.",
                checkup.other_day
            ),
            "That's fine after you changed day_start: they stay with the day you saved them for.",
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
                "A session of {} is still open.",
                kept.format("%Y-%m-%d %H:%M")
            ),
            "Open firstline to resume, save or discard it.",
        ));
    }
    found
}
