//! Charts drawn in memory, for tests.

use crate::widgets::painter::{Caches, Painter};
use crate::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What `draw` draws into an area of this size, inside a larger screen that must otherwise stay blank.
pub(crate) fn drawn(
    width: u16,
    height: u16,
    theme: &Theme,
    draw: impl FnOnce(&mut Painter<'_>),
) -> Buffer {
    let whole = Rect::new(0, 0, width + 4, height + 4);
    let inside = Rect::new(2, 2, width, height);
    let mut buffer = Buffer::empty(whole);
    let mut caches = Caches::default();
    draw(&mut Painter::new(&mut buffer, inside, theme, &mut caches));
    let blank = ratatui::buffer::Cell::default();
    let mut part = Buffer::empty(Rect::new(0, 0, width, height));
    for place in whole.positions() {
        if inside.contains(place) {
            part[(place.x - 2, place.y - 2)] = buffer[place].clone();
        } else {
            assert_eq!(buffer[place], blank, "{place:?} is outside {inside:?}");
        }
    }
    part
}

/// A row as text.
pub(crate) fn row(buffer: &Buffer, y: u16) -> String {
    let width = buffer.area.width;
    (0..width).map(|x| buffer[(x, y)].symbol()).collect()
}

/// Number of cells that are not blank.
pub(crate) fn cells(buffer: &Buffer) -> usize {
    let blank = ratatui::buffer::Cell::default();
    buffer.content.iter().filter(|cell| **cell != blank).count()
}

/// The themes a chart must work in: true color, 16 colors, no color, ASCII, and without numbers.
pub(crate) fn themes() -> [Theme; 5] {
    use crate::config::GlyphChoice;
    [
        Theme::dark(),
        Theme::terminal(),
        Theme::mono(),
        Theme::mono().with_glyphs(GlyphChoice::Ascii),
        Theme::dark().without_numbers(),
    ]
}
