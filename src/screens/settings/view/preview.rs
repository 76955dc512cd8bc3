//! Preview of the settings: an example in the selected colors and characters.

use crate::config::Config;
use crate::content::routines::routines;
use crate::content::words::label;
use crate::domain::Question;
use crate::widgets::bars::{hanging, rising};
use crate::widgets::painter::{Painter, columns};
use crate::widgets::panel::panel;
use crate::widgets::rating_track::{Usual, track};
use crate::widgets::still_figure;

/// Two ordinary weeks of mood and minutes, with ups and downs, that don't invite comparison.
const DAYS: [(u8, u8); 14] = [
    (4, 0),
    (5, 10),
    (6, 0),
    (3, 0),
    (5, 20),
    (7, 12),
    (6, 0),
    (5, 8),
    (8, 30),
    (6, 0),
    (4, 0),
    (5, 15),
    (7, 10),
    (6, 0),
];
/// Rows of the columns, and the minutes that fill the row below them.
const ROWS: u16 = 5;
const FULL: f64 = 30.0;
/// Maximum rows of the figure.
const FIGURE: u16 = 26;

/// Draws the example in the painter's area.
pub(super) fn render(config: &Config, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let name = config.theme.key();
    let mut inside = panel("What it looks like", name, false, painter);
    let (width, height) = (inside.width(), inside.height());
    let each = (width / 9).clamp(1, 5);
    for level in 0..9_u16 {
        let sign = if theme.numbers {
            format!("{:^1$}", level + 1, usize::from(each))
        } else {
            " ".repeat(usize::from(each))
        };
        inside.text(level * each, 0, &sign, theme.fill[usize::from(level)]);
    }
    let names = [
        Question::Mood,
        Question::Energy,
        Question::Calm,
        Question::Sleep,
    ]
    .map(label);
    // The names stay whole: the blanks between them give way first.
    let letters: u16 = names.iter().map(|name| columns(name) + 1).sum();
    let spacing = [(" ", 2), (" ", 1), ("", 1)];
    let fits = |(space, gap): &(&str, u16)| letters + 4 * columns(space) + 3 * gap <= width;
    let (space, gap) = spacing.into_iter().find(fits).unwrap_or(("", 1));
    let mut x = 0;
    for (name, style) in names.into_iter().zip(theme.series) {
        x = inside.pieces(
            x,
            2,
            &[
                (theme.glyphs.square, style),
                (space, style),
                (name, theme.text),
            ],
        );
        x += gap;
    }
    let pitch = (width / DAYS.len() as u16).clamp(1, 4);
    let wide = pitch.saturating_sub(u16::from(pitch > 2)).max(1);
    for (place, (mood, minutes)) in (0..).zip(DAYS) {
        let x = place * pitch;
        let style = theme.mood[usize::from(mood) - 1];
        let share = f64::from(mood) / 9.0;
        rising(x, wide, share, style, &mut inside.part(0, 4, width, ROWS));
        if minutes > 0 {
            let share = f64::from(minutes) / FULL;
            let part = &mut inside.part(0, 4 + ROWS, width, 1);
            hanging(x, wide, share, theme.sessions, part);
        }
    }
    let y = 4 + ROWS + 2;
    let usual = Usual {
        low: 4.0,
        mean: 5.4,
        high: 7.0,
    };
    let across = width.min(pitch * DAYS.len() as u16);
    track(
        Some(usual),
        Some(4.0),
        Some(6.0),
        &mut inside.part(0, y, across, 1),
    );
    let rest = height.saturating_sub(y + 2);
    if let Some(routine) = routines().first()
        && rest >= 5
    {
        let rows = rest.min(FIGURE);
        let across = (rows * 2 + 4).min(width);
        let x = (width - across) / 2;
        still_figure::of_routine(routine, &mut inside.part(x, y + 2, across, rows));
    }
}
