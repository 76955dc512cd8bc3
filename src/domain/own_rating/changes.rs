//! Changes to the list of own ratings.

use crate::domain::own_rating::{OwnRating, OwnRatings};
use crate::domain::{Change, Id, Moment};

impl OwnRatings<'_> {
    /// Adds `rating` at the end. `fresh` is used as its id if a renamed rating already has the derived one.
    ///
    /// # Errors
    /// A sentence, if it isn't sound or its name is taken.
    pub fn added(self, mut rating: OwnRating, fresh: Id) -> Result<Change, String> {
        rating.name = spaced(&rating.name);
        if self.get(rating.id).is_some() {
            rating.id = fresh;
        }
        if let Some(problem) = self.problem(&rating) {
            return Err(problem);
        }
        let last = self.0.iter().map(|other| other.position).max();
        rating.position = last.map_or(0, |last| last.saturating_add(1));
        Ok(Change::save(rating))
    }

    /// Changes `found` to `wanted`.
    ///
    /// # Errors
    /// A sentence, if it isn't sound or its name is taken.
    pub fn changed(
        self,
        found: &OwnRating,
        mut wanted: OwnRating,
        now: Moment,
    ) -> Result<Change, String> {
        wanted.name = spaced(&wanted.name);
        wanted.updated_at = now.to_utc().fixed_offset();
        match self.problem(&wanted) {
            Some(problem) => Err(problem),
            None => Ok(Change::edit(found.clone(), wanted)),
        }
    }

    /// Moves the rating to `place` among the others, from 0; further is the end.
    pub fn moved(self, rating: &OwnRating, place: usize, now: Moment) -> Change {
        let mut order: Vec<&OwnRating> = self
            .0
            .iter()
            .filter(|other| other.id != rating.id)
            .collect();
        order.insert(place.min(order.len()), rating);
        let edits = order
            .into_iter()
            .zip(0_u32..)
            .filter(|(rating, position)| rating.position != *position);
        let edit = |(found, position): (&OwnRating, u32)| {
            let updated_at = now.to_utc().fixed_offset();
            Change::edit(
                found.clone(),
                OwnRating {
                    position,
                    updated_at,
                    ..found.clone()
                },
            )
        };
        Change::Several(edits.map(edit).collect())
    }
}

/// The name without spaces around it or doubled ones.
pub(in crate::domain) fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Journal, Measure};

    fn now() -> Moment {
        Moment::parse_from_rfc3339("2026-03-01T08:00:00+01:00").unwrap()
    }

    fn fresh(number: u8) -> Id {
        Id::new(now(), [number; 10])
    }

    fn with(names: &[&str]) -> Journal {
        let mut journal = Journal::default();
        for name in names {
            let rating = OwnRating::new(name, Measure::ZeroToTen, now());
            let change = journal.own_ratings().added(rating, fresh(1)).unwrap();
            journal.apply(&change);
        }
        journal
    }

    fn names(journal: &Journal) -> Vec<&str> {
        journal
            .own_ratings()
            .0
            .iter()
            .map(|rating| rating.name.as_str())
            .collect()
    }

    #[test]
    fn two_of_one_name_and_measure_are_refused_and_another_measure_is_not() {
        let mut journal = with(&["pain"]);
        let again = OwnRating::new(" Pain ", Measure::ZeroToTen, now());
        let why = journal.own_ratings().added(again, fresh(2)).unwrap_err();
        assert_eq!(why, "There's already a rating called \"pain (0-10)\".");
        let other = OwnRating::new("pain", Measure::OneToNine, now());
        let change = journal.own_ratings().added(other, fresh(2)).unwrap();
        journal.apply(&change);
        assert_eq!(names(&journal), ["pain", "pain"]);
    }

    #[test]
    fn a_name_that_became_free_gets_an_id_of_its_own() {
        let mut journal = with(&["pain"]);
        let found = journal.own_ratings().0[0].clone();
        let wanted = OwnRating {
            name: "back pain".to_owned(),
            ..found.clone()
        };
        let change = journal
            .own_ratings()
            .changed(&found, wanted, now())
            .unwrap();
        journal.apply(&change);
        let again = OwnRating::new("pain", Measure::ZeroToTen, now());
        let change = journal.own_ratings().added(again, fresh(2)).unwrap();
        journal.apply(&change);
        assert_eq!(names(&journal), ["back pain", "pain"]);
        let ids: Vec<Id> = journal
            .own_ratings()
            .0
            .iter()
            .map(|rating| rating.id)
            .collect();
        assert_eq!((ids[0], ids[1]), (found.id, fresh(2)));
    }

    #[test]
    fn ratings_move_to_any_place() {
        for (place, order) in [
            (0, ["c", "a", "b"]),
            (1, ["a", "c", "b"]),
            (9, ["a", "b", "c"]),
        ] {
            let mut journal = with(&["a", "b", "c"]);
            let own = journal.own_ratings();
            let change = own.moved(&own.0[2], place, now());
            journal.apply(&change);
            assert_eq!(names(&journal), order);
        }
    }
}
