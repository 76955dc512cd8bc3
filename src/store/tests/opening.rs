//! Opening, and every way of refusing: the file stays byte for byte the same.

use super::samples::*;
use crate::domain::Change;
use crate::store::backups::name::Reason;
use crate::store::migrations::{ALL, newest};
use crate::store::{OpenError, Refusal, Store, Trouble};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Checks that `path` is refused with this reason, and that neither it nor the files next to it change.
fn refused(path: &Path) -> OpenError {
    let everything = || {
        let mut files: Vec<_> = fs::read_dir(path.parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .map(|path| (path.clone(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    };
    let before = everything();
    let error = Store::open_patiently(path, now(), Duration::from_millis(20)).unwrap_err();
    assert!(before == everything(), "{error}");
    let text = error.to_string();
    assert!(
        (text.ends_with('.') || text.contains(": firstline restore --list"))
            && !text.contains('!')
            && !text.contains('\u{1b}'),
        "{text}"
    );
    error
}

fn made() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    (folder, path)
}

#[test]
fn a_new_file_is_made_for_its_owner_only_and_opened_again() {
    let (_folder, path) = place();
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&path.with_extension("db-wal")), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
    }
    drop(store);
    assert_eq!(open(&path).all().unwrap().check_ins(), [check_in(1)]);
    let left: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "one file, nothing beside it");
}

#[test]
fn opening_an_up_to_date_file_writes_nothing() {
    let (_folder, path) = made();
    let before = fs::read(&path).unwrap();
    drop(open(&path));
    assert!(before == fs::read(&path).unwrap());
}

#[test]
fn the_file_keeps_a_log_and_waits_for_the_disk() {
    let (_folder, path) = made();
    let store = open(&path);
    let pragma = |name: &str| -> String {
        store
            .connection
            .query_row(
                &format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"),
                [],
                |row| row.get(0),
            )
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2");
    assert_eq!(pragma("foreign_keys"), "1");
    assert_eq!(pragma("integrity_check"), "ok");
}

#[test]
fn an_empty_file_is_as_good_as_none() {
    let (folder, _) = place();
    let path = folder.path().join("empty.db");
    fs::write(&path, "").unwrap();
    assert!(open(&path).all().unwrap().is_empty());
}

#[test]
fn a_newer_file_is_refused() {
    let (_folder, path) = made();
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let error = refused(&path);
    assert_eq!(
        error.refusal(),
        &Refusal::Newer {
            found: 99,
            known: newest(ALL)
        }
    );
    assert_eq!(
        error.to_string(),
        format!(
            "{} was made by a newer firstline (schema 99, this one knows {}). Update firstline, or use \
             another file with --db; nothing was changed.",
            path.display(),
            newest(ALL)
        )
    );
}

#[test]
fn a_refused_file_keeps_what_waits_in_its_log() {
    let (folder, path) = made();
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    // What a killed process leaves behind: the file with its log.
    let killed = folder.path().join("killed.db");
    fs::copy(&path, &killed).unwrap();
    fs::copy(
        path.with_extension("db-wal"),
        killed.with_extension("db-wal"),
    )
    .unwrap();
    let before = (
        fs::read(&killed).unwrap(),
        fs::read(killed.with_extension("db-wal")).unwrap(),
    );
    let error = Store::open(&killed, now()).unwrap_err();
    assert_eq!(
        error.refusal(),
        &Refusal::Newer {
            found: 99,
            known: newest(ALL)
        }
    );
    assert!(
        before
            == (
                fs::read(&killed).unwrap(),
                fs::read(killed.with_extension("db-wal")).unwrap()
            )
    );
}

#[test]
fn a_file_of_another_program_is_refused() {
    let (folder, _) = place();
    let path = folder.path().join("other.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE tasks (id); PRAGMA user_version = 1")
        .unwrap();
    assert_eq!(refused(&path).refusal(), &Refusal::Foreign);
}

#[test]
fn what_is_no_database_is_refused() {
    let (folder, _) = place();
    let path = folder.path().join("diary\u{1b}[2J.txt");
    for text in [
        "x",
        "Dear diary, ".repeat(500).as_str(),
        "SQLite format 3\0 but not really",
    ] {
        fs::write(&path, text).unwrap();
        assert_eq!(refused(&path).refusal(), &Refusal::NotADatabase, "{text}");
    }
}

#[test]
fn a_damaged_file_is_refused() {
    let (_folder, path) = made();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2 / 4096 * 4096]).unwrap();
    assert_eq!(refused(&path).refusal(), &Refusal::Corrupt);
    let mut scribbled = whole.clone();
    scribbled[100..4096].fill(0xa5);
    fs::write(&path, scribbled).unwrap();
    assert_eq!(refused(&path).refusal(), &Refusal::Corrupt);
    fs::write(&path, whole).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("DROP TABLE running")
        .unwrap();
    assert_eq!(
        refused(&path).refusal(),
        &Refusal::Corrupt,
        "a layout that is not the one it should be"
    );
}

#[test]
fn a_file_that_cannot_be_written_to_is_read_and_says_why_nothing_is_saved() {
    let (_folder, path) = made();
    let with = |path: &Path, readonly: bool| {
        let mut permissions = fs::metadata(path).unwrap().permissions();
        permissions.set_readonly(readonly);
        fs::set_permissions(path, permissions).unwrap();
    };
    let only_reads = || {
        let before = fs::read(&path).unwrap();
        let mut store = Store::open_patiently(&path, now(), Duration::from_millis(20)).unwrap();
        assert_eq!(store.all().unwrap().check_ins().len(), 1);
        let said = store.only_reads().unwrap();
        assert!(said.starts_with("The database is read-only"), "{said}");
        let error = store.apply(&Change::save(check_in(2)), now()).unwrap_err();
        assert_eq!(error.trouble(), Trouble::ReadOnly);
        let files = fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert!(files == 1 && before == fs::read(&path).unwrap());
        store
    };
    with(&path, true);
    let mut store = only_reads();
    with(&path, false);
    // The obstacle is gone: the same store can save.
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    assert_eq!(store.only_reads(), None);
    drop(store);
    #[cfg(unix)]
    {
        with(path.parent().unwrap(), true);
        only_reads();
        with(path.parent().unwrap(), false);
    }
}

/// A file with its last change still in its log, as after a killed process.
fn killed(folder: &Path) -> std::path::PathBuf {
    let (path, killed) = (folder.join("one.db"), folder.join("closed/killed.db"));
    let mut store = open(&path);
    store.apply(&Change::save(check_in(1)), now()).unwrap();
    fs::create_dir(folder.join("closed")).unwrap();
    fs::copy(&path, &killed).unwrap();
    fs::copy(
        path.with_extension("db-wal"),
        killed.with_extension("db-wal"),
    )
    .unwrap();
    killed
}

#[cfg(unix)]
#[test]
fn what_waits_in_the_log_of_a_file_that_cannot_be_written_to_is_read_too() {
    let (folder, _) = place();
    let killed = killed(folder.path());
    let closed = killed.parent().unwrap();
    let set = |mode| {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        fs::set_permissions(closed, mode).unwrap();
    };
    set(0o500);
    let store = Store::open(&killed, now()).unwrap();
    assert_eq!(store.all().unwrap().check_ins(), [check_in(1)]);
    assert!(store.only_reads().is_some());
    drop(store);
    assert_eq!(fs::read_dir(closed).unwrap().count(), 2, "nothing new");
    set(0o700);
}

#[test]
fn a_database_that_vanished_is_told_before_a_new_one_is_begun() {
    let (_folder, path) = made();
    open(&path).back_up(Reason::Daily, now()).unwrap();
    let told = |state: &str| {
        let error = Store::open(&path, now()).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains(&format!("is {state}, but it has backups"))
                && text.contains("firstline restore --list"),
            "{text}"
        );
    };
    fs::remove_file(&path).unwrap();
    told("gone");
    assert!(!path.exists());
    fs::write(&path, "").unwrap();
    told("empty");
    assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    // An explicit request creates a new file.
    let folder = path.parent().unwrap();
    fs::rename(folder.join("backups"), folder.join("old")).unwrap();
    assert!(open(&path).all().unwrap().is_empty());
}

#[test]
fn an_empty_file_whose_log_is_there_keeps_it() {
    let (folder, _) = place();
    let killed = killed(folder.path());
    fs::write(&killed, "").unwrap();
    let log = killed.with_extension("db-wal");
    let before = fs::read(&log).unwrap();
    assert_eq!(
        refused(&killed).refusal(),
        &Refusal::Vanished { empty: true }
    );
    assert!(before == fs::read(&log).unwrap());
}

#[test]
fn a_folder_and_a_pipe_are_refused() {
    let (folder, _) = place();
    let inner = folder.path().join("data");
    fs::create_dir(&inner).unwrap();
    assert_eq!(refused(&inner).refusal(), &Refusal::IsDirectory);
    #[cfg(unix)]
    assert_eq!(
        Store::open(Path::new("/dev/null"), now())
            .unwrap_err()
            .refusal(),
        &Refusal::NotAFile
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_refused() {
    let (folder, _) = place();
    let file = folder.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let error = Store::open(&file.join("firstline.db"), now()).unwrap_err();
    assert!(
        matches!(error.refusal(), Refusal::CannotCreate(_)),
        "{error:?}"
    );
    assert_eq!(fs::read(&file).unwrap(), b"not a folder");
}

#[test]
fn a_file_in_use_is_refused_after_a_while_and_opened_later() {
    let (_folder, path) = made();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        .unwrap();
    let before = fs::read(&path).unwrap();
    let error = Store::open_patiently(&path, now(), Duration::from_millis(20)).unwrap_err();
    assert_eq!(error.refusal(), &Refusal::Locked);
    assert!(before == fs::read(&path).unwrap());
    drop(other);
    assert_eq!(open(&path).all().unwrap().check_ins().len(), 1);
}

#[test]
fn while_another_program_writes_a_save_waits_then_says_so() {
    let (_folder, path) = made();
    let mut store = Store::open_patiently(&path, now(), Duration::from_millis(20)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.apply(&Change::save(check_in(2)), now()).unwrap_err();
    assert_eq!(error.trouble(), Trouble::Locked);
    assert_eq!(
        store.all().unwrap().check_ins().len(),
        1,
        "reading goes on meanwhile"
    );
    other.execute_batch("COMMIT").unwrap();
    store.apply(&Change::save(check_in(2)), now()).unwrap();
}

#[test]
fn a_full_disk_loses_nothing_that_was_kept() {
    let (_folder, path) = made();
    let mut store = open(&path);
    let pages: i64 = store
        .connection
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    let _: i64 = store
        .connection
        .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| {
            row.get(0)
        })
        .unwrap();
    let mut long = check_in(2);
    long.note = "long ".repeat(10_000);
    let error = store.apply(&Change::save(long), now()).unwrap_err();
    assert_eq!(error.trouble(), Trouble::Full);
    assert!(error.to_string().starts_with("The disk is full."));
    assert_eq!(store.all().unwrap().check_ins(), [check_in(1)]);
}

#[test]
fn a_write_of_another_process_is_noticed() {
    let (_folder, path) = made();
    let mut store = open(&path);
    let before = store.data_version().unwrap();
    store.apply(&Change::save(check_in(2)), now()).unwrap();
    assert_eq!(store.data_version().unwrap(), before, "not its own");
    open(&path)
        .apply(&Change::save(check_in(3)), now())
        .unwrap();
    assert_ne!(store.data_version().unwrap(), before);
}
