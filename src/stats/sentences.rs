//! The verdicts in words. Observational and randomized results never share them: a likely cause belongs to the coin.

mod experiment;
mod how;
mod numbers;

pub use experiment::experiment;
pub use how::how;
pub use numbers::{date, signed};

use crate::domain::{Day, Instrument, Meaning, Question};
use crate::stats::card::{
    ByActivity, Card, CardId, Counts, Design, Ends, Extra, Factor, Outcome, Reason, StartGap,
    Status,
};
use crate::stats::constants::{ACTIVE_MIN, MIN_ARM, MIN_PAIRS};
use crate::stats::goes_with::SLEEP_HOURS;
use crate::stats::verdict::excludes_zero;
use numbers::{between, capital, count, likely, list, size};

/// The verdict of `card` in a few sentences, as told on the day `now`.
pub fn sentence(card: &Card, gap: Option<&StartGap>, now: Day) -> String {
    match (card.id, &card.extra) {
        (CardId::Phq9, _) => questionnaire(card, Instrument::Phq9),
        (CardId::Gad7, _) => questionnaire(card, Instrument::Gad7),
        (_, Extra::Experiment(tried)) => experiment(card, &tried.arm_a, &tried.arm_b, now),
        (_, Extra::Dose { ends, .. }) => dose(card, *ends),
        (_, Extra::GoesWith { factors }) => goes_with(card, factors),
        _ => observed(card, gap, now),
    }
}

/// Which activity lifts most, in a sentence, each called what `label` says; nothing before two can be compared.
pub fn leader<'a>(card: &'a Card, label: impl Fn(&'a str) -> &'a str) -> Option<String> {
    let Extra::RightAfter {
        leader: Some(leader),
        by_activity,
        ..
    } = &card.extra
    else {
        return None;
    };
    if leader.clear {
        return Some(format!(
            "Biggest mood lift so far: {}.",
            label(&leader.activity)
        ));
    }
    let shown = by_activity
        .iter()
        .filter(|row| row.estimate.is_some())
        .map(|row| label(&row.activity));
    Some(format!(
        "Too close to call between {}.",
        list(&shown.collect::<Vec<&str>>())
    ))
}

fn interval(card: &Card) -> (f64, f64) {
    (card.low.unwrap_or(0.0), card.high.unwrap_or(0.0))
}

/// `about 0.7 points better`.
fn about(card: &Card) -> String {
    let estimate = card.estimate.unwrap_or(0.0);
    let which = if estimate < 0.0 { "lower" } else { "better" };
    format!("about {} points {which}", size(estimate))
}

fn observed(card: &Card, gap: Option<&StartGap>, now: Day) -> String {
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
                     with your usual mood.",
                    count(pairs, "session")
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

/// The day on which a hidden card shows its number again.
fn hidden_until(card: &Card, now: Day) -> Day {
    now.plus(i64::from(card.more_days.unwrap_or(0)))
}

const fn on_days(id: CardId) -> &'static str {
    match id {
        CardId::NextDay => "The day after moving,",
        _ => "On active days",
    }
}

/// What shows, and why it isn't known which comes first.
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
                format!("{more} sessions")
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

fn dose(card: &Card, ends: Option<Ends>) -> String {
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
            format!("Not enough data yet: two {what} need 5 rated sessions each, {missing} more.")
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
            "No clear answer yet: {} sessions lift you {}.",
            more.to_lowercase(),
            between(card.low, card.high, ["less", "more"])
        ),
    }
}

fn goes_with(card: &Card, factors: &[Factor]) -> String {
    let o = card.outcome.key();
    match (card.status, card.more_days) {
        (Status::NotEnough, None) => {
            "Not enough data yet: add tags or hours of sleep to your check-ins. A tag needs 8 days with it and 8 without."
                .to_owned()
        }
        (Status::NotEnough, _) => not_enough(card),
        (Status::Flat, _) => {
            "All your ratings are the same, so there's nothing to compare yet.".to_owned()
        }
        _ => {
            let found = factors
                .iter()
                .filter(|factor| factor.status != Status::Open)
                .map(|factor| {
                    let better = if factor.estimate > 0.0 { "better" } else { "lower" };
                    let what = if factor.factor == SLEEP_HOURS {
                        "An hour more sleep goes".to_owned()
                    } else {
                        format!("Days tagged {} go", factor.factor)
                    };
                    format!(
                        "{what} with a {better} {o}: about {} points ({}, {}).",
                        size(factor.estimate),
                        likely((factor.low, factor.high)),
                        count(factor.n, "day")
                    )
                });
            let mut said: Vec<String> = found.collect();
            if said.is_empty() {
                said.push(format!("Nothing else stands out yet ({} compared).", factors.len()));
            }
            said.push("This can't tell which causes which.".to_owned());
            said.join(" ")
        }
    }
}

fn not_enough(card: &Card) -> String {
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

fn questionnaire(card: &Card, instrument: Instrument) -> String {
    let Extra::Questionnaire { baseline, latest } = &card.extra else {
        return String::new();
    };
    let (Some(from), Some(to), Some(_)) = (baseline, latest, card.estimate) else {
        return match card.more_days {
            Some(_) => not_enough(card),
            None => format!("Not enough data yet: no {instrument} so far."),
        };
    };
    let scores = format!("{instrument} went from {} to {}", from.score, to.score);
    let change = instrument.change(from.score, to.score);
    let words = change.meaning.words();
    match (change.meaning, change.points) {
        (_, 0) => format!("{instrument} stayed at {}.", to.score),
        (Meaning::Clear, ..0) => format!(
            "{scores}: {words}. Scores can also fall on their own, so this doesn't say why."
        ),
        (Meaning::Clear, _) => {
            format!("{scores}: clearly higher. It's worth telling a doctor or therapist.")
        }
        (Meaning::Within, _) => {
            let noticeable = instrument.noticeable().unwrap_or_default();
            format!("{scores}: {words} (under {noticeable} points).")
        }
        (Meaning::Noticeable | Meaning::NotKnown, _) => format!("{scores}: {words}."),
    }
}

/// What a card is about, in a few words.
pub fn title(card: &Card) -> String {
    let of = |when: &str| match card.outcome {
        Outcome::Rated(Question::Mood) => capital(when),
        outcome => format!("{}, {when}", capital(outcome.key())),
    };
    match card.id {
        CardId::RightAfter => "Right after a session".to_owned(),
        CardId::Length => "Short or long".to_owned(),
        CardId::Effort => "Gentle or hard".to_owned(),
        CardId::SameDay => of("the same day"),
        CardId::NextDay => of("the next day"),
        CardId::Trend => "The last 12 weeks".to_owned(),
        CardId::SinceStart => "Since you began".to_owned(),
        CardId::GoesWith => "What else goes with it".to_owned(),
        CardId::Phq9 => "PHQ-9".to_owned(),
        CardId::Gad7 => "GAD-7".to_owned(),
        CardId::Experiment => "Your experiment".to_owned(),
    }
}

/// A verdict in a few words, as told on the day `now`.
pub fn chip(card: &Card, now: Day) -> String {
    let words = match card.status {
        Status::NotEnough => "Not enough data yet",
        Status::Unclear if card.design == Design::Randomized => "No clear effect",
        Status::Unclear => "No clear answer yet",
        Status::Small => "Little or no difference",
        Status::LeaningUp => "Maybe better",
        Status::LeaningDown => "Maybe lower",
        Status::LikelyUp => "Likely better",
        Status::LikelyDown => "Likely lower",
        Status::DirectionUnclear => match card.reason {
            Some(Reason::NoBefore) => "No ratings before sessions",
            Some(Reason::Hidden) => "No clear answer yet",
            _ => "Which comes first?",
        },
        Status::HiddenByTrial => {
            let day = hidden_until(card, now).date();
            return day.format("Hidden until %b %-d").to_string();
        }
        Status::Order => "Check-ins too early",
        Status::Confounded => "Same days every week",
        Status::Flat => "Ratings don't vary",
        Status::Rising => "Going up",
        Status::Falling => "Going down",
        Status::Higher if card.id == CardId::SinceStart => "Higher since",
        Status::Lower if card.id == CardId::SinceStart => "Lower since",
        Status::Higher => "Higher",
        Status::Lower => "Lower",
        Status::NoBaseline => "No \"before\"",
        Status::ReliablyHigher => "Clearly higher",
        Status::ReliablyLower => "Clearly lower",
        Status::Same => "Same",
        Status::Running => "Running",
        Status::ShownUp => "Shown: higher",
        Status::ShownDown => "Shown: lower",
        Status::Found | Status::GoesWithBetter | Status::GoesWithLower => "Something stands out",
        Status::NoneFound | Status::Open => "Nothing stands out",
    };
    words.to_owned()
}

/// What would change the answer; nothing where the sentence says it already.
pub fn would_change(card: &Card) -> Option<String> {
    let said = match card.status {
        Status::LeaningUp | Status::LeaningDown => "More days will show whether this is chance.",
        Status::DirectionUnclear if card.reason == Some(Reason::NotRuledOut) => {
            "More sessions rated before them, or an experiment, can tell."
        }
        Status::DirectionUnclear if card.reason == Some(Reason::Hidden) => {
            "Only an experiment could answer this."
        }
        Status::DirectionUnclear
        | Status::NotEnough
        | Status::Unclear
        | Status::Running
        | Status::Order
        | Status::NoBaseline
        | Status::HiddenByTrial => return None,
        Status::Confounded => "Being active on different days would help.",
        Status::Flat => "Ratings that differ would help.",
        _ if card.design == Design::Randomized => {
            card.estimate?;
            "Its days are over. Run it again to be surer."
        }
        Status::Found | Status::NoneFound => "Updates daily, from the last 12 months.",
        _ => {
            card.estimate?;
            "Updates daily, from the last 12 months."
        }
    };
    Some(said.to_owned())
}

/// How people usually feel after an activity, against their usual mood, in a sentence; nothing before there is enough.
pub fn lift(row: &ByActivity) -> Option<String> {
    let (estimate, low, high) = (row.estimate?, row.low?, row.high?);
    let sessions = count(row.n, "session");
    Some(if low < 0.0 && high > 0.0 {
        let between = between(Some(low), Some(high), ["lower", "better"]);
        format!("After this you usually feel {between} ({sessions}).")
    } else {
        let better = if estimate < 0.0 { "lower" } else { "better" };
        let (size, likely) = (size(estimate), likely((low, high)));
        format!("You usually feel about {size} points {better} after this ({likely}, {sessions}).")
    })
}

/// The same in a row: `mood usually +0.8 (0.5 to 1.1), 13 sessions`.
pub fn lift_row(row: &ByActivity) -> Option<String> {
    let (estimate, low, high) = (row.estimate?, row.low?, row.high?);
    Some(format!(
        "mood usually {} ({} to {}), {}",
        signed(estimate),
        in_table(low),
        in_table(high),
        count(row.n, "session")
    ))
}

/// An end of an interval behind a signed estimate: no plus, a minus where it is below 0.
fn in_table(end: f64) -> String {
    signed(end).trim_start_matches('+').to_owned()
}
