use super::*;
use crate::content::activities::activity;
use crate::domain::Id;
use chrono::DateTime;

fn today() -> Day {
    Day::from_date(
        DateTime::from_timestamp(1_767_225_600, 0)
            .unwrap()
            .date_naive(),
    )
}

fn registered(proposal: Proposal) -> Experiment {
    let at = DateTime::from_timestamp(1_767_225_600, 0)
        .unwrap()
        .fixed_offset();
    proposal.register(Id::new(at, [7; 10]), 20_260_711, at)
}

#[test]
fn the_usual_one_fits_and_begins_tomorrow() {
    let usual = Proposal::usual(today());
    assert_eq!(usual.problem(&Journal::default(), today()), None);
    let experiment = registered(usual);
    assert_eq!(
        (experiment.assignment.len(), experiment.problem()),
        (40, None)
    );
    let journal = Journal::default();
    assert_eq!(
        coin_words(&experiment, &journal, today()),
        None,
        "it has not begun"
    );
    let first = today().plus(1);
    assert_eq!(
        coin_words(&experiment, &journal, first).unwrap(),
        "today's coin shows after your first check-in"
    );
    assert_eq!(
        coin_words_now(&experiment, &journal, first).unwrap(),
        "today's coin: rest"
    );
    assert_eq!(
        place(&experiment, &journal, today().plus(12)).unwrap(),
        "day 12 of 40"
    );
}

#[test]
fn what_does_not_fit_is_said_with_what_would() {
    let usual = || Proposal::usual(today());
    let odd = Proposal {
        days: 30,
        ..usual()
    };
    assert!(
        odd.problem(&Journal::default(), today())
            .unwrap()
            .contains("such as 28")
    );
    let same = Proposal {
        arm_b: "move".to_owned(),
        ..usual()
    };
    assert!(
        same.problem(&Journal::default(), today())
            .unwrap()
            .contains("two different")
    );
    let journal = Journal::default().with(vec![registered(usual())]);
    assert!(
        usual()
            .problem(&journal, today())
            .unwrap()
            .contains("Another experiment runs until")
    );
    let after = Proposal {
        start: today().plus(41),
        ..usual()
    };
    assert_eq!(after.problem(&journal, today()), None);
}

#[test]
fn a_stopped_one_makes_room() {
    let experiment = Experiment {
        stopped: Some(today().plus(3)),
        ..registered(Proposal::usual(today()))
    };
    let journal = Journal::default().with(vec![experiment]);
    assert_eq!(
        Proposal {
            start: today().plus(3),
            ..Proposal::usual(today())
        }
        .problem(&journal, today()),
        None
    );
}

#[test]
fn arms_are_found_by_name_and_told_by_label() {
    let journal = Journal::default();
    for (text, id) in [
        ("Move", "move"),
        ("rest", "rest"),
        ("sit", "sit_quietly"),
        ("sitting quietly", "sit_quietly"),
        ("walking brisk", "walk_brisk"),
    ] {
        assert_eq!(find_arm(text, &journal).as_deref(), Ok(id));
    }
    assert!(
        find_arm("wlak", &journal)
            .unwrap_err()
            .contains("move, rest")
    );
    assert_eq!(
        arm_label("walk_brisk", &journal),
        activity("walk_brisk").unwrap().label
    );
}

#[test]
fn the_protocol_says_what_was_fixed_and_not_the_days() {
    let text = protocol(&registered(Proposal::usual(today())), &Journal::default());
    for part in [
        "moving (move)",
        "rest",
        "mood",
        "40, 2026-01-02 to 2026-02-10",
        "20260711",
        "9,999",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!text.contains("BBAA"));
}

#[test]
fn power_is_told_for_every_length() {
    assert!(
        power(TrialKind::Days, 40).contains("0.9")
            && power(TrialKind::Days, 40).contains("56 times")
    );
    assert!(
        power(TrialKind::Days, 80).contains("0.6") && !power(TrialKind::Days, 80).contains("100")
    );
}
