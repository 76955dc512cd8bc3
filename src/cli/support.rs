//! `firstline support`: who to call. For any country, named or not, it prints an emergency number, the known lines and
//! where to find more. The numbers need no file, and the user's own people are added only if the database can be read,
//! so this works when nothing else does.

mod view;

use crate::cli::{Context, Failure, Json, note, print, print_json, safe};
use crate::content::support::{
    Country, Entry, OWN, Own, Place, countries, country_entries, filled_in, lines, named, near,
    page, support,
};
use crate::domain::Change;
use clap::Args;
use color_eyre::eyre::Result;
use std::fmt::Write as _;
use view::{OwnView, SupportJson};

/// The setting with the country whose numbers were chosen.
pub(super) const COUNTRY: &str = "country";

/// How to choose another country, shown whether or not the first one is known.
const CHANGE: &str = "Another country: firstline support --country NAME (add --save to keep it)";

/// The arguments of `support`.
#[derive(Debug, Default, Args)]
#[command(
    after_help = "Examples:\n  firstline support\n  firstline support --country NZ\n  firstline support --country \"South Africa\" --save\n  firstline support --set person1=\"M. (sister), 555 0134\"\n  firstline support --set helps=\"a shower, the dog, music\"\n  firstline support --set person1=            removes it\n\nNames for --set: person1, person2, person3 (people to reach), signs, helps, place, safer (notes)."
)]
pub struct Support {
    /// The country: a name, or a code of two or three letters
    #[arg(value_name = "COUNTRY")]
    words: Vec<String>,
    /// The country: a name, or a code of two or three letters
    #[arg(long, value_name = "COUNTRY", num_args = 0..)]
    country: Option<Vec<String>>,
    /// Save the country, so every screen and command shows its numbers
    #[arg(long, conflicts_with = "all")]
    save: bool,
    /// Every country
    #[arg(long, conflicts_with_all = ["country", "words"])]
    all: bool,
    /// Save one of your people or safety notes; repeat for more
    #[arg(long, value_name = "NAME=TEXT", conflicts_with_all = ["country", "words", "all", "save"])]
    set: Vec<String>,
    #[command(flatten)]
    json: Json,
}

/// Whether an invalid command line still asks for help in a crisis: its command is one of this command's names, or
/// nearly so.
pub(super) fn is_asked_for(command: &str) -> bool {
    const NAMES: [&str; 5] = ["support", "crisis", "emergency", "hotline", "sos"];
    let command = command.to_lowercase();
    let is_near = |name: &str| strsim::levenshtein(&command, name) <= name.len() / 4;
    NAMES.iter().any(|name| is_near(name))
}

/// The user's own lines with their text.
pub(super) type Mine = Vec<(&'static Own, String)>;

impl Support {
    /// Prints the numbers, or saves what was given.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if !self.set.is_empty() {
            return self.keep(context);
        }
        // The database comes second: the numbers do not need it.
        let (saved, mine, trouble) = match own_lines(context) {
            Ok((saved, mine)) => (saved, mine, None),
            Err(error) => (None, Vec::new(), Some(error)),
        };
        let asked = self.asked();
        let place = match asked.as_deref() {
            Some(name) => named(name).map_or_else(Place::default, Place::chosen),
            None => here(context, saved.as_deref()),
        };
        if self.json.json {
            self.print_json(asked.as_deref(), &place, &mine)?;
        } else if self.all {
            print(&every_country())?;
        } else if let Some(name) = asked.as_deref().filter(|_| place.country().is_none()) {
            print(&unknown(name, &here(context, saved.as_deref()), &mine))?;
        } else {
            let entries = page(&place, &mine, CHANGE, false);
            print(&(lines(&entries).join("\n") + "\n"))?;
        }
        if let Some(error) = trouble {
            note(&format!(
                "Couldn't read your people and safety notes: {error:#}"
            ));
        }
        if self.save {
            return save(context, asked.as_deref(), &place);
        }
        Ok(())
    }

    /// The requested country, as one string.
    fn asked(&self) -> Option<String> {
        let words = self.country.iter().flatten().chain(&self.words);
        let words: Vec<&str> = words.map(String::as_str).collect();
        let name = words.join(" ").trim().to_owned();
        (!name.is_empty()).then_some(name)
    }

    fn print_json(&self, asked: Option<&str>, place: &Place, mine: &Mine) -> Result<()> {
        let shown: Vec<&'static Country> = if self.all {
            countries().iter().collect()
        } else {
            place.countries().collect()
        };
        let near = asked.filter(|_| shown.is_empty()).map(near);
        let own = mine.iter().map(|(own, text)| OwnView {
            name: own.name(),
            label: own.label,
            text: text.clone(),
        });
        print_json(&SupportJson::new(
            &shown,
            &near.unwrap_or_default(),
            own.collect(),
        ))
    }

    fn keep(&self, context: &Context<'_>) -> Result<()> {
        let names = || OWN.iter().map(Own::name).collect::<Vec<_>>().join(", ");
        let mut changes = Vec::new();
        for given in &self.set {
            let Some((name, text)) = given.split_once('=') else {
                return Err(Failure::usage(format!(
                    "--set \"{}\" has no =. Try: --set person1=\"M., 555 0134\"",
                    safe(given)
                ))
                .into());
            };
            let Some(own) = OWN
                .iter()
                .find(|own| own.name() == name.trim() || own.key == name.trim())
            else {
                return Err(Failure::usage(format!(
                    "--set has no name \"{}\". All names: {}.",
                    safe(name),
                    names()
                ))
                .into());
            };
            let value = text.trim().chars().take(200).collect();
            changes.push(Change::SaveSetting {
                key: own.key.to_owned(),
                value,
            });
        }
        context
            .store()?
            .apply(&Change::Several(changes), context.now())?;
        print(
            "Saved, only on this computer. It shows when you press ! and in firstline support. To \
             undo: firstline undo\n",
        )
    }
}

/// The user's place as far as commands can tell: the saved country, otherwise a guess from the time zone or the locale.
pub(super) fn here(context: &Context<'_>, saved: Option<&str>) -> Place {
    let environment = context.environment;
    Place::find(saved, &environment.zones, environment.locale.as_deref())
}

/// The saved country and the user's own lines, as far as the database can be read. A missing file is not created.
pub(super) fn own_lines(context: &Context<'_>) -> Result<(Option<String>, Mine)> {
    if context.options.demo || !context.paths.db.exists() {
        return Ok((None, Vec::new()));
    }
    let store = context.store()?;
    let mut kept = Vec::new();
    for own in &OWN {
        kept.push((own.key, store.setting(own.key)?.unwrap_or_default()));
    }
    let text = |key: &str| {
        let found = kept.iter().find(|(present, _)| *present == key)?;
        Some(found.1.as_str())
    };
    Ok((store.setting(COUNTRY)?, filled_in(text)))
}

/// Saves the country that is shown.
fn save(context: &Context<'_>, asked: Option<&str>, place: &Place) -> Result<()> {
    let Some(country) = place.country() else {
        note(&asked.map_or_else(
            || "No country was named, so none was saved.".to_owned(),
            |name| {
                format!(
                    "\"{}\" wasn't saved: it isn't a country firstline knows.",
                    safe(name)
                )
            },
        ));
        return Ok(());
    };
    let change = Change::SaveSetting {
        key: COUNTRY.to_owned(),
        value: country.code.clone(),
    };
    context.store()?.apply(&change, context.now())?;
    note(&format!(
        "{} is saved as your country. To undo: firstline undo",
        country.name
    ));
    Ok(())
}

/// The text for an unknown country: numbers that work in many places, where to look, similar names, and the numbers for
/// the user's place as far as it is known.
fn unknown(name: &str, here: &Place, mine: &Mine) -> String {
    let texts = support();
    let name: String = safe(name).chars().take(60).collect();
    let mut text = format!(
        "\"{name}\" isn't a country firstline knows. {}\n{}\n",
        texts.mobile, texts.unknown_country
    );
    let meant: Vec<&str> = near(&name)
        .iter()
        .map(|country| country.name.as_str())
        .collect();
    if !meant.is_empty() {
        let _ = writeln!(text, "Did you mean {}?", meant.join(", "));
    }
    let mut entries = page(here, mine, CHANGE, false);
    // The first line already says this.
    entries.retain(|entry| *entry != Entry::Words(texts.mobile.clone()));
    entries.dedup_by(|one, other| *one == Entry::Gap && *other == Entry::Gap);
    let _ = writeln!(text, "\n{}", lines(&entries).join("\n"));
    text
}

/// The numbers of every country, each under its name.
fn every_country() -> String {
    let mut text = String::new();
    for country in countries() {
        let _ = writeln!(
            text,
            "{} {}\n{}\n",
            country.code,
            country.name,
            lines(&country_entries(country)).join("\n")
        );
    }
    text
}

/// The schemas of its JSON output.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    crate::cli::schemas::of::<SupportJson>()
}
