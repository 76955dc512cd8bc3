//! Charts that are dear to draw, kept as cells: moving the cursor copies them and draws nothing anew.

use crate::app::App;
use crate::app::history::View;
use crate::domain::Day;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// The chart of the open view, as it was drawn last.
#[derive(Debug, Default)]
pub struct Kept {
    drawn: Option<(Key, Buffer)>,
    /// The latest day in the list, when it was drawn last.
    list_top: Option<Day>,
}

/// What a drawing depends on: the data and choices, the view, the first day of it, the place, whether there are numbers.
#[derive(Debug, PartialEq, Eq)]
struct Key(u64, View, Day, Rect, bool);

impl Kept {
    /// Remembers the latest day in the list for the next frame; answers with the one before.
    pub const fn list_top(&mut self, top: Option<Day>) -> Option<Day> {
        std::mem::replace(&mut self.list_top, top)
    }

    /// Copies the chart, and has it drawn by `draw` first where it is not there or has changed. `first` is the first
    /// day it shows.
    pub fn chart(
        &mut self,
        app: &App,
        first: Day,
        theme: &Theme,
        painter: &mut Painter<'_>,
        draw: impl FnOnce(&mut Painter<'_>),
    ) {
        let area = painter.area();
        let key = Key(
            app.history.generation,
            app.history.view,
            first,
            area,
            theme.numbers,
        );
        if self.drawn.as_ref().is_none_or(|(drawn, _)| *drawn != key) {
            let mut buffer = Buffer::empty(area);
            draw(&mut Painter::new(&mut buffer, area).in_ascii(theme.glyphs.ascii));
            self.drawn = Some((key, buffer));
        }
        let Some((_, buffer)) = &self.drawn else {
            return;
        };
        let blank = Cell::default();
        let target = painter.buffer();
        for (place, cell) in area.positions().zip(&buffer.content) {
            if *cell != blank {
                target[place].clone_from(cell);
            }
        }
    }
}
