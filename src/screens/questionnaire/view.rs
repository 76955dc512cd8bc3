//! A questionnaire, one item a screen; and the screen that comes before the score when the PHQ-9's
//! ninth item was above 0.

use super::QuestionnaireScreen;
use crate::content::support::item_nine;
use crate::domain::english;
use crate::screens::shared::Shared;
use crate::screens::support_page;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Cursor, Painter, column};

/// Draws the item on the screen, or the support that comes before the score. Returns where the cursor belongs.
pub(super) fn render(
    screen: &QuestionnaireScreen,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let painter = &mut painter.above_footer();
    let Some(page) = screen.support else {
        return item(screen, shared, painter);
    };
    // Thanks, then a number and people to talk with; the score waits.
    let short = !support_page::is_roomy(painter);
    let entries = item_nine(&shared.place(), &shared.own_lines(), short);
    page.render(&entries, painter);
    None
}

/// The item on the screen, its four answers, how far it is.
fn item(
    screen: &QuestionnaireScreen,
    shared: &Shared,
    painter: &mut Painter<'_>,
) -> Option<Cursor> {
    let theme = painter.theme();
    let mut cursor = None;
    let form = screen.form();
    let (x, width) = column(painter);
    let height = painter.height();
    let gap = u16::from(height >= 18);
    let mut y = gap * 3;
    let count = screen.answers.len();
    let head = if screen.at_unscored() {
        format!(
            "{} {} one last question, not scored",
            form.name, theme.glyphs.dot
        )
    } else {
        format!(
            "{} {} {}/{count}",
            form.name,
            theme.glyphs.dot,
            screen.place + 1
        )
    };
    painter.text(x, y, &head, theme.dim);
    y += 1 + gap;
    let (question, options) = match &form.unscored {
        Some(unscored) if screen.at_unscored() => (unscored.question.as_str(), &unscored.options),
        _ => {
            y += painter.wrapped((x, y), width, 3, &form.instruction, theme.text) + gap;
            (
                form.items.get(screen.place).map_or("", String::as_str),
                &form.options,
            )
        }
    };
    y += painter.wrapped((x, y), width, 6, question, theme.strong) + 1 + gap;
    let answer = screen.answers.get(screen.place).copied().flatten();
    for (value, option) in options.iter().enumerate() {
        let here = usize::from(screen.chosen) == value;
        painter.row(y, Target::Rate(0, value as u8));
        let given = answer.is_some_and(|answer| usize::from(answer) == value);
        if here {
            cursor = painter.marker(x, y);
        }
        let style = if here || given {
            theme.selected
        } else {
            theme.text
        };
        painter.pieces(
            x + 2,
            y,
            &[
                (&value.to_string(), theme.key),
                ("  ", theme.dim),
                (option, style),
            ],
        );
        y += 1;
    }
    y += 1 + gap;
    let bar = width.min(48);
    let done = screen.answers.iter().flatten().count() as u16 * bar / (count as u16).max(1);
    for column in 0..bar {
        let (glyph, style) = if column < done {
            (theme.glyphs.step_done, theme.mark)
        } else {
            (theme.glyphs.step_next, theme.frame)
        };
        painter.text(x + column, y, glyph, style);
    }
    y += 1 + gap;
    y += painter.wrapped((x, y), width, 2, &form.about, theme.dim);
    if let Some(ago) = screen.early
        && y < height
    {
        let days = if ago == 1 {
            "a day".to_owned()
        } else {
            english::count(ago, "day")
        };
        let text = if ago == 0 {
            "You answered it today. It covers two weeks, so it works best every two weeks."
                .to_owned()
        } else {
            format!(
                "You answered it {days} ago. It covers two weeks, so it works best every two weeks."
            )
        };
        y += painter.wrapped((x, y), width, 2, &text, theme.dim);
    }
    if screen.place == 0 && y < height && shared.size.1 >= 20 {
        painter.wrapped((x, y), width, 3, &form.credit, theme.frame);
    }
    cursor
}
