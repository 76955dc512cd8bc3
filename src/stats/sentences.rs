//! The verdicts in words. Observational and randomised results never share them: `effect` belongs to the coin.

use crate::domain::{Instrument, Question};
use crate::stats::card::{
    ByActivity, Card, CardId, Counts, Design, Extra, Outcome, StartGap, Status,
};
use crate::stats::constants::{GAD_RELIABLE, MIN_ARM, MIN_BLOCKS, MIN_PAIRS, PHQ_RELIABLE};

/// The verdict of `card` in a sentence or two.
pub fn sentence(card: &Card, gap: Option<&StartGap>) -> String {
    match card.id {
        CardId::Phq9 => questionnaire(card, Instrument::Phq9),
        CardId::Gad7 => questionnaire(card, Instrument::Gad7),
        CardId::Experiment => match &card.extra {
            Extra::Experiment { arm_a, arm_b, .. } => experiment(card, arm_a, arm_b),
            _ => String::new(),
        },
        CardId::RightAfter
        | CardId::SameDay
        | CardId::NextDay
        | CardId::Trend
        | CardId::SinceStart => observed(card, gap),
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
            "Most lift so far: {} ({:.0} %).",
            label(&leader.activity),
            leader.probability * 100.0
        ));
    }
    let shown = by_activity
        .iter()
        .filter(|row| row.estimate.is_some())
        .map(|row| label(&row.activity));
    Some(format!(
        "No clear winner yet among {}.",
        list(&shown.collect::<Vec<&str>>())
    ))
}

fn observed(card: &Card, gap: Option<&StartGap>) -> String {
    let o = card.outcome.key();
    let (est, range) = (signed(card.estimate), range(card));
    let days = |rated: usize| format!("{est} points ({range}, {})", count(rated, "day"));
    match (card.status, card.id) {
        (Status::NotEnough, _) => not_enough(card),
        (Status::Unclear, _) => unclear(card),
        (Status::Small, _) => {
            format!(
                "Little or no {}: if any, smaller than half a point ({range}).",
                kind(card)
            )
        }
        (Status::LeaningUp, _) => format!("Leaning up: {est} ({range}), too early to call."),
        (Status::LeaningDown, _) => format!("Leaning down: {est} ({range}), too early to call."),
        (Status::LikelyUp | Status::LikelyDown, id) => {
            let up = card.status == Status::LikelyUp;
            let better = if up { "better" } else { "lower" };
            let said = match (id, card.n) {
                (CardId::RightAfter, Counts::Pairs { pairs, .. }) => format!(
                    "You usually feel {better} right after: {est} points ({range}, {}), counted from your usual mood.",
                    count(pairs, "session")
                ),
                (CardId::NextDay, Counts::Days { rated, .. }) => {
                    format!(
                        "The day after moving your {o} is likely {better}: {}.",
                        days(rated)
                    )
                }
                (_, Counts::Days { rated, .. }) => {
                    format!("Active days go with a {better} {o}: {}.", days(rated))
                }
                _ => format!("Likely {better}: {est} points ({range})."),
            };
            let kind =
                " Gentler or shorter may suit you; a low mood that lasts is worth telling someone.";
            if up { said } else { said + kind }
        }
        (Status::DirectionUnclear, id) => {
            let which = if id == CardId::NextDay {
                "Days after moving"
            } else {
                "Active days"
            };
            let better = if card.estimate.is_some_and(|estimate| estimate > 0.0) {
                "better"
            } else {
                "lower"
            };
            let gap = signed(gap.map(|gap| gap.gap));
            format!(
                "{which} are {est} {better}, but you also start sessions in a {better} mood than usual ({gap}). Which \
                 comes first cannot be told from this; an experiment can."
            )
        }
        (Status::Order, _) => {
            "Your check-ins come before your sessions. One later in the day would show the same \
                               day; the next day is already counted."
                .to_owned()
        }
        (Status::Confounded, _) => {
            "Your active days follow a fixed pattern, nothing to compare.".to_owned()
        }
        (Status::Flat, _) => "Your ratings have not changed, nothing to compare.".to_owned(),
        (Status::Rising | Status::Falling, _) => {
            let moved = if card.status == Status::Rising {
                "risen"
            } else {
                "fallen"
            };
            let span = if let Counts::Trend { span, .. } = card.n {
                span
            } else {
                0
            };
            let weeks = count(((span + 3) / 7) as usize, "week");
            format!(
                "Your {o} has {moved} {est} points per 4 weeks ({range}) over {weeks}. This does not say why."
            )
        }
        (Status::Higher | Status::Lower, _) => {
            let than = if card.status == Status::Higher {
                "higher"
            } else {
                "lower"
            };
            let Extra::SinceStart { start: Some(start) } = card.extra else {
                return String::new();
            };
            format!(
                "Since {start} your {o} is {est} {than} ({range}). Slow swings with other causes look the same."
            )
        }
        (Status::NoBaseline, _) => {
            "You began with the app, so there is no before to compare with.".to_owned()
        }
        (
            Status::ReliablyLower
            | Status::Same
            | Status::ReliablyHigher
            | Status::Running
            | Status::ShownUp
            | Status::ShownDown,
            _,
        ) => String::new(),
    }
}

fn not_enough(card: &Card) -> String {
    let days = card.more_days.unwrap_or(0) as usize;
    match card.n {
        Counts::Pairs { pairs, .. } if pairs < MIN_PAIRS => {
            let sessions = count(MIN_PAIRS - pairs, "more session");
            format!("Not enough yet: at least {sessions} rated before and after.")
        }
        Counts::Days { rest, active, .. }
            if rest < MIN_ARM && active >= MIN_ARM && 2 * (MIN_ARM - rest) == days =>
        {
            format!(
                "Not enough yet: at least {}; you have hardly any rest days to compare with.",
                count(days, "more day")
            )
        }
        _ => format!("Not enough yet: at least {}.", count(days, "more day")),
    }
}

fn unclear(card: &Card) -> String {
    let between = format!("No clear {} so far: between {}.", kind(card), between(card));
    match card.more_days {
        Some(365..) => {
            format!("{between} More than a year at this pace: an experiment is quicker.")
        }
        Some(days @ 1..) => format!(
            "{between} About {} at this pace.",
            count(days as usize, "more day")
        ),
        Some(0) | None => between,
    }
}

fn questionnaire(card: &Card, instrument: Instrument) -> String {
    let Extra::Questionnaire { baseline, latest } = &card.extra else {
        return String::new();
    };
    let (Some(from), Some(to), Some(_)) = (baseline, latest, card.estimate) else {
        return match card.more_days {
            Some(_) => not_enough(card),
            None => format!("Not enough yet: no {instrument} so far."),
        };
    };
    let points = if instrument == Instrument::Gad7 {
        GAD_RELIABLE
    } else {
        PHQ_RELIABLE
    };
    let noise = format!("but within measurement noise ({points} points).");
    let lower = "Scores also fall while people wait for treatment; this does not say why.";
    let verdict = match card.status {
        Status::ReliablyLower => format!("lower by more than measurement noise. {lower}"),
        Status::Lower => format!("lower, {noise} {lower}"),
        Status::Higher => format!("higher, {noise} This does not say why."),
        Status::ReliablyHigher => {
            "higher by more than measurement noise. This does not say why; it is worth telling \
                                   someone."
                .to_owned()
        }
        _ => "no change.".to_owned(),
    };
    format!("{instrument} {} → {}: {verdict}", from.score, to.score)
}

/// The sentence of an experiment's card, with what its arms are called.
pub fn experiment(card: &Card, arm_a: &str, arm_b: &str) -> String {
    let stopped_early = matches!(
        card.extra,
        Extra::Experiment {
            stopped_early: true,
            ..
        }
    );
    let o = card.outcome.key();
    let (est, range) = (signed(card.estimate), range(card));
    let shown = |than: &str| {
        format!(
            "Your experiment: on {arm_a} days {o} was {est} {than} ({range}) than on {arm_b} days. The coin chose the \
             days, so {arm_a} is the likely cause."
        )
    };
    let said = match card.status {
        Status::ShownUp => shown("higher"),
        Status::ShownDown => shown("lower"),
        Status::Small => {
            format!(
                "Your experiment: little or no effect: if any, smaller than half a point ({range})."
            )
        }
        Status::Running => {
            let days = count(card.more_days.unwrap_or(0) as usize, "more day");
            format!(
                "Your experiment runs for {days}. No result before its end: looking early would spoil it."
            )
        }
        Status::NotEnough => format!(
            "Your experiment has too few check-ins for an answer: it needs {MIN_ARM} days of either kind, and \
             {MIN_BLOCKS} blocks with both."
        ),
        _ => format!(
            "Your experiment: no clear effect, between {}.",
            between(card)
        ),
    };
    if stopped_early {
        said + " Stopped early."
    } else {
        said
    }
}

/// What a card is about, in a few words.
pub fn title(card: &Card) -> String {
    let of = |when: &str| match card.outcome {
        Outcome::Rated(Question::Mood) => when.to_owned(),
        outcome => format!("{}, {when}", outcome.key()),
    };
    match card.id {
        CardId::RightAfter => "right after a session".to_owned(),
        CardId::SameDay => of("the same day"),
        CardId::NextDay => of("the day after moving"),
        CardId::Trend => "the last twelve weeks".to_owned(),
        CardId::SinceStart => "since you began".to_owned(),
        CardId::Phq9 => "PHQ-9".to_owned(),
        CardId::Gad7 => "GAD-7".to_owned(),
        CardId::Experiment => "your experiment".to_owned(),
    }
}

/// A verdict in one or two words.
pub const fn verdict_word(status: Status) -> &'static str {
    match status {
        Status::NotEnough | Status::NoBaseline => "not yet",
        Status::Unclear => "unclear",
        Status::Small => "little or none",
        Status::LeaningUp => "leaning up",
        Status::LeaningDown => "leaning down",
        Status::LikelyUp => "likely better",
        Status::LikelyDown => "likely lower",
        Status::DirectionUnclear => "direction unclear",
        Status::Order => "order",
        Status::Confounded => "fixed pattern",
        Status::Flat => "no change",
        Status::Rising => "rising",
        Status::Falling => "falling",
        Status::Higher | Status::ReliablyHigher => "higher",
        Status::Lower | Status::ReliablyLower => "lower",
        Status::Same => "the same",
        Status::Running => "running",
        Status::ShownUp => "shown: higher",
        Status::ShownDown => "shown: lower",
    }
}

/// What would change the answer; nothing where the sentence says it already.
pub fn would_change(card: &Card) -> Option<String> {
    match (card.status, card.more_days) {
        (
            Status::NotEnough
            | Status::Unclear
            | Status::Running
            | Status::Order
            | Status::NoBaseline,
            _,
        ) => None,
        (Status::LeaningUp | Status::LeaningDown, _) => {
            Some("More days will tell whether it is more than chance.".to_owned())
        }
        (Status::DirectionUnclear, _) => {
            Some("Days chosen by a coin would tell; more days like these will not.".to_owned())
        }
        (Status::Confounded, _) => {
            Some("A week with other active days than usual would.".to_owned())
        }
        (Status::Flat, _) => Some("Ratings that differ would.".to_owned()),
        (_, Some(days)) if days > 0 => Some(format!(
            "{} could change this.",
            count(days as usize, "more day")
        )),
        _ if card.design == Design::Randomised => card.estimate.map(|_| {
            "Nothing more: its days are over. Another experiment would tell more.".to_owned()
        }),
        _ if card.estimate.is_some() => {
            Some("New days are counted in as they come; the last year counts.".to_owned())
        }
        _ => None,
    }
}

/// What is known of the lift after an activity, with its interval and count; nothing before there is enough.
pub fn lift(row: &ByActivity) -> Option<String> {
    let ByActivity {
        n,
        estimate,
        low,
        high,
        ..
    } = row;
    let (estimate, low, high) = ((*estimate)?, (*low)?, (*high)?);
    Some(format!(
        "after this usually {estimate:+.1} from your usual mood ({low:+.1} to {high:+.1}, {n} times)"
    ))
}

/// How a card was computed: what it rests on, what its interval means, and what it cannot see.
pub fn how(card: &Card, gap: Option<&StartGap>) -> Vec<String> {
    let mut lines = vec![rests_on(card)];
    if card.estimate.is_some() {
        let headline = card.is_headline();
        lines.push("In 95 of 100 such cases the truth lies within the interval.".to_owned());
        if !headline {
            lines.push("Also looked at: of twenty such intervals, one misses.".to_owned());
        }
    }
    lines.push(
        match card.design {
            Design::BeforeAfter => {
                "Observational: nobody sat still for comparison; part of this may be time and expectation. Counted \
                 from your usual mood, because low moments rise and high ones fall by themselves."
            }
            Design::Observational => {
                "Observational: you chose the days, so this is a link. Lingering mood, weekdays and a steady trend \
                 are taken out; free time, weather and sleep are not."
            }
            Design::Description => {
                "A description: lingering mood and weekdays are taken out, causes are not looked for."
            }
            Design::Questionnaire => "Two scores of one questionnaire, beside what measurement noise alone does.",
            Design::Randomised => {
                "Randomised: the coin chose the days. Days count as the coin said, whatever was done; skipped ones \
                 pull the result towards 0."
            }
        }
        .to_owned(),
    );
    let speaks = matches!(
        card.id,
        CardId::RightAfter | CardId::SameDay | CardId::NextDay
    );
    if let Some(gap) = gap.filter(|_| speaks) {
        lines.push(format!(
            "You start sessions {} points from your usual mood (± {:.1}, {}).",
            signed(Some(gap.gap)),
            gap.se * 1.96,
            count(gap.n, "session")
        ));
    }
    lines
}

fn rests_on(card: &Card) -> String {
    let missing = |span: i64, rated: usize| count((span - rated as i64).max(0) as usize, "day");
    match card.n {
        Counts::Pairs { pairs, usual_days } => format!(
            "From {} rated before and after, and a usual mood from {}.",
            count(pairs, "session"),
            count(usual_days, "day")
        ),
        Counts::Days {
            rated,
            span,
            active,
            rest,
        } => {
            let whose = if card.id == CardId::NextDay {
                "the day before active on"
            } else {
                "active"
            };
            format!(
                "From {} of {span}: {whose} {active}, not on {rest}. {} not rated, which is no rest day.",
                count(rated, "rated day"),
                missing(span, rated)
            )
        }
        Counts::Trend { rated, span } => {
            format!(
                "From {} of {span}; {} not rated.",
                count(rated, "rated day"),
                missing(span, rated)
            )
        }
        Counts::Step { before, after } => format!(
            "From {} before and {after} after.",
            count(before, "rated day")
        ),
        Counts::Assessments { assessments } => {
            format!("From {}.", count(assessments, "questionnaire"))
        }
        Counts::Experiment { a, b, blocks } => {
            format!(
                "From {a} and {b} rated days of either kind, in {}.",
                count(blocks, "block with both")
            )
        }
    }
}

/// What the card is about, in the word its design allows.
fn kind(card: &Card) -> &'static str {
    match card.design {
        Design::BeforeAfter => "lift",
        Design::Observational => "link",
        Design::Description | Design::Questionnaire => "change",
        Design::Randomised => "effect",
    }
}

/// One decimal with a sign; 0.0 has none.
pub fn signed(value: Option<f64>) -> String {
    match plain(value).as_str() {
        text if text.starts_with('-') || text == "0.0" || value.is_none() => text.to_owned(),
        text => format!("+{text}"),
    }
}

/// One decimal, never `-0.0`.
fn plain(value: Option<f64>) -> String {
    let text = value.map_or_else(|| "?".to_owned(), |value| format!("{value:.1}"));
    if text == "-0.0" {
        "0.0".to_owned()
    } else {
        text
    }
}

fn range(card: &Card) -> String {
    format!("{} to {}", plain(card.low), plain(card.high))
}

fn between(card: &Card) -> String {
    match (card.id, card.low, card.high) {
        (_, None, None) => "any number of points: the days set no bounds".to_owned(),
        (CardId::Trend, low, high) => {
            format!("{} and {} points per 4 weeks", plain(low), plain(high))
        }
        (_, low, high) => format!("{} and {} points", plain(low), plain(high)),
    }
}

/// `1 day`, `2 days`; `1 block with both`, `2 blocks with both`.
fn count(n: usize, what: &str) -> String {
    let (noun, rest) = what
        .split_once(" with")
        .map_or((what, ""), |(noun, _)| (noun, &what[noun.len()..]));
    format!("{n} {noun}{}{rest}", if n == 1 { "" } else { "s" })
}

fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
