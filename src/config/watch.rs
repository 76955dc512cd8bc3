//! The sections `[[watch]]`: folders whose new files are imported.

use crate::content::toml_lines::line_of;
use crate::domain::Day;
use crate::domain::arriving::{FileKind, WatchedFolder};

/// Parses `[[watch]]`, with one sentence for each invalid section of `text`.
pub(super) fn read(value: toml::Value, text: &str) -> (Vec<WatchedFolder>, Vec<String>) {
    let (mut folders, mut problems) = (Vec::new(), Vec::new());
    let line = text
        .lines()
        .position(|line| line.trim_start().starts_with("[[watch]]"))
        .map_or_else(|| line_of(text, "watch"), |place| place + 1);
    let toml::Value::Array(sections) = value else {
        let problem = "expected [[watch]] with a line like folder = \"~/Downloads/Garmin\"";
        problems.push(format!(
            "line {line} (nothing is watched): watch: {problem}"
        ));
        return (folders, problems);
    };
    for (place, section) in sections.into_iter().enumerate() {
        match folder(section) {
            Ok(folder) => folders.push(folder),
            Err(problem) => {
                let which = if place == 0 {
                    String::new()
                } else {
                    format!(" {}", place + 1)
                };
                problems.push(format!(
                    "line {line} (it isn't watched): watch{which}: {problem}"
                ));
            }
        }
    }
    (folders, problems)
}

fn folder(section: toml::Value) -> Result<WatchedFolder, String> {
    let toml::Value::Table(mut section) = section else {
        return Err(
            "expected [[watch]] with a line like folder = \"~/Downloads/Garmin\"".to_owned(),
        );
    };
    let folder = match section.remove("folder") {
        Some(toml::Value::String(folder)) if !folder.trim().is_empty() => folder,
        _ => return Err("expected a line like folder = \"~/Downloads/Garmin\"".to_owned()),
    };
    let kinds = match section.remove("kinds") {
        None => FileKind::ALL.to_vec(),
        Some(kinds) => self::kinds(kinds).ok_or_else(|| {
            let all = FileKind::ALL.map(FileKind::key).join("\", \"");
            format!("kinds: expected some of [\"{all}\"]")
        })?,
    };
    let since = match section.remove("since") {
        None => None,
        Some(since) => Some(day(&since).ok_or("since: expected a day like \"2026-01-01\"")?),
    };
    if let Some(other) = section.keys().next() {
        let other = other.escape_debug();
        return Err(format!(
            "\"{other}\" isn't known here, only folder, kinds and since"
        ));
    }
    Ok(WatchedFolder {
        folder,
        kinds,
        since,
    })
}

fn kinds(value: toml::Value) -> Option<Vec<FileKind>> {
    let names: Vec<String> = value.try_into().ok()?;
    let kind = |name: &String| FileKind::ALL.into_iter().find(|kind| kind.key() == name);
    let kinds: Vec<FileKind> = names.iter().map(kind).collect::<Option<_>>()?;
    (!kinds.is_empty()).then_some(kinds)
}

fn day(value: &toml::Value) -> Option<Day> {
    let text = match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Datetime(date) => date.to_string(),
        _ => return None,
    };
    text.parse().ok().map(Day::from_date)
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::domain::arriving::FileKind;

    #[test]
    fn folders_are_read_and_what_is_wrong_is_named() {
        let text = "tone = true\n[[watch]]\nfolder = \"~/Garmin\"\nkinds = [\"fit\"]\nsince = \
                    \"2026-01-01\"\n[[watch]]\nfolder = \"/data\"\n";
        let (config, problems) = Config::parse(text);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(config.watch.len(), 2);
        assert_eq!(config.watch[0].kinds, [FileKind::Fit]);
        assert_eq!(config.watch[0].since.unwrap().to_string(), "2026-01-01");
        assert_eq!(config.watch[1].kinds, FileKind::ALL);
        for (section, said) in [
            ("kinds = [\"fit\"]", "folder = "),
            ("folder = \"/a\"\nkinds = [\"mp3\"]", "expected some of"),
            ("folder = \"/a\"\nsince = \"soon\"", "a day like"),
            ("folder = \"/a\"\nevery = 3", "isn't known here"),
        ] {
            let (config, problems) = Config::parse(&format!("tone = true\n[[watch]]\n{section}"));
            assert!(config.tone && config.watch.is_empty(), "{section}");
            let one = problems.len() == 1 && problems[0].starts_with("line 2");
            assert!(one && problems[0].contains(said), "{section}: {problems:?}");
        }
        let (_, problems) = Config::parse("watch = 3");
        assert!(problems[0].contains("expected [[watch]]"), "{problems:?}");
    }
}
