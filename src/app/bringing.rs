//! Bringing in what other programs kept: files chosen, read one by one, looked at, brought in as a whole or not at
//! all; and imports taken back. What is done with files is done outside, an errand at a time.

pub mod meanings;
pub mod picker;
pub mod preview;

use crate::app::{App, Effect, Notice, Overlay};
use crate::domain::import::{Brought, Errand, Folder, News, PastImport};
use crate::domain::{Journal, Now};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::screen::Screen as _;
use crate::widgets::text_field::{Lines, TextField};
use meanings::Meanings;
use picker::Picker;
use preview::Preview;
use std::time::Duration;

/// A page of a list, in rows.
const PAGE: usize = 10;

/// The screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bringing {
    /// How far it is.
    pub stage: Stage,
    /// The files to choose from.
    pub picker: Picker,
}

/// How far bringing in is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// Files are being chosen.
    #[default]
    Files,
    /// Something takes a while.
    Working(Working),
    /// Moods with names of their own are being explained.
    Moods(Meanings),
    /// What would come in is looked at.
    Preview(Box<Preview>),
    /// It came in.
    Done(Box<Brought>),
    /// The imports that were made; the place of the chosen one.
    Imports(Vec<PastImport>, usize),
    /// Whether to take back the import at this place.
    TakeBack(Vec<PastImport>, usize),
}

/// Something that takes a while: it is shown first, and done at the next wake-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// What it is.
    pub task: Task,
    /// What is still to be asked for.
    due: Option<Errand>,
}

/// What takes a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Looking for files in folders.
    Finding,
    /// Reading: so many are read of so many, and so much of this one, in percent.
    Reading(usize, usize, String, u8),
    /// Comparing with what is here.
    Weighing,
    /// Writing.
    Writing,
    /// Taking back.
    TakingBack,
}

impl Bringing {
    /// What has the focus.
    pub const fn context(&self) -> Context {
        match self.stage {
            Stage::Files if self.picker.field.is_some() => Context::FileFilter,
            Stage::Files => Context::Files,
            Stage::Working(_) => Context::Reading,
            Stage::Preview(_) => Context::BringIn,
            Stage::Moods(_) => Context::MoodNames,
            Stage::Done(_) => Context::BroughtIn,
            Stage::Imports(..) => Context::Imports,
            Stage::TakeBack(..) => Context::TakeBack,
        }
    }

    fn work(&mut self, task: Task, errand: Errand) {
        self.stage = Stage::Working(Working {
            task,
            due: Some(errand),
        });
    }

    const fn working(&self) -> Option<&Working> {
        if let Stage::Working(working) = &self.stage {
            Some(working)
        } else {
            None
        }
    }
}

fn send(errand: Option<Errand>) -> Vec<Effect> {
    errand.map(Effect::Errand).into_iter().collect()
}

impl App {
    /// Opens the file picker where downloads go.
    pub(super) fn open_bringing(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Bringing(Box::default()));
        send(Some(Errand::Look(Folder::Start)))
    }

    fn bringing_mut(&mut self) -> Option<&mut Bringing> {
        self.overlays
            .iter_mut()
            .rev()
            .find_map(|overlay| match overlay {
                Overlay::Bringing(bringing) => Some(bringing.as_mut()),
                _ => None,
            })
    }

    /// The errand that is due, once what it is about is on the screen.
    pub(super) fn due_errand(&mut self) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Bringing(bringing)) => match &mut bringing.stage {
                Stage::Working(working) => send(working.due.take()),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// At once, while an errand is due.
    pub(super) fn errand_deadline(&self) -> Option<Duration> {
        let Some(Overlay::Bringing(bringing)) = self.overlays.last() else {
            return None;
        };
        bringing.working()?.due.as_ref().map(|_| Duration::ZERO)
    }

    /// Takes pasted text: a path, or what is looked for; answers whether it was for this screen.
    pub(super) fn paste_path(&mut self, text: &str) -> Option<Vec<Effect>> {
        let Some(Overlay::Bringing(bringing)) = self.overlays.last_mut() else {
            return None;
        };
        if bringing.stage != Stage::Files {
            return Some(Vec::new());
        }
        let a_path = text.contains(['/', '\\']) || text.trim_start().starts_with('~');
        if bringing.picker.field.is_some() && !a_path {
            return None;
        }
        self.redraw = true;
        Some(send(Some(Errand::Look(Folder::Pasted(text.to_owned())))))
    }

    pub(super) fn bringing_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let (day_start, size) = (self.settings.day_start(), self.size);
        let Some(Overlay::Bringing(bringing)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let page = PAGE.min(usize::from(size.1));
        let step = |chosen: usize| step(hit.action, chosen, page);
        match &mut bringing.stage {
            Stage::Files if bringing.picker.field.is_some() => return self.file_filter_key(hit),
            Stage::Files => {
                let picker = &mut bringing.picker;
                picker.problem = None;
                let errand = match hit.action {
                    Action::Accept if picker.leads().is_some() => picker.leads(),
                    Action::Accept | Action::Start => {
                        let paths = picker.wish();
                        if paths.is_empty() {
                            return Vec::new();
                        }
                        bringing.work(Task::Finding, Errand::Find(paths, day_start));
                        return Vec::new();
                    }
                    Action::Right => picker.leads(),
                    Action::Left => picker.above(),
                    Action::Home => Some(Errand::Look(Folder::Home)),
                    Action::Imports => Some(Errand::Past),
                    Action::Back if !picker.clear() => {
                        self.overlays.pop();
                        return send(Some(Errand::Drop));
                    }
                    Action::Pick => {
                        picker.tick();
                        None
                    }
                    Action::Search => {
                        picker.field = Some(TextField::new(&picker.wanted(), Lines::One));
                        picker.chosen = 0;
                        None
                    }
                    Action::Hidden => {
                        picker.hidden = !picker.hidden;
                        None
                    }
                    _ => {
                        picker.go(step);
                        None
                    }
                };
                return send(errand.or_else(|| picker.ask_kind()));
            }
            Stage::Working(_) if hit.action == Action::Back => return self.leave_off(),
            Stage::Working(_) => {}
            Stage::Moods(meanings) => match hit.action {
                Action::Accept => return self.say_moods(now),
                Action::Back => return self.leave_off(),
                _ => meanings.key(hit),
            },
            Stage::Preview(preview) => match hit.action {
                Action::Accept if preview.brought.adds() => {
                    bringing.work(Task::Writing, Errand::Bring);
                }
                Action::Accept => self.notify("Nothing new is in these files.", now),
                Action::Back => return self.leave_off(),
                _ => {
                    preview.chosen =
                        step(preview.chosen).min(preview.lines.len().saturating_sub(1));
                }
            },
            Stage::Done(brought) => match (hit.action, brought.outcome.import_id) {
                (Action::Undo, Some(id)) => bringing.work(Task::TakingBack, Errand::TakeBack(id)),
                (Action::Imports, _) => return send(Some(Errand::Past)),
                (Action::Accept | Action::Back, _) => drop(self.overlays.pop()),
                _ => {}
            },
            Stage::Imports(imports, chosen) => match hit.action {
                Action::Back => bringing.stage = Stage::Files,
                Action::Accept => match imports.get(*chosen) {
                    Some(import) if import.taken_back => {
                        self.notify("This one was taken back already.", now);
                    }
                    Some(_) => bringing.stage = Stage::TakeBack(std::mem::take(imports), *chosen),
                    None => {}
                },
                _ => *chosen = step(*chosen).min(imports.len().saturating_sub(1)),
            },
            Stage::TakeBack(imports, chosen) => {
                match (hit.action, imports.get(*chosen).map(|import| import.id)) {
                    (Action::Accept, Some(id)) => {
                        bringing.work(Task::TakingBack, Errand::TakeBack(id));
                    }
                    (Action::Back, _) => {
                        bringing.stage = Stage::Imports(std::mem::take(imports), *chosen);
                    }
                    _ => {}
                }
            }
        }
        Vec::new()
    }

    fn file_filter_key(&mut self, hit: KeyMatch) -> Vec<Effect> {
        let Some(bringing) = self.bringing_mut() else {
            return Vec::new();
        };
        let picker = &mut bringing.picker;
        let errand = match hit.action {
            Action::Accept => picker.settle(),
            Action::Back => {
                picker.clear();
                None
            }
            other => {
                picker.go(|chosen| step(other, chosen, PAGE));
                None
            }
        };
        send(errand.or_else(|| picker.ask_kind()))
    }

    /// Back to the files; what was read is forgotten.
    fn leave_off(&mut self) -> Vec<Effect> {
        if let Some(bringing) = self.bringing_mut() {
            bringing.stage = Stage::Files;
        }
        send(Some(Errand::Drop))
    }

    fn say_moods(&mut self, now: Now) -> Vec<Effect> {
        let Some(bringing) = self.bringing_mut() else {
            return Vec::new();
        };
        let Stage::Moods(meanings) = &mut bringing.stage else {
            return Vec::new();
        };
        match meanings.said() {
            Ok(said) => {
                bringing.work(Task::Weighing, Errand::Means(said));
                self.notice = None;
            }
            Err(place) => {
                meanings.chosen = place;
                self.notify("This one has no rating yet: a digit from 1 to 9.", now);
            }
        }
        Vec::new()
    }

    /// Takes what came of an errand.
    pub(super) fn take_news(&mut self, news: News, now: Now) -> Vec<Effect> {
        if let News::Brought(_, journal) | News::TookBack(.., journal) = &news {
            self.show_records(journal.clone());
        }
        let Some(bringing) = self.bringing_mut() else {
            return Vec::new();
        };
        match news {
            News::Looked(listing) => {
                bringing.picker.take(*listing);
                return send(bringing.picker.ask_kind());
            }
            News::Told(file, kind) => bringing.picker.told(file, kind),
            // What was left meanwhile goes no further.
            News::Reading(..) | News::Moods(_) | News::Weighed(_)
                if bringing.working().is_none() => {}
            News::Reading(read, files, Some((next, percent))) => {
                bringing.work(Task::Reading(read, files, next, percent), Errand::ReadNext);
            }
            News::Reading(_, _, None) => bringing.work(Task::Weighing, Errand::Weigh),
            News::Moods(names) => bringing.stage = Stage::Moods(Meanings::new(names)),
            News::Weighed(brought) => {
                bringing.stage = Stage::Preview(Box::new(Preview::new(*brought)));
            }
            News::Brought(brought, _) => {
                bringing.picker.ticked.clear();
                bringing.stage = Stage::Done(brought);
            }
            News::Past(imports) => {
                let chosen = if let Stage::Imports(_, chosen) = bringing.stage {
                    chosen
                } else {
                    0
                };
                bringing.stage = Stage::Imports(imports, chosen);
            }
            News::TookBack(id, count, imports, _) => {
                let chosen = imports
                    .iter()
                    .position(|import| import.id == id)
                    .unwrap_or(0);
                bringing.stage = Stage::Imports(imports, chosen);
                let records = if count == 1 {
                    "1 record".to_owned()
                } else {
                    format!("{count} records")
                };
                let notice = Notice::said(format!("Undone: {records}."));
                self.notify(notice.press(Action::Undo, "import them again"), now);
            }
            News::Failed(why) => self.errand_failed(&why, now),
        }
        Vec::new()
    }

    /// Where something was under way, the files stand there again, and why.
    pub(super) fn errand_failed(&mut self, why: &str, now: Now) {
        match self.bringing_mut() {
            Some(bringing) if bringing.working().is_some() => {
                bringing.stage = Stage::Files;
                bringing.picker.problem = Some(why.to_owned());
            }
            _ => self.notify(Notice::said(why).failed(), now),
        }
    }

    /// What an undo may have changed is looked at again, where it is listed.
    pub(super) fn look_again(&self) -> Vec<Effect> {
        let listed = |overlay: &Overlay| matches!(overlay, Overlay::Bringing(screen) if matches!(screen.stage, Stage::Imports(..)));
        send(self.overlays.iter().any(listed).then_some(Errand::Past))
    }

    fn show_records(&mut self, journal: Journal) {
        self.journal.replace(journal);
        self.history.arrive(&self.shared);
    }
}

/// Where in a list a key leads; the end is for the caller to know.
const fn step(action: Action, chosen: usize, page: usize) -> usize {
    match action {
        Action::Up => chosen.saturating_sub(1),
        Action::Down => chosen + 1,
        Action::PageUp => chosen.saturating_sub(page),
        Action::PageDown => chosen + page,
        Action::First => 0,
        Action::Last => usize::MAX / 2,
        _ => chosen,
    }
}
