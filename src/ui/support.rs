//! Support: a number first, then words. No form, no question first. It is drawn at any size, the
//! smallest included, and scrolls where it is longer than the window.

use crate::app::App;
use crate::app::support::Support;
use crate::content::support::{Entry, page};
use crate::keys::{Action, Context};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, wrap};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// What stands on the frame of every screen that shows these numbers. It assumes nothing.
const TITLE: &str = "You can talk to someone right now";

/// Draws the numbers of the person's country, or, while none is known, what works in most places.
pub fn render(screen: Support, app: &App, theme: &Theme, painter: &mut Painter<'_>) {
    let change = app.change_country(Context::Support);
    let entries = page(&app.place(), &app.own_lines(), &change, theme.glyphs.ascii);
    let body = painter.height().saturating_sub(1);
    let width = painter.width();
    let mut above = painter.part(0, 0, width, body);
    let more = framed(&entries, screen, theme, &mut above);
    let narrow = width < 50;
    let key = |action| app.keys.hint(Context::Support, action);
    let people = if narrow { "people" } else { "your own people" };
    let mut x = 1 + (width - width.min(78)) / 2;
    if more {
        let keys = key(Action::Up) + &key(Action::Down);
        x = hint(x, body, &keys, "more", Action::Down, theme, painter);
    }
    x = hint(
        x,
        body,
        &key(Action::Country),
        "country",
        Action::Country,
        theme,
        painter,
    );
    x = hint(
        x,
        body,
        &key(Action::Options),
        people,
        Action::Options,
        theme,
        painter,
    );
    hint(
        x,
        body,
        &key(Action::Back),
        "back",
        Action::Back,
        theme,
        painter,
    );
}

fn hint(
    x: u16,
    y: u16,
    key: &str,
    label: &str,
    action: Action,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> u16 {
    let end = painter.pieces(
        x,
        y,
        &[(key, theme.key), (" ", theme.dim), (label, theme.dim)],
    );
    painter.place(x, y, end - x, 1, Target::Do(action));
    end + if painter.width() < 50 { 2 } else { 3 }
}

/// Whether there is room for a frame and for every word.
pub const fn is_roomy(painter: &Painter<'_>) -> bool {
    painter.width() >= 60 && painter.height() >= 19
}

/// Draws entries, in a frame where there is room for one, from as far down as the screen is
/// scrolled. Answers whether there is more than fits.
pub fn framed(
    entries: &[Entry],
    screen: Support,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> bool {
    let (width, height) = (painter.width(), painter.height());
    let roomy = is_roomy(painter);
    let wide = if roomy { width.min(78) } else { width };
    let mut card = painter.part((width - wide) / 2, 0, wide, height);
    let mut inner = if roomy {
        card.frame(TITLE, theme.accent, theme.focus, theme.glyphs.ascii);
        card.part(3, 1, wide - 6, height - 2)
    } else {
        card.part(1, 0, wide.saturating_sub(2), height)
    };
    let room = usize::from(inner.height());
    let rows = rows(entries, inner.width(), roomy, theme);
    let top = usize::from(screen.top).min(rows.len().saturating_sub(room));
    for (y, row) in (0..).zip(rows.iter().skip(top).take(room)) {
        for (x, text, style) in row {
            inner.text(*x, y, text, *style);
        }
    }
    rows.len() > room
}

/// A row: pieces of text, each where it begins.
type Row = Vec<(u16, String, Style)>;

/// The entries as rows of `width` columns; `gaps` where empty rows are shown.
fn rows(entries: &[Entry], width: u16, gaps: bool, theme: &Theme) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let words = |text: &str, style: Style| -> Vec<Row> {
        wrap(text, usize::from(width))
            .into_iter()
            .map(|line| vec![(0, line, style)])
            .collect()
    };
    let joint = if theme.glyphs.ascii { " - " } else { " · " };
    for entry in entries {
        match entry {
            Entry::Words(text) => rows.extend(words(text, theme.text)),
            Entry::Quiet(text) => rows.extend(words(text, theme.dim)),
            Entry::Head(text) => rows.extend(words(text, theme.accent)),
            Entry::Reach { how, who } if who.is_empty() => rows.extend(words(how, theme.strong)),
            Entry::Reach { how, who } => {
                let column = if width < 50 { 10 } else { 18 };
                let who = who.join(joint);
                rows.extend(pair((how, theme.strong), (&who, theme.text), column, width));
            }
            Entry::Pair { label, text } => {
                let column = if width < 50 { 12 } else { 18 };
                rows.extend(pair((label, theme.dim), (text, theme.text), column, width));
            }
            Entry::Gap if gaps => rows.push(Vec::new()),
            Entry::Gap => {}
        }
    }
    rows
}

/// Two texts beside each other. The second begins at `column`, or after the first where that is
/// longer, and stays to the right of it, unless that leaves too little room.
fn pair(first: (&str, Style), second: (&str, Style), column: u16, width: u16) -> Vec<Row> {
    let begin = columns(first.0).max(column) + 2;
    let room = width.saturating_sub(begin);
    if room < 16 && !first.0.is_empty() {
        let mut rows: Vec<Row> = wrap(first.0, usize::from(width))
            .into_iter()
            .map(|line| vec![(0, line, first.1)])
            .collect();
        let below = wrap(second.0, usize::from(width.saturating_sub(2)));
        rows.extend(below.into_iter().map(|line| vec![(2, line, second.1)]));
        return rows;
    }
    let lines = wrap(second.0, usize::from(room));
    let mut rows: Vec<Row> = lines
        .into_iter()
        .map(|line| vec![(begin, line, second.1)])
        .collect();
    match rows.first_mut() {
        Some(row) => row.insert(0, (0, first.0.to_owned(), first.1)),
        None => rows.push(vec![(0, first.0.to_owned(), first.1)]),
    }
    rows
}
