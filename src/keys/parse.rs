//! Parses one line of the user's own keys.

use super::own::{Own, problem};
use super::{Context, Key, PROMISED, TABLE, names};
use crate::config::OwnKeys;
use crate::content::nearest::Unknown;
use crossterm::event::KeyCode;

/// Where to find the names.
const SEE: &str = "All names: firstline config keys";
/// Keys that have a name.
const NAMED: [(&str, KeyCode); 15] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift+tab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("delete", KeyCode::Delete),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
];
/// Letters that terminals report with Ctrl as another key: backspace, tab, line feed, enter.
const ALIASED: [char; 4] = ['h', 'i', 'j', 'm'];

/// Parses one line of the file.
pub(super) fn read(wish: &OwnKeys) -> Result<Own, String> {
    let name = format!("{}.{}", wish.context, wish.action)
        .escape_debug()
        .to_string();
    let told = |what: String| problem(wish.line, &name, &what);
    let place = names::present_place(&wish.context);
    let Some(context) = Context::ALL
        .into_iter()
        .find(|context| context.name() == place)
    else {
        return Err(told(
            Unknown::new(
                "place",
                &wish.context,
                Context::ALL.into_iter().map(Context::name),
                SEE,
            )
            .to_string(),
        ));
    };
    let rows = TABLE.iter().filter(|row| row.context == context);
    let action = names::present(context, &wish.action);
    let Some(row) = rows.clone().find(|row| names::of(row) == action) else {
        let known = rows.map(names::of);
        return Err(told(
            Unknown::new("action there", &wish.action, known, SEE).to_string(),
        ));
    };
    if row.name().is_none() {
        return Err(told(
            "Digits, quit, help and support can't be changed.".to_owned(),
        ));
    }
    if wish.keys.is_empty() {
        return Err(told("Give at least one key.".to_owned()));
    }
    let keys: Result<Vec<Key>, String> = wish.keys.iter().map(|text| key(text, context)).collect();
    Ok(Own {
        line: wish.line,
        context,
        action: row.action,
        keys: keys.map_err(told)?,
    })
}

/// The key called `text`, if it may be used in `context`.
fn key(text: &str, context: Context) -> Result<Key, String> {
    let key = named(text).ok_or_else(|| {
        let names = ["space", "ctrl+a", "f5"]
            .into_iter()
            .chain(NAMED.iter().map(|(name, _)| *name));
        Unknown::new(
            "key",
            text,
            names,
            "Use a character or a name like space, enter, ctrl+a, f5.",
        )
        .to_string()
    })?;
    let promised = TABLE
        .iter()
        .filter(|row| PROMISED.contains(&row.action))
        .flat_map(|row| row.keys);
    if promised.into_iter().any(|promised| promised.overlaps(key)) {
        return Err(format!("{key} can't be changed."));
    }
    if context.takes_text() && matches!(key, Key::Char(_)) {
        return Err(format!(
            "{key} types text there. Use a key with ctrl+ or a name."
        ));
    }
    Ok(key)
}

fn named(text: &str) -> Option<Key> {
    let mut characters = text.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        let arrows = [
            ('↑', KeyCode::Up),
            ('↓', KeyCode::Down),
            ('←', KeyCode::Left),
            ('→', KeyCode::Right),
        ];
        if let Some((_, code)) = arrows.into_iter().find(|(arrow, _)| *arrow == character) {
            return Some(Key::Named(code));
        }
        return (!character.is_control()).then_some(Key::Char(character));
    }
    let lower = text.to_lowercase();
    if lower == "space" {
        return Some(Key::Char(' '));
    }
    if let Some((_, code)) = NAMED.into_iter().find(|(name, _)| *name == lower) {
        return Some(Key::Named(code));
    }
    if let Some(letter) = lower
        .strip_prefix("ctrl+")
        .or_else(|| lower.strip_prefix('^'))
    {
        if let Some(Key::Named(code)) = named(letter) {
            return Some(Key::CtrlNamed(code));
        }
        let letter = letter.parse::<char>().ok()?;
        return (letter.is_ascii_lowercase() && !ALIASED.contains(&letter))
            .then_some(Key::Ctrl(letter));
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=12)
        .contains(&number)
        .then_some(Key::Named(KeyCode::F(number)))
}
