//! Two series as a scatter plot, one mark per day, with the mean of one per bin of the other, and their correlation at
//! different lags in days.
//!
//! ```text
//!  9  ┈┈┈○┈┈●┈┈┈┈┈┈┈┈   Link with minutes
//!     █  ━━━━━━━ 5.4    › same day     ├──●──┤
//!  1  ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈     1 day later   ├─●─┤
//!     0      30     60    opposite together
//! ```

use crate::domain::Day;
use crate::domain::english::{capital, count};
use crate::keys::Action;
use crate::screens::history::view::trend::LABELS;
use crate::screens::history::{History, Series, charts};
use crate::screens::shared::Shared;
use crate::stats::together::Together;
use crate::widgets::chart::axis::Axis;
use crate::widgets::chart::bubble::Bubble;
use crate::widgets::chart::scatter::{BinMean, Scatter};
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::theme::Theme;
use ratatui::style::{Modifier, Style};
use std::collections::BTreeMap;

/// Minimum width, in columns, to show the lags on the right.
const ASIDE_FROM: u16 = 76;
/// Columns for the lags, below a width of [`ROOMY`] and from it up.
const ASIDE: (u16, u16) = (38, 50);
/// Minimum width, in columns, for the wider lag area.
const ROOMY: u16 = 120;

/// Says what the comparison shows, in words.
pub(super) fn sentence(history: &History) -> String {
    let (first, second) = (history.title(history.series), history.title(history.second));
    let when = match history.lag {
        0 => "on the same day".to_owned(),
        lag @ 1.. => format!("{} earlier", count(lag, "day")),
        lag => format!("{} later", count(-lag, "day")),
    };
    let here = history
        .pairs
        .lags
        .iter()
        .find(|(lag, _)| *lag == history.lag);
    let Some(together) = here.and_then(|(_, together)| together.as_ref()) else {
        return format!("{} and {second} {when}: too few days yet.", capital(&first));
    };
    let more = match history.second {
        Series::Rating(_) => "Higher",
        Series::Minutes | Series::Slept | Series::Own(_) => "More",
    };
    match together.interval {
        (low, _) if low > 0.0 => {
            format!("{more} {second} {when} goes with higher {first}.")
        }
        (_, high) if high < 0.0 => {
            format!("{more} {second} {when} goes with lower {first}.")
        }
        _ => format!("No clear link between {first} and {second} {when}."),
    }
}

/// The chart's symbols with style and meaning.
pub(super) fn legend(history: &History, theme: &Theme) -> Vec<(String, Style, String)> {
    let glyphs = theme.glyphs;
    let average = format!("average {}", history.title(history.series));
    [
        (glyphs.was.to_owned(), theme.mood[5], "one day".to_owned()),
        (
            glyphs.is.to_owned(),
            theme.mood[5],
            "2 to 4 days".to_owned(),
        ),
        (
            glyphs.filled.to_owned(),
            theme.mood[5],
            "5 or more".to_owned(),
        ),
        (glyphs.step_done.repeat(2), theme.line, average),
    ]
    .into()
}

/// Draws the days, with the cursor's day marked.
pub(super) fn render(history: &History, shared: &Shared, theme: &Theme, painter: &mut Painter<'_>) {
    let (all, height) = (painter.width(), painter.height());
    let aside = match all {
        0..ASIDE_FROM => 0,
        ASIDE_FROM..ROOMY => ASIDE.0,
        _ => ASIDE.1,
    };
    let aside = if height >= 12 { aside } else { 0 };
    let width = all.saturating_sub(LABELS + 2 + aside);
    // An odd number of rows has one in the middle, so that its label tells the truth.
    let rows = height.saturating_sub(1);
    let rows = rows.saturating_sub(u16::from(rows > 2 && rows.is_multiple_of(2)));
    let points: Vec<(f64, f64)> = history
        .pairs
        .points
        .iter()
        .map(|(_, x, y)| (*x, *y))
        .collect();
    let parts = charts::parts(&points, history.second);
    let scatter = Scatter {
        points: &points,
        across: history.axes[1],
        along: history.axes[0],
        level,
        parts: &parts,
    };
    painter.cached(super::chart_key(history, history.first, theme), |painter| {
        if points.is_empty() {
            nothing(shared, width, painter);
        } else {
            scatter.render(&mut painter.part(LABELS, 0, width, rows));
            axes(history, width, rows, painter);
        }
        if aside > 0 {
            let x = LABELS + width + 3;
            let mut part = painter.part(x, 0, (aside - 3).min(all.saturating_sub(x)), height);
            beside(history, &parts, theme, &mut part);
        }
    });
    let mut plot = painter.part(LABELS, 0, width, rows);
    if plot.notes_clicks() {
        // If several days share a cell, a click selects the latest.
        let point = |(day, x, y): &(Day, f64, f64)| (scatter.place((*x, *y), width, rows), *day);
        let days: BTreeMap<(u16, u16), Day> = history.pairs.points.iter().map(point).collect();
        for ((x, y), day) in days {
            plot.place(x, y, 1, 1, Target::Day(day));
        }
    }
    cursor(history, &scatter, &mut plot);
}

fn nothing(shared: &Shared, width: u16, painter: &mut Painter<'_>) {
    let [range, first, second] =
        [Action::Range, Action::Overlay, Action::Second].map(|action| shared.key_here(action));
    let text = format!(
        "No day here has both. Try a longer range ({range}) or other ratings ({first}, {second})."
    );
    let style = painter.theme().text;
    painter.wrapped((LABELS, 1), width.min(72), 4, &text, style);
}

/// The color level of a value on the axis.
fn level(value: f64, axis: Axis) -> u8 {
    if axis == Axis::RATING {
        value.round().clamp(1.0, 9.0) as u8
    } else {
        1 + (axis.share(value) * 8.0).round() as u8
    }
}

/// Draws the ends and middle of both axes.
fn axes(history: &History, width: u16, rows: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let [along, across] = history.axes;
    let last = rows.saturating_sub(1);
    for (value, word, y) in [
        (along.high, "high", 0),
        (along.middle(), "", last / 2),
        (along.low, "low", last),
    ] {
        let text = if theme.numbers {
            format::mean(value)
        } else {
            word.to_owned()
        };
        painter.right(LABELS - 2, y, &text, theme.dim);
    }
    let name = history.title(history.second);
    let (low, middle, high) = if theme.numbers {
        let [low, middle, high] = [across.low, across.middle(), across.high].map(format::mean);
        (low, middle, format!("{name} {high}"))
    } else {
        ("little".to_owned(), String::new(), format!("much {name}"))
    };
    painter.text(LABELS, rows, &low, theme.dim);
    painter.text(LABELS + width / 2, rows, &middle, theme.dim);
    painter.right(LABELS + width, rows, &high, theme.dim);
}

/// Marks the cursor's day.
fn cursor(history: &History, scatter: &Scatter<'_>, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let points = &history.pairs.points;
    let Some((day, x, y)) = points.iter().find(|(day, ..)| *day == history.cursor) else {
        return;
    };
    let (column, row) = scatter.place((*x, *y), width, painter.height());
    let step = usize::from(level(*y, history.axes[0]).clamp(1, 9)) - 1;
    let value = if theme.numbers {
        format!("  {}", format::mean(*y))
    } else {
        String::new()
    };
    let text = format!(" {}{value} ", format::short_day(*day));
    let bubble = Bubble {
        text: &text,
        fill: theme.fill[step].add_modifier(Modifier::BOLD),
        line: theme.mood[step],
        x: column,
        y: row,
    };
    bubble.render((0, width), row, painter);
    let style = theme.strong.add_modifier(Modifier::REVERSED);
    painter.text(column, row, theme.glyphs.is, style);
}

/// Draws the correlation, the means per bin, and what they suggest.
fn beside(history: &History, parts: &[BinMean], theme: &Theme, painter: &mut Painter<'_>) {
    let second = history.title(history.second);
    let title = format!("Link with {second}");
    painter.text(0, 0, &title, theme.dim);
    let mut y = lags(history, painter);
    if !theme.numbers {
        return;
    }
    if parts.len() > 1 {
        let title = format!("Average {} by {second}", history.title(history.series));
        let title = shorten(&title, usize::from(painter.width()));
        painter.text(0, y + 1, &title, theme.dim);
        y += 2;
        for part in parts {
            let range = if (part.to - part.from).abs() < 0.5 {
                format::mean(part.from)
            } else {
                format!("{:.0} to {:.0}", part.from, part.to)
            };
            let days = format!("  {}", count(part.days, "day"));
            let mean = format!("{:<4}", format::tenths(part.mean));
            painter.text(2, y, &range, theme.dim);
            painter.pieces(14, y, &[(&mean, theme.strong), (&days, theme.dim)]);
            y += 1;
        }
    }
    let days = count(history.pairs.points.len(), "day");
    let text = format!(
        "From {days} with both. The lines above show the likely range. Going together doesn't mean that one causes the other."
    );
    let room = painter.height().saturating_sub(y + 1);
    painter.wrapped((0, y + 1), painter.width(), room, &text, theme.dim);
}

/// Draws the rank correlation at each lag as an interval from −1 to 1; returns the next free row.
fn lags(history: &History, painter: &mut Painter<'_>) -> u16 {
    const NAMES: u16 = 16;
    let theme = painter.theme();
    let width = painter.width().saturating_sub(NAMES + 1);
    let mut y = 1;
    for (lag, together) in history.pairs.lags.iter().rev() {
        let is_here = *lag == history.lag;
        let name = match lag {
            0 => "same day".to_owned(),
            1.. => format!("{} earlier", count(*lag, "day")),
            _ => format!("{} later", count(-lag, "day")),
        };
        let style = if is_here { theme.strong } else { theme.dim };
        if is_here {
            painter.text(0, y, theme.glyphs.marker, theme.accent);
        }
        painter.text(2, y, &name, style);
        lag_bar(
            together.as_ref(),
            is_here,
            &mut painter.part(NAMES, y, width, 1),
        );
        y += 1;
    }
    if theme.numbers && width > 4 {
        let mut part = painter.part(NAMES, y, width, 1);
        let [left, right] = if width >= 18 {
            ["opposite", "together"]
        } else {
            ["-1", "+1"]
        };
        part.text(0, 0, left, theme.dim);
        part.right(width, 0, right, theme.dim);
    }
    y + 1
}

/// The axis for correlations, from −1 to 1.
const TOGETHER: Axis = Axis {
    low: -1.0,
    high: 1.0,
};

/// Draws one interval across the painter's area.
fn lag_bar(together: Option<&Together>, is_here: bool, painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let [bar, open, close, zero] = if theme.glyphs.ascii {
        ["-", "[", "]", "|"]
    } else {
        ["─", "├", "┤", "┊"]
    };
    let x = |value: f64| TOGETHER.column(value, width);
    painter.text(x(0.0), 0, zero, theme.frame);
    let Some(together) = together else {
        painter.text(0, 0, "too few days yet", theme.dim);
        return;
    };
    let style = if is_here { theme.mark } else { theme.dim };
    let (low, high) = (x(together.interval.0), x(together.interval.1));
    painter.text(
        low,
        0,
        &bar.repeat(usize::from(high.saturating_sub(low))),
        style,
    );
    painter.text(low, 0, open, style);
    painter.text(high, 0, close, style);
    painter.text(x(together.rank), 0, theme.glyphs.is, style);
}
