//! Of all cards the one answer that stands by itself, and how far away the first one is.

use crate::domain::Day;
use crate::stats::card::{Card, CardId, Extra, Insights, Outcome, Status};

/// The narrowest interval that counts as one, in points: nothing is surer than this.
const NARROWEST: f64 = 0.1;

impl Insights {
    /// The card that says most about mood: by its verdict first, then by its estimate against the width of its
    /// interval; nothing before any has a number.
    ///
    /// Where the records begin only at `from`, cards are passed over that would need what lies before it.
    pub fn strongest(&self, from: Option<Day>) -> Option<&Card> {
        self.cards
            .iter()
            .filter(|card| card.is_headline() && matches!(card.outcome, Outcome::Rated(_)))
            .filter(|card| from.is_none_or(|from| rests_on_days_since(card, from)))
            .filter_map(|card| Some((card, rank(card.status), clearness(card)?)))
            .max_by(|one, other| one.1.cmp(&other.1).then(one.2.total_cmp(&other.2)))
            .map(|(card, ..)| card)
    }

    /// In about how many days with a check-in the first card of mood can have a number: 1 or more; nothing where one
    /// has, or where days do not help.
    pub fn first_answer_in(&self) -> Option<u32> {
        let mut waiting = self.cards.iter().filter(|card| card.is_headline());
        if waiting.clone().any(|card| card.estimate.is_some()) {
            return None;
        }
        let days = waiting
            .by_ref()
            .filter(|card| card.status == Status::NotEnough)
            .filter_map(|card| card.more_days);
        days.filter(|days| *days > 0).min()
    }
}

/// Whether nothing before `from` has a part in the card: only the start and experiments reach back farther than the
/// year that is loaded.
fn rests_on_days_since(card: &Card, from: Day) -> bool {
    match &card.extra {
        Extra::Experiment(tried) => tried.plan.start >= from,
        _ => card.id != CardId::SinceStart,
    }
}

/// How much a verdict claims.
const fn rank(status: Status) -> u8 {
    match status {
        Status::ShownUp | Status::ShownDown => 5,
        Status::LikelyUp | Status::LikelyDown | Status::Higher | Status::Lower => 4,
        Status::Rising | Status::Falling => 3,
        Status::LeaningUp | Status::LeaningDown => 2,
        Status::Small => 1,
        _ => 0,
    }
}

/// The estimate against the width of its interval; nothing without one.
fn clearness(card: &Card) -> Option<f64> {
    let (estimate, low, high) = (card.estimate?, card.low?, card.high?);
    Some(estimate.abs() / (high - low).max(NARROWEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Question;
    use crate::stats::card::{Counts, Design};
    use chrono::NaiveDate;

    fn card(id: CardId, question: Question, status: Status, interval: Option<(f64, f64)>) -> Card {
        let counts = Counts::Trend { rated: 9, span: 9 };
        let extra = Extra::Trend { per_days: 28 };
        let mut card = Card::new(
            id,
            Outcome::Rated(question),
            Design::Description,
            counts,
            extra,
        );
        card.status = status;
        if let Some((low, high)) = interval {
            card.show(f64::midpoint(low, high), (low, high));
        }
        card
    }

    fn insights(cards: Vec<Card>) -> Insights {
        let now = Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        Insights {
            version: 2,
            now,
            start_gap: None,
            cards,
        }
    }

    #[test]
    fn the_verdict_decides_then_how_clear_it_is() {
        use CardId::{NextDay, RightAfter, SameDay, SinceStart, Trend};
        let found = insights(vec![
            card(Trend, Question::Mood, Status::LeaningUp, Some((0.1, 3.0))),
            card(SameDay, Question::Mood, Status::LikelyUp, Some((0.2, 1.8))),
            card(
                RightAfter,
                Question::Mood,
                Status::LikelyDown,
                Some((-0.9, -0.5)),
            ),
            card(
                NextDay,
                Question::Energy,
                Status::LikelyUp,
                Some((0.9, 1.0)),
            ),
            card(SinceStart, Question::Mood, Status::Higher, Some((2.0, 2.1))),
        ]);
        assert_eq!(found.strongest(None).unwrap().id, SinceStart);
        let from = Some(found.now.plus(-365));
        assert_eq!(found.strongest(from).unwrap().id, RightAfter);
        assert_eq!(found.first_answer_in(), None);
    }

    #[test]
    fn before_the_first_answer_the_nearest_one_is_told() {
        let waits = |id, days| Card {
            more_days: days,
            ..card(id, Question::Mood, Status::NotEnough, None)
        };
        let found = insights(vec![
            waits(CardId::RightAfter, Some(8)),
            waits(CardId::Trend, Some(22)),
            waits(CardId::SameDay, None),
        ]);
        assert!(found.strongest(None).is_none());
        assert_eq!(found.first_answer_in(), Some(8));
    }
}
