//! The text of an inbox file: the person's lines, and what firstline adds to them.
//!
//! firstline adds two kinds of lines: a mark at the top, which tells when the file was read last, and a word under each
//! line that it didn't understand. Both are written anew each time.

use crate::domain::sanitize;

/// Beginning of the mark.
const MARK: &str = "# firstline read this on ";
/// Beginning of a word about the line above it.
const WORD: &str = "# ^ ";

/// The text of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The mark of the last reading, without its beginning; it tells this version of the file from older ones.
    pub mark: Option<String>,
    lines: Vec<String>,
    /// The lines that had a word.
    words: Vec<usize>,
    line_break: &'static str,
}

/// What happens to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays as it is.
    Stays,
    /// It moves to the log.
    Moves,
    /// It stays, with this word about why.
    Why(String),
}

impl Page {
    pub(super) fn parse(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut mark = None;
        let (mut lines, mut words) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let bare = line.trim();
            match bare.strip_prefix(MARK) {
                // Of two marks, as in a file merged by hand, the later counts.
                Some(found) => mark = mark.max(Some(found.to_owned())),
                None if bare.starts_with(WORD) => words.push(lines.len().saturating_sub(1)),
                None => lines.push(line.to_owned()),
            }
        }
        Self {
            mark,
            lines,
            words,
            line_break: if text.contains("\r\n") { "\r\n" } else { "\n" },
        }
    }

    /// The lines that can be entries, with their places; comments, headings and blank lines can't.
    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.lines.iter().map(|line| line.trim()).enumerate();
        lines.filter(|(_, line)| {
            let is_comment = *line == "#" || line.starts_with("# ") || line.starts_with("##");
            !line.is_empty() && !is_comment && !line.bytes().all(|byte| byte == b'-')
        })
    }

    /// The new text, given what happens to each line. `mark` replaces the present one if a line moves.
    pub(super) fn written(&self, fate: impl Fn(usize) -> Fate, mark: &str) -> String {
        let fates: Vec<Fate> = (0..self.lines.len()).map(fate).collect();
        let mark = if fates.contains(&Fate::Moves) {
            Some(mark)
        } else {
            self.mark.as_deref()
        };
        let mut all: Vec<String> = mark
            .map(|mark| format!("{MARK}{mark}"))
            .into_iter()
            .collect();
        for (line, fate) in self.lines.iter().zip(fates) {
            match fate {
                Fate::Stays => all.push(line.clone()),
                Fate::Moves => {}
                Fate::Why(why) => {
                    all.push(line.clone());
                    all.push(format!("{WORD}{}", sanitize::line(&why)));
                }
            }
        }
        while all.last().is_some_and(|line| line.trim().is_empty()) {
            all.pop();
        }
        all.push(String::new());
        all.join(self.line_break)
    }

    /// Number of lines that get a word and had none.
    pub(super) fn new_words(&self, fate: impl Fn(usize) -> Fate) -> usize {
        let had = |place: usize| self.words.contains(&place);
        let gets = |place: usize| matches!(fate(place), Fate::Why(_));
        (0..self.lines.len())
            .filter(|place| gets(*place) && !had(*place))
            .count()
    }

    /// Whether nothing but firstline's own lines would be left.
    pub(super) fn is_empty_after(&self, fate: impl Fn(usize) -> Fate) -> bool {
        let mut lines = self.lines.iter().enumerate();
        lines.all(|(place, line)| line.trim().is_empty() || fate(place) == Fate::Moves)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_renewed_and_not_repeated_and_never_read_as_entries() {
        let text = "# my inbox\r\nwalk 25m\r\n\r\nwlak 25m\r\n#work\r\n";
        let page = Page::parse(text);
        let entries: Vec<&str> = page.entries().map(|(_, line)| line).collect();
        assert_eq!(entries, ["walk 25m", "wlak 25m", "#work"]);
        let fate = |place| match place {
            1 | 4 => Fate::Moves,
            3 => Fate::Why("not known".to_owned()),
            _ => Fate::Stays,
        };
        let once = page.written(fate, "monday");
        let expected =
            "# firstline read this on monday\r\n# my inbox\r\n\r\nwlak 25m\r\n# ^ not known\r\n";
        assert_eq!(once, expected);
        let again = Page::parse(&once);
        assert_eq!(again.mark.as_deref(), Some("monday"));
        assert_eq!(again.entries().count(), 1);
        let fate = |place| match place {
            2 => Fate::Why("not known".to_owned()),
            _ => Fate::Stays,
        };
        assert_eq!(again.written(fate, "tuesday"), once);
    }

    #[test]
    fn a_file_without_entries_is_not_touched() {
        for text in [
            "",
            "# a heading\n\n---\n",
            "# firstline read this on monday\n",
        ] {
            assert_eq!(Page::parse(text).entries().count(), 0, "{text}");
        }
    }
}
