//! From the command line to the screens or a command, and from errors to an exit code.

mod crash_report;

use crate::app::{App, Settings};
use crate::cli::start::Opening;
use crate::cli::{self, Command, Failure, Options};
use crate::clock::Clock;
use crate::config::{Config, GlyphChoice, ThemeChoice};
use crate::domain::{IdMaker, Now};
use crate::environment::{Environment, temporary};
use crate::hooks::Hooks;
use crate::keys::Keymap;
use crate::paths::{Paths, home};
use crate::routine_files;
use crate::store::{Store, StoreError};
use crate::terminal::cues::Cues;
use crate::terminal::{self, Look, Runner};
use crate::theme_files;
use crate::widgets::figure::FigureMode;
use crate::widgets::theme::{ColorSource, Questions, Theme};
use color_eyre::config::HookBuilder;
use color_eyre::eyre::Result;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Days loaded before the first frame: what Today shows, and a few more to page back to.
const RECENT_DAYS: i64 = 35;

/// Runs the program.
pub fn main() -> ExitCode {
    // Installs only the error hook: a panic message may quote a record; `crash_report` leaves it out.
    let (_, errors) = HookBuilder::default().into_hooks();
    // Fails only if another handler is installed, which is fine.
    let _ = errors.install();
    let environment = Environment::read();
    match cli::answer_completion() {
        Ok(false) => {}
        Ok(true) => return ExitCode::SUCCESS,
        Err(failure) => {
            cli::note(&format!("firstline: {failure}"));
            return ExitCode::from(failure.code());
        }
    }
    // Exits here for `--help` and for a mistake in the arguments.
    let options = Options::read();
    crash_report::end_at_a_panic(&options, &environment);
    match run(&options, &environment) {
        Ok(code) => ExitCode::from(code),
        Err(report) => {
            let failure = report.downcast_ref::<Failure>();
            if failure.is_some_and(Failure::is_silent) {
                return ExitCode::SUCCESS;
            }
            let code = failure.map_or(1, Failure::code);
            cli::note(&format!("firstline: {report:#}"));
            if cli::backed_up_store::has_saved() {
                cli::note("Your entry was saved. To undo: firstline undo");
            }
            ExitCode::from(code)
        }
    }
}

fn run(options: &Options, environment: &Environment) -> Result<u8> {
    let clock = Clock::new(environment.now.as_deref()).map_err(Failure::usage)?;
    let in_lines = options.plain || environment.is_dumb() || reads_aloud(options, environment);
    let wants_screens = matches!(&options.command, None | Some(Command::Start(_)));
    if wants_screens && environment.lacks_escapes && !options.plain {
        cli::note(
            "This console can't show the screens, so here is plain text. Windows Terminal can show them.",
        );
    }
    match &options.command {
        None if terminal::is_available() && !in_lines => screens(options, environment, clock, None),
        Some(Command::Start(start)) => {
            let store = open(options, environment, clock)?;
            let config = read_config(options, environment)?;
            let chosen = cli::start::choose(start, &store, &config, clock, seed(environment))?;
            if !in_lines && !terminal::is_available() {
                return Err(Failure::runtime(
                    "Guided sessions need a terminal. Try firstline start --plain, or log one \
                     with firstline log ACTIVITY DURATION",
                )
                .into());
            }
            if in_lines {
                let (mut app, runner, problems) =
                    open_app(options, environment, clock, Some(chosen))?;
                tell(&problems, &mut app, runner.config(), clock);
                return Ok(terminal::plain::run(app, runner, clock)?.finish());
            }
            screens(options, environment, clock, Some(chosen))
        }
        command => {
            crash_report::happen(environment);
            let paths = Paths::find(options.db.clone(), options.config.clone(), environment)?;
            // Support must work even if everything else fails.
            let config = match read_config(options, environment) {
                Err(_) if matches!(command, Some(Command::Support(_))) => Config::default(),
                read => read?,
            };
            let context = cli::Context {
                options,
                environment,
                clock,
                config,
                paths,
                seed: seed(environment),
            };
            cli::run(
                command
                    .as_ref()
                    .unwrap_or(&Command::Today(cli::Today::default())),
                &context,
            )
        }
    }
}

/// Whether the person set plain lines instead of screens. Problems with the file are reported later.
fn reads_aloud(options: &Options, environment: &Environment) -> bool {
    let paths = Paths::find(options.db.clone(), options.config.clone(), environment);
    paths.is_ok_and(|paths| Config::read(&paths.config).0.screen_reader)
}

/// The config for a command; problems are printed to standard error.
fn read_config(options: &Options, environment: &Environment) -> Result<Config> {
    let (config, problems) =
        Config::read(&Paths::find(options.db.clone(), options.config.clone(), environment)?.config);
    for problem in problems {
        cli::note(&format!("firstline: {problem}"));
    }
    Ok(config)
}

/// The seed from the environment, a number or a hash of its text; `None` if unset.
fn seed(environment: &Environment) -> Option<u64> {
    environment.seed.as_deref().map(|text| {
        text.parse().unwrap_or_else(|_| {
            text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
            })
        })
    })
}

/// Opens the store; for the demo, one in memory with sample data.
fn open(options: &Options, environment: &Environment, clock: Clock) -> Result<(Paths, Store)> {
    let paths = Paths::find(options.db.clone(), options.config.clone(), environment)?;
    let store = cli::open_store(options, &paths, clock, seed(environment))?;
    Ok((paths, store))
}

/// Over SSH, and with reduced motion, the figure shows only its key poses.
fn figure_mode(config: &Config, environment: &Environment) -> FigureMode {
    if config.reduced_motion || environment.is_remote {
        FigureMode::Still
    } else {
        FigureMode::Moving
    }
}

fn screens(
    options: &Options,
    environment: &Environment,
    clock: Clock,
    opening: Option<Opening>,
) -> Result<u8> {
    let (mut app, runner, mut problems) = open_app(options, environment, clock, opening)?;
    problems.extend(take_own_keys(&mut app, runner.config()));
    let themes = theme_files::folder(runner.config());
    problems.extend(theme_files::problems(&themes, &app.settings.config.theme));
    // Printed in full for after the screens close; the first one is shown on the screens, too.
    for problem in &problems {
        cli::note(&format!("firstline: {problem}"));
    }
    tell(&problems, &mut app, runner.config(), clock);
    let look = look(options, environment, themes);
    Ok(terminal::run(app, runner, clock, look)?.finish())
}

/// The look for a config; command-line options take precedence.
fn look(options: &Options, environment: &Environment, themes: PathBuf) -> Look<'static> {
    let never = options.color == cli::ColorChoice::Never;
    let always = options.color == cli::ColorChoice::Always;
    let environment = Environment {
        no_color: environment.no_color && !always,
        ..environment.clone()
    };
    let ascii = options.ascii;
    let of = move |config: &Config| {
        let colors = if never {
            ColorSource::Mono
        } else {
            colors(&themes, &config.theme)
        };
        let glyphs = if ascii {
            GlyphChoice::Ascii
        } else {
            config.glyphs
        };
        (colors, glyphs)
    };
    let (theme, asking) = (of.clone(), environment.clone());
    Look {
        theme: Box::new(move |config, answers| {
            let (colors, glyphs) = theme(config);
            Theme::choose(&colors, glyphs, &environment, answers)
        }),
        questions: Box::new(move |config| {
            let (colors, glyphs) = of(config);
            Questions::worth_asking(&colors, glyphs, &asking)
        }),
    }
}

/// The chosen colors; the defaults if the theme file is unusable, which is reported elsewhere.
fn colors(themes: &Path, choice: &ThemeChoice) -> ColorSource {
    match choice {
        ThemeChoice::Auto => ColorSource::Auto,
        ThemeChoice::Terminal => ColorSource::Terminal,
        ThemeChoice::Mono => ColorSource::Mono,
        ThemeChoice::Named(_) => match theme_files::palette(themes, choice) {
            Ok(Some(palette)) => ColorSource::Palette(palette),
            Ok(None) | Err(_) => ColorSource::Auto,
        },
    }
}

/// Applies the keys of the config file; returns a message for each that cannot be used.
fn take_own_keys(app: &mut App, path: &Path) -> Vec<String> {
    if app.settings.config.own_keys.is_empty() {
        return Vec::new();
    }
    let (keys, problems) = Keymap::with(&app.settings.config.own_keys);
    app.keys = keys;
    problems
        .into_iter()
        .map(|problem| format!("{}, {problem}", path.display()))
        .collect()
}

/// Shows the first problem in the config file, without the file's folder, to save space.
fn tell(problems: &[String], app: &mut App, path: &Path, clock: Clock) {
    let Some(problem) = problems.first() else {
        return;
    };
    let folder = path
        .parent()
        .map(|folder| format!("{}/", folder.display()))
        .unwrap_or_default();
    let more = if problems.len() > 1 {
        format!("{} more; ", problems.len() - 1)
    } else {
        String::new()
    };
    app.notify(
        format!("{more}{}", problem.trim_start_matches(&folder)),
        clock.now(),
    );
}

/// Opens the store and builds the app and its runner; also returns the problems in the config file.
fn open_app(
    options: &Options,
    environment: &Environment,
    clock: Clock,
    opening: Option<Opening>,
) -> Result<(App, Runner, Vec<String>)> {
    let (paths, mut store) = open(options, environment, clock)?;
    let (config, mut problems) = Config::read(&paths.config);
    problems.extend(store.only_reads());
    let settings = Settings {
        figure: figure_mode(&config, environment),
        config: config.clone(),
        demo: options.demo,
        locale: environment.locale.clone(),
        local: environment.units,
        zones: environment.zones.clone(),
        seed: seed(environment).unwrap_or(0),
    };
    let routines = if options.demo {
        PathBuf::new()
    } else {
        routine_files::folder(&paths.db)
    };
    let ids = IdMaker::seeded(seed(environment).unwrap_or_else(|| fastrand::u64(..)));
    let app = app_over(&mut store, settings, &routines, opening, ids, clock.now())?;
    // The sample data leaves no files beside the user's database.
    let folder = if options.demo {
        temporary()
    } else {
        paths
            .db
            .parent()
            .map_or_else(PathBuf::new, Path::to_path_buf)
    };
    // Hooks must not take the sample data for the user's records.
    let hooks = Hooks::new(&config.hooks, environment.is_in_hook || options.demo);
    let cues = Cues::new(config, environment, &folder);
    let runner = Runner::new(store, clock, cues, paths.config)
        .with_routines(routines)
        .that_forgets(options.demo);
    let runner = runner
        .with_editor(environment.editor.clone())
        .that_breaks(crash_report::at_key(environment));
    let runner = runner.at_home(home(&folder));
    let runner = runner.with_hooks(hooks);
    Ok((app, runner, problems))
}

/// Builds the app over an open store: with the records of the last weeks, the custom routines in the folder `routines`,
/// and an offer to resume a running session, or `opening`.
pub fn app_over(
    store: &mut Store,
    settings: Settings,
    routines: &Path,
    opening: Option<Opening>,
    ids: IdMaker,
    now: Now,
) -> Result<App, StoreError> {
    let today = now.day(settings.day_start());
    let since = today.plus(-RECENT_DAYS);
    let (journal, last) =
        store.at_once(|store| Ok((store.recent(since)?, store.last_record_day(since)?)))?;
    let mut app = App::new(settings, journal, ids, now);
    let found = routine_files::read(routines);
    app.take_files(found.routines, found.broken);
    app.shared.last_before = last;
    match (store.running()?, opening) {
        (Some(running), _) => app.offer_resume(running, now),
        (None, Some(Opening::Routine(routine))) => app.open_routine(routine, now),
        (None, Some(Opening::Questions)) => app.open_questions(),
        (None, None) => {}
    }
    app.settle();
    Ok(app)
}
