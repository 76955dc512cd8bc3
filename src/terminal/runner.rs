//! Carries out the app's effects and reports their outcomes.

mod failures;
mod mark;

use crate::app::{App, Effect, Message, Outcome};
use crate::clock::Clock;
use crate::config::{Config, HookSettings, ThemeChoice};
use crate::content::undo_text::describe;
use crate::domain::import::{ImportRequest, ImportResponse};
use crate::domain::{Change, Durability, Edit, Id, Journal, Now, Record, Running, TERMINAL};
use crate::hooks::Hooks;
use crate::import::arriving::Places;
use crate::import::session::ImportSession;
use crate::routine_files;
use crate::screens::draft::DRAFTS;
use crate::store::backups::name::Reason;
use crate::store::{FileIdentity, Store, StoreError};
use crate::terminal::arrivals::Arrivals;
use crate::terminal::cues::Cues;
use crate::theme_files;
use chrono::NaiveDate;
use crossterm::event::KeyCode;
use failures::{failed, loaded, not_remembered};
use mark::{Mark, mark};
use std::path::{Path, PathBuf};

/// Runs effects with the store and the clock.
pub struct Runner {
    /// The open database.
    pub store: Store,
    clock: Clock,
    /// Voice, tone, notifications.
    pub cues: Cues,
    config: PathBuf,
    /// The state of the config file when it was last read; `None` if it is neither read nor written.
    config_mark: Option<Mark>,
    routines: PathBuf,
    imports: ImportSession,
    home: PathBuf,
    arrivals: Arrivals,
    /// The command of the user's editor.
    pub editor: Option<String>,
    seen: i64,
    backups: Backups,
    /// The user's hooks.
    pub hooks: Hooks,
    /// The id of the guided session being saved.
    begun: Option<Id>,
    breaks: bool,
    leaving: bool,
    file: Option<FileIdentity>,
}

/// The state of the daily backup.
#[derive(Debug, Default)]
struct Backups {
    /// Whether something has changed since the last check.
    changed: bool,
    /// The last day on which the backup failed; reported once, and retried the next day.
    failed_on: Option<NaiveDate>,
    /// Why it failed, until reported.
    untold: Option<String>,
}

impl Runner {
    /// A runner over an open store; settings are written to the file `config`.
    pub fn new(store: Store, clock: Clock, cues: Cues, config: PathBuf) -> Self {
        let seen = store.data_version().unwrap_or(0);
        let config_mark = Some(mark(&config));
        let (routines, editor, backups) = (PathBuf::new(), None, Backups::default());
        let file = FileIdentity::of(&store);
        let imports = ImportSession::new(PathBuf::new(), clock, PathBuf::new());
        Self {
            store,
            clock,
            cues,
            config,
            config_mark,
            routines,
            imports,
            home: PathBuf::new(),
            arrivals: Arrivals::default(),
            editor,
            seen,
            backups,
            hooks: Hooks::new(&HookSettings::default(), false),
            begun: None,
            breaks: false,
            leaving: false,
            file,
        }
    }

    /// The same runner, reading own routines from the folder `routines`.
    #[must_use]
    pub fn with_routines(mut self, routines: PathBuf) -> Self {
        self.routines = routines;
        self
    }

    /// The same runner; if `forgets`, settings stay in memory only, as for the sample data.
    #[must_use]
    pub fn that_forgets(mut self, forgets: bool) -> Self {
        if forgets {
            self.config_mark = None;
        }
        self
    }

    /// The same runner, which looks for the user's files in the folder `home`.
    #[must_use]
    pub fn at_home(mut self, home: PathBuf) -> Self {
        self.imports = ImportSession::new(home.clone(), self.clock, self.routines.clone());
        self.home = home;
        self
    }

    /// The same runner, editing notes with `command`.
    #[must_use]
    pub fn with_editor(mut self, command: Option<String>) -> Self {
        self.editor = command;
        self
    }

    /// The same runner, with these hooks.
    #[must_use]
    pub fn with_hooks(mut self, hooks: Hooks) -> Self {
        self.hooks = hooks;
        self
    }

    /// The folder of the database, which only its owner can read.
    pub fn folder(&self) -> &Path {
        self.cues.folder()
    }

    /// The same runner, which panics at F12 if `breaks`: so that tests can see how a panic is handled.
    #[must_use]
    pub const fn that_breaks(mut self, breaks: bool) -> Self {
        self.breaks = breaks;
        self
    }

    /// Panics if that was enabled, with everything stored in the message: the hardest case for keeping it out of the
    /// report.
    pub(super) fn break_on(&self, message: &Message, app: &App) {
        let asked =
            self.breaks && matches!(message, Message::Key(key) if key.code == KeyCode::F(12));
        assert!(!asked, "asked to break with {:?}", app.journal);
    }

    /// The database file; `None` if the database is in memory.
    pub fn file(&self) -> Option<&Path> {
        self.store.path()
    }

    /// The config file.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// The current records, if another program has changed them since the last call.
    pub fn changed_outside(&mut self, present: &Journal) -> Option<Journal> {
        let version = self.store.data_version().ok()?;
        if version == self.seen {
            return None;
        }
        self.seen = version;
        self.load_like(present).ok()
    }

    /// The settings in the config file, if it has changed since the last call and differs from `present`.
    pub fn changed_config(&mut self, present: &Config) -> Option<Outcome> {
        let mark = mark(&self.config);
        if self.config_mark.as_ref()? == &mark {
            return None;
        }
        self.config_mark = Some(mark);
        match Config::read_again(&self.config) {
            Ok((config, mut problems)) if config != *present || !problems.is_empty() => {
                self.cues.follow(&config);
                self.hooks.follow(&config.hooks);
                problems.extend(self.theme_problem(&present.theme, &config.theme));
                let problem = problems.into_iter().next();
                Some(Outcome::Configured(Box::new(config), problem))
            }
            Ok(_) => None,
            Err(problem) => Some(Outcome::Told(format!(
                "{problem}. Your settings are unchanged."
            ))),
        }
    }

    /// Makes today's backup if something has changed and there is no backup yet; returns once why it failed. Called
    /// after a change is shown as stored and before waiting for the next key, so it delays no frame and causes no
    /// wakeup.
    pub fn back_up_if_due(&mut self, now: Now) -> Option<Outcome> {
        let today = Some(now.wall.date_naive());
        let changed = std::mem::take(&mut self.backups.changed);
        if changed && self.backups.failed_on != today && self.store.daily_backup_is_due(now.wall) {
            self.back_up(Reason::Daily, now);
        }
        self.backups.untold.take().map(Outcome::Told)
    }

    fn back_up(&mut self, reason: Reason, now: Now) {
        let today = Some(now.wall.date_naive());
        if let Err(error) = self.store.back_up(reason, now.wall) {
            self.backups.untold = (self.backups.failed_on != today).then(|| error.brief());
            self.backups.failed_on = today;
        }
    }

    /// Carries out effects at the end of the program.
    pub fn perform_last(&mut self, effects: Vec<Effect>, now: Now) {
        self.leaving = true;
        for effect in effects {
            self.perform(effect, now);
        }
    }

    /// Carries out `effect`; returns the outcome that the app has to know.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Option<Outcome> {
        if effect.writes() && self.file.as_ref().is_some_and(|file| !file.holds()) {
            return Some(Outcome::Failed(
                "Couldn't save: the database file was moved or replaced. Restart firstline."
                    .to_owned(),
            ));
        }
        match effect {
            Effect::Apply(change) => Some(self.apply(change, now)),
            Effect::Finish(session) => Some(match self.store.finish(&session, now.wall) {
                Ok(_) => {
                    self.backups.changed = true;
                    self.hooks.session_end(&session, now);
                    Outcome::Applied(Change::save(*session))
                }
                Err(error) => failed("Couldn't save the session", &error),
            }),
            Effect::Undo => Some(self.undo_or_redo(now, true)),
            Effect::Redo => Some(self.undo_or_redo(now, false)),
            Effect::LoadAll => Some(loaded(self.store.all())),
            Effect::LoadSince(day) => Some(loaded(self.store.recent(day))),
            Effect::ReadThemes => Some(Outcome::ThemeNames(theme_files::names(
                &theme_files::folder(&self.config),
            ))),
            Effect::ReadRoutines => {
                let found = routine_files::read(&self.routines);
                Some(Outcome::RoutineFiles(found.routines, found.broken))
            }
            Effect::Keep(running, durability) => self
                .keep(&running, durability, now)
                .err()
                .map(|error| failed("Couldn't save the running session", &error)),
            Effect::Forget => self
                .store
                .drop_running()
                .err()
                .map(|error| failed("Couldn't remove the running session", &error)),
            Effect::Remember(key, value) => {
                // Typing must not wait for the disk; at the end there is no later moment.
                let set = if key.starts_with(DRAFTS) && !self.leaving {
                    self.store.set_setting_if_free(&key, &value, now.wall)
                } else {
                    self.store.set_setting(&key, &value, now.wall)
                };
                let failed = set.err();
                // The stored terminal state is a cache; a failure to save it is not worth reporting.
                failed
                    .filter(|_| !key.starts_with(TERMINAL))
                    .map(|error| not_remembered(key, &error))
            }
            Effect::Say(text) => {
                self.cues.say(&text);
                None
            }
            Effect::Tone => {
                self.cues.play();
                None
            }
            Effect::Hush => {
                self.cues.hush();
                None
            }
            Effect::Notify(text) => {
                self.cues.notify(&text);
                None
            }
            Effect::Try(channel) => Some(Outcome::Told(self.cues.try_out(channel))),
            Effect::Configure(edit) => {
                self.cues.follow(&edit.wanted);
                let problem = self.theme_problem(&edit.found.theme, &edit.wanted.theme);
                self.keep_config(&edit).or(problem.map(Outcome::Told))
            }
            Effect::LookIn(sources) => {
                if let Some(places) = self.places() {
                    self.arrivals.begin(*sources, places);
                }
                None
            }
            Effect::Import(request) => Some(Outcome::Import(Box::new(self.request(request, now)))),
            // Handled by the loop.
            Effect::SavePicture(_)
            | Effect::CopyText
            | Effect::Copy(_)
            | Effect::Bell
            | Effect::Suspend
            | Effect::Edit(_)
            | Effect::Quit => None,
        }
    }

    fn keep_config(&mut self, edit: &Edit<Config>) -> Option<Outcome> {
        self.config_mark.as_ref()?;
        match crate::config::save(&self.config, edit) {
            Ok(()) => self.changed_config(&edit.wanted),
            Err(error) => Some(Outcome::Failed(format!(
                "Applies until you quit, but couldn't be saved: {error:#}"
            ))),
        }
    }

    /// What is wrong with the newly chosen theme.
    fn theme_problem(&self, before: &ThemeChoice, chosen: &ThemeChoice) -> Option<String> {
        let mut problems = theme_files::problems(&theme_files::folder(&self.config), chosen);
        (before != chosen && !problems.is_empty()).then(|| problems.remove(0))
    }

    /// Saves the running session, and runs the hook if it has just started.
    fn keep(
        &mut self,
        running: &Running,
        durability: Durability,
        now: Now,
    ) -> Result<(), StoreError> {
        let is_begun = self.begun.replace(running.id) == Some(running.id);
        let is_kept = |session: Option<Running>| session.is_some_and(|kept| kept.id == running.id);
        let is_new = !is_begun && self.hooks.is_any() && !is_kept(self.store.running()?);
        self.store.keep_running(running, durability)?;
        if is_new {
            self.hooks.session_start(running, now);
        }
        Ok(())
    }

    /// The records that `change` adds, if a hook needs them.
    fn added(&self, change: &Change) -> Vec<Record> {
        match change {
            _ if !self.hooks.is_any() => Vec::new(),
            Change::Save(record) if self.store.record(record.kind(), record.id()).is_err() => {
                vec![(**record).clone()]
            }
            Change::Several(changes) => {
                let added = changes.iter().flat_map(|change| self.added(change));
                added.collect()
            }
            _ => Vec::new(),
        }
    }

    fn run_hooks(&mut self, added: &[Record], now: Now) {
        for record in added {
            match record {
                Record::CheckIn(record) => self.hooks.check_in(record, now),
                Record::Session(session) => self.hooks.session_end(session, now),
                // Only these two have hooks.
                _ => {}
            }
        }
    }

    /// Where the inbox and watched folders are read from; `None` for a database in memory.
    fn places(&self) -> Option<Places> {
        Some(Places {
            db: self.file()?.to_owned(),
            home: self.home.clone(),
            routines: self.routines.clone(),
            clock: self.clock,
        })
    }

    /// The words about what arrived by itself, and whether it can be undone; hooks run for what was saved.
    pub fn arrived(&mut self, now: Now) -> Option<(String, bool)> {
        let arrived = self.arrivals.take()?;
        self.backups.changed |= arrived.is_saved();
        if self.hooks.is_any() {
            self.run_hooks(arrived.records(), now);
        }
        Some((arrived.words()?, arrived.is_saved()))
    }

    /// How long until [`Runner::arrived`] may have something.
    pub fn next_arrival(&self) -> Option<std::time::Duration> {
        self.arrivals.next_look()
    }

    /// Reports a failed hook.
    pub fn hook_news(&mut self, now: Now) -> Option<Outcome> {
        let failures = self.hooks.look(now);
        (!failures.is_empty()).then(|| Outcome::Told(failures.join(" ")))
    }

    fn apply(&mut self, change: Change, now: Now) -> Outcome {
        let change = self.with_true_offset(change);
        let added = self.added(&change);
        if change.deletions() > 1 {
            self.back_up(Reason::Edit, now);
        }
        let applied = self.store.apply(&change, now.wall);
        match applied.and_then(|_| self.store.as_stored(change)) {
            Ok(change) => {
                self.backups.changed = true;
                self.run_hooks(&added, now);
                Outcome::Applied(change)
            }
            Err(error) => failed("Couldn't save", &error),
        }
    }

    fn request(&mut self, request: ImportRequest, now: Now) -> ImportResponse {
        if matches!(request, ImportRequest::Undo(_))
            || request == ImportRequest::Import && self.imports.adds()
        {
            self.back_up(Reason::Import, now);
        }
        self.backups.changed |= request.writes();
        self.imports.run(request, &mut self.store, now)
    }

    fn undo_or_redo(&mut self, now: Now, undo: bool) -> Outcome {
        let step = if undo {
            self.store.undo(now.wall)
        } else {
            self.store.redo(now.wall)
        };
        let words = match step {
            Ok(step) => {
                self.backups.changed = true;
                step.map(|step| describe(&step))
            }
            Err(error) => return failed("Couldn't change anything", &error),
        };
        match self.store.all() {
            Ok(journal) if undo => Outcome::Undone(words, journal),
            Ok(journal) => Outcome::Redone(words, journal),
            Err(error) => failed("Couldn't read your history", &error),
        }
    }

    fn load_like(&self, present: &Journal) -> Result<Journal, StoreError> {
        present
            .from()
            .map_or_else(|| self.store.all(), |from| self.store.recent(from))
    }

    /// Gives a time in the past the UTC offset of that moment, which only the clock knows. A record whose time was not
    /// changed keeps its offset, wherever it is edited.
    fn with_true_offset(&self, change: Change) -> Change {
        match change {
            Change::Save(mut record) => {
                if let Some(time) = record.typed_time() {
                    *time = self.clock.settle(*time);
                }
                Change::Save(record)
            }
            Change::Edit(mut edit) => {
                if let (Some((_, found)), Some(wanted)) =
                    (edit.found.as_ref().when(), edit.wanted.typed_time())
                    && *wanted != found
                {
                    *wanted = self.clock.moved(found, wanted.naive_local());
                }
                Change::Edit(edit)
            }
            Change::Several(changes) => {
                let changes = changes.into_iter();
                Change::Several(
                    changes
                        .map(|change| self.with_true_offset(change))
                        .collect(),
                )
            }
            other => other,
        }
    }
}
