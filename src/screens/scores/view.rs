//! A questionnaire's scores: the latest, the change since the previous one, and all of them over the bands.
//!
//! ```text
//!  11 out of 27, in the moderate range · Mar 2
//!  Six points lower than on February 2: a clear change.
//!  20 ┈┈┈┈┈┈┈┈┈┈┈ severe
//!  15 ██┈┈┈┈██┈┈┈ moderately severe
//! ```

use crate::content::questionnaires::of;
use crate::domain::{Assessment, Instrument};
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::stats::sentences;
use crate::widgets::chart;
use crate::widgets::format;
use crate::widgets::painter::{Painter, column};
use crate::widgets::panel::panel;

/// Minimum width, in columns, to show the chart beside the text; otherwise it is below.
const BESIDE_FROM: u16 = 110;
/// Columns of the text beside the chart, including its frame.
const WORDS: u16 = 54;
/// Minimum rows for a framed chart.
const LEAST_CHART: u16 = 8;
/// Rows of a frame that contains only text.
const WORDS_ALONE: u16 = 16;
/// Minimum columns and rows for a frame around the text.
const FRAMED_FROM: u16 = 60;
const FRAMED_ROWS: u16 = 18;

/// Draws the scores of `instrument`.
pub(super) fn render(instrument: Instrument, shared: &Shared, painter: &mut Painter<'_>) {
    let painter = &mut painter.above_footer();
    let (width, height) = (painter.width(), painter.height());
    let records: Vec<&Assessment> = shared.journal.assessments_of(instrument).collect();
    let theme = painter.theme();
    let has_chart = theme.numbers && !records.is_empty();
    if width >= BESIDE_FROM && has_chart && height >= LEAST_CHART {
        let mut frame = painter.part(1, 0, WORDS, height);
        let mut left = framed(instrument, shared, &mut frame);
        let y = words(instrument, &records, shared, &mut left) + 1;
        items(instrument, &records, shared, y, &mut left);
        let x = WORDS + 2;
        let mut part = painter.part(x, 0, width - x - 1, height);
        let mut right = panel("Scores so far", "", false, &mut part);
        with_legend(instrument, &records, &mut right);
        return;
    }
    let (x, width) = column(painter);
    if painter.width() < FRAMED_FROM || height < FRAMED_ROWS {
        let mut part = painter.part(x, 0, width, height);
        part.text(0, 0, &of(instrument).name, theme.strong);
        part.right(width, 0, offered(instrument, shared), theme.dim);
        let mut part = part.part(0, 1, width, height.saturating_sub(1));
        words(instrument, &records, shared, &mut part);
        return;
    }
    // Without any scores there are only a few words: the frame ends after them.
    let high = if records.is_empty() {
        height.min(WORDS_ALONE)
    } else {
        height
    };
    let mut frame = painter.part(x - 2, (height - high) / 3, width + 4, high);
    let mut inside = framed(instrument, shared, &mut frame);
    let y = words(instrument, &records, shared, &mut inside) + 1;
    let room = inside.height().saturating_sub(y);
    if has_chart && room >= LEAST_CHART {
        with_legend(instrument, &records, &mut inside.part(0, y, width, room));
    } else if has_chart {
        items(instrument, &records, shared, y, &mut inside);
    }
}

/// Draws the chart with its legend above it.
fn with_legend(instrument: Instrument, records: &[&Assessment], painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    chart::scores::legend_row(painter);
    let mut under = painter.part(0, 1, width, height.saturating_sub(1));
    chart::scores::render(instrument, records, theme, &mut under);
}

/// The frame around the text.
fn framed<'a>(
    instrument: Instrument,
    shared: &Shared,
    painter: &'a mut Painter<'_>,
) -> Painter<'a> {
    panel(
        &of(instrument).name,
        offered(instrument, shared),
        true,
        painter,
    )
}

fn offered(instrument: Instrument, shared: &Shared) -> &'static str {
    if shared.is_offered(instrument) {
        "Offered every two weeks"
    } else {
        ""
    }
}

/// Draws the last two answers to each item, from row `y` down.
fn items(
    instrument: Instrument,
    records: &[&Assessment],
    shared: &Shared,
    y: u16,
    painter: &mut Painter<'_>,
) {
    let (width, height) = (painter.width(), painter.height());
    if let Some(latest) = records.last().filter(|_| y < height) {
        let before = records.iter().rev().nth(1).copied();
        let mut part = painter.part(0, y, width, height - y);
        let form = of(instrument);
        let support = shared.key_here(Action::Support);
        chart::answers::render(form, latest, before, &support, &mut part);
    }
}

/// Draws the scores in words; returns the next free row.
fn words(
    instrument: Instrument,
    records: &[&Assessment],
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> u16 {
    let (theme, width) = (painter.theme(), painter.width());
    let form = of(instrument);
    let mut y = u16::from(painter.height() >= 18);
    let Some(latest) = records.last() else {
        y += painter.wrapped((0, y), width, 3, &form.about, theme.text) + 1;
        let text = format!(
            "Not answered yet. It asks about the last two weeks. Press {} to begin. If you stop halfway, your answers wait until tonight.",
            shared.key_here(Action::Start)
        );
        y += painter.wrapped((0, y), width, 3, &text, theme.text) + 1;
        return y + painter.wrapped((0, y), width, 6, &form.credit, theme.dim);
    };
    y += score(instrument, latest, shared, y, painter).max(1);
    if let Some(before) = records.iter().rev().nth(1).filter(|_| theme.numbers) {
        let text = changed(shared, before, latest);
        y += painter.wrapped((0, y), width, 3, &text, theme.text);
    }
    if let (Some(answer), Some(unscored)) = (latest.difficulty, &form.unscored) {
        let word = unscored.options.get(usize::from(answer));
        let text = format!(
            "Day to day: {}.",
            word.map_or("", String::as_str).to_lowercase()
        );
        y += painter.wrapped((0, y), width, 1, &text, theme.text);
    }
    if let Some(advice) = shared.score_advice(latest) {
        y += painter.wrapped((0, y), width, 5, &advice, theme.strong);
    }
    let text = "A symptom score, not a diagnosis.";
    y + painter.wrapped((0, y), width, 2, text, theme.dim)
}

/// Draws the latest score, its range and its day; returns the rows used.
fn score(
    instrument: Instrument,
    latest: &Assessment,
    shared: &Shared,
    y: u16,
    painter: &mut Painter<'_>,
) -> u16 {
    let (theme, width) = (painter.theme(), painter.width());
    let form = of(instrument);
    let score = latest.score();
    let day = format::day_with_year(latest.day, shared.day);
    let words = form.score_in_words(score);
    let (at, words) = if theme.numbers {
        let words = words.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == ' ');
        let at = painter.text(0, y, &score.to_string(), theme.accent);
        (at + 1, words)
    } else {
        (0, form.words(score).unwrap_or_default())
    };
    let said = format!("{words} {} {day}", theme.glyphs.dot);
    painter.wrapped((at, y), width.saturating_sub(at), 2, &said, theme.text)
}

/// Describes the change from one score to the next in a sentence.
fn changed(shared: &Shared, before: &Assessment, latest: &Assessment) -> String {
    let change = latest.instrument.change(before.score(), latest.score());
    let since = sentences::date(before.day, shared.day);
    change.in_words(&since) + "."
}
