//! What a file holds, counted: to compare a copy with what it was made from, and to tell people.

use crate::domain::{Day, TERMINAL};

use rusqlite::Connection;

/// What is in sight in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// How many check-ins.
    pub check_ins: usize,
    /// How many sessions.
    pub sessions: usize,
    /// How many questionnaires.
    pub assessments: usize,
    /// How many routines of one's own.
    pub routines: usize,
    /// How many experiments.
    pub experiments: usize,
    /// The latest day with a check-in, a session or a questionnaire.
    pub last_day: Option<Day>,
}

impl Contents {
    /// Whether nothing is in sight.
    pub const fn is_empty(&self) -> bool {
        self.check_ins + self.sessions + self.assessments + self.routines + self.experiments == 0
    }
}

/// Counts what is in sight.
pub(super) fn of(connection: &Connection) -> rusqlite::Result<Contents> {
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table} WHERE deleted_at IS NULL");
        connection
            .query_row(&sql, [], |row| row.get::<_, u32>(0))
            .map(|count| count as usize)
    };
    let last_day = connection.query_row(
        "SELECT max(day) FROM (SELECT day FROM check_ins WHERE deleted_at IS NULL \
         UNION ALL SELECT day FROM sessions WHERE deleted_at IS NULL \
         UNION ALL SELECT day FROM assessments WHERE deleted_at IS NULL)",
        [],
        |row| row.get(0),
    )?;
    Ok(Contents {
        check_ins: count("check_ins")?,
        sessions: count("sessions")?,
        assessments: count("assessments")?,
        routines: count("routines")?,
        experiments: count("experiments")?,
        last_day,
    })
}

/// Whether the file has anything in it that could be missed: records, in sight or not, settings of the person's, a
/// session in progress.
pub(super) fn is_anything_kept(connection: &Connection) -> rusqlite::Result<bool> {
    for table in [
        "check_ins",
        "sessions",
        "assessments",
        "routines",
        "experiments",
        "running",
    ] {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table})");
        if connection.query_row(&sql, [], |row| row.get(0))? {
            return Ok(true);
        }
    }
    let settings = "SELECT EXISTS (SELECT 1 FROM settings WHERE substr(key, 1, length(?1)) <> ?1)";
    connection.query_row(settings, [TERMINAL], |row| row.get(0))
}

/// The rows of every table, in sight or not.
pub(super) fn rows(connection: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    let mut query =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let counted = names.into_iter().map(|name| {
        let sql = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
        let rows = connection.query_row(&sql, [], |row| row.get(0))?;
        Ok((name, rows))
    });
    counted.collect()
}
