use super::*;

fn spec(movement: &str, seconds: u32, rest: u32) -> StepSpec {
    StepSpec {
        movement: Some(movement.into()),
        seconds: Some(seconds),
        rest: Some(rest),
        ..StepSpec::default()
    }
}

fn routine(blocks: Vec<Block>) -> Routine {
    Routine {
        blocks,
        ..Routine::free("walk", "A walk", 0)
    }
}

#[test]
fn rounds_are_played_out_with_rests_between_and_none_at_the_end() {
    let block = Block {
        rounds: 2,
        between: 60,
        step: vec![spec("squat", 40, 20), spec("plank", 30, 0)],
    };
    let steps = routine(vec![block]).steps();
    let told: Vec<(&str, u32)> = steps
        .iter()
        .map(|step| (step.movement.as_str(), step.seconds))
        .collect();
    assert_eq!(
        told,
        [
            ("", 10),
            ("squat", 40),
            ("", 20),
            ("plank", 30),
            ("", 60),
            ("squat", 40),
            ("", 20),
            ("plank", 30)
        ]
    );
    assert_eq!(steps.last().and_then(|step| step.round), Some((2, 2)));
}

#[test]
fn sides_are_two_steps_and_repetitions_have_a_length() {
    let lunge = StepSpec {
        movement: Some("lunge".into()),
        reps: Some(8),
        each_side: true,
        ..StepSpec::default()
    };
    let routine = routine(vec![Block {
        rounds: 1,
        between: 0,
        step: vec![lunge],
    }]);
    let steps = routine.steps();
    assert_eq!(
        (steps[1].side, steps[2].side),
        (Some(Side::Left), Some(Side::Right))
    );
    assert_eq!(
        steps[1].work,
        Work::Reps {
            count: 8,
            each: 3.5
        }
    );
    assert_eq!(routine.seconds(), 56);
}

#[test]
fn a_trailing_rest_is_not_played() {
    let steps = routine(vec![Block {
        rounds: 1,
        between: 0,
        step: vec![spec("squat", 40, 20)],
    }])
    .steps();
    assert_eq!(steps.len(), 2);
}
