//! The section `[keys]`: the user's key bindings as written. The key table gives them their meaning.

use crate::content::toml_lines::line_at;
use crate::domain::Sorting as _;
use toml::de::{DeTable, DeValue};

/// One line of `[keys]`: `player.pause = ["space", "p"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKeys {
    /// The line number in the file, from 1.
    pub line: usize,
    /// The context they apply in, `player`.
    pub context: String,
    /// The action, `pause`.
    pub action: String,
    /// The names of the keys.
    pub keys: Vec<String>,
}

/// Parses the lines of `[keys]` in `text`, with one sentence for each invalid line.
pub(super) fn read(text: &str) -> (Vec<OwnKeys>, Vec<String>) {
    let (mut own, mut problems) = (Vec::new(), Vec::new());
    let mut odd = |at: usize, what: &str| {
        let expected = "expected place.action = [\"key\", …]";
        problems.push(format!(
            "line {} (default keys used): keys, {}: {expected}",
            line_at(text, at),
            what.escape_debug()
        ));
    };
    let Ok(document) = DeTable::parse(text) else {
        return (own, problems);
    };
    let Some((name, section)) = document
        .get_ref()
        .iter()
        .find(|(name, _)| name.get_ref() == "keys")
    else {
        return (own, problems);
    };
    let Some(places) = section.get_ref().as_table() else {
        odd(name.span().start, "keys");
        return (own, problems);
    };
    for (context, actions) in places {
        let Some(actions) = actions.get_ref().as_table() else {
            odd(context.span().start, context.get_ref());
            continue;
        };
        for (action, keys) in actions {
            match names(keys.get_ref()) {
                Some(keys) => own.push(OwnKeys {
                    line: line_at(text, action.span().start),
                    context: context.get_ref().to_string(),
                    action: action.get_ref().to_string(),
                    keys,
                }),
                None => odd(
                    action.span().start,
                    &format!("{}.{}", context.get_ref(), action.get_ref()),
                ),
            }
        }
    }
    own.order_by_key(|keys| keys.line);
    (own, problems)
}

/// A single name, or a list of names.
fn names(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value.as_str() {
        Some(one) => Some(vec![one.to_owned()]),
        None => value
            .as_array()?
            .iter()
            .map(|key| key.get_ref().as_str().map(str::to_owned))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, OwnKeys};

    #[test]
    fn each_line_keeps_its_number() {
        let text = "tone = true\n[keys]\n# mine\nplayer.pause = [\"p\", \"space\"]\neverywhere.undo = \"U\"\n";
        let (config, problems) = Config::parse(text);
        assert_eq!(problems, Vec::<String>::new());
        let row = |line, context: &str, action: &str, keys: &[&str]| OwnKeys {
            line,
            context: context.into(),
            action: action.into(),
            keys: keys.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(
            config.own_keys,
            [
                row(4, "player", "pause", &["p", "space"]),
                row(5, "everywhere", "undo", &["U"])
            ]
        );
        assert!(config.tone);
    }

    #[test]
    fn what_is_not_of_that_form_is_named_and_the_rest_is_taken() {
        for text in [
            "keys = 3\ntone = true",
            "tone = true\n[keys]\npause = [\"p\"]",
            "tone = true\n[keys]\nplayer.pause = [3]",
        ] {
            let (config, problems) = Config::parse(text);
            assert!(
                problems.len() == 1 && problems[0].contains("expected place.action"),
                "{problems:?}"
            );
            assert!(config.tone && config.own_keys.is_empty());
        }
    }
}
