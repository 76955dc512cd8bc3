//! Support in a crisis: whose numbers are shown, and how far the page is scrolled.

use crate::app::care::Care;
use crate::app::country::CountryPick;
use crate::app::people::People;
use crate::app::{App, Effect, Overlay};
use crate::keys::{Action, Context, KeyMatch};

/// The support screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Rows that are scrolled out at the top, at most; the drawing knows how many there are.
    pub top: u16,
}

impl Support {
    /// Scrolls, where `action` says so.
    pub(super) fn scroll(&mut self, action: Action) {
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => (self.top + 1).min(100),
            _ => self.top,
        };
    }
}

impl App {
    /// How another country is chosen on the screen that has the focus `context`.
    pub fn change_country(&self, context: Context) -> String {
        let key = self.keys.hint(context, Action::Country);
        if self.place().first.is_some() {
            format!("{key} chooses another country.")
        } else {
            format!("Press {key} to choose your country.")
        }
    }

    pub(super) fn support_key(&mut self, hit: KeyMatch) -> Vec<Effect> {
        match (hit.action, self.overlays.last_mut()) {
            (Action::Country, _) => {
                self.open_care(Care::Country(Box::new(CountryPick::new(self.place()))));
            }
            (Action::Options, _) => self.open_care(Care::People(People::new(&self.journal))),
            (Action::Back, _) => {
                self.overlays.pop();
            }
            (action, Some(Overlay::Support(support))) => support.scroll(action),
            _ => {}
        }
        Vec::new()
    }
}
