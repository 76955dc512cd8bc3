//! The scores of a questionnaire over time, and whether to offer it every two weeks.

mod view;

use crate::domain::{Change, Instrument, RecordKind};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::{Shared, offer_key};
use crate::screens::transition::{Destination, Response};
use crate::widgets::painter::Painter;

/// The scores of one questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores {
    instrument: Instrument,
}

impl Scores {
    /// Shows this questionnaire's scores.
    pub const fn new(instrument: Instrument) -> Self {
        Self { instrument }
    }

    /// Moves forward by `by` questionnaires, wrapping around after the last.
    fn turn(&mut self, by: usize) {
        let all = Instrument::ALL;
        let place = all.iter().position(|other| *other == self.instrument);
        self.instrument = all[(place.unwrap_or(0) + by) % all.len()];
    }
}

impl Screen for Scores {
    fn context(&self) -> Context {
        Context::Scores
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match key.action {
            Action::Start => Response::replace(Destination::Questionnaire(self.instrument)),
            Action::Left => {
                self.turn(Instrument::ALL.len() - 1);
                Response::none()
            }
            Action::Right => {
                self.turn(1);
                Response::none()
            }
            Action::Range => {
                let is_offered = shared.is_offered(self.instrument);
                let value = if is_offered { "" } else { "on" };
                Response::apply(Change::setting(offer_key(self.instrument), value))
            }
            Action::Delete => {
                let latest = shared.journal.assessments_of(self.instrument).next_back();
                latest.map_or_else(Response::none, |record| {
                    Response::apply(Change::Delete(RecordKind::Assessment, record.id))
                })
            }
            Action::Back => Response::close(),
            _ => Response::none(),
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self.instrument, shared, painter);
        None
    }
}
