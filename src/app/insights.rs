//! The Insights tab: what the diary says about moving and feeling better, worked out when it is opened.

use crate::app::{App, Effect};
use crate::domain::{Day, Journal};
use crate::keys::{Action, KeyMatch};
use crate::stats::{Card, CardId, Diary, Insights};

/// The state of the Insights tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InsightsTab {
    /// The chosen card.
    pub chosen: usize,
    /// Whether it is told how the card was worked out.
    pub how: bool,
    /// Lines scrolled down within the card.
    pub scroll: u16,
    /// Every verdict; nothing before the tab was opened.
    pub found: Option<Insights>,
    /// The card to choose when they are there.
    wanted: Option<CardId>,
    /// What they were worked out from.
    key: Option<(u64, Day)>,
}

impl InsightsTab {
    /// Works the verdicts out anew when the records or the day changed.
    pub(super) fn refresh(&mut self, journal: &Journal, today: Day) {
        let key = (journal.revision(), today);
        if self.key != Some(key) && journal.from().is_none() {
            self.key = Some(key);
            let diary = Diary::from_journal(journal, today);
            self.found = Some(Insights::new(&diary));
        }
        if self.wanted.take_if(|_| self.found.is_some()).is_some() {
            self.show_experiment();
            self.wanted = None;
        }
        self.chosen = self.chosen.min(self.cards().len().saturating_sub(1));
    }

    /// The cards, those with an answer on mood first; the others are also looked at.
    pub fn cards(&self) -> Vec<&Card> {
        let Some(found) = &self.found else {
            return Vec::new();
        };
        let (mut first, others): (Vec<&Card>, Vec<&Card>) =
            found.cards.iter().partition(|card| card.is_headline());
        first.extend(others);
        first
    }

    /// Chooses the latest experiment's card once the cards are there.
    pub(super) fn show_experiment(&mut self) {
        let place = self
            .cards()
            .iter()
            .rposition(|card| card.id == CardId::Experiment);
        (self.chosen, self.wanted) = (
            place.unwrap_or(self.chosen),
            place.is_none().then_some(CardId::Experiment),
        );
    }

    /// The chosen card.
    pub fn card(&self) -> Option<&Card> {
        self.cards().get(self.chosen).copied()
    }
}

impl App {
    pub(super) fn insights_key(&mut self, hit: KeyMatch) -> Vec<Effect> {
        if hit.action == Action::Experiment {
            self.open_experiment();
            return Vec::new();
        }
        let tab = &mut self.insights;
        let last = tab.cards().len().saturating_sub(1);
        let before = tab.chosen;
        match hit.action {
            Action::Up => tab.chosen = tab.chosen.saturating_sub(1),
            Action::Down => tab.chosen = (tab.chosen + 1).min(last),
            Action::First => tab.chosen = 0,
            Action::Last => tab.chosen = last,
            Action::Accept => {
                tab.how = !tab.how;
                tab.scroll = 0;
            }
            Action::PageUp => tab.scroll = tab.scroll.saturating_sub(5),
            Action::PageDown => tab.scroll = (tab.scroll + 5).min(60),
            Action::Back if tab.how => tab.how = false,
            Action::Back => return vec![Effect::Quit],
            _ => {}
        }
        if tab.chosen != before {
            tab.scroll = 0;
        }
        Vec::new()
    }
}
