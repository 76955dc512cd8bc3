//! Whether longer or harder sessions lift more.

use crate::domain::Question;
use crate::stats::card::extra::{ByBin, Ends, Extra};
use crate::stats::card::{Card, CardId, Counts, Design, Outcome};
use crate::stats::constants::{
    BF_LIKELY, DOSE_ACTIVITY_PENALTY, DOSE_MIN, LAMBDA, MIN_USUAL, PRIOR_DF, PRIOR_SUM_SQUARES,
    ROUNDING, START_SLOPE_PENALTY, START_SLOPE_PRIOR,
};
use crate::stats::diary::{Bout, Diary, mean, variance};
use crate::stats::lift::{Contrast, Fixed, Lift, LiftFit, Prior, activities};
use crate::stats::start_guard::{Gap, guard};
use crate::stats::usual::{Usual, recent};
use crate::stats::verdict::verdict;

/// One of the two questions: length or effort.
struct Dose {
    id: CardId,
    bins: &'static [&'static str],
    /// The bin of a session; `None` if unknown.
    bin: fn(&Bout) -> Option<usize>,
}

const LENGTH: Dose = Dose {
    id: CardId::Length,
    bins: &["under 10", "10-19", "20-39", "40+"],
    bin: |bout| {
        let reached = [10.0, 20.0, 40.0]
            .iter()
            .filter(|from| bout.minutes >= **from);
        Some(reached.count())
    },
};

const EFFORT: Dose = Dose {
    id: CardId::Effort,
    bins: &["easy", "moderate", "hard"],
    bin: |bout| {
        let effort = bout.effort?.get();
        Some([4, 7].iter().filter(|from| effort >= **from).count())
    },
};

/// The card on session length.
///
/// The lift model with lengths in place of activities, shrunk toward each other. Activities are
/// additional columns, so that differences between activities are not attributed to length.
/// Compares the longest with the shortest bin that has at least 5 rated sessions.
pub fn length(diary: &Diary, usual: &Usual) -> Card {
    dose(&LENGTH, diary, usual)
}

/// The card on session effort, computed the same way.
pub fn effort(diary: &Diary, usual: &Usual) -> Card {
    dose(&EFFORT, diary, usual)
}

/// A session rated before and after.
struct Pair<'a> {
    activity: &'a str,
    bin: usize,
    before: f64,
    lift: f64,
}

fn dose(dose: &Dose, diary: &Diary, usual: &Usual) -> Card {
    let pairs: Vec<Pair<'_>> = recent(diary)
        .iter()
        .filter(|bout| bout.minutes > 0.0)
        .filter_map(|bout| {
            let (before, after) = bout.pair()?;
            Some(Pair {
                activity: &bout.activity,
                bin: (dose.bin)(bout)?,
                before,
                lift: after - before,
            })
        })
        .collect();
    let counts: Vec<usize> = (0..dose.bins.len())
        .map(|bin| pairs.iter().filter(|pair| pair.bin == bin).count())
        .collect();
    let by_bin = |known: &dyn Fn(usize) -> Option<(f64, (f64, f64))>| -> Vec<ByBin> {
        let row = |(bin, n): (usize, &usize)| {
            let known = known(bin).filter(|_| *n >= DOSE_MIN);
            ByBin {
                bin: dose.bins[bin],
                n: *n,
                estimate: known.map(|(estimate, _)| estimate),
                low: known.map(|(_, interval)| interval.0),
                high: known.map(|(_, interval)| interval.1),
            }
        };
        counts.iter().enumerate().map(row).collect()
    };
    let n = Counts::Pairs {
        pairs: pairs.len(),
        usual_days: usual.days,
    };
    let mut fullest = counts.clone();
    fullest.sort_unstable_by(|a, b| b.cmp(a));
    let more = fullest
        .iter()
        .take(2)
        .map(|n| DOSE_MIN.saturating_sub(*n))
        .sum::<usize>();
    let mut card = Card::new(
        dose.id,
        Outcome::Rated(Question::Mood),
        Design::BeforeAfter,
        n,
        Extra::Dose {
            by_bin: by_bin(&|_| None),
            more: Some(more),
            ends: None,
        },
    );
    let days = MIN_USUAL.saturating_sub(usual.days);
    card.more_days = Some(days.max(more).max(1) as u32);
    let full: Vec<usize> = (0..counts.len())
        .filter(|bin| counts[*bin] >= DOSE_MIN)
        .collect();
    let (Some(over), Some(top)) = (full.first().copied(), full.last().copied()) else {
        return card;
    };
    if more > 0 || days > 0 {
        return card;
    }
    let Some(fitted) = Fitted::new(&pairs, counts.len(), usual) else {
        return card;
    };
    let start = start(&pairs, over, top);
    let contrast = fitted.fit.contrast(
        &Contrast {
            fixed: vec![],
            activities: vec![(top, 1.0), (over, -1.0)],
        },
        0.0,
    );
    let (estimate, interval, factor) = (
        contrast.mean(),
        contrast.interval(),
        contrast.bayes_factor(),
    );
    card.show(estimate, interval);
    card.strength = Some(factor);
    let slope = fitted.fit.slope();
    let shifts = [slope * start.gap, (1.0 + slope) * start.gap];
    let said = verdict(estimate, interval, factor, BF_LIKELY);
    (card.status, card.reason) = guard(said, interval, Some(start), &shifts);
    card.more_days = Some(0);
    card.extra = Extra::Dose {
        by_bin: by_bin(&|bin| Some(fitted.of(bin))),
        more: None,
        ends: Some(Ends {
            over: dose.bins[over],
            top: dose.bins[top],
            before_gap: start.gap,
        }),
    };
    card
}

/// How much higher the mood before sessions in `top` was than before those in `over`.
fn start(pairs: &[Pair<'_>], over: usize, top: usize) -> Gap {
    let before = |wanted: Option<usize>| -> Vec<f64> {
        let of = pairs
            .iter()
            .filter(|pair| wanted.is_none_or(|wanted| pair.bin == wanted));
        of.map(|pair| pair.before).collect()
    };
    let (under, above) = (before(Some(over)), before(Some(top)));
    let shares = 1.0 / above.len() as f64 + 1.0 / under.len() as f64;
    Gap {
        gap: mean(&above) - mean(&under),
        se: (variance(&before(None)).max(ROUNDING) * shares).sqrt(),
    }
}

/// The fitted model with the share of each activity.
struct Fitted<'a> {
    fit: LiftFit,
    shares: Vec<f64>,
    usual: &'a Usual,
}

impl<'a> Fitted<'a> {
    fn new(pairs: &[Pair<'_>], bins: usize, usual: &'a Usual) -> Option<Self> {
        let names = activities(pairs.iter().map(|pair| pair.activity));
        let row = |pair: &Pair<'_>| -> Vec<f64> {
            let own = |name: &&str| if *name == pair.activity { 1.0 } else { 0.0 };
            let first = [1.0, pair.before - usual.level];
            first.into_iter().chain(names.iter().map(own)).collect()
        };
        let lifts: Vec<Lift> = pairs
            .iter()
            .map(|pair| Lift {
                d: pair.lift,
                fixed: row(pair),
                activity: pair.bin,
                family: None,
            })
            .collect();
        let column = |pen: f64, mean: f64| Fixed { pen, mean };
        let mut fixed = vec![
            column(0.0, 0.0),
            column(START_SLOPE_PENALTY, START_SLOPE_PRIOR),
        ];
        fixed.extend(names.iter().map(|_| column(DOSE_ACTIVITY_PENALTY, 0.0)));
        let prior = Prior {
            fixed: &fixed,
            // Skip the value at which all bins are equal.
            lambda: &LAMBDA[1..],
            prior_df: PRIOR_DF,
            prior_sum_squares: PRIOR_SUM_SQUARES,
            share: 1.0,
        };
        let share = |name: &&str| {
            let n = pairs.iter().filter(|pair| pair.activity == *name).count();
            n as f64 / pairs.len() as f64
        };
        Some(Self {
            fit: LiftFit::new(&lifts, bins, &prior)?,
            shares: names.iter().map(share).collect(),
            usual,
        })
    }

    /// The lift from the usual mood for one bin, with activities weighted by how often they were
    /// done, and its interval.
    fn of(&self, bin: usize) -> (f64, (f64, f64)) {
        let known = self.fit.contrast(
            &Contrast {
                fixed: [1.0, 0.0]
                    .into_iter()
                    .chain(self.shares.iter().copied())
                    .collect(),
                activities: vec![(bin, 1.0)],
            },
            self.usual.variance,
        );
        (known.mean(), known.interval())
    }
}
