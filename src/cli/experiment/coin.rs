//! `firstline experiment today`: the coin's result.

use super::Experiments;
use super::args::Today;
use crate::cli::{Failure, print, print_json, safe};
use crate::coach::experiment::{
    TOGETHER, coin_words, coin_words_now, is_coin_shown, place, running_together,
    session_coin_words,
};
use crate::coach::{SKIP_COIN, hard_day, hides_numbers};
use crate::domain::english::capital;
use crate::domain::{Arm, Day, Experiment as Trial, Rating, Stage, TrialKind};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Coin {
    day: Day,
    arm: Arm,
    what: String,
    place: Option<String>,
    /// The coins of other running experiments, possible after a sync.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Coin>,
}

impl Experiments<'_> {
    pub(super) fn coin(&self, asked: &Today) -> Result<()> {
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

    /// The coin of a before/after experiment, once the mood before is known.
    fn session_coin(&self, before: Rating, json: bool) -> Result<()> {
        let drawn = self.journal.open_experiment(self.today).and_then(|open| {
            let arm = self.journal.session_coin(open, self.today)?;
            Some((open, arm))
        });
        let Some((open, arm)) = drawn else {
            return Err(Failure::Nothing(
                "No before/after experiment needs a coin today.".to_owned(),
            )
            .into());
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
}
