//! Import of records from other programs: files are selected, read one by one, previewed, and imported completely or
//! not at all; imports can be undone. File operations run outside the app, one at a time.

mod asking;
mod mood_names;
mod picker;
mod preview;
mod view;

use crate::domain::english;
use crate::domain::import::{
    FileQuestion, Folder, ImportRequest, ImportResponse, Part, PastImport,
};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::TextField;
use asking::{Answer, Asking, Behind};
use mood_names::MoodNames;
use picker::Picker;
use preview::Preview;

/// The import screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportScreen {
    /// The current stage.
    pub stage: Stage,
    /// The file picker.
    pub picker: Picker,
    /// The line to select in the preview when it returns after a change.
    line: usize,
}

/// The stages of the import.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// The user is choosing files.
    #[default]
    Files,
    /// A long operation is running.
    Working(Working),
    /// The user is assigning ratings to named moods.
    Moods(MoodNames),
    /// Something only the user can tell.
    Asking(Box<Asking>),
    /// Preview before importing.
    Preview(Box<Preview>),
    /// The import is complete.
    Done(Box<Preview>),
    /// The activities of past imports that firstline doesn't know, with a cursor.
    Names(Vec<(String, usize)>, ListCursor),
    /// The list of past imports, with a cursor.
    Imports(Vec<PastImport>, ListCursor),
    /// Asks whether to undo the import under the cursor.
    TakeBack(Vec<PastImport>, ListCursor),
}

/// A long operation, drawn first and performed at the next wake-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// The kind of operation.
    pub task: Task,
    /// The file operation still to be requested.
    due: Option<ImportRequest>,
}

/// The kinds of long operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Searching folders for files.
    Finding,
    /// Reading: files read, total files, name of the current file and its progress in percent.
    Reading(usize, usize, String, u8),
    /// Comparing with the existing records.
    Weighing,
    /// Writing the records.
    Writing,
    /// Undoing an import.
    TakingBack,
    /// Giving sessions another activity.
    Naming,
}

impl ImportScreen {
    /// The operation that fills the first list: looks in the downloads folder.
    pub const fn first_request() -> Effect {
        Effect::Import(ImportRequest::ListFolder(Folder::Start))
    }

    /// Takes the pending operation, once the screen shows what it is about.
    pub fn take_due(&mut self) -> Option<Effect> {
        match &mut self.stage {
            Stage::Working(working) => working.due.take().map(Effect::Import),
            _ => None,
        }
    }

    /// Whether an operation is pending.
    pub fn is_due(&self) -> bool {
        self.working().is_some_and(|working| working.due.is_some())
    }

    /// Whether past imports are listed.
    pub const fn lists_imports(&self) -> bool {
        matches!(self.stage, Stage::Imports(..))
    }

    fn work(&mut self, task: Task, request: ImportRequest) {
        self.stage = Stage::Working(Working {
            task,
            due: Some(request),
        });
    }

    const fn working(&self) -> Option<&Working> {
        if let Stage::Working(working) = &self.stage {
            Some(working)
        } else {
            None
        }
    }

    /// Handles the result of a file operation. Results of canceled operations are ignored.
    pub fn take_response(&mut self, response: ImportResponse) -> Response {
        match response {
            ImportResponse::Folder(listing) => {
                self.picker.take(*listing);
                return send(self.picker.ask_kind());
            }
            ImportResponse::Format(file, kind) => self.picker.take_kind(file, kind),
            ImportResponse::Question(asked) => self.take_question(*asked),
            ImportResponse::Reading(..) | ImportResponse::Moods(_) | ImportResponse::Preview(_)
                if self.working().is_none() => {}
            ImportResponse::Reading(read, files, Some((next, percent))) => {
                self.work(
                    Task::Reading(read, files, next, percent),
                    ImportRequest::ReadNext,
                );
            }
            ImportResponse::Reading(_, _, None) => {
                self.work(Task::Weighing, ImportRequest::Preview);
            }
            ImportResponse::Moods(names) => self.stage = Stage::Moods(MoodNames::new(names)),
            ImportResponse::Preview(summary) => {
                let preview = Preview::new(*summary).at(std::mem::take(&mut self.line));
                self.stage = Stage::Preview(Box::new(preview));
            }
            ImportResponse::Imported(summary, _) => {
                self.picker.ticked.clear();
                self.stage = Stage::Done(Box::new(Preview::new(*summary)));
            }
            ImportResponse::Imports(imports) => {
                let cursor = match self.stage {
                    Stage::Imports(_, cursor) => cursor,
                    _ => ListCursor::default(),
                };
                self.stage = Stage::Imports(imports, cursor);
            }
            ImportResponse::Unnamed(names) => {
                self.stage = Stage::Names(names, ListCursor::default());
            }
            ImportResponse::Renamed(count, names, _) => {
                self.stage = Stage::Names(names, ListCursor::default());
                let sessions = english::count(count, "session");
                let notice = Notice::said(format!("Changed: {sessions}."));
                return Response::say(notice.press(Action::Undo, "undo"));
            }
            ImportResponse::Undone(id, count, imports, _) => {
                let place = imports.iter().position(|import| import.id == id);
                self.stage = Stage::Imports(imports, ListCursor::at(place.unwrap_or(0)));
                let records = english::count(count, "entry");
                let notice = Notice::said(format!("Undone: {records}."));
                return Response::say(notice.press(Action::Undo, "import them again"));
            }
            ImportResponse::Failed(why) => return self.fail(&why),
        }
        Response::none()
    }

    /// Asks over what is on the screen; a question of a canceled operation is ignored.
    fn take_question(&mut self, asked: FileQuestion) {
        let behind = match std::mem::take(&mut self.stage) {
            Stage::Working(_) => Behind::Reading,
            Stage::Preview(preview) => Behind::Preview(preview),
            Stage::Names(names, list) => Behind::Names(names, list),
            other => {
                self.stage = other;
                return;
            }
        };
        self.stage = Stage::Asking(Box::new(Asking::new(asked, behind)));
    }

    /// Handles a key over a question.
    fn answer(&mut self, action: Action) -> Response {
        let Stage::Asking(asking) = &mut self.stage else {
            return Response::none();
        };
        match asking.key(action) {
            Answer::None => return Response::none(),
            Answer::Settled(request) => {
                let task = match (&request, &asking.behind) {
                    (ImportRequest::Rename(..), _) => Task::Naming,
                    (_, Behind::Preview(preview)) => {
                        self.line = preview.list.chosen;
                        Task::Finding
                    }
                    _ => Task::Finding,
                };
                self.work(task, request);
                return Response::none();
            }
            Answer::Back => {}
        }
        self.stage = match std::mem::replace(&mut asking.behind, Behind::Reading) {
            Behind::Reading => return self.leave_off(),
            Behind::Preview(preview) => Stage::Preview(preview),
            Behind::Names(names, list) => Stage::Names(names, list),
        };
        Response::none()
    }

    /// Handles a failed operation: if one was in progress, returns to the files and shows the reason.
    pub fn fail(&mut self, why: &str) -> Response {
        if self.working().is_none() {
            return Response::say(Notice::said(why).failed());
        }
        self.stage = Stage::Files;
        self.picker.problem = Some(why.to_owned());
        Response::none()
    }

    fn files_key(&mut self, action: Action, shared: &Shared) -> Response {
        let picker = &mut self.picker;
        picker.problem = None;
        let request = match action {
            Action::Accept if picker.leads().is_some() => picker.leads(),
            Action::Accept | Action::Start => {
                let paths = picker.to_read();
                if !paths.is_empty() {
                    let find = ImportRequest::FindFiles(paths, shared.settings.day_start());
                    self.work(Task::Finding, find);
                }
                return Response::none();
            }
            Action::Right => picker.leads(),
            Action::Left => picker.above(),
            Action::Home => Some(ImportRequest::ListFolder(Folder::Home)),
            Action::Imports => Some(ImportRequest::ListImports),
            Action::Back if !picker.clear() => {
                return Response::close().and_effect(Effect::Import(ImportRequest::Discard));
            }
            _ => {
                picker.key(action);
                None
            }
        };
        send(request.or_else(|| self.picker.ask_kind()))
    }

    fn filter_key(&mut self, action: Action) -> Response {
        let picker = &mut self.picker;
        let request = match action {
            Action::Accept => picker.settle(),
            Action::Back => {
                picker.clear();
                None
            }
            _ => {
                picker.key(action);
                None
            }
        };
        send(request.or_else(|| self.picker.ask_kind()))
    }

    /// Returns to the files and discards what was read.
    fn leave_off(&mut self) -> Response {
        self.stage = Stage::Files;
        send(Some(ImportRequest::Discard))
    }
}

impl Screen for ImportScreen {
    fn context(&self) -> Context {
        match self.stage {
            Stage::Files if self.picker.field.is_some() => Context::FileFilter,
            Stage::Files => Context::Files,
            Stage::Working(_) => Context::Reading,
            Stage::Preview(_) => Context::ImportPreview,
            Stage::Asking(ref asking) if asking.field.is_some() => Context::FileFilter,
            Stage::Asking(_) | Stage::Names(..) => Context::ImportQuestion,
            Stage::Moods(_) => Context::MoodNames,
            Stage::Done(_) => Context::ImportDone,
            Stage::Imports(..) => Context::Imports,
            Stage::TakeBack(..) => Context::ImportUndo,
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let action = key.action;
        match &mut self.stage {
            Stage::Files if self.picker.field.is_some() => return self.filter_key(action),
            Stage::Files => return self.files_key(action, shared),
            Stage::Working(_) | Stage::Moods(_) | Stage::Preview(_) if action == Action::Back => {
                return self.leave_off();
            }
            Stage::Working(_) => {}
            Stage::Asking(_) => return self.answer(action),
            Stage::Moods(names) if action == Action::Accept => match names.ratings() {
                Ok(ratings) => self.work(Task::Weighing, ImportRequest::SetMoods(ratings)),
                Err(place) => {
                    names.list = ListCursor::at(place);
                    return Response::say(
                        "This mood has no rating yet. Give it a number from 1 to 9.",
                    );
                }
            },
            Stage::Moods(names) => names.key(key),
            Stage::Preview(preview) if action == Action::Accept => {
                if !preview.summary.adds() {
                    return Response::say("Nothing new in these files.");
                }
                self.work(Task::Writing, ImportRequest::Import);
            }
            Stage::Preview(preview) if action == Action::Edit => {
                return match preview.part() {
                    Some(part) => send(Some(ImportRequest::OfferChoices(part))),
                    None => Response::say("Select a column or an unknown activity to change it."),
                };
            }
            Stage::Preview(preview) => {
                preview.list.answer(action, preview.lines.len());
            }
            Stage::Done(preview) => match (action, preview.summary.outcome.import_id) {
                (Action::Undo, Some(id)) => self.work(Task::TakingBack, ImportRequest::Undo(id)),
                (Action::Imports, _) => return send(Some(ImportRequest::ListImports)),
                (Action::Edit, _) => return send(Some(ImportRequest::ListUnnamed)),
                (Action::Accept | Action::Back, _) => return Response::close(),
                _ => {
                    preview.list.answer(action, preview.lines.len());
                }
            },
            Stage::Names(names, list) => match (action, names.get(list.chosen)) {
                (Action::Back, _) => return send(Some(ImportRequest::ListImports)),
                (Action::Accept, Some((name, _))) => {
                    return send(Some(ImportRequest::OfferChoices(Part::Activity(
                        name.clone(),
                    ))));
                }
                _ => {
                    list.answer(action, names.len());
                }
            },
            Stage::Imports(imports, cursor) => match action {
                Action::Back => self.stage = Stage::Files,
                Action::Edit => return send(Some(ImportRequest::ListUnnamed)),
                Action::Accept => match imports.get(cursor.chosen) {
                    Some(import) if import.taken_back => {
                        return Response::say("This import was undone already.");
                    }
                    Some(_) => self.stage = Stage::TakeBack(std::mem::take(imports), *cursor),
                    None => {}
                },
                _ => {
                    cursor.answer(action, imports.len());
                }
            },
            Stage::TakeBack(imports, cursor) => match (action, imports.get(cursor.chosen)) {
                (Action::Accept, Some(import)) => {
                    let request = ImportRequest::Undo(import.id);
                    self.work(Task::TakingBack, request);
                }
                (Action::Back, _) => {
                    self.stage = Stage::Imports(std::mem::take(imports), *cursor);
                }
                _ => {}
            },
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        match &mut self.stage {
            Stage::Asking(asking) => asking.field.as_mut(),
            _ => self.picker.field.as_mut(),
        }
    }

    fn typed(&mut self) {
        match &mut self.stage {
            Stage::Asking(asking) => asking.list = ListCursor::default(),
            _ => self.picker.list = ListCursor::default(),
        }
    }

    /// Opens a pasted path; while the filter is being typed, any other text goes into it.
    fn paste(&mut self, text: &str, _shared: &Shared) -> Option<Response> {
        if matches!(&self.stage, Stage::Asking(asking) if asking.field.is_some()) {
            return None;
        }
        if self.stage != Stage::Files {
            return Some(Response::none());
        }
        let is_path = text.contains(['/', '\\']) || text.trim_start().starts_with('~');
        if self.picker.field.is_some() && !is_path {
            return None;
        }
        let look = ImportRequest::ListFolder(Folder::Pasted(text.to_owned()));
        Some(send(Some(look)))
    }
}

/// Requests this operation, if any.
fn send(request: Option<ImportRequest>) -> Response {
    request.map_or_else(Response::none, |request| {
        Response::effect(Effect::Import(request))
    })
}
