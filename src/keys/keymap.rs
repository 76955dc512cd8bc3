//! The keys in effect: those of the table, with the user's own in place of some.

use super::own::Own;
use super::{Action, Binding, Context, Key, TABLE, parse};
use crate::config::OwnKeys;
use crossterm::event::{KeyCode, KeyEvent};

/// The keys in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    own: Vec<Own>,
}

/// Adjacent rows of the table with the same label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first key of each row, joined.
    pub keys: String,
    /// What they do.
    pub label: &'static str,
    /// Whether the footer shows them.
    pub hinted: bool,
    /// Their actions, in the order of the keys.
    pub actions: Vec<Action>,
}

/// The standard keys for moving through lists, whatever the user's own keys are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Up one row.
    Up,
    /// Down one row.
    Down,
    /// Open the row.
    Enter,
}

impl Way {
    /// The action of this standard key in `contexts`.
    pub fn action(self, contexts: &[Context]) -> Option<Action> {
        let code = match self {
            Self::Up => KeyCode::Up,
            Self::Down => KeyCode::Down,
            Self::Enter => KeyCode::Enter,
        };
        Keymap::default()
            .find(contexts, &KeyEvent::from(code))
            .map(|hit| hit.action)
    }
}

/// The result of looking up a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyMatch {
    /// The action to run.
    pub action: Action,
    /// The digit that was typed; 0 for other keys.
    pub digit: u8,
}

impl Keymap {
    /// The table with these keys applied, and one sentence with its line number for each that cannot be.
    pub fn with(wishes: &[OwnKeys]) -> (Self, Vec<String>) {
        let mut map = Self::default();
        let mut problems = Vec::new();
        for wished in wishes {
            match parse::read(wished) {
                Ok(own) => map.own.push(own),
                Err(problem) => problems.push(problem),
            }
        }
        // Checked after all are applied: two rows may swap their keys.
        while let Some((place, problem)) = map.clash() {
            problems.push(problem);
            map.own.remove(place);
        }
        (map, problems)
    }

    /// The keys in effect for a row of the table.
    pub fn of(&self, binding: &Binding) -> &[Key] {
        let own = self
            .own
            .iter()
            .find(|own| (own.context, own.action) == (binding.context, binding.action));
        own.map_or(binding.keys, |own| &own.keys)
    }

    /// The key that hints show for an action; empty if it has none in `context`.
    pub fn hint(&self, context: Context, action: Action) -> String {
        let row = TABLE
            .iter()
            .find(|row| (row.context, row.action) == (context, action));
        row.and_then(|row| self.of(row).first())
            .map(Key::to_string)
            .unwrap_or_default()
    }

    /// The key for `action` while these contexts are active together, the most specific first; `None` if no key works.
    pub fn key_for(&self, contexts: &[Context], action: Action) -> Option<String> {
        contexts.iter().enumerate().find_map(|(place, context)| {
            let row = TABLE
                .iter()
                .find(|row| (row.context, row.action) == (*context, action))?;
            let is_hidden = |key: &Key| {
                let text =
                    contexts[0].takes_text() && matches!(key, Key::Char(_) | Key::Digits(..));
                let over = &contexts[..place];
                let taken = TABLE
                    .iter()
                    .filter(|other| over.contains(&other.context))
                    .any(|other| self.of(other).iter().any(|twin| key.overlaps(*twin)));
                text || taken
            };
            let works = || self.of(row).iter().filter(|key| !is_hidden(key));
            // Prefers esc, the key for going back that everyone knows.
            let known = works().find(|key| **key == Key::Named(KeyCode::Esc));
            known.or_else(|| works().next()).map(Key::to_string)
        })
    }

    /// Looks up `event` in `contexts`, the most specific first.
    pub fn find(&self, contexts: &[Context], event: &KeyEvent) -> Option<KeyMatch> {
        let binding = contexts.iter().find_map(|context| {
            let mut rows = TABLE.iter().filter(|binding| binding.context == *context);
            rows.find(|binding| self.of(binding).iter().any(|key| key.matches(event)))
        })?;
        let digit = match event.code {
            KeyCode::Char(character) => character.to_digit(10).unwrap_or(0) as u8,
            _ => 0,
        };
        Some(KeyMatch {
            action: binding.action,
            digit,
        })
    }

    /// The bindings of `context`, with adjacent rows of the same label grouped.
    pub fn groups(&self, context: Context) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for binding in TABLE.iter().filter(|binding| binding.context == context) {
            let key = self
                .of(binding)
                .first()
                .map(Key::to_string)
                .unwrap_or_default();
            match groups.last_mut() {
                Some(group) if group.label == binding.label => {
                    if key.starts_with(|character: char| {
                        character.is_ascii_alphanumeric() || "[]".contains(character)
                    }) {
                        group.keys.push(' ');
                    }
                    group.keys.push_str(&key);
                    group.actions.push(binding.action);
                }
                _ => groups.push(Group {
                    keys: key,
                    label: binding.label,
                    hinted: binding.hinted,
                    actions: vec![binding.action],
                }),
            }
        }
        groups
    }

    /// The last of the user's rows that shares a key with another row of its context, and the message for it.
    fn clash(&self) -> Option<(usize, String)> {
        self.own.iter().enumerate().rev().find_map(|(place, own)| {
            let others = TABLE
                .iter()
                .filter(|row| row.context == own.context && row.action != own.action);
            let (key, row) = others.into_iter().find_map(|row| {
                let shared = own
                    .keys
                    .iter()
                    .find(|key| self.of(row).iter().any(|twin| key.overlaps(*twin)));
                shared.map(|key| (key, row))
            })?;
            let what = format!(
                "{key} is already the key for {} there.",
                row.label.split(',').next().unwrap_or_default()
            );
            Some((place, own.problem(&what)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;
    use proptest::prelude::*;

    fn wish(line: usize, name: &str, keys: &[&str]) -> OwnKeys {
        let (context, action) = name.split_once('.').unwrap();
        let keys = keys.iter().map(ToString::to_string).collect();
        OwnKeys {
            line,
            context: context.to_owned(),
            action: action.to_owned(),
            keys,
        }
    }

    fn hit(map: &Keymap, contexts: &[Context], code: KeyCode) -> Option<Action> {
        map.find(contexts, &KeyEvent::new(code, KeyModifiers::NONE))
            .map(|hit| hit.action)
    }

    const PLAYER: [Context; 3] = [Context::Player, Context::Everywhere, Context::Always];

    #[test]
    fn an_own_key_takes_the_place_of_the_usual_one() {
        let (map, problems) = Keymap::with(&[wish(1, "player.mute", &["M", "f5"])]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(hit(&map, &PLAYER, KeyCode::Char('M')), Some(Action::Mute));
        assert_eq!(hit(&map, &PLAYER, KeyCode::F(5)), Some(Action::Mute));
        assert_eq!(hit(&map, &PLAYER, KeyCode::Char('m')), None);
        assert!(
            map.groups(Context::Player)
                .iter()
                .any(|group| group.keys == "M" && group.label == "mute")
        );
        assert_eq!(map.hint(Context::Player, Action::Mute), "M");
    }

    #[test]
    fn two_rows_may_exchange_their_keys() {
        let (map, problems) = Keymap::with(&[
            wish(1, "player.next_step", &["p"]),
            wish(2, "player.previous_step", &["n"]),
        ]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(
            hit(&map, &PLAYER, KeyCode::Char('p')),
            Some(Action::NextStep)
        );
        assert_eq!(
            hit(&map, &PLAYER, KeyCode::Char('n')),
            Some(Action::PreviousStep)
        );
    }

    #[test]
    fn what_cannot_be_is_named_with_its_line_and_the_usual_keys_hold() {
        for (name, keys, part) in [
            (
                "player.pause",
                &["n"][..],
                "n is already the key for next there",
            ),
            ("player.paws", &["v"], "Did you mean pause"),
            ("plyer.pause", &["v"], "Did you mean player"),
            ("player.pause", &["spcae"], "Did you mean space"),
            ("player.pause", &["ctrl+m"], "ctrl+m"),
            ("player.pause", &["!"], "! can't be changed"),
            ("player.pause", &["ctrl+c"], "^C can't be changed"),
            ("player.pause", &[], "at least one key"),
            ("check_in.rate", &["a"], "can't be changed"),
            ("everywhere.support", &["a"], "can't be changed"),
            ("always.leave", &["a"], "can't be changed"),
            ("note.save", &["a"], "types text there"),
        ] {
            let (map, problems) = Keymap::with(&[wish(7, name, keys)]);
            assert_eq!(map, Keymap::default(), "{name}");
            assert!(
                problems.len() == 1 && problems[0].starts_with("line 7 "),
                "{problems:?}"
            );
            assert!(problems[0].contains(part), "{problems:?}");
        }
    }

    #[test]
    fn of_two_that_want_one_key_the_first_has_it() {
        let (map, problems) = Keymap::with(&[
            wish(1, "player.mute", &["v"]),
            wish(2, "player.swap", &["v"]),
        ]);
        assert!(
            problems.len() == 1 && problems[0].starts_with("line 2 "),
            "{problems:?}"
        );
        assert_eq!(hit(&map, &PLAYER, KeyCode::Char('v')), Some(Action::Mute));
        assert_eq!(hit(&map, &PLAYER, KeyCode::Char('s')), Some(Action::Swap));
    }

    #[test]
    fn every_name_can_be_written_in_the_file() {
        for row in TABLE {
            let Some(name) = row.name() else { continue };
            let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let (_, problems) = Keymap::with(&[wish(1, &name, &keys)]);
            assert_eq!(problems, Vec::<String>::new(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn support_and_leaving_stay_whatever_is_wished(
            wishes in proptest::collection::vec((0usize..200, "[a-z!?,]|f[12]|esc|enter|ctrl\\+[a-z]"), 0..12)
        ) {
            let named: Vec<String> = TABLE.iter().filter_map(Binding::name).collect();
            let wishes: Vec<OwnKeys> =
                wishes.iter().map(|(row, key)| wish(1, &named[row % named.len()], &[key.as_str()])).collect();
            let (map, _) = Keymap::with(&wishes);
            for context in Context::ALL {
                let all = [context, Context::Everywhere, Context::Always];
                prop_assert_eq!(hit(&map, &all, KeyCode::F(2)), Some(Action::Support));
                if !context.takes_text() && context != Context::Always {
                    prop_assert_eq!(hit(&map, &all, KeyCode::Char('!')), Some(Action::Support));
                }
            }
        }
    }
}
