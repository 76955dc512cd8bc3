//! The file picker: a folder, its rows and their check marks.

use crate::domain::import::{Entry, Folder, ImportRequest, Listing};
use crate::keys::Action;
use crate::widgets::list::ListCursor;
use crate::widgets::text_field::{Lines, TextField};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The state of the file picker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picker {
    /// The contents of the current folder.
    pub listing: Listing,
    /// The selected row.
    pub list: ListCursor,
    /// Files and folders to import, in this and other folders.
    pub ticked: BTreeSet<PathBuf>,
    /// The filter text; `Some` while it is being typed.
    pub field: Option<TextField>,
    /// Whether hidden files are listed.
    pub hidden: bool,
    /// Why the last action failed.
    pub problem: Option<String>,
    /// The accepted filter.
    filter: String,
    /// File types detected so far.
    kinds: BTreeMap<PathBuf, String>,
}

/// A row of the picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderRow<'a> {
    /// The parent folder.
    Above,
    /// A file or folder.
    Entry(&'a Entry),
}

impl Picker {
    /// The current filter text.
    pub fn wanted(&self) -> String {
        self.field
            .as_ref()
            .map_or_else(|| self.filter.clone(), TextField::trimmed)
    }

    /// The rows: the parent folder, then the entries that match the filter.
    pub fn rows(&self) -> Vec<FolderRow<'_>> {
        let wanted = self.wanted().to_lowercase();
        let fits = |entry: &&Entry| {
            (self.hidden || !entry.is_hidden)
                && (wanted.is_empty() || entry.name.to_lowercase().contains(&wanted))
        };
        let above = (self.listing.above.is_some() && wanted.is_empty()).then_some(FolderRow::Above);
        above
            .into_iter()
            .chain(
                self.listing
                    .entries
                    .iter()
                    .filter(fits)
                    .map(FolderRow::Entry),
            )
            .collect()
    }

    /// The selected row.
    pub fn row(&self) -> Option<FolderRow<'_>> {
        let rows = self.rows();
        rows.get(self.list.chosen.min(rows.len().saturating_sub(1)))
            .copied()
    }

    /// The detected type of the selected file, if known.
    pub fn kind(&self) -> Option<&str> {
        match self.row()? {
            FolderRow::Entry(entry) => self.kinds.get(&entry.path).map(String::as_str),
            FolderRow::Above => None,
        }
    }

    /// The number of hidden files and folders not listed.
    pub fn left_out(&self) -> usize {
        if self.hidden {
            0
        } else {
            self.listing
                .entries
                .iter()
                .filter(|entry| entry.is_hidden)
                .count()
        }
    }

    /// Handles only the keys that change the listing or the selection.
    pub(super) fn key(&mut self, action: Action) {
        match action {
            Action::Pick => self.tick(),
            Action::Search if self.field.is_none() => {
                self.field = Some(TextField::new(&self.wanted(), Lines::One));
                self.list = ListCursor::default();
            }
            Action::Hidden => self.hidden = !self.hidden,
            _ => {
                let rows = self.rows().len();
                self.list.answer(action, rows);
            }
        }
    }

    /// Shows a folder's contents. The cursor moves to the folder just left, or to the first file that looks importable.
    pub(super) fn take(&mut self, listing: Listing) {
        self.problem.clone_from(&listing.problem);
        if listing.folder.as_os_str().is_empty() {
            return;
        }
        let before = std::mem::replace(&mut self.listing, listing).folder;
        self.ticked.extend(self.listing.named.iter().cloned());
        self.filter.clear();
        self.field = None;
        let named = self.listing.named.first().cloned();
        let place = |wanted: &dyn Fn(&Entry) -> bool| {
            self.rows()
                .iter()
                .position(|row| matches!(row, FolderRow::Entry(entry) if wanted(entry)))
        };
        let came_from = place(&|entry| Some(&entry.path) == named.as_ref())
            .or_else(|| place(&|e| e.path == before));
        let row = came_from.or_else(|| place(&|entry| entry.looks_fit));
        self.list = ListCursor::at(row.unwrap_or(0));
    }

    /// Stores the detected type of a file.
    pub(super) fn take_kind(&mut self, file: PathBuf, kind: String) {
        self.kinds.insert(file, kind);
    }

    /// Requests the type of the selected file, once per file and only if its name looks importable.
    pub(super) fn ask_kind(&self) -> Option<ImportRequest> {
        match self.row()? {
            FolderRow::Entry(entry) if entry.looks_fit && !self.kinds.contains_key(&entry.path) => {
                Some(ImportRequest::Recognize(entry.path.clone()))
            }
            _ => None,
        }
    }

    /// The folder that the selected row opens, if any.
    pub(super) fn leads(&self) -> Option<ImportRequest> {
        match self.row()? {
            FolderRow::Above => self.above(),
            FolderRow::Entry(entry) if entry.is_folder => {
                Some(ImportRequest::ListFolder(Folder::At(entry.path.clone())))
            }
            FolderRow::Entry(_) => None,
        }
    }

    pub(super) fn above(&self) -> Option<ImportRequest> {
        self.listing
            .above
            .clone()
            .map(|above| ImportRequest::ListFolder(Folder::At(above)))
    }

    /// Ticks or unticks the selected file or folder and moves to the next row.
    fn tick(&mut self) {
        let Some(FolderRow::Entry(entry)) = self.row() else {
            return;
        };
        let path = entry.path.clone();
        if !self.ticked.remove(&path) {
            self.ticked.insert(path);
        }
        self.key(Action::Down);
    }

    /// What to read: all ticked entries, otherwise the selected file or folder.
    pub(super) fn to_read(&self) -> Vec<PathBuf> {
        match self.row() {
            Some(FolderRow::Entry(entry)) if self.ticked.is_empty() => vec![entry.path.clone()],
            _ => self.ticked.iter().cloned().collect(),
        }
    }

    /// Ends typing: accepts the filter, or opens the path if one was typed.
    pub(super) fn settle(&mut self) -> Option<ImportRequest> {
        let text = self.field.take()?.trimmed();
        if text.contains('/') || text.starts_with('~') {
            // The key that opened the line may be the first character of a path.
            let begun = text.starts_with(['/', '~', '\'', '"']) || text.starts_with("file:");
            return Some(ImportRequest::ListFolder(Folder::Pasted(if begun {
                text
            } else {
                format!("/{text}")
            })));
        }
        self.filter = text;
        None
    }

    /// Clears the filter; returns whether there was one.
    pub(super) fn clear(&mut self) -> bool {
        let looked = self.field.take().is_some() || !self.filter.is_empty();
        self.filter.clear();
        looked
    }
}
