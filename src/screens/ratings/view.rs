//! Draws the list of own ratings, or the form of one.

use super::RatingsScreen;
use super::form::{RatingForm, when};
use crate::domain::english::capital;
use crate::domain::{MOST_ASKED, Measure, OwnRating};
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter, columns, shorten};
use crate::widgets::panel::page;
use crate::widgets::text_box;

const TITLE: &str = "Your ratings";
const HINT: &str = "Pain, coffee, time outside, tablets: asked in the check-in form, at most 12 \
    questions at once.";
/// Columns of a name, including the gap after it.
const NAMES: u16 = 20;

/// Draws the page; returns the cursor position.
pub(super) fn render(
    screen: &RatingsScreen,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let painter = &mut painter.above_footer();
    match &screen.form {
        Some(form) => draw_form(form, painter),
        None => draw_list(screen, shared, painter),
    }
}

fn draw_list(screen: &RatingsScreen, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let own = shared.journal.own_ratings();
    let is_roomy = painter.height() >= 14;
    let builtin = shared.settings.questions().len();
    let always = own
        .active()
        .filter(|rating| rating.ask != crate::domain::Ask::Never)
        .count();
    let note = if builtin + always > MOST_ASKED {
        format!("{} of {} fit", MOST_ASKED - builtin.min(MOST_ASKED), always)
    } else {
        String::new()
    };
    let rows = own.0.len() as u16 + 1 + if is_roomy { 3 } else { 0 };
    let painter = &mut page(TITLE, &note, rows, painter);
    let (width, height) = (painter.width(), painter.height());
    let mut y = 0;
    if is_roomy {
        y = painter.wrapped((0, 0), width, 2, HINT, theme.dim) + 1;
    }
    let mut list = painter.part(0, y, width, height.saturating_sub(y));
    let draw = |index: usize, is_chosen: bool, painter: &mut Painter<'_>| {
        let Some(rating) = own.0.get(index) else {
            let style = if is_chosen { theme.accent } else { theme.dim };
            painter.text(2, 0, "Add a rating", style);
            return;
        };
        let style = match (is_chosen, rating.archived) {
            (true, _) => theme.accent,
            (false, true) => theme.dim,
            (false, false) => theme.text,
        };
        let name = shorten(&capital(&rating.name), usize::from(NAMES - 2));
        painter.text(2, 0, &name, style);
        let asked = if rating.archived {
            "archived"
        } else {
            when(rating.ask)
        };
        let room = painter.width().saturating_sub(NAMES + 2);
        let what = what(rating);
        let told = if columns(&what) + columns(asked) + 3 <= room {
            format!("{what}; {asked}")
        } else {
            asked.to_owned()
        };
        painter.text(NAMES + 2, 0, &shorten(&told, usize::from(room)), theme.dim);
    };
    screen
        .list
        .render(own.0.len() + 1, Target::Row, 0, &mut list, draw)
}

/// What the answers are, in words.
fn what(rating: &OwnRating) -> String {
    match rating.measure {
        Measure::Count => rating.unit.clone(),
        measure if measure.is_scale() => {
            let better = if rating.lower_is_better {
                "lower"
            } else {
                "higher"
            };
            format!("{}, {better} is better", measure.key())
        }
        measure => measure.noun().to_owned(),
    }
}

fn draw_form(form: &RatingForm, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let parts = form.parts();
    let title = if form.editing.is_some() {
        "Change a rating"
    } else {
        "Add a rating"
    };
    let painter = &mut page(title, "", parts.len() as u16 + 2, painter);
    let width = painter.width();
    let at = 2
        + parts
            .iter()
            .map(|part| columns(RatingForm::label(*part)))
            .max()
            .unwrap_or(0)
        + 2;
    let room = width.saturating_sub(at);
    let mut cursor = None;
    for (y, part) in (0..).zip(&parts) {
        let here = *part == form.part();
        if here {
            cursor = painter.marker(0, y);
        }
        let style = if here { theme.accent } else { theme.dim };
        painter.text(2, y, RatingForm::label(*part), style);
        let value = shorten(form.value(*part), usize::from(room.saturating_sub(2)));
        if let Some(field) = form.field(*part) {
            if here {
                let part = &mut painter.part(at, y, room, 1);
                cursor = text_box::render(field, theme.text, part);
            }
            if field.is_empty() {
                painter.text(at + u16::from(here), y, &value, theme.dim);
            } else if !here {
                painter.text(at, y, &shorten(field.text(), usize::from(room)), theme.text);
            }
        } else {
            let style = if here { theme.selected } else { theme.text };
            painter.text(at.saturating_sub(1), y, &format!(" {value} "), style);
        }
    }
    if let Some(problem) = &form.problem {
        let y = parts.len() as u16;
        painter.wrapped((2, y), width.saturating_sub(2), 2, problem, theme.strong);
    }
    cursor
}
