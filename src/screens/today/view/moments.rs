//! The check-ins and sessions already on the form's day, one line each.

use crate::content::words::label;
use crate::domain::{CheckIn, DayRecord, Moment, OwnRatings, Session};
use crate::screens::shared::Shared;
use crate::screens::today::Today;
use crate::widgets::format;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;

/// Maximum rows; the history shows the whole day.
const ROWS: usize = 4;
/// Minimum columns that a title is shortened to in favor of the mood.
const LEAST_OF_TITLE: u16 = 8;

/// Rows wanted for the day's records.
pub(super) fn rows(today: &Today, shared: &Shared) -> u16 {
    today.moments(shared).len().min(ROWS) as u16
}

/// Draws the latest records, as many as fit, and the number of earlier ones.
pub(super) fn render(today: &Today, shared: &Shared, painter: &mut Painter<'_>) {
    let (theme, moments) = (painter.theme(), today.moments(shared));
    let (width, height) = (painter.width(), painter.height());
    if height == 0 {
        return;
    }
    let all = moments.len();
    let rows = usize::from(height);
    // The row with the number of earlier records replaces one record; if there is only one row, both share it.
    let shown = match rows {
        1 => all.min(1),
        _ if all > rows => rows - 1,
        _ => all,
    };
    let earlier = match all - shown {
        0 => String::new(),
        count => format!("{count} earlier"),
    };
    let mut y = 0;
    let mut room = width;
    if !earlier.is_empty() && rows > 1 {
        painter.text(0, y, &earlier, theme.dim);
        y += 1;
    } else if !earlier.is_empty() {
        painter.right(width, y, &earlier, theme.dim);
        room = width.saturating_sub(columns(&earlier) + 2);
    }
    for (y, record) in (y..).zip(&moments[all - shown..]) {
        let line = &mut painter.part(0, y, room, 1);
        time(record.time(), theme, line);
        let told = &mut line.part(theme.units.time_columns() + 2, 0, room, 1);
        match record {
            DayRecord::CheckIn(check_in) => {
                answered(check_in, shared.journal.own_ratings(), theme, told);
            }
            DayRecord::Session(session) => moved(session, theme, told),
        }
    }
}

fn time(at: Option<Moment>, theme: &Theme, painter: &mut Painter<'_>) {
    if let Some(at) = at {
        painter.text(0, 0, &theme.units.aligned_time(at), theme.dim);
    }
}

/// Draws everything in a check-in: complete answers, as many as fit.
fn answered(record: &CheckIn, own: OwnRatings<'_>, theme: &Theme, painter: &mut Painter<'_>) {
    let ratings = record.ratings.answered().map(|(question, rating)| {
        let value = format::rated(question, f64::from(rating.get()), theme);
        [label(question).to_owned(), format!(" {value}")]
    });
    let slept = record.sleep_hours.map(|hours| {
        if theme.numbers {
            ["slept".to_owned(), format!(" {} h", format::mean(hours))]
        } else {
            [String::new(), "hours slept".to_owned()]
        }
    });
    let owned = record.own.named(own).map(|(rating, value)| {
        let text = rating.text(value, !theme.numbers);
        [own.label(rating), format!(" {text}")]
    });
    let answers: Vec<[String; 2]> = ratings.chain(owned).chain(slept).collect();
    let wide = |[name, value]: &[String; 2]| columns(name) + columns(value) + 2;
    let is_narrow = answers.iter().map(wide).sum::<u16>() > painter.width() + 2;
    let gap = if is_narrow { 1 } else { 2 };
    let mut x = 0;
    for [name, value] in &answers {
        if x + columns(name) + columns(value) > painter.width() {
            let x = x.min(painter.width().saturating_sub(1));
            painter.text(x, 0, theme.glyphs.ellipsis, theme.dim);
            return;
        }
        x = painter.pieces(x, 0, &[(name, theme.dim), (value, theme.text)]) + gap;
    }
    let rest: Vec<&str> = record
        .tags
        .iter()
        .map(String::as_str)
        .chain(record.note.lines().next())
        .collect();
    let room = usize::from(painter.width().saturating_sub(x));
    if room > 0 {
        painter.text(x, 0, &shorten(&rest.join(", "), room), theme.dim);
    }
}

/// Draws the activity, its length and the mood around it. If space is short, the title is shortened.
fn moved(session: &Session, theme: &Theme, painter: &mut Painter<'_>) {
    let room = painter.width();
    let [mut facts, mood] = if theme.numbers {
        facts(session, theme)
    } else {
        [String::new(), String::new()]
    };
    let name = theme.units.name(&session.title);
    let least = columns(&name).min(LEAST_OF_TITLE);
    if !mood.is_empty() && least + columns(&facts) + columns(&mood) + 4 <= room {
        facts = format!("{facts}  {mood}");
    }
    let title_room = room.saturating_sub(columns(&facts) + 2);
    let title = shorten(&name, usize::from(title_room));
    let x = painter.text(0, 0, &title, theme.sessions) + 2;
    painter.text(x, 0, &facts, theme.text);
}

/// The length, and the mood around it; the latter is empty if not rated.
fn facts(session: &Session, theme: &Theme) -> [String; 2] {
    let arrow = theme.glyphs.arrow;
    let mood = match (session.before, session.after) {
        (Some(before), Some(after)) => format!("mood {before} {arrow} {after}"),
        (Some(before), None) => format!("mood {before} before"),
        (None, Some(after)) => format!("mood {after} after"),
        (None, None) => String::new(),
    };
    [format::minutes(u64::from(session.active_seconds)), mood]
}
