//! Shows the movement: the figure, or the breath if breathing is all there is to see.

use super::super::Playing;
use crate::content::movements::pose_of;
use crate::content::poses::{Pose, View};
use crate::domain::Player;
use crate::domain::routine::Step;
use crate::keys::Action;
use crate::widgets::figure::{self, FigureMode, Look, Motion};
use crate::widgets::hit_map::Target;
use crate::widgets::orb::{orb, still_orb};
use crate::widgets::painter::Painter;
use std::time::Duration;

/// Time between two frames of the breath, which is slow.
const BREATH_FRAME: Duration = Duration::from_millis(200);

/// The columns that a figure of this many rows can use.
pub(super) fn columns_for(rows: u16) -> u16 {
    rows * 2 + 4
}

/// Draws the movement over the painter's area: moving while the clock runs, still otherwise; during a rest or get-ready
/// time, a dim still of the next movement. A click shows only the movement, and a second click restores the rest.
pub(super) fn render(playing: &Playing, mode: FigureMode, painter: &mut Painter<'_>) {
    let player = &playing.running.player;
    let shown = player.step().filter(|step| step.is_movement());
    let coming = player.upcoming().iter().find(|step| step.is_movement());
    let Some(pose) = shown.or(coming).and_then(pose_of) else {
        return;
    };
    painter.place(
        0,
        0,
        painter.width(),
        painter.height(),
        Target::Do(Action::Zen),
    );
    let runs = shown.is_some() && !playing.is_waiting();
    if pose.view() == View::Breath {
        let time = shown.map(|_| player.into_step());
        breath(pose, time, mode, runs, painter);
    } else {
        body(pose, player, mode, runs, painter);
    }
}

fn body(
    pose: &'static Pose,
    player: &Player,
    mode: FigureMode,
    runs: bool,
    painter: &mut Painter<'_>,
) {
    let theme = painter.theme();
    let motion = if mode == FigureMode::Moving {
        Motion::Moving
    } else {
        Motion::Still
    };
    let (width, rows) = (painter.width(), painter.height());
    let columns = width.min(columns_for(rows));
    let mut part = painter.part((width - columns) / 2, 0, columns, rows);
    let is_shown = player.step().is_some_and(Step::is_movement);
    // An upcoming movement is shown in its second key pose: the first is often just standing.
    let waiting = pose.key_times().get(1).copied().unwrap_or(Duration::ZERO);
    let (time, look) = if is_shown {
        (player.into_step(), Look::lit(theme))
    } else {
        (waiting, Look::waiting(theme))
    };
    figure::show(pose, time, motion, &look, &mut part);
    if runs {
        let next = figure::until_change(pose, time, motion, &mut part);
        painter.caches.next_change = next;
    }
}

/// Draws the breath `time` after it began or, without a time, an upcoming one.
fn breath(
    pose: &Pose,
    time: Option<Duration>,
    mode: FigureMode,
    runs: bool,
    painter: &mut Painter<'_>,
) {
    let Some(time) = time else {
        return still_orb("", painter);
    };
    let frame = u32::try_from(time.as_millis() / BREATH_FRAME.as_millis()).unwrap_or_default();
    let shown = BREATH_FRAME * frame;
    let word = pose.word(shown).unwrap_or_default();
    let moves = mode == FigureMode::Moving;
    if moves {
        orb(f64::from(pose.at(shown).breath), word, painter);
    } else {
        still_orb(word, painter);
    }
    if runs {
        painter.caches.next_change = next_breath(pose, time, moves);
    }
}

/// How long the breath stays unchanged at `time`; `None` if it no longer changes.
fn next_breath(pose: &Pose, time: Duration, moves: bool) -> Option<Duration> {
    let now = time.as_millis() / BREATH_FRAME.as_millis();
    let frames = pose.cycle().as_millis() / BREATH_FRAME.as_millis();
    let looks = |frame: u128| {
        let time = BREATH_FRAME * u32::try_from(frame % frames.max(1)).unwrap_or_default();
        (pose.word(time), moves.then(|| pose.at(time).breath))
    };
    let shown = looks(now);
    let next = (now + 1..now + frames).find(|frame| looks(*frame) != shown)?;
    let at = Duration::from_millis(u64::try_from(next * BREATH_FRAME.as_millis()).ok()?);
    Some(at.saturating_sub(time))
}
