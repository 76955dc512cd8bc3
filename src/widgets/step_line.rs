//! A whole routine on one line: step widths proportional to their length, movement thick, rests thin.
//!
//! ```text
//!  ━━━ ━━━━━━ ── ━━━ ━━━━━━ ━━━
//! ```

use crate::domain::routine::{Step, Work};
use crate::widgets::painter::Painter;

/// Draws the steps, except for getting ready, in the first row. Draws nothing if there isn't a cell for each.
pub fn step_line(steps: &[Step], painter: &mut Painter<'_>) {
    step_line_from(steps, steps.len(), painter);
}

/// The same, with only the steps before index `at`, which are over, in the color of what was done.
pub fn step_line_from(steps: &[Step], at: usize, painter: &mut Painter<'_>) {
    let theme = painter.theme();
    let shown: Vec<(usize, &Step)> = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.work != Work::Ready)
        .collect();
    let (width, count) = (usize::from(painter.width()), shown.len());
    if count < 2 || count > width {
        return;
    }
    let has_gaps = count * 2 <= width;
    let seconds = |step: &Step| f64::from(step.seconds.max(1));
    let total: f64 = shown.iter().map(|(_, step)| seconds(step)).sum();
    let mut over = 0.0;
    let mut from = 0;
    for (number, (place, step)) in shown.into_iter().enumerate() {
        over += seconds(step);
        let share = (over / total * width as f64).round() as usize;
        // Each step has a cell and leaves one for each step after it.
        let least = if has_gaps { 2 } else { 1 };
        let most = width - (count - 1 - number) * least;
        let to = share.max(from + least).min(most.max(from + 1));
        let cells = (to - from).saturating_sub(usize::from(has_gaps)).max(1);
        let sign = match (step.is_movement(), theme.glyphs.ascii) {
            (true, false) => "━",
            (false, false) => "─",
            (true, true) => "=",
            (false, true) => "-",
        };
        let style = match (step.is_movement(), place < at) {
            (true, true) => theme.mark,
            (true, false) => theme.dim,
            (false, _) => theme.frame,
        };
        painter.text(from as u16, 0, &sign.repeat(cells), style);
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::painter::Caches;
    use crate::widgets::theme::Theme;
    use proptest::prelude::*;
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;

    fn step(seconds: u32, is_rest: bool) -> Step {
        Step {
            work: if is_rest { Work::Rest } else { Work::Timed },
            movement: String::new(),
            seconds,
            side: None,
            round: None,
            cue: None,
        }
    }

    fn drawn(width: u16, steps: &[Step]) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width + 3, 1));
        let (theme, mut caches) = (Theme::mono(), Caches::default());
        let part = Rect::new(0, 0, width, 1);
        step_line(
            steps,
            &mut Painter::new(&mut buffer, part, &theme, &mut caches),
        );
        buffer.content.iter().map(Cell::symbol).collect()
    }

    #[test]
    fn steps_are_as_long_as_they_take() {
        let steps = [step(60, false), step(20, true), step(40, false)];
        assert_eq!(drawn(12, &steps).trim_end(), "━━━━━ ─ ━━━");
    }

    proptest! {
        #[test]
        fn every_step_has_its_cells_or_none_is_drawn(
            width in 0u16..90, lengths in prop::collection::vec((0u32..4000, any::<bool>()), 0..60)
        ) {
            let steps: Vec<Step> = lengths.iter().map(|(seconds, rest)| step(*seconds, *rest)).collect();
            let row = drawn(width, &steps);
            prop_assert!(row.chars().skip(usize::from(width)).all(|sign| sign == ' '));
            if steps.len() * 2 <= usize::from(width) && steps.len() > 1 {
                prop_assert_eq!(row.split_whitespace().count(), steps.len());
            }
        }
    }
}
