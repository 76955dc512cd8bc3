//! A page a day for programs of notes: only firstline's own lines change.

use crate::support::Home;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn lived_in() -> Home {
    let home = Home::new();
    home.done(&[
        "checkin",
        "7",
        "5",
        "6",
        "4",
        "--note",
        "Met [[Anna]]\n<!-- firstline: end -->\n# loud",
        "--tag",
        "outdoors",
        "--tag",
        "with people",
        "--sleep-hours",
        "7:20",
        "--on",
        "2026-03-01 09:00",
    ]);
    home.done(&[
        "log",
        "yoga",
        "20m",
        "--before",
        "4",
        "--after",
        "6",
        "--on",
        "2026-03-01 18:00",
    ]);
    home.done(&["log", "walk", "30m", "--on", "2026-02-20"]);
    home
}

/// Every file below a folder, by its path there.
fn pages(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let below = pages(&path).into_iter();
            all.extend(below.map(|(below, text)| (format!("{name}/{below}"), text)));
        } else {
            all.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    all
}

#[test]
fn each_day_has_a_page_and_a_second_time_nothing_is_written() {
    let home = lived_in();
    let said = home.done(&["export", "markdown", "--into", "notes"]);
    assert_eq!(said, "2 days in notes: 2 new pages, 0 changed.\n");
    let written = pages(&home.path("notes"));
    assert_eq!(
        written.keys().collect::<Vec<_>>(),
        ["2026-02-20.md", "2026-03-01.md"]
    );
    assert_eq!(
        written["2026-03-01.md"],
        "<!-- firstline: begin -->\n## firstline\n- 09:00 Check-in: mood 7, energy 5, calm 6, sleep \
         4, slept 7.33 h #outdoors with people\n  > Met [[Anna]]\n  > <!-- firstline: end -->\n  > # \
         loud\n- 18:00 Yoga, 20 min, mood 4 to 6\n<!-- firstline: end -->\n"
    );
    let times = || {
        let files = fs::read_dir(home.path("notes")).unwrap().flatten();
        files
            .map(|file| file.metadata().unwrap().modified().unwrap())
            .max()
    };
    let before = times();
    let said = home.done(&["export", "md", "--into", "notes"]);
    assert_eq!(said, "2 days in notes: 0 new pages, 0 changed.\n");
    assert_eq!((pages(&home.path("notes")), times()), (written, before));
}

#[test]
fn a_persons_own_lines_and_links_and_permissions_stay() {
    let home = lived_in();
    fs::create_dir(home.path("notes")).unwrap();
    let page = home.path("notes/2026-03-01.md");
    fs::write(&page, "# My day\r\n\r\ntext without a line feed at its end").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&page, fs::Permissions::from_mode(0o644)).unwrap();
        fs::write(home.path("elsewhere.md"), "linked\n").unwrap();
        std::os::unix::fs::symlink(home.path("elsewhere.md"), home.path("notes/2026-02-20.md"))
            .unwrap();
    }
    home.done(&["export", "markdown", "--into", "notes"]);
    let first = fs::read_to_string(&page).unwrap();
    assert!(
        first.starts_with("# My day\r\n\r\ntext without a line feed at its end\r\n\r\n<!-- "),
        "{first}"
    );
    assert!(!first.replace("\r\n", "").contains('\n'));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(&page).unwrap().permissions().mode() & 0o777,
            0o644
        );
        assert!(
            fs::symlink_metadata(home.path("notes/2026-02-20.md"))
                .unwrap()
                .is_symlink()
        );
        let linked = fs::read_to_string(home.path("elsewhere.md")).unwrap();
        assert!(linked.starts_with("linked\n\n<!-- "), "{linked}");
    }
    // Below what was written, and in it, people go on writing; the session is deleted.
    fs::write(&page, format!("{first}- more\r\n")).unwrap();
    home.done(&["delete", "last", "--yes"]);
    home.done(&["export", "markdown", "--into", "notes"]);
    let second = fs::read_to_string(&page).unwrap();
    assert!(
        second.starts_with("# My day") && second.ends_with("-->\r\n- more\r\n"),
        "{second}"
    );
    assert!(
        !second.contains("Yoga") && second.contains("Check-in"),
        "{second}"
    );
}

#[test]
fn names_are_as_the_notes_have_them() {
    let home = lived_in();
    home.done(&[
        "export",
        "markdown",
        "--into",
        "journals",
        "--name",
        "%Y_%m_%d.md",
    ]);
    assert!(home.path("journals/2026_03_01.md").exists());
    home.done(&[
        "export",
        "markdown",
        "--into",
        "vault",
        "--name",
        "%Y/%m/%Y-%m-%d.md",
    ]);
    assert!(home.path("vault/2026/03/2026-03-01.md").exists());
    home.done(&[
        "export",
        "markdown",
        "--into",
        "org",
        "--name",
        "%Y-%m-%d.org",
    ]);
    let page = fs::read_to_string(home.path("org/2026-03-01.org")).unwrap();
    assert!(
        page.starts_with("# firstline: begin\n* firstline\n- 09:00 Check-in"),
        "{page}"
    );
    assert!(
        page.contains("\n  : Met [[Anna]]\n") && page.ends_with("# firstline: end\n"),
        "{page}"
    );
}

#[test]
fn what_cannot_be_done_is_one_sentence_and_no_page_is_written() {
    let home = lived_in();
    fs::create_dir(home.path("broken")).unwrap();
    fs::write(
        home.path("broken/2026-03-01.md"),
        "<!-- firstline: begin -->\nmine",
    )
    .unwrap();
    fs::create_dir(home.path("bytes")).unwrap();
    fs::write(home.path("bytes/2026-03-01.md"), b"\xff\xfe\x00").unwrap();
    fs::create_dir_all(home.path("folder/2026-03-01.md")).unwrap();
    fs::write(home.path("file"), "mine").unwrap();
    for (arguments, code, said) in [
        (&["--into", "broken"][..], 1, "only one of the two marks"),
        (&["--into", "bytes"], 1, "isn't UTF-8 text"),
        (&["--into", "folder"], 1, "is a folder"),
        (&["--into", "file"], 1, "file"),
        (&[], 2, "--into FOLDER"),
        (
            &["--into", "new", "--name", "%Y-%m.md"],
            2,
            "two days would have one page",
        ),
        (
            &["--into", "new", "--name", "../%Y-%m-%d.md"],
            2,
            "stay in the folder",
        ),
        (
            &["--into", "new", "--name", "/tmp/%Y-%m-%d.md"],
            2,
            "stay in the folder",
        ),
        (
            &["--into", "new", "--name", "%Y-%m-%d.txt"],
            2,
            "end in .md or .org",
        ),
        (
            &["--into", "new", "--name", "%Y-%m-%d %H.md"],
            2,
            "no time of day",
        ),
        (
            &["--into", "new", "--name", "%Y-%m-%d %é.md"],
            2,
            "placeholder",
        ),
        (&["--into", "new", "--encrypt"], 2, "can't be encrypted"),
    ] {
        let ran = home.run(&[&["export", "markdown"], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
        assert!(!home.path("new").exists(), "{arguments:?}");
    }
    for folder in ["broken", "bytes"] {
        assert_eq!(fs::read_dir(home.path(folder)).unwrap().count(), 1);
    }
    assert_eq!(home.run(&["export", "csv", "--into", "new"]).code, 2);
    let nobody = Home::new();
    let ran = nobody.run(&["export", "markdown", "--into", "notes"]);
    assert!(
        ran.code == 3 && !nobody.path("notes").exists(),
        "{}",
        ran.err
    );
}
