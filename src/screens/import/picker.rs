//! The file picker: a folder, its rows, which are ticked.

use crate::domain::import::{Entry, Errand, Folder, Listing};
use crate::keys::Action;
use crate::widgets::list::ListCursor;
use crate::widgets::text_field::{Lines, TextField};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The state of the picker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picker {
    /// What is in the folder.
    pub listing: Listing,
    /// Which row is chosen.
    pub list: ListCursor,
    /// Files and folders to bring in, here and in other folders.
    pub ticked: BTreeSet<PathBuf>,
    /// What is looked for; `Some` while it is being typed.
    pub field: Option<TextField>,
    /// Whether hidden files are listed too.
    pub hidden: bool,
    /// Why something did not work.
    pub problem: Option<String>,
    /// What was looked for and kept.
    filter: String,
    /// What files are, as far as they were looked at.
    kinds: BTreeMap<PathBuf, String>,
}

/// A row of the picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderRow<'a> {
    /// The folder above.
    Above,
    /// A file or folder.
    Entry(&'a Entry),
}

impl Picker {
    /// What is looked for at this moment.
    pub fn wanted(&self) -> String {
        self.field
            .as_ref()
            .map_or_else(|| self.filter.clone(), TextField::trimmed)
    }

    /// The rows: the folder above, then what is here and fits what is looked for.
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

    /// The chosen row.
    pub fn row(&self) -> Option<FolderRow<'_>> {
        let rows = self.rows();
        rows.get(self.list.chosen.min(rows.len().saturating_sub(1)))
            .copied()
    }

    /// What the chosen file is, if it was looked at.
    pub fn kind(&self) -> Option<&str> {
        match self.row()? {
            FolderRow::Entry(entry) => self.kinds.get(&entry.path).map(String::as_str),
            FolderRow::Above => None,
        }
    }

    /// How many hidden files and folders are left out.
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

    /// Answers the keys that change what is listed or chosen, and nothing else.
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

    /// Takes what is in a folder. The cursor goes to the folder one came from, or to the first file that looks fit.
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

    /// Takes what a file is.
    pub(super) fn take_kind(&mut self, file: PathBuf, kind: String) {
        self.kinds.insert(file, kind);
    }

    /// Asks what the chosen file is, once, where its name promises something.
    pub(super) fn ask_kind(&self) -> Option<Errand> {
        match self.row()? {
            FolderRow::Entry(entry) if entry.looks_fit && !self.kinds.contains_key(&entry.path) => {
                Some(Errand::Tell(entry.path.clone()))
            }
            _ => None,
        }
    }

    /// Where the chosen row leads: into a folder, or out of it.
    pub(super) fn leads(&self) -> Option<Errand> {
        match self.row()? {
            FolderRow::Above => self.above(),
            FolderRow::Entry(entry) if entry.is_folder => {
                Some(Errand::Look(Folder::At(entry.path.clone())))
            }
            FolderRow::Entry(_) => None,
        }
    }

    pub(super) fn above(&self) -> Option<Errand> {
        self.listing
            .above
            .clone()
            .map(|above| Errand::Look(Folder::At(above)))
    }

    /// Ticks the chosen file or folder, or takes the tick back, and goes on to the next.
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

    /// What is to be read: everything ticked, or else the chosen file or folder.
    pub(super) fn to_read(&self) -> Vec<PathBuf> {
        match self.row() {
            Some(FolderRow::Entry(entry)) if self.ticked.is_empty() => vec![entry.path.clone()],
            _ => self.ticked.iter().cloned().collect(),
        }
    }

    /// Ends the typing: what was typed is kept, or, where it is a path, asked for.
    pub(super) fn settle(&mut self) -> Option<Errand> {
        let text = self.field.take()?.trimmed();
        if text.contains('/') || text.starts_with('~') {
            // The key that opened the line is the first sign of a path.
            let begun = text.starts_with(['/', '~', '\'', '"']) || text.starts_with("file:");
            return Some(Errand::Look(Folder::Pasted(if begun {
                text
            } else {
                format!("/{text}")
            })));
        }
        self.filter = text;
        None
    }

    /// Ends looking for something; answers whether anything was looked for.
    pub(super) fn clear(&mut self) -> bool {
        let looked = self.field.take().is_some() || !self.filter.is_empty();
        self.filter.clear();
        looked
    }
}
