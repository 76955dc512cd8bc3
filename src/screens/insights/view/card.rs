//! The selected card in words: its verdict, its basis and its parts, on the same axis as all cards.

use super::{forest, interval};
use crate::coach::experiment::{arm_label, card_words, of_card, protocol_line};
use crate::content::activities::label;
use crate::domain::Assessment;
use crate::domain::english::count;
use crate::keys::Action;
use crate::screens::insights::InsightsTab;
use crate::screens::shared::Shared;
use crate::stats::SLEEP_HOURS;
use crate::stats::sentences::{how, leader, title, would_change};
use crate::stats::{Card, CardId, Counts, Design, Extra, Outcome};
use crate::widgets::chart;
use crate::widgets::chart::interval::{Interval, IntervalAxis};
use crate::widgets::painter::{Painter, shorten, wrap};
use crate::widgets::panel::panel;
use ratatui::style::Style;

/// Maximum width of a line of text, in columns.
const MEASURE: u16 = 72;
/// Maximum width of a row with a plot, in columns.
const WIDEST_PARTS: u16 = 96;
/// Minimum width, in columns, to show a card's parts beside its text.
const TWO_COLUMNS: u16 = 116;
/// Minimum width, in columns, to show a part's plot beside its numbers.
const PLOTTED: u16 = 46;

/// A line of the card, before scrolling is applied.
enum CardLine {
    Gap,
    Text(String, Style),
    Plot(Interval),
    Scale,
    Part(Part),
    HeadOfParts,
}

/// A part of a card: an activity, a duration or a tag.
struct Part {
    name: String,
    interval: Option<Interval>,
    count: String,
}

/// Rows of the card in a frame with its details, in a window of the painter's width.
pub(super) fn rows(tab: &InsightsTab, shared: &Shared, painter: &Painter<'_>) -> u16 {
    const FRAME: u16 = 2;
    let width = painter.width().saturating_sub(6).min(MEASURE);
    let lines = tab.card().map_or(0, |card| {
        words(tab, shared, card, true, width, painter).len() + parts(card, width, painter).len()
    });
    FRAME + lines as u16
}

/// Draws the card in a frame; its intervals in the columns `under`, first cell of the window and width, if the table is
/// right above them.
pub(super) fn framed(
    tab: &InsightsTab,
    shared: &Shared,
    under: Option<(u16, u16)>,
    painter: &mut Painter<'_>,
) {
    let Some(card) = tab.card() else {
        return;
    };
    let mut inside = panel(&title(card), design(card), true, painter);
    let (width, height) = (inside.width(), inside.height());
    let left_edge = inside.area().x;
    if width < TWO_COLUMNS {
        let plot = under.map(|(x, across)| (x.saturating_sub(left_edge), across));
        let lines = words(tab, shared, card, tab.how, width.min(MEASURE), &inside);
        let mut lines = with_parts(lines, parts(card, width, &inside), tab.how);
        if plot.is_some() {
            lines.retain(|line| !matches!(line, CardLine::HeadOfParts));
        }
        let used = lines.len() as u16;
        scrolled(&lines, tab.scroll, plot, &mut inside);
        scores(card, shared, used + 1, &mut inside);
        return;
    }
    let left = (width / 2).min(MEASURE);
    let mut lines = words(tab, shared, card, true, left, &inside);
    if lines.len() > usize::from(height) && !tab.how {
        lines = words(tab, shared, card, false, left, &inside);
    }
    scrolled(
        &lines,
        tab.scroll,
        None,
        &mut inside.part(0, 0, left, height),
    );
    let x = left + 4;
    let mut right = inside.part(x, 0, width - x, height);
    let lines = parts(card, right.width(), &right);
    scrolled(&lines, 0, None, &mut right);
    scores(card, shared, 0, &mut right);
}

/// Draws the card without a frame, with its interval.
pub(super) fn plain(tab: &InsightsTab, shared: &Shared, painter: &mut Painter<'_>) {
    let Some(card) = tab.card() else {
        return;
    };
    let width = painter.width().min(MEASURE);
    let lines = words(tab, shared, card, tab.how, width, painter);
    let mut lines = with_parts(lines, parts(card, width, painter), tab.how);
    if let Some(interval) = interval(card) {
        let verdict = lines.iter().position(|line| matches!(line, CardLine::Gap));
        let plot = [CardLine::Gap, CardLine::Scale, CardLine::Plot(interval)];
        let place = verdict.unwrap_or(lines.len());
        lines.splice(place..place, plot);
    }
    let used = lines.len() as u16;
    scrolled(&lines, tab.scroll, None, painter);
    scores(card, shared, used + 1, painter);
}

/// Inserts the parts after the verdict and before its basis, or at the end if the details are open.
fn with_parts(mut lines: Vec<CardLine>, parts: Vec<CardLine>, is_last: bool) -> Vec<CardLine> {
    if parts.is_empty() {
        return lines;
    }
    let verdict = lines.iter().position(|line| matches!(line, CardLine::Gap));
    let place = verdict.filter(|_| !is_last).unwrap_or(lines.len());
    lines.splice(place..place, std::iter::once(CardLine::Gap).chain(parts));
    lines
}

/// The study design, shown in the edge of the frame.
const fn design(card: &Card) -> &'static str {
    match card.design {
        Design::BeforeAfter => "before and after",
        Design::Observational => "a link, not a cause",
        Design::Description => "what happened",
        Design::Questionnaire => "your scores",
        Design::Randomized => match card.n {
            Counts::Sessions { .. } => "a coin picked the sessions",
            _ => "a coin picked the days",
        },
    }
}

/// The verdict, its basis and what would change it; with details, the whole method.
fn words(
    tab: &InsightsTab,
    shared: &Shared,
    card: &Card,
    has_details: bool,
    width: u16,
    painter: &Painter<'_>,
) -> Vec<CardLine> {
    let theme = painter.theme();
    let gap = tab
        .found
        .as_ref()
        .and_then(|found| found.start_gap.as_ref());
    let said = |text: &str, style: Style| {
        let lines = wrap(text, usize::from(width)).into_iter();
        lines.map(move |line| CardLine::Text(line, style))
    };
    let mut lines = Vec::new();
    let verdict = card_words(card, &shared.journal, shared.day);
    lines.extend(said(&verdict, theme.strong));
    lines.push(CardLine::Gap);
    if has_details {
        for told in how(card, gap) {
            lines.extend(said(&told, theme.text));
            lines.push(CardLine::Gap);
        }
        if let Some(experiment) = of_card(card, &shared.journal) {
            let line = protocol_line(experiment, &shared.journal);
            lines.extend(said(&format!("Protocol: {line}"), theme.dim));
        }
    } else if let Some(rests) = how(card, None).first()
        && !matches!(card.n, Counts::Pairs { pairs: 0, .. })
    {
        lines.extend(said(rests, theme.dim));
    }
    if let Some(change) = would_change(card) {
        lines.extend(said(&change, theme.dim));
    }
    if let Some(next) = tab.next_step(shared) {
        let [a, b] = [&next.arm_a, &next.arm_b].map(|arm| arm_label(arm, &shared.journal));
        let key = shared.key_here(Action::Experiment);
        let next = if card.id == CardId::Experiment {
            format!("{key} runs it again with a new coin.")
        } else {
            format!("To test this: {key} starts an experiment, {a} against {b}.")
        };
        lines.extend(said(&next, theme.dim));
    }
    lines
}

/// The parts of the card on the axis shared by all cards, and which of them leads.
fn parts(card: &Card, width: u16, painter: &Painter<'_>) -> Vec<CardLine> {
    let interval = |low: Option<f64>, estimate: Option<f64>, high: Option<f64>| {
        Some(Interval {
            low: low?,
            estimate: estimate?,
            high: high?,
        })
    };
    let parts: Vec<Part> = match &card.extra {
        Extra::RightAfter { by_activity, .. } => by_activity
            .iter()
            .map(|row| Part {
                name: painter
                    .theme()
                    .units
                    .name(label(&row.activity))
                    .into_owned(),
                interval: interval(row.low, row.estimate, row.high),
                count: count(row.n, "session"),
            })
            .collect(),
        Extra::Dose { by_bin, .. } => by_bin
            .iter()
            .filter(|row| row.n > 0)
            .map(|row| Part {
                name: if card.id == CardId::Length {
                    format!("{} min", row.bin)
                } else {
                    row.bin.to_owned()
                },
                interval: interval(row.low, row.estimate, row.high),
                count: count(row.n, "session"),
            })
            .collect(),
        Extra::GoesWith { factors } => factors
            .iter()
            .map(|factor| Part {
                name: match factor.one_more() {
                    _ if factor.factor == SLEEP_HOURS => "one hour more sleep".to_owned(),
                    more => more.unwrap_or_else(|| factor.factor.clone()),
                },
                interval: interval(Some(factor.low), Some(factor.estimate), Some(factor.high)),
                count: count(factor.n, "day"),
            })
            .collect(),
        _ => return Vec::new(),
    };
    let has_interval = parts.iter().any(|part| part.interval.is_some());
    let mut lines = Vec::new();
    if has_interval && width >= PLOTTED && plot_of(width).1 >= LEAST_PLOT {
        lines.push(CardLine::HeadOfParts);
    }
    lines.extend(parts.into_iter().map(CardLine::Part));
    if let Some(told) = leader(card, label) {
        let style = painter.theme().text;
        let told = wrap(&told, usize::from(width)).into_iter();
        lines.extend(told.map(|line| CardLine::Text(line, style)));
    }
    lines
}

/// Columns of a part's estimate with its range, and of its count.
const NUMBERS: u16 = 19;
const COUNT: u16 = 13;
/// Minimum columns for a part's plot.
const LEAST_PLOT: u16 = 12;

/// The first column and the width of a part's plot in a row of this width.
fn plot_of(width: u16) -> (u16, u16) {
    let names = (width * 2 / 7).clamp(12, 24);
    let plot = width.saturating_sub(names + 1 + NUMBERS + COUNT);
    (names + 1, plot.min(57))
}

/// Draws the visible lines, and an indicator if there are more; the parts' intervals in the columns `plot`, or where
/// they fit.
fn scrolled(lines: &[CardLine], scroll: u16, plot: Option<(u16, u16)>, painter: &mut Painter<'_>) {
    let (theme, width, rows) = (painter.theme(), painter.width(), painter.height());
    let most = lines.len().saturating_sub(usize::from(rows));
    let first = usize::from(scroll).min(most);
    let shown = if first < most {
        rows.saturating_sub(1)
    } else {
        rows
    };
    let wide = if plot.is_some() {
        width
    } else {
        width.min(WIDEST_PARTS)
    };
    let plot = plot.unwrap_or_else(|| plot_of(wide));
    for (y, line) in (0..).zip(lines.iter().skip(first).take(usize::from(shown))) {
        match line {
            CardLine::Gap => {}
            CardLine::Text(text, style) => drop(painter.text(0, y, text, *style)),
            CardLine::Plot(interval) => {
                IntervalAxis::POINTS.row(interval, &mut painter.part(0, y, wide, 1));
            }
            CardLine::Scale => IntervalAxis::POINTS.head(&mut painter.part(0, y, wide, 1)),
            CardLine::HeadOfParts => {
                IntervalAxis::POINTS.head(&mut painter.part(plot.0, y, plot.1, 1));
            }
            CardLine::Part(part) => draw_part(part, plot, &mut painter.part(0, y, wide, 1)),
        }
    }
    if first < most && rows > 0 {
        painter.right(width, rows - 1, "page down for more", theme.dim);
    }
}

fn draw_part(part: &Part, (at, across): (u16, u16), painter: &mut Painter<'_>) {
    let (theme, width) = (painter.theme(), painter.width());
    let is_plotted = width >= PLOTTED && across >= LEAST_PLOT;
    let x = if is_plotted {
        at + across + 2
    } else {
        at.max(width.saturating_sub(NUMBERS + COUNT))
    };
    let room = if is_plotted { at } else { x }.saturating_sub(2);
    painter.text(0, 0, &shorten(&part.name, usize::from(room)), theme.text);
    if let Some(interval) = &part.interval {
        if is_plotted {
            IntervalAxis::POINTS.row(interval, &mut painter.part(at, 0, across, 1));
        }
        let style = if interval.is_clear() {
            theme.text
        } else {
            theme.dim
        };
        painter.text(x, 0, &forest::interval_text(interval), style);
    }
    painter.right(width, 0, &part.count, theme.dim);
}

/// Draws the scores of a questionnaire over their bands, starting at row `y`, if they fit.
fn scores(card: &Card, shared: &Shared, y: u16, painter: &mut Painter<'_>) {
    let Outcome::Score(instrument) = card.outcome else {
        return;
    };
    let records: Vec<&Assessment> = shared.journal.assessments_of(instrument).collect();
    let (theme, width) = (painter.theme(), painter.width());
    let rest = painter.height().saturating_sub(y);
    let mut under = painter.part(0, y, width, rest);
    chart::scores::render(instrument, &records, theme, &mut under);
}
