//! `firstline plan`: the weekly goal, the review, days off.

use crate::cli::json_views::tenths;
use crate::cli::{Context, Failure, Json, print, print_json};
use crate::coach::DayOff;
use crate::coach::plan::{
    PLAN, Plan, REVIEWED, Review, TALK_IT_OVER, first_aim, is_review_due, minutes_this_week,
    plenty, review,
};
use crate::coach::{Limits, NUMBERS_HIDDEN, QuietDay, hard_day, hides_numbers, quiet_day};
use crate::content::about::MINUTES;
use crate::domain::{Change, Day, Journal, whole};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `plan`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline plan                    the goal, the week so far, the review\n  firstline plan --goal 60\n  firstline plan --when \"after lunch on weekdays, I walk 10 minutes\"\n  firstline plan --off rest         today is a rest day"
)]
pub struct Arguments {
    /// Minutes a week; 0 ends the plan
    #[arg(long, alias = "minutes", value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_080))]
    goal: Option<u32>,
    /// When, where and what, in your own words
    #[arg(long, value_name = "TEXT")]
    when: Option<String>,
    /// What kind of day it is: rest, not-well, vacation, or none
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = kinds())]
    off: Option<String>,
    /// The day for --off; tomorrow works too, up to a year ahead
    #[arg(
        long,
        value_name = "DATE",
        allow_hyphen_values = true,
        requires = "off"
    )]
    on: Option<String>,
    #[command(flatten)]
    json: Json,
}

/// The values of `--off`; words from earlier versions still work.
fn kinds() -> impl TypedValueParser<Value = String> {
    let known = [
        PossibleValue::new("rest"),
        PossibleValue::new("not-well").alias(DayOff::Ill.word()),
        PossibleValue::new("vacation").alias(DayOff::Holiday.word()),
        PossibleValue::new("none"),
    ];
    PossibleValuesParser::new(known).map(|kind| match kind.as_str() {
        "not-well" => DayOff::Ill.word().to_owned(),
        "vacation" => DayOff::Holiday.word().to_owned(),
        "none" => String::new(),
        _ => kind,
    })
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PlanJson {
    /// Minutes per week; null without a plan.
    minutes: Option<u32>,
    since: Option<Day>,
    if_then: Option<String>,
    /// A suggested first goal, if there is no plan yet.
    first_aim: Option<u32>,
    week: WeekView,
    day_off: Option<&'static str>,
    review_due: bool,
    review: Option<Review>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WeekView {
    minutes: f64,
    active_days: usize,
    dose: f64,
}

impl Arguments {
    /// Makes the requested changes, then prints the plan.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let (today, start) = (context.today(), context.units().week);
        let changes_nothing = self.goal.is_none() && self.when.is_none() && self.off.is_none();
        let mut store = if changes_nothing {
            context.existing()?
        } else {
            context.store()?
        };
        let mut journal = store.recent(today.plus(-35))?;
        let changes = self.changes(&journal, today, context)?;
        let saved = changes.iter().find_map(|change| match change {
            Change::SaveSetting { key, value } => DayOff::saved(key, value, today),
            _ => None,
        });
        if !changes.is_empty() {
            store.apply(&Change::Several(changes), context.now())?;
            journal = store.recent(today.plus(-35))?;
        }
        let plan = Plan::of(&journal);
        let look = plan
            .as_ref()
            .map(|plan| review(&journal, plan, today, start));
        let this_week = minutes_this_week(&journal, today, start);
        let week = journal.week(today);
        let aim = first_aim(
            journal
                .setting(MINUTES)
                .and_then(|text| text.parse().ok())
                .unwrap_or(0),
            Limits::of(&journal),
        );
        let enough = plenty(&journal, today);
        if self.json.json {
            return print_json(&PlanJson {
                minutes: plan.as_ref().map(|plan| plan.minutes),
                since: plan.as_ref().map(|plan| plan.since),
                if_then: plan
                    .as_ref()
                    .map(|plan| plan.if_then.clone())
                    .filter(|text| !text.is_empty()),
                first_aim: (plan.is_none() && enough.is_none()).then_some(aim),
                week: WeekView {
                    minutes: tenths(week.total()),
                    active_days: week.active_days(),
                    dose: tenths(week.dose),
                },
                day_off: DayOff::on(&journal, today).map(DayOff::word),
                review_due: is_review_due(&journal, today, start),
                review: look,
            });
        }
        if let Some(saved) = saved.filter(|_| self.goal.is_none() && self.when.is_none()) {
            let advice = quiet_day(&journal, today).and_then(QuietDay::advice);
            let advice = advice.map_or_else(String::new, |advice| format!("{advice}\n"));
            return print(&format!("{saved}\n{advice}"));
        }
        if hides_numbers(&journal) {
            return print(&format!("{NUMBERS_HIDDEN}\n"));
        }
        let Some((plan, look)) = plan.zip(look) else {
            if let Some(enough) = enough {
                return print(&format!("No plan yet. {enough}\n"));
            }
            if hard_day(&journal, today).is_some() {
                return print("No plan yet, and none is needed today.\n");
            }
            return print(&format!(
                "No plan yet. A good first goal: {aim} minutes a week. To start: firstline plan \
                 --goal {aim}\n"
            ));
        };
        let mut text = format!(
            "Goal: {} minutes a week, since {}.\n",
            plan.minutes, plan.since
        );
        if !plan.if_then.is_empty() {
            let _ = writeln!(text, "\"{}\"", crate::cli::safe(&plan.if_then));
        }
        // A week without movement is not shown as zero.
        if this_week > 0.0 {
            let first = start.first_day(today).date().format("%A");
            let _ = writeln!(text, "This week, from {first}: {} min.", whole(this_week));
        } else if week.active_days() > 0 {
            let _ = writeln!(text, "Last 7 days: {} min.", whole(week.total()));
        }
        if let Some(kind) = DayOff::on(&journal, today) {
            let _ = writeln!(text, "Today is a day off: {}.", kind.label());
        }
        if is_review_due(&journal, today, start) {
            let _ = writeln!(
                text,
                "Your weekly review: {} {} To accept: firstline plan --goal {}",
                look.in_words(),
                look.why,
                look.proposal
            );
            if look.plenty_again {
                let _ = writeln!(
                    text,
                    "{TALK_IT_OVER} To turn the goal off: firstline plan --goal 0"
                );
            }
        }
        print(&text)
    }

    fn changes(&self, journal: &Journal, today: Day, context: &Context<'_>) -> Result<Vec<Change>> {
        let mut changes = Vec::new();
        let set = |key: &str, value: String| Change::SaveSetting {
            key: key.to_owned(),
            value,
        };
        let present = Plan::of(journal);
        let minutes = self
            .goal
            .or_else(|| present.as_ref().map(|plan| plan.minutes));
        if self.goal.is_some() || self.when.is_some() {
            let Some(minutes) = minutes else {
                return Err(
                    Failure::usage("No plan yet. Start one: firstline plan --goal 30").into(),
                );
            };
            let if_then = self.when.as_ref().map_or_else(
                || {
                    present
                        .as_ref()
                        .map(|plan| plan.if_then.clone())
                        .unwrap_or_default()
                },
                |text| text.trim().chars().take(160).collect(),
            );
            let since = present.as_ref().map_or(today, |plan| plan.since);
            let value = if minutes == 0 {
                String::new()
            } else {
                Plan {
                    minutes,
                    since,
                    if_then,
                }
                .to_setting()
            };
            changes.push(set(PLAN, value));
            if self.goal.is_some() && is_review_due(journal, today, context.units().week) {
                changes.push(set(REVIEWED, today.to_string()));
            }
        }
        if let Some(kind) = &self.off {
            let day = match &self.on {
                Some(text) => context.day_ahead(text)?,
                None => today,
            };
            if day > today.plus(DayOff::AHEAD) {
                let last = today.plus(DayOff::AHEAD);
                return Err(Failure::usage(format!(
                    "{day} is too far ahead. Days off can be planned up to {last}."
                ))
                .into());
            }
            changes.push(set(&DayOff::key(day), kind.clone()));
        }
        Ok(changes)
    }
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<PlanJson>()
}
