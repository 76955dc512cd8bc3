//! The tabs.

/// The tabs, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Check in, one suggestion, the week.
    Today,
    /// Routines and the player.
    Move,
    /// How it has been.
    History,
    /// What one's own records say.
    Insights,
    /// What the research says.
    Learn,
}

// The table of keys has a digit for each.
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

    /// Its name in the header.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Move => "Move",
            Self::History => "History",
            Self::Insights => "Insights",
            Self::Learn => "Learn",
        }
    }

    /// The tab so many places further, from the first again after the last.
    #[must_use]
    pub fn next(self, by: usize) -> Self {
        let place = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        Self::ALL[(place + by) % Self::ALL.len()]
    }
}
