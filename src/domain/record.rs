//! Records that a person keeps, by kind.
//!
//! The kinds are listed once, below. Code that treats them all alike is generated from that list; code
//! that must handle every kind by itself matches on [`Record`] or [`RecordKind`], so the compiler flags
//! every place a new kind affects.

use crate::domain::{Change, Day, Id, Moment};

/// Calls a macro with the list of all kinds, one row each: variant and type; plural name in code, JSON and the database,
/// which is also the module of the store that converts it; singular name in JSON; noun in displayed text; order in the
/// journal. A kind that older exports don't have needs `in #[serde(default)]`.
macro_rules! record_kinds {
    ($callback:ident) => {
        $callback! {
            /// Self-ratings at one moment.
            CheckIn(crate::domain::CheckIn) in check_ins, "check_in", "check-in",
                sorted by |record| (record.day, record.at, record.id);
            /// Completed movement.
            Session(crate::domain::Session) in sessions, "session", "session",
                sorted by |record| (record.day, record.start, record.id);
            /// A completed questionnaire.
            Assessment(crate::domain::Assessment) in assessments, "assessment", "questionnaire",
                sorted by |record| (record.day, record.at, record.id);
            /// A custom routine.
            Routine(crate::domain::OwnRoutine) in routines, "routine", "routine",
                sorted by |record| record.id;
            /// A self-trial.
            Experiment(crate::domain::Experiment) in experiments, "experiment", "experiment",
                sorted by |record| (record.start, record.id);
            /// A rating of the person's own; the answers to it are in the check-ins.
            Rating(crate::domain::OwnRating)
                in #[serde(default, skip_serializing_if = "Vec::is_empty")] ratings, "rating", "rating",
                sorted by |record| (record.position, record.name.clone(), record.id);
            /// An activity of the person's own; its sessions carry its name.
            Activity(crate::domain::OwnActivity)
                in #[serde(default, skip_serializing_if = "Vec::is_empty")] own_activities, "own_activity", "activity",
                sorted by |record| (record.name.to_lowercase(), record.id);
        }
    };
}
pub(crate) use record_kinds;

/// Generates [`Record`], [`RecordRef`], [`RecordKind`] and everything derived from the list.
macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident($record:ty) in $(#[$field:meta])* $plural:ident,
        $key:literal, $noun:literal, sorted by $order:expr;)+) => {
        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record {
            $($(#[$doc])* $kind($record)),+
        }

        /// A reference to a record of any kind.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum RecordRef<'a> {
            $($(#[$doc])* $kind(&'a $record)),+
        }

        /// The kind of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $($(#[$doc])* $kind),+
        }

        impl Record {
            /// Borrows the record.
            pub const fn as_ref(&self) -> RecordRef<'_> {
                match self {
                    $(Self::$kind(record) => RecordRef::$kind(record)),+
                }
            }
        }

        impl RecordRef<'_> {
            /// The record's kind.
            pub const fn kind(self) -> RecordKind {
                match self {
                    $(Self::$kind(_) => RecordKind::$kind),+
                }
            }

            /// Unique identifier.
            pub const fn id(self) -> Id {
                match self {
                    $(Self::$kind(record) => record.id),+
                }
            }

            /// When it was last changed.
            pub const fn updated_at(self) -> Moment {
                match self {
                    $(Self::$kind(record) => record.updated_at),+
                }
            }
        }

        impl RecordKind {
            /// Every kind, in the order used for storing and counting.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$kind),+];

            /// Singular name in JSON: `check_in`.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$kind => $key),+
                }
            }

            /// Plural name in JSON and the table name: `check_ins`.
            pub const fn plural_key(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($plural)),+
                }
            }

            /// Singular name in displayed text: `check-in`.
            pub const fn noun(self) -> &'static str {
                match self {
                    $(Self::$kind => $noun),+
                }
            }
        }

        $(impl From<$record> for Record {
            fn from(record: $record) -> Self {
                Self::$kind(record)
            }
        })+
    };
}

record_kinds!(records);

impl RecordRef<'_> {
    /// The day and time it happened; `None` for routines, experiments, ratings and activities, which do not
    /// belong to a single day.
    pub const fn when(self) -> Option<(Day, Moment)> {
        match self {
            Self::CheckIn(record) => Some((record.day, record.at)),
            Self::Session(record) => Some((record.day, record.start)),
            Self::Assessment(record) => Some((record.day, record.at)),
            Self::Routine(_) | Self::Experiment(_) | Self::Rating(_) | Self::Activity(_) => None,
        }
    }

    /// The day it happened; `None` for records that do not belong to a single day.
    pub fn day(self) -> Option<Day> {
        self.when().map(|(day, _)| day)
    }

    /// The change that deletes it.
    pub const fn deletion(self) -> Change {
        Change::Delete(self.kind(), self.id())
    }
}

impl Record {
    /// The record's kind.
    pub const fn kind(&self) -> RecordKind {
        self.as_ref().kind()
    }

    /// Unique identifier.
    pub const fn id(&self) -> Id {
        self.as_ref().id()
    }

    /// The day it happened; `None` for records that do not belong to a single day.
    pub fn day(&self) -> Option<Day> {
        self.as_ref().day()
    }

    /// A time that the person may have typed; `None` if the program's clock set it.
    pub const fn typed_time(&mut self) -> Option<&mut Moment> {
        match self {
            Self::CheckIn(record) => Some(&mut record.at),
            Self::Session(record) => Some(&mut record.start),
            Self::Assessment(_)
            | Self::Routine(_)
            | Self::Experiment(_)
            | Self::Rating(_)
            | Self::Activity(_) => None,
        }
    }

    /// When it was last changed.
    pub const fn updated_at(&self) -> Moment {
        self.as_ref().updated_at()
    }
}
