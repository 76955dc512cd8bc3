//! How a card was computed: what it is based on, what its interval means and what it cannot show.

use super::experiment::adjusted;
use super::numbers::{signed, size};
use crate::domain::english::count;
use crate::stats::card::extra::Extra;
use crate::stats::card::{Card, CardId, Counts, Design, StartGap};

/// What a card is based on, what its interval means and what it cannot show; the first line is
/// displayed under every verdict.
pub fn how(card: &Card, gap: Option<&StartGap>) -> Vec<String> {
    let mut lines = vec![rests_on(card)];
    if card.estimate.is_some() {
        lines.push(
            match card.design {
                Design::Randomized => "Likely means a 95% interval: right about 95 times in 100.",
                _ => {
                    "Likely means a 95% interval for the link itself. What causes it is another question."
                }
            }
            .to_owned(),
        );
        if !card.is_headline() {
            lines.push("One of many comparisons: about 1 in 20 is off by chance.".to_owned());
        }
    }
    lines.push(design(card).to_owned());
    match &card.extra {
        Extra::Experiment(tried) => lines.extend(adjusted(tried).map(str::to_owned)),
        Extra::Dose {
            ends: Some(ends), ..
        } => lines.push(format!(
            "Before {} you felt {} points {} than before {}.",
            sessions(card.id, ends.top),
            size(ends.before_gap),
            if ends.before_gap < 0.0 {
                "lower"
            } else {
                "better"
            },
            sessions(card.id, ends.over)
        )),
        _ => {}
    }
    let speaks = matches!(
        card.id,
        CardId::RightAfter | CardId::SameDay | CardId::NextDay
    );
    if let Some(gap) = gap.filter(|_| speaks) {
        lines.push(format!(
            "You start sessions {} points from your usual mood, give or take {} ({}).",
            signed(gap.gap),
            size(gap.se * 1.96),
            count(gap.n, "day")
        ));
    }
    lines
}

/// Sessions of a given length or effort: "hard sessions", "sessions of 10-19 min".
fn sessions(card: CardId, name: &str) -> String {
    if card == CardId::Length {
        format!("sessions of {name} min")
    } else {
        format!("{name} sessions")
    }
}

/// How the data were collected, and what that leaves open.
fn design(card: &Card) -> &'static str {
    match (card.id, card.design) {
        (CardId::Length | CardId::Effort, _) => {
            "You chose how long and how hard, so this is a link, not a cause. Kinds of activity are accounted for. \
             Measured from your usual mood, because low moments tend to rise and high ones to fall."
        }
        (CardId::GoesWith, _) => {
            "Each is compared with carry-over mood, movement, weekdays and a steady trend accounted for. What stands \
             out is held to a stricter bar the more is compared."
        }
        (_, Design::BeforeAfter) => {
            "No one rested for comparison, so part of this may be time or expectation. Measured from your usual mood, \
             because low moments tend to rise and high ones to fall."
        }
        (_, Design::Observational) => {
            "You chose the days, so this is a link, not a cause. Carry-over mood, weekdays and a steady trend are \
             accounted for; free time, weather and sleep aren't."
        }
        (_, Design::Description) => {
            "Adjusted for carry-over mood and weekday. Says nothing about causes: moving, medication and the season \
             look the same here."
        }
        (_, Design::Questionnaire) => {
            "Two scores from one questionnaire, compared with its normal ups and downs."
        }
        (_, Design::Randomized) => match card.n {
            Counts::Sessions { .. } => {
                "A coin picked each session once you had rated before it. Sessions count as the coin said, whatever \
                 you did."
            }
            _ => "A coin picked the days. Days count as the coin said, whatever you did.",
        },
    }
}

fn rests_on(card: &Card) -> String {
    let missing = |span: i64, rated: usize| {
        let days = count((span - rated as i64).max(0) as usize, "day");
        let (have, treated) = if span - rated as i64 == 1 {
            ("has", "isn't")
        } else {
            ("have", "aren't")
        };
        format!("{days} {have} no rating and {treated} treated as rest.")
    };
    match card.n {
        Counts::Pairs { pairs, usual_days } => {
            let raw = match card.extra {
                Extra::RightAfter { raw: Some(raw), .. } => {
                    format!(" Plain before to after: {} points.", signed(raw))
                }
                _ => String::new(),
            };
            format!(
                "From {} rated before and after, and a usual mood from {}.{raw}",
                count(pairs, "session"),
                count(usual_days, "day")
            )
        }
        Counts::Days {
            rated,
            span,
            active,
            rest,
        } => {
            let whose = if card.id == CardId::NextDay {
                "the day before active on"
            } else {
                "active on"
            };
            format!(
                "From {} of {span}: {whose} {active}, not on {rest}. {}",
                count(rated, "rated day"),
                missing(span, rated)
            )
        }
        Counts::Trend { rated, span } => format!(
            "From {} of {span}. {}",
            count(rated, "rated day"),
            missing(span, rated)
        ),
        Counts::Factors {
            rated,
            span,
            factors,
        } => format!(
            "From {} of {span}; {} compared.",
            count(rated, "rated day"),
            count(factors, "thing")
        ),
        Counts::Step { before, after } => format!(
            "From {} before and {after} after.",
            count(before, "rated day")
        ),
        Counts::Assessments { assessments } => {
            format!("From {}.", count(assessments, "questionnaire"))
        }
        Counts::Experiment { a, b, blocks } => format!(
            "From {a} and {b} rated days of each kind, in {} of four days.",
            count(blocks, "block")
        ),
        Counts::Sessions { a, b, sessions } => format!(
            "From {}, {a} and {b} of each kind rated after.",
            count(sessions, "session")
        ),
    }
}
