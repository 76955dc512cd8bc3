//! Simulated people who follow the coach for months.

use crate::{coach, content, domain, stats};

mod follower;

use follower::{Rule, follow};

fn mean(rule: Rule, kinds: usize) -> f64 {
    let people = 16;
    (0..people)
        .map(|seed| follow(rule, kinds, 120, seed).all)
        .sum::<f64>()
        / f64::from(people as u32)
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn following_the_suggestions_is_worth_most_of_the_best_choice() {
    for kinds in [6, 16] {
        let (coach, chance) = (mean(Rule::Coach, kinds), mean(Rule::Uniform, kinds));
        assert!(coach >= 0.75, "{kinds} activities: {coach}");
        assert!(chance < 0.65, "{kinds} activities by chance: {chance}");
    }
}
