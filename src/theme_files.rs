//! Themes written by hand: the folder `themes` beside the config file. One is read when it is chosen; a file that cannot
//! be used stops nothing, it is named with its line and what to write.

use crate::config::theme_choice::{ThemeChoice, is_name, unknown};
use crate::content::themes::{self, Palette};
use crate::domain::sanitize;
use crate::fs::text::{self, Unreadable};
use std::fs;
use std::path::{Path, PathBuf};

/// The most bytes of a file.
const MOST_BYTES: usize = 16 * 1024;
/// The most files that are offered.
const MOST_FILES: usize = 50;

/// The folder of own themes beside the config file.
pub fn folder(config: &Path) -> PathBuf {
    config
        .parent()
        .map_or_else(|| PathBuf::from("themes"), |folder| folder.join("themes"))
}

/// The names of the themes in `folder`, sorted; those of built-in themes are taken.
pub fn names(folder: &Path) -> Vec<String> {
    let names = written(folder).into_iter();
    names
        .filter(|name| is_name(name) && !is_built_in(name))
        .take(MOST_FILES)
        .collect()
}

/// What is wrong with each theme in `folder`, a sentence each, and what to do about it.
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
            let todo = "Change these lines of the file. How: docs/themes.md";
            let problems = of_palette(&name, read(folder, &name));
            problems
                .into_iter()
                .map(|problem| (problem, todo))
                .collect()
        });
    each.collect()
}

/// The names of the files in `folder`, sorted, without their ending.
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

/// The colors that `choice` names; nothing for those without colors of their own.
///
/// # Errors
/// With a sentence for each mistake of the file, which names it.
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

/// What is wrong with the theme that `choice` names, a sentence each: mistakes, for which it is not used, and colors that
/// are hard to see, with which it is.
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

/// What is said where `choice` names neither a built-in theme nor a file in `folder`.
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
