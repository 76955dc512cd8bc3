//! A questionnaire's scores over time: one column each, over the score ranges with their names at the right; the
//! range of the latest score is shaded, and a bracket around that score shows what would be no clear change.
//!
//! ```text
//!  20 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ severe
//!  15 ██┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┬┈ moderately severe
//!  10 ██┈┈██┈┈██┈┈┈┈┈┈┈┈●┈ moderate
//!   0 ██  ██  ██  ██    ┴  minimal
//!     Jan 5           Mar 2
//! ```

use crate::content::questionnaires::{Questionnaire, of};
use crate::domain::{Assessment, Instrument, Meaning};
use crate::widgets::bars::{grid_line, rising};
use crate::widgets::chart::axis::{Axis, Label, labels};
use crate::widgets::chart::interval::band;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Width of the numbers at the left.
const GUTTER: u16 = 4;
/// Minimum number of rows; with fewer, the chart is not readable.
const LEAST_ROWS: u16 = 5;
/// Maximum number of rows; more would not add detail.
const MOST_ROWS: u16 = 40;
/// Maximum width of a column in cells, and the maximum share of the plot that one may take.
const WIDEST: u16 = 16;
const SHARE: u16 = 6;
/// Minimum width in cells for showing a score on its column, if there is room for it on all of them.
const READABLE: u16 = 3;

/// The chart's symbols with style and meaning.
pub fn legend(theme: &Theme) -> Vec<(String, Style, String)> {
    let (shade, style) = band(theme);
    let bracket = if theme.glyphs.ascii { "+|+" } else { "├┤" };
    [
        (shade.repeat(2), style, "range of the latest"),
        (bracket.to_owned(), theme.line, "no clear change"),
    ]
    .map(|(sign, style, name)| (sign, style, name.to_owned()))
    .into()
}

/// Draws the legend in the painter's first row, as far as it fits.
pub fn legend_row(painter: &mut Painter<'_>) {
    let (theme, width, mut x) = (painter.theme(), painter.width(), 0);
    for (sign, style, name) in legend(theme) {
        if x + columns(&sign) + columns(&name) < width {
            let pieces = [(sign.as_str(), style), (" ", theme.dim), (&name, theme.dim)];
            x = painter.pieces(x, 0, &pieces) + 3;
        }
    }
}

/// Draws the scores of `records` over the ranges of `instrument`, as large as fits; returns the rows used, 0 if
/// there is too little room.
pub fn render(
    instrument: Instrument,
    records: &[&Assessment],
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> u16 {
    let height = painter.height().min(MOST_ROWS);
    if height < LEAST_ROWS || painter.width() < 2 * GUTTER {
        return 0;
    }
    let names = 18.min(painter.width() / 3);
    let form = of(instrument);
    let axis = axis(form, instrument, records);
    let starts = form.bands.iter().map(|band| f64::from(band.from));
    let marks: Vec<f64> = starts
        .filter(|from| *from > 0.0 && *from < axis.high)
        .collect();
    let rows = axis.even_rows(&marks, height - 1);
    let chart = Scores {
        instrument,
        form,
        axis,
        rows,
        plot: painter.width().saturating_sub(names + GUTTER + 1),
    };
    chart.range_of_latest(records, painter);
    chart.columns(records, painter);
    chart.ranges(records, painter);
    chart.latest(records, theme, painter);
    chart.dates(records, theme, painter);
    rows + 1
}

/// From 0 to a step above everything drawn, in whole steps between the ranges, and no further than the highest score
/// needs.
fn axis(form: &Questionnaire, instrument: Instrument, records: &[&Assessment]) -> Axis {
    let starts = form.bands.iter().map(|band| band.from);
    let step = f64::from(starts.filter(|from| *from > 0).min().unwrap_or(1));
    let steps = |score: u8| (f64::from(score) / step).ceil();
    let scores = records.iter().map(|record| record.score());
    let latest = records
        .last()
        .and_then(|last| unclear(instrument, last.score()));
    let drawn = scores
        .chain(latest.map(|(_, high)| high))
        .max()
        .unwrap_or(0);
    Axis {
        low: 0.0,
        high: (steps(drawn) + 1.0).min(steps(instrument.highest())) * step,
    }
}

/// Spaces positions at least this many cells apart, none beyond `end`, while moving them as little as possible.
fn apart(places: &mut [u16], pitch: u16, end: u16) {
    let mut free = 0;
    for place in places.iter_mut() {
        *place = (*place).max(free);
        free = place.saturating_add(pitch);
    }
    let mut most = end;
    for place in places.iter_mut().rev() {
        *place = (*place).min(most).max(GUTTER);
        most = place.saturating_sub(pitch);
    }
}

/// A chart of scores.
struct Scores<'a> {
    instrument: Instrument,
    form: &'a Questionnaire,
    axis: Axis,
    rows: u16,
    /// Width of the plot itself.
    plot: u16,
}

impl Scores<'_> {
    fn row(&self, score: u8) -> u16 {
        self.axis.crest(f64::from(score), self.rows)
    }

    /// The first cell and the width of each record's column. Columns are placed by date, as wide as the closest
    /// two allow; those that would overlap are placed side by side.
    fn places(&self, records: &[&Assessment]) -> (Vec<u16>, u16) {
        let (Some(first), Some(last)) = (records.first(), records.last()) else {
            return (Vec::new(), 0);
        };
        let span = last.day.since(first.day).max(1);
        let place = |record: &&Assessment, room: u16| {
            let x = record.day.since(first.day) * i64::from(room) / span;
            GUTTER + x as u16
        };
        // Start with the maximum width; columns may be no wider than the distance between them.
        let widest = WIDEST.min((self.plot / SHARE).max(1));
        let room = self.plot.saturating_sub(widest + 3);
        let ends: Vec<u16> = records.iter().map(|record| place(record, room)).collect();
        let gaps = ends.windows(2).map(|pair| pair[1].saturating_sub(pair[0]));
        let closest = gaps.filter(|gap| *gap > 0).min().unwrap_or(widest);
        let room_each = self.plot / (records.len() as u16).max(1);
        let narrowest = READABLE
            .min(room_each.saturating_sub(1))
            .clamp(1, widest.max(1));
        let bar = closest
            .saturating_sub(1)
            .clamp(narrowest, widest.max(narrowest));
        let bar = bar.min(self.plot);
        // Leave room at the right for the bracket.
        let room = self.plot.saturating_sub(bar + 3);
        let mut places: Vec<u16> = records.iter().map(|record| place(record, room)).collect();
        if records.len() * usize::from(bar + 1) <= usize::from(room) {
            apart(&mut places, bar + 1, GUTTER + room);
        }
        (places, bar)
    }

    /// One column per score, with the score on top.
    fn columns(&self, records: &[&Assessment], painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let (places, bar) = self.places(records);
        let width = painter.width();
        let mut part = painter.part(0, 0, width, self.rows);
        for (record, x) in records.iter().zip(&places) {
            let share = self.axis.share(f64::from(record.score()));
            rising(*x, bar, share, theme.quiet[3], &mut part);
        }
        let Some((last, _)) = records.split_last().filter(|_| theme.numbers) else {
            return;
        };
        for (record, x) in records.iter().zip(&places) {
            let text = record.score().to_string();
            if columns(&text) <= bar {
                let style = if record.id == last.id {
                    theme.accent
                } else {
                    theme.dim
                };
                let x = x + (bar - columns(&text)) / 2;
                part.text(x, self.row(record.score()).saturating_sub(1), &text, style);
            }
        }
    }

    /// Index of the range of the latest score.
    fn latest_range(&self, records: &[&Assessment]) -> Option<usize> {
        let score = records.last()?.score();
        self.form
            .bands
            .iter()
            .rposition(|range| range.from <= score)
    }

    /// Shades that range from bottom to top.
    fn range_of_latest(&self, records: &[&Assessment], painter: &mut Painter<'_>) {
        let Some(place) = self.latest_range(records) else {
            return;
        };
        let (bands, (sign, style)) = (&self.form.bands, band(painter.theme()));
        let foot = bands.get(place).map_or(0, |range| self.row(range.from));
        let top = bands
            .get(place + 1)
            .map_or(0, |range| self.row(range.from) + 1);
        for y in top..=foot {
            painter.text(GUTTER, y, &sign.repeat(usize::from(self.plot)), style);
        }
    }

    /// A line where each range starts, with its name at the right.
    fn ranges(&self, records: &[&Assessment], painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let here = self.latest_range(records);
        for (place, range) in self.form.bands.iter().enumerate().rev() {
            if f64::from(range.from) >= self.axis.high {
                continue;
            }
            let y = self.row(range.from);
            let is_exact = self.axis.is_exact(f64::from(range.from), self.rows);
            if theme.numbers && is_exact {
                painter.right(GUTTER - 1, y, &range.from.to_string(), theme.dim);
            }
            if is_exact {
                grid_line(GUTTER, y, self.plot, painter);
            }
            let style = if here == Some(place) {
                theme.text
            } else {
                theme.dim
            };
            let x = GUTTER + self.plot + 1;
            let room = painter.width().saturating_sub(x);
            let word = shorten(range.band.word(), usize::from(room));
            painter.text(x, y, &word, style);
        }
    }

    /// The latest score, with a bracket around the scores that would be no clear change.
    fn latest(&self, records: &[&Assessment], theme: &Theme, painter: &mut Painter<'_>) {
        let (mut places, bar) = self.places(records);
        let (Some(latest), Some(x)) = (records.last(), places.pop()) else {
            return;
        };
        // A blank column keeps it apart from the column and its number.
        let x = x.saturating_add(bar + 1);
        let [top, line, foot] = if theme.glyphs.ascii {
            ["+", "|", "+"]
        } else {
            ["┬", "│", "┴"]
        };
        if let Some((low, high)) = unclear(self.instrument, latest.score()) {
            let (from, to) = (self.row(high), self.row(low));
            for y in from..=to {
                painter.text(x, y, line, theme.line);
            }
            painter.text(x, from, top, theme.line);
            painter.text(x, to, foot, theme.line);
        }
        painter.text(x, self.row(latest.score()), theme.glyphs.is, theme.accent);
    }

    fn dates(&self, records: &[&Assessment], theme: &Theme, painter: &mut Painter<'_>) {
        let (Some(first), Some(last)) = (records.first(), records.last()) else {
            return;
        };
        let text = format::short_day(last.day);
        let end = GUTTER + self.plot;
        let width = columns(&text);
        // A single one has its date below it, not at the end of the axis.
        let at = if records.len() == 1 {
            GUTTER
        } else {
            end.saturating_sub(width)
        };
        let mut wanted: Vec<Label> = vec![(at, text, theme.dim)];
        if records.len() > 1 {
            wanted.push((GUTTER, format::short_day(first.day), theme.dim));
        }
        labels(&wanted, self.rows, painter);
    }
}

/// The lowest and the highest score that would be no clear change from `score`; `None` if no figure is known.
fn unclear(instrument: Instrument, score: u8) -> Option<(u8, u8)> {
    let is_unclear = |other: &u8| {
        let meaning = instrument.change(score, *other).meaning;
        !matches!(meaning, Meaning::Clear | Meaning::NotKnown)
    };
    let mut near = (0..=instrument.highest()).filter(is_unclear);
    let low = near.next()?;
    Some((low, near.next_back().unwrap_or(low)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, IdMaker, Moment};
    use crate::widgets::chart::testing::{drawn, row, themes};
    use proptest::prelude::*;

    #[test]
    fn a_clear_change_lies_outside_of_the_bracket() {
        assert_eq!(unclear(Instrument::Phq9, 11), Some((6, 16)));
        assert_eq!(unclear(Instrument::Phq9, 2), Some((0, 7)));
        assert_eq!(unclear(Instrument::Phq2, 2), None, "no figure is known");
    }

    fn answered(instrument: Instrument, days: &[(i64, u8)]) -> Vec<Assessment> {
        let ids = IdMaker::seeded(1);
        let at = "2026-03-02T09:00:00+01:00".parse::<Moment>().unwrap();
        let begun = Day::from_date(chrono::NaiveDate::from_ymd_opt(2025, 3, 2).unwrap());
        let record = |(ago, answer): &(i64, u8)| Assessment {
            id: ids.make(at),
            instrument,
            day: begun.plus(*ago),
            at,
            answers: vec![*answer; instrument.items()],
            difficulty: None,
            updated_at: at,
        };
        days.iter().map(record).collect()
    }

    #[test]
    fn a_higher_score_is_drawn_higher() {
        let records = answered(Instrument::Gad7, &[(0, 1), (100, 3)]);
        let records: Vec<&Assessment> = records.iter().collect();
        let theme = Theme::dark();
        let buffer = drawn(60, 11, &theme, |painter| {
            render(Instrument::Gad7, &records, &theme, painter);
        });
        let of = |sign: &str| (0..11).find(|y| row(&buffer, *y).contains(sign));
        assert!(of("severe").is_some() && of("severe") < of("moderate"));
        let first = (0..11).find(|y| row(&buffer, *y).starts_with("    █"));
        assert!(first.is_some() && of("█") < first, "the latest is higher");
    }

    proptest! {
        #[test]
        fn any_scores_are_drawn_inside(
            width in 0u16..120, height in 0u16..40,
            days in prop::collection::vec((0i64..4000, 0u8..=3), 0..20), place in 0usize..3
        ) {
            let mut days = days;
            days.sort_unstable();
            let instrument = Instrument::ALL[place];
            let records = answered(instrument, &days);
            let records: Vec<&Assessment> = records.iter().collect();
            for theme in themes() {
                drawn(width, height, &theme, |painter| {
                    let rows = render(instrument, &records, &theme, painter);
                    assert!(rows <= painter.height());
                });
            }
        }
    }
}
