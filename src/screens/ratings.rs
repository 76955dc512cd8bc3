//! The page of the person's own ratings: a list to add to, reorder and archive, and a form for one of them.

mod form;
mod view;

use crate::domain::{Ask, Change, Id, OwnRating, OwnRatings, Record, RecordRef};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::TextField;
use form::RatingForm;

/// The page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RatingsScreen {
    list: ListCursor,
    /// The rating being added or changed.
    form: Option<Box<RatingForm>>,
    /// The rating to select once a change is stored.
    follows: Option<Id>,
    /// What to say once a change is stored.
    saying: String,
}

impl RatingsScreen {
    /// The selected rating; `None` on the line that adds one.
    fn chosen<'a>(&self, own: OwnRatings<'a>) -> Option<&'a OwnRating> {
        own.0.get(self.list.chosen)
    }

    fn apply(&mut self, rating: Id, change: Change, saying: String) -> Response {
        self.follows = Some(rating);
        self.saying = saying;
        Response::apply(change)
    }

    fn edit(&mut self, wanted: OwnRating, saying: String, shared: &Shared) -> Response {
        let own = shared.journal.own_ratings();
        let Some(found) = own.get(wanted.id) else {
            return Response::none();
        };
        match own.changed(found, wanted, shared.now.wall) {
            Ok(change) => self.apply(found.id, change, saying),
            Err(problem) => Response::say(problem),
        }
    }

    fn turn_ask(&mut self, rating: &OwnRating, forward: bool, shared: &Shared) -> Response {
        let ask = turned(&Ask::ALL, rating.ask, forward);
        let saying = format!("{}: {}.", rating.name, form::when(ask));
        self.edit(
            OwnRating {
                ask,
                ..rating.clone()
            },
            saying,
            shared,
        )
    }

    fn move_by(&mut self, rating: &OwnRating, down: bool, shared: &Shared) -> Response {
        let place = if down {
            self.list.chosen + 1
        } else {
            self.list.chosen.saturating_sub(1)
        };
        let change = shared
            .journal
            .own_ratings()
            .moved(rating, place, shared.now.wall);
        if change == Change::Several(Vec::new()) {
            return Response::none();
        }
        self.apply(rating.id, change, format!("Moved {}.", rating.name))
    }

    fn list_key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let own = shared.journal.own_ratings();
        self.list.clamp(own.0.len() + 1);
        match (key.action, self.chosen(own)) {
            (Action::Back, _) => Response::close(),
            (Action::Add, _) | (Action::Accept, None) => {
                self.form = Some(Box::new(RatingForm::new(None)));
                Response::none()
            }
            (Action::Accept, Some(rating)) => {
                self.form = Some(Box::new(RatingForm::new(Some(rating))));
                Response::none()
            }
            (Action::Left | Action::Right, Some(rating)) => {
                self.turn_ask(rating, key.action == Action::Right, shared)
            }
            (Action::MoveUp | Action::MoveDown, Some(rating)) => {
                self.move_by(rating, key.action == Action::MoveDown, shared)
            }
            (Action::Archive, Some(rating)) => {
                let archived = !rating.archived;
                let done = if archived {
                    "archived; its answers stay"
                } else {
                    "asked and shown again"
                };
                let saying = format!("{}: {done}.", rating.name);
                self.edit(
                    OwnRating {
                        archived,
                        ..rating.clone()
                    },
                    saying,
                    shared,
                )
            }
            (Action::Delete, Some(rating)) => {
                let saying = format!(
                    "Deleted {}. Its answers stay in your check-ins.",
                    rating.name
                );
                self.apply(rating.id, RecordRef::Rating(rating).deletion(), saying)
            }
            (action, _) => {
                self.list.answer(action, own.0.len() + 1);
                Response::none()
            }
        }
    }

    fn save(&mut self, shared: &Shared) -> Response {
        let Some(form) = &mut self.form else {
            return Response::none();
        };
        let own = shared.journal.own_ratings();
        let (now, wanted) = (shared.now.wall, form.rating(shared.now.wall));
        let change = match &form.editing {
            Some(found) => own.changed(found, wanted, now),
            None => own.added(wanted, shared.ids.make(now)),
        };
        match change {
            Ok(change) => {
                let saved = change.record().map(Record::id);
                self.follows = saved;
                "Saved.".clone_into(&mut self.saying);
                Response::apply(change)
            }
            Err(problem) => {
                form.problem = Some(problem);
                Response::none()
            }
        }
    }

    fn form_key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let Some(form) = &mut self.form else {
            return Response::none();
        };
        form.problem = None;
        match key.action {
            Action::Back => self.form = None,
            Action::Save => return self.save(shared),
            Action::Accept if form.is_last() => return self.save(shared),
            Action::Accept | Action::NextField | Action::Down => form.go(true),
            Action::PreviousField | Action::Up => form.go(false),
            Action::Left | Action::Right => form.turn(key.action == Action::Right),
            _ => {}
        }
        Response::none()
    }
}

/// The choice after `present`, or before it, going round.
fn turned<T: Copy + PartialEq>(all: &[T], present: T, forward: bool) -> T {
    let place = all.iter().position(|one| *one == present).unwrap_or(0);
    let step = if forward {
        1
    } else {
        all.len().saturating_sub(1)
    };
    all.get((place + step) % all.len().max(1))
        .copied()
        .unwrap_or(present)
}

impl Screen for RatingsScreen {
    fn context(&self) -> Context {
        match &self.form {
            None => Context::Ratings,
            Some(form) if form.is_text() => Context::Field,
            Some(_) => Context::RatingChoice,
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if self.form.is_some() {
            self.form_key(key, shared)
        } else {
            self.list_key(key, shared)
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        self.form.as_mut()?.text()
    }

    fn stored(&mut self, _change: &Change, shared: &Shared) -> Option<Response> {
        self.form = None;
        let own = shared.journal.own_ratings();
        let follows = self.follows.take();
        let place = own.0.iter().position(|rating| Some(rating.id) == follows);
        if let Some(place) = place {
            self.list = ListCursor::at(place);
        }
        self.list.clamp(own.0.len() + 1);
        Some(Response::say(Notice::undoable(std::mem::take(
            &mut self.saying,
        ))))
    }
}
