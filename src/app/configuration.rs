//! What the config file says: changed by a key, or from outside.

use crate::app::{App, Effect, Notice};
use crate::config::Config;
use crate::domain::{Edit, Now};
use crate::keys::{Action, Keymap};
use crate::widgets::figure::FigureMode;

impl App {
    /// Puts numbers away, or takes them out again. It holds until it is turned back: a hard time is seldom over by the
    /// next morning, and nothing that was put away comes back unasked.
    pub(super) fn turn_numbers(&mut self, now: Now) -> Vec<Effect> {
        if let Some(chosen) = self.numbers_hidden_by_choice() {
            self.notify(chosen, now);
            return Vec::new();
        }
        let mut config = self.settings.config.clone();
        config.hide_numbers = !config.hide_numbers;
        let notice = if config.hide_numbers {
            Notice::said("Numbers are hidden. Nothing is lost.").press(Action::Numbers, "show them")
        } else {
            Notice::said("Numbers are back.").press(Action::Numbers, "hide them")
        };
        self.notify(notice, now);
        self.configure(config)
    }

    pub(super) fn configure(&mut self, config: Config) -> Vec<Effect> {
        let edit = Edit {
            found: self.settings.config.clone(),
            wanted: config.clone(),
        };
        self.go_by(config);
        vec![Effect::Configure(Box::new(edit))]
    }

    /// Takes over what the config file says now, its own keys too.
    pub(super) fn take_config(&mut self, config: Config, problem: Option<String>, now: Now) {
        let (keys, problems) = if config.own_keys.is_empty() {
            (Keymap::default(), Vec::new())
        } else {
            Keymap::with(&config.own_keys)
        };
        self.keys = keys;
        let problem = problem.or_else(|| problems.into_iter().next());
        if let Some(problem) = problem {
            self.notify(problem, now);
        }
        self.go_by(config);
    }

    /// What is set counts at once.
    pub(super) fn go_by(&mut self, config: Config) {
        if config.reduced_motion != self.settings.config.reduced_motion {
            self.settings.figure = if config.reduced_motion {
                FigureMode::Still
            } else {
                FigureMode::Moving
            };
        }
        self.settings.config = config;
    }
}
