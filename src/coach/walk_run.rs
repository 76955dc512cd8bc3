//! Walk to run: nine weeks in small steps, at the person's own pace.
//!
//! A week is three sessions and can be repeated as often as desired. The current week is derived
//! only from the sessions, so it is the same on every computer and after every import:
//!
//! - three complete sessions of a week advance to the next one if at least two of the last three
//!   were comfortable (effort 5 or less, mood no lower after); one that felt too easy advances
//!   immediately;
//! - two sessions in a row that felt too hard, or one that hurt, go back a week;
//! - for people who feel worse after exertion, no week advances automatically;
//! - after two weeks without a session, the plan resumes one week earlier; after six weeks, three
//!   weeks earlier.
//!
//! The steps are our own, based on common beginners' plans (evidence.md); the gradual return
//! follows the common advice to resume below the level where one stopped.

use crate::coach::Limits;
use crate::content::routines::routine;
use crate::domain::{Day, Felt, Journal, Routine, Session};

/// Number of weeks in the plan.
pub const WEEKS: u8 = 9;
/// Complete sessions per week of the plan.
pub const SESSIONS: u8 = 3;
/// Minimum number of comfortable sessions among the last [`SESSIONS`].
const COMFORTABLE: usize = 2;
/// Maximum effort that counts as comfortable: easy enough to chat.
const CHATTING: u8 = 5;
const PREFIX: &str = "walk-run-";

/// Progress in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalkRunPlace {
    /// The current week, 1 to [`WEEKS`].
    pub week: u8,
    /// Complete sessions of that week so far, 0 to [`SESSIONS`].
    pub sessions: u8,
    /// Whether the whole plan is complete.
    pub through: bool,
    /// Why this is the week, if it is not obvious.
    pub turn: Option<Turn>,
}

/// Why the plan went to a week other than the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The person feels worse after exertion, so no week advances automatically.
    Steady,
    /// The week was too hard, or hurt.
    Eased,
    /// There was a long break.
    Back,
}

/// The plan week of a routine, if it belongs to the plan.
pub fn week_of(id: &str) -> Option<u8> {
    id.strip_prefix(PREFIX)?
        .parse()
        .ok()
        .filter(|week| (1..=WEEKS).contains(week))
}

/// The routine for a week.
pub fn routine_of(week: u8) -> Option<&'static Routine> {
    routine(&format!("{PREFIX}{week}"))
}

/// Progress as of `today`, derived from all sessions in `journal`.
pub fn place(journal: &Journal, today: Day) -> WalkRunPlace {
    let mut at = WalkRunPlace {
        week: 1,
        sessions: 0,
        through: false,
        turn: None,
    };
    let grows = !Limits::of(journal).pacing;
    let mut hard = 0;
    let mut comfortable: Vec<bool> = Vec::new();
    let mut last: Option<Day> = None;
    for (week, session) in journal
        .sessions()
        .iter()
        .filter_map(|session| Some((week_done(session)?, session)))
    {
        if let Some(last) = last {
            at.come_back(last, session.day);
        }
        last = Some(session.day);
        if week != at.week {
            // The person chose another week; the plan follows that choice.
            at = WalkRunPlace {
                week,
                sessions: 0,
                through: false,
                turn: None,
            };
            hard = 0;
        }
        if at.sessions == 0 {
            comfortable.clear();
        }
        at.turn = None;
        hard = if session.felt == Some(Felt::TooHard) {
            hard + 1
        } else {
            0
        };
        match session.felt {
            Some(Felt::Hurt) => at.go_to(week.saturating_sub(1), Some(Turn::Eased)),
            Some(Felt::TooHard) if hard >= 2 => {
                at.go_to(week.saturating_sub(1), Some(Turn::Eased));
                hard = 0;
            }
            Some(Felt::TooEasy) if session.complete && grows => at.go_on(),
            Some(Felt::TooEasy | Felt::Fine) | None if session.complete => {
                at.sessions = (at.sessions + 1).min(SESSIONS);
                comfortable.push(is_comfortable(session));
                let lately = comfortable.iter().rev().take(usize::from(SESSIONS));
                let lately = lately.filter(|comfortable| **comfortable).count();
                if at.sessions == SESSIONS && !grows {
                    at.turn = Some(Turn::Steady);
                } else if at.sessions == SESSIONS && lately >= COMFORTABLE {
                    at.go_on();
                }
            }
            // Stopped early, or too hard for the first time: repeat the same week.
            Some(_) | None => {}
        }
    }
    if let Some(last) = last {
        at.come_back(last, today);
    }
    at
}

fn week_done(session: &Session) -> Option<u8> {
    week_of(session.routine.as_deref()?)
}

/// Whether the session was comfortable; missing ratings count in its favor.
fn is_comfortable(session: &Session) -> bool {
    let easy = session.effort.is_none_or(|effort| effort.get() <= CHATTING);
    easy && session.lift().is_none_or(|lift| lift >= 0)
}

impl WalkRunPlace {
    fn go_to(&mut self, week: u8, turn: Option<Turn>) {
        *self = Self {
            week: week.clamp(1, WEEKS),
            sessions: 0,
            through: self.through,
            turn,
        };
    }

    fn go_on(&mut self) {
        self.through = self.week == WEEKS;
        self.go_to(self.week + 1, None);
    }

    fn come_back(&mut self, last: Day, now: Day) {
        let back = match now.number() - last.number() {
            43.. => 3,
            15.. => 1,
            _ => return,
        };
        self.go_to(self.week.saturating_sub(back), Some(Turn::Back));
    }

    /// Progress in one line.
    pub fn in_words(&self) -> String {
        let Self { week, sessions, .. } = self;
        match (self.turn, *sessions) {
            (Some(Turn::Eased), _) => {
                format!("One week back, to make it easier: week {week} of {WEEKS}.")
            }
            (Some(Turn::Back), _) => {
                format!("After a break, a little easier: week {week} of {WEEKS}.")
            }
            (Some(Turn::Steady), _) => {
                format!("Week {week} of {WEEKS}, for as long as it feels right.")
            }
            (None, 0) if self.through => {
                "You've done all nine weeks. This one keeps you going.".to_owned()
            }
            (None, 0) => format!("Week {week} of {WEEKS}."),
            (None, SESSIONS) => format!(
                "Week {week} of {WEEKS} again, until two sessions go well: effort {CHATTING} or \
                 less and mood no lower."
            ),
            (None, _) => format!("Week {week} of {WEEKS}, {sessions} of {SESSIONS} sessions done."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Also, IdMaker, Rating, Source};
    use chrono::{DateTime, NaiveDate, TimeDelta};

    fn today() -> Day {
        Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 30).unwrap())
    }

    fn session(week: u8, ago: i64, felt: Option<Felt>) -> Session {
        let start = DateTime::parse_from_rfc3339("2026-03-30T09:00:00+00:00").unwrap()
            - TimeDelta::days(ago);
        Session {
            id: IdMaker::seeded(u64::from(week) * 1000 + ago as u64).make(start),
            start,
            timed: true,
            day: today().plus(-ago),
            activity: "walk_jog".into(),
            title: "Walk to run".into(),
            routine: Some(format!("walk-run-{week}")),
            active_seconds: 1500,
            planned_seconds: None,
            distance_m: None,
            met: 6.0,
            effort: None,
            before: None,
            after: None,
            also: Also::default(),
            felt,
            complete: true,
            note: String::new(),
            source: Source::Timer,
            steps: Vec::new(),
            import: None,
            updated_at: start,
        }
    }

    fn after(told: &[(u8, i64, Option<Felt>)]) -> WalkRunPlace {
        let sessions = told
            .iter()
            .map(|(week, ago, felt)| session(*week, *ago, *felt))
            .collect();
        place(&Journal::new(Vec::new(), sessions, None), today())
    }

    #[test]
    fn it_begins_with_week_one() {
        assert_eq!(
            after(&[]),
            WalkRunPlace {
                week: 1,
                sessions: 0,
                through: false,
                turn: None
            }
        );
    }

    #[test]
    fn three_sessions_lead_to_the_next_week() {
        assert_eq!(
            after(&[(1, 5, None), (1, 3, Some(Felt::Fine))]).in_words(),
            "Week 1 of 9, 2 of 3 sessions done."
        );
        assert_eq!(after(&[(1, 5, None), (1, 3, None), (1, 1, None)]).week, 2);
    }

    #[test]
    fn too_easy_goes_on_at_once_and_too_hard_twice_goes_back() {
        assert_eq!(after(&[(3, 2, Some(Felt::TooEasy))]).week, 4);
        assert_eq!(after(&[(3, 2, Some(Felt::TooHard))]).week, 3);
        let eased = after(&[(3, 3, Some(Felt::TooHard)), (3, 1, Some(Felt::TooHard))]);
        assert_eq!((eased.week, eased.turn), (2, Some(Turn::Eased)));
        assert_eq!(after(&[(5, 1, Some(Felt::Hurt))]).week, 4);
    }

    #[test]
    fn a_week_is_repeated_until_two_of_three_sessions_were_comfortable() {
        let rated = |efforts: &[(u8, i8)]| {
            // Most recent first.
            let sessions = efforts.iter().zip((1..).step_by(2));
            let sessions = sessions.map(|((effort, lift), ago)| Session {
                effort: crate::domain::Effort::new(*effort),
                before: Rating::new(5),
                after: Rating::new(5_u8.saturating_add_signed(*lift)),
                ..session(2, ago, Some(Felt::Fine))
            });
            place(&Journal::new(Vec::new(), sessions.collect(), None), today())
        };
        assert_eq!(rated(&[(5, 0), (8, 1), (4, 2)]).week, 3);
        let again = rated(&[(8, 0), (7, 0), (4, 0)]);
        assert_eq!((again.week, again.sessions), (2, 3));
        assert!(
            again
                .in_words()
                .contains("until two sessions go well: effort 5 or less")
        );
        assert_eq!(rated(&[(3, -1), (3, -2), (3, 0)]).week, 2, "mood was lower");
        assert_eq!(
            rated(&[(4, 0), (4, 0), (7, 0), (8, 0)]).week,
            3,
            "the last three count"
        );
    }

    #[test]
    fn who_paces_is_told_of_no_next_week() {
        let sessions = [5, 3, 1].map(|ago| session(2, ago, Some(Felt::Fine)));
        let pacing = (
            crate::content::about::LIMITS.to_owned(),
            "pacing".to_owned(),
        );
        let journal = Journal::new(Vec::new(), sessions.to_vec(), None).with_settings([pacing]);
        let steady = place(&journal, today());
        assert_eq!((steady.week, steady.turn), (2, Some(Turn::Steady)));
        assert!(!steady.in_words().contains("until"));
    }

    #[test]
    fn a_week_chosen_by_hand_is_followed() {
        assert_eq!(
            after(&[(1, 6, None), (4, 2, None)]),
            WalkRunPlace {
                week: 4,
                sessions: 1,
                through: false,
                turn: None
            }
        );
    }

    #[test]
    fn after_a_break_it_goes_on_earlier() {
        assert_eq!(
            (
                after(&[(5, 14, None)]).week,
                after(&[(5, 15, None)]).week,
                after(&[(5, 60, None)]).week
            ),
            (5, 4, 2)
        );
        assert_eq!(after(&[(1, 300, None)]).week, 1, "never below the first");
    }

    #[test]
    fn the_last_week_is_kept_up() {
        let done = after(&[(9, 5, None), (9, 3, None), (9, 1, None)]);
        assert_eq!((done.week, done.through), (9, true));
        assert!(done.in_words().contains("all nine"));
    }

    #[test]
    fn a_session_left_early_does_not_count_for_the_week() {
        let mut left = session(1, 2, None);
        left.complete = false;
        assert_eq!(
            place(&Journal::new(Vec::new(), vec![left], None), today()).sessions,
            0
        );
    }

    #[test]
    fn every_week_has_its_routine() {
        assert!((1..=WEEKS).all(|week| routine_of(week).is_some()));
        assert_eq!(
            (
                week_of("walk-run-0"),
                week_of("walk-run-10"),
                week_of("walk-10")
            ),
            (None, None, None)
        );
    }
}
