//! The user's own keys for one row of the table.

use super::{Action, Binding, Context, Key, TABLE};

/// Keys that replace those of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Own {
    /// The line number in the file.
    pub line: usize,
    pub context: Context,
    pub action: Action,
    pub keys: Vec<Key>,
}

impl Own {
    pub(super) fn problem(&self, what: &str) -> String {
        let named = TABLE
            .iter()
            .find(|row| (row.context, row.action) == (self.context, self.action));
        problem(
            self.line,
            &named.and_then(Binding::name).unwrap_or_default(),
            what,
        )
    }
}

/// The message for a line that cannot be applied.
pub(super) fn problem(line: usize, name: &str, what: &str) -> String {
    format!("line {line} (default keys used): keys, {name}: {what}")
}
