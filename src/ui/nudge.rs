//! The one quiet offer on Today, in the last row above the keys.

use crate::app::App;
use crate::app::keymap::{Action, Context};
use crate::app::nudge::Nudge;
use crate::coach::experiment::{coin_words, place};
use crate::content::support::{Line, OWN};
use crate::ui::pen::{Pen, columns, shorten};
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
    // A blank row parts it from the keys, where there is room.
    let gap = u16::from(height >= 20);
    let row = height - 1 - gap;
    let offers = texts(app, nudge);
    let yes = yes(nudge);
    let here = app.contexts_under_overlays()[0];
    let here = if here == Context::Suggestion {
        here
    } else {
        Context::CheckIn
    };
    let [take, put_off] =
        [Action::TakeUp, Action::PutOff].map(|action| app.keys.hint(here, action));
    let hints: [(&str, Style); 5] = [
        (&take, theme.key),
        (yes, theme.dim),
        ("   ", theme.dim),
        (&put_off, theme.key),
        (" not now", theme.dim),
    ];
    let hints_width: u16 = hints.iter().map(|(text, _)| columns(text)).sum();
    let room = width.saturating_sub(hints_width + 5);
    let text = offers
        .iter()
        .find(|text| columns(text) <= room)
        .or(offers.last());
    let told = if gap > 0 && matches!(nudge, Nudge::Welcome(_)) {
        latest(app)
    } else {
        None
    };
    let under = u16::from(told.is_some());
    let x = pen.text(2, row - under, text.map_or("", String::as_str), theme.text) + 3;
    pen.pieces(x, row - under, &hints);
    if let Some(told) = &told {
        pen.text(
            2,
            row,
            &shorten(told, usize::from(width.saturating_sub(4))),
            theme.dim,
        );
    }
    1 + gap + under
}

/// The same in several lengths, the longest first.
fn texts(app: &App, nudge: Nudge) -> Vec<String> {
    match nudge {
        Nudge::Line => line(app),
        Nudge::Welcome(last) => {
            let from = words::short_day(last.plus(1));
            let to = words::short_day(app.day.plus(-1));
            vec![
                format!("Good to see you. Nothing between {from} and {to} to make up."),
                "Good to see you. Nothing to make up.".to_owned(),
                "Good to see you.".to_owned(),
            ]
        }
        Nudge::Coin => coin(app),
        Nudge::Answer => {
            vec![
                "Your experiment has come to its end.".to_owned(),
                "The experiment has ended.".to_owned(),
            ]
        }
        Nudge::About => vec![
            "New here? Four short questions, under a minute, whenever you like.".to_owned(),
            "New here? Four short questions.".to_owned(),
            "New here?".to_owned(),
        ],
        Nudge::Questionnaire(instrument) => {
            vec![
                format!("Two weeks: the {}, if you like.", instrument.name()),
                format!("The {}?", instrument.name()),
            ]
        }
        Nudge::Plan(aim) => vec![
            format!("If you like a plan: {aim} minutes a week could be a first aim."),
            format!("A first aim: {aim} minutes a week?"),
            "A plan?".to_owned(),
        ],
        Nudge::Review => {
            vec![
                "A week of your plan has gone by.".to_owned(),
                "A week of the plan.".to_owned(),
                "A week.".to_owned(),
            ]
        }
    }
}

/// What was done last, as it was rated: a fact, not a verdict.
fn latest(app: &App) -> Option<String> {
    let session = app.journal.sessions().last()?;
    let rated = session
        .before
        .zip(session.after)
        .filter(|_| !app.settings.config.hide_numbers)
        .map(|(before, after)| format!(", mood {before} before and {after} after"));
    let day = words::day_with_year(session.day, app.day);
    Some(format!(
        "Last: {}, {day}{}.",
        session.title,
        rated.unwrap_or_default()
    ))
}

/// What the coin says today, the day's place first where there is room.
fn coin(app: &App) -> Vec<String> {
    let Some(open) = app.journal.open_experiment(app.day) else {
        return Vec::new();
    };
    let Some(words) = coin_words(open, &app.journal, app.day) else {
        return Vec::new();
    };
    let short = words.split(',').next().unwrap_or_default().to_owned();
    let with_place = place(open, &app.journal, app.day)
        .map(|place| format!("Your experiment, {place}: {words}."));
    let capital = |text: &str| crate::content::session_words::capital(text) + ".";
    with_place
        .into_iter()
        .chain([capital(&words), capital(&short)])
        .collect()
}

/// Somebody to talk with: one's own first person, else the line of the country.
fn line(app: &App) -> Vec<String> {
    let own = OWN
        .iter()
        .filter(|own| own.is_contact())
        .find_map(|own| app.journal.setting(own.key));
    let line = app.place().line().map(Line::how);
    match (own, line) {
        (Some(own), Some(line)) => vec![
            format!("Talk with someone: {own}, or {line}."),
            format!("Talk: {line}."),
        ],
        (Some(own), None) => vec![format!("Talk with someone: {own}.")],
        (None, Some(line)) => vec![
            format!("Someone to talk with: {line}."),
            format!("Talk: {line}."),
        ],
        (None, None) => vec!["Someone to talk with is one key away.".to_owned()],
    }
}

/// What `a` does.
const fn yes(nudge: Nudge) -> &'static str {
    match nudge {
        Nudge::Line | Nudge::Coin => " more",
        Nudge::Welcome(_) => " two easy minutes",
        Nudge::Answer => " see what it says",
        Nudge::About => " answer them",
        Nudge::Questionnaire(_) => " answer it",
        Nudge::Review => " look back",
        Nudge::Plan(_) => " a look",
    }
}
