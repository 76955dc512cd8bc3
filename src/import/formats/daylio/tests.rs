//! One test for each pitfall found in real files, plus the real files themselves.

use super::*;
use crate::content::moods::mood_level;
use proptest::prelude::*;

fn today() -> Day {
    Day::from_date(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())
}

fn read_with(text: &str, map: &str) -> Result<Parsed, Refusal> {
    super::read(text, &WordMap::parse(map).unwrap(), &mood_level, today())
}

fn read(text: &str) -> Parsed {
    read_with(text, "").unwrap()
}

const HEADER: &str = "full_date,date,weekday,time,mood,activities,note_title,note\n";

fn row(rest: &str) -> ForeignCheckIn {
    read(&format!("{HEADER}{rest}\n")).check_ins.remove(0)
}

#[test]
fn the_five_levels_are_1_3_5_7_9() {
    for (mood, rating) in [
        ("rad", 9),
        ("good", 7),
        ("meh", 5),
        ("bad", 3),
        ("awful", 1),
        ("Rad ", 9),
    ] {
        let entry = row(&format!(
            "2021-05-12,12 May,Wednesday,18:52,{mood},\"\",\"\",\"\""
        ));
        assert_eq!(entry.ratings.mood.map(Rating::get), Some(rating), "{mood}");
    }
}

#[test]
fn every_shape_of_clock_is_read() {
    for (time, expected) in [
        ("18:52", "18:52"),
        ("10:00 pm", "22:00"),
        ("12:38 pm", "12:38"),
        ("12:05 am", "00:05"),
        ("8:02\u{202f}pm", "20:02"),
        ("7:45am", "07:45"),
        ("18:52:10", "18:52"),
    ] {
        let entry = row(&format!("2021-05-12,12 May,Wednesday,{time},good,,,"));
        assert_eq!(
            entry.when.local().format("%H:%M").to_string(),
            expected,
            "{time}"
        );
        assert!(entry.when.is_timed());
    }
}

#[test]
fn without_a_clock_time_the_day_is_kept() {
    let parsed =
        read("full_date,weekday,mood,activities,note\n2020-08-31,Montag,Gut,Mäßig | Arbeit,\"\"\n");
    let entry = &parsed.check_ins[0];
    assert!(!entry.when.is_timed());
    assert_eq!(
        entry
            .when
            .day(crate::domain::DayStart::default())
            .to_string(),
        "2020-08-31"
    );
    assert_eq!(entry.tags, ["Mäßig", "Arbeit"]);
    assert_eq!(entry.origin, "daylio:2020-08-31");
}

#[test]
fn activities_split_at_the_bar_and_nowhere_else() {
    let entry =
        row("2021-05-12,,,18:52,good,\"stressed / frustrated  | movies / tv | movies / tv | \",,");
    assert_eq!(entry.tags, ["stressed / frustrated", "movies / tv"]);
}

#[test]
fn notes_lose_their_html_and_keep_their_lines() {
    let entry = row("2021-05-12,,,18:52,good,,Note with HTML,A&nbsp;B<br>C");
    assert_eq!(entry.note, "Note with HTML\nA B\nC");
}

#[test]
fn scales_give_sleep_and_hours_and_stay_readable_otherwise() {
    let text = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n\
        2021-05-12,,,18:52,good,,Sleep Quality: 8/10 points | Sleep Time: 7:30 | Pain: 2/5 points,,\n";
    let entry = &read(text).check_ins[0];
    assert_eq!(entry.ratings.sleep.map(Rating::get), Some(7));
    assert_eq!(entry.sleep_hours, Some(7.5));
    assert_eq!(entry.note, "Pain: 2/5 points");
}

#[test]
fn own_names_of_moods_are_never_guessed() {
    let text = format!("{HEADER}2021-05-12,,,18:52,sad ,,,\n2021-05-13,,,18:52,average,,,\n");
    let error = read_with(&text, "").unwrap_err();
    assert_eq!(
        error,
        Refusal::UnknownMoods(vec![("average".into(), 1), ("sad".into(), 1)])
    );
    assert!(
        error
            .to_string()
            .ends_with("--map \"average=5\" --map \"sad=3\""),
        "{error}"
    );
    let parsed = read_with(&text, "Sad=3, average = 5").unwrap();
    assert_eq!(parsed.check_ins.len(), 2);
}

#[test]
fn a_map_that_cannot_be_read_is_named() {
    for text in ["sad", "sad=10", "sad=0", "=5", "sad=x"] {
        let error = WordMap::parse(text).unwrap_err();
        assert!(error.contains("1 to 9"), "{text} gave {error}");
    }
}

#[test]
fn a_bad_row_is_named_and_the_others_come_in() {
    let text = format!(
        "{HEADER}2021-02-30,,,18:52,good,,,\n2021-05-12,,,25:00,good,,,\n2021-05-12,,,18:52,,,,\n\
         2021-05-12,,,18:52,good,,\n2999-01-01,,,18:52,good,,,\n2021-05-12,,,18:52,good,,,\n"
    );
    let parsed = read(&text);
    assert_eq!((parsed.read, parsed.check_ins.len()), (6, 1));
    let lines: Vec<u64> = parsed.rejected.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6]);
    for (index, part) in [
        "full_date is \"2021-02-30\"",
        "time is \"25:00\"",
        "mood is empty",
        "7 fields",
        "in the future",
    ]
    .iter()
    .enumerate()
    {
        assert!(
            parsed.rejected[index].1.contains(part),
            "{:?}",
            parsed.rejected[index]
        );
    }
}

#[test]
fn lines_are_counted_in_the_file_not_in_rows() {
    let text =
        format!("{HEADER}2021-05-12,,,18:52,good,,,\"two\nlines\"\n2021-99-12,,,18:52,good,,,\n");
    assert_eq!(read(&text).rejected[0].0, 4);
}

#[test]
fn dates_of_1936_are_taken() {
    assert_eq!(
        row("1936-07-16,,,06:00,good,,,")
            .when
            .local()
            .format("%Y")
            .to_string(),
        "1936"
    );
}

#[test]
fn a_missing_column_and_an_empty_file_are_named() {
    let error = read_with("full_date,note\n2021-05-12,x\n", "")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no column mood") && error.contains("\"full_date\", \"note\""),
        "{error}"
    );
    assert!(matches!(read_with(HEADER, ""), Err(Refusal::Empty(_))));
}

#[test]
fn extra_columns_are_named_and_semicolons_read() {
    let parsed = read("full_date;mood;weather\n2021-05-12;good;rain\n");
    assert_eq!(parsed.check_ins.len(), 1);
    assert!(parsed.warnings[0].contains("weather"));
}

#[test]
fn escape_sequences_do_not_come_in() {
    let entry = row("2021-05-12,,,18:52,good,\"a\u{1b}[31mb\",\u{1b}]0;x\u{7},\u{9b}2J");
    let whole = format!("{:?}{}", entry.tags, entry.note);
    assert!(
        !whole
            .chars()
            .any(|character| character.is_control() && character != '\n'),
        "{whole:?}"
    );
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = read_with(&text, "");
        let _ = read_with(&format!("{HEADER}{text}"), "");
    }

    #[test]
    fn any_row_is_read_or_refused(fields in proptest::collection::vec("[0-9a-zA-Z:/|<>&; -]{0,12}", 8)) {
        let _ = read_with(&format!("{HEADER}{}\n", fields.join(",")), "");
    }
}
