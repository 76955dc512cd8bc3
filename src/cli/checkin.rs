//! `firstline checkin`: a check-in in one line, or asked line by line.

use crate::cli::suggest::TALK;
use crate::cli::view::{CheckInView, UNDO};
use crate::cli::{Context, Failure, note, print, print_json};
use crate::coach::{hard_day, saved_low};
use crate::content::words::{anchors, ask};
use crate::domain::{Change, CheckIn, Day, Question, Rating, Ratings, Source};
use clap::Args;
use color_eyre::eyre::Result;
use std::io::{BufRead as _, IsTerminal as _, Write as _};

/// The arguments of `checkin`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline checkin 7 5 6 4\n  firstline checkin 7564 --tag outdoors --note \"met M.\"\n  firstline checkin --mood 6 --on yesterday"
)]
pub struct Checkin {
    /// Mood, energy, calm, sleep, each 1 to 9 (- leaves one out); as 7 5 6 4 or 7564
    #[arg(value_name = "RATING", num_args = 0..=4)]
    ratings: Vec<String>,
    /// Mood: 1 very low to 9 very good
    #[arg(long, value_parser = rating)]
    mood: Option<Rating>,
    /// Energy: 1 drained to 9 lively
    #[arg(long, value_parser = rating)]
    energy: Option<Rating>,
    /// Calm: 1 very tense to 9 at ease
    #[arg(long, value_parser = rating)]
    calm: Option<Rating>,
    /// Last night's sleep: 1 very bad to 9 very good
    #[arg(long, value_parser = rating)]
    sleep: Option<Rating>,
    /// Body: 1 aching to 9 loose
    #[arg(long, value_parser = rating)]
    body: Option<Rating>,
    /// Interest in things: 1 not at all to 9 very
    #[arg(long, value_parser = rating)]
    interest: Option<Rating>,
    /// Appetite: 1 far from my usual to 9 my usual
    #[arg(long, value_parser = rating)]
    appetite: Option<Rating>,
    /// Focus: 1 foggy to 9 sharp
    #[arg(long, value_parser = rating)]
    focus: Option<Rating>,
    /// Hours slept, 0 to 24
    #[arg(long, value_name = "H", value_parser = hours, allow_negative_numbers = true)]
    sleep_hours: Option<f64>,
    /// A tag; give it again for more
    #[arg(long = "tag", value_name = "T")]
    tags: Vec<String>,
    /// A note
    #[arg(long, value_name = "S", default_value = "", allow_hyphen_values = true)]
    note: String,
    /// The day, with a time if you like: 2026-03-01, yesterday, -3d, "monday 18:00"
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Print the stored check-in as JSON
    #[arg(long)]
    json: bool,
}

/// Reads a rating of an option.
pub fn rating(text: &str) -> Result<Rating, String> {
    text.parse::<u8>()
        .ok()
        .and_then(Rating::new)
        .ok_or_else(|| "a rating is a whole number from 1 to 9".to_owned())
}

/// Reads hours slept of an option.
pub fn hours(text: &str) -> Result<f64, String> {
    let value = text
        .parse::<f64>()
        .ok()
        .filter(|hours| (0.0..=24.0).contains(hours));
    value.ok_or_else(|| "hours slept are a number from 0 to 24".to_owned())
}

impl Checkin {
    /// Stores the check-in.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut ratings = self.positional()?;
        for (question, answer) in Question::ALL.into_iter().zip(self.options()) {
            if answer.is_some() {
                ratings.set(question, answer);
            }
        }
        let says_nothing = ratings.is_empty()
            && self.sleep_hours.is_none()
            && self.tags.is_empty()
            && self.note.is_empty();
        if says_nothing {
            if !std::io::stdin().is_terminal() {
                return Err(Failure::usage(
                    "no rating was given; write for example: firstline checkin 7 5 6 4",
                )
                .into());
            }
            ratings = asked(&context.config.questions())?;
            if ratings.is_empty() {
                return Err(Failure::Nothing(
                    "Nothing was answered, so nothing was stored.".to_owned(),
                )
                .into());
            }
        }
        let now = context.now();
        let start = context.config.day_start();
        let today = Day::of(now.naive_local(), start);
        let (at, day, timed) = match &self.on {
            None => (now, today, true),
            Some(text) => {
                let when = context.when(text)?;
                (
                    context.clock.moment(when.local()),
                    when.day(start),
                    when.is_timed(),
                )
            }
        };
        if day > today || timed && at > now {
            return Err(Failure::usage(format!(
                "{day} at that time has not come yet; a check-in is for now or for before"
            ))
            .into());
        }
        let mut store = context.store()?;
        let record = CheckIn {
            id: store.new_id(now),
            at,
            timed,
            day,
            ratings,
            sleep_hours: self.sleep_hours,
            tags: tidy(&self.tags),
            note: self.note.trim().to_owned(),
            source: Source::Typed,
            import: None,
            updated_at: now,
        };
        store.apply(&Change::SaveCheckIn(record.clone()), now)?;
        if self.json {
            return print_json(&CheckInView {
                undo: Some(UNDO),
                ..CheckInView::of(&record)
            });
        }
        let Some(low) = saved_low(record.ratings.mood).filter(|_| day == today) else {
            return print(&format!("Saved for {day}. firstline undo takes it back.\n"));
        };
        let is_hard = hard_day(&store.recent(today)?, today).is_some();
        let talk = if is_hard {
            format!("{TALK}\n")
        } else {
            String::new()
        };
        print(&format!("{low} To undo: firstline undo\n{talk}"))
    }

    /// The ratings given without a name: `7 5 6 4`, or `7564` in one word.
    fn positional(&self) -> Result<Ratings> {
        // Only four together are clear: 11 or 7.5 is a slip, not two ratings.
        let together = match self.ratings.as_slice() {
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
                    "\"{shown}\" is not a mood from 1 to 9, nor four ratings together: mood, energy, calm, sleep, like 7564"
                ))
                .into());
            }
            words => words.to_vec(),
        };
        let mut ratings = Ratings::default();
        for (question, word) in Question::CORE.into_iter().zip(&together) {
            if word != "-" {
                let value = rating(word).map_err(|problem| {
                    Failure::usage(format!(
                        "{} is \"{}\"; {problem}",
                        question.key(),
                        crate::cli::safe(word)
                    ))
                })?;
                ratings.set(question, Some(value));
            }
        }
        Ok(ratings)
    }

    const fn options(&self) -> [Option<Rating>; 8] {
        [
            self.mood,
            self.energy,
            self.calm,
            self.sleep,
            self.body,
            self.interest,
            self.appetite,
            self.focus,
        ]
    }
}

/// Tags without blanks around them and without repeats.
pub fn tidy(tags: &[String]) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for tag in tags
        .iter()
        .map(|tag| crate::cli::safe(tag.trim()).replace(['|', ';'], " "))
    {
        if !tag.is_empty() && !tidy.contains(&tag) {
            tidy.push(tag);
        }
    }
    tidy
}

/// Asks question by question, one line each.
fn asked(questions: &[Question]) -> Result<Ratings> {
    let mut ratings = Ratings::default();
    let mut lines = std::io::stdin().lock().lines();
    note("One digit from 1 to 9 each; enter alone leaves one out.");
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
                (_, Err(problem)) => note(&format!("{problem}.")),
            }
        }
    }
    Ok(ratings)
}
