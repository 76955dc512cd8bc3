//! Drawing of the header, the screen in front and the footer.
//!
//! Nothing here changes state or computes results. Costly drawing is cached in [`Caches`] between frames.

use crate::app::{App, Dialog, Page, SMALLEST, chrome};
use crate::keys::Action;
use crate::widgets::painter::{Caches, Painter};
use crate::widgets::theme::{Theme, indexed};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use std::time::Duration;

/// Draws everything; returns how long until the picture changes without any event.
pub fn render(
    app: &App,
    theme: &Theme,
    caches: &mut Caches,
    frame: &mut Frame<'_>,
) -> Option<Duration> {
    caches.next_change = None;
    let personal = personal(app, theme);
    let theme = personal.as_ref().unwrap_or(theme);
    let area = frame.area();
    caches.hit_map.begin(app.contexts()[0]);
    let mut painter = Painter::new(frame.buffer_mut(), area, theme, caches);
    if app.settings.config.mouse {
        painter = painter.noting_clicks();
    }
    let focus = draw(app, theme, &mut painter);
    // The terminal cursor follows the focus, for screen readers and magnifiers.
    if let Some((x, y)) = focus
        && x < area.right()
        && y < area.bottom()
    {
        frame.set_cursor_position((x, y));
    }
    paint_background(frame.buffer_mut(), theme);
    if theme.indexed {
        indexed::reduce(frame.buffer_mut());
    }
    caches.next_change
}

/// The theme with the person's units, and without numbers if they are hidden; `None` if that changes nothing.
fn personal(app: &App, theme: &Theme) -> Option<Theme> {
    let units = app.settings.units();
    let hides = app.hides_numbers();
    if units == theme.units && !hides {
        return None;
    }
    let theme = if hides {
        theme.without_numbers()
    } else {
        theme.clone()
    };
    Some(Theme { units, ..theme })
}

/// Fills cells without a background with the theme's background, if it has one; runs last because charts look for cells
/// without a background.
fn paint_background(buffer: &mut Buffer, theme: &Theme) {
    let Some(base) = theme.base.filter(|_| theme.fill_background) else {
        return;
    };
    for cell in buffer
        .content
        .iter_mut()
        .filter(|cell| cell.bg == Color::Reset)
    {
        cell.bg = base;
    }
}

/// Draws the area between header and footer separately, for pictures and copies.
pub fn body(app: &App, theme: &Theme) -> Buffer {
    let personal = personal(app, theme);
    let theme = personal.as_ref().unwrap_or(theme);
    let area = Rect::new(0, 0, app.size.0, app.size.1);
    let mut whole = Buffer::empty(area);
    draw(
        app,
        theme,
        &mut Painter::new(&mut whole, area, theme, &mut Caches::default()),
    );
    paint_background(&mut whole, theme);
    let mut body = Buffer::empty(Rect::new(0, 0, area.width, area.height.saturating_sub(3)));
    for place in body.area.positions() {
        body[place].clone_from(&whole[(place.x, place.y + 2)]);
    }
    body
}

/// Draws the topmost screen; returns the position of the terminal cursor, if any.
fn draw(app: &App, theme: &Theme, painter: &mut Painter<'_>) -> Option<(u16, u16)> {
    let area = painter.area();
    let dialog = app.dialogs.last();
    let fits = area.width >= SMALLEST.0 && area.height >= SMALLEST.1;
    if !fits && !dialog.is_some_and(Dialog::fits_everywhere) {
        too_small(app, theme, painter);
        return None;
    }
    if let Some(dialog) = dialog {
        let screen = dialog.screen();
        let cursor = screen.render(app, painter);
        if screen.has_footer() {
            chrome::footer(app, theme, painter);
        }
        return cursor;
    }
    let page = app.page.as_ref().map(Page::screen);
    let whole_screen = page.is_some_and(|page| !page.has_header());
    if !whole_screen {
        chrome::header(app, theme, painter);
    }
    let body = Rect {
        y: area.y + 2,
        height: area.height - 3,
        ..area
    };
    let screen = page.unwrap_or_else(|| app.tabs.screen(app.tab));
    let cursor = if whole_screen {
        screen.render(app, painter)
    } else {
        screen.render(app, &mut painter.within(body))
    };
    chrome::footer(app, theme, painter);
    cursor
}

fn too_small(app: &App, theme: &Theme, painter: &mut Painter<'_>) {
    let area = painter.area();
    let lines = [
        format!(
            "firstline needs {}{}{}.",
            SMALLEST.0, theme.glyphs.times, SMALLEST.1
        ),
        format!(
            "This window is {}{}{}.",
            area.width, theme.glyphs.times, area.height
        ),
        String::new(),
        format!(
            "{} quit   {} support",
            app.key_here(Action::Leave),
            app.key_here(Action::Support)
        ),
    ];
    let top = area.height.saturating_sub(lines.len() as u16) / 2;
    for (row, line) in lines.iter().enumerate() {
        let left = if area.width > 30 { 2 } else { 0 };
        painter.text(left, top + row as u16, line, theme.text);
    }
}
