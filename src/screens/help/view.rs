//! Draws the description of the context and the key reference.

use super::{Help, HelpLine, INDENT, KEYS, WIDEST};
use crate::keys::{Action, Context};
use crate::screens::shared::Shared;
use crate::widgets::painter::{Painter, columns};

/// Draws as many rows as fit, starting at `scrolled`.
pub(super) fn render(scrolled: u16, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let (count, each) = Help::columns(width);
    let wide = if count > 1 {
        width.saturating_sub(2)
    } else {
        width.min(WIDEST)
    };
    let left = (width - wide) / 2;
    let mut card = painter.part(left, 0, wide, height.saturating_sub(1));
    card.frame("Help", theme.accent, theme.focus, theme.glyphs.ascii);
    let lines = Help::lines(shared, each);
    let rows = usize::from(card.height().saturating_sub(2));
    let page = rows * usize::from(count);
    let last = lines.len().saturating_sub(page);
    let first = usize::from(scrolled).min(last);
    for (place, line) in lines.iter().skip(first).take(page).enumerate() {
        let (column, row) = (place / rows, place % rows);
        let mut part = card.part(column as u16 * each, 1 + row as u16, each, 1);
        match line {
            HelpLine::Title(title) => drop(part.text(2, 0, title, theme.dim)),
            HelpLine::Keys(keys, label) => {
                part.text(INDENT, 0, keys, theme.key);
                part.text(INDENT + KEYS + 1, 0, label, theme.text);
            }
            HelpLine::Text(text) => drop(part.text(INDENT / 2, 0, text, theme.text)),
            HelpLine::More(label) => drop(part.text(INDENT * 2, 0, label, theme.text)),
            HelpLine::Blank => {}
        }
    }
    let key = |action| shared.keys.hint(Context::Help, action);
    let scrolls = key(Action::Up) + &key(Action::Down);
    let pages = format!("{} {}", key(Action::PageUp), key(Action::PageDown));
    let closes = key(Action::Back);
    let support = shared.keys.hint(Context::Everywhere, Action::Support);
    let footer = height.saturating_sub(1);
    let right = width.saturating_sub(1);
    let mut x = left + 1;
    for (keys, label) in [(&closes, "close"), (&scrolls, "scroll"), (&pages, "page")] {
        let needed = columns(keys) + 1 + columns(label);
        // Never draw over the support hint.
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
