//! Files of every released schema version open, and a backup from before each upgrade is kept.

use super::samples::*;
use crate::domain::{Change, Measure, OwnActivity, OwnRating, RecordKind};
use crate::store::backups::{self, name::Reason};
use crate::store::migrations::{self, ALL, Migration};
use crate::store::open::open as open_knowing;
use crate::store::upgrade;
use crate::store::{Refusal, Store};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Schema version 1 as released, with one record of each kind, as SQL text.
const V1: &str = include_str!("v1.sql");

/// The last schema version without views, filled by the program of its time.
const V7: &str = include_str!("v7.sql");

const NEXT: Migration = Migration {
    why: "A test of steps to come.",
    sql: "ALTER TABLE check_ins ADD COLUMN weather TEXT",
};
const BROKEN: Migration = Migration {
    why: "One that fails.",
    sql: "ALTER TABLE check_ins ADD COLUMN weather TEXT; DROP TABLE no_such_table",
};

fn of_version_1(path: &Path) {
    Connection::open(path).unwrap().execute_batch(V1).unwrap();
}

/// All released migrations and one future one.
fn and_next() -> Vec<Migration> {
    [ALL, &[NEXT]].concat()
}

fn layout(connection: &Connection) -> Vec<String> {
    let mut query = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        .unwrap();
    query
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn opened(path: &Path, migrations: &[Migration]) -> Result<Store, Refusal> {
    open_knowing(path, now(), Duration::from_millis(20), migrations)
}

#[test]
fn a_file_of_version_1_opens_with_all_it_holds() {
    let (folder, _) = place();
    let path = folder.path().join("v1.db");
    of_version_1(&path);
    let mut store = open(&path);
    assert_eq!(in_sight(&store), (vec![check_in(1)], vec![session(2)]));
    assert_eq!(store.setting("plan").unwrap().as_deref(), Some("33"));
    assert_eq!(store.undo(now()).unwrap().map(|step| step.records), Some(1));
}

#[test]
fn the_first_step_makes_the_layout_that_was_released() {
    let fixture = Connection::open_in_memory().unwrap();
    fixture.execute_batch(V1).unwrap();
    let mut first = Connection::open_in_memory().unwrap();
    upgrade::run(&mut first, None, &ALL[..1], now()).unwrap();
    assert_eq!(
        layout(&first),
        layout(&fixture),
        "a released step was edited: add one instead"
    );
}

#[test]
fn a_file_of_version_7_opens_with_all_it_holds_and_gets_its_views() {
    let (folder, _) = place();
    let path = folder.path().join("v7.db");
    let fixture = Connection::open(&path).unwrap();
    fixture.execute_batch(V7).unwrap();
    let mut seventh = Connection::open_in_memory().unwrap();
    upgrade::run(&mut seventh, None, &ALL[..7], now()).unwrap();
    assert_eq!(
        layout(&seventh),
        layout(&fixture),
        "a released step was edited: add one instead"
    );
    drop(fixture);
    let store = open(&path);
    let journal = store.all().unwrap();
    let counts = (journal.check_ins().len(), journal.sessions().len());
    assert_eq!(counts, (2, 1), "the deleted one stays deleted");
    // The program itself doesn't read the views.
    let reader = Connection::open(&path).unwrap();
    let seen: String = reader
        .query_row(
            "SELECT day || ' ' || mood || ' ' || check_ins || ' ' || minutes || ' ' || tags FROM v_days WHERE sessions",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(seen, r#"2026-03-01 7.0 1 20.0 ["outdoors","work"]"#);
    let seen: String = reader
        .query_row(
            "SELECT start || ' ' || activity FROM v_sessions",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(seen, "2026-03-01T18:00:00+01:00 yoga");
}

/// The last schema version without own ratings.
const V8: &str = include_str!("v8.sql");

#[test]
fn a_file_of_version_8_opens_with_all_it_holds_and_takes_answers_to_own_ratings() {
    let (folder, _) = place();
    let path = folder.path().join("v8.db");
    let fixture = Connection::open(&path).unwrap();
    fixture.execute_batch(V8).unwrap();
    let mut eighth = Connection::open_in_memory().unwrap();
    upgrade::run(&mut eighth, None, &ALL[..8], now()).unwrap();
    assert_eq!(
        layout(&eighth),
        layout(&fixture),
        "a released step was edited: add one instead"
    );
    drop(fixture);
    let mut store = open(&path);
    let journal = store.all().unwrap();
    let counts = (journal.check_ins().len(), journal.sessions().len());
    assert_eq!(counts, (2, 1));
    assert!(
        journal
            .check_ins()
            .iter()
            .all(|record| record.own.is_empty())
    );
    let pain = OwnRating::new("pain", Measure::ZeroToTen, now());
    let mut wanted = journal.check_ins()[0].clone();
    wanted.own.set(pain.id, Some(4.0));
    wanted.own.set(id(99), Some(2.5));
    store.apply(&Change::save(pain), now()).unwrap();
    store.apply(&Change::save(wanted), now()).unwrap();
    let reader = Connection::open(&path).unwrap();
    let seen: Vec<String> = reader
        .prepare("SELECT day || ' ' || coalesce(name, '?') || ' ' || value FROM v_ratings ORDER BY value")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(seen, ["2026-02-27 ? 2.5", "2026-02-27 pain 4"]);
}

/// The last schema version without own activities.
const V9: &str = include_str!("v9.sql");

#[test]
fn a_file_of_version_9_opens_with_all_it_holds_and_takes_own_activities() {
    let (folder, _) = place();
    let path = folder.path().join("v9.db");
    let fixture = Connection::open(&path).unwrap();
    fixture.execute_batch(V9).unwrap();
    let mut ninth = Connection::open_in_memory().unwrap();
    upgrade::run(&mut ninth, None, &ALL[..9], now()).unwrap();
    assert_eq!(
        layout(&ninth),
        layout(&fixture),
        "a released step was edited: add one instead"
    );
    drop(fixture);
    let mut store = open(&path);
    let journal = store.all().unwrap();
    let counts = (journal.check_ins().len(), journal.sessions().len());
    assert_eq!((counts, journal.own_ratings().0.len()), ((2, 1), 1));
    let kayak = OwnActivity {
        nearest: Some("rowing".to_owned()),
        equipment: vec!["paddle".to_owned()],
        ..OwnActivity::new("Kayak", 5.8, now())
    };
    store.apply(&Change::save(kayak.clone()), now()).unwrap();
    assert_eq!(store.own_activities().unwrap(), [kayak]);
}

/// The views and their columns, which other programs rely on: columns are only added, at the end.
const VIEWS: [(&str, &str); 4] = [
    (
        "v_days",
        "day mood energy calm sleep body interest appetite focus sleep_hours check_ins sessions minutes met_minutes tags",
    ),
    (
        "v_check_ins",
        "id at timed day mood energy calm sleep body interest appetite focus sleep_hours tags note source",
    ),
    (
        "v_sessions",
        "id start timed day activity title routine active_seconds minutes distance_m met effort before after complete source note",
    ),
    ("v_ratings", "check_in at day rating name measure value"),
];

#[test]
fn the_views_keep_their_columns_and_hide_what_is_deleted() {
    let (_folder, path) = place();
    let mut store = open(&path);
    let mut answered = check_in(1);
    answered.own.set(id(9), Some(4.0));
    store.apply(&Change::save(answered), now()).unwrap();
    store.apply(&Change::save(session(2)), now()).unwrap();
    let reader = Connection::open(&path).unwrap();
    let columns = |view: &str| -> String {
        let mut query = reader
            .prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")
            .unwrap();
        let names = query
            .query_map([view], |row| row.get::<_, String>(0))
            .unwrap();
        names.map(Result::unwrap).collect::<Vec<_>>().join(" ")
    };
    for (view, known) in VIEWS {
        let columns = columns(view);
        assert!(columns.starts_with(known), "{view}: {columns}");
    }
    let rows = || {
        VIEWS.map(|(view, _)| -> i64 {
            let sql = format!("SELECT count(*) FROM {view}");
            reader.query_row(&sql, [], |row| row.get(0)).unwrap()
        })
    };
    assert_eq!(rows(), [1, 1, 1, 1]);
    for (kind, id) in [
        (RecordKind::CheckIn, check_in(1).id),
        (RecordKind::Session, session(2).id),
    ] {
        store.apply(&Change::Delete(kind, id), now()).unwrap();
    }
    assert_eq!(rows(), [0, 0, 0, 0]);
}

#[test]
fn times_in_the_views_have_their_offset_west_and_east() {
    let (_folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    let reader = Connection::open(&path).unwrap();
    for (offset, said) in [
        (0, "+00:00"),
        (-30, "-00:30"),
        (-210, "-03:30"),
        (345, "+05:45"),
    ] {
        store
            .connection
            .execute("UPDATE check_ins SET utc_offset = ?1", [offset])
            .unwrap();
        let (at, millis): (String, i64) = reader
            .query_row(
                "SELECT v.at, c.at FROM v_check_ins v, check_ins c",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert!(at.ends_with(said), "{offset}: {at}");
        let read = chrono::DateTime::parse_from_rfc3339(&at).unwrap();
        assert_eq!(read.timestamp(), millis / 1000, "{at}");
    }
}

#[test]
fn before_a_step_a_copy_is_kept() {
    let (folder, _) = place();
    let path = folder.path().join("firstline.db");
    of_version_1(&path);
    let steps = and_next();
    let store = opened(&path, &steps).unwrap();
    assert_eq!(in_sight(&store), (vec![check_in(1)], vec![session(2)]));
    let _: Option<String> = store
        .connection
        .query_row("SELECT weather FROM check_ins", [], |row| row.get(0))
        .unwrap();
    drop(store);

    let copies = backups::list(&path).unwrap();
    assert_eq!(
        copies
            .iter()
            .map(|copy| copy.name.reason)
            .collect::<Vec<_>>(),
        [Reason::Migration]
    );
    let copy = &copies[0].path;
    assert_eq!(
        *copy,
        folder
            .path()
            .join("backups/2026-03-02T17-40-00-before-migration.db")
    );
    assert_eq!(
        migrations::version(&Connection::open(copy).unwrap()).unwrap(),
        1,
        "it is of the layout from before"
    );
    assert_eq!(in_sight(&open(copy)), (vec![check_in(1)], vec![session(2)]));
    let newer = Refusal::Newer {
        found: steps.len() as i64,
        known: 1,
    };
    assert_eq!(opened(&path, &ALL[..1]).unwrap_err(), newer);
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    let (folder, _) = place();
    let path = folder.path().join("firstline.db");
    of_version_1(&path);
    let before = fs::read(&path).unwrap();
    let refusal = opened(&path, &[ALL[0], BROKEN]).unwrap_err();
    assert!(
        matches!(&refusal, Refusal::Other(why) if why.contains("no_such_table")),
        "{refusal:?}"
    );
    assert!(before == fs::read(&path).unwrap());
    assert_eq!(in_sight(&open(&path)).0, [check_in(1)]);
}

#[test]
fn where_no_backup_can_be_made_the_file_stays_as_it_was() {
    let (folder, _) = place();
    let path = folder.path().join("firstline.db");
    of_version_1(&path);
    let before = fs::read(&path).unwrap();
    fs::write(folder.path().join("backups"), "a file").unwrap();
    let refusal = opened(&path, &[ALL[0], NEXT]).unwrap_err();
    assert!(
        matches!(&refusal, Refusal::NoBackup(why) if why.contains("the folder backups is a file")),
        "{refusal:?}"
    );
    assert!(before == fs::read(&path).unwrap());
}

#[test]
fn an_undo_from_before_a_step_still_works_after_it() {
    let (folder, _) = place();
    let path = folder.path().join("firstline.db");
    of_version_1(&path);
    let mut store = opened(&path, &and_next()).unwrap();
    store.undo(now()).unwrap();
    store.redo(now()).unwrap();
    assert_eq!(in_sight(&store), (vec![check_in(1)], vec![session(2)]));
}

#[test]
fn the_layout_is_read_by_versions_of_sqlite_from_3_34_on() {
    let (folder, _) = place();
    let path = folder.path().join("v1.db");
    of_version_1(&path);
    let store = open(&path);
    for sql in layout(&store.connection) {
        assert!(
            !sql.to_uppercase().contains("STRICT"),
            "from 3.37 on: {sql}"
        );
        for newer in [
            "->",
            "unixepoch(",
            " format(",
            "string_agg",
            "concat(",
            "RIGHT JOIN",
            "DISTINCT FROM",
        ] {
            assert!(!sql.contains(newer), "{newer} is newer: {sql}");
        }
    }
    // In some versions json_valid(NULL) is 0, which fails a CHECK.
    for sql in layout(&store.connection) {
        for column in ["tags", "steps", "definition"] {
            assert!(
                !sql.contains(&format!("CHECK (json_valid({column}))")),
                "{sql}"
            );
        }
    }
    let verdict: String = store
        .connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
}

#[test]
fn a_file_without_types_of_its_own_still_takes_only_numbers_where_numbers_belong() {
    let (_folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    for wrong in [
        "UPDATE check_ins SET at = 'yesterday'",
        "UPDATE check_ins SET mood = 5.5",
        "UPDATE check_ins SET mood = 'good'",
        "UPDATE check_ins SET updated_at = NULL",
        "UPDATE check_ins SET deleted_at = 'now'",
        "UPDATE check_ins SET tags = 'no list'",
    ] {
        assert!(store.connection.execute_batch(wrong).is_err(), "{wrong}");
    }
    assert_eq!(store.all().unwrap().check_ins(), [check_in(1)]);
}
