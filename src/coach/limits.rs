//! Limits from the person's initial answers and the safety questions. Both determine whether a
//! routine is suggested and how it opens; this is decided only here.

use crate::content::about::LIMITS;
use crate::content::activities::activity;
use crate::content::equipment::{self, Equipment, Lacks};
use crate::content::intensity;
use crate::content::movements::Movement;
use crate::content::safety::{Outcome, Readiness, is_due};
use crate::domain::routine::{Intensity, Place, Position};
use crate::domain::{Day, Journal, Routine};

/// Constraints on every suggestion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box that was ticked"
)]
pub struct Limits {
    /// Only seated or lying.
    pub seated: bool,
    /// Nothing on the floor.
    pub no_floor: bool,
    /// Indoors only.
    pub indoors: bool,
    /// In one place, without jumping or stairs.
    pub quiet: bool,
    /// Only gentle routines.
    pub gentle: bool,
    /// Exertion makes the person feel worse a day or two later: only gentle routines, and no
    /// progression.
    pub pacing: bool,
    /// Numbers and goals make things worse: numbers, the weekly range, the plan and weekly totals
    /// are hidden everywhere.
    pub without_numbers: bool,
    /// The latest answers to the safety questions.
    pub readiness: Option<Readiness>,
    /// The equipment the person doesn't have.
    pub lacks: Lacks,
}

/// How a routine opens for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// Immediately.
    AtOnce,
    /// After the safety questions, if they were never answered or the answers are over half a year
    /// old.
    AfterQuestions,
    /// After the page for this outcome, every time.
    AfterPage(Outcome),
    /// Never; the page for this outcome explains why.
    Never(Outcome),
}

/// Whether and how a routine is available to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Whether it may be suggested.
    pub suggested: bool,
    /// How it opens if chosen by name.
    pub opens: Opens,
    /// Equipment it needs and the person doesn't have.
    pub missing: Option<Equipment>,
}

impl Opens {
    /// Name used in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::AfterQuestions => "after_questions",
            Self::AfterPage(_) => "after_page",
            Self::Never(_) => "never",
        }
    }
}

impl Fit {
    /// Why it is not suggested, as a sentence; `None` if it may be.
    pub const fn why_not(self) -> Option<&'static str> {
        match (self.opens, self.suggested, self.missing) {
            (Opens::AfterPage(Outcome::EasierFirst), ..) => {
                Some("Give easier routines a few weeks first.")
            }
            (Opens::AfterPage(_), ..) => Some("Talk with your doctor before this one."),
            (Opens::Never(_), ..) => Some("Please see a doctor before this one."),
            (_, false, Some(missing)) => Some(missing.why_not()),
            (Opens::AfterQuestions, false, None) => {
                Some("Vigorous: the safety questions come first.")
            }
            (Opens::AtOnce, false, None) => Some("Outside what you asked to work around."),
            (Opens::AtOnce | Opens::AfterQuestions, true, _) => None,
        }
    }
}

/// Whether `routine` is suggested to a person with these limits, and how it opens on `today`. The
/// same rule applies everywhere.
pub fn fit(routine: &Routine, limits: Limits, today: Day) -> Fit {
    let intensity = intensity::of(routine);
    let opens = match limits.outcome() {
        _ if is_due(intensity, limits.readiness, today) => Opens::AfterQuestions,
        Some(Outcome::SeeDoctor) if !limits.is_ready_for(routine) => {
            Opens::Never(Outcome::SeeDoctor)
        }
        Some(outcome) if !limits.is_ready_for(routine) => Opens::AfterPage(outcome),
        Some(_) | None => Opens::AtOnce,
    };
    Fit {
        suggested: limits.allow(routine),
        opens,
        missing: limits.lacks.missing_for(routine),
    }
}

/// Whether numbers are hidden, by the config or by the answer in "about you": for screens, commands and pages alike.
pub fn hides_numbers(journal: &Journal) -> bool {
    journal.hides_numbers() || hides_numbers_by_answer(journal)
}

/// Whether the person said in "about you" that numbers and goals make things worse.
pub fn hides_numbers_by_answer(journal: &Journal) -> bool {
    Limits::of(journal).without_numbers
}

/// What commands print instead of purely numeric output when the person chose to hide numbers.
pub const NUMBERS_HIDDEN: &str =
    "Numbers stay hidden, as you chose. Change it in the app, in the settings or under About you.";

impl Limits {
    /// The limits from the journal's settings.
    pub fn of(journal: &Journal) -> Self {
        Self {
            readiness: Readiness::of(journal),
            lacks: Lacks::read(journal.setting(equipment::LACKS).unwrap_or_default()),
            ..Self::read(journal.setting(LIMITS).unwrap_or_default())
        }
    }

    /// Parses `seated,floor,indoors,quiet,gentle,pacing,numbers`; unknown words are ignored.
    pub fn read(text: &str) -> Self {
        let has = |word| text.split(',').any(|part| part.trim() == word);
        Self {
            seated: has("seated"),
            no_floor: has("floor"),
            indoors: has("indoors"),
            quiet: has("quiet"),
            gentle: has("gentle") || has("pacing"),
            pacing: has("pacing"),
            without_numbers: has("numbers"),
            readiness: None,
            lacks: Lacks::default(),
        }
    }

    /// The outcome of the safety questions, regardless of when they were answered.
    pub fn outcome(self) -> Option<Outcome> {
        self.readiness.map(|known| known.answers.outcome())
    }

    /// The highest intensity suggested: nothing vigorous before the safety questions.
    pub fn hardest(self) -> Intensity {
        if self.gentle {
            return Intensity::Gentle;
        }
        self.outcome().map_or(Intensity::Moderate, Outcome::hardest)
    }

    /// Whether `routine` respects these limits.
    pub fn allow(self, routine: &Routine) -> bool {
        let positions = routine.positions.iter();
        let intensity = intensity::of(routine);
        positions
            .copied()
            .all(|position| self.allow_position(position))
            && (!self.indoors || routine.place.suits(Place::Indoors))
            && (!self.quiet || intensity < Intensity::Vigorous)
            && intensity <= self.hardest()
            && self.is_ready_for(routine)
            && self.lacks.missing_for(routine).is_none()
    }

    /// Whether `other` may replace `present` in `routine`, once opened: in one of the routine's
    /// positions, within the limits and, if the routine is harder than what is suggested, no harder
    /// than the routine.
    pub fn allow_instead(self, other: &Movement, present: &Movement, routine: &Routine) -> bool {
        let positions = match routine.positions.as_slice() {
            [] => std::slice::from_ref(&present.position),
            positions => positions,
        };
        let mut positions = positions.iter();
        let intensity = intensity::of_step(&other.id);
        let hardest = if self.gentle {
            Intensity::Gentle
        } else {
            self.hardest().max(intensity::of(routine))
        };
        let place = activity(&other.activity).map_or(Place::Anywhere, |activity| activity.place);
        positions.any(|position| other.can_be(*position) && self.allow_position(*position))
            && (!self.indoors || place.suits(Place::Indoors))
            && (!self.quiet || intensity < Intensity::Vigorous)
            && intensity <= hardest
            && (self.outcome() != Some(Outcome::SeeDoctor) || intensity::is_easy_movement(other))
    }

    fn allow_position(self, position: Position) -> bool {
        (!self.seated || [Position::Seated, Position::Lying].contains(&position))
            && (!self.no_floor || position != Position::Floor)
            && (!self.quiet || position != Position::Walking)
    }

    /// Whether the safety questions, if answered, permit `routine`.
    fn is_ready_for(self, routine: &Routine) -> bool {
        let intensity = intensity::of(routine);
        self.outcome().is_none_or(|outcome| {
            intensity <= outcome.hardest()
                && (outcome != Outcome::SeeDoctor || intensity::is_easy(routine))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::movements::{instead_of, movement, movements};
    use crate::content::routines::{routine, routines};
    use crate::content::safety::{ASK_AGAIN_DAYS, Answers};

    fn today() -> Day {
        Day::from_date("2026-03-02".parse().unwrap())
    }

    /// Limits of someone who gave these four answers `ago` days ago.
    fn answered(letters: &str, ago: i64) -> Limits {
        let answers: Vec<bool> = letters.chars().map(|letter| letter == 'y').collect();
        Limits {
            readiness: Some(Readiness {
                day: today().plus(-ago),
                answers: Answers::new(answers.try_into().unwrap()),
            }),
            ..Limits::default()
        }
    }

    #[test]
    fn every_limit_by_itself_leaves_something_to_do() {
        for word in [
            "",
            "none",
            "seated",
            "floor",
            "indoors",
            "quiet",
            "gentle",
            "pacing",
            "seated,indoors,quiet,gentle",
        ] {
            let limits = Limits::read(word);
            for readiness in [None, answered("nyyn", 0).readiness] {
                let limits = Limits {
                    readiness,
                    ..limits
                };
                assert!(
                    routines()
                        .iter()
                        .any(|routine| limits.allow(routine) && routine.is_tiny()),
                    "{word}"
                );
            }
        }
        assert_eq!(Limits::read("none"), Limits::default());
    }

    #[test]
    fn who_has_no_equipment_is_left_with_something_to_do_and_told_what_is_missing() {
        for word in [
            "", "seated", "floor", "indoors", "quiet", "gentle", "pacing",
        ] {
            let limits = Limits {
                lacks: Lacks::all_but(&[]),
                ..Limits::read(word)
            };
            let mut left = routines().iter().filter(|routine| limits.allow(routine));
            assert!(
                left.clone()
                    .all(|routine| limits.lacks.missing_for(routine).is_none())
            );
            assert!(left.any(Routine::is_tiny), "{word}");
        }
        let limits = Limits {
            lacks: Lacks::read("chair"),
            ..Limits::default()
        };
        let fit = fit(routine("chair-8").unwrap(), limits, today());
        assert_eq!(fit.opens, Opens::AtOnce, "it can still be chosen");
        assert_eq!(fit.why_not(), Some("Needs a chair, which you don't have."));
    }

    #[test]
    fn each_limit_keeps_out_what_it_names() {
        let left = |word: &str| {
            let limits = Limits::read(word);
            routines()
                .iter()
                .filter(move |routine| limits.allow(routine))
        };
        assert!(left("floor").all(|routine| !routine.positions.contains(&Position::Floor)));
        assert!(left("gentle").all(|routine| intensity::of(routine) == Intensity::Gentle));
        assert!(left("indoors").all(|routine| routine.place != Place::Outdoors));
        assert!(left("quiet").all(|routine| !routine.positions.contains(&Position::Walking)));
    }

    /// The full table of outcomes: what is suggested, and how each routine opens.
    #[test]
    fn answers_decide_what_is_suggested_what_opens_after_its_page_and_what_never_does() {
        use Outcome::{EasierFirst, SeeDoctor, TalkFirst};
        let way = |letters: &str, id: &str| {
            let limits = answered(letters, 1);
            let fit = fit(routine(id).unwrap(), limits, today());
            (fit.suggested, fit.opens)
        };
        let open = (true, Opens::AtOnce);
        let page = |outcome| (false, Opens::AfterPage(outcome));
        for (letters, gentle, moderate, vigorous) in [
            ("nnyn", open, open, open),
            ("nnnn", open, open, page(EasierFirst)),
            ("ynyn", open, page(TalkFirst), page(TalkFirst)),
            ("nnyy", open, page(TalkFirst), page(TalkFirst)),
            ("ynny", open, page(TalkFirst), page(TalkFirst)),
        ] {
            assert_eq!(way(letters, "just-start"), gentle, "{letters}");
            assert_eq!(way(letters, "gentle-8"), moderate, "{letters}");
            assert_eq!(way(letters, "stairs-4"), vigorous, "{letters}");
        }
        let never = (false, Opens::Never(SeeDoctor));
        for letters in ["nynn", "yyyy", "nyyn"] {
            for routine in routines() {
                let easy = intensity::is_easy(routine);
                let expected = if easy { open } else { never };
                assert_eq!(
                    way(letters, &routine.id),
                    expected,
                    "{letters}, {}",
                    routine.id
                );
            }
        }
    }

    #[test]
    fn nothing_vigorous_is_suggested_or_opened_before_the_questions() {
        for routine in routines() {
            let vigorous = intensity::of(routine) == Intensity::Vigorous;
            let fit = fit(routine, Limits::default(), today());
            assert_eq!(fit.suggested, !vigorous, "{}", routine.id);
            assert_eq!(
                fit.opens == Opens::AfterQuestions,
                vigorous,
                "{}",
                routine.id
            );
        }
    }

    #[test]
    fn after_half_a_year_the_questions_are_due_and_the_old_answers_govern_until_then() {
        let (stairs, dance) = (
            routine("stairs-4").unwrap(),
            routine("three-songs").unwrap(),
        );
        for letters in ["nnyn", "nnnn", "ynyn", "nyyn"] {
            let (fresh, old) = (answered(letters, ASK_AGAIN_DAYS), answered(letters, 400));
            assert_ne!(fit(stairs, fresh, today()).opens, Opens::AfterQuestions);
            assert_eq!(fit(stairs, old, today()).opens, Opens::AfterQuestions);
            assert_eq!(
                fit(dance, old, today()),
                fit(dance, fresh, today()),
                "{letters}"
            );
            for routine in routines() {
                assert_eq!(old.allow(routine), fresh.allow(routine), "{}", routine.id);
            }
        }
    }

    /// Everything that can replace any step through repeated swaps, or through easier and harder
    /// variants.
    fn instead(limits: Limits, routine: &Routine) -> Vec<&'static Movement> {
        let mut found = Vec::new();
        for step in routine.steps() {
            let Some(present) = movement(&step.movement) else {
                continue;
            };
            let suits = |other: &Movement| limits.allow_instead(other, present, routine);
            found.extend(movements().iter().filter(|other| suits(other)));
            found.extend(instead_of(present, suits));
        }
        found
    }

    #[test]
    fn whatever_takes_the_place_of_a_step_stays_in_the_routines_position() {
        let rests = |routine: &Routine| {
            let found = instead(Limits::default(), routine).into_iter();
            found.collect::<Vec<_>>()
        };
        for id in ["start-seated", "chair-8"] {
            let found = rests(routine(id).unwrap());
            assert!(found.len() > 20 && found.iter().all(|other| other.can_be(Position::Seated)));
        }
        let standing = rests(routine("gentle-8").unwrap());
        assert!(
            standing
                .iter()
                .all(|other| other.can_be(Position::Standing))
        );
    }

    #[test]
    fn whatever_takes_the_place_of_a_step_keeps_to_the_limits() {
        let everywhere = |limits: Limits| {
            routines()
                .iter()
                .flat_map(move |routine| instead(limits, routine))
        };
        assert!(
            everywhere(Limits::read("seated"))
                .all(|other| { other.can_be(Position::Seated) || other.can_be(Position::Lying) })
        );
        let on_the_floor_alone =
            |other: &Movement| other.position == Position::Floor && other.also.is_empty();
        assert!(!everywhere(Limits::read("floor")).any(on_the_floor_alone));
        let is = |other: &Movement, intensity| intensity::of_step(&other.id) == intensity;
        assert!(everywhere(Limits::read("quiet")).all(|other| {
            other.position != Position::Walking && !is(other, Intensity::Vigorous)
        }));
        assert!(everywhere(Limits::read("gentle")).all(|other| is(other, Intensity::Gentle)));
        assert!(everywhere(answered("nyyn", 1)).all(intensity::is_easy_movement));
    }

    #[test]
    fn nothing_vigorous_takes_the_place_of_a_step_in_a_routine_that_is_not() {
        for (letters, id) in [
            ("", "three-songs"),
            ("nnnn", "gentle-8"),
            ("ynyn", "gentle-8"),
        ] {
            let limits = match letters {
                "" => Limits::default(),
                letters => answered(letters, 1),
            };
            let found = instead(limits, routine(id).unwrap());
            let hard = |other: &&Movement| intensity::of_step(&other.id) == Intensity::Vigorous;
            assert!(!found.iter().any(hard), "{letters}");
        }
        let free = instead(answered("nnyn", 1), routine("gentle-8").unwrap());
        assert!(free.iter().any(|other| other.id == "high_knees"));
    }
}
