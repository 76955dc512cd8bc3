//! A session in words: step names and spoken durations.

use crate::content::activities::label;
use crate::content::movements::movement;
use crate::domain::Player;
use crate::domain::english::{capital, count};
use crate::domain::routine::{Step, Work};

/// Spoken halfway through a longer movement.
pub const HALF: &str = "Halfway.";

/// The name of a movement, or of a step's activity.
pub fn called(id: &str) -> &str {
    movement(id).map_or_else(|| label(id), |movement| &movement.name)
}

/// The displayed name of a step, including its side.
pub fn name(step: &Step) -> String {
    let name = match step.work {
        Work::Ready => "get ready".to_owned(),
        Work::Rest => "rest".to_owned(),
        Work::Timed | Work::Reps { .. } | Work::Open => called(&step.movement).to_owned(),
    };
    step.side
        .map_or_else(|| name.clone(), |side| format!("{name}, {}", side.word()))
}

/// The current step as a sentence with its cue: `Squat, round 1 of 2, 40 seconds. Sit back.` `None`
/// once the session is over.
pub fn step(player: &Player) -> Option<String> {
    let present = player.step()?;
    let length = length(u64::from(present.seconds));
    let next = player
        .upcoming()
        .iter()
        .find(|step| step.is_movement())
        .map(name)
        .unwrap_or_default();
    let amount = match present.work {
        Work::Ready => return Some(format!("Get ready, {length}. First: {next}.")),
        Work::Rest => return Some(format!("Rest, {length}. Then: {next}.")),
        Work::Reps { count, .. } => format!("{count} times"),
        Work::Open if present.seconds == 0 => "as long as you like".to_owned(),
        Work::Open => format!("goal {length}"),
        Work::Timed => length,
    };
    let round = present
        .round
        .map(|(round, of)| format!(", round {round} of {of}"))
        .unwrap_or_default();
    let shown = movement(&present.movement);
    let breath = shown
        .and_then(|movement| movement.breath.as_ref())
        .map(|breath| format!(" Breathe {breath}."));
    let cue = present
        .cue
        .clone()
        .or_else(|| shown.map(|movement| movement.cue.clone()));
    let cue = cue
        .map(|cue| format!(" {}.", capital(&cue)))
        .unwrap_or_default();
    Some(format!(
        "{}{round}, {amount}.{cue}{}",
        capital(&name(present)),
        breath.unwrap_or_default()
    ))
}

/// A duration as spoken text.
pub fn length(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => count(seconds, "second"),
        (minutes, 0) => count(minutes, "minute"),
        (minutes, seconds) => format!("{} {}", count(minutes, "minute"), count(seconds, "second")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::routines::routines;
    use std::time::Duration;

    #[test]
    fn every_step_of_every_routine_can_be_said() {
        for routine in routines() {
            let mut player = Player::new(routine.steps());
            while let Some(said) = step(&player) {
                assert!(
                    said.ends_with('.') && !said.contains("..") && !said.contains(": ."),
                    "{said}"
                );
                player.skip();
            }
            assert!(player.is_finished());
        }
    }

    #[test]
    fn a_step_says_how_much_and_what_to_mind() {
        let routine = crate::content::routines::routine("just-start").unwrap();
        let mut player = Player::new(routine.steps());
        assert_eq!(
            step(&player).unwrap(),
            "Get ready, 10 seconds. First: stand or sit tall."
        );
        player.advance(Duration::from_secs(11));
        assert_eq!(
            step(&player).unwrap(),
            "Stand or sit tall, 15 seconds. Feet flat, let the shoulders drop."
        );
    }

    #[test]
    fn lengths_are_said_in_words() {
        assert_eq!(
            [1, 60, 90, 600].map(length),
            ["1 second", "1 minute", "1 minute 30 seconds", "10 minutes"]
        );
    }
}
