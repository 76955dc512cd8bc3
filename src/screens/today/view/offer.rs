//! The one quiet offer on Today, in the last row above the keys.

use crate::coach::experiment::{TOGETHER, coin_words, place};
use crate::coach::pacing;
use crate::coach::{SKIP_COIN, hides_numbers};
use crate::content::support::OWN;
use crate::domain::Id;
use crate::keys::{Action, Context};
use crate::screens::draft::Form;
use crate::screens::screen::Screen as _;
use crate::screens::shared::Shared;
use crate::screens::today::offer::coins;
use crate::screens::today::{Offer, Today};
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, wrap};
use ratatui::style::Style;

/// Draws the offer at the bottom of the tab. Returns the rows it takes from the content above.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) -> u16 {
    let theme = painter.theme();
    let (width, height) = (painter.width(), painter.height());
    let Some(offer) = today.offer(shared) else {
        return 0;
    };
    // In the smallest windows the form takes priority; o shows the same offers.
    if height < 11 || width < 40 {
        return 0;
    }
    // A blank row separates it from the keys, if it fits.
    let gap = u16::from(height >= 20);
    let row = height - 1 - gap;
    let texts = texts(shared, &offer);
    if offer == Offer::Coin && shared.is_hard_day() {
        let text = fitting(texts, width - 4).unwrap_or_default();
        let lines = wrap(&text, usize::from(width - 4));
        let rows = lines.len() as u16;
        for (line, y) in lines.iter().zip(row + 1 - rows..) {
            painter.text(2, y, line, theme.dim);
        }
        return rows + gap;
    }
    let yes = yes(&offer);
    let here = if matches!(today.context(), Context::Suggestion | Context::Unsaved) {
        Context::Suggestion
    } else {
        Context::CheckIn
    };
    let [take, put_off] =
        [Action::AcceptOffer, Action::NotNow].map(|action| shared.keys.hint(here, action));
    let hints: [(&str, Style); 5] = [
        (&take, theme.key),
        (yes, theme.dim),
        ("   ", theme.dim),
        (&put_off, theme.key),
        (" not now", theme.dim),
    ];
    let hints_width: u16 = hints.iter().map(|(text, _)| columns(text)).sum();
    let room = width.saturating_sub(hints_width + 6);
    if let Some(long) = long(shared, &offer) {
        // Text that must not be shortened gets its own rows above the keys.
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
    let text = fitting(texts, room);
    // On a hard day the coin comes last and dimmed, with permission to skip it.
    let told = match offer {
        Offer::Welcome(_) if gap > 0 => latest(shared),
        Offer::Line => fitting(coin(shared), width - 4),
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

/// The longest of `texts` that fits, otherwise the shortest.
fn fitting(texts: Vec<String>, room: u16) -> Option<String> {
    let place = texts.iter().position(|text| columns(text) <= room);
    let place = place.unwrap_or(texts.len().saturating_sub(1));
    texts.into_iter().nth(place)
}

/// The texts of an offer in several lengths, longest first.
fn texts(shared: &Shared, offer: &Offer) -> Vec<String> {
    match offer {
        Offer::Line => line(shared),
        Offer::Stretch => vec![STRETCH.to_owned(), "It's been a hard stretch.".to_owned()],
        Offer::NoGain => long(shared, offer)
            .into_iter()
            .chain(["No clear change so far. That's not a failing.".to_owned()])
            .collect(),
        Offer::Welcome(_) => {
            vec![
                "Good to see you. Nothing to make up for.".to_owned(),
                "Good to see you.".to_owned(),
            ]
        }
        Offer::Draft(form) => draft(form, shared),
        Offer::Pace(day) => pacing::words(*day).to_vec(),
        Offer::Coin => coin(shared),
        Offer::Answer => {
            vec![
                "Your experiment is finished.".to_owned(),
                "Experiment finished.".to_owned(),
            ]
        }
        Offer::About => vec![
            "New here? A few quick questions help firstline fit you.".to_owned(),
            "New here? A few quick questions.".to_owned(),
            "New here?".to_owned(),
        ],
        Offer::Questionnaire(instrument) => {
            vec![
                format!("It's been two weeks. Take the {}?", instrument.name()),
                format!("Take the {}?", instrument.name()),
            ]
        }
        Offer::Plan(aim) => vec![
            format!("Want a weekly goal? {aim} minutes is a good start."),
            format!("A weekly goal of {aim} minutes?"),
            "A weekly goal?".to_owned(),
        ],
        Offer::Readiness(title) => vec![
            format!("{title} isn't suggested until you answer the safety questions."),
            format!("{title} waits for the safety questions."),
            "Safety questions?".to_owned(),
        ],
        Offer::Letter(period) => vec![
            format!("A letter about your last {} is ready.", period.word()),
            format!("Your last {} in a letter.", period.word()),
            "A letter.".to_owned(),
        ],
        Offer::Review => {
            vec![
                "Your weekly review is ready.".to_owned(),
                "Weekly review.".to_owned(),
                "A review.".to_owned(),
            ]
        }
    }
}

const STRETCH: &str = "It's been a hard stretch, and you don't have to handle it alone.";

/// The full text of an offer that must not be shortened if there is room for it.
fn long(shared: &Shared, offer: &Offer) -> Option<String> {
    match offer {
        Offer::Stretch => Some(STRETCH.to_owned()),
        Offer::NoGain => shared.no_gain.clone(),
        Offer::Pace(day) => pacing::words(*day).into_iter().next(),
        _ => None,
    }
}

/// The last activity and its rating: a fact, not a verdict.
fn latest(shared: &Shared) -> Option<String> {
    let session = shared.journal.sessions().last()?;
    let rated = session
        .before
        .zip(session.after)
        .filter(|_| !shared.hides_numbers())
        .map(|(before, after)| format!(", mood {before} before and {after} after"));
    let day = format::day_with_year(session.day, shared.day);
    Some(format!(
        "Last: {}, {day}{}.",
        shared.settings.units().name(&session.title),
        rated.unwrap_or_default()
    ))
}

/// Names the unsaved draft.
fn draft(form: &Form, shared: &Shared) -> Vec<String> {
    let title = |id: Id| {
        shared
            .journal
            .session(id)
            .map_or("a session", |session| &session.title)
    };
    let what = match form {
        Form::CheckIn(day) => format!(
            "Your check-in for {} isn't",
            format::day_with_year(*day, shared.day)
        ),
        Form::CheckInOf(_) => "Your edit of a check-in isn't".to_owned(),
        Form::Log(_) => "A session you were logging isn't".to_owned(),
        Form::LogOf(id) => format!("Your edit of {} isn't", title(*id)),
        Form::After(id) => format!("Your answers after {} aren't", title(*id)),
        Form::People => "What you wrote for hard moments isn't".to_owned(),
        Form::IfThen => "The when and where of your plan isn't".to_owned(),
        Form::Routine(_) => "A routine you were making isn't".to_owned(),
        Form::Questionnaire(instrument) => {
            return vec![format!("The {} isn't finished yet.", instrument.name())];
        }
    };
    vec![format!("{what} saved yet."), "Not saved yet.".to_owned()]
}

/// The coin's pick for today, with the day number first if it fits; on a hard day, with permission to skip it.
fn coin(shared: &Shared) -> Vec<String> {
    let mut coins = coins(shared);
    let Some(words) = coins
        .next()
        .and_then(|running| Some((running, coin_words(running, &shared.journal, shared.day)?)))
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
    let capital = |text: &str| crate::domain::english::capital(text) + ".";
    if hides_numbers(&shared.journal) {
        let skip = if shared.is_hard_day() { SKIP_COIN } else { "" };
        return vec![format!("{} {skip}", capital(&short)).trim_end().to_owned()];
    }
    if shared.is_hard_day() {
        return vec![
            format!("{} {SKIP_COIN}", capital(&words)),
            format!("{} {SKIP_COIN}", capital(&short)),
        ];
    }
    let with_place = place(running, &shared.journal, shared.day)
        .map(|place| format!("Your experiment, {place}: {words}."));
    with_place
        .into_iter()
        .chain([capital(&words), capital(&short)])
        .collect()
}

/// Someone to talk to: the person's first contact, otherwise the country's helpline.
fn line(shared: &Shared) -> Vec<String> {
    let own = OWN
        .iter()
        .filter(|own| own.is_contact())
        .find_map(|own| shared.journal.setting(own.key));
    match (own, shared.place().line()) {
        (Some(own), Some(line)) => vec![
            format!("You can talk to {own}, or {}.", line.named()),
            format!("You can talk to {own}, or {}.", line.how()),
            format!("Talk: {}.", line.how()),
        ],
        (Some(own), None) => vec![format!("You can talk to {own}.")],
        (None, Some(line)) => vec![
            format!("Someone to talk to: {}.", line.named()),
            format!("Someone to talk to: {}.", line.how()),
            format!("Talk: {}.", line.how()),
        ],
        (None, None) => vec!["Want to talk to someone?".to_owned()],
    }
}

/// What `a` does.
const fn yes(offer: &Offer) -> &'static str {
    match offer {
        Offer::Stretch => " people to talk to",
        Offer::NoGain => " all activities",
        Offer::Draft(_) => " continue",
        Offer::Line => " support",
        Offer::Pace(_) => " take today off",
        Offer::Coin => " more",
        Offer::Welcome(_) => " two easy minutes",
        Offer::Answer => " see the result",
        Offer::About | Offer::Readiness(_) => " answer",
        Offer::Questionnaire(_) => " take it",
        Offer::Review => " open it",
        Offer::Letter(_) => " read it",
        Offer::Plan(_) => " see it",
    }
}
