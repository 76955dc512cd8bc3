//! Support: the number first and largest, then words. No form, no question first. It is drawn at
//! any size, the smallest included.

use crate::app::App;
use crate::app::keymap::{Action, Context};
use crate::app::support::Support;
use crate::content::support::{self, Country, OWN};
use crate::ui::pen::Pen;
use crate::ui::theme::Theme;

/// Draws the lines of the chosen country, or, while none is known, where to find one.
pub fn render(screen: &Support, app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let (width, height) = (pen.width(), pen.height());
    let framed = width >= 60 && height >= 20;
    let wide = if framed { width.min(78) } else { width };
    let left = (width - wide) / 2;
    let body = height.saturating_sub(1);
    let mut card = pen.part(left, 0, wide, body);
    let mut inner = if framed {
        card.frame(
            "if you might act on these thoughts, use these",
            theme.accent,
            theme.focus,
            theme.glyphs.ascii,
        );
        card.part(3, 2, wide - 6, body - 3)
    } else {
        card.part(1, 0, wide.saturating_sub(2), body)
    };
    match screen.country() {
        Some(country) => of_country(country, framed, app, theme, &mut inner),
        None => anywhere(framed, app, theme, &mut inner),
    }
    let [country, people, back] = [Action::Country, Action::Options, Action::Back]
        .map(|action| app.keys.hint(Context::Support, action));
    pen.pieces(
        left + 1,
        body,
        &[
            (&country, theme.key),
            (" country   ", theme.dim),
            (&people, theme.key),
            (
                if width < 50 {
                    " people   "
                } else {
                    " your own people   "
                },
                theme.dim,
            ),
            (&back, theme.key),
            (" back", theme.dim),
        ],
    );
}

fn of_country(country: &Country, roomy: bool, app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let width = pen.width();
    let gap = u16::from(roomy);
    let column = if width < 50 { 12 } else { 18 };
    let mut y = 0;
    for line in &country.lines {
        let x = pen.text(0, y, &line.how(), theme.strong).max(column) + 2;
        let about = format!("{} · {}", line.name, line.hours);
        let about = if theme.glyphs.ascii {
            about.replace('·', "-")
        } else {
            about
        };
        y += pen
            .wrapped((x, y), width.saturating_sub(x), 2, &about, theme.text)
            .max(1)
            + gap;
    }
    let emergency = country.emergency.join(" or ");
    let x = pen.text(0, y, &emergency, theme.strong).max(column) + 2;
    y += pen
        .wrapped(
            (x, y),
            width.saturating_sub(x),
            2,
            "if you are in danger now",
            theme.text,
        )
        .max(1)
        + gap;
    y += own(app, y, gap, theme, pen);
    y += say(width, y, theme, pen) + gap;
    let about = format!(
        "{}, checked {}, {}. Works without a network.",
        country.name,
        country.checked,
        country.state().words()
    );
    y += pen.wrapped((0, y), width, 2, &about, theme.dim) + gap;
    stop_signs(y, theme, pen);
}

fn anywhere(roomy: bool, app: &App, theme: &Theme, pen: &mut Pen<'_>) {
    let width = pen.width();
    let gap = u16::from(roomy);
    let mut y = 0;
    y += pen.wrapped(
        (0, y),
        width,
        3,
        "Call your local emergency number if you are in danger now. 112 works in the EU and on most mobiles.",
        theme.strong,
    ) + gap;
    for directory in &support::support().directories {
        y += pen.wrapped(
            (0, y),
            width,
            2,
            &format!("{}: {}", directory.name, directory.address),
            theme.text,
        );
    }
    y += gap;
    y += own(app, y, gap, theme, pen);
    y += pen.wrapped(
        (0, y),
        width,
        2,
        &format!(
            "{} goes through the countries whose lines are kept here.",
            app.keys.hint(Context::Support, Action::Country)
        ),
        theme.dim,
    ) + gap;
    y += say(width, y, theme, pen) + gap;
    stop_signs(y, theme, pen);
}

/// One's own people and notes, where there are any. Answers the rows used.
fn own(app: &App, y: u16, gap: u16, theme: &Theme, pen: &mut Pen<'_>) -> u16 {
    let width = pen.width();
    let mut used = 0;
    for own in &OWN {
        let Some(text) = app.journal.setting(own.key) else {
            continue;
        };
        let style = if own.is_contact() {
            theme.strong
        } else {
            theme.text
        };
        pen.text(0, y + used, own.label, theme.dim);
        used += pen
            .wrapped((20, y + used), width.saturating_sub(20), 2, text, style)
            .max(1);
    }
    if used > 0 { used + gap } else { 0 }
}

fn say(width: u16, y: u16, theme: &Theme, pen: &mut Pen<'_>) -> u16 {
    let text = "You do not have to be sure it is bad enough. Saying \"I am not safe right now\" is enough to begin.";
    pen.wrapped((0, y), width, 3, text, theme.text)
}

fn stop_signs(y: u16, theme: &Theme, pen: &mut Pen<'_>) {
    let width = pen.width();
    let text = "Chest pain, fainting, or breath that does not settle: stop moving, sit down, and call the emergency number.";
    pen.wrapped((0, y), width, 3, text, theme.dim);
}
