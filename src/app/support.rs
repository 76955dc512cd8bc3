//! Support in a crisis: which country's lines are shown.

use crate::app::care::Care;
use crate::app::keymap::{Action, Hit};
use crate::app::people::People;
use crate::app::{App, Effect, Overlay};
use crate::content::support::{Country, countries, country, guess};

/// The support screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// The place of the country among all; nothing while it is not known.
    place: Option<usize>,
}

impl Support {
    /// Opened for the country that was chosen before, else that of this locale, where it tells one.
    pub fn new(chosen: Option<&str>, locale: Option<&str>) -> Self {
        let known = chosen.and_then(country).or_else(|| locale.and_then(guess));
        Self {
            place: known.and_then(|known| {
                countries()
                    .iter()
                    .position(|country| country.code == known.code)
            }),
        }
    }

    /// The country shown.
    pub fn country(&self) -> Option<&'static Country> {
        countries().get(self.place?)
    }

    pub(super) fn turn(&mut self) {
        let next = self.place.map_or(0, |place| place + 1);
        self.place = (next < countries().len()).then_some(next);
    }
}

/// The setting with the country whose lines were chosen.
pub(super) const COUNTRY: &str = "country";

impl App {
    /// Support as it opens here: for the country chosen before, else the locale's.
    pub fn support_here(&self) -> Support {
        Support::new(
            self.journal.setting(COUNTRY),
            self.settings.locale.as_deref(),
        )
    }

    pub(super) fn support_key(&mut self, hit: Hit) -> Vec<Effect> {
        match (hit.action, self.overlays.last_mut()) {
            (Action::Country, Some(Overlay::Support(support))) => {
                support.turn();
                let code = support
                    .country()
                    .map_or("", |country| country.code.as_str());
                return vec![self.remember(COUNTRY, code)];
            }
            (Action::Options, _) => self.open_care(Care::People(People::new(&self.journal))),
            (Action::Back, _) => {
                self.overlays.pop();
            }
            _ => {}
        }
        Vec::new()
    }
}
