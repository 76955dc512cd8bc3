//! How much better than usual people feel right after a session, and after which activity most: the lift (after minus
//! before), corrected for how far from the usual mood sessions start.

use crate::domain::{Day, Journal, Question, Sorting as _};
use crate::stats::card::extra::{ByActivity, Extra, Leader};
use crate::stats::card::{Card, CardId, Counts, Design, Outcome, Reason, Status};
use crate::stats::constants::{
    BF_LIKELY, CLEAR, LAMBDA, MIN_OWN, MIN_PAIRS, MIN_USUAL, OTHER_DAYS, PRIOR_DF,
    PRIOR_SUM_SQUARES, START_SLOPE_PENALTY, START_SLOPE_PRIOR,
};
use crate::stats::diary::{Diary, mean};
use crate::stats::lift::{Contrast, Fixed, Lift, LiftFit, Prior, activities};
use crate::stats::mixture::Mixture;
use crate::stats::start_guard::{Gap, guard};
use crate::stats::usual::{Usual, recent};
use crate::stats::verdict::verdict;

/// The card on the lift right after sessions.
///
/// Before/after pairs adjusted for regression to the usual mood (slope prior -0.4), with activities
/// shrunk toward each other. Shown from 5 pairs and 7 days with a usual level.
pub fn right_after(diary: &Diary, usual: &Usual) -> Card {
    let pairs = pairs(diary);
    let n = Counts::Pairs {
        pairs: pairs.len(),
        usual_days: usual.days,
    };
    let empty = Extra::RightAfter {
        usual: None,
        raw: None,
        before_gap: None,
        only_starts: false,
        by_activity: vec![],
        leader: None,
    };
    let outcome = Outcome::Rated(Question::Mood);
    let mut card = Card::new(CardId::RightAfter, outcome, Design::BeforeAfter, n, empty);
    card.more_days = Some(missing(&pairs, usual).max(1) as u32);
    let Some(fitted) = Fitted::new(&pairs, usual) else {
        return card;
    };
    let overall = fitted.overall();
    let (estimate, interval, factor) = (overall.mean(), overall.interval(), overall.bayes_factor());
    card.show(estimate, interval);
    (card.status, card.reason) =
        fitted.guarded(verdict(estimate, interval, factor, BF_LIKELY), interval);
    card.strength = Some(factor);
    card.more_days = None;
    let mut by_activity: Vec<ByActivity> = (0..fitted.names.len())
        .map(|number| fitted.row(number))
        .collect();
    // Highest first, rows without an estimate last; the sort is stable, so ties stay in order of
    // name.
    let height = |row: &ByActivity| row.estimate.unwrap_or(f64::NEG_INFINITY);
    by_activity.order_by(|a, b| height(b).total_cmp(&height(a)));
    let leader = match by_activity.as_slice() {
        [first, second, ..] if second.estimate.is_some() => {
            let probability = fitted.probability_of_more(&first.activity, &second.activity);
            let (activity, over) = (first.activity.clone(), second.activity.clone());
            Some(Leader {
                activity,
                over,
                probability,
                clear: probability >= CLEAR && card.status != Status::DirectionUnclear,
            })
        }
        _ => None,
    };
    let all: Vec<f64> = fitted.lifts.iter().map(|lift| lift.d).collect();
    card.extra = Extra::RightAfter {
        usual: Some(usual.level),
        raw: Some(mean(&all)),
        before_gap: usual.before_gap().map(|start| start.gap),
        only_starts: usual.other_share() <= OTHER_DAYS,
        by_activity,
        leader,
    };
    card
}

/// The lift after each activity of `journal` as of day `now`, highest first; empty until there is
/// enough data for [`right_after`].
pub fn lifts(journal: &Journal, now: Day) -> Vec<ByActivity> {
    rows(&Diary::of_last_year(journal, now))
}

/// The same, for a diary.
pub fn rows(diary: &Diary) -> Vec<ByActivity> {
    match right_after(diary, &Usual::new(diary)).extra {
        Extra::RightAfter { by_activity, .. } => by_activity,
        _ => Vec::new(),
    }
}

/// The lift after one activity, as in [`rows`], without computing the others.
pub fn row_of(diary: &Diary, activity: &str) -> Option<ByActivity> {
    let usual = Usual::new(diary);
    let fitted = Fitted::new(&pairs(diary), &usual)?;
    let number = fitted.names.iter().position(|name| *name == activity)?;
    Some(fitted.row(number))
}

/// The activity of every session rated before and after, with both moods.
fn pairs(diary: &Diary) -> Vec<(&str, (f64, f64))> {
    recent(diary)
        .iter()
        .filter_map(|bout| Some((bout.activity.as_str(), bout.pair()?)))
        .collect()
}

/// The number of days or pairs still needed.
fn missing(pairs: &[(&str, (f64, f64))], usual: &Usual) -> usize {
    MIN_USUAL
        .saturating_sub(usual.days)
        .max(MIN_PAIRS.saturating_sub(pairs.len()))
}

/// The fitted lift model and the data it was fitted to.
struct Fitted<'a> {
    /// Activity names in sorted order.
    names: Vec<&'a str>,
    lifts: Vec<Lift>,
    fit: LiftFit,
    usual: &'a Usual,
}

impl<'a> Fitted<'a> {
    /// `None` if there is not enough data.
    fn new(pairs: &[(&'a str, (f64, f64))], usual: &'a Usual) -> Option<Self> {
        if missing(pairs, usual) > 0 {
            return None;
        }
        let names = activities(pairs.iter().map(|(name, _)| *name));
        let lift = |(name, (before, after)): &(&str, (f64, f64))| Lift {
            d: after - before,
            fixed: vec![1.0, before - usual.level],
            activity: names.binary_search(name).unwrap_or(0),
            family: None,
        };
        let lifts: Vec<Lift> = pairs.iter().map(lift).collect();
        let fixed = [
            Fixed {
                pen: 0.0,
                mean: 0.0,
            },
            Fixed {
                pen: START_SLOPE_PENALTY,
                mean: START_SLOPE_PRIOR,
            },
        ];
        let prior = Prior {
            fixed: &fixed,
            lambda: &LAMBDA,
            prior_df: PRIOR_DF,
            prior_sum_squares: PRIOR_SUM_SQUARES,
            share: 1.0,
        };
        let fit = LiftFit::new(&lifts, names.len(), &prior)?;
        Some(Self {
            names,
            lifts,
            fit,
            usual,
        })
    }

    /// The individual lifts after one activity.
    fn own(&self, number: usize) -> Vec<f64> {
        self.lifts
            .iter()
            .filter(|lift| lift.activity == number)
            .map(|lift| lift.d)
            .collect()
    }

    /// The lift after any session, with activities weighted by how often they were done.
    fn overall(&self) -> Mixture {
        let share = |number| {
            (
                number,
                self.own(number).len() as f64 / self.lifts.len() as f64,
            )
        };
        let activities = (0..self.names.len()).map(share).collect();
        self.fit.contrast(
            &Contrast {
                fixed: vec![1.0],
                activities,
            },
            self.usual.variance,
        )
    }

    /// The verdict after allowing for how far from the usual mood sessions start: anywhere from
    /// none to all of that gap may close by itself.
    fn guarded(&self, said: Status, interval: (f64, f64)) -> (Status, Option<Reason>) {
        let start = self.usual.before_gap();
        let shifts = start.map_or([0.0; 2], |Gap { gap, .. }| {
            let none = self.fit.slope() * gap;
            [none, none + gap / self.usual.other_share().max(OTHER_DAYS)]
        });
        guard(said, interval, start, &shifts)
    }

    fn probability_of_more(&self, first: &str, second: &str) -> f64 {
        let number = |name: &str| self.names.binary_search(&name).unwrap_or(0);
        self.fit.probability_of_more(number(first), number(second))
    }

    fn row(&self, number: usize) -> ByActivity {
        let own = self.own(number);
        let mut row = ByActivity {
            activity: self.names[number].to_owned(),
            n: own.len(),
            raw: mean(&own),
            estimate: None,
            low: None,
            high: None,
            status: Status::NotEnough,
        };
        if own.len() >= MIN_OWN {
            let contrast = Contrast {
                fixed: vec![1.0],
                activities: vec![(number, 1.0)],
            };
            let known = self.fit.contrast(&contrast, self.usual.variance);
            let (estimate, interval) = (known.mean(), known.interval());
            let said = verdict(estimate, interval, known.bayes_factor(), BF_LIKELY);
            row.status = self.guarded(said, interval).0;
            (row.estimate, row.low, row.high) =
                (Some(estimate), Some(interval.0), Some(interval.1));
        }
        row
    }
}
