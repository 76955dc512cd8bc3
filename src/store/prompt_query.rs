//! Recent data for a shell prompt: opened read-only, a few columns, nothing created or changed.

use crate::domain::{Day, Moved, Rating};
use crate::store::migrations::{self, APPLICATION};
use crate::store::{OpenError, Refusal, open, read_only};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _};
use std::path::Path;
use std::time::Duration;

/// How long a prompt waits for another program that is writing.
const PATIENCE: Duration = Duration::from_millis(100);

/// The ratings of one check-in: mood, energy, calm, sleep.
pub type CoreRatings = [Option<Rating>; 4];

/// Data of recent days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PromptRows {
    /// Day and ratings of each check-in, earliest first.
    pub check_ins: Vec<(Day, CoreRatings)>,
    /// Day of each session, with its length and intensity.
    pub sessions: Vec<(Day, Moved)>,
    /// Number of completed questionnaires.
    pub questionnaires: usize,
    /// The requested setting; empty if it is not set.
    pub setting: String,
}

impl PromptRows {
    /// Whether nothing was logged on these days.
    pub const fn is_empty(&self) -> bool {
        self.check_ins.is_empty() && self.sessions.is_empty() && self.questionnaires == 0
    }
}

/// Reads the days since `since` and one setting from the file at `path`; `None` if there is no file and no sign of
/// an earlier one.
pub fn prompt_query(
    path: &Path,
    since: Day,
    setting: &str,
) -> Result<Option<PromptRows>, OpenError> {
    let empty = match std::fs::metadata(path) {
        Ok(meta) => (meta.len() == 0).then_some(true),
        Err(error) => (error.kind() == std::io::ErrorKind::NotFound).then_some(false),
    };
    if let Some(empty) = empty {
        if open::vanished(path) {
            return Err(OpenError::new(path, Refusal::Vanished { empty }));
        }
        return Ok(None);
    }
    read(path, since, setting)
        .map(Some)
        .map_err(|refusal| OpenError::new(path, refusal))
}

fn read(path: &Path, since: Day, setting: &str) -> Result<PromptRows, Refusal> {
    let path = &std::path::absolute(path).map_err(|error| Refusal::Other(error.to_string()))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let usual = look(Connection::open_with_flags(path, flags), since, setting);
    match usual {
        // Nothing can be written next to it.
        Err(Refusal::ReadOnly | Refusal::Full) => look(read_only::connect(path), since, setting),
        usual => usual,
    }
}

fn look(
    connection: rusqlite::Result<Connection>,
    since: Day,
    setting: &str,
) -> Result<PromptRows, Refusal> {
    let connection = connection.map_err(|error| {
        let unreadable = error.sqlite_error_code() == Some(ErrorCode::CannotOpen);
        if unreadable {
            Refusal::NoAccess
        } else {
            Refusal::of(&error)
        }
    })?;
    let refused = |error: rusqlite::Error| Refusal::of(&error);
    connection.busy_timeout(PATIENCE).map_err(refused)?;
    let application: i64 = connection
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .map_err(refused)?;
    if application != APPLICATION {
        return Err(Refusal::Foreign);
    }
    let (found, known) = (
        migrations::version(&connection).map_err(refused)?,
        migrations::newest(migrations::ALL),
    );
    if found > known {
        return Err(Refusal::Newer { found, known });
    }
    rows(&connection, since, setting).map_err(refused)
}

fn rows(connection: &Connection, since: Day, setting: &str) -> rusqlite::Result<PromptRows> {
    let mut check_ins = connection.prepare(
        "SELECT day, mood, energy, calm, sleep FROM check_ins WHERE deleted_at IS NULL AND day >= ?1 ORDER BY day, at",
    )?;
    let check_ins = check_ins
        .query_map([since], |row| {
            Ok((
                row.get(0)?,
                [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?],
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut sessions = connection.prepare(
        "SELECT day, active_seconds, met FROM sessions WHERE deleted_at IS NULL AND day >= ?1",
    )?;
    let sessions = sessions
        .query_map([since], |row| {
            Ok((
                row.get(0)?,
                Moved {
                    active_seconds: row.get(1)?,
                    met: row.get(2)?,
                },
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let questionnaires: u32 = connection.query_row(
        "SELECT count(*) FROM assessments WHERE deleted_at IS NULL AND day >= ?1",
        [since],
        |row| row.get(0),
    )?;
    let setting = connection.query_row(
        "SELECT value FROM settings WHERE deleted_at IS NULL AND key = ?1",
        [setting],
        |row| row.get(0),
    );
    Ok(PromptRows {
        check_ins,
        sessions,
        questionnaires: questionnaires as usize,
        setting: setting.optional()?.unwrap_or_default(),
    })
}
