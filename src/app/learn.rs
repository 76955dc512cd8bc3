//! The Learn tab: the evidence cards, those on what was rated low first, and their sources.

use crate::app::{App, Effect, Tab};
use crate::coach::{hides_numbers, rated_low};
use crate::content::cards::{Card, Source, cards_for, search_cards, search_sources};
use crate::content::routines::routine;
use crate::domain::{Now, Question};
use crate::keys::{Action, Context, KeyMatch};
use crate::widgets::text_field::{Lines, TextField};

/// The state of the Learn tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learn {
    /// The chosen line.
    pub chosen: usize,
    /// Whether the sources are listed instead of the cards.
    pub sources: bool,
    /// What is searched for; `Some` while it is being typed.
    pub search: Option<TextField>,
    /// The search that was kept.
    pub query: String,
    /// Where the list of cards was left for the sources.
    left_at: usize,
}

impl Learn {
    /// What has the focus.
    pub const fn context(&self) -> Context {
        if self.search.is_some() {
            Context::Search
        } else {
            Context::Learn
        }
    }

    /// What is searched for at this moment.
    fn wanted(&self) -> String {
        self.search
            .as_ref()
            .map_or_else(|| self.query.clone(), TextField::trimmed)
    }

    /// The sources listed: all of them, or those that have every word of the search, the closest first.
    pub fn listed_sources(&self) -> Vec<&'static Source> {
        search_sources(&self.wanted())
    }

    /// Whether a search narrows the list.
    pub fn is_searching(&self) -> bool {
        !self.wanted().is_empty()
    }
}

impl App {
    /// The questions rated low lately, which decide what is read first.
    pub fn low(&self) -> Vec<Question> {
        rated_low(&self.journal, self.day)
    }

    /// The cards in the order listed.
    pub fn listed_cards(&self) -> Vec<&'static Card> {
        let mut cards = if self.learn.is_searching() {
            search_cards(&self.learn.wanted())
        } else {
            cards_for(&self.low())
        };
        let hidden = hides_numbers(&self.journal);
        cards.retain(|card| !(hidden && card.about_amounts));
        cards
    }

    fn learn_lines(&self) -> usize {
        if self.learn.sources {
            self.learn.listed_sources().len()
        } else {
            self.listed_cards().len()
        }
    }

    pub(super) fn learn_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let last = self.learn_lines().saturating_sub(1);
        let learn = &mut self.learn;
        learn.chosen = learn.chosen.min(last);
        match hit.action {
            Action::Up => learn.chosen = learn.chosen.saturating_sub(1),
            Action::Down => learn.chosen = (learn.chosen + 1).min(last),
            Action::PageUp => learn.chosen = learn.chosen.saturating_sub(10),
            Action::PageDown => learn.chosen = (learn.chosen + 10).min(last),
            Action::First => learn.chosen = 0,
            Action::Last => learn.chosen = last,
            Action::Search => {
                learn.search = Some(TextField::new(&learn.query, Lines::One));
                learn.chosen = 0;
            }
            Action::Accept => {
                if let Some(field) = learn.search.take() {
                    learn.query = field.trimmed();
                }
            }
            Action::View => {
                learn.sources = !learn.sources;
                std::mem::swap(&mut learn.chosen, &mut learn.left_at);
                learn.query.clear();
            }
            Action::Back if learn.search.is_some() || !learn.query.is_empty() => {
                learn.search = None;
                learn.query.clear();
                learn.chosen = 0;
            }
            Action::Back if learn.sources => {
                learn.sources = false;
                learn.chosen = learn.left_at;
            }
            Action::Back => return vec![Effect::Quit],
            Action::Start if !learn.sources => {
                let chosen = self.listed_cards().get(self.learn.chosen).copied();
                match chosen
                    .and_then(|card| card.routine.as_deref())
                    .and_then(routine)
                {
                    Some(routine) => self.before(routine.clone(), Tab::Learn, now),
                    None => self.notify("This card has no routine. Move lists them all.", now),
                }
            }
            _ => {}
        }
        Vec::new()
    }
}
