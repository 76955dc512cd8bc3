//! `firstline undo`: takes the latest changes back.

use crate::cli::{Context, Failure, print};
use clap::Args;
use color_eyre::eyre::Result;

/// The arguments of `undo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline undo\n  firstline undo 3        the latest three changes"
)]
pub struct Undo {
    /// How many changes
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,
}

impl Undo {
    /// Takes them back, the latest first, and says what each was.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.store()?;
        for taken in 0..self.count {
            match store.undo(context.now())? {
                Some(step) => print(&format!(
                    "Undone: {}.\n",
                    crate::content::telling::told(&step)
                ))?,
                None if taken == 0 => {
                    return Err(Failure::Nothing("Nothing to undo.".to_owned()).into());
                }
                None => break,
            }
        }
        Ok(())
    }
}
