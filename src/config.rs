//! The config file. Every key has a default.
//!
//! Reading never fails: an invalid line keeps its default and is reported. Writing changes only the lines of changed
//! settings and keeps all others, including comments.

pub mod command_line;
mod edit;
mod hooks;
mod or_local;
mod own_keys;
pub mod theme_choice;
mod watch;

pub use edit::save;
pub use hooks::{HookEvent, HookSettings};
pub use or_local::OrLocal;
pub use own_keys::OwnKeys;
pub use theme_choice::ThemeChoice;

use crate::content::nearest::Unknown;
use crate::content::toml_lines::{line_at, line_of};
use crate::domain::arriving::WatchedFolder;
use crate::domain::units::{HourStyle, LengthUnit, WeekStart};
use crate::domain::{DayStart, Question, Units, sanitize};
use crate::fs::text::{self, Unreadable};
use crate::theme_files;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The largest config file that is read, in bytes.
const MOST: usize = 256 * 1024;

/// The settings in `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each switch of the file"
)]
pub struct Config {
    /// When a day begins, `HH:MM`, before noon (local time).
    pub day_start: String,
    /// The colors.
    pub theme: ThemeChoice,
    /// The characters that pictures are drawn with.
    pub glyphs: GlyphChoice,
    /// Show key poses instead of a moving figure.
    pub reduced_motion: bool,
    /// Respond to clicks and the scroll wheel.
    pub mouse: bool,
    /// Show words and shapes instead of ratings and scores.
    pub hide_numbers: bool,
    /// The unit of distances.
    pub distances: OrLocal<LengthUnit>,
    /// How times of day are written.
    pub clock: OrLocal<HourStyle>,
    /// The first day of the week.
    pub week_start: OrLocal<WeekStart>,
    /// Print plain lines instead of drawing screens.
    pub screen_reader: bool,
    /// Questions asked at a check-in in addition to mood, energy, calm and sleep.
    pub also_ask: Vec<Question>,
    /// Ring the terminal's bell at cues.
    pub bell: bool,
    /// Invert the countdown for a moment at cues.
    pub flash: bool,
    /// Play a short tone at cues.
    pub tone: bool,
    /// Speak the steps.
    pub voice: bool,
    /// The speech program with its arguments; if empty, the program looks for one.
    pub voice_command: Vec<String>,
    /// Show a notification when a session is halfway or over.
    pub notify: bool,
    /// Keep the screen awake while a session runs.
    pub keep_awake: bool,
    /// A text file or folder whose lines become check-ins and sessions; empty for none.
    pub inbox: String,
    /// age recipients for `--encrypt`; if empty, a passphrase is asked for. The program never writes this setting.
    #[serde(skip)]
    pub encrypt_to: Vec<String>,
    /// Folders whose new files are imported. The program never writes this setting.
    #[serde(skip)]
    pub watch: Vec<WatchedFolder>,
    /// Programs that run after something was saved. The program never writes this setting.
    #[serde(skip)]
    pub hooks: HookSettings,
    /// The user's key bindings. The program never writes this setting.
    #[serde(skip)]
    pub own_keys: Vec<OwnKeys>,
}

/// Which characters to draw pictures with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GlyphChoice {
    /// Quadrants, half blocks and eighths, and finer characters if the terminal says that it draws them.
    #[default]
    Auto,
    /// Quadrants, half blocks and eighths, which every terminal draws.
    #[serde(alias = "block")]
    Quadrants,
    /// Also sixths of a cell (Unicode 13).
    Sextants,
    /// Also eighths of a cell, two across and four down (Unicode 16).
    Octants,
    /// The figure and lines in Braille dots.
    Braille,
    /// Plain ASCII throughout.
    Ascii,
}

impl GlyphChoice {
    /// Every choice.
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::Quadrants,
        Self::Sextants,
        Self::Octants,
        Self::Braille,
        Self::Ascii,
    ];

    /// The name in the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Quadrants => "quadrants",
            Self::Sextants => "sextants",
            Self::Octants => "octants",
            Self::Braille => "braille",
            Self::Ascii => "ascii",
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            day_start: "04:00".to_owned(),
            theme: ThemeChoice::Auto,
            glyphs: GlyphChoice::Auto,
            reduced_motion: false,
            mouse: false,
            hide_numbers: false,
            distances: OrLocal::default(),
            clock: OrLocal::default(),
            week_start: OrLocal::default(),
            screen_reader: false,
            also_ask: Vec::new(),
            bell: true,
            flash: true,
            tone: false,
            voice: false,
            voice_command: Vec::new(),
            notify: false,
            keep_awake: true,
            inbox: String::new(),
            encrypt_to: Vec::new(),
            watch: Vec::new(),
            hooks: HookSettings::default(),
            own_keys: Vec::new(),
        }
    }
}

/// The config, and one sentence for each invalid line.
pub type Read = (Config, Vec<String>);

impl Config {
    /// Reads the file at `path`, or the defaults if it does not exist.
    pub fn read(path: &Path) -> Read {
        let name = path.display();
        match text::read(path, MOST) {
            Ok(text) => Self::parse_at(path, &text),
            Err(Unreadable::Missing) => (Self::default(), Vec::new()),
            Err(why) => (
                Self::default(),
                vec![format!("{name} {why}. Using the default settings.")],
            ),
        }
    }

    /// Reads the file again after a change. A file that cannot be parsed, perhaps because it is still being written, is
    /// an error instead of a reset to the defaults.
    ///
    /// # Errors
    /// A sentence about the problem.
    pub fn read_again(path: &Path) -> Result<Read, String> {
        let name = path.display();
        match text::read(path, MOST) {
            Ok(text) => match toml::from_str::<toml::Table>(&text) {
                Ok(_) => Ok(Self::parse_at(path, &text)),
                Err(error) => {
                    let line = error.span().map_or(1, |span| line_at(&text, span.start));
                    Err(format!("{name}, line {line}: {}", error.message()))
                }
            },
            Err(Unreadable::Missing) => Ok(Read::default()),
            Err(why) => Err(format!("{name} {why}")),
        }
    }

    /// Parses the text of the file at `path`; each problem starts with the file's name. A theme that is neither built
    /// in nor a file is a problem.
    fn parse_at(path: &Path, text: &str) -> Read {
        let (mut config, mut problems) = Self::parse(text);
        if let Some(missing) = theme_files::missing(&theme_files::folder(path), &config.theme) {
            let line = line_of(text, "theme");
            problems.push(format!("line {line} (default used): {missing}"));
            config.theme = ThemeChoice::default();
        }
        let name = path.display();
        let named = problems
            .into_iter()
            .map(|problem| format!("{name}, {problem}"));
        (config, named.collect())
    }

    /// These settings plus the differences between `found` and `wanted`; other settings stay.
    #[must_use]
    pub fn with_change(&self, found: &Self, wanted: &Self) -> Self {
        let table = |config: &Self| toml::Table::try_from(config).unwrap_or_default();
        let found = table(found);
        let mut all = table(self);
        let changes = table(wanted)
            .into_iter()
            .filter(|(key, value)| found.get(key) != Some(value));
        all.extend(changes);
        let config = toml::Value::Table(all).try_into();
        Self {
            own_keys: self.own_keys.clone(),
            encrypt_to: self.encrypt_to.clone(),
            watch: self.watch.clone(),
            hooks: self.hooks.clone(),
            ..config.unwrap_or_else(|_| self.clone())
        }
    }

    /// Parses `text`. An invalid setting keeps its default; each problem names the line and what was expected.
    pub fn parse(text: &str) -> Read {
        let mut table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_at(text, span.start));
                return (
                    Self::default(),
                    vec![format!(
                        "line {line}: {}. Using the default settings.",
                        error.message()
                    )],
                );
            }
        };
        let (own_keys, mut problems) = if table.remove("keys").is_some() {
            own_keys::read(text)
        } else {
            (Vec::new(), Vec::new())
        };
        let encrypt_to = match table.remove("encrypt_to").map(toml::Value::try_into) {
            None => Vec::new(),
            Some(Ok(recipients)) => recipients,
            Some(Err(_)) => {
                let line = line_of(text, "encrypt_to");
                let problem = "encrypt_to: expected [\"age1...\"]. You'll be asked for a \
                    passphrase.";
                problems.push(format!("line {line}: {problem}"));
                Vec::new()
            }
        };
        let watch = table.remove("watch").map(|value| watch::read(value, text));
        let (watch, of_watch) = watch.unwrap_or_default();
        problems.extend(of_watch);
        let hooks = table.remove("hooks").map(|value| hooks::read(value, text));
        let (hooks, of_hooks) = hooks.unwrap_or_default();
        problems.extend(of_hooks);
        table.retain(|key, value| {
            let problem = problem_of(key, value);
            problems.extend(problem.as_ref().map(|(problem, so)| {
                let line = line_of(text, key);
                format!("line {line} ({so}): {problem}")
            }));
            problem.is_none()
        });
        let config: Self = toml::Value::Table(table).try_into().unwrap_or_default();
        let config = Self {
            encrypt_to,
            watch,
            hooks,
            own_keys,
            ..config
        };
        (config, problems)
    }

    /// The keys of the file.
    pub fn keys() -> Vec<String> {
        Self::default().table().keys().cloned().collect()
    }

    /// Every setting by its key, with the values as in the file.
    pub fn table(&self) -> toml::Table {
        toml::Table::try_from(self).unwrap_or_default()
    }

    /// The message for a key that is not in [`Config::keys`].
    pub fn unknown(key: &str) -> Unknown {
        let keys = Self::keys();
        let known = keys.iter().map(String::as_str);
        Unknown::new("setting", key, known, "All settings: firstline config list")
    }

    /// These settings with `key` set to a typed value: `on`, `dark`, `body,focus`, or as in the file.
    ///
    /// # Errors
    /// A sentence about the problem, if the key is unknown or the value is not allowed.
    pub fn with_value(&self, key: &str, typed: &str) -> Result<Self, String> {
        let mut table = self.table();
        let Some(present) = table.get(key) else {
            return Err(Self::unknown(key).to_string());
        };
        let value = value_of(key, present, typed);
        if let Some((problem, _)) = problem_of(key, &value) {
            return Err(problem);
        }
        table.insert(key.to_owned(), value);
        let config: Self = toml::Value::Table(table)
            .try_into()
            .map_err(|error: toml::de::Error| error.message().to_owned())?;
        Ok(Self {
            own_keys: self.own_keys.clone(),
            encrypt_to: self.encrypt_to.clone(),
            watch: self.watch.clone(),
            hooks: self.hooks.clone(),
            ..config
        })
    }

    /// When a day begins.
    pub fn day_start(&self) -> DayStart {
        read_day_start(&self.day_start).unwrap_or_default()
    }

    /// The person's units and calendar, where not chosen those of the locale.
    pub fn units(&self, local: Units) -> Units {
        Units {
            length: self.distances.or(local.length),
            hours: self.clock.or(local.hours),
            week: self.week_start.or(local.week),
        }
    }

    /// The questions a check-in asks.
    pub fn questions(&self) -> Vec<Question> {
        Question::ALL
            .into_iter()
            .filter(|question| {
                Question::CORE.contains(question) || self.also_ask.contains(question)
            })
            .collect()
    }
}

fn read_day_start(text: &str) -> Option<DayStart> {
    let (hours, minutes) = text.split_once(':')?;
    let hours: u16 = hours.parse().ok()?;
    let minutes: u16 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
    DayStart::new(hours.checked_mul(60)? + minutes)
}

/// Converts a typed value to the type of `present`, if possible.
fn value_of(key: &str, present: &toml::Value, typed: &str) -> toml::Value {
    let typed = typed.trim();
    let written = toml::from_str::<toml::Table>(&format!("value = {typed}"));
    let written = written.ok().and_then(|mut table| table.remove("value"));
    match (present, written) {
        (present, Some(value)) if present.same_type(&value) => value,
        (toml::Value::Boolean(_), _) => match typed.to_lowercase().as_str() {
            "on" | "yes" => true.into(),
            "off" | "no" => false.into(),
            _ => typed.into(),
        },
        (toml::Value::Array(_), _) => {
            let words = if key == "voice_command" {
                command_line::split(typed).unwrap_or_default()
            } else {
                let parts = typed.split([',', ' ']).filter(|part| !part.is_empty());
                parts.map(str::to_owned).collect()
            };
            words.into()
        }
        _ => typed.into(),
    }
}

/// What a setting can be instead of a value of another type or an unknown name; `None` for other messages of the parser.
fn expected(key: &str, message: &str) -> Option<String> {
    if message.starts_with("unknown variant") {
        let (_, names) = message.split_once("expected one of ")?;
        let names = names.split(" in `").next()?;
        return Some(format!("one of {}", names.replace('`', "").trim()));
    }
    let table = Config::default().table();
    let kind = match table.get(key)? {
        toml::Value::Boolean(_) => "true or false",
        toml::Value::Array(_) => "a list like [\"one\", \"two\"]",
        _ => "a word in quotes",
    };
    message.starts_with("invalid type").then(|| kind.to_owned())
}

/// What is wrong with one line of the file, and what happens to it (ignored, or default used).
fn problem_of(key: &str, value: &toml::Value) -> Option<(String, &'static str)> {
    const DEFAULT: &str = "default used";
    if !Config::keys().iter().any(|known| known == key) {
        let unknown = Config::unknown(key).to_string();
        return Some((unknown, "ignored"));
    }
    let alone = toml::Table::from_iter([(key.to_owned(), value.clone())]);
    match toml::Value::Table(alone).try_into::<Config>() {
        Err(error) => {
            let message = error.message().trim_end().replace('\n', " ");
            let problem = expected(key, &message).map_or_else(
                || format!("{key}: {message}"),
                |expected| {
                    let shown: String = sanitize::line(&value.to_string())
                        .chars()
                        .take(60)
                        .collect();
                    format!("{key} is {shown}, expected {expected}.")
                },
            );
            Some((problem, DEFAULT))
        }
        Ok(config) if key == "day_start" && read_day_start(&config.day_start).is_none() => {
            let day_start = config.day_start.escape_debug();
            let problem = format!(
                "day_start is \"{day_start}\", expected a time before noon like \"04:00\"."
            );
            Some((problem, DEFAULT))
        }
        Ok(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_config_is_the_default() {
        assert_eq!(Config::parse(""), (Config::default(), Vec::new()));
        assert_eq!(Config::default().day_start().minutes(), 240);
    }

    #[test]
    fn mistakes_are_named_with_their_line_and_the_rest_is_taken() {
        for (text, line, part) in [
            ("tone = true\nbel = false\n", "line 2", "Did you mean bell?"),
            (
                "tone = true\nday_start = \"25:00\"",
                "line 2",
                "before noon",
            ),
            ("tone = true\n\ntheme = \"a/b\"", "line 3", "a/b"),
            (
                "tone = true\nalso_ask = [\"happiness\"]",
                "line 2",
                "happiness",
            ),
            (
                "tone = true\nbell = 3",
                "line 2",
                "bell is 3, expected true or false.",
            ),
            (
                "tone = true\nglyphs = \"bricks\"",
                "line 2",
                "glyphs is \"bricks\", expected one of auto, ",
            ),
            (
                "tone = true\ntheme = [1]",
                "line 2",
                "theme is [1], expected a word in quotes.",
            ),
        ] {
            let (config, problems) = Config::parse(text);
            assert_eq!(problems.len(), 1, "{text:?}");
            assert!(
                problems[0].starts_with(line) && problems[0].contains(part),
                "{text:?} gave {problems:?}"
            );
            assert_eq!(
                config,
                Config {
                    tone: true,
                    ..Config::default()
                },
                "{text:?}"
            );
        }
        let (config, problems) = Config::parse("tone = true\nbell = ");
        assert!(
            problems[0].starts_with("line 2") && config == Config::default(),
            "{problems:?}"
        );
    }

    #[test]
    fn extra_questions_come_after_the_four() {
        let (config, _) = Config::parse("also_ask = [\"focus\", \"body\"]");
        assert_eq!(config.questions().len(), 6);
        assert_eq!(config.questions()[4], Question::Body);
    }

    #[test]
    fn names_are_those_of_the_file() {
        for name in ThemeChoice::built_in() {
            let (config, problems) = Config::parse(&format!("theme = \"{name}\""));
            assert_eq!((config.theme.key(), problems), (name, Vec::new()));
        }
        for choice in GlyphChoice::ALL {
            assert_eq!(
                Config::parse(&format!("glyphs = \"{}\"", choice.key()))
                    .0
                    .glyphs,
                choice
            );
        }
        let (config, problems) = Config::parse("glyphs = \"block\"");
        assert_eq!((config.glyphs, problems), (GlyphChoice::Quadrants, vec![]));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC{0,80}", key in "[a-z_]{1,12}", value in "[-0-9a-z\"\\[\\], ]{0,12}") {
            let _ = Config::parse(&text);
            let _ = Config::parse(&format!("{key} = {value}\n{text}"));
        }
    }
}
