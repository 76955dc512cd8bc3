//! Short or long, gentle or hard, as a sentence.

use super::interval;
use super::numbers::{between, likely, size};
use crate::domain::english::count;
use crate::stats::card::extra::{Ends, Extra};
use crate::stats::card::{Card, CardId, Reason, Status};

pub(super) fn dose(card: &Card, ends: Option<Ends>) -> String {
    let long = card.id == CardId::Length;
    let [more, less] = if long {
        ["Longer", "Shorter"]
    } else {
        ["Harder", "Gentler"]
    };
    let Some(Ends {
        over,
        top,
        before_gap,
    }) = ends
    else {
        let missing = match &card.extra {
            Extra::Dose {
                more: Some(more), ..
            } => *more,
            _ => 0,
        };
        let days = card.more_days.unwrap_or(0) as usize;
        let what = if long { "lengths" } else { "efforts" };
        return if missing > 0 {
            format!(
                "Not enough data yet: it takes 5 rated sessions at each of two {what}, {missing} more."
            )
        } else {
            format!("Not enough data yet: {}.", count(days, "more day"))
        };
    };
    let estimate = card.estimate.unwrap_or(0.0);
    let (which, first, second) = if estimate < 0.0 {
        (less, over, top)
    } else {
        (more, top, over)
    };
    let unit = if long { " minutes" } else { "" };
    let size_of = format!("{} points", size(estimate));
    match card.status {
        Status::LikelyUp | Status::LikelyDown => format!(
            "{which} sessions go with a bigger mood lift: about {size_of} ({}), {first} against {second}{unit}.",
            likely(interval(card))
        ),
        Status::LeaningUp | Status::LeaningDown => format!(
            "{which} sessions may go with a bigger mood lift: about {size_of} ({}), {first} against {second}{unit}. \
             Too early to say.",
            likely(interval(card))
        ),
        Status::Small if long => "Long or short, little difference. Short counts.".to_owned(),
        Status::Small => "Hard or gentle, little difference. Gentle counts.".to_owned(),
        Status::DirectionUnclear => {
            let mood = if before_gap < 0.0 { "lower" } else { "better" };
            let starts = format!(
                "you started the {} ones in a {mood} mood (by {})",
                more.to_lowercase(),
                size(before_gap)
            );
            if card.reason == Some(Reason::Hidden) {
                format!(
                    "Long and short look alike. But {starts}, so a real difference may be hidden."
                )
                .replace(
                    "Long and short",
                    if long {
                        "Long and short"
                    } else {
                        "Hard and gentle"
                    },
                )
            } else {
                format!("{which} sessions lifted you about {size_of} more. But {starts}.")
            }
        }
        _ => format!(
            "No clear answer yet: {} sessions may lift you {}.",
            more.to_lowercase(),
            between(card.low, card.high, ["less", "more"])
        ),
    }
}
