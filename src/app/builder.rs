//! The routine builder: a routine of one's own made, copied or changed. What was typed and not stored
//! is kept as a draft, so that leaving costs nothing.

pub mod draft;

use crate::app::library::Entry;
use crate::app::{App, Effect, Notice, Page};
use crate::content::movements::{Movement, movement, search_movements};
use crate::content::own;
use crate::content::routines::routine;
use crate::domain::{Change, Now, OwnRoutine, RecordKind, Routine};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept, NEW_ROUTINE};
use crate::widgets::text_field::{Lines, TextField};
pub use draft::{Draft, Row};
use std::sync::Arc;

/// A routine being put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Builder {
    /// What it is so far.
    pub draft: Draft,
    /// The line with the focus.
    pub at: usize,
    /// What is being typed, if anything.
    pub typing: Option<Typing>,
    /// Why it cannot be stored yet.
    pub problem: Option<String>,
    /// What it was when it was opened.
    original: Routine,
    /// What it is made from: `new`, `copy-` and an id, or the id of the routine itself.
    source: String,
    past: Vec<(Draft, usize)>,
    future: Vec<(Draft, usize)>,
}

/// A line being typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Typing {
    /// The name.
    Name(TextField),
    /// A movement is looked for.
    Movement {
        /// What is looked for.
        field: TextField,
        /// The chosen one of those found.
        chosen: usize,
        /// Whether it takes the place of the present one.
        replaces: bool,
    },
}

/// How many edits can be taken back.
const STEPS: usize = 200;

impl Builder {
    fn new(draft: Draft, source: String, kept: Option<Kept<'_>>) -> Self {
        let original = draft.routine.clone();
        let draft = kept
            .and_then(|kept| serde_json::from_str(kept.answers).ok())
            .unwrap_or(draft);
        Self {
            draft,
            at: 0,
            typing: None,
            problem: None,
            original,
            source,
            past: Vec::new(),
            future: Vec::new(),
        }
    }

    /// What has the focus.
    pub const fn context(&self) -> Context {
        if self.typing.is_some() {
            Context::Picker
        } else {
            Context::Builder
        }
    }

    /// Which form it is; and the routine, when it was changed.
    pub(super) fn answers(&self) -> (Form, String) {
        let mut draft = self.draft.clone();
        if let Some(Typing::Name(field)) = &self.typing {
            draft.routine.title = field.trimmed();
        }
        let answers = if draft.routine == self.original {
            String::new()
        } else {
            serde_json::to_string(&draft).unwrap_or_default()
        };
        (Form::Routine(self.source.clone()), answers)
    }

    /// The line with the focus.
    pub fn row(&self) -> Row {
        self.draft.rows().get(self.at).copied().unwrap_or(Row::Name)
    }

    /// The routine as it would be stored now.
    pub fn finished(&self) -> Routine {
        self.draft.finished(&self.original)
    }

    /// The movements that fit what is typed, the closest first.
    pub fn found(&self) -> Vec<&'static Movement> {
        match &self.typing {
            Some(Typing::Movement { field, .. }) => search_movements(field.text()),
            Some(Typing::Name(_)) | None => Vec::new(),
        }
    }

    /// The movement to show: the chosen one of the search, else the one on the line, or the first of
    /// its part.
    pub fn shown(&self) -> Option<&'static Movement> {
        if let Some(Typing::Movement { chosen, .. }) = &self.typing {
            return self.found().get(*chosen).copied();
        }
        let row = match self.row() {
            Row::Part(part) => Row::Step(part, 0),
            row => row,
        };
        movement(self.draft.step(row)?.movement.as_deref()?)
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut TextField> {
        match self.typing.as_mut()? {
            Typing::Name(field) => Some(field),
            Typing::Movement { field, chosen, .. } => {
                *chosen = 0;
                Some(field)
            }
        }
    }

    /// Makes a change that can be taken back.
    fn edit(&mut self, change: impl FnOnce(&mut Draft, Row) -> Option<Row>) {
        let before = (self.draft.clone(), self.at);
        let present = self.row();
        let row = change(&mut self.draft, present);
        let rows = self.draft.rows();
        if let Some(place) = row.and_then(|row| rows.iter().position(|other| *other == row)) {
            self.at = place;
        }
        self.at = self.at.min(rows.len() - 1);
        if before.0 != self.draft {
            self.problem = None;
            self.future.clear();
            self.past.push(before);
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
    }

    fn take_back(&mut self) {
        if let Some((draft, at)) = self.past.pop() {
            self.future.push((
                std::mem::replace(&mut self.draft, draft),
                std::mem::replace(&mut self.at, at),
            ));
        }
    }

    fn do_again(&mut self) {
        if let Some((draft, at)) = self.future.pop() {
            self.past.push((
                std::mem::replace(&mut self.draft, draft),
                std::mem::replace(&mut self.at, at),
            ));
        }
    }

    fn name(&mut self) {
        self.at = 0;
        self.typing = Some(Typing::Name(TextField::new(
            &self.draft.routine.title,
            Lines::One,
        )));
    }

    fn look_for(&mut self, replaces: bool) {
        self.typing = Some(Typing::Movement {
            field: TextField::new("", Lines::One),
            chosen: 0,
            replaces,
        });
    }

    fn key(&mut self, hit: KeyMatch) {
        let last = self.draft.rows().len() - 1;
        let on_step = matches!(self.row(), Row::Step(..));
        match hit.action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::First => self.at = 0,
            Action::Last => self.at = last,
            Action::Left | Action::Right => self.edit(|draft, row| {
                draft.adjust(row, hit.action == Action::Right);
                None
            }),
            Action::MoreRest | Action::LessRest => self.edit(|draft, row| {
                draft.rest(row, hit.action == Action::MoreRest);
                None
            }),
            Action::Measure => self.edit(|draft, row| {
                draft.measure(row);
                None
            }),
            Action::Sides => self.edit(|draft, row| {
                draft.sides(row);
                None
            }),
            Action::MoveUp => self.edit(|draft, row| Some(draft.shift(row, false))),
            Action::MoveDown => self.edit(|draft, row| Some(draft.shift(row, true))),
            Action::Part => self.edit(Draft::add_part),
            Action::Delete => self.edit(|draft, row| {
                draft.remove(row);
                None
            }),
            Action::Anew => self.edit(|draft, _| {
                *draft = Draft::new();
                Some(Row::Name)
            }),
            Action::Add => self.look_for(false),
            Action::Swap if on_step => self.look_for(true),
            Action::Rename => self.name(),
            Action::Undo => self.take_back(),
            Action::Redo => self.do_again(),
            _ => {}
        }
    }

    fn typing_key(&mut self, hit: KeyMatch) {
        let most = self.found().len().saturating_sub(1);
        match (hit.action, self.typing.as_mut()) {
            // What was typed of a name stays; a search is over.
            (Action::Back, Some(Typing::Movement { .. })) => self.typing = None,
            (Action::Up, Some(Typing::Movement { chosen, .. })) => {
                *chosen = chosen.saturating_sub(1);
            }
            (Action::Down, Some(Typing::Movement { chosen, .. })) => {
                *chosen = (*chosen + 1).min(most);
            }
            (Action::Accept | Action::Back, Some(Typing::Name(field))) => {
                let title = field.trimmed();
                self.typing = None;
                self.edit(|draft, _| {
                    draft.routine.title = title;
                    None
                });
            }
            (Action::Accept, Some(Typing::Movement { replaces, .. })) => {
                let replaces = *replaces;
                let Some(id) = self.shown().map(|movement| movement.id.as_str()) else {
                    return;
                };
                self.typing = None;
                self.edit(|draft, row| {
                    if replaces {
                        draft.replace(row, id);
                        None
                    } else {
                        draft.add(row, id)
                    }
                });
            }
            _ => {}
        }
    }
}

impl App {
    /// Opens the builder with a routine of no steps, or with the draft that was left.
    pub(super) fn build_new(&mut self) {
        self.open_builder(Draft::new(), NEW_ROUTINE);
    }

    /// Opens the builder with a routine of the library: one's own to be changed, any other, or on
    /// request that one too, as a copy.
    pub(super) fn build_from(&mut self, entry: &Entry, as_copy: bool, now: Now) {
        match entry {
            Entry::Own(own) if own.file.is_none() && !as_copy => {
                let draft = Draft {
                    record: Some(own.id),
                    routine: own.routine.clone(),
                };
                self.open_builder(draft, &own.id.to_string());
            }
            Entry::Own(_) | Entry::Routine(_) => {
                let source = entry.routine();
                let key = format!("copy-{}", source.id);
                let title = own::copy_title(&source.title);
                let draft = Draft {
                    record: None,
                    routine: Routine {
                        id: String::new(),
                        title,
                        ..source
                    },
                };
                self.open_builder(draft, &key);
                if !as_copy {
                    self.notify(
                        format!("This is a copy; {} stays as it is.", entry.title()),
                        now,
                    );
                }
            }
            Entry::Activity(_) => {
                let notice = Notice::said("That's an activity, not a routine.");
                self.notify(notice.press(Action::Create, "make one"), now);
            }
        }
    }

    /// The routine that the form of `source` changes or copies; nothing for a new one, or where it is gone.
    fn routine_source(&self, source: &str) -> Option<Entry> {
        let is_it = |own: &&OwnRoutine| {
            own.id.to_string() == source || source.strip_prefix("copy-") == Some(&own.routine.id)
        };
        let own = self.journal.routines().find(is_it).cloned();
        let own = own.map(|own| Entry::Own(Arc::new(own)));
        let others = || {
            let id = source.strip_prefix("copy-")?;
            routine(id).map(Entry::Routine)
        };
        own.or_else(others)
    }

    /// Opens the form of `source`, with its draft.
    pub(super) fn build_again(&mut self, source: &str, now: Now) {
        match self.routine_source(source) {
            Some(entry) => self.build_from(&entry, source.starts_with("copy-"), now),
            None if source == NEW_ROUTINE => self.build_new(),
            None => {}
        }
    }

    fn open_builder(&mut self, draft: Draft, source: &str) {
        let kept = Kept::of(&self.journal, &Form::Routine(source.to_owned()));
        let builder = Builder::new(draft, source.to_owned(), kept);
        self.open_page(Page::Builder(Box::new(builder)));
    }

    /// Deletes a routine of one's own.
    pub(super) fn delete_routine(&mut self, entry: &Entry, now: Now) -> Vec<Effect> {
        match entry {
            Entry::Own(own) => match &own.file {
                None => return vec![Effect::Apply(Change::Delete(RecordKind::Routine, own.id))],
                Some(file) => {
                    self.notify(
                        format!("It is the file {file} in the routines folder; delete it there."),
                        now,
                    );
                }
            },
            Entry::Routine(_) | Entry::Activity(_) => {
                self.notify("Only routines of your own can be deleted.", now);
            }
        }
        Vec::new()
    }

    pub(super) fn builder_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let Some(Page::Builder(builder)) = &mut self.page else {
            return Vec::new();
        };
        match hit.action {
            _ if builder.typing.is_some() => builder.typing_key(hit),
            Action::Save => return self.save_routine(now),
            Action::Back => self.leave_builder(now),
            _ => builder.key(hit),
        }
        Vec::new()
    }

    fn save_routine(&mut self, now: Now) -> Vec<Effect> {
        let fresh = self.ids.make(now.wall);
        let Some(Page::Builder(builder)) = &mut self.page else {
            return Vec::new();
        };
        if builder.draft.routine.title.is_empty() {
            builder.problem = Some("It needs a name first.".to_owned());
            builder.name();
            return Vec::new();
        }
        let mut made = builder.finished();
        if made
            .blocks
            .iter()
            .all(|block| block.step.iter().all(|step| step.movement.is_none()))
        {
            builder.problem = Some("There is no movement in it yet. a adds one.".to_owned());
            return Vec::new();
        }
        if made.id.is_empty() {
            let taken = |id: &str| {
                routine(id).is_some()
                    || self
                        .shared
                        .journal
                        .routines()
                        .any(|own| own.routine.id == id)
            };
            made.id = own::free_id(&made.title, taken);
        }
        if let Some(problem) = own::problem(&made) {
            builder.problem = Some(problem);
            return Vec::new();
        }
        let change = match builder.draft.record {
            None => Change::save(OwnRoutine::kept(fresh, made, now.wall)),
            Some(id) => Change::edit(
                OwnRoutine::kept(id, builder.original.clone(), now.wall),
                OwnRoutine::kept(id, made, now.wall),
            ),
        };
        let form = Form::Routine(builder.source.clone());
        self.save_form(form, change)
    }

    /// Leaves; what was changed is kept as a draft.
    fn leave_builder(&mut self, now: Now) {
        let Some(Page::Builder(builder)) = &self.page else {
            return;
        };
        let is_changed = builder.draft.routine != builder.original;
        self.close_page();
        if is_changed {
            self.notify("Draft saved. The same key opens it again.", now);
        }
    }
}
