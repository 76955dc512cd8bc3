//! Setup shared by every connection to our files, and how we recognize our files.

use crate::store::Refusal;
use crate::store::migrations::{self, APPLICATION};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// Read and write, but don't create: we create the file ourselves, with the right permissions.
pub(super) fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// Schema version of an open file, if it is ours and not newer than `newest`.
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

/// Cheap settings that apply only to this connection.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    harmless(connection)?;
    // Plan a statement once instead of for each value; replanning takes up most of an import.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(48);
    connection.execute_batch("PRAGMA synchronous = FULL")
}

/// Disables triggers and views, because other programs may have added some to the file; the program itself uses
/// none.
pub(super) fn harmless(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(())
}
