//! The routine editor: creates, copies or edits a custom routine. Unsaved changes are stored as a draft, so nothing is
//! lost on leaving.

pub mod draft;
mod view;

use crate::content::movements::{Movement, movement, search_movements};
use crate::content::own;
use crate::content::routines::routine;
use crate::domain::{Change, Journal, OwnRoutine, Record, Routine};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{COPY, Form, Kept, NEW_ROUTINE};
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Response, Transition};
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};
pub use draft::{EditorRow, RoutineDraft};

/// The routine editor.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutineEditor {
    /// The current state of the routine.
    pub draft: RoutineDraft,
    /// Index of the focused line.
    pub at: usize,
    /// The open text field, if any.
    pub typing: Option<Typing>,
    /// Why it cannot be stored yet.
    pub problem: Option<String>,
    /// The routine when it was opened.
    original: Routine,
    /// The source: `new`, `copy-` followed by an id, or the id of the routine itself.
    source: String,
    past: Vec<(RoutineDraft, usize)>,
    future: Vec<(RoutineDraft, usize)>,
}

/// An open text field.
#[derive(Clone, Debug, PartialEq)]
pub enum Typing {
    /// The name.
    Name(TextField),
    /// Search for a movement.
    Movement {
        /// The query.
        field: TextField,
        /// Index of the selected result.
        chosen: usize,
        /// Whether it replaces the current movement.
        replaces: bool,
    },
}

/// Maximum number of undo steps.
const STEPS: usize = 200;

impl RoutineEditor {
    /// Opens `source`: a custom routine to edit, a copy of any other, or a new empty one. Applies its draft; `None` if
    /// the source no longer exists.
    pub fn open(source: &str, shared: &Shared) -> Option<Self> {
        let source = if source.is_empty() {
            NEW_ROUTINE
        } else {
            source
        };
        let draft = draft_of(source, &shared.journal)?;
        let original = draft.routine.clone();
        let source = source.to_owned();
        let kept = Kept::of(&shared.journal, &Form::Routine(source.clone()));
        let draft = kept
            .and_then(|kept| serde_json::from_str(kept.answers).ok())
            .unwrap_or(draft);
        Some(Self {
            draft,
            at: 0,
            typing: None,
            problem: None,
            original,
            source,
            past: Vec::new(),
            future: Vec::new(),
        })
    }

    /// The changed routine in draft format; empty if unchanged.
    fn answers(&self) -> String {
        let mut draft = self.draft.clone();
        if let Some(Typing::Name(field)) = &self.typing {
            draft.routine.title = field.trimmed();
        }
        if draft.routine == self.original {
            String::new()
        } else {
            serde_json::to_string(&draft).unwrap_or_default()
        }
    }

    /// The focused line.
    pub fn row(&self) -> EditorRow {
        self.draft
            .rows()
            .get(self.at)
            .copied()
            .unwrap_or(EditorRow::Name)
    }

    /// The routine as it would be stored now.
    pub fn finished(&self) -> Routine {
        self.draft.finished(&self.original)
    }

    /// The movements that match the query, best match first.
    pub fn found(&self) -> Vec<&'static Movement> {
        match &self.typing {
            Some(Typing::Movement { field, .. }) => search_movements(field.text()),
            Some(Typing::Name(_)) | None => Vec::new(),
        }
    }

    /// The movement to show: the selected search result, otherwise the one on the line, or the first of its part.
    pub fn shown(&self) -> Option<&'static Movement> {
        if let Some(Typing::Movement { chosen, .. }) = &self.typing {
            return self.found().get(*chosen).copied();
        }
        let row = match self.row() {
            EditorRow::Part(part) => EditorRow::Step(part, 0),
            row => row,
        };
        movement(self.draft.step(row)?.movement.as_deref()?)
    }

    /// Makes an undoable change.
    fn edit(&mut self, change: impl FnOnce(&mut RoutineDraft, EditorRow) -> Option<EditorRow>) {
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

    fn edit_key(&mut self, hit: KeyMatch) {
        let last = self.draft.rows().len() - 1;
        let on_step = matches!(self.row(), EditorRow::Step(..));
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
            Action::Part => self.edit(RoutineDraft::add_part),
            Action::Delete => self.edit(|draft, row| {
                draft.remove(row);
                None
            }),
            Action::Anew => self.edit(|draft, _| {
                *draft = RoutineDraft::new();
                Some(EditorRow::Name)
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
            // Text typed for the name is kept; a search is discarded.
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

    /// Saves the routine, or reports what is missing.
    fn save(&mut self, shared: &Shared) -> Response {
        let now = shared.now.wall;
        if self.draft.routine.title.is_empty() {
            let key = shared.key_here(Action::Rename);
            self.problem = Some(format!("Add a name first ({key})."));
            self.name();
            return Response::none();
        }
        let mut made = self.finished();
        if made
            .blocks
            .iter()
            .all(|block| block.step.iter().all(|step| step.movement.is_none()))
        {
            let key = shared.key_here(Action::Add);
            self.problem = Some(format!("Add an exercise first ({key})."));
            return Response::none();
        }
        if made.id.is_empty() {
            let is_own = |id: &str| shared.journal.routines().any(|own| own.routine.id == id);
            let taken = |id: &str| routine(id).is_some() || is_own(id);
            made.id = own::free_id(&made.title, taken);
        }
        if let Some(problem) = own::problem(&made) {
            self.problem = Some(problem);
            return Response::none();
        }
        let change = match self.draft.record {
            None => Change::save(OwnRoutine::kept(shared.ids.make(now), made, now)),
            Some(id) => Change::edit(
                OwnRoutine::kept(id, self.original.clone(), now),
                OwnRoutine::kept(id, made, now),
            ),
        };
        Transition::SaveForm(change).into()
    }
}

/// The initial routine for `source`; `None` if the routine it edits or copies no longer exists.
fn draft_of(source: &str, journal: &Journal) -> Option<RoutineDraft> {
    if source == NEW_ROUTINE {
        return Some(RoutineDraft::new());
    }
    let copied = source.strip_prefix(COPY);
    let is_it =
        |own: &&OwnRoutine| own.id.to_string() == source || copied == Some(own.routine.id.as_str());
    let own = journal.routines().find(is_it);
    if let Some(own) = own.filter(|own| own.file.is_none() && copied.is_none()) {
        return Some(RoutineDraft {
            record: Some(own.id),
            routine: own.routine.clone(),
        });
    }
    let source = own.map_or_else(|| routine(copied?), |own| Some(&own.routine))?;
    Some(RoutineDraft {
        record: None,
        routine: Routine {
            id: String::new(),
            title: own::copy_title(&source.title),
            ..source.clone()
        },
    })
}

impl Screen for RoutineEditor {
    fn context(&self) -> Context {
        if self.typing.is_some() {
            Context::Picker
        } else {
            Context::Builder
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match key.action {
            _ if self.typing.is_some() => self.typing_key(key),
            Action::Save => return self.save(shared),
            // Changes are kept as a draft.
            Action::Back if self.draft.routine != self.original => {
                return Response::close().and_say("Draft saved. The same key opens it again.");
            }
            Action::Back => return Response::close(),
            _ => self.edit_key(key),
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        match self.typing.as_mut()? {
            Typing::Name(field) | Typing::Movement { field, .. } => Some(field),
        }
    }

    fn typed(&mut self) {
        if let Some(Typing::Movement { chosen, .. }) = &mut self.typing {
            *chosen = 0;
        }
    }

    fn unsaved(&self, _shared: &Shared) -> Option<(Form, String)> {
        Some((Form::Routine(self.source.clone()), self.answers()))
    }

    fn stored(&mut self, change: &Change, _shared: &Shared) -> Option<Response> {
        let Record::Routine(own) = change.record()? else {
            return None;
        };
        let saved = format!("Saved: {}.", own.routine.title);
        Some(Response::close().and_say(Notice::undoable(saved)))
    }

    fn has_header(&self) -> bool {
        true
    }
}
