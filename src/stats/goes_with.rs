//! What else goes with good days: tags and hours of sleep. The direction of the link is unknown.

use crate::domain::{Day, Id, Measure, Question, Sorting as _};
use crate::stats::card::extra::{Extra, Factor, SLEEP_HOURS};
use crate::stats::card::{Card, CardId, Counts, Design, Outcome, Status};
use crate::stats::constants::{
    GOES_WITH_ALPHA, GOES_WITH_MAX, GOES_WITH_PENALTY, MIN_ARM, MIN_RATED, MIN_SPAN,
    WEEKDAY_PENALTY, WINDOW,
};
use crate::stats::day_cards::varies;
use crate::stats::days::Days;
use crate::stats::diary::{Diary, mean};
use crate::stats::regression::{COLUMNS, Fit, Observation, effect_grid};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A day with a mood rating.
struct RatedDay<'a> {
    day: Day,
    mood: f64,
    tags: BTreeSet<&'a str>,
    sleep_hours: Option<f64>,
    own: BTreeMap<Id, f64>,
}

/// A factor's name, what its answers are if it is an own rating, and its value on each day that has one.
type Valued<'a> = (String, Option<Measure>, Vec<(&'a RatedDay<'a>, f64)>);

/// The card on what else goes with good days.
///
/// One regression per factor: the day's mood on [1, factor, trend, moved, weekdays] with lingering
/// mood. A factor stands out if it is strong enough to keep the false discovery rate among those
/// that stand out below 0.3, however often the card is viewed and however the factors are
/// correlated (e-values: Wang & Ramdas 2022).
pub fn goes_with(diary: &Diary, days: &Days) -> Card {
    let rated = rated_days(diary);
    let span = rated
        .first()
        .zip(rated.last())
        .map_or(0, |(first, last)| last.day.since(first.day) + 1);
    let counts = |factors: usize| Counts::Factors {
        rated: rated.len(),
        span,
        factors,
    };
    let mut card = Card::new(
        CardId::GoesWith,
        Outcome::Rated(Question::Mood),
        Design::Observational,
        counts(0),
        Extra::GoesWith { factors: vec![] },
    );
    let short = (MIN_SPAN - span)
        .max(MIN_RATED as i64 - rated.len() as i64)
        .max(0);
    if short > 0 {
        card.more_days = Some(short as u32);
        return card;
    }
    if !varies(&rated.iter().map(|day| day.mood).collect::<Vec<f64>>()) {
        card.status = Status::Flat;
        return card;
    }
    let tags = tags(&rated).into_iter().map(|tag| {
        let with = |day: &RatedDay<'_>| Some(f64::from(u8::from(day.tags.contains(tag))));
        (
            tag.to_owned(),
            None,
            rated
                .iter()
                .filter_map(|day| Some((day, with(day)?)))
                .collect(),
        )
    });
    let sleep: Vec<(&RatedDay<'_>, f64)> = rated
        .iter()
        .filter_map(|day| Some((day, day.sleep_hours?)))
        .collect();
    let sleep = is_long_enough(&sleep).then_some((SLEEP_HOURS.to_owned(), None, sleep));
    let own = own(diary, &rated);
    let mut factors: Vec<Factor> = tags
        .chain(sleep)
        .chain(own)
        .filter_map(|(name, own, values): Valued<'_>| factor(name, own, &values, days))
        .collect();
    card.n = counts(factors.len());
    if factors.is_empty() {
        card.more_days = None;
        return card;
    }
    factors.order_by(|a, b| {
        b.strength
            .total_cmp(&a.strength)
            .then_with(|| a.factor.cmp(&b.factor))
    });
    let found = standing_out(&factors.iter().map(|row| row.strength).collect::<Vec<f64>>());
    for factor in &mut factors[..found] {
        factor.status = if factor.estimate > 0.0 {
            Status::GoesWithBetter
        } else {
            Status::GoesWithLower
        };
    }
    card.status = if found > 0 {
        Status::Found
    } else {
        Status::NoneFound
    };
    card.extra = Extra::GoesWith { factors };
    card
}

/// The tags, the hours of sleep and the answers to own ratings of a day.
type Noted<'a> = (BTreeSet<&'a str>, Vec<f64>, BTreeMap<Id, Vec<f64>>);

/// The mood-rated days of the last year, excluding today, with everything noted on them.
fn rated_days(diary: &Diary) -> Vec<RatedDay<'_>> {
    let (first, last) = (diary.now().plus(-WINDOW), diary.now().plus(-1));
    let mut noted: BTreeMap<Day, Noted<'_>> = BTreeMap::new();
    for moment in diary.ratings_in(first, last) {
        let (tags, hours, answers) = noted.entry(moment.day).or_default();
        for (id, value) in moment.own.iter() {
            answers.entry(id).or_default().push(value);
        }
        tags.extend(moment.tags.iter().map(String::as_str));
        hours.extend(moment.sleep_hours);
    }
    diary
        .daily_means(Question::Mood, first, last)
        .into_iter()
        .map(|(day, mood)| {
            let (tags, hours, answers) = noted.remove(&day).unwrap_or_default();
            let of_day = |(id, answers): (Id, Vec<f64>)| {
                let rating = diary.own_ratings().get(id)?;
                Some((id, rating.measure.of_day(&answers)))
            };
            let own = answers.into_iter().filter_map(of_day).collect();
            let sleep_hours = (!hours.is_empty()).then(|| mean(&hours));
            RatedDay {
                day,
                mood,
                tags,
                sleep_hours,
                own,
            }
        })
        .collect()
}

/// The tags present on at least 8 rated days and absent on at least 8; the 12 most used, by name.
fn tags<'a>(rated: &[RatedDay<'a>]) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in rated.iter().flat_map(|day| &day.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<(&str, usize)> = counts
        .into_iter()
        .filter(|(_, n)| *n >= MIN_ARM && rated.len() - n >= MIN_ARM)
        .collect();
    // The sort is stable, so ties stay in order of name.
    tags.order_by_key(|(_, n)| Reverse(*n));
    tags.into_iter()
        .take(GOES_WITH_MAX)
        .map(|(tag, _)| tag)
        .collect()
}

/// The own ratings with enough answered days: as for hours of sleep, or as for tags if the answer is yes or no.
/// Durations are in hours.
fn own<'a>(diary: &Diary, rated: &'a [RatedDay<'a>]) -> Vec<Valued<'a>> {
    let own = diary.own_ratings();
    let valued = |rating: &crate::domain::OwnRating| {
        let unit = if rating.measure == Measure::Duration {
            60.0
        } else {
            1.0
        };
        let value = |day: &'a RatedDay<'a>| Some((day, day.own.get(&rating.id)? / unit));
        let values: Vec<(&RatedDay<'_>, f64)> = rated.iter().filter_map(value).collect();
        let yes = values.iter().filter(|(_, value)| *value > 0.0).count();
        let is_enough = match rating.measure {
            Measure::YesNo => yes >= MIN_ARM && values.len() - yes >= MIN_ARM,
            _ => is_long_enough(&values),
        };
        is_enough.then(|| (own.label(rating), Some(rating.measure), values))
    };
    own.0
        .iter()
        .filter_map(valued)
        .take(GOES_WITH_MAX)
        .collect()
}

fn is_long_enough(values: &[(&RatedDay<'_>, f64)]) -> bool {
    let span = values
        .first()
        .zip(values.last())
        .map_or(0, |(first, last)| last.0.day.since(first.0.day) + 1);
    let different = varies(&values.iter().map(|(_, value)| *value).collect::<Vec<f64>>());
    values.len() >= MIN_RATED && span >= MIN_SPAN && different
}

/// How many of `strengths`, sorted in descending order, stand out: the largest i for which the i-th
/// strength is at least m/(0.3 i).
fn standing_out(strengths: &[f64]) -> usize {
    let m = strengths.len() as f64;
    (1..=strengths.len())
        .rev()
        .find(|i| strengths[i - 1] >= m / (GOES_WITH_ALPHA * *i as f64))
        .unwrap_or(0)
}

/// The estimate for one factor; `None` if it cannot be separated from the other columns.
fn factor(
    name: String,
    own: Option<Measure>,
    values: &[(&RatedDay<'_>, f64)],
    days: &Days,
) -> Option<Factor> {
    let center = mean(&values.iter().map(|(_, value)| *value).collect::<Vec<f64>>());
    let numbers: Vec<f64> = values
        .iter()
        .map(|(day, _)| day.day.number() as f64)
        .collect();
    let middle = mean(&numbers);
    let range = (numbers.last()? - numbers.first()?).max(1.0);
    let moved: Vec<f64> = values
        .iter()
        .map(|(day, _)| f64::from(u8::from(days.active(day.day) == Some(true))))
        .collect();
    let differs = varies(&moved);
    let flat = 3 + usize::from(differs);
    let mut pen = [0.0; COLUMNS];
    pen[1] = GOES_WITH_PENALTY;
    pen[flat..flat + 7].fill(WEEKDAY_PENALTY);
    let observations: Vec<Observation> = values
        .iter()
        .zip(&moved)
        .map(|((day, value), moved)| {
            let mut x = [0.0; COLUMNS];
            x[..3].copy_from_slice(&[
                1.0,
                value - center,
                (day.day.number() as f64 - middle) / range,
            ]);
            if differs {
                x[3] = *moved;
            }
            x[flat + day.day.weekday()] = 1.0;
            Observation {
                day: day.day.number(),
                y: day.mood,
                x,
            }
        })
        .collect();
    let effect = Fit::new(&observations, &pen[..flat + 7], &effect_grid())?.coefficient(1);
    let (low, high) = effect.interval();
    let is_number = name == SLEEP_HOURS || own.is_some_and(|own| own != Measure::YesNo);
    let n = if is_number {
        values.len()
    } else {
        values.iter().filter(|(_, value)| *value > 0.0).count()
    };
    Some(Factor {
        factor: name,
        n,
        estimate: effect.mean(),
        low,
        high,
        strength: effect.bayes_factor(),
        status: Status::Open,
        own,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_stand_out_as_long_as_the_next_is_strong_enough() {
        for (strengths, found) in [
            (&[][..], 0),
            (&[3.3], 0),
            (&[3.4], 1),
            // Four: 13.3 for the first, 6.7 for two, 4.4 for three.
            (&[13.2, 1.0, 1.0, 1.0], 0),
            (&[13.2, 6.7, 1.0, 1.0], 2),
            (&[13.4, 6.6, 4.5, 3.2], 3),
        ] {
            assert_eq!(standing_out(strengths), found, "{strengths:?}");
        }
    }
}
