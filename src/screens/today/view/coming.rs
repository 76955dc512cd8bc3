//! Events of the next days: a review, a questionnaire, a day off, the position in an experiment, the plan's progress.

use crate::coach::experiment::{coin_words, place};
use crate::coach::plan::{Plan, minutes_this_week, next_review};
use crate::coach::{DayOff, hides_numbers, quiet_day};
use crate::content::questionnaires::DAYS_APART;
use crate::domain::english::capital;
use crate::domain::{Day, Instrument, Sorting as _, whole};
use crate::screens::shared::Shared;
use crate::screens::today::{Offer, Today};
use crate::widgets::chart::week_grid::WeekGrid;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns};
use crate::widgets::panel::panel;
use chrono::Datelike as _;
use ratatui::style::Modifier;

/// Days to look ahead.
const AHEAD: i64 = 14;
/// Columns for the date of an event, including the gap after it.
const DAYS: u16 = 13;

/// A coming event.
pub(super) struct Event {
    /// The date; `None` for anything ongoing.
    day: Option<Day>,
    what: String,
}

/// The coming events, nearest first; empty on a hard day.
pub(super) fn events(today: &Today, shared: &Shared) -> Vec<Event> {
    if shared.is_hard_day() || shared.journal.is_empty() {
        return Vec::new();
    }
    // The coin's offer at the bottom says the same.
    let is_offered = || today.offer(shared) == Some(Offer::Coin);
    let experiment = experiment(shared).filter(|_| !is_offered());
    let today = shared.day;
    let dated = |day: Day, what: String| Event {
        day: Some(day),
        what,
    };
    let mut events: Vec<Event> = experiment.into_iter().collect();
    let off = (1..=AHEAD).map(|days| today.plus(days));
    let mut off = off.filter_map(|day| Some((day, DayOff::on(&shared.journal, day)?)));
    let mut later: Vec<Event> = off
        .next()
        .map(|(day, kind)| dated(day, capital(kind.label())))
        .into_iter()
        .collect();
    let due = |instrument: Instrument| {
        let latest = shared.journal.assessments_of(instrument).next_back()?;
        let due = latest.day.plus(i64::from(DAYS_APART));
        (due > today).then(|| dated(due, format!("{} again", instrument.name())))
    };
    later.extend(Instrument::ALL.into_iter().filter_map(due));
    let plan = Plan::of(&shared.journal)
        .filter(|_| !hides_numbers(&shared.journal) && quiet_day(&shared.journal, today).is_none());
    if let Some(plan) = plan {
        let week = shared.settings.units().week;
        let review = next_review(&plan, &shared.journal, week);
        if review > today {
            later.push(dated(review, "Weekly review".to_owned()));
        }
        let done = whole(minutes_this_week(&shared.journal, today, week));
        if !shared.hides_numbers() {
            events.push(Event {
                day: None,
                what: format!("Plan: {done} of {} min this week", plan.minutes),
            });
        }
    }
    later.retain(|event| event.day.is_some_and(|day| today.plus(AHEAD) >= day));
    later.order_by_key(|event| event.day);
    events.extend(later);
    events
}

/// The current experiment: its position and today's coin.
fn experiment(shared: &Shared) -> Option<Event> {
    let (journal, today) = (&shared.journal, shared.day);
    let open = journal.open_experiment(today)?;
    let place = place(open, journal, today).filter(|_| !shared.hides_numbers());
    let place = place.map_or_else(
        || "Experiment".to_owned(),
        |place| format!("Experiment, {place}"),
    );
    let words = coin_words(open, journal, today);
    Some(Event {
        day: None,
        what: words.map_or_else(|| place.clone(), |words| format!("{place}: {words}")),
    })
}

/// Rows needed, including the frame; 0 if there are no events.
pub(super) fn rows(events: &[Event]) -> u16 {
    match events.len() as u16 {
        0 => 0,
        count => count + 1 + WEEKS + 1 + 2,
    }
}

/// Draws the events with their dates; below, if it fits, this week and the next two as a calendar.
pub(super) fn render(events: &[Event], shared: &Shared, painter: &mut Painter<'_>) {
    if events.is_empty() || painter.height() < 3 {
        return;
    }
    let mut inside = panel("Coming up", "", false, painter);
    let theme = inside.theme();
    let (width, height) = (inside.width(), inside.height());
    let mut y = 0;
    for event in events {
        let x = match event.day {
            Some(day) => {
                inside.text(0, y, &format::day(day), theme.accent);
                DAYS
            }
            None => 0,
        };
        let room = width.saturating_sub(x);
        let left = height.saturating_sub(y);
        y += inside.wrapped((x, y), room, left.min(2), &event.what, theme.text);
    }
    if height > y + WEEKS && events.iter().any(|event| event.day.is_some()) {
        let top = height - WEEKS - 1;
        calendar(events, shared, &mut inside.part(0, top, width, WEEKS + 1));
    }
}

/// Weeks in the calendar: always two full weeks ahead, whatever the weekday.
const WEEKS: u16 = 3;

/// Draws this week and the next two, with a dot at each day with an event and today highlighted.
fn calendar(events: &[Event], shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let pitch = (painter.width() / 7).clamp(3, 7);
    let weeks = WeekGrid::between(
        shared.day,
        shared.day.plus(AHEAD),
        shared.settings.units().week,
    );
    for weekday in 0..7 {
        let x = weekday * pitch;
        let name = weeks.day(0, weekday).date().format("%a").to_string();
        let name = name.get(..2).unwrap_or_default();
        painter.text(x, 0, name, theme.dim);
        for week in 0..weeks.count().min(WEEKS) {
            let day = weeks.day(week, weekday);
            let number = format!("{:>2}", day.date().day());
            let has = events.iter().any(|event| event.day == Some(day));
            let style = match day == shared.day {
                true => theme.accent.add_modifier(Modifier::UNDERLINED),
                false if has => theme.strong,
                false if day < shared.day => theme.dim,
                false => theme.text,
            };
            let end = painter.text(x, week + 1, &number, style);
            if has {
                painter.text(end, week + 1, theme.glyphs.is, theme.mark);
            }
        }
    }
}

/// Draws the events as one row: complete events, as many as fit.
pub(super) fn line(events: &[Event], painter: &mut Painter<'_>) {
    if events.is_empty() {
        return;
    }
    let theme = painter.theme();
    let width = painter.width();
    let mut x = painter.text(0, 0, "Coming up", theme.dim) + 2;
    let said = events.iter().map(|event| match event.day {
        Some(day) => format!("{} {}", event.what, format::day(day)),
        None => event.what.clone(),
    });
    for (place, said) in said.enumerate() {
        let gap = if place > 0 { 5 } else { 0 };
        let room = width.saturating_sub(x + gap);
        // Long text shows only its first part, so that nothing is cut off.
        let first = said.split(": ").next().unwrap_or_default();
        let said = if columns(&said) > room { first } else { &said };
        if columns(said) > room {
            break;
        }
        if gap > 0 {
            painter.text(x + 2, 0, theme.glyphs.dot, theme.dim);
        }
        x = painter.text(x + gap, 0, said, theme.text);
    }
}
