//! A guided session, with a screen per stage: resuming a session left running, the safety questions, the ratings
//! before, the player and the ratings after.

pub mod before;
pub mod player;
pub mod readiness;
pub mod resume;
pub mod review;

use crate::content::own_activities::known;
use crate::domain::routine::Work;
use crate::domain::{Day, Question, Running, Session, Source};
use crate::screens::shared::Shared;
use crate::widgets::format;

/// The questions asked before and after a session; all but the first are optional.
pub const AROUND: [Question; 3] = [Question::Mood, Question::Energy, Question::Calm];

/// The notice for a session that ends before any activity.
pub const NOTHING_DONE: &str = "That's fine. Nothing was saved.";

/// The session record for a running session at its end, complete or not.
pub fn record(running: &Running, shared: &Shared) -> Session {
    Session {
        id: running.id,
        start: running.start,
        timed: true,
        day: Day::of(running.start.naive_local(), shared.settings.day_start()),
        activity: running.routine.activity.clone(),
        title: running.routine.title.clone(),
        routine: running.routine.stored_id(),
        active_seconds: running.player.active().as_secs() as u32,
        planned_seconds: Some(running.player.planned_seconds()).filter(|planned| *planned > 0),
        distance_m: None,
        met: known(shared.journal.own_activities(), &running.routine.activity)
            .map_or(3.0, |activity| activity.met),
        effort: None,
        before: running.before,
        after: None,
        also: running.also,
        felt: None,
        complete: is_complete(running),
        note: String::new(),
        source: Source::Timer,
        steps: running.player.record(),
        import: None,
        updated_at: shared.now.wall,
    }
}

/// Whether the session was completed: it ran to its end and most of it was not skipped.
fn is_complete(running: &Running) -> bool {
    let player = &running.player;
    let planned = u64::from(player.planned_seconds());
    let open = player.steps().iter().any(|step| step.work == Work::Open);
    let over = player.is_finished()
        || open && player.step_left().is_zero() && player.upcoming().is_empty();
    over && player.active().as_secs() * 2 >= planned
}

/// How much of the session is done, for the prompt to stop; in seconds if numbers are shown.
pub fn done_so_far(seconds: Option<u64>) -> String {
    seconds.map(format::minutes).map_or_else(
        || "What you've done counts.".to_owned(),
        |time| format!("You've done {time}. It counts."),
    )
}

/// The notice that a session was stopped, with its seconds if numbers are shown.
pub fn stopped(seconds: Option<u64>) -> String {
    match seconds {
        None => "You stopped here. It counts.".to_owned(),
        Some(0..60) => "Stopped early. That's fine.".to_owned(),
        Some(seconds) => format!("You stopped at {}. It counts.", format::clock(seconds)),
    }
}
