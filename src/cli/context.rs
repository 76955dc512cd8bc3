//! What every command can use: the options, the store, the time.

use crate::cli::colors::Colors;
use crate::cli::daily_backup::BackedUpStore;
use crate::cli::{ColorChoice, Failure, Options, note, safe};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::{Day, Moment, Now, When, parse_instant, parse_when};
use crate::environment::Environment;
use crate::hooks::Hooks;
use crate::paths::Paths;
use crate::store::backups::name::Reason;
use crate::store::{OpenError, Refusal, Store, is_absent};
use color_eyre::eyre::Result;
use std::io::{self, IsTerminal as _};

/// What every command can use.
pub struct Context<'a> {
    /// The options before the command.
    pub options: &'a Options,
    /// The environment.
    pub environment: &'a Environment,
    /// The clock.
    pub clock: Clock,
    /// The config.
    pub config: Config,
    /// The files.
    pub paths: Paths,
    /// The seed that was given, if one was.
    pub seed: Option<u64>,
}

/// A time that somebody wrote, for a record.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// The instant; noon where no time of day was written.
    pub at: Moment,
    /// The day it belongs to.
    pub day: Day,
    /// Whether a time of day was written.
    pub timed: bool,
}

/// Opens the store; for `--demo`, one in memory with an example history.
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
    /// Opens the store this command works on. When it is closed after a change, the day's backup is made.
    pub fn store(&self) -> Result<BackedUpStore> {
        Ok(BackedUpStore::new(
            open_store(self.options, &self.paths, self.clock, self.seed)?,
            self.clock,
        ))
    }

    /// Opens the store of a command that has nothing to begin: where there is no file none is made, and the store is
    /// empty. A file that was named with `--db` has to be there.
    pub fn existing(&self) -> Result<BackedUpStore> {
        if self.options.demo || !is_absent(&self.paths.db) {
            return self.store();
        }
        self.refuse_absent()?;
        let empty = Store::open_in_memory(self.now())?;
        Ok(BackedUpStore::new(empty, self.clock))
    }

    /// Refuses a file that was named with `--db` and is not there: an empty history would hide the slip.
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

    /// Whether a listing has no file to read, on the default place: everything is still to come.
    pub fn is_new_here(&self) -> bool {
        !self.options.demo && self.options.db.is_none() && is_absent(&self.paths.db)
    }

    /// Like [`Context::store`], for a sync: a database that vanished is begun anew, and the folder brings what it had.
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
                Ok(BackedUpStore::new(store, self.clock))
            }
            _ => opened,
        }
    }

    /// Makes a backup before many records change. Where that fails it is said, and stops nothing.
    pub fn back_up(&self, store: &Store, reason: Reason) {
        if let Err(error) = store.back_up(reason, self.now()) {
            note(&error.to_string());
        }
    }

    /// The colors of what is printed: those of a terminal that wants some.
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

    /// Runs the person's own program after something was saved, and waits until it ends or its time is over.
    ///
    /// # Errors
    /// With what went wrong with it; what was saved stays.
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

    /// The present.
    pub fn now(&self) -> Moment {
        self.clock.now().wall
    }

    /// The day it is.
    pub fn today(&self) -> Day {
        Day::of(self.now().naive_local(), self.config.day_start())
    }

    /// Reads a date from the command line.
    pub fn when(&self, text: &str) -> Result<When> {
        let when = parse_when(text, self.now(), self.config.day_start());
        Ok(when.map_err(|error| Failure::usage(error.to_string()))?)
    }

    /// Reads the day of a date from the command line.
    pub fn day(&self, text: &str) -> Result<Day> {
        Ok(self.when(text)?.day(self.config.day_start()))
    }

    /// Reads the day of something planned: what [`Context::day`] reads, and `tomorrow`.
    pub fn day_ahead(&self, text: &str) -> Result<Day> {
        if text.trim().eq_ignore_ascii_case("tomorrow") {
            return Ok(self.today().plus(1));
        }
        self.day(text)
    }

    /// Reads the time of a new record: not in the future.
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

    /// Reads the time that a record which was at `found` is moved to: not in the future.
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
                let time = written.at.format("%H:%M");
                format!("{time} is in the future. Use now or an earlier time.")
            };
            return Err(Failure::usage(text).into());
        }
        Ok(written)
    }
}
