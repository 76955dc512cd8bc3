//! `firstline experiment`: an experiment on oneself, from its protocol to its result.

use crate::cli::args::rating;
use crate::cli::{Context, Failure, Json, note, print, print_json, safe};
use crate::coach::experiment::fingerprint::{Unchanged, canonical};
use crate::coach::experiment::{
    POWER_IN_WORDS, Proposal, TOGETHER, USUAL_DAYS, card_words, coin_words, coin_words_now,
    compared, find_arm, is_coin_shown, length_in_words, place, power, protocol, running_together,
    session_coin_words,
};
use crate::coach::{NUMBERS_HIDDEN, SKIP_COIN, hard_day, hides_numbers};
use crate::content::session_words::capital;
use crate::domain::{
    Arm, Change, Day, Experiment as Trial, Id, Journal, OutcomeAt, Question, Rating, Stage,
    TrialKind,
};
use crate::stats::Diary;
use crate::stats::experiment::{adherence, experiment_card};
use crate::stats::sentences::{how, sentence};
use crate::store::Store;
use clap::{Args, Subcommand};
use color_eyre::eyre::Result;
use serde::Serialize;
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

#[derive(Debug, Subcommand)]
enum Action {
    /// Start one: what to compare, which rating decides, how long
    New(New),
    /// Today's coin, once you've checked in
    Today(Today),
    /// Your experiments, with how far they are
    List(Json),
    /// The result, once the planned days are over
    Result(One),
    /// The protocol as text, to keep or to share before it starts
    #[command(alias = "registration")]
    Protocol(One),
    /// Pause from tomorrow; days until `resume` don't count
    Pause(Which),
    /// Resume with today's coin
    Resume(Which),
    /// End it early; what you rated stays
    Stop(Which),
}

#[derive(Debug, Args)]
struct Today {
    /// Show the coin before the day's first check-in
    #[arg(long)]
    now: bool,
    /// Your mood before the session, 1 to 9; then the coin of a before/after experiment picks
    #[arg(long, value_name = "N", value_parser = rating)]
    before: Option<Rating>,
    #[command(flatten)]
    json: Json,
}

/// Which rating of a day decides.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum At {
    /// The day's last check-in
    Evening,
    /// The first check-in of the next morning
    NextMorning,
}

#[derive(Debug, Args)]
struct New {
    /// What A days are for: move, rest, or an activity or routine
    #[arg(long = "a", visible_alias = "arm-a", value_name = "WHAT", default_value = Trial::MOVE)]
    arm_a: String,
    /// What B days are for
    #[arg(long = "b", visible_alias = "arm-b", value_name = "WHAT", default_value = Trial::REST)]
    arm_b: String,
    /// The rating that decides: mood, energy, calm, sleep and others
    #[arg(long, value_name = "RATING", default_value = "mood")]
    outcome: String,
    /// How many days, a multiple of 4; 28, 40 or 56 are common
    #[arg(long, value_name = "N", default_value_t = USUAL_DAYS, conflicts_with = "sessions")]
    days: u32,
    /// How many sessions instead: rate before, then the coin picks A or B; 12, 16, 20 or 24
    #[arg(long, value_name = "N")]
    sessions: Option<u32>,
    /// Which check-in decides; choose the morning if you expect it the morning after
    #[arg(long, value_name = "WHEN", value_enum, default_value = "evening")]
    at: At,
    /// The first day
    #[arg(
        long,
        value_name = "DATE",
        default_value = "tomorrow",
        allow_hyphen_values = true
    )]
    start: String,
    /// The coin's seed, to enter an experiment that was started elsewhere
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Run an earlier one again with a new coin: its id or unique prefix; the latest if left out
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "",
        conflicts_with_all = ["arm_a", "arm_b", "outcome", "days", "sessions", "at"])]
    again: Option<String>,
    /// Show what it would be and how precise; nothing is saved
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
struct One {
    /// Which one: an id or unique prefix; the latest if left out
    id: Option<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
struct Which {
    /// Which one: an id or unique prefix; needed if several are running
    id: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// An experiment as JSON. Neither its list of days nor its seed is in it: the coin is for the day alone.
#[derive(Debug, Serialize)]
struct ExperimentJson {
    id: String,
    stage: &'static str,
    arm_a: String,
    arm_b: String,
    outcome: &'static str,
    kind: &'static str,
    outcome_at: &'static str,
    start: Day,
    /// Planned days, or sessions.
    days: u32,
    /// Days gone by that count.
    passed: usize,
    /// On how many of them was done what the coin said.
    as_planned: usize,
    /// Days on which its result could be seen before its end.
    looked: Vec<Day>,
    /// SHA-256 of its protocol, as it was made.
    protocol: Option<String>,
    /// Whether it still is what was made; null where no fingerprint was kept.
    unchanged: Option<bool>,
    undo: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Coin {
    day: Day,
    arm: Arm,
    what: String,
    place: Option<String>,
    /// The coins of others that run at the same time, as can be after a sync.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Coin>,
}

impl Experiment {
    /// Does what was asked for.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = match &self.action {
            Action::New(new) if !new.dry_run => context.store()?,
            _ => context.existing()?,
        };
        let journal = store.all()?;
        let desk = Desk {
            today: context.today(),
            journal,
            context,
        };
        match &self.action {
            Action::New(new) => desk.register(new, &mut store),
            Action::Today(today) => desk.coin(today),
            Action::List(json) => desk.list(json.json),
            Action::Result(one) => desk.result(one),
            Action::Protocol(one) => desk.protocol(one),
            Action::Pause(which) => desk.change(&mut store, which, |trial, today| {
                let held = trial.stage(today) != Stage::Paused;
                trial.pause(today);
                held.then_some("Paused from tomorrow. Resume: firstline experiment resume")
            }),
            Action::Resume(which) => desk.change(&mut store, which, |trial, today| {
                let held = trial.stage(today) == Stage::Paused;
                trial.go_on(today);
                held.then_some("Resumed with today's coin: firstline experiment today")
            }),
            Action::Stop(which) => desk.change(&mut store, which, |trial, today| {
                trial.stop(today);
                Some("Ended. What you rated so far stays. To undo: firstline undo")
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
        if let Some(problem) = proposal.problem(&self.journal, self.today) {
            return Err(Failure::usage(problem).into());
        }
        let (kind, days, start) = (proposal.kind, proposal.days, proposal.start);
        let (length, told) = if hides_numbers(&self.journal) {
            let words = length_in_words(kind, days, start, self.today);
            (format!("from {start}, {words}"), POWER_IN_WORDS.to_owned())
        } else {
            (
                format!("{days} {} from {start}", kind.key()),
                power(kind, days),
            )
        };
        let now = self.context.now();
        let id = store.new_id(now);
        let experiment = proposal.register(id, new.seed.unwrap_or_else(|| id.number()), now);
        if !new.dry_run {
            store.apply(&Change::save(experiment.clone()), now)?;
        }
        if new.json.json {
            return print_json(&self.view(
                &experiment,
                (!new.dry_run).then_some(crate::cli::view::UNDO),
            ));
        }
        let mut text = format!(
            "{}, by {}, {length}.\n{told}\n",
            compared(&experiment.arm_a, &experiment.arm_b, &self.journal),
            experiment.outcome.key(),
        );
        text.push_str(match (new.dry_run, experiment.kind, experiment.outcome_at) {
            (true, ..) => "Nothing saved (--dry-run). Run it without --dry-run to start.\n",
            (_, TrialKind::Sessions, _) => {
                "Ready. Before a session, say how you feel: firstline experiment today --before 5 says which. Log it \
                 with a rating after. Skip anything that isn't good for you. To undo: firstline undo\n"
            }
            (_, _, OutcomeAt::NextMorning) => {
                "Ready. Each day after your first check-in: firstline experiment today. Check in every morning, on \
                 both kinds of day. Skip anything that isn't good for you. To undo: firstline undo\n"
            }
            _ => {
                "Ready. Each day after your first check-in: firstline experiment today. Check in every evening too, on \
                 both kinds of day. Skip anything that isn't good for you. To undo: firstline undo\n"
            }
        });
        print(&safe_lines(&text))
    }

    fn proposal(&self, new: &New) -> Result<Proposal> {
        if let Some(id) = &new.again {
            let earlier = self.find(Some(id.as_str()).filter(|id| !id.is_empty()))?;
            return Ok(Proposal {
                start: self.first_day(new)?,
                ..Proposal::again(earlier, self.today)
            });
        }
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
                "No rating called \"{}\". All ratings: {}.",
                safe(&new.outcome),
                known.join(", ")
            ))
        })?;
        Ok(Proposal {
            arm_a: arm(&new.arm_a)?,
            arm_b: arm(&new.arm_b)?,
            outcome,
            kind: if new.sessions.is_some() {
                TrialKind::Sessions
            } else {
                TrialKind::Days
            },
            outcome_at: match new.at {
                At::Evening => OutcomeAt::Evening,
                At::NextMorning => OutcomeAt::NextMorning,
            },
            days: new.sessions.unwrap_or(new.days),
            start: self.first_day(new)?,
        })
    }

    /// The first day that was asked for.
    fn first_day(&self, new: &New) -> Result<Day> {
        let start = self.context.day_ahead(&new.start)?;
        if start < self.today {
            if new.seed.is_none() {
                return Err(Failure::usage(format!(
                    "{start} is in the past. Experiments start today or later (or pass the --seed of an existing one)."
                ))
                .into());
            }
            note(
                "Entered after its first day: the result is only sound if you followed this coin \
                 from the start.",
            );
        }
        Ok(start)
    }

    fn coin(&self, asked: &Today) -> Result<()> {
        let nothing = |text: String| Err(Failure::Nothing(text).into());
        let Some(open) = self.journal.open_experiment(self.today) else {
            return nothing("No experiments yet. Start one: firstline experiment new".to_owned());
        };
        if let Some(before) = asked.before {
            return self.session_coin(before, asked.json.json);
        }
        let coins: Vec<(&Trial, Coin)> = self
            .journal
            .running_experiments(self.today)
            .filter(|trial| trial.kind == TrialKind::Days)
            .filter(|trial| asked.now || is_coin_shown(trial, &self.journal, self.today))
            .filter_map(|trial| {
                let arm = trial.coin(self.today)?;
                let coin = Coin {
                    day: self.today,
                    arm,
                    what: trial.arm(arm).to_owned(),
                    place: place(trial, &self.journal, self.today),
                    also: Vec::new(),
                };
                Some((trial, coin))
            })
            .collect();
        if coins.is_empty() {
            let place = place(open, &self.journal, self.today);
            return match (coin_words(open, &self.journal, self.today), place) {
                (Some(words), Some(place)) if open.kind == TrialKind::Sessions => nothing(format!(
                    "{}: {}. Say how you feel: firstline experiment today --before 5",
                    capital(&place),
                    safe(&words)
                )),
                (Some(words), Some(place)) => {
                    nothing(format!("{}: {}.", capital(&place), safe(&words)))
                }
                _ if open.stage(self.today) == Stage::Paused => {
                    nothing("Paused. Resume: firstline experiment resume".to_owned())
                }
                _ if self.today < open.start => {
                    nothing(format!("No coin today. It starts on {}.", open.start))
                }
                _ => nothing("No coin today.".to_owned()),
            };
        }
        if asked.json.json {
            let mut coins = coins.into_iter().map(|(_, coin)| coin).rev();
            let latest = coins.next();
            return print_json(&latest.map(|latest| Coin {
                also: coins.collect(),
                ..latest
            }));
        }
        let hidden = hides_numbers(&self.journal);
        let skip = hard_day(&self.journal, self.today).map_or("", |_| SKIP_COIN);
        let mut text = String::new();
        for (trial, coin) in &coins {
            let words = coin_words_now(trial, &self.journal, self.today).unwrap_or_default();
            let words = if hidden {
                words.split(',').next().unwrap_or_default()
            } else {
                &words
            };
            let place = coin.place.as_ref().filter(|_| !hidden);
            let place = place.map_or_else(String::new, |place| format!("{place}, "));
            let line = format!("{}. {skip}", capital(&format!("{place}{}", safe(words))));
            let _ = writeln!(text, "{}", line.trim_end());
        }
        if running_together(&self.journal, self.today) {
            let _ = writeln!(text, "{TOGETHER} To end one: firstline experiment stop");
        }
        print(&text)
    }

    /// What the coin of a before/after experiment says, now that the mood before is known.
    fn session_coin(&self, before: Rating, json: bool) -> Result<()> {
        let drawn = self.journal.open_experiment(self.today).and_then(|open| {
            let arm = self.journal.session_coin(open, self.today)?;
            Some((open, arm))
        });
        let Some((open, arm)) = drawn else {
            return Err(Failure::Nothing("No session's coin today.".to_owned()).into());
        };
        let what = open.arm(arm);
        if json {
            return print_json(&Coin {
                day: self.today,
                arm,
                what: what.to_owned(),
                place: place(open, &self.journal, self.today),
                also: Vec::new(),
            });
        }
        print(&format!(
            "{}\nAfter it: firstline log \"{}\" 10m --before {before} --after 6\n",
            safe(&session_coin_words(open, &self.journal, arm)),
            safe(what)
        ))
    }

    fn list(&self, json: bool) -> Result<()> {
        let trials = self.journal.experiments();
        if json {
            let views: Vec<ExperimentJson> =
                trials.iter().map(|trial| self.view(trial, None)).collect();
            print_json(&serde_json::json!({ "experiments": views }))?;
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
            let _ = writeln!(
                text,
                "{}  {stage:<8} {} {what} from {}  {}, by {}  followed the coin on {as_planned} \
                 of {passed} {what}",
                short_id(trial),
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
        card.text = sentence(&card, None, self.today);
        if one.json.json {
            print_json(&card)?;
        }
        if card.estimate.is_none() {
            // There is a sentence, and no number yet.
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
            print_json(&self.view(&trial, Some(crate::cli::view::UNDO)))
        } else {
            print(&format!("{told}\n"))
        }
    }

    /// The open experiment, where it is clear which one is meant.
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

    fn view(&self, trial: &Trial, undo: Option<&'static str>) -> ExperimentJson {
        let did = adherence(&Diary::from_journal(&self.journal, self.today), trial);
        ExperimentJson {
            id: trial.id.to_string(),
            stage: self.journal.stage(trial, self.today).word(),
            arm_a: trial.arm_a.clone(),
            arm_b: trial.arm_b.clone(),
            outcome: trial.outcome.key(),
            kind: trial.kind.key(),
            outcome_at: trial.outcome_at.key(),
            start: trial.start,
            days: trial.days,
            passed: did.a_days + did.b_days,
            as_planned: did.a + did.b,
            looked: trial.looked.clone(),
            protocol: trial.protocol.clone(),
            unchanged: Unchanged::of(trial).as_bool(),
            undo,
        }
    }
}

/// As much of the id as tells experiments of different milliseconds apart.
fn short_id(trial: &Trial) -> String {
    trial.id.to_string().chars().take(13).collect()
}

fn safe_lines(text: &str) -> String {
    text.lines().map(|line| safe(line) + "\n").collect()
}
