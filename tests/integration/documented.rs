//! The JSON that commands print is what `docs/cli.md` says, field by field.

use crate::support::Home;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Whether a value is as a JSON Schema has it; the words of the standard that the schemas use, and no others.
struct Schema {
    root: Value,
}

impl Schema {
    fn of(name: &str) -> Self {
        let file = format!("docs/schemas/{name}.json");
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("no schema of {name}"));
        Self {
            root: serde_json::from_str(&text).unwrap(),
        }
    }

    /// What is wrong with `value`, and where.
    fn problems(&self, value: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        self.check(&self.root, value, "", &mut problems);
        problems
    }

    fn check(&self, schema: &Value, value: &Value, path: &str, problems: &mut Vec<String>) {
        let Value::Object(rules) = schema else {
            assert_eq!(schema, &Value::Bool(true), "{path}");
            return;
        };
        let fits = |schema: &Value| {
            let mut found = Vec::new();
            self.check(schema, value, path, &mut found);
            found.is_empty()
        };
        for (rule, of) in rules {
            let number = value.as_f64();
            let is_met = match rule.as_str() {
                "$ref" => {
                    let place = of.as_str().unwrap().trim_start_matches('#');
                    let schema = self.root.pointer(place).unwrap();
                    self.check(schema, value, path, problems);
                    true
                }
                "type" => match of {
                    Value::Array(kinds) => kinds.iter().any(|kind| is_kind(kind, value)),
                    kind => is_kind(kind, value),
                },
                "enum" => of.as_array().unwrap().contains(value),
                "const" => of == value,
                "minimum" => number.is_none_or(|number| number >= of.as_f64().unwrap()),
                "maximum" => number.is_none_or(|number| number <= of.as_f64().unwrap()),
                "format" => value.as_str().is_none_or(|text| is_form(of, text)),
                "anyOf" => of.as_array().unwrap().iter().any(fits),
                "oneOf" => {
                    of.as_array()
                        .unwrap()
                        .iter()
                        .filter(|one| fits(one))
                        .count()
                        == 1
                }
                "allOf" => of.as_array().unwrap().iter().all(fits),
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(of, item, &format!("{path}[{place}]"), problems);
                    }
                    true
                }
                "properties" => {
                    for (name, schema) in of.as_object().unwrap() {
                        if let Some(member) = value.get(name) {
                            self.check(schema, member, &format!("{path}.{name}"), problems);
                        }
                    }
                    true
                }
                "required" => {
                    let names = of.as_array().unwrap().iter();
                    let mut names = names.map(|name| name.as_str().unwrap());
                    !value.is_object() || names.all(|name| value.get(name).is_some())
                }
                // What is added later is no mistake.
                "$schema"
                | "$defs"
                | "title"
                | "description"
                | "additionalProperties"
                | "default" => true,
                other => panic!("{other} isn't understood here"),
            };
            if !is_met {
                problems.push(format!("{path}: {rule} {of}, not {value}"));
            }
        }
    }
}

fn is_kind(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("{other} is no type"),
    }
}

fn is_form(form: &Value, text: &str) -> bool {
    match form.as_str().unwrap() {
        "date" => text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok(),
        "uuid" => text.len() == 36 && text.matches('-').count() == 4,
        // Of numbers.
        _ => true,
    }
}

/// The file of the schema for a command line.
fn schema_for(arguments: &[&str]) -> String {
    match arguments {
        [command @ ("phq9" | "restore"), "--list", ..] => format!("{command}-list"),
        [command @ ("import" | "experiment" | "routines"), what, ..] => format!("{command}-{what}"),
        [command, ..] => (*command).to_owned(),
        [] => String::new(),
    }
}

/// Puts something into the inbox and a watched folder, of which one kind was looked at before.
fn arrive(home: &Home) {
    let put = |name: &str, text: &str| {
        std::fs::write(home.path(name), text).unwrap();
        let file = std::fs::File::options()
            .append(true)
            .open(home.path(name))
            .unwrap();
        let now = file.metadata().unwrap().modified().unwrap();
        file.set_modified(now - std::time::Duration::from_secs(3600))
            .unwrap();
    };
    std::fs::create_dir(home.path("watch")).unwrap();
    let config =
        "inbox = \"inbox.txt\"\n[[watch]]\nfolder = \"watch\"\n[[watch]]\nfolder = \"gone\"\n";
    std::fs::write(home.path("config.toml"), config).unwrap();
    put("inbox.txt", "walk 25m\nsomething\n");
    put("watch/moods.csv", "day,mood\n2025-02-01,6\n");
    home.done(&["--db", "demo.db", "inbox", "--yes"]);
    put("watch/moods.csv", "day,mood\n2025-02-01,6\n2025-02-02,6\n");
    put("watch/broken.gpx", "<gpx>");
    let point = |minute: u32| {
        format!(
            "<trkpt lat=\"48.2\" lon=\"16.{minute:02}\"><time>2025-02-01T10:{minute:02}:00Z</time></trkpt>"
        )
    };
    let points: String = (0..20).map(point).collect();
    let track = format!("<gpx version=\"1.1\"><trk><trkseg>{points}</trkseg></trk></gpx>");
    put("watch/new.gpx", &track);
    put("inbox.txt", "walk 26m\nsomething\n");
}

#[test]
fn the_schemas_hold_for_what_the_commands_print() {
    let home = Home::new();
    home.done(&["demo", "--days", "180", "-o", "demo.db"]);
    home.done(&["--db", "demo.db", "experiment", "new", "--days", "28"]);
    let home = home.again_at("2026-03-04T18:00:00+01:00");
    let mut seen = BTreeSet::new();
    let mut holds = |arguments: &[&str], printed: &str| {
        let name = schema_for(arguments);
        let value: Value = serde_json::from_str(printed).unwrap();
        let problems = Schema::of(&name).problems(&value);
        assert!(problems.is_empty(), "{arguments:?}: {problems:#?}");
        // And it says something: what isn't there, and what is of another type, is seen.
        let schema = Schema::of(&name);
        assert!(
            !schema.problems(&serde_json::json!({})).is_empty(),
            "{name} asks for nothing"
        );
        let members = value.as_object().unwrap();
        let wrong = members.keys().map(|member| {
            let mut wrong = members.clone();
            wrong.insert(member.clone(), serde_json::json!(["no", 3.5]));
            Value::Object(wrong)
        });
        let seen_wrong = wrong.filter(|wrong| !schema.problems(wrong).is_empty());
        assert!(seen_wrong.count() > members.len() / 2, "{name} allows all");
        seen.insert(format!("{name}.json"));
    };
    for line in [
        "activities",
        "checkins",
        "doctor",
        "experiment list",
        "experiment result",
        "experiment today --now",
        "history --notes --ids",
        "import list",
        "insights",
        "learn",
        "paths",
        "phq9 --list",
        "plan",
        "ratings add pain --scale 0-10",
        "letter --month",
        "ratings",
        "restore --list",
        "routines",
        "routines equipment",
        "routines show walk-10",
        "search walk",
        "sessions",
        "status",
        "suggest",
        "support",
        "tags",
        "today --days 7",
        "backup copy.db",
        "checkin 7 5 --tag home --set pain=4",
        "log walk 20m --distance 2",
        "phq9 --answers 1,1,2,1,0,1,1,0,0",
    ] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let ran = home.run(&[&["--db", "demo.db"], arguments.as_slice(), &["--json"]].concat());
        assert!(
            [0, 1, 3].contains(&ran.code) && !ran.out.is_empty(),
            "{line}: {}",
            ran.err
        );
        holds(&arguments, &ran.out);
    }
    // A person who has just begun has much that is null.
    home.done(&["checkin", "7"]);
    for line in [
        "history", "checkins", "today", "suggest", "plan", "status", "insights", "learn", "paths",
        "support", "doctor",
    ] {
        let ran = home.run(&[line, "--json"]);
        holds(&[line], &ran.out);
    }
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        assert!(seen.contains(&name), "nothing was held against {name}");
    }
}

/// What the page says of a field.
struct Field {
    kind: String,
    can_be_null: bool,
}

/// The tables of the page by the command they are of.
fn documented() -> BTreeMap<String, BTreeMap<String, Field>> {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut tables = BTreeMap::new();
    for section in page.split("\n## firstline ").skip(1) {
        let (heading, text) = section.split_once('\n').unwrap();
        let command = heading.trim_end_matches(" --json").to_owned();
        let rows = text.lines().filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, name, kind, _, null, _] = cells.as_slice() else {
                return None;
            };
            let name = name.strip_prefix('`')?.strip_suffix('`')?;
            let field = Field {
                kind: (*kind).to_owned(),
                can_be_null: *null != "-",
            };
            Some((name.to_owned(), field))
        });
        tables.insert(command, rows.collect());
    }
    tables
}

fn check(value: &Value, path: &str, fields: &BTreeMap<String, Field>, seen: &mut BTreeSet<String>) {
    let field = fields.get(path);
    if field.is_some() {
        seen.insert(path.to_owned());
    }
    let below = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    let is = |kind: &str| {
        let field = field.unwrap_or_else(|| panic!("{path} is not documented"));
        // A whole number may stand where numbers with a fraction do.
        assert!(
            field.kind == kind || field.kind == "number" && kind == "integer",
            "{path} is {kind}, documented as {}",
            field.kind
        );
    };
    match value {
        Value::Object(members) => {
            // Members whose names are ids.
            let by_id = format!("{path}{{}}");
            for (name, value) in members {
                if fields.contains_key(&by_id) {
                    check(value, &by_id, fields, seen);
                } else {
                    check(value, &below(name), fields, seen);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                check(item, &format!("{path}[]"), fields, seen);
            }
        }
        Value::Null => {
            let field = field.unwrap_or_else(|| panic!("{path} is not documented"));
            assert!(field.can_be_null, "{path} is null");
        }
        Value::Bool(_) => is("boolean"),
        Value::String(_) => is("string"),
        Value::Number(number) if number.is_f64() => is("number"),
        Value::Number(_) => is("integer"),
    }
}

#[test]
fn every_field_of_a_commands_json_is_documented_with_its_type_and_when_it_is_null() {
    let home = Home::new();
    home.done(&["demo", "--days", "120", "-o", "demo.db"]);
    std::fs::write(home.path("moods.csv"), "day,mood\n2026-02-01,6\n").unwrap();
    let tables = documented();
    for db in ["demo.db", "data/firstline.db"] {
        home.done(&["--db", db, "ratings", "add", "pain", "--scale", "0-10"]);
    }
    home.done(&["--db", "demo.db", "checkin", "7", "--set", "pain=4"]);
    arrive(&home);
    let pogo = "day,activity,minutes\n2026-02-01,pogo,9\n";
    std::fs::write(home.path("pogo.csv"), pogo).unwrap();
    home.done(&["--db", "demo.db", "import", "pogo.csv"]);
    let on_demo: [&[&str]; 18] = [
        &["activities"],
        &["inbox"],
        &["history", "--notes", "--ids"],
        &["sessions"],
        &["checkins"],
        &["today"],
        &["search", "walk"],
        &["activities", "walk"],
        &["suggest"],
        &["plan"],
        &["status"],
        &["tags"],
        &["ratings"],
        &["routines"],
        &["phq9", "--list"],
        &["paths"],
        &["learn", "sleep"],
        &["backup", "copy.db"],
    ];
    let here: [&[&str]; 7] = [
        &[
            "checkin", "7", "5", "--tag", "home", "--note", "x", "--set", "pain=4",
        ],
        &[
            "log",
            "walk",
            "20m",
            "--before",
            "4",
            "--after",
            "6",
            "--distance",
            "2",
        ],
        &["phq9", "--answers", "1,1,2,1,0,1,1,0,0"],
        &["import", "list"],
        &["restore", "--list"],
        &["paths"],
        &["today"],
    ];
    let demo = on_demo.map(|arguments| [&["--db", "demo.db"], arguments].concat());
    home.done(&["import", "moods.csv"]);
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for arguments in demo.iter().map(Vec::as_slice).chain(here) {
        let found = home.json(&[arguments, &["--json"]].concat());
        assert_eq!(found["version"], 1, "{arguments:?}");
        let words = if arguments[0] == "--db" {
            &arguments[2..]
        } else {
            arguments
        };
        let two = words.iter().take(2).copied().collect::<Vec<_>>().join(" ");
        let name = tables.keys().find(|name| **name == two);
        let name = name
            .or_else(|| tables.keys().find(|name| **name == words[0]))
            .unwrap();
        check(&found, "", &tables[name], seen.entry(name).or_default());
    }
    for (name, fields) in &tables {
        let Some(seen) = seen.get(name.as_str()) else {
            assert_eq!(name, "insights", "nothing was asked of {name}");
            continue;
        };
        for (path, field) in fields {
            let is_object = field.kind == "object" || path.starts_with("review");
            // What the example has none of: files of routines, hard days' null.
            let is_rare =
                ["rated_low[]", "routines[].equipment[]", "problems[]"].contains(&path.as_str());
            assert!(
                is_object || is_rare || seen.contains(path),
                "{name}: {path} never came"
            );
        }
    }
}

#[test]
fn numbers_are_rounded_to_what_is_known() {
    let home = Home::new();
    for mood in ["5", "6", "6"] {
        home.done(&["checkin", mood]);
    }
    home.done(&["log", "walk", "10m7s", "--distance", "3mi"]);
    let day = &home.json(&["history", "--json"])["days"][0];
    assert_eq!(
        (&day["mood"], &day["minutes"]),
        (&5.67.into(), &10.1.into())
    );
    let session = &home.json(&["sessions", "--json"])["sessions"][0];
    assert_eq!(session["distance_m"], 4828.0);
}

/// The rows of a view as JSON, column by column.
fn rows_of(connection: &Connection, view: &str) -> Vec<serde_json::Map<String, Value>> {
    let mut query = connection
        .prepare(&format!("SELECT * FROM {view}"))
        .unwrap();
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let mut rows = query.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |place| match row.get_ref(place).unwrap() {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap().into(),
            ValueRef::Blob(_) => panic!("a blob"),
        };
        let cells = names.iter().enumerate();
        all.push(
            cells
                .map(|(place, name)| (name.clone(), cell(place)))
                .collect(),
        );
    }
    all
}

#[test]
fn the_views_say_what_the_commands_say() {
    let home = Home::new();
    home.done(&["demo", "--days", "120", "-o", "demo.db"]);
    let connection = Connection::open(home.path("demo.db")).unwrap();
    for (view, command, list, key) in [
        ("v_days", "history", "days", "day"),
        ("v_check_ins", "checkins", "check_ins", "id"),
        ("v_sessions", "sessions", "sessions", "id"),
    ] {
        let printed = home.json(&["--db", "demo.db", command, "--json"]);
        let printed = printed[list].as_array().unwrap();
        let rows = rows_of(&connection, view);
        assert!(printed.len() > 40 && printed.len() == rows.len(), "{view}");
        for row in rows {
            let same = |one: &&Value| one[key] == row[key];
            let one = printed.iter().find(same).unwrap();
            for (name, cell) in &row {
                let Some(value) = one.get(name) else {
                    continue;
                };
                let is_equal = match (cell, value) {
                    (Value::Number(cell), Value::Number(value)) => {
                        (cell.as_f64().unwrap() - value.as_f64().unwrap()).abs() < 0.1001
                    }
                    (Value::Number(cell), Value::Bool(value)) => {
                        cell.as_i64() == Some(i64::from(*value))
                    }
                    (Value::String(cell), Value::Array(_)) => {
                        serde_json::from_str::<Value>(cell).unwrap() == *value
                    }
                    (Value::String(cell), Value::String(value))
                        if ["at", "start"].contains(&&**name) =>
                    {
                        let at = |text| chrono::DateTime::parse_from_rfc3339(text).unwrap();
                        at(cell).timestamp() == at(value).timestamp()
                            && cell[19..] == value[value.len() - 6..]
                    }
                    _ => cell == value,
                };
                assert!(is_equal, "{view}.{name}: {cell} against {value}");
            }
        }
    }
}
