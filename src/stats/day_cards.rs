//! Same-day and next-day cards: how days with movement relate to later ratings.

use crate::domain::{Experiment, Question, TrialKind};
use crate::stats::card::extra::Extra;
use crate::stats::card::{Card, CardId, Counts, Design, Outcome, Reason, StartGap, Status};
use crate::stats::constants::{
    BF_LIKELY, BF_SECOND, GAP_DAYS, MIN_ARM, MIN_RATED, MIN_SPAN, NEXT_K, NEXT_MIN,
    WEEKDAY_PENALTY, WORTH,
};
use crate::stats::days::{Days, RatedDay};
use crate::stats::diary::{Diary, mean};
use crate::stats::regression::{COLUMNS, Fit, Observation, effect_grid};
use crate::stats::start_guard::{Gap, guard};
use crate::stats::usual::Usual;
use crate::stats::verdict::verdict;

/// The outcomes that have day cards, in order.
pub const OUTCOMES: [Question; 4] = Question::CORE;

/// The cards of one outcome: same day and next day; only next day for sleep, which is about the
/// previous night.
///
/// One regression answers both: late rating on [1, moved before it, moved the day before, trend,
/// weekdays] with lingering mood. An association, never an effect; `gap` determines whether the
/// link could run the other way. While an experiment on this outcome is running there is no number,
/// because it would give the result away.
pub fn day_cards(
    diary: &Diary,
    days: &Days,
    question: Question,
    usual: &Usual,
    gap: Option<&StartGap>,
) -> Vec<Card> {
    let rated = days.rated(diary, question);
    let series = Series::new(&rated, days);
    let ids = [CardId::SameDay, CardId::NextDay];
    let ids = if question == Question::Sleep {
        &ids[1..]
    } else {
        &ids[..]
    };
    ids.iter()
        .map(|id| day_card(diary, *id, question, &rated, &series, (usual, gap)))
        .collect()
}

/// The fit shared by both cards, with its column indices.
struct Series {
    fit: Option<Fit>,
    same: Option<usize>,
    next: Option<usize>,
    span: i64,
}

impl Series {
    fn new(rated: &[RatedDay], days: &Days) -> Self {
        let (Some(first), Some(last)) = (rated.first(), rated.last()) else {
            return Self {
                fit: None,
                same: None,
                next: None,
                span: 0,
            };
        };
        let span = last.day.since(first.day) + 1;
        let one = |flag: bool| if flag { 1.0 } else { 0.0 };
        let same: Vec<f64> = rated.iter().map(|day| one(day.moved_before)).collect();
        let next: Vec<f64> = rated
            .iter()
            .map(|day| day.day_before.map_or(days.active_share(), one))
            .collect();
        let middle = mean(
            &rated
                .iter()
                .map(|day| day.day.number() as f64)
                .collect::<Vec<f64>>(),
        );
        let time: Vec<f64> = rated
            .iter()
            .map(|day| (day.day.number() as f64 - middle) / (span - 1).max(1) as f64)
            .collect();
        let mut columns = vec![vec![1.0; rated.len()]];
        let mut add = |column: Vec<f64>| {
            let place = columns.len();
            varies(&column)
                .then(|| columns.push(column))
                .map(|()| place)
        };
        let (same, next) = (add(same), add(next));
        columns.push(time);
        let flat = columns.len();
        let mut pen = [0.0; COLUMNS];
        pen[flat..flat + 7].fill(WEEKDAY_PENALTY);
        let observe = |(i, day): (usize, &RatedDay)| {
            let mut x = [0.0; COLUMNS];
            for (place, column) in columns.iter().enumerate() {
                x[place] = column[i];
            }
            x[flat + day.day.weekday()] = 1.0;
            Observation {
                day: day.day.number(),
                y: day.y,
                x,
            }
        };
        let observations: Vec<Observation> = rated.iter().enumerate().map(observe).collect();
        let fit = (rated.len() >= MIN_RATED && span >= MIN_SPAN)
            .then(|| Fit::new(&observations, &pen[..flat + 7], &effect_grid()))
            .flatten();
        Self {
            fit,
            same,
            next,
            span,
        }
    }
}

fn day_card(
    diary: &Diary,
    id: CardId,
    question: Question,
    rated: &[RatedDay],
    series: &Series,
    (usual, gap): (&Usual, Option<&StartGap>),
) -> Card {
    let same = id == CardId::SameDay;
    let moved = |day: &RatedDay| {
        if same {
            Some(day.moved_before)
        } else {
            day.day_before
        }
    };
    let count = |wanted: bool| {
        rated
            .iter()
            .filter(|day| moved(day) == Some(wanted))
            .count()
    };
    let (active, rest, span) = (count(true), count(false), series.span);
    let n = Counts::Days {
        rated: rated.len(),
        span,
        active,
        rest,
    };
    let mut card = Card::new(
        id,
        Outcome::Rated(question),
        Design::Observational,
        n,
        Extra::Days {
            more_sessions: None,
        },
    );
    if let Some(left) = days_left(diary, question) {
        (card.status, card.more_days) = (Status::HiddenByTrial, Some(left));
        return card;
    }
    let rated_active = rated.iter().filter(|day| day.active).count();
    if same && rated_active >= MIN_ARM && active < MIN_ARM {
        (card.status, card.more_days) = (Status::Order, None);
        return card;
    }
    let missing = [
        (MIN_SPAN - span).max(0) as usize,
        MIN_RATED.saturating_sub(rated.len()),
        2 * MIN_ARM.saturating_sub(active),
        2 * MIN_ARM.saturating_sub(rest),
    ];
    let short = missing.into_iter().max().unwrap_or(0);
    if short > 0 {
        card.more_days = Some(short as u32);
        return card;
    }
    if !varies(&rated.iter().map(|day| day.y).collect::<Vec<f64>>()) {
        card.status = Status::Flat;
        return card;
    }
    let column = if same { series.same } else { series.next };
    let (Some(fit), Some(column)) = (&series.fit, column) else {
        card.status = Status::Confounded;
        return card;
    };
    let effect = fit.coefficient(column);
    let (estimate, interval, factor) = (effect.mean(), effect.interval(), effect.bayes_factor());
    let needed = if question == Question::Mood {
        BF_LIKELY
    } else {
        BF_SECOND
    };
    card.show(estimate, interval);
    card.strength = Some(factor);
    let share = rated_active as f64 / rated.len() as f64;
    let carried = if same {
        1.0
    } else {
        (NEXT_K * fit.lingering()).max(NEXT_MIN)
    };
    let reach = carried / (1.0 - share).max(0.1);
    let shifts = gap.map_or([0.0; 3], |gap| {
        let to = |start: f64| -reach * start;
        [0.0, to(gap.gap - gap.unasked), to(gap.gap + gap.unasked)]
    });
    let start = gap.map(|StartGap { gap, se, .. }| Gap { gap: *gap, se: *se });
    let said = verdict(estimate, interval, factor, needed);
    (card.status, card.reason) = guard(said, interval, start, &shifts);
    if card.reason == Some(Reason::NoBefore) {
        let more = GAP_DAYS.saturating_sub(usual.started_days()).max(1);
        card.extra = Extra::Days {
            more_sessions: Some(more),
        };
    }
    if card.status == Status::Unclear {
        card.more_days = Some(more_days(span, interval));
    }
    card
}

/// Days left in a running experiment in days on this outcome.
fn days_left(diary: &Diary, question: Question) -> Option<u32> {
    let running = |trial: &&Experiment| {
        let decides = trial.outcome == question && trial.kind == TrialKind::Days;
        decides && trial.start <= diary.now() && trial.stage(diary.now()).is_open()
    };
    let trial = diary.experiments().iter().find(running)?;
    u32::try_from(trial.end().since(diary.now())).ok()
}

/// Days until the half-width is down to half a point at the current pace: widths shrink with the
/// square root of the number of days.
fn more_days(span: i64, (low, high): (f64, f64)) -> u32 {
    let half = (high - low) / 2.0;
    (span as f64 * ((half / WORTH).powi(2) - 1.0))
        .ceil()
        .clamp(0.0, 365.0) as u32
}

/// Whether the values are not all equal.
#[expect(
    clippy::float_cmp,
    reason = "equal ratings have equal means, to the last bit"
)]
pub(super) fn varies(values: &[f64]) -> bool {
    values.windows(2).any(|pair| pair[0] != pair[1])
}
