//! The answers to a questionnaire, one item per row, next to the previous answers.
//!
//! ```text
//!                                    Feb 10   Feb 24
//!  Little interest or pleasure in d… ■■■      ■··
//! ```

use crate::content::questionnaires::Questionnaire;
use crate::domain::Assessment;
use crate::widgets::format;
use crate::widgets::painter::{Painter, shorten, wrap};
use ratatui::style::Style;

/// Width of one set of answers, and of the gap before it.
const TIME: u16 = 9;
/// The highest answer.
const HIGHEST: u8 = 3;

/// Draws the latest answers, beside those `before`, in as many rows as fit; returns the number of rows used. Items take
/// several rows if all of them still fit. For what is left out (see [`Questionnaire::drawn_items`]), there is the key
/// `support`.
pub fn render(
    form: &Questionnaire,
    latest: &Assessment,
    before: Option<&Assessment>,
    support: &str,
    painter: &mut Painter<'_>,
) -> u16 {
    let used = rows(form.drawn_items(), latest, before, painter);
    let (theme, width) = (painter.theme(), painter.width());
    let room = painter.height().saturating_sub(used + 1);
    if form.safety_item.is_none() || room < 2 {
        return used;
    }
    let text = format!(
        "The last answer isn't drawn here. Press {support} to talk to someone, at any time."
    );
    used + 1 + painter.wrapped((0, used + 1), width, room, &text, theme.dim)
}

/// Draws the answers to `items`.
fn rows(
    items: &[String],
    latest: &Assessment,
    before: Option<&Assessment>,
    painter: &mut Painter<'_>,
) -> u16 {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let times: Vec<(&Assessment, Style)> = before
        .map(|before| (before, theme.dim))
        .into_iter()
        .chain([(latest, theme.mark)])
        .collect();
    let names = width.saturating_sub(TIME * times.len() as u16);
    let room = usize::from(names.saturating_sub(1));
    let mut lines: Vec<Vec<String>> = items.iter().map(|item| wrap(item, room)).collect();
    if lines.iter().map(Vec::len).sum::<usize>() >= usize::from(height) {
        lines = items.iter().map(|item| vec![shorten(item, room)]).collect();
    }
    let mut tops = Vec::new();
    let mut free = 1;
    for rows in &lines {
        tops.push(free);
        for row in rows {
            painter.text(0, free, row, theme.text);
            free = free.saturating_add(1);
        }
    }
    for (place, (time, style)) in (0..).zip(&times) {
        let x = names + place * TIME + 1;
        painter.text(x, 0, &format::short_day(time.day), theme.dim);
        for (y, answer) in tops.iter().copied().zip(&time.answers) {
            let full = usize::from((*answer).min(HIGHEST));
            let end = painter.text(x, y, &theme.glyphs.square.repeat(full), *style);
            let rest = usize::from(HIGHEST) - full;
            painter.text(end, y, &theme.glyphs.dot.repeat(rest), theme.frame);
        }
    }
    height.min(free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, IdMaker, Instrument, Moment};
    use crate::widgets::chart::testing::{drawn, row, themes};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    fn answered(day: u32, answers: Vec<u8>) -> Assessment {
        let at = "2026-03-02T09:00:00+01:00".parse::<Moment>().unwrap();
        let date = chrono::NaiveDate::from_ymd_opt(2026, 2, day).unwrap();
        Assessment {
            id: IdMaker::seeded(1).make(at),
            instrument: Instrument::Phq9,
            day: Day::from_date(date),
            at,
            answers,
            difficulty: None,
            updated_at: at,
        }
    }

    #[test]
    fn each_answer_stands_beside_the_one_before() {
        let items = ["Feeling tired".to_owned(), "Poor appetite".to_owned()];
        let before = answered(10, vec![3, 2]);
        let latest = answered(24, vec![1, 0]);
        let buffer = drawn(34, 3, &Theme::dark(), |painter| {
            rows(&items, &latest, Some(&before), painter);
        });
        assert_eq!(row(&buffer, 0), "                 Feb 10   Feb 24  ");
        assert_eq!(row(&buffer, 1), "Feeling tired    ■■■      ■··     ");
        assert_eq!(row(&buffer, 2), "Poor appetite    ■■·      ···     ");
    }

    proptest! {
        #[test]
        fn any_answers_are_drawn_inside(
            width in 0u16..80, height in 0u16..12, answers in prop::collection::vec(any::<u8>(), 0..12),
            items in prop::collection::vec("\\PC{0,40}", 0..12), has_before in any::<bool>()
        ) {
            let latest = answered(24, answers.clone());
            let before = has_before.then(|| answered(1, answers));
            for theme in themes() {
                drawn(width, height, &theme, |painter| {
                    rows(&items, &latest, before.as_ref(), painter);
                });
            }
        }
    }
}
