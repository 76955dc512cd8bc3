//! The last seven days: minutes as columns, and compared with the range linked with most of the benefit.

use crate::coach::hides_numbers;
use crate::coach::plan::{Plan, minutes_this_week};
use crate::domain::whole;
use crate::keys::Action;
use crate::keys::Tab;
use crate::screens::shared::Shared;
use crate::widgets::chart::week_minutes::{columns, day_mark, dose_bar};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::panel::panel;
use crate::widgets::theme::Theme;

/// Rows of the frame without numbers: two of marks, the weekdays, and how to show numbers.
const WITHOUT_NUMBERS: u16 = 7;

/// Rows of the frame, out of `room`: with numbers all of it, so that the columns are tall.
pub(super) fn rows(room: u16, theme: &Theme) -> u16 {
    if theme.numbers {
        room
    } else {
        room.min(WITHOUT_NUMBERS)
    }
}

/// Draws the week in a frame over the painter's area. Omits plan and range on a hard day.
pub(super) fn render(shared: &Shared, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    if height < 4 {
        return;
    }
    let numbers = painter.theme().numbers;
    let week = shared.journal.week(shared.day);
    painter.place(0, 0, width, height, Target::Tab(Tab::History as usize));
    let note = if numbers { note(shared) } else { String::new() };
    let title = if numbers {
        "Last 7 days"
    } else {
        "Last seven days"
    };
    let mut inside = panel(title, &note, false, painter);
    let theme = inside.theme();
    let (width, height) = (inside.width(), inside.height());
    let has_bar = numbers && height >= 4 && !shared.is_hard_day();
    let foot = if has_bar { 2 } else { 0 };
    if numbers {
        columns(
            &week.minutes,
            0.0,
            shared.day,
            &mut inside.part(0, 0, width, height - foot),
        );
    } else {
        // Two rows of marks: without numbers, no mark is higher or lower than another.
        columns(
            &week.minutes,
            0.0,
            shared.day,
            &mut inside.part(0, 0, width, 2),
        );
        if height >= 4 && !hides_numbers(&shared.journal) {
            let key = shared.key_here(Action::Numbers);
            inside.pieces(0, 3, &[(&key, theme.key), (" show numbers", theme.dim)]);
        }
    }
    if has_bar {
        dose_bar(week.dose, 0.0, &mut inside.part(0, height - foot, width, 2));
    }
}

/// The week's total, with the goal if there is one; a week of rest isn't shown as zero.
fn note(shared: &Shared) -> String {
    let week = shared.journal.week(shared.day);
    let plan = Plan::of(&shared.journal).filter(|_| !shared.is_hard_day());
    let start = shared.settings.units().week;
    let done = minutes_this_week(&shared.journal, shared.day, start);
    match (week.active_days(), plan) {
        (0, _) => String::new(),
        (_, Some(_)) if done <= 0.0 => String::new(),
        (_, Some(plan)) => format!("this week {} of {} min", whole(done), plan.minutes),
        (1, None) => format!("{} min on 1 day", whole(week.total())),
        (days, None) => format!("{} min on {days} days", whole(week.total())),
    }
}

/// Draws the week in one line, for small windows.
pub(super) fn one_line(shared: &Shared, painter: &mut Painter<'_>) {
    let (theme, week) = (painter.theme(), shared.journal.week(shared.day));
    let marks: Vec<_> = week
        .minutes
        .iter()
        .map(|minutes| day_mark(*minutes, painter))
        .collect();
    let x = painter.pieces(0, 0, &marks);
    if week.active_days() > 0 && theme.numbers {
        let days = match week.active_days() {
            1 => "1 active day".to_owned(),
            days => format!("{days} active days"),
        };
        let told = format!("{days}, {} min", whole(week.total()));
        painter.text(x + 2, 0, &told, theme.dim);
    }
}
