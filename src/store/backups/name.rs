//! Backup file names: when and why each backup was made, in a form that sorts by time.

use chrono::NaiveDateTime;
use std::fmt;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Something changed on that day.
    Daily,
    /// The user asked for it.
    ByHand,
    /// The schema was about to change.
    Migration,
    /// Another app's records were about to be imported.
    Import,
    /// Another computer's records were about to be merged.
    Merge,
    /// A backup was about to be restored.
    Restore,
    /// Many records were about to be changed or deleted.
    Edit,
    /// Something was about to be repaired.
    Repair,
    /// The database was unreadable, so it was saved byte for byte.
    Damaged,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Daily,
        Self::ByHand,
        Self::Migration,
        Self::Import,
        Self::Merge,
        Self::Restore,
        Self::Edit,
        Self::Repair,
        Self::Damaged,
    ];

    /// The key used in file names and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::ByHand => "by-hand",
            Self::Migration => "before-migration",
            Self::Import => "before-import",
            Self::Merge => "before-merge",
            Self::Restore => "before-restore",
            Self::Edit => "before-edit",
            Self::Repair => "before-repair",
            Self::Damaged => "damaged",
        }
    }
}

/// The file name of a backup: `2026-11-23T10-15-02-daily.db` for `firstline.db`, and
/// `2026-11-23T10-15-02-daily.other.db` for `other.db` in the same folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Local wall-clock time of the backup, in whole seconds.
    pub at: NaiveDateTime,
    /// Why it was made.
    pub reason: Reason,
    ending: String,
}

/// Time format: sorts by time and is valid on every file system.
const FORM: &str = "%Y-%m-%dT%H-%M-%S";
/// Length of a formatted time, in bytes.
const LENGTH: usize = 19;

impl Name {
    /// The name of a backup of the database called `database`, made at `at`.
    pub fn new(at: NaiveDateTime, reason: Reason, database: &str) -> Self {
        use chrono::Timelike as _;
        Self {
            at: at.with_nanosecond(0).unwrap_or(at),
            reason,
            ending: ending(database),
        }
    }

    /// Parses the name of a backup of `database`; `None` for any other file.
    pub fn parse(name: &str, database: &str) -> Option<Self> {
        let (time, rest) = name.split_at_checked(LENGTH)?;
        let at = NaiveDateTime::parse_from_str(time, FORM).ok()?;
        let ending = ending(database);
        let key = rest.strip_prefix('-')?.strip_suffix(ending.as_str())?;
        let reason = Reason::ALL.into_iter().find(|reason| reason.key() == key)?;
        let read = Self { at, reason, ending };
        // Rejects variants that would sort wrongly, such as a year with a sign.
        (read.to_string() == name).then_some(read)
    }

    /// The same name one second later, so that two backups in the same second stay distinct and in order.
    #[must_use]
    pub fn next(mut self) -> Self {
        self.at = self
            .at
            .checked_add_signed(chrono::TimeDelta::seconds(1))
            .unwrap_or(self.at);
        self
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}{}",
            self.at.format(FORM),
            self.reason.key(),
            self.ending
        )
    }
}

/// File extension: `.db` for the default database, the database's own name for others.
fn ending(database: &str) -> String {
    if database == "firstline.db" {
        ".db".to_owned()
    } else {
        format!(".{database}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    #[test]
    fn a_name_says_when_and_why() {
        let name = Name::new(at("2026-11-23 10:15:02"), Reason::Daily, "firstline.db");
        assert_eq!(name.to_string(), "2026-11-23T10-15-02-daily.db");
        let other = Name::new(at("2026-11-23 10:15:02"), Reason::Import, "other.db");
        assert_eq!(
            other.to_string(),
            "2026-11-23T10-15-02-before-import.other.db"
        );
    }

    #[test]
    fn what_is_no_backup_of_this_database_is_left_alone() {
        for name in [
            "",
            "firstline.db",
            "2026-11-23T10-15-02-daily.db.part",
            "2026-11-23T10-15-02-daily.other.db",
            "2026-11-23T10-15-02-weekly.db",
            "2026-11-31T10-15-02-daily.db",
            "2026-11-23T10-15-02daily.db",
            "Mein Tagebuch äöü-daily.db",
        ] {
            assert_eq!(Name::parse(name, "firstline.db"), None, "{name}");
        }
        assert_eq!(
            Name::parse("2026-11-23T10-15-02-daily.db", "other.db"),
            None
        );
    }

    proptest! {
        #[test]
        fn every_name_is_read_back_and_sorts_by_time(
            first in 0_i64..4_000_000_000, second in 0_i64..4_000_000_000, reason in 0_usize..9, usual: bool
        ) {
            let database = if usual { "firstline.db" } else { "my diary.db" };
            let name = |seconds| {
                let at = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
                Name::new(at, Reason::ALL[reason], database)
            };
            let (first, second) = (name(first), name(second));
            prop_assert_eq!(Name::parse(&first.to_string(), database), Some(first.clone()));
            prop_assert_eq!(first.to_string().cmp(&second.to_string()), first.cmp(&second));
        }

        #[test]
        fn no_text_is_too_strange_to_be_looked_at(name in "\\PC*") {
            let _ = Name::parse(&name, "firstline.db");
        }
    }
}
