//! The list of keys, made from the key table, and scrolling through it.

use crate::app::{App, Effect, Overlay};
use crate::keys::{Action, Context, KeyMatch, TABLE};

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// Where the keys below work.
    Title(&'static str),
    /// Keys, and what they do.
    Keys(String, String),
    /// What keys do, where it has no room beside them.
    More(String),
    /// An empty row.
    Blank,
}

/// The list is at most this wide, its frame included.
pub const WIDEST: u16 = 76;
/// Where a row of keys begins inside the frame.
pub const INDENT: u16 = 4;
/// Columns for keys; longer ones have a row to themselves.
pub const KEYS: u16 = 22;
/// Rows and columns of the frame, and the row below it.
const FRAME: u16 = 2;
const FOOTER: u16 = 1;

/// What counts as time in a session, whatever happens to the machine or the clock.
const TIME: [(&str, &str); 5] = [
    ("away", "over 90 seconds: you're asked whether to count it"),
    ("paused", "nothing counts, for as long as you like"),
    ("midnight", "a session belongs to the day it began on"),
    ("clock changes", "don't affect the timer"),
    (
        "a crash",
        "at most five seconds are lost; the next start offers to resume",
    ),
];

impl App {
    /// The keys for where the person is first, then all others, for a window of `columns`.
    pub fn help_lines(&self, columns: u16) -> Vec<HelpLine> {
        let mut under = self.contexts_under_help();
        let in_session = under.first() == Some(&Context::Player);
        under.extend(
            Context::ALL
                .into_iter()
                .filter(|context| !under.contains(context))
                .collect::<Vec<_>>(),
        );
        let width = usize::from(columns.min(WIDEST).saturating_sub(FRAME + INDENT));
        let mut lines = Vec::new();
        for context in under {
            lines.push(HelpLine::Title(context.title()));
            for (keys, label) in self.keys_of(context) {
                row(&keys, label, width, &mut lines);
            }
            lines.push(HelpLine::Blank);
            if context == Context::Player && in_session {
                lines.push(HelpLine::Title("how time counts"));
                for (what, how) in TIME {
                    row(what, how, width, &mut lines);
                }
                lines.push(HelpLine::Blank);
            }
        }
        lines.pop();
        lines
    }

    /// All keys of a context, neighbors with one label together.
    fn keys_of(&self, context: Context) -> Vec<(String, &'static str)> {
        let mut rows: Vec<(String, &'static str)> = Vec::new();
        for binding in TABLE.iter().filter(|binding| binding.context == context) {
            let keys: Vec<String> = self
                .keys
                .of(binding)
                .iter()
                .map(ToString::to_string)
                .collect();
            let keys = keys.join(", ");
            match rows.last_mut() {
                Some((present, label)) if *label == binding.label => {
                    present.push_str("  ");
                    present.push_str(&keys);
                }
                _ => rows.push((keys, binding.label)),
            }
        }
        rows
    }

    /// Rows of the list that are seen at once.
    pub fn help_page(&self) -> u16 {
        self.size.1.saturating_sub(FRAME + FOOTER).max(1)
    }

    pub(super) fn help_key(&mut self, hit: KeyMatch) -> Vec<Effect> {
        let page = self.help_page();
        let last = (self.help_lines(self.size.0).len() as u16).saturating_sub(page);
        if let Some(Overlay::Help(scroll)) = self.overlays.last_mut() {
            // The window may have grown since.
            let at = (*scroll).min(last);
            *scroll = match hit.action {
                Action::Up => at.saturating_sub(1),
                Action::Down => (at + 1).min(last),
                Action::PageUp => at.saturating_sub(page),
                Action::PageDown => (at + page).min(last),
                Action::First => 0,
                Action::Last => last,
                _ => at,
            };
            if hit.action == Action::Back {
                self.overlays.pop();
            }
        }
        Vec::new()
    }
}

/// Keys and what they do, in one row where both fit into `width`.
fn row(keys: &str, label: &str, width: usize, lines: &mut Vec<HelpLine>) {
    let beside = width.saturating_sub(usize::from(KEYS) + 1);
    if keys.chars().count() <= usize::from(KEYS) && label.chars().count() <= beside {
        lines.push(HelpLine::Keys(keys.to_owned(), label.to_owned()));
        return;
    }
    let keys = broken(keys, width);
    lines.extend(
        keys.into_iter()
            .map(|keys| HelpLine::Keys(keys, String::new())),
    );
    let room = width.saturating_sub(usize::from(INDENT));
    lines.extend(broken(label, room).into_iter().map(HelpLine::More));
}

/// `text` in lines of at most `room` characters, broken at blanks.
fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}
