//! The tabs.

/// The tabs, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Check-in, one suggestion and the week.
    Today,
    /// Routines and the player.
    Move,
    /// Past records.
    History,
    /// Findings from the person's own records.
    Insights,
    /// Findings from research.
    Learn,
}

// The key table has a digit for each tab.
const _: () = assert!(Tab::ALL.len() == crate::keys::TABS);

impl Tab {
    /// Every tab.
    pub const ALL: [Self; 5] = [
        Self::Today,
        Self::Move,
        Self::History,
        Self::Insights,
        Self::Learn,
    ];

    /// The name in the header.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Move => "Move",
            Self::History => "History",
            Self::Insights => "Insights",
            Self::Learn => "Learn",
        }
    }

    /// The tab this many places further, wrapping around at the end.
    #[must_use]
    pub fn next(self, by: usize) -> Self {
        let place = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        Self::ALL[(place + by) % Self::ALL.len()]
    }
}
