//! A questionnaire's scores over time, above the bands they fall into.
//!
//! ```text
//!  27 │
//!  20 │ severe            ●
//!  15 │ moderately severe
//! ```

use crate::content::questionnaires::{Questionnaire, of};
use crate::domain::{Assessment, Instrument};
use crate::widgets::format;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Draws the scores of `records` over the bands of `instrument`, as large as there is room for; returns the rows used,
/// none where there is too little room.
pub fn render(
    instrument: Instrument,
    records: &[&Assessment],
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> u16 {
    let form = of(instrument);
    let Some(scale) = ScoreScale::fitting(form.highest(), painter.height()) else {
        return 0;
    };
    let rows = scale.rows(form.highest()) + 1;
    let chart = &mut painter.part(0, 0, painter.width(), rows);
    draw(form, scale, records, theme, chart);
    rows
}

/// How scores become rows, so that each band begins with a row of its own.
#[derive(Clone, Copy)]
enum ScoreScale {
    /// One point a row: the PHQ-2.
    One,
    /// Two rows for five points.
    Half,
    /// A row for five points.
    Five,
}

impl ScoreScale {
    /// The finest scale of which every row has room.
    fn fitting(highest: u8, room: u16) -> Option<Self> {
        let scales: &[Self] = if highest < 10 {
            &[Self::One]
        } else {
            &[Self::Half, Self::Five]
        };
        scales
            .iter()
            .copied()
            .find(|scale| scale.rows(highest) < room)
    }

    const fn row(self, score: u8) -> u16 {
        match self {
            Self::One => score as u16,
            Self::Half => score as u16 * 2 / 5,
            Self::Five => score as u16 / 5,
        }
    }

    const fn rows(self, highest: u8) -> u16 {
        self.row(highest) + 1
    }
}

/// Every score as a dot over time; a line where each band begins, its name at the right.
fn draw(
    form: &Questionnaire,
    scale: ScoreScale,
    records: &[&Assessment],
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (width, height) = (painter.width(), painter.height());
    let names = 18.min(width / 3);
    let plot = width.saturating_sub(names + 4);
    let dates = height.saturating_sub(1);
    let row = |score: u8| dates.saturating_sub(1 + scale.row(score));
    for band in form.bands.iter().rev() {
        let y = row(band.from);
        painter.right(2, y, &band.from.to_string(), theme.dim);
        for x in 0..plot {
            painter.text(3 + x, y, theme.glyphs.empty, theme.frame);
        }
        painter.text(4 + plot, y, band.band.word(), theme.dim);
    }
    let (Some(first), Some(last)) = (records.first(), records.last()) else {
        return;
    };
    let span = last.day.since(first.day).max(1);
    for record in records {
        let x = (record.day.since(first.day) * i64::from(plot.saturating_sub(1)) / span) as u16;
        let x = if records.len() == 1 {
            plot.saturating_sub(1)
        } else {
            x
        };
        let latest = record.id == last.id;
        let (glyph, style) = if latest {
            (theme.glyphs.is, theme.accent)
        } else {
            (theme.glyphs.was, theme.mark)
        };
        painter.text(3 + x, row(record.score()), glyph, style);
    }
    if records.len() > 1 {
        painter.text(3, dates, &format::short_day(first.day), theme.dim);
    }
    painter.right(3 + plot, dates, &format::short_day(last.day), theme.dim);
}
