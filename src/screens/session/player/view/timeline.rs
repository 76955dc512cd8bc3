//! The whole session as one line: each step proportional to its duration, the completed part filled.

use crate::domain::Player;
use crate::domain::routine::{Step, Work};
use crate::keys::Action;
use crate::widgets::hit_map::Target;
use crate::widgets::painter::Painter;
use ratatui::style::Style;

/// Draws the line in the painter's first row; nothing for a single step. A click before the current step goes back, a
/// click after it goes to the next.
pub(super) fn render(player: &Player, painter: &mut Painter<'_>) {
    let steps: Vec<&Step> = player
        .steps()
        .iter()
        .filter(|step| step.work != Work::Ready)
        .collect();
    let room = painter.width();
    if steps.len() < 2 || usize::from(room) < steps.len() {
        return;
    }
    let at = player
        .index()
        .checked_sub(player.steps().len() - steps.len());
    let length = |step: &Step| step.length().as_secs_f64().max(1.0);
    let total: f64 = steps.iter().map(|step| length(step)).sum();
    let mut before = 0.0;
    for (index, step) in steps.iter().enumerate() {
        let from = (before / total * f64::from(room)).round() as u16;
        before += length(step);
        let to = ((before / total * f64::from(room)).round() as u16).max(from + 1);
        let done = match at {
            Some(at) if index < at => 1.0,
            Some(at) if index == at => super::share(player),
            _ => 0.0,
        };
        // Steps wider than one column are separated by a blank.
        let wide = (to - from).saturating_sub(1).max(1);
        let filled = (done * f64::from(wide)).round() as u16;
        for cell in 0..wide {
            let is_done = cell < filled;
            let (sign, style) = sign(step, is_done, at == Some(index), painter);
            painter.text(from + cell, 0, sign, style);
        }
        let action = match at {
            Some(at) if index < at => Action::PreviousStep,
            _ => Action::NextStep,
        };
        if at != Some(index) {
            painter.place(from, 0, to - from, 1, Target::Do(action));
        }
    }
}

fn sign(step: &Step, is_done: bool, is_now: bool, painter: &Painter<'_>) -> (&'static str, Style) {
    let theme = painter.theme();
    let [full, line, dotted] = if theme.glyphs.ascii {
        ["=", "-", "."]
    } else {
        ["━", "─", "┈"]
    };
    let is_rest = step.work == Work::Rest;
    match (is_done, is_now) {
        (true, _) if is_rest => (full, theme.tones[3]),
        (true, _) => (full, theme.mark),
        (false, true) => (line, theme.text),
        (false, false) if is_rest => (dotted, theme.frame),
        (false, false) => (line, theme.frame),
    }
}
