//! A setting that follows the locale unless the person chose a value.

use crate::domain::units::Named;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of no choice in the file.
const AUTO: &str = "auto";

/// A chosen value, or the locale's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrLocal<T>(pub Option<T>);

impl<T> Default for OrLocal<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Named> OrLocal<T> {
    /// The name in the file.
    pub fn key(self) -> &'static str {
        self.0.map_or(AUTO, T::key)
    }

    /// The chosen value, otherwise `local`.
    pub fn or(self, local: T) -> T {
        self.0.unwrap_or(local)
    }

    /// Every choice, the locale's first.
    pub fn all() -> Vec<Self> {
        let chosen = T::ALL.iter().map(|value| Self(Some(*value)));
        [Self(None)].into_iter().chain(chosen).collect()
    }
}

impl<T: Named> Serialize for OrLocal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de, T: Named> Deserialize<'de> for OrLocal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let all = Self::all();
        let found = all.iter().find(|known| known.key() == text);
        found.copied().ok_or_else(|| {
            // As the parser says it of other names.
            let names = all.iter().map(|known| format!("`{}`", known.key()));
            let names = names.collect::<Vec<_>>().join(", ");
            let shown = text.escape_debug();
            D::Error::custom(format!(
                "unknown variant `{shown}`, expected one of {names}"
            ))
        })
    }
}
