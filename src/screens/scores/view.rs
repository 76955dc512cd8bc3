//! A questionnaire's scores: the latest, what changed since the one before, and all of them over
//! the bands.
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

/// From this width the chart stands beside the words, else under them.
const BESIDE_FROM: u16 = 110;
/// Columns of the words then.
const WORDS: u16 = 48;

/// Draws the scores of `instrument`.
pub(super) fn render(instrument: Instrument, shared: &Shared, painter: &mut Painter<'_>) {
    let painter = &mut painter.above_footer();
    let (width, height) = (painter.width(), painter.height());
    let records: Vec<&Assessment> = shared.journal.assessments_of(instrument).collect();
    let theme = painter.theme();
    let has_chart = theme.numbers && !records.is_empty();
    if width >= BESIDE_FROM && has_chart {
        words(
            instrument,
            &records,
            shared,
            &mut painter.part(2, 0, WORDS, height),
        );
        let x = WORDS + 4;
        let top = 1.min(height);
        let mut part = painter.part(x, top, width - x - 1, height.saturating_sub(top + 1));
        chart::scores::render(instrument, &records, theme, &mut part);
        return;
    }
    let (x, width) = column(painter);
    let mut part = painter.part(x, 0, width, height);
    let y = words(instrument, &records, shared, &mut part);
    if has_chart {
        let room = height.saturating_sub(y);
        let mut part = part.part(0, y, width, room);
        chart::scores::render(instrument, &records, theme, &mut part);
    }
}

/// What the scores say in words; returns the row after them.
fn words(
    instrument: Instrument,
    records: &[&Assessment],
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> u16 {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let form = of(instrument);
    let gap = u16::from(height >= 20);
    let mut y = gap;
    let at = painter.text(0, y, &form.name, theme.strong);
    let offered = if shared.is_offered(instrument) {
        "Offered every two weeks"
    } else {
        "Not offered"
    };
    painter.pieces(at, y, &[("   ", theme.dim), (offered, theme.dim)]);
    y += 1 + gap;
    let Some(latest) = records.last() else {
        y += painter.wrapped((0, y), width, 3, &form.about, theme.text) + 1;
        let text = format!(
            "Not answered yet. It's about the last two weeks. Press {} to begin; answers stay until tonight.",
            shared.key_here(Action::Start)
        );
        y += painter.wrapped((0, y), width, 3, &text, theme.text) + 1;
        return y + painter.wrapped((0, y), width, 3, &form.credit, theme.dim);
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
    y += painter.wrapped((0, y), width, 2, text, theme.dim);
    y + gap
}

/// The latest score, its range and its day; returns the rows used.
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

/// What the change from one score to the next says, in a sentence.
fn changed(shared: &Shared, before: &Assessment, latest: &Assessment) -> String {
    let change = latest.instrument.change(before.score(), latest.score());
    let since = sentences::date(before.day, shared.day);
    change.in_words(&since) + "."
}
