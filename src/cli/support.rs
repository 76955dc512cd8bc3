//! `firstline support`: who to call. The lines come first and need no file; one's own people are
//! added when the database can be read, so that this works when nothing else does.

use crate::cli::{Context, Failure, note, print, print_json, safe};
use crate::content::support::{self, Country, OWN, Own};
use crate::domain::Change;
use clap::Args;
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// The arguments of `support`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline support\n  firstline support --country NZ\n  firstline support --set person1=\"M. (sister), 555 0134\"\n  firstline support --set helps=\"a shower, the dog, music\"\n  firstline support --set person1=            takes it out again\n\nNames for --set: person1, person2, person3 (people to reach), signs, helps, place, safer (notes)."
)]
pub struct Support {
    /// The country, as two letters
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// Every country
    #[arg(long, conflicts_with = "country")]
    all: bool,
    /// Keep one of your own people or notes; give it again for more
    #[arg(long, value_name = "NAME=TEXT", conflicts_with_all = ["country", "all"])]
    set: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct View<'a> {
    /// The countries asked for; empty when none is known.
    countries: Vec<&'a Country>,
    directories: &'a [support::Directory],
    unknown_country: &'a str,
    mobile: &'a str,
    own: Vec<OwnView>,
}

#[derive(Debug, Serialize)]
struct OwnView {
    name: String,
    label: &'static str,
    text: String,
}

impl Support {
    /// Prints the lines, or keeps what was given.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if !self.set.is_empty() {
            return self.keep(context);
        }
        let chosen: Vec<&'static Country> = match &self.country {
            _ if self.all => support::countries().iter().collect(),
            Some(code) => vec![support::country(code).ok_or_else(|| {
                Failure::usage(format!(
                    "no lines are kept for \"{}\"; firstline support --all shows those that are",
                    safe(code)
                ))
            })?],
            None => Vec::new(),
        };
        // What the file holds comes second: the lines need none.
        let own = own(context);
        let guessed = || {
            context
                .environment
                .locale
                .as_deref()
                .and_then(support::guess)
        };
        let chosen = if chosen.is_empty() {
            let kept = own
                .as_ref()
                .ok()
                .and_then(|(country, _)| support::country(country.as_deref()?));
            kept.or_else(guessed).into_iter().collect()
        } else {
            chosen
        };
        let texts = support::support();
        let (mine, trouble) = match own {
            Ok((_, mine)) => (mine, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        if self.json {
            print_json(&View {
                countries: chosen,
                directories: &texts.directories,
                unknown_country: &texts.unknown_country,
                mobile: &texts.mobile,
                own: mine
                    .iter()
                    .map(|(own, text)| OwnView {
                        name: own.name(),
                        label: own.label,
                        text: text.clone(),
                    })
                    .collect(),
            })?;
        } else {
            let countries: Vec<String> = chosen.iter().map(|country| of_country(country)).collect();
            let mut text = countries.join("\n");
            if chosen.is_empty() {
                let _ = writeln!(text, "{}\n{}", texts.unknown_country, texts.mobile);
            }
            if !mine.is_empty() {
                text.push_str("\nYour own\n");
                for (own, words) in &mine {
                    let _ = writeln!(text, "  {:20}  {}", own.label, safe(words));
                }
            }
            if !self.all {
                text.push('\n');
                for directory in &texts.directories {
                    let _ = writeln!(
                        text,
                        "{}  {} ({})",
                        directory.address, directory.name, directory.about
                    );
                }
            }
            print(&text)?;
        }
        if let Some(error) = trouble {
            note(&format!(
                "Your own people and notes cannot be read just now: {error:#}"
            ));
        }
        Ok(())
    }

    fn keep(&self, context: &Context<'_>) -> Result<()> {
        let names = || OWN.iter().map(Own::name).collect::<Vec<_>>().join(", ");
        let mut changes = Vec::new();
        for given in &self.set {
            let Some((name, text)) = given.split_once('=') else {
                return Err(Failure::usage(format!(
                    "--set takes NAME=TEXT, such as person1=\"M., 555 0134\"; \"{}\" has no =",
                    safe(given)
                ))
                .into());
            };
            let Some(own) = OWN
                .iter()
                .find(|own| own.name() == name.trim() || own.key == name.trim())
            else {
                return Err(Failure::usage(format!(
                    "there is no line \"{}\"; there are {}",
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
            "Kept, in your file alone. It shows behind ! and in firstline support. firstline undo takes it back.\n",
        )
    }
}

/// One's own lines with what stands there.
type Mine = Vec<(&'static Own, String)>;

/// The chosen country and one's own lines, as far as the file can be read. A file that is not there
/// is not made.
fn own(context: &Context<'_>) -> Result<(Option<String>, Mine)> {
    if context.options.demo || !context.paths.db.exists() {
        return Ok((None, Vec::new()));
    }
    let store = context.store()?;
    let mut mine = Vec::new();
    for own in &OWN {
        if let Some(text) = store.setting(own.key)?.filter(|text| !text.is_empty()) {
            mine.push((own, text));
        }
    }
    Ok((store.setting("country")?, mine))
}

fn of_country(country: &Country) -> String {
    let mut text = format!(
        "{}\n  {}  if you are in danger now\n",
        country.name,
        country.emergency.join(" or ")
    );
    for line in &country.lines {
        let _ = writeln!(text, "  {}  {}, {}", line.how(), line.name, line.hours);
    }
    let _ = writeln!(
        text,
        "  checked {}, {}",
        country.checked,
        country.state().words()
    );
    text
}
