//! How people really live: what is claimed of those for whom moving does nothing, and what is found of those whom it
//! helps, as the tables of docs/insights.md.

use crate::domain::{Question, Ratings};
use crate::someone::{
    Moves, NOISE, NOW, PLANNED, PLANNED_KEPT, Pick, Someone, normal, numbered, rating,
};
use crate::stats::days::Days;
use crate::stats::dose::length;
use crate::stats::goes_with::goes_with;
use crate::stats::right_after::right_after;
use crate::stats::split_mix::SplitMix64;
use crate::stats::usual::Usual;
use crate::stats::verdict::is_claim;
use crate::stats::{Bout, Diary, Extra, RatedMoment, Status};
use std::thread;

/// Prints all tables, each cell from so many people.
pub(crate) fn kinds(people: u64) {
    claims(people);
    found(people);
    asked(people);
    looks(people / 2);
    short(people);
    crate::experiments::experiments(people);
    lengths(people);
    factors(people);
    crate::marks::marks(people);
}

/// What each of so many people comes to, on all processors.
pub(crate) fn each<T: Send>(people: u64, one: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let workers = thread::available_parallelism().map_or(1, |n| n.get() as u64);
    thread::scope(|scope| {
        let one = &one;
        let work = |worker: u64| {
            scope.spawn(move || {
                let seeds = (worker..people).step_by(workers as usize);
                seeds.map(|seed| one(seed * 7_919 + 20)).collect::<Vec<T>>()
            })
        };
        let running: Vec<_> = (0..workers).map(work).collect();
        let done = running.into_iter().filter_map(|worker| worker.join().ok());
        done.flatten().collect()
    })
}

/// Of how many in a hundred something holds.
pub(crate) fn percent(people: u64, one: impl Fn(u64) -> bool + Sync) -> f64 {
    let held = each(people, one);
    let count = held.iter().filter(|held| **held).count();
    100.0 * count as f64 / held.len().max(1) as f64
}

/// The verdicts of same day, next day and right after.
fn verdicts(diary: &Diary) -> [Status; 3] {
    let cards = crate::cards(diary);
    let after = right_after(diary, &Usual::new(diary));
    [cards[0].status, cards[1].status, after.status]
}

/// In how many of a hundred each of the three cards claims something.
fn claimed(someone: Someone, people: u64) -> [f64; 3] {
    let said = each(people, |seed| verdicts(&someone.live(seed)).map(is_claim));
    [0, 1, 2].map(|card| {
        let count = said.iter().filter(|said| said[card]).count();
        100.0 * count as f64 / said.len().max(1) as f64
    })
}

pub(crate) fn row(name: &str, cells: &[String]) {
    println!("| {name} | {} |", cells.join(" | "));
}

pub(crate) fn head(title: &str, cells: &[String]) {
    println!("\n{title}\n");
    row("", cells);
    row("---", &vec!["---".to_owned(); cells.len()]);
}

fn days_of(lengths: &[i64]) -> Vec<String> {
    lengths.iter().map(|days| format!("{days} days")).collect()
}

fn of(moves: Moves) -> Someone {
    Someone {
        moves,
        missing: 0.2,
        ..Someone::default()
    }
}

/// False claims by kind of person and length of diary.
fn claims(people: u64) {
    let unasked = |moves| Someone {
        asked: 0.0,
        ..of(moves)
    };
    let groups: [(&str, Vec<Someone>); 5] = [
        (
            "moves by habit, on fixed days, more and more, after good or low days (7 kinds)",
            vec![
                Someone {
                    phi: 0.2,
                    ..of(Moves::Habit)
                },
                of(Moves::Habit),
                Someone {
                    phi: 0.6,
                    ..of(Moves::Habit)
                },
                of(Moves::MonWedFri),
                of(Moves::Rising),
                of(Moves::AfterGood(0.8)),
                of(Moves::AfterGood(-0.8)),
            ],
        ),
        (
            "moves when good or low, on good or low days, by a strong weekly rhythm (5 kinds)",
            vec![
                of(Moves::WhenGood(1.2)),
                of(Moves::WhenGood(-1.2)),
                of(Moves::GoodDays(1.2)),
                of(Moves::GoodDays(-1.2)),
                of(Moves::Weekly),
            ],
        ),
        (
            "moves at good or low moments (4 kinds)",
            vec![
                of(Moves::Moments(2.0)),
                of(Moves::Moments(-2.0)),
                of(Moves::OfFour(Pick::Best)),
                of(Moves::OfFour(Pick::Lowest)),
            ],
        ),
        (
            "of these, at the lowest of four moments",
            vec![of(Moves::OfFour(Pick::Lowest))],
        ),
        (
            "moves when good or low, no session rated",
            vec![
                unasked(Moves::WhenGood(1.2)),
                unasked(Moves::WhenGood(-1.2)),
            ],
        ),
    ];
    let lengths = [30, 60, 120, 365];
    head(
        "Claims where moving does nothing, in % of people: same day / next day / right after (worst kind)",
        &days_of(&lengths),
    );
    for (name, kinds) in groups {
        let cells = lengths.map(|days| {
            let of_kind = |kind: &Someone| claimed(Someone { days, ..*kind }, people);
            let all: Vec<[f64; 3]> = kinds.iter().map(of_kind).collect();
            let told = |of: &dyn Fn(&mut dyn Iterator<Item = f64>) -> f64| {
                let each = [0, 1, 2]
                    .map(|card| format!("{:.0}", of(&mut all.iter().map(|kind| kind[card]))));
                each.join("/")
            };
            let mean = told(&|values| values.sum::<f64>() / all.len() as f64);
            let worst = told(&|values| values.fold(0.0, f64::max));
            if all.len() > 1 {
                format!("{mean} ({worst})")
            } else {
                mean
            }
        });
        row(name, &cells);
    }
}

/// What is found of effects that are there.
fn found(people: u64) {
    let lengths = [60, 120, 365];
    head(
        "Found where it is there, in % of people",
        &days_of(&lengths),
    );
    let same = |same, moves| Someone { same, ..of(moves) };
    let lift = |lift, moves| Someone {
        lift: (lift, 0.15),
        ..of(moves)
    };
    let unasked = Someone {
        asked: 0.0,
        ..same(1.0, Moves::Habit)
    };
    let lift_asked = |asked| Someone {
        asked,
        ..lift(0.5, Moves::Habit)
    };
    let differing = Someone {
        lift: (0.5, 0.4),
        ..of(Moves::Habit)
    };
    let rows: [(&str, usize, Someone); 14] = [
        ("same day, 0.5", 0, same(0.5, Moves::Habit)),
        ("same day, 1.0", 0, same(1.0, Moves::Habit)),
        (
            "same day, 1.0, two sessions a day",
            0,
            same(1.0, Moves::Twice),
        ),
        (
            "same day, 1.0, strong weekly rhythm",
            0,
            same(1.0, Moves::Weekly),
        ),
        ("same day, 1.0, no session rated", 0, unasked),
        (
            "next day, 0.5",
            1,
            Someone {
                next: 0.5,
                ..of(Moves::Habit)
            },
        ),
        ("right after, 0.5", 2, lift(0.5, Moves::Habit)),
        ("right after, 0.5, every session rated", 2, lift_asked(1.0)),
        (
            "right after, 0.5, 40% of sessions rated",
            2,
            lift_asked(0.4),
        ),
        (
            "right after, 0.5 on average, 0.4 apart by activity",
            2,
            differing,
        ),
        ("right after, 1.0", 2, lift(1.0, Moves::Habit)),
        (
            "right after, 1.0, moves at the lowest moment",
            2,
            lift(1.0, Moves::OfFour(Pick::Lowest)),
        ),
        (
            "right after, 1.0, moves on low days",
            2,
            lift(1.0, Moves::GoodDays(-1.2)),
        ),
        (
            "same day, 1.0, moves on low days",
            0,
            same(1.0, Moves::GoodDays(-1.2)),
        ),
    ];
    for (name, card, someone) in rows {
        let cells = lengths.map(|days| {
            let claims = claimed(Someone { days, ..someone }, people);
            format!("{:.0}", claims[card])
        });
        row(name, &cells);
    }
    let hidden = lengths.map(|days| {
        let someone = Someone {
            days,
            ..same(1.0, Moves::GoodDays(-1.2))
        };
        let small = percent(people, |seed| {
            verdicts(&someone.live(seed))[0] == Status::Small
        });
        format!("{small:.0}")
    });
    row(
        "\"little or no difference\" though it is 1.0 (moves on low days)",
        &hidden,
    );
}

/// How many rated sessions it takes until something is claimed.
fn asked(people: u64) {
    let counts = [Some(0), Some(8), Some(16), Some(24), Some(40), None];
    let names =
        counts.map(|count| count.map_or("all".to_owned(), |count: usize| count.to_string()));
    head(
        "Same day by rated sessions in a year, in % of people",
        &names,
    );
    let cells = |someone: Someone| {
        counts.map(|asked_at_most| {
            let someone = Someone {
                asked_at_most,
                asked: 1.0,
                days: 365,
                ..someone
            };
            format!("{:.0}", claimed(someone, people)[0])
        })
    };
    row(
        "moves when good, no effect: claimed",
        &cells(of(Moves::WhenGood(1.2))),
    );
    let habit = Someone {
        same: 1.0,
        ..of(Moves::Habit)
    };
    row("moves by habit, 1.0: found", &cells(habit));
}

/// A look every two weeks for a year where moving does nothing.
fn looks(people: u64) {
    let ever = each(people, |seed| {
        let someone = Someone {
            days: 365,
            ..of(Moves::Habit)
        };
        let (ratings, bouts) = someone.records(seed);
        let mut ever = [false; 2];
        for week in (4..=52).step_by(2) {
            let now = numbered(NOW - 365 + 7 * week);
            let diary = Diary::new(ratings.clone(), bouts.clone(), vec![], vec![], now);
            for status in verdicts(&diary) {
                ever[0] |= is_claim(status);
                ever[1] |= matches!(status, Status::LikelyUp | Status::LikelyDown);
            }
        }
        ever
    });
    let percent = |place: usize| {
        let count = ever.iter().filter(|ever| ever[place]).count();
        100.0 * count as f64 / ever.len().max(1) as f64
    };
    println!(
        "\nA look every two weeks for a year, no effect: ever \"maybe\" or \"likely\" on any of the three cards {:.0} %, \
         ever \"likely\" {:.0} %",
        percent(0),
        percent(1)
    );
}

/// Sessions of 6 to 8 minutes, which are active days.
fn short(people: u64) {
    let names = ["do nothing", "half as much", "as much"].map(str::to_owned);
    head(
        "Same day 1.0, 120 days, found in % of people: short sessions (6 to 8 minutes) …",
        &names,
    );
    for share in [0.6, 0.9] {
        let cells = [0.0, 0.5, 1.0].map(|effect| {
            let someone = Someone {
                same: 1.0,
                short: (share, effect),
                ..of(Moves::Habit)
            };
            format!("{:.0}", claimed(someone, people)[0])
        });
        row(
            &format!("{:.0} % of the sessions are short", 100.0 * share),
            &cells,
        );
    }
}

/// Why sessions have the lengths they have, and what that does.
#[derive(Clone, Copy)]
enum Dosed {
    /// Any length at any time; nothing.
    Nothing,
    /// The length follows the activity; activities differ, lengths don't.
    ByActivity,
    /// Longer at good moments; nothing.
    WhenGood,
    /// Each step lifts 0.3 more.
    Longer,
    /// 40 minutes or more lift 1.4 less.
    TooLong,
}

fn of_lengths(kind: Dosed, pairs: usize, seed: u64) -> Diary {
    const MINUTES: [f64; 4] = [7.0, 15.0, 30.0, 50.0];
    let chance = &mut SplitMix64::new(seed);
    let by_activity = [(); 4].map(|()| normal(chance, 0.4));
    let mut latent = normal(chance, 1.2);
    let bouts = (0..pairs).map(|place| {
        latent = 0.4 * latent + normal(chance, 1.1);
        let moment = normal(chance, PLANNED);
        let which = chance.below(4) as usize;
        let bin = match kind {
            Dosed::ByActivity if chance.unit() < 0.8 => which,
            Dosed::WhenGood => {
                let height = 1.5 + 1.5 * (latent + moment) + normal(chance, 0.8);
                height.round().clamp(0.0, 3.0) as usize
            }
            _ => chance.below(4) as usize,
        };
        let more = match kind {
            Dosed::Longer => 0.3 * bin as f64,
            Dosed::TooLong if bin == 3 => -1.4,
            _ => 0.0,
        };
        let mood = 5.0 + latent;
        Bout {
            cut_short: false,
            effort: None,
            day: numbered(NOW - pairs as i64 + place as i64),
            start: Some(1020.0),
            minutes: MINUTES[bin],
            activity: ["cycling", "strength", "walking brisk", "yoga"][which].to_owned(),
            routine: None,
            met: 4.0,
            before: rating(mood + moment + normal(chance, NOISE)),
            after: rating(
                mood + PLANNED_KEPT * moment
                    + 0.5
                    + by_activity[which]
                    + more
                    + normal(chance, NOISE),
            ),
        }
    });
    Diary::new(vec![], bouts.collect(), vec![], vec![], numbered(NOW))
}

fn lengths(people: u64) {
    let pairs = [30, 60, 120, 250];
    let names = pairs.map(|pairs| format!("{pairs} sessions"));
    head("Length: claims in % of people", &names);
    for (name, kind) in [
        ("no difference", Dosed::Nothing),
        (
            "no difference, length follows the activity",
            Dosed::ByActivity,
        ),
        ("no difference, longer when good", Dosed::WhenGood),
        ("0.9 more from shortest to longest", Dosed::Longer),
        ("40 minutes or more lift 1.4 less", Dosed::TooLong),
    ] {
        let cells = pairs.map(|pairs| {
            let claimed = percent(people, |seed| {
                let diary = of_lengths(kind, pairs, seed);
                is_claim(length(&diary, &Usual::new(&diary)).status)
            });
            format!("{claimed:.0}")
        });
        row(name, &cells);
    }
}

/// Six tags and hours of sleep, one of the tags with an effect.
fn tagged(days: i64, effect: f64, seed: u64) -> Diary {
    const TAGS: [(&str, f64); 6] = [
        ("outdoors", 0.4),
        ("work", 0.7),
        ("alcohol", 0.2),
        ("people", 0.5),
        ("medication", 0.8),
        ("screen", 0.5),
    ];
    let chance = &mut SplitMix64::new(seed);
    let mut latent = normal(chance, 1.2);
    let moments = (0..days).map(|i| {
        latent = 0.4 * latent + normal(chance, 1.1);
        let has: Vec<bool> = TAGS.iter().map(|(_, odds)| chance.unit() < *odds).collect();
        let done = if has[0] { effect } else { 0.0 };
        let mut ratings = Ratings::default();
        ratings.set(
            Question::Mood,
            rating(5.0 + latent + done + normal(chance, 0.5)),
        );
        let tags = TAGS.iter().zip(&has).filter(|(_, has)| **has);
        RatedMoment {
            day: numbered(NOW - days + i),
            minute: Some(1260.0),
            ratings,
            own: firstline::domain::OwnAnswers::default(),
            sleep_hours: Some(7.0 + normal(chance, 1.0)),
            tags: tags.map(|((tag, _), _)| (*tag).to_owned()).collect(),
        }
    });
    Diary::new(moments.collect(), vec![], vec![], vec![], numbered(NOW))
}

fn factors(people: u64) {
    let lengths = [60, 120, 365];
    head(
        "Six tags and hours of sleep, in % of people",
        &days_of(&lengths),
    );
    let stands_out = |diary: &Diary, is_true: bool| {
        let card = goes_with(diary, &Days::new(diary));
        let Extra::GoesWith { factors } = card.extra else {
            return false;
        };
        factors
            .iter()
            .any(|row| row.status != Status::Open && (row.factor == "outdoors") == is_true)
    };
    for (name, effect, is_true) in [
        ("nothing goes with mood: something stands out", 0.0, None),
        (
            "one tag goes with 0.5: another one stands out",
            0.5,
            Some(false),
        ),
        ("a tag of 0.5 stands out", 0.5, Some(true)),
        ("a tag of 1.0 stands out", 1.0, Some(true)),
    ] {
        let cells = lengths.map(|days| {
            let out = percent(people, |seed| {
                let diary = tagged(days, effect, seed);
                match is_true {
                    Some(is_true) => stands_out(&diary, is_true),
                    None => stands_out(&diary, true) || stands_out(&diary, false),
                }
            });
            format!("{out:.0}")
        });
        row(name, &cells);
    }
}
