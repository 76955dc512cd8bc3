//! The means of all series in one line, two at most, where rows for them would be too low to be read.

use super::Layout;
use crate::domain::english::capital;
use crate::screens::history::{History, Series};
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns};
use ratatui::style::Modifier;

/// Columns between two figures.
const BETWEEN: u16 = 3;
/// The most lines.
const MOST_LINES: u16 = 2;

/// A series with its mean and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// The series.
    pub series: Series,
    /// The column of its name.
    pub x: u16,
    /// The line.
    pub y: u16,
    /// The columns it takes.
    pub wide: u16,
    name: String,
    mean: String,
    /// The unit, and the mean of the preceding range.
    about: String,
}

/// What is said about each mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    /// The mean of the preceding range, and the unit of the minutes.
    All,
    Before,
    Nothing,
}

/// The figures of `rows` and of the minutes, with as much about each as fits into one line.
pub(super) fn placed(history: &History, rows: &[Series], width: u16, numbers: bool) -> Vec<Figure> {
    let all = || rows.iter().copied().chain([Series::Minutes]);
    let figures = |about: About| -> Vec<Figure> {
        all()
            .map(|series| figure(series, history, numbers, about))
            .collect()
    };
    let fits = |found: &Vec<Figure>| {
        let wide = found.iter().map(|figure| figure.wide + BETWEEN);
        wide.sum::<u16>() <= width
    };
    let longer = [About::All, About::Before].map(figures);
    let longer = longer.into_iter().find(fits);
    let mut found = longer.unwrap_or_else(|| figures(About::Nothing));
    let (mut x, mut y) = (1, 0);
    for figure in &mut found {
        if x > 1 && x + figure.wide >= width {
            (x, y) = (1, y + 1);
        }
        (figure.x, figure.y) = (x, y);
        x += figure.wide + BETWEEN;
    }
    found.retain(|figure| figure.y < MOST_LINES);
    found
}

fn figure(series: Series, history: &History, numbers: bool, about: About) -> Figure {
    let name = capital(&history.title(series));
    let mean = history.mean(series, history.first, history.last);
    let (mean, about) = match (mean.filter(|_| numbers), series) {
        (None, _) => (String::new(), String::new()),
        (Some(mean), Series::Minutes) => {
            let unit = if about == About::All {
                " per active day"
            } else {
                ""
            };
            (format!(" {mean:.0}"), unit.to_owned())
        }
        (Some(mean), _) => {
            let before = history.before(series).filter(|_| about != About::Nothing);
            let about = before.map(|before| format!(" was {}", format::tenths(before)));
            (
                format!(" {}", format::tenths(mean)),
                about.unwrap_or_default(),
            )
        }
    };
    let wide = columns(&name) + columns(&mean) + columns(&about);
    Figure {
        series,
        x: 1,
        y: 0,
        wide,
        name,
        mean,
        about,
    }
}

/// Draws them; the one that the chart shows is marked.
pub(super) fn render(history: &History, layout: &Layout, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    for figure in &layout.figures {
        let name = if figure.series == history.series {
            painter.text(figure.x - 1, figure.y, theme.glyphs.marker, theme.accent);
            theme.accent.add_modifier(Modifier::BOLD)
        } else {
            theme.text
        };
        let pieces = [
            (figure.name.as_str(), name),
            (&figure.mean, theme.strong),
            (&figure.about, theme.dim),
        ];
        painter.pieces(figure.x, figure.y, &pieces);
    }
}
