//! The one quiet offer on Today, in the last row above the keys.

use crate::app::App;
use crate::app::nudge::Nudge;
use crate::coach::experiment::{TOGETHER, coin_words, place};
use crate::coach::{SKIP_COIN, hides_numbers};
use crate::content::support::{Line, OWN};
use crate::domain::Id;
use crate::keys::{Action, Context};
use crate::screens::draft::Form;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, wrap};
use crate::widgets::theme::Theme;
use ratatui::style::Style;

/// Draws the offer at the foot of the tab. Answers the rows it takes from what is above.
pub fn render(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> u16 {
    let (width, height) = (painter.width(), painter.height());
    let Some(nudge) = app.nudge() else { return 0 };
    // In the smallest windows the form goes first; o has the same offers.
    if height < 11 || width < 40 {
        return 0;
    }
    // A blank row parts it from the keys, where there is room.
    let gap = u16::from(height >= 20);
    let row = height - 1 - gap;
    let offers = texts(app, nudge);
    if nudge == Nudge::Coin && app.is_hard_day() {
        let text = fitting(offers, width - 4).unwrap_or_default();
        let lines = wrap(&text, usize::from(width - 4));
        let rows = lines.len() as u16;
        for (line, y) in lines.iter().zip(row + 1 - rows..) {
            painter.text(2, y, line, theme.dim);
        }
        return rows + gap;
    }
    let yes = yes(nudge);
    let here = app.contexts_under_overlays()[0];
    let here = if matches!(here, Context::Suggestion | Context::Unsaved) {
        Context::Suggestion
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
    if let Some(long) = long(app, nudge) {
        // Words that may not be shortened take rows of their own above the keys.
        let lines = wrap(&long, usize::from(width.saturating_sub(4)));
        let rows = lines.len() as u16;
        if columns(&long) > room && rows + 1 + gap <= height / 2 {
            for (line, y) in lines.iter().zip(row - rows..) {
                painter.text(2, y, line, theme.text);
            }
            painter.pieces(2, row, &hints);
            return rows + 1 + gap;
        }
    }
    let text = fitting(offers, room);
    // On a hard day the coin is told last and quietly, with leave to skip it.
    let told = match nudge {
        Nudge::Welcome(_) if gap > 0 => latest(app),
        Nudge::Line => fitting(coin(app), width - 4),
        _ => None,
    };
    let told = told.map_or_else(Vec::new, |told| wrap(&told, usize::from(width - 4)));
    let under = told.len() as u16;
    let x = painter.text(
        2,
        row - under,
        text.as_deref().unwrap_or_default(),
        theme.text,
    ) + 3;
    painter.pieces(x, row - under, &hints);
    for (line, y) in told.iter().zip(row + 1 - under..) {
        painter.text(2, y, line, theme.dim);
    }
    1 + gap + under
}

/// The longest of `texts` that fits, else the shortest.
fn fitting(texts: Vec<String>, room: u16) -> Option<String> {
    let place = texts.iter().position(|text| columns(text) <= room);
    let place = place.unwrap_or(texts.len().saturating_sub(1));
    texts.into_iter().nth(place)
}

/// The same in several lengths, the longest first.
fn texts(app: &App, nudge: Nudge) -> Vec<String> {
    match nudge {
        Nudge::Line => line(app),
        Nudge::Stretch => vec![STRETCH.to_owned(), "It's been a hard stretch.".to_owned()],
        Nudge::NoGain => long(app, nudge)
            .into_iter()
            .chain(["No clear change so far. That's not a failing.".to_owned()])
            .collect(),
        Nudge::Welcome(last) => {
            let from = format::short_day(last.plus(1));
            let to = format::short_day(app.day.plus(-1));
            vec![
                format!("Good to see you. Nothing between {from} and {to} to make up."),
                "Good to see you. Nothing to make up.".to_owned(),
                "Good to see you.".to_owned(),
            ]
        }
        Nudge::Draft => draft(app),
        Nudge::Coin => coin(app),
        Nudge::Answer => {
            vec![
                "Your experiment has come to its end.".to_owned(),
                "The experiment has ended.".to_owned(),
            ]
        }
        Nudge::About => vec![
            "New here? A few quick questions help firstline fit you.".to_owned(),
            "New here? A few quick questions.".to_owned(),
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

const STRETCH: &str = "It's been a hard stretch, and you don't have to handle it alone.";

/// The whole of what is said with words that may not be shortened while there is room for them.
fn long(app: &App, nudge: Nudge) -> Option<String> {
    match nudge {
        Nudge::Stretch => Some(STRETCH.to_owned()),
        Nudge::NoGain => app.told_no_gain().map(str::to_owned),
        _ => None,
    }
}

/// What was done last, as it was rated: a fact, not a verdict.
fn latest(app: &App) -> Option<String> {
    let session = app.journal.sessions().last()?;
    let rated = session
        .before
        .zip(session.after)
        .filter(|_| !app.hides_numbers())
        .map(|(before, after)| format!(", mood {before} before and {after} after"));
    let day = format::day_with_year(session.day, app.day);
    Some(format!(
        "Last: {}, {day}{}.",
        session.title,
        rated.unwrap_or_default()
    ))
}

/// What was typed and isn't saved.
fn draft(app: &App) -> Vec<String> {
    let title = |id: Id| {
        app.journal
            .session(id)
            .map_or("a session", |session| &session.title)
    };
    let Some(form) = app.offered_draft() else {
        return Vec::new();
    };
    let what = match form {
        Form::CheckIn(day) => format!(
            "Your check-in for {} isn't",
            format::day_with_year(day, app.day)
        ),
        Form::CheckInOf(_) => "Your edit of a check-in isn't".to_owned(),
        Form::Log(_) => "A session you were logging isn't".to_owned(),
        Form::LogOf(id) => format!("Your edit of {} isn't", title(id)),
        Form::After(id) => format!("Your answers after {} aren't", title(id)),
        Form::People => "What you wrote for hard moments isn't".to_owned(),
        Form::IfThen => "The when and where of your plan isn't".to_owned(),
        Form::Routine(_) => "A routine you were making isn't".to_owned(),
        Form::Questionnaire(instrument) => {
            return vec![format!("The {} isn't finished yet.", instrument.name())];
        }
    };
    vec![format!("{what} saved yet."), "Not saved yet.".to_owned()]
}

/// What the coin says today, the day's place first where there is room; on a hard day with leave to skip it.
fn coin(app: &App) -> Vec<String> {
    let mut coins = app.coins();
    let Some(words) = coins
        .next()
        .and_then(|running| Some((running, coin_words(running, &app.journal, app.day)?)))
    else {
        return Vec::new();
    };
    if coins.next().is_some() {
        return vec![
            TOGETHER.to_owned(),
            "Two experiments are running at once.".to_owned(),
            "Two experiments run.".to_owned(),
        ];
    }
    let (running, words) = words;
    let short = words.split(',').next().unwrap_or_default().to_owned();
    let capital = |text: &str| crate::content::session_words::capital(text) + ".";
    if hides_numbers(&app.journal) {
        let skip = if app.is_hard_day() { SKIP_COIN } else { "" };
        return vec![format!("{} {skip}", capital(&short)).trim_end().to_owned()];
    }
    if app.is_hard_day() {
        return vec![
            format!("{} {SKIP_COIN}", capital(&words)),
            format!("{} {SKIP_COIN}", capital(&short)),
        ];
    }
    let with_place = place(running, &app.journal, app.day)
        .map(|place| format!("Your experiment, {place}: {words}."));
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
        Nudge::Stretch => " people to talk to",
        Nudge::NoGain => " all activities",
        Nudge::Draft => " continue",
        Nudge::Line | Nudge::Coin => " more",
        Nudge::Welcome(_) => " two easy minutes",
        Nudge::Answer => " see what it says",
        Nudge::About => " answer them",
        Nudge::Questionnaire(_) => " answer it",
        Nudge::Review => " look back",
        Nudge::Plan(_) => " a look",
    }
}
