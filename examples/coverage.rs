//! Reproduces the main tables of the statistics' design on simulated people: coverage, false claims, weekly looks,
//! right after, trend and step, experiment, suggestion, how people really live, people who follow the coach.
//! `cargo run --release --example coverage [people per cell | speed] [kinds | experiments | marks | personas]`, 400 people by default.

#![expect(
    clippy::print_stdout,
    reason = "tables on the terminal are what it is for"
)]

use firstline::{coach, content, domain, stats};

#[path = "coverage/experiments.rs"]
mod experiments;
#[path = "../src/coach/tests/follower.rs"]
mod follower;
#[path = "coverage/kinds.rs"]
mod kinds;
#[path = "coverage/marks.rs"]
mod marks;
#[path = "coverage/personas.rs"]
mod personas;
#[path = "../src/stats/tests/someone.rs"]
mod someone;

use domain::Question;
use follower::{Rule, Share, follow};
use someone::{Moves, NOW, Someone, numbered};
use stats::day_cards::day_cards;
use stats::days::Days;
use stats::right_after::right_after;
use stats::usual::Usual;
use stats::{Bout, Card, Diary, Extra, Insights, RatedMoment, StartGap, Status};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("speed") {
        speed();
        return;
    }
    let people = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(400);
    match std::env::args().nth(2).as_deref() {
        Some("kinds") => return kinds::kinds(people),
        Some("experiments") => return experiments::experiments(people),
        Some("marks") => return marks::marks(people),
        Some("personas") => return personas::personas((people / 10).max(1)),
        _ => {}
    }
    day_tables(people);
    claims(people);
    looks(people / 4);
    lifts(people);
    over_time(people);
    kinds::kinds(people);
    suggestions(people / 4);
    personas::personas((people / 10).max(1));
}

/// All cards of a ten-year diary, a hundred times, for a stopwatch outside.
fn speed() {
    let someone = Someone {
        days: 3_650,
        missing: 0.1,
        lift: (0.7, 0.4),
        same: 0.5,
        ..Someone::default()
    };
    let (mut ratings, bouts) = someone.records(1);
    for moment in &mut ratings {
        let mood = moment.ratings.mood;
        (
            moment.ratings.energy,
            moment.ratings.calm,
            moment.ratings.sleep,
        ) = (mood, mood, mood);
    }
    let diary = Diary::new(ratings, bouts, vec![], vec![], numbered(NOW));
    let cards: usize = (0..100).map(|_| Insights::new(&diary).cards.len()).sum();
    println!("{cards} cards");
}

/// Hits, widths and errors of one cell.
#[derive(Default)]
struct Tally {
    people: f64,
    covered: f64,
    half: f64,
    bias: f64,
    away: f64,
}

impl Tally {
    fn add(&mut self, (estimate, low, high): (f64, f64, f64), truth: f64) {
        self.people += 1.0;
        self.covered += f64::from(u8::from(low <= truth && truth <= high));
        self.half += (high - low) / 2.0;
        self.bias += estimate - truth;
        self.away += f64::from(u8::from(low > 0.0 || high < 0.0));
    }

    fn card(&mut self, card: &Card, truth: f64) {
        if let (Some(estimate), Some(low), Some(high)) = (card.estimate, card.low, card.high) {
            self.add((estimate, low, high), truth);
        }
    }

    fn print(&self, what: &str) {
        let Self {
            people,
            covered,
            half,
            bias,
            away,
        } = self;
        println!(
            "{what:<58} covers {:5.1} %  half {:.2}  bias {:+.2}  excludes 0 {:5.1} %  ({people})",
            100.0 * covered / people,
            half / people,
            bias / people,
            100.0 * away / people
        );
    }
}

fn cards(diary: &Diary) -> Vec<Card> {
    let usual = Usual::new(diary);
    let gap = StartGap::new(diary, &usual);
    day_cards(
        diary,
        &Days::new(diary),
        Question::Mood,
        &usual,
        gap.as_ref(),
    )
}

fn pair(someone: Someone, people: u64, what: &str) {
    let (mut same, mut next) = (Tally::default(), Tally::default());
    for seed in 0..people {
        let cards = cards(&someone.live(seed * 7_919 + 1));
        same.card(&cards[0], someone.same);
        next.card(&cards[1], someone.next);
    }
    same.print(&format!("{what}, same day"));
    next.print(&format!("{what}, next day"));
}

fn day_tables(people: u64) {
    println!("\nHabit, no effect");
    for (days, missing) in [
        (30, 0.0),
        (60, 0.25),
        (60, 0.5),
        (120, 0.0),
        (120, 0.5),
        (365, 0.25),
    ] {
        for phi in [0.2, 0.4, 0.6] {
            let someone = Someone {
                days,
                phi,
                missing,
                ..Someone::default()
            };
            pair(
                someone,
                people,
                &format!("{days} d, {:.0} % missing, phi {phi}", missing * 100.0),
            );
        }
    }
    println!("\n120 days, phi .4, no effect, 25 % missing");
    for (moves, what) in [
        (Moves::MonWedFri, "Mon/Wed/Fri"),
        (Moves::Rising, "more and more"),
        (Moves::AfterGood(0.8), "after good days"),
        (Moves::AfterGood(-0.8), "after bad days"),
        (Moves::WhenGood(1.2), "moves when good"),
    ] {
        pair(
            Someone {
                missing: 0.25,
                moves,
                ..Someone::default()
            },
            people,
            what,
        );
    }
    println!("\nWith effects");
    for (days, same, next) in [
        (60, 0.5, 0.5),
        (120, 0.8, 0.0),
        (120, 1.0, 0.5),
        (365, 0.5, 0.5),
    ] {
        let someone = Someone {
            days,
            missing: 0.2,
            same,
            next,
            ..Someone::default()
        };
        pair(
            someone,
            people,
            &format!("{days} d, same {same}, next {next}"),
        );
    }
}

fn claims(people: u64) {
    println!("\nClaims (leaning or likely, same / next day) of the whole pipeline, 120 days");
    for (someone, what) in [
        (
            Someone {
                moves: Moves::WhenGood(1.2),
                ..Someone::default()
            },
            "moves when good, no effect",
        ),
        (
            Someone {
                moves: Moves::WhenGood(-1.2),
                ..Someone::default()
            },
            "moves when low, no effect",
        ),
        (
            Someone {
                moves: Moves::GoodDays(1.2),
                ..Someone::default()
            },
            "moves on good days, no effect",
        ),
        (
            Someone {
                moves: Moves::GoodDays(-1.2),
                ..Someone::default()
            },
            "moves on low days, no effect",
        ),
        (
            Someone {
                same: 0.8,
                ..Someone::default()
            },
            "habit, effect 0.8",
        ),
        (
            Someone {
                same: 0.8,
                next: 0.5,
                ..Someone::default()
            },
            "habit, effect 0.8, next 0.5",
        ),
    ] {
        let mut claimed = [0.0; 2];
        let mut without = [0.0; 2];
        for seed in 0..people {
            for (i, card) in cards(&someone.live(seed * 7_919 + 2)).iter().enumerate() {
                let claim = matches!(
                    card.status,
                    Status::LikelyUp | Status::LikelyDown | Status::LeaningUp | Status::LeaningDown
                );
                claimed[i] += f64::from(u8::from(claim));
                without[i] += f64::from(u8::from(claim || card.status == Status::DirectionUnclear));
            }
        }
        let percent = |count: f64| 100.0 * count / people as f64;
        println!(
            "{what:<40} same {:5.1} % (without the start gap {:5.1} %)  next {:5.1} % ({:5.1} %)",
            percent(claimed[0]),
            percent(without[0]),
            percent(claimed[1]),
            percent(without[1])
        );
    }
}

fn looks(people: u64) {
    println!(
        "\nLooking every week for a year (20 % missing): same-day card ever likely, ever excluding 0, first week"
    );
    for same in [0.0, 0.5, 1.0] {
        let (mut likely, mut excluded, mut weeks) = (0.0, 0.0, vec![]);
        for seed in 0..people {
            let someone = Someone {
                days: 365,
                missing: 0.2,
                same,
                ..Someone::default()
            };
            let (ratings, bouts): (Vec<RatedMoment>, Vec<Bout>) = someone.records(seed * 7_919 + 3);
            let (mut called, mut beyond) = (None, false);
            for week in 4..=52 {
                let now = numbered(NOW - 365 + 7 * week);
                let diary = Diary::new(ratings.clone(), bouts.clone(), vec![], vec![], now);
                let card = cards(&diary).swap_remove(0);
                beyond |= card.low.is_some_and(|low| low > 0.0)
                    || card.high.is_some_and(|high| high < 0.0);
                if called.is_none() && matches!(card.status, Status::LikelyUp | Status::LikelyDown)
                {
                    called = Some(week);
                }
            }
            likely += f64::from(u8::from(called.is_some()));
            excluded += f64::from(u8::from(beyond));
            weeks.extend(called);
        }
        weeks.sort_unstable();
        let percent = |count: f64| 100.0 * count / people as f64;
        let middle = weeks
            .get(weeks.len() / 2)
            .map_or_else(|| "never".to_owned(), |week| format!("week {week}"));
        println!(
            "effect {same}: BF >= 10 {:5.1} %, interval {:5.1} %, {middle}",
            percent(likely),
            percent(excluded)
        );
    }
}

fn lifts(people: u64) {
    println!("\nRight after, zero lift: coverage; `excludes 0` is the false alarm");
    for (moves, what) in [
        (Moves::WhenGood(-1.2), "moves when low"),
        (Moves::WhenGood(1.2), "moves when good"),
        (Moves::GoodDays(-1.2), "moves on low days"),
    ] {
        for days in [25, 50, 150] {
            let mut tally = Tally::default();
            for seed in 0..people {
                let diary = Someone {
                    days,
                    moves,
                    ..Someone::default()
                }
                .live(seed * 7_919 + 4);
                tally.card(&right_after(&diary, &Usual::new(&diary)), 0.0);
            }
            tally.print(&format!("{what}, about {} pairs", days * 2 / 5));
        }
    }
    let mut width = Tally::default();
    for seed in 0..people {
        let someone = Someone {
            days: 150,
            lift: (0.7, 0.4),
            ..Someone::default()
        };
        let diary = someone.live(seed * 7_919 + 5);
        let truths = someone.lifts(seed * 7_919 + 5);
        if let Extra::RightAfter { by_activity, .. } =
            right_after(&diary, &Usual::new(&diary)).extra
        {
            for row in by_activity {
                let truth = truths.iter().find(|(name, _)| *name == row.activity);
                if let (Some((_, truth)), Some(estimate), Some(low), Some(high)) =
                    (truth, row.estimate, row.low, row.high)
                {
                    width.add((estimate, low, high), *truth);
                }
            }
        }
    }
    width.print("each activity (lifts differ, sd .4), 60 pairs");
}

fn over_time(people: u64) {
    println!("\nTrend and step, no change");
    for phi in [0.2, 0.4, 0.6, 0.8] {
        for days in [60, 168] {
            let (mut slope, mut step) = (Tally::default(), Tally::default());
            for seed in 0..people {
                let someone = Someone {
                    days,
                    phi,
                    missing: 0.2,
                    step: Some(0.0),
                    ..Someone::default()
                };
                let diary = someone.live(seed * 7_919 + 6);
                slope.card(&stats::trend::trend(&diary), 0.0);
                step.card(&stats::trend::since_start(&diary), 0.0);
            }
            slope.print(&format!("trend, {days} d, phi {phi}"));
            step.print(&format!("step, {days} d, phi {phi}"));
        }
    }
}

fn suggestions(people: u64) {
    println!(
        "\nFollowing the suggestions: share of the best possible value, over all sessions (in brackets what the design \
         has, section 9) and over the last thirty"
    );
    for (kinds, designed) in [(6, [59, 75, 84]), (16, [51, 66, 78])] {
        let rules = [(Rule::Uniform, 120), (Rule::Coach, 30), (Rule::Coach, 120)];
        for ((rule, sessions), designed) in rules.into_iter().zip(designed) {
            let shares: Vec<Share> = (0..people)
                .map(|seed| follow(rule, kinds, sessions, seed * 7_919 + 10))
                .collect();
            let mean = |of: &dyn Fn(&Share) -> f64| {
                shares.iter().map(of).sum::<f64>() / shares.len() as f64
            };
            println!(
                "{kinds:>2} activities, {sessions:>3} sessions, {rule:<8?} {:5.1} % ({designed})  last thirty {:5.1} %  tried {:.1}",
                100.0 * mean(&|share| share.all),
                100.0 * mean(&|share| share.last),
                mean(&|share| share.tried as f64)
            );
        }
    }
}
