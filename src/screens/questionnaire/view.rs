//! Draws a questionnaire, one item per screen, and the support page shown before the score when item 9 of the PHQ-9 is
//! above 0.

use super::QuestionnaireScreen;
use crate::content::support::item_nine;
use crate::screens::shared::Shared;
use crate::screens::support_page;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter, column, wrap};
use crate::widgets::panel::page;
use ratatui::style::Style;

/// Maximum columns of the progress line.
const LINE: u16 = 54;

/// Draws the current item, or the support page before the score. Returns the cursor position.
pub(super) fn render(
    screen: &QuestionnaireScreen,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let painter = &mut painter.above_footer();
    let Some(page) = screen.support else {
        return item(screen, painter);
    };
    // Thanks the person, then shows a number and people to talk to; the score waits.
    let short = !support_page::is_roomy(painter);
    let entries = item_nine(&shared.place(), &shared.own_lines(), short);
    page.render(&entries, painter);
    None
}

/// Draws the current item, its four answers and the progress.
fn item(screen: &QuestionnaireScreen, painter: &mut Painter<'_>) -> Option<Cursor> {
    let theme = painter.theme();
    let form = screen.form();
    let height = painter.height();
    let width = column(painter).1;
    let lines = |text: &str| wrap(text, usize::from(width)).len() as u16;
    let unscored = form.unscored.as_ref().filter(|_| screen.at_unscored());
    let (instruction, question, options) = if let Some(unscored) = unscored {
        ("", unscored.question.as_str(), &unscored.options)
    } else {
        let question = form.items.get(screen.place).map_or("", String::as_str);
        (form.instruction.as_str(), question, &form.options)
    };
    let note = match unscored {
        Some(_) => "one last question, not scored".to_owned(),
        None => format!("{}/{}", screen.place + 1, screen.answers.len()),
    };
    let gap = u16::from(height >= 18);
    let mut rows = lines(instruction) + lines(question) + options.len() as u16 + 1 + 3 * gap;
    // The notes about it, as many as fit in the frame.
    let mut told = told(screen, theme.dim);
    told.retain(|(text, _)| {
        let fits = rows + gap + lines(text) + 2 <= height;
        rows += if fits { lines(text) } else { 0 };
        fits
    });
    let rows = rows + if told.is_empty() { 0 } else { gap };
    let painter = &mut page(&form.name, &note, rows, painter);
    let mut y = painter.wrapped((0, 0), width, 3, instruction, theme.text);
    y += if y > 0 { gap } else { 0 };
    y += painter.wrapped((0, y), width, 6, question, theme.strong) + gap;
    let cursor = answers(screen, options, y, painter);
    y += options.len() as u16 + gap;
    progress(screen, &mut painter.part(0, y, width, 1));
    y += 1 + gap;
    for (text, style) in told {
        y += painter.wrapped((0, y), width, 6, &text, style);
    }
    cursor
}

/// Draws the answers, one per row; returns the position of the selected one.
fn answers(
    screen: &QuestionnaireScreen,
    options: &[String],
    top: u16,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let given = screen.answers.get(screen.place).copied().flatten();
    let mut cursor = None;
    for (value, (y, option)) in (0u8..).zip((top..).zip(options)) {
        painter.row(y, Target::Rate(0, value));
        let is_here = screen.chosen == value;
        if is_here {
            cursor = painter.marker(0, y);
        }
        let style = if is_here || given == Some(value) {
            theme.selected
        } else {
            theme.text
        };
        let digit = value.to_string();
        painter.pieces(
            2,
            y,
            &[(&digit, theme.key), ("  ", theme.dim), (option, style)],
        );
    }
    cursor
}

/// Draws a segment per item: answered, current or remaining.
fn progress(screen: &QuestionnaireScreen, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let count = (screen.answers.len() as u16).max(1);
    let pitch = (painter.width().min(LINE) / count).max(2);
    for (place, answer) in screen.answers.iter().enumerate() {
        let (sign, style) = match answer {
            _ if place == screen.place => (theme.glyphs.step_done, theme.accent),
            Some(_) => (theme.glyphs.step_done, theme.dim),
            None => (theme.glyphs.step_next, theme.frame),
        };
        let sign = sign.repeat(usize::from(pitch - 1));
        painter.text(place as u16 * pitch, 0, &sign, style);
    }
}

/// Notes about the questionnaire; the first is shown on every item.
fn told(screen: &QuestionnaireScreen, dim: Style) -> Vec<(String, Style)> {
    let form = screen.form();
    let mut told = vec![(form.about.clone(), dim)];
    if let Some(ago) = screen.early {
        let when = match ago {
            0 => "today".to_owned(),
            1 => "a day ago".to_owned(),
            ago => format!("{ago} days ago"),
        };
        let text = format!(
            "You answered it {when}. It covers two weeks, so it works best every two weeks."
        );
        told.push((text, dim));
    }
    if screen.place == 0 {
        told.push((form.credit.clone(), dim));
    }
    told
}
