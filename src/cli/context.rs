//! What every command needs: the options, the store, the time.

use crate::cli::backed_up_store::BackedUpStore;
use crate::cli::colors::Colors;
use crate::cli::{ColorChoice, Failure, Options, note, safe};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::{Day, Moment, Now, Units, When, parse_instant, parse_when};
use crate::environment::Environment;
use crate::hooks::Hooks;
use crate::paths::Paths;
use crate::store::backups::name::Reason;
use crate::store::{OpenError, Refusal, Store, is_absent};
use color_eyre::eyre::Result;
use std::io::{self, IsTerminal as _};

/// Shared by all commands.
pub struct Context<'a> {
    /// The global options.
    pub options: &'a Options,
    /// The environment.
    pub environment: &'a Environment,
    /// The clock.
    pub clock: Clock,
    /// The settings.
    pub config: Config,
    /// The files in use.
    pub paths: Paths,
    /// The seed from the environment, if set.
    pub seed: Option<u64>,
}

/// A time given by the user for a record.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// The instant; noon if no time of day was given.
    pub at: Moment,
    /// The day of the record.
    pub day: Day,
    /// Whether a time of day was given.
    pub timed: bool,
}

/// Opens the store; for `--demo`, one in memory with sample data.
pub fn open_store(
    options: &Options,
    paths: &Paths,
    clock: Clock,
    seed: Option<u64>,
) -> Result<Store> {
    let now = clock.now().wall;
    if options.demo {
        let mut store = Store::open_in_memory(now)?;
        crate::demo::fill(
            &mut store,
            now,
            crate::demo::DAYS,
            seed.unwrap_or(crate::demo::SEED),
        )?;
        return Ok(store);
    }
    let mut store = Store::open(&paths.db, now)?;
    if let Some(seed) = seed {
        store.seed(seed);
    }
    Ok(store)
}

impl Context<'_> {
    /// The person's units and calendar.
    pub fn units(&self) -> Units {
        self.config.units(self.environment.units)
    }

    /// Opens the store for this command. If it was changed, the daily backup is made when it is closed.
    pub fn store(&self) -> Result<BackedUpStore> {
        Ok(BackedUpStore::new(
            open_store(self.options, &self.paths, self.clock, self.seed)?,
            self.clock,
            self.config.hide_numbers,
        ))
    }

    /// Opens the store for a command that needs existing records: if the file is missing, none is created, and the
    /// store is empty. A file given with `--db` must exist.
    pub fn existing(&self) -> Result<BackedUpStore> {
        if self.options.demo || !is_absent(&self.paths.db) {
            return self.store();
        }
        self.refuse_absent()?;
        let empty = Store::open_in_memory(self.now())?;
        Ok(BackedUpStore::new(
            empty,
            self.clock,
            self.config.hide_numbers,
        ))
    }

    /// Fails if the file given with `--db` does not exist: an empty history would hide the typo.
    pub fn refuse_absent(&self) -> Result<(), Failure> {
        match &self.options.db {
            Some(named) if !self.options.demo && is_absent(named) => {
                let name = safe(&named.display().to_string());
                let text = format!("{name} doesn't exist. Nothing was created.");
                Err(Failure::runtime(text))
            }
            _ => Ok(()),
        }
    }

    /// Whether the default database does not exist yet.
    pub fn is_new_here(&self) -> bool {
        !self.options.demo && self.options.db.is_none() && is_absent(&self.paths.db)
    }

    /// Like [`Context::store`], for a sync: a database that disappeared is created again and filled from the folder.
    pub fn store_or_new(&self) -> Result<BackedUpStore> {
        let opened = self.store();
        let vanished = |error: &OpenError| matches!(error.refusal(), Refusal::Vanished { .. });
        match &opened {
            Err(report) if report.downcast_ref().is_some_and(vanished) => {
                note(&format!(
                    "{} is gone or empty, so a new one starts with what the folder has. For its \
                     backups: firstline restore --list",
                    self.paths.db.display()
                ));
                let store = Store::begin_anew(&self.paths.db, self.now())?;
                Ok(BackedUpStore::new(
                    store,
                    self.clock,
                    self.config.hide_numbers,
                ))
            }
            _ => opened,
        }
    }

    /// Makes a backup before many records change. A failure is reported, but does not stop the command.
    pub fn back_up(&self, store: &Store, reason: Reason) {
        if let Err(error) = store.back_up(reason, self.now()) {
            note(&error.to_string());
        }
    }

    /// The colors for output: none unless the options, the environment or a terminal ask for them.
    pub fn colors(&self) -> Colors {
        let wanted = match self.options.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if self.environment.no_color => false,
            ColorChoice::Auto if self.environment.forces_color => true,
            ColorChoice::Auto => !self.environment.is_dumb() && io::stdout().is_terminal(),
        };
        if wanted {
            Colors::Sixteen
        } else {
            Colors::None
        }
    }

    /// Runs the user's hook after something was saved, and waits until it ends or times out.
    ///
    /// # Errors
    /// If the hook fails; what was saved stays.
    pub fn run_hooks(&self, run: impl FnOnce(&mut Hooks, Now)) -> Result<()> {
        let mut hooks = Hooks::new(&self.config.hooks, self.environment.is_in_hook);
        if self.options.demo || !hooks.is_any() {
            return Ok(());
        }
        run(&mut hooks, self.clock.now());
        let patience = hooks.patience();
        let failures = hooks.finish(|| self.clock.now(), patience);
        match failures.into_iter().next() {
            Some(failure) => Err(Failure::runtime(failure).into()),
            None => Ok(()),
        }
    }

    /// The current time.
    pub fn now(&self) -> Moment {
        self.clock.now().wall
    }

    /// The current day, which starts at the configured time.
    pub fn today(&self) -> Day {
        Day::of(self.now().naive_local(), self.config.day_start())
    }

    /// Parses a date from the command line.
    pub fn when(&self, text: &str) -> Result<When> {
        let when = parse_when(text, self.now(), self.config.day_start());
        Ok(when.map_err(|error| Failure::usage(error.to_string()))?)
    }

    /// Parses the day of a date from the command line.
    pub fn day(&self, text: &str) -> Result<Day> {
        Ok(self.when(text)?.day(self.config.day_start()))
    }

    /// Parses the day of a plan: whatever [`Context::day`] accepts, and `tomorrow`.
    pub fn day_ahead(&self, text: &str) -> Result<Day> {
        if text.trim().eq_ignore_ascii_case("tomorrow") {
            return Ok(self.today().plus(1));
        }
        self.day(text)
    }

    /// Parses the time of a new record, which must not be in the future.
    pub fn past(&self, text: &str) -> Result<Written> {
        let when = self.when(text)?;
        if let Some(at) = parse_instant(text, self.now()) {
            return self.not_in_the_future(Written {
                at,
                day: Day::of(at.naive_local(), self.config.day_start()),
                timed: true,
            });
        }
        self.not_in_the_future(Written {
            at: self.clock.moment(when.local()),
            day: when.day(self.config.day_start()),
            timed: when.is_timed(),
        })
    }

    /// Parses the new time of a record that was at `found`; it must not be in the future.
    pub fn past_moved(&self, text: &str, found: Moment, timed: bool) -> Result<Written> {
        if parse_instant(text, self.now()).is_some() {
            return self.past(text);
        }
        let time = self
            .when(text)?
            .moving(found, timed, self.config.day_start());
        self.not_in_the_future(Written {
            at: self.clock.moved(found, time.local),
            day: time.day,
            timed: time.timed,
        })
    }

    fn not_in_the_future(&self, written: Written) -> Result<Written> {
        if written.day > self.today() || written.timed && written.at > self.now() {
            let text = if written.day > self.today() {
                format!(
                    "{} is in the future. Use today or an earlier day.",
                    written.day
                )
            } else {
                let time = self.units().time(written.at);
                format!("{time} is in the future. Use now or an earlier time.")
            };
            return Err(Failure::usage(text).into());
        }
        Ok(written)
    }
}
