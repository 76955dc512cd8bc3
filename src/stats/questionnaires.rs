//! Whether a questionnaire score has clearly changed.

use crate::domain::{Assessment, Instrument};
use crate::stats::card::extra::{Extra, Score};
use crate::stats::card::{Card, CardId, Counts, Design, Outcome, Status};
use crate::stats::constants::{GAD_HALF, PHQ_GAP, PHQ_HALF, WINDOW};
use crate::stats::diary::Diary;

/// The card of `instrument`: the latest score compared with the earliest in the 365 days before it.
///
/// The verdict comes from the domain; the interval is that of Jacobson and Truax (1991): PHQ-9 ±
/// 5.82, GAD-7 ± 3.92. `None` for the PHQ-2, for which no such value is known.
pub fn questionnaire(diary: &Diary, instrument: Instrument) -> Option<Card> {
    let (id, half) = match instrument {
        Instrument::Phq9 => (CardId::Phq9, PHQ_HALF),
        Instrument::Gad7 => (CardId::Gad7, GAD_HALF),
        Instrument::Phq2 => return None,
    };
    let taken: Vec<&Assessment> = diary
        .assessments()
        .iter()
        .filter(|assessment| assessment.instrument == instrument)
        .collect();
    let latest = taken.last().copied();
    let year = |assessment: &&Assessment| {
        latest.is_some_and(|latest| latest.day.since(assessment.day) <= WINDOW)
    };
    let taken: Vec<&Assessment> = taken.into_iter().filter(year).collect();
    let baseline = taken.first().copied().filter(|_| taken.len() > 1);
    let score = |assessment: &Assessment| Score {
        day: assessment.day,
        score: assessment.score(),
    };
    let extra = Extra::Questionnaire {
        baseline: baseline.map(score),
        latest: latest.map(score),
    };
    let n = Counts::Assessments {
        assessments: taken.len(),
    };
    let mut card = Card::new(
        id,
        Outcome::Score(instrument),
        Design::Questionnaire,
        n,
        extra,
    );
    let apart = latest.map(|latest| baseline.map_or(0, |baseline| latest.day.since(baseline.day)));
    card.more_days = apart.map(|apart| (PHQ_GAP - apart).max(0) as u32);
    if let (Some(baseline), Some(latest), Some(0)) = (baseline, latest, card.more_days) {
        let change = instrument.change(baseline.score(), latest.score());
        let estimate = f64::from(change.points);
        card.show(estimate, (estimate - half, estimate + half));
        card.status = match (change.points, change.is_reliable()) {
            (0, _) => Status::Same,
            (..0, true) => Status::ReliablyLower,
            (_, true) => Status::ReliablyHigher,
            (..0, false) => Status::Lower,
            (_, false) => Status::Higher,
        };
    }
    Some(card)
}
