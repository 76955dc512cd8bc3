//! Arguments shared by several commands, and their parsers.

use crate::cli::{Context, Failure, Written, print_json, safe};
pub(super) use crate::content::typed_values::{effort, hours, rating, tags};
use crate::content::words::{anchors, label};
use crate::domain::english::capital;
use crate::domain::routine::Place;
use crate::domain::{Day, OwnAnswers, OwnRatings, Question, Rating, Ratings};
use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use color_eyre::eyre::Result;
use serde::Serialize;
use serde_json::Value;

/// Whether to print JSON.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Json {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Whether to print JSON, and which fields of each entry of a list.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct JsonFields {
    /// Print JSON, with all fields or only these: --json id,day
    #[arg(long, value_name = "FIELDS", num_args = 0..=1, value_delimiter = ',')]
    json: Option<Vec<String>>,
}

impl JsonFields {
    /// Whether to print JSON.
    pub(super) const fn is_asked(&self) -> bool {
        self.json.is_some()
    }

    /// Prints `all`, or the chosen fields of its member `list`.
    ///
    /// # Errors
    /// If the entries have no such field; with the fields they have.
    pub(super) fn print(&self, all: &impl Serialize, list: &'static str) -> Result<()> {
        let chosen = self.json.as_deref().unwrap_or_default();
        let chosen: Vec<&str> = chosen.iter().map(|name| name.trim()).collect();
        if chosen.is_empty() {
            return print_json(all);
        }
        let mut all = serde_json::to_value(all)?;
        let entries = all.get_mut(list).and_then(Value::as_array_mut);
        for entry in entries
            .into_iter()
            .flatten()
            .filter_map(Value::as_object_mut)
        {
            if let Some(unknown) = chosen.iter().find(|name| !entry.contains_key(**name)) {
                let fields: Vec<&str> = entry.keys().map(String::as_str).collect();
                let (unknown, fields) = (safe(unknown), fields.join(", "));
                let text = format!("No field called \"{unknown}\". Fields: {fields}.");
                return Err(Failure::usage(text).into());
            }
            entry.retain(|name, _| chosen.contains(&name.as_str()));
        }
        print_json(&all)
    }
}

/// The value of an option that sets a field: `-` clears it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<T>(pub Option<T>);

impl<T> Given<T> {
    /// Parses `-`, or what `read` accepts.
    pub(super) fn read(
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Self, String> {
        match text {
            "-" => Ok(Self(None)),
            _ => read(text).map(|value| Self(Some(value))),
        }
    }
}

/// One option for each rating, `--mood N` and so on, generated from the list of questions.
#[derive(Clone, Debug, Default)]
pub(super) struct RatingArgs(Vec<(Question, Given<Rating>)>);

impl RatingArgs {
    /// The option name of the first rating given.
    pub(super) fn first(&self) -> Option<&'static str> {
        self.0.first().map(|(question, _)| question.key())
    }

    /// Sets every rating that was given; keeps the others.
    pub(super) fn apply(&self, ratings: &mut Ratings) {
        for (question, Given(answer)) in &self.0 {
            ratings.set(*question, *answer);
        }
    }
}

impl FromArgMatches for RatingArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |question: Question| {
            let given = matches.get_one::<Given<Rating>>(question.key())?;
            Some((question, *given))
        };
        Ok(Self(Question::ALL.into_iter().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for RatingArgs {
    fn augment_args(command: Command) -> Command {
        command.args(Question::ALL.map(|question| {
            let (low, _, high) = anchors(question);
            Arg::new(question.key())
                .long(question.key())
                .value_name("N")
                .value_parser(ValueParser::new(|text: &str| Given::read(text, rating)))
                .help(format!("{}: 1 {low} to 9 {high}", capital(label(question))))
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Answers to the person's own ratings.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct SetArgs {
    /// An answer to your own rating, like pain=4 (see firstline ratings); repeat for more
    #[arg(long, value_name = "RATING=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
}

impl SetArgs {
    /// Whether any was given.
    pub(super) const fn is_given(&self) -> bool {
        !self.set.is_empty()
    }

    /// Sets every answer that was given, or clears it with `-`; keeps the others.
    ///
    /// # Errors
    /// If there is no such rating, or the value isn't an answer to it.
    pub(super) fn apply(
        &self,
        own: OwnRatings<'_>,
        answers: &mut OwnAnswers,
    ) -> Result<(), Failure> {
        for text in &self.set {
            let Some((name, value)) = text.split_once('=') else {
                return Err(Failure::usage(format!(
                    "\"{}\" isn't a rating with its value. Try: --set pain=4",
                    crate::cli::safe(text)
                )));
            };
            let rating = own.find(name).map_err(Failure::usage)?;
            let answer = match value.trim() {
                "-" => None,
                value => Some(rating.read(value).ok_or_else(|| {
                    Failure::usage(format!(
                        "{} is \"{}\", expected {}.",
                        capital(&rating.name),
                        crate::cli::safe(value),
                        rating.measure.expected()
                    ))
                })?),
            };
            answers.set(rating.id, answer);
        }
        Ok(())
    }
}

/// When something was: a day, with or without a time.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct WhenArg {
    /// The day, with a time if you like: 2026-03-01, yesterday, -3d, "last monday 8pm", "2 hours ago"
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,
}

impl WhenArg {
    /// The given time, which must not be in the future; `None` if none was given.
    pub(super) fn past(&self, context: &Context<'_>) -> Result<Option<Written>> {
        let on = self.on.as_ref();
        on.map(|text| context.past(text)).transpose()
    }
}

/// A range of days.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct RangeArgs {
    /// The first day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// The last day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: Option<String>,
    /// The last N days, today included
    #[arg(short, long, value_name = "N", conflicts_with_all = ["from", "to"], value_parser = clap::value_parser!(u32).range(1..=40_000))]
    days: Option<u32>,
}

/// The ends of a [`RangeArgs`]; `None` if an end was not given.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Range {
    /// The first day, inclusive.
    pub first: Option<Day>,
    /// The last day, inclusive.
    pub last: Option<Day>,
}

impl Range {
    /// Whether at least one end was given.
    pub(super) const fn is_given(self) -> bool {
        self.first.is_some() || self.last.is_some()
    }

    /// Whether `day` is within the range.
    pub(super) fn contains(self, day: Day) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }
}

impl RangeArgs {
    /// Resolves the given range.
    ///
    /// # Errors
    /// If a day cannot be parsed, or the first day is after the last.
    pub(super) fn read(&self, context: &Context<'_>) -> Result<Range> {
        let today = context.today();
        if let Some(days) = self.days {
            return Ok(Range {
                first: Some(today.plus(1 - i64::from(days))),
                last: Some(today),
            });
        }
        let day = |text: &Option<String>| text.as_ref().map(|text| context.day(text)).transpose();
        let (first, last) = (day(&self.from)?, day(&self.to)?);
        if let (Some(first), Some(last)) = (first, last)
            && first > last
        {
            let text = format!("--from {first} is after --to {last}. Swap them.");
            return Err(Failure::usage(text).into());
        }
        Ok(Range { first, last })
    }
}

/// Parses a place: `indoors` or `outdoors`, also as people call them.
pub(super) fn place(text: &str) -> Result<Place, String> {
    match text.trim().to_lowercase().as_str() {
        "indoors" | "inside" | "home" | "office" | "gym" => Ok(Place::Indoors),
        "outdoors" | "outside" => Ok(Place::Outdoors),
        _ => Err("Places are indoors (or home, office, gym) and outdoors (or outside).".to_owned()),
    }
}

/// The tag in `@work` or `+work`, as other programs write them.
pub(super) fn marked_tag(word: &str) -> Option<&str> {
    let tag = word.strip_prefix(['@', '+'])?;
    tag.starts_with(char::is_alphabetic).then_some(tag)
}
