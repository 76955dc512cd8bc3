//! Scrolling the list of keys.

use crate::app::keymap::{Action, Hit};
use crate::app::{App, Effect, Overlay};

impl App {
    pub(super) fn help_key(&mut self, hit: Hit) -> Vec<Effect> {
        if let Some(Overlay::Help(scroll)) = self.overlays.last_mut() {
            match hit.action {
                Action::Up => *scroll = scroll.saturating_sub(1),
                Action::Down => *scroll = (*scroll + 1).min(200),
                Action::Back => {
                    self.overlays.pop();
                }
                _ => {}
            }
        }
        Vec::new()
    }
}
