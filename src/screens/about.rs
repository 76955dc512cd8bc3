//! The questions asked on first use, one per screen. The last one, the country, uses the list of countries.

use crate::content::about::{FirstQuestion, about};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::about_answers::AboutAnswers;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::menu::{Menu, MenuPage};
use crate::widgets::painter::Painter;

/// One of the first-use questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Zero-based index of the question.
    place: usize,
    menu: Menu,
    /// The answers to the earlier questions.
    answers: AboutAnswers,
}

impl About {
    /// The first question.
    pub fn new(shared: &Shared) -> Self {
        Self::at(0, AboutAnswers::default(), shared)
    }

    /// The question at `place`, with the cursor on the earlier answer.
    fn at(place: usize, answers: AboutAnswers, shared: &Shared) -> Self {
        let question = about().questions.get(place);
        let menu = question.map_or_else(Menu::default, |question| {
            let known = shared.journal.setting(&question.id).unwrap_or_default();
            let known: Vec<&str> = known.split(',').collect();
            let places = question.options.iter().enumerate();
            let held: Vec<usize> = places
                .filter(|(_, option)| known.contains(&option.value.as_str()))
                .map(|(place, _)| place)
                .collect();
            if question.several {
                Menu::with_ticks(held)
            } else {
                Menu::with_digits(held.first().copied().unwrap_or(0))
            }
        });
        Self {
            place,
            menu,
            answers,
        }
    }

    fn question(&self) -> Option<&'static FirstQuestion> {
        about().questions.get(self.place)
    }

    /// Stores the answer at `chosen`, or all ticked answers, and continues.
    fn answer(&mut self, question: &FirstQuestion, chosen: usize, shared: &Shared) -> Response {
        let value = |place: usize| question.options.get(place).map(|option| &*option.value);
        let answer = if question.several {
            let values: Vec<&str> = self.menu.ticked().into_iter().filter_map(value).collect();
            if values.is_empty() {
                "none".to_owned()
            } else {
                values.join(",")
            }
        } else {
            value(chosen).unwrap_or_default().to_owned()
        };
        let mut answers = std::mem::take(&mut self.answers);
        answers.0.push((question.id.clone(), answer));
        if self.place + 1 == about().questions.len() {
            return Response::replace(Destination::AboutCountry(answers));
        }
        *self = Self::at(self.place + 1, answers, shared);
        Response::none()
    }
}

impl Screen for About {
    fn context(&self) -> Context {
        Context::Choices
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match key.action {
            Action::Back => {
                let answers = std::mem::take(&mut self.answers);
                return Response::close().and_effects(answers.keep(shared));
            }
            Action::Left => {
                let before = self.place.saturating_sub(1);
                let mut answers = std::mem::take(&mut self.answers);
                answers.0.truncate(before);
                *self = Self::at(before, answers, shared);
            }
            _ => {
                if let Some(question) = self.question()
                    && let Some(chosen) = self.menu.key(key, question.options.len())
                {
                    return self.answer(question, chosen, shared);
                }
            }
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        let question = self.question()?;
        let options = question.options.iter();
        let page = MenuPage {
            title: question.text.clone(),
            text: vec![question.hint.clone()],
            answers: options.map(|option| option.text.clone()).collect(),
            step: Some((self.place + 1, about().steps())),
            foot: (self.place == 0).then_some(&about().statement),
        };
        let accept = shared.key_here(Action::Accept);
        page.render(&self.menu, &accept, &mut painter.above_footer())
    }
}
