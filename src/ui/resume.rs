//! The offer to go on with a session that was left running.

use crate::app::App;
use crate::app::resume::{Resume, ResumeChoice};
use crate::domain::Now;
use crate::widgets::format;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use crate::widgets::theme::Theme;

/// Draws the offer.
pub fn render(app: &App, resume: &Resume, now: Now, theme: &Theme, painter: &mut Painter<'_>) {
    let width = painter.width();
    let left = if width >= 70 { width / 2 - 28 } else { 3 };
    let room = width.saturating_sub(left + 1);
    let above = if resume.page.is_some() { 8 } else { 5 };
    // A page takes room; what it says and what can be done then come before the welcome.
    let tight = resume.page.is_some() && painter.height() < 18;
    let gap = u16::from(!tight);
    let mut y = (painter.height() / 2).saturating_sub(above).max(gap);
    if !tight {
        y += painter.wrapped(
            (left, y),
            room,
            2,
            "A session was left running. Good to see you.",
            theme.strong,
        );
    }
    let rows = if tight { 1 } else { 2 };
    y += painter.wrapped(
        (left, y),
        room,
        rows,
        &told(resume, now, theme.numbers),
        theme.text,
    ) + gap;
    if let Some(outcome) = resume.page {
        let title = &outcome.words().title;
        y += painter.wrapped((left, y), room, 2, title, theme.strong);
        y += painter.wrapped((left, y), room, 5, &app.outcome_text(outcome), theme.text) + gap;
    }
    for (index, choice) in resume.choices.iter().enumerate() {
        let here = index == resume.chosen;
        let text = self::choice(resume, *choice, theme.numbers);
        painter.row(y, Target::Choice(index as i16 - resume.chosen as i16));
        if here {
            painter.text(left, y, theme.glyphs.marker, theme.accent);
        }
        painter.text(
            left + 2,
            y,
            &text,
            if here { theme.selected } else { theme.text },
        );
        y += 1;
    }
}

/// What was left running, and when.
pub fn told(resume: &Resume, now: Now, numbers: bool) -> String {
    let running = &resume.running;
    let ago = now
        .wall
        .signed_duration_since(running.kept)
        .num_seconds()
        .max(0);
    let done = if numbers {
        format!(", {} done", done(resume))
    } else {
        String::new()
    };
    let ago = format::minutes(ago as u64);
    format!("{}{done}, {ago} ago.", running.routine.title)
}

/// An answer in words.
pub fn choice(resume: &Resume, choice: ResumeChoice, numbers: bool) -> String {
    match choice {
        ResumeChoice::GoOn => "go on where it was".to_owned(),
        ResumeChoice::Count if !numbers => "count what you did".to_owned(),
        ResumeChoice::Count => format!("count the {}", done(resume)),
        ResumeChoice::Discard => "do not keep it".to_owned(),
    }
}

fn done(resume: &Resume) -> String {
    format::clock(resume.running.player.active().as_secs())
}
