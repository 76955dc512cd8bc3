//! Records: what a person keeps, by kind.
//!
//! The kinds are listed once, below. Whoever has to know each of them matches on [`Record`] or [`RecordKind`], so that
//! the compiler names every place which a new kind concerns.

use crate::domain::{
    Assessment, Change, CheckIn, Day, Experiment, Id, Moment, OwnRoutine, Session,
};

/// Makes [`Record`], [`RecordRef`], [`RecordKind`] and what follows from the list alone.
macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident($record:ty) = $key:literal, $noun:literal;)+) => {
        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record {
            $($(#[$doc])* $kind($record)),+
        }

        /// A record of any kind where it lies.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum RecordRef<'a> {
            $($(#[$doc])* $kind(&'a $record)),+
        }

        /// What a record is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $($(#[$doc])* $kind),+
        }

        impl Record {
            /// The record, looked at.
            pub const fn as_ref(&self) -> RecordRef<'_> {
                match self {
                    $(Self::$kind(record) => RecordRef::$kind(record)),+
                }
            }
        }

        impl RecordRef<'_> {
            /// What it is.
            pub const fn kind(self) -> RecordKind {
                match self {
                    $(Self::$kind(_) => RecordKind::$kind),+
                }
            }

            /// Its identity.
            pub const fn id(self) -> Id {
                match self {
                    $(Self::$kind(record) => record.id),+
                }
            }

            /// The last change.
            pub const fn updated_at(self) -> Moment {
                match self {
                    $(Self::$kind(record) => record.updated_at),+
                }
            }
        }

        impl RecordKind {
            /// Every kind, in the order in which they are stored and counted.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$kind),+];

            /// The word for one of them in JSON: `check_in`.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$kind => $key),+
                }
            }

            /// The word for all of them in JSON, and the name of their table: `check_ins`.
            pub const fn plural_key(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($key, "s")),+
                }
            }

            /// What people call one of them: `check-in`.
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
    /// One moment's self-ratings.
    CheckIn(CheckIn) = "check_in", "check-in";
    /// Movement that happened.
    Session(Session) = "session", "session";
    /// A completed questionnaire.
    Assessment(Assessment) = "assessment", "questionnaire";
    /// A routine of one's own.
    Routine(OwnRoutine) = "routine", "routine";
    /// A self-trial.
    Experiment(Experiment) = "experiment", "experiment";
}

impl RecordRef<'_> {
    /// The day on which it happened, and when; `None` for routines and experiments, which are of no single day.
    pub const fn when(self) -> Option<(Day, Moment)> {
        match self {
            Self::CheckIn(record) => Some((record.day, record.at)),
            Self::Session(record) => Some((record.day, record.start)),
            Self::Assessment(record) => Some((record.day, record.at)),
            Self::Routine(_) | Self::Experiment(_) => None,
        }
    }

    /// The day on which it happened; `None` for what is of no single day.
    pub fn day(self) -> Option<Day> {
        self.when().map(|(day, _)| day)
    }

    /// What deletes it.
    pub const fn deletion(self) -> Change {
        Change::Delete(self.kind(), self.id())
    }
}

impl Record {
    /// What it is.
    pub const fn kind(&self) -> RecordKind {
        self.as_ref().kind()
    }

    /// Its identity.
    pub const fn id(&self) -> Id {
        self.as_ref().id()
    }

    /// The day on which it happened; `None` for what is of no single day.
    pub fn day(&self) -> Option<Day> {
        self.as_ref().day()
    }

    /// The time in it that a person may have typed; `None` where the program's clock gave it.
    pub const fn typed_time(&mut self) -> Option<&mut Moment> {
        match self {
            Self::CheckIn(record) => Some(&mut record.at),
            Self::Session(record) => Some(&mut record.start),
            Self::Assessment(_) | Self::Routine(_) | Self::Experiment(_) => None,
        }
    }

    /// The last change.
    pub const fn updated_at(&self) -> Moment {
        self.as_ref().updated_at()
    }
}
