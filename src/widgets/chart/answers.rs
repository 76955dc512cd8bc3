//! The answers to a questionnaire, one item per row, next to the previous answers.
//!
//! ```text
//!                                    Feb 10   Feb 24
//!  Little interest or pleasure in d… ■■■      ■··
//! ```

use crate::domain::Assessment;
use crate::widgets::format;
use crate::widgets::painter::{Painter, shorten};
use ratatui::style::Style;

/// Width of one set of answers, and of the gap before it.
const TIME: u16 = 9;
/// The highest answer.
const HIGHEST: u8 = 3;

/// Draws the answers to `items`, the latest last, in as many rows as fit; returns the number of rows used.
pub fn render(
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
    for (place, (time, style)) in (0..).zip(&times) {
        let x = names + place * TIME + 1;
        painter.text(x, 0, &format::short_day(time.day), theme.dim);
        for (y, answer) in (1..height).zip(time.answers.iter().take(items.len())) {
            let full = usize::from((*answer).min(HIGHEST));
            let end = painter.text(x, y, &theme.glyphs.square.repeat(full), *style);
            let rest = usize::from(HIGHEST) - full;
            painter.text(end, y, &theme.glyphs.dot.repeat(rest), theme.frame);
        }
    }
    for (y, item) in (1..height).zip(items) {
        let item = shorten(item, usize::from(names.saturating_sub(1)));
        painter.text(0, y, &item, theme.text);
    }
    height.min(1 + items.len() as u16)
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
            render(&items, &latest, Some(&before), painter);
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
                    render(&items, &latest, before.as_ref(), painter);
                });
            }
        }
    }
}
