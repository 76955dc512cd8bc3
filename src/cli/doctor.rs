//! `firstline doctor`: checks for everything that could harm the records, and suggests what to do.
//!
//! It changes nothing without `--fix`, and with it only what is safe, after a backup.

mod finding;
mod places;
mod records;

use crate::cli::restore::counted;
use crate::cli::{Context, Failure, Json, note, print, print_json, safe};
use crate::domain::Moment;
use crate::store::backups::{self, name::Reason};
use crate::store::{self, Contents};
use crate::theme_files;
use clap::Args;
use color_eyre::eyre::Result;
use finding::{Finding, Fix};
use records::Backups;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

/// The arguments of `doctor`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline doctor\n  firstline doctor --fix            fix what is safe to fix, after a backup\n\nIt checks the whole file, who can read it, space on the disk, the backups, folders that other\nprograms sync, impossible times, an unfinished session and half-written copies.\nExit codes: 0 all is well, 1 something is wrong."
)]
pub struct Doctor {
    /// Fix what is safe to fix, after a backup: permissions, a missing backup, half-written copies, a waiting log
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DoctorJson<'a> {
    healthy: bool,
    database: String,
    /// The contents of the database; null if it cannot be read.
    contents: Option<Contents>,
    last_backup: Option<BackupView>,
    findings: &'a [Finding],
    /// Problems that `--fix` solved.
    fixed: &'a [Finding],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BackupView {
    name: String,
    age_days: i64,
}

/// The results of one check.
struct CheckResults {
    contents: Option<Contents>,
    backups: Backups,
    findings: Vec<Finding>,
}

impl Doctor {
    /// Checks, fixes problems if requested, and prints the rest. Returns the exit code.
    pub fn run(&self, context: &Context<'_>) -> Result<u8> {
        if context.options.demo {
            return Err(Failure::usage(
                "Sample data lives in memory only; there's nothing to check.",
            )
            .into());
        }
        let database = backups::settled(&context.paths.db);
        let mut results = CheckResults::at(&database, context);
        let mut fixed = Vec::new();
        if self.fix && results.findings.iter().any(|finding| finding.fixable) {
            let before = results.findings;
            put_right(&before, context)?;
            results = CheckResults::at(&database, context);
            fixed = before
                .into_iter()
                .filter(|finding| finding.fixable && !results.findings.contains(finding))
                .collect();
        }
        self.tell(&database, &results, &fixed, context.now())?;
        Ok(u8::from(
            results.findings.iter().any(|finding| finding.wrong),
        ))
    }

    fn tell(
        &self,
        database: &Path,
        results: &CheckResults,
        fixed: &[Finding],
        now: Moment,
    ) -> Result<()> {
        let healthy = !results.findings.iter().any(|finding| finding.wrong);
        let last_backup = results.backups.good.as_ref().map(|(backup, _)| BackupView {
            name: backup.name.to_string(),
            age_days: (now.date_naive() - backup.name.at.date()).num_days(),
        });
        if self.json.json {
            return print_json(&DoctorJson {
                healthy,
                database: database.display().to_string(),
                contents: results.contents,
                last_backup,
                findings: &results.findings,
                fixed,
            });
        }
        let mut text = String::new();
        match &results.contents {
            Some(contents) => {
                let _ = writeln!(
                    text,
                    "{} is intact: {}.",
                    safe(&database.display().to_string()),
                    counted(contents)
                );
            }
            None if results.findings.is_empty() => {
                let _ = writeln!(text, "No database yet. Your first check-in creates it.");
            }
            None => {}
        }
        if let Some(BackupView { name, age_days }) = &last_backup {
            let age = match age_days {
                ..-1 => "dated in the future".to_owned(),
                // A day ahead comes from an entry made before a flight west.
                -1..=0 => "from today".to_owned(),
                1 => "from yesterday".to_owned(),
                days => format!("{days} days old"),
            };
            let _ = writeln!(text, "Last good backup: {}, {age}.", safe(name));
        }
        for finding in fixed {
            let _ = writeln!(text, "\nFixed: {}", finding.what);
        }
        for finding in &results.findings {
            let _ = writeln!(
                text,
                "\n{}: {}\n  {}",
                finding.check, finding.what, finding.todo
            );
        }
        if healthy {
            text.push_str("No problems found.\n");
        }
        print(&text)
    }
}

impl CheckResults {
    fn at(database: &Path, context: &Context<'_>) -> Self {
        let now = context.now();
        let backups = Backups::of(database, now);
        let mut findings = Vec::new();
        let checkup = store::examine(database, now, context.config.day_start());
        match &checkup {
            Ok(checkup) => findings.extend(records::findings(checkup, &backups, now)),
            Err(error) => findings.extend(records::unopened(error, &backups)),
        }
        let sound = checkup.ok().filter(|checkup| checkup.broken.is_empty());
        findings.extend(backups.findings(database, sound.as_ref()));
        let own_folder = context.options.db.is_none();
        findings.extend(places::findings(database, own_folder));
        let themes = theme_files::folder(&context.paths.config);
        let weak = theme_files::all_problems(&themes).into_iter();
        findings.extend(weak.map(|(what, todo)| Finding::note("themes", what, todo)));
        Self {
            contents: sound.map(|checkup| checkup.contents),
            backups,
            findings,
        }
    }
}

/// Makes a backup if the database opens, then applies the safe fixes. Failures are reported.
fn put_right(findings: &[Finding], context: &Context<'_>) -> Result<()> {
    let fixes = || findings.iter().filter_map(|finding| finding.fix.as_ref());
    // Opening and closing it also moves its write-ahead log into the file.
    let opened = context.paths.db.exists().then(|| context.store());
    if let Some(Ok(store)) = opened {
        store
            .back_up(Reason::Repair, context.now())
            .map_err(|error| {
                Failure::runtime(format!(
                    "Couldn't make a backup first, so nothing was fixed. {error}"
                ))
            })?;
    }
    for fix in fixes() {
        let (path, done) = match fix {
            Fix::Settle | Fix::BackUp => continue,
            Fix::Close(path) => (path, close(path)),
            Fix::Remove(path) => (path, std::fs::remove_file(path)),
        };
        if let Err(error) = done {
            note(&format!("Couldn't fix {} ({error}).", path.display()));
        }
    }
    Ok(())
}

/// Restricts access to the owner.
#[cfg(unix)]
fn close(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = if path.is_dir() { 0o700 } else { 0o600 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
#[expect(
    clippy::permissions_set_readonly_false,
    reason = "there, it lets no one else in"
)]
fn close(path: &Path) -> std::io::Result<()> {
    let mut permissions = std::fs::metadata(path)?.permissions();
    permissions.set_readonly(false);
    std::fs::set_permissions(path, permissions)
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<DoctorJson<'static>>()
}
