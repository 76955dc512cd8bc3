//! Same day and next day: how days with movement go along with the ratings after it.

use crate::domain::Question;
use crate::stats::card::{Card, CardId, Counts, Design, Extra, Outcome, StartGap, Status};
use crate::stats::constants::{BF_LIKELY, BF_SECOND, MIN_ARM, MIN_RATED, MIN_SPAN, WK_PEN, WORTH};
use crate::stats::days::{Days, RatedDay};
use crate::stats::diary::{Diary, mean};
use crate::stats::regression::{COLUMNS, Fit, Observation, effect_grid};
use crate::stats::verdict::{excludes_zero, verdict};

/// The outcomes that have day cards, in their order.
pub const OUTCOMES: [Question; 4] = Question::CORE;

/// The cards of one outcome: same day and next day; for sleep, which speaks of the night before, only next day.
///
/// One regression answers both: late rating on [1, moved before it, moved the day before, trend, weekdays] with
/// lingering mood. A link, never an effect; with `gap` it says when the link could run the other way round.
pub fn day_cards(
    diary: &Diary,
    days: &Days,
    question: Question,
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
        .map(|id| day_card(*id, question, &rated, &series, gap))
        .collect()
}

/// The fit that both cards share, with the places of their columns.
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
        pen[flat..flat + 7].fill(WK_PEN);
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
    id: CardId,
    question: Question,
    rated: &[RatedDay],
    series: &Series,
    gap: Option<&StartGap>,
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
        Extra::Nothing {},
    );
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
    card.status = verdict(estimate, interval, factor, needed);
    if matches!(
        card.status,
        Status::LikelyUp | Status::LikelyDown | Status::LeaningUp | Status::LeaningDown
    ) {
        let share = rated_active as f64 / rated.len() as f64;
        let carried = if same { 1.0 } else { fit.lingering() };
        let explained = gap.and_then(|gap| gap.explains(estimate, share, carried));
        if explained.is_some_and(|k| !stays(estimate, (interval.0 - k, interval.1 - k))) {
            card.status = Status::DirectionUnclear;
        }
    }
    if card.status == Status::Unclear {
        card.more_days = Some(more_days(span, interval));
    }
    card
}

/// Whether an interval still excludes 0 on the side of `estimate`.
fn stays(estimate: f64, interval: (f64, f64)) -> bool {
    excludes_zero(interval) && (interval.0 > 0.0) == (estimate > 0.0)
}

/// Days until the half width is down to half a point, at this pace: widths shrink with the root of the days.
fn more_days(span: i64, (low, high): (f64, f64)) -> u32 {
    let half = (high - low) / 2.0;
    (span as f64 * ((half / WORTH).powi(2) - 1.0))
        .ceil()
        .clamp(0.0, 365.0) as u32
}

/// Whether not all values are equal.
#[expect(
    clippy::float_cmp,
    reason = "equal ratings have equal means, to the last bit"
)]
pub(super) fn varies(values: &[f64]) -> bool {
    values.windows(2).any(|pair| pair[0] != pair[1])
}
