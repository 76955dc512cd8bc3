//! Parses blocks and their steps.

use super::read::{Reader, Table, kind};
use crate::content::activities::activity;
use crate::content::movements::{movement, movements};
use crate::content::nearest::{Unknown, fold};
use crate::domain::routine::{Block, StepSpec};
use toml::de::DeValue;

/// Maximum number of blocks, and of lines per block.
const MOST: usize = 60;
const BLOCK: [&str; 3] = ["rounds", "between", "step"];
const STEP: [&str; 8] = [
    "move",
    "seconds",
    "reps",
    "rep_seconds",
    "target",
    "each_side",
    "cue",
    "rest",
];

/// The blocks of a routine; `None` if there are no valid ones.
pub(super) fn blocks(reader: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<Vec<Block>> {
    let Some(value) = table.fields.get("block") else {
        reader.missing(
            table,
            "block",
            "at least one [[block]] with a list of steps",
        );
        return None;
    };
    let Some(list) = value
        .get_ref()
        .as_array()
        .filter(|list| (1..=MOST).contains(&list.len()))
    else {
        let found = value.get_ref().as_array().map_or_else(
            || kind(value.get_ref()).to_owned(),
            |list| list.len().to_string(),
        );
        let message = format!("expected 1 to {MOST} [[block]] tables, found {found}");
        reader.note(value.span().start, &table.name("block"), message);
        return None;
    };
    let mut blocks = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let path = table.name(&format!("block {}", index + 1));
        if let Some(table) = reader.table(value, path) {
            blocks.extend(block(reader, &table));
        }
    }
    let moves = blocks
        .iter()
        .any(|block| block.step.iter().any(|step| step.movement.is_some()));
    if !moves && reader.mistakes.is_empty() {
        reader.note(
            value.span().start,
            &table.name("block"),
            "all rests, expected a step with move".to_owned(),
        );
    }
    Some(blocks)
}

fn block(reader: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<Block> {
    reader.known(table, &BLOCK);
    let rounds = reader.whole(table, "rounds", 1..=99).unwrap_or(1);
    let between = reader.whole(table, "between", 0..=1800).unwrap_or(0);
    let Some(value) = table.fields.get("step") else {
        reader.missing(
            table,
            "step",
            "a list of steps, such as step = [ { move = \"squat\", seconds = 30 } ]",
        );
        return None;
    };
    let list = match value.get_ref() {
        DeValue::Array(list) if (1..=MOST).contains(&list.len()) => list,
        DeValue::Array(list) => {
            let message = format!("{} steps, expected 1 to {MOST}", list.len());
            reader.note(value.span().start, &table.name("step"), message);
            return None;
        }
        other => {
            let message = format!("expected a list of steps, found {}", kind(other));
            reader.note(value.span().start, &table.name("step"), message);
            return None;
        }
    };
    let mut specs = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let path = table.name(&format!("step {}", index + 1));
        if let Some(table) = reader.table(value, path) {
            specs.push(step(reader, &table));
        }
    }
    Some(Block {
        rounds: rounds as u8,
        between,
        step: specs,
    })
}

fn step(reader: &mut Reader<'_>, table: &Table<'_, '_>) -> StepSpec {
    reader.known(table, &STEP);
    let spec = StepSpec {
        movement: named(reader, table),
        seconds: reader.whole(table, "seconds", 1..=7200),
        reps: reader.whole(table, "reps", 1..=500).map(|reps| reps as u16),
        rep_seconds: reader.number(table, "rep_seconds", 0.5..=60.0),
        target: reader.whole(table, "target", 0..=14400),
        each_side: reader.flag(table, "each_side"),
        cue: reader
            .text(table, "cue", 0, 80)
            .filter(|cue| !cue.is_empty()),
        rest: reader.whole(table, "rest", 0..=1800),
    };
    let has = |field: &str| table.fields.contains_key(field);
    let lengths: Vec<&str> = ["seconds", "reps", "target"]
        .into_iter()
        .filter(|field| has(field))
        .collect();
    match (has("move"), lengths.as_slice()) {
        (true, [_]) => {}
        (true, []) => reader.missing(table, "seconds", "seconds, reps or target, to say how long"),
        (_, [_, second, ..]) => {
            let message = format!(
                "more than one length: {} is there already, expected one of seconds, reps and \
                 target",
                lengths[0]
            );
            reader.note(
                table.start_of(second).unwrap_or(table.at),
                &table.name(second),
                message,
            );
        }
        (false, _) if has("rest") && lengths.is_empty() => {}
        (false, _) => reader.missing(table, "move", "an exercise's id, such as \"squat\""),
    }
    if has("rep_seconds") && !has("reps") {
        let at = table.start_of("rep_seconds").unwrap_or(table.at);
        reader.note(
            at,
            &table.name("rep_seconds"),
            "needs reps, which is missing".to_owned(),
        );
    }
    spec
}

/// The movement of a step, by id or name; an activity id is also accepted.
fn named(reader: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<String> {
    let text = reader.text(table, "move", 1, 60)?;
    if movement(&text).is_some() || activity(&text).is_some() {
        return Some(text);
    }
    let wanted = fold(&text);
    let same = |name: &str| fold(name) == wanted;
    if let Some(found) = movements()
        .iter()
        .find(|movement| same(&movement.name) || same(&movement.id))
    {
        return Some(found.id.clone());
    }
    let names = movements().iter().map(|movement| movement.id.as_str());
    let unknown = Unknown::new(
        "exercise",
        &text,
        names,
        "A routine's exercises: firstline routines show NAME",
    );
    reader.note(
        table.start_of("move").unwrap_or(table.at),
        &table.name("move"),
        unknown.to_string(),
    );
    None
}

/// Number of steps as played for a block.
pub(super) fn count(block: &Block) -> usize {
    let moves =
        |step: &StepSpec| usize::from(step.movement.is_some()) * if step.each_side { 2 } else { 1 };
    let round: usize = block
        .step
        .iter()
        .map(|step| moves(step) + usize::from(step.rest.is_some()))
        .sum();
    usize::from(block.rounds) * (round + usize::from(block.between > 0))
}
