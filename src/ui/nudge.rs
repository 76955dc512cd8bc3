//! The one quiet offer on Today, in the last row above the keys.

use crate::app::App;
use crate::app::nudge::Nudge;
use crate::ui::pen::{Pen, columns};
use crate::ui::theme::Theme;
use crate::ui::words;
use ratatui::style::Style;

/// Draws the offer at the foot of the tab. Answers the rows it takes from what is above.
pub fn render(app: &App, theme: &Theme, pen: &mut Pen<'_>) -> u16 {
    let (width, height) = (pen.width(), pen.height());
    let Some(nudge) = app.nudge() else { return 0 };
    // In the smallest windows the form goes first; o has the same offers.
    if height < 11 || width < 40 {
        return 0;
    }
    let row = height - 1;
    let offers = texts(app, nudge);
    let yes = yes(nudge);
    let hints: [(&str, Style); 4] = [("a", theme.key), (yes, theme.dim), ("   x", theme.key), (" not now", theme.dim)];
    let hints_width: u16 = hints.iter().map(|(text, _)| columns(text)).sum();
    let room = width.saturating_sub(hints_width + 5);
    let text = offers.iter().find(|text| columns(text) <= room).or(offers.last());
    let x = pen.text(2, row, text.map_or("", String::as_str), theme.accent) + 3;
    pen.pieces(x, row, &hints);
    1
}

/// The same in several lengths, the longest first.
fn texts(app: &App, nudge: Nudge) -> Vec<String> {
    match nudge {
        Nudge::Welcome(last) => {
            let from = words::short_day(last.plus(1));
            let to = words::short_day(app.day.plus(-1));
            vec![
                format!("Good to see you. Nothing between {from} and {to} to make up."),
                "Good to see you. Nothing to make up.".to_owned(),
                "Good to see you.".to_owned(),
            ]
        }
        Nudge::About => vec![
            "New here? Four short questions, under a minute, whenever you like.".to_owned(),
            "New here? Four short questions.".to_owned(),
            "New here?".to_owned(),
        ],
        Nudge::Questionnaire(instrument) => {
            vec![format!("Two weeks: the {}, if you like.", instrument.name()), format!("The {}?", instrument.name())]
        }
        Nudge::Review => {
            vec!["A week of your plan has gone by.".to_owned(), "A week of the plan.".to_owned(), "A week.".to_owned()]
        }
    }
}

/// What `a` does.
const fn yes(nudge: Nudge) -> &'static str {
    match nudge {
        Nudge::Welcome(_) => " two easy minutes",
        Nudge::About => " answer them",
        Nudge::Questionnaire(_) => " answer it",
        Nudge::Review => " look back",
    }
}
