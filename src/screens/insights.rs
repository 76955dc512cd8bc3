//! The Insights tab: what the diary shows about movement and mood, computed when the tab is opened.

mod view;

use crate::coach::experiment::Proposal;
use crate::domain::Day;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::stats::{Card, CardId, Diary, Insights};
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;

/// The state of the Insights tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InsightsTab {
    /// The selected card.
    pub list: ListCursor,
    /// Whether the card shows how its result was computed.
    pub how: bool,
    /// Lines scrolled within the card.
    pub scroll: u16,
    /// All verdicts; `None` until the tab has been opened.
    pub found: Option<Insights>,
    /// The card to select once the cards are available.
    wanted: Option<CardId>,
    /// The revision and day that the verdicts were computed for.
    key: Option<(u64, Day)>,
}

impl InsightsTab {
    /// The cards, those with a result on mood first; the others are secondary comparisons.
    pub fn cards(&self) -> Vec<&Card> {
        let Some(found) = &self.found else {
            return Vec::new();
        };
        let (mut first, others): (Vec<&Card>, Vec<&Card>) =
            found.cards.iter().partition(|card| card.is_headline());
        first.extend(others);
        first
    }

    /// Selects the latest experiment's card once the cards are available.
    pub fn show_experiment(&mut self) {
        self.show(CardId::Experiment);
    }

    /// Selects the latest card of this kind once the cards are available.
    fn show(&mut self, id: CardId) {
        let place = self.cards().iter().rposition(|card| card.id == id);
        self.wanted = place.is_none().then_some(id);
        if let Some(place) = place {
            (self.list.chosen, self.scroll) = (place, 0);
        }
    }

    /// An experiment on the selected card's question; `None` if no experiment can answer it or one is already in
    /// progress.
    pub fn next_step(&self, shared: &Shared) -> Option<Proposal> {
        Proposal::on(self.card()?, &shared.journal, shared.day)
    }

    /// The selected card.
    pub fn card(&self) -> Option<&Card> {
        self.cards().get(self.list.chosen).copied()
    }
}

impl Screen for InsightsTab {
    fn context(&self) -> Context {
        Context::Insights
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match key.action {
            Action::Experiment => {
                let question = self.next_step(shared).map(Box::new);
                return Destination::Experiment(question).into();
            }
            Action::Tags => self.show(CardId::GoesWith),
            Action::Accept => {
                self.how = !self.how;
                self.scroll = 0;
            }
            Action::PageUp => self.scroll = self.scroll.saturating_sub(5),
            Action::PageDown => self.scroll = (self.scroll + 5).min(60),
            Action::Back if self.how => self.how = false,
            Action::Back => return Response::close(),
            action => {
                let before = self.list;
                self.list.answer(action, self.cards().len());
                if self.list != before {
                    self.scroll = 0;
                }
            }
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    /// Recomputes the verdicts after the records or the day have changed.
    fn refresh(&mut self, shared: &Shared) {
        let (journal, today) = (&shared.journal, shared.day);
        let key = (journal.revision(), today);
        if self.key != Some(key) && journal.from().is_none() {
            self.key = Some(key);
            self.found = Some(Insights::new(&Diary::from_journal(journal, today)));
        }
        if let Some(id) = self.wanted.take_if(|_| self.found.is_some()) {
            self.show(id);
            self.wanted = None;
        }
        self.list.clamp(self.cards().len());
    }

    fn has_header(&self) -> bool {
        true
    }
}
