//! Custom routines as text: parsing and validation.
//!
//! The format is that of `assets/routines.toml`; a file with a single routine may omit the
//! `[[routine]]` header. Only a title and steps are required: the other fields are derived from the
//! movements ([`complete`]).

mod complete;
mod read;
mod steps;
mod write;

pub use complete::{complete, copy_title, free_id, retold, sample, slug};
pub use write::{TEMPLATE, write};

use crate::content::routines::routine;
use crate::domain::Routine;
use read::{Reader, Table};
use std::fmt;
use toml::de::{DeTable, DeValue};

/// Maximum file size, in bytes.
pub const MOST_BYTES: usize = 64 * 1024;
/// Maximum number of routines per file.
const MOST_ROUTINES: usize = 20;
/// Maximum number of steps as played, counting rounds, sides and rests.
pub const MOST_STEPS: usize = 600;
/// Maximum duration of a routine, in seconds.
pub const MOST_SECONDS: u32 = 4 * 3600;
/// Maximum length of a title, in characters.
pub const MOST_TITLE: usize = 60;

/// A mistake in a file: where it is and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Line number, from 1.
    pub line: usize,
    /// Path of the field: `block 2, step 3, seconds`.
    pub field: String,
    /// What was found and what was expected.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.line, self.field, self.message)
    }
}

/// Parses the routines in one file.
///
/// # Errors
/// All mistakes, in line order.
pub fn parse(text: &str) -> Result<Vec<Routine>, Vec<Mistake>> {
    let mut reader = Reader::new(text);
    if text.len() > MOST_BYTES {
        reader.note(
            0,
            "file",
            format!("{} bytes, expected at most {MOST_BYTES}", text.len()),
        );
        return Err(reader.mistakes);
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        let message = format!("not valid TOML: {}", read::shown(error.message()));
        reader.note(at, "file", message);
    }
    if !errors.is_empty() {
        return Err(reader.finish());
    }
    let document = Table {
        fields: document.get_ref(),
        at: 0,
        path: String::new(),
    };
    let mut routines: Vec<Routine> = Vec::new();
    match document
        .fields
        .get("routine")
        .map(|value| (value.span().start, value.get_ref()))
    {
        None => routines.extend(one(&mut reader, &document)),
        Some((at, DeValue::Array(list))) => {
            reader.known(&document, &["routine"]);
            if list.is_empty() || list.len() > MOST_ROUTINES {
                reader.note(
                    at,
                    "routine",
                    format!("{} routines, expected 1 to {MOST_ROUTINES}", list.len()),
                );
            }
            for (index, value) in list.iter().enumerate().take(MOST_ROUTINES) {
                let path = format!("routine {}", index + 1);
                let Some(table) = reader.table(value, path) else {
                    continue;
                };
                let Some(routine) = one(&mut reader, &table) else {
                    continue;
                };
                if routines.iter().any(|other| other.id == routine.id) {
                    let field = table.name(if table.fields.contains_key("id") {
                        "id"
                    } else {
                        "title"
                    });
                    let message = format!(
                        "\"{}\" is there twice; each routine needs its own name",
                        routine.id
                    );
                    reader.note(table.at, &field, message);
                }
                routines.push(routine);
            }
        }
        Some((at, other)) => {
            reader.note(
                at,
                "routine",
                format!("expected [[routine]] tables, found {}", read::kind(other)),
            );
        }
    }
    if reader.mistakes.is_empty() {
        Ok(routines)
    } else {
        Err(reader.finish())
    }
}

const FIELDS: [&str; 9] = [
    "id",
    "title",
    "why",
    "activity",
    "intensity",
    "positions",
    "place",
    "equipment",
    "block",
];

/// Parses one routine; `None` if it is invalid.
fn one(reader: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<Routine> {
    reader.known(table, &FIELDS);
    let title = reader.text(table, "title", 1, MOST_TITLE);
    if !table.fields.contains_key("title") {
        reader.missing(table, "title", "a name in a few words");
    }
    let head = read::Head {
        id: reader.id(table),
        why: reader.text(table, "why", 0, 120).unwrap_or_default(),
        activity: reader.activity(table),
        intensity: reader.intensity(table),
        positions: reader.positions(table),
        place: reader.place(table),
        equipment: reader.texts(table, "equipment", 8, 30),
    };
    let blocks = steps::blocks(reader, table)?;
    let routine = complete(head.with(title?, blocks));
    let at = table
        .start_of("id")
        .or_else(|| table.start_of("title"))
        .unwrap_or(table.at);
    if is_ours(&routine.id) {
        let field = table.name(if table.fields.contains_key("id") {
            "id"
        } else {
            "title"
        });
        let message = format!(
            "firstline already has a routine called \"{}\"; use another id",
            routine.id
        );
        reader.note(at, &field, message);
    }
    let block_at = table.start_of("block").unwrap_or(table.at);
    let count = routine.blocks.iter().map(steps::count).sum::<usize>();
    if count > MOST_STEPS {
        reader.note(
            block_at,
            &table.name("block"),
            format!("{count} steps with all rounds, expected at most {MOST_STEPS}"),
        );
    } else if routine.seconds() > MOST_SECONDS {
        reader.note(
            block_at,
            &table.name("block"),
            format!(
                "{} minutes long, expected at most {}",
                routine.minutes(),
                MOST_SECONDS / 60
            ),
        );
    }
    Some(routine)
}

/// The first problem with a routine provided as data rather than text, in words.
pub fn problem(routine: &Routine) -> Option<String> {
    if is_ours(&routine.id) {
        return Some(format!(
            "firstline already has a routine called \"{}\"",
            read::shown(&routine.id)
        ));
    }
    let mistakes = parse(&write(routine)).err()?;
    mistakes
        .first()
        .map(|mistake| format!("{}: {}", mistake.field, mistake.message))
}

/// The message for an unreadable routine file `name`.
pub fn not_understood(name: &str) -> String {
    let simple = name
        .chars()
        .all(|character| character.is_alphanumeric() || "-_.".contains(character));
    let quote = if simple { "" } else { "\"" };
    format!("Couldn't read {name}. To see why: firstline routines check {quote}{name}{quote}")
}

/// Whether a built-in routine has this id.
pub fn is_ours(id: &str) -> bool {
    routine(id).is_some()
}

#[cfg(test)]
mod tests;
