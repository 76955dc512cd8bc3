//! Custom themes written by hand: the folder `themes` beside the config file. A file is read when it is chosen; if it
//! is unusable, the default colors are used, and the problem is reported with its line and a fix.

use crate::config::theme_choice::{ThemeChoice, is_name, unknown};
use crate::content::themes::{self, Palette};
use crate::domain::sanitize;
use crate::fs::text::{self, Unreadable};
use std::fs;
use std::path::{Path, PathBuf};

/// The largest theme file, in bytes.
const MOST_BYTES: usize = 16 * 1024;
/// The most themes that are offered.
const MOST_FILES: usize = 50;

/// The folder of custom themes beside the config file.
pub fn folder(config: &Path) -> PathBuf {
    config
        .parent()
        .map_or_else(|| PathBuf::from("themes"), |folder| folder.join("themes"))
}

/// The names of the themes in `folder`, sorted, without those that are also names of built-in themes.
pub fn names(folder: &Path) -> Vec<String> {
    let names = written(folder).into_iter();
    names
        .filter(|name| is_name(name) && !is_built_in(name))
        .take(MOST_FILES)
        .collect()
}

/// One sentence for each problem of each theme in `folder`, and how to fix it.
pub fn all_problems(folder: &Path) -> Vec<(String, &'static str)> {
    let each = written(folder)
        .into_iter()
        .take(MOST_FILES)
        .flat_map(|name| {
            let file = || format!("themes/{}.toml", sanitize::line(&name));
            if is_built_in(&name) {
                let what = format!(
                    "{} has the name of a built-in theme, so that one is used",
                    file()
                );
                return vec![(what, "Give the file another name.")];
            }
            if !is_name(&name) {
                let what = format!("{} has a name no theme can have", file());
                return vec![(what, "Use up to 40 letters, digits, and -.")];
            }
            let todo = "Change these lines of the file.";
            let problems = of_palette(&name, read(folder, &name));
            problems
                .into_iter()
                .map(|problem| (problem, todo))
                .collect()
        });
    each.collect()
}

/// The names of the `.toml` files in `folder`, sorted, without the extension.
fn written(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            Some(name.strip_suffix(".toml")?.to_owned())
        })
        .collect();
    names.sort();
    names
}

/// The colors of `choice`; `None` for `Auto`, `Terminal` and `Mono`.
///
/// # Errors
/// One sentence for each mistake, with the name of the file.
pub fn palette(folder: &Path, choice: &ThemeChoice) -> Result<Option<Palette>, Vec<String>> {
    let ThemeChoice::Named(name) = choice else {
        return Ok(None);
    };
    let built_in = themes::built_in(name);
    built_in.map_or_else(|| read(folder, name), Ok).map(Some)
}

fn read(folder: &Path, name: &str) -> Result<Palette, Vec<String>> {
    let file = format!("themes/{name}.toml");
    let text = text::read(&folder.join(format!("{name}.toml")), MOST_BYTES)
        .map_err(|why| vec![format!("{file} {why}")])?;
    let named = |what: String| format!("{file}, {what}");
    Palette::parse(&text).map_err(|mistakes| mistakes.into_iter().map(named).collect())
}

/// One sentence for each problem of the chosen theme: mistakes, which make it unusable, and colors that are hard to
/// see, which do not.
pub fn problems(folder: &Path, choice: &ThemeChoice) -> Vec<String> {
    match choice {
        ThemeChoice::Named(name) if !is_built_in(name) => of_palette(name, read(folder, name)),
        _ => Vec::new(),
    }
}

fn of_palette(name: &str, read: Result<Palette, Vec<String>>) -> Vec<String> {
    match read {
        Err(mistakes) => {
            let unused = |mistake: String| {
                let end = if mistake.ends_with(['.', '?']) {
                    ""
                } else {
                    "."
                };
                format!("{mistake}{end} Using the default colors.")
            };
            mistakes.into_iter().map(unused).collect()
        }
        Ok(palette) => {
            let file = |what| format!("themes/{name}.toml: {what}");
            palette.weaknesses().into_iter().map(file).collect()
        }
    }
}

/// The message if `choice` is neither a built-in theme nor a file in `folder`.
pub fn missing(folder: &Path, choice: &ThemeChoice) -> Option<String> {
    let ThemeChoice::Named(name) = choice else {
        return None;
    };
    if is_built_in(name) {
        return None;
    }
    let file = folder.join(format!("{name}.toml"));
    let is_missing = fs::metadata(file)
        .is_err_and(|error| matches!(Unreadable::from(error), Unreadable::Missing));
    is_missing.then(|| unknown(name, &names(folder)))
}

fn is_built_in(name: &str) -> bool {
    ThemeChoice::built_in().contains(&name)
}
