//! Every number of the statistics, in one place. All were chosen by simulation.

/// Days back that count as evidence; older ones are for charts.
pub const WINDOW: i64 = 365;
/// Minutes of movement from which a day is an active day for the cards and an experiment.
pub const ACTIVE_MIN: f64 = 5.0;
/// The same for experiments that began under the first rules.
pub const ACTIVE_MIN_FIRST_RULES: f64 = 10.0;
/// Days from the first to the last rating that a day card needs, both included.
pub const MIN_SPAN: i64 = 28;
/// Rated days that a day card needs.
pub const MIN_RATED: usize = 20;
/// Active days and rest days that a day card needs of each; outcomes an experiment needs of each arm.
pub const MIN_ARM: usize = 8;
/// The smallest difference worth knowing, in rating points.
pub const WORTH: f64 = 0.5;
/// The spread of effects that the Bayes factor expects, in rating points.
pub const EFFECT_PRIOR_SD: f64 = 0.5;
/// The Bayes factor from which mood is `likely`.
pub const BF_LIKELY: f64 = 10.0;
/// The Bayes factor from which energy, calm and sleep are `likely`: they are looked at as well.
pub const BF_SECOND: f64 = 30.0;
/// Penalty of the weekday columns of the day cards and of what else goes with good days: a prior with a standard
/// deviation of σ, wide enough for people who move on the same weekdays.
pub const WEEKDAY_PENALTY: f64 = 1.0;
/// Penalty of the weekday columns of trend and start: with a wider prior they would call too many changes.
pub const TREND_WEEKDAY_PENALTY: f64 = 4.0;

/// Day-to-day correlations φ of the effect grid, where ρ = 0.
pub const EFFECT_PHI: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/// Day-to-day correlations φ of the trend grid.
pub const TREND_PHI: [f64; 8] = [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98];
/// Shares of white noise ρ of the trend grid, at each φ above 0.
pub const TREND_RHO: [f64; 4] = [0.0, 0.3, 0.6, 0.85];

/// How much activities may differ, with prior weights: (λ, weight).
pub const LAMBDA: [(f64, f64); 9] = [
    (0.0, 0.1),
    (0.1, 0.0969),
    (0.2, 0.0882),
    (0.3, 0.0944),
    (0.45, 0.0797),
    (0.6, 0.0568),
    (0.8, 0.0271),
    (1.0, 0.0132),
    (1.4, 0.0009),
];
/// Prior mean of the slope of lift on (before - usual): regression to the mean.
pub const START_SLOPE_PRIOR: f64 = -0.4;
/// Penalty that holds the slope to [`START_SLOPE_PRIOR`].
pub const START_SLOPE_PENALTY: f64 = 16.0;
/// Observations that the prior of the lift model's variance is worth.
pub const PRIOR_DF: f64 = 1.0;
/// Their sum of squares.
pub const PRIOR_SUM_SQUARES: f64 = 0.5;
/// Session pairs that the right-after card needs.
pub const MIN_PAIRS: usize = 5;
/// Days with a usual level that the right-after card needs.
pub const MIN_USUAL: usize = 7;
/// Pairs from which an activity is shown by itself.
pub const MIN_OWN: usize = 3;
/// The probability from which the leader is called clear.
pub const CLEAR: f64 = 0.9;
/// Days with a before rating that the start gap needs.
pub const GAP_DAYS: usize = 8;
/// Days with a usual level that the start gap needs.
pub const GAP_USUAL: usize = 14;
/// Days at the usual level that each weekday's own level begins with.
pub const GAP_WEEKDAY_PENALTY: f64 = 2.0;
/// Standard errors by which the starts that nobody rated may differ from the rated ones.
pub const UNASKED: f64 = 1.64;
/// How much of a gap reaches the next day, in multiples of the lingering mood.
pub const NEXT_K: f64 = 1.6;
/// The least of it.
pub const NEXT_MIN: f64 = 0.5;
/// The variance that rounding to whole points leaves even when all ratings are equal.
pub const ROUNDING: f64 = 1.0 / 12.0;

/// Rated sessions from which a length or an effort is shown.
pub const DOSE_MIN: usize = 5;
/// Penalty of the activities beside lengths and efforts.
pub const DOSE_ACTIVITY_PENALTY: f64 = 11.0;

/// At most so many tags are looked at, beside hours of sleep.
pub const GOES_WITH_MAX: usize = 12;
/// Penalty of what is looked at.
pub const GOES_WITH_PENALTY: f64 = 4.0;
/// The share of false discoveries that is held among what stands out.
pub const GOES_WITH_ALPHA: f64 = 0.3;

/// Days the trend looks back.
pub const TREND_DAYS: i64 = 84;
/// Days before and after the start that are compared.
pub const STEP_DAYS: i64 = 84;
/// Rated days needed on either side of the start.
pub const STEP_MIN: usize = 14;

/// Half width of the interval of a PHQ-9 change: 1.96 · √2 · 2.1 points.
pub const PHQ_HALF: f64 = 5.82;
/// Half width of the interval of a GAD-7 change.
pub const GAD_HALF: f64 = 3.92;
/// Days that lie between two questionnaires at least: every item asks about the last two weeks.
pub const PHQ_GAP: i64 = 14;

/// Random assignments that an experiment's result is compared with.
pub const DRAWS: usize = 9_999;
/// What their generator is seeded with: the same data, the same interval.
pub const DRAW_SEED: u64 = 0x6669_7273_746C_696E;
/// Days in a block of the coin.
pub const BLOCK: usize = 4;
/// Blocks with outcomes of both arms that an experiment needs.
pub const MIN_BLOCKS: usize = 5;
/// Rated sessions a before/after experiment needs of each arm.
pub const TRIAL_ARM: usize = 5;
/// Mornings with a rating that an experiment needs to be corrected by them.
pub const MORNINGS: usize = 8;
/// Noon, in minutes: a morning's rating comes before it.
pub const NOON: f64 = 720.0;

/// What an experiment of so many days can tell, with a daily scatter of 1.3 and 15 % missing, by simulation.
#[derive(Clone, Copy, Debug)]
pub struct Power {
    /// The days.
    pub days: u32,
    /// Half the width of its interval, in points.
    pub half: f64,
    /// In how many of 100 an effect of 0.8 is found.
    pub found: u32,
    /// The same when four mornings in five are rated.
    pub with_mornings: u32,
}

/// The usual lengths.
pub const POWER: [Power; 3] = [
    Power {
        days: 28,
        half: 1.1,
        found: 30,
        with_mornings: 40,
    },
    Power {
        days: 40,
        half: 0.9,
        found: 42,
        with_mornings: 56,
    },
    Power {
        days: 56,
        half: 0.7,
        found: 60,
        with_mornings: 74,
    },
];
/// What a before/after experiment can tell: sessions, half the width of its interval in points, and in how many of 100
/// a difference of 0.8 is found; with one in ten not rated after, by simulation.
pub const SESSIONS_POWER: [(u32, f64, u32); 4] =
    [(12, 1.3, 29), (16, 0.8, 49), (20, 0.7, 61), (24, 0.6, 70)];

/// Prior of the suggestion, how much activities may differ: (λ, weight).
pub const SUGGEST_LAMBDA: [(f64, f64); 4] = [(0.1, 0.25), (0.3, 0.35), (0.6, 0.25), (1.0, 0.15)];
/// Share of the posterior spread that the suggestion's draw keeps.
pub const DAMPING: f64 = 0.25;
