//! The experiment that would answer the question a card leaves open.

use super::{Proposal, USUAL_SESSIONS};
use crate::domain::{Day, Experiment, Journal, OutcomeAt, Question, SITTING, TrialKind};
use crate::stats::{Card, CardId, Extra, Outcome};

impl Proposal {
    /// The experiment on the question of `card`, starting tomorrow; `None` if no experiment can
    /// answer it, or one is already under way.
    pub fn on(card: &Card, journal: &Journal, today: Day) -> Option<Self> {
        if journal.open_experiment(today).is_some() {
            return None;
        }
        let usual = Self::usual(today);
        match card.id {
            CardId::SameDay | CardId::SinceStart => Some(Self {
                outcome: rated(card)?,
                ..usual
            }),
            CardId::NextDay => Some(Self {
                outcome: rated(card)?,
                outcome_at: OutcomeAt::NextMorning,
                ..usual
            }),
            CardId::RightAfter => Some(Self {
                arm_a: activity_of(card)?,
                arm_b: SITTING.to_owned(),
                kind: TrialKind::Sessions,
                days: USUAL_SESSIONS,
                ..usual
            }),
            CardId::Experiment => of_card(card, journal).map(|earlier| Self::again(earlier, today)),
            CardId::Length
            | CardId::Effort
            | CardId::GoesWith
            | CardId::Trend
            | CardId::Phq9
            | CardId::Gad7 => None,
        }
    }
}

/// The experiment that `card` is about.
pub fn of_card<'a>(card: &Card, journal: &'a Journal) -> Option<&'a Experiment> {
    let Extra::Experiment(tried) = &card.extra else {
        return None;
    };
    let is_it = |other: &&Experiment| {
        let arms = other.arm_a == tried.arm_a && other.arm_b == tried.arm_b;
        arms && (other.start, other.days) == (tried.plan.start, tried.plan.length)
    };
    journal.experiments().iter().rev().find(is_it)
}

fn rated(card: &Card) -> Option<Question> {
    match card.outcome {
        Outcome::Rated(question) => Some(question),
        Outcome::Score(_) => None,
    }
}

/// The leading activity, or else the one with the most sessions.
fn activity_of(card: &Card) -> Option<String> {
    let Extra::RightAfter {
        by_activity,
        leader,
        ..
    } = &card.extra
    else {
        return None;
    };
    let most = || by_activity.iter().rev().max_by_key(|row| row.n);
    let leads = leader.as_ref().map(|leader| leader.activity.clone());
    leads.or_else(|| most().map(|row| row.activity.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{IdMaker, Moment};
    use crate::stats::{Diary, Insights};
    use chrono::{DateTime, TimeDelta};

    fn at(days: i64) -> Moment {
        let at = DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
        at + TimeDelta::days(days)
    }

    fn day(days: i64) -> Day {
        Day::from_date(at(days).date_naive())
    }

    fn journal(start: Day) -> Journal {
        let made = Proposal {
            start,
            outcome: Question::Calm,
            ..Proposal::usual(day(0))
        };
        Journal::default().with(vec![made.register(
            IdMaker::seeded(1).make(at(0)),
            3,
            at(0),
        )])
    }

    fn proposed(journal: &Journal, id: CardId, today: Day) -> Option<Proposal> {
        let insights = Insights::new(&Diary::from_journal(journal, today));
        let card = insights.cards.iter().find(|card| card.id == id);
        Proposal::on(card.unwrap(), journal, today)
    }

    #[test]
    fn each_card_leads_to_the_experiment_on_its_question() {
        let journal = Journal::default();
        let on = |id| proposed(&journal, id, day(0));
        assert_eq!(on(CardId::SameDay), Some(Proposal::usual(day(0))));
        assert_eq!(
            on(CardId::NextDay).unwrap().outcome_at,
            OutcomeAt::NextMorning
        );
        for none in [CardId::Trend, CardId::GoesWith, CardId::RightAfter] {
            assert_eq!(
                on(none),
                None,
                "{none:?}: none can tell, or nothing was done"
            );
        }
        for possible in [CardId::SameDay, CardId::NextDay, CardId::SinceStart] {
            let proposal = on(possible).unwrap();
            assert_eq!(proposal.problem(&journal, day(0)), None);
        }
    }

    #[test]
    fn one_that_is_over_can_be_run_again_and_one_under_way_stands_alone() {
        let journal = journal(day(1));
        assert_eq!(proposed(&journal, CardId::SameDay, day(20)), None);
        assert_eq!(proposed(&journal, CardId::Experiment, day(20)), None);
        let again = proposed(&journal, CardId::Experiment, day(60)).unwrap();
        assert_eq!(
            (again.outcome, again.days, again.start),
            (Question::Calm, 40, day(61))
        );
        assert_eq!(again.problem(&journal, day(60)), None);
    }
}
