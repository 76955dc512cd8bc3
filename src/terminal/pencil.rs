//! Writes what changed on the screen in as few bytes as terminals allow: a slow line carries each of them.
//!
//! Unlike ratatui's own writer it knows what the terminal shows and how it writes: colours are not set anew with each
//! frame, a blank costs no change of colour, a short gap is written over rather than jumped, and a row of blanks is
//! erased. Sequences are those of ECMA-48 (CUP, CUF, SGR, EL, ECH) alone.

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// A gap of at most so many cells is written over: jumping costs as much.
const GAP: u16 = 4;
/// From so many blanks on erasing costs less than writing them.
const ERASE: u16 = 9;

/// How characters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ink {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Ink = Ink { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// What can be seen of a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

impl Ink {
    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether `cell` would look the same written with this.
    fn suits(self, cell: &Cell) -> bool {
        let other = Self::of(cell);
        if cell.symbol() != " " {
            return self == other;
        }
        let seen = |ink: Self| ink.modifier.intersection(SEEN_ON_BLANKS);
        // The ground of a reversed blank is the colour of its text.
        let ground = !seen(self).is_empty() && self.fg != other.fg;
        self.bg == other.bg && seen(self) == seen(other) && !ground
    }

    /// Whether erasing leaves what a blank of this is: nothing but the terminal's own ground.
    fn is_bare(self) -> bool {
        self.bg == Color::Reset && self.modifier.intersection(SEEN_ON_BLANKS).is_empty()
    }
}

/// The writer.
#[derive(Debug)]
pub struct Pencil<W: Write> {
    out: W,
    /// Where the terminal writes next, where that is certain.
    at: Option<(u16, u16)>,
    /// How it writes; nothing while that is not certain.
    ink: Option<Ink>,
    /// Whether the cursor is shown.
    cursor: Option<bool>,
    /// What it shows.
    shown: Buffer,
    /// The sequences of a frame, before they are handed on.
    text: String,
}

impl<W: Write> Pencil<W> {
    /// A writer to a terminal of which nothing is known.
    pub fn new(out: W) -> Self {
        Self { out, at: None, ink: None, cursor: None, shown: Buffer::empty(Rect::ZERO), text: String::new() }
    }

    /// Hands a sequence to the terminal as it is; it must neither move nor colour anything.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.out.write_all(sequence.as_bytes())
    }

    /// Begins a frame of this size, with what is known of the one before where that had the same.
    fn fit(&mut self, area: Rect) {
        if self.shown.area != area {
            self.shown = Buffer::empty(area);
            self.at = None;
        }
    }

    fn go(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, row)) if row == y && from < x => {
                let gap = x - from;
                if gap > GAP || !self.over(from, x, y) {
                    let _ = if gap == 1 { write!(self.text, "\x1b[C") } else { write!(self.text, "\x1b[{gap}C") };
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

    /// Writes what is shown from `from` up to `x` once more, where that takes no change of ink.
    fn over(&mut self, from: u16, x: u16, y: u16) -> bool {
        let Some(ink) = self.ink else { return false };
        let cells = (from..x).map(|x| self.shown.cell((x, y)));
        let simple = |cell: Option<&Cell>| cell.is_some_and(|cell| is_simple(cell.symbol()) && ink.suits(cell));
        if !cells.clone().all(simple) || cells.clone().flatten().map(|cell| cell.symbol().len()).sum::<usize>() > 5 {
            return false;
        }
        let symbols: String = cells.flatten().map(Cell::symbol).collect();
        self.text.push_str(&symbols);
        true
    }

    fn take(&mut self, ink: Ink) {
        let present = self.ink;
        if present == Some(ink) {
            return;
        }
        let anew = parameters(PLAIN, ink);
        let reset = if anew.is_empty() { String::new() } else { format!("0;{anew}") };
        let change = present.map(|present| parameters(present, ink)).filter(|change| change.len() < reset.len());
        let _ = write!(self.text, "\x1b[{}m", change.unwrap_or(reset));
        self.ink = Some(ink);
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go(x, y);
        if !self.ink.is_some_and(|ink| ink.suits(cell)) {
            self.take(Ink::of(cell));
        }
        self.text.push_str(cell.symbol());
        // After wide or joined characters, and in the last column, terminals differ in where they are.
        let certain = is_simple(cell.symbol()) && x + 1 < self.shown.area.width;
        self.at = certain.then_some((x + 1, y));
    }

    /// Erases `count` cells from here on, without moving.
    fn erase(&mut self, x: u16, y: u16, count: u16) {
        self.go(x, y);
        if !self.ink.is_some_and(Ink::is_bare) {
            self.take(PLAIN);
        }
        if x + count >= self.shown.area.width {
            self.text.push_str("\x1b[K");
        } else {
            let _ = write!(self.text, "\x1b[{count}X");
        }
    }

    /// Whether nothing is seen from the first of `rest` to the end of its row, and saying so is shorter than the blanks.
    fn is_bare_from(&self, rest: &[(u16, u16, &Cell)]) -> bool {
        let [(x, y, _), ..] = *rest else { return false };
        let row = || rest.iter().take_while(|(_, row, _)| *row == y);
        let is_bare = |cell: &Cell| cell.symbol() == " " && Ink::of(cell).is_bare();
        let is_shorter = row().count() > 3 || row().last().is_some_and(|(last, ..)| *last > x + GAP);
        let changed = |at: u16| row().any(|(other, ..)| *other == at);
        is_shorter
            && row().all(|(_, _, cell)| is_bare(cell))
            && (x..self.shown.area.width).all(|at| changed(at) || self.shown.cell((at, y)).is_some_and(is_bare))
    }

    fn hand_on(&mut self) -> io::Result<()> {
        let written = self.out.write_all(self.text.as_bytes());
        self.text.clear();
        written
    }
}

/// One character of one column, of which every terminal knows the width.
fn is_simple(symbol: &str) -> bool {
    symbol.chars().count() == 1 && symbol.width() == 1
}

/// The parameters of SGR that lead from one ink to another, with semicolons between.
fn parameters(from: Ink, to: Ink) -> String {
    const MODIFIERS: [(Modifier, u8, u8); 8] = [
        (Modifier::BOLD, 1, 22),
        (Modifier::DIM, 2, 22),
        (Modifier::ITALIC, 3, 23),
        (Modifier::UNDERLINED, 4, 24),
        (Modifier::SLOW_BLINK, 5, 25),
        (Modifier::RAPID_BLINK, 6, 25),
        (Modifier::REVERSED, 7, 27),
        (Modifier::CROSSED_OUT, 9, 29),
    ];
    let mut parts: Vec<String> = Vec::new();
    let mut kept = from.modifier;
    for (modifier, _, off) in MODIFIERS {
        if kept.contains(modifier) && !to.modifier.contains(modifier) {
            parts.push(off.to_string());
            // What ends one of a pair ends the other too.
            for (other, _, same) in MODIFIERS {
                if same == off {
                    kept.remove(other);
                }
            }
        }
    }
    for (modifier, on, _) in MODIFIERS {
        if to.modifier.contains(modifier) && !kept.contains(modifier) {
            parts.push(on.to_string());
        }
    }
    if from.fg != to.fg {
        parts.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        parts.push(colour(to.bg, 40));
    }
    parts.join(";")
}

/// The parameters of a colour; `base` is 30 for text, 40 for its ground.
fn colour(colour: Color, base: u8) -> String {
    let place = match colour {
        Color::Reset => return (base + 9).to_string(),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", base + 8),
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    (base + place).to_string()
}

impl<W: Write> Backend for Pencil<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        let mut rest = cells.as_slice();
        while let [(x, y, cell), after @ ..] = rest {
            let bare = |place: usize, (other, row, cell): &(u16, u16, &Cell)| {
                *row == *y
                    && usize::from(*other) == usize::from(*x) + place
                    && cell.symbol() == " "
                    && Ink::of(cell).is_bare()
            };
            let blanks = rest.iter().enumerate().take_while(|(place, cell)| bare(*place, cell)).count();
            let count = u16::try_from(blanks).unwrap_or(u16::MAX);
            let to_the_end = x.saturating_add(count) >= self.shown.area.width;
            if count > 0 && self.is_bare_from(rest) {
                self.erase(*x, *y, self.shown.area.width - *x);
                rest = &rest[rest.iter().take_while(|(_, row, _)| row == y).count()..];
            } else if count >= ERASE || count > 3 && to_the_end {
                self.erase(*x, *y, count);
                rest = &rest[blanks..];
            } else {
                self.put(*x, *y, cell);
                rest = after;
            }
        }
        for (x, y, cell) in cells {
            if let Some(shown) = self.shown.cell_mut((x, y)) {
                shown.clone_from(cell);
            }
        }
        self.hand_on()
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(false) != Some(false) {
            self.text.push_str("\x1b[?25l");
        }
        self.hand_on()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(true) != Some(true) {
            self.text.push_str("\x1b[?25h");
        }
        self.hand_on()
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
        self.hand_on()
    }

    fn clear(&mut self) -> io::Result<()> {
        self.text.push_str("\x1b[0m\x1b[2J");
        self.ink = Some(PLAIN);
        self.at = None;
        self.shown.reset();
        self.hand_on()
    }

    /// The whole is cleared, whatever was asked for: what is not shown any more is drawn again.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        crossterm::terminal::size().map(Size::from)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()
    }
}

impl<W: Write> Pencil<W> {
    /// The terminal has this many columns and rows.
    pub fn on(&mut self, columns: u16, rows: u16) {
        self.fit(Rect::new(0, 0, columns, rows));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::Style;

    const SIZE: (u16, u16) = (24, 5);

    fn styles() -> impl Strategy<Value = Style> {
        let colours = prop_oneof![
            Just(Color::Reset),
            Just(Color::Blue),
            Just(Color::DarkGray),
            Just(Color::Rgb(1, 20, 255)),
            Just(Color::Indexed(200)),
        ];
        let modifiers = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::REVERSED),
            Just(Modifier::UNDERLINED | Modifier::BOLD),
        ];
        (colours.clone(), colours, modifiers)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    fn frames() -> impl Strategy<Value = Vec<Vec<(u16, u16, String, Style)>>> {
        let texts = prop_oneof!["[a-z ]{1,12}", " {1,24}", Just("·▐7▌ ┤".to_owned()), Just("歩く x".to_owned())];
        let piece = (0..SIZE.0, 0..SIZE.1, texts, styles());
        proptest::collection::vec(proptest::collection::vec(piece, 0..6), 1..6)
    }

    /// What a terminal shows: each cell's text, and how it is seen.
    fn seen(parser: &vt100::Parser) -> Vec<String> {
        let mut cells = Vec::new();
        for y in 0..SIZE.1 {
            for x in 0..SIZE.0 {
                let cell = parser.screen().cell(y, x).unwrap();
                let blank = cell.contents().trim().is_empty();
                let lit =
                    if blank { String::new() } else { format!("{:?}{}{}", cell.fgcolor(), cell.bold(), cell.dim()) };
                let ground = if blank && cell.inverse() { format!("{:?}", cell.fgcolor()) } else { String::new() };
                let shape = format!("{:?}{}{}{ground}", cell.bgcolor(), cell.inverse(), cell.underline());
                cells.push(format!("{:?} {lit} {shape}", cell.contents().trim()));
            }
        }
        cells
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_ratatuis_own_writer_would_have_it_show(frames in frames()) {
            let area = Rect::new(0, 0, SIZE.0, SIZE.1);
            let mut pencil = Pencil::new(Vec::new());
            pencil.on(SIZE.0, SIZE.1);
            pencil.clear().unwrap();
            let mut bytes = Vec::new();
            let mut plain = ratatui::backend::CrosstermBackend::new(&mut bytes);
            let mut before = Buffer::empty(area);
            for frame in frames {
                let mut buffer = Buffer::empty(area);
                for (x, y, text, style) in frame {
                    buffer.set_stringn(x, y, text, usize::from(SIZE.0 - x), style);
                }
                let changed = before.diff(&buffer);
                pencil.draw(changed.iter().copied()).unwrap();
                plain.draw(changed.into_iter()).unwrap();
                before = buffer;
            }
            let parsed = |bytes: &[u8]| {
                let (rows, columns) = (std::num::NonZero::new(SIZE.1).unwrap(), std::num::NonZero::new(SIZE.0).unwrap());
                let mut parser = vt100::Parser::new(rows, columns, 0);
                parser.process(bytes);
                parser
            };
            for (place, (ours, theirs)) in seen(&parsed(&pencil.out)).iter().zip(&seen(&parsed(&bytes))).enumerate() {
                // Their writer may leave half of what was once wide; a row that we have erased is as it should be.
                let is_bare = before.content[place].symbol() == " " && Ink::of(&before.content[place]).is_bare();
                let is_erased = is_bare && ours == "\"\"  Defaultfalsefalse";
                prop_assert!(ours == theirs || is_erased, "cell {}: {:?}", place, String::from_utf8_lossy(&pencil.out));
            }
            prop_assert!(pencil.out.len() <= bytes.len() + 16);
        }
    }

    #[test]
    fn bold_and_dim_end_together_and_the_one_that_stays_is_set_again() {
        let ink = |modifier| Ink { modifier, ..PLAIN };
        assert_eq!(parameters(ink(Modifier::BOLD), ink(Modifier::DIM)), "22;2");
        assert_eq!(parameters(ink(Modifier::BOLD | Modifier::DIM), ink(Modifier::DIM)), "22;2");
        assert_eq!(parameters(ink(Modifier::DIM), PLAIN), "22");
        assert_eq!(parameters(PLAIN, ink(Modifier::BOLD | Modifier::REVERSED)), "1;7");
    }

    #[test]
    fn an_unchanged_frame_costs_nothing_and_a_moved_mark_little() {
        let mut pencil = Pencil::new(Vec::new());
        pencil.on(80, 24);
        pencil.clear().unwrap();
        pencil.hide_cursor().unwrap();
        pencil.out.clear();
        pencil.draw(std::iter::empty()).unwrap();
        pencil.hide_cursor().unwrap();
        assert!(pencil.out.is_empty());
        let (mut blank, mut mark) = (Cell::default(), Cell::default());
        blank.set_symbol(" ");
        mark.set_symbol("›").set_style(Style::new().add_modifier(Modifier::BOLD));
        pencil.draw([(1, 5, &blank), (1, 6, &mark)].into_iter()).unwrap();
        assert_eq!(String::from_utf8_lossy(&pencil.out), "\x1b[6;2H \x1b[7;2H\x1b[1m›");
    }
}
