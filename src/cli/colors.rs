//! Colors for output on a terminal, a few of its sixteen.

/// How text is highlighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// Not at all.
    None,
    /// With the terminal's sixteen colors.
    Sixteen,
}

impl Colors {
    /// Styles a heading.
    pub fn heading(self, text: &str) -> String {
        self.paint(text, "1")
    }

    /// Styles less important text: times, details.
    pub fn faint(self, text: &str) -> String {
        self.paint(text, "2")
    }

    /// Styles a rating by its level from 1 to 9: a different hue, never a warning color.
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
