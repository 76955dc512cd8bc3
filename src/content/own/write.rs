//! Formats a routine the way a person would write it.

use crate::domain::Routine;
use crate::domain::routine::StepSpec;
use std::fmt::Write as _;

/// Header of a new file.
pub const TEMPLATE: &str = "# A custom routine. Check this file: firstline routines check FILE
#
# \
    A title and steps are enough. You can add these; without them, the exercises decide:
#   id, \
    why, activity, intensity (gentle, moderate, vigorous), place (indoors, outdoors, anywhere),
#   \
    positions (lying, seated, standing, floor, walking), equipment
#
# A [[block]] is played \
    `rounds` times with `between` seconds of rest. A step has `move` with
# `seconds`, `reps` \
    (`rep_seconds` each) or `target` (counts up, with that many seconds as the
# goal), and may \
    have `each_side = true`, `cue` and `rest` after it. A step with just `rest` is a rest.
#
# \
    See exercise ids: firstline routines show NAME

";

/// Formats the routine as TOML that [`super::parse`] can read.
pub fn write(routine: &Routine) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "{name} = {}", toml_string(value));
    };
    line("id", &routine.id);
    line("title", &routine.title);
    line("why", &routine.why);
    line("activity", &routine.activity);
    line("intensity", routine.intensity.word());
    line("place", routine.place.word());
    let positions: Vec<String> = routine
        .positions
        .iter()
        .map(|position| toml_string(position.word()))
        .collect();
    let equipment: Vec<String> = routine
        .equipment
        .iter()
        .map(|item| toml_string(item))
        .collect();
    let _ = writeln!(
        text,
        "positions = [{}]\nequipment = [{}]",
        positions.join(", "),
        equipment.join(", ")
    );
    for block in &routine.blocks {
        text.push_str("\n[[block]]\n");
        if block.rounds != 1 {
            let _ = writeln!(text, "rounds = {}", block.rounds);
        }
        if block.between > 0 {
            let _ = writeln!(text, "between = {}", block.between);
        }
        text.push_str("step = [\n");
        for spec in &block.step {
            let _ = writeln!(text, "  {{ {} }},", step(spec));
        }
        text.push_str("]\n");
    }
    text
}

fn step(spec: &StepSpec) -> String {
    let parts = [
        spec.movement
            .as_ref()
            .map(|id| format!("move = {}", toml_string(id))),
        spec.seconds.map(|seconds| format!("seconds = {seconds}")),
        spec.reps.map(|reps| format!("reps = {reps}")),
        spec.rep_seconds
            .map(|each| format!("rep_seconds = {each:?}")),
        spec.target.map(|target| format!("target = {target}")),
        spec.each_side.then(|| "each_side = true".to_owned()),
        spec.cue
            .as_ref()
            .map(|cue| format!("cue = {}", toml_string(cue))),
        spec.rest.map(|rest| format!("rest = {rest}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
