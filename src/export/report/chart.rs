//! Report charts: hand-written inline SVG that is legible in black and white.

use crate::content::questionnaires::Questionnaire;
use crate::domain::Day;
use crate::export::report::number;
use maud::{Markup, html};

/// Width and height of a chart, in SVG units.
const SIZE: (f64, f64) = (640.0, 150.0);
/// Space for labels on the left and at the bottom.
const LEFT: f64 = 28.0;
const BELOW: f64 = 18.0;
/// Space for band names on the right.
const NAMES: f64 = 104.0;

/// Maps days and values to chart coordinates.
struct Frame {
    first: Day,
    last: Day,
    low: f64,
    high: f64,
    right: f64,
}

impl Frame {
    fn x(&self, day: Day) -> f64 {
        let span = self.last.since(self.first).max(1) as f64;
        LEFT + 6.0 + day.since(self.first) as f64 / span * (self.right - LEFT - 12.0)
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        (SIZE.1 - BELOW) - share * (SIZE.1 - BELOW - 10.0)
    }
}

/// Scores over time, with a line at the lower bound of each band.
pub fn scores(form: &Questionnaire, points: &[(Day, u8)], first: Day, last: Day) -> Markup {
    let frame = Frame {
        first,
        last,
        low: 0.0,
        high: f64::from(form.highest()),
        right: SIZE.0 - NAMES,
    };
    let values: Vec<(Day, f64)> = points
        .iter()
        .map(|(day, score)| (*day, f64::from(*score)))
        .collect();
    html! {
        svg viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } role="img" aria-label={ (form.name) " scores over time; the table below has the numbers" } {
            @for band in &form.bands {
                @let y = frame.y(f64::from(band.from));
                line x1=(LEFT) x2=(frame.right) y1=(place(y)) y2=(place(y)) class="grid" {}
                text x=(LEFT - 6.0) y=(place(y + 4.0)) class="axis end" { (band.from) }
                text x=(frame.right + 6.0) y=(place(y - 3.0)) class="axis" { (band.band.word()) }
            }
            (polyline(&frame, &values))
            (dots(&frame, &values))
            (dates(&frame))
        }
    }
}

/// A daily rating, 1 to 9, drawn as dots; the line is interrupted on days without an entry.
pub fn ratings(name: &str, daily: &[(Day, f64)], first: Day, last: Day) -> Markup {
    let frame = Frame {
        first,
        last,
        low: 1.0,
        high: 9.0,
        right: SIZE.0 - 8.0,
    };
    html! {
        svg viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } role="img" aria-label={ (name) " from day to day, 1 to 9" } {
            @for value in [1.0, 5.0, 9.0] {
                @let y = frame.y(value);
                line x1=(LEFT) x2=(frame.right) y1=(place(y)) y2=(place(y)) class="grid" {}
                text x=(LEFT - 6.0) y=(place(y + 4.0)) class="axis end" { (number(value)) }
            }
            @for run in runs(daily) { (polyline(&frame, run)) }
            (dots(&frame, daily))
            (dates(&frame))
        }
    }
}

/// Splits the values into runs of consecutive days.
fn runs(daily: &[(Day, f64)]) -> Vec<&[(Day, f64)]> {
    daily
        .chunk_by(|one, next| next.0.since(one.0) <= 1)
        .collect()
}

fn polyline(frame: &Frame, points: &[(Day, f64)]) -> Markup {
    let path: Vec<String> = points
        .iter()
        .map(|(day, value)| format!("{},{}", place(frame.x(*day)), place(frame.y(*value))))
        .collect();
    html! { @if path.len() > 1 { polyline points=(path.join(" ")) class="line" {} } }
}

fn dots(frame: &Frame, points: &[(Day, f64)]) -> Markup {
    let radius = if points.len() > 60 { "1.4" } else { "2.6" };
    html! {
        @for (day, value) in points {
            circle cx=(place(frame.x(*day))) cy=(place(frame.y(*value))) r=(radius) class="dot" {}
        }
    }
}

fn dates(frame: &Frame) -> Markup {
    let short = |day: Day| day.date().format("%b %-d").to_string();
    html! {
        text x=(LEFT) y=(SIZE.1 - 3.0) class="axis" { (short(frame.first)) }
        text x=(frame.right) y=(SIZE.1 - 3.0) class="axis end" { (short(frame.last)) }
    }
}

/// Formats a coordinate with one decimal.
fn place(value: f64) -> String {
    format!("{value:.1}")
}
