//! The cursor's readout on a chart: a value in a bubble, with a line down to its data point.

use crate::widgets::painter::{Painter, columns};
use ratatui::style::Style;

/// A value shown above its column.
#[derive(Clone, Copy, Debug)]
pub struct Bubble<'a> {
    /// Its text.
    pub text: &'a str,
    /// Style of the text.
    pub fill: Style,
    /// Style of the line.
    pub line: Style,
    /// The column it points to.
    pub x: u16,
    /// The row of the value.
    pub y: u16,
}

impl Bubble<'_> {
    /// The range of columns it covers (end excluded): around its own column, between `first` and `end`.
    pub fn span(&self, first: u16, end: u16) -> (u16, u16) {
        let room = columns(self.text);
        let latest = end.saturating_sub(room).max(first);
        let left = self.x.saturating_sub(room / 2).clamp(first, latest);
        (left, left.saturating_add(room))
    }

    /// Draws it two rows above `crest`, the highest row of what it would cover between the columns `first` and
    /// `end`.
    pub fn render(&self, (first, end): (u16, u16), crest: u16, painter: &mut Painter<'_>) {
        let ascii = painter.theme().glyphs.ascii;
        let (left, _) = self.span(first, end);
        let top = crest.saturating_sub(2);
        painter.text(left, top, self.text, self.fill);
        for row in top.saturating_add(1)..self.y {
            painter.text(self.x, row, if ascii { "|" } else { "┊" }, self.line);
        }
        if self.y >= 2 {
            let tip = if ascii { "v" } else { "▾" };
            painter.text(self.x, self.y - 1, tip, self.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{drawn, row};
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;

    #[test]
    fn it_stands_over_what_it_covers_and_points_down_to_its_own() {
        let bubble = Bubble {
            text: " 6 ",
            fill: Style::new(),
            line: Style::new(),
            x: 0,
            y: 4,
        };
        let buffer = drawn(5, 5, &Theme::dark(), |painter| {
            bubble.render((0, 5), 2, painter);
        });
        let rows: Vec<String> = (0..4).map(|y| row(&buffer, y)).collect();
        assert_eq!(rows, [" 6   ", "┊    ", "┊    ", "▾    "]);
    }

    proptest! {
        #[test]
        fn it_is_inside_at_any_size(
            width in 0u16..50, height in 0u16..20, x in 0u16..60, y in 0u16..30, crest in 0u16..30,
            first in 0u16..20, end in 0u16..60, text in "[ -~]{0,12}"
        ) {
            let bubble = Bubble { text: &text, fill: Style::new(), line: Style::new(), x, y };
            drawn(width, height, &Theme::dark(), |painter| bubble.render((first, end), crest, painter));
        }
    }
}
