//! How the last session went, and what should follow it.

use super::reason::Reason;
use crate::coach::Limits;
use crate::content::{self, intensity};
use crate::domain::routine::Intensity;
use crate::domain::{Day, Felt, Id, Journal, Routine};

/// How the latest session of a routine went, if rated within the last week.
pub(super) struct LastTime<'a>(Option<(Felt, &'a Routine, Id)>);

impl<'a> LastTime<'a> {
    pub(super) fn of(journal: &'a Journal, day: Day) -> Self {
        let told = journal
            .sessions_in(day.plus(-7), day)
            .iter()
            .rev()
            .find_map(|session| {
                let id = session.routine.as_deref()?;
                let own = journal
                    .routines()
                    .map(|own| &own.routine)
                    .find(|routine| routine.id == id);
                let routine = content::routines::routine(id).or(own)?;
                Some((session.felt?, routine, session.id))
            });
        Self(told)
    }

    /// Something easier after a session that was too hard or hurt; a little more after one that was
    /// too easy, except for someone who feels worse after exertion.
    pub(super) fn suits(&self, routine: &Routine, limits: Limits) -> bool {
        match self.0 {
            Some((Felt::TooEasy, ..)) if limits.pacing => true,
            Some((Felt::TooHard | Felt::Hurt, last, _)) => demand(routine) < demand(last),
            Some((Felt::TooEasy, last, _)) => is_a_little_more(routine, last),
            Some((Felt::Fine, ..)) | None => true,
        }
    }

    pub(super) fn reason(&self, routine: &Routine, limits: Limits) -> Option<Reason> {
        let (felt, last, id) = self.0?;
        let easier = demand(routine) < demand(last);
        let text = match felt {
            Felt::TooHard if easier => "Last time was too hard, so here's something easier.",
            Felt::Hurt if easier => "Last time hurt, so here's something gentler.",
            Felt::TooEasy if !limits.pacing && is_a_little_more(routine, last) => {
                "Last time was too easy, so here's a little more."
            }
            _ => return None,
        };
        Some(Reason::resting_on(text, [id]))
    }
}

/// How demanding a routine is: intensity first, then length.
pub(super) fn demand(routine: &Routine) -> (Intensity, u32) {
    (intensity::of(routine), routine.minutes())
}

/// Longer by at most half plus five minutes at the same intensity, or at most five minutes longer
/// at the next intensity.
pub(super) fn is_a_little_more(routine: &Routine, last: &Routine) -> bool {
    let (present, before) = (intensity::of(routine), intensity::of(last));
    let next = Intensity::ALL
        .into_iter()
        .find(|intensity| *intensity > before);
    let longer =
        routine.minutes() > last.minutes() && routine.minutes() <= last.minutes() * 3 / 2 + 5;
    let harder = Some(present) == next && routine.minutes() <= last.minutes() + 5;
    harder || present == before && longer
}
