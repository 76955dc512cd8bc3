//! `firstline demo`: writes a database of sample data, to explore or to try things on.

use crate::cli::backup::{not_written, to_standard_output};
use crate::cli::export::refusal;
use crate::cli::{Context, Failure, print};
use crate::fs::{self, Refused};
use crate::store::Store;
use clap::Args;
use color_eyre::eyre::Result;
use std::path::PathBuf;

/// The arguments of `demo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline demo -o example.db\n  firstline --db example.db\n  firstline --demo        the same in memory; nothing is saved"
)]
pub struct Demo {
    /// How many days
    #[arg(long, value_name = "N", default_value_t = crate::demo::DAYS, value_parser = clap::value_parser!(u32).range(1..=40_000))]
    days: u32,
    /// A number for another history
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// The file to write, or - for standard output
    #[arg(short, long, value_name = "PATH", default_value = "firstline-demo.db")]
    output: PathBuf,
    /// Replace a file firstline didn't write; never a database
    #[arg(long)]
    force: bool,
}

impl Demo {
    /// Writes the sample data.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let now = context.now();
        let seed = self.seed.or(context.seed).unwrap_or(crate::demo::SEED);
        // Checked before generating the data.
        let to_file = self.output.as_os_str() != "-";
        if to_file {
            fs::judge(&self.output, fs::DATABASE, self.force).map_err(|refused| match refused {
                Refused::Database => {
                    let path = crate::cli::safe(&self.output.display().to_string());
                    Failure::runtime(format!(
                        "{path} already exists and wasn't touched. Choose another file with -o."
                    ))
                }
                refused => refusal(&self.output, &refused),
            })?;
        }
        let mut store = Store::open_in_memory(now)?;
        crate::demo::fill(&mut store, now, self.days, seed)?;
        if !to_file {
            return to_standard_output(&store);
        }
        if let Some(folder) = self.output.parent() {
            fs::make_folder(folder).map_err(|error| refusal(&self.output, &Refused::Io(error)))?;
        }
        store
            .copy_to(&self.output)
            .map_err(|error| not_written(&self.output, &error))?;
        let path = crate::cli::safe(&self.output.display().to_string());
        print(&format!(
            "Created {path} with {} days of sample data. Open it: firstline --db {path}\n",
            self.days
        ))
    }
}
