//! The names of contexts and actions in the config file. They are public, so renaming one keeps its old name working.

use super::{Action, Binding, Context};

/// Renamed actions: the context, the old name, the current one.
const OLD: [(Context, &str, &str); 9] = [
    (Context::Choices, "clear", "mark"),
    (Context::Tabs, "bring_in", "import"),
    (Context::CheckIn, "bring_in", "import"),
    (Context::CheckIn, "tiny", "short"),
    (Context::CheckIn, "take_up", "accept"),
    (Context::CheckIn, "put_off", "not_now"),
    (Context::Suggestion, "tiny", "short"),
    (Context::Suggestion, "take_up", "accept"),
    (Context::Suggestion, "put_off", "not_now"),
];
/// Renamed contexts: the old name, the current one.
const OLD_PLACES: [(&str, &str); 3] = [
    ("bring_in", "import_preview"),
    ("brought_in", "import_done"),
    ("take_back", "import_undo"),
];

/// The current name of a context that a config file calls `name`.
pub(super) fn present_place(name: &str) -> &str {
    OLD_PLACES
        .iter()
        .find(|(old, _)| *old == name)
        .map_or(name, |(_, present)| present)
}

/// The name in the config file of the action in `row`.
pub(super) const fn of(row: &Binding) -> &'static str {
    match (row.context, row.action) {
        (Context::Choices, Action::Clear) => "mark",
        (_, action) => action.name(),
    }
}

/// The current name of an action that a config file calls `name` in `context`.
pub(super) fn present(context: Context, name: &str) -> &str {
    OLD.iter()
        .find(|(place, old, _)| *place == context && *old == name)
        .map_or(name, |(_, _, new)| new)
}
