//! Support in a crisis: which country's lines are shown.

use crate::app::keymap::{Action, Hit};
use crate::app::{App, Effect, Overlay};
use crate::content::support::{Country, countries, guess};

/// The support screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// The place of the country among all; nothing while it is not known.
    place: Option<usize>,
}

impl Support {
    /// Opened for the country of this locale, where it tells one.
    pub fn new(locale: Option<&str>) -> Self {
        let known = locale.and_then(guess);
        Self { place: known.and_then(|known| countries().iter().position(|country| country.code == known.code)) }
    }

    /// The country shown.
    pub fn country(&self) -> Option<&'static Country> {
        countries().get(self.place?)
    }

    fn turn(&mut self) {
        let next = self.place.map_or(0, |place| place + 1);
        self.place = (next < countries().len()).then_some(next);
    }
}

impl App {
    pub(super) fn support_key(&mut self, hit: Hit) -> Vec<Effect> {
        match (hit.action, self.overlays.last_mut()) {
            (Action::Country, Some(Overlay::Support(support))) => support.turn(),
            (Action::Back, _) => {
                self.overlays.pop();
            }
            _ => {}
        }
        Vec::new()
    }
}
