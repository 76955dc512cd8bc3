//! `firstline demo`: writes an example database, to look around in or to try things on.

use crate::cli::{Context, Failure, print};
use crate::store::Store;
use clap::Args;
use color_eyre::eyre::Result;
use std::path::PathBuf;

/// The arguments of `demo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline demo -o example.db\n  firstline --db example.db\n  firstline --demo        the same in memory, gone afterwards"
)]
pub struct Demo {
    /// How many days
    #[arg(long, value_name = "N", default_value_t = crate::demo::DAYS, value_parser = clap::value_parser!(u32).range(1..=40_000))]
    days: u32,
    /// Another number, another history
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// The file to write; it must not exist yet
    #[arg(short, long, value_name = "PATH", default_value = "firstline-demo.db")]
    output: PathBuf,
}

impl Demo {
    /// Writes the example.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if self.output.exists() {
            let path = crate::cli::safe(&self.output.display().to_string());
            return Err(Failure::runtime(format!(
                "{path} exists already and was left as it is; name another file with -o"
            ))
            .into());
        }
        let now = context.now();
        let mut store = Store::open(&self.output, now)?;
        let seed = self.seed.or(context.seed).unwrap_or(crate::demo::SEED);
        crate::demo::fill(&mut store, now, self.days, seed)?;
        let path = crate::cli::safe(&self.output.display().to_string());
        print(&format!(
            "An example of {} days is in {path}. Look at it: firstline --db {path}\n",
            self.days
        ))
    }
}
