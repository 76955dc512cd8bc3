//! `firstline tags`: lists, renames and merges tags. Counts them, never judges them.

use crate::cli::{Context, Failure, Json, print, print_json, safe};
use crate::coach::hides_numbers;
use crate::content::nearest::Unknown;
use crate::domain::english;
use crate::domain::{Change, Day, Journal, Sorting as _, tag};
use crate::store::backups::name::Reason;
use clap::{Args, Subcommand};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The arguments of `tags`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline tags\n  firstline tags rename \"w people\" \"with people\"\n  firstline tags merge pills meds --into medication"
)]
pub struct Tags {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Give a tag another name, everywhere
    Rename {
        /// The current name
        from: String,
        /// The new name; if it's in use, the two are merged
        to: String,
    },
    /// Merge several tags into one
    Merge {
        /// The current names
        #[arg(required = true)]
        from: Vec<String>,
        /// The new name
        #[arg(long)]
        into: String,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TagsJson<'a> {
    /// The same list under the name that other programs know.
    factors: Vec<TagView<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TagView<'a> {
    name: &'a str,
    /// The number of days with the tag.
    days: usize,
    first_day: Day,
    last_day: Day,
}

impl Tags {
    /// Lists the tags, or renames them as one undo step.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.existing()?;
        let journal = store.all()?;
        let (from, to) = match &self.what {
            None => return self.list(&journal),
            Some(What::Rename { from, to }) => (std::slice::from_ref(from), to),
            Some(What::Merge { from, into }) => (from.as_slice(), into),
        };
        let to = tag::clean(to);
        if to.is_empty() {
            return Err(Failure::usage("The new name is empty. A tag needs a name.").into());
        }
        for name in from {
            if !tags(&journal)
                .into_keys()
                .any(|known| tag::is_same(known, name))
            {
                return Err(Failure::usage(unknown_tag(name, &journal)).into());
            }
        }
        let changed = tag::renamed(journal.check_ins(), from, &to);
        let count = changed.len();
        let now = context.now();
        if !changed.is_empty() {
            context.back_up(&store, Reason::Edit);
        }
        store.apply(&Change::Several(changed), now)?;
        if self.json.json {
            return self.list(&store.all()?);
        }
        let have = if count == 1 { "has" } else { "have" };
        print(&format!(
            "{} now {have} the tag \"{}\". To undo: firstline undo\n",
            english::count(count, "check-in"),
            safe(&to)
        ))
    }

    fn list(&self, journal: &Journal) -> Result<()> {
        let found = tags(journal);
        if found.is_empty() && !self.json.json {
            return Err(Failure::Nothing(
                "No tags yet. Try: firstline checkin 7 5 6 4 --tag outdoors".to_owned(),
            )
            .into());
        }
        let mut rows: Vec<TagView<'_>> = found
            .into_iter()
            .map(|(name, days)| TagView {
                name,
                days: days.len(),
                first_day: days[0],
                last_day: days[days.len() - 1],
            })
            .collect();
        rows.order_by(|a, b| b.days.cmp(&a.days).then_with(|| a.name.cmp(b.name)));
        if self.json.json {
            return print_json(&TagsJson { factors: rows });
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

/// Each tag with its days, sorted and without duplicates.
pub(super) fn tags(journal: &Journal) -> BTreeMap<&str, Vec<Day>> {
    let mut tags: BTreeMap<&str, Vec<Day>> = BTreeMap::new();
    for record in journal.check_ins() {
        for tag in &record.tags {
            let days = tags.entry(tag).or_default();
            if days.last() != Some(&record.day) {
                days.push(record.day);
            }
        }
    }
    tags
}

/// The message for a tag that no check-in has.
pub(super) fn unknown_tag(name: &str, journal: &Journal) -> String {
    let see = "All tags: firstline tags";
    Unknown::new("tag", name, tags(journal).into_keys(), see).to_string()
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<TagsJson<'static>>()
}
