//! `firstline config`: shows, changes, or opens the settings in an editor.

use crate::cli::args::Json;
use crate::cli::{Context, Failure, Output, note, print, print_bare_json, safe};
use crate::config::{Config as Settings, command_line, save};
use crate::domain::Edit;
use crate::keys::TABLE;
use crate::theme_files;
use clap::{Args, Subcommand};
use color_eyre::eyre::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::process::Command;

/// The arguments of `config`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline config list\n  firstline config get theme\n  firstline config set theme dark\n  firstline config set also_ask body,focus\n  firstline config keys\n  firstline config edit"
)]
pub struct Config {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Where the settings are
    Path,
    /// All settings, as in the file
    List(Json),
    /// One setting
    Get {
        /// The name, as in `config list`
        key: String,
        #[command(flatten)]
        json: Json,
    },
    /// Change one setting
    Set {
        /// The name, as in `config list`
        key: String,
        /// The value: dark, 04:00, on, off, or several separated by commas
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
    /// The names of all keys, to set your own under [keys]
    Keys,
    /// Open the file in your editor
    Edit,
}

/// The changeable keys: the name in the file, the keys, what they do.
fn keys() -> String {
    let mut text = String::new();
    for row in TABLE {
        let Some(name) = row.name() else { continue };
        let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "{name:<32} {:<16} {}", keys.join(" "), row.label);
    }
    text
}

#[derive(Serialize)]
#[serde(transparent)]
struct All(toml::Table);

impl Output for All {
    fn text(&self) -> String {
        let mut text = String::new();
        for (key, value) in &self.0 {
            let _ = writeln!(text, "{key} = {value}");
        }
        text
    }
}

impl Config {
    /// Runs the action; without one, lists the settings.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        let path = &context.paths.config;
        match &self.what {
            None => Json::default().show(&All(context.config.table())),
            Some(What::List(json)) => json.show(&All(context.config.table())),
            Some(What::Path) => print(&format!("{}\n", safe(&path.display().to_string()))),
            Some(What::Get { key, json }) => {
                let table = context.config.table();
                let value = table
                    .get(key)
                    .ok_or_else(|| Failure::usage(Settings::unknown(key).to_string()))?;
                match value {
                    value if json.json => print_bare_json(value),
                    toml::Value::String(text) => print(&format!("{}\n", safe(text))),
                    value => print(&format!("{value}\n")),
                }
            }
            Some(What::Set { key, value }) => {
                let wanted = context.config.with_value(key, value);
                let wanted =
                    wanted.map_err(|problem| Failure::usage(format!("Not saved: {problem}")))?;
                let themes = theme_files::folder(path);
                if let Some(problem) = theme_files::missing(&themes, &wanted.theme) {
                    return Err(Failure::usage(format!("Not saved: {problem}")).into());
                }
                let found = context.config.clone();
                let chosen = (found.theme != wanted.theme).then(|| wanted.theme.clone());
                save(path, &Edit { found, wanted })?;
                let name = safe(&path.display().to_string());
                print(&format!("Saved to {name}.\n"))?;
                let chosen = chosen.unwrap_or_default();
                for problem in theme_files::problems(&themes, &chosen) {
                    note(&problem);
                }
                Ok(())
            }
            Some(What::Keys) => print(&keys()),
            Some(What::Edit) => edit(context),
        }
    }
}

/// Opens the file in the editor, creates it with all defaults if it is missing, and prints its problems afterwards.
fn edit(context: &Context<'_>) -> Result<()> {
    let path = &context.paths.config;
    let no_editor = "No editor set. In your shell: export EDITOR=nano";
    let editor = context.environment.editor.as_deref().unwrap_or_default();
    let words = command_line::split(editor).unwrap_or_default();
    let Some((program, arguments)) = words.split_first() else {
        return Err(Failure::runtime(no_editor).into());
    };
    if !path.exists() {
        Settings::write_template(path)?;
    }
    let status = Command::new(program).args(arguments).arg(path).status();
    let ended = status.map_err(|_| {
        let program = safe(program);
        Failure::runtime(format!("Editor {program} not found. Check EDITOR."))
    })?;
    for problem in Settings::read(path).1 {
        note(&problem);
    }
    if ended.success() {
        Ok(())
    } else {
        Err(Failure::runtime("The editor ended with an error, so check the file.").into())
    }
}
