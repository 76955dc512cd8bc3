//! The chosen theme, by its name in the config file.

use crate::content::nearest::Unknown;
use crate::content::themes;
use crate::domain::sanitize;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The longest name of a theme, in characters.
const MOST_LETTERS: usize = 40;

/// Which colors to use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum ThemeChoice {
    /// Chosen from what the terminal reports.
    #[default]
    Auto,
    /// The terminal's own sixteen colors and background.
    Terminal,
    /// No color, only bold, dim, underline and reverse.
    Mono,
    /// The colors of a built-in theme, or of a file in the folder `themes` beside the config file.
    Named(String),
}

impl ThemeChoice {
    /// The names that need no file: `auto`, `terminal`, `mono`, and every built-in theme.
    pub fn built_in() -> Vec<&'static str> {
        let own = ["auto", "terminal", "mono"];
        own.into_iter().chain(themes::names()).collect()
    }

    /// The name in the file.
    pub fn key(&self) -> &str {
        match self {
            Self::Auto => "auto",
            Self::Terminal => "terminal",
            Self::Mono => "mono",
            Self::Named(name) => name,
        }
    }
}

impl TryFrom<String> for ThemeChoice {
    type Error = String;

    /// Accepts every name that a theme file can have; whether the file exists is checked when it is read.
    fn try_from(name: String) -> Result<Self, String> {
        match name.as_str() {
            "auto" => Ok(Self::Auto),
            "terminal" => Ok(Self::Terminal),
            "mono" => Ok(Self::Mono),
            _ if is_name(&name) => Ok(Self::Named(name)),
            _ => Err(unknown(&name, &[])),
        }
    }
}

impl From<ThemeChoice> for String {
    fn from(choice: ThemeChoice) -> Self {
        choice.key().to_owned()
    }
}

/// Whether a theme can have this name: a file name without folders.
pub fn is_name(name: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ' | '.');
    !name.trim().is_empty()
        && !name.starts_with('.')
        && name.chars().count() <= MOST_LETTERS
        && name.chars().all(fits)
}

/// The built-in themes in a sentence: an installed copy has no pages beside it.
static THEMES: LazyLock<String> =
    LazyLock::new(|| format!("Themes: {}.", ThemeChoice::built_in().join(", ")));

/// The message for an unknown theme, with the nearest names.
pub fn unknown(name: &str, own: &[String]) -> String {
    let built_in = ThemeChoice::built_in();
    let known = built_in
        .iter()
        .copied()
        .chain(own.iter().map(String::as_str));
    Unknown::new("theme", &sanitize::line(name), known, &THEMES).to_string()
}
