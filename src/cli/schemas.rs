//! A JSON Schema for each command's JSON output, generated from the types that print it: `docs/schemas`.
//!
//! A test generates them, so that they add nothing to the program; another test validates real output against them.

use super::output::Versioned;
use crate::domain::{
    Arm, Day, Effort, Id, OwnAnswers, Question, Rating, Ratings, RecordKind, Source,
};
use crate::export::views::Means;
use crate::stats::Outcome;
use crate::store::Contents;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

macro_rules! schemas {
    ($($type:ident: $schema:expr;)+) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )+};
}

schemas! {
    Id: json_schema!({ "type": "string", "format": "uuid" });
    Day: json_schema!({ "type": "string", "format": "date" });
    Rating: json_schema!({ "type": "integer", "minimum": 1, "maximum": 9 });
    Effort: json_schema!({ "type": "integer", "minimum": 0, "maximum": 10 });
    Question: json_schema!({ "type": "string", "enum": Question::KEYS });
    Source: json_schema!({ "type": "string", "enum": Source::ALL.map(Source::key) });
    Arm: json_schema!({ "type": "string", "enum": ["A", "B"] });
    Outcome: json_schema!({ "type": "string" });
    Ratings: of_questions("integer");
    Means: of_questions("number");
    Contents: of_contents();
    OwnAnswers: json_schema!({ "type": "object", "additionalProperties": { "type": "number" } });
}

/// An object with a member for each question: 1 to 9, or null.
fn of_questions(kind: &str) -> Schema {
    let member = json!({ "type": [kind, "null"], "minimum": 1, "maximum": 9 });
    let members = Question::KEYS.map(|key| (key.to_owned(), member.clone()));
    let members: Map<String, Value> = members.into_iter().collect();
    json_schema!({ "type": "object", "properties": members, "required": Question::KEYS })
}

/// An object with the count of each kind of record, and the last day.
fn of_contents() -> Schema {
    let mut members = Map::new();
    for kind in RecordKind::ALL {
        let member = json!({ "type": "integer", "minimum": 0 });
        members.insert(kind.plural_key().to_owned(), member);
    }
    let day = json!({ "type": ["string", "null"], "format": "date" });
    members.insert("last_day".to_owned(), day);
    let required: Vec<String> = members.keys().cloned().collect();
    json_schema!({ "type": "object", "properties": members, "required": required })
}

/// The schema of output with a version.
pub(super) fn of<T: JsonSchema + 'static>() -> Schema {
    bare::<Versioned<'static, T>>()
}

/// The schema of output without an added version.
pub(super) fn bare<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>()
}

/// Every schema by file name.
fn all() -> BTreeMap<&'static str, Schema> {
    let [phq9, scores] = super::assess::schemas();
    let [routines, routine] = super::routines::schemas();
    let [experiments, coin, result] = super::experiment::schemas();
    BTreeMap::from([
        ("activities", super::activities::schema()),
        ("routines-equipment", super::marks::schema()),
        ("backup", super::backup::schema()),
        ("checkin", super::checkin::schema()),
        ("checkins", super::checkins::schema()),
        ("doctor", super::doctor::schema()),
        ("experiment-list", experiments),
        ("experiment-result", result),
        ("experiment-today", coin),
        ("history", super::history::schema()),
        ("import-list", super::import::schema()),
        ("insights", super::insights::schema()),
        ("learn", super::learn::schema()),
        ("log", super::log::schema()),
        ("paths", super::paths::schema()),
        ("phq9", phq9),
        ("phq9-list", scores),
        ("plan", super::plan::schema()),
        ("ratings", super::ratings::schema()),
        ("restore-list", super::restore::schema()),
        ("routines", routines),
        ("routines-show", routine),
        ("search", super::search::schema()),
        ("sessions", super::sessions::schema()),
        ("status", super::status::schema()),
        ("letter", super::letter::schema()),
        ("suggest", super::suggest::schema()),
        ("support", super::support::schema()),
        ("tags", super::tags::schema()),
        ("today", super::today::schema()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// Removes descriptions, which come from the types' comments: `docs/cli.md` documents the members.
    fn without_comments(schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                // A member named `description` would be an object.
                if members.get("description").is_some_and(Value::is_string) {
                    members.remove("description");
                }
                members.values_mut().for_each(without_comments);
            }
            Value::Array(items) => items.iter_mut().for_each(without_comments),
            _ => {}
        }
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "it asks whether to write the files"
    )]
    fn the_schemas_are_those_of_the_types() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
        let updates = std::env::var_os("UPDATE_DOCS").is_some();
        if updates {
            std::fs::create_dir_all(&folder).unwrap();
        }
        let mut names = Vec::new();
        for (name, mut schema) in all() {
            let command = name.replace('-', " ").replace("phq9 list", "phq9 --list");
            let command = command.replace("restore list", "restore --list");
            schema.insert(
                "title".to_owned(),
                format!("firstline {command} --json").into(),
            );
            let mut schema = schema.to_value();
            without_comments(&mut schema);
            let file = folder.join(format!("{name}.json"));
            let is_written = || {
                let written = std::fs::read_to_string(&file).unwrap_or_default();
                serde_json::from_str::<Value>(&written).is_ok_and(|written| written == schema)
            };
            // The order of members depends on how the tests are built: what says the same stays.
            if updates && !is_written() {
                let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
                std::fs::write(&file, text).unwrap();
            }
            assert!(
                is_written(),
                "docs/schemas/{name}.json is another; UPDATE_DOCS=1 cargo test schemas writes it"
            );
            names.push(format!("{name}.json"));
        }
        let found = std::fs::read_dir(folder).unwrap().flatten();
        for entry in found {
            let name = entry.file_name().into_string().unwrap();
            assert!(names.contains(&name), "{name} is of no command");
        }
    }
}
