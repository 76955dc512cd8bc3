//! Draws the log form.

use super::{LogField, LogForm};
use crate::domain::{OwnActivities, Rating, Session};
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::panel::panel;
use crate::widgets::{format, text_box};

/// Minimum width, in columns, to show recent sessions beside the form.
const BESIDE: u16 = 100;
/// Columns of the form when sessions are beside it.
const FORM: u16 = 64;
/// Maximum columns of the recent sessions.
const LATELY: u16 = 72;

/// Draws the form; returns the cursor position.
pub(super) fn render(form: &LogForm, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let (width, height) = (painter.width(), painter.height());
    if width < BESIDE {
        return fields(form, shared, painter);
    }
    let wide = (width - FORM - 1).min(LATELY);
    lately(shared, &mut painter.part(FORM, 0, wide, height));
    fields(form, shared, &mut painter.part(0, 0, FORM, height))
}

/// Draws the latest sessions, one per row.
fn lately(shared: &Shared, painter: &mut Painter<'_>) {
    let height = painter.height();
    let sessions = shared.journal.sessions().iter().rev();
    let sessions: Vec<&Session> = sessions
        .take(usize::from(height.saturating_sub(2)))
        .collect();
    if sessions.is_empty() {
        return;
    }
    let rows = (sessions.len() as u16 + 2).min(height);
    let width = painter.width();
    let mut part = painter.part(0, 0, width, rows);
    let mut inside = panel("Lately", "", false, &mut part);
    let (theme, width) = (inside.theme(), inside.width());
    for (y, session) in (0..).zip(sessions) {
        let day = format::short_day(session.day);
        inside.right(6, y, &day, theme.dim);
        let has_length = width >= 44;
        let numbers = match (theme.numbers, has_length) {
            (false, _) => 0,
            (true, false) => 7,
            (true, true) => 15,
        };
        let room = width.saturating_sub(8 + numbers);
        inside.text(
            8,
            y,
            &shorten(&theme.units.name(&session.title), usize::from(room)),
            theme.text,
        );
        if !theme.numbers {
            continue;
        }
        if has_length {
            let length = format::minutes(u64::from(session.active_seconds));
            inside.right(width.saturating_sub(7), y, &length, theme.dim);
        }
        if let (Some(before), Some(after)) = (session.before, session.after) {
            let level = |rating: Rating| theme.digit(usize::from(rating.get()) - 1);
            let (from, to) = (before.to_string(), after.to_string());
            let arrow = format!(
                " {} ",
                if theme.glyphs.ascii {
                    ">"
                } else {
                    theme.glyphs.arrow
                }
            );
            let pieces = [
                (&*from, level(before)),
                (&*arrow, theme.dim),
                (&*to, level(after)),
            ];
            inside.pieces_right(width, y, &pieces);
        }
    }
}

fn fields(form: &LogForm, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let roomy = height >= 20;
    let rows = LogField::ALL.len() as u16;
    let gap = if roomy { 2 } else { 1 };
    let frame_height = (rows * gap + if roomy { 4 } else { 3 }).min(height);
    let title = if form.editing.is_some() {
        "Edit session"
    } else {
        "What did you do?"
    };
    let inset = u16::from(width >= 60);
    let frame_width = width.saturating_sub(inset * 2).min(90);
    let mut card = painter.part(inset, 0, frame_width, frame_height);
    card.frame(title, theme.accent, theme.focus, theme.glyphs.ascii);
    let mut cursor = None;
    for (index, field) in LogField::ALL.into_iter().enumerate() {
        let y = index as u16 * gap + if roomy { 2 } else { 1 };
        let here = index == form.at;
        if here {
            card.text(2, y, theme.glyphs.marker, theme.accent);
        }
        card.text(
            4,
            y,
            field.label(),
            if here { theme.accent } else { theme.dim },
        );
        let x = 17;
        let room = frame_width.saturating_sub(x + 2);
        let text = form.text(field);
        if here {
            cursor = text_box::render(text, theme.text, &mut card.part(x, y, room, 1));
            if text.is_empty() {
                card.text(
                    x,
                    y,
                    &shorten(field.help(form.units), usize::from(room)),
                    theme.dim,
                );
            }
        } else {
            card.text(x, y, &shorten(text.text(), usize::from(room)), theme.text);
        }
        if here && roomy {
            let own = shared.journal.own_activities();
            below(form, field, (x, y + 1), room, own, &mut card);
        }
    }
    let y = frame_height + 1;
    if let Some((field, problem)) = &form.problem
        && *field == form.field()
    {
        painter.wrapped(
            (inset + 2, y.min(height.saturating_sub(2))),
            width.saturating_sub(4),
            2,
            problem,
            theme.warn,
        );
    } else if form.editing.is_none() && y + 1 < height {
        let line = "In one line:  firstline log walk 32m --effort 4 --before 5 --after 7";
        painter.wrapped(
            (inset + 2, y),
            width.saturating_sub(inset + 3),
            2,
            line,
            theme.dim,
        );
    }
    cursor
}

fn below(
    form: &LogForm,
    field: LogField,
    at: (u16, u16),
    room: u16,
    own: OwnActivities<'_>,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme();
    if field != LogField::What
        || form
            .editing
            .as_ref()
            .is_some_and(|session| theme.units.name(&session.title) == form.text(field).trimmed())
    {
        return;
    }
    let matches = form.matches(own).into_iter();
    let matches: Vec<_> = matches
        .map(|activity| theme.units.name(&activity.label).into_owned())
        .collect();
    let line = matches.join(&format!(" {} ", theme.glyphs.dot));
    painter.text(at.0, at.1, &shorten(&line, usize::from(room)), theme.dim);
}
