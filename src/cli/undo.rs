//! `firstline undo` and `redo`: undoes and redoes the latest changes.

use crate::cli::{Context, Failure, print};
use crate::content::undo_text::describe;
use clap::Args;
use color_eyre::eyre::Result;

/// The arguments of `undo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline undo\n  firstline undo 3        the last three changes"
)]
pub struct Undo {
    #[command(flatten)]
    steps: Steps,
}

/// The arguments of `redo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline redo\n  firstline redo 3        the last three undone changes"
)]
pub struct Redo {
    #[command(flatten)]
    steps: Steps,
}

#[derive(Debug, Args)]
struct Steps {
    /// How many changes
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,
}

impl Undo {
    /// Undoes the changes, latest first, and prints what each was.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.existing()?;
        for done in 0..self.steps.count {
            match store.undo(context.now())? {
                Some(step) => print(&format!("Undone: {}.\n", describe(&step)))?,
                None if done == 0 => return nothing("Nothing to undo."),
                None => break,
            }
        }
        Ok(())
    }
}

impl Redo {
    /// Redoes the changes, starting with the one undone last, and prints what each was.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let mut store = context.existing()?;
        for done in 0..self.steps.count {
            match store.redo(context.now())? {
                Some(step) => print(&format!("Redone: {}.\n", describe(&step)))?,
                None if done == 0 => return nothing("Nothing to redo."),
                None => break,
            }
        }
        Ok(())
    }
}

fn nothing(text: &str) -> Result<()> {
    Err(Failure::Nothing(text.to_owned()).into())
}
