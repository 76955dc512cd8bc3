//! `firstline experiment`: a self-experiment, from its protocol to its result.

mod args;
mod coin;
mod json;
mod new;

use crate::cli::{Context, Failure, print, print_json, safe};
use crate::coach::experiment::fingerprint::{Unchanged, canonical};
use crate::coach::experiment::{card_words, compared, earlier_rules, protocol};
use crate::coach::{NUMBERS_HIDDEN, hides_numbers};
use crate::domain::{Change, Day, Experiment as Trial, Id, Journal, Stage};
use crate::stats::Diary;
use crate::stats::experiment::experiment_card;
use crate::stats::sentences::{how, sentence};
use crate::store::Store;
use args::{Action, One, Which};
use clap::Args;
use color_eyre::eyre::Result;
use json::{AllJson, ExperimentJson};
use std::fmt::Write as _;

/// The arguments of `experiment`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline experiment new                        moving against rest, 40 days from tomorrow\n  firstline experiment new --a yoga --b \"walking brisk\" --days 56\n  firstline experiment new --a walk --b \"sitting quietly\" --sessions 20\n  firstline experiment today                      today's coin\n  firstline experiment result                     after the last day"
)]
pub struct Experiment {
    #[command(subcommand)]
    action: Action,
}

impl Experiment {
    /// Runs the action.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = match &self.action {
            Action::New(new) if !new.dry_run => context.store()?,
            _ => context.existing()?,
        };
        let journal = store.all()?;
        let experiments = Experiments {
            today: context.today(),
            journal,
            context,
        };
        match &self.action {
            Action::New(new) => experiments.register(new, &mut store),
            Action::Today(today) => experiments.coin(today),
            Action::List(json) => experiments.list(json.json),
            Action::Result(one) => experiments.result(one),
            Action::Protocol(one) => experiments.protocol(one),
            Action::Pause(which) => experiments.change(&mut store, which, |trial, today| {
                let held = trial.stage(today) != Stage::Paused;
                trial.pause(today);
                held.then_some("Paused from tomorrow. Resume: firstline experiment resume")
            }),
            Action::Resume(which) => experiments.change(&mut store, which, |trial, today| {
                let held = trial.stage(today) == Stage::Paused;
                trial.go_on(today);
                held.then_some("Resumed with today's coin: firstline experiment today")
            }),
            Action::Stop(which) => experiments.change(&mut store, which, |trial, today| {
                trial.stop(today);
                Some("Ended. What you rated so far stays. To undo: firstline undo")
            }),
        }
    }
}

/// Shared by all actions.
struct Experiments<'a> {
    today: Day,
    journal: Journal,
    context: &'a Context<'a>,
}

impl Experiments<'_> {
    fn list(&self, json: bool) -> Result<()> {
        let trials = self.journal.experiments();
        if json {
            let experiments = trials.iter().map(|trial| self.view(trial, None)).collect();
            print_json(&AllJson { experiments })?;
        }
        if trials.is_empty() {
            return Err(Failure::Nothing(
                "No experiments yet. Start one: firstline experiment new".to_owned(),
            )
            .into());
        }
        if json {
            return Ok(());
        }
        let mut text = String::new();
        for trial in trials {
            let ExperimentJson {
                stage,
                passed,
                as_planned,
                ..
            } = self.view(trial, None);
            let what = trial.kind.key();
            let compared = compared(&trial.arm_a, &trial.arm_b, &self.journal);
            if hides_numbers(&self.journal) {
                let (id, compared) = (short_id(trial), safe(&compared));
                let _ = writeln!(text, "{id}  {stage:<8} from {}  {compared}", trial.start);
                continue;
            }
            let followed = if passed == 0 {
                String::new()
            } else {
                format!("  followed the coin on {as_planned} of {passed} {what}")
            };
            let _ = writeln!(
                text,
                "{}  {stage:<8} {} {what} from {}  {}, judged by {}{followed}",
                short_id(trial),
                trial.days,
                trial.start,
                safe(&compared),
                trial.outcome.key(),
            );
            if let Some(said) = earlier_rules(trial, &self.journal, self.today) {
                let _ = writeln!(text, "          {said}");
            }
        }
        print(&text)
    }

    fn result(&self, one: &One) -> Result<()> {
        let trial = self.find(one.id.as_deref())?;
        let mut card = experiment_card(&Diary::from_journal(&self.journal, self.today), trial);
        card.text = sentence(&card, None, self.today);
        if one.json.json {
            print_json(&card)?;
        }
        if card.estimate.is_none() {
            // There is a message, but no number yet.
            return Err(Failure::Nothing(if one.json.json {
                String::new()
            } else {
                card_words(&card, &self.journal, self.today)
            })
            .into());
        }
        if one.json.json {
            return Ok(());
        }
        if hides_numbers(&self.journal) {
            return print(&format!("{NUMBERS_HIDDEN}\n"));
        }
        let mut text = card_words(&card, &self.journal, self.today) + "\n";
        for line in how(&card, None) {
            let _ = writeln!(text, "  {line}");
        }
        print(&safe_lines(&text))
    }

    fn protocol(&self, one: &One) -> Result<()> {
        let trial = self.find(one.id.as_deref())?;
        if !one.json.json {
            return print(&protocol(trial, &self.journal));
        }
        print_json(&serde_json::json!({
            "id": trial.id.to_string(),
            "sha256": trial.protocol,
            "unchanged": Unchanged::of(trial).as_bool(),
            "canonical": canonical(trial),
            "text": protocol(trial, &self.journal),
        }))
    }

    fn change(
        &self,
        store: &mut Store,
        which: &Which,
        change: impl Fn(&mut Trial, Day) -> Option<&'static str>,
    ) -> Result<()> {
        let open = match &which.id {
            Some(id) => self.find(Some(id))?,
            None => self.only_open()?,
        };
        let mut trial = open.clone();
        let Some(told) = change(&mut trial, self.today) else {
            let stage = self.journal.stage(&trial, self.today).word();
            return Err(Failure::Nothing(format!(
                "Nothing to change: this experiment is {stage}."
            ))
            .into());
        };
        let edit = Change::edit(open.clone(), trial.clone());
        store.apply(&edit, self.context.now())?;
        if which.json {
            print_json(&self.view(&trial, Some(crate::cli::json_views::UNDO)))
        } else {
            print(&format!("{told}\n"))
        }
    }

    /// The open experiment, if there is exactly one.
    fn only_open(&self) -> Result<&Trial> {
        let running: Vec<&Trial> = self.journal.running_experiments(self.today).collect();
        if running.len() > 1 {
            let mut text = "Several experiments are running. Add the id of one:".to_owned();
            for trial in running {
                let compared = compared(&trial.arm_a, &trial.arm_b, &self.journal);
                let (id, compared) = (trial.id, safe(&compared));
                let _ = write!(text, "\n  {id}  from {}  {compared}", trial.start);
            }
            return Err(Failure::usage(text).into());
        }
        self.journal
            .open_experiment(self.today)
            .ok_or_else(|| Failure::Nothing("No experiment is running.".to_owned()).into())
    }

    fn find(&self, id: Option<&str>) -> Result<&Trial> {
        let trials = self.journal.experiments();
        let Some(wanted) = id else {
            let latest = trials.last();
            return latest.ok_or_else(|| {
                Failure::Nothing(
                    "No experiments yet. Start one: firstline experiment new".to_owned(),
                )
                .into()
            });
        };
        let wanted = wanted.trim().to_lowercase();
        let mut found = trials.iter().filter(|trial| {
            Id::parse(&wanted) == Some(trial.id)
                || !wanted.is_empty() && trial.id.to_string().starts_with(&wanted)
        });
        match (found.next(), found.next()) {
            (Some(trial), None) => Ok(trial),
            _ => Err(Failure::runtime(format!(
                "No single experiment has the id {}. All experiments: firstline experiment list",
                safe(&wanted)
            ))
            .into()),
        }
    }
}

/// The part of the id that differs between experiments created in different milliseconds.
fn short_id(trial: &Trial) -> String {
    trial.id.to_string().chars().take(13).collect()
}

fn safe_lines(text: &str) -> String {
    text.lines().map(|line| safe(line) + "\n").collect()
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schemas() -> [schemars::Schema; 3] {
    use crate::cli::schemas::of;
    [
        of::<AllJson>(),
        of::<coin::Coin>(),
        of::<crate::stats::Card>(),
    ]
}
