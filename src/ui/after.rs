//! After a session: it is counted; how is it now, how hard was it, how did it go.
//!
//! ```text
//!    Twelve minutes. Counted.
//!
//!    how is your mood now       before 5
//!    ·    ·    ·    ·    ○────────●    ·    ·
//!    1    2    3    4    5    6   7    8    9
//!    A little better than before.
//!    after this usually +0.9 from your usual mood (+0.4 to +1.4, 12 times)
//!
//!    how hard was it   0 1 2 3 4 5 6 7 8 9 10    comfortable, could chat
//!    how was it        1 too hard   2 fine   3 too easy   4 it hurt
//! ```

use crate::app::App;
use crate::app::after::{After, AfterField};
use crate::content::words::effort;
use crate::domain::{Also, Felt, Rating};
use crate::stats::sentences;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, shorten};
use crate::widgets::theme::Theme;
use crate::widgets::{format, rating_scale, text_box};

/// Draws the screen; answers where the cursor belongs while the note is written.
pub fn render(
    app: &App,
    screen: &After,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> Option<(u16, u16)> {
    let (width, height) = (painter.width(), painter.height());
    let session = &screen.session;
    painter.text(1, 0, &session.title, theme.dim);
    let ended = app.day;
    painter.right(width.saturating_sub(1), 0, &format::day(ended), theme.dim);
    let left = if width >= 70 { 4 } else { 2 };
    let mut y = if height >= 20 { 3 } else { 1 };
    painter.text(left, y, &headline(screen, theme.numbers), theme.strong);
    y += 2;
    if let Some(field) = &screen.note {
        painter.text(left, y, "note", theme.accent);
        return text_box::render(
            field,
            theme.text,
            &mut painter.part(
                left,
                y + 1,
                width.saturating_sub(left * 2),
                height.saturating_sub(y + 3),
            ),
        );
    }
    let gap = u16::from(height >= 20);
    let end = row_title(
        left,
        y,
        "how is your mood now",
        screen.field == AfterField::Mood,
        theme,
        painter,
    );
    if theme.numbers {
        painter.text(
            end + 3,
            y,
            &legend(session.before, session.after),
            theme.dim,
        );
    }
    let spacing = if width >= 60 { 5 } else { 4 };
    for value in 1..=9u8 {
        let middle = left + 1 + u16::from(value - 1) * spacing;
        painter.place(
            middle.saturating_sub(1),
            y + 1,
            3,
            2,
            Target::Rate(below(screen, AfterField::Mood), value),
        );
    }
    mood_line(
        (left, y + 1),
        spacing,
        session.before,
        session.after,
        theme,
        painter,
    );
    y += 3;
    if let Some(sentence) = lift_sentence(session.lift()) {
        painter.text(left, y, sentence, theme.text);
    }
    if let Some(line) = screen
        .usual
        .as_ref()
        .and_then(sentences::lift)
        .filter(|_| theme.numbers)
    {
        painter.text(
            left,
            y + 1,
            &shorten(&line, usize::from(width.saturating_sub(left + 1))),
            theme.dim,
        );
    }
    y += 2 + gap;
    if screen.fields().contains(&AfterField::Energy) {
        let Also {
            energy_before,
            energy_after,
            calm_before,
            calm_after,
        } = session.also;
        for (field, name, before, now) in [
            (AfterField::Energy, "energy", energy_before, energy_after),
            (AfterField::Calm, "calm", calm_before, calm_after),
        ] {
            let here = screen.field == field;
            row_title(left, y, name, here, theme, painter);
            let apart = rating_scale::spacing(width.saturating_sub(left + 22));
            rating_scale::places((left + 8, y), apart, below(screen, field), painter);
            rating_scale::points((left + 8, y), apart, now, here, theme, painter);
            if let Some(before) = before.filter(|_| theme.numbers) {
                painter.text(
                    left + 10 + rating_scale::width(apart),
                    y,
                    &format!("before {before}"),
                    theme.dim,
                );
            }
            y += 1;
        }
        y += gap;
    }
    row_title(
        left,
        y,
        "how hard was it",
        screen.field == AfterField::Effort,
        theme,
        painter,
    );
    effort_row((left, y + 1), screen, theme, painter);
    y += 2 + gap;
    row_title(
        left,
        y,
        "how did it go",
        screen.field == AfterField::Felt,
        theme,
        painter,
    );
    felt_row((left, y + 1), screen, theme, painter);
    if !session.note.is_empty() && y + 3 < height.saturating_sub(1) {
        painter.wrapped(
            (left, y + 3),
            width.saturating_sub(left * 2),
            2,
            &session.note,
            theme.dim,
        );
    }
    None
}

/// How many rows `field` is below the one with the focus.
fn below(screen: &After, field: AfterField) -> i16 {
    let place = |wanted| {
        screen
            .fields()
            .iter()
            .position(|field| *field == wanted)
            .unwrap_or(0) as i16
    };
    place(field) - place(screen.field)
}

/// What was done, in one line.
pub fn headline(screen: &After, numbers: bool) -> String {
    let seconds = screen.length().as_secs();
    match (screen.session.complete, seconds) {
        (true, _) if !numbers => "Done. Counted.".to_owned(),
        (false, _) if !numbers => stopped(None),
        (true, 0..=90) => format!("{seconds} seconds. Counted."),
        (true, _) => {
            let minutes = (seconds + 30) / 60;
            format!(
                "{} {}. Counted.",
                format::number(minutes),
                if minutes == 1 { "minute" } else { "minutes" }
            )
        }
        (false, _) => stopped(Some(seconds)),
    }
}

/// That a session was stopped, after so many seconds where numbers are shown.
pub fn stopped(seconds: Option<u64>) -> String {
    seconds.map(format::clock).map_or_else(
        || "Stopped. What you did counts.".to_owned(),
        |time| format!("Stopped at {time}. That is {time} more than none."),
    )
}

/// The lift in words.
pub fn lift_sentence(lift: Option<i8>) -> Option<&'static str> {
    Some(match lift? {
        i8::MIN..=-1 => "Not every session helps. Thanks for noting it.",
        0 => "The same as before. That happens, and it still counts.",
        1..=2 => "A little better than before.",
        _ => "A good deal better than before.",
    })
}

fn row_title(
    x: u16,
    y: u16,
    title: &str,
    here: bool,
    theme: &Theme,
    painter: &mut Painter<'_>,
) -> u16 {
    if here {
        painter.text(x.saturating_sub(2), y, theme.glyphs.marker, theme.accent);
    }
    painter.text(x, y, title, if here { theme.accent } else { theme.dim })
}

/// Before and after as two dots on one line.
fn mood_line(
    at: (u16, u16),
    spacing: u16,
    before: Option<Rating>,
    after: Option<Rating>,
    theme: &Theme,
    painter: &mut Painter<'_>,
) {
    let (x, y) = at;
    let place = |rating: Rating| x + 1 + u16::from(rating.get() - 1) * spacing;
    for value in 1..=9u8 {
        let column = x + 1 + u16::from(value - 1) * spacing;
        painter.text(column, y, theme.glyphs.dot, theme.frame);
        if theme.numbers {
            painter.text(column, y + 1, &value.to_string(), theme.dim);
        }
    }
    if let (Some(before), Some(after)) = (before, after) {
        let (from, to) = (
            place(before).min(place(after)),
            place(before).max(place(after)),
        );
        for column in from..to {
            painter.text(column, y, theme.glyphs.line, theme.dim);
        }
    }
    if let Some(before) = before {
        painter.text(place(before), y, theme.glyphs.was, theme.text);
    }
    if let Some(after) = after {
        painter.text(place(after), y, theme.glyphs.is, theme.accent);
    }
}

fn legend(before: Option<Rating>, after: Option<Rating>) -> String {
    match (before, after) {
        (Some(before), None) => format!("before {before}"),
        (Some(before), Some(after)) => format!("before {before}, now {after}"),
        (None, Some(after)) => format!("now {after}"),
        (None, None) => String::new(),
    }
}

fn effort_row(at: (u16, u16), screen: &After, theme: &Theme, painter: &mut Painter<'_>) {
    let (x, y) = at;
    let spacing = if painter.width() >= 60 { 4 } else { 3 };
    let chosen = screen.session.effort.map(crate::domain::Effort::get);
    for value in 0..=10u8 {
        let here = chosen == Some(value);
        let style = if here { theme.selected } else { theme.dim };
        let text = if here {
            format!("[{value}]")
        } else {
            format!(" {value} ")
        };
        let at = x + u16::from(value) * spacing;
        painter.place(
            at,
            y,
            spacing,
            1,
            Target::Rate(below(screen, AfterField::Effort), value),
        );
        painter.text(at, y, &text, style);
    }
    if let Some(chosen) = screen.session.effort {
        let words_x = x + 11 * spacing + 2;
        if painter.width() > words_x + 12 {
            painter.text(words_x, y, effort(chosen), theme.text);
        }
    }
}

fn felt_row(at: (u16, u16), screen: &After, theme: &Theme, painter: &mut Painter<'_>) {
    let (mut x, y) = at;
    let narrow = painter.width() < 60;
    for (index, felt) in Felt::ALL.into_iter().enumerate() {
        let word = match felt {
            Felt::TooHard if narrow => "hard",
            Felt::TooEasy if narrow => "easy",
            Felt::Hurt if narrow => "hurt",
            Felt::TooHard => "too hard",
            Felt::Fine => "fine",
            Felt::TooEasy => "too easy",
            Felt::Hurt => "it hurt",
        };
        let here = screen.session.felt == Some(felt);
        let number = format!("{} ", index + 1);
        let word = if here {
            format!("[{word}]")
        } else {
            format!(" {word} ")
        };
        let rate = Target::Rate(below(screen, AfterField::Felt), index as u8 + 1);
        painter.place(
            x,
            y,
            crate::widgets::painter::columns(&number) + crate::widgets::painter::columns(&word),
            1,
            rate,
        );
        x = painter.pieces(
            x,
            y,
            &[
                (&number, theme.dim),
                (&word, if here { theme.selected } else { theme.text }),
            ],
        );
        x += if narrow { 0 } else { 2 };
    }
    if screen.session.felt == Some(Felt::Hurt) {
        painter.text(
            at.0,
            y + 1,
            "Thank you for saying. It will not be suggested again.",
            theme.dim,
        );
    }
}
