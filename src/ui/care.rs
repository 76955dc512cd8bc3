//! The overlays of care: lists to choose from, short forms; questionnaires and scores have files of
//! their own.

use crate::app::App;
use crate::app::care::Care;
use crate::app::choosing::Choices;
use crate::app::people::People;
use crate::content::support::{OWN, Own};
use crate::keys::Action;
use crate::ui::{asking, country, scores};
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, column, columns, shorten, wrap};
use crate::widgets::text_box;
use crate::widgets::text_field::TextField;
use crate::widgets::theme::Theme;

/// Draws the overlay; answers where the cursor belongs while something is being written.
pub fn render(
    app: &App,
    care: &Care,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let height = painter.height().saturating_sub(1);
    let width = painter.width();
    let painter = &mut painter.part(0, 0, width, height);
    match care {
        Care::Asking(screen) => asking::render(app, screen, theme, painter),
        Care::ItemNine(screen) => asking::item_nine(app, screen, theme, painter),
        Care::Scores(instrument) => scores::render(app, *instrument, theme, painter),
        Care::Choosing(screen) => {
            return list(
                app,
                &app.choices(screen),
                screen.chosen,
                &screen.ticked,
                screen.field.as_ref(),
                theme,
                painter,
            );
        }
        Care::People(screen) => return people(screen, theme, painter),
        Care::Country(screen) => return country::render(app, screen, theme, painter),
        Care::Experiment(screen) => {
            list(
                app,
                &app.experiment_choices(screen),
                screen.chosen,
                &[],
                None,
                theme,
                painter,
            );
        }
    }
    None
}

/// A heading, a few lines and a list, with a line being written in its place where there is one.
fn list(
    app: &App,
    choices: &Choices,
    chosen: usize,
    ticks: &[usize],
    field: Option<&TextField>,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let (x, width) = column(painter);
    let height = painter.height();
    let rows = |text: &str| wrap(text, usize::from(width)).len() as u16;
    let needed =
        6 + choices.options.len() as u16 + choices.text.iter().map(|text| rows(text)).sum::<u16>();
    let roomy = height >= needed + 4;
    let mut y = if roomy { (height - needed) / 3 } else { 0 };
    if let Some((place, count)) = choices.step {
        painter.text(x, y, &format!("{place} of {count}"), theme.dim);
        y += 1 + u16::from(roomy);
    }
    y += painter.wrapped((x, y), width, 2, &choices.title, theme.strong)
        + u16::from(roomy && choices.step.is_none());
    for line in &choices.text {
        y += painter.wrapped((x, y), width, 3, line, theme.text);
    }
    y += 1;
    if let Some(field) = field {
        painter.text(x, y, "when, where, what", theme.dim);
        return text_box::render(field, theme.text, &mut painter.part(x, y + 1, width, 1));
    }
    for (index, option) in choices.options.iter().enumerate() {
        let here = index == chosen;
        let rows = index as i16 - chosen as i16;
        // A tick is not taken back by going on: enter goes on, a click chooses.
        if !choices.several || rows != 0 {
            painter.row(
                y,
                if choices.several {
                    Target::Row(rows)
                } else {
                    Target::Choice(rows)
                },
            );
        } else {
            painter.row(y, Target::Do(Action::Clear));
        }
        if here {
            painter.text(x, y, theme.glyphs.marker, theme.accent);
        }
        let mut at = painter.pieces(
            x + 2,
            y,
            &[(&(index + 1).to_string(), theme.key), ("  ", theme.dim)],
        );
        if choices.several {
            let ticked = ticks.contains(&index);
            let (mark, style) = if ticked {
                (theme.glyphs.is, theme.accent)
            } else {
                (theme.glyphs.was, theme.dim)
            };
            at = painter.text(at, y, mark, style) + 1;
        }
        let text = shorten(option, usize::from((x + width).saturating_sub(at)));
        painter.text(at, y, &text, if here { theme.selected } else { theme.text });
        y += 1;
    }
    if choices.several {
        y += u16::from(roomy);
        painter.pieces(
            x + 2,
            y,
            &[
                ("digits", theme.key),
                (" tick, ", theme.dim),
                (&app.key_here(Action::Accept), theme.key),
                (" continue", theme.dim),
            ],
        );
        y += 1;
    }
    if let Some(foot) = choices.foot
        && y + 1 < height
    {
        painter.wrapped((x, y + 1), width, height - y - 1, foot, theme.dim);
    }
    None
}

fn people(screen: &People, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let (x, width) = column(painter);
    let roomy = painter.height() >= 18;
    let mut y = if roomy { 3 } else { 0 };
    painter.text(
        x,
        y,
        "your own people, and notes for hard moments",
        theme.strong,
    );
    y += 1;
    if roomy {
        let text = "Shown behind !, beside the lines. Kept in your file alone, and in no report.";
        y += painter.wrapped((x, y), width, 2, text, theme.dim) + 1;
    }
    let labels = OWN.iter().map(|own| columns(own.label)).max().unwrap_or(0) + 2;
    let mut cursor = None;
    for (index, (own, field)) in OWN.iter().zip(&screen.fields).enumerate() {
        let here = index == screen.at;
        if roomy && !own.is_contact() && OWN.get(index.wrapping_sub(1)).is_some_and(Own::is_contact)
        {
            y += 1;
        }
        if here {
            painter.text(x, y, theme.glyphs.marker, theme.accent);
        }
        painter.text(
            x + 2,
            y,
            own.label,
            if here { theme.accent } else { theme.dim },
        );
        let at = x + 2 + labels;
        let room = width.saturating_sub(labels + 2);
        if here {
            cursor = text_box::render(field, theme.text, &mut painter.part(at, y, room, 1));
        }
        if field.is_empty() {
            painter.text(
                at + u16::from(here),
                y,
                &shorten(own.example, usize::from(room)),
                theme.frame,
            );
        } else if !here {
            painter.text(at, y, &shorten(field.text(), usize::from(room)), theme.text);
        }
        y += 1;
    }
    cursor
}
