//! Results for the simulated people in the shared data compared with reference results, to 1e-6.

use super::fixtures::{day, id};
use crate::domain::{
    Arm, Assessment, Day, Effort, Experiment, Instrument, Rating, Ratings, Rules, TrialKind,
};
use crate::stats::diary::mean;
use crate::stats::randomization::assign;
use crate::stats::regression::{COLUMNS, Fit, Observation, effect_grid};
use crate::stats::{Bout, Diary, Insights, RatedMoment};
use chrono::{DateTime, NaiveDateTime};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[expect(
    clippy::disallowed_methods,
    reason = "the place of the shared data is the machine's affair"
)]
fn shared(what: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let larger = std::env::var_os("FIRSTLINE_SHARED_DATA")
        .map_or_else(|| here.join("../shared/data"), PathBuf::from)
        .join("stats")
        .join(what);
    if larger.exists() {
        larger
    } else {
        here.join("tests/data/real/stats").join(what)
    }
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn rating(text: &str) -> Option<Rating> {
    text.parse().ok().and_then(Rating::new)
}

fn minutes(text: &str) -> Option<f64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<f64>().unwrap() * 60.0 + minutes.parse::<f64>().unwrap())
}

fn read(place: &Path) -> Diary {
    let meta: Value =
        serde_json::from_str(&fs::read_to_string(place.join("meta.json")).unwrap()).unwrap();
    let ratings = rows(&place.join("checkins.csv"))
        .into_iter()
        .map(|row| RatedMoment {
            day: day(&row[0]),
            minute: minutes(&row[1]),
            ratings: Ratings {
                mood: rating(&row[2]),
                energy: rating(&row[3]),
                calm: rating(&row[4]),
                sleep: rating(&row[5]),
                ..Ratings::default()
            },
            own: crate::domain::OwnAnswers::default(),
            sleep_hours: row[10].parse().ok(),
            tags: row[11]
                .split('|')
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
        });
    let bouts = rows(&place.join("sessions.csv"))
        .into_iter()
        .map(|row| Bout {
            cut_short: false,
            day: day(&row[0][..10]),
            start: row[0].get(11..).and_then(minutes),
            activity: row[1].clone(),
            minutes: row[2].parse().unwrap(),
            routine: None,
            met: row[3].parse().unwrap(),
            effort: row[4].parse().ok().and_then(Effort::new),
            before: rating(&row[5]),
            after: rating(&row[6]),
        });
    let at = |text: &str| {
        let noon =
            NaiveDateTime::parse_from_str(&format!("{text} 12:00"), "%Y-%m-%d %H:%M").unwrap();
        DateTime::from_naive_utc_and_offset(noon, chrono::FixedOffset::east_opt(0).unwrap())
    };
    let phq9 = place.join("phq9.csv");
    let phq9 = if phq9.exists() { rows(&phq9) } else { vec![] };
    let assessments = phq9.into_iter().map(|row| {
        let mut left: u8 = row[1].parse().unwrap();
        let answers = (0..9).map(|_| {
            let answer = left.min(3);
            left -= answer;
            answer
        });
        Assessment {
            id: id(1),
            instrument: Instrument::Phq9,
            day: day(&row[0]),
            at: at(&row[0]),
            answers: answers.collect(),
            difficulty: None,
            updated_at: at(&row[0]),
        }
    });
    let experiment = fs::read_to_string(place.join("experiment.json"))
        .ok()
        .map(|text| {
            let value: Value = serde_json::from_str(&text).unwrap();
            let start = value["start"].as_str().unwrap();
            let seed = value["seed"].as_u64().unwrap();
            let by_sessions = value["kind"] == "sessions";
            let length = &value[if by_sessions { "sessions" } else { "days" }];
            let length = length.as_u64().unwrap();
            let stored: Vec<Arm> = value["assignment"]
                .as_array()
                .unwrap()
                .iter()
                .map(arm)
                .collect();
            let assignment = assign(seed, length as usize);
            assert_eq!(assignment, stored, "the coin");
            let or = |key: &str, usual: Value| value.get(key).cloned().unwrap_or(usual);
            Experiment {
                id: id(2),
                arm_a: value["arm_a"].as_str().unwrap().to_owned(),
                arm_b: value["arm_b"].as_str().unwrap().to_owned(),
                outcome: serde_json::from_value(value["outcome"].clone()).unwrap(),
                start: day(start),
                days: length as u32,
                seed,
                assignment,
                kind: if by_sessions {
                    TrialKind::Sessions
                } else {
                    TrialKind::Days
                },
                outcome_at: serde_json::from_value(or("outcome_at", "evening".into())).unwrap(),
                rules: Rules::PRESENT,
                looked: serde_json::from_value(or("looked", Value::Array(vec![]))).unwrap(),
                protocol: None,
                pauses: vec![],
                stopped: None,
                at: at(start),
                updated_at: at(start),
            }
        });
    let now = day(meta["now"].as_str().unwrap());
    Diary::new(
        ratings.collect(),
        bouts.collect(),
        assessments.collect(),
        experiment.into_iter().collect(),
        now,
    )
}

fn arm(bit: &Value) -> Arm {
    if bit.as_u64() == Some(1) {
        Arm::A
    } else {
        Arm::B
    }
}

/// All differences between two documents: numbers that differ by more than 1e-6, missing keys and
/// unexpected keys.
fn differences(path: &str, found: &Value, expected: &Value, out: &mut Vec<String>) {
    match (found, expected) {
        (Value::Number(f), Value::Number(e)) => {
            let (f, e) = (f.as_f64().unwrap(), e.as_f64().unwrap());
            if (f - e).abs() > 1e-6 * e.abs().max(1.0) {
                out.push(format!("{path}: {f}, expected {e}"));
            }
        }
        (Value::Object(f), Value::Object(e)) => {
            for (key, value) in e {
                differences(
                    &format!("{path}.{key}"),
                    f.get(key).unwrap_or(&Value::String("missing".into())),
                    value,
                    out,
                );
            }
            out.extend(
                f.keys()
                    .filter(|key| !e.contains_key(*key) && *key != "text")
                    .map(|key| format!("{path}.{key} is not in the reference")),
            );
        }
        (Value::Array(f), Value::Array(e)) if f.len() == e.len() => {
            for (i, (f, e)) in f.iter().zip(e).enumerate() {
                let name = e.get("id").map_or(String::new(), Value::to_string);
                differences(&format!("{path}[{i}{name}]"), f, e, out);
            }
        }
        (f, e) if f == e => {}
        (f, e) => out.push(format!("{path}: {f}, expected {e}")),
    }
}

#[test]
fn every_person_gets_the_expected_answers() {
    let place = shared("people");
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(place.join("expected.json")).unwrap()).unwrap();
    let mut out = vec![];
    for (name, expected) in expected.as_object().unwrap() {
        let insights = Insights::new(&read(&place.join(name)));
        assert!(insights.cards.iter().all(|card| !card.text.is_empty()));
        let found = serde_json::to_value(&insights).unwrap();
        differences(name, &found, expected, &mut out);
    }
    assert!(out.is_empty(), "{}", out.join("\n"));
}

/// One man's diary over 239 days (Kossakowski et al. 2017); his active days are those above his own
/// median.
#[test]
fn a_real_series_says_what_the_reference_says() {
    let file = shared("kossakowski_esm.csv");
    let mut reader = csv::Reader::from_path(&file).unwrap();
    let head: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let daily = |name: &str| -> BTreeMap<Day, f64> {
        let column = head.iter().position(|head| head == name).unwrap();
        let mut of_day: BTreeMap<Day, Vec<f64>> = BTreeMap::new();
        for row in &rows {
            if let Ok(value) = row[column].parse() {
                of_day.entry(day(&row[0])).or_default().push(value);
            }
        }
        of_day
            .into_iter()
            .map(|(day, values)| (day, mean(&values)))
            .collect()
    };
    let movement = daily("phy_physact");
    let mut sorted: Vec<f64> = movement.values().copied().collect();
    sorted.sort_by(f64::total_cmp);
    let middle = f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    let active = |day: Day| {
        movement
            .get(&day)
            .map(|value| f64::from(u8::from(*value > middle)))
    };
    let share = mean(
        &movement
            .keys()
            .filter_map(|day| active(*day))
            .collect::<Vec<f64>>(),
    );
    for (name, same, next) in [
        (
            "mood_cheerf",
            (0.34, 0.21, 0.48),
            Some((-0.03, -0.16, 0.11)),
        ),
        ("phy_tired", (-0.26, -0.37, -0.15), None),
    ] {
        let y = daily(name);
        let (first, last) = (*y.keys().next().unwrap(), *y.keys().last().unwrap());
        let observe = |(day, y): (&Day, &f64)| {
            let mut x = [0.0; COLUMNS];
            (x[0], x[1], x[2]) = (1.0, active(*day)?, active(day.plus(-1)).unwrap_or(share));
            (x[3], x[4 + day.weekday()]) = (
                day.since(first) as f64 / last.since(first) as f64 - 0.5,
                1.0,
            );
            Some(Observation {
                day: day.number(),
                y: *y,
                x,
            })
        };
        let days: Vec<Observation> = y.iter().filter_map(observe).collect();
        let pen = [0.0, 0.0, 0.0, 0.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0];
        let fit = Fit::new(&days, &pen, &effect_grid()).unwrap();
        for (column, expected) in [(1, Some(same)), (2, next)] {
            let effect = fit.coefficient(column);
            let (low, high) = effect.interval();
            if let Some((e, l, h)) = expected {
                for (found, expected) in [(effect.mean(), e), (low, l), (high, h)] {
                    assert!(
                        (found - expected).abs() < 0.015,
                        "{name}: {found}, expected {expected}"
                    );
                }
            }
        }
    }
}

/// The standard deviation, in points, of the mood after a session around the value predicted from
/// the mood before it; `None` with fewer than 20 pairs.
pub(super) fn scatter(diary: &Diary) -> Option<f64> {
    let pairs: Vec<(f64, f64)> = diary.bouts().iter().filter_map(Bout::pair).collect();
    if pairs.len() < 20 {
        return None;
    }
    let center = |of: fn(&(f64, f64)) -> f64| mean(&pairs.iter().map(of).collect::<Vec<f64>>());
    let (before, after) = (center(|pair| pair.0), center(|pair| pair.1));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in &pairs {
        xx += (x - before).powi(2);
        xy += (x - before) * (y - after);
        yy += (y - after).powi(2);
    }
    Some(((yy - xy * xy / xx) / (pairs.len() - 2) as f64).sqrt())
}

/// The scatter of each shared person with enough rated sessions.
pub(super) fn shared_scatters() -> Vec<f64> {
    let folders = fs::read_dir(shared("people")).unwrap();
    folders
        .map(|entry| entry.unwrap().path())
        .filter(|place| place.is_dir())
        .filter_map(|place| scatter(&read(&place)))
        .collect()
}
