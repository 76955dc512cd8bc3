//! Mouse clicks, translated to keys.
//!
//! The drawing code records what each part of the screen means (`widgets::hit_map`). Every click goes through the
//! actions of the key table, so that nothing is clickable without a key.

use crate::keys::Tab;
use crate::keys::{Action, Way};
use crate::widgets::hit_map::Target;

/// Upper limit on steps in a list.
const MOST_STEPS: u16 = 2_000;

/// One step of a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// The key of this tab.
    Tab(Tab),
    /// The key of this action, with its digit.
    Act(Action, u8),
    /// The key for this direction, pressed this many times.
    Go(Way, u16),
    /// A click handled by the screen itself, with no key equivalent.
    Point(Target),
    /// Like `Point`, followed by enter if it changes nothing.
    PointOrEnter(Target),
}

/// The steps for a click on `target`, in order.
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
