//! Changes to the configuration, made with a key or from outside.

use crate::config::Config;
use crate::domain::Edit;
use crate::domain::arriving::{SHARED, Sources};
use crate::keys::{Action, Keymap};
use crate::screens::effect::Effect;
use crate::screens::notice::Notice;
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::figure::FigureMode;

/// Hides numbers or shows them again. The setting stays until it is changed back: a hard time is rarely over by the
/// next morning, and hidden numbers should not reappear on their own.
pub(super) fn turn_numbers(shared: &Shared) -> Response {
    if let Some(chosen) = shared.numbers_hidden_by_choice() {
        return Response::say(chosen);
    }
    let mut config = shared.settings.config.clone();
    config.hide_numbers = !config.hide_numbers;
    let notice = if config.hide_numbers {
        Notice::said("Numbers are hidden. Nothing is lost.").press(Action::Numbers, "show them")
    } else {
        Notice::said("Numbers are back.").press(Action::Numbers, "hide them")
    };
    configure(shared, config).and_say(notice)
}

/// Looks for new lines in the inbox and new files in watched folders, if there are any.
pub(super) fn look_in(shared: &Shared) -> Option<Effect> {
    let config = &shared.settings.config;
    let sources = Sources {
        inbox: config.inbox.clone(),
        shared: shared.journal.setting(SHARED).map(str::to_owned),
        watched: config.watch.clone(),
        day_start: config.day_start(),
    };
    let is_wanted = !shared.settings.demo && !sources.is_empty();
    is_wanted.then(|| Effect::LookIn(Box::new(sources)))
}

/// Turns the mouse on or off permanently.
pub(super) fn turn_mouse(shared: &Shared) -> Response {
    let mut config = shared.settings.config.clone();
    config.mouse = !config.mouse;
    let notice = if config.mouse {
        Notice::said("Mouse on. Hold shift to select text.").press(Action::Mouse, "turn it off")
    } else {
        Notice::said("Mouse off.").press(Action::Mouse, "turn it on")
    };
    configure(shared, config).and_say(notice)
}

fn configure(shared: &Shared, config: Config) -> Response {
    Response::effect(Effect::Configure(Box::new(Edit {
        found: shared.settings.config.clone(),
        wanted: config,
    })))
}

/// Applies a changed config file, including its key bindings. Returns the problem found in it, if any.
pub(super) fn take(shared: &mut Shared, config: Config, problem: Option<String>) -> Option<String> {
    let (keys, problems) = if config.own_keys.is_empty() {
        (Keymap::default(), Vec::new())
    } else {
        Keymap::with(&config.own_keys)
    };
    shared.keys = keys;
    follow(shared, config);
    problem.or_else(|| problems.into_iter().next())
}

/// Applies settings immediately.
pub(super) fn follow(shared: &mut Shared, config: Config) {
    shared.journal.hide_numbers(config.hide_numbers);
    let settings = &mut shared.settings;
    if config.reduced_motion != settings.config.reduced_motion {
        settings.figure = if config.reduced_motion {
            FigureMode::Still
        } else {
            FigureMode::Moving
        };
    }
    settings.config = config;
}
