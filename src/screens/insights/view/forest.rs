//! All cards, one per row: their intervals on one axis, or only their verdicts if the plot doesn't fit.

use super::interval;
use crate::domain::Day;
use crate::screens::screen::Cursor;
use crate::stats::sentences::{chip, signed, title};
use crate::stats::{Card, Extra, Status};
use crate::widgets::chart::interval::{Interval, IntervalAxis};
use crate::widgets::hit_map::Target;
use crate::widgets::list::first_visible;
use crate::widgets::painter::{Painter, columns, shorten};
use ratatui::style::Style;

/// Heading of the cards that never produce a headline.
const MORE: &str = "More comparisons (about 1 in 20 will be off by chance)";
/// Minimum columns for the plot beside the numbers; if it is narrower, the numbers are left out to make room.
const LEAST_PLOT: u16 = 17;
/// Maximum columns for the plot.
const WIDEST_PLOT: u16 = 97;

/// Rows taken by all cards at `pitch` rows each, including the column heads and the scale.
pub(super) fn rows(cards: &[&Card], pitch: u16) -> u16 {
    let count = cards.len() as u16;
    count * pitch + lines(cards).len() as u16 - count + 2
}

/// The card indexes, with `None` for the heading between the groups.
fn lines(cards: &[&Card]) -> Vec<Option<usize>> {
    let mut lines = Vec::new();
    for (index, card) in cards.iter().enumerate() {
        let is_after_headlines = index > 0 && cards[index - 1].is_headline();
        if !card.is_headline() && is_after_headlines {
            lines.push(None);
        }
        lines.push(Some(index));
    }
    lines
}

/// The columns of a row and where they begin.
struct Columns {
    names: u16,
    plot: u16,
    numbers: u16,
    words: u16,
    /// Whether any card has an interval.
    has_answer: bool,
}

impl Columns {
    fn of(cards: &[&Card], today: Day, width: u16) -> Self {
        let widest = |of: &dyn Fn(&Card) -> String| {
            let all = cards.iter().map(|card| columns(&of(card)));
            all.max().unwrap_or(0)
        };
        let names = (3 + widest(&title)).min(width / 3);
        let words = widest(&|card| chip(card, today)).min(width * 3 / 10);
        let numbers =
            widest(&|card| interval(card).map_or_else(String::new, |of| interval_text(&of)));
        let numbers = (numbers + 1).max(columns(HEAD));
        let rest = width.saturating_sub(names + words + 5);
        // With less room, only the estimates: the plot shows the ranges.
        let short = columns(SHORT_HEAD);
        let fits = |numbers: &u16| rest >= numbers + 2 + LEAST_PLOT;
        let numbers = [numbers, short].into_iter().find(fits).unwrap_or(0);
        let plot = rest.saturating_sub(numbers + if numbers > 0 { 2 } else { 0 });
        Self {
            names,
            plot: plot.min(WIDEST_PLOT),
            numbers,
            words,
            has_answer: cards.iter().any(|card| interval(card).is_some()),
        }
    }

    const fn plot_at(&self) -> u16 {
        self.names + 2
    }

    /// The heading of the numbers.
    const fn head(&self) -> &'static str {
        if self.numbers as usize > SHORT_HEAD.len() {
            HEAD
        } else {
            SHORT_HEAD
        }
    }

    const fn numbers_at(&self) -> u16 {
        self.plot_at() + self.plot + 2
    }
}

const HEAD: &str = "Change (likely range)";
const SHORT_HEAD: &str = "Change";

/// `+0.7 (0.6 to 0.9)`.
pub(super) fn interval_text(interval: &Interval) -> String {
    let Interval {
        low,
        estimate,
        high,
    } = interval;
    let range = if *low >= 0.0 {
        format!("{low:.1} to {high:.1}")
    } else {
        format!("{} to {}", signed(*low), signed(*high))
    };
    format!("{} ({range})", signed(*estimate))
}

/// Draws the plot with cards `pitch` rows high, as many as fit around the selected one; returns the position of the
/// selected card.
pub(super) fn render(
    cards: &[&Card],
    (chosen, today): (usize, Day),
    pitch: u16,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let at = Columns::of(cards, today, width);
    let axis = IntervalAxis::POINTS;
    if at.has_answer {
        painter.text(3, 0, "Points from 1 to 9", theme.dim);
        axis.head(&mut painter.part(at.plot_at(), 0, at.plot, 1));
        if at.numbers > 0 {
            painter.text(at.numbers_at(), 0, at.head(), theme.dim);
        }
    }
    let lines = lines(cards);
    let place = lines.iter().position(|line| *line == Some(chosen));
    let room = usize::from(height.saturating_sub(2) / pitch);
    let first = first_visible(place.unwrap_or(0), lines.len(), room);
    let (mut mark, mut y) = (None, 1);
    let (mut waits, mut drawn) = (None, first);
    for line in lines.iter().skip(first) {
        let rows = if line.is_some() { pitch } else { 1 };
        // A heading needs a row below it.
        let needed = if line.is_some() { rows } else { 1 + pitch };
        if y + needed >= height {
            break;
        }
        drawn += 1;
        let Some(index) = line else {
            let room = usize::from(width.saturating_sub(2));
            painter.text(1, y, &shorten(MORE, room), theme.dim);
            y += rows;
            continue;
        };
        let is_chosen = *index == chosen;
        let click = Target::Row(*index as i16 - chosen as i16);
        painter.place(0, y, width, rows, click);
        if is_chosen {
            mark = painter.marker(1, y);
        }
        let part = &mut painter.part(0, y, width, rows);
        let card = cards[*index];
        row(card, is_chosen, today, &at, part);
        let wait = missing(card);
        if wait.is_some() && wait == waits {
            same_wait(at.plot_at(), y, at.plot, painter);
        }
        waits = wait;
        y += rows;
    }
    let more = lines.iter().skip(drawn).flatten().count();
    if more > 0 && height > 1 {
        let arrow = if theme.glyphs.ascii { "v" } else { "↓" };
        painter.text(3, height - 1, &format!("{more} more {arrow}"), theme.dim);
    }
    mark
}

/// The first cell and the width of the plot in a window of this width.
pub(super) fn plot(cards: &[&Card], today: Day, width: u16) -> (u16, u16) {
    let at = Columns::of(cards, today, width);
    (at.plot_at(), at.plot)
}

/// In place of the words: it takes as long as the row above.
fn same_wait(x: u16, y: u16, width: u16, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let line = if theme.glyphs.ascii { "|" } else { "┊" };
    painter.text(x, y, &" ".repeat(usize::from(width)), theme.dim);
    painter.text(x, y, line, theme.frame);
}

fn row(card: &Card, is_chosen: bool, today: Day, at: &Columns, painter: &mut Painter<'_>) {
    let (theme, width, rows) = (painter.theme(), painter.width(), painter.height());
    let style = if is_chosen {
        theme.selected
    } else {
        theme.text
    };
    let name = shorten(&title(card), usize::from(at.names.saturating_sub(3)));
    painter.text(3, 0, &name, style);
    let axis = IntervalAxis::POINTS;
    let mut plot = painter.part(at.plot_at(), 0, at.plot, rows);
    if let Some(interval) = interval(card) {
        axis.ground(&mut plot);
        axis.interval(&interval, &mut plot);
        if at.numbers > 0 {
            let style = if interval.is_clear() {
                theme.strong
            } else {
                theme.text
            };
            let text = interval_text(&interval);
            let (estimate, range) = text.split_once(' ').unwrap_or((&text, ""));
            let x = at.numbers_at();
            painter.right(x + 4, 0, estimate, style);
            if at.head() == HEAD {
                painter.text(x + 5, 0, range, theme.dim);
            }
        }
    } else {
        let said = instead(card, theme.glyphs.arrow);
        // Where all rows wait, a verdict alone at the right would look lost.
        let said = if said.is_empty() && !at.has_answer {
            chip(card, today)
        } else if columns(&said) > at.plot {
            said.split(',').next().unwrap_or_default().to_owned()
        } else {
            said
        };
        plot.text(0, 0, &shorten(&said, usize::from(at.plot)), theme.dim);
        if !at.has_answer {
            return;
        }
    }
    // A card that says how many days it takes doesn't also say that there is not enough data yet.
    if missing(card).is_some() {
        return;
    }
    let word = shorten(&chip(card, today), usize::from(at.words));
    painter.right(width.saturating_sub(1), 0, &word, verdict(card, painter));
}

/// The text shown instead of an interval.
fn instead(card: &Card, arrow: &str) -> String {
    match (&card.extra, card.more_days) {
        (
            Extra::Questionnaire {
                baseline: Some(first),
                latest: Some(last),
            },
            _,
        ) if first.day != last.day => {
            format!("{} {arrow} {}, lower is better", first.score, last.score)
        }
        _ => missing(card).unwrap_or_default(),
    }
}

/// How many more days a card without an answer takes, in words.
fn missing(card: &Card) -> Option<String> {
    match card.more_days.filter(|_| interval(card).is_none())? {
        0 => None,
        1 => Some("about 1 more day".to_owned()),
        days => Some(format!("about {days} more days")),
    }
}

/// The color of the verdict, always in addition to its word.
fn verdict(card: &Card, painter: &Painter<'_>) -> Style {
    let theme = painter.theme();
    match interval(card) {
        // A difference whose direction is open isn't a finding, however clear of 0 it is.
        _ if card.status == Status::DirectionUnclear => theme.dim,
        Some(interval) if interval.is_clear() => theme.mark,
        None if card.estimate.is_some() => theme.mark,
        _ => theme.dim,
    }
}

/// Draws only names and verdicts; returns the position of the selected card.
pub(super) fn list(
    cards: &[&Card],
    (chosen, today): (usize, Day),
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let (theme, width, height) = (painter.theme(), painter.width(), painter.height());
    let first = first_visible(chosen, cards.len(), usize::from(height));
    let mut mark = None;
    let shown = cards.iter().enumerate().skip(first);
    for (y, (index, card)) in (0..).zip(shown.take(usize::from(height))) {
        let is_chosen = index == chosen;
        painter.row(y, Target::Row(index as i16 - chosen as i16));
        if is_chosen {
            mark = painter.marker(1, y);
        }
        let word = missing(card).unwrap_or_else(|| chip(card, today));
        let room = usize::from(width.saturating_sub(5).saturating_sub(columns(&word)));
        let style = if is_chosen {
            theme.selected
        } else {
            theme.text
        };
        painter.text(3, y, &shorten(&title(card), room), style);
        let style = verdict(card, painter);
        painter.right(width.saturating_sub(1), y, &word, style);
    }
    mark
}
