//! Weeks side by side, one cell per day in the color of its level, with gaps between months.
//!
//! ```text
//!       Jan         Feb
//!  Mon  ▆▆▆▆▆▆▆▆ ▆▆▆▆··▆▆
//!  Tue  ▆▆▆▆··▆▆ ▆▆▆▆▆▆▆▆
//! ```

use crate::domain::Day;
use crate::widgets::chart::day_bars::shows_digits;
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;
use ratatui::style::{Modifier, Style};

/// The data of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeatCell {
    /// Before the first day with data, or after the last.
    Outside,
    /// No value.
    Nothing,
    /// A value of this level, 1 to 9.
    Level(u8),
}

/// The days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Width of the weekday names before the first week.
pub const GUTTER: u16 = 6;
/// Width of a month's name.
const NAME: u16 = 3;
/// Possible widths of a week and of the gap between months; the widest that fits is used.
const PITCHES: [(u16, u16); 8] = [
    (6, 2),
    (5, 2),
    (4, 2),
    (3, 1),
    (2, 1),
    (2, 0),
    (1, 1),
    (1, 0),
];

/// Layout of the weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatMap {
    /// The weeks.
    pub weeks: WeekGrid,
    /// Width of a week in cells.
    pub cell: u16,
    /// Rows per weekday.
    pub tall: u16,
    /// The first cell of each week.
    pub at: Vec<u16>,
    /// The cell after the last week.
    pub end: u16,
    /// Width of the area.
    width: u16,
}

impl HeatMap {
    /// How many weeks of this width fit into an area this wide.
    pub fn most_weeks(width: u16) -> u16 {
        width.saturating_sub(GUTTER).max(1)
    }

    /// Lays out `weeks` in an area of this width, with each weekday `tall` rows high.
    pub fn new(weeks: WeekGrid, width: u16, tall: u16) -> Self {
        let room = u32::from(width.saturating_sub(GUTTER));
        let begins: Vec<u16> = weeks.months().into_iter().map(|(week, _)| week).collect();
        let between = begins.iter().filter(|week| **week > 0).count() as u32;
        let fits = |(cell, gap): &(u16, u16)| {
            u32::from(weeks.count()) * u32::from(*cell) + between * u32::from(*gap) <= room
        };
        let (cell, gap) = PITCHES.into_iter().find(fits).unwrap_or((1, 0));
        let (mut x, mut at) = (GUTTER, Vec::new());
        for week in 0..weeks.count() {
            if week > 0 && begins.contains(&week) {
                x = x.saturating_add(gap);
            }
            at.push(x);
            x = x.saturating_add(cell);
        }
        Self {
            weeks,
            cell,
            tall: tall.clamp(1, 3),
            at,
            end: x,
            width,
        }
    }

    /// Height in rows: the month names and seven weekdays.
    pub const fn rows(&self) -> u16 {
        1 + 7 * self.tall
    }

    /// The first cell of `day`; `None` if it is outside.
    pub fn place(&self, day: Day) -> Option<(u16, u16)> {
        let (week, weekday) = self.weeks.place(day)?;
        let x = self.at.get(usize::from(week))?;
        Some((*x, 1 + weekday * self.tall))
    }

    /// Draws the heat map.
    pub fn render(&self, of: impl Fn(Day) -> HeatCell, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        // The last week may extend into a month without data.
        let is_there = |first: Day| {
            let days = first.through(first.plus(27));
            days.map(&of).any(|cell| cell != HeatCell::Outside)
        };
        for (x, first) in self
            .months()
            .into_iter()
            .filter(|(_, first)| is_there(*first))
        {
            painter.text(x, 0, &first.date().format("%b").to_string(), theme.dim);
        }
        let names = self.weeks.start().in_order(&WEEKDAYS);
        for (weekday, name) in (0..).zip(names) {
            let y = 1 + weekday * self.tall;
            painter.text(1, y, name, theme.dim);
            for (week, x) in (0..).zip(&self.at) {
                let cell = of(self.weeks.day(week, weekday));
                self.draw_cell(cell, (*x, y), painter);
            }
        }
    }

    /// The month names, each at the first cell of the week in which the month starts; names that don't fit are
    /// left out.
    pub fn months(&self) -> Vec<(u16, Day)> {
        let at = |week: u16| self.at.get(usize::from(week)).copied();
        let months = self.weeks.months().into_iter();
        months
            .filter_map(|(week, first)| Some((at(week)?, first)))
            .filter(|(x, _)| x.saturating_add(NAME) <= self.end.max(self.width))
            .collect()
    }

    fn draw_cell(&self, cell: HeatCell, (x, y): (u16, u16), painter: &mut Painter<'_>) {
        let theme = painter.theme();
        match cell {
            HeatCell::Outside => {}
            HeatCell::Nothing => {
                painter.text(x, y, theme.glyphs.dot, theme.frame);
            }
            HeatCell::Level(level) => {
                let (sign, style) = level_mark(level, theme);
                let wide = |sign: &str| sign.repeat(usize::from(self.cell));
                if shows_digits(theme) {
                    painter.text(x, y, sign, style);
                    return;
                }
                if self.tall == 1 || !has_blocks(theme) {
                    painter.text(x, y, &wide(sign), style);
                    return;
                }
                for row in 0..self.tall - 1 {
                    painter.text(x, y.saturating_add(row), &wide("█"), style);
                }
                painter.text(x, y.saturating_add(self.tall - 1), &wide("▀"), style);
            }
        }
    }

    /// Marks the cell of `day`, which shows `cell`.
    pub fn cursor(&self, day: Day, cell: HeatCell, painter: &mut Painter<'_>) {
        let theme = painter.theme();
        let Some((x, y)) = self.place(day) else {
            return;
        };
        let width = usize::from(self.cell);
        let HeatCell::Level(level) = cell else {
            let text = format!("{:<width$}", theme.glyphs.dot);
            painter.text(x, y, &text, theme.accent.add_modifier(Modifier::REVERSED));
            return;
        };
        let (sign, style) = level_mark(level, theme);
        let (text, style) = if has_blocks(theme) {
            let text = match width {
                1 => "◆".to_owned(),
                _ => format!("◂{}▸", " ".repeat(width - 2)),
            };
            let fill = theme.fill[usize::from(level.clamp(1, 9)) - 1];
            (text, fill.add_modifier(Modifier::BOLD))
        } else {
            (
                format!("{sign:<width$}"),
                style.add_modifier(Modifier::REVERSED),
            )
        };
        painter.text(x, y, &text, style);
    }

    /// Registers what a click on each of the days from `first` to `last` means.
    pub fn places(&self, first: Day, last: Day, painter: &mut Painter<'_>) {
        if painter.notes_clicks() {
            let days = self.weeks.first().max(first)..=self.weeks.last().min(last);
            for day in days.start().through(*days.end()) {
                if let Some((x, y)) = self.place(day) {
                    painter.place(x, y, self.cell, self.tall, Target::Day(day));
                }
            }
        }
    }
}

/// Whether a level is drawn as a block in its color.
const fn has_blocks(theme: &Theme) -> bool {
    theme.ramp && !theme.glyphs.ascii
}

/// The mark for a level, 1 to 9: a block in its color, low enough to keep rows apart; a digit where colors can't
/// tell levels apart; a bar when numbers are hidden.
pub fn level_mark(level: u8, theme: &Theme) -> (&'static str, Style) {
    const DIGITS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let place = usize::from(level.clamp(1, 9) - 1);
    match has_blocks(theme) {
        true => ("▆", theme.mood[place]),
        false if theme.numbers => (DIGITS[place], theme.digit(place)),
        false => (theme.glyphs.bars[place.min(7)], theme.mood[place]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::WeekStart;
    use crate::widgets::chart::testing::{drawn, row, themes};
    use chrono::{Datelike as _, NaiveDate};
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn every_month_stands_over_its_first_week_at_every_date() {
        // Every last day in ten years, with every possible number of weeks and width.
        for ago in (0..3653).step_by(3) {
            for count in [53, 52, 30, 20, 12] {
                let weeks = WeekGrid::ending(day(2019, 1, 1).plus(ago), count, WeekStart::Monday);
                for width in [60, 80, 100, 160, 240] {
                    let map = HeatMap::new(weeks, width, 1);
                    let mut free = 0;
                    for (x, first) in map.months() {
                        assert!(x >= free, "{first} overlaps in {weeks:?} at {width}");
                        free = x + NAME + 1;
                        assert_eq!(first.date().day(), 1);
                        assert_eq!(map.place(first).map(|(x, _)| x), Some(x));
                    }
                }
            }
        }
    }

    #[test]
    fn a_cell_a_day_and_a_gap_between_months() {
        let weeks = WeekGrid::between(day(2026, 1, 19), day(2026, 2, 15), WeekStart::Monday);
        let map = HeatMap::new(weeks, 19, 1);
        let level = |of: Day| {
            if of == day(2026, 1, 27) {
                HeatCell::Nothing
            } else {
                HeatCell::Level(5)
            }
        };
        let buffer = drawn(20, 8, &Theme::dark(), |painter| map.render(level, painter));
        let lines: Vec<String> = (0..3).map(|y| row(&buffer, y)).collect();
        assert_eq!(
            lines,
            [
                "          Feb       ",
                " Mon  ▆▆▆ ▆▆▆▆▆▆▆▆▆ ",
                " Tue  ▆▆▆ ·  ▆▆▆▆▆▆ "
            ]
        );
    }

    proptest! {
        #[test]
        fn any_weeks_are_drawn_inside_and_every_day_has_its_cell(
            width in 0u16..260, height in 0u16..30, tall in 0u16..5, count in 1u16..60, ago in 0i64..4000,
            level in any::<u8>(), cursor in -20i64..500
        ) {
            let weeks = WeekGrid::ending(day(2026, 3, 2).plus(-ago), count, WeekStart::Sunday);
            let map = HeatMap::new(weeks, width, tall);
            prop_assert!(map.at.windows(2).all(|pair| pair[1] >= pair[0] + map.cell));
            for theme in themes() {
                drawn(width, height, &theme, |painter| {
                    map.render(|day| if day.weekday() == 2 { HeatCell::Nothing } else { HeatCell::Level(level) }, painter);
                    map.cursor(weeks.last().plus(-cursor), HeatCell::Level(level), painter);
                    map.cursor(weeks.last(), HeatCell::Nothing, painter);
                });
            }
            prop_assert!(weeks.first().through(weeks.last()).all(|day| map.place(day).is_some()));
        }
    }
}
