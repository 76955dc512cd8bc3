//! Every tuned number in the statistics. All were chosen by simulation.

/// Number of past days used as evidence; older days only appear in charts.
pub const WINDOW: i64 = 365;
/// Minutes of movement from which a day counts as active, for the cards and experiments.
pub const ACTIVE_MIN: f64 = 5.0;
/// The same threshold for experiments that started under the first rules.
pub const ACTIVE_MIN_FIRST_RULES: f64 = 10.0;
/// Days from the first to the last rating required for a day card, inclusive.
pub const MIN_SPAN: i64 = 28;
/// Rated days required for a day card.
pub const MIN_RATED: usize = 20;
/// Active days and rest days a day card requires, each; outcomes per arm an experiment requires.
pub const MIN_ARM: usize = 8;
/// The smallest difference that matters, in rating points.
pub const WORTH: f64 = 0.5;
/// Standard deviation of effects assumed by the Bayes factor, in rating points.
pub const EFFECT_PRIOR_SD: f64 = 0.5;
/// Bayes factor from which a mood result is `likely`.
pub const BF_LIKELY: f64 = 10.0;
/// Bayes factor from which energy, calm and sleep results are `likely`; higher because they are
/// additional comparisons.
pub const BF_SECOND: f64 = 30.0;
/// Bayes factor from which a difference around a mark is named. People set marks when something
/// changes and look at them often; at 5 a false one is named, over six looks, for 1 to 5 in 100.
pub const BF_MARK: f64 = 5.0;
/// Penalty on the weekday columns of the day cards and the what-else-goes-with-good-days card: a
/// prior with a standard deviation of σ, wide enough for people who move on the same weekdays.
pub const WEEKDAY_PENALTY: f64 = 1.0;
/// Penalty on the weekday columns of trend and start; a wider prior would report too many changes.
pub const TREND_WEEKDAY_PENALTY: f64 = 4.0;

/// Day-to-day correlations φ of the effect grid, where ρ = 0.
pub const EFFECT_PHI: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/// Day-to-day correlations φ of the trend grid.
pub const TREND_PHI: [f64; 8] = [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98];
/// Shares of white noise ρ of the trend grid, at each φ above 0.
pub const TREND_RHO: [f64; 4] = [0.0, 0.3, 0.6, 0.85];

/// How much activities may differ: (λ, prior weight).
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
/// Penalty that pulls the slope toward [`START_SLOPE_PRIOR`].
pub const START_SLOPE_PENALTY: f64 = 16.0;
/// Number of observations the variance prior of the lift model is worth.
pub const PRIOR_DF: f64 = 1.0;
/// Their total sum of squares.
pub const PRIOR_SUM_SQUARES: f64 = 0.5;
/// Session pairs required for the right-after card.
pub const MIN_PAIRS: usize = 5;
/// Share of days without a rating before a session up to which the usual mood is hardly more than
/// the mood at the start of sessions; below it, the right-after guard reckons with this share.
pub const OTHER_DAYS: f64 = 0.1;
/// Days with a usual level required for the right-after card.
pub const MIN_USUAL: usize = 7;
/// Pairs from which an activity gets its own row.
pub const MIN_OWN: usize = 3;
/// Probability from which the leader is called clear.
pub const CLEAR: f64 = 0.9;
/// Days with a before rating required for the start gap.
pub const GAP_DAYS: usize = 8;
/// Days with a usual level required for the start gap.
pub const GAP_USUAL: usize = 14;
/// Number of days at the usual level with which each weekday's level starts.
pub const GAP_WEEKDAY_PENALTY: f64 = 2.0;
/// Number of standard errors by which unrated starts may differ from the rated ones.
pub const UNASKED: f64 = 1.64;
/// How much of a gap carries over to the next day, in multiples of the lingering mood.
pub const NEXT_K: f64 = 1.6;
/// Minimum carryover to the next day.
pub const NEXT_MIN: f64 = 0.5;
/// Variance from rounding to whole points, present even if all ratings are equal.
pub const ROUNDING: f64 = 1.0 / 12.0;

/// Rated sessions from which a length or effort is shown.
pub const DOSE_MIN: usize = 5;
/// Penalty on the activity columns in the length and effort models.
pub const DOSE_ACTIVITY_PENALTY: f64 = 11.0;

/// Maximum number of tags examined, in addition to hours of sleep.
pub const GOES_WITH_MAX: usize = 12;
/// Penalty on the examined factors.
pub const GOES_WITH_PENALTY: f64 = 4.0;
/// Maximum false discovery rate among the factors that stand out.
pub const GOES_WITH_ALPHA: f64 = 0.3;

/// Number of days covered by the trend.
pub const TREND_DAYS: i64 = 84;
/// Days compared on each side of the start.
pub const STEP_DAYS: i64 = 84;
/// Rated days required on each side of the start.
pub const STEP_MIN: usize = 14;

/// Half-width of the interval of a PHQ-9 change: 1.96 · √2 · 2.1 points.
pub const PHQ_HALF: f64 = 5.82;
/// Half-width of the interval of a GAD-7 change, in points.
pub const GAD_HALF: f64 = 3.92;
/// Minimum days between two questionnaires: every item asks about the last two weeks.
pub const PHQ_GAP: i64 = 14;

/// Number of random assignments an experiment's result is compared with.
pub const DRAWS: usize = 9_999;
/// Seed for drawing them, so that the same data give the same interval.
pub const DRAW_SEED: u64 = 0x6669_7273_746C_696E;
/// Number of days in a block of the coin.
pub const BLOCK: usize = 4;
/// Blocks with outcomes from both arms that an experiment requires.
pub const MIN_BLOCKS: usize = 5;
/// Rated sessions per arm that a before/after experiment requires.
pub const TRIAL_ARM: usize = 5;
/// Rated mornings an experiment requires before it is adjusted for them.
pub const MORNINGS: usize = 8;
/// Noon in minutes after midnight; a morning rating must be earlier.
pub const NOON: f64 = 720.0;

/// What an experiment of a given length can detect, with a daily standard deviation of 1.3 and 15 %
/// missing, by simulation.
#[derive(Clone, Copy, Debug)]
pub struct Power {
    /// Length in days.
    pub days: u32,
    /// Half-width of the interval, in points.
    pub half: f64,
    /// Times out of 100 that an effect of 0.8 is found.
    pub found: u32,
    /// The same if four mornings in five are rated.
    pub with_mornings: u32,
}

/// The usual lengths and their power.
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
/// What a before/after experiment can detect: number of sessions, half-width of the interval in
/// points, and the times out of 100 that a difference of 0.8 is found. By simulation, with one in
/// ten sessions not rated after.
pub const SESSIONS_POWER: [(u32, f64, u32); 4] =
    [(12, 1.3, 29), (16, 0.8, 49), (20, 0.7, 61), (24, 0.6, 70)];

/// Prior of the suggestion on how much activities may differ: (λ, weight).
pub const SUGGEST_LAMBDA: [(f64, f64); 4] = [(0.1, 0.25), (0.3, 0.35), (0.6, 0.25), (1.0, 0.15)];
/// Fraction of the posterior spread kept in the suggestion's draw.
pub const DAMPING: f64 = 0.25;
