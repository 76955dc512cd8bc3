//! The field in which a tag is typed, with the known tags that match.

use crate::domain::tag;
use crate::keys::Action;
use crate::widgets::list::ListCursor;
use crate::widgets::text_field::{Lines, TextField};

/// Maximum number of tags offered.
const MOST_TAGS: usize = 6;

/// A tag being typed. The first row is the text, the others are the known tags that match it.
#[derive(Clone, Debug, PartialEq)]
pub struct TagEntry {
    /// The text.
    pub field: TextField,
    /// The row; 0 is the text.
    pub list: ListCursor,
}

impl TagEntry {
    /// A field with this text.
    pub fn new(text: &str) -> Self {
        Self {
            field: TextField::new(text, Lines::One),
            list: ListCursor::default(),
        }
    }

    /// The first of `known` tags that match what was typed, without those already `taken`.
    pub fn matches<'a>(
        &self,
        known: impl Iterator<Item = &'a str>,
        taken: &[String],
    ) -> Vec<&'a str> {
        let typed = tag::fold(self.field.text());
        known
            .filter(|tag| is_match(tag, &typed))
            .filter(|tag| !taken.iter().any(|taken| taken == tag))
            .take(MOST_TAGS)
            .collect()
    }

    /// Handles the keys for choosing among `matches`: up and down choose, tab and right complete. Returns whether it
    /// was one of them; enter is the caller's.
    pub fn answer(&mut self, action: Action, matches: &[&str]) -> bool {
        match action {
            Action::Up | Action::Down => {
                self.list.answer(action, matches.len() + 1);
            }
            Action::NextField | Action::Right => {
                let place = self.list.chosen.saturating_sub(1);
                if let Some(tag) = matches.get(place) {
                    self.field.set(tag);
                    self.list = ListCursor::default();
                }
            }
            _ => return false,
        }
        true
    }

    /// The chosen tag, otherwise what was typed; `None` if that is nothing.
    pub fn tag(&self, matches: &[&str]) -> Option<String> {
        let place = self.list.chosen.checked_sub(1);
        let chosen = place.and_then(|place| matches.get(place));
        let tag = chosen.map_or_else(|| tag::clean(self.field.text()), |tag| (*tag).to_owned());
        Some(tag).filter(|tag| !tag.is_empty())
    }
}

/// Whether the letters of `typed`, which is folded, occur in `tag` in this order.
fn is_match(tag: &str, typed: &str) -> bool {
    let folded = tag::fold(tag);
    let mut letters = folded.chars();
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .all(|wanted| letters.any(|letter| letter == wanted))
}
