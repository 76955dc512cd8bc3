//! `firstline experiment new`: from arguments to a registered experiment.

use super::args::{At, New};
use super::{Experiments, safe_lines};
use crate::cli::{Failure, note, print, print_json, safe};
use crate::coach::experiment::{
    POWER_IN_WORDS, Proposal, compared, find_arm, length_in_words, power,
};
use crate::coach::hides_numbers;
use crate::domain::{Change, Day, OutcomeAt, Question, TrialKind};
use crate::store::Store;
use color_eyre::eyre::Result;

impl Experiments<'_> {
    pub(super) fn register(&self, new: &New, store: &mut Store) -> Result<()> {
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
                (!new.dry_run).then_some(crate::cli::json_views::UNDO),
            ));
        }
        let mut text = format!(
            "{}, judged by {}, {length}.\n{told}\n",
            compared(&experiment.arm_a, &experiment.arm_b, &self.journal),
            experiment.outcome.key(),
        );
        text.push_str(match (new.dry_run, experiment.kind, experiment.outcome_at) {
            (true, ..) => "Nothing saved (--dry-run). Run it without --dry-run to start.\n",
            (_, TrialKind::Sessions, _) => {
                "Ready. Before each session, rate your mood: firstline experiment today --before 5 shows the coin. Log \
                 the session with a rating after. Skip anything that isn't good for you. To undo: firstline undo\n"
            }
            (_, _, OutcomeAt::NextMorning) => {
                "Ready. Each day, after your first check-in, see the coin: firstline experiment today. Check in every morning, on \
                 both kinds of day. Skip anything that isn't good for you. To undo: firstline undo\n"
            }
            _ => {
                "Ready. Each day, after your first check-in, see the coin: firstline experiment today. Check in every evening too, on \
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

    /// The requested first day.
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
}
