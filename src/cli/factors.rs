//! `firstline factors`: the tags in use, renamed and brought together. Counted, never judged.

use crate::cli::{Context, Failure, Json, print, print_json, safe};
use crate::coach::hides_numbers;
use crate::domain::{Change, CheckIn, Day, Edit, Journal};
use crate::store::backups::name::Reason;
use clap::{Args, Subcommand};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The arguments of `factors`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline factors\n  firstline factors rename \"w people\" \"with people\"\n  firstline factors merge pills meds --into medication"
)]
pub struct Factors {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Give a factor another name, everywhere
    Rename {
        /// The present name
        from: String,
        /// The new name; one that is in use takes the other in
        to: String,
    },
    /// Bring several factors together under one name
    Merge {
        /// The present names
        #[arg(required = true)]
        from: Vec<String>,
        /// The name they get
        #[arg(long)]
        into: String,
    },
}

#[derive(Debug, Serialize)]
struct View<'a> {
    factors: Vec<FactorView<'a>>,
}

#[derive(Debug, Serialize)]
struct FactorView<'a> {
    name: &'a str,
    /// Days with it.
    days: usize,
    first_day: Day,
    last_day: Day,
}

impl Factors {
    /// Lists them, or changes their names as one step of undo.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.store()?;
        let journal = store.all()?;
        let (from, to) = match &self.what {
            None => return self.list(&journal),
            Some(What::Rename { from, to }) => (std::slice::from_ref(from), to),
            Some(What::Merge { from, into }) => (from.as_slice(), into),
        };
        // The signs that part tags in files cannot be in one.
        let to = to.trim().replace(['|', ';', '\n', '\t'], " ");
        if to.is_empty() {
            return Err(Failure::usage("a factor needs a name; the new one is empty").into());
        }
        for name in from {
            if !factors(&journal).contains_key(name.as_str()) {
                return Err(Failure::usage(format!(
                    "no check-in has the factor \"{}\"; firstline factors lists them",
                    safe(name)
                ))
                .into());
            }
        }
        let changed = renamed(&journal, from, &to);
        let count = changed.len();
        let now = context.now();
        if !changed.is_empty() {
            context.back_up(&store, Reason::Edit);
        }
        store.apply(&Change::Several(changed), now)?;
        if self.json.json {
            return self.list(&store.all()?);
        }
        let check_ins = if count == 1 { "check-in" } else { "check-ins" };
        print(&format!(
            "{count} {check_ins} now say \"{}\". firstline undo takes it back.\n",
            safe(&to)
        ))
    }

    fn list(&self, journal: &Journal) -> Result<()> {
        let found = factors(journal);
        if found.is_empty() && !self.json.json {
            return Err(Failure::Nothing(
                "No factor is noted yet: firstline checkin 7 5 6 4 --tag outdoors".to_owned(),
            )
            .into());
        }
        let mut rows: Vec<FactorView<'_>> = found
            .into_iter()
            .map(|(name, days)| FactorView {
                name,
                days: days.len(),
                first_day: days[0],
                last_day: days[days.len() - 1],
            })
            .collect();
        rows.sort_by(|a, b| b.days.cmp(&a.days).then_with(|| a.name.cmp(b.name)));
        if self.json.json {
            return print_json(&View { factors: rows });
        }
        let mut text = String::new();
        for row in rows {
            if hides_numbers(journal) {
                let _ = writeln!(text, "{}", safe(row.name));
                continue;
            }
            let days = if row.days == 1 { "day" } else { "days" };
            let _ = writeln!(
                text,
                "{:24}  {:>4} {days}, {} to {}",
                safe(row.name),
                row.days,
                row.first_day,
                row.last_day
            );
        }
        print(&text)
    }
}

/// Each factor with its days, sorted, each once.
fn factors(journal: &Journal) -> BTreeMap<&str, Vec<Day>> {
    let mut factors: BTreeMap<&str, Vec<Day>> = BTreeMap::new();
    for record in journal.check_ins() {
        for tag in &record.tags {
            let days = factors.entry(tag).or_default();
            if days.last() != Some(&record.day) {
                days.push(record.day);
            }
        }
    }
    factors
}

/// The changes that make `to` of `from`; a check-in keeps each name once.
fn renamed(journal: &Journal, from: &[String], to: &str) -> Vec<Change> {
    let has = |record: &&CheckIn| {
        record
            .tags
            .iter()
            .any(|tag| tag != to && from.contains(tag))
    };
    let rename = |record: &CheckIn| {
        let mut tags: Vec<String> = Vec::with_capacity(record.tags.len());
        for tag in &record.tags {
            let tag = if from.contains(tag) { to } else { tag.as_str() };
            if !tags.iter().any(|present| present == tag) {
                tags.push(tag.to_owned());
            }
        }
        let wanted = CheckIn {
            tags,
            ..record.clone()
        };
        Change::EditCheckIn(Box::new(Edit {
            found: record.clone(),
            wanted,
        }))
    };
    journal.check_ins().iter().filter(has).map(rename).collect()
}
