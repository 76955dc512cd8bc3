//! Writes styled text to an area of the screen. Everything is clipped to the area, and nothing panics.

use crate::domain::sanitize;
use crate::widgets::chart_cache::{ChartCache, ChartKey};
use crate::widgets::figure::Figure;
use crate::widgets::hit_map::{HitMap, Target};
use crate::widgets::stills::Stills;
use crate::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use std::time::Duration;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Position of the terminal's own cursor, as column and row. Screen readers and magnifiers follow it.
pub type Cursor = (u16, u16);

/// Drawings cached between frames because they are expensive, and the clickable areas of the last frame.
#[derive(Debug, Default)]
pub struct Caches {
    /// The frames of moving figures.
    pub figure: Figure,
    /// The poses that represent routines.
    pub stills: Stills,
    /// The cells of the last chart.
    pub chart: ChartCache,
    /// What can be clicked in the last frame.
    pub hit_map: HitMap,
    /// Time until the picture changes without input.
    pub next_change: Option<Duration>,
}

/// A painter for an area of the screen. Coordinates start at the area's top left corner.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    theme: &'a Theme,
    /// The caches shared by all frames.
    pub caches: &'a mut Caches,
    notes_clicks: bool,
}

impl<'a> Painter<'a> {
    /// A painter for `area`. In an ASCII theme, our own symbols are converted; users' text is left as is.
    pub fn new(
        buffer: &'a mut Buffer,
        area: Rect,
        theme: &'a Theme,
        caches: &'a mut Caches,
    ) -> Self {
        let area = area.intersection(*buffer.area());
        Self {
            buffer,
            area,
            theme,
            caches,
            notes_clicks: false,
        }
    }

    /// The same painter, registering clickable areas.
    #[must_use]
    pub const fn noting_clicks(mut self) -> Self {
        self.notes_clicks = true;
        self
    }

    /// The colors and glyphs to draw with.
    pub const fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// Draws a chart that depends only on `key`, or copies its cached cells.
    pub fn cached(&mut self, key: ChartKey, draw: impl FnOnce(&mut Painter<'_>)) {
        let area = self.area;
        if !self.caches.chart.holds(&key, area) {
            let mut buffer = Buffer::empty(area);
            draw(&mut Painter {
                buffer: &mut buffer,
                area,
                theme: self.theme,
                caches: self.caches,
                notes_clicks: false,
            });
            self.caches.chart.keep(key, buffer);
        }
        self.caches.chart.copy_to(self.buffer);
    }

    /// Whether the mouse is on, so that clickable areas are needed.
    pub const fn notes_clicks(&self) -> bool {
        self.notes_clicks
    }

    /// Registers that an area of this painter's area means `target`.
    pub fn place(&mut self, x: u16, y: u16, width: u16, height: u16, target: Target) {
        if self.notes_clicks {
            let (x, y) = (self.area.x.saturating_add(x), self.area.y.saturating_add(y));
            self.caches.hit_map.note(
                Rect {
                    x,
                    y,
                    width,
                    height,
                }
                .intersection(self.area),
                target,
            );
        }
    }

    /// Registers that the whole row `y` means `target`.
    pub fn row(&mut self, y: u16, target: Target) {
        self.place(0, y, self.area.width, 1, target);
    }

    /// A painter for a part of this one's area, in screen coordinates.
    pub fn within(&mut self, part: Rect) -> Painter<'_> {
        let area = part.intersection(self.area);
        Painter {
            buffer: self.buffer,
            area,
            theme: self.theme,
            caches: self.caches,
            notes_clicks: self.notes_clicks,
        }
    }

    /// A painter for a part of this one's area, in this painter's coordinates.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Painter<'_> {
        let x = self.area.x.saturating_add(x);
        let y = self.area.y.saturating_add(y);
        self.within(Rect {
            x,
            y,
            width,
            height,
        })
    }

    /// A painter for everything except the last row, which has the footer.
    pub fn above_footer(&mut self) -> Painter<'_> {
        self.part(0, 0, self.area.width, self.area.height.saturating_sub(1))
    }

    /// The area of the screen it writes to.
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// Width in columns.
    pub const fn width(&self) -> u16 {
        self.area.width
    }

    /// Height in rows.
    pub const fn height(&self) -> u16 {
        self.area.height
    }

    /// The cells themselves, for charts.
    pub const fn buffer(&mut self) -> &mut Buffer {
        self.buffer
    }

    /// The cells together with the caches.
    pub const fn cells_and_caches(&mut self) -> (&mut Buffer, &mut Caches) {
        (self.buffer, self.caches)
    }

    /// Writes `text` and returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height || text.is_empty() {
            return x.saturating_add(columns(text));
        }
        if text
            .chars()
            .all(|sign| is_one_cell(sign, self.theme.glyphs.ascii))
        {
            return self.plain_text(x, y, text, style);
        }
        let fit = fit(text);
        let plain;
        let text = if self.theme.glyphs.ascii && !fit.is_ascii() {
            plain = in_ascii(&fit);
            &plain
        } else {
            &*fit
        };
        let room = usize::from(self.area.width - x);
        let (end, _) = self
            .buffer
            .set_stringn(self.area.x + x, self.area.y + y, text, room, style);
        end - self.area.x
    }

    /// Fast path for characters that take one cell each, as in most text.
    fn plain_text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let first = self.buffer.index_of(self.area.x + x, self.area.y + y);
        let room = usize::from(self.area.width - x);
        let cells = self.buffer.content[first..].iter_mut().take(room);
        let mut end = x;
        for (cell, sign) in cells.zip(text.chars()) {
            cell.set_char(sign).set_style(style);
            end += 1;
        }
        end
    }

    /// Marks what has the focus; returns where the terminal's cursor belongs, because screen readers and
    /// magnifiers follow it.
    pub fn marker(&mut self, x: u16, y: u16) -> Option<Cursor> {
        self.text(x, y, self.theme.glyphs.marker, self.theme.accent);
        (x < self.area.width && y < self.area.height).then(|| (self.area.x + x, self.area.y + y))
    }

    /// Whether nothing is written in this cell of the area.
    pub fn is_blank(&self, x: u16, y: u16) -> bool {
        let inside = x < self.area.width && y < self.area.height;
        let cell = self.buffer.cell((self.area.x + x, self.area.y + y));
        inside && cell.is_some_and(|cell| cell.symbol() == " ")
    }

    /// Writes several spans one after the other and returns the column after them.
    pub fn pieces(&mut self, x: u16, y: u16, pieces: &[(&str, Style)]) -> u16 {
        pieces
            .iter()
            .fold(x, |x, (text, style)| self.text(x, y, text, *style))
    }

    /// Writes spans so that they end at the column `right` (excluded).
    pub fn pieces_right(&mut self, right: u16, y: u16, pieces: &[(&str, Style)]) {
        let width: u16 = pieces.iter().map(|(text, _)| columns(text)).sum();
        self.pieces(right.saturating_sub(width), y, pieces);
    }

    /// Writes `text` so that it ends at the column `right` (excluded).
    pub fn right(&mut self, right: u16, y: u16, text: &str, style: Style) {
        self.pieces_right(right, y, &[(text, style)]);
    }

    /// Wraps `text` to at most `width` columns and `rows` lines; returns the number of lines used. Text that
    /// doesn't fit ends in `…`.
    pub fn wrapped(
        &mut self,
        at: (u16, u16),
        width: u16,
        rows: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let (x, y) = at;
        let lines = wrap(text, usize::from(width));
        let shown = lines.len().min(usize::from(rows));
        for (row, line) in lines.iter().take(shown).enumerate() {
            let cut = row + 1 == shown && lines.len() > shown;
            let line = if cut {
                shorten(&format!("{line} …"), usize::from(width))
            } else {
                line.clone()
            };
            self.text(x, y + row as u16, &line, style);
        }
        shown as u16
    }

    /// A frame around the whole area, with a title in its top edge.
    pub fn frame(&mut self, title: &str, title_style: Style, line: Style, ascii: bool) {
        let (width, height) = (self.area.width, self.area.height);
        if width < 2 || height < 2 {
            return;
        }
        let [across, down, corners] = if ascii {
            ["-", "|", "++++"]
        } else {
            ["─", "│", "╭╮╰╯"]
        };
        let corner: Vec<String> = corners.chars().map(String::from).collect();
        let edge = across.repeat(usize::from(width - 2));
        self.text(1, 0, &edge, line);
        self.text(1, height - 1, &edge, line);
        for row in 1..height - 1 {
            self.text(0, row, down, line);
            self.text(width - 1, row, down, line);
        }
        self.text(0, 0, &corner[0], line);
        self.text(width - 1, 0, &corner[1], line);
        self.text(0, height - 1, &corner[2], line);
        self.text(width - 1, height - 1, &corner[3], line);
        if !title.is_empty() {
            self.pieces(2, 0, &[(" ", line), (title, title_style), (" ", line)]);
        }
    }
}

/// Maximum number of combining marks on one letter.
const MOST_MARKS: usize = 8;

/// Whether the character always takes a cell of its own: ASCII and, with Unicode, a few of our symbols, lines,
/// blocks, and dots.
const fn is_one_cell(sign: char, ascii: bool) -> bool {
    match sign {
        ' '..='~' => true,
        '·' | '…' | '→' | '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}' => !ascii,
        _ => false,
    }
}

/// Whether each character is printable ASCII.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Makes text from users and files safe to draw: plain characters, without stacks of accents that would cover
/// neighboring lines.
fn fit(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let fits = |character: &char| {
        marks = if character.width() == Some(0) {
            marks + 1
        } else {
            0
        };
        marks <= MOST_MARKS
    };
    Cow::Owned(sanitize::line(text).chars().filter(fits).collect())
}

/// Converts each of our own symbols to ASCII.
fn in_ascii(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '…' => '~',
            '·' | '–' | '─' => '-',
            '→' | '›' => '>',
            '←' | '‹' => '<',
            '↑' => '^',
            '↓' => 'v',
            '×' => 'x',
            other => other,
        })
        .collect::<String>()
        .replace('±', "+/-")
}

/// The first column and the width of a page's text: centered, at most 64 columns.
pub const fn column(painter: &Painter<'_>) -> (u16, u16) {
    let width = painter.width();
    if width >= 70 {
        ((width - 64) / 2, 64)
    } else {
        (2, width.saturating_sub(4))
    }
}

/// Width of `text` in columns.
pub fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// `text` cut to `width` columns, ending in `…` if it was cut.
pub fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for character in text.chars() {
        if cut.width() + unicode_width::UnicodeWidthChar::width(character).unwrap_or(0) + 1 > width
        {
            break;
        }
        cut.push(character);
    }
    let cut = cut.trim_end();
    format!("{cut}…")
}

/// Wraps `text` at blanks into lines of at most `width` columns; longer words are broken too.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let width = width.max(1);
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            while line.width() > width {
                let rest = line.split_off(fitting(&line, width));
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
        lines.push(line);
    }
    lines
}

/// Number of bytes of `text` that fit into `width` columns; at least one character.
fn fitting(text: &str, width: usize) -> usize {
    let mut bytes = 0;
    for (place, character) in text.char_indices() {
        let end = place + character.len_utf8();
        if bytes > 0 && text[..end].width() > width {
            break;
        }
        bytes = end;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_broken_at_blanks() {
        assert_eq!(
            wrap("sit back, weight in the heels", 12),
            ["sit back,", "weight in", "the heels"]
        );
        assert_eq!(wrap("", 10), Vec::<String>::new());
        assert_eq!(shorten("met M., sun", 7), "met M.…");
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_word_is_lost(text in "\\PC{0,60}", width in 2usize..30) {
            let lines = wrap(&text, width);
            for line in &lines {
                prop_assert!(line.width() <= width, "{line:?} is wider than {width}");
            }
            let kept: String = lines.concat().split_whitespace().collect();
            let whole: String = text.split_whitespace().collect();
            prop_assert_eq!(kept, whole);
        }

        #[test]
        fn writing_anywhere_is_clipped(x in 0u16..400, y in 0u16..400, text in "\\PC{0,40}") {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 5));
            let area = *buffer.area();
            let (theme, mut caches) = (Theme::mono(), Caches::default());
            let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
            painter.text(x, y, &text, Style::default());
            painter.right(x, y, &text, Style::default());
            painter.wrapped((x, y), 7, 3, &text, Style::default());
        }
    }
}
