//! The most conclusive of all cards, and how far away the first one is.

use crate::domain::Day;
use crate::stats::card::extra::Extra;
use crate::stats::card::{Card, CardId, Insights, Outcome, Status};

/// Lower limit for interval widths, in points, so that precision is not overrated.
const NARROWEST: f64 = 0.1;

impl Insights {
    /// The card that says most about mood, by verdict and then by the ratio of its estimate to its
    /// interval width; `None` before any card has a number.
    ///
    /// If the records start only at `from`, cards that need earlier days are skipped.
    pub fn strongest(&self, from: Option<Day>) -> Option<&Card> {
        self.cards
            .iter()
            .filter(|card| card.is_headline() && matches!(card.outcome, Outcome::Rated(_)))
            .filter(|card| from.is_none_or(|from| rests_on_days_since(card, from)))
            .filter_map(|card| Some((card, rank(card.status), clearness(card)?)))
            .max_by(|one, other| one.1.cmp(&other.1).then(one.2.total_cmp(&other.2)))
            .map(|(card, ..)| card)
    }

    /// Approximate number of days with a check-in, at least 1, until the first mood card can have a
    /// number; `None` if one already has, or if more days would not help.
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

/// Whether the card uses nothing before `from`: only the start card and experiments can reach back
/// beyond the loaded year.
fn rests_on_days_since(card: &Card, from: Day) -> bool {
    match &card.extra {
        Extra::Experiment(tried) => tried.plan.start >= from,
        _ => card.id != CardId::SinceStart,
    }
}

/// How strong a claim the verdict makes.
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

/// The ratio of the estimate to its interval width; `None` without an interval.
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
