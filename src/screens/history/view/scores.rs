//! The scores in the range, one chart below the other for each questionnaire answered.

use crate::content::questionnaires::of;
use crate::domain::{Assessment, Instrument};
use crate::keys::Action;
use crate::screens::history::History;
use crate::screens::shared::Shared;
use crate::widgets::chart;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Minimum width, in columns, to show the answers beside the scores.
const ASIDE_FROM: u16 = 110;

/// Draws as many charts as fit, the PHQ-9 first.
pub(super) fn in_range(
    history: &History,
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (first, last) = (history.first, history.last);
    let answered = Instrument::ALL.map(|instrument| {
        let records = shared.journal.assessments_of(instrument);
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
        let text = "No questionnaire in this range. They're in the options on Today; you're never asked unless you turn that on.";
        painter.wrapped(
            (1, 0),
            painter.width().saturating_sub(2).min(72),
            3,
            text,
            theme.text,
        );
        return;
    }
    // Charts have a minimum height; shows the ones that fit, the PHQ-9 first.
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
        let width = painter.width().saturating_sub(2);
        let advice = records
            .last()
            .and_then(|latest| shared.score_advice(latest));
        let used = 1 + advice.map_or(0, |advice| {
            painter.wrapped((1, y + 1), width.min(72), 4, &advice, theme.text)
        });
        let mut part = painter.part(1, y + used, width, each.saturating_sub(used));
        with_answers(*instrument, records, shared, theme, &mut part);
    }
}

/// Draws the scores and, in wide windows, each answer of the last two times beside them.
fn with_answers(
    instrument: Instrument,
    records: &[&Assessment],
    shared: &Shared,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (width, height) = (painter.width(), painter.height());
    let aside = if width >= ASIDE_FROM { width / 3 } else { 0 };
    let room = width - aside;
    chart::scores::render(
        instrument,
        records,
        theme,
        &mut painter.part(0, 0, room, height),
    );
    if let Some(latest) = records.last().filter(|_| aside > 0) {
        let all: Vec<&Assessment> = shared.journal.assessments_of(instrument).collect();
        let before = all.iter().rev().find(|record| record.at < latest.at);
        let support = shared.key_here(Action::Support);
        let mut part = painter.part(room + 2, 1, aside - 2, height.saturating_sub(1));
        chart::answers::render(of(instrument), latest, before.copied(), &support, &mut part);
    }
}
