//! Decisions that the user makes while files are read or previewed.

use crate::domain::import::{Choice, FileFound, FileQuestion, ImportResponse, Part, Reply};
use crate::domain::{ImportBatch, OwnRatings, Rating};
use crate::import::session::{ImportSession, Work};
use crate::import::{Gathered, questions, table_memory};
use crate::store::Store;

impl ImportSession {
    /// What a part of a previewed file can be.
    pub(super) fn offer(&self, part: &Part, store: &Store) -> ImportResponse {
        let ratings = store.own_ratings().unwrap_or_default();
        let asked = match part {
            Part::Activity(word) => Some(questions::activity(word)),
            Part::Column(file, table, place) => {
                let file = self.work.gathered.files.get(*file);
                file.and_then(|file| {
                    let table = file.tables.get(*table)?;
                    questions::column(&file.name, table, *place, OwnRatings(&ratings))
                })
            }
        };
        asked.map_or_else(
            || self.progress(),
            |asked| ImportResponse::Question(Box::new(asked)),
        )
    }

    /// Adds decisions about a file or about all tables of its shape, and reads on; again from the start if everything
    /// was read already.
    pub(super) fn decide(
        &mut self,
        file: &str,
        of_shape: Option<&str>,
        choices: &[Choice],
        store: &Store,
    ) -> ImportResponse {
        let work = &mut self.work;
        for choice in choices {
            match choice {
                Choice::Word(name, value) => work.mean(name, value),
                Choice::SkipFile => {
                    work.skipped.insert(file.to_owned());
                }
                _ => {
                    let decided = match of_shape {
                        Some(shape) => work.settled.entry(shape.to_owned()).or_insert_with(|| {
                            table_memory::kept(store).remove(shape).unwrap_or_default()
                        }),
                        None => work.by_file.entry(file.to_owned()).or_default(),
                    };
                    decided.choose(choice);
                }
            }
        }
        if work.waiting.is_empty() {
            match Gathered::find(&work.named) {
                Ok(gathered) => work.restart(gathered),
                Err(why) => return ImportResponse::Failed(format!("{why}.")),
            }
        }
        self.progress()
    }
}

impl Work {
    /// Reads all files again, with what the user said.
    fn restart(&mut self, gathered: Gathered) {
        self.files = gathered.paths.len();
        self.waiting = gathered.paths.iter().cloned().collect();
        self.gathered = gathered;
        self.aside.clear();
        self.asked.clear();
        self.reader = None;
    }

    fn mean(&mut self, word: &str, value: &str) {
        match value.parse().ok().and_then(Rating::new) {
            Some(rating) => self.words.set(word, rating),
            None if value == "-" => self.words.set_skipped(word),
            None => self.words.set_activity(word, value),
        }
    }

    /// A question about this file; where there are others, they can be imported without it.
    pub(super) fn asking(&self, name: String, mut asked: FileQuestion) -> FileQuestion {
        asked.file = name;
        if self.files > 1 {
            asked
                .replies
                .push(Reply::new("Skip this file", vec![Choice::SkipFile]));
        }
        asked
    }

    /// Lists a file that isn't imported, and why.
    pub(super) fn leave_out(&mut self, name: String, why: &str) {
        self.gathered.files.push(FileFound {
            name,
            refused: Some(why.to_owned()),
            ..FileFound::default()
        });
        self.gathered.batches.push(ImportBatch::default());
    }
}
