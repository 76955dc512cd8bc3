//! `firstline import`: another program's file.
use crate::cli::Context;
use clap::Args;
use color_eyre::eyre::Result;
/// The arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {}
impl Import {
    /// Imports.
    pub fn run(&self, _context: &Context<'_>) -> Result<()> {
        Ok(())
    }
}
