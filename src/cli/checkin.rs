//! `firstline checkin`: a check-in from one command, or asked question by question.

use crate::cli::args::{Json, RatingArgs, SetArgs, WhenArg, hours, marked_tag, rating, tags};
use crate::cli::json_views::{CheckInView, UNDO};
use crate::cli::suggest::TALK;
use crate::cli::{Context, Failure, Written, note, print, print_json};
use crate::coach::{hard_day, saved_low};
use crate::content::words::{anchors, ask};
use crate::domain::english::capital;
use crate::domain::{
    Change, CheckIn, Moment, OwnAnswers, OwnRatings, Question, Ratings, Source, Units,
};
use clap::Args;
use color_eyre::eyre::Result;
use std::io::{BufRead as _, IsTerminal as _, Write as _};

/// The arguments of `checkin`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline checkin 7 5 6 4\n  firstline checkin 7564 @outdoors --note \"met M.\"\n  firstline checkin --mood 6 --on yesterday\n  firstline checkin 7 5 6 4 --set pain=4 --set coffee=2"
)]
pub struct Checkin {
    /// Mood, energy, calm, sleep, each 1 to 9 (- skips one), as 7 5 6 4 or 7564; tags as @work
    #[arg(value_name = "RATING")]
    words: Vec<String>,
    #[command(flatten)]
    rated: RatingArgs,
    #[command(flatten)]
    own: SetArgs,
    /// Hours slept, 0 to 24
    #[arg(long, value_name = "H", value_parser = hours, allow_negative_numbers = true)]
    sleep_hours: Option<f64>,
    /// A tag; repeat for more
    #[arg(short, long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// A note
    #[arg(
        short,
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    note: String,
    #[command(flatten)]
    when: WhenArg,
    #[command(flatten)]
    json: Json,
}

impl Checkin {
    /// Saves the check-in.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let record = self.save(context)?;
        context.run_hooks(|hooks, now| hooks.check_in(&record, now))
    }

    fn save(&self, context: &Context<'_>) -> Result<CheckIn> {
        let mut ratings = self.positional()?;
        self.rated.apply(&mut ratings);
        let marked = self.words.iter().filter_map(|word| marked_tag(word));
        let given: Vec<&str> = self.tags.iter().map(String::as_str).chain(marked).collect();
        let tags = tags(&given);
        let says_nothing = ratings.is_empty()
            && !self.own.is_given()
            && self.sleep_hours.is_none()
            && tags.is_empty()
            && self.note.is_empty();
        if says_nothing && !std::io::stdin().is_terminal() {
            let text = "No ratings given. Try: firstline checkin 7 5 6 4";
            return Err(Failure::usage(text).into());
        }
        let (now, today) = (context.now(), context.today());
        let Written { at, day, timed } = self.when.past(context)?.unwrap_or(Written {
            at: now,
            day: today,
            timed: true,
        });
        let mut store = context.store()?;
        let mut own = OwnAnswers::default();
        let owned = store.own_ratings()?;
        self.own.apply(OwnRatings(&owned), &mut own)?;
        if says_nothing {
            let moment = timed.then_some(at);
            ratings = asked(
                &context.config.questions(),
                OwnRatings(&owned),
                moment,
                &mut own,
            )?;
            if ratings.is_empty() && own.is_empty() {
                return Err(Failure::Nothing("Nothing to save.".to_owned()).into());
            }
        }
        let beside = if self.when.on.is_some() {
            store
                .recent(day)?
                .check_ins_on(day)
                .last()
                .map(|other| beside(other, context.units()))
        } else {
            None
        };
        let record = CheckIn {
            id: store.new_id(now),
            at,
            timed,
            day,
            ratings,
            sleep_hours: self.sleep_hours,
            own,
            tags,
            note: self.note.trim().to_owned(),
            source: Source::Typed,
            import: None,
            updated_at: now,
        };
        store.apply(&Change::save(record.clone()), now)?;
        if self.json.json {
            print_json(&CheckInView {
                undo: Some(UNDO),
                ..CheckInView::of(&record)
            })?;
            return Ok(record);
        }
        let Some(low) = saved_low(record.ratings.mood).filter(|_| day == today) else {
            let beside = beside.unwrap_or_default();
            print(&format!(
                "Saved for {day}{beside}. To undo: firstline undo\n"
            ))?;
            return Ok(record);
        };
        let is_hard = hard_day(&store.recent(today)?, today).is_some();
        let talk = if is_hard {
            format!("{TALK}\n")
        } else {
            String::new()
        };
        print(&format!("{low} To undo: firstline undo\n{talk}"))?;
        Ok(record)
    }

    /// The positional ratings: `7 5 6 4`, or `7564` as one word.
    fn positional(&self) -> Result<Ratings> {
        let words = self.words.iter().map(String::as_str);
        let words: Vec<&str> = words.filter(|word| marked_tag(word).is_none()).collect();
        // Only four digits in a word are unambiguous: 11 or 7.5 is a typo, not two ratings.
        let together: Vec<String> = match words.as_slice() {
            [word] if word.chars().count() == Question::CORE.len() => {
                word.chars().map(String::from).collect()
            }
            [word]
                if word.len() > 1
                    && word
                        .chars()
                        .all(|character| character.is_ascii_digit() || character == '-') =>
            {
                let shown = crate::cli::safe(&word.chars().take(20).collect::<String>());
                return Err(Failure::usage(format!(
                    "\"{shown}\" isn't a rating from 1 to 9. For four at once (mood, energy, \
                     calm, sleep), try 7564."
                ))
                .into());
            }
            words => words.iter().map(|word| (*word).to_owned()).collect(),
        };
        if together.len() > Question::CORE.len() {
            let text = "At most four ratings: mood, energy, calm, sleep. More by name, like --focus 5, \
                        and words with --note";
            return Err(Failure::usage(text).into());
        }
        let mut ratings = Ratings::default();
        for (question, word) in Question::CORE.into_iter().zip(&together) {
            if word != "-" {
                let value = rating(word).map_err(|mut problem| {
                    if word.starts_with(char::is_alphabetic) {
                        "Ratings go from 1 to 9, and words after --note.".clone_into(&mut problem);
                    }
                    Failure::usage(format!(
                        "{} is \"{}\". {problem}",
                        capital(question.key()),
                        crate::cli::safe(word)
                    ))
                })?;
                ratings.set(question, Some(value));
            }
        }
        Ok(ratings)
    }
}

/// The note that the day also has `other`, and how to edit that one.
fn beside(other: &CheckIn, units: Units) -> String {
    let time = if other.timed {
        format!(" of {}", units.time(other.at))
    } else {
        String::new()
    };
    let id: String = other.id.to_string().chars().take(13).collect();
    format!(", in addition to that day's check-in{time} (to edit that one: firstline edit {id})")
}

/// Asks the questions, one per line.
fn asked(
    questions: &[Question],
    own: OwnRatings<'_>,
    at: Option<Moment>,
    answers: &mut OwnAnswers,
) -> Result<Ratings> {
    let mut ratings = Ratings::default();
    let mut lines = std::io::stdin().lock().lines();
    note("One number from 1 to 9 each; enter skips.");
    for question in questions {
        let (low, _, high) = anchors(*question);
        loop {
            let mut err = std::io::stderr();
            let _ = write!(err, "{} (1 {low}, 9 {high}) ", ask(*question));
            let _ = err.flush();
            let Some(line) = lines.next().transpose()? else {
                return Ok(ratings);
            };
            match (line.trim(), rating(line.trim())) {
                ("", _) => break,
                (_, Ok(value)) => {
                    ratings.set(*question, Some(value));
                    break;
                }
                (_, Err(problem)) => note(&problem),
            }
        }
    }
    for rating in own.asked(at, &OwnAnswers::default(), questions.len()) {
        loop {
            let mut err = std::io::stderr();
            let name = crate::cli::safe(&capital(&own.label(rating)));
            let _ = write!(err, "{name}? ({}) ", crate::cli::safe(&rating.hint()));
            let _ = err.flush();
            let Some(line) = lines.next().transpose()? else {
                return Ok(ratings);
            };
            match (line.trim(), rating.read(&line)) {
                ("", _) => break,
                (_, Some(value)) => {
                    answers.set(rating.id, Some(value));
                    break;
                }
                (_, None) => note(&format!("{name} is {}.", rating.measure.expected())),
            }
        }
    }
    Ok(ratings)
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<CheckInView<'static>>()
}
