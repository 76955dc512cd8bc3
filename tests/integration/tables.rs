//! Our own tables: in, out and in again; and the simulated people that the statistics are tested on.

use crate::support::{Home, real_data};
use std::path::PathBuf;

const CHECK_INS: &str =
    "day,time,mood,energy,calm,sleep,body,interest,appetite,focus,sleep_hours,tags,note\n";

fn people() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(real_data().join("stats/people")).unwrap();
    let mut people: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    people.sort();
    people
}

#[test]
fn every_simulated_person_comes_in_whole_and_goes_out_as_it_came() {
    for person in people() {
        let home = Home::new().at("2026-11-23T12:00:00+00:00");
        let file = |name: &str| person.join(name).to_str().unwrap().to_owned();
        let (check_ins, sessions) = (file("checkins.csv"), file("sessions.csv"));
        let rows = |path: &str| std::fs::read_to_string(path).unwrap().lines().count() - 1;
        let report = home.json(&["import", "csv", &check_ins, &sessions, "--json"]);
        assert_eq!(
            report["rejected"],
            serde_json::json!([]),
            "{}",
            person.display()
        );
        assert_eq!(
            report["added"],
            rows(&check_ins) + rows(&sessions),
            "{}",
            person.display()
        );
        assert_eq!(
            home.json(&["import", &check_ins, &sessions, "--json"])["added"],
            0
        );
        assert_eq!(
            home.done(&["export", "csv", "--check-ins"]),
            std::fs::read_to_string(&check_ins)
                .unwrap()
                .replace('\r', ""),
            "{}",
            person.display()
        );
        assert_eq!(
            home.done(&["export", "csv", "--sessions"]),
            std::fs::read_to_string(&sessions)
                .unwrap()
                .replace('\r', ""),
            "{}",
            person.display()
        );
    }
}

#[test]
fn what_was_typed_here_is_known_when_its_table_is_read_again() {
    let home = Home::new();
    home.done(&[
        "checkin", "7", "5", "6", "4", "--tag", "work", "--note", "=SUM(A1)",
    ]);
    home.done(&[
        "log",
        "walk",
        "25m",
        "--before",
        "5",
        "--after",
        "7",
        "--distance",
        "2.5",
    ]);
    home.done(&["export", "csv", "-o", "tables"]);
    let table = std::fs::read_to_string(home.path("tables/check-ins.csv")).unwrap();
    assert!(
        table.starts_with(CHECK_INS) && table.contains("'=SUM(A1)"),
        "{table}"
    );
    let before = home.everything();
    let report = home.json(&["import", "tables", "--json"]);
    assert_eq!(
        (&report["added"], &report["duplicates"]),
        (&0.into(), &2.into())
    );
    assert_eq!(home.everything(), before);

    let other = Home::new();
    let folder = home.path("tables").to_str().unwrap().to_owned();
    assert_eq!(other.json(&["import", &folder, "--json"])["added"], 2);
    assert_eq!(other.done(&["export", "csv", "--check-ins"]), table);
    assert!(other.everything().contains("\"note\": \"=SUM(A1)\""));
}

#[test]
fn tables_of_other_trackers_are_read_by_a_mapping() {
    let home = Home::new();
    std::fs::write(
        home.path("moods.csv"),
        "Date;Mood Score;Journal;Color\n2026-02-27;4;rain;blue\n2026-02-28;9;;\n",
    )
    .unwrap();
    let words = [
        "import",
        "csv",
        "moods.csv",
        "--columns",
        "day=Date,mood=Mood Score,note=Journal",
    ];
    let ran = home.run(&[&words[..], &["--scale", "mood=1-5"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("ignored columns: Color"), "{}", ran.err);
    assert!(
        ran.err
            .contains("line 3: Mood Score is \"9\", expected a number from 1 to 5"),
        "{}",
        ran.err
    );
    assert_eq!(home.json(&["history", "--json"])["days"][0]["mood"], 7.0);
    assert_eq!(
        home.run(&["import", "moods.csv", "--scale", "mood=5"]).code,
        2
    );
}

#[test]
fn both_tables_need_a_folder() {
    let home = Home::new();
    home.done(&["checkin", "7"]);
    let ran = home.run(&["export", "csv"]);
    assert!(
        ran.code == 2 && ran.err.contains("-o FOLDER"),
        "{}",
        ran.err
    );
    assert_eq!(home.run(&["export", "json", "--sessions"]).code, 2);
}

/// Brings a table in; what is said when it is refused.
fn refused(text: &str, words: &[&str]) -> String {
    let home = Home::new();
    std::fs::write(home.path("sheet.csv"), text).unwrap();
    let ran = home.run(&[&["import", "sheet.csv"][..], words].concat());
    assert_eq!(ran.code, 1, "{text} gave {}{}", ran.out, ran.err);
    assert!(
        home.json(&["history", "--json"])["days"]
            .as_array()
            .unwrap()
            .is_empty(),
        "nothing is written"
    );
    ran.err
}

#[test]
fn what_can_be_read_in_two_ways_is_asked_for_with_the_option_that_settles_it() {
    for (text, parts) in [
        (
            "Item,Price\nBread,3\nMilk,2\n",
            &[
                "no column looks like a day",
                "\"Item\", \"Price\"",
                "--columns \"day=…\"",
            ][..],
        ),
        (
            "Date,Steps\n2026-01-01,3\n2026-01-02,4\n",
            &["it has a day (\"Date\") and nothing else firstline knows"],
        ),
        (
            "Date,Mood\n3/1/2026,7\n2/1/2026,8\n",
            &[
                "can be March 1 or January 3, 2026",
                "--date-format mdy or --date-format dmy",
            ],
        ),
        (
            "Date,Mood\n25/02/2026,7\n02/27/2026,8\n",
            &["only with the day first", "only with the month first"],
        ),
        (
            "Date,Mood\n2026-01-01,4\n2026-01-02,5\n",
            &[
                "the moods go from 4 to 5",
                "--scale \"mood=1-5\"",
                "--scale \"mood=1-9\"",
            ],
        ),
        (
            "Date,Sleep\n2026-01-01,4\n2026-01-02,5\n",
            &["--columns \"sleep_hours=Sleep\"", "--scale \"sleep=1-5\""],
        ),
        (
            "Date,Sport,Duration\n2026-01-01,Run,1886\n2026-01-02,Run,1800\n",
            &[
                "numbers without a unit, like 1886",
                "seconds=Duration",
                "minutes=Duration",
            ],
        ),
        (
            "Date,Sport,Duration\n2026-01-01,Run,5:30\n2026-01-02,Run,6:10\n",
            &["\"5:30\"", "h_mm=Duration", "m_ss=Duration"],
        ),
        (
            "Date,Visit,Mood\n2026-01-01,2026-02-01,7\n2026-01-02,2026-02-03,8\n",
            &[
                "\"Date\" and \"Visit\" can both be the day",
                "--columns \"day=Date\"",
            ],
        ),
        (
            "Dear diary,\nI went for a walk.\nThen I slept.\n",
            &[
                "it looks like plain text, which firstline can't import",
                "firstline import --help",
            ],
        ),
        (
            "Date,Mood\n2026-01-01,Determined\n2026-01-02,Grateful\n",
            &[
                "2 moods are words only you can explain: \"Determined\" (1 row)",
                "--map \"Determined=…\"",
            ],
        ),
        (
            "Date,Sport\n2026-01-01,Run\n2026-01-02,Yoga\n",
            &["not for how long", "--minutes 45"],
        ),
        (
            "Date,Duration\n2026-01-01,0:20:00\n2026-01-02,0:30:00\n",
            &["--activity run"],
        ),
    ] {
        let said = refused(text, &[]);
        assert!(parts.iter().all(|part| said.contains(part)), "{said}");
        assert!(
            said.contains("Nothing was imported from sheet.csv: "),
            "{said}"
        );
    }
    let said = refused(
        "Date,Mood Score\n2026-01-01,7\n2026-01-02,8\n",
        &["--columns", "mood=Mood Skore"],
    );
    assert!(
        said.contains("no column \"Mood Skore\"; did you mean \"Mood Score\"?"),
        "{said}"
    );
}

#[test]
fn an_old_or_locked_workbook_is_named_with_what_to_save_it_as() {
    let home = Home::new();
    let head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    std::fs::write(home.path("old.xls"), [&head[..], &[0; 1000]].concat()).unwrap();
    let ran = home.run(&["import", "old.xls"]);
    assert_eq!(ran.code, 1);
    for part in [
        "old or locked Excel workbook",
        ".xlsx without a password",
        "CSV",
    ] {
        assert!(ran.err.contains(part), "{}", ran.err);
    }
}

#[test]
fn what_was_settled_is_known_for_the_next_table_with_these_columns_until_it_is_undone() {
    let home = Home::new();
    std::fs::write(home.path("jan.csv"), "Date,Mood\n1/2/2026,4\n1/3/2026,5\n").unwrap();
    std::fs::write(home.path("feb.csv"), "date,MOOD\n2/2/2026,3\n2/3/2026,5\n").unwrap();
    let said = ["--scale", "mood=1-5", "--date-format", "mdy"];
    let first = home.json(&[&["import", "jan.csv", "--json"][..], &said].concat());
    let second = home.json(&["import", "feb.csv", "--json"]);
    assert_eq!((&first["added"], &second["added"]), (&2.into(), &2.into()));
    assert!(
        second["taken"][0]
            .as_str()
            .unwrap()
            .contains("as you settled"),
        "{second}"
    );
    assert!(home.everything().contains("2026-02-03"));
    let id = second["import_id"].as_str().unwrap();
    home.done(&["import", "undo", id]);
    assert_eq!(home.run(&["import", "feb.csv"]).code, 1);
}

#[test]
fn a_later_map_names_the_activities_of_earlier_imports_and_can_be_undone() {
    let home = Home::new();
    let table = "Date,Sport,Minutes\n2026-01-01,Pogo,30\n2026-01-02,Pogo,40\n";
    std::fs::write(home.path("sport.csv"), table).unwrap();
    home.done(&["import", "sport.csv"]);
    let ran = home.run(&["import", "--map", "Pogo=skip"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("2 earlier sessions renamed"),
        "{}",
        ran.err
    );
    let activities = || {
        let stored: serde_json::Value = serde_json::from_str(&home.everything()).unwrap();
        let of = |session: &serde_json::Value| {
            (session["activity"].to_string(), session["met"].as_f64())
        };
        stored["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .map(of)
            .collect::<Vec<_>>()
    };
    assert_eq!(activities(), vec![("\"skip\"".to_owned(), Some(11.8)); 2]);
    home.done(&["undo"]);
    assert_eq!(activities(), vec![("\"pogo\"".to_owned(), Some(3.0)); 2]);
    home.done(&["redo"]);
    assert_eq!(activities(), vec![("\"skip\"".to_owned(), Some(11.8)); 2]);
    // The next file knows the word, and the first one is still known.
    std::fs::write(
        home.path("more.csv"),
        "Date,Sport,Minutes\n2026-01-03,Pogo,20\n",
    )
    .unwrap();
    assert_eq!(
        home.json(&["import", "more.csv", "--json"])["unknown_activities"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    assert_eq!(home.json(&["import", "sport.csv", "--json"])["added"], 0);
    assert_eq!(home.run(&["import", "--map", "Pogo=skip"]).code, 3);
}

#[test]
fn a_table_in_a_folder_is_named_with_how_to_import_it() {
    let home = Home::new();
    std::fs::create_dir(home.path("all")).unwrap();
    let sheet = "Date,Mood,Weather\n2026-01-01,7,rain\n2026-01-02,9,sun\n";
    std::fs::write(home.path("all/sheet.csv"), sheet).unwrap();
    std::fs::write(home.path("all/ours.csv"), "day,mood\n2026-01-05,7\n").unwrap();
    let ran = home.run(&["import", "all"]);
    assert!(ran.out.contains("1 added"), "{}{}", ran.out, ran.err);
    let said = "sheet.csv: skipped; a table is imported only when you choose the file itself";
    assert!(ran.err.contains(said), "{}", ran.err);
    assert_eq!(
        home.json(&["import", "all/sheet.csv", "--json"])["added"],
        2
    );
}

#[test]
fn unknown_activities_are_named_with_the_option_that_names_them() {
    let home = Home::new();
    let table =
        "Date,Sport,Minutes\n2026-01-01,Reiten,30\n2026-01-02,Reiten,40\n2026-01-03,Yoga,20\n";
    std::fs::write(home.path("sport.csv"), table).unwrap();
    let report = home.json(&["import", "sport.csv", "--dry-run", "--json"]);
    assert_eq!(report["unknown_activities"][0]["name"], "reiten");
    assert_eq!(report["unknown_activities"][0]["count"], 2);
    let ran = home.run(&["import", "sport.csv", "--map", "Reiten=hike"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("unknown"), "{}", ran.err);
    assert!(home.everything().contains("\"activity\": \"hike\""));
}
