//! A card in a few words: its title, its verdict, what would change it.

use super::observational::hidden_until;
use crate::domain::english::capital;
use crate::domain::{Day, Question};
use crate::stats::card::{Card, CardId, Design, Outcome, Reason, Status};

/// What a card is about, in a few words.
pub fn title(card: &Card) -> String {
    let of = |when: &str| match card.outcome {
        Outcome::Rated(Question::Mood) => capital(when),
        outcome => format!("{}, {when}", capital(outcome.key())),
    };
    match card.id {
        CardId::RightAfter => "Right after a session".to_owned(),
        CardId::Length => "Short or long".to_owned(),
        CardId::Effort => "Gentle or hard".to_owned(),
        CardId::SameDay => of("the same day"),
        CardId::NextDay => of("the next day"),
        CardId::Trend => "The last 12 weeks".to_owned(),
        CardId::SinceStart => "Since you started".to_owned(),
        CardId::GoesWith => "What else goes with it".to_owned(),
        CardId::Phq9 => "PHQ-9".to_owned(),
        CardId::Gad7 => "GAD-7".to_owned(),
        CardId::Experiment => "Your experiment".to_owned(),
    }
}

/// A verdict in a few words, as of day `now`.
pub fn chip(card: &Card, now: Day) -> String {
    let words = match card.status {
        Status::NotEnough => "Not enough data yet",
        Status::Unclear if card.design == Design::Randomized => "No clear effect",
        Status::Unclear => "No clear answer yet",
        Status::Small => "Little or no difference",
        Status::LeaningUp => "Maybe better",
        Status::LeaningDown => "Maybe lower",
        Status::LikelyUp => "Likely better",
        Status::LikelyDown => "Likely lower",
        Status::DirectionUnclear => match card.reason {
            Some(Reason::NoBefore) => "No ratings before sessions",
            Some(Reason::Hidden) => "No clear answer yet",
            _ => "Linked, order unclear",
        },
        Status::HiddenByTrial => {
            let day = hidden_until(card, now).date();
            return day.format("Hidden until %b %-d").to_string();
        }
        Status::Order => "Check-ins too early",
        Status::Confounded => "Same days every week",
        Status::Flat => "Ratings don't vary",
        Status::Rising => "Going up",
        Status::Falling => "Going down",
        Status::Higher if card.id == CardId::SinceStart => "Higher since",
        Status::Lower if card.id == CardId::SinceStart => "Lower since",
        Status::Higher => "Higher",
        Status::Lower => "Lower",
        Status::NoBaseline => "Nothing to compare",
        Status::ReliablyHigher => "Clearly higher",
        Status::ReliablyLower => "Clearly lower",
        Status::Same => "Same",
        Status::Running => "Running",
        Status::ShownUp => "Shown: higher",
        Status::ShownDown => "Shown: lower",
        Status::Found | Status::GoesWithBetter | Status::GoesWithLower => "Something stands out",
        Status::NoneFound | Status::Open => "Nothing stands out",
    };
    words.to_owned()
}

/// What would change the answer; `None` if the sentence already says it.
pub fn would_change(card: &Card) -> Option<String> {
    let said = match card.status {
        Status::NotEnough if card.id == CardId::GoesWith && card.more_days.is_none() => {
            "That includes medication. What's there every day can't be compared."
        }
        _ if card.id == CardId::GoesWith => {
            "To compare one thing, such as medication, tag its days: it needs 8 days with it and 8 without. What's \
             there every day can't be compared."
        }
        Status::LeaningUp | Status::LeaningDown => "More days will show whether this is chance.",
        Status::DirectionUnclear if card.reason == Some(Reason::NotRuledOut) => {
            "More sessions rated before them, or an experiment, can tell."
        }
        Status::DirectionUnclear if card.reason == Some(Reason::Hidden) => {
            "Only an experiment could answer this."
        }
        Status::DirectionUnclear
        | Status::NotEnough
        | Status::Unclear
        | Status::Running
        | Status::Order
        | Status::NoBaseline
        | Status::HiddenByTrial => return None,
        Status::Confounded => "Being active on different days would help.",
        Status::Flat => "Ratings that differ would help.",
        _ if card.design == Design::Randomized => {
            card.estimate?;
            "Its days are over. Run it again to be surer."
        }
        _ => {
            card.estimate?;
            "Updates daily, from the last 12 months."
        }
    };
    Some(said.to_owned())
}
