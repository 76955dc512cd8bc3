//! Writes the config file: only what changed, in place.

use super::Config;
use crate::domain::Edit;
use crate::fs::{self, text};
use color_eyre::eyre::{Result, WrapErr as _, eyre};
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Value};

/// The initial file: every key with a comment that explains it.
const TEMPLATE: &str = include_str!("../../assets/config.toml");

/// Writes the settings that `edit` changes to `path`: only their lines change, including when another program has
/// written the file meanwhile.
///
/// # Errors
/// If the existing file is not valid TOML, or cannot be written; it stays unchanged.
pub fn save(path: &Path, edit: &Edit<Config>) -> Result<()> {
    let text = match text::read(path, super::MOST) {
        Ok(text) => text,
        Err(text::Unreadable::Missing) => TEMPLATE.to_owned(),
        Err(why) => return Err(eyre!("Couldn't save settings: {} {why}.", path.display())),
    };
    let text = changed(&text, edit)
        .map_err(|problem| eyre!("Couldn't save settings: {}: {problem}.", path.display()))?;
    write(path, &text).wrap_err_with(|| format!("Couldn't write {}", path.display()))
}

impl Config {
    /// Writes the initial file: every key with a comment that explains it.
    pub fn write_template(path: &Path) -> Result<()> {
        write(path, TEMPLATE).wrap_err_with(|| format!("Couldn't write {}", path.display()))
    }
}

/// `text` with the values that `edit` changes, if they differ from those in it.
fn changed(text: &str, edit: &Edit<Config>) -> Result<String, String> {
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let table = |config: &Config| toml::Table::try_from(config).map_err(|error| error.to_string());
    let (present, found) = (table(&Config::parse(text).0)?, table(&edit.found)?);
    for (key, value) in table(&edit.wanted)? {
        if [&present, &found]
            .iter()
            .any(|table| table.get(&key) == Some(&value))
        {
            continue;
        }
        let mut fresh = in_document(&value);
        // Keeps the comment after the old value.
        if let Some(old) = document.get(&key).and_then(Item::as_value) {
            *fresh.decor_mut() = old.decor().clone();
        }
        document[&key] = Item::Value(fresh);
    }
    Ok(document.to_string())
}

fn in_document(value: &toml::Value) -> Value {
    match value {
        toml::Value::Boolean(on) => (*on).into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Array(items) => Value::Array(items.iter().map(in_document).collect::<Array>()),
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Datetime(_) | toml::Value::Table(_) => value.to_string().into(),
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::make_folder(folder)?;
    }
    // Keeps a symbolic link, as used by people who keep their settings in a repository.
    let path = dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    fs::replace(&path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edit from the settings in `text` to `wanted`.
    fn to(text: &str, wanted: &Config) -> Edit<Config> {
        Edit {
            found: Config::parse(text).0,
            wanted: wanted.clone(),
        }
    }
    use crate::config::ThemeChoice;
    use crate::domain::Question;

    #[test]
    fn the_file_as_first_written_says_the_defaults_of_every_key() {
        assert_eq!(Config::parse(TEMPLATE), (Config::default(), Vec::new()));
        for key in Config::keys() {
            assert!(
                TEMPLATE
                    .lines()
                    .any(|line| line.starts_with(&format!("{key} = "))),
                "{key}"
            );
        }
    }

    #[test]
    fn a_change_keeps_comments_order_and_blank_lines() {
        let text = "# mine\nbell = true # loud\n\n# colors\ntheme = \"dark\"\n";
        let config = Config {
            bell: false,
            tone: true,
            theme: ThemeChoice::Named("dark".to_owned()),
            ..Config::default()
        };
        let written = changed(text, &to(text, &config)).unwrap();
        assert!(
            written.starts_with("# mine\nbell = false # loud\n\n# colors\ntheme = \"dark\"\n"),
            "{written}"
        );
        assert_eq!(Config::parse(&written).0, config);
    }

    #[test]
    fn a_voice_command_is_written_in_its_place_and_read_back() {
        let text =
            "# how it speaks\nvoice_command = [\"say\"] # mine\n\n[keys]\nplayer.mute = \"v\"\n";
        let words = ["espeak-ng", "-v", "a \"b\" \\ c"]
            .map(str::to_owned)
            .to_vec();
        let config = Config {
            voice_command: words,
            mouse: true,
            hide_numbers: true,
            ..Config::parse(text).0
        };
        let written = changed(text, &to(text, &config)).unwrap();
        assert!(
            written.starts_with("# how it speaks\nvoice_command = ["),
            "{written}"
        );
        assert!(
            written.contains("] # mine\n") && written.contains("[keys]\nplayer.mute = \"v\"\n"),
            "{written}"
        );
        let (read, problems) = Config::parse(&written);
        assert_eq!(problems, Vec::<String>::new());
        // The line number of a key binding grows with the lines inserted above it.
        assert_eq!(
            Config {
                own_keys: Vec::new(),
                ..read
            },
            Config {
                own_keys: Vec::new(),
                ..config
            }
        );
    }

    #[test]
    fn a_key_that_is_not_ours_stays() {
        let text = "later = 3\n";
        let wanted = Config {
            bell: false,
            ..Config::default()
        };
        let written = changed(text, &to(text, &wanted)).unwrap();
        assert!(written.contains("later = 3"), "{written}");
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_file_stays_linked_and_own_keys_stay_written() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (
            folder.path().join("real.toml"),
            folder.path().join("config.toml"),
        );
        std::fs::write(&real, "bell = true\n\n[keys]\nplayer.mute = \"v\" # mine\n").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let config = Config {
            bell: false,
            tone: true,
            ..Config::read(&link).0
        };
        save(&link, &to("", &config)).unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        let written = std::fs::read_to_string(&real).unwrap();
        assert!(
            written.ends_with("\n[keys]\nplayer.mute = \"v\" # mine\n"),
            "{written}"
        );
        let (again, problems) = Config::read(&link);
        assert_eq!(
            (again.bell, again.tone, problems),
            (false, true, Vec::new())
        );
    }

    #[test]
    fn a_file_is_made_private_and_a_broken_one_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/config.toml");
        let config = Config {
            also_ask: vec![Question::Body],
            ..Config::default()
        };
        save(&path, &to("", &config)).unwrap();
        assert_eq!(Config::read(&path), (config.clone(), Vec::new()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        std::fs::write(&path, "bell = ").unwrap();
        assert!(save(&path, &to("", &config)).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "bell = ");
    }
}
