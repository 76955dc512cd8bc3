//! What days and sessions show by themselves, as a sentence that never claims a cause.

use super::interval;
use super::numbers::{between, date, likely, size};
use crate::domain::Day;
use crate::domain::english::count;
use crate::stats::card::extra::Extra;
use crate::stats::card::{Card, CardId, Counts, Design, Reason, StartGap, Status};
use crate::stats::constants::{ACTIVE_MIN, MIN_ARM, MIN_PAIRS};
use crate::stats::verdict::excludes_zero;

/// `about 0.7 points better`.
fn about(card: &Card) -> String {
    let estimate = card.estimate.unwrap_or(0.0);
    let which = if estimate < 0.0 { "lower" } else { "better" };
    format!("about {} points {which}", size(estimate))
}

pub(super) fn observational(card: &Card, gap: Option<&StartGap>, now: Day) -> String {
    let o = card.outcome.key();
    let estimate = size(card.estimate.unwrap_or(0.0));
    let likely = likely(interval(card));
    match (card.status, card.id) {
        (Status::NotEnough, _) => not_enough(card),
        (Status::Unclear, _) => unclear(card),
        (Status::Small, _) => {
            format!("Little or no difference: less than half a point either way ({likely}).")
        }
        (Status::LeaningUp | Status::LeaningDown, _) => {
            let which = if card.status == Status::LeaningUp {
                "better"
            } else {
                "lower"
            };
            format!("Maybe a little {which}: about {estimate} points ({likely}). Too early to say.")
        }
        (Status::LikelyUp | Status::LikelyDown, id) => {
            let up = card.status == Status::LikelyUp;
            let better = if up { "better" } else { "lower" };
            let said = match (id, card.n) {
                (CardId::RightAfter, Counts::Pairs { pairs, .. }) => format!(
                    "You usually feel {better} right after a session: about {estimate} points ({likely}, {}), compared \
                     with {}",
                    count(pairs, "session"),
                    compared_with(card, up)
                ),
                (_, Counts::Days { rated, .. }) => format!(
                    "{} your {o} is usually {better}: about {estimate} points ({likely}, {}).",
                    on_days(id),
                    count(rated, "day")
                ),
                _ => String::new(),
            };
            let kind = " Something gentler or shorter may suit you. If a low mood lasts, it's worth telling someone.";
            if up { said } else { said + kind }
        }
        (Status::DirectionUnclear, _) => which_first(card, gap),
        (Status::HiddenByTrial, _) => format!(
            "Hidden until {}, so it can't give away your experiment.",
            date(hidden_until(card, now), now)
        ),
        (Status::Order, _) => {
            "Your check-ins come before your sessions. A later one would show the same day.".to_owned()
        }
        (Status::Confounded, _) => {
            "You're active on the same days every week, so there's nothing to compare yet.".to_owned()
        }
        (Status::Flat, _) => {
            "All your ratings are the same, so there's nothing to compare yet.".to_owned()
        }
        (Status::Rising | Status::Falling, _) => {
            let which = if card.status == Status::Rising {
                "up"
            } else {
                "down"
            };
            let span = if let Counts::Trend { span, .. } = card.n {
                span
            } else {
                0
            };
            let weeks = count(((span + 3) / 7) as usize, "week");
            format!(
                "Your {o} has gone {which} by about {estimate} points per 4 weeks ({likely}), over {weeks}. This \
                 doesn't say why."
            )
        }
        (Status::Higher | Status::Lower, _) => {
            let Extra::SinceStart { start: Some(start) } = card.extra else {
                return String::new();
            };
            let which = if card.status == Status::Higher {
                "higher"
            } else {
                "lower"
            };
            format!(
                "Since {} your {o} is about {estimate} points {which} ({likely}). Slow changes with other causes \
                 would look the same.",
                date(start, now)
            )
        }
        (Status::NoBaseline, _) => {
            "You started moving when you started firstline, so there's no \"before\" to compare with."
                .to_owned()
        }
        _ => String::new(),
    }
}

/// What the mood after sessions is compared with, to the end of the sentence. If nearly all that is known of the usual
/// mood are the starts of sessions, it says so.
fn compared_with(card: &Card, up: bool) -> String {
    let only_starts = matches!(
        card.extra,
        Extra::RightAfter {
            only_starts: true,
            ..
        }
    );
    if !only_starts {
        return "your usual mood.".to_owned();
    }
    let moments = if up {
        "Low moments also rise"
    } else {
        "Good moments also fade"
    };
    format!(
        "how sessions usually start. {moments} on their own; check-ins on days without a session would show how much."
    )
}

/// The day a hidden card shows its number again.
pub(super) fn hidden_until(card: &Card, now: Day) -> Day {
    now.plus(i64::from(card.more_days.unwrap_or(0)))
}

const fn on_days(id: CardId) -> &'static str {
    match id {
        CardId::NextDay => "The day after moving,",
        _ => "On active days",
    }
}

/// The result, and why it is unknown which comes first.
fn which_first(card: &Card, gap: Option<&StartGap>) -> String {
    let right_after = card.id == CardId::RightAfter;
    let gap = match card.extra {
        Extra::RightAfter { before_gap, .. } => before_gap.unwrap_or(0.0),
        _ => gap.map_or(0.0, |gap| gap.gap),
    };
    let claims = excludes_zero(interval(card));
    let up = card.estimate.is_some_and(|estimate| estimate > 0.0);
    let shows = match card.id {
        CardId::RightAfter if claims => format!("You felt {} after than before.", about(card)),
        id if claims => format!(
            "{} your {} is {}.",
            on_days(id),
            card.outcome.key(),
            about(card)
        ),
        CardId::RightAfter => "Before and after look alike.".to_owned(),
        CardId::NextDay => "Days after moving and other days look alike.".to_owned(),
        _ => "Active and quiet days look alike.".to_owned(),
    };
    let starts = if gap > 0.0 {
        format!("in a better mood than usual (by {})", size(gap))
    } else {
        format!("lower than usual (by {})", size(gap))
    };
    let same_way = (gap > 0.0) == up;
    let why = match (card.reason, right_after) {
        (Some(Reason::NoBefore), true) => {
            " Your rated sessions fall on too few days to know the mood you start in.".to_owned()
        }
        (Some(Reason::NoBefore), false) => {
            let more = match card.extra {
                Extra::Days {
                    more_sessions: Some(more),
                } => more,
                _ => 1,
            };
            let bring = match (claims, up) {
                (true, true) => "so good days may simply bring movement",
                (true, false) => "so low days may simply bring movement",
                (false, _) => "so a real difference may be hidden",
            };
            let next = if more == 1 {
                "session".to_owned()
            } else {
                count(more, "session")
            };
            format!(
                " No one asked how you felt before you moved, {bring}. Rate before your next {next} to find out."
            )
        }
        (Some(Reason::Hidden), _) => {
            format!(" But you start {starts}, so a real difference may be hidden.")
        }
        (Some(Reason::NotRuledOut), true) => {
            " Your ratings before sessions don't rule out yet that you start at special moments."
                .to_owned()
        }
        (Some(Reason::NotRuledOut) | None, _) => {
            " Your ratings before sessions don't rule out yet that the mood comes first.".to_owned()
        }
        (_, true) => {
            let because = match (gap > 0.0, up) {
                (true, false) => ", so coming down a little is expected",
                (true, true) => ". It isn't clear how much of that good mood lasts on its own",
                (false, true) => ", and low moments tend to rise",
                (false, false) => ", so the low mood may simply have lasted",
            };
            format!(" But you also start {starts}{because}. A before/after experiment can tell.")
        }
        (_, false) => {
            let because = match (same_way, gap > 0.0) {
                (true, true) => "so the good mood may bring the session",
                (true, false) => "so the low mood may bring the session",
                (false, _) => "so which comes first isn't clear",
            };
            format!(" But you also start sessions {starts}, {because}. An experiment can tell.")
        }
    };
    shows + &why
}

pub(super) fn not_enough(card: &Card) -> String {
    let days = card.more_days.unwrap_or(0) as usize;
    let more = count(days, "more day");
    let least = ACTIVE_MIN as u32;
    match card.n {
        Counts::Pairs { pairs, .. } if pairs < MIN_PAIRS => format!(
            "Not enough data yet: {} rated before and after.",
            count(MIN_PAIRS - pairs, "more session")
        ),
        Counts::Days { rest, active, .. }
            if rest < MIN_ARM && active >= MIN_ARM && 2 * (MIN_ARM - rest) == days =>
        {
            format!("Not enough data yet: {more}. You've had few rest days to compare with.")
        }
        Counts::Days { active, .. } if active < MIN_ARM && 2 * (MIN_ARM - active) == days => {
            format!(
                "Not enough data yet: {more}. In Insights, days count as active from {least} minutes: {active} so far, \
             {MIN_ARM} needed."
            )
        }
        _ => format!("Not enough data yet: {more}."),
    }
}

fn unclear(card: &Card) -> String {
    let words = match card.id {
        CardId::Trend => ["lower", "higher per 4 weeks"],
        CardId::RightAfter => ["lower", "better"],
        _ => ["lower", "higher"],
    };
    let between = format!(
        "No clear answer yet: {}.",
        between(card.low, card.high, words)
    );
    match card.more_days {
        Some(365..) => {
            format!("{between} More than a year at this pace; an experiment would be faster.")
        }
        Some(days @ 1..) => format!(
            "{between} About {} at this pace.",
            count(days as usize, "more day")
        ),
        _ if card.design == Design::Observational => {
            format!("{between} More days would narrow it; an experiment would be faster.")
        }
        _ => between,
    }
}
