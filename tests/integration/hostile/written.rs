//! What goes out: tables that no spreadsheet takes for formulas and that read back the same, calendars whose lines
//! stay lines.

use firstline::domain::{DayStart, Journal, Session, sanitize};
use firstline::export::{csv as tables, ics};
use firstline::import::columns::Mapping;
use firstline::import::formats::{FORMATS, firstline as own_export};
use firstline::import::word_map::WordMap;
use firstline::import::{Parsed, Present, ReadOptions};
use proptest::prelude::*;

const OWN: &str = include_str!("../../data/hostile/whole_firstline.json");

/// Reads a table of ours back.
fn read_table(text: &str) -> Parsed {
    let now = chrono::DateTime::parse_from_rfc3339("2026-03-02T17:40:00+01:00").unwrap();
    let options = ReadOptions {
        words: WordMap::default(),
        to_local: Box::new(|utc| utc),
        mapping: Mapping::default(),
        settled: std::collections::BTreeMap::new(),
        own: Vec::new(),
        in_zone: &|_, _| None,
        known: &|_| None,
        present: Present {
            now,
            day_start: DayStart::default(),
        },
    };
    let own_table = FORMATS
        .iter()
        .find(|format| format.name == "a table of check-ins or sessions");
    own_table
        .unwrap()
        .read(&mut std::io::Cursor::new(text), &options)
        .unwrap()
}

/// Every cell of a table, header left out.
fn cells(table: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    rows.iter()
        .flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

fn journal() -> Journal {
    let records = own_export::read(OWN).unwrap().batch.records.into_iter();
    Journal::default().with(records.map(|entry| entry.record))
}

fn session() -> Session {
    journal().sessions()[0].clone()
}

/// A calendar's lines, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    calendar
        .replace("\r\n ", "")
        .split("\r\n")
        .map(str::to_owned)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_words_come_back_from_our_tables(
        note in "(?s)['=+@\\-\t\r\n\"]{0,3}.{0,30}",
        tags in proptest::collection::vec("(?s)[-=+@|;\\\\]{0,2}.{0,9}", 0..4),
        activity in "(?s)[-=+@']{0,2}[a-z].{0,20}",
    ) {
        let mut check_in = journal().check_ins()[0].clone();
        (check_in.note, check_in.tags) = (note.clone(), tags.clone());
        let table = tables::check_ins(&[check_in], firstline::domain::OwnRatings(&[])).unwrap();
        prop_assert!(!cells(&table).iter().any(|cell| is_formula(cell)), "{table}");
        prop_assert!(!table.contains(|letter| sanitize::is_unfit(letter) && !"\n\t".contains(letter)), "{table:?}");
        let read = read_table(&table);
        prop_assert_eq!(&read.check_ins[0].note, &sanitize::text(&note));
        let mut expected: Vec<String> = Vec::new();
        for tag in tags.iter().map(|tag| sanitize::line(tag).trim().to_owned()) {
            if !tag.is_empty() && !expected.contains(&tag) {
                expected.push(tag);
            }
        }
        prop_assert_eq!(&read.check_ins[0].tags, &expected);

        let mut session = session();
        (session.note, session.activity) = (note.clone(), activity.clone());
        let table = tables::sessions(&[session]).unwrap();
        prop_assert!(!cells(&table).iter().any(|cell| is_formula(cell)), "{table}");
        let read = read_table(&table);
        prop_assert_eq!(&read.sessions[0].note, &sanitize::text(&note));
        prop_assert_eq!(&read.sessions[0].activity, &sanitize::line(&activity).trim().to_owned());
    }

    #[test]
    fn any_title_stays_in_its_line_of_a_calendar(title in "(?s).{0,120}") {
        let mut session = session();
        let expected = lines(&ics::write(std::slice::from_ref(&session)));
        session.title.clone_from(&title);
        let calendar = ics::write(&[session]);
        prop_assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{calendar:?}");
        let found = lines(&calendar);
        prop_assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            prop_assert!(found == expected || found.starts_with("SUMMARY:"), "{found}");
        }
        let summary = found.iter().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        let words = summary.strip_suffix("\\, 25 min").unwrap();
        let mut letters = words.chars();
        let mut back = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => back.push(letters.next().map(|next| if next == 'n' { '\n' } else { next }).unwrap()),
                ',' | ';' => prop_assert!(false, "{summary} is two values"),
                other => back.push(other),
            }
        }
        prop_assert_eq!(back, sanitize::text(&title));
    }
}
