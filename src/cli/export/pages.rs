//! `firstline export markdown`: one page per day, in a folder of the user's notes.

use crate::cli::export::no_folder;
use crate::cli::{Context, Failure, NOTHING_YET, note, print, safe};
use crate::coach::hides_numbers;
use crate::domain::{Day, Journal, Units};
use crate::export::pages::{Style, lines, merged};
use crate::fs::{self, cause, text};
use chrono::NaiveDate;
use chrono::format::{Item, StrftimeItems};
use color_eyre::eyre::Result;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Component, Path, PathBuf};

/// How many days before today pages are checked even without records, so that deleted records disappear from them.
const BACK: i64 = 3660;
/// The largest page that is read, in bytes; a day's notes are far shorter.
const MOST: usize = 4 << 20;

/// The default page name, in strftime format.
pub(super) const NAME: &str = "%Y-%m-%d.md";

/// A page to write.
struct Page {
    path: PathBuf,
    text: String,
    is_new: bool,
}

/// Writes the pages of all days into `folder`; all are read before the first is written.
pub(super) fn write(
    journal: &Journal,
    folder: &Path,
    name: &str,
    context: &Context<'_>,
) -> Result<()> {
    let naming = Naming::new(name)?;
    let today = context.today();
    let checked_in = journal.check_ins().iter().map(|record| record.day);
    let moved = journal.sessions().iter().map(|session| session.day);
    let days: BTreeSet<Day> = checked_in.chain(moved).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Err(Failure::Nothing(NOTHING_YET.to_owned()).into());
    };
    let last = today.max(*last);
    let (hidden, units) = (hides_numbers(journal), context.units());
    let mut pages = Vec::new();
    let no_folder = |folder: &Path, error: &io::Error| {
        let how = "firstline export markdown --into FOLDER";
        no_folder(folder, error, "Markdown writes a page for each day", how)
    };
    if folder.is_file() {
        return Err(no_folder(folder, &io::ErrorKind::NotADirectory.into()).into());
    }
    for day in today.plus(-BACK).min(*first).through(last) {
        let path = folder.join(naming.of(day)?);
        pages.extend(page(journal, day, &path, naming.style, hidden, units)?);
    }
    for page in &pages {
        let parent = page.path.parent().unwrap_or(folder);
        fs::make_folder(parent).map_err(|error| no_folder(parent, &error))?;
    }
    let total = days.len();
    let new = pages.iter().filter(|page| page.is_new).count();
    let changed = pages.len() - new;
    for (written, page) in pages.iter().enumerate() {
        fs::rewrite(&page.path, page.text.as_bytes()).map_err(|error| {
            let shown = safe(&page.path.display().to_string());
            let cause = cause(&error);
            let rest = format!("{written} of {} pages were written.", pages.len());
            Failure::runtime(format!("Couldn't write {shown}: {cause}. {rest}"))
        })?;
    }
    let shown = safe(&folder.display().to_string());
    note("The pages aren't encrypted.");
    print(&format!(
        "{total} days in {shown}: {new} new pages, {changed} changed.\n"
    ))
}

/// The page of one day, if it changes.
fn page(
    journal: &Journal,
    day: Day,
    path: &Path,
    style: Style,
    hidden: bool,
    units: Units,
) -> Result<Option<Page>, Failure> {
    let lines = lines(
        journal.check_ins_on(day),
        journal.sessions_on(day),
        journal.own_ratings(),
        style,
        hidden,
        units,
    );
    if lines.is_empty() && !path.exists() {
        return Ok(None);
    }
    let shown = safe(&path.display().to_string());
    let (before, is_new) = match text::read(path, MOST) {
        Ok(text) => (text, false),
        Err(text::Unreadable::Missing) => (String::new(), true),
        Err(why) => {
            return Err(Failure::runtime(format!(
                "{shown} {why}. Nothing was written."
            )));
        }
    };
    let merged = merged(&before, &lines, style).map_err(|_| {
        Failure::runtime(format!(
            "{shown} has only one of the two marks around firstline's lines, or one twice. Remove \
             them there and try again. Nothing was written."
        ))
    })?;
    Ok(merged.filter(|text| *text != before).map(|text| Page {
        path: path.to_owned(),
        text,
        is_new,
    }))
}

/// The name pattern of pages.
struct Naming<'a> {
    name: &'a str,
    style: Style,
}

impl<'a> Naming<'a> {
    /// # Errors
    /// If the name leads out of the folder, or is the same for two days.
    fn new(name: &'a str) -> Result<Self, Failure> {
        let wrong = |why: &str| {
            let name = safe(name);
            let text = format!("--name {name}: {why}. Try --name %Y_%m_%d.md");
            Err(Failure::usage(text))
        };
        let style = match Path::new(name)
            .extension()
            .and_then(|ending| ending.to_str())
        {
            Some("md" | "markdown") => Style::Markdown,
            Some("org") => Style::Org,
            _ => return wrong("page names end in .md or .org"),
        };
        if StrftimeItems::new(name).any(|item| matches!(item, Item::Error)) {
            return wrong("it has a placeholder that isn't one");
        }
        let naming = Self { name, style };
        let inside = |component| matches!(component, Component::Normal(_));
        let first = Day::from_date(NaiveDate::default());
        // A different day, month and year.
        let sample = [0, 1, 31, 365].map(|days| first.plus(days));
        let mut names = Vec::new();
        for day in sample {
            names.push(naming.of(day)?);
        }
        if !names
            .iter()
            .all(|name| Path::new(name).components().all(inside))
        {
            return wrong("it has to stay in the folder");
        }
        names.sort();
        names.dedup();
        if names.len() < sample.len() {
            return wrong("two days would have one page");
        }
        Ok(naming)
    }

    fn of(&self, day: Day) -> Result<String, Failure> {
        let mut text = String::new();
        write!(text, "{}", day.date().format(self.name)).map_err(|_| {
            let name = safe(self.name);
            Failure::usage(format!("--name {name}: days have no time of day."))
        })?;
        Ok(text)
    }
}
