//! A questionnaire's scores: the latest, what changed since the one before, and all of them over
//! the bands.
//!
//! ```text
//!  11 out of 27, in the moderate range · 2 Mar
//!  Six points lower than on 2 Feb: a clear change.
//!  27 │
//!  20 │ severe            ●
//! ```

use crate::app::App;
use crate::content::questionnaires::{Questionnaire, advice, of};
use crate::domain::{Assessment, Instrument};
use crate::keys::{Action, Context};
use crate::widgets::format;
use crate::widgets::painter::{Painter, column};
use crate::widgets::theme::Theme;

/// Draws the scores of `instrument`.
pub fn render(app: &App, instrument: Instrument, theme: &Theme, painter: &mut Painter<'_>) {
    let form = of(instrument);
    let (x, width) = column(painter);
    let height = painter.height();
    let gap = u16::from(height >= 20);
    let mut y = gap;
    let at = painter.text(x, y, &form.name, theme.strong);
    let offered = if app.is_offered(instrument) {
        "Offered every two weeks"
    } else {
        "Not offered"
    };
    painter.pieces(at, y, &[("   ", theme.dim), (offered, theme.dim)]);
    y += 1 + gap;
    let records: Vec<&Assessment> = app.journal.assessments_of(instrument).collect();
    let Some(latest) = records.last() else {
        y += painter.wrapped((x, y), width, 3, &form.about, theme.text) + 1;
        let text = format!(
            "Not answered yet. It's about the last two weeks. {} begins; answers stay until tonight.",
            app.key_here(Action::Start)
        );
        y += painter.wrapped((x, y), width, 3, &text, theme.text) + 1;
        painter.wrapped((x, y), width, 3, &form.credit, theme.dim);
        return;
    };
    let score = latest.score();
    let day = format::day_with_year(latest.day, app.day);
    let told = form.score_in_words(score);
    let (at, told) = if theme.numbers {
        let told = told.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == ' ');
        (
            painter.text(x, y, &score.to_string(), theme.accent) + 1,
            told,
        )
    } else {
        (x, form.words(score).unwrap_or_default())
    };
    let said = format!("{told} {} {day}", theme.glyphs.dot);
    y += painter
        .wrapped(
            (at, y),
            (x + width).saturating_sub(at),
            2,
            &said,
            theme.text,
        )
        .max(1);
    if let Some(before) = records.iter().rev().nth(1).filter(|_| theme.numbers) {
        y += painter.wrapped((x, y), width, 3, &changed(app, before, latest), theme.text);
    }
    if let (Some(answer), Some(unscored)) = (latest.difficulty, &form.unscored) {
        let word = unscored
            .options
            .get(usize::from(answer))
            .map_or("", String::as_str);
        y += painter.wrapped(
            (x, y),
            width,
            1,
            &format!("Day to day: {}.", word.to_lowercase()),
            theme.text,
        );
    }
    if let Some(advice) = asked_for(app, latest) {
        y += painter.wrapped((x, y), width, 5, &advice, theme.strong);
    }
    y += 1;
    let room = height.saturating_sub(y + 3);
    if let Some(scale) = Scale::fitting(form.highest(), room).filter(|_| theme.numbers) {
        let rows = scale.rows(form.highest()) + 1;
        chart(
            form,
            scale,
            &records,
            theme,
            &mut painter.part(x, y, width, rows),
        );
        y += rows + 1;
    }
    if y < height {
        let text = "A symptom score, not a diagnosis.";
        painter.wrapped((x, y), width, height - y, text, theme.dim);
    }
}

/// Draws the scores of `records` over the bands of `instrument`, as large as there is room for.
pub fn picture(
    instrument: Instrument,
    records: &[&Assessment],
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let form = of(instrument);
    if let Some(scale) = Scale::fitting(form.highest(), painter.height()) {
        let rows = scale.rows(form.highest()) + 1;
        chart(
            form,
            scale,
            records,
            theme,
            &mut painter.part(0, 0, painter.width(), rows),
        );
    }
}

/// Draws the scores of the history's range, one picture under the other for each questionnaire that was answered.
pub fn in_range(app: &App, theme: &Theme, painter: &mut Painter<'_>) {
    let (first, last) = (app.history.first, app.history.last);
    let answered = Instrument::ALL.map(|instrument| {
        let records = app.journal.assessments_of(instrument);
        (
            instrument,
            records
                .filter(|record| (first..=last).contains(&record.day))
                .collect::<Vec<_>>(),
        )
    });
    let mut shown: Vec<_> = answered
        .iter()
        .filter(|(_, records)| !records.is_empty())
        .collect();
    if shown.is_empty() {
        let text = "No questionnaire was answered in this range. They're in the options on Today. You're never asked unless you turn that on.";
        painter.wrapped(
            (1, 0),
            painter.width().saturating_sub(2),
            3,
            text,
            theme.text,
        );
        return;
    }
    // Pictures need room: the ones that fit, the PHQ-9 first.
    let each = painter.height() / shown.len() as u16;
    shown.truncate(if each >= 10 {
        shown.len()
    } else {
        (painter.height() / 10).max(1) as usize
    });
    let each = painter.height() / shown.len() as u16;
    for (place, (instrument, records)) in shown.into_iter().enumerate() {
        let y = place as u16 * each;
        painter.text(1, y, &of(*instrument).name, theme.strong);
        let width = painter.width().saturating_sub(2).min(100);
        let advice = records.last().and_then(|latest| asked_for(app, latest));
        let used = 1 + advice.map_or(0, |advice| {
            painter.wrapped((1, y + 1), width, 4, &advice, theme.text)
        });
        picture(
            *instrument,
            records,
            theme,
            &mut painter.part(1, y + used, width, each.saturating_sub(used)),
        );
    }
}

/// What the change from one score to the next says, in a sentence.
fn changed(app: &App, before: &Assessment, latest: &Assessment) -> String {
    let change = latest.instrument.change(before.score(), latest.score());
    let since = format::day_with_year(before.day, app.day);
    change.in_words(&since) + "."
}

/// What the latest of these scores asks for, in a sentence.
fn asked_for(app: &App, latest: &Assessment) -> Option<String> {
    let more = format!(
        "press {}",
        app.keys.hint(Context::Everywhere, Action::Support)
    );
    advice(
        latest.instrument,
        latest.score(),
        &app.place().talk(),
        &more,
    )
}

/// How scores become rows, so that each band begins with a row of its own.
#[derive(Clone, Copy)]
enum Scale {
    /// One point a row: the PHQ-2.
    One,
    /// Two rows for five points.
    Half,
    /// A row for five points.
    Five,
}

impl Scale {
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
fn chart(
    form: &Questionnaire,
    scale: Scale,
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
