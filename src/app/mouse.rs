//! The mouse: what a click means, in terms of keys.
//!
//! The drawing says which part of the screen means what (`widgets::hit_map`). Everything goes through the actions of the
//! key table, so that nothing can be clicked that has no key.

use crate::keys::{Action, Way};
use crate::screens::tab::Tab;
use crate::widgets::hit_map::Target;

/// No list is longer than this many steps.
const MOST_STEPS: u16 = 2_000;

/// A part of what a click stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// The key of this tab.
    Tab(Tab),
    /// The key of this action, with its digit.
    Act(Action, u8),
    /// The key of this way, so many times.
    Go(Way, u16),
    /// What the screen itself makes of the click, which no key does.
    Point(Target),
    /// The same, and enter where that changes nothing.
    PointOrEnter(Target),
}

/// What a click on `target` stands for, one after the other.
pub(super) fn presses(target: Target) -> Vec<Press> {
    match target {
        Target::Tab(place) => Tab::ALL
            .get(place)
            .map(|tab| Press::Tab(*tab))
            .into_iter()
            .collect(),
        Target::Do(action) => vec![Press::Act(action, 0)],
        Target::Row(0) => vec![Press::Go(Way::Enter, 1)],
        Target::Row(rows) => vec![steps(rows)],
        Target::Choice(rows) => vec![steps(rows), Press::Go(Way::Enter, 1)],
        Target::Rate(rows, digit) => vec![
            Press::Point(target),
            steps(rows),
            Press::Act(Action::Rate, digit),
        ],
        Target::Day(_) | Target::Range(_) | Target::View(_) | Target::Series(_) => {
            vec![Press::PointOrEnter(target)]
        }
    }
}

fn steps(rows: i16) -> Press {
    let way = if rows < 0 { Way::Up } else { Way::Down };
    Press::Go(way, rows.unsigned_abs().min(MOST_STEPS))
}
