//! The answer to one of the person's own ratings, in a row of the form.

use crate::domain::{Measure, OwnRating};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::rating_scale::width;
use ratatui::style::Modifier;

/// Where a row is and how it is drawn.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Column of the first point.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// Columns between two of nine points.
    pub spacing: u16,
    /// Whether it is selected.
    pub here: bool,
    /// Rows below the selected one, for clicks.
    pub rows: i16,
}

/// Draws the answer: on a scale its points, else the amount or the word.
pub(super) fn render(
    rating: &OwnRating,
    answer: Option<f64>,
    at: Place,
    painter: &mut Painter<'_>,
) {
    if rating.measure.is_scale() {
        points(rating, answer, at, painter);
    } else {
        amount(rating, answer, at, painter);
    }
}

fn points(rating: &OwnRating, answer: Option<f64>, at: Place, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let (least, most) = rating.measure.range();
    let (least, most) = (least as u8, most as u8);
    let column =
        |value: u8| at.x + u16::from(value - least) * 8 * at.spacing / u16::from(most - least);
    let level = |value: f64| usize::from(rating.level(value).unwrap_or(5).clamp(1, 9)) - 1;
    for value in least..=most {
        let (left, number) = (column(value), f64::from(value));
        painter.place(
            left,
            at.y,
            3.min(at.spacing),
            1,
            Target::Rate(at.rows, value),
        );
        if answer.is_some_and(|answer| number < answer) {
            painter.text(
                left + 1,
                at.y,
                theme.glyphs.square,
                theme.mood[level(number)],
            );
        } else if at.here && theme.numbers {
            painter.text(left + 1, at.y, &value.to_string(), theme.text);
        } else {
            let style = if at.here { theme.text } else { theme.frame };
            painter.text(left + 1, at.y, theme.glyphs.dot, style);
        }
    }
    let Some(answer) = answer else { return };
    let value = answer.clamp(f64::from(least), f64::from(most));
    let left = column(value as u8);
    let style = theme.mood[level(value)];
    let digit = if theme.numbers {
        rating.text(value, false)
    } else {
        theme.glyphs.is.to_owned()
    };
    let [open, close] = if theme.glyphs.ascii {
        ["[", "]"]
    } else {
        ["▐", "▌"]
    };
    let fill = theme.fill[level(value)].add_modifier(Modifier::BOLD);
    let x = painter.text(left, at.y, open, style);
    let x = painter.text(x, at.y, &digit, fill);
    painter.text(x, at.y, close, style);
    let x = at.x + width(at.spacing) + 2 * u16::from(most == 10);
    let room = usize::from(painter.width().saturating_sub(x + 2));
    painter.text(x, at.y, &shorten(rating.word(value), room), theme.text);
}

fn amount(rating: &OwnRating, answer: Option<f64>, at: Place, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let x = at.x + 1;
    if rating.measure == Measure::YesNo {
        let is = |value: f64| answer == Some(value);
        let mut x = x;
        for (value, word) in [(0_u8, "no"), (1, "yes")] {
            let style = match (is(f64::from(value)), at.here) {
                (true, _) => theme.selected,
                (false, true) => theme.text,
                (false, false) => theme.dim,
            };
            painter.place(x, at.y, word.len() as u16, 1, Target::Rate(at.rows, value));
            x = painter.text(x, at.y, word, style) + 3;
        }
        return;
    }
    match answer {
        Some(value) => painter.text(x, at.y, &rating.text(value, !theme.numbers), theme.text),
        None => painter.text(
            x,
            at.y,
            theme.glyphs.dot,
            if at.here { theme.text } else { theme.frame },
        ),
    };
}

/// What the selected row takes, below the last row.
pub(super) fn help(rating: &OwnRating) -> String {
    match rating.measure {
        Measure::Count => format!("number of {}", rating.unit),
        Measure::Duration => "minutes, or arrow keys for quarters of an hour".to_owned(),
        Measure::YesNo => "1 yes, 0 no".to_owned(),
        Measure::OneToNine | Measure::ZeroToTen => rating.hint(),
    }
}
