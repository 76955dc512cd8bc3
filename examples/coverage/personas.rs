//! People who do what the coach suggests, a session a day for 120 days: what of the best possible value they get.
//!
//! The value of a session is the chance to finish it times (lift + 0.5), as where suggestions are followed without
//! rules. The best is the most valuable one they have time for, every day; never the same twice in a row, and newness
//! every third day, keep everyone below 1.

use crate::coach::{Circumstances, Limits, suggest};
use crate::content::activities::activity;
use crate::content::equipment::Lacks;
use crate::content::routines::routines;
use crate::content::safety::{Answers, Readiness};
use crate::domain::{Day, Felt, Journal, Rating, Routine, Session};
use crate::follower::{self, normal};
use crate::someone::numbered;
use crate::stats::split_mix::SplitMix64;

/// Days that are lived.
const DAYS: usize = 120;
/// The last of them, counted apart.
const LAST: usize = 60;

/// A kind of person.
struct Persona {
    name: &'static str,
    /// The lowest and the highest energy, each as likely as those between.
    energy: (u8, u8),
    /// The most minutes there are.
    minutes: Option<u32>,
    /// What an activity does: lift in points, chance to be finished.
    truth: fn(&str) -> (f64, f64),
    /// How much less the same lifts for each of the last six that were it.
    wears_off: f64,
    /// Activities of their own that they do already.
    own: &'static [&'static str],
    /// Equipment they don't have.
    lacks: Missing,
}

/// What a person without equipment can do about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Nothing,
    /// They have none and never said so: what needs it is hardly ever finished.
    Untold,
    /// They have none and said so.
    Told,
}

/// The chance to finish what needs equipment that isn't there.
const UNEQUIPPED: f64 = 0.1;

fn category(id: &str) -> &str {
    activity(id).map_or("", |known| &known.category)
}

fn met(id: &str) -> f64 {
    activity(id).map_or(4.0, |known| known.met)
}

/// Whether it hurts whoever has a bad knee.
fn is_of_knees(id: &str) -> bool {
    ["stairs", "jog", "circuit", "bodyweight", "sit_stand"]
        .iter()
        .any(|part| id.contains(part))
}

const PERSONAS: [Persona; 8] = [
    Persona {
        name: "loves yoga",
        energy: (4, 7),
        minutes: None,
        truth: |id| (if category(id) == "yoga" { 1.4 } else { 0.2 }, 0.8),
        wears_off: 0.0,
        own: &[],
        lacks: Missing::Nothing,
    },
    Persona {
        name: "low energy",
        energy: (2, 4),
        minutes: None,
        truth: |id| {
            if met(id) <= 3.0 {
                (0.6, 0.9)
            } else {
                (0.3, 0.4)
            }
        },
        wears_off: 0.0,
        own: &[],
        lacks: Missing::Nothing,
    },
    Persona {
        name: "ten minutes",
        energy: (4, 7),
        minutes: Some(10),
        truth: |_| (0.5, 0.7),
        wears_off: 0.0,
        own: &[],
        lacks: Missing::Nothing,
    },
    Persona {
        name: "a bad knee",
        energy: (4, 7),
        minutes: None,
        truth: |id| {
            if is_of_knees(id) {
                (-0.8, 0.4)
            } else {
                (0.6, 0.8)
            }
        },
        wears_off: 0.0,
        own: &[],
        lacks: Missing::Nothing,
    },
    Persona {
        name: "no equipment",
        energy: (4, 7),
        minutes: None,
        truth: |_| (0.6, 0.8),
        wears_off: 0.0,
        own: &[],
        lacks: Missing::Untold,
    },
    Persona {
        name: "no equipment, and said so",
        energy: (4, 7),
        minutes: None,
        truth: |_| (0.6, 0.8),
        wears_off: 0.0,
        own: &[],
        lacks: Missing::Told,
    },
    Persona {
        name: "soon bored",
        energy: (4, 7),
        minutes: None,
        truth: |_| (0.6, 0.8),
        wears_off: 0.25,
        own: &[],
        lacks: Missing::Nothing,
    },
    Persona {
        name: "cyclist",
        energy: (5, 8),
        minutes: None,
        truth: |id| (if category(id) == "bike" { 1.4 } else { 0.2 }, 0.8),
        wears_off: 0.0,
        own: &["bike", "bike_commute"],
        lacks: Missing::Nothing,
    },
];

/// How the next session is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Coach,
    /// The most valuable of what the coach chooses from that day: what its rules leave possible.
    Knows,
    Random,
}

/// Prints each persona's share of the best over all days and over the last sixty.
pub(crate) fn personas(people: u64) {
    println!(
        "\nEight people, {DAYS} days: share of the best possible value over all days / the last {LAST} (activities tried)\n"
    );
    println!(
        "| | the coach | who knows all lifts, by the same rules | at random |\n| --- | --- | --- | --- |"
    );
    for persona in &PERSONAS {
        let line: Vec<String> = [Choice::Coach, Choice::Knows, Choice::Random]
            .map(|choice| {
                let lived: Vec<_> = (0..people)
                    .map(|seed| live(persona, choice, seed))
                    .collect();
                let mean = |of: fn(&(f64, f64, usize)) -> f64| {
                    lived.iter().map(of).sum::<f64>() / people as f64
                };
                format!(
                    "{:.2} / {:.2} ({:.1})",
                    mean(|one| one.0),
                    mean(|one| one.1),
                    mean(|one| one.2 as f64)
                )
            })
            .into();
        println!(
            "| {} | {} | {} | {} |",
            persona.name, line[0], line[1], line[2]
        );
    }
}

fn live(persona: &Persona, choice: Choice, seed: u64) -> (f64, f64, usize) {
    let chance = &mut SplitMix64::new(seed * 7_919 + 12);
    let own: Vec<Routine> = persona.own.iter().map(|id| own_routine(id)).collect();
    let menu: Vec<&Routine> = routines()
        .iter()
        .filter(|routine| persona.minutes.is_none_or(|most| routine.minutes() <= most))
        .chain(&own)
        .collect();
    // Everybody is a little different.
    let mut truth: Vec<(String, f64, f64)> = Vec::new();
    for routine in &menu {
        if !truth.iter().any(|(id, ..)| *id == routine.activity) {
            let (lift, finish) = (persona.truth)(&routine.activity);
            truth.push((
                routine.activity.clone(),
                lift + normal(chance, 0.25),
                finish,
            ));
        }
    }
    let nothing = Lacks::all_but(&[]);
    let of = |routine: &Routine| {
        let known = truth.iter().find(|(known, ..)| *known == routine.activity);
        let (lift, finish) = known.map_or((0.0, 0.0), |(_, lift, finish)| (*lift, *finish));
        let is_short = persona.lacks != Missing::Nothing && nothing.missing_for(routine).is_some();
        (lift, if is_short { UNEQUIPPED } else { finish })
    };
    let value = |(lift, finish): (f64, f64)| finish * (lift + 0.5);
    let best = menu
        .iter()
        .map(|routine| value(of(routine)))
        .fold(f64::MIN, f64::max);
    let start = numbered(crate::NOW - DAYS as i64);
    let mut done: Vec<Session> = Vec::new();
    for own in &own {
        for turn in 0..3 {
            let day = start.plus(-9 + 3 * turn);
            done.push(session(own, day, Some((5.0, 5.0 + of(own).0)), None));
        }
    }
    let before_all = done.len();
    // How much less it lifts for having been done lately.
    let worn = |done: &[Session], activity: &str| {
        let last = done.iter().rev().take(6);
        let again = last.filter(|one| one.activity == activity).count();
        persona.wears_off * again as f64
    };
    let mut values = Vec::new();
    for turn in 0..DAYS {
        let day = start.plus(turn as i64);
        let (low, high) = persona.energy;
        let energy = low + chance.below(u64::from(high - low) + 1) as u8;
        // Rides are vigorous: nothing vigorous is suggested to whoever has not answered the safety questions.
        let readiness = (!own.is_empty()).then_some(Readiness {
            day,
            answers: Answers::new([false, false, true, false]),
        });
        let now = Circumstances {
            energy: Rating::new(energy),
            minutes: persona.minutes,
            limits: Limits {
                readiness,
                lacks: match persona.lacks {
                    Missing::Told => nothing,
                    Missing::Untold | Missing::Nothing => Lacks::default(),
                },
                ..Limits::default()
            },
            ..Circumstances::default()
        };
        let routine = match choice {
            Choice::Random => menu[chance.below(menu.len() as u64) as usize].clone(),
            Choice::Coach | Choice::Knows => {
                let journal = Journal::new(Vec::new(), done.clone(), None);
                let Some(found) = suggest(&journal, day, &now, chance.next()) else {
                    values.push(0.0);
                    continue;
                };
                let worth = |id: &str| {
                    let routine = menu.iter().find(|routine| is_called(routine, id));
                    routine.map_or(f64::MIN, |routine| {
                        let (lift, finish) = of(routine);
                        value((lift - worn(&done[before_all..], &routine.activity), finish))
                    })
                };
                let mut ids = found.candidates.iter().map(|(id, _)| id.as_str());
                let best = ids.by_ref().max_by(|a, b| worth(a).total_cmp(&worth(b)));
                let known = menu
                    .iter()
                    .find(|routine| best.is_some_and(|id| is_called(routine, id)));
                match known.filter(|_| choice == Choice::Knows) {
                    Some(routine) => (*routine).clone(),
                    None => found.routine,
                }
            }
        };
        let (lift, finish) = of(&routine);
        let lift = lift - worn(&done[before_all..], &routine.activity);
        values.push(value((lift, finish)));
        let before = (5.5 + normal(chance, 1.0)).round();
        let after = before + lift - 0.4 * (before - 5.5) + normal(chance, 0.8);
        let is_finished = chance.unit() < finish;
        let felt =
            (persona.name == "a bad knee" && is_of_knees(&routine.activity)).then_some(Felt::Hurt);
        done.push(session(
            &routine,
            day,
            is_finished.then_some((before, after)),
            felt,
        ));
    }
    let share = |values: &[f64]| values.iter().sum::<f64>() / (values.len() as f64 * best);
    let mut tried: Vec<&str> = done.iter().map(|one| one.activity.as_str()).collect();
    tried.sort_unstable();
    tried.dedup();
    (share(&values), share(&values[DAYS - LAST..]), tried.len())
}

/// Whether a suggestion's id is that of a routine of the menu.
fn is_called(routine: &Routine, id: &str) -> bool {
    routine.id == id || Routine::own_id_activity(id) == Some(routine.activity.as_str())
}

fn own_routine(id: &str) -> Routine {
    Routine::free(id, id, 1_800)
}

fn session(routine: &Routine, day: Day, moods: Option<(f64, f64)>, felt: Option<Felt>) -> Session {
    let is_ours = routines().iter().any(|known| known.id == routine.id);
    Session {
        routine: is_ours.then(|| routine.id.clone()),
        active_seconds: routine.seconds().max(300),
        met: met(&routine.activity),
        felt,
        ..follower::session(routine, day, day.number() as usize, moods)
    }
}
