//! The Learn tab: the evidence cards, those on what was rated low first, and their sources.

mod view;

use crate::coach::{hides_numbers, rated_low};
use crate::content::cards::{Card, Source, cards_for, search_cards, search_sources};
use crate::content::routines::routine;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};

/// The state of the Learn tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learn {
    /// The chosen line.
    pub list: ListCursor,
    /// Whether the sources are listed instead of the cards.
    pub sources: bool,
    /// What is searched for; `Some` while it is being typed.
    pub search: Option<TextField>,
    /// The search that was kept.
    pub query: String,
    /// Where the list of cards was left for the sources.
    left_at: ListCursor,
}

impl Learn {
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

impl Learn {
    /// The cards in the order listed: those on what was rated low lately come first.
    pub fn listed_cards(&self, shared: &Shared) -> Vec<&'static Card> {
        let mut cards = if self.is_searching() {
            search_cards(&self.wanted())
        } else {
            cards_for(&rated_low(&shared.journal, shared.day))
        };
        let hidden = hides_numbers(&shared.journal);
        cards.retain(|card| !(hidden && card.about_amounts));
        cards
    }

    fn listed(&self, shared: &Shared) -> usize {
        if self.sources {
            self.listed_sources().len()
        } else {
            self.listed_cards(shared).len()
        }
    }

    /// Begins the routine that the chosen card is about.
    fn start(&self, shared: &Shared) -> Response {
        let chosen = self.listed_cards(shared).get(self.list.chosen).copied();
        match chosen
            .and_then(|card| card.routine.as_deref())
            .and_then(routine)
        {
            Some(routine) => Destination::Routine(Box::new(routine.clone())).into(),
            None => Response::say("This card has no routine. Move lists them all."),
        }
    }
}

impl Screen for Learn {
    fn context(&self) -> Context {
        if self.search.is_some() {
            Context::Search
        } else {
            Context::Learn
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if self.list.answer(key.action, self.listed(shared)) {
            return Response::none();
        }
        match key.action {
            Action::Search => {
                self.search = Some(TextField::new(&self.query, Lines::One));
                self.list = ListCursor::default();
            }
            Action::Accept => {
                if let Some(field) = self.search.take() {
                    self.query = field.trimmed();
                }
            }
            Action::View => {
                self.sources = !self.sources;
                std::mem::swap(&mut self.list, &mut self.left_at);
                self.query.clear();
            }
            Action::Back if self.search.is_some() || !self.query.is_empty() => {
                self.search = None;
                self.query.clear();
                self.list = ListCursor::default();
            }
            Action::Back if self.sources => {
                self.sources = false;
                self.list = self.left_at;
            }
            Action::Back => return Response::close(),
            Action::Start if !self.sources => return self.start(shared),
            _ => {}
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        self.search.as_mut()
    }

    fn typed(&mut self) {
        self.list = ListCursor::default();
    }

    fn has_header(&self) -> bool {
        true
    }
}
