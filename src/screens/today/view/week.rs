//! The last seven days: a mark a day, and the minutes against the range most of the benefit is linked with.

use crate::coach::hides_numbers;
use crate::coach::plan::Plan;
use crate::domain::{DOSE_FULL, DOSE_HALF, Day, whole};
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::theme::Theme;

/// Seven days as dots, and the week's minutes against the band. Returns the rows used.
pub fn render(shared: &Shared, painter: &mut Painter<'_>) -> u16 {
    let theme = painter.theme();
    let week = shared.journal.week(shared.day);
    if shared.journal.is_empty() {
        let key = shared.key_here(Action::BringIn);
        let text = format!(
            "Your check-ins and sessions show up here and in the history as you go. Everything stays in one file on this computer. {key} brings in what another program has kept."
        );
        let (width, rows) = (painter.width(), painter.height().min(6));
        return painter.wrapped((0, 0), width, rows, &text, theme.dim);
    }
    if painter.height() < 4 {
        one_line(shared, painter);
        return 1;
    }
    painter.text(0, 0, "the last seven days", theme.dim);
    for (index, minutes) in week.minutes.iter().enumerate() {
        let day = shared.day.plus(index as i64 - 6);
        let x = index as u16 * 3;
        painter.text(x, 1, initial(day), theme.dim);
        let (glyph, style) = day_mark(*minutes, theme);
        painter.text(x, 2, glyph, style);
    }
    if hides_numbers(&shared.journal) {
        return 3;
    }
    if !theme.numbers {
        let key = shared.key_here(Action::Numbers);
        painter.pieces(
            0,
            4,
            &[(&key, theme.key), (" brings the numbers back", theme.dim)],
        );
        return 5;
    }
    // A week of rest is not a zero to be shown.
    let active = week.active_days();
    if active > 0 {
        let days = format!(
            "{active} active {}",
            if active == 1 { "day" } else { "days" }
        );
        painter.text(22, 2, &days, theme.text);
    }
    // The aim stands beside what was done, never beside nothing.
    let total = match Plan::of(&shared.journal) {
        _ if active == 0 => String::new(),
        Some(plan) => format!("{} of {} min", whole(week.total()), plan.minutes),
        None => format!("{} min", whole(week.total())),
    };
    if painter.width() >= 76 {
        let bar_width = painter
            .width()
            .saturating_sub(39 + columns(&total))
            .min(BAR);
        bar(week.dose, theme, &mut painter.part(38, 2, bar_width, 2));
        painter.text(39 + bar_width, 2, &total, theme.text);
        return 4;
    }
    let bar_width = painter.width().saturating_sub(columns(&total) + 2).min(BAR);
    bar(week.dose, theme, &mut painter.part(0, 4, bar_width, 2));
    painter.text(bar_width + 1, 4, &total, theme.text);
    6
}

/// Columns of the week's bar.
const BAR: u16 = 28;

/// The week in one line, where there is no room for more.
pub fn one_line(shared: &Shared, painter: &mut Painter<'_>) {
    let (theme, week) = (painter.theme(), shared.journal.week(shared.day));
    let marks: Vec<(&str, ratatui::style::Style)> = week
        .minutes
        .iter()
        .map(|minutes| day_mark(*minutes, theme))
        .collect();
    let x = painter.pieces(0, 0, &marks);
    if week.active_days() > 0 && theme.numbers {
        let days = if week.active_days() == 1 {
            "day"
        } else {
            "days"
        };
        painter.text(
            x + 2,
            0,
            &format!(
                "{} active {days}, {} min",
                week.active_days(),
                whole(week.total())
            ),
            theme.dim,
        );
    }
}

fn initial(day: Day) -> &'static str {
    ["M", "T", "W", "T", "F", "S", "S"][day.weekday()]
}

/// Ten minutes make a full dot, less a ring, nothing a point.
fn day_mark(minutes: f64, theme: &Theme) -> (&'static str, ratatui::style::Style) {
    match minutes {
        minutes if minutes >= 10.0 => (theme.glyphs.active, theme.sessions),
        minutes if minutes > 0.0 => (theme.glyphs.short, theme.sessions),
        _ => (theme.glyphs.dot, theme.frame),
    }
}

/// The week's dose as a bar; under it the band in which most of the benefit lies.
fn bar(dose: f64, theme: &Theme, painter: &mut Painter<'_>) {
    let width = painter.width();
    if width < 8 {
        return;
    }
    let whole = DOSE_FULL * 1.3;
    let at = |value: f64| ((value / whole).min(1.0) * f64::from(width)).round() as u16;
    let (filled, from, to) = (at(dose), at(DOSE_HALF), at(DOSE_FULL));
    for x in 0..width {
        let (glyph, style) = if x < filled {
            (theme.glyphs.filled, theme.sessions)
        } else if (from..to).contains(&x) {
            (theme.glyphs.shade, theme.frame)
        } else {
            (theme.glyphs.empty, theme.frame)
        };
        painter.text(x, 0, glyph, style);
    }
    let caption = "plenty";
    if to.saturating_sub(from) >= columns(caption) + 2 {
        painter.text(
            from,
            1,
            if theme.glyphs.ascii { "\\" } else { "╰" },
            theme.dim,
        );
        painter.right(to, 1, if theme.glyphs.ascii { "/" } else { "╯" }, theme.dim);
        painter.text(
            from + (to - from - columns(caption)).div_ceil(2),
            1,
            caption,
            theme.dim,
        );
    }
}
