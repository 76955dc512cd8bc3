//! Draws the offer to resume a session left running: what it is, its progress and the choices.

use super::Resume;
use crate::screens::screen::Cursor;
use crate::screens::shared::Shared;
use crate::widgets::painter::{Painter, column, wrap};
use crate::widgets::panel::page;
use crate::widgets::step_line::step_line_from;

/// The title above the offer.
const TITLE: &str = "Welcome back. A session is still open.";
/// Windows with fewer rows have a compact layout.
const TIGHT: u16 = 18;

/// Draws the offer; returns the position of the selected answer.
pub(super) fn render(
    resume: &Resume,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let painter = &mut painter.above_footer();
    let (room, height) = (usize::from(column(painter).1), painter.height());
    let summary = resume.summary(shared, theme.numbers);
    let outcome = resume.page.map(|outcome| {
        let title = outcome.words().title.clone();
        (title, outcome.text(&shared.place()))
    });
    let answers = resume.answers(theme.numbers);
    let lines = |text: &str| wrap(text, room).len() as u16;
    let outcome_rows = outcome
        .as_ref()
        .map_or(0, |(title, text)| lines(title) + lines(text) + 1);
    // An outcome page needs space: its text and answers take priority over the welcome.
    let is_tight = outcome.is_some() && height < TIGHT;
    let title = if is_tight { "" } else { TITLE };
    let blank = u16::from(!is_tight);
    let least = lines(&summary) + outcome_rows + answers.len() as u16 + blank;
    // The timeline comes first, then gaps if they fit.
    let steps = if least + 4 <= height { 2 } else { 0 };
    let gap = u16::from(outcome.is_some() && least + steps + 3 <= height);
    let painter = &mut page(title, "", least + steps + gap, painter);
    let width = painter.width();
    let rows = if height < TIGHT { 1 } else { 2 };
    let mut y = painter.wrapped((0, 0), width, rows, &summary, theme.text);
    if steps > 0 {
        let player = &resume.running.player;
        step_line_from(
            player.steps(),
            player.index(),
            &mut painter.part(0, y + 1, width, 1),
        );
        y += steps;
    }
    if let Some((title, text)) = outcome {
        y += gap;
        y += painter.wrapped((0, y), width, 2, &title, theme.strong);
        y += painter.wrapped((0, y), width, 5, &text, theme.text);
    }
    resume.menu.render((0, y + blank), width, &answers, painter)
}
