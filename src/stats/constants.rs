//! Every number of the statistics, in one place. All were chosen by simulation.

/// Days back that count as evidence; older ones are for charts.
pub const WINDOW: i64 = 365;
/// Minutes of movement from which a day is an active day.
pub const ACTIVE_MIN: f64 = 10.0;
/// Days from the first to the last rating that a day card needs, both included.
pub const MIN_SPAN: i64 = 28;
/// Rated days that a day card needs.
pub const MIN_RATED: usize = 20;
/// Active days and rest days that a day card needs of each; outcomes an experiment needs of each arm.
pub const MIN_ARM: usize = 8;
/// The smallest difference worth knowing, in rating points.
pub const WORTH: f64 = 0.5;
/// The spread of effects that the Bayes factor expects, in rating points.
pub const TAU: f64 = 0.5;
/// The Bayes factor from which mood is `likely`.
pub const BF_LIKELY: f64 = 10.0;
/// The Bayes factor from which energy, calm and sleep are `likely`: they are looked at as well.
pub const BF_SECOND: f64 = 30.0;
/// Penalty of the weekday columns: a prior with a standard deviation of σ/2.
pub const WK_PEN: f64 = 4.0;

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
pub const GAMMA0: f64 = -0.4;
/// Penalty that holds the slope to [`GAMMA0`].
pub const GAMMA_PEN: f64 = 16.0;
/// Observations that the prior of the lift model's variance is worth.
pub const NU0: f64 = 1.0;
/// Their sum of squares.
pub const SS0: f64 = 0.5;
/// Session pairs that the right-after card needs.
pub const MIN_PAIRS: usize = 5;
/// Days with a usual level that the right-after card needs.
pub const MIN_USUAL: usize = 7;
/// Pairs from which an activity is shown by itself.
pub const MIN_OWN: usize = 3;
/// The probability from which the leader is called clear.
pub const CLEAR: f64 = 0.9;
/// Before ratings that the start gap needs.
pub const GAP_MIN_BEFORE: usize = 8;
/// Days with a usual level that the start gap needs.
pub const GAP_MIN_USUAL: usize = 14;

/// Days the trend looks back.
pub const TREND_DAYS: i64 = 84;
/// Days before and after the start that are compared.
pub const STEP_DAYS: i64 = 84;
/// Rated days needed on either side of the start.
pub const STEP_MIN: usize = 14;

/// Half width of the interval of a PHQ-9 change: 1.96 · √2 · 2.1 points.
pub const PHQ_HALF: f64 = 5.82;
/// Points from which a PHQ-9 change is reliable.
pub const PHQ_RELIABLE: i32 = 6;
/// Half width of the interval of a GAD-7 change.
pub const GAD_HALF: f64 = 3.92;
/// Points from which a GAD-7 change is reliable.
pub const GAD_RELIABLE: i32 = 4;
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
/// What an experiment of so many days can tell: days, half the width of its interval in points, and in how many of 100
/// an effect of 0.8 is found; with a daily scatter of 1.3 and 15 % missing, by simulation.
pub const POWER: [(u32, f64, u32); 3] = [(28, 1.1, 26), (40, 0.9, 40), (56, 0.7, 60)];

/// Prior of the suggestion, how much activities may differ: (λ, weight).
pub const SUGGEST_LAMBDA: [(f64, f64); 4] = [(0.1, 0.25), (0.3, 0.35), (0.6, 0.25), (1.0, 0.15)];
/// Share of the posterior spread that the suggestion's draw keeps.
pub const DAMPING: f64 = 0.25;
