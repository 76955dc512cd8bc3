//! Marks today as a day off or a normal day.

use crate::coach::DayOff;
use crate::domain::Change;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::menu::{Menu, MenuPage};
use crate::widgets::painter::Painter;

/// The menu of days off, plus a normal day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOffScreen {
    menu: Menu,
}

impl Default for DayOffScreen {
    fn default() -> Self {
        Self {
            menu: Menu::with_digits(0),
        }
    }
}

/// The labels shown: each kind in order, then the normal day.
const ANSWERS: [&str; DayOff::ALL.len() + 1] = ["Rest day", "Not well", "Vacation", "A normal day"];

impl Screen for DayOffScreen {
    fn context(&self) -> Context {
        Context::Choices
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if key.action == Action::Back {
            return Response::close();
        }
        let Some(chosen) = self.menu.key(key, ANSWERS.len()) else {
            return Response::none();
        };
        let kind = DayOff::ALL.get(chosen).map_or("", |kind| kind.word());
        Response::close().and_effect(Effect::Apply(Change::setting(
            DayOff::key(shared.day),
            kind,
        )))
    }

    fn render(&self, _shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        let text = "Days off never count against you. Moving is still fine if you feel like it.";
        let page = MenuPage {
            title: "What kind of day is it?".to_owned(),
            text: vec![text.to_owned()],
            answers: ANSWERS.map(str::to_owned).to_vec(),
            ..MenuPage::default()
        };
        page.render(&self.menu, "", &mut painter.above_footer())
    }
}
