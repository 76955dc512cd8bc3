//! `firstline experiment`: a trial on oneself, from its registration to its answer.

use crate::cli::{Context, Failure, Json, note, print, print_json, safe};
use crate::coach::experiment::{
    Proposal, USUAL_DAYS, card_words, coin_words, compared, find_arm, place, power, registration,
};
use crate::domain::{Arm, Change, Day, Edit, Experiment as Trial, Id, Journal, Question, Stage};
use crate::stats::Diary;
use crate::stats::experiment::{Adherence, experiment_card};
use crate::stats::sentences::{how, sentence};
use crate::store::Store;
use clap::{Args, Subcommand};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `experiment`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline experiment new                        moving against rest, 40 days from tomorrow\n  firstline experiment new --a yoga --b \"walking brisk\" --days 56\n  firstline experiment today                      what the coin says today\n  firstline experiment result                     after its end"
)]
pub struct Experiment {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Register one: what is compared, which rating decides, how long; the coin is drawn at once
    New(New),
    /// What the coin says today, and no other day
    Today(Json),
    /// Those there are, with how far they got
    List(Json),
    /// The answer, once the planned days are over
    Result(One),
    /// The registration as text, to keep or to send to somebody before it begins
    Registration(One),
    /// Put the coin away from tomorrow on; the days until `resume` are left out
    Pause(Json),
    /// Take the coin up again, today
    Resume(Json),
    /// End it before its time; it is kept, marked as stopped early
    Stop(Json),
}

#[derive(Debug, Args)]
struct New {
    /// What A days are for: move, rest, sit, or the name of an activity or routine
    #[arg(long = "a", visible_alias = "arm-a", value_name = "WHAT", default_value = Trial::MOVE)]
    arm_a: String,
    /// What B days are for
    #[arg(long = "b", visible_alias = "arm-b", value_name = "WHAT", default_value = Trial::REST)]
    arm_b: String,
    /// The rating that decides: mood, energy, calm, sleep and others
    #[arg(long, value_name = "RATING", default_value = "mood")]
    outcome: String,
    /// How many days, in blocks of 4: 28, 40 or 56 are usual
    #[arg(long, value_name = "N", default_value_t = USUAL_DAYS)]
    days: u32,
    /// The first day
    #[arg(
        long,
        value_name = "DATE",
        default_value = "tomorrow",
        allow_hyphen_values = true
    )]
    start: String,
    /// The coin's seed, to enter a trial that was registered elsewhere
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Only tell what it would be and what it could tell
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct One {
    /// Which one, by its id or the beginning of it; the latest without
    id: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// An experiment as JSON. Neither its list of days nor its seed is in it: the coin is for the day alone.
#[derive(Debug, Serialize)]
struct View {
    id: String,
    stage: &'static str,
    arm_a: String,
    arm_b: String,
    outcome: &'static str,
    start: Day,
    days: u32,
    /// Days gone by that count.
    passed: usize,
    /// On how many of them was done what the coin said.
    as_planned: usize,
    undo: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Coin {
    day: Day,
    arm: Arm,
    what: String,
    place: Option<String>,
}

impl Experiment {
    /// Does what was asked for.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.store()?;
        let journal = store.all()?;
        let desk = Desk {
            today: Day::of(context.now().naive_local(), context.config.day_start()),
            journal,
            context,
        };
        match &self.action {
            Action::New(new) => desk.register(new, &mut store),
            Action::Today(json) => desk.coin(json.json),
            Action::List(json) => desk.list(json.json),
            Action::Result(one) => desk.result(one),
            Action::Registration(one) => {
                print(&registration(desk.find(one.id.as_deref())?, &desk.journal))
            }
            Action::Pause(json) => desk.change(&mut store, json.json, |trial, today| {
                let held = trial.stage(today) != Stage::Paused;
                trial.pause(today);
                held.then_some(
                    "Paused from tomorrow on. firstline experiment resume takes it up again.",
                )
            }),
            Action::Resume(json) => desk.change(&mut store, json.json, |trial, today| {
                let held = trial.stage(today) == Stage::Paused;
                trial.go_on(today);
                held.then_some("It goes on with today's coin: firstline experiment today")
            }),
            Action::Stop(json) => desk.change(&mut store, json.json, |trial, today| {
                trial.stopped = Some(today.max(trial.start));
                Some("Stopped. What was rated so far is kept; firstline undo takes the stop back.")
            }),
        }
    }
}

/// What every action needs.
struct Desk<'a> {
    today: Day,
    journal: Journal,
    context: &'a Context<'a>,
}

impl Desk<'_> {
    fn register(&self, new: &New, store: &mut Store) -> Result<()> {
        let proposal = self.proposal(new)?;
        if let Some(problem) = proposal.problem(&self.journal) {
            return Err(Failure::usage(problem).into());
        }
        let told = power(proposal.days);
        let now = self.context.now();
        let id = store.new_id(now);
        let experiment = proposal.register(id, new.seed.unwrap_or_else(|| id.number()), now);
        if !new.dry_run {
            store.apply(&Change::SaveExperiment(experiment.clone()), now)?;
        }
        if new.json {
            return print_json(&self.view(
                &experiment,
                (!new.dry_run).then_some(crate::cli::view::UNDO),
            ));
        }
        let mut text = format!(
            "{}, by {}, {} days from {}.\n{told}\n",
            compared(&experiment.arm_a, &experiment.arm_b, &self.journal),
            experiment.outcome.key(),
            experiment.days,
            experiment.start
        );
        text.push_str(if new.dry_run {
            "Nothing is registered yet: the same without --dry-run does.\n"
        } else {
            "Registered. Each day: firstline experiment today. Check in in the evening, on both kinds of day; skip \
             whatever does you no good. firstline undo takes it back.\n"
        });
        print(&safe_lines(&text))
    }

    fn proposal(&self, new: &New) -> Result<Proposal> {
        let arm = |text: &str| find_arm(text, &self.journal).map_err(Failure::usage);
        let outcome = Question::ALL
            .into_iter()
            .find(|question| question.key() == new.outcome.trim().to_lowercase());
        let outcome = outcome.ok_or_else(|| {
            let known: Vec<&str> = Question::ALL
                .iter()
                .map(|question| question.key())
                .collect();
            Failure::usage(format!(
                "no rating is called \"{}\"; there are {}",
                safe(&new.outcome),
                known.join(", ")
            ))
        })?;
        let start = match new.start.trim().to_lowercase().as_str() {
            "tomorrow" => self.today.plus(1),
            text => self
                .context
                .when(text)?
                .day(self.context.config.day_start()),
        };
        if start < self.today {
            if new.seed.is_none() {
                return Err(Failure::usage(format!(
                    "{start} is over: an experiment is registered before its first day. One that was drawn elsewhere \
                     is entered with its --seed"
                ))
                .into());
            }
            note(
                "Entered after its first day: the answer is sound only if this coin was followed from then on.",
            );
        }
        Ok(Proposal {
            arm_a: arm(&new.arm_a)?,
            arm_b: arm(&new.arm_b)?,
            outcome,
            days: new.days,
            start,
        })
    }

    fn coin(&self, json: bool) -> Result<()> {
        let Some(open) = self.journal.open_experiment(self.today) else {
            return Err(Failure::Nothing(
                "No experiment is under way; firstline experiment new begins one.".to_owned(),
            )
            .into());
        };
        let Some((arm, words)) =
            open.coin(self.today)
                .zip(coin_words(open, &self.journal, self.today))
        else {
            let why = if open.stage(self.today) == Stage::Paused {
                "It is paused; firstline experiment resume takes it up again.".to_owned()
            } else {
                format!("It begins on {}.", open.start)
            };
            return Err(Failure::Nothing(format!("No coin today. {why}")).into());
        };
        let place = place(open, self.today);
        if json {
            return print_json(&Coin {
                day: self.today,
                arm,
                what: open.arm(arm).to_owned(),
                place,
            });
        }
        let place = place.map(|place| format!(", {place}")).unwrap_or_default();
        print(&format!("Today{place}: {}.\n", safe(&words)))
    }

    fn list(&self, json: bool) -> Result<()> {
        let trials = self.journal.experiments();
        if json {
            let views: Vec<View> = trials.iter().map(|trial| self.view(trial, None)).collect();
            print_json(&serde_json::json!({ "experiments": views }))?;
        }
        if trials.is_empty() {
            return Err(Failure::Nothing(
                "No experiment yet; firstline experiment new begins one.".to_owned(),
            )
            .into());
        }
        if json {
            return Ok(());
        }
        let mut text = String::new();
        for trial in trials {
            let View {
                id,
                stage,
                passed,
                as_planned,
                ..
            } = self.view(trial, None);
            let compared = compared(&trial.arm_a, &trial.arm_b, &self.journal);
            let _ = writeln!(
                text,
                "{}  {stage:<8} {} days from {}  {}, by {}  as the coin said on {as_planned} of {passed} days",
                &id[..13],
                trial.days,
                trial.start,
                safe(&compared),
                trial.outcome.key(),
            );
        }
        print(&text)
    }

    fn result(&self, one: &One) -> Result<()> {
        let trial = self.find(one.id.as_deref())?;
        let mut card = experiment_card(&Diary::from_journal(&self.journal, self.today), trial);
        card.text = sentence(&card, None);
        if one.json {
            print_json(&card)?;
        }
        if card.estimate.is_none() {
            // There is a sentence, and no number yet.
            return Err(Failure::Nothing(if one.json {
                String::new()
            } else {
                card_words(&card, &self.journal)
            })
            .into());
        }
        if one.json {
            return Ok(());
        }
        let mut text = card_words(&card, &self.journal) + "\n";
        for line in how(&card, None) {
            let _ = writeln!(text, "  {line}");
        }
        print(&safe_lines(&text))
    }

    fn change(
        &self,
        store: &mut Store,
        json: bool,
        change: impl Fn(&mut Trial, Day) -> Option<&'static str>,
    ) -> Result<()> {
        let Some(open) = self.journal.open_experiment(self.today) else {
            return Err(Failure::Nothing("No experiment is under way.".to_owned()).into());
        };
        let mut trial = open.clone();
        let Some(told) = change(&mut trial, self.today) else {
            let stage = trial.stage(self.today).word();
            return Err(
                Failure::Nothing(format!("There is nothing to change: it is {stage}.")).into(),
            );
        };
        let edit = Edit {
            found: open.clone(),
            wanted: trial.clone(),
        };
        store.apply(&Change::EditExperiment(Box::new(edit)), self.context.now())?;
        if json {
            print_json(&self.view(&trial, Some(crate::cli::view::UNDO)))
        } else {
            print(&format!("{told}\n"))
        }
    }

    fn find(&self, id: Option<&str>) -> Result<&Trial> {
        let trials = self.journal.experiments();
        let Some(wanted) = id else {
            let latest = trials.last();
            return latest.ok_or_else(|| {
                Failure::Nothing(
                    "No experiment yet; firstline experiment new begins one.".to_owned(),
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
                "no single experiment has the id {}; firstline experiment list shows them",
                safe(&wanted)
            ))
            .into()),
        }
    }

    fn view(&self, trial: &Trial, undo: Option<&'static str>) -> View {
        let done = Adherence::new(&Diary::from_journal(&self.journal, self.today), trial);
        View {
            id: trial.id.to_string(),
            stage: trial.stage(self.today).word(),
            arm_a: trial.arm_a.clone(),
            arm_b: trial.arm_b.clone(),
            outcome: trial.outcome.key(),
            start: trial.start,
            days: trial.days,
            passed: done.days,
            as_planned: done.done,
            undo,
        }
    }
}

fn safe_lines(text: &str) -> String {
    text.lines().map(|line| safe(line) + "\n").collect()
}
