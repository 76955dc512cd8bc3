//! Choosing the country whose numbers support shows: a list that is filtered by typing. One for
//! the support page, a questionnaire, the first questions and the settings.

use crate::app::{App, Effect, Overlay};
use crate::content::support::{Basis, Country, Place, matching};
use crate::keys::{Action, KeyMatch};
use crate::screens::shared::COUNTRY;
use crate::widgets::text_field::{Lines, TextField};

/// Rows that page up and page down go.
const PAGE: usize = 10;

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryPick {
    /// What is looked for.
    pub field: TextField,
    /// The chosen row.
    pub chosen: usize,
    /// What was answered before, where this is the last of the first questions.
    pub(super) answers: Option<Vec<(String, String)>>,
}

impl CountryPick {
    /// The whole list, the cursor on the country that is shown now.
    pub fn new(place: Place) -> Self {
        let mut pick = Self {
            field: TextField::new("", Lines::One),
            chosen: 0,
            answers: None,
        };
        if let Some((country, _)) = place.first {
            let here = |row: Option<&Country>| row.is_some_and(|row| row == country);
            pick.chosen = pick.rows().into_iter().position(here).unwrap_or(0);
        }
        pick
    }

    /// The last of the first questions, after these answers.
    pub(super) fn after(answers: Vec<(String, String)>, place: Place) -> Self {
        Self {
            answers: Some(answers),
            ..Self::new(place)
        }
    }

    /// Whether it is one of the first questions.
    pub const fn is_question(&self) -> bool {
        self.answers.is_some()
    }

    /// The rows that fit what is looked for. Nothing stands for no choice: the clock and the
    /// language setting say it.
    pub fn rows(&self) -> Vec<Option<&'static Country>> {
        let typed = self.field.trimmed();
        let automatic = typed.is_empty().then_some(None);
        automatic
            .into_iter()
            .chain(matching(&typed).into_iter().map(Some))
            .collect()
    }
}

impl App {
    pub(super) fn country_key(&mut self, mut pick: CountryPick, hit: KeyMatch) -> Vec<Effect> {
        let rows = pick.rows();
        let last = rows.len().saturating_sub(1);
        let chosen = pick.chosen.min(last);
        pick.chosen = match hit.action {
            Action::Up => chosen.saturating_sub(1),
            Action::Down => (chosen + 1).min(last),
            Action::PageUp => chosen.saturating_sub(PAGE),
            Action::PageDown => (chosen + PAGE).min(last),
            Action::Back => {
                self.overlays.pop();
                return match pick.answers {
                    Some(answers) => self.keep_answers(answers),
                    None => Vec::new(),
                };
            }
            Action::Accept => {
                let Some(row) = rows.get(chosen) else {
                    return Vec::new();
                };
                self.overlays.pop();
                let code = row.map_or("", |country| country.code.as_str());
                return match pick.answers {
                    Some(mut answers) => {
                        answers.push((COUNTRY.to_owned(), code.to_owned()));
                        self.keep_answers(answers)
                    }
                    None => vec![self.remember(COUNTRY, code)],
                };
            }
            _ => chosen,
        };
        if let Some(Overlay::Care(care)) = self.overlays.last_mut() {
            **care = crate::app::care::Care::Country(Box::new(pick));
        }
        Vec::new()
    }

    /// The country support is for, in words: `Austria, from your clock`.
    pub fn country_words(&self) -> String {
        match self.place().first {
            Some((country, Basis::Choice)) => country.name.clone(),
            Some((country, Basis::Clock)) => format!("{}, from your clock", country.name),
            Some((country, Basis::Language)) => {
                format!("{}, from your language setting", country.name)
            }
            None => "not known".to_owned(),
        }
    }

    /// What holds while nothing is chosen, in words.
    pub fn automatic_country(&self) -> String {
        let found = Place::find(None, &self.settings.zones, self.settings.locale.as_deref());
        found.country().map_or_else(
            || "automatic".to_owned(),
            |country| format!("automatic: {}", country.name),
        )
    }
}
