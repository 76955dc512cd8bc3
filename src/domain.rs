//! The product's vocabulary as types: ratings, days, check-ins, sessions.
//!
//! Plain data and pure rules only. Nothing here reads a clock, a file or the environment, draws, or
//! knows how it will be displayed: times, seeds and settings are passed as arguments. Every other
//! layer may depend on this one; it depends on none of them.

pub mod arriving;
mod assessment;
mod by_kind;
mod change;
mod check_in;
mod check_in_pair;
mod concat;
mod date_input;
mod day;
mod day_record;
mod day_summary;
pub mod distance;
mod duration;
pub mod english;
mod experiment;
mod id;
pub mod import;
mod journal;
mod now;
mod own_activity;
mod own_rating;
mod own_routine;
pub mod player;
mod rating;
mod record;
pub mod routine;
mod running;
pub mod sanitize;
mod session;
mod settings;
mod sorting;
pub mod tag;
pub mod units;

pub use assessment::{Advice, Assessment, Instrument, Meaning, ScoreChange};
pub use change::{
    Applied, Change, Deed, Edit, ImportBatch, ImportOutcome, Incoming, Subject, Undone,
};
pub use check_in::CheckIn;
pub use check_in_pair::CheckInPair;
pub use concat::concat;
pub use date_input::{
    FIRST_YEAR, NewTime, When, WhenError, parse_instant, parse_time_of_day, parse_when,
};
pub use day::{Day, DayStart, NOON};
pub use day_record::DayRecord;
pub use day_summary::{DaySummary, Week, total, whole};
pub use duration::{DurationError, decimal, parse_duration};
pub use experiment::{
    Arm, Candidate, Experiment, OutcomeAt, Pause, Rules, SITTING, Stage, TrialKind, is_of,
    is_sitting,
};
pub use id::{Id, IdMaker};
pub use journal::{DOSE_FULL, DOSE_HALF, Journal, REFUSED};
pub use now::{Moment, Now};
pub use own_activity::{METS, OwnActivities, OwnActivity, is_same_name};
pub use own_rating::{
    Ask, LONGEST_NAME, LONGEST_WORD, MOST_ASKED, Measure, OwnAnswers, OwnRating, OwnRatings, Plain,
    short,
};
pub use own_routine::OwnRoutine;
pub use player::Player;
pub use rating::{Effort, Question, Rating, Ratings};
pub(crate) use record::record_kinds;
pub use record::{Record, RecordKind, RecordRef};
pub use routine::{Routine, Step};
pub use running::{Durability, KEEP_EVERY, Running, SYNC_EVERY};
pub use session::{Also, Felt, Moved, Session, Source, StepDone};
pub use settings::{TERMINAL, travels};
pub use sorting::Sorting;
pub use units::{Units, WeekStart};
