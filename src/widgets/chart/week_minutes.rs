//! Seven days of movement as columns, and their dose next to the range that is linked with most of the benefit.
//!
//! ```text
//!  ███       ███
//!  ███   ·   ███   ·   ▅▅▅   ▅▅▅   ·
//!  Tue  Wed  Thu  Fri  Sat  Sun  Mon
//!  ━━━━━━━━─────────━━━━━━━━━━━━━─────
//!                      plenty
//! ```

use crate::domain::{DOSE_FULL, DOSE_HALF, Day, whole};
use crate::widgets::bars::rising;
use crate::widgets::painter::{Painter, columns as wide};

/// Minimum top of the scale, in minutes, so that a walk doesn't fill the chart.
const LEAST_TOP: f64 = 24.0;
/// End of the bar as a multiple of the end of the range.
const BEYOND: f64 = 1.3;
/// Maximum width of a day's column, in cells.
const WIDEST: u16 = 7;
/// Minimum number of column rows for showing the minutes above each column.
const ROWS_WITH_NUMBERS: u16 = 4;

/// Draws the minutes of the seven days up to and including `last` over the painter's area, with the names of the
/// days in its last row; on the last day the `latest` minutes are highlighted. Without numbers, or with only one
/// or two rows, each day is a mark that ten minutes fill.
pub fn columns(minutes: &[f64; 7], latest: f64, last: Day, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let pitch = (width / 7).max(1);
    let thick = (pitch * 3 / 4).clamp(1, WIDEST);
    let names = height.saturating_sub(1);
    let top = minutes.iter().copied().fold(LEAST_TOP, f64::max);
    // The number goes above the highest column too.
    let numbered = theme.numbers && names >= ROWS_WITH_NUMBERS;
    let rows = names - u16::from(numbered);
    for (place, minutes) in minutes.iter().enumerate() {
        let x = place as u16 * pitch;
        let day = last.plus(place as i64 - 6);
        if *minutes <= 0.0 || rows < 2 || !theme.numbers {
            let (mark, style) = day_mark(*minutes, painter);
            let stands_out = place == 6 && latest > 0.0;
            let style = if stands_out { theme.mark } else { style };
            painter.text(x + thick.min(3) / 2, names.saturating_sub(1), mark, style);
        } else {
            let from = names - rows;
            let share = minutes / top;
            let part = &mut painter.part(0, from, width, rows);
            if place == 6 && latest > 0.0 {
                rising(x, thick, share, theme.mark, part);
                // Earlier minutes in whole rows: a partial row would leave a gap.
                let before = ((minutes - latest) / top * f64::from(rows)).floor();
                if before >= 1.0 {
                    rising(x, thick, before / f64::from(rows), theme.sessions, part);
                }
            } else {
                rising(x, thick, share, theme.sessions, part);
            }
            if numbered {
                let high = (share * f64::from(rows)).ceil().max(1.0) as u16;
                let said = whole(*minutes);
                let said = if wide(&said) < pitch {
                    said
                } else {
                    String::new()
                };
                let y = names.saturating_sub(high + 1);
                painter.text(
                    x + thick.saturating_sub(wide(&said)) / 2,
                    y,
                    &said,
                    theme.dim,
                );
            }
        }
        let name = day.date().format("%a").to_string();
        let length = if pitch > 3 { 3 } else { 1 };
        let name = name.get(..length).unwrap_or_default();
        let style = if place == 6 { theme.accent } else { theme.dim };
        painter.text(x + thick.saturating_sub(wide(name)) / 2, names, name, style);
    }
}

/// A full dot for ten minutes, a ring for less, a point for none.
pub fn day_mark(minutes: f64, painter: &Painter<'_>) -> (&'static str, ratatui::style::Style) {
    let theme = painter.theme();
    match minutes {
        minutes if minutes >= 10.0 => (theme.glyphs.active, theme.sessions),
        minutes if minutes > 0.0 => (theme.glyphs.short, theme.sessions),
        _ => (theme.glyphs.dot, theme.dim),
    }
}

/// Draws a week's dose, in marginal MET-minutes, as a bar with the range marked on it and the range's name below;
/// the last `latest` of the bar is highlighted.
pub fn dose_bar(dose: f64, latest: f64, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let at = |value: f64| {
        let share = (value / (DOSE_FULL * BEYOND)).clamp(0.0, 1.0);
        (share * f64::from(width)).round() as u16
    };
    let (before, filled) = (at(dose - latest), at(dose));
    let (from, to) = (at(DOSE_HALF), at(DOSE_FULL));
    // Without our own colors, the filled part has a different character.
    let [full, band, empty] = match (theme.glyphs.ascii, theme.ramp) {
        (true, _) => ["#", "=", "-"],
        (false, true) => ["━", "━", "─"],
        (false, false) => ["█", "━", "─"],
    };
    for x in 0..width {
        let (sign, style) = match x {
            x if x < before => (full, theme.sessions),
            x if x < filled => (full, theme.accent),
            x if (from..to).contains(&x) => (band, theme.frame),
            _ => (empty, theme.grid),
        };
        painter.text(x, 0, sign, style);
    }
    let room = to.saturating_sub(from);
    let long = "plenty = about 75 to 150 brisk minutes";
    let (caption, x) = match () {
        () if theme.numbers && wide(long) <= width => (
            long,
            width
                .min(to + (wide(long).saturating_sub(room)) / 2)
                .saturating_sub(wide(long)),
        ),
        () => ("plenty", from + room.saturating_sub(6) / 2),
    };
    painter.text(x, 1, caption, theme.dim);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::painter::Caches;
    use crate::widgets::theme::Theme;
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn monday() -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn drawn(
        (width, height): (u16, u16),
        theme: &Theme,
        draw: impl FnOnce(&mut Painter<'_>),
    ) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let (area, mut caches) = (buffer.area, Caches::default());
        draw(&mut Painter::new(&mut buffer, area, theme, &mut caches));
        let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect();
        (0..height).map(row).collect()
    }

    #[test]
    fn each_day_has_its_column_and_its_name() {
        let minutes = [24.0, 0.0, 12.0, 0.0, 0.0, 0.0, 3.0];
        let rows = drawn((35, 3), &Theme::dark(), |painter| {
            columns(&minutes, 0.0, monday(), painter);
        });
        assert_eq!(rows[0].trim_end(), "███");
        assert_eq!(rows[1].trim_end(), "███   ·   ███   ·    ·    ·   ▂▂▂");
        assert_eq!(rows[2].trim_end(), "Tue  Wed  Thu  Fri  Sat  Sun  Mon");
        let hidden = Theme::dark().without_numbers();
        let rows = drawn((35, 3), &hidden, |painter| {
            columns(&minutes, 0.0, monday(), painter);
        });
        assert_eq!(rows[1].trim_end(), " ●    ·    ●    ·    ·    ·    ○");
    }

    #[test]
    fn the_range_is_drawn_into_the_bar() {
        let rows = drawn((26, 2), &Theme::mono(), |painter| {
            dose_bar(DOSE_HALF, 0.0, painter);
        });
        assert_eq!(rows[0], "██████████━━━━━━━━━━──────");
        assert_eq!(rows[1].trim(), "plenty");
    }

    proptest! {
        #[test]
        fn any_week_is_drawn_inside_any_room(
            width in 0u16..120, height in 0u16..20,
            minutes in any::<[f64; 7]>(), dose in any::<f64>(), latest in any::<f64>()
        ) {
            drawn((width, height), &Theme::mono(), |painter| {
                columns(&minutes, latest, monday(), painter);
                dose_bar(dose, latest, painter);
            });
        }
    }
}
