//! Today.
//!
//! ```text
//!  ╭─ how are you now ───────────────────────╮   next, if you like
//!  │ › mood     1 2 3 4 5 6 ▐7▌8 9   good    │   Ten easy minutes outside
//!  │   tags …            note …              │   reason · keys
//!  ╰─────────────────────────────────────────╯   this week
//!    earlier today                               ● · ○ …   bar
//! ```
//! Below 90 columns the right half moves below the form; below 60 the frame goes.

mod moments;
mod quiet;
mod title;
mod when;

use crate::app::today::{Editor, Focus};
use crate::app::{App, Tab};
use crate::coach::Suggestion;
use crate::coach::plan::Plan;
use crate::coach::{hides_numbers, quiet_day};
use crate::content::intensity;
use crate::content::words::{anchors, label, level, takes};
use crate::domain::{DOSE_FULL, DOSE_HALF, Day, Question, Week, whole};
use crate::keys::Action;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::{Painter, columns, shorten};
use crate::widgets::theme::Theme;
use crate::widgets::{format, rating_scale, text_box};

/// Draws the tab; answers where the cursor belongs while something is being written.
pub fn render(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    debug_assert_eq!(app.tab, Tab::Today, "drawn on its own tab only");
    let (width, height) = (painter.width(), painter.height());
    if width < 60 || height < 16 {
        return compact(app, theme, painter);
    }
    let resting = is_resting(app);
    let form_height = if resting {
        moments::rows(app) + 4
    } else {
        app.settings.questions().len() as u16 + 6
    };
    if width >= 90 {
        let side = 35;
        let left = (width - side - 5).min(64);
        let cursor = form(app, theme, &mut painter.part(1, 0, left, form_height));
        below(
            app,
            theme,
            &mut painter.part(
                3,
                form_height + 1,
                left - 3,
                height.saturating_sub(form_height + 1),
            ),
        );
        let x = left + 4;
        let used = suggestion(
            app,
            theme,
            &mut painter.part(x, 0, width - x - 1, SUGGESTION),
        )
        .max(form_height.saturating_sub(1));
        week(
            app,
            theme,
            &mut painter.part(x, used + 2, width - x - 1, height.saturating_sub(used + 2)),
        );
        return cursor;
    }
    let cursor = form(app, theme, &mut painter.part(1, 0, width - 2, form_height));
    let mut y = form_height + u16::from(height > form_height + 10);
    y += suggestion(app, theme, &mut painter.part(2, y, width - 4, 4)) + 1;
    y += week(
        app,
        theme,
        &mut painter.part(2, y, width - 4, height.saturating_sub(y)),
    );
    if height > y + 2 {
        below(
            app,
            theme,
            &mut painter.part(2, y + 1, width - 4, height - y - 1),
        );
    } else if height > y && !resting {
        moments::render(app, theme, &mut painter.part(2, y, width - 4, 1));
    }
    cursor
}

fn form(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let focused = app.today.focus == Focus::Form;
    let (frame, title) = if focused {
        (theme.focus, theme.accent)
    } else {
        (theme.frame, theme.dim)
    };
    if is_resting(app) {
        painter.frame("today", title, frame, theme.glyphs.ascii);
        let (width, height) = (painter.width(), painter.height());
        moments::render(
            app,
            theme,
            &mut painter.part(4, 2, width.saturating_sub(6), height.saturating_sub(3)),
        );
        return None;
    }
    painter.frame(&title::form(app), title, frame, theme.glyphs.ascii);
    let width = painter.width();
    let cursor = match &app.today.editor {
        Some(Editor::Note(field)) => {
            painter.text(4, 2, "note", theme.strong);
            let height = painter.height().saturating_sub(5);
            return text_box::render(
                field,
                theme.text,
                &mut painter.part(4, 3, width.saturating_sub(8), height),
            );
        }
        Some(Editor::Tags(..)) => return tags(app, theme, painter),
        Some(Editor::When(field, problem)) => {
            return when::field(field, problem.as_deref(), theme, painter);
        }
        None => None,
    };
    let spacing = rating_scale::spacing(width.saturating_sub(23));
    let left = if width < 60 { 1 } else { 2 };
    let rows = questions(app, theme, (left, 2), spacing, painter);
    let y = 3 + rows;
    if focused {
        when::row(app, (left + 2, y - 1), theme, painter);
    }
    let x = painter.text(left + 2, y, "tags  ", theme.dim);
    let tags = app.today.draft.tags.join(", ");
    let x = painter.text(
        x,
        y,
        if tags.is_empty() {
            theme.glyphs.ellipsis
        } else {
            &tags
        },
        theme.text,
    ) + 4;
    if focused {
        painter.place(
            left + 2,
            y,
            x.saturating_sub(left + 4),
            1,
            Target::Do(Action::Tags),
        );
        painter.place(
            x,
            y,
            width.saturating_sub(x + 2),
            1,
            Target::Do(Action::Note),
        );
    }
    let x = painter.text(x, y, "note  ", theme.dim);
    let note = app.today.draft.note.replace('\n', " ");
    let room = usize::from(width.saturating_sub(x + 2));
    painter.text(
        x,
        y,
        &shorten(
            if note.is_empty() {
                theme.glyphs.ellipsis
            } else {
                &note
            },
            room,
        ),
        theme.text,
    );
    cursor
}

/// The questions, each a row; what 1, 5 and 9 mean under the last. Answers the rows used.
fn questions(
    app: &App,
    theme: &Theme,
    at: (u16, u16),
    spacing: u16,
    painter: &mut Painter<'_>,
) -> u16 {
    let (x, y) = at;
    let focused = app.today.focus == Focus::Form;
    let longest = app
        .settings
        .questions()
        .iter()
        .map(|question| columns(label(*question)))
        .max()
        .unwrap_or(0);
    let scale_x = x + 3 + longest;
    for (index, question) in app.settings.questions().iter().enumerate() {
        let row = y + index as u16;
        let here = focused && index == app.today.question;
        let answer = app.today.draft.ratings.get(*question);
        let rows = index as i16 - app.today.question as i16;
        if focused {
            painter.place(x, row, scale_x - x, 1, Target::Row(rows));
        }
        rating_scale::places((scale_x, row), spacing, rows, painter);
        if here {
            painter.text(x, row, theme.glyphs.marker, theme.accent);
        }
        painter.text(
            x + 2,
            row,
            label(*question),
            if here { theme.accent } else { theme.dim },
        );
        rating_scale::points((scale_x, row), spacing, answer, here, theme, painter);
        if let Some(rating) = answer {
            let word_x = scale_x + rating_scale::width(spacing);
            let room = usize::from(painter.width().saturating_sub(word_x + 2));
            painter.text(
                word_x,
                row,
                &shorten(level(*question, rating), room),
                theme.text,
            );
        }
    }
    let rows = app.settings.questions().len() as u16;
    if focused {
        let question = app
            .settings
            .questions()
            .get(app.today.question)
            .copied()
            .unwrap_or(Question::Mood);
        rating_scale::anchors(
            (scale_x, y + rows),
            spacing,
            anchors(question),
            theme,
            painter,
        );
    }
    rows + 1
}

fn tags(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let Some(Editor::Tags(field, chosen)) = &app.today.editor else {
        return None;
    };
    let width = painter.width();
    let x = painter.text(4, 2, "tags  ", theme.strong);
    let taken = app.today.draft.tags.join(", ");
    painter.text(
        x,
        2,
        &shorten(&taken, usize::from(width.saturating_sub(x + 2))),
        theme.text,
    );
    let x = painter.text(4, 3, "add   ", theme.dim);
    let cursor = text_box::render(
        field,
        theme.text,
        &mut painter.part(x, 3, width.saturating_sub(x + 2), 1),
    );
    for (index, tag) in app.matching_tags().iter().enumerate() {
        let row = 4 + index as u16;
        if row + 1 >= painter.height() {
            break;
        }
        let here = *chosen == index + 1;
        painter.row(row, Target::Choice((index + 1) as i16 - *chosen as i16));
        if here {
            painter.text(8, row, theme.glyphs.marker, theme.accent);
        }
        painter.text(10, row, tag, if here { theme.selected } else { theme.dim });
    }
    cursor
}

/// The rows of the suggestion beside the form, with a reason of three: what stands below keeps its place whatever is
/// suggested.
const SUGGESTION: u16 = 9;

/// The one suggestion. Answers the rows used.
fn suggestion(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> u16 {
    let wide = painter.height() > 4;
    if !app.today.is_thinking()
        && let Some(quiet) = quiet_day(&app.journal, app.day)
    {
        return quiet::render(app, Some(quiet), theme, painter);
    }
    painter.text(0, 0, "next, if you like", theme.dim);
    if app.today.is_thinking() {
        return if wide { SUGGESTION } else { 4 };
    }
    let Some(suggestion) = &app.today.suggestion else {
        return quiet::render(
            app,
            None,
            theme,
            &mut painter.part(0, 1, painter.width(), 3),
        ) + 1;
    };
    let routine = &suggestion.routine;
    let focused = app.today.focus == Focus::Suggestion;
    if focused {
        painter.text(0, 1, theme.glyphs.marker, theme.accent);
    }
    let x = if focused { 2 } else { 0 };
    painter.text(
        x,
        1,
        &routine.title,
        if focused { theme.accent } else { theme.strong },
    );
    let facts = format!(
        "{} {dot} {} {dot} {}",
        takes(routine.minutes(), theme.numbers),
        intensity::of(routine).word(),
        routine.main_position().word(),
        dot = theme.glyphs.dot
    );
    painter.text(x, 2, &facts, theme.text);
    let [start, tiny, another] =
        [Action::Start, Action::Tiny, Action::Another].map(|action| app.key_here(action));
    let gaps = [start.as_str(), &tiny, &another];
    let words = [" start  ", " two minutes  ", " another"];
    let actions = [Action::Start, Action::Tiny, Action::Another];
    // Whole hints only, as many as there is room for.
    let width = |count: usize| {
        let hint = |place: usize| columns(gaps[place]) + columns(words[place].trim_end());
        (0..count).map(hint).sum::<u16>() + 2 * (count as u16).saturating_sub(1)
    };
    let fitting = |room: u16| {
        (0..=3)
            .rev()
            .find(|count| width(*count) <= room)
            .unwrap_or(0)
    };
    let write = |mut at: u16, y: u16, count: usize, painter: &mut Painter<'_>| {
        for place in 0..count {
            painter.place(
                at,
                y,
                columns(gaps[place]) + columns(words[place].trim_end()),
                1,
                Target::Do(actions[place]),
            );
            let words = if place + 1 == count {
                words[place].trim_end()
            } else {
                words[place]
            };
            at = painter.pieces(at, y, &[(gaps[place], theme.key), (words, theme.dim)]);
        }
    };
    painter.place(x, 1, painter.width(), 2, Target::Do(Action::Start));
    if wide {
        let room = painter.width().saturating_sub(x);
        let rows = painter.wrapped((x, 4), room, 3, reason(suggestion, theme), theme.dim);
        write(x, 5 + rows, fitting(room), painter);
        return SUGGESTION;
    }
    painter.text(
        x,
        3,
        &shorten(
            reason(suggestion, theme),
            usize::from(painter.width().saturating_sub(x)),
        ),
        theme.dim,
    );
    let count = fitting(
        painter
            .width()
            .saturating_sub(x + columns(&routine.title) + 2),
    );
    write(
        painter.width().saturating_sub(width(count)),
        1,
        count,
        painter,
    );
    4
}

/// Why it is suggested; a reason of numbers stays away with them.
fn reason<'a>(suggestion: &'a Suggestion, theme: &Theme) -> &'a str {
    if theme.numbers {
        &suggestion.reason.text
    } else {
        suggestion.reason.in_words()
    }
}

/// Seven days as dots, and the week's minutes against the band. Answers the rows used.
fn week(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> u16 {
    let week = app.journal.week(app.day);
    if app.journal.is_empty() {
        let key = app.key_here(Action::BringIn);
        let text = format!(
            "Your check-ins and sessions show up here and in the history as you go. Everything stays in one file on this computer. {key} brings in what another program has kept."
        );
        let (width, rows) = (painter.width(), painter.height().min(6));
        return painter.wrapped((0, 0), width, rows, &text, theme.dim);
    }
    if painter.height() < 4 {
        week_line(&week, theme, painter);
        return 1;
    }
    painter.text(0, 0, "the last seven days", theme.dim);
    for (index, minutes) in week.minutes.iter().enumerate() {
        let day = app.day.plus(index as i64 - 6);
        let x = index as u16 * 3;
        painter.text(x, 1, initial(day), theme.dim);
        let (glyph, style) = day_mark(*minutes, theme);
        painter.text(x, 2, glyph, style);
    }
    if hides_numbers(&app.journal) {
        return 3;
    }
    if !theme.numbers {
        let key = app.key_here(Action::Numbers);
        painter.pieces(
            0,
            4,
            &[(&key, theme.key), (" brings the numbers back", theme.dim)],
        );
        return 5;
    }
    // A week of rest is not a zero to be shown.
    let active = week.active_days();
    if active > 0 {
        let days = format!(
            "{active} active {}",
            if active == 1 { "day" } else { "days" }
        );
        painter.text(22, 2, &days, theme.text);
    }
    // The aim stands beside what was done, never beside nothing.
    let total = match Plan::of(&app.journal) {
        _ if active == 0 => String::new(),
        Some(plan) => format!("{} of {} min", whole(week.total()), plan.minutes),
        None => format!("{} min", whole(week.total())),
    };
    if painter.width() >= 76 {
        let bar_width = painter
            .width()
            .saturating_sub(39 + columns(&total))
            .min(BAR);
        bar(week.dose, theme, &mut painter.part(38, 2, bar_width, 2));
        painter.text(39 + bar_width, 2, &total, theme.text);
        return 4;
    }
    let bar_width = painter.width().saturating_sub(columns(&total) + 2).min(BAR);
    bar(week.dose, theme, &mut painter.part(0, 4, bar_width, 2));
    painter.text(bar_width + 1, 4, &total, theme.text);
    6
}

/// Columns of the week's bar.
const BAR: u16 = 28;

/// The week in one line, where there is no room for more.
fn week_line(week: &Week, theme: &Theme, painter: &mut Painter<'_>) {
    let marks: Vec<(&str, ratatui::style::Style)> = week
        .minutes
        .iter()
        .map(|minutes| day_mark(*minutes, theme))
        .collect();
    let x = painter.pieces(0, 0, &marks);
    if week.active_days() > 0 && theme.numbers {
        let days = if week.active_days() == 1 {
            "day"
        } else {
            "days"
        };
        painter.text(
            x + 2,
            0,
            &format!(
                "{} active {days}, {} min",
                week.active_days(),
                whole(week.total())
            ),
            theme.dim,
        );
    }
}

fn initial(day: Day) -> &'static str {
    ["M", "T", "W", "T", "F", "S", "S"][day.weekday()]
}

/// Ten minutes make a full dot, less a ring, nothing a point.
fn day_mark(minutes: f64, theme: &Theme) -> (&'static str, ratatui::style::Style) {
    match minutes {
        minutes if minutes >= 10.0 => (theme.glyphs.active, theme.sessions),
        minutes if minutes > 0.0 => (theme.glyphs.short, theme.sessions),
        _ => (theme.glyphs.dot, theme.frame),
    }
}

/// The week's dose as a bar; under it the band in which most of the benefit lies.
fn bar(dose: f64, theme: &Theme, painter: &mut Painter<'_>) {
    let width = painter.width();
    if width < 8 {
        return;
    }
    let whole = DOSE_FULL * 1.3;
    let at = |value: f64| ((value / whole).min(1.0) * f64::from(width)).round() as u16;
    let (filled, from, to) = (at(dose), at(DOSE_HALF), at(DOSE_FULL));
    for x in 0..width {
        let (glyph, style) = if x < filled {
            (theme.glyphs.filled, theme.sessions)
        } else if (from..to).contains(&x) {
            (theme.glyphs.shade, theme.frame)
        } else {
            (theme.glyphs.empty, theme.frame)
        };
        painter.text(x, 0, glyph, style);
    }
    let caption = "plenty";
    if to.saturating_sub(from) >= columns(caption) + 2 {
        painter.text(
            from,
            1,
            if theme.glyphs.ascii { "\\" } else { "╰" },
            theme.dim,
        );
        painter.right(to, 1, if theme.glyphs.ascii { "/" } else { "╯" }, theme.dim);
        painter.text(
            from + (to - from - columns(caption)).div_ceil(2),
            1,
            caption,
            theme.dim,
        );
    }
}

/// Whether the form gives way to the day's check-ins and sessions: they are saved, and nothing is being filled in.
fn is_resting(app: &App) -> bool {
    app.today.focus == Focus::Suggestion && app.today.draft.is_empty() && !app.moments().is_empty()
}

/// Under the form: what is already there for its day; the mood of the last weeks.
fn below(app: &App, theme: &Theme, painter: &mut Painter<'_>) {
    let mut y = 0;
    let count = moments::rows(app);
    if count > 0 && !is_resting(app) {
        let today = app.today.day == app.day;
        let title = if today {
            "earlier today".to_owned()
        } else {
            format!("already there for {}", format::day(app.today.day))
        };
        painter.text(0, 0, &title, theme.dim);
        let (width, height) = (painter.width(), painter.height());
        let rows = count.min(height.saturating_sub(1));
        moments::render(app, theme, &mut painter.part(0, 1, width, rows));
        y = count + 2;
    }
    if y + 2 <= painter.height() && app.journal.check_ins().len() > 1 {
        last_weeks(app, y, theme, painter);
    }
}

fn last_weeks(app: &App, y: u16, theme: &Theme, painter: &mut Painter<'_>) {
    let first = app.day.plus(-13);
    let days = app.journal.days(first, app.day);
    let means: Vec<Option<f64>> = first
        .through(app.day)
        .map(|day| {
            days.get(&day)
                .and_then(|summary| summary.mean(Question::Mood))
        })
        .collect();
    let rated: Vec<f64> = means.iter().flatten().copied().collect();
    if rated.is_empty() {
        return;
    }
    painter.text(0, y, "mood, the last two weeks", theme.dim);
    for (index, mean) in means.iter().enumerate() {
        if let Some(mean) = mean {
            let height = (mean.round() as usize).clamp(1, 8);
            painter.text(
                index as u16,
                y + 1,
                theme.glyphs.bars[height - 1],
                theme.mark,
            );
        }
    }
    // On a hard day nothing is compared with the usual.
    if !theme.numbers || app.is_hard_day() {
        return;
    }
    let mean = format::mean(rated.iter().sum::<f64>() / rated.len() as f64);
    painter.pieces(
        16,
        y + 1,
        &[(&mean, theme.text), (" on average", theme.dim)],
    );
}

/// Forty columns: the essentials.
fn compact(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let (width, height) = (painter.width(), painter.height());
    match &app.today.editor {
        Some(Editor::Note(field)) => {
            painter.text(1, 0, "note", theme.strong);
            return text_box::render(
                field,
                theme.text,
                &mut painter.part(1, 1, width.saturating_sub(2), height.saturating_sub(2)),
            );
        }
        Some(Editor::Tags(..)) => return tags(app, theme, &mut painter.part(0, 0, width, height)),
        Some(Editor::When(field, problem)) => {
            let part = &mut painter.part(0, 0, width, height);
            return when::field(field, problem.as_deref(), theme, part);
        }
        None => {}
    }
    let title = (app.today.day != app.day
        || app.today.draft.editing.is_some()
        || title::unsaved(app).is_some())
    .then(|| title::form(app));
    let top = u16::from(title.is_some());
    if let Some(title) = title {
        painter.text(1, 0, &title, theme.strong);
    }
    let width_of_moments = width.saturating_sub(2);
    let mut y = if is_resting(app) {
        // The suggestion and the week keep their rows.
        let rows = moments::rows(app).min(height.saturating_sub(6)).max(1);
        moments::render(
            app,
            theme,
            &mut painter.part(1, top, width_of_moments, rows),
        );
        top + rows + 1
    } else {
        let spacing = rating_scale::spacing(width.saturating_sub(20));
        let rows = questions(app, theme, (1, top), spacing, painter);
        let below = top + rows;
        moments::render(app, theme, &mut painter.part(1, below, width_of_moments, 1));
        below + 1
    };
    if let Some(suggestion) = &app.today.suggestion
        && y < height
    {
        let here = app.today.focus == Focus::Suggestion;
        let title = format!(
            "{} {} {}",
            suggestion.routine.title,
            theme.glyphs.dot,
            takes(suggestion.routine.minutes(), theme.numbers)
        );
        if here {
            painter.text(1, y, theme.glyphs.marker, theme.accent);
        }
        painter.text(3, y, &title, if here { theme.accent } else { theme.strong });
        if y + 2 < height {
            painter.text(
                3,
                y + 1,
                &shorten(
                    reason(suggestion, theme),
                    usize::from(width.saturating_sub(4)),
                ),
                theme.dim,
            );
            y += 1;
        }
        y += 1;
        if y < height {
            painter.pieces(
                3,
                y,
                &[
                    (&app.key_here(Action::Start), theme.key),
                    (" start  ", theme.dim),
                    (&app.key_here(Action::Tiny), theme.key),
                    (" two minutes", theme.dim),
                ],
            );
        }
    }
    if let Some(quiet) = quiet_day(&app.journal, app.day)
        && y < height
    {
        let rows = height - y;
        y += quiet::render(
            app,
            Some(quiet),
            theme,
            &mut painter.part(1, y, width.saturating_sub(2), rows),
        );
        y = y.saturating_sub(1);
    }
    y += 2;
    if y < height {
        week_line(
            &app.journal.week(app.day),
            theme,
            &mut painter.part(1, y, width.saturating_sub(1), 1),
        );
    }
    None
}
