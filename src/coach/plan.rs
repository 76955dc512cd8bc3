//! The plan: how many minutes a week, starting from what the person does now, and the weekly review
//! that proposes more, the same or less. Nothing changes without the person's consent.
//!
//! ```text
//! minutes now ─► first_aim ─► Plan ─► review(journal) ─► Proposal ─► (yes) ─► Plan
//! ```

use crate::coach::day_off::DayOff;
use crate::coach::{Limits, hard_day, hides_numbers, quiet_day};
use crate::domain::english::count;
use crate::domain::{DOSE_FULL, Day, Felt, Journal, Session, WeekStart, total};
use serde::{Deserialize, Serialize};

/// Smallest first aim: three times ten minutes a week.
pub const SMALLEST_FIRST: u32 = 30;
/// Smallest aim to which an easier week can be lowered.
const SMALLEST: u32 = 10;
/// Maximum active minutes a week that are ever proposed.
pub const CEILING: u32 = 300;
/// Weekly dose from which no increase is proposed: twice the recommended week, in marginal
/// MET-minutes.
const PLENTY: f64 = 2.0 * DOSE_FULL;
/// Days in a week.
const WEEK: i64 = 7;
/// Mean effort from which a week counts as hard (evidence.md, rule 7).
const HARD: f64 = 7.5;
/// Setting that stores the [`Plan`].
pub const PLAN: &str = "plan";
/// Setting that stores the day of the last review.
pub const REVIEWED: &str = "plan:reviewed";
/// The answer that ends or declines a plan.
pub const NO_PLAN: &str = "No plan for now";

/// An agreed plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Target active minutes per week.
    pub minutes: u32,
    /// The day it was agreed.
    pub since: Day,
    /// When and what, in the person's own words: `after lunch on weekdays, I walk 10 minutes`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub if_then: String,
}

impl Plan {
    /// Serializes the plan for the setting [`PLAN`].
    pub fn to_setting(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Parses the output of [`Plan::to_setting`]; `None` for anything else.
    pub fn from_setting(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The agreed plan, if there is one.
    pub fn of(journal: &Journal) -> Option<Self> {
        Self::from_setting(journal.setting(PLAN)?)
    }
}

/// First aim for someone who moves `now` minutes a week: a tenth more, at least three times ten
/// minutes. For someone who feels worse after exertion, the current amount. Never above the
/// [`CEILING`].
pub fn first_aim(now: u32, limits: Limits) -> u32 {
    let aim = if limits.pacing {
        now.max(SMALLEST)
    } else {
        (now + now.div_ceil(10)).max(SMALLEST_FIRST)
    };
    aim.min(CEILING)
}

/// The message about the seven days through `last` if they had plenty of movement; `None`
/// otherwise.
///
/// Plenty is 300 active minutes, twice the dose of the recommended week, or movement on every day.
/// More is then never proposed, and rest is encouraged.
pub fn plenty(journal: &Journal, last: Day) -> Option<String> {
    let week = journal.week(last);
    let minutes = week.total().round() as u32;
    let is_plenty =
        minutes >= CEILING || week.dose >= PLENTY || week.active_days() == WEEK as usize;
    is_plenty.then(|| plenty_words(minutes, week.active_days()))
}

fn plenty_words(minutes: u32, active_days: usize) -> String {
    let minutes = match minutes {
        1_000.. => format!("{},{:03}", minutes / 1_000, minutes % 1_000),
        fewer => fewer.to_string(),
    };
    format!(
        "You moved {minutes} minutes on {}. That's plenty, and rest days are part of it.",
        count(active_days, "day")
    )
}

/// Whether one of the four weeks before the week ending with `last` also had plenty.
fn had_plenty_before(journal: &Journal, last: Day) -> bool {
    (1..=4).any(|weeks| plenty(journal, last.plus(-WEEK * weeks)).is_some())
}

/// For people whose exercise gets out of hand; shown in each subsequent week of plenty.
pub const TALK_IT_OVER: &str = "If exercise starts to feel like something you can't skip, talk it over with a doctor \
                                or therapist.";

/// Direction of the aim after a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// A little more: at most a tenth, or five minutes if that is more.
    Up,
    /// No change.
    Same,
    /// A little less.
    Easier,
}

/// Review of the last whole week.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Review {
    /// First day reviewed.
    pub first: Day,
    /// Last day reviewed.
    pub last: Day,
    /// The current aim, in minutes.
    pub aim: u32,
    /// Active minutes in the week.
    pub minutes: u32,
    /// Days with movement.
    pub active_days: usize,
    /// Days off by choice: rest, ill, holiday.
    pub days_off: usize,
    /// The proposed direction.
    pub turn: Turn,
    /// The resulting aim, in minutes.
    pub proposal: u32,
    /// The reason in one line, based on the person's own week.
    pub why: String,
    /// Whether there was plenty of movement, which rules out choosing more.
    pub plenty: bool,
    /// Whether a previous week also had plenty; if so, [`TALK_IT_OVER`] is shown.
    pub plenty_again: bool,
    /// Whether an increase may be proposed at all.
    #[serde(skip)]
    pub grows: bool,
}

impl Review {
    /// The available choices, the proposed one first; no increase if there was plenty.
    pub fn turns(&self) -> Vec<Turn> {
        let all = [self.turn, Turn::Same, Turn::Up, Turn::Easier];
        let mut turns: Vec<Turn> = Vec::new();
        for turn in all {
            if !turns.contains(&turn) && (turn != Turn::Up || self.grows) {
                turns.push(turn);
            }
        }
        turns
    }

    /// The week summarized in one line.
    pub fn in_words(&self) -> String {
        if self.plenty {
            return plenty_words(self.minutes, self.active_days);
        }
        let days = if self.active_days == 1 { "day" } else { "days" };
        match self.minutes {
            0 => format!(
                "Nothing logged this week, and that's okay. Your goal was {} min.",
                self.aim
            ),
            minutes => format!(
                "You moved {minutes} minutes on {} {days}. Your goal was {} min.",
                self.active_days, self.aim
            ),
        }
    }

    /// The aim that would result from `turn`, regardless of the proposal.
    pub fn aim_after(&self, turn: Turn) -> u32 {
        step(self.aim, turn)
    }
}

/// The aim after a change of a tenth or five minutes, whichever is more.
fn step(aim: u32, turn: Turn) -> u32 {
    let by = (aim / 10).max(5);
    match turn {
        Turn::Up => (aim + by).min(CEILING.max(aim)),
        Turn::Same => aim,
        Turn::Easier => aim.saturating_sub(by).max(SMALLEST.min(aim)),
    }
}

/// The day the next review is due: the first day of the person's week after the first whole week with
/// the plan; later, after the week of the last review.
pub fn next_review(plan: &Plan, journal: &Journal, week: WeekStart) -> Day {
    let reviewed = journal
        .setting(REVIEWED)
        .and_then(|text| text.parse().ok())
        .map(Day::from_date);
    let reviewed = reviewed.filter(|day| *day >= plan.since);
    // A plan made during a week is reviewed after the next one.
    let within = reviewed.unwrap_or_else(|| plan.since.plus(WEEK - 1));
    week.first_day(within).plus(WEEK)
}

/// Minutes of movement since the person's week began.
pub fn minutes_this_week(journal: &Journal, today: Day, week: WeekStart) -> f64 {
    let sessions = journal.sessions_in(week.first_day(today), today).iter();
    total(sessions.map(Session::minutes))
}

/// Whether a review is due, but not on a hard day or a day without suggestions.
pub fn is_review_due(journal: &Journal, today: Day, week: WeekStart) -> bool {
    let Some(plan) = Plan::of(journal) else {
        return false;
    };
    let is_left_alone = hard_day(journal, today).is_some()
        || quiet_day(journal, today).is_some()
        || hides_numbers(journal);
    if is_left_alone {
        return false;
    }
    next_review(&plan, journal, week) <= today
}

/// Reviews the person's last whole week before `today`.
///
/// Proposes less after pain, after hard weeks, and after two sessions that left the mood lower;
/// more if the aim was reached without any of these, but never after a week of plenty; otherwise
/// the same. Days off lower the amount to be reached, so that rest never counts against the person.
pub fn review(journal: &Journal, plan: &Plan, today: Day, week: WeekStart) -> Review {
    let begun = week.first_day(today);
    let (first, last) = (begun.plus(-WEEK), begun.plus(-1));
    let sessions = journal.sessions_in(first, last);
    let minutes = (sessions
        .iter()
        .map(|session| f64::from(session.active_seconds))
        .sum::<f64>()
        / 60.0)
        .round() as u32;
    let days_off = first
        .through(last)
        .filter(|day| DayOff::on(journal, *day).is_some())
        .count();
    let due = f64::from(plan.minutes) * (WEEK - days_off as i64) as f64 / WEEK as f64;
    let efforts: Vec<f64> = sessions
        .iter()
        .filter_map(|session| session.effort.map(|effort| f64::from(effort.get())))
        .collect();
    let effort = (!efforts.is_empty()).then(|| efforts.iter().sum::<f64>() / efforts.len() as f64);
    let lower = sessions
        .iter()
        .filter(|session| session.lift().is_some_and(|lift| lift < 0));
    let is_plenty = plenty(journal, last).is_some();
    let grows = !is_plenty && plan.minutes < CEILING && !Limits::of(journal).pacing;
    // Pain counts up to now: a review may come late.
    let hurt = journal
        .sessions_in(first, today)
        .iter()
        .any(|session| session.felt == Some(Felt::Hurt));
    let (turn, why) = if hurt {
        (
            Turn::Easier,
            "Something hurt this week, so a little less for now.".to_owned(),
        )
    } else if effort.is_some_and(|mean| mean >= HARD) {
        (
            Turn::Easier,
            "It felt hard on most days. A little less keeps it enjoyable.".to_owned(),
        )
    } else if lower.count() >= 2 {
        (
            Turn::Easier,
            "Your mood was lower after two sessions, so a little less.".to_owned(),
        )
    } else if plan.minutes > CEILING {
        (
            Turn::Easier,
            format!("A goal of {CEILING} minutes is plenty."),
        )
    } else if is_plenty {
        (Turn::Same, "The same again is plenty.".to_owned())
    } else if days_off >= 4 {
        (
            Turn::Same,
            "A week with rest in it. Same goal, no rush.".to_owned(),
        )
    } else if f64::from(minutes) >= due * 0.9 && minutes > 0 {
        let reached = if days_off > 0 {
            "You did what you planned around your days off."
        } else {
            "You did what you planned."
        };
        if grows {
            (
                Turn::Up,
                format!("{reached} Room for a little more, if you like."),
            )
        } else {
            (Turn::Same, format!("{reached} That's plenty. Same again?"))
        }
    } else if Limits::of(journal).pacing {
        (
            Turn::Same,
            "Resting when you need to is part of pacing. Same goal, nothing to catch up on."
                .to_owned(),
        )
    } else if f64::from(minutes) < due * 0.4 {
        (
            Turn::Easier,
            "That was a lot for this week. A smaller goal is easier to start.".to_owned(),
        )
    } else {
        (Turn::Same, "Partway counts. Same again?".to_owned())
    };
    let active_days = first
        .through(last)
        .filter(|day| !journal.sessions_on(*day).is_empty())
        .count();
    Review {
        first,
        last,
        aim: plan.minutes,
        minutes,
        active_days,
        days_off,
        turn,
        proposal: step(plan.minutes, turn).min(CEILING),
        why,
        plenty: is_plenty,
        plenty_again: is_plenty && had_plenty_before(journal, last),
        grows,
    }
}

#[cfg(test)]
mod tests;
