//! An experiment at a glance: its days as coins while it runs, then its result on the shared axis for all answers.

use crate::coach::experiment::{Proposal, arm_label, is_coin_shown};
use crate::domain::{Arm, Day, Experiment, TrialKind};
use crate::screens::shared::Shared;
use crate::stats::Diary;
use crate::stats::constants::{POWER, SESSIONS_POWER};
use crate::stats::experiment::{experiment_card, followed};
use crate::widgets::chart::coins::{self, Coin};
use crate::widgets::chart::interval::{Interval, IntervalAxis};
use crate::widgets::painter::Painter;

/// The chart of an experiment.
pub(super) enum Picture {
    /// One coin per day or session.
    Coins {
        /// The coins in order.
        coins: Vec<Coin>,
        /// Index of today's coin.
        now: Option<usize>,
        /// Labels of the two arms.
        arms: [String; 2],
    },
    /// The result.
    Answer(Interval),
    /// The precision of each possible length.
    Lengths(Vec<(String, f64)>),
}

/// Width of the length labels, in columns.
const NAMES: u16 = 14;

impl Picture {
    /// The precision of experiments of `kind` by length: the likely range if there is no difference.
    pub(super) fn of_lengths(kind: TrialKind) -> Self {
        let known: Vec<(u32, f64)> = match kind {
            TrialKind::Days => POWER.iter().map(|known| (known.days, known.half)).collect(),
            TrialKind::Sessions => SESSIONS_POWER
                .iter()
                .map(|(sessions, half, _)| (*sessions, *half))
                .collect(),
        };
        let named = |(length, half)| (format!("{length} {}", kind.key()), half);
        Self::Lengths(known.into_iter().map(named).collect())
    }

    /// The coins of an experiment not yet registered.
    pub(super) fn of_proposal(proposal: &Proposal, shared: &Shared) -> Self {
        let arms = [&proposal.arm_a, &proposal.arm_b];
        Self::Coins {
            coins: vec![Coin::ToCome; proposal.days as usize],
            now: None,
            arms: arms.map(|arm| arm_label(arm, &shared.journal)),
        }
    }

    /// The chart of `experiment`, if there is anything to show.
    pub(super) fn of(experiment: &Experiment, shared: &Shared) -> Option<Self> {
        let (journal, today) = (&shared.journal, shared.day);
        let diary = Diary::from_journal(journal, today);
        if !journal.stage(experiment, today).is_open() {
            let card = experiment_card(&diary, experiment);
            let answer = Interval {
                low: card.low?,
                estimate: card.estimate?,
                high: card.high?,
            };
            return (!shared.hides_numbers()).then_some(Self::Answer(answer));
        }
        let mut coins = vec![Coin::ToCome; experiment.days as usize];
        let mut now = None;
        let is_of_days = experiment.kind == TrialKind::Days;
        if is_of_days {
            for (place, coin) in coins.iter_mut().enumerate() {
                let day = experiment.start.plus(place as i64);
                if day < today && experiment.is_paused_on(day) {
                    *coin = Coin::Paused;
                }
            }
            now = Self::today(experiment, shared, today, &mut coins);
        }
        for (place, arm, done) in followed(&diary, experiment) {
            if let Some(coin) = coins.get_mut(place) {
                *coin = Coin::Said {
                    first: arm == Arm::A,
                    done: Some(done && !shared.hides_numbers()),
                };
            }
        }
        let arms = [&experiment.arm_a, &experiment.arm_b].map(|arm| arm_label(arm, journal));
        Some(Self::Coins { coins, now, arms })
    }

    /// Adds today's coin if it may be revealed; returns its index.
    fn today(
        experiment: &Experiment,
        shared: &Shared,
        today: Day,
        coins: &mut [Coin],
    ) -> Option<usize> {
        let place = usize::try_from(today.since(experiment.start)).ok()?;
        let coin = coins.get_mut(place)?;
        if is_coin_shown(experiment, &shared.journal, today)
            && let Some(arm) = experiment.coin(today)
        {
            *coin = Coin::Said {
                first: arm == Arm::A,
                done: None,
            };
        }
        Some(place)
    }

    /// Height in rows at `width` columns.
    pub(super) fn rows(&self, width: u16) -> u16 {
        match self {
            Self::Coins { coins, .. } => coins::rows(coins.len(), width),
            Self::Answer(_) => 2,
            Self::Lengths(lengths) => lengths.len() as u16 + 1,
        }
    }

    /// Draws the chart in the painter's area.
    pub(super) fn render(&self, painter: &mut Painter<'_>) {
        match self {
            Self::Coins { coins, now, arms } => {
                let arms = [&*arms[0], &*arms[1]];
                coins::coins(coins, *now, arms, painter);
            }
            Self::Answer(interval) => {
                let width = painter.width();
                IntervalAxis::POINTS.row(interval, painter);
                IntervalAxis::POINTS.scale(&mut painter.part(0, 1, width, 1));
            }
            Self::Lengths(lengths) => {
                let (theme, plot) = (painter.theme(), painter.width().saturating_sub(NAMES));
                let axis = IntervalAxis::POINTS;
                for (y, (name, half)) in (0..).zip(lengths) {
                    painter.text(0, y, name, theme.dim);
                    let around = Interval {
                        low: -half,
                        estimate: 0.0,
                        high: *half,
                    };
                    axis.row(&around, &mut painter.part(NAMES, y, plot, 1));
                }
                let foot = lengths.len() as u16;
                painter.text(0, foot, "give or take", theme.dim);
                axis.scale(&mut painter.part(NAMES, foot, plot, 1));
            }
        }
    }
}
