//! A questionnaire's scores: the latest, what changed since the one before, and all of them over
//! the bands.
//!
//! ```text
//!  11 out of 27, in the moderate range · 2 Mar
//!  Six points lower than on 2 Feb: a clear change.
//!  27 │
//!  20 │ severe            ●
//! ```

use crate::content::questionnaires::of;
use crate::domain::{Assessment, Instrument};
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::widgets::chart;
use crate::widgets::format;
use crate::widgets::painter::{Painter, column};

/// Draws the scores of `instrument`.
pub fn render(instrument: Instrument, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let painter = &mut painter.above_footer();
    let form = of(instrument);
    let (x, width) = column(painter);
    let height = painter.height();
    let gap = u16::from(height >= 20);
    let mut y = gap;
    let at = painter.text(x, y, &form.name, theme.strong);
    let offered = if shared.is_offered(instrument) {
        "Offered every two weeks"
    } else {
        "Not offered"
    };
    painter.pieces(at, y, &[("   ", theme.dim), (offered, theme.dim)]);
    y += 1 + gap;
    let records: Vec<&Assessment> = shared.journal.assessments_of(instrument).collect();
    let Some(latest) = records.last() else {
        y += painter.wrapped((x, y), width, 3, &form.about, theme.text) + 1;
        let text = format!(
            "Not answered yet. It's about the last two weeks. {} begins; answers stay until tonight.",
            shared.key_here(Action::Start)
        );
        y += painter.wrapped((x, y), width, 3, &text, theme.text) + 1;
        painter.wrapped((x, y), width, 3, &form.credit, theme.dim);
        return;
    };
    let score = latest.score();
    let day = format::day_with_year(latest.day, shared.day);
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
        y += painter.wrapped(
            (x, y),
            width,
            3,
            &changed(shared, before, latest),
            theme.text,
        );
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
    if let Some(advice) = shared.score_advice(latest) {
        y += painter.wrapped((x, y), width, 5, &advice, theme.strong);
    }
    y += 1;
    let room = height.saturating_sub(y + 3);
    if theme.numbers {
        let rows = chart::scores::render(
            instrument,
            &records,
            theme,
            &mut painter.part(x, y, width, room),
        );
        y += rows + u16::from(rows > 0);
    }
    if y < height {
        let text = "A symptom score, not a diagnosis.";
        painter.wrapped((x, y), width, height - y, text, theme.dim);
    }
}

/// What the change from one score to the next says, in a sentence.
fn changed(shared: &Shared, before: &Assessment, latest: &Assessment) -> String {
    let change = latest.instrument.change(before.score(), latest.score());
    let since = format::day_with_year(before.day, shared.day);
    change.in_words(&since) + "."
}
