//! The options menu: everything beyond the tabs.

use crate::coach::plan::Plan;
use crate::coach::{DayOff, hides_numbers};
use crate::domain::Instrument;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::menu::{Menu, MenuPage};
use crate::widgets::painter::Painter;

/// The options menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    menu: Menu,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            menu: Menu::with_digits(0),
        }
    }
}

/// An option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Plan,
    DayOff,
    About,
    Scores(Instrument),
    Contacts,
    Settings,
    Import,
    SafetyQuestions,
    Letter,
}

/// All options in order.
const CHOICES: [Choice; 10] = [
    Choice::Plan,
    Choice::DayOff,
    Choice::About,
    Choice::Scores(Instrument::Phq9),
    Choice::Scores(Instrument::Gad7),
    Choice::Contacts,
    Choice::Settings,
    Choice::Import,
    Choice::SafetyQuestions,
    Choice::Letter,
];

impl Choice {
    /// The available options: the plan is hidden along with the numbers, for people who feel worse with goals.
    fn offered(shared: &Shared) -> Vec<Self> {
        let hidden = hides_numbers(&shared.journal);
        let mut choices = CHOICES.to_vec();
        choices.retain(|choice| !hidden || *choice != Self::Plan);
        choices
    }

    fn words(self, shared: &Shared) -> String {
        match self {
            Self::Plan => Plan::of(&shared.journal).map_or_else(
                || "A plan for the week".to_owned(),
                |plan| format!("Plan: {} minutes a week", plan.minutes),
            ),
            Self::DayOff => DayOff::on(&shared.journal, shared.day).map_or_else(
                || "Take today off: rest, not well, vacation".to_owned(),
                |kind| format!("Today is a day off: {}", kind.label()),
            ),
            Self::About => "About you: a few quick questions".to_owned(),
            Self::SafetyQuestions => "Answer the safety questions".to_owned(),
            Self::Letter => "The letter: your week or month in plain words".to_owned(),
            Self::Scores(instrument) => {
                let about = if instrument == Instrument::Gad7 {
                    "worry and tension"
                } else {
                    "low mood"
                };
                format!("{}, a questionnaire on {about}", instrument.name())
            }
            Self::Contacts => "Your people and notes for hard moments".to_owned(),
            Self::Settings => "Settings: colors, cues, what check-ins ask".to_owned(),
            Self::Import => "Import your history from another app".to_owned(),
        }
    }

    const fn destination(self) -> Destination {
        match self {
            Self::Plan => Destination::Plan,
            Self::DayOff => Destination::DayOff,
            Self::About => Destination::About,
            Self::Scores(instrument) => Destination::Scores(instrument),
            Self::Contacts => Destination::Contacts,
            Self::Settings => Destination::Settings,
            Self::Import => Destination::Import,
            Self::SafetyQuestions => Destination::SafetyQuestions,
            Self::Letter => Destination::Letter,
        }
    }
}

impl Screen for Options {
    fn context(&self) -> Context {
        Context::Choices
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if key.action == Action::Back {
            return Response::close();
        }
        let choices = Choice::offered(shared);
        let chosen = self.menu.key(key, choices.len());
        chosen
            .and_then(|place| choices.get(place))
            .map_or_else(Response::none, |choice| {
                Response::replace(choice.destination())
            })
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        let choices = Choice::offered(shared).into_iter();
        let page = MenuPage {
            title: "Options".to_owned(),
            answers: choices.map(|choice| choice.words(shared)).collect(),
            ..MenuPage::default()
        };
        page.render(&self.menu, "", &mut painter.above_footer())
    }
}
