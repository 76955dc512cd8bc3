//! Where entries and files arrive by themselves: the inbox, and watched folders.

use crate::domain::{Day, DayStart};

/// The setting with the shared folder of the last sync, if it has an inbox.
pub const SHARED: &str = "shared:folder";

/// What is looked at after the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The inbox as the person wrote it: a file or a folder; empty if there is none.
    pub inbox: String,
    /// The shared folder of the last sync, if it has an inbox.
    pub shared: Option<String>,
    /// Folders whose new files are imported.
    pub watched: Vec<WatchedFolder>,
    /// When a day begins.
    pub day_start: DayStart,
}

impl Sources {
    /// Whether there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.inbox.trim().is_empty() && self.shared.is_none() && self.watched.is_empty()
    }
}

/// A folder whose new files are imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedFolder {
    /// The folder as the person wrote it.
    pub folder: String,
    /// The kinds of files that are read.
    pub kinds: Vec<FileKind>,
    /// Entries before this day are left out.
    pub since: Option<Day>,
}

/// A kind of file, told by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Activities of watches.
    Fit,
    /// Tracks.
    Gpx,
    /// Training sessions.
    Tcx,
    /// Archives of exports.
    Zip,
    /// Tables and JSON.
    Table,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Fit, Self::Gpx, Self::Tcx, Self::Zip, Self::Table];

    /// Name in the config file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Gpx => "gpx",
            Self::Tcx => "tcx",
            Self::Zip => "zip",
            Self::Table => "table",
        }
    }

    /// What people call such a file.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Fit => "FIT file",
            Self::Gpx => "GPX file",
            Self::Tcx => "TCX file",
            Self::Zip => "zip file",
            Self::Table => "table",
        }
    }

    /// The kind of a file with this name; `None` for other files.
    pub fn of(name: &str) -> Option<Self> {
        let is = |text: &str, ending: &str| {
            let at = text.len().checked_sub(ending.len());
            at.and_then(|at| text.get(at..))
                .is_some_and(|end| end.eq_ignore_ascii_case(ending))
        };
        let inner = if is(name, ".gz") {
            name.get(..name.len() - 3).unwrap_or_default()
        } else {
            name
        };
        let tables = [".csv", ".tsv", ".xlsx", ".ods", ".json"];
        let endings: [(&str, Self); 4] = [
            (".fit", Self::Fit),
            (".gpx", Self::Gpx),
            (".tcx", Self::Tcx),
            (".zip", Self::Zip),
        ];
        let found = endings.into_iter().find(|(ending, _)| is(inner, ending));
        found.map(|(_, kind)| kind).or_else(|| {
            let is_table = tables.iter().any(|ending| is(inner, ending));
            is_table.then_some(Self::Table)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::FileKind;

    #[test]
    fn a_kind_is_told_by_the_ending() {
        for (name, kind) in [
            ("a.fit", Some(FileKind::Fit)),
            ("A.FIT.GZ", Some(FileKind::Fit)),
            ("moods.Csv", Some(FileKind::Table)),
            ("export.zip", Some(FileKind::Zip)),
            ("a.txt", None),
            (".gz", None),
            ("", None),
            ("\u{e4}", None),
        ] {
            assert_eq!(FileKind::of(name), kind, "{name}");
        }
    }
}
