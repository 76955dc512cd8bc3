//! `firstline export`: another program's file.
use crate::cli::Context;
use clap::Args;
use color_eyre::eyre::Result;
/// The arguments of `export`.
#[derive(Debug, Args)]
pub struct Export {}
impl Export {
    /// Exports.
    pub fn run(&self, _context: &Context<'_>) -> Result<()> {
        Ok(())
    }
}
