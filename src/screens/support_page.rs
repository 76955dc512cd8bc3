//! Numbers to call and people to talk with as a page that scrolls: the same behind the key for support and before the
//! score of a questionnaire.

use crate::content::support::Entry;
use crate::keys::Action;
use crate::widgets::painter::{Painter, columns, wrap};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// What stands on the frame of every screen that shows these numbers. It assumes nothing.
const TITLE: &str = "You can talk to someone right now";

/// How far the page is scrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SupportPage {
    /// Rows scrolled past at the top; drawing limits it to the length of the page.
    top: u16,
}

impl SupportPage {
    /// Scrolls, where `action` says so.
    pub fn scroll(&mut self, action: Action) {
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => (self.top + 1).min(100),
            _ => self.top,
        };
    }

    /// Draws entries, in a frame where there is room for one, from as far down as the page is scrolled. Returns whether
    /// there is more than fits.
    pub fn render(self, entries: &[Entry], painter: &mut Painter<'_>) -> bool {
        let theme = painter.theme();
        let (width, height) = (painter.width(), painter.height());
        let roomy = is_roomy(painter);
        let wide = if roomy { width.min(78) } else { width };
        let margins = if roomy { 6 } else { 2 };
        let rows = rows(entries, wide.saturating_sub(margins), roomy, theme);
        // The frame ends with the words; a high window leaves more room under it than over it.
        let needed = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
        let tall = if roomy { height.min(needed) } else { height };
        let mut card = painter.part((width - wide) / 2, (height - tall) / 4, wide, tall);
        let mut inner = if roomy {
            card.frame(TITLE, theme.accent, theme.focus, theme.glyphs.ascii);
            card.part(3, 1, wide - margins, tall.saturating_sub(2))
        } else {
            card.part(1, 0, wide.saturating_sub(margins), tall)
        };
        let room = usize::from(inner.height());
        let top = usize::from(self.top).min(rows.len().saturating_sub(room));
        for (y, row) in (0..).zip(rows.iter().skip(top).take(room)) {
            for (x, text, style) in row {
                inner.text(*x, y, text, *style);
            }
        }
        rows.len() > room
    }
}

/// Whether there is room for a frame and for every word.
pub const fn is_roomy(painter: &Painter<'_>) -> bool {
    painter.width() >= 60 && painter.height() >= 19
}

/// A row of the page: pieces of text, each with the column it begins in.
type PageRow = Vec<(u16, String, Style)>;

/// The entries as rows of `width` columns; `gaps` where empty rows are shown.
fn rows(entries: &[Entry], width: u16, gaps: bool, theme: &Theme) -> Vec<PageRow> {
    let mut rows: Vec<PageRow> = Vec::new();
    let words = |text: &str, style: Style| -> Vec<PageRow> {
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
