//! A letter as a page: the chart of its days on top, its paragraphs below, scrolled where they don't fit.
//!
//! ```text
//! ╭─ The week of February 23, 2026 ───────────╮
//! │  9 ██    ▄▄                               │
//! │  3 ██ ▄▄ ██ ··                            │
//! │    ▀▀    ▀▀                               │
//! │    Mon Tue Wed                            │
//! │  What you did                             │
//! │  You moved on 2 days, 20 min in all: …    │
//! ```

use crate::domain::Day;
use crate::widgets::chart::axis::Axis;
use crate::widgets::chart::day_bars::{DayBar, DayBars, UsualLines};
use crate::widgets::painter::{Caches, Painter, columns, wrap};
use crate::widgets::panel::panel;
use crate::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows of the chart: six for mood, so that 3, 6 and 9 are equal steps, one for minutes, one for the days.
const CHART: u16 = 8;
/// Minimum rows inside the frame for a chart above the text.
const ROWS_WITH_CHART: u16 = 17;
/// Maximum columns of the page, with its frame.
const WIDEST: u16 = 78;
/// Minimum columns for a frame.
const FRAMED_FROM: u16 = 60;
/// Cells before the first day of the chart, for its axis.
const GUTTER: u16 = 4;
/// Minutes that fill the row under a day.
const FULL: f64 = 45.0;
/// Columns of the picture to share, and columns and rows of a chart alone.
const PICTURE: u16 = 72;
const CHART_ALONE: (u16, u16) = (64, 8);

/// What is drawn of a letter.
#[derive(Clone, Debug)]
pub struct LetterPage<'a> {
    /// What the letter is about.
    pub heading: String,
    /// A short remark at the right of the heading, or nothing.
    pub note: &'static str,
    /// The first day of the chart.
    pub first: Day,
    /// Mean mood of each day, 1 to 9.
    pub mood: &'a [Option<f64>],
    /// Active minutes of each day.
    pub minutes: &'a [f64],
    /// The paragraphs, each with its heading.
    pub paragraphs: Vec<(&'static str, &'a str)>,
}

impl LetterPage<'_> {
    /// Draws the page, scrolled by `top` rows, in the middle of the painter's area.
    pub fn render(&self, top: u16, painter: &mut Painter<'_>) {
        let (width, height) = (painter.width(), painter.height());
        let theme = painter.theme();
        if width < FRAMED_FROM {
            painter.text(1, 0, &self.heading, theme.strong);
            let (width, height) = (width.saturating_sub(2), height.saturating_sub(1));
            self.inside(top, &mut painter.part(1, 1, width, height));
            return;
        }
        let wide = width.min(WIDEST);
        let has_chart = height >= ROWS_WITH_CHART + 2;
        let chart = if has_chart { CHART + 1 } else { 0 };
        let text = u16::try_from(self.rows(wide - 4, theme).len()).unwrap_or(u16::MAX);
        let high = text.saturating_add(chart + 2).clamp(2, height.max(2));
        let high = if has_chart {
            high.max(ROWS_WITH_CHART + 2)
        } else {
            high
        };
        let (x, y) = ((width - wide) / 2, height.saturating_sub(high) / 3);
        let mut frame = painter.part(x, y, wide, high);
        self.inside(top, &mut panel(&self.heading, self.note, true, &mut frame));
    }

    /// Draws the chart, if there is room, and the paragraphs.
    fn inside(&self, top: u16, painter: &mut Painter<'_>) {
        let (width, height) = (painter.width(), painter.height());
        let theme = painter.theme();
        let mut y = 0;
        if height >= ROWS_WITH_CHART {
            self.chart(&mut painter.part(0, 0, width, CHART));
            y = CHART + 1;
        }
        let rows = self.rows(width, theme);
        let is_long = rows.len() > usize::from(height.saturating_sub(y));
        // The last row says that there is more.
        let end = height.saturating_sub(u16::from(is_long));
        let last = rows
            .len()
            .saturating_sub(usize::from(end.saturating_sub(y)));
        let from = usize::from(top).min(last);
        for (row, (text, style)) in (y..end).zip(&rows[from..]) {
            painter.text(0, row, text, *style);
        }
        if is_long && from < last {
            painter.right(width, end, "down for more", theme.dim);
        }
    }

    /// The paragraphs in rows of `width` columns, with a blank row between them.
    fn rows(&self, width: u16, theme: &Theme) -> Vec<(String, Style)> {
        let mut rows = Vec::new();
        for (heading, text) in &self.paragraphs {
            if !rows.is_empty() {
                rows.push((String::new(), theme.text));
            }
            rows.push(((*heading).to_owned(), theme.strong));
            let lines = wrap(text, usize::from(width));
            rows.extend(lines.into_iter().map(|line| (line, theme.text)));
        }
        rows
    }

    /// Draws each day's mood as a column, with its minutes hanging below.
    fn chart(&self, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let both = self.mood.iter().zip(self.minutes);
        let days: Vec<DayBar> = both
            .map(|(mood, minutes)| DayBar::rated(*mood, *minutes))
            .collect();
        let room = painter.width().saturating_sub(GUTTER);
        let pitch = (room / (days.len().max(1) as u16)).clamp(1, 8);
        let is_week = days.len() <= 7;
        let name = |place: usize| {
            let date = self.first.plus(place as i64).date();
            let form = if is_week { "%a" } else { "%-d" };
            (place, date.format(form).to_string(), theme.dim)
        };
        let labeled = (0..days.len()).filter(|place| is_week || place % 7 == 0);
        let names: Vec<(usize, String, Style)> = labeled.map(name).collect();
        DayBars {
            days: &days,
            pitch,
            gutter: GUTTER,
            axis: Axis::RATING_COLUMNS,
            marks: &[9.0, 6.0, 3.0],
            usual: UsualLines::None,
            line: &[],
            hanging: 1,
            full: FULL,
            names: &names,
        }
        .render(painter);
    }

    /// The whole letter as a picture to share.
    pub fn picture(&self, theme: &Theme) -> Buffer {
        let width = PICTURE.max(columns(&self.heading) + 8);
        let text = u16::try_from(self.rows(width - 4, theme).len()).unwrap_or(u16::MAX);
        let high = text.saturating_add(CHART + 3).max(ROWS_WITH_CHART + 2);
        drawn((width, high), theme, |painter| {
            self.inside(0, &mut panel(&self.heading, self.note, true, painter));
        })
    }

    /// The chart alone, as a picture.
    pub fn chart_alone(&self, theme: &Theme) -> Buffer {
        drawn(CHART_ALONE, theme, |painter| self.chart(painter))
    }
}

/// What `draw` draws in a buffer of this size.
fn drawn(
    (width, height): (u16, u16),
    theme: &Theme,
    draw: impl FnOnce(&mut Painter<'_>),
) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let mut caches = Caches::default();
    draw(&mut Painter::new(&mut buffer, area, theme, &mut caches));
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row, themes};
    use proptest::prelude::*;

    fn page<'a>(mood: &'a [Option<f64>], minutes: &'a [f64], text: &'a str) -> LetterPage<'a> {
        LetterPage {
            heading: "The week of February 23, 2026".to_owned(),
            note: "",
            first: Day::from_date("2026-02-23".parse().unwrap()),
            mood,
            minutes,
            paragraphs: vec![("What you did", text), ("How you felt", text)],
        }
    }

    #[test]
    fn a_letter_that_does_not_fit_scrolls_to_its_end() {
        let text = "one two three four five six seven eight nine ten ".repeat(9);
        let text = format!("{text}end");
        let page = page(&[Some(5.0); 7], &[0.0; 7], &text);
        let shown = |top| {
            let buffer = drawn(60, 12, &Theme::dark(), |painter| page.render(top, painter));
            (0..12).map(|y| row(&buffer, y)).collect::<String>()
        };
        assert!(shown(0).contains("down for more") && !shown(0).contains("end"));
        assert!(shown(200).contains("end") && !shown(200).contains("down for more"));
    }

    proptest! {
        #[test]
        fn any_letter_at_any_size_stays_inside(
            days in proptest::collection::vec((proptest::option::of(1.0..9.0_f64), 0.0..1e5_f64), 0..32),
            text in ".{0,200}",
            (width, height) in (1..120_u16, 1..60_u16),
            top: u16,
        ) {
            let (mood, minutes): (Vec<_>, Vec<_>) = days.into_iter().unzip();
            for theme in themes() {
                drawn(width, height, &theme, |painter| {
                    page(&mood, &minutes, &text).render(top, painter);
                });
            }
        }
    }
}
