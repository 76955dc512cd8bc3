//! All verdicts of a diary, in display order.

use crate::domain::{Instrument, Question};
use crate::stats::card::{Counts, Insights, StartGap};
use crate::stats::day_cards::{OUTCOMES, day_cards};
use crate::stats::days::Days;
use crate::stats::diary::Diary;
use crate::stats::dose::{effort, length};
use crate::stats::experiment::experiment_card;
use crate::stats::goes_with::goes_with;
use crate::stats::questionnaires::questionnaire;
use crate::stats::right_after::right_after;
use crate::stats::sentences::sentence;
use crate::stats::trend::{since_start, trend};
use crate::stats::usual::Usual;

impl Insights {
    /// Every card of `diary`: right after; length and effort; same and next day for mood, energy
    /// and calm; next day for sleep; trend and since the start; what else goes with good days;
    /// PHQ-9; GAD-7 if ever taken; experiments.
    ///
    /// The same records and day give the same digits on every machine, in any record order.
    pub fn new(diary: &Diary) -> Self {
        let usual = Usual::new(diary);
        let start_gap = StartGap::new(diary, &usual);
        let days = Days::new(diary);
        let by_day =
            |question: &Question| day_cards(diary, &days, *question, &usual, start_gap.as_ref());
        let taken = |card: &_| {
            let card: &super::card::Card = card;
            card.n != Counts::Assessments { assessments: 0 }
        };
        let mut cards = vec![
            right_after(diary, &usual),
            length(diary, &usual),
            effort(diary, &usual),
        ];
        cards.extend(OUTCOMES.iter().flat_map(by_day));
        cards.extend([trend(diary), since_start(diary), goes_with(diary, &days)]);
        cards.extend(questionnaire(diary, Instrument::Phq9));
        cards.extend(questionnaire(diary, Instrument::Gad7).filter(taken));
        cards.extend(
            diary
                .experiments()
                .iter()
                .map(|experiment| experiment_card(diary, experiment)),
        );
        for card in &mut cards {
            card.text = sentence(card, start_gap.as_ref(), diary.now());
        }
        Self {
            version: 2,
            now: diary.now(),
            start_gap,
            cards,
        }
    }
}
