//! Writes what changed on the screen in as few bytes as terminals allow: a slow line carries each of them.
//!
//! Unlike ratatui's own writer it knows what the terminal shows and how it writes: colors are not set anew with each
//! frame, a blank costs no change of color, a short gap is written over rather than jumped, a row of blanks is erased,
//! and what has one color is written together where jumping costs less than changing it (a change to a 24-bit color
//! takes 18 bytes, a jump 7). Sequences are those of ECMA-48 (CUP, CUF, SGR, EL, ECH) alone.

mod sgr_style;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use sgr_style::SgrStyle;
use std::fmt::Write as _;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// A gap of at most so many cells is written over: jumping costs as much.
const GAP: u16 = 4;
/// From so many blanks on erasing costs less than writing them.
const ERASE: u16 = 9;
/// With more changes than this, as when the whole screen is another one, the frame is written row by row: trying both
/// orders takes time.
const FEW: usize = 800;

/// What a terminal shows: no more than the writer has to know, a third of what ratatui keeps.
#[derive(Debug)]
struct Shown {
    width: u16,
    height: u16,
    /// Row by row.
    cells: Vec<CellState>,
}

/// What one cell shows.
#[derive(Clone, Copy, Debug)]
struct CellState {
    /// A character of one column; nothing for others.
    letter: Option<char>,
    style: SgrStyle,
}

impl Shown {
    fn blank(width: u16, height: u16) -> Self {
        let blank = CellState {
            letter: Some(' '),
            style: SgrStyle::DEFAULT,
        };
        Self {
            width,
            height,
            cells: vec![blank; usize::from(width) * usize::from(height)],
        }
    }

    fn place(&self, x: u16, y: u16) -> Option<usize> {
        (x < self.width && y < self.height)
            .then(|| usize::from(y) * usize::from(self.width) + usize::from(x))
    }

    fn at(&self, x: u16, y: u16) -> Option<&CellState> {
        self.cells.get(self.place(x, y)?)
    }

    fn set(&mut self, x: u16, y: u16, cell: &Cell) {
        let mark = CellState {
            letter: letter(cell.symbol()),
            style: SgrStyle::of(cell),
        };
        if let Some(place) = self.place(x, y) {
            self.cells[place] = mark;
        }
    }
}

/// A cell that is to be shown, with its column and row.
type Changed<'a> = (u16, u16, &'a Cell);

/// The writer.
#[derive(Debug)]
pub struct DiffBackend<W: Write> {
    out: W,
    /// Where the terminal writes next, where that is certain.
    at: Option<(u16, u16)>,
    /// How it writes; nothing while that is not certain.
    style: Option<SgrStyle>,
    /// Whether the cursor is shown.
    cursor: Option<bool>,
    /// What it shows.
    shown: Shown,
    /// The sequences of a frame, before they are handed on.
    text: String,
}

impl<W: Write> DiffBackend<W> {
    /// A writer to a terminal of this many columns and rows, of which nothing else is known.
    pub fn new(out: W, (width, height): (u16, u16)) -> Self {
        Self {
            out,
            at: None,
            style: None,
            cursor: None,
            shown: Shown::blank(width, height),
            text: String::new(),
        }
    }

    /// Hands a sequence to the terminal as it is; it must neither move nor color anything.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.out.write_all(sequence.as_bytes())
    }

    /// The terminal has this many columns and rows by now.
    pub fn resize(&mut self, (width, height): (u16, u16)) {
        if (self.shown.width, self.shown.height) != (width, height) {
            self.shown = Shown::blank(width, height);
            self.at = None;
        }
    }

    /// From where the terminal is now.
    fn encoder(&self) -> FrameEncoder<'_> {
        FrameEncoder {
            shown: &self.shown,
            at: self.at,
            style: self.style,
            text: String::new(),
        }
    }

    fn write_out(&mut self) -> io::Result<()> {
        let written = self.out.write_all(self.text.as_bytes());
        self.text.clear();
        written
    }
}

/// The bytes of a frame, as they come about.
struct FrameEncoder<'a> {
    /// What the terminal shows once all is written.
    shown: &'a Shown,
    at: Option<(u16, u16)>,
    style: Option<SgrStyle>,
    text: String,
}

impl FrameEncoder<'_> {
    fn write(&mut self, cells: &[Changed<'_>]) {
        let mut rest = cells;
        while let [(x, y, cell), after @ ..] = rest {
            let bare = |place: usize, (other, row, cell): &Changed<'_>| {
                *row == *y
                    && usize::from(*other) == usize::from(*x) + place
                    && cell.symbol() == " "
                    && SgrStyle::of(cell).is_bare()
            };
            let blanks = rest
                .iter()
                .enumerate()
                .take_while(|(place, cell)| bare(*place, cell))
                .count();
            let count = u16::try_from(blanks).unwrap_or(u16::MAX);
            let to_the_end = x.saturating_add(count) >= self.shown.width;
            if count > 0 && self.is_bare_from(rest) {
                self.erase(*x, *y, self.shown.width - *x);
                rest = &rest[rest
                    .iter()
                    .take_while(|(other, row, _)| row == y && other >= x)
                    .count()..];
            } else if count >= ERASE || count > 3 && to_the_end {
                self.erase(*x, *y, count);
                rest = &rest[blanks..];
            } else {
                self.put(*x, *y, cell);
                rest = after;
            }
        }
    }

    fn go(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, row)) if row == y && from < x => {
                let gap = x - from;
                if gap > GAP || !self.over(from, x, y) {
                    let _ = if gap == 1 {
                        write!(self.text, "\x1b[C")
                    } else {
                        write!(self.text, "\x1b[{gap}C")
                    };
                }
            }
            _ if x == 0 => {
                let _ = write!(self.text, "\x1b[{}H", y + 1);
            }
            _ => {
                let _ = write!(self.text, "\x1b[{};{}H", y + 1, x + 1);
            }
        }
        self.at = Some((x, y));
    }

    /// Writes what is to be shown from `from` up to `x`, where that takes no change of style.
    fn over(&mut self, from: u16, x: u16, y: u16) -> bool {
        let Some(style) = self.style else {
            return false;
        };
        let letter = |x| {
            let mark = self.shown.at(x, y)?;
            mark.letter
                .filter(|letter| style.looks_like(mark.style, *letter == ' '))
        };
        let Some(letters) = (from..x).map(letter).collect::<Option<String>>() else {
            return false;
        };
        if letters.len() > 5 {
            return false;
        }
        self.text.push_str(&letters);
        true
    }

    fn change_style(&mut self, style: SgrStyle) {
        self.text.push_str(&style.sequence_from(self.style));
        self.style = Some(style);
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go(x, y);
        if !self.style.is_some_and(|style| looks_alike(style, cell)) {
            self.change_style(SgrStyle::of(cell).for_symbol(cell.symbol(), self.style));
        }
        self.text.push_str(cell.symbol());
        // After wide or joined characters, and in the last column, terminals differ in where they are.
        let certain = self
            .shown
            .at(x, y)
            .is_some_and(|mark| mark.letter.is_some())
            && x + 1 < self.shown.width;
        self.at = certain.then_some((x + 1, y));
    }

    /// Erases `count` cells from here on, without moving.
    fn erase(&mut self, x: u16, y: u16, count: u16) {
        self.go(x, y);
        if !self.style.is_some_and(SgrStyle::is_bare) {
            self.change_style(SgrStyle::DEFAULT);
        }
        if x + count >= self.shown.width {
            self.text.push_str("\x1b[K");
        } else {
            let _ = write!(self.text, "\x1b[{count}X");
        }
    }

    /// Whether nothing is seen from the first of `rest` to the end of its row, and saying so is shorter than the blanks.
    fn is_bare_from(&self, rest: &[Changed<'_>]) -> bool {
        let [(x, y, _), ..] = *rest else { return false };
        let row = || rest.iter().take_while(|(_, row, _)| *row == y);
        let is_bare = |mark: &CellState| mark.letter == Some(' ') && mark.style.is_bare();
        let is_shorter =
            row().count() > 3 || row().last().is_some_and(|(last, ..)| *last > x + GAP);
        is_shorter && (x..self.shown.width).all(|at| self.shown.at(at, y).is_some_and(is_bare))
    }
}

/// The same cells, those of one style together, and first those that can be written with the `present` one. Blanks go
/// with what they follow.
fn grouped<'a>(cells: &[Changed<'a>], present: Option<SgrStyle>) -> Vec<Changed<'a>> {
    let mut groups: Vec<(SgrStyle, Vec<Changed<'a>>)> = present
        .map(|style| (style, Vec::new()))
        .into_iter()
        .collect();
    let mut last = (0, None);
    for (x, y, cell) in cells.iter().copied() {
        let follows = last.1 == Some((x, y))
            && groups
                .get(last.0)
                .is_some_and(|(style, _)| looks_alike(*style, cell));
        let found = if follows {
            Some(last.0)
        } else {
            groups
                .iter()
                .position(|(style, _)| looks_alike(*style, cell))
        };
        let place = found.unwrap_or(groups.len());
        if found.is_none() {
            groups.push((SgrStyle::of(cell), Vec::new()));
        }
        if let Some((_, group)) = groups.get_mut(place) {
            group.push((x, y, cell));
        }
        last = (place, Some((x.saturating_add(1), y)));
    }
    groups.into_iter().flat_map(|(_, group)| group).collect()
}

/// Whether `cell` would look the same written with `style`.
fn looks_alike(style: SgrStyle, cell: &Cell) -> bool {
    style.looks_like(SgrStyle::of(cell), cell.symbol() == " ")
}

/// The one character of one column that `symbol` is: every terminal knows its width.
fn letter(symbol: &str) -> Option<char> {
    let mut letters = symbol.chars();
    letters
        .next()
        .filter(|_| letters.next().is_none() && symbol.width() == 1)
}

impl<W: Write> Backend for DiffBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<Changed<'_>> = content.collect();
        for (x, y, cell) in &cells {
            self.shown.set(*x, *y, cell);
        }
        let mut encoder = self.encoder();
        encoder.write(&cells);
        if cells.len() <= FEW {
            let mut by_style = self.encoder();
            by_style.write(&grouped(&cells, self.style));
            if by_style.text.len() < encoder.text.len() {
                encoder = by_style;
            }
        }
        let FrameEncoder {
            at, style, text, ..
        } = encoder;
        (self.at, self.style) = (at, style);
        self.text.push_str(&text);
        self.write_out()
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(false) != Some(false) {
            self.text.push_str("\x1b[?25l");
        }
        self.write_out()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(true) != Some(true) {
            self.text.push_str("\x1b[?25h");
        }
        self.write_out()
    }

    /// Never asked for: the terminal's answer would come among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.map_or_else(Position::default, Position::from))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        if self.at != Some((x, y)) {
            let _ = write!(self.text, "\x1b[{};{}H", y + 1, x + 1);
            self.at = Some((x, y));
        }
        self.write_out()
    }

    fn clear(&mut self) -> io::Result<()> {
        self.text.push_str("\x1b[0m\x1b[2J");
        self.style = Some(SgrStyle::DEFAULT);
        self.at = None;
        self.shown = Shown::blank(self.shown.width, self.shown.height);
        self.write_out()
    }

    /// The whole is cleared, whatever was asked for: what is not shown any more is drawn again.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(Size::new(self.shown.width, self.shown.height))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_out()
    }
}

#[cfg(test)]
mod tests;
