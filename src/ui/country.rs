//! The list of countries, filtered by what is typed.

use crate::app::App;
use crate::app::country::CountryPick;
use crate::content::about::about;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, column};
use crate::widgets::text_box;
use crate::widgets::theme::Theme;

/// Draws the list around the chosen row; answers where the cursor belongs.
pub fn render(
    app: &App,
    pick: &CountryPick,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let (x, width) = column(painter);
    let height = painter.height();
    let roomy = height >= 18;
    let mut y = if roomy { 2 } else { 0 };
    let words = &about().country;
    if pick.is_question() {
        let steps = about().steps();
        painter.text(x, y, &format!("{steps} of {steps}"), theme.dim);
        y += 1 + u16::from(roomy);
    }
    y += painter.wrapped((x, y), width, 2, &words.text, theme.strong);
    if roomy {
        y += painter.wrapped((x, y), width, 2, &words.hint, theme.dim) + 1;
    }
    let at = painter.text(x, y, "type to search: ", theme.dim);
    let room = (x + width).saturating_sub(at);
    let cursor = text_box::render(&pick.field, theme.text, &mut painter.part(at, y, room, 1));
    y += 1 + u16::from(roomy);
    let foot = u16::from(pick.is_question() && roomy) * 2;
    let rows = pick.rows();
    let fit = usize::from(height.saturating_sub(y + foot)).max(1);
    let chosen = pick.chosen.min(rows.len().saturating_sub(1));
    let first = chosen
        .saturating_sub(fit / 2)
        .min(rows.len().saturating_sub(fit));
    for (index, row) in rows.iter().enumerate().skip(first).take(fit) {
        let here = index == chosen;
        painter.row(y, Target::Choice(index as i16 - chosen as i16));
        if here {
            painter.text(x, y, theme.glyphs.marker, theme.accent);
        }
        let name = row.map_or_else(
            || app.automatic_country(),
            |country| country.shown_name(theme.glyphs.ascii),
        );
        let style = if here { theme.selected } else { theme.text };
        painter.text(x + 2, y, &name, style);
        y += 1;
    }
    if rows.is_empty() {
        painter.text(x + 2, y, "No matches. Try fewer letters.", theme.dim);
    }
    if foot > 0 {
        painter.wrapped((x, height - 1), width, 1, &about().done, theme.dim);
    }
    cursor
}
