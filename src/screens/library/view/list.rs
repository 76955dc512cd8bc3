//! The list: headings by length, and for each entry its length, intensity and usual lift.

use crate::content::words::takes;
use crate::screens::library::{Group, Library, Row};
use crate::screens::screen::Cursor;
use crate::stats::ByActivity;
use crate::stats::sentences::signed;
use crate::widgets::bars::along;
use crate::widgets::hit_map::Target;
use crate::widgets::intensity_dots::intensity_dots;
use crate::widgets::list::{first_of_page, show_more};
use crate::widgets::painter::{Painter, shorten};

/// Maximum columns of a title.
const TITLE: u16 = 28;
/// Narrower lists, in columns, show only titles and lengths.
const WIDE: u16 = 50;
/// The lift of a full bar, in points.
const TOP_LIFT: f64 = 1.5;

/// Marks entries that are not suggested.
pub(super) const BEYOND: &str = "x";
/// Marks favorites, like the key that makes them.
const FAVORITE: &str = "*";

/// The column layout of a row.
struct Columns {
    /// The column after the length.
    length: u16,
    intensity: u16,
    lift: u16,
    /// Cells of the lift bar.
    bar: u16,
    is_wide: bool,
    /// Whether the position also fits.
    has_place: bool,
    width: u16,
}

impl Columns {
    const fn of(width: u16, numbers: bool) -> Self {
        let is_wide = width >= WIDE;
        let length = if is_wide {
            3 + TITLE + 5
        } else {
            width.saturating_sub(2)
        };
        // Without lifts, their column is free.
        let has_place = width >= if numbers { 76 } else { 58 };
        let bar = if width >= 62 { 8 } else { 5 };
        Self {
            length,
            intensity: length + 3,
            lift: length + 13 + if has_place { 11 } else { 0 },
            bar,
            is_wide,
            has_place,
            width,
        }
    }

    /// The column where the position begins.
    const fn place(&self) -> u16 {
        self.intensity + 11
    }
}

/// A line: a heading, or the row at an index.
enum Line {
    Heading(Group),
    Row(usize),
}

/// Draws the visible rows around the selected one; returns its position.
pub(super) fn render(library: &Library, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (theme, height) = (painter.theme(), painter.height());
    let at = Columns::of(painter.width(), theme.numbers);
    let is_headed = at.is_wide && height > 6;
    if is_headed {
        if library
            .rows()
            .iter()
            .any(|row| row.is_beyond && !row.is_favorite)
        {
            painter.pieces(3, 0, &[(BEYOND, theme.text), (" not suggested", theme.dim)]);
        }
        let length = if theme.numbers { "Min" } else { "Length" };
        painter.right(at.length, 0, length, theme.dim);
        painter.text(at.intensity, 0, "Intensity", theme.dim);
        if at.has_place {
            painter.text(at.place(), 0, "Where", theme.dim);
        }
        if theme.numbers {
            painter.right(at.lift + at.bar + 5, 0, "Mood lift", theme.dim);
        }
    }
    let top = u16::from(is_headed);
    let lines = lines(library.rows(), height > 10 && at.is_wide);
    let is_chosen = |line: &Line| matches!(line, Line::Row(place) if *place == library.list.chosen);
    let place = lines.iter().position(is_chosen).unwrap_or(0);
    let room = usize::from(height.saturating_sub(top));
    let first = first_of_page(place, lines.len(), room);
    let mut mark = None;
    for (y, line) in (top..).zip(lines.iter().skip(first).take(room)) {
        match line {
            Line::Heading(group) => heading(*group, y, &at, painter),
            Line::Row(place) => {
                let Some(listed) = library.rows().get(*place) else {
                    continue;
                };
                if library.filtering.is_none() {
                    painter.row(y, Target::Row(library.list.rows_to(*place)));
                }
                let is_chosen = *place == library.list.chosen;
                if is_chosen {
                    mark = painter.marker(1, y);
                }
                let lift = library.lift(listed.entry.activity());
                row(listed, is_chosen, lift, y, &at, painter);
            }
        }
    }
    show_more((first, lines.len()), (0, top, room as u16), painter);
    mark
}

fn lines(rows: &[Row], has_headings: bool) -> Vec<Line> {
    let mut lines = Vec::with_capacity(rows.len() + 6);
    let mut last = None;
    for (place, row) in rows.iter().enumerate() {
        if let Some(group) = row.group.filter(|_| has_headings && row.group != last) {
            lines.push(Line::Heading(group));
            last = row.group;
        }
        lines.push(Line::Row(place));
    }
    lines
}

fn heading(group: Group, y: u16, at: &Columns, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let x = painter.text(1, y, group.heading(theme.numbers), theme.dim) + 1;
    let end = (at.lift + at.bar + 5).min(at.width.saturating_sub(1));
    let line = theme.glyphs.line.repeat(usize::from(end.saturating_sub(x)));
    painter.text(x, y, &line, theme.grid);
}

fn row(
    row: &Row,
    is_chosen: bool,
    lift: Option<&ByActivity>,
    y: u16,
    at: &Columns,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme();
    let length = match row.minutes {
        Some(minutes) if theme.numbers => minutes.to_string(),
        Some(minutes) => takes(minutes, false),
        None if at.is_wide => "open".to_owned(),
        None => "open-ended".to_owned(),
    };
    let taken = u16::try_from(length.len()).unwrap_or(0).max(2);
    let star = at.length.saturating_sub(taken + 2);
    let title = shorten(
        &theme.units.name(row.entry.title()),
        usize::from(star.saturating_sub(4)),
    );
    let style = if is_chosen {
        theme.selected
    } else {
        theme.text
    };
    painter.text(3, y, &title, style);
    if row.is_favorite {
        painter.text(star, y, FAVORITE, theme.accent);
    } else if row.is_beyond {
        painter.text(star, y, BEYOND, theme.dim);
    }
    painter.right(at.length, y, &length, theme.text);
    if !at.is_wide {
        return;
    }
    intensity_dots(row.intensity, at.intensity, y, painter);
    if at.has_place && row.minutes.is_some() {
        let place = row.entry.routine().main_position().word();
        painter.text(at.place(), y, place, theme.dim);
    }
    if theme.numbers {
        lift_bar(lift, y, at, painter);
    }
}

/// Draws the usual lift as a bar with its number, dim if it may be zero; a dot if unknown.
fn lift_bar(lift: Option<&ByActivity>, y: u16, at: &Columns, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let Some((estimate, low)) = lift.and_then(|lift| lift.estimate.zip(lift.low)) else {
        painter.text(at.lift, y, theme.glyphs.dot, theme.grid);
        return;
    };
    let (bar, number) = if low > 0.0 {
        (theme.mark, theme.text)
    } else {
        (theme.dim, theme.dim)
    };
    if estimate > 0.0 {
        along(at.lift, y, at.bar, estimate / TOP_LIFT, bar, painter);
    }
    let end = at.lift + at.bar + 5;
    painter.right(end, y, &signed(estimate), number);
}
