//! The single table of keys. Dispatch, the footer's hints, the help and docs/keys.md all read it through `Keymap`,
//! which includes the user's own keys.

mod action;
mod context;
mod key;
mod keymap;
mod names;
mod own;
mod parse;
mod tab;
mod table;

pub use action::Action;
pub use context::Context;
pub use key::{Key, Pressed, as_ever, is_number};
pub use keymap::{Group, KeyMatch, Keymap, Way};
pub use tab::Tab;
pub use table::TABLE;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it applies.
    pub context: Context,
    /// The keys; hints show the first.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// One to three words. Adjacent rows with the same label are shown as one: `↑↓ move`.
    pub label: &'static str,
    /// Whether the footer shows it; the help shows all rows.
    pub hinted: bool,
}

impl Binding {
    /// The label with its object, for lists where no suggestion stands beside it.
    pub const fn words(&self) -> &'static str {
        match self.action {
            Action::AcceptOffer => "accept the offer",
            Action::Short => "a shorter session",
            Action::Another => "another suggestion",
            Action::EarlierDay => "day before",
            Action::LaterDay => "day after",
            _ => self.label,
        }
    }

    /// The name in the config file, `player.pause`; `None` if its keys cannot be changed.
    pub fn name(&self) -> Option<String> {
        let digits = self
            .keys
            .iter()
            .any(|key| matches!(key, Key::Digits(..) | Key::AltDigits(..)));
        let stays = digits || self.context == Context::Always || PROMISED.contains(&self.action);
        (!stays).then(|| format!("{}.{}", self.context.name(), names::of(self)))
    }
}

/// Actions that the user's own keys must not hide or move.
const PROMISED: [Action; 3] = [Action::Leave, Action::Suspend, Action::Support];

#[cfg(test)]
mod tests {
    use super::*;

    /// The contexts that can be active at the same time as `context`.
    fn company(context: Context) -> &'static [Context] {
        if context.takes_text() {
            &[Context::Text, Context::Always]
        } else {
            &[Context::Always, Context::Everywhere]
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for (index, one) in TABLE.iter().enumerate() {
            for other in TABLE[index + 1..]
                .iter()
                .filter(|other| other.context == one.context)
            {
                let clash = one
                    .keys
                    .iter()
                    .any(|key| other.keys.iter().any(|twin| key.overlaps(*twin)));
                assert!(
                    !clash,
                    "{:?}: {:?} and {:?} share a key",
                    one.context, one.action, other.action
                );
            }
        }
    }

    #[test]
    fn nothing_hides_leaving_help_and_support() {
        for binding in TABLE
            .iter()
            .filter(|binding| !matches!(binding.context, Context::Always | Context::Everywhere))
        {
            for global in TABLE
                .iter()
                .filter(|global| company(binding.context).contains(&global.context))
            {
                let hides = binding
                    .keys
                    .iter()
                    .any(|key| global.keys.iter().any(|twin| key.overlaps(*twin)));
                assert!(
                    !(hides && PROMISED.contains(&global.action)),
                    "{:?} hides {:?}",
                    binding.context,
                    global.action
                );
            }
        }
    }

    #[test]
    fn no_action_has_two_rows_in_one_context() {
        for (index, one) in TABLE.iter().enumerate() {
            let twin = TABLE[index + 1..]
                .iter()
                .find(|other| (other.context, other.action) == (one.context, one.action));
            assert!(twin.is_none(), "{:?}: {:?}", one.context, one.action);
        }
    }

    #[test]
    fn every_context_has_keys_and_every_row_a_label() {
        for context in Context::ALL {
            assert!(
                TABLE.iter().any(|binding| binding.context == context),
                "{context:?}"
            );
        }
        assert!(
            TABLE
                .iter()
                .all(|binding| !binding.label.is_empty() && !binding.keys.is_empty())
        );
    }

    #[test]
    fn neighbors_with_one_label_are_one_hint() {
        let groups = Keymap::default().groups(Context::CheckIn);
        assert!(
            groups
                .iter()
                .any(|group| group.keys == "↑↓" && group.label == "select"),
            "{groups:?}"
        );
        assert!(
            groups
                .iter()
                .any(|group| group.keys == "[ ]" && group.label == "day"),
            "{groups:?}"
        );
    }
}
