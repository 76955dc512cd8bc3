//! Draws the safety questions, one at a time, and the page with their outcome.
//!
//! ```text
//!  ╭─ 12-exercise circuit ───────────────────────────── 2 of 4 ─╮
//!  │ Four quick questions before your first vigorous routine.   │
//!  │                                                            │
//!  │ In the last few months: pain or pressure in the chest, …?  │
//!  │                                                            │
//!  │ y yes   n no                                               │
//!  ╰────────────────────────────────────────────────────────────╯
//! ```

use super::{OutcomePage, ReadinessForm};
use crate::content::safety::{intro, questions};
use crate::keys::Action;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, column, columns, wrap};
use crate::widgets::panel::page;

/// In windows with fewer rows, gaps are left out so that nothing is cut off.
const TIGHT: u16 = 15;
/// The title when no routine is waiting.
const TITLE: &str = "Safety questions";

/// Draws the question or the outcome; returns the position of the selected answer.
pub(super) fn render(
    form: &ReadinessForm,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let painter = &mut painter.above_footer();
    let routine = form.routine.as_ref();
    let title = routine.map_or(TITLE, |routine| routine.title.as_str());
    if let Some(page) = &form.page {
        return outcome_page(page, title, shared, painter);
    }
    question(form, title, shared, painter);
    None
}

/// Rows that `text` takes in a page over the painter's area.
fn lines(text: &str, painter: &Painter<'_>) -> u16 {
    wrap(text, usize::from(column(painter).1)).len() as u16
}

fn question(form: &ReadinessForm, title: &str, shared: &Shared, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let Some(asked) = questions().get(form.answers.len()) else {
        return;
    };
    let gap = u16::from(painter.height() >= TIGHT);
    let rows = lines(intro(), painter) + lines(&asked.text, painter) + 1 + 2 * gap;
    let note = format!("{} of {}", form.answers.len() + 1, questions().len());
    let painter = &mut page(title, &note, rows, painter);
    let width = painter.width();
    let mut y = painter.wrapped((0, 0), width, 3, intro(), theme.dim) + gap;
    y += painter.wrapped((0, y), width, 5, &asked.text, theme.strong) + gap;
    let mut x = 0;
    for (action, word) in [(Action::Yes, "yes"), (Action::No, "no")] {
        let key = shared.key_here(action);
        let wide = columns(&key) + 1 + columns(word);
        painter.place(x, y, wide, 1, Target::Do(action));
        x = painter.pieces(
            x,
            y,
            &[(&key, theme.key), (" ", theme.dim), (word, theme.text)],
        ) + 3;
    }
}

fn outcome_page(
    outcome: &OutcomePage,
    title: &str,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let words = outcome.outcome.words();
    let text = outcome.outcome.text(&shared.place());
    let ways: Vec<&str> = outcome.ways.iter().map(|way| way.words()).collect();
    let gap = u16::from(painter.height() >= TIGHT);
    // Whom to call in an emergency stands on its own row, never broken before the number.
    let (text, call) = text.split_at(text.rfind("Call ").unwrap_or(text.len()));
    let call_rows = if call.is_empty() {
        0
    } else {
        lines(call, painter)
    };
    let said = lines(&words.title, painter) + lines(text, painter) + call_rows;
    let painter = &mut page(title, "", said + 2 * gap + ways.len() as u16, painter);
    let width = painter.width();
    let mut y = painter.wrapped((0, 0), width, 2, &words.title, theme.strong) + gap;
    y += painter.wrapped((0, y), width, 6, text, theme.text);
    if call_rows > 0 {
        y += painter.wrapped((0, y), width, 2, call, theme.strong);
    }
    y += gap;
    outcome.menu.render((0, y), width, &ways, painter)
}
