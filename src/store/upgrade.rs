//! Upgrades a file with an older schema, after a backup.

use crate::domain::Moment;
use crate::store::backups::{self, name::Reason};
use crate::store::migrations::{APPLICATION, Migration, newest, version};
use crate::store::{Refusal, Trouble, values};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Runs the upgrade in one transaction. A file with any data is backed up first; if the backup fails, the file
/// stays unchanged.
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
    // Another process may have upgraded it first.
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
