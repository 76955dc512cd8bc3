//! Writes screen changes in as few bytes as terminals allow, because every byte counts on a slow connection.
//!
//! Unlike ratatui's own writer, it tracks what the terminal shows and its current style: colors are not set again with
//! each frame, a blank needs no color change, a short gap is overwritten instead of skipped, a run of blanks is erased,
//! and cells of one color are written together where a cursor move costs less than a color change (a change to a 24-bit
//! color takes 18 bytes, a move 7). Uses only sequences from ECMA-48 (CUP, CUF, SGR, EL, ECH).

mod sgr_style;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use sgr_style::SgrStyle;
use std::fmt::Write as _;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// The longest gap, in cells, that is overwritten: moving the cursor costs as many bytes.
const GAP: u16 = 4;
/// From this many blanks on, erasing takes fewer bytes than writing them.
const ERASE: u16 = 9;
/// With more changed cells than this, as when the whole screen changes, the frame is written row by row: trying both
/// orders takes too long.
const FEW: usize = 800;

/// What a terminal shows: only what the writer needs, a third of what ratatui stores.
#[derive(Debug)]
struct Shown {
    width: u16,
    height: u16,
    /// In row-major order.
    cells: Vec<CellState>,
}

/// What one cell shows.
#[derive(Clone, Copy, Debug)]
struct CellState {
    /// A character one column wide; `None` for anything else.
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

/// A cell to draw, with its column and row.
type Changed<'a> = (u16, u16, &'a Cell);

/// Writes frames and tracks the terminal's state.
#[derive(Debug)]
pub struct DiffBackend<W: Write> {
    out: W,
    /// The cursor's column and row; `None` if uncertain.
    at: Option<(u16, u16)>,
    /// The current style; `None` if uncertain.
    style: Option<SgrStyle>,
    /// Whether the cursor is visible; `None` if unknown.
    cursor: Option<bool>,
    /// The cells on screen.
    shown: Shown,
    /// The sequences of the current frame, before they are written.
    text: String,
}

impl<W: Write> DiffBackend<W> {
    /// A writer for a terminal of this many columns and rows, with all other state unknown.
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

    /// Sends a sequence unchanged; it must not move the cursor or change the style.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.out.write_all(sequence.as_bytes())
    }

    /// Updates the size to this many columns and rows.
    pub fn resize(&mut self, (width, height): (u16, u16)) {
        if (self.shown.width, self.shown.height) != (width, height) {
            self.shown = Shown::blank(width, height);
            self.at = None;
        }
    }

    /// Starts encoding from the terminal's current state.
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

/// Builds the bytes of one frame.
struct FrameEncoder<'a> {
    /// What the terminal will show after the frame.
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

    /// Writes the cells from column `from` up to `x` if that takes no style change; returns whether it did.
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
        // After wide or combined characters, and in the last column, terminals disagree on the cursor position.
        let certain = self
            .shown
            .at(x, y)
            .is_some_and(|mark| mark.letter.is_some())
            && x + 1 < self.shown.width;
        self.at = certain.then_some((x + 1, y));
    }

    /// Erases `count` cells from the cursor on, without moving it.
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

    /// Whether the row is blank from the first cell of `rest` to its end, and EL takes fewer bytes than the blanks.
    fn is_bare_from(&self, rest: &[Changed<'_>]) -> bool {
        let [(x, y, _), ..] = *rest else { return false };
        let row = || rest.iter().take_while(|(_, row, _)| *row == y);
        let is_bare = |mark: &CellState| mark.letter == Some(' ') && mark.style.is_bare();
        let is_shorter =
            row().count() > 3 || row().last().is_some_and(|(last, ..)| *last > x + GAP);
        is_shorter && (x..self.shown.width).all(|at| self.shown.at(at, y).is_some_and(is_bare))
    }
}

/// The same cells grouped by style, starting with those that can be written in the `present` style. Blanks stay with
/// the cells before them.
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

/// The single character of `symbol` if it is one column wide, which every terminal agrees on.
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

    /// Not supported: the terminal's answer would arrive among the keys.
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

    /// Always clears the whole screen, whichever region is given; what should still be visible is redrawn.
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
