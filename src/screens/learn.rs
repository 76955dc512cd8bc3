//! The Learn tab: the evidence cards, those about low ratings first, and their sources.

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
    /// The selected line.
    pub list: ListCursor,
    /// Whether the sources are listed instead of the cards.
    pub sources: bool,
    /// The search field; `Some` while it is being typed.
    pub search: Option<TextField>,
    /// The accepted search query.
    pub query: String,
    /// The cursor in the card list before switching to the sources.
    left_at: ListCursor,
}

impl Learn {
    /// The current search query.
    fn wanted(&self) -> String {
        self.search
            .as_ref()
            .map_or_else(|| self.query.clone(), TextField::trimmed)
    }

    /// The sources listed: all, or those that contain every word of the query, best match first.
    pub fn listed_sources(&self) -> Vec<&'static Source> {
        search_sources(&self.wanted())
    }

    /// Whether a search filters the list.
    pub fn is_searching(&self) -> bool {
        !self.wanted().is_empty()
    }
}

impl Learn {
    /// The cards in display order: those about recent low ratings first.
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

    /// Starts the routine of the selected card.
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
