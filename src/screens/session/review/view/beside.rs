//! Panels beside the moods: the week including this session, the steps done and, once mood is rated, the results of
//! earlier sessions.

use super::super::Review;
use crate::content::activities::label;
use crate::content::session_words::called;
use crate::domain::Session;
use crate::domain::english::capital;
use crate::screens::shared::Shared;
use crate::widgets::bars::{hanging, rising};
use crate::widgets::chart::week_minutes;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::panel::panel;

/// Rows of the week panel, including its frame; without numbers it has one row of marks.
const WEEK: u16 = 8;
const WEEK_OF_MARKS: u16 = 4;
/// Maximum rows of the earlier sessions, including the frame; half of it if none lowered mood.
const LAST_TIMES: u16 = 16;
/// The lift, in points, that fills its half of the chart.
const FULL: f64 = 3.0;
/// Columns from one session to the next.
const PITCH: u16 = 3;

/// Draws the two panels, one above the other.
pub(super) fn render(review: &Review, shared: &Shared, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let of_week = if painter.theme().numbers {
        WEEK
    } else {
        WEEK_OF_MARKS
    };
    week(review, shared, &mut painter.part(0, 0, width, of_week));
    let y = of_week + u16::from(height >= 24);
    let rows = height.saturating_sub(y).min(LAST_TIMES);
    if rows < 5 {
        return;
    }
    // A bar that falls below all others comforts nobody.
    if review.compares() && !review.is_lower() {
        last_times(review, shared, &mut painter.part(0, y, width, rows));
    } else {
        let steps = review.session.steps.len() as u16;
        done(
            review,
            &mut painter.part(0, y, width, rows.min(steps.saturating_add(2))),
        );
    }
}

/// Draws the week with this session highlighted; on a hard day without the weekly range.
fn week(review: &Review, shared: &Shared, painter: &mut Painter<'_>) {
    let numbers = painter.theme().numbers;
    let week = shared.journal.week(shared.day);
    let note = if numbers {
        format::minutes((week.total() * 60.0).round() as u64)
    } else {
        String::new()
    };
    let mut inner = panel("Last 7 days", &note, false, painter);
    let (width, height) = (inner.width(), inner.height());
    let this = &review.session;
    let has_bar = numbers && !review.is_hard();
    let rows = match (numbers, has_bar) {
        // Two rows of marks: without numbers, no mark is higher or lower than another.
        (false, _) => 2,
        (true, false) => height,
        (true, true) => height.saturating_sub(2),
    };
    let mut days = inner.part(0, 0, width, rows);
    week_minutes::columns(&week.minutes, this.minutes(), shared.day, &mut days);
    if has_bar {
        let mut bar = inner.part(0, rows, width, 2);
        week_minutes::dose_bar(week.dose, this.dose(), &mut bar);
    }
}

/// Draws the completed steps.
fn done(review: &Review, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let mut inner = panel("What you did", "", false, painter);
    let (width, height) = (inner.width(), usize::from(inner.height()));
    let steps = &review.session.steps;
    let steps: Vec<_> = steps
        .iter()
        .filter(|step| step.movement != "rest")
        .collect();
    let hidden = if steps.len() > height {
        steps.len() + 1 - height
    } else {
        0
    };
    for (y, step) in (0..).zip(&steps[..steps.len() - hidden]) {
        let length = if theme.numbers {
            format::minutes(u64::from(step.seconds))
        } else {
            String::new()
        };
        let room = usize::from(width.saturating_sub(8));
        let name = shorten(&theme.units.name(&capital(called(&step.movement))), room);
        inner.text(0, y, &name, theme.text);
        inner.right(width, y, &length, theme.dim);
    }
    if hidden > 0 {
        let y = (height - 1) as u16;
        inner.text(0, y, &format!("and {hidden} more"), theme.dim);
    }
}

/// Draws the lifts after this activity, the latest last, up or down from no change.
fn last_times(review: &Review, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let this = &review.session;
    let name = theme.units.name(label(&this.activity)).to_lowercase();
    let room = usize::from(painter.width().saturating_sub(6));
    let whole = format!("After {name}, the last times");
    let title = if columns(&whole) as usize <= room {
        whole
    } else {
        shorten(&format!("After {name}"), room)
    };
    let sessions = shared.journal.sessions().iter();
    let before: Vec<i8> = sessions
        .filter(|other| other.activity == this.activity && other.id != this.id)
        .filter_map(Session::lift)
        .collect();
    let has_lower = before.iter().chain(&this.lift()).any(|lift| *lift < 0);
    let (across, rows) = (painter.width(), painter.height());
    let rows = rows.min(if has_lower {
        LAST_TIMES
    } else {
        LAST_TIMES / 2
    });
    let mut part = painter.part(0, 0, across, rows);
    let mut inner = panel(&title, "", false, &mut part);
    let (width, height) = (inner.width(), inner.height());
    let Some(now) = this.lift().filter(|_| !before.is_empty()) else {
        let words = "This is the first one with a mood before and after.";
        inner.wrapped((0, 0), width, 2, words, theme.dim);
        return;
    };
    let line = if theme.glyphs.ascii { "-" } else { "─" };
    let across = width.saturating_sub(7);
    let room = usize::from((across + 1) / PITCH).saturating_sub(1);
    let shown = before.iter().skip(before.len().saturating_sub(room));
    let shown: Vec<i8> = shown.copied().chain([now]).collect();
    // The row of no change: in the middle, or at the foot if nothing lies below it.
    let half = height.saturating_sub(2) / if has_lower { 2 } else { 1 };
    inner.text(0, half, &line.repeat(usize::from(across)), theme.grid);
    let words = [(0, "better"), (half, "same"), (half * 2, "lower")];
    for (y, word) in words.into_iter().take(if has_lower { 3 } else { 2 }) {
        inner.text(width.saturating_sub(6), y, word, theme.dim);
    }
    for (index, lift) in shown.iter().enumerate() {
        let x = index as u16 * PITCH;
        let is_now = index + 1 == shown.len();
        let style = if is_now { theme.mark } else { theme.sessions };
        let share = f64::from(lift.unsigned_abs()) / FULL;
        match lift.signum() {
            0 => drop(inner.text(x, half, if theme.glyphs.ascii { "==" } else { "━━" }, style)),
            1 => rising(x, 2, share, style, &mut inner.part(0, 0, width, half)),
            _ => hanging(
                x,
                2,
                share,
                style,
                &mut inner.part(0, half + 1, width, half),
            ),
        }
    }
    // After a session that lowered mood, how often it helped is no comfort; nor is "0 of 2" at any time.
    let has_helped = before.iter().any(|lift| *lift > 0);
    if theme.numbers
        && !review.is_lower()
        && has_helped
        && height > half + 1 + if has_lower { half } else { 0 }
    {
        inner.text(
            0,
            height - 1,
            &count(&before, usize::from(width)),
            theme.dim,
        );
    }
}

/// How often mood was better, in words, if there is room.
fn count(before: &[i8], room: usize) -> String {
    let better = before.iter().filter(|lift| **lift > 0).count();
    let long = format!(
        "Better after {better} of the {} before this one",
        before.len()
    );
    if long.len() <= room {
        long
    } else {
        format!("Better after {better} of {} before", before.len())
    }
}
