//! The tabs, which digits select.

/// Generates the tabs, one from each row: variant, name in the header.
macro_rules! tabs {
    ($($(#[$doc:meta])+ $tab:ident $title:literal,)+) => {
        /// The tabs, in order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Tab {
            $($(#[$doc])+ $tab,)+
        }

        impl Tab {
            /// Every tab.
            pub const ALL: [Self; [$($title),+].len()] = [$(Self::$tab),+];

            /// The name in the header.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$tab => $title,)+
                }
            }
        }
    };
}

tabs! {
    /// Check-in, one suggestion and the week.
    Today "Today",
    /// Routines and the player.
    Move "Move",
    /// Past records.
    History "History",
    /// Findings from the person's own records.
    Insights "Insights",
    /// Findings from research.
    Learn "Learn",
}

impl Tab {
    /// The tab this many places further, wrapping around at the end.
    #[must_use]
    pub fn next(self, by: usize) -> Self {
        let place = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        Self::ALL[(place + by) % Self::ALL.len()]
    }
}
