//! Colors for people on a terminal, in few of its own sixteen.

/// How text is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// Not at all.
    None,
    /// In the terminal's sixteen.
    Sixteen,
}

impl Colors {
    /// A heading.
    pub fn heading(self, text: &str) -> String {
        self.paint(text, "1")
    }

    /// What matters less than the rest: times, details.
    pub fn faint(self, text: &str) -> String {
        self.paint(text, "2")
    }

    /// A rating, by its level from 1 to 9: never a warning, only another hue.
    pub fn level(self, text: &str, level: usize) -> String {
        let code = match level {
            1..=3 => "34",
            4..=6 => "36",
            _ => "33",
        };
        self.paint(text, code)
    }

    fn paint(self, text: &str, code: &str) -> String {
        if self == Self::None || text.trim().is_empty() {
            return text.to_owned();
        }
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
