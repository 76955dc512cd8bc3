//! `firstline phq9`, `phq2` and `gad7`: a questionnaire from one command, or asked item by item.

use crate::cli::args::WhenArg;
use crate::cli::support::{COUNTRY, here, own_lines};
use crate::cli::{Context, Failure, Json, Output, note, print, print_json};
use crate::coach::hides_numbers;
use crate::content::questionnaires::{DAYS_APART, Questionnaire, advice, of};
use crate::content::support::{item_nine, lines};
use crate::domain::{Assessment, Change, Day, Instrument, NOON, ScoreChange};
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{BufRead as _, IsTerminal as _, Write as _};

/// The arguments of `phq9`, `phq2` and `gad7`.
#[derive(Debug, Args)]
pub struct Assess {
    /// The answers, each 0 to 3, separated by commas or spaces
    #[arg(long, value_name = "A,B,…", num_args = 1.., value_delimiter = ',')]
    answers: Option<Vec<String>>,
    /// Answer to the unscored question, 0 to 3
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=3))]
    difficulty: Option<u8>,
    #[command(flatten)]
    when: WhenArg,
    /// List the scores so far
    #[arg(long, conflicts_with_all = ["answers", "difficulty", "on", "offer"])]
    list: bool,
    /// Offer it on Today every two weeks: on or off
    #[arg(long, value_name = "ON|OFF", value_parser = ["on", "off"], hide_possible_values = true, conflicts_with_all = ["answers", "difficulty", "on"])]
    offer: Option<String>,
    #[command(flatten)]
    json: Json,
}

/// A score as JSON.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AssessJson {
    score: u8,
    band: &'static str,
    #[serde(rename = "item9")]
    item_nine: Option<u8>,
    /// Points compared with the previous score; null if it is the first.
    change: Option<i16>,
    /// Whether the change is reliable: at least 6 points for the PHQ-9, 4 for the GAD-7.
    reliable_change: bool,
    /// The advice for this score; null if there is none.
    advice: Option<String>,
    id: String,
    day: Day,
    undo: &'static str,
}

impl Assess {
    /// Whether `--list` was given.
    pub const fn lists(&self) -> bool {
        self.list
    }

    /// Stores the answers and prints the score, after support if the ninth item was above 0.
    pub fn run(&self, instrument: Instrument, context: &Context<'_>) -> Result<()> {
        let form = of(instrument);
        if let Some(offer) = &self.offer {
            let key = format!("offer:{}", instrument.key());
            let value = if offer == "on" { "on" } else { "" };
            context.store()?.apply(
                &Change::SaveSetting {
                    key,
                    value: value.to_owned(),
                },
                context.now(),
            )?;
            let said = if offer == "on" {
                "is offered on Today every two weeks"
            } else {
                "is no longer offered"
            };
            return print(&format!("The {} {said}.\n", form.name));
        }
        if self.list {
            return self.list(instrument, context);
        }
        if self.difficulty.is_some() && form.unscored.is_none() {
            return Err(Failure::usage(format!(
                "--difficulty is only for the PHQ-9; the {} doesn't ask it. Nothing was saved.",
                form.name
            ))
            .into());
        }
        let now = context.now();
        let today = context.today();
        let day = self.when.past(context)?.map_or(today, |when| when.day);
        let (answers, difficulty) = match &self.answers {
            Some(words) => (given(form, words)?, self.difficulty),
            None if std::io::stdin().is_terminal() => asked(form, context)?,
            None => {
                let example = vec!["1"; form.items.len()].join(",");
                return Err(Failure::usage(format!(
                    "No answers given. Try: firstline {} --answers {example}",
                    instrument.key()
                ))
                .into());
            }
        };
        let scored = form.score(&answers).map_err(Failure::usage)?;
        let mut store = context.store()?;
        let journal = store.recent(day)?;
        let before = journal
            .assessments_of(instrument)
            .rfind(|record| record.day <= day)
            .cloned();
        let at = if day == today {
            now
        } else {
            context.clock.moment(day.date().and_time(NOON))
        };
        let id = store.new_id(now);
        let record = Assessment {
            id,
            instrument,
            day,
            at,
            answers,
            difficulty,
            updated_at: now,
        };
        store.apply(&Change::save(record), now)?;
        let change = before
            .as_ref()
            .map(|before| instrument.change(before.score(), scored.total));
        let saved = store.setting(COUNTRY).ok().flatten();
        let talk = here(context, saved.as_deref()).talk();
        let advice = advice(instrument, scored.total, &talk, "firstline support");
        // When asked item by item, support was shown right after the ninth answer.
        if scored.support_first() && self.answers.is_some() {
            let text = first(context);
            if self.json.json {
                note(&text);
            } else {
                print(&format!("{text}\n"))?;
            }
        }
        if self.json.json {
            return print_json(&AssessJson {
                score: scored.total,
                band: scored.band.word(),
                item_nine: scored.item_nine,
                change: change.map(|change| change.points),
                reliable_change: change.is_some_and(ScoreChange::is_reliable),
                advice,
                id: id.to_string(),
                day,
                undo: crate::cli::json_views::UNDO,
            });
        }
        let hidden = hides_numbers(&journal);
        let told = if hidden {
            form.words(scored.total).unwrap_or_default().to_owned()
        } else {
            form.score_in_words(scored.total)
        };
        let mut text = format!("{}: {told}. It isn't a diagnosis.\n", form.name);
        // A change consists only of numbers.
        if let (Some(before), Some(change), false) = (&before, change, hidden) {
            let _ = writeln!(text, "{}.", change.in_words(&before.day.to_string()));
            if day.since(before.day) < i64::from(DAYS_APART) {
                note(&format!(
                    "The {} covers two weeks, so it works best every two weeks.",
                    form.name
                ));
            }
        }
        if let Some(advice) = advice {
            let _ = writeln!(text, "{}.", advice.trim_end_matches('.'));
        }
        text.push_str("Saved. To undo: firstline undo\n");
        print(&text)
    }

    /// Prints the past scores, oldest first.
    fn list(&self, instrument: Instrument, context: &Context<'_>) -> Result<()> {
        let journal = context.existing()?.all()?;
        let form = of(instrument);
        let mut before: Option<&Assessment> = None;
        let mut assessments = Vec::new();
        for record in journal.assessments_of(instrument) {
            let scored = form.score(&record.answers).map_err(Failure::runtime)?;
            let change = before.map(|before| instrument.change(before.score(), scored.total));
            assessments.push(Listed {
                id: record.id.to_string(),
                day: record.day,
                score: scored.total,
                band: scored.band.word(),
                change: change.map(|change| change.points),
                reliable_change: change.is_some_and(ScoreChange::is_reliable),
            });
            before = Some(record);
        }
        if assessments.is_empty() && !self.json.json {
            let key = instrument.key();
            let text = format!("No {} yet. Take it: firstline {key}", form.name);
            return Err(Failure::Nothing(text).into());
        }
        self.json.show(&Scores {
            assessments,
            form,
            hidden: hides_numbers(&journal),
        })
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Scores {
    assessments: Vec<Listed>,
    #[serde(skip)]
    form: &'static Questionnaire,
    #[serde(skip)]
    hidden: bool,
}

/// A past score as JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Listed {
    id: String,
    day: Day,
    score: u8,
    band: &'static str,
    /// Points compared with the one before it; null for the first.
    change: Option<i16>,
    reliable_change: bool,
}

impl Output for Scores {
    fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.assessments {
            let score = if self.hidden {
                self.form.words(row.score).unwrap_or_default().to_owned()
            } else {
                format!("{:>2}  {}", row.score, row.band)
            };
            let _ = writeln!(text, "{}  {score}", row.day);
        }
        text
    }
}

/// Parses the answers of `--answers`.
fn given(form: &Questionnaire, words: &[String]) -> Result<Vec<u8>> {
    let words: Vec<&str> = words
        .iter()
        .flat_map(|word| word.split([',', ' ']))
        .filter(|word| !word.is_empty())
        .collect();
    let mut answers = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        let answer = word
            .parse::<u8>()
            .ok()
            .filter(|answer| *answer <= 3)
            .ok_or_else(|| {
                Failure::usage(format!(
                    "Answer {} of the {} is \"{}\", expected 0 to 3.",
                    index + 1,
                    form.name,
                    crate::cli::safe(&word.chars().take(20).collect::<String>())
                ))
            })?;
        answers.push(answer);
    }
    Ok(answers)
}

/// Asks on the terminal, one item per line; `b` goes back, an empty line stops without saving.
fn asked(form: &Questionnaire, context: &Context<'_>) -> Result<(Vec<u8>, Option<u8>)> {
    let options = |options: &[String]| {
        let told: Vec<String> = options
            .iter()
            .enumerate()
            .map(|(value, option)| format!("{value} {option}"))
            .collect();
        told.join(" · ")
    };
    note(&format!("{}. {}", form.name, form.about));
    note(&form.credit);
    note(&form.instruction);
    note(&options(&form.options));
    note("b goes back, enter stops without saving.");
    let mut answers: Vec<u8> = Vec::new();
    while let Some(item) = form.items.get(answers.len()) {
        let place = answers.len() + 1;
        match ask(&format!("{place}/{} {item}", form.items.len()))?.as_str() {
            "" => return Err(Failure::Nothing("Stopped. Nothing was saved.".to_owned()).into()),
            "b" => drop(answers.pop()),
            word => match word.parse::<u8>() {
                Ok(answer) if answer <= 3 => {
                    answers.push(answer);
                    if form.asks_for_support(place as u8, answer) {
                        note(&first(context));
                        ask("Press Enter to continue")?;
                    }
                }
                _ => note("Answer 0, 1, 2 or 3."),
            },
        }
    }
    let mut difficulty = None;
    if let Some(unscored) = form
        .unscored
        .as_ref()
        .filter(|_| answers.iter().any(|answer| *answer > 0))
    {
        note(&options(&unscored.options));
        difficulty = ask(&unscored.question)?
            .parse()
            .ok()
            .filter(|answer| *answer <= 3);
    }
    Ok((answers, difficulty))
}

fn ask(question: &str) -> Result<String> {
    let mut err = std::io::stderr().lock();
    write!(err, "{question}: ")?;
    err.flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_lowercase())
}

/// The text shown before the score when the ninth item was above 0, with the numbers of the saved country and the
/// user's own people. It is shown even if the records cannot be read.
fn first(context: &Context<'_>) -> String {
    let (saved, mine) = own_lines(context).unwrap_or_default();
    let entries = item_nine(&here(context, saved.as_deref()), &mine, false);
    let mut text = lines(&entries).join("\n");
    text.push_str("\n\nMore people to talk to: firstline support\n");
    text
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schemas() -> [schemars::Schema; 2] {
    use crate::cli::schemas::of;
    [of::<AssessJson>(), of::<Scores>()]
}
