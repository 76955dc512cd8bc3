//! The offer to go on with a session that was left running.

use crate::app::App;
use crate::app::pointing::Target;
use crate::app::resume::{Resume, ResumeChoice};
use crate::domain::Now;
use crate::ui::pen::Pen;
use crate::ui::theme::Theme;
use crate::ui::words;

/// Draws the offer.
pub fn render(app: &App, resume: &Resume, now: Now, theme: &Theme, pen: &mut Pen<'_>) {
    let width = pen.width();
    let left = if width >= 70 { width / 2 - 28 } else { 3 };
    let room = width.saturating_sub(left + 1);
    let above = if resume.page.is_some() { 8 } else { 5 };
    // A page takes room; what it says and what can be done then come before the welcome.
    let tight = resume.page.is_some() && pen.height() < 18;
    let gap = u16::from(!tight);
    let mut y = (pen.height() / 2).saturating_sub(above).max(gap);
    if !tight {
        y += pen.wrapped(
            (left, y),
            room,
            2,
            "A session was left running. Good to see you.",
            theme.strong,
        );
    }
    let rows = if tight { 1 } else { 2 };
    y += pen.wrapped((left, y), room, rows, &told(resume, now), theme.text) + gap;
    if let Some(outcome) = resume.page {
        let title = &outcome.words().title;
        y += pen.wrapped((left, y), room, 2, title, theme.strong);
        y += pen.wrapped((left, y), room, 5, &app.outcome_text(outcome), theme.text) + gap;
    }
    for (index, choice) in resume.choices.iter().enumerate() {
        let here = index == resume.chosen;
        let text = self::choice(resume, *choice);
        pen.row(y, Target::Choice(index as i16 - resume.chosen as i16));
        if here {
            pen.text(left, y, theme.glyphs.marker, theme.accent);
        }
        pen.text(
            left + 2,
            y,
            &text,
            if here { theme.selected } else { theme.text },
        );
        y += 1;
    }
}

/// What was left running, and when.
pub fn told(resume: &Resume, now: Now) -> String {
    let running = &resume.running;
    let ago = now
        .wall
        .signed_duration_since(running.kept)
        .num_seconds()
        .max(0);
    format!(
        "{}, {} done, {} ago.",
        running.routine.title,
        done(resume),
        words::minutes(ago as u64)
    )
}

/// An answer in words.
pub fn choice(resume: &Resume, choice: ResumeChoice) -> String {
    match choice {
        ResumeChoice::GoOn => "go on where it was".to_owned(),
        ResumeChoice::Count => format!("count the {}", done(resume)),
        ResumeChoice::Discard => "do not keep it".to_owned(),
    }
}

fn done(resume: &Resume) -> String {
    words::clock(resume.running.player.active().as_secs())
}
