//! Crisis support: a number first, then text. No form and no questions before it. It is drawn at any window size.

mod view;

use crate::keys::{Action, Context, KeyMatch};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::support_page::SupportPage;
use crate::screens::transition::{Destination, Response};
use crate::widgets::painter::Painter;

/// The support screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    page: SupportPage,
}

impl Screen for Support {
    fn context(&self) -> Context {
        Context::Support
    }

    fn key(&mut self, key: KeyMatch, _shared: &Shared) -> Response {
        match key.action {
            Action::Country => Destination::Countries.into(),
            Action::Options => Destination::Contacts.into(),
            Action::Back => Response::close(),
            action => {
                self.page.scroll(action);
                Response::none()
            }
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self.page, shared, painter);
        None
    }

    fn has_footer(&self) -> bool {
        false
    }
}
