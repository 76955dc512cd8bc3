//! A day of a calendar: filled with the color of its level, with its date, its digit, and its activity.
//!
//! ```text
//!   7     6
//!  ▴ 10 min
//! ```

use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use ratatui::style::{Modifier, Style};

/// With fewer filled cells than this, the date and the digit go at the edges of the day.
const NARROW: u16 = 6;

/// A day of a calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CalendarDay {
    /// Day of the month.
    pub date: u32,
    /// Name of the month before the date, where there is room; empty for none.
    pub month: String,
    /// Level for its color and digit, 1 to 9; `None` if there is no rating.
    pub level: Option<u8>,
    /// Whether it is between the first and the last day with data.
    pub is_inside: bool,
    /// Minutes moved.
    pub minutes: f64,
    /// A short description of the activity; may be cut.
    pub done: String,
}

impl CalendarDay {
    /// Draws it over the whole area, with one column and, from three rows up, half a row as spacing to the next
    /// day.
    pub fn render(&self, is_under_cursor: bool, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let (width, height) = (painter.width().saturating_sub(1), painter.height());
        let rows = if height >= 3 { height - 1 } else { height };
        let ground = self.ground(theme);
        if ground != Style::new() {
            let blank = " ".repeat(usize::from(width));
            for row in 0..rows {
                painter.text(0, row, &blank, ground);
            }
            if rows < height && !theme.glyphs.ascii {
                let color = ground.bg.map_or(ground, |color| Style::new().fg(color));
                painter.text(0, rows, &"▀".repeat(usize::from(width)), color);
            }
        }
        let is_filled = ground != Style::new();
        let words = |plain: Style| if is_filled { ground } else { plain };
        let date = if !self.month.is_empty() && width >= NARROW + 3 {
            format!("{} {}", self.month, self.date)
        } else {
            format!("{:>2}", self.date)
        };
        let date_style = if is_under_cursor {
            words(theme.accent).add_modifier(Modifier::BOLD | Modifier::REVERSED)
        } else {
            words(theme.dim)
        };
        // A narrow day has no column to spare: its date starts at its edge, and the mark goes between the date and
        // the digit.
        let is_narrow = width < NARROW;
        let (x, mark) = if is_narrow { (0, 2) } else { (1, 0) };
        painter.text(x, 0, &date, date_style);
        if is_under_cursor && !(is_narrow && theme.ramp) {
            painter.text(mark, 0, theme.glyphs.marker, words(theme.accent));
        }
        if !self.is_inside {
            return;
        }
        let bold = words(theme.strong).add_modifier(Modifier::BOLD);
        let right = width.saturating_sub(u16::from(!is_narrow));
        match self.level {
            Some(level) if theme.numbers => painter.right(right, 0, &level.to_string(), bold),
            Some(level) if !is_filled => {
                let bar = theme.glyphs.bars[usize::from(level.clamp(1, 8)) - 1];
                painter.right(right, 0, bar, theme.text);
            }
            Some(_) => {}
            None => painter.right(right, 0, theme.glyphs.dot, theme.frame),
        }
        if rows > 1 && self.minutes > 0.0 {
            self.moved(rows, words(theme.sessions), painter);
        }
    }

    /// The fill color; `None` without a level, or without colors to show it.
    fn ground(&self, theme: &Theme) -> Style {
        let level = self.level.filter(|_| theme.ramp && self.is_inside);
        level.map_or_else(Style::new, |level| {
            theme.fill[usize::from(level.clamp(1, 9)) - 1]
        })
    }

    fn moved(&self, rows: u16, style: Style, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let room = painter.width().saturating_sub(3);
        let long = format!("{} {:.0} min", theme.glyphs.session, self.minutes);
        let short = format!("{} {:.0}", theme.glyphs.session, self.minutes);
        let text = match (theme.numbers, columns(&long) <= room) {
            (false, _) => theme.glyphs.session.to_owned(),
            (true, true) => long,
            (true, false) => short,
        };
        let x = u16::from(painter.width() > NARROW);
        painter.text(x, rows - 1, &text, style);
        if rows >= 4 {
            let done = shorten(&self.done, usize::from(room));
            painter.text(x, rows - 2, &done, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::testing::{cells, drawn, row, themes};
    use proptest::prelude::*;

    #[test]
    fn a_day_has_its_date_its_digit_and_its_minutes() {
        let day = CalendarDay {
            date: 7,
            month: String::new(),
            level: Some(6),
            is_inside: true,
            minutes: 10.0,
            done: "Walk".to_owned(),
        };
        let buffer = drawn(12, 3, &Theme::dark(), |painter| day.render(false, painter));
        assert_eq!(row(&buffer, 0), "  7      6  ");
        assert_eq!(row(&buffer, 1), " ▴ 10 min   ");
        assert_eq!(row(&buffer, 2), "▀▀▀▀▀▀▀▀▀▀▀ ");
        assert_eq!(cells(&buffer), 33, "filled but for a column");
        let buffer = drawn(6, 2, &Theme::mono(), |painter| day.render(true, painter));
        assert_eq!(row(&buffer, 0), " 7› 6 ");
        let day = CalendarDay { date: 17, ..day };
        let buffer = drawn(5, 1, &Theme::mono(), |painter| day.render(true, painter));
        assert_eq!(row(&buffer, 0), "17›6 ", "nothing stands over the date");
    }

    proptest! {
        #[test]
        fn any_day_is_drawn_inside(
            width in 0u16..30, height in 0u16..9, date in 1u32..32, month in "[A-Z]?[a-z]{0,5}", level in prop::option::of(any::<u8>()),
            is_inside in any::<bool>(), minutes in any::<f64>(), done in "\\PC{0,30}", here in any::<bool>()
        ) {
            let day = CalendarDay { date, month, level, is_inside, minutes, done };
            for theme in themes() {
                drawn(width, height, &theme, |painter| day.render(here, painter));
            }
        }
    }
}
