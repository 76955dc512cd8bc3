//! The tabs: one screen each, which keeps its state while another tab is active.

use crate::domain::Day;
use crate::keys::Tab;
use crate::screens::history::History;
use crate::screens::insights::InsightsTab;
use crate::screens::learn::Learn;
use crate::screens::library::Library;
use crate::screens::screen::Screen;
use crate::screens::shared::Shared;
use crate::screens::today::Today;

/// The screen of every tab.
#[derive(Debug)]
pub struct Tabs {
    /// The Today tab.
    pub today: Today,
    /// The Move tab.
    pub library: Library,
    /// The History tab.
    pub history: History,
    /// The Insights tab.
    pub insights: InsightsTab,
    /// The Learn tab.
    pub learn: Learn,
}

impl Tabs {
    pub(super) fn new(shared: &Shared) -> Self {
        Self {
            today: Today::new(shared),
            library: Library::default(),
            history: History::new(shared.day),
            insights: InsightsTab::default(),
            learn: Learn::default(),
        }
    }

    /// The screen of a tab.
    pub fn screen(&self, tab: Tab) -> &dyn Screen {
        match tab {
            Tab::Today => &self.today,
            Tab::Move => &self.library,
            Tab::History => &self.history,
            Tab::Insights => &self.insights,
            Tab::Learn => &self.learn,
        }
    }

    /// The mutable screen of a tab.
    pub fn screen_mut(&mut self, tab: Tab) -> &mut dyn Screen {
        match tab {
            Tab::Today => &mut self.today,
            Tab::Move => &mut self.library,
            Tab::History => &mut self.history,
            Tab::Insights => &mut self.insights,
            Tab::Learn => &mut self.learn,
        }
    }

    /// The screens of all tabs.
    pub(super) fn all(&self) -> impl Iterator<Item = &dyn Screen> {
        Tab::ALL.into_iter().map(|tab| self.screen(tab))
    }

    /// Handles a change of day; `old` was the day before.
    pub(super) fn turn_day(&mut self, old: Day, shared: &Shared) {
        for tab in Tab::ALL {
            self.screen_mut(tab).turn_day(old, shared);
        }
    }
}
