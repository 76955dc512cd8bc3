//! A scrolling page with numbers to call and people to talk to, shared by the support screen and the questionnaire's
//! page before the score.

use crate::content::support::Entry;
use crate::domain::english::capital;
use crate::keys::Action;
use crate::widgets::painter::{Painter, columns, wrap};
use crate::widgets::panel::panel;
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// The title on the frame of every screen with these numbers. It makes no assumptions about the reader.
const TITLE: &str = "You can talk to someone right now";

/// Minimum width, in columns, for two halves.
const HALVES_FROM: u16 = 116;
/// Maximum columns of both halves together, and of a single page.
const BOTH: u16 = 150;
const WIDEST: u16 = 96;
/// Maximum columns of a sentence.
const LINE: u16 = 72;

/// The scroll position of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SupportPage {
    /// Rows scrolled past at the top; limited to the page length when drawn.
    top: u16,
}

impl SupportPage {
    /// Scrolls if `action` is a scroll key.
    pub fn scroll(&mut self, action: Action) {
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => (self.top + 1).min(100),
            _ => self.top,
        };
    }

    /// Draws the entries from the scroll position, in a frame if it fits; numbers go beside the text if both fit in
    /// full. Returns whether there is more than fits.
    pub fn render(self, entries: &[Entry], painter: &mut Painter<'_>) -> bool {
        let is_half = |entry: &Entry| matches!(entry, Entry::Half(_));
        let half = entries.iter().position(is_half);
        if let Some((left, right)) = half.map(|half| entries.split_at(half))
            && painter.width() >= HALVES_FROM
            && halves(left, right, painter)
        {
            return false;
        }
        let theme = painter.theme();
        let height = painter.height();
        let is_framed = is_roomy(painter);
        let (left, wide) = span(painter);
        // Sentences need less width than numbers with descriptions beside them.
        let is_prose = half.is_none() && is_framed;
        let wide = wide.min(if is_prose { LINE + 6 } else { WIDEST });
        let margin = if is_framed { 3 } else { 1 };
        let rows = rows(entries, wide.saturating_sub(2 * margin), is_framed, theme);
        // The frame ends after the text; tall windows leave more space below it than above.
        let needed = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
        let pad = u16::from(is_framed && height >= needed.saturating_add(2));
        let tall = if is_framed {
            height.min(needed + 2 * pad)
        } else {
            height
        };
        let x = if is_framed {
            (painter.width() - wide) / 2
        } else {
            left
        };
        let mut part = painter.part(x, (height - tall) / 4, wide, tall);
        let frame = u16::from(is_framed) + pad;
        if is_framed {
            panel(TITLE, "", true, &mut part);
        }
        let room = tall.saturating_sub(2 * frame);
        let top = usize::from(self.top).min(rows.len().saturating_sub(usize::from(room)));
        let shown = &rows[top..];
        let mut inside = part.part(margin, frame, wide.saturating_sub(2 * margin), room);
        draw(shown, &mut inside);
        rows.len() > usize::from(room)
    }
}

/// The first column of the page and its width.
pub const fn span(painter: &Painter<'_>) -> (u16, u16) {
    let width = painter.width();
    let wide = match width {
        HALVES_FROM.. if width - 4 < BOTH => width - 4,
        HALVES_FROM.. => BOTH,
        _ if width < WIDEST => width,
        _ => WIDEST,
    };
    ((width - wide) / 2, wide)
}

/// Draws both halves side by side if both fit in full; returns whether they do.
fn halves(left: &[Entry], right: &[Entry], painter: &mut Painter<'_>) -> bool {
    let theme = painter.theme();
    let (x, wide) = span(painter);
    let each = (wide - 2) / 2;
    let pages = [left, right].map(|entries| rows(entries, each - 6, true, theme));
    let longest = pages.iter().map(Vec::len).max().unwrap_or(0);
    let needed = u16::try_from(longest + 4).unwrap_or(u16::MAX);
    if needed > painter.height() {
        return false;
    }
    let top = (painter.height() - needed) / 4;
    let say = match right.first() {
        Some(Entry::Half(name)) => name,
        _ => "",
    };
    for (place, (title, page)) in (0..).zip([TITLE, say].into_iter().zip(&pages)) {
        let mut part = painter.part(x + place * (each + 2), top, each, needed);
        panel(title, "", place == 0, &mut part);
        let blank = page.iter().take_while(|row| row.is_empty()).count();
        draw(&page[blank..], &mut part.part(3, 2, each - 6, needed - 4));
    }
    true
}

fn draw(rows: &[PageRow], painter: &mut Painter<'_>) {
    for (y, row) in (0..painter.height()).zip(rows) {
        for (x, text, style) in row {
            painter.text(*x, y, text, *style);
        }
    }
}

/// Whether there is room for a frame and the full text.
pub const fn is_roomy(painter: &Painter<'_>) -> bool {
    painter.width() >= 60 && painter.height() >= 19
}

/// A row of the page: pieces of text, each with its starting column.
type PageRow = Vec<(u16, String, Style)>;

/// The entries as rows of `width` columns; `gaps` includes blank rows.
fn rows(entries: &[Entry], width: u16, gaps: bool, theme: &Theme) -> Vec<PageRow> {
    let mut rows: Vec<PageRow> = Vec::new();
    let words = |text: &str, style: Style| -> Vec<PageRow> {
        wrap(text, usize::from(width.min(LINE)))
            .into_iter()
            .map(|line| vec![(0, line, style)])
            .collect()
    };
    let joint = if theme.glyphs.ascii { " - " } else { " · " };
    for entry in entries {
        match entry {
            Entry::Words(text) => rows.extend(words(text, theme.text)),
            Entry::Quiet(text) => rows.extend(words(text, theme.dim)),
            Entry::Head(text) => rows.extend(words(text, theme.strong)),
            Entry::Reach { how, who } if who.is_empty() => rows.extend(words(how, theme.accent)),
            Entry::Reach { how, who } => {
                let column = if width < 50 { 10 } else { 18 };
                let who = who.join(joint);
                rows.extend(pair((how, theme.accent), (&who, theme.text), column, width));
            }
            Entry::Pair { label, text } => {
                let column = if width < 50 { 12 } else { 18 };
                let label = capital(label);
                rows.extend(pair((&label, theme.dim), (text, theme.text), column, width));
            }
            Entry::Gap | Entry::Half(_) if gaps => rows.push(Vec::new()),
            Entry::Gap | Entry::Half(_) => {}
        }
    }
    rows
}

/// Lays out two texts side by side. The second starts at `column`, or after the first if that is longer, and stays to
/// the right of it, unless that leaves too little room.
fn pair(first: (&str, Style), second: (&str, Style), column: u16, width: u16) -> Vec<PageRow> {
    let begin = columns(first.0).max(column) + 2;
    let room = width.saturating_sub(begin);
    if room < 16 && !first.0.is_empty() {
        let mut rows: Vec<PageRow> = wrap(first.0, usize::from(width))
            .into_iter()
            .map(|line| vec![(0, line, first.1)])
            .collect();
        let below = wrap(second.0, usize::from(width.saturating_sub(2)));
        rows.extend(below.into_iter().map(|line| vec![(2, line, second.1)]));
        return rows;
    }
    let lines = wrap(second.0, usize::from(room));
    let mut rows: Vec<PageRow> = lines
        .into_iter()
        .map(|line| vec![(begin, line, second.1)])
        .collect();
    match rows.first_mut() {
        Some(row) => row.insert(0, (0, first.0.to_owned(), first.1)),
        None => rows.push(vec![(0, first.0.to_owned(), first.1)]),
    }
    rows
}
