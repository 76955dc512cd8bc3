//! The diary's clearest result with its certainty, or how far away the first result is.

use crate::coach::experiment::card_words;
use crate::content::activities;
use crate::domain::english::count;
use crate::keys::Tab;
use crate::screens::shared::Shared;
use crate::screens::today::{Answer, Today};
use crate::stats::sentences::{chip, signed, title};
use crate::stats::{Card, Extra};
use crate::widgets::chart::interval::{Interval, IntervalAxis};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten, wrap};
use crate::widgets::panel::panel;

/// Maximum activities listed under the card about all of them.
const MOST_ACTIVITIES: usize = 6;
/// Maximum dots that represent days.
const MOST_DOTS: u32 = 28;

/// Rows needed, including the frame, with `width` columns inside; in a tall window this includes each activity.
pub(super) fn rows(today: &Today, shared: &Shared, width: u16, is_tall: bool) -> u16 {
    let lines = |text: &str| wrap(text, usize::from(width)).len() as u16;
    match today.known.answer() {
        None => 9,
        Some(Answer::Card(card)) if !shared.hides_numbers() => {
            let under = match by_activity(card).len() as u16 {
                activities if is_tall && activities > 0 => activities + 1,
                _ => 0,
            };
            lines(&card_words(card, &shared.journal, shared.day)) + 3 + under + 2
        }
        Some(Answer::Card(_)) => 5,
        Some(Answer::Waits(..)) => 7,
    }
}

/// Draws the panel in the painter's area.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) {
    let Some(answer) = today.known.answer().filter(|_| painter.height() >= 3) else {
        return;
    };
    let is_card = matches!(answer, Answer::Card(_));
    let note = if is_card && shared.digits_are_tabs() {
        "4 shows all"
    } else {
        ""
    };
    let (width, height) = (painter.width(), painter.height());
    painter.place(0, 0, width, height, Target::Tab(Tab::Insights as usize));
    let mut inside = panel("What your data says", note, false, painter);
    match answer {
        Answer::Card(card) if inside.theme().numbers => with_numbers(card, shared, &mut inside),
        Answer::Card(card) => in_words(card, shared, &mut inside),
        Answer::Waits(days, more) => waits(*days, *more, &mut inside),
    }
}

/// Draws the sentence, the interval on its scale and, if they fit, the intervals of the activities.
fn with_numbers(card: &Card, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let words = card_words(card, &shared.journal, shared.day);
    let needed = wrap(&words, usize::from(width)).len() as u16;
    if needed > height {
        // The short form keeps its numbers complete.
        painter.wrapped((0, 0), width, height, &short(card, shared), theme.text);
        return;
    }
    painter.wrapped((0, 0), width, needed, &words, theme.text);
    let gap = u16::from(height > needed + 2);
    let y = needed + gap;
    if y + 2 > height {
        return;
    }
    let axis = IntervalAxis::POINTS;
    if let (Some(low), Some(estimate), Some(high)) = (card.low, card.estimate, card.high) {
        let interval = Interval {
            low,
            estimate,
            high,
        };
        axis.row(&interval, &mut painter.part(0, y, width, 1));
        axis.scale(&mut painter.part(0, y + 1, width, 1));
    }
    let rows = by_activity(card);
    for (row, activity) in (y + 3..height).zip(rows) {
        let (activity, interval) = activity;
        let names = 24.min(width / 2);
        let name = shorten(
            &theme.units.name(activities::label(&activity)),
            usize::from(names) - 1,
        );
        painter.text(0, row, &name, theme.dim);
        let room = width.saturating_sub(names + 6);
        axis.row(&interval, &mut painter.part(names, row, room, 1));
        painter.right(width, row, &signed(interval.estimate), theme.text);
    }
}

/// The activities of the right-after card, with their lifts.
fn by_activity(card: &Card) -> Vec<(String, Interval)> {
    let Extra::RightAfter { by_activity, .. } = &card.extra else {
        return Vec::new();
    };
    let own = by_activity.iter().filter_map(|row| {
        let interval = Interval {
            low: row.low?,
            estimate: row.estimate?,
            high: row.high?,
        };
        Some((row.activity.clone(), interval))
    });
    own.take(MOST_ACTIVITIES).collect()
}

/// Draws the topic and the verdict, while numbers are hidden.
fn in_words(card: &Card, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    painter.text(0, 0, &title(card), theme.dim);
    painter.text(0, 1, &chip(card, shared.day), theme.text);
}

/// Draws the days so far and the days still needed, one dot each.
fn waits(days: u32, more: Option<u32>, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let width = painter.width();
    let text = waiting(days, more, theme.numbers);
    let rows = painter.wrapped((0, 0), width, 3, &text, theme.text);
    let Some(more) = more else { return };
    let all = (days + more).min(MOST_DOTS).min(u32::from(width));
    let open = more.min(all);
    let full = theme.glyphs.active.repeat((all - open) as usize);
    let y = rows + 1;
    let x = painter.text(0, y, &full, theme.mark);
    painter.text(x, y, &theme.glyphs.short.repeat(open as usize), theme.frame);
}

fn waiting(days: u32, more: Option<u32>, numbers: bool) -> String {
    match more {
        Some(more) if numbers => format!(
            "{} with a check-in. About {more} more and a few rated sessions until the first answer.",
            count(days, "day")
        ),
        Some(_) => "A first answer comes with more days.".to_owned(),
        None => "First answers come with check-ins and with ratings before and after.".to_owned(),
    }
}

/// The topic and the verdict, with the numbers in short form.
fn short(card: &Card, shared: &Shared) -> String {
    let words = format!("{}: {}", title(card), lower(&chip(card, shared.day)));
    match (card.estimate, card.low, card.high) {
        (Some(estimate), Some(low), Some(high)) => format!(
            "{words}, {} ({} to {})",
            signed(estimate),
            signed(low),
            signed(high)
        ),
        _ => words,
    }
}

/// The verdict in lower case, for use within a line.
fn lower(chip: &str) -> String {
    let mut letters = chip.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The result as one row of `room` columns, in the longest form that fits; `None` if none fits or nothing is known.
pub(super) fn line(today: &Today, shared: &Shared, room: u16) -> Option<String> {
    let forms = match today.known.answer()? {
        Answer::Card(card) if shared.hides_numbers() => {
            vec![format!(
                "{}: {}",
                title(card),
                lower(&chip(card, shared.day))
            )]
        }
        Answer::Card(card) => vec![
            card_words(card, &shared.journal, shared.day),
            short(card, shared),
        ],
        Answer::Waits(days, more) => vec![waiting(*days, *more, !shared.hides_numbers())],
    };
    forms.into_iter().find(|form| columns(form) <= room)
}

/// Draws that row.
pub(super) fn render_line(said: &str, painter: &mut Painter<'_>) {
    let style = painter.theme().text;
    painter.text(0, 0, said, style);
    painter.row(0, Target::Tab(Tab::Insights as usize));
}
