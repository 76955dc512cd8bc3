//! After a session: it is counted; how is it now, how hard was it, how did it go.
//!
//! ```text
//!    Twelve minutes. Counted.
//!
//!    how is your mood now       before 5
//!    ·    ·    ·    ·    ○────────●    ·    ·
//!    1    2    3    4    5    6   7    8    9
//!    A little better than before.
//!    after this usually +0.9 from your usual mood (+0.4 to +1.4, 12 times)
//!
//!    how hard was it   0 1 2 3 4 5 6 7 8 9 10    comfortable, could chat
//!    how was it        1 too hard   2 fine   3 too easy   4 it hurt
//! ```

use super::{Review, ReviewField};
use crate::content::words::effort;
use crate::domain::{Also, Felt, Rating};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::stats::sentences;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use crate::widgets::{format, rating_scale, text_box};

/// Draws the screen; returns where the cursor belongs: in the note, or on the row with the focus.
pub fn render(review: &Review, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let session = &review.session;
    painter.text(1, 0, &session.title, theme.dim);
    let today = format::day(shared.day);
    painter.right(width.saturating_sub(1), 0, &today, theme.dim);
    let left = if width >= 70 { 4 } else { 2 };
    let mut y = if height >= 20 { 3 } else { 1 };
    painter.text(left, y, &review.headline(theme.numbers), theme.strong);
    y += 2;
    if let Some(field) = &review.note {
        painter.text(left, y, "note", theme.accent);
        return text_box::render(
            field,
            theme.text,
            &mut painter.part(
                left,
                y + 1,
                width.saturating_sub(left * 2),
                height.saturating_sub(y + 3),
            ),
        );
    }
    let gap = u16::from(height >= 20);
    let mut mark = None;
    let here = review.field == ReviewField::Mood;
    let end = row_title(left, y, "how is your mood now", here, &mut mark, painter);
    if theme.numbers {
        painter.text(
            end + 3,
            y,
            &legend(session.before, session.after),
            theme.dim,
        );
    }
    let spacing = if width >= 60 { 5 } else { 4 };
    for value in 1..=9u8 {
        let middle = left + 1 + u16::from(value - 1) * spacing;
        painter.place(
            middle.saturating_sub(1),
            y + 1,
            3,
            2,
            Target::Rate(below(review, ReviewField::Mood), value),
        );
    }
    mood_line(
        (left, y + 1),
        spacing,
        session.before,
        session.after,
        theme,
        painter,
    );
    y += 3;
    if let Some(sentence) = review.lift_sentence() {
        painter.text(left, y, sentence, theme.text);
    }
    if let Some(line) = review
        .usual
        .as_ref()
        .and_then(sentences::lift)
        .filter(|_| theme.numbers)
    {
        painter.text(
            left,
            y + 1,
            &shorten(&line, usize::from(width.saturating_sub(left + 1))),
            theme.dim,
        );
    }
    y += 2 + gap;
    if review.fields().contains(&ReviewField::Energy) {
        let Also {
            energy_before,
            energy_after,
            calm_before,
            calm_after,
        } = session.also;
        for (field, name, before, now) in [
            (ReviewField::Energy, "energy", energy_before, energy_after),
            (ReviewField::Calm, "calm", calm_before, calm_after),
        ] {
            let here = review.field == field;
            row_title(left, y, name, here, &mut mark, painter);
            let apart = rating_scale::spacing(width.saturating_sub(left + 22));
            rating_scale::places((left + 8, y), apart, below(review, field), painter);
            rating_scale::points((left + 8, y), apart, now, here, theme, painter);
            if let Some(before) = before.filter(|_| theme.numbers) {
                painter.text(
                    left + 10 + rating_scale::width(apart),
                    y,
                    &format!("before {before}"),
                    theme.dim,
                );
            }
            y += 1;
        }
        y += gap;
    }
    let here = review.field == ReviewField::Effort;
    row_title(left, y, "how hard was it", here, &mut mark, painter);
    effort_row((left, y + 1), review, theme, painter);
    y += 2 + gap;
    let here = review.field == ReviewField::Felt;
    row_title(left, y, "how did it go", here, &mut mark, painter);
    felt_row((left, y + 1), review, theme, painter);
    if !session.note.is_empty() && y + 3 < height.saturating_sub(1) {
        painter.wrapped(
            (left, y + 3),
            width.saturating_sub(left * 2),
            2,
            &session.note,
            theme.dim,
        );
    }
    mark
}

/// How many rows `field` is below the one with the focus.
fn below(review: &Review, field: ReviewField) -> i16 {
    let place = |wanted| {
        review
            .fields()
            .iter()
            .position(|field| *field == wanted)
            .unwrap_or(0) as i16
    };
    place(field) - place(review.field)
}

/// Draws the title of a row, marked where it has the focus; returns the column after it.
fn row_title(
    x: u16,
    y: u16,
    title: &str,
    here: bool,
    mark: &mut Option<Cursor>,
    painter: &mut Painter<'_>,
) -> u16 {
    let theme = painter.theme();
    if here {
        *mark = painter.marker(x.saturating_sub(2), y);
    }
    painter.text(x, y, title, if here { theme.accent } else { theme.dim })
}

/// Before and after as two dots on one line.
fn mood_line(
    at: (u16, u16),
    spacing: u16,
    before: Option<Rating>,
    after: Option<Rating>,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (x, y) = at;
    let place = |rating: Rating| x + 1 + u16::from(rating.get() - 1) * spacing;
    for value in 1..=9u8 {
        let column = x + 1 + u16::from(value - 1) * spacing;
        painter.text(column, y, theme.glyphs.dot, theme.frame);
        if theme.numbers {
            painter.text(column, y + 1, &value.to_string(), theme.dim);
        }
    }
    if let (Some(before), Some(after)) = (before, after) {
        let (from, to) = (
            place(before).min(place(after)),
            place(before).max(place(after)),
        );
        for column in from..to {
            painter.text(column, y, theme.glyphs.line, theme.dim);
        }
    }
    if let Some(before) = before {
        painter.text(place(before), y, theme.glyphs.was, theme.text);
    }
    if let Some(after) = after {
        painter.text(place(after), y, theme.glyphs.is, theme.accent);
    }
}

fn legend(before: Option<Rating>, after: Option<Rating>) -> String {
    match (before, after) {
        (Some(before), None) => format!("before {before}"),
        (Some(before), Some(after)) => format!("before {before}, now {after}"),
        (None, Some(after)) => format!("now {after}"),
        (None, None) => String::new(),
    }
}

fn effort_row(at: (u16, u16), review: &Review, theme: &Theme, painter: &mut Painter<'_>) {
    let (x, y) = at;
    let spacing = if painter.width() >= 60 { 4 } else { 3 };
    let chosen = review.session.effort.map(crate::domain::Effort::get);
    for value in 0..=10u8 {
        let here = chosen == Some(value);
        let style = if here { theme.selected } else { theme.dim };
        let text = if here {
            format!("[{value}]")
        } else {
            format!(" {value} ")
        };
        let at = x + u16::from(value) * spacing;
        painter.place(
            at,
            y,
            spacing,
            1,
            Target::Rate(below(review, ReviewField::Effort), value),
        );
        painter.text(at, y, &text, style);
    }
    if let Some(chosen) = review.session.effort {
        let words_x = x + 11 * spacing + 2;
        if painter.width() > words_x + 12 {
            painter.text(words_x, y, effort(chosen), theme.text);
        }
    }
}

fn felt_row(at: (u16, u16), review: &Review, theme: &Theme, painter: &mut Painter<'_>) {
    let (mut x, y) = at;
    let narrow = painter.width() < 60;
    for (index, felt) in Felt::ALL.into_iter().enumerate() {
        let word = match felt {
            Felt::TooHard if narrow => "hard",
            Felt::TooEasy if narrow => "easy",
            Felt::Hurt if narrow => "hurt",
            Felt::TooHard => "too hard",
            Felt::Fine => "fine",
            Felt::TooEasy => "too easy",
            Felt::Hurt => "it hurt",
        };
        let here = review.session.felt == Some(felt);
        let number = format!("{} ", index + 1);
        let word = if here {
            format!("[{word}]")
        } else {
            format!(" {word} ")
        };
        let rate = Target::Rate(below(review, ReviewField::Felt), index as u8 + 1);
        painter.place(x, y, columns(&number) + columns(&word), 1, rate);
        x = painter.pieces(
            x,
            y,
            &[
                (&number, theme.dim),
                (&word, if here { theme.selected } else { theme.text }),
            ],
        );
        x += if narrow { 0 } else { 2 };
    }
    if review.session.felt == Some(Felt::Hurt) {
        painter.text(
            at.0,
            y + 1,
            "Thank you for saying. It will not be suggested again.",
            theme.dim,
        );
    }
}
