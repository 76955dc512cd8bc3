//! What a person marked: favorites, and what is never suggested.
//!
//! Each mark is a setting of its own, so marks made on two computers are both kept.

use crate::content::activities::named;
use crate::domain::{Change, Journal, Routine};
use std::collections::BTreeMap;

/// A mark on a routine or an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Listed first, and suggested a little more often.
    Favorite,
    /// Never suggested.
    Never,
}

/// Prefix of the settings.
const MARK: &str = "mark:";

impl Mark {
    /// The setting's value.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Favorite => "favorite",
            Self::Never => "never",
        }
    }

    fn read(text: &str) -> Option<Self> {
        [Self::Favorite, Self::Never]
            .into_iter()
            .find(|mark| mark.word() == text)
    }
}

/// The change that marks `routine`, or removes its mark.
pub fn marking(routine: &Routine, mark: Option<Mark>) -> Change {
    Change::setting(
        format!("{MARK}{}", id(routine)),
        mark.map_or("", Mark::word),
    )
}

/// The id of a routine, or `own:` with the activity if it counts up.
fn id(routine: &Routine) -> String {
    match routine.stored_id() {
        Some(id) => id,
        None => of_activity(&routine.activity),
    }
}

/// Imports keep other programs' names; the mark is that of the activity they refer to.
fn of_activity(activity: &str) -> String {
    Routine::own_id(named(activity).map_or(activity, |known| &known.id))
}

/// The changes that give an activity's mark to another, unless that has one.
pub(super) fn moved(journal: &Journal, from: &str, to: &str) -> Vec<Change> {
    let key = |activity: &str| format!("{MARK}{}", of_activity(activity));
    let (old, new) = (key(from), key(to));
    match journal.setting(&old) {
        Some(mark) if old != new => {
            let kept = journal.setting(&new).unwrap_or(mark);
            vec![
                Change::setting(new, kept),
                Change::setting(old, String::new()),
            ]
        }
        _ => Vec::new(),
    }
}

/// All marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(BTreeMap<String, Mark>);

impl Marks {
    /// The marks in `journal`.
    pub fn of(journal: &Journal) -> Self {
        let marks = journal.settings_from(MARK).filter_map(|(key, value)| {
            let id = key.strip_prefix(MARK)?.to_owned();
            Some((id, Mark::read(value)?))
        });
        Self(marks.collect())
    }

    /// The mark on exactly this routine or activity.
    pub fn on(&self, routine: &Routine) -> Option<Mark> {
        self.0.get(&id(routine)).copied()
    }

    /// The mark that applies to `routine`: its own, otherwise its activity's.
    pub fn for_routine(&self, routine: &Routine) -> Option<Mark> {
        if self.0.is_empty() {
            return None;
        }
        let own = self.on(routine);
        own.or_else(|| self.0.get(&of_activity(&routine.activity)).copied())
    }

    /// The ids of favorite activities.
    pub fn favorite_activities(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(|(_, mark)| **mark == Mark::Favorite)
            .filter_map(|(id, _)| Routine::own_id_activity(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::routines::routine;

    fn marked(routine: &Routine, mark: Option<Mark>, mut journal: Journal) -> Journal {
        let Change::SaveSetting { key, value } = marking(routine, mark) else {
            panic!("a setting");
        };
        journal.note(&key, &value);
        journal
    }

    #[test]
    fn a_mark_on_an_activity_is_that_of_its_routines_unless_they_have_their_own() {
        let walk = routine("walk-10").unwrap();
        let activity = Routine::free(&walk.activity, "Walk", 600);
        let journal = marked(&activity, Some(Mark::Never), Journal::default());
        assert_eq!(Marks::of(&journal).for_routine(walk), Some(Mark::Never));
        assert_eq!(Marks::of(&journal).on(walk), None);
        let journal = marked(walk, Some(Mark::Favorite), journal);
        assert_eq!(Marks::of(&journal).for_routine(walk), Some(Mark::Favorite));
        let journal = marked(walk, None, journal);
        assert_eq!(Marks::of(&journal).for_routine(walk), Some(Mark::Never));
    }

    #[test]
    fn names_of_imports_share_the_mark_of_what_they_name() {
        let ride = Routine::free("bike", "Bike", 600);
        let marks = Marks::of(&marked(&ride, Some(Mark::Favorite), Journal::default()));
        let imported = Routine::own_activity("cycling", "cycling", 1_800);
        assert_eq!(named("cycling").unwrap().id, "bike");
        assert_eq!(marks.for_routine(&imported), Some(Mark::Favorite));
        assert_eq!(marks.favorite_activities().collect::<Vec<_>>(), ["bike"]);
    }
}
