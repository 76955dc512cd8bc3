//! Replaces the suggestion on a day without one.

use crate::coach::QuietDay;
use crate::keys::Action;
use crate::screens::shared::Shared;
use crate::widgets::painter::{Painter, wrap};

/// Rows needed at `width` columns.
pub(super) fn rows(quiet: Option<QuietDay>, width: u16) -> u16 {
    let lines = |text: &str| wrap(text, usize::from(width)).len() as u16;
    let advice = quiet.and_then(QuietDay::advice);
    let advice = advice.map_or(0, |advice| lines(advice) + 1);
    lines(&words(quiet)) + advice + 1
}

fn words(quiet: Option<QuietDay>) -> String {
    quiet.map_or_else(|| "Rest counts too.".to_owned(), QuietDay::words)
}

/// Draws why nothing is suggested, and where to find all routines. Returns the rows used.
pub(super) fn render(shared: &Shared, quiet: Option<QuietDay>, painter: &mut Painter<'_>) -> u16 {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let mut y = painter.wrapped((0, 0), width, height, &words(quiet), theme.text);
    // Shown in full or not at all.
    let advice = quiet.and_then(QuietDay::advice);
    let rows = advice.map_or(0, |advice| wrap(advice, usize::from(width)).len() as u16);
    if let Some(advice) = advice.filter(|_| y + rows <= height) {
        y += u16::from(y + rows + 1 < height);
        y += painter.wrapped((0, y), width, rows, advice, theme.dim);
    }
    if y < height {
        let move_tab = if shared.digits_are_tabs() {
            "2".to_owned()
        } else {
            shared.key_here(Action::NextTab)
        };
        painter.pieces(
            0,
            y,
            &[(&move_tab, theme.key), (" all routines", theme.dim)],
        );
        y += 1;
    }
    y
}
