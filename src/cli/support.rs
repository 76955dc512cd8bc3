//! `firstline support`: who to call. It opens no database, so that it works when nothing else does.

use crate::cli::{Context, Failure, print};
use crate::content::support::{self, Country};
use clap::Args;
use color_eyre::eyre::Result;
use std::fmt::Write as _;

/// The arguments of `support`.
#[derive(Debug, Args)]
pub struct Support {
    /// The country, as two letters
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// Every country
    #[arg(long, conflicts_with = "country")]
    all: bool,
}

impl Support {
    /// Prints the lines.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if self.all {
            let all: Vec<String> = support::countries().iter().map(of_country).collect();
            return print(&all.join("\n"));
        }
        let named = match &self.country {
            Some(code) => Some(support::country(code).ok_or_else(|| {
                Failure::usage(format!(
                    "no lines are kept for \"{}\"; firstline support --all shows those that are",
                    crate::cli::safe(code)
                ))
            })?),
            None => context.environment.locale.as_deref().and_then(support::guess),
        };
        let texts = support::support();
        let mut text = named.map_or_else(|| format!("{}\n{}\n", texts.unknown_country, texts.mobile), of_country);
        text.push('\n');
        for directory in &texts.directories {
            let _ = writeln!(text, "{}  {} ({})", directory.address, directory.name, directory.about);
        }
        print(&text)
    }
}

fn of_country(country: &Country) -> String {
    let mut text = format!("{}\n  {}  if you are in danger now\n", country.name, country.emergency.join(" or "));
    for line in &country.lines {
        let _ = writeln!(text, "  {}  {}, {}", line.how(), line.name, line.hours);
    }
    let _ = writeln!(text, "  checked {}, {}", country.checked, country.state().words());
    text
}
