//! The list of keys.

use crate::app::App;
use crate::app::help::{HelpLine, INDENT, KEYS, WIDEST};
use crate::keys::{Action, Context};
use crate::widgets::painter::{Painter, columns};
use crate::widgets::theme::Theme;

/// Draws the rows from `scroll` on, as many as there is room for.
pub fn render(app: &App, scroll: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let wide = width.min(WIDEST);
    let left = (width - wide) / 2;
    let mut card = painter.part(left, 0, wide, height.saturating_sub(1));
    card.frame("keys", theme.accent, theme.focus, theme.glyphs.ascii);
    let lines = app.help_lines(width);
    let rows = usize::from(card.height().saturating_sub(2));
    let last = lines.len().saturating_sub(rows);
    let first = usize::from(scroll).min(last);
    for (row, line) in lines.iter().skip(first).take(rows).enumerate() {
        let y = 1 + row as u16;
        match line {
            HelpLine::Title(title) => drop(card.text(2, y, title, theme.dim)),
            HelpLine::Keys(keys, label) => {
                card.text(INDENT, y, keys, theme.key);
                card.text(INDENT + KEYS + 1, y, label, theme.text);
            }
            HelpLine::More(label) => drop(card.text(INDENT * 2, y, label, theme.text)),
            HelpLine::Blank => {}
        }
    }
    let key = |action| app.keys.hint(Context::Help, action);
    let scrolls = key(Action::Up) + &key(Action::Down);
    let pages = format!("{} {}", key(Action::PageUp), key(Action::PageDown));
    let closes = key(Action::Back);
    let support = app.keys.hint(Context::Everywhere, Action::Support);
    let footer = height.saturating_sub(1);
    let right = width.saturating_sub(1);
    let mut x = left + 1;
    for (keys, label) in [(&closes, "close"), (&scrolls, "scroll"), (&pages, "page")] {
        let needed = columns(keys) + 1 + columns(label);
        // Support is never written over.
        if x + needed + 2 + columns(&support) + 8 > right {
            break;
        }
        x = painter.pieces(
            x,
            footer,
            &[(keys, theme.key), (" ", theme.dim), (label, theme.dim)],
        ) + 3;
    }
    painter.pieces_right(
        right,
        footer,
        &[(&support, theme.key), (" support", theme.dim)],
    );
}
