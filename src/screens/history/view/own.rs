//! Own ratings among the rows of the trend.

use crate::domain::Measure;
use crate::screens::history::{History, OwnSeries, Series};
use crate::widgets::theme::Theme;

/// The most own ratings with a row each; the others are named in one line.
const MOST: usize = 4;
/// Minimum height, in rows, for them.
const TALL: u16 = 20;

/// The own ratings with a row each, among them the selected one, and the others.
pub(super) fn drawn(history: &History, height: u16) -> (Vec<Series>, Vec<Series>) {
    let own: Vec<Series> = history.own_ratings().active().map(Series::own).collect();
    let selected = own.iter().position(|series| *series == history.series);
    let most = match (height >= TALL, selected) {
        (false, _) => 0,
        (true, Some(place)) if place >= MOST => MOST - 1,
        (true, _) => MOST,
    };
    let is_drawn = |(place, _): &(usize, Series)| *place < most || Some(*place) == selected;
    let (drawn, others): (Vec<_>, Vec<_>) = own.into_iter().enumerate().partition(is_drawn);
    let series = |all: Vec<(usize, Series)>| all.into_iter().map(|(_, series)| series).collect();
    (series(drawn), series(others))
}

/// The largest of the values of an amount.
pub(super) fn most(series: Series, values: &[Option<f64>]) -> f64 {
    match series {
        Series::Own(own) if own.measure.is_scale() || own.measure == Measure::YesNo => {
            own.measure.range().1
        }
        Series::Own(_) => values.iter().flatten().copied().fold(1.0, f64::max),
        _ => 9.0,
    }
}

/// The height of a value in its row, 0 to 1; the lowest point of a scale is visible.
pub(super) fn share(series: Series, value: f64, most: f64) -> f64 {
    match series {
        Series::Own(own) if own.measure == Measure::ZeroToTen => (value + 1.0) / (most + 1.0),
        _ => value / most,
    }
}

/// The value of an own rating in words.
pub(super) fn told(history: &History, own: OwnSeries, value: f64, theme: &Theme) -> String {
    let rating = history.own_ratings().get(own.id);
    rating.map_or_else(String::new, |rating| rating.text(value, !theme.numbers))
}
