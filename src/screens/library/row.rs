//! The lines of the library as they are listed, and the headings they stand under.

use super::{Filter, LibraryEntry};
use crate::coach::{Limits, walk_run};
use crate::domain::Day;
use crate::domain::routine::Intensity;

/// A line as it is listed, with what its columns show.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub entry: LibraryEntry,
    /// The heading it stands under; nothing while something is searched for.
    pub group: Option<Group>,
    /// How long it takes; nothing where there is no end.
    pub minutes: Option<u32>,
    /// How hard it is.
    pub intensity: Intensity,
    /// Whether it is beyond the person's limits or answers.
    pub is_beyond: bool,
}

/// The headings of the library, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Of one's own.
    Yours,
    /// Up to 4 minutes.
    Start,
    /// 5 to 10 minutes.
    Short,
    /// 11 to 15 minutes.
    Medium,
    /// Longer.
    Long,
    /// Activities.
    Open,
}

impl Group {
    pub(super) fn of(entry: &LibraryEntry, minutes: u32) -> Self {
        match (entry, minutes) {
            (LibraryEntry::Own(_), _) => Self::Yours,
            (LibraryEntry::Activity(_), _) => Self::Open,
            (LibraryEntry::Routine(_), 0..=4) => Self::Start,
            (LibraryEntry::Routine(_), 5..=10) => Self::Short,
            (LibraryEntry::Routine(_), 11..=15) => Self::Medium,
            (LibraryEntry::Routine(_), _) => Self::Long,
        }
    }

    /// The heading; its minutes only where numbers are shown.
    pub const fn heading(self, numbers: bool) -> &'static str {
        match (self, numbers) {
            (Self::Yours, _) => "Yours",
            (Self::Start, true) => "A start: under 5 minutes",
            (Self::Start, false) => "A start",
            (Self::Short, true) => "5 to 10 minutes",
            (Self::Short, false) => "Short",
            (Self::Medium, true) => "About a quarter of an hour",
            (Self::Medium, false) => "Medium",
            (Self::Long, _) => "Longer",
            (Self::Open, _) => "No time limit: stop when you like",
        }
    }
}

/// What the lines follow from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ListedFrom {
    pub filter: Filter,
    pub wanted: String,
    pub walk_run: Option<walk_run::WalkRunPlace>,
    pub limits: Option<Limits>,
    pub seen: Option<u64>,
    pub today: Day,
}
