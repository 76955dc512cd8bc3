use super::*;
use proptest::prelude::*;

fn step(work: Work, movement: &str, seconds: u32) -> Step {
    Step {
        work,
        movement: movement.to_owned(),
        seconds,
        side: None,
        round: None,
        cue: None,
    }
}

fn player() -> Player {
    Player::new(vec![
        step(Work::Ready, "", 10),
        step(Work::Timed, "squat", 40),
        step(Work::Rest, "", 20),
        step(
            Work::Reps {
                count: 8,
                each: 3.5,
            },
            "lunge",
            28,
        ),
        step(Work::Timed, "plank", 30),
    ])
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

#[test]
fn a_session_runs_through_its_steps_by_itself() {
    let mut player = player();
    assert_eq!(player.total_left(), seconds(128));
    assert_eq!(
        player.advance(seconds(10)),
        [
            Cue::Countdown(3),
            Cue::Countdown(2),
            Cue::Countdown(1),
            Cue::Step(1)
        ]
    );
    assert_eq!(player.advance(seconds(20)), [Cue::Half]);
    assert_eq!(
        (player.step_left(), player.active()),
        (seconds(20), seconds(20))
    );
    player.advance(seconds(118));
    assert!(player.is_finished());
    assert_eq!(
        player.active(),
        seconds(118),
        "getting ready is not counted, rests are"
    );
    let names: Vec<String> = player
        .record()
        .into_iter()
        .map(|done| done.movement)
        .collect();
    assert_eq!(names, ["squat", "rest", "lunge", "plank"]);
    assert!(player.record().iter().all(|done| done.complete));
}

#[test]
fn a_pause_holds_everything() {
    let mut player = player();
    player.advance(seconds(15));
    player.set_paused(true);
    let held = player.clone();
    assert_eq!(player.advance(seconds(600)), []);
    assert_eq!(player, held);
    assert_eq!(player.next_change(), None);
}

#[test]
fn repetitions_are_counted_out() {
    let mut player = player();
    player.advance(seconds(70));
    assert_eq!(player.repetition(), Some((1, 8)));
    player.advance(seconds(27));
    assert_eq!(player.repetition(), Some((8, 8)));
}

#[test]
fn back_begins_the_step_again_or_goes_to_the_movement_before() {
    let mut player = player();
    player.advance(seconds(75));
    player.previous();
    assert_eq!((player.index(), player.into_step()), (3, Duration::ZERO));
    player.previous();
    assert_eq!(player.index(), 1, "the rest between is passed over");
    assert_eq!(player.active(), seconds(65), "what was done stays counted");
}

#[test]
fn ten_seconds_more_or_less() {
    let mut player = player();
    player.advance(seconds(10));
    player.extend();
    assert_eq!(player.step_left(), seconds(50));
    player.shorten();
    player.shorten();
    assert_eq!(player.step_left(), seconds(30));
    player.advance(seconds(25));
    assert_eq!(player.shorten(), [Cue::Step(2)]);
}

#[test]
fn counting_up_goes_on_past_the_aim() {
    let mut player = Player::new(vec![step(Work::Open, "walk", 600)]);
    assert_eq!(player.advance(seconds(700)), [Cue::Half, Cue::Target]);
    assert_eq!(
        (player.active(), player.step_left()),
        (seconds(700), Duration::ZERO)
    );
    assert!(!player.is_finished());
    assert!(player.record()[0].complete);
}

#[test]
fn a_swap_keeps_the_clock_and_holds_for_later_rounds() {
    let mut player = Player::new(vec![
        step(Work::Timed, "squat", 40),
        step(Work::Timed, "plank", 40),
        step(Work::Timed, "squat", 40),
    ]);
    player.advance(seconds(12));
    player.swap("sit_to_stand");
    assert_eq!(player.into_step(), seconds(12));
    let names: Vec<&str> = player
        .steps()
        .iter()
        .map(|step| step.movement.as_str())
        .collect();
    assert_eq!(names, ["sit_to_stand", "plank", "sit_to_stand"]);
}

#[test]
fn the_next_change_is_the_next_full_second() {
    let mut player = player();
    player.advance(Duration::from_millis(1_250));
    assert_eq!(player.next_change(), Some(Duration::from_millis(750)));
}

#[derive(Clone, Debug)]
enum Deed {
    Wait(u64),
    Skip,
    Back,
    Pause,
    More,
    Less,
    Swap,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0u64..40_000).prop_map(Deed::Wait),
        Just(Deed::Skip),
        Just(Deed::Back),
        Just(Deed::Pause),
        Just(Deed::More),
        Just(Deed::Less),
        Just(Deed::Swap),
    ]
}

proptest! {
    #[test]
    fn however_time_is_split_the_state_and_the_cues_are_the_same(parts in proptest::collection::vec(0u64..9_000, 1..40)) {
        let (mut whole, mut split) = (player(), player());
        let all = whole.advance(Duration::from_millis(parts.iter().sum()));
        let mut heard = Vec::new();
        for part in parts {
            heard.extend(split.advance(Duration::from_millis(part)));
        }
        prop_assert_eq!(whole, split);
        prop_assert_eq!(all, heard);
    }

    #[test]
    fn any_sequence_of_keys_leaves_a_valid_record(deeds in proptest::collection::vec(deed(), 0..60)) {
        let mut player = player();
        let mut waited = 0;
        for deed in deeds {
            match deed {
                Deed::Wait(millis) => {
                    waited += if player.is_paused() { 0 } else { millis };
                    player.advance(Duration::from_millis(millis));
                }
                Deed::Skip => drop(player.skip()),
                Deed::Back => drop(player.previous()),
                Deed::Pause => player.set_paused(!player.is_paused()),
                Deed::More => player.extend(),
                Deed::Less => drop(player.shorten()),
                Deed::Swap => player.swap("march"),
            }
            prop_assert!(player.index() <= player.steps().len());
            let total: u64 = player.record().iter().map(|done| u64::from(done.seconds)).sum();
            prop_assert_eq!(Duration::from_secs(total), player.active());
            prop_assert!(total * 1000 <= waited, "more was counted than went by");
        }
    }
}
