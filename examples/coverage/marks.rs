//! Marks after which nothing changes, and marks after which something does, as the table of docs/insights.md.

use crate::domain::{Day, OwnAnswers, Question, Ratings};
use crate::kinds::{each, head, row};
use crate::someone::{NOW, normal, numbered, rating};
use crate::stats::mark::around_mark;
use crate::stats::split_mix::SplitMix64;
use crate::stats::{Diary, RatedMoment, Status};

/// A life with a mark in it.
#[derive(Clone, Copy)]
struct Life {
    /// How much of a day's mood is still there the next day.
    phi: f64,
    /// Standard deviation of swings over months, in points.
    swings: f64,
    /// Whether the mark is set after the first low week, or else on any day.
    low: bool,
    /// What changes at the mark, in points.
    step: f64,
}

const PLAIN: Life = Life {
    phi: 0.4,
    swings: 0.0,
    low: false,
    step: 0.0,
};
/// Days before a mark, and days in which a low week may come.
const LEAD: usize = 84;
const WAIT: usize = 200;
/// Days after the mark at which people look.
const LOOKS: [i64; 6] = [14, 28, 42, 56, 70, 84];

/// The evenings of this life, a fifth of them not rated, and the day of the mark.
fn evenings(life: Life, seed: u64) -> (Vec<RatedMoment>, Day) {
    let chance = &mut SplitMix64::new(seed);
    let weekdays = [(); 7].map(|()| normal(chance, 0.3));
    let (mut daily, mut slow) = (normal(chance, 1.2), normal(chance, life.swings));
    // A swing keeps a third of itself after 50 days.
    let lasting = (-1.0_f64 / 50.0).exp();
    let moods: Vec<f64> = (0..LEAD + WAIT + LEAD)
        .map(|i| {
            daily = life.phi * daily + normal(chance, 1.2 * (1.0 - life.phi.powi(2)).sqrt());
            slow = lasting * slow + normal(chance, life.swings * (1.0 - lasting.powi(2)).sqrt());
            5.5 + daily + slow + weekdays[i % 7] + normal(chance, 0.5)
        })
        .collect();
    let week = |end: usize| moods[end - 7..end].iter().sum::<f64>() / 7.0;
    let low_week = || (LEAD..LEAD + WAIT).find(|end| week(*end) < 4.7);
    let mark = life.low.then(low_week).flatten().unwrap_or(LEAD);
    let day = |i: usize| numbered(NOW + i as i64);
    let from_mark = moods.iter().enumerate().take(mark + LEAD).skip(mark - LEAD);
    let rated = from_mark.filter_map(|(i, mood)| {
        let step = if i >= mark { life.step } else { 0.0 };
        let mut ratings = Ratings::default();
        ratings.set(Question::Mood, rating(mood + step));
        (chance.unit() >= 0.2).then(|| RatedMoment {
            day: day(i),
            minute: Some(1260.0),
            ratings,
            own: OwnAnswers::default(),
            sleep_hours: None,
            tags: vec![],
        })
    });
    (rated.collect(), day(mark))
}

/// Whether a difference is named at each look.
fn named(life: Life, seed: u64) -> [bool; LOOKS.len()] {
    let (ratings, mark) = evenings(life, seed);
    LOOKS.map(|days| {
        let diary = Diary::new(ratings.clone(), vec![], vec![], vec![], mark.plus(days));
        let status = around_mark(&diary, Question::Mood, mark).status;
        matches!(status, Status::Higher | Status::Lower)
    })
}

/// Prints how often a difference is named, each cell from so many people.
pub(crate) fn marks(people: u64) {
    let names = ["after 28 days", "after 84 days", "at any of six looks"].map(str::to_owned);
    head("A difference is named after a mark, in % of people", &names);
    for (name, life) in [
        ("nothing changes", PLAIN),
        (
            "nothing changes, moods last (0.6)",
            Life { phi: 0.6, ..PLAIN },
        ),
        (
            "nothing changes, moods last (0.8)",
            Life { phi: 0.8, ..PLAIN },
        ),
        (
            "nothing changes, marked after a low week",
            Life { low: true, ..PLAIN },
        ),
        (
            "nothing changes at the mark, swings over months",
            Life {
                swings: 0.5,
                ..PLAIN
            },
        ),
        ("0.5 higher from the mark on", Life { step: 0.5, ..PLAIN }),
        ("1.0 higher from the mark on", Life { step: 1.0, ..PLAIN }),
        ("1.5 higher from the mark on", Life { step: 1.5, ..PLAIN }),
    ] {
        let all = each(people, |seed| named(life, seed));
        let of = |is: &dyn Fn(&[bool; LOOKS.len()]) -> bool| {
            let count = all.iter().filter(|looks| is(looks)).count();
            format!("{:.0}", 100.0 * count as f64 / all.len().max(1) as f64)
        };
        let cells = [
            of(&|looks| looks[1]),
            of(&|looks| looks[5]),
            of(&|looks| looks.contains(&true)),
        ];
        row(name, &cells);
    }
}
