//! The schema's history: each version and the SQL that upgrades it to the next.
//!
//! Append-only: a released migration is never edited. `user_version` in the file is the number of migrations
//! applied, so one number shows that a file is up to date.

use rusqlite::Connection;

/// Application id that marks the file as ours: `FLN1`.
pub(super) const APPLICATION: i64 = 0x464c_4e31;

/// One step from a schema version to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Migration {
    /// Why it was needed.
    #[expect(dead_code, reason = "it is for the reader of the list")]
    pub why: &'static str,
    /// The statements to run.
    pub sql: &'static str,
}

/// All migrations, oldest first.
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
    Migration {
        why: "An experiment keeps the mark of its protocol, so that a change of it shows.",
        sql: include_str!("schema/7.sql"),
    },
    Migration {
        why: "Views for whoever reads the file by other means.",
        sql: include_str!("schema/8.sql"),
    },
    Migration {
        why: "Ratings of a person's own.",
        sql: include_str!("schema/9.sql"),
    },
    Migration {
        why: "Activities of a person's own.",
        sql: include_str!("schema/10.sql"),
    },
];

/// The version of a file after all `migrations`.
pub(super) fn newest(migrations: &[Migration]) -> i64 {
    migrations.len() as i64
}

/// The version stored in the file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}
