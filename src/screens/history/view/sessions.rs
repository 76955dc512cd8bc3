//! Mood before and after sessions: the means per activity on a scale from 1 to 9, the distribution of changes, and
//! below every session in chronological order.
//!
//! ```text
//!                  1   2   3   4   5   6   7   8   9         -1 same  +1
//!  › Walking       ┊   ┊   ┊  4.8 ○━━━● 5.8   ┊   ┊   23 times    1   16
//! ```

use crate::domain::english::{capital, count};
use crate::screens::history::charts::AroundSessions;
use crate::screens::history::{History, RatedSession};
use crate::screens::shared::Shared;
use crate::widgets::chart::dumbbell::{counted, dumbbell, scale};
use crate::widgets::chart::pairs::{self, Pair, most};
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;

/// Columns for names, in narrow and in other windows.
const NAMES: (u16, u16) = (14, 22);
/// Columns for the number of sessions.
const COUNT: u16 = 11;
/// Minimum width, in columns, to show the distribution of changes.
const CHANGES_FROM: u16 = 96;
/// The changes counted; values outside the range count toward the nearest end.
const CHANGES: [&str; 6] = ["-2", "-1", "same", "+1", "+2", "+3"];
/// The change of activities with fewer sessions than this is dimmed, because their mean is unstable.
const FEW: usize = 5;
/// Minimum rows for the chronological chart while the activities are spread out, and at all.
const IN_ORDER: u16 = 9;
const LEAST_IN_ORDER: u16 = 5;

/// The caveat about an increase.
pub(super) const CAUTION: &str =
    "Low moods often lift on their own. Insights takes that into account.";

/// States in a sentence how many sessions ended with a higher mood.
pub(super) fn sentence(history: &History, theme: &Theme) -> String {
    let all = history.rated.len();
    if all == 0 {
        return "Mood before and after sessions.".to_owned();
    }
    if !theme.numbers {
        return "Mood before and after each kind of session.".to_owned();
    }
    let better = history.rated.iter().filter(|one| one.after > one.before);
    format!(
        "Mood was better after {} of {}.",
        better.count(),
        count(all, "session")
    )
}

/// The layout of the view.
struct Layout {
    names: u16,
    /// Columns of the scale from 1 to 9.
    line: u16,
    /// Columns per change; 0 if the changes don't fit.
    cell: u16,
    /// Rows per activity.
    pitch: u16,
    /// The number of activities that fit.
    shown: usize,
    /// The first row of the chronological chart, if it fits.
    in_order: Option<u16>,
}

impl Layout {
    fn new(history: &History, width: u16, height: u16) -> Self {
        let names = if width < 60 { NAMES.0 } else { NAMES.1 };
        let cell = match width {
            0..CHANGES_FROM => 0,
            CHANGES_FROM..120 => 5,
            _ => 7,
        };
        let taken = names + 3 + COUNT + 1 + cell * CHANGES.len() as u16;
        let count = u16::try_from(history.around.len())
            .unwrap_or(u16::MAX)
            .max(1);
        // Two rows for the titles, one for a note.
        let rows = height.saturating_sub(3);
        let left = |pitch: u16| rows.saturating_sub(count.saturating_mul(pitch));
        let pitches = (1..=3).rev();
        let with_order = pitches.clone().find(|pitch| left(*pitch) > IN_ORDER);
        let with_order = with_order.or((left(1) > LEAST_IN_ORDER).then_some(1));
        let fitting = pitches
            .clone()
            .find(|pitch| count.saturating_mul(*pitch) <= rows);
        let pitch = with_order.or(fitting).unwrap_or(1);
        Self {
            names,
            // Eight equal steps from 1 to 9.
            line: width.saturating_sub(taken + 1).min(96) / 8 * 8 + 1,
            cell,
            pitch,
            shown: usize::from(rows / pitch),
            in_order: with_order.map(|pitch| 2 + count * pitch + 1),
        }
    }
}

/// Draws one row per activity; activities of the cursor's day are marked.
pub(super) fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let layout = Layout::new(history, painter.width(), painter.height());
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        if history.around.is_empty() {
            nothing(painter);
        } else {
            draw(history, &layout, painter);
        }
    });
    places(history, &layout, painter);
    let of_the_day = shared.journal.sessions_on(history.cursor);
    for (row, group) in (0..).zip(history.around.iter().take(layout.shown)) {
        let is_here = |activity: &str| activity == group.activity;
        if of_the_day.iter().any(|session| is_here(&session.activity)) {
            painter.text(1, 2 + row * layout.pitch, theme.glyphs.marker, theme.accent);
        }
    }
}

/// A click on a pair moves to the day of its session.
fn places(history: &History, layout: &Layout, painter: &mut Painter<'_>) {
    let (width, height) = (painter.width(), painter.height());
    let Some(top) = layout.in_order.filter(|_| painter.notes_clicks()) else {
        return;
    };
    let rated = &history.rated;
    let shown = &rated[rated.len().saturating_sub(most(width))..];
    for ((x, cells), one) in pairs::places(rated.len(), width).zip(shown) {
        painter.place(x, top, cells, height - top, Target::Day(one.day));
    }
}

fn nothing(painter: &mut Painter<'_>) {
    let text = "No session here has a mood before and after yet. Guided sessions ask for both; so does the log.";
    let (width, style) = (painter.width().saturating_sub(6), painter.theme().text);
    painter.wrapped((3, 1), width.min(70), 4, text, style);
}

fn draw(history: &History, layout: &Layout, painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    titles(layout, painter);
    let mut y = 2;
    for group in history.around.iter().take(layout.shown) {
        activity(group, layout, &mut painter.part(0, y, width, 1));
        y += layout.pitch;
    }
    let more = history.around.len().saturating_sub(layout.shown);
    if let Some(top) = layout.in_order {
        in_order(
            &history.rated,
            &mut painter.part(0, top, width, height - top),
        );
    } else if more > 0 {
        painter.text(
            3,
            height - 1,
            &format!("and {more} more activities"),
            theme.dim,
        );
    } else if y < height && width >= 72 {
        painter.text(3, height - 1, CAUTION, theme.dim);
    }
}

fn titles(layout: &Layout, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let left = layout.names + 3;
    let before = format!("{} before", theme.glyphs.was);
    let after = format!("   {} after, averages", theme.glyphs.is);
    painter.pieces(left, 0, &[(&before, theme.dim), (&after, theme.dim)]);
    scale(&mut painter.part(left, 1, layout.line, 1));
    if layout.cell == 0 || !theme.numbers {
        return;
    }
    let right = left + layout.line + COUNT;
    painter.text(right, 0, "Change in points, each one", theme.dim);
    for (place, name) in (0..).zip(CHANGES) {
        let inset = (layout.cell - 1).saturating_sub(columns(name)) / 2;
        painter.text(right + place * layout.cell + inset, 1, name, theme.dim);
    }
}

fn activity(group: &AroundSessions, layout: &Layout, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let is_few = group.pairs.len() < FEW;
    let name = shorten(
        &capital(&theme.units.name(&group.title)),
        usize::from(layout.names) - 1,
    );
    painter.text(3, 0, &name, theme.text);
    let left = layout.names + 3;
    let (before, after) = group.means();
    dumbbell(
        before,
        after,
        is_few,
        &mut painter.part(left, 0, layout.line, 1),
    );
    if !theme.numbers {
        return;
    }
    let unit = match (width < 60, group.pairs.len()) {
        (true, _) => "",
        (false, 1) => " time",
        (false, _) => " times",
    };
    let count = group.pairs.len().to_string();
    let x = left + layout.line;
    painter.pieces(x + 2, 0, &[(&count, theme.text), (unit, theme.dim)]);
    if layout.cell > 0 {
        let counts = group.changes::<{ CHANGES.len() }>(-2);
        let mut part = painter.part(x + COUNT, 0, width, 1);
        counted(&counts, layout.cell, &mut part);
    }
}

/// Draws the latest sessions in chronological order, as pairs of columns.
fn in_order(rated: &[RatedSession], painter: &mut Painter<'_>) {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let title = match rated.len() {
        count if count <= most(width) => "Each session".to_owned(),
        _ => format!("The last {} sessions", most(width)),
    };
    let sign = theme.glyphs.filled;
    let legend = [
        (title.as_str(), theme.dim),
        ("   ", theme.dim),
        (sign, theme.quiet[5]),
        (" before   ", theme.dim),
        (sign, theme.mood[6]),
        (" after", theme.dim),
    ];
    painter.pieces(3, 0, &legend);
    let pair = |one: &RatedSession| Pair {
        before: one.before,
        after: one.after,
        minutes: one.minutes,
        name: format::short_day(one.day),
    };
    let all: Vec<Pair> = rated.iter().map(pair).collect();
    pairs::pairs(
        &all,
        &mut painter.part(0, 1, width, height.saturating_sub(1)),
    );
}
