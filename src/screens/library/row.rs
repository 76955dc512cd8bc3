//! The rows of the library and their headings.

use super::{Filter, LibraryEntry};
use crate::coach::{Limits, walk_run};
use crate::domain::Day;
use crate::domain::routine::Intensity;

/// A row with the values of its columns.
#[derive(Clone, Debug)]
pub struct Row {
    /// The entry.
    pub entry: LibraryEntry,
    /// The heading above it; `None` during a search.
    pub group: Option<Group>,
    /// Its length; `None` if open-ended.
    pub minutes: Option<u32>,
    /// Its intensity.
    pub intensity: Intensity,
    /// Whether the person marked it as a favorite.
    pub is_favorite: bool,
    /// Whether it is not suggested: beyond the person's limits or safety answers, or never wanted.
    pub is_beyond: bool,
}

/// The headings of the library, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What the person marked.
    Favorites,
    /// Custom routines.
    Yours,
    /// Up to 4 minutes.
    Start,
    /// 5 to 10 minutes.
    Short,
    /// 11 to 15 minutes.
    Medium,
    /// More than 15 minutes.
    Long,
    /// Open-ended activities.
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

    /// The heading; includes minutes only if numbers are shown.
    pub const fn heading(self, numbers: bool) -> &'static str {
        match (self, numbers) {
            (Self::Favorites, _) => "Favorites",
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

/// The inputs that the rows depend on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ListedFrom {
    pub filter: Filter,
    pub wanted: String,
    pub walk_run: Option<walk_run::WalkRunPlace>,
    pub limits: Option<Limits>,
    pub seen: Option<u64>,
    pub today: Day,
}
