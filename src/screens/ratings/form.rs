//! The form for one of the person's own ratings.

use crate::domain::{Ask, LONGEST_NAME, Measure, Moment, OwnRating};
use crate::screens::ratings::turned;
use crate::widgets::text_field::{Lines, TextField};

/// A line of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Measure,
    Better,
    /// One of the three words of a scale.
    Word(usize),
    Unit,
    Ask,
}

/// The form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RatingForm {
    /// The rating being changed; `None` while adding one.
    pub editing: Option<OwnRating>,
    name: TextField,
    measure: Measure,
    lower_is_better: bool,
    words: [TextField; 3],
    unit: TextField,
    ask: Ask,
    /// Index of the selected line.
    chosen: usize,
    /// Why it can't be saved.
    pub problem: Option<String>,
}

impl RatingForm {
    /// The form of a rating, or of a new one.
    pub(super) fn new(editing: Option<&OwnRating>) -> Self {
        let field = |text: &str| TextField::new(text, Lines::One);
        let word = |place: usize| field(editing.map_or("", |rating| rating.words[place].as_str()));
        Self {
            name: field(editing.map_or("", |rating| rating.name.as_str())),
            measure: editing.map_or(Measure::ZeroToTen, |rating| rating.measure),
            lower_is_better: editing.is_some_and(|rating| rating.lower_is_better),
            words: [word(0), word(1), word(2)],
            unit: field(editing.map_or("", |rating| rating.unit.as_str())),
            ask: editing.map_or(Ask::Always, |rating| rating.ask),
            chosen: 0,
            problem: None,
            editing: editing.cloned(),
        }
    }

    /// The lines, which depend on what the answers are. That is chosen once, when it is added.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::Name];
        if self.editing.is_none() {
            parts.push(Part::Measure);
        }
        match self.measure {
            measure if measure.is_scale() => {
                parts.extend([Part::Better, Part::Word(0), Part::Word(1), Part::Word(2)]);
            }
            Measure::Count => parts.push(Part::Unit),
            _ => {}
        }
        parts.push(Part::Ask);
        parts
    }

    /// The selected line.
    pub(super) fn part(&self) -> Part {
        self.parts().get(self.chosen).copied().unwrap_or(Part::Name)
    }

    /// Whether the last line is selected.
    pub(super) fn is_last(&self) -> bool {
        self.chosen + 1 >= self.parts().len()
    }

    /// Whether the selected line is typed into.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.part(), Part::Name | Part::Word(_) | Part::Unit)
    }

    /// Selects the next or the previous line.
    pub(super) fn go(&mut self, down: bool) {
        let last = self.parts().len().saturating_sub(1);
        self.chosen = if down {
            (self.chosen + 1).min(last)
        } else {
            self.chosen.saturating_sub(1)
        };
    }

    /// Turns the selected choice.
    pub(super) fn turn(&mut self, forward: bool) {
        match self.part() {
            Part::Measure => self.measure = turned(&Measure::ALL, self.measure, forward),
            Part::Better => self.lower_is_better = !self.lower_is_better,
            Part::Ask => self.ask = turned(&Ask::ALL, self.ask, forward),
            Part::Name | Part::Word(_) | Part::Unit => {}
        }
    }

    /// The field of the selected line.
    pub(super) fn text(&mut self) -> Option<&mut TextField> {
        match self.part() {
            Part::Name => Some(&mut self.name),
            Part::Word(place) => self.words.get_mut(place),
            Part::Unit => Some(&mut self.unit),
            Part::Measure | Part::Better | Part::Ask => None,
        }
    }

    /// The field of a line that is typed into.
    pub(super) fn field(&self, part: Part) -> Option<&TextField> {
        match part {
            Part::Name => Some(&self.name),
            Part::Word(place) => self.words.get(place),
            Part::Unit => Some(&self.unit),
            Part::Measure | Part::Better | Part::Ask => None,
        }
    }

    /// The name of a line.
    pub(super) const fn label(part: Part) -> &'static str {
        match part {
            Part::Name => "Name",
            Part::Measure => "Answers",
            Part::Better => "Better",
            Part::Word(0) => "Lowest is",
            Part::Word(1) => "Middle is",
            Part::Word(_) => "Highest is",
            Part::Unit => "Unit",
            Part::Ask => "Asked",
        }
    }

    /// What an empty line could say, or the value of a choice.
    pub(super) fn value(&self, part: Part) -> &'static str {
        match part {
            Part::Name => "such as pain, coffee, outside",
            Part::Measure => self.measure.noun(),
            Part::Better if self.lower_is_better => "lower is better",
            Part::Better => "higher is better",
            Part::Word(0) => "low, such as none",
            Part::Word(1) => "medium, such as some",
            Part::Word(_) => "high, such as unbearable",
            Part::Unit => "such as cups",
            Part::Ask => when(self.ask),
        }
    }

    /// The rating as it is filled in. A scale without words gets plain ones.
    pub(super) fn rating(&self, now: Moment) -> OwnRating {
        let name: String = self.name.trimmed().chars().take(LONGEST_NAME + 1).collect();
        let mut rating = match &self.editing {
            Some(found) => OwnRating {
                name,
                ..found.clone()
            },
            None => OwnRating::new(&name, self.measure, now),
        };
        if self.measure.is_scale() {
            rating.lower_is_better = self.lower_is_better;
            for (word, field) in rating.words.iter_mut().zip(&self.words) {
                if !field.trimmed().is_empty() {
                    *word = field.trimmed();
                }
            }
        }
        rating.unit = if self.measure == Measure::Count {
            self.unit.trimmed()
        } else {
            String::new()
        };
        rating.ask = self.ask;
        rating
    }
}

/// When it is asked, in words.
pub(super) const fn when(ask: Ask) -> &'static str {
    match ask {
        Ask::Always => "in every check-in",
        Ask::Morning => "until 2 pm",
        Ask::Evening => "from 2 pm",
        Ask::Never => "never, only by command or import",
    }
}
