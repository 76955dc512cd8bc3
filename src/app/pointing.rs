//! The mouse: what a click or a turn of the wheel means, in terms of keys.
//!
//! The drawing says which part of the screen means what (`widgets::hit_map`); here it is done. Everything goes through the
//! actions of the key table, so that nothing can be clicked that has no key.

use crate::app::{App, Effect, Notice, Tab};
use crate::domain::Now;
use crate::keys::{Action, KeyMatch, Way};
use crate::widgets::hit_map::{Click, Target};

/// No list is longer than this many steps.
const MOST_STEPS: u16 = 2_000;

impl App {
    /// Does what was clicked; nothing when the screen has changed since it was drawn.
    pub(super) fn click(&mut self, click: Click, now: Now) -> Vec<Effect> {
        if self.contexts()[0] != click.context {
            return Vec::new();
        }
        self.redraw = true;
        match click.target {
            Target::Tab(place) if self.can_change_tab() && !click.context.takes_text() => Tab::ALL
                .get(place)
                .map_or_else(Vec::new, |tab| self.go_to(*tab)),
            Target::Tab(_) => Vec::new(),
            Target::Do(action) => self.act(click.context, KeyMatch { action, digit: 0 }, now),
            Target::Row(0) => self.go(Way::Enter, 1, now),
            Target::Row(rows) => self.step_rows(rows, now),
            Target::Choice(rows) => {
                let mut effects = self.step_rows(rows, now);
                effects.extend(self.go(Way::Enter, 1, now));
                effects
            }
            Target::Rate(rows, digit) => {
                self.front().0.click(click.target);
                let mut effects = self.step_rows(rows, now);
                let focus = self.contexts()[0];
                effects.extend(self.act(
                    focus,
                    KeyMatch {
                        action: Action::Rate,
                        digit,
                    },
                    now,
                ));
                effects
            }
            target @ (Target::Day(_) | Target::Range(_) | Target::View(_) | Target::Series(_)) => {
                let is_new = self.front().0.click(target);
                if is_new {
                    Vec::new()
                } else {
                    self.go(Way::Enter, 1, now)
                }
            }
        }
    }

    /// The wheel is the same as the keys up and down.
    pub(super) fn wheel(&mut self, up: bool, now: Now) -> Vec<Effect> {
        self.redraw = true;
        self.go(if up { Way::Up } else { Way::Down }, 1, now)
    }

    fn step_rows(&mut self, rows: i16, now: Now) -> Vec<Effect> {
        self.go(
            if rows < 0 { Way::Up } else { Way::Down },
            rows.unsigned_abs().min(MOST_STEPS),
            now,
        )
    }

    /// What the key of `way` does here, so many times; nothing where it does nothing.
    fn go(&mut self, way: Way, times: u16, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        for _ in 0..times {
            let contexts = self.contexts();
            let Some(action) = way.action(&contexts) else {
                break;
            };
            effects.extend(self.act(contexts[0], KeyMatch { action, digit: 0 }, now));
        }
        effects
    }

    /// Turns the mouse on or off, and keeps it so.
    pub(super) fn turn_mouse(&mut self, now: Now) -> Vec<Effect> {
        let mut config = self.settings.config.clone();
        config.mouse = !config.mouse;
        let notice = if config.mouse {
            Notice::said("Mouse on. Hold shift to select text.").press(Action::Mouse, "turn it off")
        } else {
            Notice::said("Mouse off.").press(Action::Mouse, "turn it on")
        };
        self.notify(notice, now);
        self.configure(config)
    }
}
