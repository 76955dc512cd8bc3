//! A still of the figure: a preview of a routine in one pose.

use crate::content::movements::movement;
use crate::content::poses::{Pose, View, Zoom, pose};
use crate::domain::Routine;
use crate::widgets::figure::{self, Figure, Glyphs, Look, Motion, Size};
use crate::widgets::painter::Painter;
use crate::widgets::stills::Chosen;
use std::time::Duration;

/// How many of a routine's movements are considered.
const LOOKED_AT: usize = 6;

/// How long a selection rests before its own figure replaces the one before: while a key is held down, choosing and
/// sending a figure for each row would slow every step.
const SETTLE: Duration = Duration::from_millis(80);
/// How long a pose stays still before it moves, so that scrolling through a list shows no motion.
const REST: Duration = Duration::from_millis(700);
/// Approximate time for which a movement is shown.
const PLAYED: Duration = Duration::from_secs(6);

/// Draws a pose of `routine` over the painter's area: of its first movements, the one that shows the most of the
/// body. Returns whether there is one.
pub fn of_routine(routine: &Routine, painter: &mut Painter<'_>) -> bool {
    let chosen = chosen(routine, painter);
    if let Some((pose, time)) = chosen {
        draw(pose, time, Motion::Still, painter);
    }
    chosen.is_some()
}

/// Draws the same pose, which after a short pause plays its movement once or a few times and then stops again;
/// `since` is how long it has been visible. Requests the next frame while it plays. Returns whether there is a
/// pose.
pub fn of_routine_moving(routine: &Routine, since: Duration, painter: &mut Painter<'_>) -> bool {
    if let Some(left) = SETTLE.checked_sub(since).filter(|left| !left.is_zero())
        && let Some((pose, time)) = painter.caches.stills.latest(Size::of(painter))
    {
        draw(pose, time, Motion::Still, painter);
        let others = painter.caches.next_change;
        painter.caches.next_change = others.into_iter().chain([left]).min();
        return true;
    }
    let Some((pose, still)) = chosen(routine, painter) else {
        return false;
    };
    let cycle = pose.cycle().max(Duration::from_secs(1));
    let times = (PLAYED.as_millis() / cycle.as_millis()).max(1) as u32;
    let playing = since.checked_sub(REST).filter(|time| *time < cycle * times);
    let next = if let Some(time) = playing {
        let time = still + time;
        draw(pose, time, Motion::Moving, painter);
        figure::until_change(pose, time, Motion::Moving, painter)
    } else {
        draw(pose, still, Motion::Still, painter);
        REST.checked_sub(since).filter(|left| !left.is_zero())
    };
    let others = painter.caches.next_change;
    painter.caches.next_change = others.into_iter().chain(next).min();
    true
}

/// The pose for `routine` in this space.
fn chosen(routine: &Routine, painter: &mut Painter<'_>) -> Chosen {
    let (size, glyphs) = (Size::of(painter), Glyphs::of(painter.theme()));
    let key = (routine.id.clone(), size, glyphs);
    if let Some(chosen) = painter.caches.stills.get(&key) {
        return chosen;
    }
    let chosen = fullest(routine, size, glyphs, &mut painter.caches.figure);
    painter.caches.stills.keep(key, chosen);
    chosen
}

/// Draws the middle of the pose with this name over the painter's area.
pub fn of_pose(name: &str, painter: &mut Painter<'_>) {
    if let Some(pose) = pose(name) {
        draw(pose, showing(pose), Motion::Still, painter);
    }
}

/// The second key pose: the first is often just standing.
fn showing(pose: &Pose) -> Duration {
    pose.key_times().get(1).copied().unwrap_or_default()
}

fn draw(pose: &Pose, time: Duration, motion: Motion, painter: &mut Painter<'_>) {
    let look = Look::lit(painter.theme());
    figure::show(pose, time, motion, &look, painter);
}

fn fullest(routine: &Routine, size: Size, glyphs: Glyphs, figure: &mut Figure) -> Chosen {
    let mut poses: Vec<&'static Pose> = Vec::new();
    for step in routine.steps().iter().filter(|step| step.is_movement()) {
        let own = movement(&step.movement).and_then(|movement| movement.pose.as_deref());
        let found = pose(own.unwrap_or(&step.movement));
        poses.extend(found.filter(|found| poses.iter().all(|known| known.name() != found.name())));
        if poses.len() == LOOKED_AT {
            break;
        }
    }
    let all = poses.into_iter().map(|pose| (pose, showing(pose)));
    all.max_by_key(|(pose, time)| {
        // A face or a trunk that fills everything says less than a whole body.
        let is_whole = pose.zoom() == Zoom::Whole && pose.view() != View::Breath;
        let raster = figure.frame(pose, *time, size, glyphs, Motion::Still);
        (is_whole, raster.body())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::routines::routines;
    use crate::widgets::painter::Caches;
    use crate::widgets::theme::Theme;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn a_pose_rests_moves_for_a_while_and_stands_still_for_good() {
        let routine = routines().first().unwrap();
        let (theme, mut caches) = (Theme::dark(), Caches::default());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 12));
        let mut since = Duration::ZERO;
        let mut frames = 0;
        loop {
            caches.next_change = None;
            let area = buffer.area;
            let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
            assert!(of_routine_moving(routine, since, &mut painter));
            let Some(next) = caches.next_change else {
                break;
            };
            since += next;
            frames += 1;
            assert!(
                next >= Duration::from_millis(1),
                "no frame without a change"
            );
        }
        assert!((5..120).contains(&frames), "{frames} frames");
        assert!(since < REST + PLAYED * 2, "{since:?}");
    }

    #[test]
    fn every_routine_with_movements_has_a_still_in_any_room() {
        let theme = Theme::dark();
        let mut caches = Caches::default();
        for routine in routines() {
            for (width, height) in [(21, 8), (1, 1), (0, 0), (60, 30)] {
                let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
                let area = buffer.area;
                let mut painter = Painter::new(&mut buffer, area, &theme, &mut caches);
                let is_drawn = of_routine(routine, &mut painter);
                assert_eq!(
                    is_drawn,
                    of_routine(routine, &mut painter),
                    "{}",
                    routine.id
                );
                let has_ink = buffer.content.iter().any(|cell| cell.symbol() != " ");
                // A body may be lost in a single cell.
                if width != 1 {
                    assert_eq!(is_drawn && width > 1, has_ink, "{} {width}", routine.id);
                }
            }
        }
    }
}
