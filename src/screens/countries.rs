//! Selection of the country for the support numbers: a list filtered by typing. Shared by the support page,
//! questionnaires, the first-use questions and the settings.

mod view;

use crate::content::support::{Country, matching};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::about_answers::AboutAnswers;
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::{COUNTRY, Shared};
use crate::screens::transition::Response;
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};

/// The list of countries.
#[derive(Clone, Debug, PartialEq)]
pub struct Countries {
    /// The filter text.
    field: TextField,
    list: ListCursor,
    /// The earlier answers, if this is the last of the first-use questions.
    answers: Option<AboutAnswers>,
}

impl Countries {
    /// The full list with the cursor on the current country; `answers` if this is the last of the first-use questions.
    pub fn new(shared: &Shared, answers: Option<AboutAnswers>) -> Self {
        let mut screen = Self {
            field: TextField::new("", Lines::One),
            list: ListCursor::default(),
            answers,
        };
        if let Some((country, _)) = shared.place().first {
            let here = |row: Option<&Country>| row.is_some_and(|row| row == country);
            let row = screen.rows().into_iter().position(here);
            screen.list = ListCursor::at(row.unwrap_or(0));
        }
        screen
    }

    /// The rows that match the filter. `None` means automatic: derived from the time zone and locale.
    fn rows(&self) -> Vec<Option<&'static Country>> {
        let typed = self.field.trimmed();
        let automatic = typed.is_empty().then_some(None);
        automatic
            .into_iter()
            .chain(matching(&typed).into_iter().map(Some))
            .collect()
    }

    fn choose(&mut self, country: Option<&Country>, shared: &Shared) -> Response {
        let code = country.map_or("", |country| country.code.as_str());
        let (key, value) = (COUNTRY.to_owned(), code.to_owned());
        match self.answers.take() {
            Some(mut answers) => {
                answers.0.push((key, value));
                Response::close().and_effects(answers.keep(shared))
            }
            None => Response::close().and_effect(Effect::Remember(key, value)),
        }
    }
}

impl Screen for Countries {
    fn context(&self) -> Context {
        Context::Countries
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let rows = self.rows();
        self.list.clamp(rows.len());
        match key.action {
            Action::Back => match self.answers.take() {
                Some(answers) => Response::close().and_effects(answers.keep(shared)),
                None => Response::close(),
            },
            Action::Accept => match rows.get(self.list.chosen) {
                Some(country) => self.choose(*country, shared),
                None => Response::none(),
            },
            action => {
                self.list.answer(action, rows.len());
                Response::none()
            }
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.field)
    }

    fn typed(&mut self) {
        self.list = ListCursor::default();
    }
}
