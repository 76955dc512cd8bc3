//! Changes over time: the trend of the last twelve weeks, and the step at the first active day.
//! Descriptive only, never causal.

use crate::domain::{Day, Question};
use crate::stats::card::extra::Extra;
use crate::stats::card::{Card, CardId, Counts, Design, Outcome, Status};
use crate::stats::constants::{
    MIN_RATED, MIN_SPAN, STEP_DAYS, STEP_MIN, TREND_DAYS, TREND_WEEKDAY_PENALTY,
};
use crate::stats::day_cards::varies;
use crate::stats::days::active_days;
use crate::stats::diary::{Diary, mean};
use crate::stats::mixture::Mixture;
use crate::stats::regression::{COLUMNS, Fit, Observation, trend_grid};
use crate::stats::verdict::is_small;

/// Number of days over which the trend's change in points is expressed.
pub const PER_DAYS: u32 = 28;

const MOOD: Outcome = Outcome::Rated(Question::Mood);

/// The card on the trend of mood over the last 84 days, in points per 28 days.
///
/// Regression on [1, time, weekdays] with lingering mood and white noise. Shown from a span of 28
/// days and 20 rated days.
pub fn trend(diary: &Diary) -> Card {
    let rated = diary.daily_means(
        Question::Mood,
        diary.now().plus(-TREND_DAYS),
        diary.now().plus(-1),
    );
    let span = rated
        .first()
        .zip(rated.last())
        .map_or(0, |(first, last)| last.0.since(first.0) + 1);
    let n = Counts::Trend {
        rated: rated.len(),
        span,
    };
    let mut card = Card::new(
        CardId::Trend,
        MOOD,
        Design::Description,
        n,
        Extra::Trend { per_days: PER_DAYS },
    );
    let short = (MIN_SPAN - span)
        .max(MIN_RATED as i64 - rated.len() as i64)
        .max(0);
    if short > 0 {
        card.more_days = Some(short as u32);
        return card;
    }
    let middle = mean(
        &rated
            .iter()
            .map(|(day, _)| day.number() as f64)
            .collect::<Vec<f64>>(),
    );
    describe(
        &mut card,
        &rated,
        [Status::Falling, Status::Rising],
        |day| (day.number() as f64 - middle) / f64::from(PER_DAYS),
    );
    card
}

/// The card comparing mood since the first active day ever with the 84 days before it.
///
/// Regression on [1, since the start, weekdays] over 84 days on each side. Shown from 14 rated days
/// on each side.
pub fn since_start(diary: &Diary) -> Card {
    let start = first_active_day(diary);
    let until = |start: Day| start.plus(STEP_DAYS - 1).min(diary.now().plus(-1));
    let rated = start.map_or(vec![], |start| {
        diary.daily_means(Question::Mood, start.plus(-STEP_DAYS), until(start))
    });
    let before = start.map_or(0, |start| {
        rated.iter().filter(|(day, _)| *day < start).count()
    });
    let after = rated.len() - before;
    let n = Counts::Step { before, after };
    let mut card = Card::new(
        CardId::SinceStart,
        MOOD,
        Design::Description,
        n,
        Extra::SinceStart { start },
    );
    let Some(start) = start else {
        card.more_days = Some(STEP_MIN as u32);
        return card;
    };
    if before < STEP_MIN {
        (card.status, card.more_days) = (Status::NoBaseline, None);
    } else if after < STEP_MIN {
        card.more_days = Some((STEP_MIN - after) as u32);
    } else {
        let step = |day: Day| if day >= start { 1.0 } else { 0.0 };
        describe(&mut card, &rated, [Status::Lower, Status::Higher], step);
    }
    card
}

/// The first recorded day with at least 5 active minutes.
pub fn first_active_day(diary: &Diary) -> Option<Day> {
    active_days(diary.bouts()).next()
}

fn describe(
    card: &mut Card,
    rated: &[(Day, f64)],
    words: [Status; 2],
    column: impl Fn(Day) -> f64,
) {
    if !varies(&rated.iter().map(|(_, y)| *y).collect::<Vec<f64>>()) {
        card.status = Status::Flat;
        return;
    }
    let Some(change) = change(rated, column) else {
        card.status = Status::Confounded;
        return;
    };
    let interval = change.interval();
    card.show(change.mean(), interval);
    card.status = match interval {
        (low, _) if low > 0.0 => words[1],
        (_, high) if high < 0.0 => words[0],
        _ if is_small(interval) => Status::Small,
        _ => Status::Unclear,
    };
}

/// The posterior of the coefficient of `column`, alongside an intercept and weekdays, on the trend
/// grid.
pub fn change(rated: &[(Day, f64)], column: impl Fn(Day) -> f64) -> Option<Mixture> {
    let observe = |(day, y): &(Day, f64)| {
        let mut x = [0.0; COLUMNS];
        (x[0], x[1], x[2 + day.weekday()]) = (1.0, column(*day), 1.0);
        Observation {
            day: day.number(),
            y: *y,
            x,
        }
    };
    let mut pen = [TREND_WEEKDAY_PENALTY; 9];
    pen[..2].fill(0.0);
    let observations: Vec<Observation> = rated.iter().map(observe).collect();
    Fit::new(&observations, &pen, &trend_grid()).map(|fit| fit.coefficient(1))
}
