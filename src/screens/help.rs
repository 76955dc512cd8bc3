//! The key reference, generated from the key table, and its scrolling.

mod view;

use crate::keys::{Action, Context, KeyMatch, Keymap, TABLE};
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::painter::Painter;

/// The key reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// Rows scrolled past at the top.
    scrolled: u16,
    /// Column width and the number of rows at that width, cached.
    counted: Option<(u16, u16)>,
}

/// One row of the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// The context that the following keys apply to.
    Title(&'static str),
    /// Keys and their description.
    Keys(String, String),
    /// A description too long to fit beside its keys.
    More(String),
    /// A line of running text.
    Text(String),
    /// A blank row.
    Blank,
}

/// Maximum width in columns, including the frame.
const WIDEST: u16 = 76;
/// Minimum width of each column when several are shown side by side.
const LEAST_OF_SEVERAL: u16 = 64;
/// Indent of a key row within the frame, in columns.
const INDENT: u16 = 4;
/// Columns for keys; longer key lists get their own row.
const KEYS: u16 = 22;
/// Rows or columns that both edges of the frame take, and the row below the frame.
const FRAME: u16 = 2;
const FOOTER: u16 = 1;

/// What counts as time in a session when the machine sleeps or the clock changes.
const TIME: [(&str, &str); 5] = [
    ("Paused", "time doesn't count, for as long as you like"),
    ("Away over 90 seconds", "you're asked whether to count it"),
    ("Midnight", "a session counts for the day it started"),
    ("Clock changes", "don't affect the timer"),
    (
        "A crash",
        "at most five seconds are lost; the next start offers to resume",
    ),
];

/// Describes the focused context in two sentences; `None` if its keys are self-explanatory.
const fn about(context: Context) -> Option<&'static str> {
    Some(match context {
        Context::CheckIn | Context::Unsaved | Context::Suggestion => {
            "Today is for rating how you are and starting one small session. \
            Only rate what you want to; one number is enough."
        }
        Context::Library | Context::Filter | Context::Search => {
            "Move lists every routine, from two minutes in bed to a full circuit. \
            Start one, log something you did, or build your own."
        }
        Context::History | Context::HistoryList | Context::Compare | Context::DayDetail => {
            "History shows your ratings and sessions over time. \
            Change the view to see days, weeks, sessions or two ratings side by side."
        }
        Context::Insights => {
            "Insights shows what goes with how you feel, and how sure you can be. \
            Only an experiment can show what helps you."
        }
        Context::Learn => {
            "Learn says what the research found, and where it's weak. \
            Every card names its sources."
        }
        Context::Player => {
            "Follow the figure at your own pace. \
            Whatever you do counts, and you can stop at any time."
        }
        Context::Settings => {
            "Every setting is saved right away in config.toml. \
            Reset returns the selected one to its default."
        }
        Context::Files | Context::FileFilter => {
            "Choose files from another app or device to import. \
            You'll see a preview first, and you can undo the import later."
        }
        _ => return None,
    })
}

/// What firstline is, its version and its license.
const ABOUT: [&str; 2] = [
    "A coach for moving and feeling better. It isn't medical care and doesn't diagnose.",
    concat!(
        "firstline ",
        env!("CARGO_PKG_VERSION"),
        ", ",
        env!("CARGO_PKG_LICENSE"),
        " license"
    ),
];

impl Help {
    /// The reference for a window of `columns`: the focused context and its keys first, then all others.
    pub fn lines(shared: &Shared, columns: u16) -> Vec<HelpLine> {
        let mut under = shared.focus_under_help.clone();
        let in_session = under.first() == Some(&Context::Player);
        under.extend(
            Context::ALL
                .into_iter()
                .filter(|context| !under.contains(context))
                .collect::<Vec<_>>(),
        );
        let width = usize::from(columns.min(WIDEST).saturating_sub(FRAME + INDENT));
        let mut lines = Vec::new();
        if let Some(about) = under.first().copied().and_then(about) {
            sentences(about, width, &mut lines);
            lines.push(HelpLine::Blank);
        }
        for context in under {
            lines.push(HelpLine::Title(context.title()));
            for (keys, label) in keys_of(context, &shared.keys) {
                row(&keys, label, width, &mut lines);
            }
            lines.push(HelpLine::Blank);
            if context == Context::Player && in_session {
                lines.push(HelpLine::Title("How time counts"));
                for (what, how) in TIME {
                    row(what, how, width, &mut lines);
                }
                lines.push(HelpLine::Blank);
            }
        }
        lines.push(HelpLine::Title("About"));
        for text in ABOUT {
            sentences(text, width, &mut lines);
        }
        lines
    }

    /// Number of list columns side by side, and the width of each including its frame.
    const fn columns(width: u16) -> (u16, u16) {
        let count = width / LEAST_OF_SEVERAL;
        if count < 2 {
            (1, width)
        } else if count > 3 {
            (3, width / 3)
        } else {
            (count, width / count)
        }
    }

    /// Rows of the reference visible at once, over all columns.
    pub fn page(shared: &Shared) -> u16 {
        let rows = shared.size.1.saturating_sub(FRAME + FOOTER).max(1);
        rows * Self::columns(shared.size.0).0
    }
}

impl Screen for Help {
    fn context(&self) -> Context {
        Context::Help
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let page = Self::page(shared);
        let width = Self::columns(shared.size.0).1;
        self.counted = self.counted.filter(|(columns, _)| *columns == width);
        let (_, rows) = *self
            .counted
            .get_or_insert_with(|| (width, Self::lines(shared, width).len() as u16));
        let last = rows.saturating_sub(page);
        // The window may have grown since the last key.
        let at = self.scrolled.min(last);
        self.scrolled = match key.action {
            Action::Up => at.saturating_sub(1),
            Action::Down => (at + 1).min(last),
            Action::PageUp => at.saturating_sub(page),
            Action::PageDown => (at + page).min(last),
            Action::First => 0,
            Action::Last => last,
            Action::Back => return Response::close(),
            _ => at,
        };
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self.scrolled, shared, painter);
        None
    }

    fn has_footer(&self) -> bool {
        false
    }
}

/// The keys of a context; adjacent entries with the same label are merged.
fn keys_of(context: Context, keymap: &Keymap) -> Vec<(String, &'static str)> {
    let mut rows: Vec<(String, &'static str)> = Vec::new();
    for binding in TABLE.iter().filter(|binding| binding.context == context) {
        let keys: Vec<String> = keymap.of(binding).iter().map(ToString::to_string).collect();
        let keys = keys.join(", ");
        match rows.last_mut() {
            Some((present, label)) if *label == binding.words() => {
                present.push_str("  ");
                present.push_str(&keys);
            }
            _ => rows.push((keys, binding.words())),
        }
    }
    rows
}

/// Adds keys and description, in one row if both fit in `width`.
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

/// Wraps text to lines of at most `width` characters.
fn sentences(text: &str, width: usize, lines: &mut Vec<HelpLine>) {
    lines.extend(broken(text, width).into_iter().map(HelpLine::Text));
}

/// Breaks `text` at spaces into lines of at most `room` characters.
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
