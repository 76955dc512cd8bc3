//! The layouts the file has had, and how one becomes the next.
//!
//! The list only grows: what was released is never edited. `user_version` in the file says how
//! many of the steps it has been through, so an up-to-date file is known by one number.

use crate::domain::Moment;
use crate::store::backups::{self, name::Reason};
use crate::store::{Refusal, Trouble, values};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Marks the file as ours: `FLN1`.
pub(super) const APPLICATION: i64 = 0x464c_4e31;

/// One step from a layout to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Migration {
    /// Why it came.
    #[expect(dead_code, reason = "it is for the reader of the list")]
    pub why: &'static str,
    /// What it does.
    pub sql: &'static str,
}

/// Every step, the first one first.
pub(super) const ALL: &[Migration] = &[
    Migration {
        why: "The beginning: everything the product keeps.",
        sql: include_str!("schema/1.sql"),
    },
    Migration {
        why: "Own routines are exported, imported and taken back again.",
        sql: include_str!("schema/2.sql"),
    },
    Migration {
        why: "Experiments can pause, are exported and imported.",
        sql: include_str!("schema/3.sql"),
    },
    Migration {
        why: "A session that ended right after its start is told from one that was done.",
        sql: include_str!("schema/4.sql"),
    },
    Migration {
        why: "Experiments of sessions, mornings that decide, looks before the end.",
        sql: include_str!("schema/5.sql"),
    },
    Migration {
        why: "The file and its dump can be read by older versions of SQLite, too.",
        sql: include_str!("schema/6.sql"),
    },
];

/// The version of a file that has been through all of `migrations`.
pub(super) fn newest(migrations: &[Migration]) -> i64 {
    migrations.len() as i64
}

/// The version the file says it has.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the file up to date, in one transaction. A file that has something in it is backed up
/// first; where that cannot be, it stays as it is.
pub(super) fn run(
    connection: &mut Connection,
    path: Option<&Path>,
    migrations: &[Migration],
    now: Moment,
) -> Result<(), Refusal> {
    if let Some(path) = path
        && version(connection).map_err(|error| Refusal::of(&error))? > 0
    {
        backups::make(connection, path, Reason::Migration, now).map_err(|error| {
            match error.trouble() {
                Trouble::Full => Refusal::Full,
                Trouble::Locked => Refusal::Locked,
                _ => Refusal::NoBackup(error.to_string()),
            }
        })?;
    }
    step_up(connection, migrations, now).map_err(|error| Refusal::of(&error))
}

fn step_up(
    connection: &mut Connection,
    migrations: &[Migration],
    now: Moment,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have been quicker.
    let from = version(&transaction)?;
    for (version, migration) in (1_i64..)
        .zip(migrations)
        .filter(|(version, _)| *version > from)
    {
        transaction.execute_batch(migration.sql)?;
        transaction.execute(
            "INSERT INTO schema_history (version, at) VALUES (?1, ?2)",
            [version, values::millis(now)],
        )?;
    }
    if from < newest(migrations) {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", newest(migrations))?;
    }
    transaction.commit()
}
