//! Nine steps in the colors of the ratings, with before and now marked on their steps.

use super::super::{Review, ReviewField};
use super::rows::below;
use crate::content::words::anchors;
use crate::domain::{Question, Rating};
use crate::widgets::bars::rising;
use crate::widgets::color::mix;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns};

/// Rows above the highest step: a word and a mark.
const MARKS: u16 = 2;

/// Draws the steps in the painter's area, with their numbers below, followed by the usual mood after this activity.
/// Clicking a step gives its rating.
pub(super) fn render(review: &Review, painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let pitch = width / 9;
    let rows = height.saturating_sub(MARKS + 2);
    if pitch < 2 || rows == 0 {
        return;
    }
    let left = (width - pitch * 9) / 2;
    let wide = pitch - 1;
    let foot = MARKS + rows;
    let [before, now] = [review.session.before, review.session.after].map(|of| of.map(Rating::get));
    let lit = before.or(now).zip(now.or(before));
    let is_lit = |value: u8| {
        lit.is_some_and(|(one, other)| (one.min(other)..=one.max(other)).contains(&value))
    };
    for value in 1..=9u8 {
        let x = left + u16::from(value - 1) * pitch;
        let place = usize::from(value - 1);
        let style = if is_lit(value) {
            theme.mood[place]
        } else {
            mix(theme.quiet[place], theme.base, 0.45)
        };
        let rate = Target::Rate(below(review, ReviewField::Mood), value);
        painter.place(x, 0, pitch, height, rate);
        let mut steps = painter.part(0, MARKS, width, rows);
        rising(x, wide, f64::from(value) / 9.0, style, &mut steps);
        if theme.numbers {
            let is_marked = [before, now].contains(&Some(value));
            let style = if is_marked { theme.strong } else { theme.dim };
            painter.text(x + wide / 2, foot, &value.to_string(), style);
        }
    }
    if !theme.numbers {
        let (low, _, high) = anchors(Question::Mood);
        painter.text(left, foot, low, theme.dim);
        painter.right(left + pitch * 9 - 1, foot, high, theme.dim);
    }
    let over = |value: u8| {
        let high = (f64::from(value) / 9.0 * f64::from(rows)).ceil() as u16;
        let column = left + u16::from(value - 1) * pitch + wide / 2;
        (column, foot.saturating_sub(high + 1))
    };
    marks(
        before.map(|value| (value, over(value))),
        now.map(|value| (value, over(value))),
        wide,
        painter,
    );
    if review.compares() && theme.numbers {
        usual(review, (left + wide / 2, foot + 1), pitch, painter);
    }
}

/// A rating and the cell above its step.
type Mark = (u8, (u16, u16));

/// Marks before and now on steps `wide` cells wide, each with its word.
fn marks(before: Option<Mark>, now: Option<Mark>, wide: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    if let Some((value, (x, y))) = before
        && now.is_none_or(|(now, _)| now != value)
    {
        painter.text(x, y, theme.glyphs.was, theme.text);
        // Keep the word clear of the one on the neighboring step.
        let at = match now {
            // On a step wide enough for the word, it stays on its own.
            _ if wide >= columns("before") => x.saturating_sub(columns("before") / 2),
            Some((now, _)) if now > value => (x + 1).saturating_sub(columns("before")),
            Some(_) => x,
            None => x.saturating_sub(columns("before") / 2),
        };
        painter.text(at, y.saturating_sub(1), "before", theme.text);
    }
    if let Some((value, (x, y))) = now {
        let is_same = before.is_some_and(|(before, _)| before == value);
        let word = if is_same { "as before" } else { "now" };
        painter.text(x, y, theme.glyphs.is, theme.accent);
        let last = painter.width().saturating_sub(columns(word));
        let at = x.saturating_sub(columns(word) / 2).min(last);
        painter.text(at, y.saturating_sub(1), word, theme.accent);
    }
}

/// Draws the usual mood after this activity: the usual mood plus its lift, with the interval. `at` is the position of a
/// 1.
fn usual(review: &Review, at: (u16, u16), pitch: u16, painter: &mut Painter<'_>) {
    const WORDS: &str = "usually after this";
    let Some([low, middle, high]) = review.usual_after() else {
        return;
    };
    let (theme, (x, y)) = (painter.theme(), at);
    let column = |value: f64| x + ((value.clamp(1.0, 9.0) - 1.0) * f64::from(pitch)).round() as u16;
    let (from, to) = (column(low), column(high));
    let [line, open, close] = if theme.glyphs.ascii {
        ["-", "[", "]"]
    } else {
        ["─", "├", "┤"]
    };
    painter.text(from, y, &line.repeat(usize::from(to - from)), theme.dim);
    painter.text(from, y, open, theme.dim);
    painter.text(to, y, close, theme.dim);
    painter.text(column(middle), y, theme.glyphs.was, theme.text);
    let wide = columns(WORDS);
    if from > wide {
        painter.text(from - wide - 1, y, WORDS, theme.dim);
    } else {
        painter.text(to + 2, y, WORDS, theme.dim);
    }
}
