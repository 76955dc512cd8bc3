//! The list of keys, made from the key table.

use crate::app::App;
use crate::app::keymap::{Context, TABLE};
use crate::ui::pen::{Pen, columns, shorten};
use crate::ui::theme::Theme;

/// Draws the keys for where the person is first, then all others; scrolls.
pub fn render(app: &App, scroll: u16, theme: &Theme, pen: &mut Pen<'_>) {
    let (width, height) = (pen.width(), pen.height());
    let wide = width.min(76);
    let left = (width - wide) / 2;
    let mut card = pen.part(left, 0, wide, height.saturating_sub(1));
    card.frame("keys", theme.accent, theme.focus, theme.glyphs.ascii);
    let lines = lines(app);
    let rows = usize::from(card.height().saturating_sub(2));
    let first = usize::from(scroll).min(lines.len().saturating_sub(rows));
    for (row, line) in lines.iter().skip(first).take(rows).enumerate() {
        let y = 1 + row as u16;
        match line {
            Line::Title(title) => drop(card.text(2, y, title, theme.dim)),
            Line::Keys(keys, label) => {
                card.text(4, y, keys, theme.key);
                card.text(4 + columns(keys).max(20) + 1, y, label, theme.text);
            }
            Line::Words(words) => {
                card.text(
                    4,
                    y,
                    &shorten(words, usize::from(wide.saturating_sub(6))),
                    theme.text,
                );
            }
            Line::Blank => {}
        }
    }
    let footer = height.saturating_sub(1);
    pen.pieces(
        left + 1,
        footer,
        &[
            ("↑↓", theme.key),
            (" scroll   ", theme.dim),
            ("esc", theme.key),
            (" close", theme.dim),
        ],
    );
    pen.pieces_right(
        width.saturating_sub(1),
        footer,
        &[("!", theme.key), (" support", theme.dim)],
    );
}

enum Line {
    Title(&'static str),
    Keys(String, &'static str),
    Words(&'static str),
    Blank,
}

/// What counts as time in a session, whatever happens to the machine or the clock.
const TIME: [&str; 5] = [
    "lid closed, or Ctrl-Z: more than 90 seconds away are asked about",
    "pause: nothing counts, for as long as you like",
    "midnight: a session belongs to the day it began on",
    "clock changes: seconds passed are counted, not the hands of a clock",
    "a crash: at most five seconds are lost; the next start offers to go on",
];

fn lines(app: &App) -> Vec<Line> {
    let mut under = app.contexts_under_help();
    let in_session = under.first() == Some(&Context::Player);
    under.extend(
        Context::ALL
            .into_iter()
            .filter(|context| !under.contains(context))
            .collect::<Vec<_>>(),
    );
    let mut lines = Vec::new();
    for context in under {
        lines.push(Line::Title(context.title()));
        let mut last: Option<&'static str> = None;
        for binding in TABLE.iter().filter(|binding| binding.context == context) {
            let keys: Vec<String> = app
                .keys
                .of(binding)
                .iter()
                .map(ToString::to_string)
                .collect();
            let keys = keys.join(", ");
            match lines.last_mut() {
                Some(Line::Keys(present, label))
                    if last == Some(binding.label) && *label == binding.label =>
                {
                    present.push_str("  ");
                    present.push_str(&keys);
                }
                _ => lines.push(Line::Keys(keys, binding.label)),
            }
            last = Some(binding.label);
        }
        lines.push(Line::Blank);
        if context == Context::Player && in_session {
            lines.push(Line::Title("how time counts"));
            lines.extend(TIME.map(Line::Words));
            lines.push(Line::Blank);
        }
    }
    lines.pop();
    lines
}
