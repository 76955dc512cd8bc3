//! The questions of the check-in form: the built-in ones, then the person's own that are asked at this time of day.

use crate::domain::{Id, Measure, Moment, OwnRating, Question, Rating};
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::screens::today::Today;

/// One question of the form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked<'a> {
    /// A built-in question.
    Builtin(Question),
    /// One of the person's own.
    Own(&'a OwnRating),
}

/// What a digit does to an own rating.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Typed {
    /// The answer is complete.
    Done(f64),
    /// Another digit may follow.
    Open(f64),
    /// The answer was already complete: the digit belongs to the next question.
    Next,
    /// There is no such answer.
    Refused,
}

/// The effect of typing `digit` after the digits of `before`, if any.
fn typed(measure: Measure, before: Option<f64>, digit: u8) -> Typed {
    let is_one = digit == 1;
    let digit = f64::from(digit);
    match (measure, before) {
        (Measure::ZeroToTen, Some(before)) if measure.holds(before * 10.0 + digit) => {
            Typed::Done(before * 10.0 + digit)
        }
        (Measure::ZeroToTen, Some(_)) => Typed::Next,
        (Measure::ZeroToTen, None) if is_one => Typed::Open(1.0),
        (Measure::Count | Measure::Duration, before) => {
            let value = before.unwrap_or(0.0) * 10.0 + digit;
            if measure.holds(value) {
                Typed::Open(value)
            } else {
                Typed::Refused
            }
        }
        _ if measure.holds(digit) => Typed::Done(digit),
        _ => Typed::Refused,
    }
}

impl Today {
    /// The questions asked, in order; those with an answer stay.
    pub fn asked<'a>(&self, shared: &'a Shared) -> Vec<Asked<'a>> {
        let builtin = shared.settings.questions();
        let own = shared.journal.own_ratings();
        let own = own.asked(self.asked_at(shared), &self.draft.own, builtin.len());
        let builtin = builtin.into_iter().map(Asked::Builtin);
        builtin.chain(own.into_iter().map(Asked::Own)).collect()
    }

    /// The local time that the check-in is about; `None` if only its day is known.
    fn asked_at(&self, shared: &Shared) -> Option<Moment> {
        match &self.draft.editing {
            Some(record) => Some(record.at).filter(|_| record.timed),
            None => Some(shared.now.wall).filter(|_| self.day == shared.day),
        }
    }

    /// Answers the selected question with a digit, and moves on if the answer is complete. `typing` is the rating that
    /// the last key was a digit of.
    pub(super) fn rate(&mut self, digit: u8, typing: Option<Id>, asked: &[Asked<'_>]) {
        let Some(question) = asked.get(self.question.chosen) else {
            return;
        };
        let is_done = match question {
            Asked::Builtin(question) => {
                let rating = Rating::new(digit);
                if rating.is_some() {
                    self.draft.ratings.set(*question, rating);
                }
                rating.is_some()
            }
            Asked::Own(rating) => {
                // A click says the whole number.
                let before = typing.filter(|id| *id == rating.id && digit < 10);
                let before = before.and_then(|id| self.draft.own.get(id));
                match typed(rating.measure, before, digit) {
                    Typed::Done(value) => {
                        self.draft.own.set(rating.id, Some(value));
                        true
                    }
                    Typed::Open(value) => {
                        self.draft.own.set(rating.id, Some(value));
                        self.typing = Some(rating.id);
                        false
                    }
                    Typed::Next => {
                        self.question.answer(Action::Down, asked.len());
                        return self.rate(digit, None, asked);
                    }
                    Typed::Refused => {
                        self.typing = typing;
                        false
                    }
                }
            }
        };
        if is_done {
            self.question.answer(Action::Down, asked.len());
        }
    }

    /// Moves the answer to the selected question one step.
    pub(super) fn step(&mut self, up: bool, asked: &[Asked<'_>]) {
        match asked.get(self.question.chosen) {
            Some(Asked::Builtin(question)) => {
                let moved = match self.draft.ratings.get(*question) {
                    None => Rating::MIDDLE,
                    Some(rating) if up => rating.raised(),
                    Some(rating) => rating.lowered(),
                };
                self.draft.ratings.set(*question, Some(moved));
            }
            Some(Asked::Own(rating)) => {
                let moved = rating.measure.stepped(self.draft.own.get(rating.id), up);
                self.draft.own.set(rating.id, Some(moved));
            }
            None => {}
        }
    }

    /// Clears the answer to the selected question.
    pub(super) fn clear(&mut self, asked: &[Asked<'_>]) {
        match asked.get(self.question.chosen) {
            Some(Asked::Builtin(question)) => self.draft.ratings.set(*question, None),
            Some(Asked::Own(rating)) => self.draft.own.set(rating.id, None),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_takes_two_digits_and_an_amount_any_number() {
        use Measure::{Count, Duration, OneToNine, YesNo, ZeroToTen};
        for (measure, before, digit, expected) in [
            (ZeroToTen, None, 7, Typed::Done(7.0)),
            (ZeroToTen, None, 0, Typed::Done(0.0)),
            (ZeroToTen, None, 1, Typed::Open(1.0)),
            (ZeroToTen, Some(1.0), 0, Typed::Done(10.0)),
            (ZeroToTen, Some(1.0), 5, Typed::Next),
            (OneToNine, None, 0, Typed::Refused),
            (OneToNine, None, 1, Typed::Done(1.0)),
            (Count, None, 2, Typed::Open(2.0)),
            (Count, Some(2.0), 5, Typed::Open(25.0)),
            (Duration, Some(144.0), 1, Typed::Refused),
            (Duration, Some(144.0), 0, Typed::Open(1440.0)),
            (YesNo, None, 1, Typed::Done(1.0)),
            (YesNo, None, 2, Typed::Refused),
        ] {
            assert_eq!(
                typed(measure, before, digit),
                expected,
                "{measure:?} {digit}"
            );
        }
    }
}
