//! Records that a person keeps, by kind.
//!
//! The kinds are listed once, below. Code that must handle every kind matches on [`Record`] or
//! [`RecordKind`], so the compiler flags every place a new kind affects.

use crate::domain::{
    Assessment, Change, CheckIn, Day, Experiment, Id, Moment, OwnRating, OwnRoutine, Session,
};

/// Generates [`Record`], [`RecordRef`], [`RecordKind`] and everything derived from the list.
macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident($record:ty) = $key:literal, $noun:literal;)+) => {
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
                    $(Self::$kind => concat!($key, "s")),+
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

records! {
    /// Self-ratings at one moment.
    CheckIn(CheckIn) = "check_in", "check-in";
    /// Completed movement.
    Session(Session) = "session", "session";
    /// A completed questionnaire.
    Assessment(Assessment) = "assessment", "questionnaire";
    /// A custom routine.
    Routine(OwnRoutine) = "routine", "routine";
    /// A self-trial.
    Experiment(Experiment) = "experiment", "experiment";
    /// A rating of the person's own.
    Rating(OwnRating) = "rating", "rating";
}

impl RecordRef<'_> {
    /// The day and time it happened; `None` for routines, experiments and ratings, which do not
    /// belong to a single day.
    pub const fn when(self) -> Option<(Day, Moment)> {
        match self {
            Self::CheckIn(record) => Some((record.day, record.at)),
            Self::Session(record) => Some((record.day, record.start)),
            Self::Assessment(record) => Some((record.day, record.at)),
            Self::Routine(_) | Self::Experiment(_) | Self::Rating(_) => None,
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
            Self::Assessment(_) | Self::Routine(_) | Self::Experiment(_) | Self::Rating(_) => None,
        }
    }

    /// When it was last changed.
    pub const fn updated_at(&self) -> Moment {
        self.as_ref().updated_at()
    }
}
