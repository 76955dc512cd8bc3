//! `firstline ratings`: the person's own ratings, counts, durations and yes-or-no questions.

use crate::cli::{Context, Failure, print, print_json, safe};
use crate::content::nearest::Unknown;
use crate::domain::english;
use crate::domain::{Ask, Change, Id, Journal, Measure, OwnRating, OwnRatings};
use crate::store::Store;
use clap::{Args, Subcommand, ValueEnum};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `ratings`.
#[derive(Debug, Args)]
#[command(
    after_help = "Answer them with: firstline checkin --set pain=4\n\nExamples:\n  firstline ratings\n  firstline ratings add pain --scale 0-10 --lower-is-better --words none,some,unbearable --ask evening\n  firstline ratings add coffee --count cups\n  firstline ratings add outside --duration\n  firstline ratings add tablets --yes-no --ask morning\n  firstline ratings change pain --ask always\n  firstline ratings move coffee 1\n  firstline ratings archive tablets"
)]
pub struct Ratings {
    #[command(subcommand)]
    what: Option<What>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a rating
    Add(Add),
    /// Change its words, its unit, or when it's asked
    Change(ChangeArgs),
    /// Give it another name; its answers stay
    Rename {
        /// The current name
        from: String,
        /// The new name
        to: String,
    },
    /// Move it to a place in the list
    Move {
        /// The name
        name: String,
        /// The new place, 1 for the first
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        place: u32,
    },
    /// No longer ask or show it; its answers stay
    Archive {
        /// The name
        name: String,
    },
    /// Ask and show an archived one again
    Restore {
        /// The name
        name: String,
    },
    /// Delete it; its answers stay in the check-ins, nameless
    Delete {
        /// The name
        name: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// The name
    name: String,
    /// A scale: 1-9 or 0-10
    #[arg(long, value_name = "FROM-TO", group = "measure")]
    scale: Option<String>,
    /// A count, with its unit in the plural
    #[arg(long, value_name = "UNIT", group = "measure")]
    count: Option<String>,
    /// A duration
    #[arg(long, group = "measure")]
    duration: bool,
    /// Yes or no
    #[arg(long, group = "measure")]
    yes_no: bool,
    #[command(flatten)]
    looks: Looks,
}

#[derive(Debug, Args)]
struct ChangeArgs {
    /// The name
    name: String,
    /// The unit of a count, in the plural
    #[arg(long)]
    unit: Option<String>,
    #[command(flatten)]
    looks: Looks,
}

/// What can be chosen when adding and changed later.
#[derive(Debug, Args)]
struct Looks {
    /// For a scale: a low number is good
    #[arg(long, conflicts_with = "higher_is_better")]
    lower_is_better: bool,
    /// For a scale: a high number is good (unless you say otherwise)
    #[arg(long)]
    higher_is_better: bool,
    /// For a scale: words for its lowest, middle and highest point
    #[arg(long, value_name = "LOW,MIDDLE,HIGH")]
    words: Option<String>,
    /// When the check-in form asks it; morning ends at 2 pm
    #[arg(long, value_enum, value_name = "WHEN")]
    ask: Option<AskArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AskArg {
    Always,
    Morning,
    Evening,
    Never,
}

impl From<AskArg> for Ask {
    fn from(ask: AskArg) -> Self {
        match ask {
            AskArg::Always => Self::Always,
            AskArg::Morning => Self::Morning,
            AskArg::Evening => Self::Evening,
            AskArg::Never => Self::Never,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RatingsJson<'a> {
    ratings: Vec<RatingView<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RatingView<'a> {
    id: Id,
    name: &'a str,
    measure: Measure,
    lower_is_better: bool,
    words: &'a [String],
    unit: &'a str,
    ask: Ask,
    archived: bool,
    /// The number of days with an answer.
    days: usize,
}

impl Looks {
    fn apply(&self, rating: &mut OwnRating) -> Result<(), Failure> {
        let of_scales = self.lower_is_better || self.higher_is_better || self.words.is_some();
        if of_scales && !rating.measure.is_scale() {
            let text = "Words and a better end are for scales: --scale 0-10 or --scale 1-9.";
            return Err(Failure::usage(text));
        }
        rating.lower_is_better =
            (rating.lower_is_better || self.lower_is_better) && !self.higher_is_better;
        if let Some(words) = &self.words {
            let words: Vec<String> = words
                .split(',')
                .map(|word| word.trim().to_owned())
                .collect();
            rating.words = words.try_into().map_err(|_| {
                Failure::usage("A scale needs three words, like --words none,some,unbearable")
            })?;
        }
        if let Some(ask) = self.ask {
            rating.ask = ask.into();
        }
        Ok(())
    }
}

impl Add {
    fn measure(&self) -> Result<Measure, Failure> {
        Ok(match (&self.scale, &self.count) {
            (Some(scale), _) => match scale.trim() {
                "1-9" => Measure::OneToNine,
                "0-10" => Measure::ZeroToTen,
                "9-1" | "10-0" => {
                    let text = "A scale goes up: 1-9 or 0-10. If a low number is good, add --lower-is-better.";
                    return Err(Failure::usage(text));
                }
                other => {
                    let other = safe(other);
                    return Err(Failure::usage(format!(
                        "A scale is 1-9 or 0-10, not \"{other}\"."
                    )));
                }
            },
            (None, Some(_)) => Measure::Count,
            _ if self.duration => Measure::Duration,
            _ if self.yes_no => Measure::YesNo,
            _ => {
                let text = "Say what the answers are: --scale 0-10, --scale 1-9, --count UNIT, --duration or --yes-no.";
                return Err(Failure::usage(text));
            }
        })
    }
}

impl Ratings {
    /// Lists the ratings, or changes one.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let Some(what) = &self.what else {
            return self.list(&context.existing()?.all()?);
        };
        let mut store = if matches!(what, What::Add(_)) {
            context.store()?
        } else {
            context.existing()?
        };
        let owned = store.own_ratings()?;
        let own = OwnRatings(&owned);
        let (change, done) = match what {
            What::Add(add) => added(add, own, &store, context)?,
            What::Change(args) => changed(args, own, context)?,
            What::Rename { from, to } => {
                let found = find(own, from)?;
                let wanted = OwnRating {
                    name: safe(to),
                    ..found.clone()
                };
                let done = format!(
                    "\"{}\" is now called \"{}\".",
                    safe(&found.name),
                    safe(to.trim())
                );
                (edit(own, found, wanted, context)?, done)
            }
            What::Move { name, place } => {
                let found = find(own, name)?;
                let change = own.moved(found, *place as usize - 1, context.now());
                (change, format!("Moved \"{}\".", safe(&found.name)))
            }
            What::Archive { name } => put_away(own, name, true, context)?,
            What::Restore { name } => put_away(own, name, false, context)?,
            What::Delete { name } => {
                let found = find(own, name)?;
                let change = crate::domain::RecordRef::Rating(found).deletion();
                let done = format!(
                    "Deleted the rating \"{}\". Its answers stay in your check-ins.",
                    safe(&found.name)
                );
                (change, done)
            }
        };
        store.apply(&change, context.now())?;
        if self.json {
            return self.list(&store.all()?);
        }
        print(&format!("{done} To undo: firstline undo\n"))
    }

    fn list(&self, journal: &Journal) -> Result<()> {
        let own = journal.own_ratings();
        if self.json {
            let ratings = own.0.iter().map(|rating| view(rating, journal)).collect();
            return print_json(&RatingsJson { ratings });
        }
        if own.0.is_empty() {
            return Err(Failure::Nothing(
                "You have no own ratings yet. Try: firstline ratings add pain --scale 0-10 --lower-is-better"
                    .to_owned(),
            )
            .into());
        }
        let mut text = String::new();
        for rating in own.0 {
            let what = match rating.measure {
                Measure::Count => format!("count of {}", rating.unit),
                measure if measure.is_scale() => {
                    let better = if rating.lower_is_better {
                        "lower"
                    } else {
                        "higher"
                    };
                    format!(
                        "{}, {better} is better ({})",
                        measure.key(),
                        rating.words.join(", ")
                    )
                }
                measure => measure.noun().to_owned(),
            };
            let when = if rating.archived {
                "archived"
            } else {
                rating.ask.key()
            };
            let days = english::count(days(rating.id, journal), "day");
            let line = format!("{:20}  {what}; {when}; {days}", rating.name);
            let _ = writeln!(text, "{}", safe(&line));
        }
        print(&text)
    }
}

fn view<'a>(rating: &'a OwnRating, journal: &Journal) -> RatingView<'a> {
    RatingView {
        id: rating.id,
        name: &rating.name,
        measure: rating.measure,
        lower_is_better: rating.lower_is_better,
        words: &rating.words,
        unit: &rating.unit,
        ask: rating.ask,
        archived: rating.archived,
        days: days(rating.id, journal),
    }
}

/// The number of days with an answer.
fn days(id: Id, journal: &Journal) -> usize {
    let answered = journal
        .check_ins()
        .iter()
        .filter(|record| record.own.get(id).is_some());
    let mut days: Vec<_> = answered.map(|record| record.day).collect();
    days.dedup();
    days.len()
}

fn find<'a>(own: OwnRatings<'a>, name: &str) -> Result<&'a OwnRating, Failure> {
    own.find(name).map_err(|why| {
        // A near miss is more helpful than the whole list.
        let names = own.0.iter().map(|rating| rating.name.as_str());
        let unknown =
            Unknown::new("rating", name, names, "All ratings: firstline ratings").to_string();
        Failure::usage(if why.starts_with("There's no") {
            unknown
        } else {
            why
        })
    })
}

fn edit(
    own: OwnRatings<'_>,
    found: &OwnRating,
    wanted: OwnRating,
    context: &Context<'_>,
) -> Result<Change, Failure> {
    own.changed(found, wanted, context.now())
        .map_err(Failure::usage)
}

fn added(
    add: &Add,
    own: OwnRatings<'_>,
    store: &Store,
    context: &Context<'_>,
) -> Result<(Change, String), Failure> {
    let now = context.now();
    let mut rating = OwnRating::new(&safe(&add.name), add.measure()?, now);
    let unit = add.count.as_deref().unwrap_or_default();
    unit.trim().clone_into(&mut rating.unit);
    add.looks.apply(&mut rating)?;
    let done = format!(
        "Added \"{}\". Answer it: firstline checkin --set \"{}=…\".",
        rating.full_name(),
        rating.name
    );
    let change = own
        .added(rating, store.new_id(now))
        .map_err(Failure::usage)?;
    Ok((change, done))
}

fn changed(
    args: &ChangeArgs,
    own: OwnRatings<'_>,
    context: &Context<'_>,
) -> Result<(Change, String), Failure> {
    let found = find(own, &args.name)?;
    let mut wanted = found.clone();
    args.looks.apply(&mut wanted)?;
    if let Some(unit) = &args.unit {
        if found.measure != Measure::Count {
            return Err(Failure::usage(format!(
                "Only a count has a unit, and \"{}\" isn't one.",
                safe(&found.name)
            )));
        }
        unit.trim().clone_into(&mut wanted.unit);
    }
    if wanted == *found {
        return Err(Failure::usage(
            "Nothing to change. Try: firstline ratings change pain --ask evening",
        ));
    }
    Ok((
        edit(own, found, wanted, context)?,
        format!("Changed \"{}\".", safe(&found.name)),
    ))
}

fn put_away(
    own: OwnRatings<'_>,
    name: &str,
    archived: bool,
    context: &Context<'_>,
) -> Result<(Change, String), Failure> {
    let found = find(own, name)?;
    let name = safe(&found.name);
    if found.archived == archived {
        let is = if archived {
            "already archived"
        } else {
            "not archived"
        };
        return Err(Failure::usage(format!("\"{name}\" is {is}.")));
    }
    let done = if archived {
        format!("Archived \"{name}\". Its answers stay.")
    } else {
        format!("\"{name}\" is asked and shown again.")
    };
    let wanted = OwnRating {
        archived,
        ..found.clone()
    };
    Ok((edit(own, found, wanted, context)?, done))
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<RatingsJson<'static>>()
}
