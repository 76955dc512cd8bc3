//! What holds for every connection to a file of ours, and how one is known.

use crate::store::Refusal;
use crate::store::migrations::{self, APPLICATION};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// Reading and writing, no making: that is done here, with the right permissions.
pub(super) fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// The version of the layout of an open file, if it is ours and not newer than `newest`.
pub(super) fn version_of_ours(connection: &Connection, newest: i64) -> Result<i64, Refusal> {
    let reading = |error: rusqlite::Error| Refusal::of(&error);
    let found = migrations::version(connection).map_err(reading)?;
    let application: i64 = connection
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .map_err(reading)?;
    if application != APPLICATION {
        return Err(Refusal::Foreign);
    }
    if found > newest {
        Err(Refusal::Newer {
            found,
            known: newest,
        })
    } else {
        Ok(found)
    }
}

/// What holds for this connection alone and costs nothing.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    harmless(connection)?;
    // A plan is made once for a statement, not anew for each value: that takes most of an import.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(48);
    connection.execute_batch("PRAGMA synchronous = FULL")
}

/// Nothing that a file from other hands may define is to run: there is no trigger and no view of ours.
pub(super) fn harmless(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(())
}
