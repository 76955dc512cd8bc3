//! The steps of a routine one below the other, with lengths and names.

use crate::content::movements::movement;
use crate::content::session_words::name;
use crate::domain::Routine;
use crate::domain::routine::{Block, Step, Work};
use crate::widgets::format;
use crate::widgets::painter::{Painter, shorten, wrap};

/// Column where the names start; the lengths end two columns before it.
const NAMES: u16 = 8;
/// Minimum width for the cue of a step.
const LEAST_CUE: u16 = 18;

/// A step in the list.
pub struct Listed {
    /// `0:40`, `12x`.
    pub length: String,
    /// Its name.
    pub name: String,
    /// The cue: what to pay attention to.
    pub cue: Option<String>,
    /// Whether it isn't a movement: a rest, or the heading for rounds.
    pub is_quiet: bool,
}

/// The steps as listed: rounds once, getting ready left out.
pub fn listed(routine: &Routine) -> Vec<Listed> {
    let mut lines = Vec::new();
    for block in &routine.blocks {
        if block.rounds > 1 {
            lines.push(Listed {
                length: format!("{}x", block.rounds),
                name: "round of".to_owned(),
                cue: None,
                is_quiet: true,
            });
        }
        let once = Routine {
            blocks: vec![Block {
                rounds: 1,
                between: 0,
                step: block.step.clone(),
            }],
            ..routine.clone()
        };
        let steps = once.steps();
        lines.extend(
            steps
                .iter()
                .filter(|step| step.work != Work::Ready)
                .map(line),
        );
    }
    lines
}

fn line(step: &Step) -> Listed {
    Listed {
        length: match step.work {
            Work::Reps { count, .. } => format!("{count}x"),
            _ => format::clock(u64::from(step.seconds)),
        },
        name: name(step),
        cue: step.cue.clone().or_else(|| {
            let movement = movement(&step.movement)?;
            Some(movement.cue.clone())
        }),
        is_quiet: !step.is_movement(),
    }
}

/// Draws as many steps as fit, and how many more there are; if not all fit, rests are dropped first. The cue goes
/// under each step if there is room for all of them. Returns the rows used.
pub fn step_list(routine: &Routine, painter: &mut Painter<'_>) -> u16 {
    let (theme, width) = (painter.theme(), painter.width());
    let room = usize::from(painter.height());
    let beside = width.saturating_sub(NAMES);
    let mut lines = listed(routine);
    if lines.len() > room {
        lines.retain(|line| !(line.is_quiet && line.name == "rest"));
    }
    let rows_of = |cue: &String| wrap(cue, usize::from(beside)).len();
    let cues: usize = lines
        .iter()
        .filter_map(|line| line.cue.as_ref())
        .map(rows_of)
        .sum();
    let has_cues = lines.len() + cues <= room && beside >= LEAST_CUE;
    let shown = if lines.len() > room {
        room.saturating_sub(1)
    } else {
        lines.len()
    };
    let mut y = 0;
    for line in lines.iter().take(shown) {
        painter.right(NAMES - 2, y, &line.length, theme.dim);
        let name = shorten(&theme.units.name(&line.name), usize::from(beside));
        let style = if line.is_quiet { theme.dim } else { theme.text };
        painter.text(NAMES, y, &name, style);
        y += 1;
        if let Some(cue) = line.cue.as_ref().filter(|_| has_cues) {
            y += painter.wrapped((NAMES, y), beside, 4, cue, theme.dim);
        }
    }
    let more = lines.len() - shown;
    if more > 0 && room > 0 {
        painter.text(NAMES, y, &format!("and {more} more"), theme.dim);
        y += 1;
    }
    y
}
