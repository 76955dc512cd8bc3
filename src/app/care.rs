//! Learning about oneself and looking after oneself: questionnaires, the plan, the first questions,
//! one's own people. Each is an overlay; this file says which is open and hands keys on.

use crate::app::asking::{Asking, ItemNine};
use crate::app::choosing::Choosing;
use crate::app::country::CountryPick;
use crate::app::experimenting::Experimenting;
use crate::app::people::People;
use crate::app::{App, Effect, Overlay};
use crate::domain::{Change, Instrument, Journal, Now, RecordKind};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::Form;
use crate::screens::shared::offer_key;
use crate::widgets::text_field::TextField;

/// One of the overlays of care.
#[derive(Clone, Debug, PartialEq)]
pub enum Care {
    /// A questionnaire being answered.
    Asking(Asking),
    /// The PHQ-9's ninth item was above 0: support, before anything else.
    ItemNine(ItemNine),
    /// The scores of a questionnaire so far.
    Scores(Instrument),
    /// One of a few answers: the options, the first questions, the plan, the weekly review.
    Choosing(Box<Choosing>),
    /// One's own contacts and notes for hard moments.
    People(People),
    /// The country whose numbers support shows.
    Country(Box<CountryPick>),
    /// An experiment being planned or looked after.
    Experiment(Box<Experimenting>),
}

impl Care {
    /// What has the focus.
    pub const fn context(&self) -> Context {
        match self {
            Self::Asking(_) => Context::Items,
            Self::ItemNine(_) => Context::ItemNine,
            Self::Scores(_) => Context::Scores,
            Self::Choosing(choosing) => choosing.context(),
            Self::People(people) => people.context(),
            Self::Country(_) => Context::Countries,
            Self::Experiment(_) => Context::Choices,
        }
    }

    /// The form that it is, and what is in it that isn't stored.
    pub(super) fn answers(&self, journal: &Journal) -> Option<(Form, String)> {
        match self {
            Self::Asking(asking) => Some(asking.draft()),
            Self::ItemNine(screen) => Some(screen.asking.draft()),
            Self::Choosing(choosing) => choosing.answers(journal),
            Self::People(people) => Some(people.answers(journal)),
            Self::Scores(_) | Self::Experiment(_) | Self::Country(_) => None,
        }
    }

    /// The text being written.
    pub(super) fn field_mut(&mut self) -> Option<&mut TextField> {
        match self {
            Self::Choosing(choosing) => choosing.field_mut(),
            Self::People(people) => people.field_mut(),
            Self::Country(pick) => Some(&mut pick.field),
            Self::Asking(_) | Self::ItemNine(_) | Self::Scores(_) | Self::Experiment(_) => None,
        }
    }
}

impl App {
    /// Opens an overlay of care over what is there.
    pub(super) fn open_care(&mut self, care: Care) {
        self.overlays.push(Overlay::Care(Box::new(care)));
        self.redraw = true;
    }

    /// Puts another overlay of care in the place of the topmost.
    pub(super) fn turn_care(&mut self, care: Care) {
        self.overlays.pop();
        self.open_care(care);
    }

    pub(super) fn care_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let Some(Overlay::Care(care)) = self.overlays.last() else {
            return Vec::new();
        };
        match care.as_ref().clone() {
            Care::Asking(asking) => self.asking_key(asking, hit, now),
            Care::ItemNine(screen) => self.item_nine_key(screen, hit, now),
            Care::Scores(instrument) => self.scores_key(instrument, hit),
            Care::Choosing(choosing) => self.choosing_key(*choosing, hit, now),
            Care::People(people) => self.people_key(people, hit, now),
            Care::Country(pick) => self.country_key(*pick, hit),
            Care::Experiment(screen) => self.experiment_key(*screen, hit, now),
        }
    }

    /// Keeps a choice of the person, as one step of undo.
    pub(super) fn set(key: &str, value: impl Into<String>) -> Change {
        Change::SaveSetting {
            key: key.to_owned(),
            value: value.into(),
        }
    }

    /// Remembers something without a step of undo, here and in the store.
    pub(super) fn remember(&mut self, key: &str, value: &str) -> Effect {
        self.journal.note(key, value);
        Effect::Remember(key.to_owned(), value.to_owned())
    }

    fn scores_key(&mut self, instrument: Instrument, hit: KeyMatch) -> Vec<Effect> {
        let place = Instrument::ALL
            .iter()
            .position(|other| *other == instrument)
            .unwrap_or(0);
        let count = Instrument::ALL.len();
        match hit.action {
            Action::Start => self.turn_care(Care::Asking(self.begin_asking(instrument))),
            Action::Left => {
                self.turn_care(Care::Scores(Instrument::ALL[(place + count - 1) % count]));
            }
            Action::Right => self.turn_care(Care::Scores(Instrument::ALL[(place + 1) % count])),
            Action::Range => {
                let every = if self.is_offered(instrument) {
                    ""
                } else {
                    "on"
                };
                return vec![Effect::Apply(Self::set(&offer_key(instrument), every))];
            }
            Action::Delete => {
                let latest = self
                    .journal
                    .assessments_of(instrument)
                    .next_back()
                    .map(|record| record.id);
                return latest
                    .map(|id| Effect::Apply(Change::Delete(RecordKind::Assessment, id)))
                    .into_iter()
                    .collect();
            }
            Action::Back => {
                self.overlays.pop();
            }
            _ => {}
        }
        Vec::new()
    }
}
