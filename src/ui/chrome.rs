//! The header with the tabs and the footer with the keys that work now.

use crate::app::keymap::Context;
use crate::app::{App, Tab};
use crate::ui::pen::{Pen, columns};
use crate::ui::theme::Theme;
use crate::ui::words;
use ratatui::style::Modifier;

/// The tabs on the left, the date on the right. Digits stand before the tabs only while they
/// choose them; the present tab is bold, underlined and, when narrow, the only one named.
pub fn header(app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let narrow = pen.width() < 60;
    let digits = app.digits_are_tabs();
    let mut x = 1;
    for (index, tab) in Tab::ALL.into_iter().enumerate() {
        let here = tab == app.tab;
        let style = if here { theme.accent.add_modifier(Modifier::UNDERLINED) } else { theme.dim };
        let number = (index + 1).to_string();
        let label = match (digits, narrow && !here) {
            (true, true) => number,
            (true, false) => format!("{number} {}", tab.title()),
            (false, _) => tab.title().to_owned(),
        };
        x = pen.text(x, 0, &label, style);
        x += if narrow { 1 } else { 2 };
    }
    let right = pen.width().saturating_sub(1);
    let date = words::day(app.day);
    // What fits beside the tabs: the example says so in any case, the date gives way first.
    let demo = app.settings.demo;
    let variants: [(&str, &str); 4] = if demo {
        [("demo, an example   ", &date), ("demo   ", &date), ("demo, an example", ""), ("demo", "")]
    } else {
        [("", &date), ("", ""), ("", ""), ("", "")]
    };
    let fits = |(word, date): &&(&str, &str)| x + columns(word) + columns(date) <= right;
    if let Some((word, date)) = variants.iter().find(fits) {
        pen.pieces_right(right, 0, &[(word, theme.warn), (date, theme.dim)]);
    }
}

/// What was just done, or the keys for what has the focus; help and support always last.
pub fn footer(app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let row = pen.height().saturating_sub(1);
    let context = app.contexts()[0];
    let always: &[(&str, &str)] = match (context.takes_text(), pen.width() < 60) {
        (true, false) => &[("F1", "help"), ("F2", "support")],
        (true, true) => &[("F2", "support")],
        (false, true) => &[("!", "support")],
        (false, false) => &[("?", "help"), ("!", "support")],
    };
    let width: u16 = always.iter().map(|(key, label)| columns(key) + columns(label) + 4).sum::<u16>() - 3;
    let right = pen.width().saturating_sub(1);
    let end = right.saturating_sub(width);
    let mut x = end;
    for (key, label) in always {
        x = pen.pieces(x, row, &[(key, theme.key), (" ", theme.dim), (label, theme.dim), ("   ", theme.dim)]);
    }
    if let Some(notice) = &app.notice {
        let room = usize::from(end.saturating_sub(3));
        pen.text(1, row, &crate::ui::pen::shorten(&notice.text, room), theme.text);
        return;
    }
    hints(app, context, end, row, theme, pen);
}

/// At most six hints, in the table's order, as many as fit.
fn hints(app: &App, context: Context, end: u16, row: u16, theme: &Theme, pen: &mut Pen<'_>) {
    let mut x = 1;
    for (keys, label, _) in app.keys.groups(context).into_iter().filter(|(.., hinted)| *hinted).take(6) {
        let keys = if theme.glyphs.ascii { plain(&keys) } else { keys };
        let keys = if pen.width() < 60 { keys.replace("space", "spc") } else { keys };
        let width = columns(&keys) + 1 + columns(label);
        if x + width + 2 > end {
            break;
        }
        x = pen.pieces(x, row, &[(&keys, theme.key), (" ", theme.dim), (label, theme.dim)]) + 3;
    }
}

/// Arrows in words, for terminals that have none.
fn plain(keys: &str) -> String {
    match keys {
        "↑↓" => "up/down".to_owned(),
        "←→" => "left/right".to_owned(),
        other => other.replace('↑', "up").replace('↓', "down").replace('←', "left").replace('→', "right"),
    }
}
